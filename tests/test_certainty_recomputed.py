"""What `certainty` and `what-if` say is found again: by files that are really changed, and by code of the test's own.

`plain_scores` scores from the YAML without the engine; the draws are made again by the rule of docs/what-if.md.
"""

from __future__ import annotations

import json
import math
import re
import shutil
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from plain_scores import (
    NOTHING,
    Found,
    Levels,
    Plain,
    dimension_means,
    dimensions,
    gates,
    levels,
    overall,
    plain,
    printed,
    questions,
)
from test_cli import rmdiag

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
MASK = 2**64 - 1
DRAWS, SEED = 300, 20261016


@cache
def read() -> Plain:
    return plain(EXAMPLE)


@cache
def told(*arguments: str) -> Any:  # noqa: ANN401  # JSON
    command, *rest = arguments
    shown = rmdiag(command, EXAMPLE, *rest, "--format", "json")
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


def certainty() -> Any:  # noqa: ANN401  # JSON
    return told("certainty", "--draws", str(DRAWS), "--seed", str(SEED))


def edited(folder: Path, answers: Mapping[str, str]) -> Path:
    """Write answers on the mission's sheet of a copy, as somebody with an editor would."""
    copy = Path(shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("reports")))
    sheet = copy / "responses" / "mission.yaml"
    text = sheet.read_text(encoding="utf-8")
    for question, words in answers.items():
        text = re.sub(rf"^  {question}:.*\n(?:    .*\n|\n(?=    ))*", "", text, flags=re.MULTILINE)
        text += f"  {question}: {words}\n"
    sheet.write_text(text, encoding="utf-8")
    return copy


def scored(mission: Path) -> dict[str, Any]:
    shown = rmdiag("score", mission, "--format", "json")
    assert shown.returncode == 0, shown.stderr
    nodes: dict[str, Any] = json.loads(shown.stdout)["nodes"]
    return nodes


# Single answers


def whole_with(question: str, met: Levels) -> Fraction:
    """Give the overall level if one answer met these gates and no others."""
    changed = {**read().found, question: Found(state="known", low=met, high=met, layer="mission")}
    found = overall(levels(changed, read().set, read().judged))
    assert found is not None
    return found


def influence(question: str) -> tuple[Fraction, Fraction]:
    today = overall(printed(read())) or Fraction(0)
    return whole_with(question, gates(questions()[question])) - today, today - whole_with(question, NOTHING)


@cache
def every_influence() -> dict[str, tuple[Fraction, Fraction]]:
    """Give how far each answer could lift and lower the overall level; excused questions have none."""
    return {q: influence(q) for q, row in questions().items() if gates(row) and read().found[q].state != "excused"}


def test_each_influence_that_is_shown_is_found_again() -> None:
    shown = [*certainty()["answers"], *certainty()["lifting"]]
    assert len(shown) == 13
    for one in shown:
        assert (Fraction(one["rises"]), Fraction(one["falls"])) == every_influence()[one["question"]], one["question"]


def test_no_answer_that_moves_the_result_more_is_left_out() -> None:
    widest = sorted((max(abs(up), abs(down)) for up, down in every_influence().values()), reverse=True)
    shown = [max(abs(Fraction(one["rises"])), abs(Fraction(one["falls"]))) for one in certainty()["answers"]]
    assert shown == widest[:10]


def test_the_answers_that_could_lift_the_level_by_themselves_are_all_named() -> None:
    lifting = {question: up for question, (up, _) in every_influence().items() if up > 0}
    assert len(lifting) <= 5
    assert {one["question"]: Fraction(one["rises"]) for one in certainty()["lifting"]} == lifting


@pytest.mark.parametrize("question", ["PCA-01-Q1", "IDN-04-Q1", "CLI-04-Q4"])
def test_an_influence_is_what_happens_to_a_mission_in_which_the_answer_is_changed(
    question: str, tmp_path: Path
) -> None:
    row, (up, down) = questions()[question], every_influence()[question]
    best = "yes"
    if "thresholds" in row:
        best = max(row["thresholds"].values(), key=Fraction)
    elif "options" in row:
        best = max(row["options"], key=lambda option: int(option.get("level", 0)))["id"]
    today = Fraction(scored(EXAMPLE)["overall"]["score"])
    for words, moved in ((best, up), ("no", -down)):
        copy = edited(tmp_path / words, {question: words})
        assert Fraction(scored(copy)["overall"]["score"]) - today == moved, words


# Weights


def splitmix64(seed: int) -> Iterator[int]:
    """Give the numbers of Steele, Lea and Flood (2014), as their reference code does."""
    state = seed
    while True:
        state = (state + 0x9E3779B97F4A7C15) & MASK
        number = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
        yield number ^ (number >> 31)


