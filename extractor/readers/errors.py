"""The one exception of the readers."""

from __future__ import annotations


class ReadError(Exception):
    """A file could not be read. The message is one line, names the file and says what to do."""

    def __init__(self, name: str, trouble: str, remedy: str) -> None:
        self.name = name
        self.trouble = trouble
        self.remedy = remedy
        super().__init__(" ".join(f"{name}: {trouble}. {remedy}".split()))

    def __reduce__(self) -> tuple[type[ReadError], tuple[str, str, str]]:
        """It comes out of workers pickled."""
        return ReadError, (self.name, self.trouble, self.remedy)
