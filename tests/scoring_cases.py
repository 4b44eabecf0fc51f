"""Read the cases of tests/conformance/scoring: a small framework, what was said, and what must come out of it.

A case is written as questions and sheets are, less what never matters to a score (texts, reasons, names). That is added
here, and then everything goes through the real readers.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from rmdiag.assessment.asking import Reading
from rmdiag.assessment.mission import Mission, Targets
from rmdiag.assessment.read_registers import read_consensus, read_judgements
from rmdiag.assessment.results import ConfidenceCounts, GroupScore, IndicatorScore, MissionScores, OverallScore, Scores
from rmdiag.assessment.scoring import score_mission
from rmdiag.compendium.read import read_framework
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.merging import Answers, Profile
from rmdiag.questionnaires.model import Merged, Questionnaire, Sheet
from rmdiag.questionnaires.read import read_questionnaire
from rmdiag.questionnaires.responses import read_sheet
from rmdiag.source import Document

FOLDER = Path(__file__).parent / "conformance" / "scoring"
AS_OF = "2026-11-22"
PROFILES = ("self", "result")
PLAIN = re.compile(r"[\w.*/+-]+\Z")  # what needs no quotes, so that numbers, dates and words stay what they are
Written = dict[str, Any]  # what stands in a case: mappings, lists and texts, nothing else
Said = dict[str, str]  # what is said of one result, by name

FRAMEWORK = {
    "format": "rmdiag framework 1",
    "id": "small",
    "title": "A small framework",
    "edition": "1",
    "levels": [{"level": str(level), "name": f"Level {level}"} for level in range(1, 6)],
    "scoring": {
        "indicator": {"method": "gated_levels"},
        "dimension": {"method": "weighted_mean"},
        "overall": {"method": "weighted_mean", "minimum_coverage": "4/5", "cap": "29/10"},
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a case gives: both profiles, and the codes of the problems that its readers noted."""

    scores: MissionScores
    problems: list[str]


def all_cases() -> list[Written]:
    """Give every case of every file in the folder."""
    found: list[Written] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        found += yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # builds texts only: `no` stays what it is
    return found


def scored(case: Written) -> Outcome:
    """Read what a case says with the real readers and score it."""
    problems = Problems()
    questionnaire = questionnaire_of(case, problems)
    reading = Reading(questionnaire=questionnaire, problems=problems)
    as_of = date.fromisoformat(case.get("as_of", AS_OF))
    judgements = [{"reason": "It was seen", "by": "assessor"} | row for row in case.get("judgements", [])]
    mission = Mission(
        name="case",
        administration="Kestoria Customs",
        country="QM",
        round="1",
        as_of=as_of,
        framework="small",
        edition="1",
        set="asked",
        targets=Targets(preset="none"),
        not_applicable=case.get("not_applicable", {}),
        answers=_answers(case, as_of, reading),
        judgements=read_judgements(_document("judgements", {"judgements": judgements}), reading),
        span=Span(file="case"),
    )
    return Outcome(scores=score_mission(mission, questionnaire), problems=[problem.code for problem in problems])


def questionnaire_of(case: Written, problems: Problems) -> Questionnaire:
    """Build the framework of a case: one dimension of all its indicators, unless it says more."""
    plain: Written = {"DIM": {"indicators": {indicator: {} for indicator in case["questions"]}}}
    dimensions = [_dimension(identity, row) for identity, row in case.get("dimensions", plain).items()]
    main = FRAMEWORK | case.get("framework", {}) | {"dimensions": dimensions}
    framework = read_framework({"framework.yaml": _document("framework", main)}, problems)
    assert framework is not None
    questions = {indicator: [_question(row) for row in rows] for indicator, rows in case["questions"].items()}
    asked = {"id": "asked", "title": "Asked", "scope": "a case", "questions": case.get("asked", "all")}
    return read_questionnaire(
        framework, [_document("questions", {"questions": questions})], [_document("set", asked)], problems
    )


def described(outcome: Outcome, profile: str) -> dict[str, Said]:
    """Say in the words of the cases what one profile holds, by id of question, indicator, dimension, and `overall`."""
    scores = outcome.scores.own if profile == "self" else outcome.scores.result
    found = {identity: _of_answer(merged) for identity, merged in scores.answers.items()}
    found |= {i.id: _of_indicator(i, scores) for i in scores.indicators.values()}
    found |= {d.id: _of_group(d) for d in scores.dimensions.values()}
    return found | {"overall": _of_overall(scores.overall)}


def expected(case: Written, profile: str) -> dict[str, Said]:
    """Give what a case expects of one profile; a text alone is short for `{level: text}`, and a list is one text."""
    rows = case["expect"].get(profile, {})
    full = {identity: row if isinstance(row, dict) else {"level": row} for identity, row in rows.items()}
    return {identity: {key: _one_text(value) for key, value in row.items()} for identity, row in full.items()}


