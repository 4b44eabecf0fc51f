"""`rmdiag framework show` and `list`: anything by its id, filters, counts, and text that fits on 80 columns."""

from __future__ import annotations

import csv
import json
from functools import cache
from io import StringIO
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from test_cli import INSTRUMENTS, rmdiag

from rmdiag.opening import every_shelf, shelf_at
from rmdiag.questionnaires.model import Question
from rmdiag.screens.framework_choice import Descriptor, Heading, Shown, Wanted, choose, every_id, unknown_words
from rmdiag.screens.framework_facts import Page, gates_in_words
from rmdiag.screens.framework_text import COLUMNS, shown_text
from rmdiag.screens.frameworks import Shelf, summary_rows, summary_text


@cache
def standard() -> Shelf:
    return shelf_at(None)


def chosen(**wanted: str | int) -> tuple[Shown, ...]:
    return choose(standard().base, Wanted(**wanted))  # type: ignore[arg-type]  # each test names its own filters


def asked(**wanted: str | int) -> list[str]:
    return [shown.id for shown in chosen(**wanted) if isinstance(shown, Question)]


def show(*arguments: str | Path) -> CompletedProcess[str]:
    return rmdiag("framework", "show", *arguments)


@pytest.mark.parametrize("shelf", every_shelf(), ids=lambda shelf: shelf.base.framework.id)
def test_everything_that_has_an_id_can_be_shown_by_it_and_fits_on_80_columns(shelf: Shelf) -> None:
    for questionnaire in (shelf.base, *shelf.extended):
        page = Page(questionnaire=questionnaire)
        for identity in every_id(questionnaire):
            wanted = Wanted(identity=identity.lower())
            assert unknown_words(questionnaire, wanted) is None
            text = shown_text(page, choose(questionnaire, wanted))
            assert identity in text
            assert max(map(len, text.splitlines())) <= COLUMNS


def test_an_indicator_comes_with_its_descriptors_questions_and_recommendations() -> None:
    base = standard().base
    kinds = [type(shown).__name__ for shown in chosen(identity="trt-02")]
    assert kinds[:6] == ["Indicator", *["Descriptor"] * 5]
    assert kinds.count("Question") == len(base.by_indicator["TRT-02"])
    assert kinds.count("Recommendation") == len(base.framework.indicators["TRT-02"].recommendations)


def test_a_question_says_whom_to_ask_what_to_see_and_what_meets_each_level() -> None:
    text = shown_text(Page(questionnaire=standard().base), chosen(identity="TRT-02-Q2"))
    for part in ("Ask       Risk management unit", "See       ", "Level 2   at most ", "(working value)", "Help      "):
        assert part in text


def test_every_gate_is_told_in_words() -> None:
    for questionnaire in (standard().base, *standard().extended):
        for question in questionnaire.questions.values():
            told = dict(gates_in_words(question))
            assert tuple(told) == question.gates
            assert all(words.strip() for words in told.values()), question.id


def test_a_level_leaves_its_descriptor_and_the_questions_that_gate_it() -> None:
    shown = chosen(identity="TRT-02", level=4)
    assert [s.level for s in shown if isinstance(s, Descriptor)] == [4]
    assert all(4 in s.gates for s in shown if isinstance(s, Question))
    text = shown_text(Page(questionnaire=standard().base, level=4), shown)
    assert "Level 3" not in text
    assert "TRT-02-R1" not in text


def test_a_set_is_shown_in_the_order_in_which_it_is_asked() -> None:
    assert asked(set="rapid") == list(standard().base.sets["rapid"].questions)


def test_a_role_is_shown_what_it_is_asked_by_its_id_or_its_name() -> None:
    by_id = asked(ask="legal")
    assert by_id == asked(ask="Legal Department")
    assert by_id == [q.id for q in standard().base.questions.values() if q.ask == "legal"]


def test_filters_narrow_each_other() -> None:
    both = set(asked(set="rapid", ask="risk_unit"))
    assert both == set(asked(set="rapid")) & set(asked(ask="risk_unit"))
    core = {s.id for s in chosen(criticality="core", citing="TFA-7.4", part="descriptors") if isinstance(s, Heading)}
    indicators = standard().base.framework.indicators.values()
    assert core == {
        i.id for i in indicators if i.criticality == "core" and any(s.startswith("TFA-7.4") for s in i.standards)
    }


