"""The list of the checks: code, family, title, gravest severity, what a defect is of, and what copying can cause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from extractor.checks import (
    act_titles,
    annexes,
    competences,
    completeness,
    copied,
    counted_lists,
    counts,
    dates,
    deadlines,
    growth,
    head,
    identity,
    listings,
    money,
    names,
    notation,
    numbering,
    own_annexes,
    periods,
    shares,
    spelling,
    structure,
    table_sums,
    titles,
    validity,
    vocabulary,
    whole_lists,
    wholes,
)
from extractor.checks.procedure import Nature
from extractor.model import Finding, Severity

DIGITS = frozenset({"scan", "ocr_text"})
"""Copies in which digits may have been misread."""
LETTERS = DIGITS | {"pdf_text", "web_copy"}
"""Copies in which letters or words may have been lost."""
FAITHFUL: frozenset[str] = frozenset()
"""No kind of copy alone can cause what the check finds."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, how grave its findings can be, and what copying alone can cause of it."""

    code: str
    family: str
    title: str
    severity: Severity
    """The gravest that it gives."""
    scope: Literal["document", "corpus"]
    nature: Nature
    """Of what the defect is, which decides how it is mended."""
    copying: frozenset[str]
    """The kinds of copy in which the defect may be the copy's own: a warning at most there."""
    function: Callable[..., Iterator[Finding]]
    """Takes one :class:`Case`, or all of them when the scope is the corpus."""


