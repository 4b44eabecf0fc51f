"""A proposal is adopted into plan.yaml, edited by people, and proposed again: nothing that a person wrote is lost."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from rmdiag.assessment.actions import PlannedAction, Proposed
from rmdiag.assessment.plan_check import PlanFile, revised
from rmdiag.assessment.plan_merge import Change, Clash, Favour, Revision, Value, merge, values_of
from rmdiag.assessment.plan_text import Entry, Rewriting, number_words
from rmdiag.opening import assessment_of
from rmdiag.problems import Span

EXAMPLES = Path(__file__).parent.parent / "examples"
WISH = ("--from", "2027-01-01", "--capacity", "12")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", "plan", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def actions_in(folder: Path) -> dict[str, dict[str, Any]]:
    """Read plan.yaml as any other program would."""
    every = yaml.safe_load((folder / "plan.yaml").read_text(encoding="utf-8"))["actions"]
    return {one["id"]: one for one in every}


def edit(folder: Path, old: str, new: str) -> None:
    """Change the plan by hand, in the one place that the words name."""
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    (folder / "plan.yaml").write_text(text.replace(old, new), encoding="utf-8")


def lines_of(folder: Path, identity: str) -> str:
    """Give the lines of an action."""
    text = (folder / "plan.yaml").read_text(encoding="utf-8")
    found = re.search(rf"^  - id: {re.escape(identity)}\n(    .*\n)*", text, flags=re.MULTILINE)
    assert found is not None
    return found.group()


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "kestoria-2026", tmp_path / "kestoria-2026")
    return tmp_path / "kestoria-2026"


@pytest.fixture
def adopted(mission: Path) -> Path:
    assert run("adopt", mission, *WISH).returncode == 0
    return mission


def test_every_step_becomes_an_action_with_its_owner_dates_money_and_prerequisites(adopted: Path) -> None:
    steps = json.loads(run("propose", adopted, *WISH, "--format", "json").stdout)["steps"]
    found = actions_in(adopted)
    begun = {"TRT-03-R1": "K23-04"}  # under way since 2024, as the team found it
    for step in steps:
        if step["id"] in begun:
            continue
        action = found[step["id"]]
        assert (str(action["start"]), str(action["end"])) == (step["begins"], step["ends"])
        assert Fraction(str(action["person_months"])) == Fraction(step["person_months"])
        assert Fraction(str(action["cost"])) == Fraction(step["cost"])
        assert action.get("after", []) == [begun.get(one, one) for one in step["waits_for"]]
        assert action["status"] == "planned"
        assert action["responsible"]


def test_what_was_in_the_plan_stands_there_to_the_letter(mission: Path) -> None:
    before = (mission / "plan.yaml").read_text(encoding="utf-8")
    run("adopt", mission, *WISH)
    assert (mission / "plan.yaml").read_text(encoding="utf-8").startswith(before)


def test_a_recommendation_that_is_under_way_is_not_adopted_twice(adopted: Path) -> None:
    assert "TRT-03-R1" not in actions_in(adopted)
    assert sum(one.get("recommendation") == "TRT-03-R1" for one in actions_in(adopted).values()) == 1


def test_adopting_the_same_proposal_again_changes_nothing(adopted: Path) -> None:
    before = (adopted / "plan.yaml").read_bytes()
    again = run("adopt", adopted, *WISH)
    assert again.returncode == 0
    assert "Nothing to write." in again.stderr
    assert (adopted / "plan.yaml").read_bytes() == before


def test_a_dry_run_shows_the_same_and_writes_nothing(mission: Path) -> None:
    before = (mission / "plan.yaml").read_bytes()
    dry = run("adopt", mission, *WISH, "--dry-run")
    assert (mission / "plan.yaml").read_bytes() == before
    assert dry.stdout == run("adopt", mission, *WISH).stdout


def test_a_new_proposal_moves_what_nobody_has_touched(adopted: Path) -> None:
    assert run("adopt", adopted, "--from", "2027-04-01", "--capacity", "12").returncode == 0
    assert str(actions_in(adopted)["ANA-04-R1"]["start"]) == "2027-04-01"


def test_edits_by_hand_survive_a_new_proposal_with_their_comments(adopted: Path) -> None:
    lines = lines_of(adopted, "PER-01-R1")
    edited = lines.replace(
        "    responsible: Head of planning, with the head of risk management\n",
        "    # The Director General moved this to her own office on 3 March.\n"
        "    responsible: Office of the Director General\n",
    ).replace(
        "    status: planned\n", "    status: planned   # not before the budget\n    funding: State budget 2027\n"
    )
    edit(adopted, lines, edited)
    assert run("adopt", adopted, "--from", "2027-04-01", "--capacity", "12").returncode == 0
    after = lines_of(adopted, "PER-01-R1")
    assert "    # The Director General moved this to her own office on 3 March.\n" in after
    assert "    responsible: Office of the Director General\n" in after
    assert "    status: planned   # not before the budget\n    funding: State budget 2027\n" in after
    assert "    start: 2027-04-01\n" in after  # what nobody touched follows the proposal


def test_a_value_changed_on_both_sides_stays_and_the_other_one_stands_beside_it(adopted: Path) -> None:
    lines = lines_of(adopted, "PER-01-R1")
    edit(adopted, lines, lines.replace("    end: 2027-03-31\n", "    end: 2027-12-31\n"))
    clash = run("adopt", adopted, "--from", "2027-04-01", "--capacity", "12", "--format", "json")
    assert clash.returncode == 4
    row = next(row for row in json.loads(clash.stdout) if row["what"] == "clash")
    assert row == {
        "action": "PER-01-R1",
        "what": "clash",
        "field": "end",
        "in the plan": "2027-12-31",
        "proposed": "2027-06-30",
    }
    found = actions_in(adopted)["PER-01-R1"]
    assert (str(found["end"]), str(found["proposed"]["end"])) == ("2027-12-31", "2027-06-30")
    assert run("adopt", adopted, "--from", "2027-04-01", "--capacity", "12").returncode == 0  # it was seen, and stays
    assert str(actions_in(adopted)["PER-01-R1"]["end"]) == "2027-12-31"


def test_the_proposal_can_be_favoured(adopted: Path) -> None:
    lines = lines_of(adopted, "PER-01-R1")
    edit(adopted, lines, lines.replace("    end: 2027-03-31\n", "    end: 2027-12-31\n"))
    assert run("adopt", adopted, "--from", "2027-04-01", "--capacity", "12", "--favour", "proposal").returncode == 0
    assert str(actions_in(adopted)["PER-01-R1"]["end"]) == "2027-06-30"


def test_a_new_start_never_passes_an_end_that_somebody_has_set(adopted: Path) -> None:
    lines = lines_of(adopted, "PER-01-R1")
    edit(adopted, lines, lines.replace("    end: 2027-03-31\n", "    end: 2027-02-15\n"))
    assert run("adopt", adopted, "--from", "2027-06-01", "--capacity", "12").returncode == 4
    found = actions_in(adopted)["PER-01-R1"]
    assert (str(found["start"]), str(found["end"])) == ("2027-01-01", "2027-02-15")


def test_what_has_begun_or_ended_is_not_rescheduled(adopted: Path) -> None:
    for identity, status in (("ANA-04-R1", "started"), ("IDN-02-R1", "done")):
        lines = lines_of(adopted, identity)
        edit(adopted, lines, lines.replace("status: planned", f"status: {status}"))
    dropped = lines_of(adopted, "COO-01-R1")
    edit(adopted, dropped, dropped.replace("status: planned", "status: dropped\n    reason: No agency agreed."))
    again = run("adopt", adopted, "--from", "2027-04-01", "--capacity", "12")
    for identity in ("ANA-04-R1", "IDN-02-R1"):
        assert str(actions_in(adopted)[identity]["start"]) == "2027-01-01"
    assert "not rescheduled: `ANA-04-R1`, `K23-04`" in again.stderr or "not rescheduled: `K23-04`, `ANA-04-R1`" in (
        again.stderr
    )
    assert "a gate that it closes is still open: `IDN-02-R1`" in again.stderr
    assert "Dropped earlier, and called for again: `COO-01-R1`" in again.stderr


def test_what_is_proposed_no_more_stays_until_somebody_says_otherwise(adopted: Path) -> None:
    without = (*WISH, "--not", "PER-01-R1", "--not", "ANA-01-R1")
    kept = run("adopt", adopted, *without)
    assert "not proposed any more" in kept.stderr
    assert {"PER-01-R1", "ANA-01-R1", "ANA-02-R1"} <= set(actions_in(adopted))  # the last waits for the second
    lines = lines_of(adopted, "ANA-01-R1")
    edit(
        adopted,
        lines,
        lines.replace("    status: planned\n", "    status: planned\n    # Asked for by the committee.\n"),
    )
    pruned = run("adopt", adopted, *without, "--prune")
    assert "taken out, as nobody had touched them" in pruned.stderr
    assert "PER-01-R1" not in actions_in(adopted)
    assert "ANA-01-R1" in actions_in(adopted)  # somebody wrote about it


def test_a_plan_by_hand_keeps_its_words_and_gets_what_it_leaves_blank(mission: Path) -> None:
    text = """\