def test_a_view_puts_indicators_under_its_groups() -> None:
    view = standard().base.framework.views["three-pillars"]
    headings = [s.id for s in chosen(view="three-pillars", part="descriptors") if isinstance(s, Heading)]
    assert [h for h in headings if h in {g.id for g in view.groups}] == [g.id for g in view.groups]
    assert headings[1] == "GOV-01"


@pytest.mark.parametrize("part", ["metrics", "rules", "views", "sets"])
def test_a_part_is_shown_whole(part: str) -> None:
    base = standard().base
    whole = {"metrics": base.framework.metrics, "rules": base.framework.rules, "views": base.framework.views}
    assert len(chosen(part=part)) == len(whole.get(part, base.sets))


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("TRT-3",), "did you mean `TRT-03`?"),
        (("--view", "three-pilars"), "did you mean `three-pillars`?"),
        (("--set", "rapyd"), "did you mean `rapid`?"),
        (("--ask", "risk-unit"), "did you mean `risk_unit`?"),
        (("--citing", "TAF-7.4"), "There is no reference `TAF-7.4`"),
        (("--level", "9"), "known are `1`, `2`, `3`, `4`, `5`"),
        (("--framework", "toa-competence"), "did you mean `toa-competency`?"),
        (("GOV-01", "--citing", "TFA-11"), "Nothing in the framework fits all of these filters"),
    ],
)
def test_an_unknown_word_is_answered_with_what_there_is(words: tuple[str, ...], hint: str) -> None:
    shown = show(*words)
    assert shown.returncode == 2
    assert hint in shown.stderr


def test_a_deep_set_is_shown_with_what_it_brings() -> None:
    shown = show("--set", "post-clearance-audit")
    assert "AUD-01-Q1  " in shown.stdout
    assert "AUD-01-R1  " in show("aud-01-r1").stdout
    assert "VIS-Q1  " in show("--set", "study-visit").stdout


def test_a_family_of_references_is_shown_with_who_cites_it() -> None:
    text = show("tfa-7.4").stdout
    assert "TFA-7.4.1  " in text
    assert "TFA-7.4.4  " in text
    assert "GOV-01" in text


def test_another_framework_is_shown_by_its_id_or_its_path() -> None:
    text = show("lead_expert", "--framework", "toa-competency").stdout
    assert text.startswith("lead_expert  Leading a mission")
    assert "weakest link with plus" in show("PI-02", "--framework", INSTRUMENTS / "pefa-2016.yaml").stdout


def test_machines_get_values_and_spreadsheets_get_rows() -> None:
    entries = json.loads(show("TRT-02", "--format", "json").stdout)
    question = next(entry for entry in entries if entry["id"] == "TRT-02-Q2")
    assert question["kind"] == "question"
    assert question["gates"][0]["level"] == 2
    rows = list(csv.DictReader(StringIO(show("TRT-02", "--format", "csv").stdout)))
    assert [row["id"] for row in rows] == [entry["id"] for entry in entries]
    assert next(row for row in rows if row["id"] == "TRT-02-Q2")["of"] == "TRT-02"


def test_the_summary_counts_what_there_is_and_its_parts_add_up() -> None:
    rows = [
        dict(zip(("kind", "id", "title", "indicators", "questions"), row, strict=False))
        for row in summary_rows(standard())
    ]
    total = next(row for row in rows if row["kind"] == "all")
    for key in ("indicators", "questions"):
        assert sum(int(row[key]) for row in rows if row["kind"] == "dimension") == int(total[key])
    full = next(row for row in rows if row["id"] == "full")
    assert full["questions"] == total["questions"] == str(len(standard().base.questions))
    assert {row["kind"] for row in rows} >= {
        "in post-clearance-audit",
        "in technology-and-cargo-monitoring",
        "view",
        "set",
    }
    assert max(map(len, summary_text(standard()).splitlines())) <= COLUMNS


def test_the_list_names_every_framework_and_deep_set() -> None:
    listed = json.loads(rmdiag("framework", "list", "--format", "json").stdout)
    assert [row["id"] for row in listed] == [
        "crm-compendium",
        "post-clearance-audit",
        "study-visit",
        "technology-and-cargo-monitoring",
        "toa-competency",
    ]
    assert all(row["edition"] for row in listed)
