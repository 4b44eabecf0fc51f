"""The example's comparison is found again from its files, by code that shares nothing with the engine.

`plain_scores` reads the YAML and scores it a second time; here the way between two rounds is walked with it, and three
indicators are worked out on paper.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from plain_scores import (
    Found,
    Level,
    Plain,
    dimension_means,
    dimensions,
    gates,
    levels,
    overall,
    plain,
    printed,
    questions,
    words_of,
)
from test_cli import rmdiag

EXAMPLES = Path(__file__).parent.parent / "examples"
PAIRS = [("kestoria-2026", "kestoria-2028"), ("kestoria-2024-rapid", "kestoria-2026")]
INDICATORS = [row["id"] for dimension in dimensions() for row in dimension["indicators"]]
PARTS = ("rules", "knowledge", "performance")  # from the second step to the fifth, in their order


@cache
def read(name: str) -> Plain:
    return plain(EXAMPLES / name)


@cache
def told(old: str, new: str) -> Any:  # noqa: ANN401  # JSON
    shown = rmdiag("compare", EXAMPLES / old, EXAMPLES / new, "--view", "three-pillars", "--format", "json")
    assert shown.returncode == 0, shown.stderr
    return json.loads(shown.stdout)


def of(pair: tuple[str, str], identity: str) -> Any:  # noqa: ANN401  # JSON
    comparison = told(*pair)
    levels_of = (comparison["overall"], *comparison["dimensions"], *comparison["indicators"])
    return next(level for level in levels_of if level["id"] == identity)


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The levels at the six steps of docs/compare.md."""

    steps: tuple[dict[str, Level], ...]


@cache
def walk(pair: tuple[str, str]) -> Walk:
    """Score each step: both rounds have the same edition, so the older answers are answers to the newer questions."""
    old, new = (read(name) for name in pair)
    same_practice = {q: old.found[q] if performed(old.found[q], found) else found for q, found in new.found.items()}
    return Walk(
        steps=(
            printed(old),
            levels(old.found, old.set, {}),
            levels(old.found, new.set, {}),
            levels(same_practice, new.set, {}),
            levels(new.found, new.set, {}),
            printed(new),
        )
    )


def performed(before: Found, now: Found) -> bool:
    """Both rounds know the answer, settled, by the same layer: then a difference is one of practice."""
    return before.settled and now.settled and before.layer == now.layer


def changes(values: list[Fraction]) -> dict[str, str]:
    """Take six numbers apart as the command does."""
    moved = [after - before for before, after in pairwise(values)]
    parts = dict(zip(PARTS, moved[1:4], strict=True)) | {"judgement": moved[0] + moved[4]}
    information = parts["rules"] + parts["knowledge"] + parts["judgement"]
    return {name: str(value) for name, value in (parts | {"information": information}).items()}


# Levels


@pytest.mark.parametrize("pair", PAIRS)
def test_the_levels_of_both_rounds_are_found_again(pair: tuple[str, str]) -> None:
    old, new = (printed(read(name)) for name in pair)
    shown = {i["id"]: (i["old"], i["new"]) for i in told(*pair)["indicators"]}
    as_told = {i: tuple(None if level is None else str(level) for level in (old[i], new[i])) for i in INDICATORS}
    assert shown == as_told


@pytest.mark.parametrize("pair", PAIRS)
def test_what_went_up_down_or_stayed_is_counted_again(pair: tuple[str, str]) -> None:
    old, new = (printed(read(name)) for name in pair)
    found = Counter("not_comparable" if None in (old[i], new[i]) else way(old[i], new[i]) for i in INDICATORS)
    counts = told(*pair)["counts"]
    assert {name: counts[name] for name in ("up", "down", "same", "not_comparable")} == {
        name: found[name] for name in ("up", "down", "same", "not_comparable")
    }


def way(old: Level, new: Level) -> str:
    assert old is not None
    assert new is not None
    return "same" if old == new else "up" if new > old else "down"


@pytest.mark.parametrize("pair", PAIRS)
def test_means_of_dimensions_and_the_whole_are_found_again(pair: tuple[str, str]) -> None:
    old, new = (printed(read(name)) for name in pair)
    before, after = dimension_means(old), dimension_means(new)
    for name in before:
        assert (of(pair, name)["old"], of(pair, name)["new"]) == (str(before[name]), str(after[name])), name
    assert (of(pair, "overall")["old"], of(pair, "overall")["new"]) == (str(overall(old)), str(overall(new)))


