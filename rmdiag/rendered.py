"""Remember what each report was made from, so that an unchanged mission need not be told again.

Beside the reports lies a small file, `rendered.json`: for each report a digest of everything that decides its bytes,
and the digest of the file as it was written. A report that somebody edited, replaced or deleted is never taken for
unchanged.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.files import PACKAGE, digest, read_document, sha256_of, write_whole
from rmdiag.problems import Problems
from rmdiag.tongue import spoken
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.reporting import Order
    from rmdiag.reports.formats import ReportFormat

RECORD = "rendered.json"
KIND = "rmdiag reports"  # by which our own record is known
REPORTS = "reports"  # the folder of a mission that holds what was made of it
NEVER_READ = {".git", "__pycache__"}  # wherever they lie
ASKED_ELSEWHERE = {"mission", "formats", "output", "folder", "kept"}  # of an order: what is told, or where it goes


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A report as it was written."""

    inputs: str  # digest of everything that decided its bytes
    sha256: str


def inputs_of(order: Order, form: ReportFormat) -> str:
    """Give a digest of everything that decides the bytes of a report: mission, wishes, rmdiag with all its content."""
    wishes = {field.name: getattr(order, field.name) for field in fields(order) if field.name not in ASKED_ELSEWHERE}
    asked = [f"{name} {_of_wish(value)}" for name, value in wishes.items()]
    mission = order.mission.resolve()
    earlier = _previous_round(mission)
    is_round = earlier is not None and (earlier / "mission.yaml").is_file()
    before = _of_folder(earlier) if earlier is not None and is_round else ""
    return digest([program(), form, spoken(), *asked, mission.name, _of_folder(mission), before])


def untouched(folder: Path, record: Mapping[str, Rendered], inputs: str) -> Path | None:
    """Give the report that was made from the same, as it was written; None where it must be made."""
    for name, rendered in record.items():
        path = folder / name
        if inputs and rendered.inputs == inputs and path.is_file() and sha256_of(path) == rendered.sha256:
            return path
    return None


def record_in(folder: Path) -> dict[str, Rendered]:
    """Read what is remembered of the reports in a folder; nothing where it cannot be read."""
    try:
        kept = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        if kept["kind"] != KIND:
            return {}
        return {str(name): Rendered(inputs=one["inputs"], sha256=one["sha256"]) for name, one in kept["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def remember(path: Path, inputs: str) -> None:
    """Note what a report was made from, beside it; a file of that name that is not ours stays as it is."""
    place = path.parent / RECORD
    record = record_in(path.parent)
    if place.exists() and not record:
        return
    record[path.name] = Rendered(inputs=inputs, sha256=sha256_of(path))
    kept = {"kind": KIND, "files": {name: asdict(record[name]) for name in sorted(record)}}
    write_whole(place, (json.dumps(kept, indent=2) + "\n").encode())


def _of_wish(value: object) -> str:
    """Give what stands for a wish: a file or folder by its content."""
    if isinstance(value, Path) and value.exists():
        return _of_folder(value) if value.is_dir() else sha256_of(value)
    return str(value)


def _of_folder(folder: Path) -> str:
    return digest(_named_and_digested(folder, passed_over=REPORTS))


def _named_and_digested(folder: Path, passed_over: str = "") -> Iterator[str]:
    """Name every file with its SHA-256, but for those of one folder right inside."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if inside.parts[0] != passed_over and not NEVER_READ & set(inside.parts) and path.is_file():
            yield inside.as_posix()
            yield sha256_of(path)


def _previous_round(mission: Path) -> Path | None:
    """Give the folder of the round before, as mission.yaml names it."""
    from rmdiag.fields import Fields
    from rmdiag.source import Table, parse

    path = mission / "mission.yaml"
    document = read_document(path, path.name, Problems()) if path.is_file() else None
    node = None if document is None else parse(document, Problems())
    if not isinstance(node, Table):
        return None
    named = Fields(table=node, place=path.name, problems=Problems()).text("previous_round")
    return mission / named if named else None


@cache
def program() -> str:
    """Give a digest of rmdiag itself, of all that is installed beside it and of the Python that runs."""
    installed = sorted(f"{one.name} {one.version}" for one in distributions())
    return digest([platform.python_version(), *installed, *_named_and_digested(PACKAGE)])
