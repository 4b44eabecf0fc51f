"""What `framework lint` says of an author's words: where they stand, with few false alarms, never in a mission."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from problem_cases import BASE
from test_cli import EXAMPLE, rmdiag

from rmdiag.files import FRAMEWORKS
from rmdiag.problems import Problems
from rmdiag.questionnaires.prose import passages
from rmdiag.questionnaires.prose_checks import DEFINED_TERMS, VAGUE_WORDS, check_words
from rmdiag.source import Document

SOUND = BASE / "authors" / "framework.yaml"


def found(text: str) -> list[tuple[str, int, int]]:
    """Check one question whose text is given, and say code, line and column of every problem."""
    problems = Problems()
    check_words([Document(name="a.yaml", text=text)], problems)
    return [(problem.code, problem.span.line, problem.span.column) for problem in problems]


def question(text: str) -> str:
    return f"questions:\n  A-01:\n    - id: A-01-Q1\n      text: {text}\n"


@pytest.mark.parametrize("word", VAGUE_WORDS)
def test_each_vague_word_is_found_at_its_own_column(word: str) -> None:
    assert found(question(f"Are officers {word} trained?")) == [("FRM020", 4, 26)]


@pytest.mark.parametrize("term", DEFINED_TERMS)
def test_a_term_with_a_meaning_of_its_own_is_no_vague_word(term: str) -> None:
    assert found(question(f"Does the law name {term} in its text?")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Is there a list of goods under guarantee?",  # not `good`
        "Is property of others kept apart?",  # not `proper`
        "'Does the policy define the word \"adequate\"?'",  # spoken of, not used
        "Does fetching the file take an hour?",  # not `etc`
    ],
)
def test_a_word_inside_another_or_between_quotation_marks_is_no_alarm(text: str) -> None:
    assert found(question(text)) == []


def test_a_phrase_is_found_across_the_lines_of_a_block() -> None:
    block = ">-\n        Is a copy kept as far\n        as possible by the unit?"
    assert found(question(block)) == [("FRM020", 5, 24)]


def test_the_second_of_two_vague_words_has_its_own_place() -> None:
    assert [column for _, _, column in found(question("Are proper copies kept in good order?"))] == [17, 39]


def test_help_may_speak_of_what_a_respondent_says() -> None:
    assert found("questions:\n  A-01:\n    - id: A-01-Q1\n      help: Results that were good do not count.\n") == []


@pytest.mark.parametrize(("key", "most"), [("text", 30), ("help", 120), ("action", 60)])
def test_a_text_may_be_as_long_as_its_limit_and_no_longer(key: str, most: int) -> None:
    entry = "entries:\n  - id: A-01\n    {}: {}\n"
    assert found(entry.format(key, " ".join(["word"] * most))) == []
    assert [code for code, _, _ in found(entry.format(key, " ".join(["word"] * (most + 1))))] == ["FRM030"]


def test_a_passage_knows_whose_it_is() -> None:
    document = Document(name="authors.yaml", text=SOUND.read_text(encoding="utf-8"))
    owners = {(passage.owner, passage.name) for passage in passages(document)}
    assert {("SEL-01", "descriptor of level 3"), ("SEL-01-R1", "action"), ("SEL-01-Q1", "partly")} <= owners
    options = "questions:\n  A-01:\n    - id: A-01-Q1\n      options:\n        - {id: yes_all, text: All of them}\n"
    (option,) = passages(Document(name="a.yaml", text=options))
    assert (option.owner, option.name) == ("A-01-Q1", "option")


def test_lint_and_check_of_a_framework_show_the_words_and_the_line(tmp_path: Path) -> None:
    vague = tmp_path / "vague.yaml"
    vague.write_text(SOUND.read_text(encoding="utf-8").replace("signed page on", "proper page on"), encoding="utf-8")
    line = next(n for n, words in enumerate(vague.read_text(encoding="utf-8").splitlines(), 1) if "proper" in words)
    for command in (("framework", "lint", vague, "--strict"), ("check", vague, "--strict")):
        shown = rmdiag(*command)
        assert shown.returncode == 1
        assert re.search(rf"vague\.yaml:{line}:\d+: FRM020: `proper`", shown.stdout)


def test_a_mission_is_never_troubled_with_what_authors_could_say_better(tmp_path: Path) -> None:
    mission = shutil.copytree(EXAMPLE, tmp_path / "mission", ignore=shutil.ignore_patterns("reports"))
    shown = rmdiag("check", mission)
    assert not re.search(r"FRM0(?:20|3\d)|QST04\d", shown.stdout)


def test_a_framework_that_comes_with_rmdiag_is_checked_by_its_id() -> None:
    by_id, by_path = (rmdiag("framework", "lint", name) for name in ("toa-competency", FRAMEWORKS / "toa-competency"))
    assert (by_id.stdout, by_id.returncode) == (by_path.stdout, by_path.returncode)


def test_an_instrument_without_recommendations_and_questions_is_let_be() -> None:
    instruments = sorted((Path(__file__).parent / "conformance" / "instruments").glob("*.yaml"))
    for path in instruments:
        assert rmdiag("framework", "lint", path, "--strict").returncode == 0, path.name
