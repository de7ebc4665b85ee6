from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.encoder import encode, score_anchors
from onrecord.encoder.annotation import LabelledSpan
from onrecord.encoder.certainty import FEATURES, certainty, features
from onrecord.encoder.decode import log_odds, segments
from onrecord.encoder.labels import CLAIM_PARTS, EVENT_ARGUMENTS
from onrecord.encoder.session import tokenizer
from onrecord.encoder.weights import WEIGHTS_FOLDER, find_weights
from onrecord.encoder.windows import WINDOW_PIECES, cut, split_windows
from onrecord.errors import WeightsError
from onrecord.model import Article
from onrecord.model.json import dumps, to_plain
from onrecord.text import sentences, words

TEXTS = [
    "Foreign Minister Ada Kole flew to Lusaka on Monday, her ministry said.",
    "Police in Ndola arrested 14 protesters. The opposition condemned the arrests and called for talks.",
    "“We will send 40 trucks of food,” an aide told the Quayside Post. She denied that any shipment had been stopped.",
    "",
    "Rain fell. " * 80,
    "The rebels agreed to a ceasefire, according to the Levant Agency, which cited a general as saying that it begins in May.",
]


def line(article: Article) -> str:
    return dumps(to_plain(article))


def test_the_same_article_gives_the_same_bytes_in_any_order_and_with_any_number_of_threads() -> None:
    alone = [line(onrecord.annotate(text, published="2024-05-14")) for text in TEXTS]
    one = [line(article) for article in onrecord.annotate_many(TEXTS, published="2024-05-14", threads=1)]
    two = [line(article) for article in onrecord.annotate_many(TEXTS, published="2024-05-14", threads=2)]
    back = [line(article) for article in onrecord.annotate_many(TEXTS[::-1], published="2024-05-14", threads=2)]
    assert alone == one == two == back[::-1]


def test_something_is_found() -> None:
    article = onrecord.annotate(TEXTS[1], published="2024-05-14")
    assert "COERCE" in {event.type for event in article.events}
    assert article.mentions


@settings(max_examples=25)
@given(st.text(alphabet="Kole said tht Lsak. \n“”'2,14%é\u0301", max_size=200))
def test_every_span_lies_in_the_text(text: str) -> None:
    article = onrecord.annotate(text)
    spans = [(mention.start, mention.end) for mention in article.mentions]
    spans += [span for claim in article.claims for span in (*claim.source, *claim.cue, *claim.content)]
    spans += [event.trigger for event in article.events]
    spans += [party.span for event in article.events for party in (*event.actors, *event.recipients)]
    assert all(0 <= start < end <= len(article.text) for start, end in spans)


@settings(max_examples=60)
@given(st.lists(st.integers(1, 60), min_size=1, max_size=30), st.integers(20, WINDOW_PIECES), st.integers(0, 2))
def test_windows_decide_every_word_once_and_keep_their_budget(sizes: list[int], budget: int, overlap: int) -> None:
    text = " ".join("Word " * (size - 1) + "end." for size in sizes)
    tokens = words(text)
    pieces = cut(text, tokens, sentences(text, tokens), tokenizer())
    windows = split_windows(pieces, budget, overlap)
    decided = [at for window in windows for at in range(window.keep_start, window.keep_end)]
    assert decided == list(range(len(tokens)))
    for window in windows:
        assert window.start <= window.keep_start <= window.keep_end <= window.end
        assert pieces.first[window.end] - pieces.first[window.start] <= budget


def test_segments_run_over_cue_and_source_and_are_parted_there() -> None:
    odds = np.asarray([3, 3, -1, 3, -5, -5, 3, 3, -6, -6, 1], np.float32)
    free = np.zeros(11, bool)
    free[4:6] = True
    assert segments(odds, free, further=5.0) == [(0, 4), (6, 8)]
    assert segments(odds, free, further=0.0) == [(0, 4), (6, 8), (10, 11)]


def test_log_odds_sum_begin_and_inside() -> None:
    logits = np.log(np.asarray([[0.2, 0.3, 0.1, 0.2, 0.2]], np.float32))
    assert log_odds(logits)[0].tolist() == pytest.approx([np.log(0.4 / 0.6), np.log(0.4 / 0.6)], abs=1e-4)


def test_gold_anchors_are_answered_in_order() -> None:
    text = TEXTS[0]
    at = text.index("said")
    (claim,) = score_anchors(text, "claim", [(at, at + 4)])
    assert {span.label for span in claim} <= set(CLAIM_PARTS)
    assert score_anchors(text, "event", [(len(text), len(text))]) == [()]
    fly = text.index("flew")
    (event,) = score_anchors(text, "event", [(fly, fly + 4)])
    assert {span.label for span in event} <= set(EVENT_ARGUMENTS)


def test_an_empty_text_has_an_empty_annotation() -> None:
    assert encode(" \n").words == ()


@pytest.mark.parametrize("damage", ["byte", "missing", "manifest", "version"])
def test_damaged_weights_are_refused(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS_FOLDER, folder)
    if damage == "byte":
        payload = bytearray((folder / "event.onnx").read_bytes())
        payload[len(payload) // 2] ^= 1
        (folder / "event.onnx").write_bytes(bytes(payload))
    elif damage == "missing":
        (folder / "claim.onnx").unlink()
    elif damage == "manifest":
        (folder / "manifest.json").write_text("{", encoding="utf-8")
    else:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        (folder / "manifest.json").write_text(json.dumps({**manifest, "manifest": 99}), encoding="utf-8")
    with pytest.raises(WeightsError) as caught:
        find_weights(folder)
    assert str(folder) in str(caught.value)
    assert caught.value.hint


def test_weights_are_at_most_30_megabytes() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS_FOLDER.iterdir()) <= 30_000_000


def test_an_event_with_surer_parties_is_surer() -> None:
    def sure(*scores: float) -> float:
        arguments = [
            LabelledSpan(0, 1, label, score) for label, score in zip(("actor", "recipient"), scores, strict=False)
        ]
        return certainty(0.99, arguments, "actual")

    assert 0 < sure(0.6, 0.6) < sure(0.99, 0.99) < 1
    assert sure(0.99) < sure(0.99, 0.99)
    assert len(features(0.5, [], "future")) == len(FEATURES)
