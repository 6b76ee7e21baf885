"""How sums relate: the total that each is a part of, words that repeat figures, roles that carry on in a list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor import numbers
from extractor.facts.amounts.uses import says_again
from extractor.facts.breakdown import parents
from extractor.facts.figures import Figure
from extractor.facts.setting import Setting
from extractor.model import Amount

_TOLD_BY_FIGURES = ("label", "role", "period", "source", "parent", "stage")
"""What a sum in words has from the figures that it repeats."""


def related(setting: Setting, figures: list[Figure], amounts: list[Amount]) -> Iterator[Amount]:
    """The amounts with ``parent``, and with the role and period that follow from their neighbours."""
    done: list[Amount] = []
    sections = [setting.outline.block_at(figure.start).section for figure in figures]
    last_total: int | None = None  # of the figures met one after the other in one section
    for index, (amount, parent) in enumerate(zip(amounts, parents(setting, figures), strict=True)):
        before = done[-1] if done else None
        if index and sections[index - 1] != sections[index]:
            last_total = None
        between = setting.outline.view.text[figures[index - 1].end : figures[index].start] if index else ""
        amount = _compared(setting, figures, done, index, amount)
        if parent and done[parent].words and done[parent].value == done[parent - 1].value:
            parent -= 1  # words repeat the figures before them
        if (
            before
            and amount.words
            and (before.value == amount.value or says_again(between, before, amount, setting.rulebook))
        ):
            told = {name: getattr(before, name) for name in _TOLD_BY_FIGURES}
            amount = replace(amount, **told)
        elif (whole := _paid_of(setting, figures, done, index, amount)) is not None:
            amount = replace(amount, role="part", parent=whole)
        elif parent is not None and _is_part(setting, figures[index], amount, done[parent]):
            own = any(numbers.periods(setting.clause(figures[index].start, figures[index].end).before))
            amount = replace(amount, role="part", parent=parent, period=amount.period if own else done[parent].period)
        elif (
            last_total is not None
            and amount.value <= done[last_total].value
            and _is_spread(setting, figures[index], amount)
        ):
            amount = replace(amount, role="part", parent=last_total)
        elif before and _is_rate_beside(setting, between, before, amount):
            amount = _like(before, amount)
        elif before and amount.role == "other" and _carries_on(setting, figures, index, before, amount):
            amount = replace(amount, role=before.role)
        if before and before.label and amount.label and before.role == amount.role:
            amount = replace(amount, label=_whole_label(setting, before.label, amount.label))
        done.append(amount)
        if amount.role == "total":
            last_total = index
    wholes = {amount.parent for amount in done}
    for index, amount in enumerate(done):
        whole = index in wholes or (amount.words and index - 1 in wholes)
        yield replace(amount, role="total") if whole and amount.role == "other" else amount


def _is_part(setting: Setting, figure: Figure, amount: Amount, whole: Amount) -> bool:
    """Whether a sum that stands among the parts of ``whole`` is one, and no rate, average or revenue."""
    average = setting.rulebook.compile("(?i){says_average}$").search(setting.clause(*figure.around).before)
    if amount.per or average or whole.role == "result" or amount.value > whole.value:
        return False
    if amount.role == "norm":
        rate = setting.rulebook.compile("(?i){says_rate}").search(amount.label or "")
        return whole.role == "total" and amount.comparator == "=" and not rate
    return amount.role in ("other", "total")


def _compared(setting: Setting, figures: list[Figure], done: list[Amount], index: int, amount: Amount) -> Amount:
    """A sum that another is compared with is named by that: "25 tỷ đồng, bằng 96% kế hoạch (26 tỷ đồng)"."""
    if not done or not done[-1].label or amount.words:
        return amount
    words = setting.clause(*figures[index].around).before
    thing = next((a for a in reversed(done) if a.label and not a.label.startswith("kế hoạch ")), done[-1])
    if setting.rulebook.compile(r"(?i)(?:{plan_reached} ?\(|/(?:KH |kế hoạch )?)$").search(words):
        return replace(
            amount, label=f"kế hoạch {thing.label}", role="result" if thing.role == "result" else amount.role
        )
    if since := setting.rulebook.compile(r"(?i){changes_since} ?\($").search(words):
        year = next(numbers.periods(since["since"]), None)
        label = f"{thing.label} {since['since'].partition('với ')[2] or since['since']}"
        return replace(amount, label=label, role=thing.role, period=year.value if year else None)
    return amount


def _paid_of(setting: Setting, figures: list[Figure], done: list[Amount], index: int, amount: Amount) -> int | None:
    """The sum of which this one was paid: that right before it in its sentence, or behind it in "7,9/8,3 tỷ đồng"."""
    figure = figures[index]
    if figure.rule.values.get("both"):
        return index + 1 if figure.series and figure.series.rank == 0 else None
    text = setting.outline.view.text
    beside = index + 1 < len(figures) and text[figure.end : figures[index + 1].start].strip() == "/"
    if beside and amount.per is None and amount.role != "total":
        return index + 1
    if index and text[figures[index - 1].end : figure.start].strip() == "/":
        return None
    if not done or amount.stage != "spent" or amount.per or amount.comparator != "=":
        return None
    before, start = done[-1], setting.clause(*figure.around).start
    whole = before.role in ("other", "total") and before.per is None and before.parent is None
    near = figures[index - 1].start >= start and ";" not in text[figures[index - 1].end : figure.start]
    return index - 1 if whole and near and amount.value <= before.value else None


def _is_spread(setting: Setting, figure: Figure, amount: Amount) -> bool:
    """Whether a sum stands in a sentence that says how the total of its section is spread over years or sources."""
    if amount.role == "result":
        return False
    text, block = setting.outline.view.text, setting.outline.block_at(figure.start)
    stop = text.rfind(". ", block.body, figure.start)
    start = block.body if stop < 0 else stop + len(". ")
    return setting.rulebook.compile("(?i){parts_of_total}").match(text, start, figure.start) is not None


def _is_rate_beside(setting: Setting, between: str, before: Amount, amount: Amount) -> bool:
    """Whether a rate follows another with no words of its own: "tối đa 50 triệu đồng/sản phẩm …, 30 triệu đồng/…"."""
    rates = amount.per is not None and before.per is not None and before.role == "norm"
    return rates and setting.rulebook.compile("(?i){rate_beside}").fullmatch(between) is not None


def _like(before: Amount, amount: Amount) -> Amount:
    """A rate with the bound and the role of the one before it, which also says what both are."""
    own, whole = (amount.label or "").split(), (before.label or "").split()
    shared = "" if own[:1] == whole[:1] else before.label or ""  # a label that begins alike says it itself
    label = ": ".join(filter(None, (shared.partition(": ")[0], amount.label))) or None
    bound = before.comparator if amount.comparator == "=" else amount.comparator
    return replace(amount, label=label, role="norm", comparator=bound)


def _whole_label(setting: Setting, before: str, label: str) -> str:
    """A label that names only what differs from the one before ("3 sao …, 4 sao …"), with what both share."""
    here = _what_differs(setting, label)
    there = setting.rulebook.compile("(?i){label_differs}$").search(before)
    return f"{before[: there.start()]}{here}" if here and there else label


def _what_differs(setting: Setting, label: str) -> str | None:
    """What a label names that is only what differs from the one before: a class of stars, a level."""
    match = setting.rulebook.compile("(?i)(?:(?:đạt|hạng) ){0,2}(?P<what>{label_differs})").fullmatch(label)
    return match["what"] if match else None


def _carries_on(setting: Setting, figures: list[Figure], index: int, before: Amount, amount: Amount) -> bool:
    """Whether a result is followed by another in its sentence, or a norm by another rate in its paragraph."""
    figure, previous = figures[index], figures[index - 1]
    if before.role == "result":
        between = setting.outline.view.text[previous.end : figure.start]
        return previous.start >= setting.outline.block_at(figure.start).start and ". " not in between
    if amount.per is None and before.per is None and _what_differs(setting, amount.label or ""):
        return before.role == "norm" and previous.start >= setting.clause(figure.start, figure.end).start
    block = setting.outline.block_at(figure.start)
    return before.role == "norm" and amount.per is not None and previous.start >= block.start
