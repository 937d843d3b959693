"""The wheel carries everything that the package reads at run time, and nothing of the repository around it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_every_prompt_is_inside(names: set[str]) -> None:
    prompts = {
        f"opencodeinterpreter/prompts/{path.relative_to(ROOT / 'prompts').as_posix()}"
        for path in (ROOT / "prompts").rglob("*.j2")
    }
    assert prompts
    assert prompts <= names


def test_every_recipe_is_inside(names: set[str]) -> None:
    recipes = {f"opencodeinterpreter/recipes/{path.name}" for path in (ROOT / "recipes").iterdir()}
    assert recipes
    assert recipes <= names


def test_every_module_is_inside(names: set[str]) -> None:
    server = ROOT / "server"
    modules = {path.relative_to(server).as_posix() for path in server.rglob("*.py")}
    assert modules <= names


@pytest.mark.parametrize(
    "name", ["config.json", "model.safetensors", "tokenizer.json", "opencodeinterpreter.json", "README.md"]
)
def test_the_bundled_checkpoint_is_inside(names: set[str], name: str) -> None:
    assert f"opencodeinterpreter/bundled/{name}" in names


def test_nothing_else_is_inside(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"opencodeinterpreter"}
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".log"))]
