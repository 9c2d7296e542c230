from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.hand import put

from entramado.model.claim import (
    Cell,
    Claim,
    Document,
    Extraction,
    Judgement,
    Mention,
    Problem,
    Reading,
    Referent,
    Region,
    Source,
    Span,
    Utterance,
    content_id,
)
from entramado.model.marking import PURPOSES
from entramado.model.values import Figure, PartialDate
from entramado.model.view import Viewer
from entramado.store import OWNER, Store

words = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=1, max_size=20)
maybe = st.none() | words
dates = (
    st.none() | st.dates().map(lambda d: PartialDate(d.year, d.month, d.day)) | st.builds(PartialDate, st.integers(1900, 2100))
)
markings = st.sampled_from(["TLP:CLEAR", "TLP:AMBER+STRICT; PAP:GREEN", "CUI//SP-INV//REL TO USA, MEX", "H1; H3: ask"])
integers = st.integers(-(2**63) + 1, 2**63 - 1)
figures = st.builds(lambda a, b, approx: Figure(min(a, b), max(a, b), approx), integers, integers, st.booleans()) | st.builds(
    Figure, integers, st.none(), st.booleans()
)
utterances = st.builds(Utterance, words, maybe, words, st.sampled_from(["stated", "reported", "alleged"]), st.booleans())
sources = st.builds(
    Source, words, words, words, maybe, st.sampled_from("ABCDEF"), markings
)  # fmt: skip


@st.composite
def deposits(draw):
    text = draw(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), min_size=4, max_size=60))
    sha256 = content_id("", text)
    origin = draw(st.none() | sources)
    document = Document(
        content_id("d", sha256), draw(words), sha256, text, (Region(0, len(text)), Region(1, 2, "headline")),
        origin and origin.id, draw(maybe), draw(dates), draw(st.sampled_from(["manifest", "text", "none"])), "es",
        "text/html", draw(st.sampled_from("123456")), draw(markings), draw(maybe),
    )  # fmt: skip
    who = Referent(document.id, "Person", None, draw(maybe), 0, draw(st.booleans()), draw(maybe))
    group = Referent(document.id, "Organization", "criminal", draw(words), 1)
    common = {
        "modality": draw(st.sampled_from(["stated", "alleged"])),
        "negated": draw(st.booleans()),
        "said_by": tuple(draw(st.lists(utterances, max_size=3))),
        "valid_from": draw(dates),
        "valid_to": draw(dates),
        "said_at": draw(dates),
        "credibility": draw(st.sampled_from("123456")),
        "marking": draw(st.none() | markings),
    }
    quote = text.strip() and len(text) - len(text.lstrip())
    spans = (Span(quote, quote + 1), Span(0, len(text))) if text.strip() else ()
    cell = None if spans and draw(st.booleans()) else Cell("Sheet 1", 3, draw(maybe))
    leads = Claim(document.id, who.id, "leads", group.id, qualifiers={"former": True, "role": draw(words)}, spans=spans,
                  cell=cell, **common)  # fmt: skip
    figure = draw(figures)
    size = Claim(document.id, group.id, "size", value="7", figure=figure, cell=Cell("s", 1), disputes=leads.id, **common)
    claims = (leads, size)
    extraction = Extraction(
        (who, group), (Mention(who.id, document.id, 0, 2, draw(maybe)), Mention(group.id, document.id, 1, 3, group.name)), claims,
        tuple(Reading(c.id, draw(words), draw(st.floats(0, 1))) for c in claims),
        (Problem(document.name, draw(words), "dates", refused=False, doc=document.id),),
    )  # fmt: skip
    return document, draw(st.binary(max_size=99)), origin, extraction


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deposits(), words, st.floats(0, 1), markings)
def test_everything_comes_back_as_it_went_in(tmp_path_factory, deposit, why, score, marking):
    document, original, origin, extraction = deposit
    who, group = extraction.referents
    judgement = Judgement(who.id, group.id, "unsure", score, why, "person:ana", marking)
    with Store(tmp_path_factory.mktemp("case") / "a.entramado", create=True) as store:
        store.deposit(document, original, origin, extraction, actor="ana", holding="file", judgements=[judgement])
        view = store.view()
        assert list(view.documents()) == [document]
        assert view.original(document.id) == original
        assert list(view.sources()) == ([origin] if origin else [])
        assert sorted(view.referents(), key=lambda r: r.anchor) == list(extraction.referents)
        assert {m.id: m for m in view.mentions()} == {m.id: m for m in extraction.mentions}
        assert {c.id: c for c in view.claims()} == {c.id: c for c in extraction.claims}
        assert {r.claim: r for r in view.readings()} == {r.claim: r for r in extraction.readings}
        assert list(view.judgements()) == [judgement]
        assert list(view.problems()) == list(extraction.problems)
        assert all(view.claim(claim.id) == claim for claim in extraction.claims)
        assert not store.verify()


@settings(max_examples=20, deadline=None)
@given(
    st.builds(
        Viewer, words.filter(lambda w: w.strip() and w != "owner"), st.sampled_from(["TLP:GREEN", "TLP:RED"]), maybe, maybe,
        st.lists(st.sampled_from(["CUI", "SP-INV", "H2", "UK:C"])).map(tuple), st.lists(st.sampled_from(PURPOSES)).map(tuple),
    )
)  # fmt: skip
def test_a_viewer_is_kept(tmp_path_factory, viewer):
    with Store(tmp_path_factory.mktemp("case") / "a.entramado", create=True) as store:
        store.add_viewer(viewer, actor="owner")
        assert store.viewers() == [OWNER, viewer]
        changed = replace(viewer, clearance="TLP:CLEAR")
        store.add_viewer(changed, actor="owner")
        assert store.viewers() == [OWNER, changed]


def test_a_document_is_stored_once_and_held_by_each_who_brings_it(store):
    from tests.store.hand import document, extraction

    doc = document("a.txt", "Ana Roe leads the Blue Gang.")
    put(store, doc, extraction(doc))
    before = list(store.view().claims())
    put(store, doc, extraction(doc), actor="another")
    assert list(store.view().claims()) == before
    with store.engine.connect() as connection:
        owners = connection.exec_driver_sql("SELECT owner FROM holding ORDER BY owner").scalars().all()
    assert owners == ["another", "owner"]
