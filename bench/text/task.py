"""Words and sentences of raw text against the Universal Dependencies' own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bench.scoring import exact, table
from onrecord import text
from onrecord.model.spans import Span
from train.readers.document import GoldDocument
from train.readers.gum import read_gum
from train.readers.roles import read_ewt

DATA = ("ewt/ewt.dev.jsonl", "gum/dev", "gum/train")
GATED = ("ewt.token.f1", "ewt.sentence.f1", "gum.token.f1", "gum.sentence.f1", "gum_news.sentence.f1")

Splitter = Callable[[str], tuple[list[Span], list[Span]]]


def run() -> dict[str, float]:
    """Dev sets, and GUM's news: the two of dev gated, those of train reported."""
    return {
        **score("ewt", read_ewt("dev"), split),
        **score("gum", read_gum("dev"), split),
        **score("gum_news", read_gum("dev", ("news",)), split),
        **score("gum_news_train", read_gum("train", ("news",)), split),
    }


def split(source: str) -> tuple[list[Span], list[Span]]:
    """Words and sentences of a text."""
    words = text.words(source)
    return words, text.sentences(source, words)


def score(part: str, documents: Iterable[GoldDocument], splitter: Splitter) -> dict[str, float]:
    """F1 of exact token and sentence spans."""
    tokens, sentences = [], []
    for document in documents:
        found_words, found_sentences = splitter(document.text)
        tokens.append(exact(document.words or (), found_words))
        sentences.append(exact(document.sentences or (), found_sentences))
    return {**table(f"{part}.token", tokens), **table(f"{part}.sentence", sentences)}
