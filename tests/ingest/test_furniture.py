"""What of a text is the article, and what is the page around it."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from entramado.ingest.furniture import kind_of, regions

PROSE = [
    "SAMPLETOWN, Calif. – A 33-year-old man was convicted of moving drugs for the Example Cartel, the prosecutor said on Friday.",
    "Juan Invented, 33, of Sampletown, was found guilty of two counts of conspiracy. He faces up to twenty years in prison.",
    "“He thought that nobody was watching him,” said County Prosecutor Ana Placeholder. “We were watching.”",
    "The case was investigated by the Sampletown Police Department and the county sheriff over two years.",
]
PAGE = [
    "Man Convicted of Moving Drugs for Cartel - Sample County Prosecutor",
    "Skip to content",
    "Home",
    "Press",
    "4 min read",
    "Man Convicted of Moving Drugs for Cartel",
    "Author",
    "Pat Pagemaker",
    "Published",
    "April 29, 2024",
    "FOR IMMEDIATE RELEASE",
    "Terry Telephone",
    "Office: 555-555-0100",
    "press@example.org",
    "Man Convicted of Moving Drugs for Cartel",
    *PROSE,
    "###",
    "Tagged with:",
    "Share",
    "Latest Posts",
    "Baker Wilma Teaser Charged with Theft of Ten Thousand Loaves",
    "May 28, 2026",
    "Wilma Teaser of Otherville was charged with theft today after a long investigation by the bakers of the county.",
    "Línea de denuncia de la Fiscalía del condado de Otherville solicita información sobre el incidente de la panadería",
    "Name*",
    "Email*",
    "Hall of Records • 330 W. Sample Street, Sampletown, CA 92101",
    "© 2024 Sample County. All rights reserved.",
]


def kept(text: str) -> str:
    return "\n".join(text[region.start : region.end] for region in regions(text))


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\n \n\n"])
def test_a_saved_page_keeps_its_article_and_nothing_else(gap: str) -> None:
    text = gap.join(PAGE)
    words = kept(text)
    for sentence in PROSE:
        assert sentence in words
    for name in ("Teaser", "Otherville", "Pagemaker", "Telephone", "example.org", "Hall of Records", "rights reserved", "Latest"):
        assert name not in words


def test_the_articles_own_title_is_a_headline_once() -> None:
    text = "\n".join(PAGE)
    headlines = [text[r.start : r.end] for r in regions(text) if r.kind == "headline"]
    assert headlines == ["Man Convicted of Moving Drugs for Cartel"]


def test_a_title_above_date_and_share_buttons_is_found() -> None:
    text = (
        "Follow Example on:\nLIVE\n\nAllies helped find drug lord\n\nMon, 23 February 2026\nShare:\n10:40\nimage\n"
        + "\n\n".join(PROSE)
    )
    found = regions(text)
    assert text[found[0].start : found[0].end] == "Allies helped find drug lord"
    assert found[0].kind == "headline"


def test_teasers_with_their_titles_said_twice_are_left_out() -> None:
    teasers = [
        "TOP STORIES",
        "Minister Otto Otherman resigns\nMinister Otto Otherman resigns",
        "Otto Otherman, who led the ministry for nine years, has resigned after a dispute about the harbour of the city.",
        "Crew of the Elsewhere speaks\nCrew of the Elsewhere speaks",
        "The captain of the Elsewhere told a newspaper that the storm had come without any warning to the crew.",
    ]
    words = kept("\n\n".join([*PROSE, *teasers]))
    assert PROSE[-1] in words
    assert "Other" not in words
    assert "Elsewhere" not in words


def test_an_article_goes_on_after_a_box_of_other_stories() -> None:
    box = ["Related stories", "Actor Paul Poster Buys an Island", "Singer Sally Stage Sells a House"]
    words = kept("\n\n".join([*PROSE[:2], *box, *PROSE[2:]]))
    assert all(sentence in words for sentence in PROSE)
    assert "Poster" not in words


def test_sentences_broken_by_inline_tags_are_whole() -> None:
    top = ["Home", "1", "/", "News", "Four Charged in Old Case", "Sample County Prosecutor", "Ana Placeholder"]
    rest = ["said today that a grand jury", "has indicted four members of the Example Cartel for a killing in 2004."]
    text = "\n".join([*top, *rest, *PROSE[1:]])
    first = next(r for r in regions(text) if r.kind == "text")
    assert text[first.start :].startswith("Sample County Prosecutor\nAna Placeholder\nsaid today")


def test_numbers_and_dates_within_a_broken_sentence_belong_to_it() -> None:
    text = "\n".join(
        [PROSE[0], "As part of the operation, more than", "100", "officers searched", "28", "houses in two states.", *PROSE[1:]]
    )
    assert "more than\n100\nofficers searched\n28\nhouses" in kept(text)


def test_a_table_of_defendants_is_content() -> None:
    people = [
        "DEFENDANTS:",
        "*Juan Invented",
        ", 29, 12 Sample Street, Sampletown.",
        "Pedro Placeholder, 36, Sampletown",
        "Ana Test, 41, Otherville",
    ]
    words = kept("\n".join([*PROSE, *people, "#", "HOME", "CONTACT US"]))
    assert "Juan Invented" in words
    assert "Ana Test, 41" in words
    assert "CONTACT" not in words


def test_hard_wrapped_text_is_joined_to_paragraphs() -> None:
    text = (
        "The ministers of both countries met on Tuesday in the capital to speak\n"
        "about the Example Cartel and what it moves across the\nborder. "
        "They agreed that the armies of both countries will work together\nuntil the end of the year.\n\n"
        "Neither of the two said more than "
        "that when they left the meeting by\nthe back door of the palace.\n\n\\###\n"
    )
    assert [r.kind for r in regions(text)] == ["text"]
    assert "###" not in kept(text)


def test_sub_headings_are_headlines_and_end_marks_nothing() -> None:
    text = "\n\n".join([PROSE[0], PROSE[1], "A Long Hunt", PROSE[2], PROSE[3], "-30-", "For more, write to press@example.org"])
    kinds = [(r.kind, text[r.start : r.end]) for r in regions(text)]
    assert ("headline", "A Long Hunt") in kinds
    assert "30" not in kept(text).replace(PROSE[0], "")
    assert "example.org" not in kept(text)


@pytest.mark.parametrize(
    "note", ["Juan Invented leads the Example Cartel", "Juan Invented\nPedro Placeholder\nSampletown", "CJNG"]
)
def test_a_note_without_sentences_counts_whole(note: str) -> None:
    assert kept(note).split() == note.split()


def test_a_whole_text_by_one_author_loses_only_plain_furniture() -> None:
    text = "Visit to Sampletown\n\nNames heard\n\nJuan Invented\n\nPedro Placeholder\n\nWe met them at noon.\n\nhttps://example.org/map"
    words = "\n".join(text[r.start : r.end] for r in regions(text, authored=True))
    assert "Pedro Placeholder" in words
    assert "example.org" not in words


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Skip to content", "menu"),
        ("By Jane Roe", "menu"),
        ("Getty Images", "menu"),
        ("June 8, 2007", "mark"),
        ("720", "mark"),
        ("Click here to listen to this story", "menu"),
        ("© 2026 Example.com", "menu"),
        ("TOP STORIES", "section"),
        ("# # #", "end"),
        ("BY INTENTIONALLY INJECTING HER WITH", "title"),
        ("The army killed him on Sunday, officials said.", "prose"),
        ("“Plata o plomo,” he said.", "short"),
        ("Juan Invented, 42, Sampletown", "item"),
    ],
)
def test_kinds_of_lines(line: str, kind: str) -> None:
    assert kind_of(line) == kind


LINES = st.lists(
    st.one_of(st.text(max_size=60), st.sampled_from([*PAGE, "", "\f", "•", "P", "th", ", 29,", "\u202eabc"])), max_size=30
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n", " "]), st.booleans())
@example(["P", "ublicity for all of the people."], "\n", False)
def test_regions_lie_in_the_text_in_order_and_apart(parts: list[str], gap: str, authored: bool) -> None:
    text = gap.join(parts)
    end = 0
    for region in regions(text, authored=authored):
        assert end <= region.start < region.end <= len(text)
        assert text[region.start : region.end].strip() == text[region.start : region.end]
        end = region.end


@given(LINES, st.data())
def test_regions_stay_within_what_may_hold_content(parts: list[str], data: st.DataObject) -> None:
    text = "\n".join(parts)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=6)) if len(text) > 6 else {0, len(text)})
    spans = [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if a < b]
    for region in regions(text, within=spans) if spans else ():
        covered = all(any(a <= i < b for a, b in spans) or text[i].isspace() for i in range(region.start, region.end))
        assert covered


def test_a_list_of_sanctions_is_content() -> None:
    text = (
        "Release Date\n03/31/2025\n\nOFFICE OF SAMPLE CONTROL\n\nThe following individuals have been added to the list:\n\n"
        'INVENTED LOPEZ, Juan (a.k.a. "EL UNO"; a.k.a. "JUANITO"), Sampletown; DOB 15 Aug 1983; citizen Mexico.\n\n'
        "TEST PEREZ, Ana, Otherville; DOB 01 Jan 1990; citizen Mexico (individual) [TAG].\n\n"
        "COMERCIAL EJEMPLO S.A., Sampletown; Established 10 May 2011; RFC CEJ110510AB1 [TAG] (Linked To: INVENTED LOPEZ, Juan)."
    )
    words = kept(text)
    assert all(name in words for name in ("INVENTED LOPEZ, Juan (", "TEST PEREZ", "COMERCIAL EJEMPLO"))
    assert "Release" not in words


def test_an_indictment_keeps_its_numbered_paragraphs() -> None:
    text = (
        "THE GRAND JURY CHARGES:\n\nAt all times relevant to this Indictment, unless otherwise indicated:\n\n"
        "1. The Example Cartel was founded by several traffickers, including the defendant JUAN INVENTED.\n\n"
        "COUNT ONE\n(Conspiracy)\n\n"
        "2. In or about and between 1989 and 2014, the defendant did knowingly and intentionally lead the Example Cartel.\n\n"
        "A TRUE BILL\n\nFOREPERSON\n\nLORETTA PLACEHOLDER\nATTORNEY OF THE DISTRICT\nSAMPLE DISTRICT"
    )
    words = kept(text)
    assert "1. The Example Cartel" in words
    assert "2. In or about" in words
    assert "PLACEHOLDER" not in words


def test_boxes_and_captions_within_a_news_page() -> None:
    page = [
        "Subscribe",
        "Cartel leader's brother arrested in Sampletown",
        "By Jane Roe and John Doe",
        "Updated 3:15 PM EST, Mon March 4, 2024",
        "Juan Invented's brother was arrested in a dawn raid, the security secretary said Monday.",
        "Pedro Invented, 41, was found with two rifles and 30,000 pesos.",
        "Related article",
        "Why the money of Otto Otherman matters",
        "The house of the Elsewheres. Pool Photo/Example",
        "Allies had offered a $5 million reward for him.",
        "Advertisement",
        "He is accused of moving cocaine through the port.",
        "• Two soldiers were killed",
        "More from Example Herald",
        "Storm hits the coast of Elsewhere",
    ]
    words = kept("\n".join(page))
    assert all(part in words for part in ("Pedro Invented, 41", "$5 million reward", "through the port", "Two soldiers"))
    assert not any(name in words for name in ("Other", "Elsewhere", "Jane Roe", "Advert"))


def test_an_addendum_of_the_charged_after_the_end_mark() -> None:
    people = ["Juan Invented, 43, of Sampletown.", "Ana Test, 66, of Otherville.", "Pedro Placeholder, 30, of Sampletown."]
    words = kept("\n".join([*PROSE, "#", "DEFENDANT ADDENDUM:", *people, "HOME", "CONTACT US"]))
    assert all(person in words for person in people)


def test_a_spanish_page() -> None:
    text = (
        "Inicio\nMéxico\nDetienen a presunto líder del Cártel Ejemplo\nPor Ana Prueba\n4 de marzo de 2024\n"
        "Elementos del Ejército detuvieron este lunes a Juan Inventado, presunto líder del Cártel Ejemplo, se informó.\n"
        "De acuerdo con la dependencia, el detenido era buscado en los Estados Unidos.\n"
        "Te puede interesar\nOtro tema de la ciudad que no viene al caso\nCompartir\nAviso de privacidad"
    )
    words = kept(text)
    assert words.startswith("Detienen a presunto líder")
    assert words.endswith("buscado en los Estados Unidos.")
