"""When ties of a map held, as far as claims tell. All people are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.share.test_analysis_ground import Scene

from entramado.model.values import PartialDate


class Dated(Scene):
    """Reports of several days."""

    def report(self, name, published):
        doc = self.case.document(name, source="Example Wire")
        day = PartialDate.parse(published) if published else None
        self.case.documents[doc] = replace(self.case.documents[doc], published=day)
        return doc

    def tied(self, doc, who, **more):
        """``who`` is a member of the group, says a report."""
        person = self.case.referent(doc, "Person", who)
        group = self.case.referent(doc, "Organization", "Mirador Cartel", kind="criminal")
        self.case.claim(doc, person, "charge", value="drug trafficking")
        self.case.claim(doc, person, "member_of", group, **more)

    def spells(self):
        found = self.ground("times")
        assert found.projection == "times"
        return [each for each in found.spells if found.lines[each.link]]


def day(text):
    return date.fromisoformat(text).toordinal()


def test_a_tie_is_dated_by_its_first_report():
    scene = Dated()
    scene.tied(scene.report("later.txt", "2026-02-20"), "Ana Ejemplo")
    scene.tied(scene.report("first.txt", "2026-01-10"), "Ana Ejemplo")
    (spell,) = scene.spells()
    assert (spell.first, spell.ended, spell.told) == (day("2026-01-10"), None, (day("2026-01-10"), day("2026-02-20")))
    assert not spell.stated


def test_stated_days_go_before_reports():
    scene = Dated()
    until = {"valid_from": PartialDate(2024), "valid_to": PartialDate(2025, 3)}
    scene.tied(scene.report("one.txt", "2026-02-20"), "Ana Ejemplo", **until)
    (spell,) = scene.spells()
    assert (spell.first, spell.ended) == (day("2024-01-01"), day("2025-04-01"))
    assert spell.stated


def test_a_tie_of_the_past_ends_with_the_first_report_that_says_so():
    scene = Dated()
    scene.tied(scene.report("one.txt", "2026-01-10"), "Ana Ejemplo")
    scene.tied(scene.report("two.txt", "2026-02-20"), "Ana Ejemplo", qualifiers={"former": True})
    holding, past = sorted(scene.spells(), key=lambda spell: spell.first is None)
    assert (holding.first, holding.ended) == (day("2026-01-10"), day("2026-02-20"))
    assert (past.first, past.ended, past.told) == (None, day("2026-02-20"), ())


def test_reports_without_a_date_tell_of_no_time():
    scene = Dated()
    scene.tied(scene.report("one.txt", None), "Ana Ejemplo")
    (spell,) = scene.spells()
    assert not spell.dated
    assert scene.ground("ties").spells == ()
