"""The annotation markup: parse it into spans, with errors that name the line.

``GUIDELINE.md`` describes the markup for annotators. Offsets of what is parsed here count in the
document's text as the markup spells it: sentences joined by a space, paragraphs by an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.encoder.labels import EVENT_MODES, EVENT_TYPES, REALIS, STANCES
from onrecord.model.spans import Span

QUOTED = ("direct", "indirect", "mixed")
_FIELD = re.compile(r"([a-z_]+)?\s*\{([^{}]*)\}(!)?(?:([+-]\d\d?))?(?:#(\d+))?|(\S+)")


@dataclass(frozen=True, slots=True)
class EventLabel:
    """One event of the annotation; spans in the document."""

    type: str
    mode: str | None
    trigger: Span
    realis: str
    background: bool
    actors: tuple[Span, ...] = ()
    initiators: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    places: tuple[Span, ...] = ()
    times: tuple[Span, ...] = ()
    amounts: tuple[Span, ...] = ()
    content_of: Span | None = None


@dataclass(frozen=True, slots=True)
class ClaimLabel:
    """One claim of the annotation; spans in the document."""

    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    stance: str
    quoted: str
    scope: Span | None = None
    said: Span | None = None
    addressee: tuple[Span, ...] = ()


@dataclass(slots=True)
class MarkedDocument:
    """One document with its labels."""

    id: str
    text: str
    sentences: list[Span]
    events: list[EventLabel] = field(default_factory=list)
    claims: list[ClaimLabel] = field(default_factory=list)
    published: str | None = None
    outlet: str | None = None


class MarkupError(ValueError):
    """A line that cannot be read; the message names file and line."""


def read_marked(path: Path) -> list[MarkedDocument]:
    """Read every document of a markup file.

    Raises:
        MarkupError: For the first line that cannot be read; :func:`problems` lists them all.
    """
    documents, errors = parse(path.read_text(encoding="utf-8"), str(path))
    if errors:
        raise MarkupError(errors[0])
    return documents


def parse(source: str, name: str) -> tuple[list[MarkedDocument], list[str]]:
    """Parse markup; returns the documents and a message for every line in error."""
    documents: list[MarkedDocument] = []
    errors: list[str] = []
    pending: list[tuple[int, int, str]] = []
    blank = False
    for number, raw in enumerate(source.split("\n"), 1):
        line = raw.rstrip("\r")
        if line.startswith("# doc "):
            _resolve(documents, pending, errors, name)
            documents.append(_header(line))
            blank = False
        elif line.startswith("= "):
            if not documents:
                errors.append(f"{name}:{number}: a sentence before the first '# doc' line")
                continue
            document = documents[-1]
            sentence = line[2:]
            joint = "" if not document.text else "\n\n" if blank else " "
            start = len(document.text) + len(joint)
            document.text += joint + sentence
            document.sentences.append((start, start + len(sentence)))
            blank = False
        elif line[:2] in ("E ", "C "):
            if not documents or not documents[-1].sentences:
                errors.append(f"{name}:{number}: a label before the first sentence")
                continue
            pending.append((number, len(documents[-1].sentences) - 1, line))
        elif not line.strip():
            blank = True
        elif not line.startswith("%"):
            errors.append(f"{name}:{number}: not understood: {line[:60]!r}")
    _resolve(documents, pending, errors, name)
    return documents, errors


def _header(line: str) -> MarkedDocument:
    match = re.match(r"# doc (\S+)(?: published (\d{4}-\d\d-\d\d))?(?: outlet (.+))?", line)
    assert match
    return MarkedDocument(match[1], "", [], published=match[2], outlet=match[3])


def _resolve(
    documents: list[MarkedDocument], pending: list[tuple[int, int, str]], errors: list[str], name: str
) -> None:
    """Labels may point to later sentences, so they are resolved when the document is complete."""
    for number, sentence, line in pending:
        try:
            (_event if line[0] == "E" else _claim)(documents[-1], sentence, line[2:])
        except MarkupError as error:
            errors.append(f"{name}:{number}: {error}")
    pending.clear()


def _fields(document: MarkedDocument, sentence: int, line: str) -> list[tuple[str | None, Span | None, bool, str]]:
    found = []
    for match in _FIELD.finditer(line):
        key, quote, mark, offset, nth, word = match.groups()
        if word is not None:
            found.append((None, None, False, word))
            continue
        index = sentence + int(offset or 0)
        if not 0 <= index < len(document.sentences):
            raise MarkupError(f"no sentence {offset} from here for {{{quote}}}")
        found.append((key, _find(document, index, quote.strip(), int(nth or 1)), bool(mark), ""))
    return found


def _find(document: MarkedDocument, sentence: int, quote: str, nth: int) -> Span:
    start, end = document.sentences[sentence]
    text = document.text
    head, dots, tail = quote.partition(" ... ")
    if not dots or text.find(quote, start, end) >= 0:
        head, tail = quote, ""
    if not head:
        raise MarkupError("empty braces")
    position = start - 1
    for _ in range(nth):
        position = _word_find(text, head, position + 1, end)
        if position < 0:
            raise MarkupError(f"not in the sentence: {{{quote}}}" + (f"#{nth}" if nth > 1 else ""))
    if not tail:
        return position, position + len(head)
    last = text.find(tail, position + len(head), end)
    if last < 0:
        raise MarkupError(f"the end {tail!r} does not follow {head!r}")
    return position, last + len(tail)


def _word_find(text: str, quote: str, start: int, end: int) -> int:
    """Like ``str.find``, but a quote that begins or ends with a letter does not start or stop inside a word."""
    position = text.find(quote, start, end)
    while position >= 0:
        before = text[position - 1 : position] if position else ""
        after = text[position + len(quote) : position + len(quote) + 1]
        if not (before.isalnum() and quote[0].isalnum()) and not (after.isalnum() and quote[-1].isalnum()):
            return position
        position = text.find(quote, position + 1, end)
    return -1


def _event(document: MarkedDocument, sentence: int, line: str) -> None:
    head, _, rest = line.partition(" ")
    kind, _, mode = head.partition("-")
    if kind not in EVENT_TYPES:
        raise MarkupError(f"no such event type: {kind}")
    if mode and mode not in EVENT_MODES[kind]:
        raise MarkupError(f"{kind} has no mode {mode!r}; it has {', '.join(EVENT_MODES[kind]) or 'none'}")
    spans: dict[str, list[Span]] = {}
    initiators: list[Span] = []
    words: list[str] = []
    for key, span, mark, word in _fields(document, sentence, rest):
        if span is None:
            words.append(word)
            continue
        key = key or "trigger"
        if key not in ("trigger", "actor", "recipient", "place", "time", "amount", "of"):
            raise MarkupError(f"an event has no field {key!r}")
        spans.setdefault(key, []).append(span)
        if mark:
            initiators.append(span)
    realis = [w for w in words if w in REALIS]
    unknown = [w for w in words if w not in REALIS and w != "bg"]
    if unknown:
        raise MarkupError(f"not understood: {unknown[0]!r}")
    if len(realis) != 1:
        raise MarkupError("an event takes one of " + ", ".join(REALIS))
    if len(spans.get("trigger", ())) != 1:
        raise MarkupError("an event takes one trigger in braces")
    document.events.append(
        EventLabel(
            kind, mode or None, spans["trigger"][0], realis[0], "bg" in words,
            tuple(spans.get("actor", ())), tuple(initiators), tuple(spans.get("recipient", ())),
            tuple(spans.get("place", ())), tuple(spans.get("time", ())), tuple(spans.get("amount", ())),
            spans["of"][0] if "of" in spans else None,
        )
    )  # fmt: skip


def _claim(document: MarkedDocument, sentence: int, line: str) -> None:
    spans: dict[str, list[Span]] = {}
    words: list[str] = []
    for key, span, _, word in _fields(document, sentence, line):
        if span is None:
            words.append(word)
            continue
        key = key or "cue"
        if key not in ("cue", "source", "content", "scope", "said", "to"):
            raise MarkupError(f"a claim has no field {key!r}")
        spans.setdefault(key, []).append(span)
    stance = [w for w in words if w in STANCES]
    quoted = [w for w in words if w in QUOTED]
    unknown = [w for w in words if w not in STANCES and w not in QUOTED]
    if unknown:
        raise MarkupError(f"not understood: {unknown[0]!r}")
    if len(stance) != 1:
        raise MarkupError("a claim takes one of " + ", ".join(STANCES))
    if len(quoted) != 1:
        raise MarkupError("a claim takes one of " + ", ".join(QUOTED))
    if not spans.get("cue"):
        raise MarkupError("a claim takes a cue in braces")
    document.claims.append(
        ClaimLabel(
            tuple(spans["cue"]), tuple(spans.get("source", ())), tuple(spans.get("content", ())), stance[0], quoted[0],
            spans["scope"][0] if "scope" in spans else None,
            spans["said"][0] if "said" in spans else None,
            tuple(spans.get("to", ())),
        )
    )  # fmt: skip
