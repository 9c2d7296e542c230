"""Full-text search over sentences, scored by BM25 from the texts that the viewer may see and nothing else.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), with k1 1.2 and b 0.75; plurals are
folded by Harman's S stemmer ("How effective is suffixing?", 1991).
"""

from __future__ import annotations

import heapq
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from entramado.model.claim import Document, Span
from entramado.model.view import Hit

_K1: Final = 1.2
_B: Final = 0.75
_SNIPPET: Final = 300

_WORD: Final = re.compile(r"[^\W_]+")
_QUOTED: Final = re.compile(r'"([^"]*)"')
_END: Final = re.compile(
    r"\n[ \t\u00a0]*\n\s*"  # a blank line
    r"|(?<=[.!?…])(?<!\b[A-Z]\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<!\bMrs\.)(?<!\bGen\.)(?<!\bGov\.)(?<!\bSen\.)(?<!\bNo\.)"
    r"[\"”’')\]]*\s+(?=[\"“‘'(]?[A-Z0-9ÁÉÍÓÚÑ¿¡])"
)
_STOP: Final = frozenset(
    "a an and are as at be been but by did do does for from had has have he her his i if in into is it its nor not of on or "
    "our she so than that the their them then there these they this those to was we were what when where which while who will "
    "with would you your".split()
)


def stem(word: str) -> str:
    """A folded word without its plural ending."""
    if len(word) > 3:
        if word.endswith("ies") and not word.endswith(("eies", "aies")):
            return word[:-3] + "y"
        if word.endswith("es") and not word.endswith(("aes", "ees", "oes")):
            return word[:-1]
        if word.endswith("s") and not word.endswith(("us", "ss")):
            return word[:-1]
    return word


