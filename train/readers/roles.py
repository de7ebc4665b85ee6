"""PropBank roles and factuality: the English Web Treebank, MASC, UDS-IH2 and UW."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import groupby

from onrecord.encoder.labels import ROLES as ROLE_LABELS
from onrecord.model.spans import Span
from train.readers.document import GoldDocument, Roles, data_folder, dependencies, join_words


def read_ewt(part: str) -> Iterator[GoldDocument]:
    """EWT documents of ``part`` ("train" or "dev"): sentences joined by a space, roles and factuality."""
    with open(data_folder("ewt") / f"ewt.{part}.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for name, group in groupby(rows, key=lambda row: row["doc"]):
        text = ""
        words: list[Span] = []
        sentences: list[Span] = []
        roles: list[Roles] = []
        factuality: list[tuple[Span, float]] = []
        heads: list[tuple[int, str]] = []
        for row in group:
            start = len(text) + (1 if text else 0)
            spans = _locate(row["tok"], row["text"], start)
            text += (" " if text else "") + row["text"]
            heads += dependencies(list(zip(row["head"], row["rel"], strict=True)), len(words))
            words += spans
            sentences.append((spans[0][0], spans[-1][1]))
            roles += _roles(row["srl"] or (), spans)
            factuality += [(spans[token], value) for token, value in row["factuality"] or ()]
        yield GoldDocument(
            name, text, words=words, sentences=sentences, roles=roles, factuality=factuality, heads=heads
        )


def read_masc() -> Iterator[GoldDocument]:
    """MASC documents with PropBank roles; text is rebuilt from tokens."""
    with open(data_folder("masc_srl") / "masc_srl.jsonl", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for name, group in groupby(rows, key=lambda row: row["doc"]):
        text = ""
        sentences: list[Span] = []
        roles: list[Roles] = []
        for row in group:
            start = len(text) + (1 if text else 0)
            sentence, spans = join_words(row["tok"], start)
            text += (" " if text else "") + sentence
            sentences.append((spans[0][0], spans[-1][1]))
            roles += _roles(row["srl"] or (), spans)
        yield GoldDocument(name, text, sentences=sentences, roles=roles)


def read_uw(part: str) -> Iterator[GoldDocument]:
    """UW factuality (Lee et al. 2015), one sentence a document; values from -3 to 3."""
    with open(data_folder("factuality") / f"uw.{part}.jsonl", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text, spans = join_words(row["text"].split())
            values = [(spans[target["span1"][0]], float(target["label"])) for target in row["targets"]]
            yield GoldDocument(f"uw-{part}-{number}", text, words=spans, factuality=values)


def _locate(tokens: list[str], text: str, start: int) -> list[Span]:
    spans = []
    position = 0
    for token in tokens:
        at = text.find(token, position)
        if at < 0:
            at = position
        spans.append((start + at, start + min(len(text), at + len(token))))
        position = min(len(text), at + len(token))
    return spans


def _roles(predicates: list[dict[str, object]], spans: list[Span]) -> list[Roles]:
    found = []
    for predicate in predicates:
        arguments = []
        for first, end, label in predicate["args"]:  # type: ignore[attr-defined]
            role = role_label(label)
            if role and end > first:
                arguments.append((spans[first][0], spans[end - 1][1], role))
        found.append(Roles(spans[predicate["pred"]], tuple(arguments)))  # type: ignore[index]
    return found


def role_label(label: str) -> str | None:
    """The role of :data:`onrecord.encoder.labels.ROLES` for a PropBank label; ``None`` for the predicate itself."""
    label = re.sub(r"^[RC]-", "", label).replace("ARGM-", "")
    if label in ("V", "PRR", "LVB", "CXN") or label.startswith("V"):
        return None
    label = {"PNC": "PRP", "A0": "ARG0", "ARGA": "ARG0"}.get(label, label)
    return label if label in ROLE_LABELS else "ADV"
