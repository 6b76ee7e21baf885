"""The kind of a document and its title (tên loại, trích yếu)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from extractor.facts.citations.anchors import sentence_case
from extractor.facts.citations.symbols import canonical
from extractor.facts.geography import provinces
from extractor.facts.head.page import NATION, OPENING, RULED
from extractor.rulebook import Rulebook, table
from extractor.text import fold

_ABOUT = re.compile(r"(?i)(?:v/v:?|về việc|về|\(?v/v) ")
_BODY = re.compile(r"(?:Căn cứ|Thực hiện|Xét|Theo|Kính gửi|Để|Nhằm|Triển khai thực hiện (?:Quyết|Nghị|Kế|Công))\b")
_WORD = re.compile(r"[^\W\d_]+")
_BEGINS = "\n.;:!?"
"""What a sentence or a line begins behind."""
_TAIL = 4
"""Words at the end of a title that show, where a text says them too, how it is written."""
_DIVISIONS = ("part", "roman", "number", "article", "letter-capital", "chapter", "preamble")


@cache
def _types(rulebook: Rulebook) -> tuple[re.Pattern[str], dict[str, str]]:
    """The kinds of documents without marks, which a scan confuses: a pattern for a line's start, and their names."""
    names = {re.sub(r" *[(/].*", "", row["name_vi"]) for row in rulebook.table("doc_types")}
    names |= {row["kind"] for row in rulebook.table("kinds")}
    plain = {fold(name): sentence_case(name) for name in names}
    kinds = "|".join(re.escape(name) for name in sorted(plain, key=lambda n: (-len(n), n)))
    more = "|".join(fold(row["words"]) for row in rulebook.table("doc_type_words"))
    return re.compile(rf"(?P<type>{kinds})(?: (?P<more>{more}))?(?:$|[:.] ?|(?= ve | v/v))"), plain


def type_line(lines: list[str], kinds: list[str], rulebook: Rulebook) -> int | None:
    """Where the kind of the document stands among its first lines, or ``None``."""
    for index, line in enumerate(lines[: 2 * OPENING]):
        if split_type(line, rulebook)[0] and not RULED.match(line):
            return index
        if kinds[index] in ("roman", "article", "part") and index > 5:
            return None
    return None


def split_type(line: str, rulebook: Rulebook) -> tuple[str | None, str]:
    """A line's kind of document and the title that follows it on the line ("Phụ lục 13: BÁO CÁO …" too)."""
    line = re.sub(r"^(?:Phụ lục|PHỤ LỤC)(?: [0-9IVX]+)?[:.] ?", "", line)
    pattern, names = _types(rulebook)
    match = pattern.match(fold(line))
    if not match or len(line) > 300 or not line[: match.end()].isupper():
        return None, ""
    return " ".join([names[match["type"]], *line[match.end("type") : match.end("more")].lower().split()]), line[
        match.end() :
    ].strip()


