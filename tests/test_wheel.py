"""The wheel holds all that the command needs: built, installed elsewhere, run from another folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean environment with the wheel in it; its dependencies are lent by the one that runs the tests.

    A folder named in a ``.pth`` file is searched last, and ``.pth`` files in it are not read: our own editable
    installation stays out of sight.
    """
    folder = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(folder, symlinks=os.name != "nt")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", wheel, cwd=folder)
    (packages,) = folder.rglob("site-packages")
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_rules_and_database_files_but_no_tests_and_no_corpus(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {
        f"extractor/_shipped/{path.relative_to(ROOT).as_posix()}"
        for folder in ("rules", "db")
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert shipped <= names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"extractor"}
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_command_works_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    plan = tmp_path / "sources" / "plan.txt"
    plan.write_text("Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ;\n", encoding="utf-8")
    command = installed.with_name("ocop")
    where = run(installed, "-c", "import extractor; print(extractor.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent.parent)
    assert run(command, "--version", cwd=tmp_path).startswith("ocop, version ")
    facts = json.loads(run(command, "extract", plan, cwd=tmp_path))
    assert facts["citations"][0]["key"] == "919/QĐ-TTg"
    assert "C201" in run(command, "--lang", "en", "explain", cwd=tmp_path)
    run(command, "build", tmp_path, "-o", tmp_path / "ocop.db", "--workers", "1", cwd=tmp_path)
    assert (tmp_path / "ocop.db").stat().st_size > 0
