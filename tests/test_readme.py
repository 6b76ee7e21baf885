"""What the READMEs show is what the command prints.

``python tests/test_readme.py`` runs the commands of the console blocks and writes their output in.
"""

from __future__ import annotations

import doctest
import io
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from extractor.cli import program
from extractor.terminal import run

ROOT = Path(__file__).parent.parent
LOCALES = {"README.md": "C.UTF-8", "README.vi.md": "vi_VN.UTF-8"}
BLOCK = re.compile(r"^```console\n\$ (?P<command>.+)\n(?P<output>(?:.*\n)*?)```$", re.MULTILINE)


def printed(command: str, readme: str) -> str:
    """Everything the command says, standard error last, as on a terminal of 100 columns."""
    *said, ocop = command.split(" | ")
    given = "".join(f"{shlex.split(echo)[1]}\n" for echo in said)
    results, rest = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(results), redirect_stderr(rest):
        patch.chdir(ROOT)
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        for name, value in {"LC_ALL": LOCALES[readme], "COLUMNS": "100", "NO_COLOR": "1"}.items():
            patch.setenv(name, value)
        run(program, shlex.split(ocop)[1:])
    return results.getvalue() + rest.getvalue()


def blocks() -> list[tuple[str, str, str]]:
    return [
        (readme, match["command"], match["output"])
        for readme in LOCALES
        for match in BLOCK.finditer((ROOT / readme).read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("readme", "command", "output"), blocks(), ids=lambda value: value[:40].strip())
def test_the_output_shown_is_real(readme: str, command: str, output: str) -> None:
    assert printed(command, readme) == output, "if the new output is right: python tests/test_readme.py"


@pytest.mark.parametrize("readme", LOCALES)
def test_the_python_shown_runs(readme: str) -> None:
    failures, tried = doctest.testfile(str(ROOT / readme), module_relative=False, encoding="utf-8")
    assert tried >= 8
    assert not failures


@pytest.mark.parametrize("readme", LOCALES)
def test_every_command_is_described(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert [name for name in program.commands if f"ocop {name}" not in text] == []


@pytest.mark.parametrize("page", [*LOCALES, *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))])
def test_every_link_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


if __name__ == "__main__":
    for name in LOCALES:
        path = ROOT / name
        text = path.read_text(encoding="utf-8")
        shown = BLOCK.sub(lambda m, name=name: f"```console\n$ {m['command']}\n{printed(m['command'], name)}```", text)
        path.write_text(shown, encoding="utf-8")
