"""constraints.txt pins what pyproject.toml asks for, for each Python that we support, and nothing else."""

from __future__ import annotations

import ast
import sys
from collections import defaultdict
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).resolve().parents[2]


def direct_dependencies(python: str) -> dict[str, list[Requirement]]:
    """What pyproject.toml names for one Python on Linux, by canonical name, without optional extras."""
    place = {"python_version": python, "sys_platform": "linux", "platform_machine": "x86_64"}
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    asked = defaultdict[str, list[Requirement]](list)
    for line in [*content["project"]["dependencies"], *content["dependency-groups"]["dev"]]:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate(place):
            asked[canonicalize_name(requirement.name)].append(requirement)
    return asked


def pins(python: str) -> dict[str, str]:
    """The pinned version of each name under one Python."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    rows = [Requirement(line) for line in lines if line and not line.startswith("#")]
    applying = [row for row in rows if row.marker is None or row.marker.evaluate({"python_version": python})]
    found: dict[str, str] = {}
    for row in applying:
        (specifier,) = row.specifier
        assert specifier.operator == "==", row
        assert found.setdefault(canonicalize_name(row.name), specifier.version) == specifier.version
    return found


@pytest.mark.parametrize("python", ["3.10", "3.11", "3.12", "3.13"])
def test_each_direct_dependency_is_pinned_once(python: str) -> None:
    asked, pinned = direct_dependencies(python), pins(python)
    assert set(pinned) == set(asked)
    unfit = [
        (name, pinned[name]) for name, rows in asked.items() for row in rows if not row.specifier.contains(pinned[name])
    ]
    assert not unfit


# The data pipeline runs in a checkout; what runs inside a kernel finds its packages in the user's interpreter.
_IMPORTED_ELSEWHERE = {"data": {"matplotlib", "numpy", "pandas"}, "kernel": {"ipython", "matplotlib", "pandas"}}


def imported_distributions(folder: Path) -> set[str]:
    """What the modules below a folder import that is neither Python's own nor ours."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in folder.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module and not node.level]
    tops = {name.split(".")[0] for name in names} - sys.stdlib_module_names - {"opencodeinterpreter"}
    providers = packages_distributions()
    return {canonicalize_name(distribution) for top in tops for distribution in providers.get(top, [top])}


def test_everything_that_is_imported_is_a_direct_dependency() -> None:
    content = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    optional = [row for rows in content["project"]["optional-dependencies"].values() for row in rows]
    declared = {canonicalize_name(Requirement(row).name) for row in [*content["project"]["dependencies"], *optional]}
    package = ROOT / "server" / "opencodeinterpreter"
    for room in [path for path in package.iterdir() if path.is_dir()]:
        assert imported_distributions(room) - declared <= _IMPORTED_ELSEWHERE.get(room.name, set()), room.name


def test_torch_is_pinned_without_a_build() -> None:
    assert pins("3.11")["torch"] == "2.13.0"


def test_no_file_says_where_packages_come_from() -> None:
    for name in (
        "constraints.txt",
        "pyproject.toml",
        "Makefile",
        "scripts/bootstrap.sh",
        "package-lock.json",
        ".npmrc",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "--index-url" not in text, name
        assert "--find-links" not in text, name
        assert '"resolved": "http' not in text, name
