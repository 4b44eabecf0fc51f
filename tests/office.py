"""Have LibreOffice open, work out, print and save workbooks and documents, as another office program would."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

PATIENCE = 240  # seconds; the first start makes a profile
_NO_TYPE = '<?xml version="1.0" encoding="UTF-8"?>'
_LIBRARIES = f"""{_NO_TYPE}
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>"""
_LIBRARY = f"""{_NO_TYPE}
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false">
 <library:element library:name="Work"/>
</library:library>"""
_MODULE = """{head}
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Work" script:language="StarBasic">{code}
</script:module>"""
_WORK = """
Sub Main
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, how())
{steps}
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "Calc MS Excel 2007 XML"
  doc.storeToURL("{target}", kind())
  doc.close(True)
End Sub
"""


def converted(content: bytes, ending: str, way: str = "", kind: str = "xlsx") -> bytes:
    """Give what LibreOffice makes of a file in another format; `way` names the filter where there are several."""
    office = _office()
    writer = Path(office).resolve().parent / "libswlo.so"  # the library of Writer, which Debian installs apart
    if kind == "docx" and not writer.exists():
        pytest.skip("LibreOffice has no Writer: apt-get install libreoffice-writer")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
        source, made = Path(room) / f"plan.{kind}", Path(room) / "made"
        source.write_bytes(content)
        command = [office, f"-env:UserInstallation={(Path(room) / 'profile').as_uri()}", "--headless", "--convert-to"]
        shown = subprocess.run(
            [*command, f"{ending}:{way}" if way else ending, "--outdir", str(made), str(source)],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        targets = sorted(made.glob(f"plan*.{ending}"))  # a sheet that is asked for by its number is named
        assert targets, shown.stdout + shown.stderr
        return targets[0].read_bytes()


def worked(content: bytes, steps: str) -> bytes:
    """Give a workbook after somebody has worked on it in LibreOffice: `steps` are Basic, and `doc` is the workbook."""
    office = _office()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as room:
        source, target, profile = Path(room) / "form.xlsx", Path(room) / "made.xlsx", Path(room) / "profile"
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        _run([*command, "--terminate_after_init"])  # the first start lays out a profile, without any steps in it
        source.write_bytes(content)
        code = _WORK.format(source=source.as_uri(), target=target.as_uri(), steps=steps)
        home = profile / "user" / "basic" / "Standard"
        home.mkdir(parents=True, exist_ok=True)
        (home.parent / "script.xlc").write_text(_LIBRARIES, encoding="utf-8")
        (home / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
        (home / "Work.xba").write_text(_MODULE.format(head=_NO_TYPE, code=escape(code)), encoding="utf-8")
        shown = _run([*command, "macro:///Standard.Work.Main"])
        assert target.exists(), f"the steps were not carried out: {shown}\n{code}"
        return target.read_bytes()


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    return done.stdout + done.stderr


def _office() -> str:
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc libreoffice-writer")
    return office
