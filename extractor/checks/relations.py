"""What must hold between the cells of a table: some make the sum of another, or a number of things at a price does."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractor.model import Cell
from extractor.numbers import number

_UNIT = re.compile(r"\s*(?:đồng|sản phẩm|SP|sp|triệu đồng|tỷ đồng|nghìn đồng)$")
_POWERS = (0, 3, 6, -3, -6)
"""The powers of ten by which the units of a price and a sum differ."""


def value_of(cell: Cell) -> float | None:
    """The exact figure in a cell, or ``None``."""
    value = number(_UNIT.sub("", cell.text.strip()))
    return None if value is None else float(value)


def is_same(one: Cell, other: Cell) -> bool:
    """Whether two cells stand in the same place of the text."""
    return one is other or (one.start is not None and one.start == other.start)


def holds_one_of(cells: Iterable[Cell], one: Cell) -> bool:
    """Whether a cell is among others."""
    return any(is_same(cell, one) for cell in cells)


@dataclass(frozen=True, slots=True)
class Added:
    """A total with its parts, of which it may be a share only: 0.05 for "5% của I + II + III"."""

    code: str
    total: Cell
    parts: tuple[Cell, ...]
    of: str
    """What is added up, as a finding says it: "các dòng"."""
    share: float = 1.0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All its cells, the total first."""
        return (self.total, *self.parts)

    @property
    def added(self) -> float:
        """What the parts make."""
        return self.share * sum(value_of(part) or 0 for part in self.parts)

    @property
    def holds(self) -> bool:
        """Whether the total is what the parts make, as exactly as they are printed."""
        return abs((value_of(self.total) or 0) - self.added) <= self._slack

    def holds_with(self, cell: Cell, value: float) -> bool:
        """Whether it would hold if ``cell`` said ``value``."""
        return abs(self._needed(cell) - value) * (1 if is_same(cell, self.total) else self.share) <= self._slack

    def values(self, cell: Cell) -> tuple[float, ...]:
        """What ``cell`` would have to say to make it hold."""
        return (self._needed(cell),)

    def _needed(self, cell: Cell) -> float:
        if is_same(cell, self.total):
            return self.added
        return ((value_of(self.total) or 0) - self.added) / self.share + (value_of(cell) or 0)

    @property
    def _slack(self) -> float:
        """Half of the last digit of each figure, when any has decimals; a share is rounded to the last digit."""
        decimals = [len(cell.text.partition(",")[2].strip("% ")) for cell in self.cells]
        slack = sum(0.5 * 10.0**-one for one in decimals if one) if any(decimals) else 0.0
        return slack + (10.0 ** -decimals[0] if self.share != 1 else 0) + 1e-6


@dataclass(frozen=True, slots=True)
class Multiplied:
    """A number of things, the price of each, and the sum that they make."""

    count: Cell
    price: Cell
    total: Cell
    power: int = 0
    """Of ten, by which the unit of the sum is larger than that of the price where most rows hold."""
    code: str = "N111"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All its cells."""
        return (self.count, self.price, self.total)

    @property
    def added(self) -> float:
        """What the things make."""
        return float(_exact(self.count) * _exact(self.price))

    @property
    def holds(self) -> bool:
        """Whether the sum is right, its unit aside."""
        return power_of(self.count, self.price, self.total) is not None

    def holds_with(self, cell: Cell, value: float) -> bool:
        """Whether it would hold if ``cell`` said ``value``."""
        return any(abs(value - one) < 1e-6 for one in self.values(cell))

    def values(self, cell: Cell) -> tuple[float, ...]:
        """What ``cell`` would have to say to make it hold."""
        scale = 10.0**self.power
        if is_same(cell, self.total):
            return (round(self.added / scale, 6),)
        other = self.price if is_same(cell, self.count) else self.count
        return (round(float(_exact(self.total)) * scale / float(_exact(other)), 6),)


Relation = Added | Multiplied


def power_of(count: Cell, price: Cell, total: Cell) -> int | None:
    """The power of ten by which the unit of a sum differs from that of the price; ``None`` when the sum is wrong."""
    made, told = _exact(count) * _exact(price), _exact(total)
    return next((power for power in _POWERS if made == told * Decimal(10) ** power), None)


def multiplied(rows: Sequence[tuple[Cell, Cell, Cell]]) -> list[Multiplied]:
    """The relations of rows with a number of things, a price and a sum, each an exact figure other than none."""
    powers = Counter(power for row in rows if (power := power_of(*row)) is not None)
    power = powers.most_common(1)[0][0] if powers else 0
    return [Multiplied(*row, power) for row in rows]


def _exact(cell: Cell) -> Decimal:
    return Decimal(repr(number(cell.text.strip()) or 0))
