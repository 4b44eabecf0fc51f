"""Published assessments of other instruments come out of framework files, without code that knows them."""

from __future__ import annotations

import csv
import itertools
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from fractions import Fraction

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from instrument_sheets import HERE, instrument, score

from rmdiag.assessment.results import NodeScore

INSTRUMENTS = sorted(path.stem for path in (HERE / "instruments").glob("*.yaml"))
GRADES = ("D", "D+", "C", "C+", "B", "B+", "A")
ABSENT = "{not_applicable: The domain has no such practice}"


def published(name: str) -> list[dict[str, str]]:
    with (HERE / "published" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def dimensions(indicator: str, grades: str) -> dict[str, str]:
    return {f"{indicator}.{number}": grade for number, grade in enumerate(grades.split(), 1)}


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_instrument_reads_without_a_problem_and_names_its_source(name: str) -> None:
    assert instrument(name).id == name
    assert yaml.safe_load((HERE / "instruments" / f"{name}.yaml").read_text(encoding="utf-8"))["source"]


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_leaf_counts_in_a_node_or_as_a_precondition(name: str) -> None:
    framework = instrument(name)
    counted = {part.id for node in framework.nodes for part in node.parts}
    needed = {identity for node in framework.nodes for identity, _ in node.method.preconditions}
    assert set(framework.leaves) - counted - needed == set()


# PEFA 2016


def test_all_published_grades_of_pefa_come_out() -> None:
    rows = published("pefa2016-indicators.csv")
    assert len(rows) == 124
    wrong = []
    for _, assessment in itertools.groupby(rows, key=lambda row: row["assessment"]):
        expected = list(assessment)
        answers = {k: v for row in expected for k, v in dimensions(row["indicator"], row["dimensions"]).items()}
        scores = score("pefa-2016", answers)
        assert len(scores) == len(expected) == 31
        wrong += [row for row in expected if scores[row["indicator"]].label != row["published"]]
        assert all(scores[row["indicator"]].coverage == 1 for row in expected)
    assert wrong == []


def test_pefa_has_the_dimensions_and_methods_of_its_framework() -> None:
    facts = yaml.safe_load((HERE / "published" / "pefa2016-instrument.yaml").read_text(encoding="utf-8"))
    methods = {"weakest_link_with_plus": "M1", "banded_mean": "M2"}
    nodes = {n.id: (methods[n.method.name], len(n.parts)) for n in instrument("pefa-2016").nodes}
    assert nodes == {indicator: (fact["method"], fact["dimensions"]) for indicator, fact in facts.items()}


@pytest.mark.parametrize("row", published("pefa2016-m2-table.csv"), ids=lambda row: row["dimensions"])
def test_the_conversion_table_of_method_m2_comes_out(row: dict[str, str]) -> None:
    indicator = {"2": "PI-03", "3": "PI-06", "4": "PI-08"}[row["n"]]
    for order in set(itertools.permutations(row["dimensions"].split())):
        assert score("pefa-2016", dimensions(indicator, " ".join(order)))[indicator].label == row["overall"]


def test_the_conversion_table_is_whole() -> None:
    assert len(published("pefa2016-m2-table.csv")) == 65


@pytest.mark.parametrize(
    ("grades", "label"),
    [
        ("D* A A", "D+"),  # no evidence counts as D, the asterisk goes
        ("NR NR NR", "D"),
        ("NA A A", "A"),  # what is not applicable leaves the set
        ("B NU C", "C+"),
        ("NA NA NA", "NA"),
        ("NU NU NU", "NU"),
    ],
)
def test_the_marks_of_pefa_beside_grades_keep_their_meaning(grades: str, label: str) -> None:
    assert score("pefa-2016", dimensions("PI-02", grades))["PI-02"].label == label


def test_a_dimension_that_is_not_applicable_with_a_reason_leaves_the_table_for_the_others() -> None:
    answers = {"PI-27.1": "B", "PI-27.2": "{not_applicable: No suspense accounts}", "PI-27.3": "C", "PI-27.4": "B"}
    assert score("pefa-2016", answers)["PI-27"].label == "B"


def test_a_missing_dimension_leaves_an_interval_of_grades_and_no_grade() -> None:
    scored = score("pefa-2016", {"PI-02.1": "C", "PI-02.2": "A"})["PI-02"]
    assert (scored.label, scored.low, scored.high) == (None, "D+", "C+")
    assert scored.coverage == Fraction(2, 3)


# OWASP SAMM 2


def samm_answers() -> dict[str, str]:
    return {row["question"]: row["value"] for row in published("samm2-answers.csv")}


def test_all_practices_of_the_samm_sample_come_out() -> None:
    scores = score("samm-2", samm_answers())
    expected = {
        row["practice"]: row["practice_score"] for row in published("samm2-answers.csv") if row["practice_score"]
    }
    assert len(expected) == 15
    assert {practice: scores[practice].score for practice in expected} == {p: Fraction(v) for p, v in expected.items()}
    by_title = {node.title.replace(" and ", " & "): node.id for node in instrument("samm-2").nodes}
    for row in published("samm2-practices.csv"):
        assert scores[by_title[row["practice"]]].score == Fraction(row["current"]), row["practice"]


def test_all_functions_and_the_whole_of_the_samm_sample_come_out() -> None:
    scores = score("samm-2", samm_answers())
    by_title = {node.title: node.id for node in instrument("samm-2").nodes}
    rows = published("samm2-functions.csv")
    for row in rows:
        exact = scores[by_title[row["function"]]].score
        assert exact is not None
        assert float(exact) == float(row["current"]), row["function"]
    assert len(rows) == 5
    # 13/8 + 9/8 + 5/4 + ... over fifteen practices of five equal functions
    practices = [Fraction(row["current"]) for row in published("samm2-practices.csv")]
    assert scores["overall"].score == sum(practices, Fraction(0)) / 15


def test_the_levels_of_a_samm_practice_are_the_published_ones() -> None:
    answers = samm_answers()
    for row in published("samm2-answers.csv"):
        if row["level_score"]:
            pair = [Fraction(answers[f"{row['practice']}-{stream}-{row['level']}-1"]) for stream in "AB"]
            assert sum(pair, Fraction(0)) / 2 == Fraction(row["level_score"])


def test_a_blank_answer_of_samm_counts_nothing_and_the_interval_says_what_it_could() -> None:
    answers = samm_answers()
    del answers["G-SM-B-1-1"]  # answered 1
    scored = score("samm-2", answers)["G-SM"]
    assert (scored.score, scored.low, scored.high) == (Fraction(9, 8), Fraction(9, 8), Fraction(13, 8))
    assert scored.coverage == Fraction(5, 6)


@pytest.mark.parametrize("words", ["0.5", "0.50", "1/2", '"0.5"'])
def test_a_number_is_the_same_answer_however_it_is_written(words: str) -> None:
    assert score("samm-2", samm_answers() | {"G-SM-A-1-1": words})["G-SM"].score == Fraction(13, 8)


# NIST SP 800-171, DoD Assessment Methodology


def nist_facts() -> str:
    return (HERE / "published" / "nist800171.yaml").read_text(encoding="utf-8")


def requirements() -> list[str]:
    """Give the 110 ids; the counts are taken from the text, because YAML 1.1 reads the family 3.10 as 3.1."""
    line = next(line for line in nist_facts().splitlines() if line.startswith("counts_per_family"))
    counts = [pair.split(": ") for pair in line.split("{")[1].rstrip("}").split(", ")]
    return [f"{family}.{number}" for family, count in counts for number in range(1, int(count) + 1)]


def nist(answers: Mapping[str, str], others: str = "met") -> NodeScore:
    return score("nist-800-171", dict.fromkeys(requirements(), others) | dict(answers))["total"]


def test_nist_has_the_110_requirements_of_its_families() -> None:
    assert set(instrument("nist-800-171").leaves) == set(requirements())
    assert len(requirements()) == 110


def test_nist_runs_from_110_down_to_the_published_floor() -> None:
    assert nist({}).score == 110
    assert nist({"3.12.4": "met"}, others="not_met").score == -203


def test_every_requirement_of_nist_takes_its_published_weight() -> None:
    listed = {
        weight: {
            identity
            for line in nist_facts().splitlines()
            if line.startswith(f"  {weight}: [")
            for identity in line.split("[")[1].rstrip("]").split(",")
        }
        for weight in (5, 3)
    }
    assert (len(listed[5]), len(listed[3])) == (42, 14)
    for identity in set(requirements()) - {"3.12.4", "3.5.3", "3.13.11"}:
        weight = 5 if identity in listed[5] else 3 if identity in listed[3] else 1
        assert nist({identity: "not_met"}).score == 110 - weight, identity


@pytest.mark.parametrize(
    ("identity", "answer", "total"),
    [
        ("3.5.3", "remote_and_privileged_only", 107),
        ("3.5.3", "not_met", 105),
        ("3.13.11", "employed_not_fips", 107),
        ("3.13.11", "not_met", 105),
        ("3.1.1", "not_applicable", 110),
        ("3.1.1", "{not_applicable: Adjudicated by the DoD CIO}", 110),
    ],
)
def test_nist_deducts_in_part_and_nothing_for_not_applicable(identity: str, answer: str, total: int) -> None:
    assert nist({identity: answer}).score == total


def test_without_a_system_security_plan_nist_gives_no_score_at_all() -> None:
    scored = nist({"3.12.4": "not_met"})
    assert (scored.score, scored.low, scored.high) == (None, None, None)


def test_an_unanswered_requirement_of_nist_leaves_an_interval() -> None:
    scored = nist({"3.1.1": "{do_not_know: true}"})
    assert (scored.score, scored.low, scored.high) == (None, Fraction(105), Fraction(110))
    assert scored.coverage == Fraction(309, 314)


def test_an_unknown_security_plan_withholds_the_score_of_nist() -> None:
    scored = nist({"3.12.4": "{do_not_know: true}"})
    assert (scored.score, scored.low, scored.high) == (None, Fraction(110), Fraction(110))
    assert scored.coverage < 1


# C2M2 2.1


def practices(rows: Iterable[tuple[int, str]]) -> dict[str, str]:
    """Give the first practices of each level the answers of a vector; the others do not exist, U is blank."""
    answers = {f"P{number}": ABSENT for number in range(1, 37)}
    used: Counter[int] = Counter()
    for level, answer in rows:
        used[level] += 1
        answers[f"P{(level - 1) * 12 + used[level]}"] = "" if answer == "U" else answer
    return answers


@pytest.mark.parametrize(
    "vector",
    json.loads((HERE / "published" / "c2m2-rule-vectors.json").read_text(encoding="utf-8")),
    ids=lambda vector: vector["name"],
)
def test_every_vector_of_the_c2m2_rule_comes_out(vector: dict[str, object]) -> None:
    rows = vector["practices"]
    assert isinstance(rows, list)
    assert (
        score("c2m2-2.1", practices((int(level), str(answer)) for level, answer in rows))["domain"].score
        == vector["expect"]
    )


def test_a_domain_of_c2m2_without_any_practice_is_at_level_0() -> None:
    assert score("c2m2-2.1", practices([]))["domain"].score == 0


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from(["FI", "LI", "PI", "NI", "U"])), max_size=12))
def test_the_c2m2_level_agrees_with_its_rule_in_plain_words(rows: list[tuple[int, str]]) -> None:
    """The highest level such that it and each level below hold at least one practice, all of them done."""

    def holds(level: int) -> bool:
        found = [answer for at, answer in rows if at == level]
        return bool(found) and all(answer in ("FI", "LI") for answer in found)

    expected = max(level for level in range(4) if all(holds(below) for below in range(1, level + 1)))
    assert score("c2m2-2.1", practices(rows))["domain"].score == expected


