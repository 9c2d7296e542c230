"""Gaps: what is missing, what may be unseen, and what to ask first."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from entramado.analyse.findings import Chart, Findings
from entramado.analyse.gaps import plan_tables, planned, tables, words
from entramado.analyse.gaps.options import GapsOptions
from entramado.analyse.gaps.planned import Plans
from entramado.analyse.gaps.unseen import Unseen, unseen
from entramado.analyse.gaps.worth import Answers, answers
from entramado.analyse.ground import Ground
from entramado.analyse.progress import QUIET, Progress


def run(ground: Ground, options: GapsOptions, progress: Progress = QUIET) -> Findings:
    """What is not known of a network, and which answers would change most.

    Raises ValueError when the measure that was asked for would take far too long on a network of this size.
    """
    options = replace(options, among=ground.first_places(options.among))
    hidden, drawing, planning = (np.random.default_rng(seed) for seed in np.random.SeedSequence(options.seed).spawn(3))
    asked = answers(
        ground.graph, ground.listed, drawing, measure=options.measure, among=options.among, worlds=options.worlds,
        limit=options.limit, progress=progress,
    )  # fmt: skip
    plan = planned.plans(ground.graph, ground.listed, options.removals, planning, options.worlds, progress)
    parts = planned.parts(ground)
    supposed = unseen(
        ground.graph, ground.listed, hidden, share=options.unseen, limit=options.limit, progress=progress
    )  # fmt: skip
    return Findings(
        analysis="gaps",
        question="What do we not know, and which answer would change most?",
        answer=" ".join(
            filter(
                None,
                [
                    _worth(ground, asked, options),
                    _plan(ground, plan),
                    words.accuracy(supposed),
                    _missing(ground),
                ],
            )
        ),
        method=words.METHOD,
        assumptions=words.assumptions(options),
        limits=[*words.LIMITS, *_left_out(ground, supposed, asked), *_unplanned(ground, plan, options)],
        tables=[
            tables.worth(ground, asked, options),
            *([plan_tables.links(ground, plan, options)] if plan is not None else []),
            *([plan_tables.parts(ground, parts)] if parts else []),
            tables.unseen(ground, supposed),
            tables.accuracy(supposed),
            *([tables.missing(ground, options.limit)] if ground.missing else []),
        ],
        charts=_charts(supposed, asked, options),
        sources=words.SOURCES,
        questions=[*tables.questions(ground, asked, supposed, options), *plan_tables.questions(ground, plan, parts)],
        reads=ground.projection,
        seed=options.seed,
        extra=_extra(ground, supposed, asked, options),
    )


def _worth(ground: Ground, asked: Answers, options: GapsOptions) -> str:
    if not asked.doubtful:
        return "No link of this network is uncertain, so no answer on a link would change the ranking."
    telling = [each for each in asked.worth if each.surprise.mid > 0]
    if not telling:
        return f"Of {asked.doubtful:,} uncertain links none, if known, would change who is among the first {options.among}."
    return "Most worth asking: " + tables.about_link(ground, telling[0], options.among)


def _plan(ground: Ground, plan: Plans | None) -> str:
    if plan is None or not plan.tried:
        return ""
    if not plan.worth:
        return f"No answer on a link would change whom a plan of {len(plan.best)} removals names, of those that were tried."
    return "For a plan of removal: " + plan_tables.about_link(ground, plan.worth[0])


def _unplanned(ground: Ground, plan: Plans | None, options: GapsOptions) -> list[str]:
    if plan is None and options.removals and len(ground.graph.pairs) > planned.LARGEST:
        return [f"Above {planned.LARGEST:,} links no plans are compared: what an answer is worth to one is not told."]
    if plan is not None and plan.tried < plan.doubtful:
        said = f"For the plan {plan.tried:,} of {plan.doubtful:,} uncertain links were turned over"
        return [f"{said}: those with which {plan.compared} plans vary most."]
    return []


def _missing(ground: Ground) -> str:
    count = sum(bool(told) and bool(ground.listed[node]) for node, told in enumerate(ground.missing))
    return f"Of {count:,} listed entities expected facts are missing." if count else ""


def _left_out(ground: Ground, found: Unseen, asked: Answers) -> list[str]:
    told = []
    if asked.tried < asked.doubtful:
        told.append(
            f"Of {asked.doubtful:,} uncertain links {asked.tried:,} were turned over: those that a first look at the possible "
            "networks found most telling, near the nodes whose place is not certain."
        )
    if found.pairs is not None and not found.complete:
        told.append(
            f"Only pairs that share a neighbour were compared, the {len(found.pairs):,} of them with the highest resource "
            "allocation: in a network of this size not every pair can be."
        )
    if not ground.missing:
        told.append("Missing facts are told of a case alone: a graph from a file says nothing of its nodes but their links.")
    return [*told, *ground.notes]


def _charts(found: Unseen, asked: Answers, options: GapsOptions) -> list[Chart]:
    made = []
    if asked.worth:
        made.append(
            Chart("worth", f"How often an answer changes the first {options.among}", "worth", "range", "link", "surprise", None)
        )
    if found.supposed:
        made.append(Chart("unseen", "Probability of unseen links", "unseen", "range", "pair", "probable", None, words.LIMITS[0]))
    if found.measured:
        made.append(Chart("accuracy", "How well hidden links are found, by method", "accuracy", "range", "method", "auc", None))
    return made


def _extra(ground: Ground, found: Unseen, asked: Answers, options: GapsOptions) -> dict[str, object]:
    extra: dict[str, object] = {
        "measure": asked.measure,
        "auc": {each.method: [each.low, each.auc, each.high] for each in found.measured},
        "method": found.method,
    }
    if options.scores and found.pairs is not None and found.scores is not None:
        extra["scores"] = [
            [ground.names[one], ground.names[other], score]
            for (one, other), score in zip(found.pairs.tolist(), found.scores.tolist(), strict=True)
        ]
    return extra
