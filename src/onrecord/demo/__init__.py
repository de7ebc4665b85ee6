"""Demo pages of our own writing, and what a record of them shows.

Real persons appear in them with documented facts only (``pages/sources.csv``); everything else is invented.
"""

from onrecord.demo.findings import Findings, findings
from onrecord.demo.pages_folder import PAGES, clear, pages

__all__ = ["PAGES", "Findings", "clear", "findings", "pages"]
