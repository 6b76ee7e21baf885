"""The list of the checks: what each is called and how grave it can be stands in ``rules/checks.csv``."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, cast

from extractor.checks import (
    act_titles,
    annex_lists,
    annexes,
    bases,
    between,
    bodies,
    calendar_days,
    certificates,
    competences,
    completeness,
    copied,
    counted_in_sentences,
    counted_lists,
    counts,
    dates,
    deadlines,
    divisions,
    ended,
    growth,
    growth_apart,
    head,
    identity,
    initials,
    later_bodies,
    later_groups,
    listings,
    money,
    names,
    notation,
    number_series,
    numbering,
    originals,
    own_annexes,
    own_articles,
    own_number,
    own_titles,
    periods,
    points,
    points_parts,
    product_lists,
    products_of,
    recipients,
    repairs,
    shares,
    shares_of_counts,
    shares_of_series,
    signing,
    signs,
    spelling,
    structure,
    symbol_form,
    titles,
    told_twice,
    units,
    unnumbered,
    validity,
    vocabulary,
    whole_lists,
    wholes,
)
from extractor.checks.procedure import Nature
from extractor.model import Finding, Severity
from extractor.shipped import folder

_COPYING = {"": frozenset[str](), "digits": frozenset({"scan", "ocr_text"})}
_COPYING["letters"] = _COPYING["digits"] | {"pdf_text", "web_copy"}
"""The kinds of copy in which digits may have been misread, and those in which letters or words may have been lost."""


@dataclass(frozen=True, slots=True)
class Check:
    """One check: what it is called, how grave its findings can be, and what copying alone can cause of it."""

    code: str
    title: str
    severity: Severity
    """The gravest that it gives."""
    scope: Literal["document", "corpus"]
    nature: Nature
    """Of what the defect is, which decides how it is mended."""
    copying: frozenset[str]
    """The kinds of copy in which the defect may be the copy's own: a warning at most there."""
    element: str | None
    """Of a citation, where the defect is one of how an act is cited: number, kind, issuer, date, title, force."""
    function: Callable[..., Iterator[Finding]]
    """Takes one :class:`Case`, or all of them when the scope is the corpus."""

    @property
    def family(self) -> str:
        """The first letter and digit of its code."""
        return self.code[:2]


_FUNCTIONS: Mapping[str, Callable[..., Iterator[Finding]]] = {
    "C101": identity.wrong_issuer,
    "C102": identity.cut_symbol,
    "C103": identity.mistyped_code,
    "C104": identity.wrong_term,
    "C105": number_series.out_of_order,
    "C106": symbol_form.other_case,
    "C201": dates.two_dates,
    "C202": dates.dates_between_documents,
    "C203": dates.cited_future,
    "C204": dates.amended_later,
    "C205": dates.outside_own_period,
    "C206": dates.date_against_authority,
    "C207": dates.year_against_date,
    "C208": originals.own_dates,
    "C210": own_number.other_year,
    "C301": validity.as_basis,
    "C302": validity.as_rule,
    "C303": ended.over,
    "C401": titles.cut_issuer,
    "C402": titles.code_called_law,
    "C403": titles.misspelt_name,
    "C404": act_titles.against_authority,
    "C405": act_titles.between_mentions,
    "C406": copied.other_issuer,
    "C407": titles.cut_programme,
    "C408": titles.misshaped_body,
    "C409": copied.title_of_another,
    "C410": bodies.several_names,
    "C501": completeness.first_mention,
    "C503": initials.unexplained,
    "C505": unnumbered.programmes,
    "N101": money.money_sums,
    "N102": counts.star_sums,
    "N103": counts.kind_sums,
    "N104": whole_lists.place_sums,
    "N105": whole_lists.complements,
    "N106": repairs.in_columns,
    "N107": repairs.in_rows,
    "N108": wholes.sums,
    "N109": growth.rests,
    "N110": shares_of_series.fractions,
    "N111": products_of.products,
    "N113": points_parts.sums,
    "N201": shares.in_sentences,
    "N202": shares.in_tables,
    "N203": shares_of_series.shares,
    "N204": growth.growths,
    "N205": growth.attainments,
    "N206": growth.between_labels,
    "N207": shares_of_counts.of_units,
    "N208": shares_of_series.named_shares,
    "N209": shares_of_counts.of_what_was_told,
    "N210": growth_apart.from_elsewhere,
    "N211": growth_apart.in_another_unit,
    "N212": units.two_wholes,
    "N301": money.words_and_digits,
    "N401": notation.mixed,
    "N402": notation.dates,
    "N403": units.short,
    "N501": between.two_figures,
    "N502": told_twice.figure_twice,
    "P101": names.two_forms,
    "P102": listings.twice,
    "P103": listings.announced,
    "P104": copied.other_province,
    "P105": listings.same_task,
    "P106": counted_lists.items,
    "P107": counted_in_sentences.groups,
    "P108": between.two_ranks,
    "P109": product_lists.product_twice,
    "P110": counted_in_sentences.items,
    "P111": listings.sentence_twice,
    "P112": counted_in_sentences.acts,
    "P113": copied.other_title,
    "P114": names.two_kinds,
    "P116": product_lists.counted,
    "S101": structure.wrong_parent,
    "S102": numbering.skipped,
    "S103": numbering.twice,
    "S104": divisions.within,
    "S105": divisions.labels,
    "S106": divisions.levels,
    "S201": annexes.absent,
    "S202": annexes.twice,
    "S203": own_annexes.other_number,
    "S204": own_annexes.other_place,
    "S205": own_annexes.other_year,
    "S206": bases.closing_signs,
    "S207": annexes.skipped,
    "S208": own_articles.absent,
    "S209": own_articles.addressed,
    "S211": signs.unclosed,
    "S212": annex_lists.against_list,
    "S213": annex_lists.unattached,
    "S301": head.blank,
    "S302": head.incomplete,
    "S303": signing.authority,
    "S304": recipients.left_out,
    "T101": periods.own_year,
    "T102": periods.told_before_it_was,
    "T103": periods.after_the_year,
    "T104": deadlines.backwards,
    "T105": deadlines.passed,
    "T106": deadlines.adopted,
    "T107": periods.later_year,
    "T108": deadlines.year_before,
    "T109": deadlines.closing_year,
    "T110": deadlines.with_itself,
    "T111": calendar_days.impossible,
    "T112": own_titles.other_time,
    "T113": told_twice.task_twice,
    "T114": calendar_days.weekday,
    "T115": calendar_days.in_force,
    "V101": vocabulary.old_group,
    "V102": vocabulary.distorted_group,
    "V103": vocabulary.former_level,
    "V104": vocabulary.former_body,
    "V105": competences.months,
    "V106": competences.recognised_by,
    "V107": points.points,
    "V108": competences.bands,
    "V109": later_groups.not_yet,
    "V110": later_bodies.not_yet,
    "V112": certificates.ends,
    "V113": points_parts.most,
    "W101": spelling.doubled,
    "W102": spelling.open_brackets,
    "W103": signs.misplaced,
}


def _all() -> Iterator[Check]:
    with (folder("rules") / "checks.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            yield Check(
                row["code"],
                row["title"],
                cast(Severity, row["severity"]),
                cast(Literal["document", "corpus"], row["scope"]),
                cast(Nature, row["nature"]),
                _COPYING[row["copying"]],
                row["element"] or None,
                _FUNCTIONS[row["code"]],
            )


CHECKS: Mapping[str, Check] = MappingProxyType({check.code: check for check in _all()})
"""Every check by its code."""
