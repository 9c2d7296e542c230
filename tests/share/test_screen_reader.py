"""Documents as the reader parts them, whatever their text is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from entramado.model.claim import Document, Region
from entramado.share.screen.reader import PIECE, _blocks, _pieces, pages, state_of

TEXTS = st.text(alphabet="ab \n\f\u202e\U0001f600", max_size=60)


def document(text: str, body: tuple[Region, ...] = (), media: str = "text/plain") -> Document:
    return Document("d", "a", "0", text, body, media_type=media)


@given(st.lists(st.tuples(st.sampled_from(["word ", "line\n", "x", "\f"]), st.integers(1, 9_000)), max_size=5))
def test_pieces_join_up_to_the_text_and_none_is_too_long(parts: list[tuple[str, int]]) -> None:
    text = "".join(part * times for part, times in parts)
    starts = list(_pieces(text))
    assert starts == sorted(set(starts))
    assert starts[:1] == ([0] if text else [])
    ends = [*starts[1:], len(text)][: len(starts)]
    assert all(0 < end - start <= PIECE for start, end in zip(starts, ends, strict=True))


def test_a_piece_ends_with_a_line_where_there_is_one() -> None:
    text = ("a" * 99 + "\n") * 300
    assert all(text[start - 1] == "\n" for start in list(_pieces(text))[1:])


@given(TEXTS, st.data())
def test_blocks_hold_every_character_but_line_ends_once_and_cross_no_region(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4)))
    body = tuple(Region(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = list(_blocks(document(text, body), start, end))
    covered = [at for begin, stop, _ in found for at in range(begin, stop)]
    assert covered == [at for at in range(start, end) if text[at] not in "\n\f"]
    inside = [any(region.start <= at < region.end for region in body) for at in range(len(text))]
    for begin, stop, kind in found:
        assert {inside[at] for at in range(begin, stop)} == {kind != "furniture"}


@given(TEXTS)
def test_pages_of_a_pdf_are_parted_by_form_feeds_and_nothing_else_has_any(text: str) -> None:
    starts = pages(document(text, media="application/pdf"))
    assert [text[a:b] for a, b in zip(starts, [*(s - 1 for s in starts[1:]), len(text)], strict=True)] == text.split("\f")
    assert pages(document(text)) == []


def test_a_machines_reading_is_never_shown_as_reviewed() -> None:
    shown = {level: state_of(level) for level in ("none", "one", "assessed", "differing", "misread")}
    assert shown == {
        "none": "unreviewed", "one": "reviewed", "assessed": "reviewed", "differing": "differing", "misread": "misread",
    }  # fmt: skip
