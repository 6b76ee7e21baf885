"""Numbers in figures and in words, dates and periods."""

from __future__ import annotations

import random
import re
import time
from datetime import date as Day
from datetime import timedelta
from decimal import Decimal

import pytest

from extractor.numbers import date, number, periods, times, words

ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def spell(value: int) -> str:
    """A whole number in the words of a careful clerk."""
    if value >= 10**9:
        billions, rest = divmod(value, 10**9)
        return f"{spell(billions)} tỷ {_groups(rest, full=True)}".strip()
    return _groups(value, full=False)


def _groups(value: int, *, full: bool) -> str:
    if not value:
        return "" if full else "không"
    said = []
    for scale, name in ((10**6, "triệu"), (10**3, "nghìn"), (1, "")):
        group = value // scale % 1000
        if group:
            said.append(f"{_group(group, full=full or bool(said))} {name}".strip())
    return " ".join(said)


def _group(value: int, *, full: bool) -> str:
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = [f"{ONES[hundreds]} trăm"] if hundreds or full else []
    if tens == 0 and ones and said:
        said.append(f"linh {ONES[ones]}")
    elif tens == 1:
        said.append("mười" + (f" {'lăm' if ones == 5 else ONES[ones]}" if ones else ""))
    elif tens:
        last = {0: "", 1: " mốt", 4: " tư", 5: " lăm"}.get(ones, f" {ONES[ones]}")
        said.append(f"{ONES[tens]} mươi{last}")
    elif ones:
        said.append(ONES[ones])
    return " ".join(said)


SAID_OTHERWISE = {"linh": "lẻ", "nghìn": "ngàn", "tỷ": "tỉ", "tư": "bốn"}
"""Words that clerks use for one another."""


def otherwise(said: str, chance: random.Random) -> str:
    return " ".join(SAID_OTHERWISE.get(word, word) if chance.random() < 0.5 else word for word in said.split())


def plainly(said: str) -> str:
    """``said`` without what may be left out or said in two ways: "bảy mươi tư", "bảy tư"; "không trăm linh hai"."""
    for scale, below in (("tỷ", "trăm triệu"), ("triệu", "trăm nghìn"), ("nghìn", "trăm")):  # "một triệu hai"
        said = re.sub(rf"(?<={scale} )({'|'.join(ONES[1:])})(?= tỷ|$)", rf"\1 {below}", said)
    return re.sub(r" mươi (?=mốt|bốn|lăm)", " ", re.sub(r"không trăm |linh ", "", said.replace("tư", "bốn")))


def sums(count: int, seed: int) -> list[int]:
    """As many small as large ones, up to 10^15."""
    chance = random.Random(seed)
    return [chance.randrange(1, 10 ** chance.randint(1, 15)) for _ in range(count)]


def test_numbers_in_words_come_back() -> None:
    chance = random.Random(21)
    wrong = {
        said: value for value in sums(100_000, 20) for said in [otherwise(spell(value), chance)] if words(said) != value
    }
    assert not wrong


def test_words_out_of_order_have_no_value_but_the_one_they_say() -> None:
    """A word too many, too few or elsewhere: either no number, or one that a clerk writes so."""
    chance = random.Random(22)
    wrong = []
    for value in sums(20_000, 23):
        said = spell(value).split()
        at, to = chance.randrange(len(said)), chance.randrange(len(said))
        match chance.randrange(3):
            case 0:
                said.insert(to, said[at])
            case 1:
                del said[at]
            case _:
                said[at], said[to] = said[to], said[at]
        found = words(" ".join(said))
        if found is not None and plainly(" ".join(said)) != plainly(spell(found)):
            wrong.append((" ".join(said), found))
    assert not wrong


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("một tỷ hai trăm triệu", 1_200_000_000),
        ("hai mươi tư triệu", 24_000_000),
        ("hai mươi bốn triệu", 24_000_000),
        ("năm mươi lăm", 55),
        ("ba mươi mốt", 31),
        ("một trăm lẻ năm", 105),
        ("một trăm linh tư", 104),
        ("một nghìn không trăm linh năm", 1005),
        ("hai tỷ rưỡi", 2_500_000_000),
        ("một triệu rưỡi", 1_500_000),
        ("một triệu hai", 1_200_000),
        ("ba ngàn", 3000),
        ("Mười lăm", 15),
        ("một triệu tỷ", 10**15),
    ],
)
def test_number_words(text: str, value: int) -> None:
    assert words(text) == value


@pytest.mark.parametrize(
    "text",
    [
        "hai mươi mười",
        "ba triệu hai tỷ",
        "mười năm",
        "hai mươi một",
        "trăm hai",
        "một trăm năm trăm",
        "hai nghìn ba nghìn",
        "hai triệu tỷ",
        "tám nghìn tám trăm sáu mươi nghìn",
        "mốt",
        "rưỡi",
        "không trăm năm mươi",
        "năm đồng",
        "",
    ],
)
def test_malformed_number_words_have_no_value(text: str) -> None:
    assert words(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("16.630,79", 16630.79),
        ("1.375", 1375),
        ("1.8", 1.8),
        ("0,9", 0.9),
        ("0.125", 0.125),
        ("05", 5),
        ("173.068.860.000", 173_068_860_000),
        ("1,250,000", 1_250_000),
    ],
)
def test_number(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["1.23.4", "12,", ",5", "1..2", "1.234.56", "1,2,3", "a", "", "1.2345"])
def test_what_is_no_number_has_no_value(text: str) -> None:
    assert number(text) is None