def test_a_pillar_is_the_mean_of_its_indicators() -> None:
    views = words_of(EXAMPLES.parent / "rmdiag" / "compendium" / "crm-compendium" / "views.yaml")["views"]
    pillars = next(view for view in views if view["id"] == "three-pillars")["groups"]
    for shown, pillar in zip(told(*PAIRS[0])["views"]["three-pillars"], pillars, strict=True):
        assert set(pillar) <= {"id", "title", "meaning", "indicators"}, "members are named one by one"
        for side, name in zip(("old", "new"), PAIRS[0], strict=True):
            members = [printed(read(name))[i] or 0 for i in pillar["indicators"]]
            assert shown[side] == str(Fraction(sum(members), len(members))), (pillar["id"], side)


# Parts


@pytest.mark.parametrize("pair", PAIRS)
def test_the_parts_of_every_indicator_are_found_again(pair: tuple[str, str]) -> None:
    for identity in INDICATORS:
        steps = [step[identity] for step in walk(pair).steps]
        shown = of(pair, identity)["parts"]
        if steps[0] is None or steps[-1] is None:
            assert shown is None, identity
        elif None not in steps:
            assert shown == changes([Fraction(level or 0) for level in steps]), identity


@pytest.mark.parametrize("pair", PAIRS)
def test_the_parts_of_dimensions_and_of_the_whole_are_found_again(pair: tuple[str, str]) -> None:
    for dimension in dimensions():
        means = [dimension_means(step)[dimension["id"]] for step in walk(pair).steps]
        assert of(pair, dimension["id"])["parts"] == changes([m for m in means if m is not None]), dimension["id"]
    wholes = changes([whole for whole in (overall(step) for step in walk(pair).steps) if whole is not None])
    if pair[0].endswith("rapid"):  # so few answers to the full set that it withholds the third step
        wholes |= {"knowledge": str(Fraction(wholes["knowledge"]) + Fraction(wholes["rules"])), "rules": "0"}
    assert of(pair, "overall")["parts"] == wholes


def test_performance_is_counted_again() -> None:
    _, _, _, back, now, _ = walk(PAIRS[0]).steps
    moved = [(now[i] or 0) - (back[i] or 0) for i in INDICATORS]
    counts = told(*PAIRS[0])["counts"]
    assert (counts["performance_down"], counts["performance_up"]) == (
        sum(m < 0 for m in moved),
        sum(m > 0 for m in moved),
    )


# Three indicators on paper


def said(name: str, question: str) -> tuple[str, list[Any], str]:
    found = read(name).found[question]
    return found.state, [row["answer"] for row in found.said], found.layer


def paper(identity: str) -> dict[str, str]:
    parts = of(PAIRS[0], identity)["parts"]
    return {part: parts[part] for part in ("performance", "knowledge", "rules", "judgement")}


def test_on_paper_the_officer_who_left_is_performance_that_a_judgement_had_foreseen() -> None:
    # Level 3 of ORG-02 wants yes to Q1, 24 months in post (Q2) and one officer who runs queries (Q3).
    assert gates(questions()["ORG-02-Q2"]) == {2, 3, 4}
    assert questions()["ORG-02-Q2"]["thresholds"] == {"2": "12", "3": "24", "4": "36"}
    assert questions()["ORG-02-Q3"]["thresholds"] == {"3": "1", "4": "2"}
    assert [said(name, "ORG-02-Q2") for name in PAIRS[0]] == [("known", ["30"], "self"), ("known", ["19"], "self")]
    assert [said(name, "ORG-02-Q3") for name in PAIRS[0]] == [("known", ["1"], "mission"), ("known", ["0"], "mission")]
    # 2026: computed 3, judged 2. 2028: 19 months and nobody give 2. The same people knew both: performance.
    # printed 2 | computed 3 | same rules 3 | same practice 3 | now 2 | printed 2
    assert read("kestoria-2026").judged["ORG-02"] == (3, 2)
    assert paper("ORG-02") == {"performance": "-1", "knowledge": "0", "rules": "0", "judgement": "1"}


