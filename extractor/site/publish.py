"""A folder with all that a server needs to serve the site."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from extractor.folders import writable
from extractor.shipped import folder
from extractor.site import SETTINGS, SiteError, check, described
from extractor.site.wheel import requirements, write_wheel
from extractor.store.beside import folder_of

DATABASE = "ocop.db"
_SETTINGS = SETTINGS | {"num_sql_threads": 0}
"""Without threads each process answers faster; a second process takes the second core."""
_OURS = {DATABASE, "inspect-data.json", "app.py"}
"""Files by which a folder is known as one that was written here."""
_APP = '''"""The site as an ASGI application: uvicorn app:app --host 127.0.0.1 --port 8001"""

from pathlib import Path

from extractor.site import published

app = published(Path(__file__).resolve().parent).app()
'''
_README = """# Trang tra cứu văn bản OCOP

Thư mục này có đủ những gì máy chủ cần: cơ sở dữ liệu, ảnh trang, giao diện và chương trình.

    python3 -m venv venv
    venv/bin/pip install -r requirements.txt
    venv/bin/datasette serve . --port 8001

Máy chủ ASGI khác: `uvicorn app:app --port 8001`, chạy trong thư mục này. Mỗi tiến trình dùng một lõi CPU; chạy nhiều
tiến trình ở nhiều cổng, sau một máy chủ trung chuyển (nginx, Caddy), thì dùng được nhiều lõi.
"""


def publish(database: Path, home: Path, *, feedback: str | None = None, url: str | None = None) -> None:
    """Write the folder ``home``: database, page images, inspect file, settings, plugin, templates, wheel, requirements.

    What an earlier publication left at ``home`` stays until the new one is whole. ``feedback`` and ``url`` are those of
    :func:`extractor.site.application`. Raises SiteError without a usable database, or when ``home`` holds other things.
    """
    check(database)
    if home.exists() and not _replaceable(home):
        raise SiteError(f"{home} holds other things than a published site. Name another folder.")
    if not writable(home):
        raise SiteError(f"{home}: nothing can be written there. Name a folder in one of your own.")
    told = described(Path(DATABASE).stem, feedback, url)
    home = home.absolute()
    home.parent.mkdir(parents=True, exist_ok=True)
    unfinished = home.with_name(f".{home.name}.{os.getpid()}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir()
    try:
        _write(database, unfinished, told)
        _put(unfinished, home)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _write(database: Path, home: Path, metadata: dict[str, Any]) -> None:
    shutil.copyfile(database, home / DATABASE)
    if folder_of(database).is_dir():
        shutil.copytree(folder_of(database), folder_of(home / DATABASE))
    for name in ("plugins", "templates", "static"):
        shutil.copytree(folder("db") / name, home / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name, held in {
        "metadata.json": metadata,
        "settings.json": _SETTINGS,
        "inspect-data.json": _inspected(home / DATABASE),
    }.items():
        (home / name).write_text(json.dumps(held, ensure_ascii=False, indent=1), encoding="utf-8")
    wheel = write_wheel(home)
    needed = [*(f"{name}=={number}" for name, number in requirements().items()), f"./{wheel.name}", ""]
    (home / "requirements.txt").write_text("\n".join(needed), encoding="utf-8")
    (home / "app.py").write_text(_APP, encoding="utf-8")
    (home / "README.md").write_text(_README, encoding="utf-8")


def _inspected(database: Path) -> dict[str, Any]:
    """What Datasette would count when it starts: the rows of every table."""
    with closing(sqlite3.connect(f"{database.as_uri()}?immutable=1", uri=True)) as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    with database.open("rb") as held:
        digest = hashlib.file_digest(held, "sha256").hexdigest()
    return {
        database.stem: {
            "hash": digest,
            "size": database.stat().st_size,
            "file": database.name,
            "tables": {name: {"count": count} for name, count in counts.items()},
        }
    }


def _replaceable(home: Path) -> bool:
    """Whether a folder is empty, or one that was written here."""
    if not home.is_dir():
        return False
    held = {path.name for path in home.iterdir()}
    return not held or held >= _OURS


def _put(made: Path, home: Path) -> None:
    """``made`` in the place of ``home``."""
    old = home.with_name(f".{home.name}.{os.getpid()}.old")
    if home.exists():
        home.rename(old)
    made.rename(home)
    shutil.rmtree(old, ignore_errors=True)