# Our own plan.
actions:
  - id: P1
    recommendation: PER-01-R1
    responsible: Planning
  - {id: P2, action: Move the targeting centre., end: 2027-06-30}   # ours
"""
    (mission / "plan.yaml").write_text(text, encoding="utf-8")
    assert run("adopt", mission, *WISH).returncode == 0
    found = actions_in(mission)
    assert (found["P1"]["responsible"], str(found["P1"]["start"])) == ("Planning", "2027-01-01")
    assert found["P1"]["proposed"]["responsible"] == "Head of planning, with the head of risk management"
    assert "  - {id: P2, action: Move the targeting centre., end: 2027-06-30}   # ours\n" in (
        (mission / "plan.yaml").read_text(encoding="utf-8")
    )


@pytest.mark.parametrize("text", [None, "actions:\n", "actions: []\n", "# Nothing yet.\nactions:\n# - id: A-01\n"])
def test_a_plan_without_actions_is_begun_and_its_comments_stay(mission: Path, text: str | None) -> None:
    (mission / "plan.yaml").unlink()
    if text is not None:
        (mission / "plan.yaml").write_text(text, encoding="utf-8")
    assert run("adopt", mission, *WISH).returncode == 0
    assert len(actions_in(mission)) > 20
    after = (mission / "plan.yaml").read_text(encoding="utf-8")
    assert all(line in after for line in (text or "").splitlines() if line.startswith("#"))


def test_a_plan_with_mistakes_is_refused_with_all_of_them_and_left_alone(adopted: Path) -> None:
    lines = lines_of(adopted, "PER-01-R1")
    broken = lines.replace("status: planned", "status: plannd").replace("start: 2027-01-01\n", "start: 2027-02-30\n", 1)
    edit(adopted, lines, broken)
    before = (adopted / "plan.yaml").read_bytes()
    refused = run("adopt", adopted, *WISH)
    assert refused.returncode == 3
    assert "SRC019" in refused.stderr
    assert "did you mean `planned`?" in refused.stderr
    assert (adopted / "plan.yaml").read_bytes() == before


def test_what_a_study_visit_asks_for_is_not_taken_for_the_plan(tmp_path: Path) -> None:
    folder = tmp_path / "visit"
    shutil.copytree(EXAMPLES / "kestoria-2027-study-visit", folder)
    assert run("adopt", folder).returncode == 0  # nothing is scored, and nothing fires
    assert run("status", folder, "--on", "2027-06-01").returncode == 0


def action(identity: str = "A-01", **values: object) -> PlannedAction:
    usual: dict[str, Any] = {
        "action": "Do it.",
        "recommendation": None,
        "origin": None,
        "responsible": None,
        "start": None,
        "end": None,
        "status": "planned",
        "span": Span(file="mission/plan.yaml", line=1),
    }
    return PlannedAction(id=identity, **{**usual, **values})


def test_of_three_values_the_one_that_moved_is_taken() -> None:
    mine = action(responsible="Legal", cost=Fraction(5), note="ours")
    base: dict[str, Value] = {"responsible": "Legal", "cost": Fraction(4), "note": "old", "funding": None}
    now: dict[str, Value] = {"responsible": "ICT", "cost": Fraction(4), "note": "theirs", "funding": "State"}
    found = merge([mine], [Revision(id="A-01", base=base, now=now)])
    assert found.changes == (
        Change(action="A-01", field="responsible", before="Legal", after="ICT"),
        Change(action="A-01", field="funding", before=None, after="State"),
    )
    assert found.clashes == (Clash(action="A-01", field="note", base="old", plan="ours", other="theirs"),)


def test_actions_of_one_side_are_named_and_none_is_lost() -> None:
    revisions = [Revision(id="NEW", base=None, now={}), Revision(id="OUT", base={}, now={})]
    found = merge([action("OURS")], revisions)
    assert [one.id for one in found.added] == ["NEW"]
    assert (found.gone, found.kept) == (("OUT",), ("OURS",))


_VALUES = st.sampled_from([None, "a", "b", "c"])


@given(_VALUES, _VALUES, _VALUES, st.sampled_from(Favour))
def test_merging_keeps_to_its_laws(base: str | None, plan: str | None, other: str | None, favour: Favour) -> None:
    found = merge([action(note=plan)], [Revision(id="A-01", base={"note": base}, now={"note": other})], favour)
    result = found.changes[0].after if found.changes else plan
    assert result in (plan, other)  # nothing is made up
    if other == base:
        assert result == plan  # what only people have changed stays
    if plan == base:
        assert result == other  # what only the other side has changed is taken
    assert bool(found.clashes) == (len({base, plan, other}) == 3 and favour is Favour.PLAN)


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=40).map(
    str.strip
)
_DAYS = st.dates(date(2027, 1, 1), date(2030, 12, 31))
_AMOUNTS = st.fractions(min_value=0, max_value=10**9, max_denominator=1000)
_ADDED = st.fixed_dictionaries(
    {
        "action": _WORDS.filter(bool),
        "responsible": st.none() | _WORDS.filter(bool),
        "start": st.none() | _DAYS,
        "reason": st.none() | _WORDS.filter(bool),
        "cost": st.none() | _AMOUNTS,
        "person_months": st.none() | _AMOUNTS,
        "note": st.none() | _WORDS.filter(bool),
    }
)


@settings(max_examples=60)
@given(_ADDED, st.sampled_from([None, "actions:\n  - {id: X, action: Ours.}   # here\n"]))
def test_whatever_is_written_reads_back_as_the_same(values: dict[str, Any], text: str | None) -> None:
    """`revised` reads its text back with the real reader and refuses one that says something else."""
    assessment = assessment_of(EXAMPLES / "kestoria-2023-paper")
    kept = [action("X", action="Ours.")] if text else []
    mission = replace(assessment.mission, actions=tuple(kept))
    plan = PlanFile(text=text, mission=mission, questionnaire=assessment.questionnaire)
    after = revised(plan, Rewriting(added=[Entry(revision=Revision(id="A-9", base=None, now=values))]))
    assert "# here" in after or text is None


@given(_AMOUNTS)
def test_a_number_is_written_exactly(value: Fraction) -> None:
    assert Fraction(number_words(value)) == value


def test_a_text_that_would_say_something_else_is_never_written() -> None:
    assessment = assessment_of(EXAMPLES / "kestoria-2023-paper")
    mission = replace(assessment.mission, actions=(action("X"),))
    plan = PlanFile(
        text="actions:\n  - id: X\n    action: Do it.\n", mission=mission, questionnaire=assessment.questionnaire
    )
    wrong = Change(action="X", field="cost", before=None, after=Fraction(-5))  # no plan may say so
    with pytest.raises(ValueError, match="MIS019"):
        revised(plan, Rewriting(changes=[wrong]))


def test_a_cost_of_nothing_is_a_cost() -> None:
    assert values_of(action(cost=Fraction(0)))["cost"] == 0
    assert Proposed(cost=Fraction(0)) != Proposed()