def words(text: str) -> list[str]:
    """The words of a text, in order, as they are compared: no case, no accents, no plural."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return [stem(word) for word in _WORD.findall(text.casefold())]


def sentences(document: Document) -> Iterator[Span]:
    """The sentences of the document's content, in order, without the white space around them."""
    text = document.text
    for region in document.body:
        start = region.start
        for gap in _END.finditer(text, region.start, region.end):
            yield from _trimmed(text, start, gap.start())
            start = gap.end()
        yield from _trimmed(text, start, region.end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a document adds to the collection: its number of sentences and of words, and the different words."""

    sentences: int
    words: int
    vocabulary: frozenset[str]


def measure(document: Document) -> Measure:
    """Counted once, when the document is stored."""
    number = length = 0
    vocabulary: set[str] = set()
    for span in sentences(document):
        found = words(document.text[span.start : span.end])
        number += 1
        length += len(found)
        vocabulary.update(found)
    return Measure(number, length, frozenset(vocabulary))


@dataclass(frozen=True, slots=True)
class Query:
    """Words that count, and phrases that must be there."""

    terms: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def parse(cls, text: str) -> Query:
        phrases = tuple(tuple(found) for part in _QUOTED.findall(text) if (found := words(part)))
        terms = list(dict.fromkeys(words(text)))
        return cls(tuple([t for t in terms if t not in _STOP] or terms), phrases)


def rank(query: Query, documents: Iterable[Document], *, total: int, length: int, limit: int) -> Sequence[Hit]:
    """The best sentences. ``total`` sentences and ``length`` words are those of all visible documents; ``documents`` are
    the visible ones that hold a term, in the order that decides between equals.
    """
    found: list[tuple[Document, Span, Counter[str], int]] = []
    frequency: Counter[str] = Counter()
    wanted = frozenset(query.terms)
    for document in documents:
        for span in sentences(document):
            here = words(document.text[span.start : span.end])
            counts = Counter(word for word in here if word in wanted)
            if not counts:
                continue
            frequency.update(counts.keys())
            if all(_holds(here, phrase) for phrase in query.phrases):
                found.append((document, span, counts, len(here)))
    mean = length / total if total else 1.0
    weight = {term: math.log(1 + (total - df + 0.5) / (df + 0.5)) for term, df in frequency.items()}

    def score(counts: Counter[str], size: int) -> float:
        bm25 = sum(weight[term] * n * (_K1 + 1) / (n + _K1 * (1 - _B + _B * size / mean)) for term, n in counts.items())
        return bm25 * len(counts) / len(wanted)  # a sentence that has all the words before one that repeats a rare one

    scored = [(score(counts, size), number) for number, (_, _, counts, size) in enumerate(found)]
    best = heapq.nsmallest(limit, scored, key=lambda pair: (-pair[0], pair[1]))
    return [
        Hit(found[n][0].id, found[n][1].start, found[n][1].end, _snippet(found[n][0].text, found[n][1], wanted), value)
        for value, n in best
    ]


class Index:
    """The sentences of some documents, laid out for many searches: `rank` without reading the texts again.

    Postings are arrays of sentence numbers and counts, a word each. About 60 bytes a word of text.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents = list(documents)
        self._document: list[int] = []
        self._spans: list[Span] = []
        self._words: list[Sequence[str]] = []
        sizes: list[int] = []
        found: dict[str, list[tuple[int, int]]] = {}
        for place, document in enumerate(self._documents):
            for span in sentences(document):
                here = words(document.text[span.start : span.end])
                for word, count in Counter(here).items():
                    found.setdefault(word, []).append((len(sizes), count))
                self._document.append(place)
                self._spans.append(span)
                self._words.append(here)
                sizes.append(len(here))
        self._sizes = np.array(sizes, np.float64)
        self._mean = float(self._sizes.mean()) if sizes else 1.0
        self._postings = {word: np.array(places, np.int64) for word, places in found.items()}

    def search(self, text: str, limit: int) -> Sequence[Hit]:
        """The best sentences, as `rank` gives them."""
        query = Query.parse(text)
        known = [self._postings[term] for term in query.terms if term in self._postings]
        if not known or limit < 1:
            return []
        total = len(self._sizes)
        numbers = np.unique(np.concatenate([posting[:, 0] for posting in known]))
        score = np.zeros(len(numbers))
        terms = np.zeros(len(numbers))
        for posting in known:
            at = np.searchsorted(numbers, posting[:, 0])
            count, size = posting[:, 1], self._sizes[posting[:, 0]]
            weight = math.log(1 + (total - len(posting) + 0.5) / (len(posting) + 0.5))
            score[at] += weight * count * (_K1 + 1) / (count + _K1 * (1 - _B + _B * size / self._mean))
            terms[at] += 1
        score *= terms / len(query.terms)
        wanted = frozenset(query.terms)
        hits: list[Hit] = []
        if not query.phrases and limit < len(
            score
        ):  # the best alone need an order, with all that are as good as the last of them
            least = np.partition(score, len(score) - limit)[len(score) - limit]
            numbers, score = numbers[score >= least], score[score >= least]
        for place in np.lexsort((numbers, -score)):
            number = int(numbers[place])
            if all(_holds(self._words[number], phrase) for phrase in query.phrases):
                document, span = self._documents[self._document[number]], self._spans[number]
                snippet = _snippet(document.text, span, wanted)
                hits.append(Hit(document.id, span.start, span.end, snippet, float(score[place])))
                if len(hits) == limit:
                    break
        return hits


def _holds(here: Sequence[str], phrase: Sequence[str]) -> bool:
    return any(tuple(here[i : i + len(phrase)]) == tuple(phrase) for i in range(len(here) - len(phrase) + 1))


def _snippet(text: str, span: Span, wanted: frozenset[str]) -> str:
    sentence = " ".join(text[span.start : span.end].split())
    if len(sentence) <= _SNIPPET:
        return sentence
    first = next((m.start() for m in re.finditer(r"\S+", sentence) if wanted & set(words(m.group()))), 0)
    start = max(0, min(first - _SNIPPET // 3, len(sentence) - _SNIPPET))
    cut = sentence[start : start + _SNIPPET]
    return ("…" if start else "") + cut.strip() + ("…" if start + _SNIPPET < len(sentence) else "")
