"""Finds the document in a web page: menus, prompts and sidebars are told by structure and links, never by wording."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

Element = etree._Element

NEVER = frozenset(
    "script style noscript template iframe svg canvas object embed nav button input select textarea dialog head".split()
)
"""Elements that hold no words of a document."""
_AROUND = frozenset("header footer aside menu".split())
_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog menu menubar complementary".split())
_PROSE = frozenset("p h1 h2 h3 h4 h5 h6 table pre blockquote center ul ol".split())
_LINKED = 0.6
"""A list or block whose words are links to this share is a menu."""


def main_part(page: Element) -> Element:
    """The element that holds the document, with everything else taken out of the tree below it."""
    body = page.find(".//body")
    root = body if body is not None else page
    for element in list(root.iter()):
        if _is_outside(element, root):
            _drop(element)
    _drop_forms(root)
    _drop_menus(root)
    return _descend(root)


def words(element: Element) -> int:
    """The number of characters of ``element``, blanks left out."""
    return len("".join(inner_text(element).split()))


def inner_text(element: Element) -> str:
    """All text below ``element``."""
    return "".join(str(piece) for piece in element.itertext())


def _is_outside(element: Element, root: Element) -> bool:
    if not isinstance(element.tag, str):
        return True
    if element is root:
        return False
    style = "".join((element.get("style") or "").lower().split())
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true" or "display:none" in style
    if hidden and words(element) > 0.5 * words(root):  # the tab that was not open when the page was saved
        hidden = False
    around = element.tag in _AROUND and not any(a.tag in ("article", "main") for a in element.iterancestors())
    return element.tag in NEVER or hidden or around or element.get("role") in _ROLES


def _drop(element: Element) -> None:
    """Takes ``element`` out of the tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _drop_forms(root: Element) -> None:
    """A form is a prompt, unless the page is wrapped in it as some web frameworks do."""
    whole = words(root)
    for form in list(root.iter("form")):
        if words(form) <= 0.5 * whole:
            _drop(form)


def _drop_menus(root: Element) -> None:
    for element in list(root.iter("ul", "ol", "div", "section", "table", "td", "p")):
        if not any(ancestor is root for ancestor in element.iterancestors()):
            continue
        links = list(element.iter("a"))
        if len(links) >= 3 and not _has_sentence(element):
            linked = sum(words(link) for link in links)
            if linked >= _LINKED * max(words(element), 1):
                _drop(element)


def _has_sentence(element: Element) -> bool:
    """Whether words stand around a link as they do in a sentence that cites."""
    for link in element.iter("a"):
        brother, parent = link.getprevious(), link.getparent()
        before = brother.tail if brother is not None else parent.text if parent is not None else ""
        around = len(" ".join((before or "").split())) + len(" ".join((link.tail or "").split()))
        if around >= 20:
            return True
    return False


def _descend(root: Element) -> Element:
    """The deepest element that holds nearly all prose and has paragraphs of its own."""
    here = root
    while True:
        masses = [(_prose(child), child) for child in here]
        whole = sum(mass for mass, _ in masses) + len((here.text or "").strip())
        if not masses or not whole:
            return here
        best, child = max(masses, key=lambda pair: pair[0])
        own = sum(mass for mass, other in masses if other is not child and _is_text(other))
        own += sum(len((other.tail or "").strip()) for other in here) + len((here.text or "").strip())
        if child.tag in _PROSE or best < 0.6 * whole or own > 0.02 * whole:
            return _prune(here, best, whole)
        kept = [other for mass, other in masses if _belongs(other, child, mass, whole)]
        if len(kept) > 1:
            return _prune(here, best, whole)
        here = child


def _is_text(element: Element) -> bool:
    return element.tag in _PROSE and not element.findall(".//a")


def _belongs(other: Element, child: Element, mass: int, whole: int) -> bool:
    """A brother of the main part that is part of the document: large, or of the same kind."""
    alike = other.tag == child.tag and bool(other.get("class")) and other.get("class") == child.get("class")
    return other is child or mass >= max(0.1 * whole, 200) or (alike and mass > 0)


def _prune(root: Element, best: int, whole: int) -> Element:
    """Beside a main part, small blocks that are no paragraphs are prompts and boxes of the site."""
    if best < 0.6 * whole:
        return root
    main = max(blocks(root), key=_prose)
    for other in list(root):
        if other.tag in ("div", "section", "span") and not _belongs(other, main, _prose(other), whole):
            linked = sum(words(link) for link in other.iter("a"))
            if linked or _prose(other) < 0.02 * whole:
                _drop(other)
    return root


def _prose(element: Element) -> int:
    """Characters outside links."""
    return words(element) - sum(words(link) for link in element.iter("a"))


class TooDeep(ValueError):
    """Elements stand within elements so deep that the parser gave up."""


def parse(text: str) -> Element:
    """The page as a tree. Raises ValueError when nothing is in it, and :class:`TooDeep`."""
    parser = html.HTMLParser()
    try:
        page: Element = html.document_fromstring(text, parser=parser)
    except etree.ParserError as error:
        raise ValueError("the page is empty") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise TooDeep
    return page


def blocks(element: Element) -> Iterator[Element]:
    """The children of ``element`` that are elements."""
    return (child for child in element if isinstance(child.tag, str))
