"""What a document says of itself: number, kind, title, issuer, place, date, signer, the years it covers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from functools import cache
from itertools import takewhile

from extractor.facts.citations.anchors import sentence_case
from extractor.facts.citations.symbols import canonical
from extractor.facts.citations.tails import spelled
from extractor.facts.geography import level_of, province_of, with_place
from extractor.model import Document, Head
from extractor.outline import Outline
from extractor.rulebook import Rule, Rulebook
from extractor.text import fold

_OPENING = 60
_RULED = re.compile(r"[-_=*|. ]*$")
_NATION = re.compile(r"(?i)c[ộo]ng h[òo]a x[ãa] h[ộo]i|độc lập ?- ?tự do")
_ABOUT = re.compile(r"(?i)(?:v/v:?|về việc|về|\(?v/v) ")
_NAME = re.compile(r"[^\W\d_](?:[^\W\d_]|')*(?: [^\W\d_](?:[^\W\d_]|')*){1,4}$")
_COLUMNS = re.compile(r" {3,}|\t+")
_BODY = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo|Kính gửi|Để|Nhằm|Triển khai thực hiện (?:Quyết|Nghị|Kế|Công))\b")
_SIGNED = re.compile(r"\(?(?:đã ký|ký tên|ký|đã ký)\)?$", re.IGNORECASE)
_HEADLESS = ("part", "roman", "number", "article", "letter-capital", "chapter", "preamble")


def find_head(document: Document, outline: Outline, rulebook: Rulebook) -> Head:
    """The head of ``document``; what it does not state is ``None``."""
    lines = [outline.text(block).strip(" |") for block in outline.blocks if not block.note]
    kinds = [block.kind for block in outline.blocks if not block.note]
    opening = lines[:_OPENING]
    head = _numbers(opening, rulebook)
    at = _type_line(lines, kinds, rulebook)
    title_end = 0
    if at is not None:
        doc_type, rest = _split_type(lines[at], rulebook)
        title, title_end = _title(([rest] if rest else []) + lines[at + 1 :], kinds[at + 1 - bool(rest) :], rulebook)
        title = title or head.title
        head = replace(head, doc_type=doc_type, title=title and _sentence_case(title, document.text))
        title_end += at
    elif head.title:
        head = replace(head, doc_type="Công văn")
    issuer = _issuer(lines, kinds, at, title_end, rulebook)
    issuer = issuer and with_place(issuer, head, outline.view.text, rulebook)
    role, signer = _signature(lines, rulebook)
    if signer is None:
        role, signer = _signature(_right_column(document.text), rulebook)
    signer = signer or _listing(lines, "signer", rulebook)
    head = replace(head, issuer=issuer, signer=signer, signer_role=role, level=level_of(issuer, rulebook))
    head = replace(head, province=province_of(head, outline.view.text, rulebook))
    start, end = _period(head.title or "", rulebook)
    return replace(head, period_start=start, period_end=end)


@cache
def _rules(rulebook: Rulebook, where: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in rulebook.rules("head") if rule.values["where"] == where)


def _numbers(lines: list[str], rulebook: Rulebook) -> Head:
    """Number, place and date from the opening lines; a site's list of properties only where these are silent."""
    head = Head()
    for where in ("opening", "listing"):
        for rule in _rules(rulebook, where):
            for line in lines:
                anywhere = where == "listing" or line.startswith("Số")  # number, place and date may share a line
                if match := rule.pattern.search(line) if anywhere else rule.pattern.match(line):
                    head = _fill(head, match.groupdict(), rulebook)
                    break
    return head


def _fill(head: Head, groups: dict[str, str | None], rulebook: Rulebook) -> Head:
    if groups.get("symbol") and head.symbol is None:
        symbol, _ = canonical(groups["symbol"] or "", rulebook)
        head = replace(head, number=groups["number"], symbol=symbol, year=groups.get("year"))
    elif "month" in groups and head.date is None:
        head = replace(
            head, date=_iso(groups["year"], groups["month"], groups["day"]), place=groups.get("place") or head.place
        )
    elif groups.get("title") and head.title is None:
        head = replace(head, title=(groups["title"] or "").strip(" .;"))
    return head


def _iso(year: str | None, month: str | None, day: str | None) -> str | None:
    if not year:
        return None
    if not month or not 1 <= int(month) <= 12:
        return year
    if not day or not 1 <= int(day) <= monthrange(int(year), int(month))[1]:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


