"""Consistent plans, invented, and one fault of each kind planted in them: it is found, and before nothing is."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest
import table_words as words

from extractor.checks import check_document
from extractor.model import Finding
from extractor.pipeline import extract
from extractor.readers import read_bytes
from extractor.rulebook import Rulebook

SEEDS = range(12)
PROVINCES = ("Lai Châu", "Yên Bái", "Hòa Bình", "Phú Thọ", "Quảng Trị", "Gia Lai", "Long An", "Bến Tre")


def consistent(seed: int) -> str:
    """A plan in which all dates, sums, shares, lists and labels agree."""
    rng = Random(f"plan {seed}")
    province = rng.choice(PROVINCES)
    three, four = rng.randint(20, 60), rng.randint(10, 40)
    central, local = (rng.randint(200, 900) * 10 for _ in range(2))
    total = rng.randint(100, 160)
    women = rng.randint(30, 70)
    share = f"{100 * women / total:.1f}".replace(".", ",")
    members = [f"HTX {words.place(rng)} {letter}" for letter in ("Xanh", "Sạch", "Vàng", "Mới")]
    return f"""ỦY BAN NHÂN DÂN
TỈNH {province.upper()}
Số: {rng.randint(20, 90)}/KH-UBND
{province}, ngày 20 tháng 3 năm 2023

KẾ HOẠCH
Triển khai Chương trình mỗi xã một sản phẩm tỉnh {province} năm 2023

Căn cứ Quyết định số 919/QĐ-TTg ngày 01/8/2022 của Thủ tướng Chính phủ phê duyệt Chương trình mỗi xã một sản phẩm giai \
đoạn 2021 - 2025;

Căn cứ Quyết định số 148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ ban hành Bộ tiêu chí và quy trình đánh giá, \
phân hạng sản phẩm;

Ủy ban nhân dân tỉnh {province} ban hành Kế hoạch như sau:

I. KẾT QUẢ THỰC HIỆN NĂM 2022

1. Toàn tỉnh có {three + four} sản phẩm OCOP, trong đó có {four} sản phẩm 4 sao, {three} sản phẩm 3 sao.

2. Có {women}/{total} chủ thể là nữ ({share}%).

3. Tỉnh đã ban hành Quyết định số 815/QĐ-UBND ngày 11/10/2022 của Ủy ban nhân dân tỉnh về công nhận sản phẩm.

4. Tổ chức cho 4 HTX tham gia hội chợ, gồm: {"; ".join(members)}.

5. Dân số của tỉnh là 480 nghìn người, trong đó thành thị 100 nghìn người, nông thôn 380 nghìn người.

II. MỤC TIÊU NĂM 2023

1. Công nhận ít nhất 20 sản phẩm, tăng 5 sản phẩm so với năm 2022 (Chi tiết xem Phụ lục 01 kèm theo).

2. Kiện toàn Ban Chỉ đạo OCOP tỉnh {province}; đẩy mạnh tuyên truyền trên hệ thống thông tin của địa phương.

III. KINH PHÍ

Tổng kinh phí là {central + local} triệu đồng, trong đó: ngân sách trung ương {central} triệu đồng, ngân sách tỉnh \
{local} triệu đồng.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Hòa

PHỤ LỤC 01
DANH MỤC SẢN PHẨM
"""


def other(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def grown(label: str, behind: str) -> Callable[[str], str]:
    """The figure between two pieces of text, made larger."""

    def plant(text: str) -> str:
        start = text.index(label) + len(label)
        end = text.index(behind, start)
        return f"{text[:start]}{int(text[start:end]) + 30}{text[end:]}"

    return plant


FAULTS: dict[str, Callable[[str], str]] = {
    "C101": other(
        "148/QĐ-TTg ngày 24/02/2023 của Thủ tướng Chính phủ", "148/QĐ-TTg ngày 24/02/2023 của Bộ Công Thương"
    ),
    "C203": other("815/QĐ-UBND ngày 11/10/2022", "815/QĐ-UBND ngày 11/10/2023"),
    "C206": other("919/QĐ-TTg ngày 01/8/2022", "919/QĐ-TTg ngày 01/8/2021"),
    "C401": other("Ủy ban nhân dân tỉnh về", "Ủy ban nhân tỉnh về"),
    "C501": other("148/QĐ-TTg ngày 24/02/2023 của", "148/QĐ-TTg của"),
    "N101": grown("Tổng kinh phí là ", " triệu"),
    "N102": grown("Toàn tỉnh có ", " sản phẩm OCOP"),
    "N105": other("thành thị 100 nghìn", "thành thị 110 nghìn"),
    "N201": grown("2. Có ", "/"),
    "P103": other("Tổ chức cho 4 HTX", "Tổ chức cho 5 HTX"),
    "P104": lambda text: text.replace("Ban Chỉ đạo OCOP tỉnh", "Ban Chỉ đạo OCOP tỉnh Cà Mau và", 1),
    "S201": other("xem Phụ lục 01 kèm", "xem Phụ lục 01, 02 kèm"),
    "T101": other("so với năm 2022", "so với năm 2023"),
    "T103": other("815/QĐ-UBND ngày 11/10/2022", "815/QĐ-UBND ngày 11/01/2023"),
    "W101": other("thông tin của địa", "thông tin của của địa"),
    "W102": other("01 kèm theo)", "01 kèm theo"),
}


def checked(text: str, rulebook: Rulebook) -> tuple[Finding, ...]:
    return check_document(extract(read_bytes(text.encode(), "plan.txt"), rulebook), rulebook)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_is_found_in_a_consistent_plan(seed: int, rulebook: Rulebook) -> None:
    assert checked(consistent(seed), rulebook) == ()


@pytest.mark.parametrize("code", FAULTS)
def test_a_planted_fault_is_found(code: str, rulebook: Rulebook) -> None:
    for seed in SEEDS:
        text = consistent(seed)
        planted = FAULTS[code](text)
        assert planted != text
        codes = {finding.code for finding in checked(planted, rulebook)}
        assert code in codes, f"{code} is not among {codes} for seed {seed}"
