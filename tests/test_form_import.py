"""Forms come back with what is new, with conflicts, with mistakes: nothing is lost, overwritten or guessed at."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rmdiag.assessment.form_import import Import, Wanted, bring
from rmdiag.assessment.respondents import asked_of, questions_of, respondents_of, team_of
from rmdiag.cli import app
from rmdiag.files import copy_example
from rmdiag.forming import Arrived, bench_of, mission_in, record_import
from rmdiag.opening import assessment_of
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.forms import Entry, Head, Returned
from rmdiag.questionnaires.said import Said
from rmdiag.questionnaires.sheet_merge import Favour, Outcome
from rmdiag.terminal import Stop

YES, NO, PARTLY = (Said(answer=word) for word in ("yes", "no", "partly"))
HEAD = Head(
    administration="Kestoria Customs Service",
    country="QM",
    round="2026",
    framework="crm-compendium",
    edition="2026.1",
    set="full",
    sheet="ict",
    role="ICT Department",
    sent=date(2026, 9, 1),
)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    assert copy_example(folder)
    return folder


def form(said: Mapping[str, Said], sent: Mapping[str, Said] | None = None, head: Head | None = HEAD) -> Returned:
    """Give a form that came back, as each of its readers does."""
    entries = {
        question: Entry(said=words, places={"row": Span(file="ict.xlsx", line=row, column=5, words=f"TEC!E{row}")})
        for row, (question, words) in enumerate(said.items(), start=3)
    }
    return Returned(name="ict.xlsx", head=head, base=sent, entries=entries)


def brought(mission: Path, *forms: Returned, wanted: Wanted | None = None) -> tuple[Import, Problems]:
    """Bring forms into a mission, and write what there is to write unless something is wrong."""
    bench = bench_of(mission, None)
    found = bring(forms, bench, wanted or Wanted())
    if not bench.problems.errors:
        record_import(Arrived(mission=mission, paths=()), bench, found, "Team leader")
    return found, bench.problems


def outcomes(found: Import) -> dict[str, Outcome]:
    return {m.question: m.outcome for one in found.brought for m in one.merges}


def text(mission: Path, sheet: str = "ict") -> str:
    return (mission / "responses" / f"{sheet}.yaml").read_text(encoding="utf-8")


# In the sheet of the ICT department stands TEC-01-Q2: yes, and nothing on ANA-03-Q4.
def test_what_only_the_form_has_changed_is_written_and_all_else_stays(mission: Path) -> None:
    before = text(mission)
    found, _ = brought(mission, form({"TEC-01-Q2": NO, "ANA-03-Q4": PARTLY}, {"TEC-01-Q2": YES}))
    assert outcomes(found) == {"TEC-01-Q2": Outcome.NEW, "ANA-03-Q4": Outcome.NEW}
    added = [line for line in text(mission).splitlines() if line not in before.splitlines()]
    assert added == ["  ANA-03-Q4: {answer: partly}", "  TEC-01-Q2: {answer: no}"]


def test_the_same_form_twice_is_no_change(mission: Path) -> None:
    one = form({"TEC-01-Q2": NO}, {"TEC-01-Q2": YES})
    brought(mission, one)
    before, journal = text(mission), (mission / "journal.jsonl").read_bytes()
    found, _ = brought(mission, one)
    assert outcomes(found) == {"TEC-01-Q2": Outcome.SAME}
    assert (text(mission), (mission / "journal.jsonl").read_bytes()) == (before, journal)


def test_what_both_sides_changed_is_left_as_a_conflict_that_scoring_shows(mission: Path) -> None:
    before = text(mission)
    found, _ = brought(mission, form({"TEC-01-Q2": NO}, {"TEC-01-Q2": PARTLY}))
    assert outcomes(found) == {"TEC-01-Q2": Outcome.CONFLICT}
    assert text(mission) == before
    assert "TEC-01-Q2: {answer: no}" in text(mission, "ict.returned")
    mission_now, questionnaire = mission_in(mission, None, "en")
    from rmdiag.questionnaires.merging import profiles

    own, _ = profiles(questionnaire.questions, mission_now.answers)
    assert own["TEC-01-Q2"].divergent


def test_a_conflict_that_is_left_is_found_again_and_changes_nothing_more(mission: Path) -> None:
    one = form({"TEC-01-Q2": NO}, {"TEC-01-Q2": PARTLY})
    brought(mission, one)
    before, journal = text(mission, "ict.returned"), (mission / "journal.jsonl").read_bytes()
    assert outcomes(brought(mission, one)[0]) == {"TEC-01-Q2": Outcome.CONFLICT}
    assert (text(mission, "ict.returned"), (mission / "journal.jsonl").read_bytes()) == (before, journal)


@pytest.mark.parametrize(("favour", "answer"), [(Favour.FORM, "no"), (Favour.SHEET, "yes")])
def test_a_conflict_that_is_decided_is_gone_for_good(mission: Path, favour: Favour, answer: str) -> None:
    one = form({"TEC-01-Q2": NO}, {"TEC-01-Q2": PARTLY})
    brought(mission, one)
    brought(mission, one, wanted=Wanted(favour=favour))
    assert f"TEC-01-Q2: {{answer: {answer}}}" in text(mission)
    assert not (mission / "responses" / "ict.returned.yaml").exists()
    journal = (mission / "journal.jsonl").read_bytes()
    assert outcomes(brought(mission, one)[0])["TEC-01-Q2"] is not Outcome.CONFLICT
    assert (mission / "journal.jsonl").read_bytes() == journal


def test_an_answer_that_the_form_emptied_is_kept_until_somebody_decides(mission: Path) -> None:
    one = form({"TEC-01-Q2": Said()}, {"TEC-01-Q2": YES})
    before = text(mission)
    assert outcomes(brought(mission, one)[0]) == {"TEC-01-Q2": Outcome.CONFLICT}
    assert text(mission) == before
    brought(mission, one, wanted=Wanted(favour=Favour.FORM))
    assert "TEC-01-Q2: {answer: }" in text(mission)


def test_rows_that_were_deleted_in_the_form_delete_nothing(mission: Path) -> None:
    before = text(mission)
    brought(mission, form({}, {"TEC-01-Q2": YES}))
    assert text(mission) == before


def test_a_department_that_has_no_sheet_gets_one(mission: Path) -> None:
    head = replace(HEAD, sheet="legal", role="Legal department")
    brought(mission, form({"GOV-02-Q1": YES}, {}, head))
    assert "role: Legal department" in text(mission, "legal")
    assert "GOV-02-Q1: {answer: yes}" in text(mission, "legal")
    assert assessment_of(mission).mission.answers.sheets


@pytest.mark.parametrize(
    ("code", "head"),
    [
        ("COL003", replace(HEAD, administration="Valdoria Customs")),
        ("COL003", replace(HEAD, round="2024")),
        ("COL004", replace(HEAD, edition="2019.1")),
        ("COL004", replace(HEAD, framework="toa-competency")),
    ],
)
def test_a_form_of_another_mission_or_edition_is_not_taken(mission: Path, code: str, head: Head) -> None:
    before = text(mission)
    _, problems = brought(mission, form({"TEC-01-Q2": NO}, {"TEC-01-Q2": YES}, head))
    assert [problem.code for problem in problems] == [code]
    assert text(mission) == before


def test_a_form_of_a_mission_that_changed_its_name_is_taken_when_asked_for(mission: Path) -> None:
    head = replace(HEAD, administration="Customs of Kestoria")
    found, problems = brought(mission, form({"TEC-01-Q2": NO}, {"TEC-01-Q2": YES}, head), wanted=Wanted(anyway=True))
    assert outcomes(found) == {"TEC-01-Q2": Outcome.NEW}
    assert list(problems) == []


def test_a_form_that_says_nothing_of_itself_goes_by_its_name_or_by_what_is_asked_for(mission: Path) -> None:
    nameless = form({"TEC-01-Q2": NO, "ANA-03-Q4": YES}, None, None)
    found, problems = brought(mission, nameless)  # its file is ict.xlsx
    assert found.brought[0].sheet == "ict"
    assert outcomes(found) == {"TEC-01-Q2": Outcome.CONFLICT, "ANA-03-Q4": Outcome.NEW}
    assert [problem.code for problem in problems] == ["COL006"]
    other, problems = brought(mission, replace(nameless, name="scan.xlsx"))
    assert [problem.code for problem in problems] == ["COL005"]
    assert other.texts == {}
    third, _ = brought(mission, replace(nameless, name="scan.xlsx"), wanted=Wanted(sheet="pca"))
    assert third.brought[0].sheet == "pca"


def test_an_answer_to_a_question_that_was_not_asked_is_taken_and_told(mission: Path) -> None:
    write_respondents(mission)
    found, problems = brought(mission, form({"GOV-02-Q1": YES}, {}))
    assert outcomes(found) == {"GOV-02-Q1": Outcome.NEW}
    assert [(p.code, p.span.words) for p in problems] == [("COL009", "TEC!E3")]


def test_one_answer_that_cannot_be_read_stops_the_whole_import(mission: Path) -> None:
    before = text(mission)
    _, problems = brought(mission, form({"TEC-01-Q2": NO, "TEC-01-Q3": Said(answer="140")}, {"TEC-01-Q2": YES}))
    assert [(p.code, p.span.line) for p in problems] == [("RSP012", 4)]
    assert text(mission) == before


def test_two_forms_of_one_department_are_merged_one_after_the_other(mission: Path) -> None:
    first = form({"ANA-03-Q4": YES}, {})
    second = form({"ANA-03-Q4": NO, "COO-02-Q5": YES}, {})
    found, _ = brought(mission, first, second)
    assert [[m.outcome for m in one.merges] for one in found.brought] == [
        [Outcome.NEW],
        [Outcome.CONFLICT, Outcome.NEW],
    ]


def test_the_journal_tells_what_a_form_changed(mission: Path) -> None:
    brought(mission, form({"TEC-01-Q2": NO}, {"TEC-01-Q2": YES}))
    entry = json.loads((mission / "journal.jsonl").read_text().splitlines()[-1])
    assert (entry["by"], entry["command"]) == ("Team leader", "form import")
    assert entry["changes"] == [{"file": "responses/ict.yaml", "place": "TEC-01-Q2", "old": "yes", "new": "no"}]


# ------------------------------------------------------------------------------------------------ who is asked what


def write_respondents(mission: Path, words: str = "[{id: ict, role: ICT Department, asks: [ict, data_team]}]") -> None:
    path = mission / "mission.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\nrespondents: {words}\n", encoding="utf-8")


def test_every_question_is_asked_of_somebody(mission: Path) -> None:
    found = mission_in(mission, None, "en")
    asked = [question.id for one in respondents_of(*found) for question in asked_of(one, *found)]
    assert sorted(asked) == sorted(question.id for question in questions_of(*found))
    assert asked_of(team_of(found[0]), *found) == questions_of(*found)


def test_a_department_stands_for_the_interlocutors_that_mission_yaml_gives_it(mission: Path) -> None:
    write_respondents(mission)
    found = mission_in(mission, None, "en")
    first, *others = respondents_of(*found)
    assert (first.id, first.asks) == ("ict", ("ict", "data_team"))
    assert not {"ict", "data-team"} & {one.id for one in others}
    asked = [question.id for one in (first, *others) for question in asked_of(one, *found)]
    assert sorted(asked) == sorted(question.id for question in questions_of(*found))


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("MIS170", "[{id: ../ict, role: ICT}]"),
        ("MIS171", "[{id: ict, role: ICT}, {id: ict, role: Data team}]"),
        ("MIS172", "[{id: ict, role: ICT, asks: [itc]}]"),
        ("MIS173", "[{id: ict, role: ICT, questions: [TEC-01-Q99]}]"),
        ("MIS174", "[{id: ict, role: ICT, language: french}]"),
    ],
)
def test_a_slip_in_the_respondents_is_told_where_it_stands(mission: Path, code: str, words: str) -> None:
    from rmdiag.assessment.files import load_mission

    write_respondents(mission, words)
    problems = Problems()
    load_mission(mission, problems)
    assert [problem.code for problem in problems.errors] == [code]
    assert problems.errors[0].span.line


# --------------------------------------------------------------------------------------------------------- commands


@pytest.fixture
def run(mission: Path) -> Callable[..., tuple[int, str]]:
    def run_(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["form", words[0], str(mission), *words[1:]])
        return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output

    return run_


def test_status_says_who_has_not_answered_what(mission: Path, run: Callable[..., tuple[int, str]]) -> None:
    write_respondents(mission)
    code, words = run("status", "--format", "json")
    assert code == 0
    said = json.loads(words[: words.rindex("}") + 1])
    (ict,) = (one for one in said["respondents"] if one["id"] == "ict")
    assert "TEC-01-Q2" in ict["answered"]
    assert "ANA-03-Q4" in ict["blank"]
    assert set(ict["asked"]) == {*ict["answered"], *ict["not_applicable"], *ict["do_not_know"], *ict["blank"]}
    assert "TEC-01-Q2" not in said["answered_by_nobody"]


def test_status_counts_a_sheet_of_another_name_for_whoever_is_asked_its_questions(
    mission: Path, run: Callable[..., tuple[int, str]]
) -> None:
    write_respondents(mission, "[{id: data, role: Data, asks: [data_team]}, {id: it, role: ICT, asks: [ict]}]")
    said = json.loads(run("status", "--format", "json")[1].rpartition("}")[0] + "}")
    (it,) = (one for one in said["respondents"] if one["id"] == "it")
    (sheet,) = (one for one in said["other_sheets"] if one["id"] == "ict")
    assert "TEC-01-Q2" in it["answered"]
    assert "TEC-01-Q2" in sheet["said"]
    assert "(ict): " in run("status")[1]


def test_status_names_conflicts_until_they_are_settled(mission: Path, run: Callable[..., tuple[int, str]]) -> None:
    write_respondents(mission)
    brought(mission, form({"TEC-01-Q2": NO}, {"TEC-01-Q2": PARTLY}))
    said = run("status", "--format", "json")[1]
    assert '"conflicts": [\n        "TEC-01-Q2"\n      ]' in said
    agreed = "  TEC-01-Q2: {answer: no, reason: Shown at the meeting., by: Heads, on: 2026-10-15}\n"
    path = mission / "consensus.yaml"
    path.write_text(path.read_text(encoding="utf-8") + agreed, encoding="utf-8")
    assert '"TEC-01-Q2"\n      ]' not in run("status", "--format", "json")[1].split('"conflicts"')[1]


def test_an_unknown_role_is_told_with_the_nearest(run: Callable[..., tuple[int, str]]) -> None:
    code, words = run("export", "--for", "itc")
    assert code == 2
    assert "did you mean `ict`?" in words


def test_a_page_with_questions_is_no_answer(tmp_path: Path, run: Callable[..., tuple[int, str]]) -> None:
    page = tmp_path / "ict.html"
    page.write_text("<!DOCTYPE html><title>x</title>")
    code, words = run("import", str(page))
    assert code == 3
    assert "COL002" in words


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe"])
def test_any_other_file_is_told_to_be_none(tmp_path: Path, content: bytes, run: Callable[..., tuple[int, str]]) -> None:
    path = tmp_path / "ict.json"
    path.write_bytes(content)
    code, words = run("import", str(path))
    assert code == 3
    assert "COL001" in words


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path: Path, run: Callable[..., tuple[int, str]]) -> None:
    path = tmp_path / "ict.xlsx"
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(100 * 1024 * 1024)
    code, words = run("import", str(path))
    assert code == 3
    assert "COL010" in words
