"""Figures in a text, how they are made wrong, and sums that are right: searched for by arithmetic alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from random import Random

from planting_base import Span, matches

NUMBER = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
WHOLE = rf"(?<![\d.,/]){NUMBER}(?![\d/%]|[.,]\d|\. [A-ZĐÂĂÊÔƠƯỦ]| tháng)"
UNITS = {"nghìn": 1e3, "triệu": 1e6, "tỷ": 1e9}


def value(written: str) -> float:
    return float(written.replace(".", "").replace(",", "."))


def variants(written: str) -> Iterator[str]:
    """``written`` with one digit changed, or two that stand side by side exchanged."""
    digits = [place for place, sign in enumerate(written) if sign.isdigit()]
    for place in digits:
        for digit in "0123456789":
            yield written[:place] + digit + written[place + 1 :]
    for left, right in pairwise(digits):
        both = list(written)
        both[left], both[right] = both[right], both[left]
        yield "".join(both)


def altered(written: str, rng: Random, least: float = 0.01, most: float = 0.3) -> str:
    """``written`` made wrong but plausible; ``written`` itself where there is no way."""
    old = value(written)

    def fits(new: str) -> bool:
        off = abs(value(new) - old)
        shape = new.startswith("0") == written.startswith("0")
        return shape and value(new) > 0 and max(1 if old >= 1 else 0.1, least * old) <= off <= max(2.0, most * old)

    found = sorted({new for new in variants(written) if fits(new)})
    return rng.choice(found) if found else written


def altered_share(written: str, rng: Random) -> str:
    """A share made wrong by a point at least: one digit, or two exchanged."""
    old = value(written)

    def fits(new: str) -> bool:
        return not (new.startswith("0") and not new.startswith("0,")) and 1 <= abs(value(new) - old) <= 30

    found = sorted({new for new in variants(written) if fits(new) and value(new) <= max(100.0, old + 10)})
    return rng.choice(found) if found else written


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure where it stands, with its unit of money counted in."""

    start: int
    end: int
    value: float
    money: bool = False

    @property
    def span(self) -> Span:
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and the parts that follow it, of one family: by year, by place …"""

    total: Figure
    parts: tuple[Figure, ...]
    family: str

    @property
    def spans(self) -> tuple[Span, ...]:
        return (self.total.span, *(part.span for part in self.parts))


GROUPS = (
    r"(?:[Tt]hực phẩm|[Đđ]ồ uống|[Tt]hảo dược|[Dd]ược liệu và sản phẩm từ dược liệu|(?:hàng )?thủ công mỹ nghệ|"
    r"sinh vật cảnh|vải và may mặc|lưu niệm - nội thất - trang trí|dịch vụ du lịch nông thôn, bán hàng|"
    r"dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch)"
)
PRODUCERS = (
    r"(?:hợp tác xã|công ty|doanh nghiệp|tổ hợp tác|hộ kinh doanh|hộ có đăng ký kinh doanh|cơ sở sản xuất|"
    r"ban quản lý)"
)
PLACES = r"(?:[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Tt]ỉnh|[Kk]hu vực|[Đđ]ịa bàn|[Cc]ác huyện miền núi)"
SOURCES = r"(?:[Nn]gân sách|[Vv]ốn|[Nn]guồn|[Cc]hủ thể|[Đđ]ối ứng|[Hh]ợp tác xã và các hộ|[Nn]gân sách nhà nước)"
NAME = r"[A-ZĐÂĂÊÔƠƯ][\w ]{2,14}"

FAMILIES: dict[str, str] = {
    "stars": rf"(?P<n>{WHOLE}) (?:lượt )?sản phẩm (?:đạt )?(?:hạng )?[1-5] sao",
    "year": rf"(?:[Nn]ăm 20\d\d|[Qq]uý [IV]+)(?: là| có|:)? (?P<n>{WHOLE})",
    "place": rf"{PLACES} [^\d;.,:|\n]{{2,24}}(?: \([^)\n]*\))?:? (?P<n>{WHOLE})|"
    rf"{NAME} \(?(?P<o>{WHOLE}) (?:ha|hộ)(?!\w)",
    "group": rf"{GROUPS}:? (?P<n>{WHOLE})|(?P<o>{WHOLE}) sản phẩm (?:thuộc nhóm )?{GROUPS}",
    "producers": rf"(?P<n>{WHOLE}) {PRODUCERS}|{PRODUCERS} (?P<o>{WHOLE})",
    "source": rf"{SOURCES}[^\d;.\n]{{0,60}}(?:\([^)\n]*\))?:? ?(?P<n>{WHOLE}) (?:triệu|tỷ) đồng",
}
"""How a part of each family is written."""
GAP, REACH = 45, 700
"""How far parts lie apart at most, and how far their total lies before them."""


@cache
def sums(text: str) -> tuple[Sum, ...]:
    """The sums of all families that are right in ``text``."""
    return tuple(found for family in FAMILIES for found in _of_family(text, family))


def _of_family(text: str, family: str) -> Iterator[Sum]:
    for run in _runs([_part(text, match) for match in matches(FAMILIES[family], text)]):
        tried = (_sum(text, run[low:], family) for low in range(min(2, len(run) - 1)))
        yield from islice((one for one in tried if one), 1)


def _sum(text: str, run: list[tuple[Span, Figure]], family: str) -> Sum | None:
    parts = tuple(figure for _, figure in run)
    total = _total(text, run[0][0][0], parts)
    return Sum(total, parts, family) if total else None


def _part(text: str, match: re.Match[str]) -> tuple[Span, Figure]:
    group = "o" if match.groupdict().get("o") else "n"
    return match.span(), figure(text, *match.span(group))


def figure(text: str, start: int, end: int) -> Figure:
    word = text[end : end + 7].split()
    unit = UNITS.get(word[0].strip(".,;)")) if word else None
    money = unit is not None or text[end : end + 5] == " đồng"
    return Figure(start, end, value(text[start:end]) * (unit or 1), money)


def _runs(parts: list[tuple[Span, Figure]]) -> list[list[tuple[Span, Figure]]]:
    """Parts that stand one behind the other, a little apart."""
    runs: list[list[tuple[Span, Figure]]] = []
    for part in parts:
        if runs and part[0][0] - max(runs[-1][-1][0][1], runs[-1][-1][1].end) <= GAP:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def _total(text: str, start: int, parts: tuple[Figure, ...]) -> Figure | None:
    """The nearest figure before the parts that is their sum."""
    whole = sum(part.value for part in parts)
    low = max(0, start - REACH)
    before = [figure(text, *match.span()) for match in matches(WHOLE, text[:start]) if match.start() >= low]
    fit = [one for one in before if abs(one.value - whole) < 1e-6 * whole and one.money == parts[0].money]
    return fit[-1] if fit else None


@cache
def figures(text: str) -> tuple[Figure, ...]:
    return tuple(figure(text, *match.span()) for match in matches(WHOLE, text))


def figures_between(text: str, start: int, end: int) -> list[Figure]:
    return [one for one in figures(text) if start <= one.start and one.end <= end]
