"""The look of the page of findings: on a wide screen, on a narrow one, on paper."""

STYLE = """
:root { color-scheme: light; --line: #c9cdd2; --error: #b3261e; --warning: #8a5a00; --note: #3b5b7a; }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: #1b1b1b; background: #fff;
  max-width: 86rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; margin: 0 0 1rem; } h2 { font-size: 1.3rem; margin: 0; } h3 { font-size: 1.1rem; }
a { color: #0b57a4; }
p { margin: 0 0 .7rem; } p.strong { font-weight: 600; } p.small { font-size: .875rem; color: #444; }
.contents { margin: 0 0 2rem; padding-left: 1.3rem; }
.document { border-top: 3px solid #1b1b1b; margin: 0 0 4rem; padding-top: 1rem; }
.document > header { margin-bottom: 1.5rem; } .document > header p { margin: .2rem 0; }
.document > header .path { color: #555; font-size: .875rem; margin: 0; }
.counts b { display: inline-block; border: 1px solid; border-radius: .25rem; padding: 0 .5rem; margin-right: .4rem; }
b.error { color: var(--error); } b.warning { color: var(--warning); } b.note { color: var(--note); }
mark { color: inherit; padding: .1em 0; text-decoration: underline 2px; text-underline-offset: .2em; }
mark.error { background: #fde3e0; text-decoration-color: var(--error); }
mark.warning { background: #fdf0cf; text-decoration-color: var(--warning); text-decoration-style: dashed; }
mark.note { background: #e3edf7; text-decoration-color: var(--note); text-decoration-style: dotted; }
.at:target + mark { outline: 2px solid #0b57a4; } article.note:target { outline: 2px solid #0b57a4; }
.at, article.note { scroll-margin-top: 3rem; }
sup { line-height: 0; white-space: nowrap; font-weight: 700; padding-left: .1em; } sup a { text-decoration: none; }
article.note { font-size: .875rem; line-height: 1.45; border: 1px solid var(--line);
  border-left: .3rem solid var(--note);
  background: #fff; padding: .5rem .75rem; margin: 0 0 .7rem; }
article.note.error { border-left-color: var(--error); } article.note.warning { border-left-color: var(--warning); }
.note h4 { font-size: .875rem; margin: 0 0 .3rem; } .note p { margin: 0 0 .3rem; }
.note h4 b { display: inline-block; min-width: 1.5em; text-align: center; color: #fff; background: var(--note);
  border-radius: 1em; padding: 0 .35em; margin-right: .3em; }
.note.error h4 b { background: var(--error); } .note.warning h4 b { background: var(--warning); }
dl { margin: 0; } dl div { margin: 0 0 .25rem; } dt { color: #555; } dt::after { content: ":"; }
dt, dd { display: inline; margin: 0; } dd.place { display: block; margin-left: .75rem; }
summary { cursor: pointer; color: #555; background: #f3f4f6; border-radius: .25rem; padding: .2rem .75rem;
  margin: 0 0 .7rem; }
details[open] > summary { margin-bottom: .7rem; }
.wide { overflow-x: auto; margin: 0 0 .9rem; }
table { border-collapse: collapse; }
th, td { border: 1px solid #888; padding: .35rem .5rem; text-align: left; vertical-align: top; }
th { background: #f3f4f6; }
.grid { font-size: .9375rem; line-height: 1.4; overflow-wrap: normal; }
.grid th, .grid td { white-space: pre-line; } .grid thead th { text-align: center; vertical-align: middle; }
.grid .num { text-align: right; } .grid caption { text-align: left; font-size: .875rem; color: #444; }
.grid .fold td { background: #f3f4f6; color: #555; } .fold label { cursor: pointer; }
.folded { display: none; } .fold:has(:checked) + .folded { display: table-row-group; }
.corrections { margin-top: 2rem; overflow-x: auto; }
.corrections table { width: 100%; min-width: 44rem; font-size: .9375rem; overflow-wrap: break-word; }
.corrections :is(td:first-child, td:last-child) { white-space: nowrap; }
.corrections td:nth-child(2) { width: 11%; } .corrections td:nth-child(4) { width: 20%; }
.corrections td:nth-child(3) { width: 25%; }
@media screen and (max-width: 44rem) {
  .corrections table { min-width: 0; } .corrections thead { display: none; }
  .corrections :is(table, tbody, tr, td) { display: block; width: auto; }
  .corrections tr { border: 1px solid #888; padding: .35rem .5rem; margin: 0 0 .7rem; }
  .corrections td, .corrections td:nth-child(n) { border: 0; padding: .1rem 0; width: auto; }
  .corrections td:empty { display: none; }
  .corrections td::before { content: attr(data-head) ": "; color: #555; }
}
@media (min-width: 62rem) {
  .row { display: grid; grid-template-columns: minmax(0, 1fr) 27rem; grid-template-rows: auto 1fr; column-gap: 2rem; }
  .row > .first, .row > .after { grid-column: 1; }
  .row > aside { grid-column: 2; grid-row: 1 / span 2; }
}
@media print {
  body { font-size: 10.5pt; max-width: none; padding: 0; } a { color: inherit; text-decoration: none; }
  .note, tr, dd { break-inside: avoid; } h2, h3, h4 { break-after: avoid; }
  .document { break-before: page; } .document:first-of-type { break-before: auto; }
  mark, .note h4 b, th { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .corrections, .wide { overflow: visible; } .corrections table { min-width: 0; font-size: 9.5pt; }
  .grid { font-size: 8.5pt; overflow-wrap: anywhere; } thead { display: table-header-group; }
}
"""
