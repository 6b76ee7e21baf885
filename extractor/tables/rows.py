"""Cells that lost their grid back into rows: the best way to cut a run of lines into rows of a known width.

A row begins with its number, with the word for a total, or with a blank; a group has a line of its own. Each cut is
scored line by line: by how well the cells fit what their columns hold elsewhere, and by how the numbers go on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from extractor.tables.fitting import Fits, Placed, Profile, fitted, looks_of, straight, with_told
from extractor.tables.looks import BLANK, TEXT, Look, Ordinal
from extractor.tables.pieces import Piece
from extractor.tables.profiles import held_by, sure_rows

_MORE, _FEWER = 4, 4
"""So many lines more or fewer than columns may a row have: cells of several paragraphs, blanks that were lost."""
_MERGED_DOWN = 12
"""How many further rows may share the merged cells of a row."""
_ENOUGH = 2
"""So many sure rows tell what the columns hold."""
_SHARED = 0.1
"""How unlikely it is that a row has no line for a cell, as that of the row above holds for it too."""
_GROUP_IN_ROW = 0.8
"""How unlikely it is that words that name a group of rows are a cell of a row without a number."""
_LEAST = 0.45
"""Of what its lines are worth when they fit, the share that a row must reach."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A row: its ``cells``, one tuple of pieces for each column; ``spans`` columns from the first are one cell."""

    cells: Placed
    spans: int = 1
    group: bool = False


Counts = Mapping[tuple[str, tuple[int, ...]], int]
"""The last number of each kind and parent."""