def _one_text(value: str | list[str]) -> str:
    return value if isinstance(value, str) else ", ".join(value)


def _dimension(identity: str, row: Written) -> Written:
    indicators = [{"id": key, "title": "An indicator"} | more for key, more in row["indicators"].items()]
    return {"id": identity, "title": "A dimension"} | row | {"indicators": indicators}


def _question(row: Written) -> Written:
    options = [{"text": "An option"} | (o if isinstance(o, dict) else {"id": o}) for o in row.get("options", [])]
    return {"text": "A question?", "ask": "anyone"} | row | ({"options": options} if options else {})


def _answers(case: Written, as_of: date, reading: Reading) -> Answers:
    agreed = [
        _document("consensus", {"consensus": {question: {"layer": layer, "by": "all", "reason": "It was seen"} | row}})
        for layer, entries in case.get("agreed", {}).items()
        for question, row in entries.items()
    ]
    return Answers(
        sheets=tuple(_sheets(case, reading)),
        consensus=tuple(entry for document in agreed for entry in read_consensus(document, reading)),
        as_of=as_of,
    )


def _sheets(case: Written, reading: Reading) -> Iterable[Sheet]:
    for layer in ("self", "mission"):
        for name, responses in case.get(layer, {}).items():
            document = _document(f"{layer} {name}", {"layer": layer, "responses": responses})
            sheet = read_sheet(document, name, reading.questionnaire, reading.problems)
            assert sheet is not None
            yield sheet


def _document(name: str, content: Written) -> Document:
    return Document(name=f"{name}.yaml", text=_as_yaml(content))


def _as_yaml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_as_yaml(key)}: {_as_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_as_yaml(inner) for inner in value) + "]"
    text = str(value)
    return text if not text or PLAIN.match(text) else json.dumps(text)


def _of_answer(merged: Merged) -> Said:
    marks = [merged.standing.value.replace("_", " ")]
    marks += ["divergent"] if merged.divergent else []
    marks += ["taken over"] if merged.taken_over else []
    marks += ["by condition"] if merged.by_condition else []
    marks += ["agreed"] if merged.consensus is not None else []
    return {
        "level": ", ".join(marks),
        "answer": "none" if merged.low is None else merged.low.words,
        "confidence": merged.confidence.value if merged.confidence else "none",
        "reason": merged.reason or "none",
    }


def _of_indicator(score: IndicatorScore, scores: Scores) -> Said:
    return {
        "level": _level(score),
        "computed": _or_none(score.computed),
        "judged": "yes" if score.judgement else "no",
        "coverage": str(score.coverage),
        "answered": f"{score.known} of {score.asked}",
        "confidence": score.confidence.value if score.confidence else "none",
        "verified": _or_none(score.verified),
        "blocking": ", ".join(f"{g.question} {g.low.value} at {g.level}" for g in score.blocking) or "none",
        "indicative": "yes" if score.indicative else "no",
        "reason": score.reason or "none",
        "divergent": _divergent(score, scores.answers),
    }


def _divergent(score: IndicatorScore, answers: Profile) -> str:
    questions = dict.fromkeys(gate.question for gate in score.gates)
    return ", ".join(question for question in questions if answers[question].divergent) or "none"


def _of_group(score: GroupScore) -> Said:
    return {
        "level": _level(score),
        "minimum": _or_none(score.minimum),
        "spread": _or_none(score.spread),
        "coverage": str(score.coverage),
        "answered": f"{score.known} of {score.asked}",
        "indicative": "yes" if score.indicative else "no",
        "confidence": _counts(score.confidence),
    }


def _of_overall(score: OverallScore) -> Said:
    return {
        "level": _level(score),
        "uncapped": _or_none(score.uncapped),
        "percent": _or_none(score.percent),
        "coverage": str(score.coverage),
        "answered": f"{score.known} of {score.asked}",
        "indicative": "yes" if score.indicative else "no",
        "confidence": _counts(score.confidence),
        "capped by": ", ".join(score.capped_by) or "none",
        "withheld": ", ".join(score.withheld) or "none",
    }


def _level(score: IndicatorScore | GroupScore | OverallScore) -> str:
    """Write `point [low-high]`; `none` where there is no point, and the state where there is not even an interval."""
    if score.low is None or score.high is None:
        return score.state.value.replace("_", " ")
    return f"{_or_none(score.point)} [{score.low}-{score.high}]"


def _or_none(value: Fraction | int | None) -> str:
    return "none" if value is None else str(value)


def _counts(counts: ConfidenceCounts) -> str:
    found = {name: getattr(counts, name) for name in ("verified", "corroborated", "declared", "none")}
    return ", ".join(f"{number} {name}" for name, number in found.items() if number) or "none"