def factors(seed: int) -> Iterator[Fraction]:
    """Give five factors from each number, twelve bits each from the top."""
    for number in splitmix64(seed):
        for shift in (52, 40, 28, 16, 4):
            step = (number >> shift) & 0xFFF
            yield Fraction(2.0 ** (2 * step / 4095 - 1))


def drawn() -> Iterator[tuple[dict[str, Fraction], Fraction]]:
    """Draw weights for the indicators of each dimension, then for the dimension; give its level and the whole."""
    found, source = printed(read()), factors(SEED)
    for _ in range(DRAWS):
        means: dict[str, Fraction] = {}
        weights: dict[str, Fraction] = {}
        for dimension in dimensions():
            rows = [(row, level) for row in dimension["indicators"] if (level := found[row["id"]]) is not None]
            factor = list(islice(source, len(rows)))
            drawn_weights = [Fraction(row.get("weight", 1)) * f for (row, _), f in zip(rows, factor, strict=True)]
            above = sum((w * level for w, (_, level) in zip(drawn_weights, rows, strict=True)), Fraction(0))
            means[dimension["id"]] = above / sum(drawn_weights, Fraction(0))
            weights[dimension["id"]] = Fraction(dimension["weight"]) * next(source)
        whole = sum((weights[n] * means[n] for n in means), Fraction(0)) / sum(weights.values(), Fraction(0))
        yield means, whole


def rank(name: str, means: Mapping[str, Fraction]) -> int:
    return 1 + sum(other < means[name] for other in means.values())


def test_the_generator_gives_the_published_number() -> None:
    assert next(splitmix64(0)) == 0xE220A8397B1DCDAF


def test_the_share_of_draws_in_which_each_rank_holds_is_found_again() -> None:
    draws, today = list(drawn()), dimension_means(printed(read()))
    ranks = certainty()["weights"]["ranks"]
    assert set(ranks) == {dimension["id"] for dimension in dimensions()}
    for name, shown in ranks.items():
        taken = [rank(name, means) for means, _ in draws]
        assert [Fraction(share) for share in shown["shares"]] == [
            Fraction(taken.count(place), DRAWS) for place in range(1, len(ranks) + 1)
        ], name
        now = rank(name, {other: mean for other, mean in today.items() if mean is not None})
        assert (shown["today"], Fraction(shown["holds"])) == (now, Fraction(taken.count(now), DRAWS)), name


def test_the_interval_of_the_whole_is_found_again() -> None:
    wholes = sorted(whole for _, whole in drawn())
    ends = [wholes[math.ceil(share * DRAWS / 20) - 1] for share in (1, 19)]
    shown = [Fraction(end) for end in certainty()["weights"]["interval"]]
    assert all(abs(one - other) < Fraction(1, 10**6) for one, other in zip(shown, ends, strict=True))


# What if

COMPARED = ("state", "score", "computed", "interval", "coverage", "blocking")
SUPPOSED = {
    "an answer that was taken over": (("--answer", "GOV-05-Q1=yes"), {"GOV-05-Q1": "yes"}),
    "an answer of the mission": (("--answer", "PCA-01-Q1=5"), {"PCA-01-Q1": "5"}),
    "an answer that a judgement started from": (("--answer", "GOV-02-Q6=66.7"), {"GOV-02-Q6": "66.7"}),
    "an answer that decides about others": (("--answer", "TRT-05-Q4=not_justified"), {"TRT-05-Q4": "not_justified"}),
    "a question that does not apply": (
        ("--not-applicable", "TRT-03-Q3=Nobody controls"),
        {"TRT-03-Q3": "{not_applicable: Nobody controls}"},
    ),
    "a recommendation carried out": (
        ("--done", "PER-02-R1"),
        {"PER-02-Q1": "protected", "PER-02-Q2": "apart", "PER-02-Q4": "100", "PER-02-Q7": "70"},
    ),
    "several at once": (
        ("--done", "PER-02-R1", "--answer", "PER-02-Q4=300", "--answer", "IDN-04-Q1=no"),
        {"PER-02-Q1": "protected", "PER-02-Q2": "apart", "PER-02-Q4": "300", "PER-02-Q7": "70", "IDN-04-Q1": "no"},
    ),
}


@pytest.mark.parametrize("what", SUPPOSED)
def test_supposing_gives_what_editing_a_copy_and_scoring_it_gives(what: str, tmp_path: Path) -> None:
    wish, answers = SUPPOSED[what]
    today, then, written = (
        {name: [node.get(key) for key in COMPARED] for name, node in nodes.items()}
        for nodes in (
            told("what-if", *wish)["today"]["nodes"],
            told("what-if", *wish)["then"]["nodes"],
            scored(edited(tmp_path / "kestoria", answers)),
        )
    )
    assert then == {name: written[name] for name in then}
    assert today != then, "a wish that changes nothing shows nothing"
