"""V, vocabulary: groups of products and offices of the time that a sentence speaks of.

What was recognised under an earlier regime keeps its words: a report on 2022 names the groups of 2022. So these checks
are silent below headings on results, and where a sentence names an earlier year or says that something was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process

from extractor.checks.case import Case
from extractor.checks.procedure import is_normative
from extractor.checks.wording import day
from extractor.model import Finding
from extractor.rulebook import Rulebook
from extractor.text import fold

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SIGNS = re.compile(r"[\W_]+")
_JOINING = frozenset(("va", "cac", "hang", "san", "pham"))
_DISTORTED = 80
"""Likeness in percent from which on a name is meant to be a known one."""
_NO_DISTRICTS_FROM = "2025-07-01"
_HANDED_OVER = timedelta(days=45)
"""After a body came to its end its name still stands in what was begun before."""
_CLAUSE_END = re.compile(r"[.;](?=\s)|\n")
_ITEM = re.compile(r"^\W*(?:\(?\w{1,2}[.)] ?)?")
_BESIDE = 40
_BETWEEN = re.compile(
    r"(?: có| đạt)?(?: (?:hơn |gần )?\d+)?(?: sản phẩm| SP)?(?: ?\([^()]*\))?[;,.]?"
    r"(?: và)? (?:nhóm )?(?:\(?\d\)?[.)]? ?)?(?:sản phẩm )?"
)
"""What stands between two names of groups in a list: counts, shares, labels."""
_LIST = 3
_COMMITTEES = ("UBND", "Ủy ban nhân dân", "HĐND", "Hội đồng nhân dân")
_AFTER_ACT = 160
_BEHIND = 50
"""Characters from a name on in which it may be said that something was: "nhóm thảo dược 05 sản phẩm đã công nhận"."""


def old_group(case: Case) -> Iterator[Finding]:
    """V101: a group of products under a name of the regime before, in what is to be done."""
    issued = case.day
    now = _regime(case.rulebook, issued)
    if not now or is_normative(case):
        return
    since = max(row["valid_from"] for row in case.rulebook.table("ocop_groups") if row["regime"] == now)
    old = dict(_named(case.rulebook, before=now))
    for start, words in dict(_groups(case)).items():
        row = old.get(_plain(words))
        if row is None or issued <= row["valid_to"] or _speaks_of_before(case, start, since):
            continue
        new = _successor(case.rulebook, row["no"], now)
        yield Finding(
            "V101",
            "warning",
            f"“{words}” là tên nhóm sản phẩm áp dụng đến ngày {day(row['valid_to'])}.",
            (case.words(*case.view.span(start, start + len(words))),),
            expected=new,
            found=words,
            remedy=f"Ghi tên nhóm theo quy định đang áp dụng: {new}." if new else "Ghi tên nhóm đang áp dụng.",
        )


def distorted_group(case: Case) -> Iterator[Finding]:
    """V102: the name of a group of products with a word too many, or one lost; V101 has the old names."""
    now = _regime(case.rulebook, case.day)
    old = {name for name, row in _named(case.rulebook, before=now) if row["valid_to"] < case.day} if now else set()
    known, unofficial = dict(_every_name(case.rulebook)), dict(_unofficial(case.rulebook))
    for start, words in dict(_groups(case)).items():
        said = _spoken(words)
        if _plain(words) in old:
            continue
        if (official := unofficial.get(said)) is not None:
            yield _distorted(case, start, words, official)
            continue
        near, likeness, _ = process.extractOne(said, known.keys(), scorer=fuzz.ratio)
        longer = near.startswith(said) or any(
            said.startswith(name) and not {*said[len(name) :].split()} & {*near.split()} for name in known
        )
        if likeness < _DISTORTED or longer or _plain(words) == _plain(near):
            continue
        yield _distorted(case, start, words, known[near])


def _distorted(case: Case, start: int, words: str, official: str) -> Finding:
    return Finding(
        "V102",
        "note",
        f"“{words}” không phải tên nhóm sản phẩm; tên gần nhất là “{official}”.",
        (case.words(*case.view.span(start, start + len(words))),),
        expected=official,
        found=words,
        remedy=f"Ghi đúng tên nhóm sản phẩm: {official}.",
    )


def former_level(case: Case) -> Iterator[Finding]:
    """V103: a task is given to districts, which are no more on the day of the document."""
    if case.day < _NO_DISTRICTS_FROM or is_normative(case):
        return
    for rule in case.rulebook.rules("former_levels"):
        if rule.values.get("use"):
            continue
        for match in rule.pattern.finditer(case.view.text):
            if _speaks_of_before(case, match.start(), _NO_DISTRICTS_FROM) or _in_title(case, match.start()):
                continue
            yield Finding(
                "V103",
                "warning",
                f"“{match.group()}”: từ ngày 01/7/2025 không còn cấp huyện.",
                (case.words(*case.view.span(*match.span())),),
                found=match.group(),
                remedy="Ghi cơ quan đang có thẩm quyền (cấp tỉnh hoặc cấp xã), hoặc nói rõ là trước ngày 01/7/2025.",
            )


def former_body(case: Case) -> Iterator[Finding]:
    """V104: a ministry or department is named as acting after it was joined with another."""
    issued = case.day
    if len(issued) < len("2025-07-01") or is_normative(case):
        return
    for name, ended, new in _former(case.rulebook):
        if date.fromisoformat(issued) <= date.fromisoformat(ended) + _HANDED_OVER:
            continue
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", case.view.text):
            if _speaks_of_before(case, match.start(), ended) or _in_title(case, match.start()):
                continue
            yield Finding(
                "V104",
                "warning",
                f"“{name}” không còn tên này từ tháng {int(ended[5:7]) % 12 + 1}/{ended[:4]}.",
                (case.words(*case.view.span(*match.span())),),
                expected=new,
                found=name,
                remedy=f"Ghi tên cơ quan hiện nay ({new}), hoặc nói rõ là trước khi sắp xếp."
                if new
                else "Ghi tên cơ quan hiện nay.",
            )


def _speaks_of_before(case: Case, start: int, since: str) -> bool:
    """Whether a place stands below a heading on results, in a clause that names a year before ``since``, or says so."""
    text = case.view.text
    begin = max((end.end() for end in _CLAUSE_END.finditer(text, max(start - 600, 0), start)), default=0)
    stop = next((end.start() for end in _CLAUSE_END.finditer(text, start)), len(text))
    clause = text[begin:stop]
    headings = case.headings(case.view.span(start, start + 1)[0])
    if any(year < since[:4] for year in _YEAR.findall(f"{headings} {clause}")):
        return True
    told = f"{headings} {text[begin : min(start + _BEHIND, stop)]}"
    return case.pattern("former_levels", "past").search(told) is not None


def _in_title(case: Case, start: int) -> bool:
    """Whether a place is within a citation or right behind one: in the name of its issuer, or in its title."""
    offset = case.view.span(start, start + 1)[0]
    text = case.facts.document.text
    return any(
        one.start <= offset < one.end
        or (one.end <= offset < one.end + _AFTER_ACT and "\n" not in text[one.end : offset])
        for one in case.facts.citations
    )


def _groups(case: Case) -> Iterator[tuple[int, str]]:
    """What the text names as groups of products: place in the view, words."""
    for match in case.pattern("former_levels", "group").finditer(case.view.text):
        yield match.start("name"), match["name"].rstrip(" ,")
    yield from _listed(case)
    yield from _enumerated(case)


def _enumerated(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups in a sentence that lists three or more: "(1) thực phẩm; (2) đồ uống; (3) thảo dược"."""
    run: list[re.Match[str]] = []
    text = case.view.text
    for match in (*_names_of_groups(case.rulebook).finditer(text), None):
        between = text[run[-1].end() : match.start()] if match and run else ""
        if match and run and len(between) < _BESIDE and _BETWEEN.fullmatch(between):
            run.append(match)
            continue
        yield from ((one.start(), one.group()) for one in run if len(run) >= _LIST)
        run = [match] if match else []