def test_blank_practices_of_c2m2_widen_the_interval() -> None:
    scored = score("c2m2-2.1", practices([(1, "FI"), (2, "U"), (3, "FI")]))["domain"]
    assert (scored.score, scored.low, scored.high) == (Fraction(1), Fraction(1), Fraction(3))


# ISO/IEC 33020

ATTRIBUTES = ("PA1.1", "PA2.1", "PA2.2", "PA3.1", "PA3.2")


@pytest.mark.parametrize(
    ("ratings", "level"),
    [
        ("N N N N N", 0),
        ("P F F F F", 0),  # the first attribute must be at least largely achieved
        ("L N N N N", 1),
        ("L F F F F", 1),  # level 2 needs level 1 fully
        ("F L P F F", 1),  # both attributes of level 2
        ("F L L N N", 2),
        ("F F L F F", 2),  # level 3 needs both of level 2 fully
        ("F F F L P", 2),
        ("F F F L L", 3),
        ("F F F F F", 3),
    ],
)
def test_capability_levels_follow_the_rule_of_iso_33020(ratings: str, level: int) -> None:
    assert score("iso-33020", dict(zip(ATTRIBUTES, ratings.split(), strict=True)))["level"].score == level


def test_all_1024_ratings_agree_with_the_rule_in_plain_words() -> None:
    for ratings in itertools.product("NPLF", repeat=5):
        by_level = {1: ratings[:1], 2: ratings[1:3], 3: ratings[3:]}
        expected = max(
            level
            for level in range(4)
            if all(rating in "LF" for rating in by_level.get(level, ()))
            and all(rating == "F" for below in range(1, level) for rating in by_level[below])
        )
        assert score("iso-33020", dict(zip(ATTRIBUTES, ratings, strict=True)))["level"].score == expected, ratings


