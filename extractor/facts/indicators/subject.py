"""What a figure counts or measures, in the document's words."""

from __future__ import annotations

import re

from extractor.facts.figures import Figure
from extractor.facts.setting import Clause
from extractor.rulebook import Rulebook

_LONGEST = 200
_BRACKET = re.compile(r" ?\([^()]*\)")
_LABEL_END = re.compile(r"[\s:,(-]+$")
_GAP = re.compile(r"[ :]*,[ ,]*")
_FEWEST_WORDS = 2


def subject(clause: Clause, figure: Figure, *, counted: str | None, limit: int, rulebook: Rulebook) -> str | None:
    """The subject of ``figure``: the words after it, or before it where it ends its clause.

    ``counted``: what the unit counts, ``None`` for one that measures ("%", "ha"); ``limit`` is where the next figure
    begins.
    """
    if said := figure.group("subject"):
        return f"{counted or figure.match['unit']}{said}".strip()
    behind = clause.after[: max(0, limit - figure.end)]
    if len(behind) < len(clause.after):
        behind = rulebook.compile("(?i){next_clause}$").sub("", behind)
    after = _after(rulebook.compile("(?i)^{names_within}").sub("", behind), rulebook)
    if counted is None:
        sentence = f"{clause.before}{figure.text[clause.at : figure.end]}{clause.after}"
        return _without_move(_measured(clause, after, rulebook), sentence, rulebook)
    if not after and (number := _number_before(clause, counted, rulebook)):
        return number
    if not after and (named := _named_before(clause, counted, rulebook)):
        place = rulebook.compile("(?i){names_place}").match(named)
        return f"{counted} {named}" if place else named
    if not after and (labelled := rulebook.compile("(?i){labelled_clause}").match(clause.before)):
        label = f"{labelled['label'][0].lower()}{labelled['label'][1:]}"
        return f"{counted} {label}" if counted.lower() not in label else counted
    return f"{counted}{after}".strip()[:_LONGEST]


def _measured(clause: Clause, after: str, rulebook: Rulebook) -> str | None:
    """What a share or a measure is one of."""
    if rulebook.compile("(?i){share_of_rest}").search(clause.before) and (
        rest := rulebook.compile("(?i){label_behind}").match(clause.after.removeprefix(")"))
    ):
        return rest["label"]
    whole = rulebook.compile("(?i)(?:trên)?{whole_behind}")
    if rulebook.compile("(?i){share_of_whole}$").search(clause.before) and whole.match(clause.after):
        named = named_before(clause.before, rulebook)
        if named and not whole.match(named):
            return named
    if after and not rulebook.compile("(?i){not_subject}").match(after.lstrip()):
        return after.strip()[:_LONGEST]
    return named_before(clause.before, rulebook)


def _without_move(named: str | None, sentence: str, rulebook: Rulebook) -> str | None:
    """``named`` without the verb of a move that says from where to where: "Giảm tỷ lệ … từ 25% xuống 10%"."""
    if named is None or not rulebook.compile("(?i){moves_from_to}").search(sentence):
        return named
    return rulebook.compile("(?i)^{moves}(?={names_measure})").sub("", named)


def _named_before(clause: Clause, counted: str, rulebook: Rulebook) -> str | None:
    """What the words before a figure name: "nhóm đồ uống: 5 sản phẩm", "Hội quán (20 người)", "HTX An 2 sản phẩm"."""
    if rulebook.compile("(?i){counts_turns}").fullmatch(counted):
        return named_before(clause.before, rulebook)
    if rulebook.compile("(?i){names_behind}").match(clause.after):
        return None
    if clause.before.endswith("(") and "/" not in counted:
        return named_before(clause.before, rulebook) if clause.after.startswith(")") else None
    if rulebook.compile("{names_subject}$").search(clause.before):
        named = named_before(clause.before, rulebook)
        if named is None or named.lower().startswith(counted.lower()):
            return named
        return None if rulebook.compile("(?i){names_nothing}").fullmatch(named) else named
    itself = rulebook.compile("(?i){names_itself}$").search(clause.before)
    return itself["subject"].strip() if itself else None


def _number_before(clause: Clause, counted: str, rulebook: Rulebook) -> str | None:
    """The things whose number is said before their figure: "Giảm số xã chưa có chợ từ 9 xã xuống còn 4 xã"."""
    words = rulebook.compile("(?i){said_figure}").sub("", clause.before)
    words = " ".join(rulebook.compile("(?i){before_tail}$").sub("", words).split())
    number = rulebook.compile("(?i){names_number}").search(words)
    return number["subject"] if number and number["subject"].lower().startswith(f"{counted.lower()} ") else None


def _after(words: str, rulebook: Rulebook) -> str:
    """The noun phrase with which ``words``, up to the next figure, begin."""
    for edge in ("(?i){next_subject}$", "(?i){subject_ends}"):
        if cut := rulebook.compile(edge).search(words):
            words = words[: cut.start()]
    return rulebook.compile("(?i){subject_tail}$").sub("", words)


def named_before(words: str, rulebook: Rulebook) -> str | None:
    """The noun phrase with which ``words`` end: within the bracket that they leave open, else before it."""
    words = _BRACKET.sub("", words).rpartition(")")[2].rstrip(" (")
    before, _, within = words.rpartition("(")
    return _phrase(within, rulebook) or (_phrase(before, rulebook) if before else None)


def _phrase(words: str, rulebook: Rulebook) -> str | None:
    label = words.rstrip().endswith(":")  # which says what it names as it is: "Sản phẩm mới:"
    tail, lead = _LABEL_END if label else rulebook.compile("(?i){before_tail}$"), rulebook.compile("(?i)^{before_lead}")
    words = rulebook.compile("(?i){said_figure}").sub("", words)
    words = tail.sub("", words)
    breaks = rulebook.compile("(?i){label_parts}" if label else "(?i){before_breaks}")
    for cut in [*reversed([match.end() for match in breaks.finditer(words)]), 0]:
        named = " ".join(tail.sub("", lead.sub("", words[cut:])).split())
        if len(named.split()) >= _FEWEST_WORDS or (len(named) > 1 and named.isupper()):
            return _GAP.sub(", ", named)[-_LONGEST:]
    return None
