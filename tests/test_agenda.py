"""An agenda asks every question of a set once, fills no half-day over its minutes, and begins with those who lead."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.assessment.agenda import (
    LEADS,
    ON_SITE,
    Agenda,
    Asked,
    Half,
    Pace,
    Purpose,
    asked_of,
    covering,
    make_agenda,
    sessions_of,
    working_days,
)
from rmdiag.assessment.files import load_mission
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.model import Question, QuestionType

EXAMPLES = Path(__file__).parent.parent / "examples"
NOWHERE = Span(file="")


@cache
def question(number: int, indicator: int, ask: str) -> Question:
    return Question(
        id=f"{ask}-{number}",
        indicator=f"IND-{indicator:02}",
        text="Is it so?",
        type=QuestionType.YES_PARTLY_NO,
        ask=ask,
        span=NOWHERE,
    )


def people(counts: dict[str, int], to_an_indicator: int = 4) -> tuple[Asked, ...]:
    """Give everybody so many questions, in indicators of a few each."""
    return tuple(
        Asked(
            interlocutor=who,
            questions=tuple(question(number, number // to_an_indicator, who) for number in range(many)),
        )
        for who, many in counts.items()
    )


roles = st.sampled_from([LEADS, *ON_SITE, "planning", "risk_unit", "legal", "ict", "operations", "hr", "pca_unit"])
everybody = st.builds(
    people, st.dictionaries(roles, st.integers(min_value=1, max_value=80), min_size=1), st.integers(1, 9)
)
paces = st.builds(
    Pace,
    question=st.integers(1, 30),
    half_day=st.integers(100, 240),
    opening=st.integers(0, 60),
    closing=st.integers(0, 60),
    between=st.integers(0, 20),
)
missions = st.integers(1, 12)
teams = st.integers(0, 5)
agendas = st.builds(
    lambda asked, days, pace, team: (asked, make_agenda(asked, (None,) * days, pace, team)),
    everybody,
    missions,
    paces,
    teams,
)


@given(agendas)
def test_every_question_is_asked_once_and_no_other(made: tuple[tuple[Asked, ...], Agenda]) -> None:
    asked, agenda = made
    found = covering(agenda, asked)
    assert found.complete
    assert found.asked == sum(len(one.questions) for one in asked)


@given(agendas)
def test_no_half_day_is_filled_over_its_minutes(made: tuple[tuple[Asked, ...], Agenda]) -> None:
    for slot in made[1].slots:
        assert slot.used <= slot.minutes <= made[1].pace.half_day - slot.begins


@given(agendas)
def test_a_team_is_never_in_two_interviews_and_nobody_is_asked_by_two_teams_at_once(
    made: tuple[tuple[Asked, ...], Agenda],
) -> None:
    pace = made[1].pace
    for slot in made[1].slots:
        by_team = defaultdict(list)
        for sitting in slot.sittings:
            by_team[sitting.team].append((sitting.after, sitting.after + sitting.session.minutes))
        for times in by_team.values():
            ordered = sorted(times)
            assert all(later[0] >= earlier[1] + pace.between for earlier, later in pairwise(ordered))
        met = [sitting.session.interlocutor for sitting in slot.sittings]
        assert len(met) == len(set(met))


@given(agendas)
def test_whoever_leads_is_met_first_and_by_all(made: tuple[tuple[Asked, ...], Agenda]) -> None:
    asked, agenda = made
    if not any(one.interlocutor == LEADS for one in asked):
        return
    opening = agenda.slots[0]
    first = opening.sittings[0]
    assert (opening.purpose, first.session.interlocutor, first.after) == (Purpose.OPENING, LEADS, 0)
    assert all(one.after >= first.session.minutes for one in opening.sittings[1:])


@given(agendas)
def test_only_who_has_more_than_a_half_day_is_asked_in_parts_and_these_follow_in_order(
    made: tuple[tuple[Asked, ...], Agenda],
) -> None:
    asked, agenda = made
    for one in asked:
        placed = [
            (number, sitting.session)
            for number, slot in enumerate(agenda.slots)
            for sitting in slot.sittings
            if sitting.session.interlocutor == one.interlocutor
        ]
        assert [session.part for _, session in placed] == list(range(1, placed[0][1].parts + 1))
        assert [number for number, _ in placed] == sorted({number for number, _ in placed})
        assert tuple(q for _, session in placed for q in session.questions) == one.questions
        shortest = min(slot.minutes for slot in agenda.slots if slot.minutes or slot.purpose is Purpose.OPENING)
        if len(placed) > 1:
            assert len(one.questions) * agenda.pace.question > shortest


@given(agendas)
def test_the_last_day_of_several_is_for_validation_and_debrief(made: tuple[tuple[Asked, ...], Agenda]) -> None:
    agenda = made[1]
    own = [slot for slot in agenda.slots if slot.purpose is not Purpose.BEYOND]
    assert [(slot.day, slot.half) for slot in own] == [(d, h) for d in range(1, agenda.days + 1) for h in Half]
    assert own[-1].purpose is Purpose.DEBRIEF
    if agenda.days > 1:
        assert not own[-1].sittings
    if agenda.days > 2:
        assert (own[-2].purpose, own[-2].sittings) == (Purpose.VALIDATION, ())


@given(everybody, missions, paces, teams)
def test_interviews_are_held_at_the_same_time_only_where_one_after_another_does_not_fit(
    asked: tuple[Asked, ...], days: int, pace: Pace, team: int
) -> None:
    agenda = make_agenda(asked, (None,) * days, pace, team)
    assert agenda.teams <= max(team, 2)
    minutes = sum(slot.minutes for slot in agenda.slots if slot.purpose not in (Purpose.FIELD, Purpose.BEYOND))
    if agenda.teams > 1 and not any(one.interlocutor in ON_SITE for one in asked):
        needed = sum(session.minutes + pace.between for one in asked for session in sessions_of(one, pace, 240))
        longest = max(sitting.session.minutes for sitting in agenda.sittings)
        # First fit leaves less than the longest session and its pause open at the end of each half-day.
        assert needed + len(agenda.slots) * (longest + pace.between) > minutes


@given(st.integers(1, 400), st.integers(1, 50), st.integers(1, 9))
def test_sessions_of_one_interlocutor_are_as_few_as_can_be(many: int, cap: int, to_an_indicator: int) -> None:
    asked = people({"risk_unit": many}, to_an_indicator)[0]
    sessions = sessions_of(asked, Pace(question=1), cap)
    assert len(sessions) == -(-many // cap)
    assert all(0 < session.minutes <= cap for session in sessions)
    assert tuple(q for session in sessions for q in session.questions) == asked.questions


def test_a_session_ends_where_an_indicator_ends_if_it_can() -> None:
    asked = people({"risk_unit": 20}, 5)[0]
    sizes = [len(session.questions) for session in sessions_of(asked, Pace(question=10), 120)]
    assert sizes == [10, 10]
    sizes = [len(session.questions) for session in sessions_of(asked, Pace(question=10), 80)]
    assert sizes == [5, 8, 7]


def test_people_on_site_are_met_on_the_day_of_the_field_visit() -> None:
    agenda = make_agenda(people({LEADS: 4, "field_office": 8, "nii_unit": 5, "ict": 21}), (None,) * 5)
    met = {s.session.interlocutor: slot for slot in agenda.slots for s in slot.sittings}
    assert {who for who, slot in met.items() if slot.purpose is Purpose.FIELD} == {"field_office", "nii_unit"}
    assert {slot.day for slot in agenda.slots if slot.purpose is Purpose.FIELD} == {3}


def test_without_anybody_on_site_there_is_no_field_visit() -> None:
    agenda = make_agenda(people({LEADS: 4, "ict": 21}), (None,) * 5)
    assert Purpose.FIELD not in {slot.purpose for slot in agenda.slots}


def test_what_does_not_fit_is_planned_for_days_beyond_the_mission() -> None:
    agenda = make_agenda(people({LEADS: 4, "risk_unit": 95}), (None,) * 2)
    assert [(slot.day, slot.half) for slot in agenda.beyond] == [(3, Half.MORNING)]
    assert covering(agenda, people({LEADS: 4, "risk_unit": 95})).complete


def test_a_half_day_that_holds_no_question_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one question"):
        make_agenda(people({LEADS: 1}), (None,) * 5, Pace(question=30, half_day=80, opening=60))
    with pytest.raises(ValueError, match="at least one question"):
        make_agenda(people({LEADS: 1}), ())


def test_a_check_says_what_an_agenda_lacks_repeats_or_adds() -> None:
    wanted = people({"ict": 3})
    other = people({"ict": 2, "hr": 1})
    agenda = make_agenda((*other, Asked(interlocutor="legal", questions=other[0].questions[:1])), (None,) * 5)
    found = covering(agenda, wanted)
    assert (found.missing, found.repeated, found.added) == (("ict-2",), ("ict-0",), ("hr-0",))
    assert not found.complete


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_days_run_from_start_to_end_without_the_weekends_of_a_long_mission(start: date, more: int) -> None:
    days, free = working_days(start, start + timedelta(days=more))
    assert sorted([*filter(None, days), *free]) == [start + timedelta(days=number) for number in range(more + 1)]
    assert all(day.weekday() >= 5 for day in free)
    assert more > 4 or free == ()


def test_a_mission_without_dates_has_five_days() -> None:
    assert working_days(None, None) == ((None,) * 5, ())
    assert working_days(date(2026, 10, 12), None) == ((date(2026, 10, 12),), ())


@pytest.mark.parametrize("example", sorted(path.parent.name for path in EXAMPLES.glob("*/mission.yaml")))
def test_the_set_of_every_example_fits_into_its_days(example: str) -> None:
    found = load_mission(EXAMPLES / example, Problems())
    assert found is not None
    mission, questionnaire = found
    asked = asked_of(questionnaire, mission.set)
    days, _ = working_days(mission.start, mission.end)
    agenda = make_agenda(asked, days, team=len(mission.team))
    check = covering(agenda, asked)
    assert check.complete
    assert check.asked == len(questionnaire.in_set(mission.set))
    assert agenda.beyond == ()
