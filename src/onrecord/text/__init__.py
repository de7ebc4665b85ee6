"""Words and sentences with offsets: the ground every later stage counts on."""

from onrecord.text.sentences import sentences
from onrecord.text.words import words

__all__ = ["sentences", "words"]
