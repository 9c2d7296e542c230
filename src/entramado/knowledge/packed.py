"""The shipped gazetteer on disk: two gzip tables, sought by bisection without being taken apart.

``places.tsv.gz`` has a line per place, most prominent first. ``place_names.tsv.gz`` has a sorted line per name: the folded
name (or ``=`` and an abbreviation as written, or ``#`` and a key), a tab, and the numbers of the places that bear it. Both
stay bytes; only what is asked for becomes an object. tools/build_gazetteer.py writes them.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path

from entramado.knowledge.place import Place

DATA = Path(__file__).parent / "data"
PLACES = "places.tsv.gz"
NAMES = "place_names.tsv.gz"
_PAGE = 64


class Lines:
    """The lines of a gzip file, by number."""

    def __init__(self, path: Path) -> None:
        import numpy as np  # here, for it costs 0.1 s that a command without a gazetteer need not pay

        self._text = gzip.decompress(path.read_bytes())
        self._breaks = np.flatnonzero(np.frombuffer(self._text, dtype=np.uint8) == ord("\n"))

    def __len__(self) -> int:
        return len(self._breaks)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._breaks[number - 1]) + 1 if number else 0
        return self._text[start : int(self._breaks[number])]


class Packed(Mapping[str, Place]):
    """Places by key, and by name, of a folder that tools/build_gazetteer.py wrote. Read when first asked."""

    def __init__(self, folder: Path = DATA) -> None:
        self._folder = folder
        self._place = lru_cache(maxsize=20_000)(self._unpack)
        self._numbers = lru_cache(maxsize=50_000)(self._seek)

    @cached_property
    def _places(self) -> Lines:
        return Lines(self._folder / PLACES)

    @cached_property
    def _names(self) -> Lines:
        return Lines(self._folder / NAMES)

    def numbers(self, name: str) -> list[int]:
        """Numbers of the places of this folded name (or ``=Abbreviation``, ``#key``), most prominent first."""
        return list(self._numbers(name))

    def _seek(self, name: str) -> tuple[int, ...]:
        sought = name.encode()
        at = self._before(sought)
        if at == len(self._names):
            return ()
        found, _, numbers = self._names[at].partition(b"\t")
        return tuple(int(number) for number in numbers.split()) if found == sought else ()

    def _before(self, name: bytes) -> int:
        page = bisect_left(self._pages, name)  # of the names themselves, in C; only the last steps take a line apart
        low, high = max(0, page - 1) * _PAGE, min(page * _PAGE, len(self._names))
        return bisect_left(range(len(self._names)), name, low, high, key=lambda at: self._names[at].partition(b"\t")[0])

    @cached_property
    def _pages(self) -> list[bytes]:
        """The first name of each page of `_PAGE` lines."""
        return [self._names[at].partition(b"\t")[0] for at in range(0, len(self._names), _PAGE)]

    def named(self, name: str) -> list[Place]:
        """The places of this folded name (or ``=Abbreviation``), most prominent first."""
        return [self._place(number) for number in self._numbers(name)]

    def starting(self, letter: str) -> Iterator[tuple[str, list[int]]]:
        """Every folded name that begins with a letter, with the numbers of its places."""
        for at in range(self._before(letter.encode()), self._before(letter.encode() + b"\xff")):
            name, _, numbers = self._names[at].partition(b"\t")
            yield name.decode(), [int(number) for number in numbers.split()]

    def numbered(self, number: int) -> Place:
        """The place of a number."""
        return self._place(number)

    def __getitem__(self, key: str) -> Place:
        numbers = self.numbers(f"#{key}")
        if not numbers:
            raise KeyError(key)
        return self._place(numbers[0])

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._places)):
            yield "place:" + self._places[number].split(b"\t", 1)[0].decode()

    def __len__(self) -> int:
        return len(self._places)

    def _unpack(self, number: int) -> Place:
        return unpack(self._places[number].decode())


_KINDS = {"c": "country", "1": "admin1", "2": "admin2", "l": "locality", "p": "port", "b": "border", "r": "region", "s": "site"}
_LETTERS = {kind: letter for letter, kind in _KINDS.items()}


def unpack(line: str) -> Place:
    """The place of a line that `pack` wrote."""
    key, name, kind, country, admin1, admin2, lat, lon, population, aliases, exact, demonyms, members = line.split("\t")
    return Place(
        key=f"place:{key}",
        name=name,
        kind=_KINDS[kind],
        country=country or None,
        admin1=f"place:{admin1}" if admin1 else None,
        lat=float(lat) if lat else None,
        lon=float(lon) if lon else None,
        population=int(population or 0),
        aliases=_split(aliases),
        demonyms=_split(demonyms),
        admin2=f"place:{admin2}" if admin2 else None,
        exact=_split(exact),
        members=tuple(f"place:{member}" for member in _split(members)),
    )


def pack(place: Place) -> str:
    """A place as one line: tab-separated cells, lists with ``;``, keys without ``place:``, degrees to 4 decimals (11 m)."""
    cells = (
        place.key,
        place.name,
        _LETTERS[place.kind],
        place.country,
        place.admin1,
        place.admin2,
        f"{place.lat:.4f}" if place.lat is not None else "",
        f"{place.lon:.4f}" if place.lon is not None else "",
        str(place.population or ""),
        ";".join(place.aliases),
        ";".join(place.exact),
        ";".join(place.demonyms),
        ";".join(member.removeprefix("place:") for member in place.members),
    )
    return "\t".join((cell or "").removeprefix("place:") for cell in cells)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
