"""Problems say where, what and the way out; all of them at once, in order, each once."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.problems import (
    Kind,
    Places,
    Problem,
    Problems,
    Severity,
    Span,
    as_json,
    did_you_mean,
    listed,
    place_of,
)

TOO_HIGH = Kind(code="XYZ001", message="{id} is answered {words}.", fix="{near}write a number from 0 to {top}")
LOOK = Kind(code="XYZ002", message="Look at {id}.", fix="check it", severity=Severity.WARNING)
HERE = Span(file="responses/ict.yaml", line=41, column=14, words="    answer: 340")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Something that was written, with the places of its values."""

    span: Span
    places: Places = field(default_factory=dict)


def span(file: str, line: int, column: int = 1) -> Span:
    return Span(file=file, line=line, column=column, words="words")


def test_a_problem_shows_place_words_caret_and_fix() -> None:
    problems = Problems()
    problems.add(TOO_HIGH, HERE, id="GOV-02-Q2", words=340, top=100, near="")
    assert str(next(iter(problems))) == (
        "responses/ict.yaml:41:14: XYZ001: GOV-02-Q2 is answered 340.\n"
        "   41 |     answer: 340\n"
        "      |              ^\n"
        "  Fix: write a number from 0 to 100"
    )


def test_a_problem_of_a_whole_file_shows_no_line() -> None:
    problem = Problem(kind=LOOK, span=Span(file="plan.yaml"), values=(("id", "it"),))
    assert str(problem) == "plan.yaml: XYZ002: Look at it.\n  Fix: check it"


def test_of_a_very_long_line_the_part_around_the_caret_is_shown() -> None:
    words = "[" + ", ".join(f"w{n:04}" for n in range(5000)) + "]"
    for column in (2, words.index("w2500") + 1, words.index("w4999") + 1):
        place = Span(file="a.yaml", line=1, column=column, words=words)
        _, shown, caret, _ = str(Problem(kind=LOOK, span=place, values=(("id", "it"),))).splitlines()
        assert len(shown) < 180
        assert shown[caret.index("^") :].startswith(words[column - 1 : column + 4])


def test_words_that_would_steer_a_terminal_are_made_harmless() -> None:
    place = Span(file="\x1b[2Ja.yaml", line=1, column=3, words="a: \x1b]0;title\a\u202eb\tc")
    problem = Problem(kind=LOOK, span=place, values=(("id", "\x1b[31mred\nFix: run this"),))
    shown = str(problem)
    assert [line for line in shown.splitlines() if line.startswith("Fix")] == []
    assert not any(character in shown for character in "\x1b\a\u202e\t")
    assert shown.splitlines()[1].endswith(
        "a: \N{REPLACEMENT CHARACTER}]0;title" + "\N{REPLACEMENT CHARACTER}" * 2 + "b c"
    )
    assert "\x1b" not in problem.message


def test_words_in_braces_of_an_author_are_left_as_they_are() -> None:
    problem = Problem(kind=LOOK, span=HERE, values=(("id", "{0} {id} {missing}"),))
    assert problem.message == "Look at {0} {id} {missing}."


def test_problems_come_by_file_line_and_column_and_each_once() -> None:
    problems = Problems()
    places = [span("b.yaml", 1), span("a.yaml", 10), span("a.yaml", 9, 5), span("a.yaml", 9, 2), span("a.yaml", 10)]
    for place in places:
        problems.add(LOOK, place, id="it")
    assert [str(problem.span) for problem in problems] == ["a.yaml:9:2", "a.yaml:9:5", "a.yaml:10:1", "b.yaml:1:1"]


def test_one_place_may_have_several_problems() -> None:
    problems = Problems()
    problems.add(LOOK, HERE, id="it")
    problems.add(LOOK, HERE, id="that")
    problems.add(TOO_HIGH, HERE, id="it", words=1, top=0, near="")
    assert [problem.message for problem in problems] == ["it is answered 1.", "Look at it.", "Look at that."]


def test_a_warning_is_no_error() -> None:
    problems = Problems()
    problems.add(LOOK, HERE, id="it")
    assert (len(problems.errors), len(problems.warnings)) == (0, 1)
    problems.add(TOO_HIGH, HERE, id="it", words=1, top=0, near="")
    assert [problem.code for problem in problems.errors] == ["XYZ001"]
    assert [problem.code for problem in problems.warnings] == ["XYZ002"]


def test_problems_found_elsewhere_are_taken_over() -> None:
    problems, others = Problems(), Problems()
    others.add(LOOK, HERE, id="it")
    problems.extend(others)
    assert [problem.code for problem in problems] == ["XYZ002"]


def test_a_problem_stands_at_what_was_written_or_at_a_place() -> None:
    problems = Problems()
    problems.add(LOOK, Written(span=HERE), id="it")
    problems.add(LOOK, HERE, id="it")
    assert [problem.span for problem in problems] == [HERE]


def test_a_place_is_that_of_the_word_else_of_the_key_else_of_the_whole() -> None:
    word, key = span("a.yaml", 3, 9), span("a.yaml", 3, 2)
    written = Written(span=HERE, places={"closes": key, "closes GOV-01-Q1": word})
    assert place_of(written, "closes", "GOV-01-Q1") == word
    assert place_of(written, "closes", "GOV-01-Q2") == key
    assert place_of(written, "after", "GOV-01-R1") == HERE


def test_machines_get_the_same_as_people() -> None:
    problems = Problems()
    problems.add(TOO_HIGH, HERE, id="GOV-02-Q2", words=340, top=100, near="did you mean 34? ")
    assert json.loads(json.dumps(as_json(problems))) == [
        {
            "code": "XYZ001",
            "severity": "error",
            "file": "responses/ict.yaml",
            "line": 41,
            "column": 14,
            "words": "    answer: 340",
            "message": "GOV-02-Q2 is answered 340.",
            "fix": "did you mean 34? write a number from 0 to 100",
        }
    ]


@pytest.mark.parametrize(
    ("word", "near"),
    [("verifid", "verified"), ("Verified", "verified"), ("declard", "declared"), ("zzz", ""), ("", "")],
)
def test_the_nearest_known_word_is_offered_and_no_far_one(word: str, near: str) -> None:
    offered = did_you_mean(word, ["verified", "declared"])
    assert offered == (f"did you mean `{near}`? " if near else "")


def test_the_spelling_that_is_known_is_offered_when_only_the_case_differs() -> None:
    assert did_you_mean("norway", ["Norway", "NORWICH"]) == "did you mean `Norway`? "


def test_a_long_list_of_words_is_cut_and_says_so() -> None:
    assert listed(["a", "b"]) == "`a`, `b`"
    assert listed("abcde", 3) == "`a`, `b`, `c` and 2 more"
    assert listed([]) == ""


@given(st.text(), st.lists(st.text(), max_size=5))
def test_any_words_can_be_compared(word: str, known: list[str]) -> None:
    offered = did_you_mean(word, known)
    assert not offered or offered.removeprefix("did you mean `").removesuffix("`? ") in known
