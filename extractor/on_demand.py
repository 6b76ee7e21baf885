"""Functions that are imported when they are asked for: some of the libraries behind them take a second to load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import TypeVar, cast

Function = TypeVar("Function")


class OnDemand(Mapping[str, Function]):
    """The functions of a ``package`` by a name, each given as its module there and what it is called in it."""

    def __init__(self, package: str, places: Mapping[str, tuple[str, str]]) -> None:
        self._package = package
        self._places = places

    def __getitem__(self, name: str) -> Function:
        module, function = self._places[name]
        return cast(Function, getattr(import_module(f"{self._package}.{module}"), function))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)
