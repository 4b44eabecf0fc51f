"""What commands change is set down in a chain: a later hand in the record shows, hand edits of files are told."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from rmdiag.assessment.journal import (
    JOURNAL,
    Change,
    Entry,
    Note,
    changed_by_hand,
    line_of,
    next_entry,
    read_journal,
)
from rmdiag.cli import app
from rmdiag.files import copy_example
from rmdiag.problems import Problems
from rmdiag.recording import Deed, Writing, record
from rmdiag.source import Document
from rmdiag.terminal import Stop

AT = datetime(2026, 11, 30, 18, 5, tzinfo=UTC)
TEXT = st.text(max_size=20)


def chain(*whats: str) -> tuple[Entry, ...]:
    entries: list[Entry] = []
    for what in whats:
        change = Change(file="responses/ict.yaml", place="TEC-01-Q1", old=None, new=what)
        note = Note(by="Team leader", command="form import", at=AT, changes=(change,))
        entries.append(next_entry(entries[-1] if entries else None, note, {"responses/ict.yaml": what}))
    return tuple(entries)


def read(text: str) -> tuple[tuple[Entry, ...], list[str]]:
    problems = Problems()
    entries = read_journal(Document(name="kestoria/journal.jsonl", text=text), problems)
    return entries, [problem.code for problem in problems]


def written(*entries: Entry) -> str:
    return "".join(map(line_of, entries))


@given(st.lists(TEXT, max_size=5))
def test_what_is_written_is_read_back_whole(whats: list[str]) -> None:
    entries = chain(*whats)
    assert read(written(*entries)) == (entries, [])


@given(st.integers(0, 2), st.sampled_from(["by", "at", "command"]), TEXT)
def test_an_entry_that_is_altered_shows(number: int, key: str, words: str) -> None:
    lines = written(*chain("yes", "no", "partly")).splitlines()
    said = json.loads(lines[number])
    changed = said[key] != words
    lines[number] = json.dumps({**said, key: words})
    assert read("\n".join(lines))[1] == (["MIS131"] if changed else [])


def test_an_entry_that_is_taken_out_shows() -> None:
    first, _, third = chain("yes", "no", "partly")
    assert read(written(first, third))[1] == ["MIS132"]


def test_entries_that_change_places_show() -> None:
    first, second, third = chain("yes", "no", "partly")
    assert "MIS132" in read(written(first, third, second))[1]


@pytest.mark.parametrize("line", ["not JSON", "{}", "[]", '{"number": true}', "[" * 5_000])
def test_a_line_that_no_command_wrote_is_a_problem(line: str) -> None:
    assert read(line)[1] == ["MIS130"]


def test_a_file_that_is_no_longer_what_the_last_entry_left_was_changed_by_hand() -> None:
    entries = chain("first", "second")
    assert changed_by_hand(entries, {"responses/ict.yaml": "second"}) == ()
    assert changed_by_hand(entries, {"responses/ict.yaml": "first"}) == (("responses/ict.yaml", entries[1]),)
    assert changed_by_hand(entries, {}) == (("responses/ict.yaml", entries[1]),)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    assert copy_example(folder)
    return folder


@pytest.fixture
def change(mission: Path) -> Callable[[str], None]:
    def made(new: str) -> None:
        path = mission / "judgements.yaml"
        old = path.read_bytes()
        deed = Deed(command="settle", changes=(Change(file="judgements.yaml", place="GOV-01", new=new),), by="Leader")
        record(mission, [Writing(inside="judgements.yaml", before=old, after=old + f"# {new}\n".encode())], deed)

    return made


def verify(mission: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["verify", str(mission)])
    return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output


def test_verify_says_that_the_record_of_a_mission_holds(mission: Path, change: Callable[[str], None]) -> None:
    change("one")
    change("two")
    code, words = verify(mission)
    assert code == 0
    assert "2 entries" in words


def test_hand_edits_are_told_and_not_forbidden(mission: Path, change: Callable[[str], None]) -> None:
    change("one")
    path = mission / "judgements.yaml"
    path.write_text(path.read_text() + "# by hand\n")
    code, words = verify(mission)
    assert code == 0
    assert "Changed by hand, which is allowed: judgements.yaml, since entry 1" in words
    change("two")
    assert "Changed by hand" not in verify(mission)[1]


def test_a_broken_chain_is_a_finding(mission: Path, change: Callable[[str], None]) -> None:
    change("one")
    change("two")
    path = mission / JOURNAL
    path.write_text(path.read_text().splitlines(keepends=True)[1])
    code, words = verify(mission)
    assert code == 1
    assert "MIS132" in words


def test_a_broken_chain_stops_further_commands_before_anything_is_written(
    mission: Path, change: Callable[[str], None]
) -> None:
    change("one")
    (mission / JOURNAL).write_text("not an entry\n")
    before = (mission / "judgements.yaml").read_bytes()
    with pytest.raises(Stop):
        change("two")
    assert (mission / "judgements.yaml").read_bytes() == before


def test_a_file_that_changed_meanwhile_is_not_overwritten(mission: Path) -> None:
    path = mission / "judgements.yaml"
    old = path.read_bytes()
    path.write_bytes(old + b"# by another hand\n")
    with pytest.raises(Stop) as stop:
        record(mission, [Writing(inside="judgements.yaml", before=old, after=b"")], Deed(command="settle", by="Leader"))
    assert stop.value.code == 4
    assert path.read_bytes() == old + b"# by another hand\n"
    assert not (mission / JOURNAL).exists()


def test_a_journal_changes_no_checksum_of_the_mission(mission: Path) -> None:
    from rmdiag.assessment.files import open_mission

    before = open_mission(mission, Problems())
    (mission / JOURNAL).write_text(written(*chain("yes")))
    after, problems = open_mission(mission, Problems()), Problems()
    assert before is not None
    assert after is not None
    assert before.checksum == after.checksum
    assert list(problems) == []