def test_no_digit_is_invented() -> None:
    chance = random.Random(7)
    for _ in range(5000):
        text = "".join(chance.choice("0123456789.,") for _ in range(chance.randint(1, 12)))
        value = number(text)
        if value is not None:
            kept = format(Decimal(repr(value)), "f").replace(".", "")
            assert kept.strip("0") == text.replace(".", "").replace(",", "").strip("0"), text


def test_figures_as_they_are_written_come_back() -> None:
    chance = random.Random(11)
    for _ in range(20_000):
        whole, places = chance.randrange(10 ** chance.randint(1, 13)), chance.choice((0, 0, 1, 2, 3))
        value = Decimal(whole) + Decimal(chance.randrange(10**places)) / 10**places
        grouped = f"{value:,.{places}f}".translate(str.maketrans(",.", ".,"))
        for text in {grouped, grouped.replace(".", "")}:
            assert number(text) == pytest.approx(float(value), rel=1e-15), text


def test_units_are_multiplied_as_on_paper() -> None:
    for tenths in range(1, 10_000):
        for places in (1, 2):
            figure = number(f"{tenths // 10**places},{tenths % 10**places:0{places}}")
            assert figure is not None
            for scale in (10**3, 10**6, 10**9):
                assert times(figure, scale) == tenths * scale // 10**places
    assert times(1.5, 1) == 1.5


def test_days_as_they_are_written_come_back() -> None:
    day = Day(1945, 1, 1)
    while day.year < 2046:
        iso, d, m, y = day.isoformat(), day.day, day.month, day.year
        for text in (f"{d}/{m}/{y}", f"ngày {d:02}/{m:02}/{y}", f"ngày {d:02} tháng {m} năm {y}", f"{d:02}-{m:02}-{y}"):
            assert date(text) == iso
            assert not list(periods(f"ký {text} tại"))
        day += timedelta(days=1)


def test_no_day_is_invented() -> None:
    """Of all days and months that can be written, those of the calendar alone are dates."""
    for year in (1999, 2000, 2023, 2024):
        for month in range(16):
            for day in range(36):
                read = date(f"{day}/{month}/{year}")
                try:
                    assert read == Day(year, month, day).isoformat()
                except ValueError:
                    assert read is None


def test_hostile_words_are_neither_dates_nor_years_that_do_not_stand_there() -> None:
    chance = random.Random(13)
    pieces = [
        "năm ",
        "Năm",
        "tháng ",
        "ngày ",
        "quý IV/",
        "Quý 2 năm ",
        "2023",
        "2021",
        "20",
        "9",
        "12",
        "/",
        "-",
        " - ",
    ]
    pieces += [
        " đến ",
        "hết ",
        "giai đoạn ",
        "31",
        "02",
        ".",
        ",",
        " ",
        "\u00a0",
        "２０２３",
        "١٢",
        "n\u0103m",
        "\x00",
        "🙂",
    ]
    for _ in range(20_000):
        text = "".join(chance.choices(pieces, k=chance.randint(1, 12)))
        read = date(text)
        assert read is None or all(str(int(part)) in text for part in read.split("-")), text
        for period in periods(text):
            assert all(year in text[period.start : period.end] for year in period.value.split("-")), text
            first, _, last = period.value.partition("-")
            assert not last or first < last


@pytest.mark.parametrize("piece", ["năm ", "2021 - ", "1.", "9", "tháng 1", "quý I", "một trăm ", "đến hết năm 2021 "])
def test_long_words_take_little_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    begun = time.process_time()
    list(periods(text))
    date(text)
    number(text)
    words(text)
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 24 tháng 2 năm 2023", "2023-02-24"),
        ("ngày 05/3/2024", "2024-03-05"),
        ("tháng 4/2019", "2019-04"),
        ("năm 2020", "2020"),
        ("31/02/2023", None),
        ("13/2023", None),
    ],
)
def test_date(text: str, iso: str | None) -> None:
    assert date(text) == iso


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Trong năm 2023, huyện có", ["2023"]),
        ("giai đoạn 2021-2025", ["2021-2025"]),
        ("GIAI ĐOẠN 2026 - 2030", ["2026-2030"]),
        ("từ năm 2019 - 2020", ["2019-2020"]),
        ("năm 2021 đến năm 2030", ["2021-2030"]),
        ("tính đến tháng 4/2019", ["2019"]),
        ("tháng 6 năm 2022", ["2022"]),
        ("Quý I/2024 và quý II năm 2025", ["2024", "2025"]),
        ("QUÝ III NĂM 2022", ["2022"]),
        ("quý I, quyết định số 4/2024/QĐ-TTg", []),
        ("năm 2011 và năm 2016", ["2011", "2016"]),
        ("ngày 24/02/2023", []),
        ("ngày 24 tháng 2 năm 2023", []),
        ("Quyết định số 12/2023/QĐ-UBND", []),
        ("2.021 hộ, 2025 - 2021", []),
    ],
)
def test_periods(text: str, values: list[str]) -> None:
    assert [period.value for period in periods(text)] == values
    assert all(text[period.start : period.end].strip() for period in periods(text))
