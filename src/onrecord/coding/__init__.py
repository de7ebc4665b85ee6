"""Coding: from an annotated and resolved article to its claims, events and relations."""

from __future__ import annotations

from dataclasses import replace

from onrecord.coding.claims import claims_of
from onrecord.coding.events import events_of
from onrecord.coding.relations import relations_of
from onrecord.coding.view import view_of
from onrecord.encoder.annotation import Annotation
from onrecord.model import Article

VERSION = "2"
"""Version of this stage; what it derives is made again when it changes."""

__all__ = ["VERSION", "code"]


def code(article: Article, annotation: Annotation) -> Article:
    """Fill an article's claims, events and relations; a pure function.

    Args:
        article: With sentences, mentions, actors and times.
        annotation: What the encoder says about its text.
    """
    view = view_of(article, annotation.sentences)
    claims = claims_of(view, annotation)
    return replace(
        article,
        claims=claims.claims,
        events=events_of(view, annotation, claims),
        relations=relations_of(view, claims),
    )
