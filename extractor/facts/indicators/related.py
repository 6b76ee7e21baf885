"""How quantified statements relate: what each is a part of, and what a share or a change is one of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extractor.facts.breakdown import parents
from extractor.facts.figures import Figure
from extractor.facts.indicators.subject import named_before
from extractor.facts.setting import Clause, Setting
from extractor.model import Indicator
from extractor.rulebook import Rulebook

_SHARE = re.compile(r"^[^()]*\((?:chiếm|đạt|bằng|tương đương|tương ứng)?(?: tỷ lệ)? ?$")


def related(
    setting: Setting, found: list[Figure], counted: Sequence[str | None], indicators: list[Indicator]
) -> Iterator[Indicator]:
    """The indicators with ``parent``; ``counted`` says what each counts, ``None`` for a share or a measure.

    A share in the bracket behind a figure has that figure's subject, and what compares a figure ("…, đạt 96% kế hoạch",
    "… và tăng 12% so với năm 2021", "tăng 7 sản phẩm") is named by what it compares.
    """
    text, rulebook = setting.outline.view.text, setting.rulebook
    thing: str | None = None
    before: _Compared | None = None
    for index, parent in enumerate(parents(setting, found)):
        one = replace(indicators[index], parent=parent)
        between = text[found[index - 1].end : found[index].start] if index else ""
        against = _compared(setting.clause(*found[index].around), rulebook, counts=counted[index] is not None)
        if text[found[index].start :][:3].lower() == "từ " and one.value_max is None:
            against = None  # "tăng từ 8 xã lên 10 xã" names what there was
        if parent == index - 1 and one.unit == "%" and _is_share_of(between, text[found[index].end :][:1]):
            one, against = replace(one, subject=thing), None
        elif one.unit == "%" and not against and thing and _is_only_share(between, text, found[index].end, rulebook):
            one = replace(one, subject=thing)
        elif against:
            of = counted[index]
            goes_on = _goes_on(between, rulebook, shares=before is not None)
            if of and (own := one.subject) and len(own) > len(of):
                thing = own
            elif not goes_on or (of and not (thing and of.lower() in thing)):
                thing = of or named_before(against.before, rulebook)
            one = replace(one, subject=against.of(thing))
        if not against:
            thing = one.subject
        before = against
        yield one


@dataclass(frozen=True, slots=True)
class _Compared:
    """How a figure compares what it is about: with a plan ("bằng 96% kế hoạch"), or with before ("tăng 15% so với")."""

    before: str
    """The words of its clause before those that compare."""
    plan: str
    change: str

    def of(self, thing: str | None) -> str:
        """The subject of the figure, ``thing`` being what it is about; a named plan ("kế hoạch vốn") needs none."""
        if self.plan.endswith(" vốn"):
            return self.plan
        if self.plan and thing and thing[:2] == thing[:2].capitalize():
            thing = f"{thing[0].lower()}{thing[1:]}"
        return " ".join(part.strip() for part in (self.plan, thing, self.change) if part)


def _compared(clause: Clause, rulebook: Rulebook, *, counts: bool) -> _Compared | None:
    """What ``clause`` compares its figure with; ``None`` where it does not.

    What ``counts`` compares only where it says by how much there are more or fewer.
    """
    share = rulebook.compile("(?i){plan_share}").match(clause.after)
    change = rulebook.compile("(?i){changes}$").search(clause.before)
    verb = change["verb"].lower() if change else ""
    if counts and verb not in ("tăng", "giảm") and not (verb == "vượt" and share):
        return None
    before = clause.before[: change.start()] if change else clause.before
    exceeds = verb if verb == "vượt" else ""
    if share is not None and verb not in ("tăng", "giảm"):
        return _Compared(before, f"{exceeds} {share['subject']}".strip(), "")
    if exceeds or not verb:
        return _Compared(before, exceeds, "") if exceeds else None
    since = rulebook.compile("(?i)[^,;.:()\\n]{0,40}?{changes_since}").match(clause.after)
    return _Compared(before, "", f"{verb} {since['since']}" if since else verb)


def _goes_on(between: str, rulebook: Rulebook, *, shares: bool) -> bool:
    """Whether ``between`` two figures only says how the first compares ("…, đạt", "… và tăng").

    Behind what itself ``shares`` or compares, "và" is enough.
    """
    way = "{compares_too}" if shares else "{compares_on}"
    return rulebook.compile(f"(?i){way}").fullmatch(between) is not None


def _is_share_of(between: str, after: str) -> bool:
    """Whether a share stands in the bracket right behind what it is a share of ("6 sản phẩm 4 sao (chiếm 20%)")."""
    return _SHARE.search(between) is not None and after.startswith((")", ","))


def _is_only_share(between: str, text: str, end: int, rulebook: Rulebook) -> bool:
    """Whether a share only says again what the figure before it does ("89/101 xã có sản phẩm, đạt 88,1%.")."""
    ends = text[end : end + 1] in (*".,;)\n", "") or text.startswith((" và ", " (", " so với"), end)
    return ends and rulebook.compile("(?i){only_share}").fullmatch(between) is not None
