"""The date of publication, out of metadata and text."""

import pytest

from entramado.ingest.dates import is_date_line, parse_date, published

BODY = "The army said that Juan Invented was arrested on March 20, 2004, in Sampletown."


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("Title\nPublished June 8, 2007\n", "2007-06-08"),
        ("Title\nPublished\nApril 29, 2024\nHome\nDate: April 30, 2024\n", "2024-04-29"),
        ("FOR IMMEDIATE RELEASE\nTuesday, September 13, 2022\n", "2022-09-13"),
        ("Mon, 23 February 2026\nShare:\n", "2026-02-23"),
        ("Publicado el 5 de marzo de 2024\n", "2024-03-05"),
        ("December 7, 2018 Contact: Terry Telephone\n", "2018-12-07"),
        ("", None),
        ("Date: April 31, 2024\n", None),
        ("Date: April 29, 2924\n", None),
        ("Date: April 29, 1824\n", None),
    ],
)
def test_a_date_above_the_article(text: str, date: str | None) -> None:
    found = published(text + BODY, len(text))
    assert (str(found) if found else None) == date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("WASHINGTON, Feb. 23, 2026 – The army said so.", "2026-02-23"),
        ("The ministry confirmed on Sunday, February 22, 2026, that he was dead.", "2026-02-22"),
        ("The prosecutor announced today, November 3, 2020, that he was held.", "2020-11-03"),
        ("On March 20, 2004, he was seen in Sampletown.", None),
    ],
)
def test_a_date_in_the_first_paragraph(text: str, date: str | None) -> None:
    found = published(text, 0)
    assert (str(found) if found else None) == date


def test_a_pages_own_time_stamp_is_the_last_resort() -> None:
    text = BODY + "\nPat Pagemaker\n2026-01-20 12:37:21\n2026-01-21 14:26:15\nOther story\nJune 3, 2026\n"
    assert str(published(text, 0)) == "2026-01-20"


@pytest.mark.parametrize(
    "line", ["June 8, 2007", "Mon, 23 February 2026", "2026-01-20 12:37:21", "Jan. 5th, 2024 at 10:15 a.m. EST", "5/17/2021"]
)
def test_lines_that_are_dates(line: str) -> None:
    assert is_date_line(line)


@pytest.mark.parametrize("line", ["Arrested June 8, 2007", "May", "In 2007 he left", "Case 2007-33"])
def test_lines_that_are_not(line: str) -> None:
    assert not is_date_line(line)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2023-04-14 15:54:31-04:00", "2023-04-14"),
        ("'2023-04-14'", "2023-04-14"),
        ("2023-04", "2023-04"),
        ("Tue, 05 Mar 2024 10:00:00 +0000", "2024-03-05"),
        ("soon", None),
        ("9999-01-01", None),
    ],
)
def test_dates_of_metadata(value: str, date: str | None) -> None:
    found = parse_date(value)
    assert (str(found) if found else None) == date