@lru_cache(maxsize=8)
def _names_of_groups(rulebook: Rulebook) -> re.Pattern[str]:
    rows = rulebook.table("ocop_groups")
    names = {name for row in rows for name in (row["name"], *row["aliases"].split("|")) if name}
    longest = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"(?i:(?<!\w)(?:{longest})(?!\w))")


def _listed(case: Case) -> Iterator[tuple[int, str]]:
    """The names of groups that fill the lines of a list, three or more below each other."""
    known = {name for name, _ in _every_name(case.rulebook)}
    run: list[tuple[int, str]] = []
    for paragraph in (*case.view.paragraphs, None):
        line = case.view.text[paragraph.start : paragraph.end] if paragraph else ""
        words = _ITEM.sub("", line).rstrip(" .;,")
        if paragraph and _spoken(words) in known:
            run.append((paragraph.start + line.index(words), words))
            continue
        yield from run if len(run) >= _LIST else ()
        run = []


def _spoken(words: str) -> str:
    """The words without marks, case and signs."""
    return " ".join(_SIGNS.sub(" ", fold(words)).split())


def _plain(words: str) -> str:
    """The words that say something."""
    return " ".join(word for word in _spoken(words).split() if word not in _JOINING)


@lru_cache(maxsize=8)
def _every_name(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Each name of a group, aliases too, without signs, and the official name."""
    rows = rulebook.table("ocop_groups")
    return tuple(
        (_spoken(name), row["name"]) for row in rows for name in (row["name"], *row["aliases"].split("|")) if name
    )


@lru_cache(maxsize=8)
def _unofficial(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    """Names in use that are no shortened official ones: words stand in them that the official name lacks."""
    rows = rulebook.table("ocop_groups")
    official = {_spoken(row["name"]) for row in rows}
    short = {
        _spoken(alias)
        for row in rows
        for alias in row["aliases"].split("|")
        if set(_plain(alias).split()) <= set(_plain(row["name"]).split())
    }
    return tuple(
        (_spoken(alias), row["name"])
        for row in rows
        for alias in filter(None, row["aliases"].split("|"))
        if _spoken(alias) not in official | short
    )


def _named(rulebook: Rulebook, before: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The names of groups, by plain words, that the regime ``before`` which they are asked for no longer has."""
    rows = rulebook.table("ocop_groups")
    now = {_plain(row["name"]) for row in rows if row["regime"] == before}
    current = {_plain(name) for row in rows if row["regime"] == before for name in row["aliases"].split("|")}
    for row in rows:
        old = _plain(row["name"])
        if row["regime"] < before and old not in now:
            yield old, dict(row)
            yield from ((_plain(one), dict(row)) for one in row["aliases"].split("|") if _plain(one) not in current)


def _regime(rulebook: Rulebook, issued: str) -> str | None:
    """The latest regime that had begun on a day."""
    begun = [row["regime"] for row in rulebook.table("ocop_groups") if row["valid_from"] <= issued]
    return max(begun, default=None)


def _successor(rulebook: Rulebook, number: str, regime: str) -> str | None:
    """The group of a regime that took the place of the one with this number in the regime before."""
    follows = {"5": "4"}.get(number, number) if regime > "R2019" else number
    rows = (row["name"] for row in rulebook.table("ocop_groups") if (row["regime"], row["no"]) == (regime, follows))
    return next(rows, None)


@lru_cache(maxsize=8)
def _former(rulebook: Rulebook) -> tuple[tuple[str, str, str | None], ...]:
    """Bodies that are no more under their name: the name, its last day, the names of what came after."""
    rows = rulebook.table("issuers")
    names = {row["code"]: row["name_vi"] for row in rows}
    found: list[tuple[str, str, str | None]] = []
    for row in rows:
        ended = row["valid_to"]
        if len(ended) < len("2025-02") or row["kind"] not in ("bo", "so", "phong"):
            continue
        last = ended if len(ended) > len("2025-02") else f"{ended}-28"
        after = [names[code] for code in row["successor_codes"].split("|") if code in names]
        for name in (row["name_vi"], *filter(None, row["name_aliases"].split("|"))):
            found.append((name, last, ", ".join(after) or None))
    for row in rulebook.table("provinces"):
        unit = row["old_full_name"][:1].lower() + row["old_full_name"][1:]
        now = row["new_full_name_2026"][:1].lower() + row["new_full_name_2026"][1:]
        if row["change"] == "absorbed":
            found += [(f"{office} {unit}", "2025-06-30", f"{office} {now}") for office in _COMMITTEES]
    return tuple(found)
