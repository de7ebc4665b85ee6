"""Coreference on GUM dev: how often a pronoun or nominal is put into the chain of the right name.

Names are gold, so that the rules for pronouns and nominals are what is measured; sources of claims are not known
here, so first and second person are left out. A name's entity begins behind article and title, as the encoder's do,
and "the physician Yang Buwei" is a name and no nominal. A pronoun counts when GUM's group holds a name; it is right
when most names of the chain that it got are of that group. Precision is over everything that was put into a named
chain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from bench.chains.gold import KINDS, GoldChains, GoldMention, read_chains
from onrecord.encoder.annotation import Annotation, EventSpans, LabelledSpan
from onrecord.model import Mention
from onrecord.resolve.assemble import resolve_mentions

DATA = ("gum/dev",)
GATED = ("he.f1", "accuracy")
GENRES = ("news", "interview", "bio", "speech", "textbook", "court")
PARTIES = frozenset(["person", "organization", "place"])
"""GUM's types that a party may have; what else "it" and "they" stand for is never asked for."""
CLASSES = {
    "he": frozenset(["he", "him", "his", "himself", "she", "her", "hers", "herself"]),
    "it": frozenset(["it", "its", "itself"]),
    "they": frozenset(["they", "them", "their", "theirs", "themselves"]),
}


def run() -> dict[str, float]:
    """Scores on the dev part."""
    return scores(read_chains("dev", GENRES))


def resolved(document: GoldChains) -> Sequence[Mention]:
    """What the resolver makes of a document whose names are known."""
    return resolve_mentions(document.text, annotation(document))[0]


def scores(
    documents: Iterable[GoldChains], answer: Callable[[GoldChains], Sequence[Mention]] = resolved
) -> dict[str, float]:
    """Precision, recall and F1 for each class of pronoun, and for definite nominals of persons and organisations.

    ``accuracy`` is the share of all of them together that is put into the chain of the right name.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        _count(document, answer(document), counts)
    asked = sum(counts[name, "gold"] for name in (*CLASSES, "nominal"))
    answered = sum(counts[name, "right"] for name in (*CLASSES, "nominal"))
    result = {"accuracy": answered / asked if asked else 0.0}
    for name in (*CLASSES, "nominal"):
        gold, found, right = (counts[name, what] for what in ("gold", "found", "right"))
        result[f"{name}.precision"] = right / found if found else 0.0
        result[f"{name}.recall"] = right / gold if gold else 0.0
        result[f"{name}.f1"] = 2 * right / (gold + found) if gold + found else 0.0
        result[f"{name}.gold"] = float(gold)
    return result


def annotation(document: GoldChains) -> Annotation:
    """Gold names as entities; every pronoun and every nominal of a person or organisation as a party."""
    parties = [m for m in document.mentions if m.form != "name" and m.kind in PARTIES]
    arguments = tuple(LabelledSpan(m.start, m.end, "recipient", 1.0) for m in parties)
    event = EventSpans((0, 0), "CONSULT", None, "actual", False, arguments, 1.0)
    entities = tuple(LabelledSpan(m.name_start, m.end, KINDS[m.kind], 1.0) for m in names(document))
    return Annotation(document.words, document.sentences, entities, events=(event,))


def names(document: GoldChains) -> list[GoldMention]:
    """Named mentions, the outermost of nested ones."""
    found: list[GoldMention] = []
    for mention in sorted(document.mentions, key=lambda m: (m.start, -m.end)):
        if mention.form == "name" and mention.kind in KINDS and (not found or mention.start >= found[-1].end):
            found.append(mention)
    return found


def _count(document: GoldChains, mentions: Sequence[Mention], counts: Counter[tuple[str, str]]) -> None:
    gold_names = {(m.name_start, m.end): m.group for m in names(document)}
    chain_groups = _groups(mentions, gold_names, document.text)
    by_start: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_start.setdefault(mention.start, []).append(mention)
    named = set(gold_names.values())
    for gold in document.mentions:
        kind = _class(gold, document.text)
        if kind is None:
            continue
        counts[kind, "gold"] += gold.group in named
        group = _predicted(gold, by_start.get(gold.start, ()), chain_groups)
        counts[kind, "found"] += group is not None
        counts[kind, "right"] += group is not None and group == gold.group and gold.group in named


def _class(gold: GoldMention, text: str) -> str | None:
    if gold.kind not in PARTIES or gold.form == "name":
        return None
    if gold.form == "nominal":
        definite = text[gold.start : gold.end].lower().startswith(("the ", "this ", "that "))
        return "nominal" if definite and gold.kind != "place" else None
    word = text[gold.start : gold.end].lower()
    return next((name for name, words in CLASSES.items() if word in words), None)


def _predicted(gold: GoldMention, here: Sequence[Mention], groups: dict[str, str]) -> str | None:
    for mention in here:
        fits = mention.end == gold.end if gold.form == "pronoun" else mention.end <= gold.end
        if fits and mention.chain in groups:
            return groups[mention.chain]
    return None


def _groups(mentions: Sequence[Mention], gold_names: dict[tuple[int, int], str], text: str) -> dict[str, str]:
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        group = next(
            (g for (start, end), g in gold_names.items() if start <= mention.start and mention.end <= end), None
        )
        if group is not None and mention.chain is not None and text[mention.start : mention.end][:1].isupper():
            votes.setdefault(mention.chain, Counter())[group] += 1
    return {chain: counted.most_common(1)[0][0] for chain, counted in votes.items()}


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name}\t{value:.3f}")