def test_on_paper_the_list_that_was_closed_is_knowledge_in_place_of_a_judgement() -> None:
    # Level 4 of GOV-02 wants half of the provisions repealed (Q6). In 2026 nobody could say: computed 3, judged 4.
    assert questions()["GOV-02-Q6"]["thresholds"] == {"4": "50", "5": "80"}
    assert [said(name, "GOV-02-Q6")[:2] for name in PAIRS[0]] == [("unknown", []), ("known", ["66.7"])]
    assert read("kestoria-2026").judged["GOV-02"] == (3, 4)
    assert "GOV-02" not in read("kestoria-2028").judged
    # printed 4 | computed 3 | same rules 3 | the list is known 4 | now 4 | printed 4
    assert paper("GOV-02") == {"performance": "0", "knowledge": "1", "rules": "0", "judgement": "-1"}


def test_on_paper_the_protocol_with_tax_is_knowledge_as_another_layer_speaks() -> None:
    # Level 3 of COO-03 wants yearly exchange (Q1) and protocols with tax and police (Q4). In 2026 the administration
    # named the police alone, in 2028 the mission saw both: not the same people, so no performance.
    assert [said(name, "COO-03-Q4") for name in PAIRS[0]] == [
        ("known", [["police"]], "self"),
        ("known", [["tax", "police"]], "mission"),
    ]
    assert [said(name, "COO-03-Q1") for name in PAIRS[0]] == [
        ("known", ["on_request"], "self"),
        ("known", ["yearly"], "mission"),
    ]
    # printed 2 | computed 2 | same rules 2 | the mission's own 3 | now 3 | printed 3
    assert paper("COO-03") == {"performance": "0", "knowledge": "1", "rules": "0", "judgement": "0"}


# Figures and reasons


def rows_of(name: str) -> dict[tuple[str, str], dict[str, str]]:
    text = (EXAMPLES / name / "metrics.csv").read_text(encoding="utf-8")
    return {(row["metric"], row["period"]): row for row in csv.DictReader(text.splitlines())}


@pytest.mark.parametrize(("metric", "better"), [("M-HIT", "higher"), ("M-MAA-TIME", "lower"), ("M-PREDECL", "higher")])
def test_a_trend_is_found_again_in_the_two_tables(metric: str, better: str) -> None:
    old, new = (rows_of(name) for name in PAIRS[0])
    first = max(period for name, period in old if name == metric and len(period) == len("2025"))
    last = max(period for name, period in new if name == metric and len(period) == len("2027"))
    before, after = Fraction(old[metric, first]["value"]), Fraction(new[metric, last]["value"])
    trend = next(one for one in told(*PAIRS[0])["metrics"] if one["id"] == metric)
    assert (trend["old"]["period"], trend["new"]["period"], trend["change"]) == (first, last, str(after - before))
    assert trend["direction"] == ("better" if (after > before) == (better == "higher") else "worse")
    assert {point["period"]: point["value"] for point in trend["points"]} == {
        period: str(Fraction(row["value"])) for (name, period), row in (old | new).items() if name == metric
    }


def test_what_became_known_or_unknown_is_found_again() -> None:
    old, new = (read(name).found for name in PAIRS[0])
    shown = {q["id"]: q["why"] for level in told(*PAIRS[0])["indicators"] for q in level["questions"]}
    for name, question in questions().items():
        if gates(question):
            states = (old[name].state, new[name].state)
            assert ("became_known" in shown.get(name, [])) is (states == ("unknown", "known")), name
            assert ("became_unknown" in shown.get(name, [])) is (states == ("known", "unknown")), name


def test_an_answer_that_meets_more_gates_by_the_same_people_is_better() -> None:
    old, new = (read(name) for name in PAIRS[0])
    shown = {q["id"]: q["why"] for level in told(*PAIRS[0])["indicators"] for q in level["questions"]}
    for name in questions():
        before, now = old.found[name], new.found[name]
        if gates(questions()[name]) and performed(before, now):
            assert ("better" in shown.get(name, [])) is (before.low < now.low), name
            same = any(row["answer"] == other["answer"] for row in now.said for other in before.said)
            assert ("worse" in shown.get(name, [])) is (before.low > now.low and not same), name
            assert ("lapsed" in shown.get(name, [])) is (before.low > now.low and same), name
