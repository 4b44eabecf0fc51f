"""Have LibreOffice open, work out, print and save workbooks, as another office program would."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

PATIENCE = 240  # seconds; the first start makes a profile


def converted(content: bytes, ending: str, way: str = "") -> bytes:
    """Give what LibreOffice makes of a workbook in another format; `way` names the filter where there are several."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc")
    with tempfile.TemporaryDirectory() as room:
        source, made = Path(room) / "plan.xlsx", Path(room) / "made"
        source.write_bytes(content)
        command = [office, f"-env:UserInstallation={(Path(room) / 'profile').as_uri()}", "--headless", "--convert-to"]
        shown = subprocess.run(
            [*command, f"{ending}:{way}" if way else ending, "--outdir", str(made), str(source)],
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE,
        )
        target = made / f"plan.{ending}"
        assert target.exists(), shown.stdout + shown.stderr
        return target.read_bytes()
