"""One page, its articles: main text, stories apart, furniture cut, dates, and the way back to the page."""

from onrecord.clean.encoding import decode
from onrecord.clean.page import clean

__all__ = ["clean", "decode"]
