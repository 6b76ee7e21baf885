"""The house rules that can be read off the code: who may import whom, what must be listed, how long a module may be."""

from __future__ import annotations

import ast
import importlib
import inspect
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.checks import CHECKS
from extractor.facts import FINDERS
from extractor.readers import READERS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "extractor"

ORDER = (
    *(
        "shipped",
        "limits",
        "companions",
        "on_demand",
        "model",
        "memory",
        "folders",
        "kept",
        "each",
        "contested",
        "lines",
        "spans",
        "text",
        "numbers",
        "communes",
        "alternatives",
        "openings",
        "words",
        "pattern",
        "rulebook",
        "retold",
        "wording",
        "readers",
        "misread",
        "outline",
        "tables",
        "cells",
        "language",
        "facts",
    ),
    *(
        "resolve",
        "targets",
        "checks",
        "cited",
        "pipeline",
        "pool",
        "apart",
        "corpus",
        "gist",
        "leaf",
        "packing",
        "fact_cache",
        "shelf",
        "steps",
        "harvest",
        "cluster",
        "encode",
        "spreadsheet",
        "store",
        "page_images",
        "filling",
        "since",
        "build",
        "review",
        "accepted",
        "evaluate",
        "report",
        "annotation",
        "site",
    ),
    *("gauge", "terminal", "against", "options", "building", "serving", "cli"),
)
"""A module imports only from those before it."""

LONGEST = 300
NAMELESS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}

MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports_of(path: Path) -> Iterator[str]:
    """The modules of ours that the file imports, those imported inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "extractor")
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{name_of(path)} imports relatively; write the whole name"
            if node.module == "extractor":
                yield from (f"extractor.{alias.name}" for alias in node.names)
            elif node.module and node.module.startswith("extractor."):
                yield node.module


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    own = room_of(name_of(path))
    if not own:
        return  # the public names of the package come from everywhere
    assert own in ORDER, f"extractor.{own} has no place in the order of imports: give it one in ORDER"
    wrong = [name for name in imports_of(path) if ORDER.index(room_of(name)) > ORDER.index(own)]
    assert not wrong, f"{name_of(path)} imports {', '.join(wrong)}, which stand after {own} in the order of imports"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_short_and_well_named(path: Path) -> None:
    assert path.stem not in NAMELESS, f"{name_of(path)}: the name says nothing about what is in it"
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{name_of(path)} has {lines} lines, more than {LONGEST}: part it"


def functions_below(package: str) -> dict[str, object]:
    """The public functions written in a package, by their full names."""
    found: dict[str, object] = {}
    for path in sorted((PACKAGE / package).rglob("*.py")):
        module = importlib.import_module(name_of(path))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                found[f"{module.__name__}.{name}"] = function
    return found


def test_every_finder_is_listed() -> None:
    finders = {
        name
        for name, function in functions_below("facts").items()
        if list(inspect.signature(function).parameters) == ["document", "outline", "rulebook"]  # type: ignore[arg-type]
        and name.rpartition(".")[2].startswith("find_")
    }
    listed = {f"{finder.__module__}.{finder.__name__}" for finder in FINDERS.values()}  # type: ignore[attr-defined]
    assert finders - {"extractor.facts.head.find_head"} == listed


def test_every_reader_is_listed() -> None:
    readers = {
        name
        for name, function in functions_below("readers").items()
        if [p.annotation for p in inspect.signature(function).parameters.values()] == ["Source"]  # type: ignore[arg-type]
        and inspect.signature(function).return_annotation == "Document"  # type: ignore[arg-type]
    }
    listed = {f"{reader.__module__}.{reader.__name__}" for reader in READERS.values()}  # type: ignore[attr-defined]
    assert readers == listed


def test_every_check_is_listed_under_its_own_code_and_has_a_page() -> None:
    checks = {
        name
        for name, function in functions_below("checks").items()
        if inspect.isgeneratorfunction(function)
        and inspect.signature(function).return_annotation == "Iterator[Finding]"
    }
    listed = {f"{check.function.__module__}.{check.function.__name__}" for check in CHECKS.values()}
    assert checks == listed
    assert all(code == check.code for code, check in CHECKS.items())
    assert {path.stem for path in (ROOT / "rules" / "checks").glob("*.md")} == CHECKS.keys()


POSIX_ONLY = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_posix_only_is_imported_before_it_is_used(path: Path) -> None:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names = {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
        assert not names & POSIX_ONLY, f"{name_of(path)} cannot be imported on Windows"


@pytest.mark.parametrize("command", [("ruff", "check"), ("ruff", "format", "--check"), ("mypy",)], ids=" ".join)
def test_style(command: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
