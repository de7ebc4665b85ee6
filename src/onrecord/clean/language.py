"""The language of a text, or nothing where it is too short to tell."""

from __future__ import annotations

from functools import cache
from typing import Any

MIN_LETTERS = 60
"""Letters that a text needs before its language is judged."""
MIN_PROBABILITY = 0.8
_SAMPLE_CHARACTERS = 2_000


def language_of(text: str) -> str | None:
    """Two-letter code (ISO 639-1) of the language of a text, by py3langid; ``None`` for short or unclear texts."""
    sample = text[:_SAMPLE_CHARACTERS]
    if sum(map(str.isalpha, sample)) < MIN_LETTERS:
        return None
    code, probability = _identifier().classify(sample)
    return str(code) if probability >= MIN_PROBABILITY and len(code) == 2 else None


@cache
def _identifier() -> Any:
    # The module's own singleton gives no probabilities; loading takes most of a second, so nothing loads it before use.
    from py3langid import langid

    load: Any = langid.LanguageIdentifier.from_model_file
    return load(langid.MODEL_FILE, norm_probs=True)
