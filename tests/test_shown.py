"""Numbers, dates and lists are written as readers expect; rounding happens here, once."""

from datetime import date
from fractions import Fraction

import pytest

from rmdiag.reports.model import LevelBadge, Text
from rmdiag.reports.shown import Shown, user_assigned
from rmdiag.reports.words import Words

ENGLISH, SPANISH, FRENCH = Shown(language="en"), Shown(language="es"), Shown(language="fr")


@pytest.mark.parametrize(
    ("value", "words"),
    [(Fraction(713, 206), "3.5"), (Fraction(49, 20), "2.5"), (Fraction(3), "3.0"), (None, "–")],
)
def test_a_mean_is_rounded_half_up_to_one_decimal(value: Fraction | None, words: str) -> None:
    assert ENGLISH.mean(value) == words


def test_a_percentage_is_whole_and_rounded_half_up() -> None:
    assert ENGLISH.percent(Fraction(95, 2)) == "48%"


def test_coverage_is_rounded_down_so_that_nothing_looks_complete_that_is_not() -> None:
    assert ENGLISH.share(Fraction(799, 800)) == "99%"


def test_a_difference_has_its_sign_and_is_rounded_away_from_zero() -> None:
    shown = [ENGLISH.difference(Fraction(n, 20)) for n in (-1, 0, 1)]
    assert shown == ["−0.1", "0.0", "+0.1"]
    assert (ENGLISH.steps(-2), ENGLISH.steps(1)) == ("−2", "+1")


def test_an_interval_is_one_figure_when_both_ends_look_alike() -> None:
    assert ENGLISH.interval(Fraction(2), Fraction(7, 2)) == "2.0–3.5"
    assert ENGLISH.interval(Fraction(21, 10), Fraction(211, 100)) == "2.1"
    assert (ENGLISH.levels(2, 4), ENGLISH.levels(3, 3), ENGLISH.levels(None, None)) == ("2–4", "3", "–")


def test_a_reported_figure_keeps_at_most_two_decimals_and_groups_its_digits() -> None:
    assert ENGLISH.figure(Fraction(41180000)) == "41,180,000"
    assert ENGLISH.figure(Fraction("0.8125")) == "0.81"
    assert ENGLISH.figure_percent(Fraction("6.8")) == "6.8%"


def test_exact_fractions_are_written_as_they_are() -> None:
    assert ENGLISH.exact(Fraction(713, 206)) == "713/206"


def test_each_language_writes_numbers_dates_and_lists_its_own_way() -> None:
    day = date(2026, 3, 5)
    assert [s.date(day) for s in (ENGLISH, SPANISH, FRENCH)] == [
        "5 March 2026",
        "5 de marzo de 2026",
        "5\u00a0mars 2026",
    ]
    assert [s.mean(Fraction(5, 2)) for s in (ENGLISH, SPANISH, FRENCH)] == ["2.5", "2,5", "2,5"]
    assert [s.listed("abc") for s in (ENGLISH, SPANISH, FRENCH)] == ["a, b and c", "a, b y c", "a, b et c"]


def test_spanish_parts_thousands_by_a_space_and_says_e_before_the_sound_i() -> None:
    spanish = Shown(language="es")
    assert [spanish.count(n) for n in (1204, 12_040, 1_234_567)] == ["1204", "12\u00a0040", "1\u00a0234\u00a0567"]
    assert spanish.listed(["Gobernanza", "Identificar los riesgos"]) == "Gobernanza e Identificar los riesgos"
    assert spanish.listed(["agua", "hierro"]) == "agua y hierro"


def test_french_says_premier_for_the_first_of_a_month_and_parts_no_day_from_its_month() -> None:
    first, last = date(2026, 6, 1), date(2026, 6, 18)
    written = [FRENCH.date(first), FRENCH.day(first), FRENCH.day(last), FRENCH.period(first, last)]
    assert written == [f"{day}\u00a0juin 2026" for day in ("1er", "1er", "18", "1er–18")]
    assert FRENCH.period(date(2026, 5, 21), first).split("\u2009") == ["21\u00a0mai", "–", "1er\u00a0juin 2026"]
    assert (FRENCH.day_of_month(first), FRENCH.day_of_month(last)) == ("1er", "18")
    assert (SPANISH.day(first), ENGLISH.period(first, last)) == ("1 jun 2026", "1–18 Jun 2026")


def test_a_code_that_iso_leaves_to_its_users_names_no_country() -> None:
    assert (ENGLISH.territory("CO"), ENGLISH.territory("XA"), ENGLISH.territory("QM")) == ("Colombia", "XA", "QM")
    assert [code for code in ("CO", "QL", "QM", "QZ", "XK", "ZZ") if user_assigned(code)] == ["QM", "QZ", "XK", "ZZ"]


def test_a_message_takes_the_plural_form_of_its_number() -> None:
    words = Words(messages={"steps": {"one": "{count} step", "other": "{count} steps"}}, shown=ENGLISH)
    assert [words.count("steps", n) for n in (0, 1, 1200)] == ["0 steps", "1 step", "1,200 steps"]


def test_a_message_keeps_styled_words_in_their_places() -> None:
    words = Words(messages={"stands": "{who} stands at {level}."}, shown=ENGLISH)
    badge = LevelBadge(level=2, text="level 2")
    assert words.runs("stands", who="Kestoria", level=badge) == (
        Text(text="Kestoria"),
        Text(text=" stands at "),
        badge,
        Text(text="."),
    )


def test_braces_in_an_answer_are_only_braces() -> None:
    words = Words(messages={"said": "They said {words}."}, shown=ENGLISH)
    assert words.say("said", words="{count}") == "They said {count}."
