"""Read MSPDI with MPXJ, a library of others that also schedules as MS Project does.

It runs on Java, in a process of its own: run as a program, this prints the file on its standard input as it was read,
and once more after it was scheduled anew.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from functools import cache

import pytest

Json = dict[str, list[dict[str, object]]]
NO_JAVA = "Java is missing, with which MS Project files are read back: apt-get install default-jre-headless"
QUIET = "-Dlog4j2.loggerContextFactory=org.apache.logging.log4j.simple.SimpleLoggerContextFactory"


@cache
def read(content: bytes) -> tuple[Json, Json]:
    """Give tasks, resources and assignments as they are in a file, and as they are once it was scheduled anew."""
    if not _java_runs():
        pytest.skip(NO_JAVA)
    command = [sys.executable, __file__]
    shown = subprocess.run(command, input=content, capture_output=True, check=False, timeout=300)
    assert shown.returncode == 0, shown.stderr.decode()
    before, after = shown.stdout.splitlines()
    return json.loads(before), json.loads(after)


def _java_runs() -> bool:
    java = shutil.which("java")  # on a Mac it can be there and only say where to get it
    return java is not None and subprocess.run([java, "-version"], capture_output=True, check=False).returncode == 0


def _main() -> None:
    import jpype
    import mpxj  # noqa: F401  # it tells jpype where its classes lie

    jpype.startJVM("-Xmx512m", QUIET)
    source = jpype.JClass("java.io.ByteArrayInputStream")(sys.stdin.buffer.read())
    project = jpype.JClass("org.mpxj.reader.UniversalProjectReader")().read(source)
    _print(project)
    jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")().schedule(project, project.getProjectProperties().getStartDate())
    _print(project)


def _print(project: object) -> None:
    import jpype

    stream = jpype.JClass("java.io.ByteArrayOutputStream")()
    jpype.JClass("org.mpxj.json.JsonWriter")().write(project, stream)
    sys.stdout.write(json.dumps(json.loads(bytes(stream.toByteArray()))) + "\n")


if __name__ == "__main__":
    _main()
