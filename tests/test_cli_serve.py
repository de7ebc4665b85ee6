"""``onrecord serve``: on this machine only, and a clear word where it cannot."""

from __future__ import annotations

import inspect
import socket
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.cli.serve import HOST, _listening, serve
from onrecord.record import Record


def run(
    arguments: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[object, str]:
    monkeypatch.setattr("sys.argv", ["onrecord", *arguments])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code, capsys.readouterr().err


def test_no_other_machine_can_be_asked_in() -> None:
    assert HOST == "127.0.0.1"
    assert set(inspect.signature(serve).parameters) == {"record", "port"}
    with _listening(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_port_that_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Record.open(tmp_path / "record.db").close()
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        code, said = run(["serve", "--record", str(tmp_path / "record.db"), "--port", port], capsys, monkeypatch)
    assert code == 2
    assert port in said
    assert "--port" in said


def test_a_record_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    code, said = run(["serve", "--record", str(tmp_path / "none.db")], capsys, monkeypatch)
    assert code == 2
    assert "none.db" in said
    assert not (tmp_path / "none.db").exists()
