"""A database of invented one-page documents, for measuring the site: the same for the same number of documents.

Words are drawn as offices use them: a few stand on every page, names of places, products and producers on some. The
rows are written by the project's own store; only reading and fact finding are left out, since the facts are known.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from extractor.filling import _check_rows  # noqa: E402
from extractor.model import (  # noqa: E402
    Amount,
    Citation,
    Document,
    Entity,
    Evidence,
    Fact,
    Facts,
    Finding,
    Head,
    History,
    Indicator,
    Instrument,
    Organization,
    Page,
    Product,
    Section,
    Spelling,
)
from extractor.rulebook import load  # noqa: E402
from extractor.store import Writer  # noqa: E402
from extractor.text import slugged  # noqa: E402

SYLLABLES = (
    "An Bình Châu Đông Đức Gia Giang Hà Hải Hậu Hiệp Hòa Hồng Hưng Khánh Kim Lâm Lạc Lập Lộc Long Lợi Mai Minh Mỹ Nam"
    " Ngọc Nguyên Nhân Phong Phú Phúc Phước Quang Quý Sơn Tài Tâm Tân Thắng Thành Thiện Thịnh Thuận Thủy Tiến Trà"
    " Trung Trường Vân Việt Vĩnh Xuân Yên"
).split()
KINDS = (("Quyết định", "QĐ"), ("Kế hoạch", "KH"), ("Báo cáo", "BC"), ("Tờ trình", "TTr"), ("Thông báo", "TB"))
FORMS = (("Hợp tác xã", "cooperative"), ("Công ty TNHH", "company_llc"), ("Hộ kinh doanh", "household"))
TITLES = (
    "triển khai Chương trình mỗi xã một sản phẩm năm {year}",
    "công nhận sản phẩm OCOP đợt {part} năm {year}",
    "thực hiện Chương trình OCOP giai đoạn {year}-{until}",
    "hỗ trợ chủ thể phát triển sản phẩm OCOP tỉnh {province}",
)
SENTENCES = (
    "Ủy ban nhân dân xã {place} tổ chức tuyên truyền, phổ biến nội dung Chương trình tới cán bộ và nhân dân.",
    "Hướng dẫn chủ thể hoàn thiện hồ sơ, nhãn mác, bao bì, truy xuất nguồn gốc và tiêu chuẩn chất lượng sản phẩm.",
    "Phát triển vùng nguyên liệu {goods} gắn với chuỗi giá trị tại xã {place}, huyện {other}.",
    "Tổ chức hội chợ, xúc tiến thương mại, kết nối cung cầu và giới thiệu sản phẩm {goods} tại tỉnh {province}.",
    "Lồng ghép nguồn vốn chương trình mục tiêu quốc gia xây dựng nông thôn mới, giảm nghèo bền vững ở {place}.",
    "Sở Nông nghiệp và Môi trường chủ trì, phối hợp với các sở, ngành kiểm tra, giám sát việc thực hiện.",
    "Ứng dụng chuyển đổi số, thương mại điện tử, đưa {goods} lên sàn giao dịch.",
    "Du lịch cộng đồng và điểm du lịch {other} được đánh giá theo bộ tiêu chí.",
)
PRODUCERS, PRODUCTS = 20_000, 40_000
"""At most; fewer where there are fewer documents."""


def write(path: Path, count: int, seed: int = 1) -> None:
    """A database of ``count`` documents at ``path``."""
    acts, made = instruments(count, seed), producers(count, seed)
    goods = products(count, seed, made)
    with Writer(path, load()) as writer:
        writer.add_checks(_check_rows())
        writer.add_instruments(acts)
        writer.add_entities([*made, *goods])
        for number in range(count):
            facts = document(number, seed, acts, made, goods)
            writer.add_document(facts, facts.document.path.removesuffix(".txt"), {"file": facts.document.path})
            writer.add_findings(facts.findings)
        writer.add_run("bench", "rules", "2026-01-02T03:04:05+00:00", 1.0, None)


def provinces() -> Sequence[str]:
    """The names of the provinces, as until June 2025."""
    return _provinces()


@cache
def _provinces() -> tuple[str, ...]:
    return tuple(row["old_name"] for row in load().table("provinces") if row["old_name"])


@cache
def _goods() -> tuple[str, ...]:
    return tuple(head for row in load().table("product_heads") for head in row["heads"].split("|") if " " in head)


def instruments(count: int, seed: int = 1) -> list[Instrument]:
    """The acts that the documents cite: one to twenty documents."""
    rng = random.Random(f"acts {seed}")
    found: dict[str, Instrument] = {}
    for _ in range(max(count // 20, 20)):
        year, number = rng.randrange(2008, 2026), str(rng.randrange(1, 4000))
        kind, code = rng.choice(KINDS[:2])
        province = rng.choice(_provinces()) if rng.random() < 0.8 else None
        symbol = f"{code}-{'UBND' if province else 'TTg'}"
        slug = slugged(f"{symbol} {province or ''} {number} {year}")
        issuer = f"Ủy ban nhân dân tỉnh {province}" if province else "Thủ tướng Chính phủ"
        date = f"{year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
        title = _title(rng, year, province or "Hà Nội")
        found[slug] = Instrument(
            slug, f"{number}/{symbol}", kind, number, symbol, "individual", issuer, year, date, title, "C"
        )
    return list(found.values())


def producers(count: int, seed: int = 1) -> list[Entity]:
    """The producers that the documents name."""
    rng = random.Random(f"producers {seed}")
    found: dict[str, Entity] = {}
    for number in range(min(max(count // 5, 20), PRODUCERS)):
        words, form = rng.choice(FORMS)
        trade = " ".join(rng.sample(SYLLABLES, 2))
        name = f"{words} {trade}"
        slug = f"{slugged(name)}-{number}"
        found[slug] = Entity(
            slug, "producer", name, rng.choice(_provinces()), (Spelling(name, 100.0, 3, 2),), 3, 2,
            place=f"xã {rng.choice(SYLLABLES)} {rng.choice(SYLLABLES)}", form=form, trade_name=trade,
        )  # fmt: skip
    return list(found.values())


def products(count: int, seed: int, made: Sequence[Entity]) -> list[Entity]:
    """The products that the documents name, each with its producer."""
    rng = random.Random(f"products {seed}")
    found = []
    for number in range(min(max(count * 2 // 5, 40), PRODUCTS)):
        maker = rng.choice(made)
        name = f"{rng.choice(_goods())} {rng.choice(SYLLABLES)} {rng.choice(SYLLABLES)}".capitalize()
        history = History(
            "recognized", rng.choice((3, 3, 3, 4, 4, 5)), "Thực phẩm", None, f"202{rng.randrange(6)}-06-01"
        )
        found.append(
            Entity(
                f"{slugged(name)}-{number}",
                "product",
                name,
                maker.province,
                (Spelling(name, 100.0, 2, 2),),
                2,
                2,
                producer=maker.slug,
                history=history,
            )
        )
    return found


def document(
    number: int, seed: int, acts: Sequence[Instrument], made: Sequence[Entity], goods: Sequence[Entity]
) -> Facts:
    """Document ``number``: a page of 2,000 to 3,000 characters with some twenty facts."""
    rng = random.Random(f"document {seed} {number}")
    kind, code = rng.choice(KINDS)
    province, year = rng.choice(_provinces()), rng.randrange(2018, 2026)
    page = _Paper()
    date = f"{year}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}"
    title = _title(rng, year, province)
    key = str(rng.randrange(1, 4000))
    page.line(f"ỦY BAN NHÂN DÂN TỈNH {province.upper()}")
    page.line(f"Số: {key}/{code}-UBND")
    page.line(f"{kind.upper()} {title}")
    for act in rng.choices(acts, weights=_weights(len(acts)), k=4):
        _cite(page, act)
    for roman in ("I", "II", "III"):
        page.heading(f"{roman}. NHIỆM VỤ {roman}")
        _work(page, rng, made, goods, province, year)
    head = Head(
        number=key, symbol=f"{code}-UBND", doc_type=kind, title=title, issuer=f"Ủy ban nhân dân tỉnh {province}",
        level="tỉnh", province=province, place=province, date=date, signer="Nguyễn Văn An", signer_role="Chủ tịch",
    )  # fmt: skip
    path = f"{slugged(f'{code} {province} {key}')}-{number}.txt"
    return page.facts(path, head, finding=rng.random() < 0.3)


def _work(
    page: _Paper, rng: random.Random, made: Sequence[Entity], goods: Sequence[Entity], province: str, year: int
) -> None:
    words = {"province": province, "place": _name(rng), "other": _name(rng), "goods": rng.choice(_goods())}
    for sentence in rng.sample(SENTENCES, 3):
        page.line(sentence.format(**words))
    for product in rng.sample(goods, 2):
        maker = rng.choice(made)
        page.fact(
            "Sản phẩm ", product.name, f" của {maker.name} đạt 3 sao.", Product, name=product.name,
            producer=maker.name, stars=3, status="recognized", entity=product.slug,
        )  # fmt: skip
        page.fact("Chủ thể ", maker.name, " tham gia Chương trình.", Organization, name=maker.name, entity=maker.slug)
    money, share = rng.randrange(1, 900), rng.randrange(1, 99)
    page.fact(
        "Kinh phí ", f"{money} triệu đồng", ".", Amount, value=money * 1_000_000, role="total", period=str(year),
        source="ngân sách tỉnh", stage="budget", label="Kinh phí",
    )  # fmt: skip
    page.fact(
        "Có ít nhất ", f"{share}%", " sản phẩm được phân hạng.", Indicator, kind="target", comparator=">=",
        value=share, unit="%", subject="sản phẩm được phân hạng", period=str(year),
    )  # fmt: skip


def _cite(page: _Paper, act: Instrument) -> None:
    page.fact(
        "Căn cứ ", f"{act.kind} số {act.key}", f" ngày {act.date} của {act.issuer};", Citation, kind=act.kind,
        number=act.number, symbol=act.symbol, key=act.key, date=act.date, issuer=act.issuer, title=act.title,
        relation="basis", preamble=True, instrument=act.slug,
    )  # fmt: skip


def _title(rng: random.Random, year: int, province: str) -> str:
    return rng.choice(TITLES).format(year=year, until=year + 5, part=rng.randrange(1, 4), province=province)


def _name(rng: random.Random) -> str:
    return " ".join(rng.sample(SYLLABLES, 2))


@cache
def _weights(count: int) -> tuple[float, ...]:
    """A few acts are cited by most, most by a few."""
    return tuple(1 / (rank + 5) for rank in range(count))


class _Paper:
    """A text as it grows, with the facts in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._at = 0
        self._found: dict[type[Fact], list[Fact]] = {}
        self._headings: list[tuple[int, str]] = []

    def line(self, text: str) -> None:
        self._pieces += [text, "\n\n"]
        self._at += len(text) + 2

    def heading(self, text: str) -> None:
        self._headings.append((self._at, text))
        self.line(text)

    def fact(self, before: str, quote: str, behind: str, kind: type[Fact], /, **fields: object) -> None:
        start = self._at + len(before)
        section = len(self._headings) - 1 if self._headings else None
        place = {"start": start, "end": start + len(quote), "quote": quote, "page": 1, "section": section}
        self._found.setdefault(kind, []).append(kind(**place, **fields, rule="bench"))  # type: ignore[arg-type]
        self.line(before + quote + behind)

    def facts(self, path: str, head: Head, finding: bool) -> Facts:
        text = "".join(self._pieces)
        ends = [start for start, _ in self._headings[1:]] + [len(text)]
        sections = tuple(
            Section(start, end, 1, words.split(".")[0], words.partition(" ")[2], None, "roman")
            for (start, words), end in zip(self._headings, ends, strict=True)
        )
        kept = {kind: tuple(self._found.get(kind, ())) for kind in (Citation, Amount, Indicator, Product, Organization)}
        first = kept[Citation][0]
        shown = Evidence(path, first.start, first.end, first.quote, 1)
        return Facts(
            document=Document(
                hashlib.sha256(text.encode()).hexdigest(), path, "text", text, (Page(1, 0, len(text)),),
                copy_kind="original",
            ),
            head=head,
            sections=sections,
            citations=kept[Citation],  # type: ignore[arg-type]
            amounts=kept[Amount],  # type: ignore[arg-type]
            indicators=kept[Indicator],  # type: ignore[arg-type]
            products=kept[Product],  # type: ignore[arg-type]
            organizations=kept[Organization],  # type: ignore[arg-type]
            findings=(Finding("C201", "warning", "Ngày viện dẫn khác nhau", (shown,), "2022", "2023"),)
            if finding
            else (),
        )  # fmt: skip