# Any instrument


def position(name: str, value: Fraction | str | None) -> Fraction:
    assert value is not None
    if name == "pefa-2016":
        return Fraction(GRADES.index(str(value)))
    return Fraction(value)


@pytest.mark.parametrize("name", INSTRUMENTS)
@settings(deadline=None, max_examples=40)
@given(choice=st.data())
def test_whatever_is_missing_the_interval_holds_what_the_full_answers_give(name: str, choice: st.DataObject) -> None:
    framework = instrument(name)
    full = {leaf: choice.draw(st.sampled_from([w for w, _ in s.answers])) for leaf, s in framework.leaves.items()}
    missing = choice.draw(st.sets(st.sampled_from(sorted(full)), min_size=1, max_size=12))
    whole, partial = score(name, full), score(name, {k: v for k, v in full.items() if k not in missing})
    for identity, node in whole.items():
        if node.score is None and node.label is None:
            continue
        found, open_node = (node.score if node.label is None else node.label), partial[identity]
        assert position(name, open_node.low) <= position(name, found) <= position(name, open_node.high)
        assert node.coverage == 1
        own = {part.id for n in framework.nodes if n.id == identity for part in n.parts}
        if own & missing:
            assert open_node.coverage < 1


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_a_sheet_without_answers_gives_every_node_and_no_error(name: str) -> None:
    scores = score(name, {})
    assert [node.id for node in instrument(name).nodes] == list(scores)
    assert all(node.coverage == 0 for node in scores.values())
