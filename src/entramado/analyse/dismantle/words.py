"""What a plan of removal says of itself, whatever it is about."""

from __future__ import annotations

from typing import Final

from entramado.analyse.findings import Source

STUDY: Final = (
    "A study for review by people. Removal means a lawful act: arrest, prosecution, sanction or seizure. A place in this list is "
    "a place in a network, and says nothing about guilt or danger."
)
WORLDS: Final = "Over possible worlds: each link is there as often as it is believed."
QUESTIONS: Final = {
    "largest": "How could the network be taken apart lawfully, and with least effort?",
    "command": "Whose removal would leave fewest pairs of commander and commanded?",
    "flow": "Whose removal would part the sources from the sinks?",
    "chain": "Whose removal would leave a step of the value chain to nobody?",
}
LEFT: Final = {
    "largest": "Largest connected part",
    "command": "Pairs that still stand",
    "flow": "Separate routes",
    "chain": "Steps held",
}
METHODS: Final = {
    "largest": (
        "Start orders by adaptive degree and by the nodes between communities (Leiden), taken beyond the threshold and put right "
        "by greedy reinsertion; then random changes, "
        "put right in the same way, kept when the area under the curve (with a budget: the largest part at its end) is no "
        "larger. "
        "Where links are doubtful, the order with the least expected area over possible worlds of several found."
    ),
    "command": "All sets where they are few; else greedy, by what a removal takes for its cost. Measured in each world.",
    "flow": "The cheapest cut of nodes between sources and sinks, by greatest flow; the cheapest of it first.",
    "chain": "For each number of steps the cheapest set of holders, all choices of steps tried.",
}
RULES: Final = {
    "degree": "Each time the one with most links left for his cost.",
    "influence": "Each time the one of the highest collective influence (radius 1) for his cost.",
}
ASSUMPTIONS: Final = (
    "Nobody replaces who is removed, and no link is made anew: what follows a removal is another analysis.",
    "Links are there or not independently of each other, each with its belief.",
    "What it costs to remove somebody is what was given: the same for all, the number of links, or prices.",
)
LIMITS: Final = (
    "The map is incomplete. Who looks unimportant may be little known, and links that nobody reported still hold.",
    "Fragmenting a network has been followed by violence in some cases. No plan here weighs that.",
)
WRONG_MEASURE: Final = (
    "The largest connected part is the wrong measure for the removal of leaders in a large network: on 250,000 people, removing "
    "all 400 members of the core leaves it at 99.8 %. Ask for the objective command or chain there."
)
EXACT: Final = "No set that costs less does as much on this map."
HEURISTIC: Final = "Found by search, without a guarantee: a better order may exist. The problem is NP-hard."
UNLISTED: Final = (
    "Victims, witnesses, journalists, children, officials as such, and whoever is in no category are never proposed. They stay "
    "in the network, since others are tied through them."
)
SOURCES: Final = (
    Source("Newman and Ziff 2001, Phys. Rev. E 64:016706", "curves from components that only grow"),
    Source("Braunstein, Dall'Asta, Semerjian and Zdeborová 2016, PNAS 113:12368", "greedy reinsertion; network dismantling"),
    Source("Traag, Waltman and van Eck 2019, Scientific Reports 9:5233", "communities, cut apart for start orders"),
    Source("Clusella, Grassberger, Pérez-Reche and Politi 2016, Phys. Rev. Lett. 117:208301", "explosive immunisation"),
    Source("Artime, Grassia, De Domenico et al. 2024, Nature Reviews Physics 6:114", "the area under the curve as a score"),
    Source("Morone and Makse 2015, Nature 524:65", "collective influence"),
    Source("Menger 1927, Fund. Math. 10:96; Edmonds and Karp 1972, J. ACM 19:248", "cheapest cuts"),
)
