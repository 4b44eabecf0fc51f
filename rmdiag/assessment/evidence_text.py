"""Write registered files into the text of evidence.yaml; comments, order and every other character stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from rmdiag.assessment.asking import Reading
from rmdiag.assessment.evidence_add import Outcome, Registered
from rmdiag.assessment.mission import Evidence, Mission, MissionFiles
from rmdiag.assessment.read_evidence import read_evidence
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import Document
from rmdiag.splice import Cut, Knot, appended, block, knots, newline, plain, plain_line, quoted, spliced, valued
from rmdiag.tongue import marked, phrase

HEAD = marked("# The evidence register. Edit it by hand as you like; `rmdiag evidence add` adds at the end.\n")
NAME = "evidence.yaml"


def rewritten(text: str | None, every: Iterable[Registered]) -> str:
    """Give the text of evidence.yaml with new entries behind the last one, and with what known ones now support."""
    done = list(every)
    new = [one.entry for one in done if one.outcome is Outcome.NEW]
    ids = {entry.id for entry in new}
    more = {one.entry.id: one for one in done if one.added and one.outcome is not Outcome.NEW}
    latest = {identity: one.entry for identity, one in more.items()}
    root = None if text is None else knots(text)
    rows = None if root is None else root.get("evidence")
    lines = [_lines(latest.get(entry.id, entry), plain if rows and rows.flow else plain_line) for entry in new]
    if text is None or root is None or rows is None or not rows.rows:
        return _first(text, rows, lines)
    cuts = [cut for row in rows.rows if (i := _id(row)) in more and i not in ids for cut in _more(text, row, latest[i])]
    return spliced(text, [*cuts, *([appended(text, rows, lines)] if lines else [])])


def register_text(entries: Iterable[Evidence]) -> str:
    """Write a register of its own, without comments."""
    blocks = [block(_lines(entry, plain_line), "  ", "\n") for entry in entries]
    return "\n".join(["evidence:", *blocks, ""]) if blocks else "evidence: []\n"


def checked(text: str, done: Sequence[Registered], mission: Mission, questionnaire: Questionnaire) -> Problems:
    """Read the register back and give what there is to say of its entries.

    Raises ValueError where the text does not say what was meant; nothing may be written then.
    """
    problems = Problems()
    held: dict[str, str | None] = {one.entry.file: one.entry.sha256 for one in done if one.entry.file}
    files = MissionFiles(name=mission.name, documents={}, evidence=held)
    reading = Reading(questionnaire=questionnaire, problems=problems, head=mission)
    found = read_evidence(Document(name=f"{mission.name}/{NAME}", text=text), files, reading)
    meant = {**mission.evidence, **{one.entry.id: one.entry for one in done}}
    if _said(found) != _said(meant):
        differing = sorted(i for i in {*found, *meant} if _said(found).get(i) != _said(meant).get(i))
        message = f"{NAME} would not say what was meant: {', '.join(differing)}"
        raise ValueError(message)
    return problems


def _said(register: Mapping[str, Evidence]) -> dict[str, tuple[object, ...]]:
    """Give what entries say, without the places where they say it."""
    return {
        identity: (
            *(one.title, one.kind, one.file, one.sha256, one.confidentiality, one.on, one.valid_until),
            *(one.supports, one.note),
        )
        for identity, one in register.items()
    }


def _first(text: str | None, rows: Knot | None, entries: Sequence[Sequence[str]]) -> str:
    """Put the first entries into a register that has none, behind all that is written there."""
    if text is None or not text.strip():
        text, rows = phrase(HEAD), None
    end = newline(text)
    blocks = "".join(f"{block(lines, '  ', end)}{end}" for lines in entries)
    if not entries:
        return text
    if rows is None:
        return f"{_closed(text, end)}evidence:{end}{blocks}"
    emptied = spliced(text, [Cut(start=rows.start, end=rows.end, words="")])
    return f"{_closed(emptied, end)}{blocks}"


def _closed(text: str, end: str) -> str:
    return text if text.endswith(("\n", "\r")) else f"{text}{end}"


def _lines(entry: Evidence, write: Callable[[str], str]) -> list[str]:
    """Give the lines of a new entry in the order of docs/file-formats.md."""
    values = {
        "id": plain(entry.id),
        "title": write(entry.title),
        "kind": entry.kind,
        "file": None if entry.file is None else write(entry.file),
        "sha256": None if entry.sha256 is None else _digest(entry.sha256),
        "confidentiality": entry.confidentiality,
        "date": None if entry.on is None else entry.on.isoformat(),
        "valid_until": None if entry.valid_until is None else entry.valid_until.isoformat(),
        "supports": _flow(entry.supports),
        "note": None if entry.note is None else write(entry.note),
    }
    return [f"{key}: {words}" for key, words in values.items() if words is not None]


def _digest(sha256: str) -> str:
    """Write a digest bare, as people do, unless another program could take it for a number."""
    return sha256 if re.search("[a-df]", sha256) else quoted(sha256)


def _flow(ids: Iterable[str]) -> str:
    return f"[{', '.join(map(plain, ids))}]"


def _more(text: str, row: Knot, entry: Evidence) -> tuple[Cut, ...]:
    """Give the cuts that put what an entry now supports behind what it did."""
    knot = row.get("supports")
    if knot is None or not knot.rows:
        return valued(text, row, {"supports": _flow(entry.supports)})
    new = [plain(one) for one in entry.supports[len(knot.rows) :]]
    place = knot.rows[-1].end
    margin = ", " if knot.flow else f"{newline(text)}{' ' * knot.column}- "
    if not knot.flow:
        place += len(re.match(r"[^\r\n]*", text[place:]).group())  # type: ignore[union-attr]  # it always matches
    return (Cut(start=place, end=place, words="".join(f"{margin}{one}" for one in new)),)


def _id(row: Knot) -> str:
    knot = row.get("id")
    return "" if knot is None else knot.words.strip()
