"""Short forms in one document: "Nghị quyết 51" for an act cited in full, a law's bare name for its number or year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extractor.facts.citations.anchors import Anchor


def full_forms(found: Sequence[Anchor]) -> dict[int, Anchor]:
    """For each short form, by its start, the same anchor with the data of the act it stands for.

    The nearest act before it counts, else the first after it; with none, the short form is left out.
    """
    out: dict[int, Anchor] = {}
    for _index, anchor in enumerate(found):
        if anchor.short:
            candidates = [a for a in found if not a.short and (a.kind, a.number) == (anchor.kind, anchor.number)]
        elif anchor.form == "law" and not anchor.number and not anchor.law_year:
            candidates = [a for a in found if a.name == anchor.name and (a.number or a.law_year)]
        else:
            continue
        if candidates:
            before = [a for a in candidates if a.start < anchor.start]
            act = before[-1] if before else candidates[0]
            out[anchor.start] = replace(
                act, start=anchor.start, end=anchor.end, rule=anchor.rule, short=True, repairs=anchor.repairs
            )
    return out
