import json

from bench.seeds.task import GOLD, KINDS, READERS, compared, marked


def test_perfect_answers_score_one_and_empty_ones_nothing() -> None:
    for reader in READERS:
        gold = {path.stem: marked(json.loads(path.read_text())) for path in (GOLD / reader).glob("*.json")}
        empty = {name: {kind: set() for kind in KINDS} for name in gold}
        assert len(gold) == 2
        assert all(counts.f1 == 1 for counts in compared(gold, gold).values())
        assert all(counts.right == 0 and counts.gold for counts in compared(gold, empty).values())
