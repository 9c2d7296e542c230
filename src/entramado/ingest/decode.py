"""Bytes to text: which encoding, and which characters stay out of the stored text."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from entramado.ingest.deposit import Refused

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE: Final = 65_536
_LATIN: Final = frozenset(
    {"latin_1", "cp1252", "iso8859_15", "iso8859_9", "cp1254", "cp1250", "iso8859_2", "cp1257", "cp1258", "hp_roman8"}
)
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text fit to be stored, and (code, message) notes on what was guessed or replaced."""

    text: str
    notes: tuple[tuple[str, str], ...]


def decode(data: bytes, declared: str | None = None) -> Decoded:
    r"""Read ``data`` as text: by byte order mark, as UTF-8, by the ``declared`` encoding, or by the best guess.

    Line ends become ``\n``; NUL and lone surrogates become U+FFFD, one for one. Raises Refused (``binary``) when the
    bytes are no text in any encoding.
    """
    text, notes = _text(data, declared)
    text, replaced = _UNFIT.subn("\ufffd", text)
    head = text[:_SAMPLE]
    unreadable = head.count("\ufffd")
    if len(_CONTROL.findall(head)) > len(head) * 0.02 or (unreadable > 3 and unreadable > len(head) * 0.1):
        raise Refused("binary", "is not text: export it as text, PDF or HTML")
    if replaced:
        notes.append(("characters", f"{replaced} NUL characters or lone surrogates were replaced in the stored text"))
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), tuple(notes))


def _text(data: bytes, declared: str | None) -> tuple[str, list[tuple[str, str]]]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(name), []
            except UnicodeDecodeError:
                return data.decode(name, "replace"), [("encoding", f"broken {name}: unreadable bytes were replaced")]
    wide = _wide(data)
    if wide:
        return data.decode(wide, "replace"), [("encoding", f"read as {wide}, which it does not declare")]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        broken = error
    try:
        return data.decode("utf-8", "surrogatepass"), []
    except UnicodeDecodeError:
        pass
    if declared:
        try:
            return data.decode(declared), []
        except (UnicodeDecodeError, LookupError, ValueError):
            pass
    if broken.start >= len(data) - 3 and broken.reason == "unexpected end of data":
        return data.decode("utf-8", "replace"), [("encoding", "ends within a character: the file may be cut short")]
    guess = _guess(data)
    return data.decode(guess, "replace"), [("encoding", f"not UTF-8: read as {guess}, by guess; check the accents in names")]


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: every other byte of Western text is zero."""
    head = data[: _SAMPLE // 16 * 2]
    if len(head) < 4:
        return None
    even, odd = head[0::2].count(0) / (len(head) / 2), head[1::2].count(0) / (len(head) / 2)
    if odd > 0.6 and even < 0.1:
        return "utf-16-le"
    if even > 0.6 and odd < 0.1:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> str:
    """The likeliest encoding of a sample around the first bytes that are not ASCII."""
    from charset_normalizer import from_bytes

    first = next((i for i, byte in enumerate(data) if byte > 127), 0)
    sample = data[max(0, first - _SAMPLE // 2) : first + _SAMPLE // 2]
    best = from_bytes(sample, preemptive_behaviour=False).best()
    if best is None or best.encoding in ("ascii", "utf_8") or _latin(best.encoding):
        return "cp1252"
    return best.encoding


def _latin(encoding: str) -> bool:
    """Whether an encoding writes Western Europe's letters as Windows-1252 does, or is confused with it on short texts."""
    return encoding in _LATIN
