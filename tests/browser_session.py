"""Work a page as somebody does: a real Chromium, real keys and clicks, offline, over its own debugging pipe."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from browser import PATIENCE, QUIET

Told = dict[str, object]


class Session:
    """A window of Chromium in which one page is open."""

    def __init__(self, reads: int, writes: int, folder: Path) -> None:
        """Hold both ends of the pipe, and the folder of downloads."""
        self._reads, self._writes, self.folder = reads, writes, folder
        self._number, self._rest, self._session = 0, b"", ""

    def call(self, method: str, **values: object) -> Told:
        """Ask Chromium for something, and wait for what it says."""
        self._number += 1
        asked: Told = {"id": self._number, "method": method, "params": values}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._writes, json.dumps(asked).encode() + b"\0")
        for told in self._told():
            if told.get("id") == self._number:
                assert "error" not in told, told
                result = told["result"]
                assert isinstance(result, dict)
                return result
        message = "Chromium has gone"
        raise AssertionError(message)

    def open(self, page: Path, width: int = 1000, height: int = 800) -> None:
        """Open a file in a window of this size, without any network."""
        if not self._session:
            target = self.call("Target.createTarget", url="about:blank")["targetId"]
            self._session = str(self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
            self.call("Page.enable")
            self.call("Network.enable")
            limits = {"latency": 0, "downloadThroughput": 0, "uploadThroughput": 0}
            self.call("Network.emulateNetworkConditions", offline=True, **limits)
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.call("Page.navigate", url=page.as_uri())
        self.until("document.readyState === 'complete'")

    def ask(self, expression: str) -> object:
        """Give the value of an expression of JavaScript in the page."""
        told = self.call("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in told, told
        result = told["result"]
        assert isinstance(result, Mapping)
        return result.get("value")

    def until(self, expression: str) -> None:
        """Wait until something is so on the page."""
        end = time.monotonic() + PATIENCE
        while not self.ask(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def focus(self, selector: str) -> None:
        """Set the cursor into an element."""
        found = self.ask(f"(e => e && (e.focus(), document.activeElement === e))(document.querySelector({selector!r}))")
        assert found, selector

    def keys(self, *names: str) -> None:
        """Press keys by name, such as Tab, Space or ArrowDown."""
        codes = {"Tab": 9, "Enter": 13, "Space": 32, "ArrowDown": 40, "ArrowUp": 38, "Backspace": 8}
        for name in names:
            text = {"Space": " ", "Enter": "\r"}.get(name, "")
            key = {"key": " " if name == "Space" else name, "code": name, "windowsVirtualKeyCode": codes[name]}
            self.call("Input.dispatchKeyEvent", type="keyDown", text=text, **key)
            self.call("Input.dispatchKeyEvent", type="keyUp", **key)

    def type(self, text: str) -> None:
        """Type a text where the cursor is."""
        self.call("Input.insertText", text=text)

    def click(self, selector: str) -> None:
        """Click into the middle of an element with the mouse."""
        where = self.ask(
            f"(e => {{ e.scrollIntoView({{block: 'center'}}); const r = e.getBoundingClientRect();"
            f" return [r.x + r.width / 2, r.y + r.height / 2]; }})(document.querySelector({selector!r}))"
        )
        assert isinstance(where, list)
        at = {"x": where[0], "y": where[1], "button": "left", "clickCount": 1}
        self.call("Input.dispatchMouseEvent", type="mousePressed", **at)
        self.call("Input.dispatchMouseEvent", type="mouseReleased", **at)

    def downloaded(self, name: str) -> Path:
        """Wait for a download, and give its file."""
        path, end = self.folder / name, time.monotonic() + PATIENCE
        while not (path.exists() and path.stat().st_size):
            assert time.monotonic() < end, list(self.folder.iterdir())
            time.sleep(0.05)
        return path

    def shot(self, path: Path) -> Path:
        """Take a picture of what the window shows."""
        import base64

        path.write_bytes(base64.b64decode(str(self.call("Page.captureScreenshot")["data"])))
        return path

    def _told(self) -> Iterator[Told]:
        while True:
            *whole, self._rest = self._rest.split(b"\0")
            for one in whole:
                told: Told = json.loads(one)
                yield told
            more = os.read(self._reads, 1 << 20)
            if not more:
                return
            self._rest += more


@contextmanager
def session() -> Iterator[Session]:
    """Start a Chromium of one's own, and end it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    ours, theirs = os.pipe(), os.pipe()  # to Chromium, from Chromium
    with TemporaryDirectory(ignore_cleanup_errors=True) as room:  # helpers of Chromium may write after its end
        downloads = Path(room) / "downloads"
        downloads.mkdir()
        # Chromium reads on 3 and writes on 4; a shell puts the pipes there (dash knows one digit only).
        line = f'exec "$0" "$@" 3<&{ours[0]} 4>&{theirs[1]}'
        command = ["bash", "-c", line, browser, "--headless", *QUIET, "--remote-debugging-pipe"]
        command += [f"--user-data-dir={room}/profile", "about:blank"]
        with subprocess.Popen(
            command,
            pass_fds=(ours[0], theirs[1]),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as process:
            os.close(ours[0])
            os.close(theirs[1])
            opened = Session(theirs[0], ours[1], downloads)
            try:
                opened.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
                yield opened
                opened._session = ""  # noqa: SLF001  # the last word goes to the browser
                opened.call("Browser.close")
            finally:
                process.terminate()
                os.close(theirs[0])
                os.close(ours[1])
                process.wait()
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