_ALL = (
    Check(
        "C101",
        "C1",
        "Ký hiệu không khớp với cơ quan ban hành",
        "error",
        "document",
        "form",
        FAITHFUL,
        identity.wrong_issuer,
    ),
    Check("C102", "C1", "Ký hiệu chưa đầy đủ", "error", "document", "form", LETTERS, identity.cut_symbol),
    Check(
        "C103",
        "C1",
        "Mã cơ quan trong ký hiệu không có trong danh mục",
        "error",
        "document",
        "form",
        LETTERS,
        identity.mistyped_code,
    ),
    Check(
        "C104", "C1", "Số khóa Quốc hội không khớp với năm", "error", "document", "form", DIGITS, identity.wrong_term
    ),
    Check(
        "C201", "C2", "Một văn bản được ghi nhiều ngày khác nhau", "error", "document", "form", DIGITS, dates.two_dates
    ),
    Check(
        "C202",
        "C2",
        "Các văn bản ghi ngày khác nhau",
        "error",
        "corpus",
        "issuer",
        DIGITS,
        dates.dates_between_documents,
    ),
    Check("C203", "C2", "Viện dẫn văn bản ban hành sau", "error", "document", "issuer", DIGITS, dates.cited_future),
    Check(
        "C204",
        "C2",
        "Văn bản sửa đổi ban hành trước văn bản được sửa đổi",
        "error",
        "document",
        "issuer",
        DIGITS,
        dates.amended_later,
    ),
    Check(
        "C205",
        "C2",
        "Ngày ban hành không khớp với thời kỳ trong trích yếu",
        "error",
        "document",
        "issuer",
        DIGITS,
        dates.outside_own_period,
    ),
    Check(
        "C206",
        "C2",
        "Ngày khác với bảng văn bản đối chiếu",
        "error",
        "document",
        "form",
        DIGITS,
        dates.date_against_authority,
    ),
    Check(
        "C207",
        "C2",
        "Năm trong số hiệu không khớp với ngày ban hành",
        "error",
        "document",
        "form",
        DIGITS,
        dates.year_against_date,
    ),
    Check(
        "C301",
        "C3",
        "Căn cứ văn bản không có hiệu lực",
        "error",
        "document",
        "content",
        DIGITS,
        validity.as_basis,
    ),
    Check(
        "C302",
        "C3",
        "Thực hiện theo văn bản đã hết hiệu lực",
        "warning",
        "document",
        "content",
        DIGITS,
        validity.as_rule,
    ),
    Check("C401", "C4", "Tên cơ quan chưa đầy đủ", "error", "document", "form", LETTERS, titles.cut_issuer),
    Check("C402", "C4", "Bộ luật được ghi là luật", "error", "document", "form", FAITHFUL, titles.code_called_law),
    Check("C403", "C4", "Tên ghi khác tên chính thức", "note", "document", "form", LETTERS, titles.misspelt_name),
    Check(
        "C404",
        "C4",
        "Trích yếu khác với bảng văn bản đối chiếu",
        "warning",
        "document",
        "form",
        LETTERS,
        act_titles.against_authority,
    ),
    Check(
        "C405",
        "C4",
        "Một văn bản được ghi với hai trích yếu",
        "warning",
        "document",
        "form",
        LETTERS,
        act_titles.between_mentions,
    ),
    Check(
        "C501", "C5", "Căn cứ chưa ghi đủ yếu tố", "warning", "document", "form", LETTERS, completeness.first_mention
    ),
    Check("N101", "N1", "Tổng số tiền khác tổng các phần", "error", "document", "content", DIGITS, money.money_sums),
    Check(
        "N102",
        "N1",
        "Tổng số sản phẩm khác tổng theo hạng sao",
        "error",
        "document",
        "content",
        DIGITS,
        counts.star_sums,
    ),
    Check(
        "N103",
        "N1",
        "Tổng số chủ thể khác tổng theo loại hình",
        "error",
        "document",
        "content",
        DIGITS,
        counts.kind_sums,
    ),
    Check(
        "N104",
        "N1",
        "Tổng số khác tổng theo địa phương",
        "error",
        "document",
        "content",
        DIGITS,
        whole_lists.place_sums,
    ),
    Check("N105", "N1", "Tổng số khác tổng hai phần", "error", "document", "content", DIGITS, whole_lists.complements),
    Check(
        "N106",
        "N1",
        "Dòng tổng của bảng khác tổng các dòng",
        "error",
        "document",
        "content",
        DIGITS,
        table_sums.in_columns,
    ),
    Check(
        "N107", "N1", "Cột tổng của bảng khác tổng các cột", "error", "document", "content", DIGITS, table_sums.in_rows
    ),
    Check("N108", "N1", "Tổng số khác tổng của dãy số", "error", "document", "content", DIGITS, wholes.sums),
    Check("N201", "N2", "Tỷ lệ không khớp với số đã cho", "error", "document", "content", DIGITS, shares.in_sentences),
    Check("N202", "N2", "Tỷ lệ trong bảng không khớp", "error", "document", "content", DIGITS, shares.in_tables),
    Check("N203", "N2", "Tỷ lệ của một phần không khớp", "error", "document", "content", DIGITS, wholes.shares),
    Check("N204", "N2", "Tỷ lệ tăng, giảm không khớp", "error", "document", "content", DIGITS, growth.growths),
    Check("N205", "N2", "Tỷ lệ đạt kế hoạch không khớp", "error", "document", "content", DIGITS, growth.attainments),
    Check(
        "N301",
        "N3",
        "Số tiền bằng chữ khác số tiền bằng số",
        "error",
        "document",
        "content",
        DIGITS,
        money.words_and_digits,
    ),
    Check("N401", "N4", "Dấu chấm, dấu phẩy dùng lẫn", "warning", "document", "form", DIGITS, notation.mixed),
    Check(
        "P101", "P1", "Một tên chủ thể ghi với hai loại hình", "warning", "corpus", "content", LETTERS, names.two_forms
    ),
    Check("P102", "P1", "Chủ thể ghi hai lần", "warning", "document", "content", LETTERS, listings.twice),
    Check("P103", "P1", "Số tên khác số đã nêu", "warning", "document", "content", LETTERS, listings.announced),
    Check(
        "P104",
        "P1",
        "Tên tỉnh khác trong tên chương trình",
        "warning",
        "document",
        "content",
        LETTERS,
        copied.other_province,
    ),
    Check("P105", "P1", "Hai đoạn nội dung như nhau", "warning", "document", "content", LETTERS, listings.same_task),
    Check("P106", "P1", "Số mục khác số đã nêu", "warning", "document", "content", LETTERS, counted_lists.items),
    Check(
        "S101",
        "S1",
        "Số thứ tự đề mục không theo đề mục chứa nó",
        "error",
        "document",
        "form",
        DIGITS,
        structure.wrong_parent,
    ),
    Check("S102", "S1", "Đề mục nhảy số, trùng số", "warning", "document", "form", LETTERS, numbering.skipped),
    Check("S103", "S1", "Hai đề mục cùng tên", "warning", "document", "form", LETTERS, numbering.twice),
    Check("S201", "S2", "Phụ lục kèm theo không có", "warning", "document", "form", LETTERS, annexes.absent),
    Check("S202", "S2", "Một số hiệu dùng cho hai bảng", "warning", "document", "form", LETTERS, annexes.twice),
    Check(
        "S203",
        "S2",
        "Phụ lục ghi số, ngày của văn bản khác",
        "error",
        "document",
        "form",
        DIGITS,
        own_annexes.other_number,
    ),
    Check("S204", "S2", "Phụ lục của tỉnh khác", "warning", "document", "content", FAITHFUL, own_annexes.other_place),
    Check(
        "S205",
        "S2",
        "Năm trong tên phụ lục khác trích yếu",
        "warning",
        "document",
        "content",
        DIGITS,
        own_annexes.other_year,
    ),
    Check("S301", "S3", "Văn bản đã ký để trống số, ngày", "note", "document", "form", LETTERS, head.blank),
    Check(
        "T101", "T1", "Kế hoạch năm so sánh với chính năm đó", "error", "document", "content", DIGITS, periods.own_year
    ),
    Check(
        "T102",
        "T1",
        "Việc đã làm có ngày sau ngày văn bản",
        "error",
        "document",
        "issuer",
        DIGITS,
        periods.told_before_it_was,
    ),
    Check(
        "T103",
        "T1",
        "Văn bản của năm sau trong kết quả năm trước",
        "warning",
        "document",
        "content",
        DIGITS,
        periods.after_the_year,
    ),
    Check(
        "T104", "T1", "Thời kỳ kết thúc trước khi bắt đầu", "error", "document", "content", DIGITS, deadlines.backwards
    ),
    Check("T105", "T1", "Thời hạn trước ngày văn bản", "warning", "document", "content", DIGITS, deadlines.passed),
    Check("T106", "T1", "Ngày thông qua khác ngày ban hành", "warning", "document", "form", DIGITS, deadlines.adopted),
    Check("V101", "V1", "Tên nhóm sản phẩm cũ", "warning", "document", "content", LETTERS, vocabulary.old_group),
    Check("V102", "V1", "Tên nhóm sản phẩm chưa đúng", "note", "document", "form", LETTERS, vocabulary.distorted_group),
    Check(
        "V103",
        "V1",
        "Giao việc cho cấp huyện đã bỏ",
        "warning",
        "document",
        "content",
        LETTERS,
        vocabulary.former_level,
    ),
    Check("V104", "V1", "Tên cơ quan đã đổi", "warning", "document", "content", LETTERS, vocabulary.former_body),
    Check(
        "V105",
        "V1",
        "Thời hạn giấy chứng nhận khác quy định",
        "warning",
        "document",
        "content",
        DIGITS,
        competences.months,
    ),
    Check(
        "V106",
        "V1",
        "Thẩm quyền công nhận sản phẩm chưa đúng",
        "warning",
        "document",
        "content",
        FAITHFUL,
        competences.recognised_by,
    ),
    Check("V107", "V1", "Hạng sao không khớp với điểm", "error", "document", "content", DIGITS, competences.points),
    Check("W101", "W1", "Một từ ghi hai lần", "warning", "document", "form", LETTERS, spelling.doubled),
    Check("W102", "W1", "Dấu ngoặc không đủ cặp", "warning", "document", "form", LETTERS, spelling.open_brackets),
)

CHECKS: Mapping[str, Check] = MappingProxyType({check.code: check for check in _ALL})
"""Every check by its code."""
