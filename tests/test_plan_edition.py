"""The plan edition agrees with itself: what its headline says, its tables add up to, and nothing stays hidden."""

from __future__ import annotations

from functools import cache

from test_diagnostic import FACTS, words_of
from test_diagnostic_choices import cells
from test_example import FOLDER

from rmdiag.compendium.model import Horizon
from rmdiag.opening import assessment_of
from rmdiag.reports.editions.plan_first import room
from rmdiag.reports.editions.plan_line_words import post_and_partners, staff_sum, title_words
from rmdiag.reports.editions.plan_lines import Line, Lines, lines_of, quarters_of
from rmdiag.reports.editions.plan_report import plan_report
from rmdiag.reports.editions.telling import Telling, telling
from rmdiag.reports.model import Report

MISSIONS = ("kestoria-2028", "valdoria-2028", "tambare-2028")


@cache
def tell(mission: str) -> Telling:
    return telling(assessment_of(FOLDER.parent / mission), FACTS)


@cache
def lines(mission: str) -> Lines:
    return lines_of(tell(mission))


@cache
def report(mission: str) -> Report:
    return plan_report(tell(mission).assessment, FACTS)


def line(mission: str, identity: str) -> Line:
    return next(one for one in lines(mission).every if one.id == identity)


def said(mission: str) -> str:
    return " ".join(words_of(section) for section in report(mission).sections)


def test_the_staff_of_all_quarters_is_the_staff_of_the_headline_also_where_actions_are_overdue() -> None:
    for mission in MISSIONS:
        assert sum(quarters_of(lines(mission)).values()) == staff_sum(lines(mission).every), mission
    assert cells(report("kestoria-2028"), "table-quarters")["Total"].split(" | ")[0] == "72.0"


def test_an_adopted_action_waits_for_what_its_recommendation_waits_for_and_does_not_stand_before_it() -> None:
    action = line("kestoria-2028", "A-08")
    assert action.after == ("ANA-01-R1",)
    assert action.inherits
    assert action.wave is line("kestoria-2028", "ANA-01-R1").wave is Horizon.SHORT
    assert "A-08 waits for what ends later: ANA-01-R1 (12 Mar 2029)." in said("kestoria-2028")


def test_an_action_whose_indicator_does_not_reach_the_level_leads_towards_it() -> None:
    assert not line("tambare-2028", "GOV-03-R1").reaches
    assert "vers le niveau 3" in title_words(tell("tambare-2028"), line("tambare-2028", "GOV-03-R1"))


def test_no_two_actions_have_one_title() -> None:
    for mission in MISSIONS:
        titles = [title_words(tell(mission), one) for one in lines(mission).every]
        assert len(set(titles)) == len(titles), mission


def test_what_stays_short_is_told_in_words_with_the_judgement_or_the_question_that_holds_it() -> None:
    rows = cells(report("tambare-2028"), "table-remaining")
    assert any("appréciation de l’équipe" in row for name, row in rows.items() if name.startswith("GOV-03"))
    question = tell("tambare-2028").questionnaire.questions["COO-04-Q2"].text
    assert any(question in row for name, row in rows.items() if name.startswith("COO-04"))


def test_money_without_a_payer_is_told_apart_and_first_of_all_where_it_is_overdue() -> None:
    unpaid = lines("valdoria-2028").unpaid
    assert [one.id for one in unpaid] == ["A-11", "A-14"]
    watched = said("valdoria-2028").split("A qué prestar atención")[1]
    assert watched.strip().startswith("A-11 (QVP 9 500 000) está vencida")
    rows = cells(report("valdoria-2028"), "table-money")
    parts = [row.split(" | ")[-1].replace("\u00a0", " ") for row in rows.values()]
    assert sum(int(part.replace(" ", "")) for part in parts[-3:]) == 13_710_000


def test_the_time_to_the_level_is_told_where_the_plan_goes_on_after_it() -> None:
    assert "Ese nivel se alcanza el 7 de noviembre de 2029, a los 14 meses; una acción" in said("valdoria-2028")
    assert "36 mois" in said("tambare-2028")
    assert "au bout de 18 mois" in said("tambare-2028")
    assert len(cells(report("tambare-2028"), "table-reach")["Global"].split(" | ")) == 5


def test_room_is_what_an_action_has_before_the_first_that_waits_for_it() -> None:
    first = line("kestoria-2028", "IDN-02-R1")
    waiting = [one for one in lines("kestoria-2028").every if first.id in one.after]
    assert room(first, waiting) == 1
    assert room(first, []) is None


def test_work_that_was_said_to_be_done_is_told_with_what_was_paid_and_what_is_asked_again() -> None:
    words = said("kestoria-2028")
    assert "QMD 150,000 was spent on it, and QMD 160,000 is asked for again." in words
    assert "Reported done as A-05 (30 Mar 2028)." in words


def test_a_post_is_parted_from_those_that_help_it() -> None:
    assert post_and_partners("Head of ICT, with Operations") == ("Head of ICT", "Operations")
    assert post_and_partners("Unidad de auditoría con el área jurídica") == ("Unidad de auditoría", "el área jurídica")
    assert post_and_partners("Director General") == ("Director General", "")


def test_the_name_of_a_post_is_not_cut_where_it_says_with_whom_the_post_deals() -> None:
    french, spanish = "Service des relations avec les entreprises", "Relaciones con el sector privado"
    assert post_and_partners(french) == (french, "")
    assert post_and_partners(f"{french}, avec le service juridique") == (french, "le service juridique")
    assert post_and_partners(f"{spanish}, con el área jurídica") == (spanish, "el área jurídica")


def test_an_adopted_action_without_an_amount_is_never_counted_as_one_that_costs_nothing() -> None:
    for mission in ("kestoria-2026", "valdoria-2026", "tambare-2026"):
        unknown = {one.id for one in lines(mission).every if one.cost is None}
        free = [
            payer for payer, rest in cells(report(mission), "table-sources").items() if any(i in rest for i in unknown)
        ]
        assert unknown
        assert set(free) <= {"cost not known", "costo no indicado", "coût non indiqué"}, mission


def test_another_action_closes_an_item_too_only_where_it_leads_as_high() -> None:
    words = said("kestoria-2026")
    assert "Also closed by TRT-03-R" in words
    assert "Also closed by K23-04" not in words


def test_a_plan_ends_with_its_last_action_in_every_table() -> None:
    last = cells(report("kestoria-2026"), "table-waves")
    assert last["Long term"].split(" | ")[0].endswith("28 Feb 2029")
    assert last["Total"].split(" | ")[0].endswith("28 Feb 2029")
    assert "28 February 2029" in cells(report("kestoria-2026"), "table-follow-up")


def test_actions_that_close_nothing_are_counted_apart_and_say_why_they_are_there() -> None:
    words = said("valdoria-2028")
    assert "2 no subsanan ninguno, y sus filas dicen por qué están: A-11 (Cargo monitoring) y PCA-01-R3 (" in words
    assert "No subsana ningún elemento faltante: la administración la ha incluido en su plan." in words


def test_no_software_command_stands_in_the_plan() -> None:
    for mission in MISSIONS:
        assert "rmdiag" not in said(mission)
        assert "plan.yaml" not in said(mission)
