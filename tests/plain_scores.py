"""Score a mission folder a second time, straight from its YAML and by nothing of rmdiag: dicts, loops and fractions.

It knows what the standard framework needs (gated levels, weighted means, the cap) and no more. Where it and the engine
come to the same number, that number rests on two readings of SCORING and not on one.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "rmdiag"
Words = dict[str, Any]  # what YAML says; every scalar is a text
Levels = frozenset[int]
NOTHING: Levels = frozenset()


def words_of(path: Path) -> Any:  # noqa: ANN401  # YAML is whatever its author wrote
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506  # builds texts only


@cache
def dimensions() -> list[Words]:
    home = PACKAGE / "compendium" / "crm-compendium" / "dimensions"
    order = ("GOV", "ORG", "IDN", "ANA", "TRT", "TEC", "CLI", "PCA", "COO", "PER")
    return [words_of(home / f"{name}.yaml") for name in order]


@cache
def questions() -> dict[str, Words]:
    """Give every question by its id, with the indicator under which it stands."""
    found: dict[str, Words] = {}
    for path in sorted((PACKAGE / "questionnaires" / "questions").glob("*.yaml")):
        for indicator, rows in words_of(path)["questions"].items():
            found |= {row["id"]: row | {"indicator": indicator} for row in rows}
    return found


def gates(question: Words) -> Levels:
    """Give the levels that a question gates (SCORING 3)."""
    levels = [int(option["level"]) for option in question.get("options", ()) if "level" in option]
    if question["type"] == "choice":
        return frozenset(range(min(levels) + 1, max(levels) + 1)) if levels else NOTHING
    named = [int(question[key]) for key in ("needed_for", "partly_for") if key in question]
    return frozenset([*(int(level) for level in question.get("thresholds", ())), *named])


def met(question: Words, answer: Words, as_of: date) -> Levels:
    """Give the gates that an answer meets; `answer` holds `answer` and, beside a text, `met`."""
    value, kind = answer["answer"], question["type"]
    if value == "no":
        return NOTHING
    if kind in ("number", "percent"):
        figure, lower = Fraction(value), question.get("direction") == "lower"
        limits = {int(level): Fraction(limit) for level, limit in question.get("thresholds", {}).items()}
        return frozenset(n for n, limit in limits.items() if (figure <= limit if lower else figure >= limit))
    if kind == "choice":
        level = next(int(o.get("level", 0)) for o in question["options"] if o["id"] == value)
        return frozenset(gate for gate in gates(question) if gate <= level)
    return by_need(question, word_of(question, answer, as_of))


def word_of(question: Words, answer: Words, as_of: date) -> str:
    """Make yes, partly or no of an answer."""
    match question["type"]:
        case "yes_partly_no":
            return str(answer["answer"])
        case "text" | "table":
            return str(answer.get("met", "no"))
        case "multi":
            return "yes" if enough(question, answer["answer"]) else "no"
        case _:
            return "yes" if recent(question, answer["answer"], as_of) else "no"


def by_need(question: Words, word: str) -> Levels:
    wanted = {"yes": ("needed_for", "partly_for"), "partly": ("partly_for",), "no": ()}[word]
    return frozenset(int(question[key]) for key in wanted if key in question)


def enough(question: Words, chosen: list[str]) -> bool:
    none = {option["id"] for option in question["options"] if option.get("none") == "true"}
    counted = set(chosen) - none
    tested = "at_least" in question or "includes" in question
    return tested and len(counted) >= int(question.get("at_least", 0)) and counted >= set(question.get("includes", ()))


def recent(question: Words, value: str, as_of: date) -> bool:
    if "within_months" not in question:
        return False
    months = as_of.year * 12 + as_of.month - 1 - int(question["within_months"])
    last = calendar.monthrange(months // 12, months % 12 + 1)[1]
    return date(months // 12, months % 12 + 1, min(as_of.day, last)) <= date.fromisoformat(value) <= as_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one question comes to: `state` is known, unknown or excused; `layer` says whose word it is."""

    state: str
    low: Levels = NOTHING
    high: Levels = NOTHING
    said: tuple[Words, ...] = ()  # all answers that count alike
    layer: str = ""

    @property
    def settled(self) -> bool:
        """Whether there is an answer and nobody on its layer contradicts it."""
        return self.state == "known" and self.low == self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A mission as its files say it."""

    as_of: date
    set: frozenset[str]
    found: Mapping[str, Found]
    judged: Mapping[str, tuple[int, int]]


def plain(folder: Path) -> Plain:
    mission = words_of(folder / "mission.yaml")
    as_of = date.fromisoformat(mission["as_of"])
    sheets = [words_of(path) for path in sorted((folder / "responses").glob("*.yaml"))]
    agreed = words_of(folder / "consensus.yaml")["consensus"] if (folder / "consensus.yaml").exists() else {}
    layers = {name: Layer(name=name, sheets=sheets, agreed=agreed, as_of=as_of) for name in ("self", "mission")}
    judged = words_of(folder / "judgements.yaml")["judgements"] if (folder / "judgements.yaml").exists() else []
    own, heard = ({q: merged(q, layers[name]) for q in questions()} for name in ("self", "mission"))
    over = {q: heard[q] if heard[q].state != "unknown" else own[q] for q in questions()}
    asked = words_of(PACKAGE / "questionnaires" / "sets" / f"{mission['set']}.yaml")["questions"]
    return Plain(
        as_of=as_of,
        set=frozenset(questions()) if asked == "all" else frozenset(asked),
        found={q: conditioned(q, over) for q in questions()},
        judged={row["indicator"]: (int(row["from"]), int(row["to"])) for row in judged},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """All that was said on one layer."""

    name: str
    sheets: list[Words]
    agreed: Words
    as_of: date


def merged(identity: str, layer: Layer) -> Found:
    """Give one answer per question within a layer (SCORING 2)."""
    own = [sheet["responses"] for sheet in layer.sheets if sheet["layer"] == layer.name]
    rows = [as_row(responses[identity]) for responses in own if identity in responses]
    if identity in layer.agreed and layer.agreed[identity].get("layer", "mission") == layer.name:
        rows = [layer.agreed[identity]]
    answered = [row for row in rows if has_answer(identity, row)]
    if not answered:
        excused = any("not_applicable" in row for row in rows)
        return Found(state="excused" if excused else "unknown", layer=layer.name)
    levels = [met(questions()[identity], row, layer.as_of) for row in answered]
    low, high = min(levels, key=len), max(levels, key=len)
    said = tuple(row for row, level in zip(answered, levels, strict=True) if level == low)
    return Found(state="known", low=low, high=high, said=said, layer=layer.name)


def as_row(written: Any) -> Words:  # noqa: ANN401  # as above
    return written if isinstance(written, dict) else {"answer": written}


def has_answer(identity: str, row: Words) -> bool:
    """Say whether a row answers; a text without `met` that has a gate decides nothing."""
    question = questions()[identity]
    undecided = question["type"] in ("text", "table") and gates(question) and "met" not in row
    return row.get("answer") not in (None, "", []) and not (undecided and row["answer"] != "no")


def conditioned(identity: str, over: Mapping[str, Found]) -> Found:
    """Settle a question that only applies when another one is answered in some way (SCORING 1)."""
    condition, own = questions()[identity].get("applies_when"), over[identity]
    if condition is None:
        return own
    control = over[condition["question"]]
    verdicts = {row["answer"] in condition["is"] for row in control.said}
    if control.state == "excused" or (control.settled and verdicts == {False}):
        return Found(state="excused")
    open_ = not control.settled or len(verdicts) != 1
    return Found(state="unknown") if open_ and own.state != "excused" else own


Profile = Mapping[str, Found]
Level = int | None


def indicator_level(identity: str, profile: Profile, asked: frozenset[str]) -> Level:
    """Give the highest gated level that is met with all below it (SCORING 4); None while nothing is known."""
    rows = [
        (gates(question), profile[name])
        for name, question in questions().items()
        if question["indicator"] == identity and gates(question) and name in asked and profile[name].state != "excused"
    ]
    if not any(found.state == "known" for _, found in rows):
        return None
    reached = 1
    for level in sorted({gate for gated, _ in rows for gate in gated}):
        if any(level in gated and level not in found.low for gated, found in rows):
            break
        reached = level
    return reached


def levels(profile: Profile, asked: frozenset[str], judged: Mapping[str, tuple[int, int]]) -> dict[str, Level]:
    """Give the level of every indicator; a judgement moves the level from which it starts (SCORING 5)."""
    found: dict[str, Level] = {}
    for dimension in dimensions():
        for row in dimension["indicators"]:
            computed = indicator_level(row["id"], profile, asked)
            before, after = judged.get(row["id"], (0, 0))
            found[row["id"]] = after if computed is not None and computed == before else computed
    return found


def printed(round_: Plain) -> dict[str, Level]:
    """Give the levels as the round printed them."""
    return levels(round_.found, round_.set, round_.judged)


def mean(pairs: Iterable[tuple[str, Level | Fraction]]) -> Fraction | None:
    """Give the weighted mean of (weight, level), less what has no level."""
    known = [(Fraction(weight), Fraction(level)) for weight, level in pairs if level is not None]
    total = sum((weight for weight, _ in known), Fraction(0))
    return sum((weight * level for weight, level in known), Fraction(0)) / total if known else None


def dimension_means(found: Mapping[str, Level]) -> dict[str, Fraction | None]:
    """Give the mean of each dimension (SCORING 6)."""
    return {d["id"]: mean((row.get("weight", "1"), found[row["id"]]) for row in d["indicators"]) for d in dimensions()}


def overall(found: Mapping[str, Level]) -> Fraction | None:
    """Give the weighted mean of dimensions under the cap of 29/10 (SCORING 8)."""
    weights = {d["id"]: d["weight"] for d in dimensions()}
    value = mean((weights[name], level) for name, level in dimension_means(found).items())
    core = [row["id"] for d in dimensions() for row in d["indicators"] if row["criticality"] == "core"]
    capped = any(found[name] in (None, 1) for name in core)
    return value if value is None or not capped else min(value, Fraction(29, 10))
