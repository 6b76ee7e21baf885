"""Which sums are money for the programme, which say the one before again, and which are of no single source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extractor.facts.meanings import meanings_of_sums, sources_of
from extractor.model import Amount, Document
from extractor.rulebook import Rulebook

_AT_HOME = "VND"


def used(document: Document, amounts: Sequence[Amount], rulebook: Rulebook) -> Iterator[Amount]:
    """``amounts``, in the order of the text, with ``again`` and ``funding``.

    Parts that tell no stage are at that of the total before them; a total over several sources is of none of them.
    """
    done: list[Amount] = []
    for index, amount in enumerate(amounts):
        before = amounts[index - 1] if index else None
        between = document.text[before.end : amount.start] if before and before.end <= amount.start else None
        again = before is not None and between is not None and says_again(between, before, amount, rulebook)
        whole = done[amount.parent] if amount.parent is not None and amount.parent < index else None
        given = _is_funding(amount, rulebook) and (whole is None or whole.funding)
        funding = done[-1].funding if again else given
        source = None if _is_of_several(amount, rulebook) else amount.source
        stage = amount.stage or (whole.stage if whole and amount.role == "part" else None)
        done.append(replace(amount, again=again, funding=funding, source=source, stage=stage))
    yield from done


def says_again(between: str, before: Amount, amount: Amount, rulebook: Rulebook) -> bool:
    """Whether a sum in words, ``between`` it and the figures before, tells the same ones, be it wrongly."""
    if not amount.words or before.words:
        return False
    said = next(filter(None, (rule.pattern.match(between) for rule in rulebook.rules("in_words"))), None)
    return said is not None and (bool(said["word"]) or "(" in between or before.value == amount.value)


def _is_funding(amount: Amount, rulebook: Rulebook) -> bool:
    """Whether a sum is given, needed or spent; revenue, prices, debts and what firms own are not."""
    if amount.role == "result":
        return False
    label = amount.label or ""
    if amount.role in ("other", "part") and meanings_of_sums(rulebook, "use").within(label):
        return False
    price = amount.role == "other" and rulebook.compile("(?i){measured_goods}").fullmatch(amount.per or "")
    said = rulebook.compile("(?i){says_funding}").search(label) is not None
    if price or amount.currency != _AT_HOME:
        return said or amount.role in ("total", "norm") or amount.source is not None or amount.stage is not None
    return True


def _is_of_several(amount: Amount, rulebook: Rulebook) -> bool:
    """Whether a total names more than one source that it comes from."""
    several = len(sources_of(amount.label or "", rulebook)) > 1
    return amount.role == "total" and amount.parent is None and several
