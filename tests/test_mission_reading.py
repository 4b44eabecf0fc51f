"""Show how a mission folder is read: what each file gives, and what is never done with a hostile one."""

from __future__ import annotations

import hashlib
import os
import textwrap
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from problem_cases import BASE

from rmdiag.assessment import files as edge
from rmdiag.assessment.files import open_mission
from rmdiag.assessment.mission import Candidate, Host, Mission, MissionFiles
from rmdiag.assessment.read import read_mission
from rmdiag.compendium.read import read_framework
from rmdiag.files import read_folder
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Layer, Questionnaire, Standing
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.source import Document

MISSION = """\
administration: Kestoria Customs
country: XK
as_of: 2026-11-22
framework: mini
edition: "1"
set: small
"""
ANSWER = "responses: {DIM-01-Q1: {answer: yes}}\n"
FILES = (
    "mission.yaml",
    "responses/unit.yaml",
    "consensus.yaml",
    "judgements.yaml",
    "evidence.yaml",
    "plan.yaml",
    "metrics.csv",
)


def _questionnaire() -> Questionnaire:
    problems = Problems()
    framework = read_framework(read_folder(BASE / "framework", "framework", problems), problems)
    assert framework is not None
    questions = read_folder(BASE / "questions", "questions", problems).values()
    sets = read_folder(BASE / "sets", "sets", problems).values()
    return read_questionnaire(framework, questions, sets, problems)


QUESTIONNAIRE = _questionnaire()
OF_A_PERSON = replace(QUESTIONNAIRE, framework=replace(QUESTIONNAIRE.framework, subject="person"))


def read(
    texts: dict[str, str],
    evidence: dict[str, str | None] | None = None,
    *,
    questionnaire: Questionnaire = QUESTIONNAIRE,
) -> tuple[Mission | None, Problems]:
    """Read texts by their path as a mission folder; a sound mission.yaml and one answer are there unless given."""
    every = {"mission.yaml": MISSION, "responses/unit.yaml": ANSWER} | texts
    documents = {name: Document(name, textwrap.dedent(text)) for name, text in every.items()}
    metrics = documents.pop("metrics.csv", None)
    problems = Problems()
    files = MissionFiles(name="kestoria", documents=documents, metrics=metrics, evidence=evidence or {})
    return read_mission(files, questionnaire, problems), problems


def sound(texts: dict[str, str], evidence: dict[str, str | None] | None = None) -> Mission:
    """Read texts that have no problem."""
    mission, problems = read(texts, evidence)
    assert [str(problem) for problem in problems] == []
    assert mission is not None
    return mission


def codes_of(problems: Problems) -> list[str]:
    return [problem.code for problem in problems]


def lay(folder: Path, texts: dict[str, str]) -> Path:
    """Write a mission folder on disk."""
    for name, text in ({"mission.yaml": MISSION, "responses/unit.yaml": ANSWER} | texts).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def opened(folder: Path) -> tuple[MissionFiles | None, Problems]:
    problems = Problems()
    return open_mission(folder, problems), problems


# mission.yaml


def test_the_country_no_is_norway() -> None:
    assert sound({"mission.yaml": MISSION.replace("XK", "NO")}).country == "NO"


@pytest.mark.parametrize("code", ["AA", "QM", "QZ", "XA", "XZ", "ZZ", "CO", "BO"])
def test_real_and_fictional_countries_are_accepted(code: str) -> None:
    assert sound({"mission.yaml": MISSION.replace("XK", code)}).country == code


def test_the_united_kingdom_is_gb_to_iso() -> None:
    _, problems = read({"mission.yaml": MISSION.replace("XK", "UK")})
    assert codes_of(problems) == ["MIS008"]
    assert problems.errors[0].fix.startswith("did you mean `GB`?")


def test_a_short_mission_file_is_enough() -> None:
    mission = sound({})
    assert (mission.round, mission.as_of) == ("2026", date(2026, 11, 22))
    assert (mission.confidentiality, mission.attribution, mission.report_language) == ("restricted", "roles", "en")
    assert mission.targets.preset == "basic"


