"""What is said of gaps: method, assumptions, limits and sources."""

from __future__ import annotations

from typing import Final

from entramado.analyse.findings import Source
from entramado.analyse.gaps.hiding import LEAST, Measured
from entramado.analyse.gaps.options import GapsOptions
from entramado.analyse.gaps.unseen import Unseen

METHOD: Final = (
    "Missing facts are what a file on a person or group is expected to hold and no claim tells. Unseen links: some are hidden in "
    "parts and sought again; pairs are put in order by the neighbours that they share, each weighed by its own links, by their "
    "paths of three links and by their own links, with weights learnt on other hidden links. The value of an answer: possible "
    "networks are drawn from the beliefs, each uncertain link is turned over in them, and the first places are compared; so are "
    "plans of removal, made by highest degree in many possible networks, by the largest part that they leave."
)
LIMITS: Final = (
    "A probable unseen link is a question and never a link: it is drawn nowhere and counted nowhere.",
    "It is measured how well links are found that sources could see. Links that are kept from sight may be of another kind.",
    "On networks from wiretaps the indices do poorly: who speaks to whom on the telephone is kept apart on purpose.",
    "Contact is not membership: a link that is found says that two are tied, not how, and nothing of guilt.",
    "The value of an answer is about places in a ranking and a plan. What it is worth to a case, a court or a life is not in it.",
)
SOURCES: Final = (
    Source("Zhou, Lü and Zhang, Predicting missing links via local information, EPJ B 71 (2009)", "resource allocation"),
    Source("Adamic and Adar, Friends and neighbors on the Web, Social Networks 25 (2003)", "Adamic-Adar"),
    Source("Kovács et al., Network-based prediction of protein interactions, Nat. Commun. 10 (2019)", "paths of three links"),
    Source("Ghasemian et al., Stacking models for nearly optimal link prediction, PNAS 117 (2020)", "learning on hidden links"),
    Source("Elkan and Noto, Learning classifiers from only positive and unlabeled data, KDD 2008", "from hits to probabilities"),
    Source("Rubin, The Bayesian bootstrap, Ann. Statist. 9 (1981)", "the interval of the accuracy"),
    Source("Strong and Oakley, Computing single-parameter partial EVPI, Med. Decis. Making 33 (2013)", "value of an answer"),
    Source("Strong, Oakley and Brennan, Multiparameter partial EVPI, Med. Decis. Making 34 (2014)", "one sample for all"),
)  # fmt: skip


def assumptions(options: GapsOptions) -> list[str]:
    """What the numbers stand on."""
    return [
        f"As many links are unseen as were hidden, {100 * options.unseen:.0f} in 100, and they are like those that are seen.",
        "A link's belief is the probability that it is there, and links are there or not independently of each other.",
        "An answer settles its link and nothing else.",
    ]


def accuracy(found: Unseen) -> str:
    """The measured accuracy in plain words."""
    told = found.accuracy
    if told is None:
        return (
            f"How well unseen links would be found cannot be measured here: that takes {LEAST} links between nodes that may be "
            f"listed, and {LEAST} pairs of them without a link. So none is proposed."
        )
    words = (
        f"In this network the method ({told.method}) puts a hidden link above a random pair without one {_in_100(told)} times in "
        f"100 (90 % interval {100 * told.low:.0f} to {100 * told.high:.0f}; chance is 50)."
    )
    return words if found.telling else words + " That is not surely better than chance, so none is proposed."


def _in_100(told: Measured) -> str:
    return f"{100 * told.auc:.0f}"
