"""Pages of a PDF as pictures, and where on them the stored text stands."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from entramado.ingest.deposit import Deposit, Problem
from entramado.ingest.pdfpage import Drawn, PageFault, draw, place

LINES = ["The Blue Gang is led by Ana Ejemplo,", "who was seen in Guadalajara.", "The Blue Gang is old."]


def drawn(data: bytes, number: int = 1) -> Drawn:
    return draw(data, hashlib.sha256(data).hexdigest(), number)


def rotated(data: bytes, degrees: int) -> bytes:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    document[0].set_rotation(degrees)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_page_is_a_picture_with_its_letters(make_pdf: Callable[..., bytes]) -> None:
    page = drawn(make_pdf([LINES, ["Another page"]]))
    assert page.png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack("!II", page.png[16:24])
    assert (width, height) == (page.width, page.height)
    assert page.letters == "".join("".join(LINES).split())
    assert len(page.boxes) == len(page.letters)
    start = page.png.index(b"IDAT") + 4
    size = struct.unpack("!I", page.png[start - 8 : start - 4])[0]
    pixels = zlib.decompress(page.png[start : start + size])
    assert len(set(pixels)) > 2, "something is drawn on it"
    assert drawn(make_pdf([LINES, ["Another page"]]), 2).letters == "Anotherpage"


def test_a_quote_over_two_lines_has_a_box_on_each(
    make_pdf: Callable[..., bytes], read: Callable[..., list[Deposit | Problem]]
) -> None:
    data = make_pdf([LINES])
    (deposit,) = read("a.pdf", data)
    assert isinstance(deposit, Deposit)
    text = deposit.document.text
    quote = text.index("led by"), text.index("Guadalajara") + len("Guadalajara")
    (boxes,) = place(text, [quote], drawn(data))
    assert boxes is not None
    first, second = boxes
    assert first[1] < second[1], "the first line is above the second"
    assert second[0] < first[0], "it starts at the margin"
    assert all(0 <= share <= 1 for box in boxes for share in box)


def test_of_words_that_stand_twice_each_has_its_own_place(make_pdf: Callable[..., bytes]) -> None:
    text = "\n".join(LINES)
    spans = [(at, at + 8) for at in (text.index("Blue"), text.rindex("Blue"))]
    one, other = place(text, spans, drawn(make_pdf([LINES])))
    assert one
    assert other
    assert one[0][1] < other[0][1]


def test_what_the_layer_does_not_say_has_no_place(make_pdf: Callable[..., bytes]) -> None:
    page = drawn(make_pdf([LINES]))
    assert place("what OCR read", [(0, 4)], page) == [None]
    assert place("   ", [(0, 2)], page) == [None]


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_boxes_turn_with_the_page(make_pdf: Callable[..., bytes], degrees: int) -> None:
    data = make_pdf([LINES])
    text = "\n".join(LINES)
    span = [(text.index("Ana"), text.index(","))]
    (upright,) = place(text, span, drawn(data))
    assert upright
    ((x, y, w, h),) = upright
    (turned,) = place(text, span, drawn(rotated(data, degrees)))
    assert turned
    centre = {90: (1 - (y + h / 2), x + w / 2), 180: (1 - (x + w / 2), 1 - (y + h / 2)), 270: (y + h / 2, 1 - (x + w / 2))}
    left = min(box[0] for box in turned)
    top = min(box[1] for box in turned)
    right = max(box[0] + box[2] for box in turned)
    bottom = max(box[1] + box[3] for box in turned)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx(centre[degrees], abs=0.02)


@pytest.mark.parametrize("number", [0, 3])
def test_a_page_that_is_not_there_cannot_be_drawn(make_pdf: Callable[..., bytes], number: int) -> None:
    with pytest.raises(PageFault, match="cannot be drawn"):
        drawn(make_pdf([LINES, LINES]), number)


def test_what_is_no_pdf_costs_one_picture() -> None:
    with pytest.raises(PageFault):
        drawn(b"%PDF-1.7 nothing follows")


@given(st.text(alphabet="ab \n-", max_size=40), st.data())
def test_every_span_of_a_text_that_is_the_layer_has_its_own_letters(text: str, data: st.DataObject) -> None:
    letters = "".join(text.split())
    boxes = tuple((n / 100, 0.1, 0.005, 0.01) for n in range(len(letters)))
    page = Drawn(b"", 1, 1, letters, boxes)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = len("".join(text[:start].split())), len("".join(text[:end].split()))
    (found,) = place(text, [(start, end)], page)
    if first == last:
        assert found is None
    else:
        assert found is not None
        assert found[0][0] == pytest.approx(first / 100)
        assert found[-1][0] + found[-1][2] == pytest.approx((last - 1) / 100 + 0.005)