def test_every_key_of_the_mission_file_is_read() -> None:
    more = """\
    round: First
    dates: {start: 2026-11-16, end: 2026-11-20}
    languages: {report: fr, interviews: [es, qu]}
    team: [{role: Mission lead, organisation: Other Customs, name: N. N.}]
    targets: {preset: basic, overrides: {DIM-02: 3}, agreed: {on: 2026-11-16, by: Deputy Director General}}
    views: [themes]
    overlays: [country.yaml]
    host: {administration: Orvania Customs, country: QN}
    confidentiality: internal
    attribution: none
    previous_round: ../kestoria-2023
    summary: Much was done.
    scope_note: Rail was not visited.
    context: [{label: Staff, value: "2 300", year: 2025, source: annual report}]
    tfa: {"7.4": {category: B, date: 2027-12-31, note: notified in 2018}, 7.5: {category: C}}
    rkc: {accession: 2014-06-30}
    costs: {currency: USD, classes: {low: 20000, high: 500000.50}}
    not_applicable: {DIM-02: There is no border of this kind}
    """
    mission = sound({"mission.yaml": MISSION + textwrap.dedent(more), "overlays/country.yaml": "id: country\n"})
    assert (mission.round, mission.start, mission.end) == ("First", date(2026, 11, 16), date(2026, 11, 20))
    assert (mission.report_language, mission.interview_languages) == ("fr", ("es", "qu"))
    assert (mission.team[0].role, mission.team[0].name) == ("Mission lead", "N. N.")
    assert (mission.targets.overrides, mission.targets.agreed_by) == ({"DIM-02": 3}, "Deputy Director General")
    assert (mission.views, mission.attribution, mission.previous_round) == (("themes",), "none", "../kestoria-2023")
    assert (mission.context[0].value, mission.context[0].year) == ("2 300", 2025)
    assert [(promise.article, promise.category) for promise in mission.tfa] == [("7.4", "B"), ("7.5", "C")]
    assert (mission.rkc_accession, mission.currency) == (date(2014, 6, 30), "USD")
    assert [(cost.id, cost.amount) for cost in mission.costs] == [("low", 20000), ("high", Fraction(1000001, 2))]
    assert mission.not_applicable == {"DIM-02": "There is no border of this kind"}
    assert (mission.overlays, mission.host) == (
        ("country.yaml",),
        Host(administration="Orvania Customs", country="QN"),
    )


def test_a_candidate_is_read_where_a_person_is_assessed_and_what_is_said_stays_confidential() -> None:
    text = MISSION + "candidate: {code: C07, role: Senior analyst, name: N. N.}\n"
    mission, problems = read({"mission.yaml": text}, questionnaire=OF_A_PERSON)
    assert codes_of(problems) == []
    assert mission is not None
    assert mission.candidate == Candidate(code="C07", role="Senior analyst", name="N. N.")
    assert mission.confidentiality == "confidential"
    opened_up, _ = read({"mission.yaml": f"{text}confidentiality: internal\n"}, questionnaire=OF_A_PERSON)
    assert opened_up is not None
    assert opened_up.confidentiality == "internal"


def test_problems_of_all_files_come_at_once() -> None:
    mission, problems = read(
        {
            "mission.yaml": MISSION.replace("2026-11-22", "22 November"),
            "responses/unit.yaml": "responses: {DIM-01-Q1: {answer: yess}}\n",
            "consensus.yaml": "consensus: {DIM-01-Q9: {answer: yes}}\n",
            "judgements.yaml": "judgements: [{indicator: DIM-09, from: 1, to: 2, reason: r, by: b}]\n",
            "plan.yaml": "actions: [{id: A-01, recommendation: DIM-09-R1}]\n",
            "metrics.csv": "period,metric,value\n2025,M-NONE,1\n",
        }
    )
    assert mission is None
    assert codes_of(problems) == ["RSP001", "MIS013", "MIS040", "SRC019", "MIS049", "RSP004"]


# Answers against the mission


