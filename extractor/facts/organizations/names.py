"""Where the name of a producer ends: which words after a legal form still belong to it.

A name is a legal form, branches of business in either case ("thương mại và dịch vụ"), and a proper part. It ends
at a sign that closes a clause, at another legal form, at an address, and at the words of the sentence around it:
a closed list in ``rules/name_words.csv``, and verbs, which underthesea tags.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from extractor.language import is_word, words
from extractor.rulebook import Rulebook

_TOKEN = re.compile(r"[^\s,;:()\"“”\[\]]+")
_CLOSES = re.compile(r"[,;:()\n\"“”\[\]…]|\.(?=\s|$)|\.{3}|/(?=\s)|\s[|]")
_INITIALS = re.compile(r"(?:\b[A-ZĐ]{1,2}|&)$")
_OPENS_QUOTE = re.compile(r" ?[\"“]([^\"”\n]{2,60})[\"”]")
_AMOUNT = re.compile(r"[0-9]+(?:[.,][0-9]+)+%?")
"""A figure that is no number in a name: "2.450", "93,8%"."""
_LONGEST = 160
_PHRASE = 5
"""Syllables in the longest phrase of the list."""
_LOWER_RUN = 12


class _Token(NamedTuple):
    start: int
    end: int
    text: str
    small: str
    """In small letters."""
    named: bool
    """Written as part of a proper name: with a capital, or a number."""

    @classmethod
    def of(cls, match: re.Match[str]) -> _Token:
        text = match.group()
        first = text.lstrip("&'")[:1]
        named = first.isupper() or (first.isdigit() and not _AMOUNT.fullmatch(text))
        return cls(match.start(), match.end(), text, text.lower(), named)


@cache
def vocabulary(rulebook: Rulebook) -> Mapping[str, str]:
    """The phrases of ``rules/name_words.csv`` in lower case, each with its use."""
    return {phrase: row["use"] for row in rulebook.table("name_words") for phrase in row["words"].split("|")}


@cache
def branches(rulebook: Rulebook) -> frozenset[str]:
    """The branches of business and qualities among them, in lower case."""
    rows = (row for row in rulebook.table("name_words") if row["use"] == "business")
    return frozenset(phrase for row in rows for phrase in row["words"].split("|"))


def name_end(text: str, start: int, barrier: int, rulebook: Rulebook, weak: bool = False) -> int | None:
    """The end of the name whose legal form ends at ``start``, or ``None`` when no proper name follows.

    ``barrier`` is where the next legal form begins. After a ``weak`` form, one that is also a common word, the words in
    lower case before the proper name must be nouns.
    """
    if quoted := _OPENS_QUOTE.match(text, start):
        return quoted.end()
    tokens = _tokens(text, start, min(barrier, start + _LONGEST))
    if tokens and text[start : tokens[-1].end].isupper():
        heading = weak and len(tokens) > 1 and text[max(start - 8, 0) : start].isupper()
        return tokens[-1].end if not heading and _proper(tokens, rulebook, weak) else None
    kept = _kept(text, tokens, vocabulary(rulebook), weak)
    return tokens[kept - 1].end if kept and _proper(tokens[:kept], rulebook, weak) else None


def _tokens(text: str, start: int, limit: int) -> list[_Token]:
    """The tokens of the clause after the form; the full stop of initials ("Q. Hương") closes nothing."""
    end = start
    for match in _CLOSES.finditer(text, start, limit):
        end = match.start()
        if not (match.group() == "." and _INITIALS.search(text, start, end)):
            break
    else:
        end = limit
    return list(map(_Token.of, _TOKEN.finditer(text, start, end)))


def _kept(text: str, tokens: list[_Token], uses: Mapping[str, str], weak: bool) -> int:
    """How many of ``tokens`` belong to the name."""
    index = kept = 0
    begun = False
    while index < len(tokens):
        token = tokens[index]
        use, length = _use(tokens, index, uses)
        if use == "join" and not (kept == index and _goes_on(tokens, index + 1, uses)):
            break
        if use == "join":
            index += 1
            continue
        if use == "business" and (not begun or token.named):
            index += length
            kept = index
            continue
        if token.named and _word(tokens, index, begun):  # "Vật tư", "Bánh kẹo": a common word at the head of the name
            index += 2
            kept = index
            continue
        if token.named:
            if token.text[0].isdigit() and index + 1 < len(tokens) and not tokens[index + 1].named:
                break
            begun = True
            index += 1
            kept = index
            continue
        run = _lower_run(tokens, index, uses, begun)
        if not run or not _belongs(text, tokens, index, index + run, begun, weak):
            break
        index += run
    return kept


def _word(tokens: list[_Token], index: int, begun: bool) -> bool:
    """Whether a syllable with a capital and the next one without are one word of the dictionary."""
    pair = tokens[index : index + 2]
    return not begun and len(pair) == 2 and not pair[1].named and is_word(f"{pair[0].text} {pair[1].text}")


def _use(tokens: list[_Token], index: int, uses: Mapping[str, str]) -> tuple[str | None, int]:
    """The use of the longest listed phrase at ``index`` and its length in tokens."""
    words = [token.small for token in tokens[index : index + _PHRASE]]
    for length in range(len(words), 0, -1):
        use = uses.get(" ".join(words[:length]))
        if use in ("business", "join", "stop", "place"):
            return use, length
    return None, 1


def _goes_on(tokens: list[_Token], index: int, uses: Mapping[str, str]) -> bool:
    """Whether a branch of business, or an initial, follows a word that joins."""
    if index >= len(tokens):
        return False
    use, _ = _use(tokens, index, uses)
    return use == "business" or tokens[index - 1].text == "&" or bool(re.fullmatch(r"[A-ZĐ]{2,4}", tokens[index].text))


def _lower_run(tokens: list[_Token], index: int, uses: Mapping[str, str], begun: bool) -> int:
    """The length of the words in lower case at ``index`` that may stand inside a name, 0 when they end it."""
    at = index
    while at < len(tokens) and not tokens[at].named:
        use, length = _use(tokens, at, uses)
        if use == "stop" or (use == "place" and begun):
            return 0
        if use == "join" and not _goes_on(tokens, at + 1, uses):
            return 0
        at += length
    limit = 4 if begun else _LOWER_RUN
    return at - index if at < len(tokens) and at - index <= limit else 0


def _belongs(text: str, tokens: list[_Token], first: int, last: int, begun: bool, weak: bool) -> bool:
    """Whether a run in lower case is part of the name: after a proper part, or a weak form, verbs are not."""
    if not begun and not weak:
        return True
    # with the name behind them and without: neither "hữu cơ Bản" nor "cổ thụ" is a verb, though each is tagged so once
    ends = (tokens[last].end, tokens[last - 1].end)
    tagged = [found[0] for end in ends if (found := words(text[tokens[first].start : end]))]
    return any(word.tag not in ("V", "E", "R", "C", "Cc", "L", "P", "M") for word in tagged)


def _proper(tokens: list[_Token], rulebook: Rulebook, weak: bool) -> bool:
    """Whether something in the tokens is a name of its own: no branch of business, level, abbreviation or, after a weak
    form, province or number ("doanh nghiệp Nghệ An", "doanh nghiệp 2014")."""
    common = vocabulary(rulebook)
    short = _abbreviations(rulebook)
    provinces = _provinces(rulebook) if weak else frozenset()
    index = 0
    while index < len(tokens):
        words = [token.small for token in tokens[index : index + _PHRASE]]
        for length in range(len(words), 0, -1):
            phrase = " ".join(words[:length])
            # one syllable with a capital behind others is a name: "Thực phẩm Xanh"
            alone = length == 1 and index and tokens[index].named and common.get(phrase) == "business"
            if phrase in provinces or (phrase in common and not alone):
                index += length
                break
        else:
            text = tokens[index].text
            if _word(tokens, index, begun=False):
                index += 1
            elif (
                tokens[index].named
                and not (weak and (text[0].isdigit() or len(text) < 2))
                and not all(part in short for part in re.split(r"[-&.]", text.casefold()))
            ):
                return True
            index += 1
    return False


@cache
def _abbreviations(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(row["short"].casefold() for row in rulebook.table("name_abbreviations"))


@cache
def _provinces(rulebook: Rulebook) -> frozenset[str]:
    return frozenset(row["old_name"].lower() for row in rulebook.table("provinces"))
