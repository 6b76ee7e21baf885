"""What a sum of money is for, in the document's words."""

from __future__ import annotations

import re

from extractor.facts.figures import Series
from extractor.facts.setting import Clause, Setting
from extractor.rulebook import Rulebook

_LONGEST_LABEL = 160
_FEWEST_WORDS = 2
_OWN_LABEL = re.compile(r"[^\W\d_][^:;()\n]{4,80}(?=: )")
_FIRST_PART = re.compile(r"[^,:;()\n]{12,100}(?=, )")
_CLOSED = re.compile(r"\([^()]*\)")
_SHARE_BEHIND = re.compile(r" ?\([^()]{0,12}%[^()]{0,12}\)$")
"""The share in brackets behind what it is of: "Vốn đối ứng (30%)"."""
_LONGEST_HEADING = 16
"""Words in the longest heading that may be a label."""


def since_sum(clause: Clause, rulebook: Rulebook) -> str:
    """The words before a sum, as far back as the sum before; one in a closed bracket is passed over."""
    before = rulebook.compile("(?i) ?{bracket_of_sums}").sub("", clause.before)
    sums = [match.end() for match in rulebook.compile("(?i){said_sum}").finditer(before)]
    return before[max(sums, default=0) :]


def label_of(setting: Setting, clause: Clause, series: Series | None) -> str | None:
    """What the money is, in the document's words; with the label of its clause or list where its own say too little."""
    rulebook = setting.rulebook
    label = _label(clause, rulebook)
    if label and series:
        label = _of_series(label, series, rulebook)
    differs = label is not None and rulebook.compile("(?i){label_differs}").fullmatch(label)
    if label is None or (not differs and rulebook.compile("(?i){label_generic}").fullmatch(label)):
        above = _label_above(setting, clause)
        if above and label and label.lower() in above.lower():
            return above
        return ": ".join(part for part in (above, label) if part) or None
    return label


def _label_above(setting: Setting, clause: Clause) -> str | None:
    """The label with which the clause begins, else the line that leads in to its list, else the heading it is under."""
    labelled = _OWN_LABEL.match(clause.before) or _FIRST_PART.match(clause.before)
    said = labelled and setting.rulebook.compile("(?i){figure} ?{sum_unit}").search(labelled.group())
    if labelled and not said:  # a sum said there has been named by the words before it
        return labelled.group().strip()
    lead = setting.lead_in(clause.block)
    if lead and (words := re.split(r"[:(]", setting.outline.view.text[lead.body : lead.end])[0].strip(" -")):
        return words
    headings = setting.headings(clause)
    return headings[0].strip(" :") if headings and len(headings[0].split()) <= _LONGEST_HEADING else None


def _label(clause: Clause, rulebook: Rulebook) -> str | None:
    """What the money is, in the words before it, or after it where nothing stands before."""
    lead = rulebook.compile("(?i)^{label_lead}")
    before = rulebook.compile("(?i)(?:{label_from}|{label_share})$").sub("", since_sum(clause, rulebook))
    before = rulebook.compile("(?i){label_tail}$").sub("", before)
    if rulebook.compile("(?i){label_rest}$").search(before) and (
        behind := rulebook.compile("(?i){label_behind}").match(clause.after)
    ):
        return behind["label"]
    before = _SHARE_BEHIND.sub("", before)
    closed = [match.span() for match in _CLOSED.finditer(before)]
    signs = rulebook.compile("(?i){label_breaks}").finditer(before)
    breaks = [sign.end() for sign in signs if not any(start <= sign.start() < end for start, end in closed)]
    for cut in [*reversed(breaks), 0]:
        label = lead.sub("", before[cut:])
        if len(label.split()) >= _FEWEST_WORDS:
            return _shortened(label)
    ends = rulebook.compile("(?i)[;,.(\\n]| và (?={figure} ?{sum_unit})")
    after = lead.sub("", ends.split(clause.after, maxsplit=1)[0])
    return f"{lead.sub('', before)} {after}".strip() or before.strip(" -+*:;,(") or None


def _of_series(label: str, series: Series, rulebook: Rulebook) -> str:
    """The label of one sum of a series, where it names what they differ in: "hạng 3 sao, 4 sao và 5 sao"."""
    several = "{label_differs}(?:(?:,|;| và|, và|; và) (?:{label_differs}))+"
    for match in rulebook.compile(f"(?i){several}").finditer(label):
        named = [m.group() for m in rulebook.compile("(?i){label_differs}").finditer(match.group())]
        if len(named) == len(series.numbers):
            return f"{label[: match.start()]}{named[series.rank]}{label[match.end() :]}"
    return label


def _shortened(label: str) -> str:
    """Of a label that is too long the last clause or, where that is too short, the last words."""
    if len(label) <= _LONGEST_LABEL:
        return label
    last = label[-_LONGEST_LABEL:].rpartition(", ")[2]
    return last if len(last.split()) > _FEWEST_WORDS else label[-_LONGEST_LABEL:].partition(" ")[2]
