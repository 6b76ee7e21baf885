"""A folder of invented plans, decisions and reports, the same for the same number and length: a corpus from which the
whole pipeline is measured, from the file to the database.

``python tests/bench/texts.py FOLDER -n 1000`` writes them. They cite acts of a common stock, so that documents have
something to say to each other; name sums, targets, products and producers; and every third has a table of products
whose cells are parted by tabs. Pages of some 2,500 characters are dense with facts; longer documents have a chapter
with as many of them, and more targets, for each 8,000 characters, as plans of a province have.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "bench")]

import site_data  # noqa: E402

from extractor.model import Instrument  # noqa: E402
from extractor.text import slugged  # noqa: E402

LENGTH = 2_500
"""Characters of a document, more or less."""
CHAPTER = 8_000
TARGETS = (
    "{count} sản phẩm được công nhận đạt 3 sao trở lên",
    "{count} sản phẩm được nâng hạng",
    "{count} lớp tập huấn cho chủ thể",
    "{count} hội chợ giới thiệu sản phẩm OCOP",
    "{count} chủ thể tham gia thương mại điện tử",
    "{share}% chủ thể có hợp đồng liên kết",
    "{share}% sản phẩm có truy xuất nguồn gốc",
    "{share}% cán bộ được bồi dưỡng nghiệp vụ",
)
IN_A_FOLDER = 1_000
"""Files, so that folders stay quick to list."""
SIGNERS = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Minh", "Phạm Thị Hương", "Huỳnh Văn Lợi")
PURPOSES = ("tuyên truyền, tập huấn", "hỗ trợ bao bì, nhãn mác", "xúc tiến thương mại", "đánh giá, phân hạng sản phẩm")


def document(number: int, acts: Sequence[Instrument], length: int = LENGTH) -> tuple[str, str]:
    """The name and the text of document ``number``, of ``length`` characters or a little more."""
    rng = random.Random(f"text {number}")
    kind, code = rng.choice(site_data.KINDS)
    province, year = rng.choice(site_data.provinces()), rng.randrange(2019, 2025)
    own = rng.randrange(1, 4_000)
    date = f"ngày {rng.randrange(1, 29):02} tháng {rng.randrange(1, 13):02} năm {year}"
    title = site_data._title(rng, year, province)
    parts = [
        f"ỦY BAN NHÂN DÂN\nTỈNH {province.upper()}",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        f"Số: {own}/{code}-UBND\n{province}, {date}",
        f"{kind.upper()}\n{title[0].upper()}{title[1:]}",
        ";\n".join(_cited(act) for act in _cited_in(acts, province, year, rng)) + ".",
    ]
    chapters = max(1, length // CHAPTER)
    closing = f"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n{rng.choice(SIGNERS)}"
    fillers = _fillers(rng, province)
    for chapter in range(chapters):
        parts += _chapter(rng, chapter, year, province, table=number % 3 == 0)
        while sum(map(len, parts)) < length * (chapter + 1) / chapters - len(closing):
            parts.append(next(fillers))
    name = f"{slugged(f'{code} {province} {own}')}-{number}.txt"
    return name, "\n\n".join((*parts, closing)) + "\n"


def _chapter(rng: random.Random, chapter: int, year: int, province: str, *, table: bool) -> list[str]:
    """Aims, work and money, then products, in a table or in sentences; the first of a short document has few aims."""
    goods = [_product(rng) for _ in range(6)]
    bodies = (_aims(rng, year, chapter), _work(rng, province), _money(rng, year + chapter))
    parts: list[str] = []
    for number, (heading, lines) in enumerate(bodies, start=3 * chapter + 1):
        parts += [f"{_roman(number)}. {heading}", *lines]
    if table:
        return [*parts, _table(goods)]
    return parts + [f"Sản phẩm {name} của {maker} đạt {stars} sao năm {year - 1}." for name, maker, stars in goods]


def _roman(number: int) -> str:
    return "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]


def _cited(act: Instrument) -> str:
    year, month, day = str(act.date).split("-")
    return f"Căn cứ {act.kind} số {act.key} ngày {day}/{month}/{year} của {act.issuer} về {act.title}"


def _cited_in(acts: Sequence[Instrument], province: str, year: int, rng: random.Random) -> list[Instrument]:
    """Four acts that a province may rest on, its own and those of the country, of the years before; as far as known."""
    office = f"Ủy ban nhân dân tỉnh {province}"
    known = [act for act in acts if act.issuer in (office, "Thủ tướng Chính phủ") and (act.year or year) < year]
    weights = site_data._weights(len(known))
    return rng.choices(known, weights=weights, k=4) if known else []


def _product(rng: random.Random) -> tuple[str, str, int]:
    name = f"{rng.choice(site_data._goods())} {site_data._name(rng)}"
    return (
        name[0].upper() + name[1:],
        f"{rng.choice(site_data.FORMS)[0]} {site_data._name(rng)}",
        rng.choice((3, 3, 3, 4, 4, 5)),
    )


def _aims(rng: random.Random, year: int, chapter: int) -> tuple[str, list[str]]:
    """Two aims; in further chapters, each of a year of its own, one of each kind."""
    share, count = rng.randrange(40, 95), rng.randrange(5, 120)
    if not chapter:
        return "MỤC TIÊU", [
            f"Đến năm {year + 2}, có ít nhất {count} sản phẩm được công nhận đạt từ 3 sao trở lên.",
            f"Phấn đấu {share}% chủ thể OCOP là hợp tác xã, doanh nghiệp nhỏ và vừa.",
        ]
    then = year + 2 + chapter
    words = (target.format(count=rng.randrange(5, 120), share=rng.randrange(40, 95)) for target in TARGETS)
    return f"MỤC TIÊU NĂM {then}", [f"- Đến năm {then}, có {target};" for target in words]


def _work(rng: random.Random, province: str) -> tuple[str, list[str]]:
    fillers = _fillers(rng, province)
    return "NHIỆM VỤ, GIẢI PHÁP", [f"{number}. {next(fillers)}" for number in range(1, 4)]


def _money(rng: random.Random, year: int) -> tuple[str, list[str]]:
    shares = [rng.randrange(50, 900) for _ in range(3)]
    lines = [f"- Kinh phí {purpose}: {share} triệu đồng;" for purpose, share in zip(PURPOSES, shares, strict=False)]
    total = f"{sum(shares):,}".replace(",", ".")
    return "KINH PHÍ", [f"Tổng kinh phí thực hiện năm {year}: {total} triệu đồng, trong đó:", "\n".join(lines)]


def _table(goods: Sequence[tuple[str, str, int]]) -> str:
    rows = [("STT", "Tên sản phẩm", "Tên chủ thể", "Hạng sao")]
    rows += [(str(number), name, maker, f"{stars} sao") for number, (name, maker, stars) in enumerate(goods, start=1)]
    return "Danh sách sản phẩm đề nghị đánh giá, phân hạng\n\n" + "\n".join("\t".join(row) for row in rows)


def _fillers(rng: random.Random, province: str) -> Iterator[str]:
    while True:
        for sentence in rng.sample(site_data.SENTENCES, len(site_data.SENTENCES)):
            words = {"place": site_data._name(rng), "other": site_data._name(rng)}
            sentence = sentence.replace("và Môi trường", "và Phát triển nông thôn")  # as until 2025
            yield sentence.format(province=province, goods=rng.choice(site_data._goods()), **words)


def write(folder: Path, count: int, length: int = LENGTH) -> Path:
    """Writes ``count`` documents below ``folder``, unless that many are there."""
    home = folder / "sources"
    if len(list(home.glob("*/*.txt"))) == count:
        return folder
    acts = site_data.instruments(count)
    for number in range(count):
        name, text = document(number, acts, length)
        path = home / f"{number // IN_A_FOLDER:03}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def main() -> None:
    """Writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("-n", "--documents", type=int, default=1_000)
    parser.add_argument("-l", "--length", type=int, default=LENGTH, help="characters of a document")
    given = parser.parse_args()
    write(given.folder, given.documents, given.length)


if __name__ == "__main__":
    main()
