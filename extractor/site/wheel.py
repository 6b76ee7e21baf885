"""Our package as a wheel that needs little: what the site runs on, and nothing of what reads documents."""

from __future__ import annotations

import base64
import hashlib
import re
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from extractor.shipped import PACKAGE, folder

NAME = "ocop-extractor"
_NEEDED = ("datasette", "pyahocorasick", "rapidfuzz", "sqlite-utils", "uvicorn")
"""What the site imports."""
_INSTALLERS = {"pip"}
_BEGUN = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the wheel, so that the same package makes the same wheel."""


def requirements() -> dict[str, str]:
    """What the site needs, with all that this needs in turn, in the versions that are installed here."""
    found: dict[str, str] = {}
    open_ = list(_NEEDED)
    while open_:
        name = re.sub(r"[-_.]+", "-", open_.pop()).lower()
        if name in found or name in _INSTALLERS:
            continue
        try:
            found[name] = version(name)
        except PackageNotFoundError:  # for other systems or versions of Python
            continue
        needed = (line for line in requires(name) or () if "extra ==" not in line)
        open_ += [match.group() for line in needed if (match := re.match(r"[\w.-]+", line))]
    return dict(sorted(found.items()))


def write_wheel(home: Path) -> Path:
    """A wheel of this package, code, rules and site, in the folder ``home``."""
    number = version(NAME)
    name = NAME.replace("-", "_")
    told = f"{name}-{number}.dist-info"
    lines = [
        *("Metadata-Version: 2.1", f"Name: {NAME}", f"Version: {number}"),
        *(f"Requires-Dist: {needed}" for needed in _NEEDED),
    ]
    wheel = ("Wheel-Version: 1.0", "Generator: ocop publish", "Root-Is-Purelib: true", "Tag: py3-none-any")
    files = dict(_files())
    files[f"{told}/METADATA"] = "\n".join((*lines, "")).encode()
    files[f"{told}/WHEEL"] = "\n".join((*wheel, "")).encode()
    record = [f"{path},sha256={_digest(held)},{len(held)}" for path, held in files.items()]
    files[f"{told}/RECORD"] = "\n".join((*record, f"{told}/RECORD,,", "")).encode()
    written = home / f"{name}-{number}-py3-none-any.whl"
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, held in files.items():
            packed.writestr(zipfile.ZipInfo(path, _BEGUN), held, zipfile.ZIP_DEFLATED)
    return written


def _files() -> Iterator[tuple[str, bytes]]:
    """Path and content of every file of the package, with what it ships."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_shipped" not in path.relative_to(PACKAGE).parts:
            yield f"extractor/{path.relative_to(PACKAGE).as_posix()}", path.read_bytes()
    for name in ("rules", "db"):
        home = folder(name)
        for path in sorted(home.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"extractor/_shipped/{name}/{path.relative_to(home).as_posix()}", path.read_bytes()


def _digest(held: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(held).digest()).rstrip(b"=").decode()