@cache
def _types(rulebook: Rulebook) -> tuple[re.Pattern[str], dict[str, str]]:
    """The kinds of documents without marks, which a scan confuses: a pattern for a line's start, and their names."""
    names = {re.sub(r" *[(/].*", "", row["name_vi"]) for row in rulebook.table("doc_types")}
    names |= {row["kind"] for row in rulebook.table("kinds")}
    plain = {fold(name): sentence_case(name) for name in names}
    kinds = "|".join(re.escape(name) for name in sorted(plain, key=lambda n: (-len(n), n)))
    more = "|".join(fold(row["words"]) for row in rulebook.table("doc_type_words"))
    return re.compile(rf"(?P<type>{kinds})(?: (?P<more>{more}))?(?:$|[:.] ?|(?= ve | v/v))"), plain


def _type_line(lines: list[str], kinds: list[str], rulebook: Rulebook) -> int | None:
    for index, line in enumerate(lines[: 2 * _OPENING]):
        if _split_type(line, rulebook)[0] and not _RULED.match(line):
            return index
        if kinds[index] in ("roman", "article", "part") and index > 5:
            return None
    return None


def _split_type(line: str, rulebook: Rulebook) -> tuple[str | None, str]:
    """A line's kind of document and the title that follows it on the line ("Phụ lục 13: BÁO CÁO …" too)."""
    line = re.sub(r"^(?:Phụ lục|PHỤ LỤC)(?: [0-9IVX]+)?[:.] ?", "", line)
    pattern, names = _types(rulebook)
    match = pattern.match(fold(line))
    if not match or len(line) > 300 or not line[: match.end()].isupper():
        return None, ""
    return " ".join([names[match["type"]], *line[match.end("type") : match.end("more")].lower().split()]), line[
        match.end() :
    ].strip()


def _title(lines: list[str], kinds: list[str], rulebook: Rulebook) -> tuple[str | None, int]:
    """The lines of the title joined, and how many they are."""
    taken: list[str] = []
    skipped = 0
    for line, kind in zip(lines, kinds, strict=False):
        if not taken and (_RULED.match(line) or _NATION.search(line)):
            skipped += 1
            continue
        ends = (
            _RULED.match(line)
            or line.startswith("(")
            or (_BODY.match(line) and (taken or line.endswith((";", ",", ":"))))
        )
        if taken and (
            kind in _HEADLESS
            or _is_issuer(line, rulebook)
            or line.endswith(":")
            or line.isupper() != taken[0].isupper()
        ):
            break
        if ends or (
            taken and (taken[-1].endswith(".") or len(" ".join(taken)) > 400 or (len(line) > 250 and len(taken) > 1))
        ):
            break
        taken.append(line)
    title = _ABOUT.sub("", " ".join(taken), count=1) if _ABOUT.match(" ".join(taken)) else " ".join(taken)
    return (title.strip(" .;") or None), len(taken) + skipped


def _is_issuer(line: str, rulebook: Rulebook) -> bool:
    return line.isupper() and bool(rulebook.compile(r"(?i:{issuer})[;,.]?$").match(line.title()))


def _sentence_case(title: str, text: str) -> str:
    """A title in capitals as the text writes it elsewhere, else with one capital; names of places keep theirs."""
    if not title.isupper():
        return title[:1].upper() + title[1:]
    words = title.split(" ")
    for size in range(len(words), 3, -1):
        tail = " ".join(words[-size:])
        if found := re.search(re.escape(tail).replace(r"\ ", r"\s+"), _uncapped(text), re.IGNORECASE):
            lead = " ".join(words[:-size]).lower()
            whole = f"{lead} {' '.join(found.group().split())}".strip()
            return whole[:1].upper() + whole[1:]
    return title[:1] + title[1:].lower()


@cache
def _uncapped(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.isupper())


def _issuer(lines: list[str], kinds: list[str], at: int | None, title_end: int, rulebook: Rulebook) -> str | None:
    letterhead = _letterhead(lines[: at if at is not None else 12], rulebook)
    if letterhead:
        return letterhead
    for rule in _rules(rulebook, "enacting"):
        for line, kind in zip(lines[title_end : title_end + 40], kinds[title_end:], strict=False):
            if kind == "text" and (match := rule.pattern.match(line)):
                return spelled(match["issuer"], rulebook)
            if kind in ("roman", "number", "number-2", "article"):
                break
    return _signing_body(lines, rulebook)


