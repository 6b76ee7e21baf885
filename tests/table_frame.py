"""What stands around a table in a plan: the head in two columns, prose, caption and unit, a note, the signature."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

import table_words as words
from table_grid import Topic

_PROSE = (
    "Căn cứ tình hình thực tế và nhu cầu đăng ký của các chủ thể, Ủy ban nhân dân tỉnh {place} ban hành kế hoạch phát "
    "triển sản phẩm mỗi xã một sản phẩm với các nội dung sau đây.",
    "Toàn tỉnh phấn đấu có thêm {number} sản phẩm được phân hạng, trong đó ít nhất {few} sản phẩm đạt 4 sao; củng cố "
    "các sản phẩm đã công nhận và mở rộng thị trường tiêu thụ.",
    "Các sở, ngành được giao chủ trì phối hợp chặt chẽ với địa phương, kịp thời tháo gỡ khó khăn cho hợp tác xã và hộ "
    "sản xuất trong quá trình hoàn thiện hồ sơ.",
    "Nội dung chi tiết được trình bày trong bảng dưới đây.",
    "Kinh phí thực hiện được bố trí trong dự toán hằng năm, vốn lồng ghép và phần đóng góp của chủ thể tại {place}.",
)
_CLOSING = (
    "Trên đây là kế hoạch phát triển sản phẩm của tỉnh {place}; đề nghị các đơn vị nghiêm túc thực hiện và báo cáo kết "
    "quả trước ngày {few} tháng 12.",
    "Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị phản ánh bằng văn bản để được xem xét, điều chỉnh.",
    "Giao Văn phòng Điều phối theo dõi, đôn đốc và tổng hợp số liệu từ các huyện.",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Texts in reading order; ``head`` and ``signature`` as rows of two cells, ``unit_line`` as printed."""

    head: tuple[tuple[str, str], ...]
    title: tuple[str, ...]
    prose: tuple[str, ...]
    caption: str | None
    unit: str | None
    unit_line: str | None
    note: str | None
    closing: tuple[str, ...]
    signature: tuple[tuple[str, str], ...]


def frame_of(rng: Random, topic: Topic) -> Frame:
    """The frame of a table about ``topic``."""
    place = words.place(rng)
    unit = topic.unit if rng.random() < 0.8 else None
    unit_line = None
    if unit:
        unit = rng.choice((unit, unit, unit.capitalize()))
        line = rng.choice(("Đơn vị tính: {}", "ĐVT: {}", "(Đơn vị tính: {})", "Đơn vị: {}"))
        unit_line = line.format(unit)
    note = rng.choice(("Ghi chú: Số liệu tính đến ngày {}/12.", "(*) Số liệu do các huyện đăng ký đến tháng {}."))
    return Frame(
        head=_head(rng, place),
        title=("KẾ HOẠCH", f"Phát triển sản phẩm OCOP tỉnh {place} năm {rng.randint(2023, 2027)}"),
        prose=_said(rng, _PROSE, place, rng.randint(2, 3)),
        caption=_caption(rng, topic.caption),
        unit=unit,
        unit_line=unit_line,
        note=note.format(rng.randint(2, 12)) if rng.random() < 0.3 else None,
        closing=_said(rng, _CLOSING, place, rng.randint(1, 3)),
        signature=_signature(rng),
    )


def _said(rng: Random, texts: tuple[str, ...], place: str, count: int) -> tuple[str, ...]:
    chosen = sorted(rng.sample(range(len(texts)), count))
    return tuple(texts[one].format(place=place, number=rng.randint(12, 90), few=rng.randint(3, 11)) for one in chosen)


def _caption(rng: Random, text: str) -> str | None:
    number = rng.randint(1, 9)
    wordings = (
        None,
        f"Bảng {number}: {text}",
        f"Bảng {number}. {text}",
        f"Bảng {number:02} - {text}",
        f"Biểu số {number:02}: {text}",
        f"Phụ lục {rng.choice(('I', 'II', 'III'))}: {text.upper()}",
        f"Phụ lục {number:02}. {text}",
        text.upper(),
    )
    return rng.choice(wordings)


def _head(rng: Random, place: str) -> tuple[tuple[str, str], ...]:
    number = f"Số: {rng.randint(10, 900)}/KH-UBND"
    date = f"{place}, ngày {rng.randint(10, 28)} tháng {rng.randint(3, 12)} năm {rng.randint(2023, 2026)}"
    first = rng.choice((f"UBND TỈNH {place.upper()}", "ỦY BAN NHÂN DÂN"))
    second = f"TỈNH {place.upper()}" if first == "ỦY BAN NHÂN DÂN" else ""
    return (
        (first, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (second, "Độc lập - Tự do - Hạnh phúc"),
        (number, date),
    )


def _signature(rng: Random) -> tuple[tuple[str, str], ...]:
    left = ["Nơi nhận:", "- Thường trực Tỉnh ủy;", "- Các sở, ban, ngành;", "- UBND các huyện;", "- Lưu: VT, NN."]
    right = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "", words.person(rng)]
    if rng.random() < 0.4:
        right[1:3] = ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    return tuple(zip(left, right, strict=True))