@dataclass(frozen=True, slots=True)
class _State:
    """Rows up to some line, and their score."""

    score: float
    rows: tuple[Cut, ...]
    last: Counts = field(default_factory=dict)
    fresh: bool = True
    """Whether numbers may begin anew: at the start and below a group."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows found, where they end among the pieces, and their score: at most one for each piece."""

    rows: tuple[Cut, ...]
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Cutter:
    """Cuts ``pieces`` into rows of ``width``; rows are ``numbered``, or begin with words."""

    pieces: Sequence[Piece]
    width: int
    fits: Fits
    lost: bool
    """Whether blank cells have left no trace."""
    numbered: bool = True
    sure: bool = False
    """Whether numbered rows with a line for each column tell what these hold."""
    apart: bool = True
    """Whether words that name a group of rows ("Nhóm thực phẩm") are hardly a cell."""

    def rows(self, first: int) -> Rows | None:
        """The rows from the piece ``first`` on; ``None`` when not one fits."""
        states: dict[int, _State] = {first: _State(0.0, ())}
        best, end, reached = _State(0.0, ()), first, first
        for index in range(first, len(self.pieces) + 1):
            if index > reached:  # no row ends here or farther on
                break
            state = states.pop(index, None)
            if state is None:
                continue
            if state.score > best.score and state.rows and not state.rows[-1].group:
                best, end = state, index
            if index == len(self.pieces):
                break
            for stop, after in self._rows_at(index, state):
                reached = max(reached, stop)
                if stop not in states or states[stop].score < after.score:
                    states[stop] = after
        return Rows(best.rows, end, best.score) if best.rows else None

    def _rows_at(self, index: int, state: _State) -> Iterator[tuple[int, _State]]:
        """The rows that may begin at ``index``: where each ends, and the state after it."""
        piece = self.pieces[index]
        if piece.soft:
            yield index + 1, _State(state.score - 0.2, state.rows, state.last, state.fresh)
        if piece.look.total:
            yield from self._totals(index, state)
        elif piece.kind == "blank":
            total = self._look(index + 1).total
            yield from self._full(index, state, 0.2 if total else 1.2, state.last, fresh=total or state.fresh)
        elif self.numbered:
            yield from self._numbered(index, state)
        else:
            yield from self._group_line(index, state)
            if piece.kind in TEXT:
                yield from self._full(index, state, 0.0, state.last, fresh=True)

    def _numbered(self, index: int, state: _State) -> Iterator[tuple[int, _State]]:
        known = [(_price(one, state), one) for one in self.pieces[index].look.ordinals]
        if not known:
            yield from self._group_line(index, state)
            return
        price, one = min(known)
        last = _counted(state.last, one)
        if index + 1 < len(self.pieces) and self.pieces[index + 1].kind in TEXT and self.width > 2:
            cells: Placed = ((self.pieces[index],), (self.pieces[index + 1],), *((),) * (self.width - 2))
            worth = 1.6 if one[0] != "number" else 1.0
            row = Cut(cells, 1, group=True)
            yield index + 2, _State(state.score + worth - price, (*state.rows, row), last, True)
        yield from self._full(index, state, price, last, fresh=one[0] != "number")
        for stop, worth, rows in self._merged(index):
            yield stop, _State(state.score + worth - price, (*state.rows, *rows), last, False)

    def _full(
        self, index: int, state: _State, price: float, last: Counts, *, fresh: bool
    ) -> Iterator[tuple[int, _State]]:
        """The rows of one line to a column, of lines more or lines fewer."""
        ways = fitted(self.pieces[index : index + self.width + _MORE], index, self.width, self.fits, self.lost)
        furthest = self._furthest(index)
        for length in range(max(2, self.width - _FEWER), self.width + _MORE + 1):
            stop = index + length
            if stop > furthest:
                return
            if length != self.width and not (self._may_begin(stop) or (self.lost and length < self.width)):
                continue
            worth = ways.worth[length]
            if not self.numbered and self.apart:
                worth -= _GROUP_IN_ROW * sum(piece.look.apart for piece in self.pieces[index:stop])
            if worth - price >= _LEAST * length:
                row = Cut(ways.cells(length))
                yield stop, _State(state.score + worth - price, (*state.rows, row), last, fresh)
            for shared, cells in self._shared(index, stop, state):
                if shared - price >= _LEAST * length:
                    yield stop, _State(state.score + shared - price, (*state.rows, Cut(cells)), last, fresh)

    def _furthest(self, index: int) -> int:
        """Where a row that begins at ``index`` ends at the latest: at one that adds up."""
        ahead = range(index + 2, min(len(self.pieces), index + self.width + _MORE))
        return next((at for at in ahead if self.pieces[at].look.total), len(self.pieces))

    def _shared(self, index: int, stop: int, state: _State) -> Iterator[tuple[float, Placed]]:
        """A numbered row with fewer lines than columns that shares the others with the row above: one producer's."""
        above = state.rows[-1] if state.rows else None
        missing = self.width - (stop - index)
        if missing < 1 or not self.sure or above is None or above.group or above.spans > 1:
            return
        row = tuple((piece,) if piece.kind != "blank" else () for piece in self.pieces[index:stop])
        if self.lost and any(piece.look.apart for piece in self.pieces[index:stop]):
            return
        # where blank cells have left no trace, only those right behind the number are surely merged and not blank
        for column in (1,) if self.lost else range(1, self.width - missing + 1):
            taken = above.cells[column : column + missing]
            if all(cell and cell[0].kind in TEXT for cell in taken):
                cells = (*row[:column], *taken, *row[column:])
                own = [n for n in range(1, self.width) if not column <= n < column + missing]
                yield stop - index - sum(self.fits.unfit(n, looks_of(cells[n])) for n in own) - _SHARED * missing, cells

    def _totals(self, index: int, state: _State) -> Iterator[tuple[int, _State]]:
        """The rows that begin with the word for a total, which may span columns."""
        for spans in range(1, self.width):
            for missing in (0, 1, 2) if self.lost else (0,):
                own = self.width - spans + 1 - missing
                stop = index + own
                if own < 2 or stop > len(self.pieces):
                    continue
                cells = (*straight(self.pieces[index:stop], spans), *((),) * missing)
                worth = self.fits.gain(cells, spans) - missing - 0.3
                if worth >= _LEAST * own:
                    yield stop, _State(state.score + worth, (*state.rows, Cut(cells, spans)), state.last, True)

    def _group_line(self, index: int, state: _State) -> Iterator[tuple[int, _State]]:
        """A line that names a group, over the whole width."""
        piece = self.pieces[index]
        if piece.kind not in TEXT or not self._may_begin(index + 1) or index + 1 >= len(self.pieces):
            return
        if self._look(index + 1).small:  # it goes on
            return
        known = piece.look.group or piece.text.isupper()
        row = Cut(((piece,), *((),) * (self.width - 1)), self.width, group=True)
        worth = 0.6 if known else 0.1 if not self.numbered else -0.4
        yield index + 1, _State(state.score + worth, (*state.rows, row), state.last, True)

    def _merged(self, index: int) -> Iterator[tuple[int, float, list[Cut]]]:
        """Rows of which the first cells, and perhaps the last, are merged over further rows that lack them."""
        width = self.width
        if index + width >= len(self.pieces) or not self._may_lack_its_first(index + width):
            return
        head = straight(self.pieces[index : index + width], 1)
        worth_of_head = self.fits.gain(head)
        for before in range(1, width - 1):
            for behind in range(0, min(3, width - before - 1)):
                own = width - before - behind
                rows, worth, at = [Cut(head)], worth_of_head, index + width
                while at + own <= len(self.pieces) and len(rows) <= _MERGED_DOWN:
                    lines = self.pieces[at : at + own]
                    if not self._may_lack_its_first(at) or any(piece.kind == "prose" for piece in lines):
                        break
                    fit = own - 0.5 - sum(self.fits.unfit(before + n, piece.look) for n, piece in enumerate(lines))
                    if fit < 0.75 * own - 0.5:
                        break
                    cells = ((piece,) if piece.kind != "blank" else () for piece in lines)
                    rows = [*rows, Cut((*head[:before], *cells, *head[width - behind :]))]
                    worth, at = worth + fit, at + own
                    yield at, worth, rows

    def _may_lack_its_first(self, index: int) -> bool:
        """Whether the line at ``index`` may begin a row whose first cells are merged with those above."""
        return self.pieces[index].kind != "blank" and not self.pieces[index].look.ordinals

    def _may_begin(self, index: int) -> bool:
        """Whether a row may begin at ``index``, or all ends there."""
        if index >= len(self.pieces):
            return True
        piece = self.pieces[index]
        if piece.soft or piece.kind == "prose" or piece.look.ordinals or piece.look.total:
            return True
        if piece.kind == "blank":
            return self._look(index + 1).kind in TEXT
        if not self.numbered and piece.kind in TEXT:
            return True
        return piece.look.group or bool(self._look(index + 1).ordinals)

    def _look(self, index: int) -> Look:
        return self.pieces[index].look if index < len(self.pieces) else BLANK


