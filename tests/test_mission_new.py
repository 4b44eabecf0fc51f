"""Show what `rmdiag new` lays down: a folder that is valid as it stands and asks every question."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.assessment.blank import NewMission, blank_mission
from rmdiag.assessment.files import open_mission, write_mission
from rmdiag.assessment.mission import Mission, MissionFiles
from rmdiag.assessment.read import read_mission
from rmdiag.compendium.read import read_framework
from rmdiag.files import FRAMEWORKS, QUESTIONS, SETS, read_folder
from rmdiag.opening import check_path, questionnaire_with
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire, Standing
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.source import Document
from rmdiag.terminal import Stop

AS_OF = date(2026, 11, 22)


@cache
def questionnaire() -> Questionnaire:
    problems = Problems()
    framework = read_framework(read_folder(FRAMEWORKS / "crm-compendium", "crm-compendium", problems), problems)
    assert framework is not None
    questions = read_folder(QUESTIONS, "questions", problems).values()
    return read_questionnaire(framework, questions, read_folder(SETS, "sets", problems).values(), problems)


def blank(administration: str = "Kestoria Customs", country: str = "QM") -> dict[str, str]:
    return dict(blank_mission(questionnaire(), NewMission(administration=administration, country=country, as_of=AS_OF)))


def read(texts: dict[str, str]) -> tuple[Mission | None, Problems]:
    documents = {name: Document(name, text) for name, text in texts.items() if name.endswith(".yaml")}
    metrics = Document("metrics.csv", texts["metrics.csv"])
    problems = Problems()
    files = MissionFiles(name="kestoria", documents=documents, metrics=metrics)
    return read_mission(files, questionnaire(), problems), problems


def uncommented(text: str) -> str:
    """Take `# ` away from the lines that are examples of YAML, as an editor does."""
    return re.sub(r"^# (?=  |[a-z_]+:)", "", text, flags=re.MULTILINE)


def test_a_new_mission_has_nothing_to_mend_but_its_missing_answers() -> None:
    mission, problems = read(blank())
    assert [problem.code for problem in problems] == ["MIS052"]
    assert not problems.errors
    assert mission is not None
    assert (mission.administration, mission.country, mission.as_of) == ("Kestoria Customs", "QM", AS_OF)


def test_both_sheets_ask_every_question_and_answer_none() -> None:
    mission, _ = read(blank())
    assert mission is not None
    assert [sheet.layer for sheet in mission.answers.sheets] == ["mission", "self"]
    for sheet in mission.answers.sheets:
        assert set(sheet.responses) == set(questionnaire().questions)
        assert {response.standing for response in sheet.responses.values()} == {Standing.UNKNOWN}


def test_a_question_stands_above_its_blank_with_all_that_is_needed_to_ask_it() -> None:
    sheet = blank()["responses/self.yaml"]
    before, _, _ = sheet.partition("  GOV-01-Q1: {answer: }\n")
    comments = " ".join(line.lstrip(" #") for line in before.rpartition("  # ====")[2].splitlines())
    question = questionnaire().questions["GOV-01-Q1"]
    asked = questionnaire().framework.interlocutors[question.ask].name
    for words in (question.text, *question.see, question.help or "", question.partly or "", asked):
        assert words in comments
    assert "Counts: partly for level 2, yes for level 3." in comments


@pytest.mark.parametrize(
    ("identity", "words"),
    [
        ("GOV-01-Q3", "Counts: at least 1 for level 2, at least 2 for level 3, at least 4 for level 4."),
        ("GOV-02-Q2", "Answer: a number from 0 to 100, without sign of percent, or no"),
        ("ORG-01-Q3", "- office_hours: In office hours (level 2)"),
        ("ORG-01-Q4", "- none: None of these (alone)"),
        ("ORG-01-Q4", "Counts: at least 3 of them for level 5."),
        ("ORG-01-Q2", "Asked for context; it never counts."),
    ],
)
def test_a_sheet_says_what_may_be_answered_and_what_it_counts(identity: str, words: str) -> None:
    before, _, _ = blank()["responses/self.yaml"].partition(f"  {identity}: {{answer: }}\n")
    assert words in before.rpartition("{answer: }\n")[2]


def test_the_examples_in_the_guide_are_right() -> None:
    guide = (Path(__file__).parent.parent / "docs" / "file-formats.md").read_text(encoding="utf-8")
    chapter = guide.partition("\n## Mission folder\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"^### ([^\n]+)\n\n```(?:yaml|csv)\n(.*?)^```$", chapter, flags=re.MULTILINE | re.DOTALL)
    texts = {name if "." in name else "responses/unit.yaml": text for name, text in blocks}
    assert set(texts) == {*blank(), "responses/unit.yaml", "baseline.yaml", "comments.yaml"} - {
        "README.md",
        "responses/self.yaml",
        "responses/mission.yaml",
    }
    mission, problems = read({name: text for name, text in texts.items() if name != "baseline.yaml"})  # or answers
    assert mission is not None
    # The example of evidence names a file that is not there, with a place for its SHA-256.
    assert [problem.code for problem in problems.errors] == ["MIS029", "MIS030"]
    assert len(mission.answers.sheets[0].responses) == 6
    assert [len(part) for part in (mission.figures, mission.actions, mission.judgements)] == [2, 2, 1]
    assert mission.comments


def test_the_examples_in_the_files_are_right_once_they_are_uncommented() -> None:
    texts = blank()
    sheets = {name: text for name, text in texts.items() if name.startswith("responses/")}
    mission, problems = read({name: uncommented(text) for name, text in texts.items()} | sheets)
    # The example of evidence names a file that is not there, with a place for its SHA-256; that of overlays too.
    assert [problem.code for problem in problems.errors] == ["MIS029", "MIS030", "MIS053"]
    assert mission is not None
    assert (len(mission.judgements), len(mission.answers.consensus), len(mission.actions)) == (1, 1, 1)
    assert (len(mission.team), len(mission.costs), len(mission.tfa)) == (2, 3, 1)
    assert mission.interview_languages == ("es",)


@pytest.mark.parametrize(
    ("chosen", "sheets"),
    [
        ("rapid", ["mission", "self"]),
        ("post-clearance-audit", ["mission", "self"]),
        ("technology-and-cargo-monitoring", ["mission", "self"]),
        ("study-visit", ["visitors"]),
        ("toa-competency", ["assessor-a", "assessor-b", "assessor-c", "candidate"]),
    ],
)
def test_every_set_begins_with_the_sheets_of_those_who_answer_it(
    chosen: str, sheets: list[str], tmp_path: Path
) -> None:
    new = NewMission(administration="Kestoria Customs", country="QM", as_of=AS_OF, set=chosen)
    texts = blank_mission(questionnaire_with(chosen), new)
    problems = Problems()
    write_mission(tmp_path / "mission", texts, problems)
    check_path(tmp_path / "mission", problems)
    nobody_named = ["MIS059"] if chosen == "study-visit" else []
    assert sorted(problem.code for problem in problems) == ["MIS052", *nobody_named]
    assert sorted(name.removeprefix("responses/") for name in texts if name.startswith("responses/")) == [
        f"{sheet}.yaml" for sheet in sheets
    ]


def test_a_set_that_nobody_knows_is_answered_with_the_nearest_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Stop):
        questionnaire_with("rapide")
    assert "did you mean `rapid`?" in capsys.readouterr().err


@given(administration=st.text(max_size=60))
def test_the_name_of_an_administration_is_kept_whatever_signs_it_has(administration: str) -> None:
    texts = blank(administration)
    mission, _ = read({**texts, "responses/self.yaml": "responses: {}", "responses/mission.yaml": "responses: {}"})
    assert mission is not None
    printable = "".join(sign if sign.isprintable() else " " for sign in administration)
    assert mission.administration == " ".join(printable.split())


def test_a_country_that_does_not_exist_stays_one_wrong_word() -> None:
    _, problems = read(blank(country="Norway\nset: none"))
    assert [(problem.code, problem.span.words) for problem in problems.errors] == [
        ("MIS008", 'country: "Norway set: none"')
    ]


def test_a_new_folder_is_laid_down_whole(tmp_path: Path) -> None:
    problems = Problems()
    folder = tmp_path / "missions" / "kestoria-2026"
    assert write_mission(folder, blank(), problems)
    assert sorted(path.name for path in folder.iterdir()) == [
        "README.md",
        "consensus.yaml",
        "evidence",
        "evidence.yaml",
        "judgements.yaml",
        "metrics.csv",
        "mission.yaml",
        "plan.yaml",
        "reports",
        "responses",
    ]
    files = open_mission(folder, problems)
    assert files is not None
    assert read_mission(files, questionnaire(), problems) is not None
    assert [problem.code for problem in problems] == ["MIS052"]
    assert [path.name for path in folder.parent.iterdir()] == ["kestoria-2026"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    problems = Problems()
    assert write_mission(tmp_path, blank(), problems)
    assert (tmp_path / "mission.yaml").is_file()
    assert not list(tmp_path.glob(".*"))


def test_nothing_that_exists_is_overwritten(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "mission.yaml").write_text("mine\n", encoding="utf-8")
    (tmp_path / "a-file").write_text("mine\n", encoding="utf-8")
    assert not write_mission(tmp_path, blank(), problems)
    assert not write_mission(tmp_path / "a-file", blank(), problems)
    assert [problem.code for problem in problems] == ["MIS007", "MIS007"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a-file", "mission.yaml"]
    assert (tmp_path / "mission.yaml").read_text(encoding="utf-8") == "mine\n"


def test_a_run_that_fails_half_way_leaves_no_half_folder(tmp_path: Path) -> None:
    hindered = {"mission.yaml": "x", "responses": "a file where a folder is needed", "responses/self.yaml": "x"}
    with pytest.raises(OSError, match="responses"):
        write_mission(tmp_path / "kestoria", hindered, Problems())
    assert list(tmp_path.iterdir()) == []
