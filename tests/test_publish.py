"""What ``ocop publish`` writes is all that a server needs, and a server serves it."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import time
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import httpx
import pytest
from test_cli import ROOT, ocop
from test_store import write

from extractor.site import SiteError
from extractor.site.publish import publish
from extractor.store.beside import folder_of


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("publish")
    write(home / "built.db")
    folder_of(home / "built.db").mkdir()
    (folder_of(home / "built.db") / "page.webp").write_bytes(b"RIFF")
    publish(home / "built.db", home / "public", feedback="mailto:gop-y@example.vn", url="https://ocop.example.vn/")
    return home / "public"


@pytest.fixture(scope="module")
def served(published: Path) -> Iterator[str]:
    """The address at which ``datasette serve`` serves the folder."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = [sys.executable, "-m", "datasette", "serve", str(published), "--port", port]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                httpx.get(address)
                break
            except httpx.TransportError:
                assert server.poll() is None, server.stderr and server.stderr.read().decode()
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


def test_datasette_serves_the_folder(served: str) -> None:
    home = httpx.get(served)
    assert home.status_code == 200
    assert "Văn bản Chương trình mỗi xã một sản phẩm" in home.text
    assert "script-src 'self'" in home.headers["content-security-policy"]
    assert httpx.get(f"{served}/tim-kiem?q=919 qd ttg").headers["location"].startswith("/vien-dan/qd-ttg-919-2022?")
    assert httpx.get(f"{served}/van-ban/plan-one").status_code == 200
    assert httpx.get(f"{served}/static/site.css").status_code == 200
    assert httpx.get(f"{served}/ocop/citations.json?_shape=array").json()[0]["key"] == "919/QĐ-TTg"
    assert httpx.get(f"{served}/ocop?sql=select+1").status_code == 403
    assert 'href="mailto:gop-y@example.vn' in home.text


def test_the_folder_says_how_many_rows_there_are_and_that_nothing_changes(published: Path) -> None:
    told = json.loads((published / "inspect-data.json").read_text(encoding="utf-8"))["ocop"]
    assert told["file"] == "ocop.db"
    assert told["tables"]["citations"] == {"count": 3}
    settings = json.loads((published / "settings.json").read_text(encoding="utf-8"))
    assert settings["num_sql_threads"] == 0
    assert settings["default_allow_sql"] is False
    assert (published / "ocop.pages" / "page.webp").read_bytes() == b"RIFF"
    assert not [path for path in published.rglob("*") if path.name == "__pycache__"]
    texts = [path for path in published.rglob("*") if path.suffix in (".json", ".txt", ".py", ".md")]
    assert not [path for path in texts if str(published.parent) in path.read_text(encoding="utf-8")]


def test_the_wheel_and_the_light_requirements_run_the_site(published: Path, tmp_path: Path) -> None:
    """With nothing but what the requirements name, in a process that finds our code in the wheel alone."""
    required = (published / "requirements.txt").read_text(encoding="utf-8").split()
    (wheel,) = published.glob("*.whl")
    assert f"./{wheel.name}" in required
    light = {line.partition("==")[0] for line in required if "==" in line}
    assert {"datasette", "rapidfuzz", "uvicorn"} <= light
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    heavy = {re.split(r"[^\w-]", name)[0].lower() for name in declared} - light
    assert {"spacy", "pdfplumber", "underthesea"} <= heavy
    refused = [module for module, names in packages_distributions().items() if {n.lower() for n in names} & heavy]
    zipfile.ZipFile(wheel).extractall(tmp_path / "site-packages")
    script = f"""
import asyncio, sys
class Refusing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {refused!r}:
            raise ImportError(name + " is not among the requirements")
sys.meta_path.insert(0, Refusing())
sys.path[:0] = [{str(tmp_path / "site-packages")!r}, {str(published)!r}]
import extractor
assert "site-packages" in extractor.__file__, extractor.__file__
import httpx
from app import app
async def ask():
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://site") as client:
        for address in ("/", "/van-ban/plan-one", "/vien-dan", "/tim-kiem?q=dong+thap", "/san-pham", "/gioi-thieu"):
            assert (await client.get(address)).status_code == 200, address
asyncio.run(ask())
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=tmp_path, env={"PATH": ""}
    )
    assert done.returncode == 0, done.stderr


def test_a_newer_publication_takes_the_place_of_the_older_when_it_is_whole(tmp_path: Path) -> None:
    write(tmp_path / "built.db")
    publish(tmp_path / "built.db", tmp_path / "public")
    (tmp_path / "public" / "left.txt").write_text("old", encoding="utf-8")
    publish(tmp_path / "built.db", tmp_path / "public")
    assert not (tmp_path / "public" / "left.txt").exists()
    assert {path.name for path in tmp_path.iterdir()} == {"built.db", "public"}
    (tmp_path / "broken.db").write_bytes(b"no database")
    with pytest.raises(SiteError):
        publish(tmp_path / "broken.db", tmp_path / "public")
    assert (tmp_path / "public" / "ocop.db").is_file()
    assert {path.name for path in tmp_path.iterdir()} == {"built.db", "broken.db", "public"}


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    write(tmp_path / "built.db")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Kính gửi", encoding="utf-8")
    with pytest.raises(SiteError, match="another folder"):
        publish(tmp_path / "built.db", tmp_path / "mine")
    assert (tmp_path / "mine" / "letter.txt").is_file()


def test_the_command_publishes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "ocop.db")
    assert ocop("publish", str(tmp_path / "public"), "--db", str(tmp_path / "ocop.db")) == 0
    assert "datasette serve" in capsys.readouterr().out
    assert ocop("publish", str(tmp_path / "public"), "--db", str(tmp_path / "none.db")) == 2
    assert "ocop build" in capsys.readouterr().err
