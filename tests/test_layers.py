"""The import graph keeps to the layers of the design: a module imports only from layers above its own."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "onrecord"

GROUND = ("model", "text", "kb", "limits", "errors", "_frames", "_attempt")
LAYERS = (
    *GROUND, "sources", "clean", "encoder", "resolve", "coding", "pipeline", "matching", "linking", "screening", "store",
    "record", "export", "draw", "web", "backfill", "demo", "cli",
)  # fmt: skip
RANK = {name: (0 if name in GROUND else index) for index, name in enumerate(LAYERS)}
EDGES = {
    "__init__": "the public surface: it names what other layers hold and loads nothing by itself",
    "__main__": "starts the command line",
    "_worker": "the worker process: runs the pipeline for the record",
}


def layer_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_layers(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative imports hide the layer"
            names = (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "onrecord"
                else [node.module or ""]
            )
        found |= {name.split(".")[1] for name in names if name.startswith("onrecord.")}
    return found


MODULES = sorted(SOURCE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_one_way(path: Path) -> None:
    layer = layer_of(path)
    if layer in EDGES:
        return
    assert layer in RANK, f"{layer} is no layer of the design"
    for other in imported_layers(path) - {layer}:
        assert other in RANK, f"{path.name} imports {other}, which is no layer"
        assert RANK[other] < RANK[layer] or (layer in GROUND and other in GROUND), f"{layer} must not import {other}"


def test_ground_has_no_cycle() -> None:
    """model stands at the very bottom; kb may use text, both may use model."""
    for path in MODULES:
        if layer_of(path) in ("model", "limits", "errors"):
            assert not imported_layers(path) - {"model", "limits", "errors"}, path


def test_the_package_never_imports_what_trains_it() -> None:
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = (
                [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
            )
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert not any(name.split(".")[0] in ("torch", "train", "bench") for name in names), path
