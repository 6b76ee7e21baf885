"""What the documents say of one product over time: its rank, whether it is recognised, by which decision, how long."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from extractor.facts.product_knowledge import phrase
from extractor.model import Head, History, Product
from extractor.numbers import date as printed_date
from extractor.rulebook import Rulebook

_HELD = frozenset({"recognized", "exported"})


def history(mentions: Sequence[tuple[Head, Product]], rulebook: Rulebook) -> History:
    """The last word on a product in documents of the order of their dates.

    A recognition counts more than a candidacy said later: who goes for more stars keeps those he has. It ends by a day
    that is stated, or else as many months behind the decision as certificates were given for at that time.
    """
    dated = sorted(mentions, key=lambda one: one[0].date or "")
    ended = [one for one in dated if one[1].recognition == "expired"]
    held = [one for one in dated if one[1].status in _HELD]
    last = [one for one in dated if one[1].status == "withdrawn"]
    status = "expired" if dated[-1][1].recognition == "expired" else dated[-1][1].status
    if held:
        since = held[-1][0].date or ""
        gone = [word for word, said in (("withdrawn", last), ("expired", ended)) if said and _day_of(said) >= since]
        status = gone[0] if gone else "recognized"
    ranked = [product.stars for _, product in (held or dated) if product.stars]
    groups = [product.group for _, product in dated if product.group]
    decision, decided = _decision(held, rulebook)
    stated = [product.expires for _, product in held if product.expires]
    months = _months(decided, rulebook) if decided else None
    return History(
        status=status,
        stars=ranked[-1] if ranked else None,
        group=groups[-1] if groups else None,
        decision=decision,
        decided=decided,
        expires=stated[-1] if stated else _later(decided, months) if decided and months else None,
        expires_stated=bool(stated),
        exported=any(product.status == "exported" for _, product in dated),
    )


def _day_of(dated: Sequence[tuple[Head, Product]]) -> str:
    return dated[-1][0].date or ""


def _decision(held: Sequence[tuple[Head, Product]], rulebook: Rulebook) -> tuple[str | None, str | None]:
    """The last decision that recognised the product, and its day: the one that a row names, or the document itself."""
    for head, product in reversed(held):
        if product.decision:
            cell = product.decision
            number = phrase("decision number", rulebook).search(cell)
            return (number.group() if number else cell), _day(cell)
        if head.doc_type == "Quyết định" and phrase("recognises", rulebook).search((head.title or "").lower()):
            key = "/".join(part for part in (head.number, head.symbol) if part)
            return key or None, head.date if head.date and len(head.date) == 10 else None
    return None, None


def _day(cell: str) -> str | None:
    words = cell.replace("\n", " ")
    for index in range(len(words)):
        if (found := printed_date(words[index:].strip())) is not None and len(found) == 10:
            return found
    return None


def _months(day: str, rulebook: Rulebook) -> int | None:
    """For how many months certificates of a day were given."""
    rows = rulebook.table("certificate_terms")
    return next((int(r["months"]) for r in rows if r["valid_from"] <= day <= (r["valid_to"] or "9999")), None)


def _later(day: str, months: int) -> str:
    """The day so many months later; the last of its month where there is none."""
    start = date.fromisoformat(day)
    year, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + year, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1])).isoformat()
