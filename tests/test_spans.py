"""Stretches of a text, asked what they cover."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from extractor.spans import Spans

STRETCHES = some.lists(some.tuples(some.integers(0, 60), some.integers(1, 20)).map(lambda one: (one[0], sum(one))))


@given(STRETCHES, STRETCHES, STRETCHES)
def test_all_answers_are_those_of_looking_at_each(
    given_first: list[tuple[int, int]], added: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    spans = Spans(given_first)
    for start, end in added:
        spans.add(start, end)
    everything = [*given_first, *added]
    for start, end in asked:
        assert spans.overlap(start, end) is any(a < end and start < b for a, b in everything)
        assert spans.hold(start) is any(a <= start < b for a, b in everything)