def test_an_answer_that_lies_in_the_future_is_a_problem() -> None:
    _, problems = read({"responses/unit.yaml": "responses: {DIM-02-Q1: {answer: 2027-01-01}}\n"})
    assert codes_of(problems) == ["RSP013"]


def test_a_sheet_of_another_edition_is_a_problem() -> None:
    _, problems = read({"responses/unit.yaml": f'edition: "0"\n{ANSWER}'})
    assert codes_of(problems) == ["RSP016"]


def test_not_applicable_is_foreseen_where_the_question_has_a_condition() -> None:
    _, problems = read(
        {
            "responses/unit.yaml": """\
            responses:
              DIM-02-Q4: {not_applicable: Nobody uses it}
              DIM-01-Q2: {not_applicable: Nothing is examined}
            """
        }
    )
    assert [(problem.code, problem.span.line) for problem in problems] == [("RSP018", 3)]
    assert not problems.errors


def test_evidence_that_nobody_registered_is_a_problem_in_a_sheet_and_in_a_consensus() -> None:
    _, problems = read(
        {
            "responses/unit.yaml": "responses: {DIM-01-Q1: {answer: yes, evidence: [E-1]}}\n",
            "consensus.yaml": """\
            consensus:
              DIM-01-Q1: {answer: yes, evidence: [E-02], reason: It was signed., by: Legal department}
            """,
            "evidence.yaml": "evidence: [{id: E-01, title: A text}]\n",
        }
    )
    assert codes_of(problems) == ["RSP014", "RSP014"]
    assert all(problem.fix.startswith("did you mean `E-01`?") for problem in problems)


# Consensus, judgements, plan


def test_a_consensus_settles_the_self_layer_unless_it_says_otherwise() -> None:
    consensus = """\
    consensus:
      DIM-01-Q1:
        - {answer: partly, reason: The text is a draft., by: Risk unit, on: 2026-11-19}
        - {layer: mission, do_not_know: true, reason: The team did not see it., by: Lead}
      DIM-02-Q4: {not_applicable: Nobody uses it, by: Risk unit}
    """
    agreed = sound({"consensus.yaml": consensus}).answers.consensus
    assert [(entry.question, entry.layer) for entry in agreed] == [
        ("DIM-01-Q1", Layer.SELF),
        ("DIM-01-Q1", Layer.MISSION),
        ("DIM-02-Q4", Layer.SELF),
    ]
    assert agreed[0].on == date(2026, 11, 19)
    assert agreed[1].response.do_not_know
    assert (agreed[2].response.standing, agreed[2].reason) == (Standing.NOT_APPLICABLE, "Nobody uses it")


def test_a_consensus_has_no_confidence_of_its_own() -> None:
    entry = "{answer: yes, confidence: verified, reason: It was signed., by: Legal department}"
    _, problems = read({"consensus.yaml": f"consensus: {{DIM-01-Q1: {entry}}}\n"})
    assert codes_of(problems) == ["SRC012"]


def test_a_judgement_moves_a_level_by_one() -> None:
    judgements = """\
    judgements:
      - {indicator: DIM-01, from: 2, to: 3, reason: Seen on the spot, by: Lead, on: 2027-02-01}
    """
    judgement = sound({"judgements.yaml": judgements}).judgements[0]
    assert (judgement.from_level, judgement.to_level, judgement.span.line) == (2, 3, 2)


def test_an_action_takes_its_words_from_its_recommendation() -> None:
    plan = """\
    actions:
      - {id: A-01, recommendation: DIM-01-R1, status: started, start: 2027-01-01, end: 2027-03-31}
      - {id: A-02, action: Move the risk unit to the capital., origin: Diagnostic of 2023}
    """
    actions = sound({"plan.yaml": plan}).actions
    assert [action.action for action in actions] == ["Sign the text.", "Move the risk unit to the capital."]
    assert [action.status for action in actions] == ["started", "planned"]


# Evidence


