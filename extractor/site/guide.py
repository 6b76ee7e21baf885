"""The few marks of Markdown that the check reference uses, as HTML. Everything else in it is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from markupsafe import Markup

_BLOCK = re.compile(r"```[^\n]*\n(?P<code>.*?)\n```|(?P<text>(?:(?!```)[^\n]+(?:\n|$))+)", re.DOTALL)
_ITEM = re.compile(r"(?:[-*]|(?P<number>\d+\.)) +(?P<words>.*)")
_INLINE = (
    (re.compile(r"`([^`]+)`"), r"<code>\1</code>"),
    (re.compile(r"\*\*([^*]+)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<![*\w])\*([^*\n]+)\*(?![*\w])"), r"<em>\1</em>"),
    (re.compile(r"\[([^\]]+)\]\((/[^)\s]*|[A-Z]+\d*(?:\.md)?)\)"), r'<a href="\2">\1</a>'),
)


def html(markdown: str) -> Markup:
    """``markdown`` as HTML: headings, paragraphs, lists, quotations, tables, code, and links within the site."""
    return Markup("\n".join(_blocks(markdown)))


def _blocks(markdown: str) -> Iterator[str]:
    for block in _BLOCK.finditer(markdown.replace("\r\n", "\n")):
        if block["code"] is not None:
            yield f"<pre><code>{escape(block['code'])}</code></pre>"
        else:
            yield from _text(block["text"].strip("\n").split("\n"))


def _text(lines: list[str]) -> Iterator[str]:
    while lines:
        first = lines[0]
        if heading := re.match(r"(#{1,4}) +(.*)", first):
            level = max(len(heading[1]), 2)
            yield f"<h{level}>{_inline(heading[2])}</h{level}>"
            lines = lines[1:]
        elif _ITEM.match(first):
            taken = _while(lines, r"(?:[-*]|\d+\.) |\s")
            yield _list(lines[:taken])
            lines = lines[taken:]
        elif first.startswith(">"):
            taken = _while(lines, ">")
            yield f"<blockquote><p>{_inline(' '.join(line[1:].strip() for line in lines[:taken]))}</p></blockquote>"
            lines = lines[taken:]
        elif first.startswith("|"):
            taken = _while(lines, r"\|")
            yield _table(lines[:taken])
            lines = lines[taken:]
        else:
            taken = max(_while(lines, r"(?!#{1,4} |[-*] |\d+\. |>|\|)"), 1)
            yield f"<p>{_inline(' '.join(lines[:taken]))}</p>"
            lines = lines[taken:]


def _while(lines: list[str], pattern: str) -> int:
    return next((i for i, line in enumerate(lines) if not re.match(pattern, line)), len(lines))


def _list(lines: list[str]) -> str:
    items: list[str] = []
    for line in lines:
        if item := _ITEM.match(line):
            items.append(item["words"])
        else:
            items[-1] += f" {line.strip()}"
    first = _ITEM.match(lines[0])
    tag = "ol" if first and first["number"] else "ul"
    return f"<{tag}>{''.join(f'<li>{_inline(item)}</li>' for item in items)}</{tag}>"


def _table(lines: list[str]) -> str:
    rows = [
        [cell.strip() for cell in line.strip("| ").split("|")] for line in lines if not re.fullmatch(r"[|\s:-]+", line)
    ]
    head = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in rows[0])
    body = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows[1:])
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'


def _inline(text: str) -> str:
    html = escape(text, quote=False)
    for pattern, written in _INLINE:
        html = pattern.sub(written, html)
    return html
