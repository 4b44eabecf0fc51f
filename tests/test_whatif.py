"""What if: the profile that would result beside today's, what it takes as met, and what would still block."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lifted_rounds import LAW_01, LAW_02, recommended
from test_cli import rmdiag
from written_rounds import SAID, mission, sheet

from rmdiag.assessment.mission import Mission
from rmdiag.assessment.scoring import score_mission
from rmdiag.assessment.whatif import Outcome, Wish, read_said, what_if
from rmdiag.opening import mission_at
from rmdiag.problems import Problems
from rmdiag.questionnaires.model import Questionnaire

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
RECOMMENDED = [row[0] for row in (*LAW_01, *LAW_02)]


def supposed(*sheets: str, done: tuple[str, ...] = (), **said: str) -> Outcome:
    """Suppose answers and recommendations over a round; `no_port` of a question makes it not applicable."""
    questionnaire = recommended()
    return _outcome(mission(questionnaire, sheets=sheets), questionnaire, done, said)


def _outcome(read: Mission, questionnaire: Questionnaire, done: tuple[str, ...], said: dict[str, str]) -> Outcome:
    problems = Problems()
    pairs = [(question.replace("_", "-"), words) for question, words in said.items()]
    answers = [pair for pair in pairs if pair[1] != "no port"]
    excuses = [pair for pair in pairs if pair[1] == "no port"]
    found = read_said(questionnaire, answers, excuses, problems)
    assert [str(problem) for problem in problems] == []
    return what_if(read, questionnaire, score_mission(read, questionnaire).result, Wish(done=done, said=found))


def moves(outcome: Outcome) -> dict[str, tuple[int | None, int | None]]:
    return {today.id: (today.point, then.point) for today, then in outcome.indicators}


# Answers


def test_an_answer_moves_its_indicator_its_dimension_and_the_whole() -> None:
    outcome = supposed(sheet(SAID | {"USE-01-Q2": "2020-01-01"}), LAW_01_Q2="95")
    assert moves(outcome) == {"LAW-01": (3, 5)}
    ((today, then),) = outcome.dimensions  # LAW-01 weighs 1 and LAW-02, at 3, weighs 2
    assert (today.point, then.point) == (Fraction(3 + 2 * 3, 3), Fraction(5 + 2 * 3, 3))
    assert outcome.after.overall.point == (Fraction(11, 3) + 2) / 2  # USE-01 stands at 2


def test_what_is_said_replaces_what_the_mission_found_and_what_was_agreed() -> None:
    found = sheet({"LAW-01-Q1": "no"}, "mission")
    assert moves(supposed(sheet(SAID), found, LAW_01_Q1="yes")) == {"LAW-01": (1, 3)}


def test_without_a_mission_the_self_profile_keeps_its_confidence() -> None:
    corroborated = SAID | {"LAW-01-Q1": "{answer: yes, confidence: corroborated}"}
    outcome = supposed(sheet(corroborated), USE_01_Q1="3")
    before, after = outcome.before.indicators["LAW-01"], outcome.after.indicators["LAW-01"]
    assert before.confidence == after.confidence == "corroborated"


def test_a_question_that_does_not_apply_leaves_the_way_free() -> None:
    outcome = supposed(sheet(SAID | {"LAW-02-Q1": "office", "LAW-02-Q2": "[import]"}), LAW_02_Q2="no port")
    assert moves(outcome) == {"LAW-02": (3, 4)}


def test_supposing_answers_is_the_same_as_writing_them_on_the_sheet() -> None:
    questionnaire = recommended()
    written = mission(questionnaire, sheets=[sheet(SAID | {"LAW-01-Q2": "95", "USE-01-Q2": "2026-10-01"})])
    outcome = supposed(sheet(SAID), LAW_01_Q2="95", USE_01_Q2="2026-10-01")
    then = score_mission(written, questionnaire).result
    assert outcome.after.overall == then.overall
    assert outcome.after.indicators == then.indicators


# Recommendations


def test_what_is_done_is_taken_to_meet_the_gates_that_it_closes_and_no_more() -> None:
    outcome = supposed(sheet(SAID), done=("LAW-01-R2",))
    assert moves(outcome) == {"LAW-01": (3, 4)}
    assert [(t.recommendation.id, t.question, t.levels) for t in outcome.taken] == [("LAW-01-R2", "LAW-01-Q2", (4,))]


def test_a_level_that_two_recommendations_close_is_taken_once() -> None:
    outcome = supposed(sheet(SAID), done=("LAW-01-R2", "LAW-01-R3"))
    assert [(t.recommendation.id, t.levels) for t in outcome.taken] == [("LAW-01-R2", (4,)), ("LAW-01-R3", (5,))]


def test_what_would_have_to_be_done_first_is_named_until_it_is_supposed_too() -> None:
    assert [r.id for r in supposed(sheet(SAID), done=("LAW-01-R2",)).first] == ["LAW-02-R1"]
    assert supposed(sheet(SAID), done=("LAW-01-R2", "LAW-02-R1")).first == ()


def test_what_is_said_stands_above_what_a_recommendation_would_close() -> None:
    outcome = supposed(sheet(SAID), done=("LAW-01-R2",), LAW_01_Q1="no")
    assert moves(outcome) == {"LAW-01": (3, 1)}


def test_what_would_still_block_is_named_even_where_nothing_moves() -> None:
    outcome = supposed(sheet(SAID | {"LAW-02-Q2": "[import]"}), done=("LAW-02-R1",))
    assert moves(outcome) == {}
    assert [(score.id, [gate.question for gate in score.blocking]) for score in outcome.blocked] == [
        ("LAW-02", ["LAW-02-Q2"])
    ]


def test_what_changes_nothing_is_said() -> None:
    outcome = supposed(sheet(SAID), done=("LAW-01-R1",), USE_01_Q3="5")
    assert outcome.idle == ("LAW-01-R1", "USE-01-Q3")
    assert moves(outcome) == {}


def test_a_judgement_that_no_longer_starts_from_the_computed_level_lapses() -> None:
    questionnaire = recommended()
    judged = "judgements:\n  - {indicator: LAW-01, from: 3, to: 4, reason: Seen, by: team}\n"
    read = mission(questionnaire, {"judgements.yaml": judged}, sheets=[sheet(SAID)])
    outcome = _outcome(read, questionnaire, ("LAW-01-R3",), {})
    assert moves(outcome) == {"LAW-01": (4, 5)}
    assert [judgement.indicator for judgement in outcome.lapsed] == ["LAW-01"]


# Laws


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sets(st.sampled_from(sorted(SAID))), st.sets(st.sampled_from(RECOMMENDED)), st.randoms(use_true_random=False))
def test_supposing_more_done_never_leads_lower_and_order_changes_nothing(
    answered: set[str], done: set[str], chance: Random
) -> None:
    questionnaire = recommended()
    read = mission(questionnaire, sheets=[sheet({q: SAID[q] for q in sorted(answered)})] if answered else [])
    mixed = sorted(done)
    chance.shuffle(mixed)
    outcome = _outcome(read, questionnaire, tuple(sorted(done)), {})
    assert _outcome(read, questionnaire, tuple(mixed), {}).after == outcome.after
    for name, before in outcome.before.indicators.items():
        after = outcome.after.indicators[name]
        assert (after.low or 0) >= (before.low or 0)
        assert (after.point or 0) >= (before.point or 0)


def test_supposing_nothing_gives_todays_profile() -> None:
    outcome = supposed(sheet(SAID))
    assert outcome.after == outcome.before
    assert (outcome.indicators, outcome.dimensions, outcome.taken, outcome.idle) == ((), (), (), ())


# Reading


def test_answers_are_read_as_a_sheet_reads_them_with_the_same_problems() -> None:
    problems = Problems()
    given = [("LAW-01-Q1", "yse"), ("LAW-01-Q2", "140"), ("LAW-O1-Q1", "yes"), ("LAW-02-Q2", "[import, air]")]
    assert not any(r.answer for r in read_said(recommended(), given, [], problems).values())
    assert [(p.span.file, p.span.line, p.code) for p in problems] == [
        ("--answer", 1, "RSP004"),
        ("--answer", 2, "RSP012"),
        ("--answer", 3, "RSP001"),
        ("--answer", 4, "RSP005"),
    ]


def test_a_question_cannot_be_answered_and_not_apply_at_once() -> None:
    problems = Problems()
    read_said(recommended(), [("LAW-01-Q1", "yes")], [("LAW-01-Q1", "no port"), ("LAW-99-Q1", "none")], problems)
    assert [problem.code for problem in problems] == ["RSP002", "RSP001"]


# The command


def test_the_command_shows_today_and_then_and_writes_nothing(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLE, tmp_path / "kestoria-2026"))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    shown = rmdiag("what-if", folder, "--done", "IDN-02-R1", "--answer", "GOV-05-Q1=partly", "--format", "json")
    assert shown.returncode == 0
    told = json.loads(shown.stdout)
    assert told["moves"] == ["IDN", "IDN-02"]
    assert told["today"]["nodes"]["IDN-02"]["score"] == "2"
    assert told["then"]["nodes"]["IDN-02"]["score"] == "3"
    assert told["still_blocked"]["GOV-05"] == ["GOV-05-Q1", "GOV-05-Q2", "GOV-05-Q3"]
    assert "Then: Kestoria Customs Service: overall level" in shown.stderr
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((), 2, "Say what to suppose"),
        (("--done", "IDN-02-R9"), 2, "did you mean `IDN-02-R"),
        (("--answer", "GOV-05-Q1"), 2, "not ID=VALUE"),
        (("--not-applicable", "GOV-05-Q1="), 2, "not ID=REASON"),
        (("--answer", "GOV-05-Q1=yse"), 3, "did you mean `yes`"),
        (("--answer", "GOV-50-Q1=yes"), 3, "is not a question"),
        (("--answer", "GOV-05-Q1=[yes"), 3, "--answer:1:"),
        (("--answer", "GOV-05-Q1=yes", "--answer", "GOV-05-Q1=no"), 3, "--answer:2:1"),
    ],
)
def test_what_cannot_be_supposed_is_said_with_the_way_out(arguments: tuple[str, ...], code: int, words: str) -> None:
    shown = rmdiag("what-if", EXAMPLE, *arguments)
    assert (shown.returncode, shown.stdout) == (code, "")
    assert words in shown.stderr


@pytest.mark.parametrize("command", ["what-if", "certainty", "gaps"])
def test_each_command_explains_itself_with_an_example(command: str) -> None:
    assert f"Example: rmdiag {command} kestoria-2026" in " ".join(rmdiag(command, "--help").stdout.split())


def test_supposing_everything_lifts_every_indicator_of_the_example_to_its_top() -> None:
    read, questionnaire = mission_at(EXAMPLE)
    outcome = _outcome(read, questionnaire, tuple(questionnaire.framework.recommendations), {})
    assert outcome.blocked == ()
    assert {score.computed for score in outcome.after.indicators.values()} == {5}


def test_no_engine_of_reports_is_loaded() -> None:
    script = f"""
import sys
sys.argv = ["rmdiag", "what-if", {str(EXAMPLE)!r}, "--done", "IDN-02-R1", "--format", "json"]
from rmdiag.cli import main
try:
    main()
except SystemExit:
    print([name for name in ("weasyprint", "matplotlib", "jinja2", "numpy") if name in sys.modules], file=sys.stderr)
"""
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stderr.splitlines()[-1] == "[]"
