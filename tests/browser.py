"""Have Chromium show, measure and print a page, as the browsers of its readers do."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from PIL import Image

PATIENCE = 120  # seconds; a busy machine starts a browser slowly
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars")
# The page stands in a frame of the width asked for; a page around it asks how it looks, as it runs nothing itself.
AROUND = """<!doctype html><meta charset="utf-8"><body style="margin: 0">
<iframe id="frame" style="width: {width}px; height: {height}px; border: 0" srcdoc="{page}"></iframe>
<pre id="seen"></pre>
<script>
document.getElementById("frame").onload = event => {{
  const inside = event.target.contentDocument, view = event.target.contentWindow;
  const seen = {{}};
  for (const [name, ask] of Object.entries({questions}))
    seen[name] = new Function("page", "view", "return " + ask)(inside, view);
  document.getElementById("seen").textContent = JSON.stringify(seen);
}};
</script>
"""


def seen(page: str, width: int, questions: Mapping[str, str]) -> dict[str, object]:
    """Ask a page of a width what it looks like; a question is an expression of JavaScript over `page` and `view`."""
    around = AROUND.format(width=width, height=800, page=escape(page), questions=json.dumps(dict(questions)))
    shown = _run(around, "--virtual-time-budget=10000", "--dump-dom").stdout
    found = re.search(r'<pre id="seen">(.+?)</pre>', shown, re.DOTALL)
    assert found is not None, shown[-2000:]
    answers: dict[str, object] = json.loads(unescape(found[1]))
    return answers


def shot(page: str, width: int, height: int) -> Image.Image:
    """Give what a window of this size shows."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:
        target = Path(room) / "shot.png"
        _run(page, f"--screenshot={target}", f"--window-size={width},{height}")
        return Image.open(target).convert("RGB")


def printed(page: str) -> bytes:
    """Print a page as a reader would who wants it on paper."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:
        target = Path(room) / "printed.pdf"
        _run(page, "--no-pdf-header-footer", f"--print-to-pdf={target}")
        return target.read_bytes()


def _run(page: str, *what: str) -> subprocess.CompletedProcess[str]:
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:
        source = Path(room) / "page.html"
        source.write_text(page, encoding="utf-8")
        return subprocess.run(
            [browser, "--headless", *QUIET, f"--user-data-dir={room}/profile", *what, source.as_uri()],
            capture_output=True,
            text=True,
            check=True,
            timeout=PATIENCE,
        )
