"""Every command and every option has help, and stands in docs/cli.md under its command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer

from onrecord.cli.app import COMMANDS, app

DOCS = (Path(__file__).parents[1] / "docs" / "cli.md").read_text(encoding="utf-8")
TREE: Any = typer.main.get_command(app)


def section(command: str) -> str:
    found = re.search(rf"^## {re.escape(command)}\n(.*?)(?=^## |\Z)", DOCS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/cli.md has no section for {command}"
    return found.group(1)


def options(command: str) -> list[str]:
    return [name for param in TREE.commands[command].params for name in param.opts if name.startswith("-")]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_has_help(command: str) -> None:
    assert len(TREE.commands[command].help or "") > 20
    for param in TREE.commands[command].params:
        assert getattr(param, "help", None), f"{command} {param.name} says nothing"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_command_is_documented(command: str) -> None:
    text = section(command)
    for name in options(command):
        assert f"`{name}" in text, f"{command} {name} is not documented"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_nothing_is_documented_that_does_not_exist(command: str) -> None:
    known = {*options(command), "--help"}
    assert set(re.findall(r"^\| `(--?[a-z]+)", section(command), re.MULTILINE)) <= known


def test_every_command_knows_json() -> None:
    assert [name for name in COMMANDS if "--json" not in options(name) and name != "serve"] == []