def read_title(lines: list[str], kinds: list[str], rulebook: Rulebook) -> tuple[str | None, int]:
    """The lines of the title joined, and how many they are."""
    taken: list[str] = []
    skipped = 0
    for line, kind in zip(lines, kinds, strict=False):
        if not taken and (RULED.match(line) or NATION.search(line)):
            skipped += 1
            continue
        ends = (
            RULED.match(line)
            or line.startswith("(")
            or (_BODY.match(line) and (taken or line.endswith((";", ",", ":"))))
        )
        if taken and (
            kind in _DIVISIONS
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


_CODE = re.compile(r"(?<=\d/)[^\W\d_]{1,6}(?:-[^\W\d_]+)+")
"""The symbol behind the number of an act."""


def _is_issuer(line: str, rulebook: Rulebook) -> bool:
    return line.isupper() and bool(rulebook.compile(r"(?i:{issuer})[;,.]?$").match(line.title()))


def as_sentence(title: str, text: str, rulebook: Rulebook) -> str:
    """A title in capitals as the text writes it elsewhere, else with one capital; initials and names keep theirs."""
    if not title.isupper():
        return title[:1].upper() + title[1:]
    words = title.split(" ")
    written = len(words) >= _TAIL and _found(" ".join(words[-_TAIL:]), text)
    for size in range(len(words), _TAIL - 1, -1) if written else ():
        if found := _found(" ".join(words[-size:]), text):
            lead = _with_names(" ".join(words[:-size]).lower(), text, rulebook)
            whole = f"{lead} {' '.join(found.group().split())}".strip()
            return whole[:1].upper() + whole[1:]
    return title[:1] + _with_names(title.lower(), text, rulebook)[1:]


def _found(words: str, text: str) -> re.Match[str] | None:
    """Where running text says ``words``, on one line or several."""
    return re.search(re.escape(words).replace(r"\ ", r"\s+"), _uncapped(text), re.IGNORECASE)


def _with_names(words: str, text: str, rulebook: Rulebook) -> str:
    """``words`` in small letters with the capitals of provinces and symbols, and of those names and initials that the
    text has.

    "huyện châu thành" is of Châu Thành where the text writes these two words always so.
    """
    told = _written(words, _uncapped(text))
    out = _WORD.sub(lambda word: word[0].upper() if _always(told[word[0]], str.isupper) else word[0], words)
    for first, second in pairwise(_WORD.finditer(words)):
        pair = words[first.start() : second.end()]
        if _always(told[pair], str.istitle):
            out = f"{out[: first.start()]}{pair.title()}{out[second.end() :]}"
    out = _CODE.sub(lambda code: canonical(code[0].upper(), rulebook), out)
    known, pattern = _of_provinces(rulebook)
    return pattern.sub(lambda named: f"{named[1]} {known[named[2].casefold()]}", out)


def _written(words: str, text: str) -> Mapping[str, set[str]]:
    """How running text writes each of ``words`` and each two that a blank parts, at other places than a beginning."""
    told: dict[str, set[str]] = defaultdict(set)
    wanted = {word[0] for word in _WORD.finditer(words)}
    first = None  # the word before, if it is wanted and stands at no beginning
    for word in _WORD.finditer(text):
        if word[0].lower() not in wanted:
            first = None
            continue
        if first and text[first.end() : word.start()] == " ":
            pair = text[first.start() : word.end()]
            told[pair.lower()].add(pair)
        within = text[max(word.start() - 1, 0)] == " " and text[word.start() - 2] not in _BEGINS
        first = word if within else None
        if within:
            told[word[0].lower()].add(word[0])
    return told


def _always(forms: set[str], form: Callable[[str], bool]) -> bool:
    """Whether words are written, and always in this form."""
    return bool(forms) and all(map(form, forms))


@cache
def _of_provinces(rulebook: Rulebook) -> tuple[dict[str, str], re.Pattern[str]]:
    known = provinces(rulebook)
    names = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    return known, re.compile(rf"\b(tỉnh|thành phố) ({names})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=2)
def _uncapped(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.isupper())


def within_sentence(title: str) -> str:
    """A title as it goes on behind other words: its first letter is made small, unless a name begins there.

    Names are initials, a word with another capital behind it, and what acts are called ("Đề án").
    """
    first, _, rest = title.partition(" ")
    named = first[1:2].isupper() or rest[:1].isupper() or f"{fold(title)} ".startswith(_called())
    return title if named else title[:1].lower() + title[1:]


@cache
def _called() -> tuple[str, ...]:
    """What acts are called, without marks, those words aside that are verbs of titles too ("ban hành quy định")."""
    verbs = {
        word for row in table("title_words") if row["note"].startswith("the verb") for word in row["words"].split("|")
    }
    return tuple(f"{fold(row['kind'])} " for row in table("kinds") if fold(row["kind"]) not in verbs)
