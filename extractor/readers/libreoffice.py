"""LibreOffice, where it is installed, makes DOCX and XLSX of what other programs saved. Nothing of the user's own
settings is read or changed, macros do not run, and links to other places are not followed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from extractor.limits import limits

_SHARE = 2 / 3
"""Of the time of a file; what it makes of the file is read in the rest."""
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
)
_READS = {
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "xls": "MS Excel 97",
    "ods": "calc8",
}
"""By format: the filter that reads it. Without one, LibreOffice takes a broken file for plain text."""
_WRITES = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}
_WRITER, _CALC = "libswlo.so", "libsclo.so"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse">
<value>2</value></prop></item>
</oor:items>
"""
_NOWHERE = "http://127.0.0.1:9"


class Missing(Exception):
    """LibreOffice is not installed."""


class Refused(Exception):
    """LibreOffice did not open the file, or took too long. The message says which."""


def program() -> str | None:
    """The command of LibreOffice; ``None`` where it is not installed."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return found or next((place for place in _PLACES if Path(place).exists()), None)


def program_of_sheets() -> str | None:
    """The command of LibreOffice where it has its spreadsheet Calc, which is a package of its own on Linux."""
    found = program()
    home = Path(os.path.realpath(found)).parent if found else Path()
    without = (home / _WRITER).exists() and not (home / _CALC).exists()
    return None if without else found


def converted(data: bytes, form: str, into: str) -> bytes:
    """The DOCX or XLSX (``into``) that LibreOffice makes of ``data`` in the format ``form``: doc, rtf, odt, xls, ods.

    Raises :class:`Missing` and :class:`Refused`.
    """
    command = program_of_sheets() if into == "xlsx" else program()
    if command is None:
        raise Missing
    with tempfile.TemporaryDirectory(prefix="ocop-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given, made = folder / f"document.{form}", folder / "made" / f"document.{into}"
        given.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        options = (profile, "--headless", "--norestore", "--nolockcheck", f"--infilter={_READS[form]}")
        _run([command, *options, "--convert-to", _WRITES[into], "--outdir", str(made.parent), str(given)], folder)
        if not made.exists():
            raise Refused("LibreOffice cannot open it")
        return made.read_bytes()


def _run(command: list[str], home: Path) -> None:
    """Runs ``command`` until it ends or its time is over; then all that it started ends too."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), _NOWHERE)
    seconds = round(limits().seconds * _SHARE)
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True, env=os.environ | proxies | {"HOME": str(home)},
    )  # fmt: skip
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise Refused(f"LibreOffice took more than {seconds} seconds") from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.wait()