def test_evidence_is_registered_with_or_without_the_name_of_its_folder() -> None:
    sha256 = hashlib.sha256(b"signed").hexdigest()
    register = f"""\
    evidence:
      - {{id: E-01, title: A text, file: order.pdf, sha256: {sha256}}}
      - {{id: E-02, title: A picture, file: evidence/port/gate.jpg, sha256: {sha256.upper()}, kind: observation}}
    """
    evidence = sound({"evidence.yaml": register}, {"order.pdf": sha256, "port/gate.jpg": sha256}).evidence
    assert [entry.file for entry in evidence.values()] == ["order.pdf", "port/gate.jpg"]
    assert evidence["E-02"].sha256 == sha256


def test_a_file_with_accents_is_found_whatever_system_wrote_its_name(tmp_path: Path) -> None:
    composed, apart = "r\u00e9solution.txt", "re\u0301solution.txt"  # the same word, as Linux and as macOS write it
    sha256 = hashlib.sha256(b"signed").hexdigest()
    register = f"evidence: [{{id: E-01, title: A text, file: {composed}, sha256: {sha256}}}]\n"
    files, problems = opened(lay(tmp_path / "kestoria", {f"evidence/{apart}": "signed", "evidence.yaml": register}))
    assert files is not None
    read_mission(files, QUESTIONNAIRE, problems)
    assert codes_of(problems) == []


# Figures


def test_a_percent_is_computed_from_its_parts_exactly() -> None:
    figures = sound({"metrics.csv": "period,metric,value,numerator,denominator\n2025,M-HIT,,1,3\n"}).figures
    assert figures[0].value == Fraction(100, 3)


def test_semicolons_and_decimal_commas_are_read_as_spreadsheets_write_them() -> None:
    table = "\ufeffperiod;metric;value;note\r\n2025-H1;M-HIT;4,25;counted by hand, twice\r\n;;;\r\n"
    figure = sound({"metrics.csv": table}).figures[0]
    assert (figure.period, figure.value, figure.note) == ("2025-H1", Fraction(17, 4), "counted by hand, twice")


def test_a_note_may_hold_a_line_break_between_quotes() -> None:
    table = 'period,metric,value,note\n2024,M-HIT,4,"first\nsecond"\n2025,M-HIT,400,\n'
    mission, problems = read({"metrics.csv": table})
    assert mission is not None
    assert mission.figures[0].note == "first\nsecond"
    assert [(p.code, p.span.line, p.span.column) for p in problems] == [("MIS044", 4, 12)]


def test_a_value_may_differ_from_its_parts_by_rounding() -> None:
    table = "period,metric,value,numerator,denominator\n2025,M-HIT,33.3,1,3\n"
    assert sound({"metrics.csv": table}).figures[0].value == Fraction(333, 10)


# The folder


def test_a_folder_that_is_not_there_is_a_problem_with_the_nearest_name(tmp_path: Path) -> None:
    lay(tmp_path / "kestoria-2026", {})
    files, problems = opened(tmp_path / "kestoria-2062")
    assert files is None
    assert codes_of(problems) == ["MIS001"]
    assert problems.errors[0].fix.startswith("did you mean `kestoria-2026`?")


def test_a_folder_without_mission_file_is_no_mission(tmp_path: Path) -> None:
    files, problems = opened(tmp_path)
    assert files is None
    assert codes_of(problems) == ["MIS002"]


