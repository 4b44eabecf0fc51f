"""A plan leaves as CSV: one row per action, exact, and harmless to open."""

from __future__ import annotations

import csv
import io
from datetime import date
from fractions import Fraction

import pytest
from exported_plans import action, long_plan, plan_of, some_actions, written_plan
from hypothesis import given

from rmdiag.assessment.actions import PlannedAction
from rmdiag.assessment.exchange.outgoing import OutgoingPlan, plain
from rmdiag.assessment.exchange.table import is_ours, to_csv
from rmdiag.questionnaires.exchange.shown import decimal


def rows(plan: OutgoingPlan) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(plan).decode("utf-8-sig"), newline=""), strict=True))


def test_every_field_of_an_action_has_its_column() -> None:
    first = rows(written_plan())[0]
    assert {name: cell for name, cell in first.items() if cell} == {
        "id": "A-01",
        "action": "Do it",
        "recommendation": "LAW-01-R1",
        "indicator": "LAW-01",
        "dimension": "LAW",
        "responsible": "Director General",
        "start": "2027-01-01",
        "end": "2027-03-31",
        "status": "done",
        "finished": "2027-03-19",
        "person_months": "2",
        "cost": "1500.5",
        "currency": "XKD",
        "funding": "State budget 2027",
        "proposed_responsible": "Director General",
        "proposed_start": "2027-01-01",
        "proposed_end": "2027-02-28",
        "proposed_person_months": "1",
        "proposed_cost": "1000",
    }
    fields = set(PlannedAction.__dataclass_fields__) - {"proposed", "span"}
    assert fields <= set(first)


def test_several_values_of_a_field_stand_in_one_cell() -> None:
    assert rows(written_plan())[2]["after"] == "A-01; A-02"


@pytest.mark.parametrize("size", [0, 1, 300])
def test_there_is_one_row_for_each_action(size: int) -> None:
    assert len(rows(long_plan(size))) == size


def test_the_file_is_utf_8_with_a_mark_and_begins_as_ours() -> None:
    content = to_csv(written_plan())
    assert content.startswith(b"\xef\xbb\xbfid,action,")
    assert is_ours(content[:4096])
    assert not is_ours(b"id,action\r\n")


@pytest.mark.parametrize(
    ("number", "written"),
    [("0", "0"), ("12", "12"), ("1/8", "0.125"), ("1000000000000001/1000", "1000000000000.001"), ("-5/2", "-2.5")],
)
def test_a_number_has_all_its_decimals(number: str, written: str) -> None:
    assert decimal(Fraction(number)) == written
    assert Fraction(written) == Fraction(number)


def test_a_number_whose_decimals_never_end_has_twelve_of_them() -> None:
    assert decimal(Fraction(2, 3)) == "0.666666666667"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "\uff1d1", "\n=1", "\r=1"])
def test_no_cell_begins_as_a_formula(text: str) -> None:
    (row,) = rows(plan_of([action(action=text, note=text, evidence=(text,))]))
    assert [row[name][:1] for name in ("action", "note", "evidence")] == ["'", "'", "'"]


@given(some_actions())
def test_whatever_an_action_says_comes_back_from_its_row(actions: tuple[PlannedAction, ...]) -> None:
    for row, one in zip(rows(plan_of(actions)), actions, strict=True):
        for name in ("id", "action", "origin", "responsible", "reason", "note", "funding", "support"):
            assert row[name] in (plain(getattr(one, name) or ""), f"'{plain(getattr(one, name) or '')}")
        assert [row["start"], row["end"]] == [str(day or "") for day in (one.start, one.end)]
        assert [date.fromisoformat(row["finished"])] == [one.finished] if one.finished else row["finished"] == ""
        assert abs(Fraction(row["cost"] or 0) - (one.cost or 0)) <= Fraction(1, 10**12)


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert to_csv(written_plan()) == to_csv(written_plan())
