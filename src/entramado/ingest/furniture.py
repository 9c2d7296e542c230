"""Text to content regions: what of a saved page is the article, and what is furniture around it.

Blocks get a kind from their wording (running sentences, title, list item, menu, box heading, end mark), each kind a
weight, and the article is the stretch of blocks with the greatest sum: maximum subsequence segmentation (Pasternack
and Roth, "Extracting article text from the web with maximum subsequence segmentation", WWW 2009). Inside the stretch
what is plainly furniture still falls out. No rule knows a site; the words are in ``furniture.yaml``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Final, Literal

import yaml

from entramado.ingest.dates import is_date_line
from entramado.ingest.language import language, shares
from entramado.ingest.lines import Block, blocks
from entramado.model.claim import Region

Kind = Literal["prose", "short", "item", "title", "mark", "menu", "section", "end"]

_Kept = tuple[Block, Literal["text", "headline"]]
_Spans = Sequence[tuple[int, int]]

PIECE: Final = 1_000_000
"""Characters judged at a time: longer texts are no saved pages, and memory stays flat."""
_LOOK: Final = 600
"""Characters of a block that its kind is judged on, at each end."""
_WEIGHT: Final[dict[Kind, int]] = {"short": 3, "item": 5, "title": -5, "mark": -3, "menu": -6, "section": -40, "end": -150}
_LEAD: Final = 40
"""Further weight of a paragraph that opens with a dateline: articles begin so, and nothing else does."""
_GAP: Final = -30
"""The least that titles and numbers between two paragraphs can weigh together: a table in an article may be long."""
_WEIGHT_OF_TEASER: Final = -8
_HEADLINE_REACH: Final = 14
"""Blocks (date, share buttons, author) that may stand between a headline and its article."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_CLOSED = re.compile(r"""[.!?…][)\]"'”’*_]*(?: ?\(\d+\))?$|[.!?]["”’)]*\s*(?:--|—|–)\s*\w+$""")
_BULLET = re.compile(r"(?:[-*+•●▪◦‣·]|\(?\d{1,2}[.)]|\(?[a-z][.)]|\([a-z]{2,5}\))\s+\S+\s+\S+")
_PERSON = re.compile(
    r"\W{0,2}[A-ZÁÉÍÓÚÑ][\w.'’“”\"-]+(?: [\w.'’“”\"()-]+){1,6}?(?:, ?(?:age |aged )?\d{2}\b| \(\d{2}\)|,? DOB\b)|DOB:? \d"
)
_LABELLED = re.compile(
    r"(?!(?i:for|media|press|news|update|breaking|live|video|watch|photos?)\b)[A-ZÁÉÍÓÚÑ]\w+(?: \w+){0,2}: ?(?:\S+ ){4}"
)
_DATELINE = re.compile(r"\(?[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ.'’ -]{2,30}(?:, [A-Z][\w.]{1,15}){0,2}\)? ?(?:\([\w ]+\) ?)?[–—-]+ ?\S")

_NUMERIC = re.compile(r"[\d@]|\.[a-z]{3,4}$")
_MARKDOWN = re.compile(r"\]\([^)\s]*\)|[\[\]*_#\\]")
_CUT_OFF = re.compile(r"(?:…|\.\.\.)$")
_CONTACT = re.compile(r"@|\d{3}[-. )]+\d{4}")
_SITE = re.compile(r"\s+[-–—|»:]+\s+[^-–—|»]{3,60}$")
_EDGES = "[]() \t\u00a0:.–—-|>»«<•·*_/\\"


@dataclass(frozen=True, slots=True)
class _Words:
    """The tables of ``furniture.yaml``, ready for use."""

    menu: frozenset[str]
    section: frozenset[str]
    end: frozenset[str]
    opening: re.Pattern[str]
    """Patterns for the start of a line; the others may hit anywhere in it."""
    numbers: re.Pattern[str]
    phrases: tuple[str, ...]

    def hit(self, line: str) -> bool:
        if self.opening.match(line) or (_NUMERIC.search(line) and self.numbers.search(line)):
            return True
        small = line.lower()
        return any(phrase in small for phrase in self.phrases)


@cache
def _words() -> _Words:
    table = yaml.safe_load(files("entramado.ingest").joinpath("furniture.yaml").read_text("utf-8"))
    menu, section = (frozenset(str(word).casefold() for word in table[name]) for name in ("menu", "section"))
    opening, numbers = (
        re.compile("|".join(f"(?:{pattern})" for pattern in table[name]), re.IGNORECASE) for name in ("opening", "numbers")
    )
    return _Words(menu, section, frozenset(map(str, table["end"])), opening, numbers, tuple(table["phrases"]))


def regions(text: str, title: str | None = None, within: _Spans | None = None, *, authored: bool = False) -> tuple[Region, ...]:
    """The content of ``text``, in order and disjoint: sentences as ``text``, the article's own titles as ``headline``.

    ``title`` is the title when it is known from elsewhere, ``within`` the stretches that may hold content. ``authored``
    says that somebody wrote the whole text (a mail, a Word file): nothing but plain furniture is left out then, and so it
    is with a text without any running sentence, which is a note or a list.
    """
    found: list[Region] = []
    piece: list[tuple[int, int]] = []
    for span in _short_spans(text, within or ((0, len(text)),)):
        if piece and span[1] - piece[0][0] > PIECE:
            found += _piece(text, piece, title, authored)
            piece = []
        piece.append(span)
    return (*found, *_piece(text, piece, title, authored))


def _short_spans(text: str, spans: _Spans) -> Iterator[tuple[int, int]]:
    """The spans, those longer than PIECE cut at a line's end (or anywhere, when a line is that long)."""
    for start, end in spans:
        while end - start > PIECE:
            cut = text.rfind("\n", start + PIECE // 2, start + PIECE) + 1 or start + PIECE
            yield start, cut
            start = cut
        if start < end:
            yield start, end


@lru_cache(maxsize=4096)
def plain_furniture(text: str) -> Kind | None:
    """What a line is when it is plainly no content, else None. ``text`` has single spaces and no outer ones."""
    words = _words()
    if text.lower() in words.end:
        return "end"
    folded = text.strip(_EDGES).casefold()
    if folded in words.section:
        return "section"
    if folded in words.menu:
        return "menu"
    if sum(map(str.isalpha, text[:_LOOK])) < 2 or is_date_line(text):
        return "mark"
    count = text.count(" ") + 1
    if count <= 30 and words.hit(text.strip("[]() ")):
        return "menu"
    if count <= 16 and _CUT_OFF.search(text) and text.count(". ") == 0:
        return "menu"
    return None


def kind_of(text: str) -> Kind:
    """What a block is by its wording alone. ``text`` has single spaces and no outer ones."""
    furniture = plain_furniture(text) if len(text) < 500 else None
    if furniture:
        return furniture
    if len(text) > 2 * _LOOK:
        text = f"{text[:_LOOK]} {text[-_LOOK:]}"
    count = text.count(" ") + 1
    plain = _MARKDOWN.sub("", text)
    running = max(shares(plain[:_LOOK]).values())
    closed = _CLOSED.search(plain) is not None
    if _PERSON.match(plain) and (count >= 4 or plain.startswith("DOB")):
        return "prose" if closed and (count >= 12 or running >= 0.12) else "item"
    if _BULLET.match(text):
        return "prose" if count >= 12 and running >= 0.15 else "item"
    if count >= 8 and _DATELINE.match(plain):
        return "prose"
    if count >= 6 and running >= 0.12 and closed:
        return "prose"
    if plain.endswith(":") and running >= 0.12 and (count >= 12 or (count >= 7 and not _title_case(plain))):
        return "prose"
    if count >= 8 and plain.count(";") >= 2:
        return "prose"  # an entry of a list of names, as sanctions are published
    if count >= 25 and running >= 0.2 and not _title_case(plain):
        return "prose"
    if closed and count >= 2 and (running > 0 or plain[0] in "“\"‘'" or ": " in plain):
        return "short"
    entry = running == 0 and count <= 12 and plain.count(",") >= 2
    return "item" if entry or _LABELLED.match(plain) else "title"


def _title_case(text: str) -> bool:
    """Whether most longer words begin with a capital, as in the titles of English-language releases."""
    longer = [word for word in _WORD.findall(text) if len(word) > 3]
    return sum(bool(word[0].isupper()) for word in longer) >= 0.7 * len(longer)


def _clause(text: str) -> bool:
    """Whether a line without a full stop reads as a sentence all the same: mostly small letters, with small words."""
    return text.count(" ") >= 7 and max(shares(text).values()) >= 0.12 and not _title_case(text)


def _alone(line: str) -> bool:
    return len(line) < 300 and plain_furniture(line) is not None and line[0] not in ",.;)"


@dataclass(slots=True)
class _Judged:
    block: Block
    kind: Kind
    words: int
    weight: float = 0.0
    boxed: bool = False


def _piece(text: str, spans: _Spans, title: str | None, authored: bool) -> list[Region]:
    judged = [_Judged(b, kind_of(b.text), b.text.count(" ") + 1) for b in blocks(text, spans, _alone)]
    for j in judged:
        if j.block.cells and j.kind == "title":
            j.kind = "item"
    times = Counter(j.block.text for j in judged)
    for j in judged:
        if times[j.block.text] > 1 and j.kind in ("prose", "item") and not _CLOSED.search(j.block.text):
            j.kind = "title"
    if not any(j.kind == "prose" for j in judged):
        return _merge(text, [(j.block, "text") for j in judged if j.kind in ("short", "item", "title")])
    if authored:
        return _merge(text, _inside(judged, 0, len(judged) - 1, longest=len(judged)))
    _weigh(judged)
    first, last = _heaviest(judged)
    above = _headline(judged, first, title)
    keep: list[_Kept] = [(_without_site(block, judged), "headline") for block in above]
    return _merge(text, keep + _inside(judged, first, last))


def _weigh(judged: list[_Judged]) -> None:
    """Give each block its weight, knowing what came before it."""
    total = sum(j.words for j in judged if j.kind == "prose")
    main = language(" ".join(j.block.text for j in judged if j.kind == "prose"))
    seen, run, ended = 0, 0.0, False
    box: int | None = None
    last_end = 0
    for index, j in enumerate(judged):
        j.weight = _WEIGHT.get(j.kind, 0)
        if ended and j.kind in ("item", "prose") and _PERSON.match(j.block.text) and _people_follow(judged, index):
            for before in judged[last_end:index]:
                before.weight = max(before.weight, 0)
            ended = False
        if j.kind == "end":
            ended = ended or seen >= total / 2
            last_end = index
            j.weight = j.weight if ended else _WEIGHT["menu"]
        elif j.kind == "section":
            box = index if box is None else box
        elif j.kind == "prose":
            if box is not None and not ended and _goes_on(judged, index, total - seen, total):
                for boxed in judged[box:index]:
                    boxed.weight, boxed.boxed = max(boxed.weight, 0), True
                box = None
            foreign = j.words >= 8 and main != "und" and language(j.block.text[:_LOOK]) not in (main, "und")
            j.boxed = box is not None or foreign
            if j.boxed or ended or _CUT_OFF.search(j.block.text):
                j.weight = _WEIGHT_OF_TEASER
            else:
                j.weight = min(j.words, 60) + (_LEAD if _DATELINE.match(j.block.text) else 0)
            seen, run = seen + j.words, 0.0
        elif box is not None or ended:
            j.weight = min(j.weight, -3)
        elif j.kind == "title" and seen >= 30 and _clause(j.block.text):
            j.kind, j.weight = "item", 2
        elif j.kind in ("title", "mark"):
            j.weight = max(j.weight, _GAP - run)
            run += j.weight


def _people_follow(judged: list[_Judged], index: int) -> bool:
    """Whether a list of persons with their ages begins at ``index``: charged people are listed after the end mark, too."""
    return sum(_PERSON.match(j.block.text) is not None for j in judged[index : index + 8]) >= 3


def _goes_on(judged: list[_Judged], index: int, left: int, total: int) -> bool:
    """Whether the article goes on at ``index`` after a box: teasers have one paragraph each, and are not much of it all."""
    after = next((j.kind for j in judged[index + 1 :] if j.kind not in ("menu", "mark")), "end")
    return after in ("prose", "short", "item") and left >= 0.12 * total


def _heaviest(judged: list[_Judged]) -> tuple[int, int]:
    """First and last index of the run with the greatest sum of weights (Kadane)."""
    best, best_run, total, begin = 0.0, (0, -1), 0.0, 0
    for index, j in enumerate(judged):
        if total <= 0:
            total, begin = 0.0, index
        total += j.weight
        if total > best:
            best, best_run = total, (begin, index)
    return best_run


def _headline(judged: list[_Judged], first: int, title: str | None) -> list[Block]:
    """The run of titles nearest above the article, a contact person's name and post left out.

    The known ``title``, or one that the page repeats, is taken wherever it stands within reach.
    """
    times = Counter(j.block.text for j in judged if j.kind == "title")
    known = " ".join((title or "").split())
    index, reach, people = first - 1, _HEADLINE_REACH, False
    nearest: list[Block] = []
    while index >= 0 and reach > 0:
        run: list[Block] = []
        if judged[index].words >= 4:
            while index >= 0 and len(run) < 6 and judged[index].kind == "title" and judged[index].words >= 3:
                run.insert(0, judged[index].block)
                index -= 1
        if any(times[block.text] > 1 or block.text == known for block in run):
            return nearest if _says_again(run, nearest) else run + nearest
        if nearest and run:
            return nearest
        if run and not people:
            nearest, reach = run, 3
        if not run:
            people = people or _CONTACT.search(judged[index].block.text) is not None
            index -= 1
        reach -= 1
    return nearest


def _says_again(run: list[Block], nearest: list[Block]) -> bool:
    """Whether one title has most of its words in the other: the page's title over the release's own."""
    a, b = ({word for block in titles for word in block.text.casefold().split()} for titles in (run, nearest))
    return len(a & b) >= 0.5 * min(len(a), len(b)) > 0


def _without_site(block: Block, judged: list[_Judged]) -> Block:
    """A page's title without the site's name behind it, when the page repeats the title alone."""
    site = _SITE.search(block.text)
    if site and block.lines == 1 and any(j.block.text == block.text[: site.start()] for j in judged):
        return replace(block, end=block.end - (len(block.text) - site.start()), text=block.text[: site.start()])
    return block


def _inside(judged: list[_Judged], first: int, last: int, longest: int = 2) -> list[_Kept]:
    """The blocks of the article that are content; more than ``longest`` titles in a row are a menu, unless they are listed."""
    keep: list[_Kept] = []
    for kind, group in groupby(range(first, last + 1), key=lambda i: judged[i].kind):
        run = list(group)
        if kind in ("prose", "short", "item"):
            keep += [(judged[i].block, "text") for i in run if not judged[i].boxed]
        elif kind == "title" and not judged[run[0]].boxed:
            before = judged[max(0, run[0] - 1)]
            listed = before.kind == "item" or before.block.text.endswith(":")
            if listed:
                keep += [(judged[i].block, "text") for i in run]
            elif len(run) <= longest:
                keep += [(judged[i].block, "headline") for i in run]
    return keep


def _merge(text: str, kept: list[_Kept]) -> list[Region]:
    """Regions of neighbouring blocks: one as long as only white space parts them and each ends as a sentence does."""
    found: list[Region] = []
    for block, kind in kept:
        if found and kind == found[-1].kind == "text":
            between = text[found[-1].end : block.start]
            if not between.strip() and (block.after_blank or _CLOSED.search(text[max(0, found[-1].end - 12) : found[-1].end])):
                found[-1] = Region(found[-1].start, block.end, "text")
                continue
        found.append(Region(block.start, block.end, kind))
    return found