def test_a_link_that_leads_outside_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("password: x\n", encoding="utf-8")
    folder = lay(tmp_path / "kestoria", {"evidence/a.txt": "a"})
    (folder / "consensus.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "evidence" / "all").symlink_to(tmp_path, target_is_directory=True)
    files, problems = opened(folder)
    assert files is not None
    assert set(files.documents) == {"mission.yaml", "responses/unit.yaml"}
    assert list(files.evidence) == ["a.txt"]
    assert [(p.code, p.span.file) for p in problems] == [
        ("MIS003", "kestoria/consensus.yaml"),
        ("MIS003", "kestoria/evidence/all"),
    ]


def test_sheets_in_a_folder_that_is_a_link_outside_are_not_read(tmp_path: Path) -> None:
    other = lay(tmp_path / "other", {})
    folder = tmp_path / "kestoria"
    folder.mkdir()
    (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
    (folder / "responses").symlink_to(other / "responses", target_is_directory=True)
    files, problems = opened(folder)
    assert files is not None
    assert set(files.documents) == {"mission.yaml"}
    assert codes_of(problems) == ["MIS003"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = lay(tmp_path / "kestoria", {})
    os.mkfifo(folder / "plan.yaml")
    (folder / "evidence").mkdir()
    os.mkfifo(folder / "evidence" / "pipe")
    _, problems = opened(folder)
    assert codes_of(problems) == ["MIS003", "MIS003"]


def test_a_folder_of_too_many_files_is_not_gone_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "MAXIMUM_FILES", 3)
    folder = lay(tmp_path / "kestoria", {f"evidence/{n}.txt": "" for n in range(4)})
    _, problems = opened(folder)
    assert codes_of(problems) == ["MIS004"]


def test_no_checksum_is_taken_of_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "MAXIMUM_EVIDENCE_BYTES", 3)
    files, problems = opened(lay(tmp_path / "kestoria", {"evidence/film.mp4": "long"}))
    assert files is not None
    assert files.evidence == {"film.mp4": None}
    assert codes_of(problems) == ["MIS005"]


def test_hidden_files_and_notes_of_ones_own_are_passed_over(tmp_path: Path) -> None:
    more = {
        ".git/config.yaml": "x",
        "evidence/.DS_Store": "x",
        "evidence/~$order.docx": "x",
        "notes.txt": "x",
        "comments.yaml": "comments: []",
        "baseline.yaml": "levels: {}",
        "reports/old.yaml": "x",
    }
    files, problems = opened(lay(tmp_path / "kestoria", more))
    assert files is not None
    assert (codes_of(problems), files.evidence) == ([], {})


def test_the_checksum_of_a_folder_follows_its_content_and_not_its_place(tmp_path: Path) -> None:
    one, _ = opened(lay(tmp_path / "one", {}))
    same, _ = opened(lay(tmp_path / "same", {}))
    other, _ = opened(lay(tmp_path / "other", {"evidence/a.txt": "a"}))
    assert one is not None
    assert same is not None
    assert other is not None
    assert one.checksum == same.checksum
    assert one.checksum != other.checksum


# Whatever is written


@given(inside=st.sampled_from(FILES), text=st.text(max_size=200))
def test_no_text_in_any_file_raises(inside: str, text: str) -> None:
    read({inside: text})


KEYS = (
    st.sampled_from(["evidence", "actions", "judgements", "consensus", "responses", "targets", "costs", "tfa", "dates"])
    | st.sampled_from(
        ["id", "file", "from", "to", "on", "start", "end", "answer", "not_applicable", "DIM-01-Q1", "DIM-01"]
    )
).map("{}: ".format)
SIGNS = st.sampled_from(
    ["DIM-01", "E-01", "yes", "no", "2026-11-22", "0001-01-01", "-1", "7", "1/3", "../x", "é", "[", "]", "{", "}"]
) | st.sampled_from([", ", "- ", "? ", "!", "&a ", "*a ", "# ", '"', "'", "|", ">-", " ", "\n", "\n  ", "\n    "])
SCRAPS = st.lists(KEYS | SIGNS, max_size=40).map("".join)


@given(inside=st.sampled_from(FILES), text=SCRAPS)
def test_no_scraps_of_yaml_in_any_file_raise(inside: str, text: str) -> None:
    read({inside: text})
    read({inside: f"{MISSION if inside == 'mission.yaml' else ''}{text}"})


@given(
    table=st.lists(
        st.lists(st.sampled_from(["2025", "M-HIT", "M-RATE", "", "1", "0", "-3", "1e9", "4,5", '"', "é"]), max_size=8),
        max_size=5,
    ),
    delimiter=st.sampled_from([",", ";", "|"]),
)
def test_no_table_of_figures_raises(table: list[list[str]], delimiter: str) -> None:
    header = delimiter.join(["period", "metric", "value", "numerator", "denominator", "source", "note"])
    read({"metrics.csv": "\n".join([header, *(delimiter.join(row) for row in table)])})