def cut(
    pieces: Sequence[Piece], first: int, expected: Profile, *, numbered: bool = True, apart: bool = True
) -> Rows | None:
    """The rows from the piece ``first`` on; ``None`` when not one fits.

    ``expected`` is what the headings of the columns ask for; where enough rows are sure, it is what these hold.
    """
    width = len(expected)
    lost = numbered and not any(piece.kind == "blank" and not piece.soft for piece in pieces[first:])
    sure = sure_rows(pieces, first, width) if numbered else []
    enough = len(sure) >= _ENOUGH
    profile = with_told(held_by(pieces, sure, width), expected) if enough else expected
    found = Cutter(pieces, width, Fits(profile, pieces), lost, numbered, sure=enough, apart=apart).rows(first)
    if found is None or sure:
        return found
    profile = with_told(held(found.rows, width), expected)
    again = Cutter(pieces, width, Fits(profile, pieces), lost, numbered, apart=apart).rows(first)
    return again if again is not None and again.score > found.score else found


def held(rows: Sequence[Cut], width: int) -> Profile:
    """What the columns of ``rows`` hold."""
    full = [row for row in rows if not row.group and row.spans == 1]
    found: list[dict[str, float]] = [{} for _ in range(width)]
    for row in full:
        for column, cell in enumerate(row.cells):
            kind = cell[0].kind if cell else "blank"
            found[column][kind] = found[column].get(kind, 0.0) + 1 / len(full)
    return found


def _price(one: Ordinal, state: _State) -> float:
    """How unlikely it is that the number of the next row is ``one``."""
    kind, value = one
    parent, own = value[:-1], value[-1]
    before = state.last.get((kind, parent))
    if parent:
        above = state.last.get((kind, parent[:-1]))
        stray = 0.0 if above is None or above == parent[-1] else 0.4
        return stray + (0.0 if own == (before or 0) + 1 else 1.8)
    if before is not None and own == before + 1:
        return 0.0
    if own == 1:
        return 0.1 if before is None or state.fresh else 2.2
    if before is None:
        return 1.5 if own <= 3 else 3.0
    return 1.6 if before < own <= before + 3 else 4.0


def _counted(last: Counts, one: Ordinal) -> Counts:
    kind, value = one
    kept = {key: count for key, count in last.items() if key[0] != kind or key[1][: len(value)] != value}
    return {**kept, (kind, value[:-1]): value[-1]}
