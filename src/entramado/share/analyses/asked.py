"""What may be asked of an analysis: its options as programs and forms need them, and what a user gave, checked.

The options are the fields of a frozen dataclass in the analysis; the sentence under a field is its help.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass
from functools import cache
from itertools import pairwise
from math import isnan
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from rapidfuzz import fuzz, process

from entramado.analyse import ANALYSES, Analysis
from entramado.analyse.ground import Ground
from entramado.knowledge.folding import fold
from entramado.model.errors import Ambiguous, NotFound, UsageError
from entramado.model.network import Entity, Network
from entramado.share.find import candidates, find

Sort = Literal["flag", "int", "float", "text", "entity", "link"]
_SORTS: Final[Mapping[type, Sort]] = {bool: "flag", int: "int", float: "float", str: "text"}
_WORDS: Final[Mapping[Sort, str]] = {"flag": "yes or no", "int": "a whole number", "float": "a number", "text": "a text"}
_BETWEEN: Final = "~"
"""Between the two ends of a link, in one text."""
_NUMBERS: Final = re.compile(r"[:,;]? *\(?numbers? of (the )?(nodes?|links?)\b[^.)]*\)?")
"""What an analysis says of its numbers: whoever asks gives names."""
_NODES: Final = ("Person", "Organization")


@dataclass(frozen=True, slots=True)
class Option:
    """One option. ``many``: it may be given several times. An entity is given by name or id, a link as ``A~B``."""

    name: str
    sort: Sort
    many: bool
    optional: bool
    """Whether it may be left out; ``default`` counts then."""
    default: Any
    choices: tuple[str, ...]
    help: str


def analysis_of(name: str) -> Analysis:
    """Raises NotFound."""
    if name not in ANALYSES:
        raise NotFound(f"there is no analysis {name!r}: they are {', '.join(ANALYSES)}")
    return ANALYSES[name]


@cache
def options(analysis: Analysis) -> tuple[Option, ...]:
    """Of an analysis, in the order in which it declares them."""
    kind = analysis.options
    hints, help_of = get_type_hints(kind), _helps(kind)
    made = []
    for field in dataclasses.fields(kind):
        sort, many, choices = _sort(hints[field.name])
        told = help_of.get(field.name, "")
        if field.name in (*analysis.nodes, *analysis.links):
            sort = "entity" if field.name in analysis.nodes else "link"
            told = _NUMBERS.sub("", told)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        left = default is not MISSING
        made.append(Option(field.name, sort, many, left, default if left else None, choices, told))
    return tuple(made)


def fill(analysis: Analysis, ground: Ground, given: Mapping[str, Any], network: Network | None = None) -> Any:
    """The options of an analysis as its function takes them, of what a user gave by name (text or values).

    Names of entities are looked up in ``network``, or among the names of a graph from a file. Raises UsageError, NotFound,
    Ambiguous.
    """
    known = {option.name: option for option in options(analysis)}
    for name in given:
        if name not in known:
            near = process.extractOne(name, list(known), scorer=fuzz.ratio, score_cutoff=60)
            hint = f": did you mean {near[0]}?" if near else f": it has {', '.join(known)}"
            raise UsageError(f"{analysis.name} has no option {name}{hint}")
    values: dict[str, Any] = {}
    for name, option in known.items():
        if name in given and given[name] is not None:
            values[name] = _value(option, given[name], ground, network)
        elif not option.optional:
            raise UsageError(f"{analysis.name} needs {name.replace('_', ' ')}: {option.help}")
    try:
        return analysis.options(**values)
    except ValueError as error:
        raise UsageError(str(error)) from None


def asked_for(analysis: Analysis, given: Mapping[str, Any], network: Network, about: Sequence[str] = ()) -> list[Entity]:
    """The entities that are named in options and in ``about``. Raises NotFound, Ambiguous."""
    found = {entity.id: entity for entity in (_entity(network, name) for name in about)}
    for option in options(analysis):
        values = given.get(option.name)
        if option.sort not in ("entity", "link") or not values:
            continue
        for value in values if isinstance(values, list | tuple) else (values,):
            for name in [str(value)] if option.sort == "entity" else str(value).split(_BETWEEN):
                entity = _entity(network, name.strip())
                found[entity.id] = entity
    return list(found.values())


def _entity(network: Network, name: str) -> Entity:
    """The one entity of a name: a person or an organisation where others bear it too."""
    try:
        return find(network, name)
    except Ambiguous:
        return find(network, name, _NODES if candidates(network, name, _NODES) else ())


def node_called(ground: Ground, name: str, network: Network | None = None) -> int:
    """The node that a name or id means. Raises NotFound (with near names), Ambiguous, UsageError for who is on the map only."""
    if network is not None:
        entity = _entity(network, name)
        if entity.id not in ground.ids:
            raise UsageError(
                f"{entity.name} is on the map, but is no node of the projection {ground.projection!r} that this analysis reads: "
                "it has no tie of that kind, or cannot be one (docs/explanation/analysis.md)"
            )
        return list(ground.ids).index(entity.id)
    names = list(ground.names)
    found = [node for node, each in enumerate(names) if each == name]
    found = found or [node for node, each in enumerate(names) if fold(each) == fold(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Ambiguous(f"{name!r} fits {len(found)} nodes: {', '.join(names[node] for node in found[:8])}")
    alike = process.extract(fold(name), list(map(fold, names)), scorer=fuzz.ratio, limit=3, score_cutoff=60)
    near = [names[place] for _, _, place in alike]
    hint = f" Did you mean {' or '.join(map(repr, near))}?" if near else ""
    raise NotFound(f"No node of this graph is called {name!r}.{hint}")


def _link_called(ground: Ground, text: str, network: Network | None) -> int:
    one, between, other = text.partition(_BETWEEN)
    if not between:
        raise UsageError(f"{text!r} is no link: give the names of both ends, as in A{_BETWEEN}B")
    a, b = (node_called(ground, name.strip(), network) for name in (one, other))
    graph = ground.graph
    for place in range(int(graph.starts[a]), int(graph.starts[a + 1])):
        if int(graph.ends[place]) == b:
            return int(graph.links[place])
    raise NotFound(f"{ground.names[a]} and {ground.names[b]} have no tie that this analysis reads")


def _value(option: Option, given: Any, ground: Ground, network: Network | None) -> Any:
    read = _READ.get(option.sort)
    if option.sort == "entity":
        read = lambda text: node_called(ground, str(text), network)  # noqa: E731 - one of three readers
    elif option.sort == "link":
        read = lambda text: _link_called(ground, str(text), network)  # noqa: E731 - one of three readers
    assert read is not None
    listed = isinstance(given, Sequence) and not isinstance(given, str)
    if listed and not option.many:
        raise UsageError(f"{option.name} takes one value")
    return tuple(_one(option, each, read) for each in given) if listed else _many(option, _one(option, given, read))


def _many(option: Option, value: Any) -> Any:
    return (value,) if option.many else value


def _one(option: Option, given: Any, read: Callable[[Any], Any]) -> Any:
    try:
        value = read(given)
    except (TypeError, ValueError):
        raise UsageError(f"{option.name} is {_WORDS[option.sort]}, not {given!r}") from None
    if option.choices and value not in option.choices:
        raise UsageError(f"{option.name} is one of {', '.join(option.choices)}, not {given!r}")
    return value


def _flag(given: Any) -> bool:
    text = str(given).lower()
    if text not in ("true", "false", "yes", "no", "1", "0"):
        raise ValueError(text)
    return text in ("true", "yes", "1")


def _whole(given: Any) -> int:
    if isinstance(given, bool) or (isinstance(given, float) and not given.is_integer()):
        raise ValueError(given)
    return int(given)


def _number(given: Any) -> float:
    value = float(given)
    if isinstance(given, bool) or isnan(value):
        raise ValueError(given)
    return value


_READ: Final[Mapping[Sort, Callable[[Any], Any]]] = {"flag": _flag, "int": _whole, "float": _number, "text": str}


def _sort(hint: Any) -> tuple[Sort, bool, tuple[str, ...]]:
    """Of a type: what kind of value, whether several, and which words."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    if get_origin(hint) is tuple:
        sort, _, choices = _sort(get_args(hint)[0])
        return sort, True, choices
    if get_origin(hint) is Literal:
        return "text", False, tuple(get_args(hint))
    return _SORTS[hint], False, ()


def _helps(kind: type) -> dict[str, str]:
    """The sentence under each field."""
    found: dict[str, str] = {}
    for parent in reversed(kind.__mro__[:-1]):
        body = ast.parse(textwrap.dedent(inspect.getsource(parent))).body[0]
        assert isinstance(body, ast.ClassDef)
        found |= dict(_sentences(body.body))
    return found


def _sentences(body: Sequence[ast.stmt]) -> Iterable[tuple[str, str]]:
    for field, under in pairwise(body):
        match field, under:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                yield name, " ".join(text.split())
