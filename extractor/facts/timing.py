"""When a figure holds: its clause, earlier sentences, the line that leads in, the headings and the title tell.

The words that tell stand in ``rules/figure_meanings.csv``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import chain

from extractor.facts.figures import Series
from extractor.facts.meanings import Words, meanings_of
from extractor.facts.setting import COUNT, OPENING, Clause, Setting, without_plans
from extractor.numbers import Period, date, periods
from extractor.outline import Block

_LINK = re.compile(r" (?:trong|vào|từ|của|ở|giai đoạn|các năm) $")
_INTRODUCES = re.compile(r":| ?\($")
"""Behind a time that tells when the figure was, and not which thing it is: "cùng kỳ năm 2022: 12 lớp"."""
_BESIDE = re.compile(r" ?(?:vào (?:cuối )?)?")
"""Between a figure and its year: "lên 95% vào cuối năm 2025"."""
_COMPARES = re.compile(r"% (?:của |cả |so với )*$")
_PHRASE = re.compile(r"[.,;:] ")
_FIRST_WORDS = 16
"""How far into a sentence the year of the surroundings may stand that holds for the sentences after it."""
_BRACKET = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Timing:
    """Tells the times of the figures of one document."""

    setting: Setting
    _dated: list[tuple[int, str | None]] = field(default_factory=list, repr=False, compare=False)
    _heard: dict[tuple[str, str | None], str | None] = field(default_factory=dict, repr=False, compare=False)
    """What earlier sentences say of the time: each figure behind them asks again."""
    _told: dict[tuple[int, str | None], list[str | None]] = field(default_factory=dict, repr=False, compare=False)
    """By block and kind: what the sentences so far say together, for none of them, for one, for two …"""

    def period(self, clause: Clause, kind: str | None = None, series: Series | None = None) -> str | None:
        """The year or years that a figure is about; ``None`` when unstated, or for a cumulative figure.

        ``kind`` is what the figure is, where that is known: headings date no context, and a plan's title no result.
        ``series`` is the one that it stands in: as many years beside it belong one to each of its figures.
        """
        if series and (years := self._years(clause, len(series.numbers))):
            return years[series.rank]
        adjacent = next(periods(clause.after), None)
        beside = adjacent is not None and _BESIDE.fullmatch(clause.after[: adjacent.start])
        if adjacent and beside and (clause.percent or self._from_to(clause)):
            return adjacent.value
        if (said := self._said(_outside(clause.before), kind)) is not None:
            return said or None
        until = self._words("until")
        for period in self._periods(clause.after):
            if until.end(clause.after[: period.start]):
                return period.value
        return self._around(clause, kind)

    def _from_to(self, clause: Clause) -> bool:
        """Whether a figure is where something came from or to: "từ 45 triệu đồng năm 2020 lên 56 triệu đồng"."""
        around = f"{clause.before[-6:]}{self.setting.outline.view.text[clause.at : clause.at + 4]}".lower()
        return self.setting.rulebook.compile("(?<!\\w)(?:từ|lên|xuống|còn) ").search(around) is not None

    def _years(self, clause: Clause, count: int) -> list[str] | None:
        """So many years in a row ("các năm 2022, 2023 và 2024"), the last before a series or the first behind it."""
        rows = self.setting.rulebook.compile("(?i){years_in_row}")
        named = [*reversed(list(rows.finditer(clause.before))), *rows.finditer(clause.after)]
        lists = (_YEAR.findall(row.group()) for row in named)
        return next((years for years in lists if len(years) == count), None)

    def scope(self, clause: Clause, kind: str | None = None) -> str | None:
        """cumulative or in_force where the clause says so ("đến nay", "đến hết năm 2023 có", "còn hiệu lực")."""
        if self._words("in force").within(clause.after[:OPENING]):
            return "in_force"
        cumulative = any(self._words(where).within(clause.before) for where in ("cumulative", "running"))
        if kind in ("result", "target") and self._up_to(clause.before):
            cumulative = cumulative or not self._words("added").within(clause.before[-OPENING:])
        return "cumulative" if cumulative else None

    def as_of(self, clause: Clause) -> str | None:
        """The day to which a cumulative figure counts ("tính đến ngày 30/6/2024")."""
        match = self.setting.rulebook.compile(r"(?i)(?:đến|hết)(?: (?:hết|cuối))? (?P<day>{date})").search(
            clause.before
        )
        return date(match["day"].lower()) if match else None

    def _said(self, words: str, kind: str | None) -> str | None:
        """The last period named in ``words``; "" where they speak of a total up to now; ``None`` where of neither.

        A target is set for a time, even where it adds up what was reached before it.
        """
        named = self._periods(words)
        others = max((at for at, _ in self._words("other years").find(words)), default=-1)
        named = _joined([period for period in named if period.start > others], words)
        if kind == "target":
            return named[-1].value if named else self._deadline(words)
        cumulative = sorted(
            [at for at, _ in self._words("cumulative").find(words)] + (self._up_to(words) if kind == "result" else [])
        )
        if self._words("running").within(words) or (cumulative and (not named or named[-1].start < cumulative[-1])):
            return ""
        if named:
            return named[-1].value
        return "" if kind == "result" and self._words("stock").within(words) else None

    def _deadline(self, words: str) -> str | None:
        """The year of the last day by which something is to be reached ("đến ngày 31/12/2025 phải đạt")."""
        days = [m.group() for m in self.setting.rulebook.compile("(?i){up_to_day}").finditer(words)]
        years = [year for day in days for year in _YEAR.findall(day)]
        return years[-1] if years else None

    def _up_to(self, words: str) -> list[int]:
        """Where ``words`` name a day up to which all is counted ("đến hết năm 2023", "tính đến 30/6/2024").

        That of a plan with which something is compared ("so với mục tiêu đến năm 2025") is none.
        """
        words = without_plans(words, self.setting.rulebook, " ")
        spans = [(p.start, p.end) for p in periods(words)]
        return [
            match.end()
            for match in self.setting.rulebook.compile("(?i){up_to_day}").finditer(words)
            if not any(start < match.start() < end for start, end in spans)
            and not self.setting.rulebook.compile("(?i){since_day}$").search(words[: match.start()])
        ]

    def _around(self, clause: Clause, kind: str | None) -> str | None:
        """The period from earlier sentences, the line that leads in, the headings or the title."""
        text = self.setting.outline.view.text
        block = clause.block
        count = bisect_left(self.setting.sentences(block), (clause.start, 0))
        carries = self.setting.carries_on(text[clause.start : clause.start + OPENING])
        if carries and not count and (above := self.setting.paragraph_above(block)):
            block, count = above, len(self.setting.sentences(above))
        last = [self.setting.sentences(block)[count - 1]] if count and carries else []
        lead = self.setting.lead_in(clause.block)
        told = chain(
            (self._said(text[a:b], kind) for a, b in last),
            (self._sentences(block, first, kind) for first in [count]),
            (self._said(self.setting.outline.text(block), kind) for block in ([lead] if lead else [])),
        )
        if (said := next((said for said in told if said is not None), None)) is not None:
            return said or None
        if kind == "context":
            return None
        for heading in self.setting.headings(clause):
            if named := self._periods(heading):
                return _only(named)
            if kind == "target" and (year := self._deadline(heading)):
                return year
            if self._words("undated").within(heading):
                return None
        if kind == "result" and self._words("title").first(self.setting.title) == "target":
            return self._reported(clause)
        return self._titled(kind)

    def _sentences(self, block: Block, count: int, kind: str | None) -> str | None:
        """What the last of the first ``count`` sentences of a block says that says anything."""
        text, spans = self.setting.outline.view.text, self.setting.sentences(block)
        told = self._told.setdefault((block.start, kind), [None])
        for start, end in spans[len(told) - 1 : count]:
            said = self._sentence(text[start:end], kind)
            told.append(told[-1] if said is None else said)
        return told[count]

    def _sentence(self, sentence: str, kind: str | None) -> str | None:
        """What an earlier sentence says of the time of the figures after it, as :meth:`_said` has it."""
        if (sentence, kind) not in self._heard:
            words = self._opening(sentence, kind)
            leads = next(self._words("aside").find(words), (1, ""))[0] > 0
            self._heard[sentence, kind] = self._said(words, kind) if leads else None
        return self._heard[sentence, kind]

    def _opening(self, sentence: str, kind: str | None) -> str:
        """The words of an earlier sentence whose time holds for those after it: up to its first figure.

        They are none where it goes on to other times ("năm 2021 đạt 5, năm 2022 đạt 7").
        """
        counted = COUNT.search(sentence)
        longest = _FIRST_WORDS if kind == "context" else len(sentence) if sentence.endswith(";") else OPENING
        opening = sentence[: min(counted.start() if counted else longest, longest)]
        named = {period.value for period in self._periods(opening)}
        return "" if {period.value for period in self._periods(sentence)} - named and named else opening

    def _titled(self, kind: str | None) -> str | None:
        """The period of the title; of a report that also looks ahead, the one that suits what the figure is."""
        named = list(periods(self.setting.title))
        ahead = list(self._words("title ahead").find(self.setting.title))
        report = self._words("title").first(self.setting.title) == "result"
        later = [(at, what) for at, what in ahead if named and at > named[0].start]
        if kind == "target":
            looks = ahead if report else later
            planned = [p for p in named if any((report or what == "target") and at < p.start for at, what in looks)]
            if planned or report:
                return _only(planned)
        first = min((at for at, _ in later), default=len(self.setting.title))
        ends = self._words("title end")
        return _only([p for p in named if p.start < first and not (later and ends.end(self.setting.title[: p.start]))])

    def _reported(self, clause: Clause) -> str | None:
        """The period of the last heading of results before the clause: the year on which a plan looks back."""
        start = self.setting.outline.view.origin(clause.start)
        return next((period for at, period in reversed(self._results()) if at < start), None)

    def _results(self) -> list[tuple[int, str | None]]:
        """Where the headings of dated results begin (in the document's text), and their periods."""
        if not self._dated:
            words = self._words("heading")
            headed = [s for s in self.setting.outline.sections if words.first(s.heading) == "result"]
            dated = [(s.start, _only(self._periods(s.heading))) for s in headed]
            self._dated.extend((start, period) for start, period in [(-1, None), *dated] if period or start < 0)
        return self._dated

    def _periods(self, text: str) -> list[Period]:
        """The periods in ``text`` but for those that tell things apart ("sản phẩm năm 2019", "so với năm 2020")."""
        return [
            p
            for p in periods(text)
            if not self._qualifies(text[: p.start]) or _INTRODUCES.match(text, p.end) is not None
        ]

    def _qualifies(self, before: str) -> bool:
        """Whether a time behind these words tells one thing from another, and not when a figure was."""
        if _COMPARES.search(before):
            return True
        told = self._words("qualifier").end(_LINK.sub(" ", before))
        return told and not self._words("yearly").within(_PHRASE.split(before)[-1])

    def _words(self, where: str) -> Words:
        return meanings_of(self.setting.rulebook, where)


def _joined(named: list[Period], words: str) -> list[Period]:
    """``named`` with two years in a row taken together where "và" joins them last ("năm 2019 và năm 2020")."""
    if len(named) > 1 and named[-2].value.isdigit() and named[-1].value == str(int(named[-2].value) + 1):
        first, last = named[-2:]
        if words[first.end : last.start].strip() in ("và", ","):
            return [*named[:-2], Period(first.start, last.end, f"{first.value}-{last.value}")]
    return named


def _outside(words: str) -> str:
    """``words`` without the brackets in them that hold figures of their own, up to where a bracket is still open."""
    if ")" in words and "(" not in words[: words.index(")")]:
        words = words[words.index(")") + 1 :]
    return _BRACKET.sub(lambda match: " " if COUNT.search(match.group()) else match.group(), words)


def _only(named: list[Period]) -> str | None:
    """The period, when but one is named."""
    values = {period.value for period in named}
    return values.pop() if len(values) == 1 else None
