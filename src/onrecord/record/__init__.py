"""The one place that wires pipeline and store: adding, rebuilding, deleting, reading."""

from onrecord.record.dossier import Dossier
from onrecord.record.entries import Entry, event_entry
from onrecord.record.record import Record
from onrecord.record.report import AddReport, Failure, Outcome, Progress
from onrecord.store.doctor import Check
from onrecord.store.filters import ClaimFilter, EventFilter
from onrecord.store.rows import ActorRow, ArticleRow, ClaimRow, EventRow, PartyRow, RelationRow, Source
from onrecord.store.search import Hit, Snippet

__all__ = [
    "ActorRow",
    "AddReport",
    "ArticleRow",
    "Check",
    "ClaimFilter",
    "ClaimRow",
    "Dossier",
    "Entry",
    "EventFilter",
    "EventRow",
    "Failure",
    "Hit",
    "Outcome",
    "PartyRow",
    "Progress",
    "Record",
    "RelationRow",
    "Snippet",
    "Source",
    "event_entry",
]