def _letterhead(lines: list[str], rulebook: Rulebook) -> str | None:
    """The issuing body above the number: the last name in capitals, with the line that says where."""
    names = takewhile(lambda line: not line.startswith(("Kính gửi", "V/v", "Số")), lines)
    bodies: list[str] = []
    for line in names:
        name = re.sub(r" ?(?:CỘNG H[ÒO]A XÃ HỘI|Độc lập).*", "", line)
        if not name.isupper() or _RULED.match(name):
            continue
        if re.match(r"(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|TP\.?) ", name) and bodies:
            bodies[-1] = f"{bodies[-1]} {name}"
        elif rulebook.compile("(?i:{letterhead})").match(name):
            bodies.append(name)
        elif bodies and not _role(name, rulebook):  # a long name is set on two lines
            bodies[-1] = f"{bodies[-1]} {name}"
    return spelled(with_capitals(bodies[-1], rulebook), rulebook) if bodies else None


def with_capitals(name: str, rulebook: Rulebook) -> str:
    """A body's name set in capitals as running text writes it: "Ủy ban nhân dân tỉnh Thái Bình", "Sở Y tế"."""
    words = spelled(name, rulebook).lower()
    words = words[:1].upper() + words[1:]
    names = {row["name_vi"] for row in rulebook.tables.get("issuers", ())}
    for known in sorted(names, key=len, reverse=True):
        words = re.sub(rf"(?i)\b{re.escape(known)}\b", known, words)
    unit = re.search(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn) (.+)$", words)
    return words[: unit.start(1)] + unit.group(1).title() if unit else words


def _signing_body(lines: list[str], rulebook: Rulebook) -> str | None:
    """The body in whose name, or by whose head, the document is signed."""
    for index, line in _closing(lines):
        if (match := re.match(r"TM\. ?(.+)", line)) and line.isupper():
            return with_capitals(match[1], rulebook)
        if (
            _role(line, rulebook)
            and index + 1 < len(lines)
            and re.match(r"(?:CHI CỤC|SỞ|PHÒNG|CỤC|BAN) ", lines[index + 1])
        ):
            name = with_capitals(lines[index + 1], rulebook)
            return re.sub(r"\b(?:ptnt|qlcl|nn|kt|tc)\b", lambda m: m.group().upper(), name, flags=re.IGNORECASE)
    return None


def _closing(lines: list[str]) -> list[tuple[int, str]]:
    return [(index, line) for index, line in enumerate(lines) if line.isupper() and len(line) < 100]


def _role(line: str, rulebook: Rulebook) -> str | None:
    rule = next((r for r in _rules(rulebook, "closing") if r.id == "signature-role"), None)
    match = rule.pattern.match(line) if rule else None
    return match["role"] if match else None


def _signature(lines: list[str], rulebook: Rulebook) -> tuple[str | None, str | None]:
    """The signer's office and name: the name under the last office of the first signature."""
    capacity = next((r for r in _rules(rulebook, "closing") if r.id == "signature-capacity"), None)
    for index, line in _closing(lines):
        signs = capacity is not None and capacity.pattern.match(line)
        if not signs and not _role(line, rulebook):
            continue
        role: str | None = None
        for below in lines[index : index + 8]:
            if below.isupper():
                role = _role(below, rulebook) or role
            elif not _SIGNED.match(below) and _NAME.match(below) and all(word[0].isupper() for word in below.split()):
                return _office(role), below
            elif not _SIGNED.match(below) and below.strip():
                break
    return None, None


def _right_column(text: str) -> list[str]:
    """The right half of lines set in two columns, from the list of recipients on: there stands the signature."""
    after = re.search(r"Nơi nhận ?:", text)
    lines = text[after.start() :].splitlines() if after else []
    return [parts[-1].strip() for line in lines if len(parts := _COLUMNS.split(line)) > 1 and parts[-1].strip()]


def _office(role: str | None) -> str | None:
    """ "PHÓ CHỦ TỊCH" as "Phó Chủ tịch"."""
    if role is None:
        return None
    words = role.lower()
    for prefix in ("phó ", "quyền "):
        if words.startswith(prefix):
            return prefix.capitalize() + words.removeprefix(prefix).capitalize()
    return words.capitalize()


def _listing(lines: list[str], field: str, rulebook: Rulebook) -> str | None:
    for rule in _rules(rulebook, "listing"):
        for line in lines[:_OPENING]:
            if field in rule.pattern.groupindex and (match := rule.pattern.search(line)):
                return match[field]
    return None


def _period(title: str, rulebook: Rulebook) -> tuple[int | None, int | None]:
    """The first and the last year that a title names as covered."""
    starts: list[int] = []
    ends: list[int] = []
    for rule in _rules(rulebook, "title"):
        for match in rule.pattern.finditer(title):
            if "start" in match.groupdict():
                starts.append(int(match["start"]))
            ends.append(int(match["end"]))
        if starts and rule.id == "period-year":
            break
    return (min(starts) if starts else None), (max(ends) if ends else None)
