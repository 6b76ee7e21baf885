"""What the words around a list say of its products: status, rank, recognition and group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, takewhile

from extractor.facts.product_knowledge import phrase, signs, tie_group, told
from extractor.outline import Block, Outline
from extractor.rulebook import Rulebook

_HEADING = 90
_LEAD = 600
"""Characters in the longest paragraph that announces a list."""
_ENDS = ("article", "recipients", "signature")
"""What ends all that a line above announces."""
_LIST = 40
"""How many paragraphs above a line the announcement is looked for."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is said of all the products of a list."""

    status: str | None = None
    stars: int | None = None
    recognition: str | None = None

    def or_else(self, other: Context) -> Context:
        """What ``self`` says, and ``other`` where it says nothing."""
        return Context(self.status or other.status, self.stars or other.stars, self.recognition or other.recognition)


@lru_cache(maxsize=256)  # what follows a name is much the same for each of a list
def read(before: str, after: str, rulebook: Rulebook, lead: str = "") -> Context:
    """What stands before a list, from its own count of products on, goes before what stands after it or farther.

    ``lead``: the paragraph that announces it; a sentence that counts products itself goes before that.
    """
    if lead and not phrase("counted", rulebook).search(before):
        return read(f"{lead} {before}", after, rulebook)
    counted = [match.start() for match in phrase("counted", rulebook).finditer(before)]
    near = before[counted[-1] :] if counted else before
    found: dict[str, str] = {}
    for gives in ("status", "stars", "recognition"):
        for text, last in ((near, True), (after, False), (before if len(counted) < 2 else "", True)):
            if said := signs(text, gives, rulebook):
                values = [sign.value for sign in said]
                found[gives] = told(values)[-1] if last else values[0]
                break
    if found.get("status") in ("recognized", "ranked", "expired") and counted:
        aim = _aim(before[: counted[-1]], rulebook)
        if aim == "withdrawn" or (aim and not phrase("done", rulebook).search(near)):
            found["status"] = aim
    stars = found.get("stars")
    own = Context(found.get("status"), int(stars) if stars else None, found.get("recognition"))
    return own.or_else(read(lead, "", rulebook)) if lead else own


def _aim(before: str, rulebook: Rulebook) -> str | None:
    """What the clause right before a count is for: "Phấn đấu có 02 sản phẩm đạt 5 sao", "Thu hồi … 02 sản phẩm"."""
    clause = phrase("clause", rulebook).split(before)[-1]
    values = told([sign.value for sign in signs(clause, "status", rulebook)])
    return values[-1] if values and values[-1] in ("candidate", "withdrawn") else None


def status_of(said: str | None, outline: Outline, block: Block, rulebook: Rulebook) -> str:
    """The status as a fact has it: a bare rank is one aimed at below a heading such as "Sản phẩm đề nghị công nhận"."""
    if said != "ranked":
        return said or "listed"
    headings = (section.heading or "" for section in outline.headings(block.section))
    return "candidate" if any(phrase("aims", rulebook).search(text) for text in headings) else "recognized"


def own_status(clause: str, announced: str, rulebook: Rulebook) -> str | None:
    """The status in the clause behind a product, where it goes before that of its sentence and of its list.

    A withdrawal and an end do, and an aim without a result ("tham gia đánh giá đạt 3 sao" has one); a result only where
    the list announces candidates and others together; ``announced`` is what does.
    """
    values = told([sign.value for sign in signs(clause, "status", rulebook)])
    if values[:1] in (["withdrawn"], ["expired"]) or set(values) == {"candidate"}:
        return values[0]
    return "recognized" if values[:1] == ["recognized"] and _mixed(announced, rulebook) else None


def _mixed(text: str, rulebook: Rulebook) -> bool:
    """Whether ``text`` announces both recognized products and candidates, so that each must speak for itself."""
    values = {sign.value for sign in signs(text, "status", rulebook)}
    return "candidate" in values and bool(values & {"recognized", "ranked"})


def leads(outline: Outline, rulebook: Rulebook) -> dict[int, Block]:
    """The paragraph that announces the list in which each block stands, by where the block starts."""
    found: dict[int, Block] = {}
    lead: Block | None = None
    before: Block | None = None
    length = 0
    for block in outline.blocks:
        length += 1
        if before is None or before.note != block.note or before.end - before.start > _LEAD:
            lead = None
        elif (text := outline.text(before)).endswith(":"):
            announces = before.kind != block.kind and phrase("announces", rulebook).match(text)
            lead, length = before if announces else None, 0
        elif before.kind != block.kind or length >= _LIST:
            lead = None
        if lead is not None:
            found[block.start] = lead
        before = block
    return found


def announcers(outline: Outline, rulebook: Rulebook) -> dict[int, Block]:
    """The numbered line that announces the products of what follows it, by where each block starts: "Điều 1. Công nhận
    11 sản phẩm đạt 4 sao, gồm:" holds up to Điều 2, whatever headings stand between."""
    found: dict[int, Block] = {}
    above: Block | None = None
    for block in outline.blocks:
        if above is not None and block.kind in (above.kind, *_ENDS):
            above = None
        if above is not None:
            found[block.start] = above
        words = outline.text(block)
        opens = block.kind != "text" and len(words) <= _LEAD and words.endswith(":")
        if opens and phrase("announces", rulebook).match(words):
            above = block
    return found


def group_named(sentence: str, rulebook: Rulebook, day: str | None) -> str | None:
    """The group named in the sentence."""
    for match in phrase("group", rulebook).finditer(sentence):
        if group := tie_group(match["group"], rulebook, day):
            return group
    return None


def group_above(outline: Outline, block: Block, rulebook: Rulebook, day: str | None) -> str | None:
    """The group named by the entry of a list under which the block stands ("(1). Thực phẩm: …")."""
    near = takewhile(lambda section: section.kind != "article", islice(outline.headings(block.section), 2))
    above = (section.heading for section in near)
    for text in (*_headings(outline, block), *above):
        if group := tie_group(text, rulebook, day):
            return group
    return None


def _headings(outline: Outline, block: Block) -> Iterator[str]:
    index = outline.index_of(block)
    for near in reversed(outline.blocks[max(index - 3, 0) : index + 1]):
        if near.section != block.section or near.note != block.note:
            return
        words = outline.view.text[near.body : near.end].split(":", maxsplit=1)[0]
        if len(words) <= _HEADING:
            yield words.lstrip("(0123456789). ")
