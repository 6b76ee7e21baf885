"""What mentions in a list, or one after the other, share: issuer, date, title, the act that changes them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from extractor.facts.citations.anchors import Anchor
from extractor.facts.citations.mentions import Mention
from extractor.facts.citations.relations import changed_by, changes, changes_before, joined
from extractor.facts.citations.tails import part_rules
from extractor.outline import Outline
from extractor.rulebook import Rulebook

_ALSO = re.compile(r",? (?:và|cùng) [^;.:\n]{1,120} tại $")
"""What one subject approved besides: "… và dự án … tại Quyết định số …"."""
_GROUPS = re.compile(r"[-/.\d]+")


def shared(outline: Outline, found: Sequence[Mention], rulebook: Rulebook) -> list[Mention]:
    """The mentions with what is stated once for several of them."""
    text = outline.view.text
    return _subjects(text, _behind(text, _same_day(text, _changed(text, found, rulebook), rulebook), rulebook))


def _changed(text: str, found: Sequence[Mention], rulebook: Rulebook) -> list[Mention]:
    """An act named before the one that changes or replaces it stands in that relation, by the other."""
    out = list(found)
    for index, (mention, after) in enumerate(pairwise(found)):
        if mention.relation in ("mentions", "implements") and after.anchor.start - mention.title_end < 100:
            given = changed_by(text[mention.title_end : after.anchor.start], rulebook) or changes_before(
                text, mention.title_end, after.start, after.end, rulebook
            )
            if given is not None:
                out[index] = replace(mention, relation=given, by=after.anchor.key)
                out[index + 1] = replace(after, relation="mentions")
    return out


def _same_day(text: str, found: list[Mention], rulebook: Rulebook) -> list[Mention]:
    """ "cùng ngày" behind a mention is the date of the one before."""
    out = list(found)
    for index in range(1, len(out)):
        mention, before = out[index], out[index - 1]
        if mention.date is None and before.date is not None:
            for rule in part_rules(rulebook, "same_date"):
                if match := rule.pattern.match(text, mention.end):
                    out[index] = replace(
                        mention, date=before.date, end=match.end(), title_end=max(mention.title_end, match.end())
                    )
    return out


def _behind(text: str, found: list[Mention], rulebook: Rulebook) -> list[Mention]:
    """What is stated once after several acts of one symbol belongs to all; to the numbers of one list the date too."""
    out = list(found)
    for index in range(len(out) - 2, -1, -1):
        mention, after = out[index], out[index + 1]
        if not mention.anchor.symbol or mention.anchor.symbol != after.anchor.symbol:
            continue
        close = after.anchor.start - mention.end < 200
        listed = close and mention.title is None and joined(text, mention.end, after.start)
        if mention.anchor.listed and listed and mention.date is None:
            mention = out[index] = replace(mention, date=after.date)
        if mention.issuer is None and after.issuer and (listed or after.by == mention.anchor.key):
            title = after.title if listed and not changes(after.title or "", rulebook) else mention.title
            out[index] = replace(mention, issuer=after.issuer, title=title)
    return out


def _subjects(text: str, found: list[Mention]) -> list[Mention]:
    """The subject of a sentence has issued what is listed after, as far as the symbols let it."""
    out = list(found)
    before: Mention | None = None
    for index, mention in enumerate(out):
        if before is not None and before.subject and mention.issuer is None and not mention.anchor.short:
            place = before.title_end, mention.start
            close = mention.anchor.start - before.title_end < 300
            listed = close and (joined(text, *place) or _ALSO.match(text, *place))
            if listed and _of_one_body(before.anchor, mention.anchor):
                mention = out[index] = replace(mention, issuer=before.issuer, subject=True)
        if not mention.nested and not mention.anchor.short:
            before = mention
    return out


def _of_one_body(first: Anchor, second: Anchor) -> bool:
    """Whether two symbols can be of one issuer: they share a group of letters ("KH-UBND", "UBND-KT")."""
    groups = [set(_GROUPS.split(anchor.symbol or "")) - {""} for anchor in (first, second)]
    return not all(groups) or bool(groups[0] & groups[1])
