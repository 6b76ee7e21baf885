"""Facts and plain values as bytes, as they are kept and sent; nothing else comes out of bytes from elsewhere."""

from __future__ import annotations

import io
import pickle
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import is_dataclass
from typing import Any

from extractor.model import Facts, document, facts, findings
from extractor.model.making import made, values_of

_Reduced = tuple[Callable[..., object], tuple[type, Sequence[object]]]
_NOUNS: list[type] = [
    noun
    for module in (document, facts, findings)
    for noun in vars(module).values()
    if isinstance(noun, type) and is_dataclass(noun)
]
_NAMED: Mapping[tuple[str, str], object] = {(made.__module__, made.__name__): made} | {
    (noun.__module__, noun.__name__): noun for noun in _NOUNS
}
"""All that a pickle of ours asks for, by module and name."""


def _reduced(noun: object) -> _Reduced:
    """How a noun is made again, told in a third of the time that the dataclass itself takes."""
    return made, (type(noun), values_of(noun))


_REDUCED: Mapping[type, Callable[[Any], _Reduced]] = dict.fromkeys(_NOUNS, _reduced)


class _Nouns(pickle.Unpickler):
    """Makes nothing but the nouns of the model: a pickle may ask for any function."""

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401
        if (module, name) not in _NAMED:
            raise pickle.UnpicklingError(f"{module}.{name} is no noun")
        return _NAMED[module, name]


def packed(found: object) -> bytes:
    """Facts, or plain values, as they are kept and sent."""
    written = io.BytesIO()
    pickler = pickle.Pickler(written, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCED
    pickler.dump(found)
    return zlib.compress(written.getbuffer(), 1)


def unpacked(data: bytes) -> Facts:
    """Facts that were :func:`packed`. Raises UnpicklingError for anything else, zlib.error for what is damaged."""
    found = loaded(data)
    if not isinstance(found, Facts):
        raise pickle.UnpicklingError("these are no facts")
    return found


def loaded(data: bytes) -> Any:  # noqa: ANN401
    """Whatever was :func:`packed`. Raises the same."""
    return _Nouns(io.BytesIO(zlib.decompress(data))).load()
