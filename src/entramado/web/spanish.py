"""What the server refuses with, in Spanish: by the English message, as message catalogues do.

A message keeps its English words where it is raised, for terminals and logs. `{}` stands for what a message names: ids, names,
numbers, words of the vocabulary, which stay as they are. A test fails for a message of the server that is missing here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

MESSAGES: Final[Mapping[str, str]] = {
    # the session
    "this session is over: run `entramado open CASE` again": "esta sesión terminó: ejecute de nuevo `entramado open CASO`",
    "the request does not carry the session's token: reload the page": (
        "la solicitud no trae la clave de la sesión: recargue la página"
    ),
    "another site asks for this: only the page itself may": "lo pide otro sitio: sólo esta página puede hacerlo",
    "this server answers to its own address only: open the link that `entramado open` printed": (
        "este servidor sólo responde a su propia dirección: abra el enlace que imprimió `entramado open`"
    ),
    "nothing here can be changed": "aquí no se puede cambiar nada",
    "there is no /api/{}": "no existe /api/{}",
    "give a name of your own, of up to 80 letters: it stands beside what you judge": (
        "dé un nombre propio, de hasta 80 letras: acompaña lo que usted juzga"
    ),
    "say why you read it, in a few words": "diga por qué lo lee, en pocas palabras",
    "this case keeps who reads it and why: give a reason first": (
        "este caso registra quién lo lee y por qué: dé primero una razón"
    ),
    "this is the page of {}: open the case without --as to work on it": (
        "esta es la página de {}: abra el caso sin --as para trabajar en él"
    ),
    "this is the page of {}: documents are added by the owner of the case": (
        "esta es la página de {}: los documentos los agrega quien lleva el caso"
    ),
    "this is the page of {}: what may go to whom is for the owner of the case": (
        "esta es la página de {}: qué va a quién lo decide quien lleva el caso"
    ),
    "say who you are first: what a person judges is answered for with a name": (
        "diga primero quién es: lo que una persona juzga lleva su nombre"
    ),
    # documents on their way in
    "no job {}": "no existe la tarea {}",
    "{} jobs are waiting already: let them end first": "ya hay {} tareas en espera: deje que terminen",
    "this job takes no more files: open a new one": "esta tarea ya no recibe archivos: abra otra",
    "this job was started already": "esta tarea ya empezó",
    "files are still on their way: start the job when they are there": "todavía llegan archivos: empiece cuando estén todos",
    "no file was handed in: there is nothing to read": "no se entregó ningún archivo: no hay nada que leer",
    "the file has more than {} bytes: split it": "el archivo tiene más de {} bytes: divídalo",
    "give the file a name, of at most 16 folders": "dé un nombre al archivo, con 16 carpetas como máximo",
    "{} was handed in already: rename one of the two, or add them one after the other": (
        "{} ya se entregó: cambie el nombre de uno de los dos, o agréguelos por separado"
    ),
    "more than {} files at once: add them in several goes, or as one zip archive": (
        "más de {} archivos a la vez: agréguelos por partes, o en un archivo zip"
    ),
    "{} is no name of a file: rename it": "{} no es un nombre de archivo: cámbielo",
    "{}… is too long a name: rename the file": "{}… es un nombre demasiado largo: cámbielo",
    "{} is left out: it is hidden, or something that a system leaves behind": (
        "{} se omite: está oculto, o es algo que deja un sistema"
    ),
    "{} cannot be kept until it is read: {}": "{} no se puede guardar hasta que se lea: {}",
    "{} has more than {} bytes: split it": "{} tiene más de {} bytes: divídalo",
    "more than {} bytes at once: add the files in several goes": "más de {} bytes a la vez: agregue los archivos por partes",
    # analyses
    '`options` is a JSON object, as in {"remove": ["El Mencho"]}': '`options` es un objeto JSON, como {"remove": ["El Mencho"]}',
    "{} analyses are waiting already: stop one of them, or wait for one to end": (
        "ya hay {} análisis en espera: detenga uno, o espere a que uno termine"
    ),
    "a question has up to {} letters: name fewer": "una pregunta tiene hasta {} letras: nombre menos",
    "this analysis goes on: wait for it to end, or stop it": "este análisis sigue: espere a que termine, o deténgalo",
    "this analysis was stopped: nothing of it is kept": "este análisis se detuvo: no se guarda nada de él",
    "what you may see has changed since this was found: run it again": (
        "lo que usted puede ver cambió desde entonces: ejecútelo de nuevo"
    ),
    "no run {}: start it again": "no existe la ejecución {}: iníciela de nuevo",
    "stopped": "detenido",
    "stopped after {} seconds: ask for less, or start a run, which has no such bound": (
        "detenido a los {} segundos: pida menos, o inicie una ejecución, que no tiene ese límite"
    ),
    # what is asked for and not there
    "no entity {}: search for it by name": "no existe la entidad {}: búsquela por nombre",
    "no entity {}: reload the chart, the map has changed": "no existe la entidad {}: recargue el grafo, el mapa cambió",
    "no document {}": "no existe el documento {}",
    "no page {} in document {}": "no existe la página {} en el documento {}",
    "the text of document {} is withheld": "el texto del documento {} está reservado",
    "page {} cannot be drawn: read its text instead": "la página {} no se puede dibujar: lea su texto",
    "no claim {}": "no existe la afirmación {}",
    "no link {}": "no existe el vínculo {}",
    "no line {}": "no existe la línea {}",
    "no pair {}": "no existe el par {}",
    "no chart {}": "no existe el grafo {}",
    "no disagreement {}: the map has changed since, look for it in the list": (
        "no existe el desacuerdo {}: el mapa cambió desde entonces, búsquelo en la lista"
    ),
    # questions that are not well put
    "{} is no cursor: take it from `next` of the page before": "{} no es un cursor: tómelo de `next` de la página anterior",
    "ask for the claims of one thing: line, pair, entity or document": (
        "pida las afirmaciones de una sola cosa: línea, par, entidad o documento"
    ),
    "`from` is after `to`: swap them": "`from` es posterior a `to`: intercámbielos",
    "no list {}: it is one of {}": "no existe la lista {}: es una de {}",
    "no order {}: it is one of {}": "no existe el orden {}: es uno de {}",
    "`bbox` is west,south,east,north in degrees": "`bbox` es oeste,sur,este,norte en grados",
    "`bbox` lies beyond the earth: longitudes are -180 to 180, south is below north": (
        "`bbox` está fuera de la Tierra: las longitudes van de -180 a 180, y el sur está debajo del norte"
    ),
    # charts
    "give the chart a name of up to {} letters": "dé al grafo un nombre de hasta {} letras",
    "a chart holds {} nodes and {} notes of {} letters": "un grafo admite {} nodos y {} notas de {} letras",
    "a position on a chart is a number": "una posición en el grafo es un número",
    "a chart is grouped by none, community or region": "un grafo se agrupa por none, community o region",
    # merges
    "{} and {} are one entity already: {}": "{} y {} ya son una sola entidad: {}",
    "{} and {} name the same thing in the same words: {}": "{} y {} nombran lo mismo con las mismas palabras",
    "{} fits {} entities; give the id of the one that is meant:{}": (
        "{} corresponde a {} entidades; dé el id de la que quiere decir:{}"
    ),
    # claims by hand
    "a note needs a text: it is what its claims stand on": "una nota necesita un texto: en él se apoyan sus afirmaciones",
    "a note needs a text: give it with --text or on standard input": "una nota necesita un texto",
    "a note makes up to {} claims: write another one for the rest": (
        "una nota hace hasta {} afirmaciones: escriba otra para el resto"
    ),
    "reliability {} is no grade: write A (completely reliable) to E, or F (unknown)": (
        "la fiabilidad {} no es una calificación: escriba de A (totalmente fiable) a E, o F (desconocida)"
    ),
    "a claim names its subject and its object": "una afirmación nombra su sujeto y su objeto",
    "a claim has an object or a value, not both": "una afirmación tiene un objeto o un valor, no ambos",
    "the claim says just that already; where the document does say so, review it as read right": (
        "la afirmación ya dice justo eso; si el documento lo dice, acéptela"
    ),
    "say who read it (--by NAME): a reading is answered for by a person": (
        "diga quién lo leyó: de una lectura responde una persona"
    ),
    "the document does not say {}: give the words of it that point there, or write a note": (
        "el documento no dice {}: dé las palabras que lo señalan, o escriba una nota"
    ),
    "{} says these words {} times: give more of the sentence": "{} dice estas palabras {} veces: dé más de la oración",
    "{} says these words nowhere: copy the words as they stand": "{} no dice estas palabras: cópielas tal como están",
    "the quote has {} characters: select the sentence that says it ({} at most)": (
        "la cita tiene {} caracteres: seleccione la oración que lo dice ({} como máximo)"
    ),
    "the words that were selected are not in the document's text: select them anew": (
        "las palabras seleccionadas no están en el texto del documento: selecciónelas de nuevo"
    ),
    "{} is a {}, where a {} is wanted": "{} es {}, y aquí se espera {}",
    "say what it is: {}": "diga qué es: {}",
    "Nothing is named {} in this case; if it is new, say what it is, as in {}": (
        "Nada se llama {} en este caso; si es nuevo, diga qué es, como en {}"
    ),
    "{}: {} is not a date like 2025, 2026-02 or 2026-02-22": "{}: {} no es una fecha como 2025, 2026-02 o 2026-02-22",
    "`{}`: {} is not a date like 2025, 2026-02 or 2026-02-22": "`{}`: {} no es una fecha como 2025, 2026-02 o 2026-02-22",
    "{} is not a date like 2025, 2026-02 or 2026-02-22": "{} no es una fecha como 2025, 2026-02 o 2026-02-22",
    "since {} is after until {}: swap them": "desde {} es posterior a hasta {}: intercámbielos",
    "{}: a day needs its month": "{}: un día necesita su mes",
    "{}: {} to {} runs backwards": "{}: de {} a {} va al revés",
    # the vocabulary
    "the vocabulary has no predicate {}": "el vocabulario no tiene el predicado {}",
    "the vocabulary has no type {}": "el vocabulario no tiene el tipo {}",
    "{} has no kind {}": "{} no tiene la clase {}",
    "{} has an empty value": "{} tiene un valor vacío",
    "{} has a value, no object ({})": "{} tiene un valor y no un objeto ({})",
    "{} needs an object ({})": "{} necesita un objeto ({})",
    "{} needs a value ({})": "{} necesita un valor ({})",
    "{} needs an entity, not the value {}": "{} necesita una entidad, no el valor {}",
    "{} does not go from {} to {} ({})": "{} no va de {} a {} ({})",
    "{} is one of {}, not {}": "{} es uno de {}, no {}",
    "{} is a {} like {}, not {}": "{} es {} como {}, no {}",
    # categories
    "say who decides it (--by NAME): a category is answered for by a person": (
        "diga quién lo decide: de una categoría responde una persona"
    ),
    "say on what evidence: --evidence CLAIM, or --text with the reason": "diga en qué evidencia se apoya, o escriba la razón",
    # releases
    "{} may see nothing that is called {}": "{} no puede ver nada que se llame {}",
}


def in_spanish(message: str) -> str:
    """A message in Spanish, with what it names; one that is not known stays as it is."""
    for pattern, said in _patterns():
        found = pattern.fullmatch(message)
        if found:
            first, *parts = said.split("{}")
            return first + "".join(named + part for named, part in zip(found.groups(), parts, strict=False))
    return message


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The more a message says itself, the earlier it is tried."""
    longest = sorted(MESSAGES, key=lambda message: -len(message.replace("{}", "")))
    return tuple((re.compile(re.escape(message).replace(r"\{\}", "(.+?)"), re.DOTALL), MESSAGES[message]) for message in longest)
