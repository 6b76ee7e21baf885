"""True statements that look wrong: no error and no warning, alone or beside each other; spoilt, they are found."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from check_texts import reports

from extractor.review import Report
from extractor.rulebook import Rulebook

FILE = Path(__file__).with_name("negative_controls.toml")
CONTROLS: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["control"]
SPOILT = [control for control in CONTROLS if "spoilt" in control]


def name(control: Mapping[str, Any]) -> str:
    return str(control["id"])


def told(report: Report) -> list[str]:
    return [f"{one.code}: {one.message}" for one in report.findings if one.severity != "note"]


@pytest.fixture(scope="module")
def together(rulebook: Rulebook) -> Mapping[str, Report]:
    """All of them read in one run, so that each is checked against the others too."""
    texts = {name(control): control["text"] for control in CONTROLS}
    return {report.facts.document.path: report for report in reports(texts, rulebook)}


def test_there_are_enough() -> None:
    assert len({name(control) for control in CONTROLS}) == len(CONTROLS) >= 50
    assert all(control["why"].endswith(".") for control in CONTROLS)


@pytest.mark.parametrize("control", CONTROLS, ids=name)
def test_what_is_right_is_left_alone(control: Mapping[str, Any], together: Mapping[str, Report]) -> None:
    assert told(together[name(control)]) == [], control["why"]


@pytest.mark.parametrize("control", SPOILT, ids=name)
def test_the_same_text_made_wrong_is_found(control: Mapping[str, Any], rulebook: Rulebook) -> None:
    spoilt = control["spoilt"]
    text = control["text"].replace(spoilt["words"], spoilt["instead"])
    assert text != control["text"]
    (report,) = reports({name(control): text}, rulebook)
    assert spoilt["found"] in {one.code for one in report.findings if one.severity != "note"}
