"""Times, places, chains and parties inside an article: strings become things."""

from __future__ import annotations

from dataclasses import replace

from onrecord.encoder.annotation import Annotation
from onrecord.model import Article
from onrecord.resolve.assemble import resolve_mentions
from onrecord.resolve.find_times import complete_times
from onrecord.resolve.parties import Parties, describe_party
from onrecord.resolve.times import resolve_times

__all__ = ["Parties", "describe_party", "resolve"]


def resolve(article: Article, annotation: Annotation) -> Article:
    """Fill in sentences, mentions, actors and times of an article.

    Args:
        article: The article, cleaned.
        annotation: What the encoder says about its text.

    Returns:
        The article with ids in text order: mentions m1…, chains c1…, actors a1…, times t1….
    """
    mentions, actors = resolve_mentions(article.text, annotation)
    times = resolve_times(article, complete_times(article.text, annotation.times), annotation.sentences)
    return replace(article, sentences=annotation.sentences, mentions=mentions, actors=actors, times=times)
