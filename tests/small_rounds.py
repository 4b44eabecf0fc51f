"""Generate small frameworks with questions of every type, and rounds of answers to them, for the laws of scoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import strategies as st

from rmdiag.assessment.mission import Judgement, Mission, Targets
from rmdiag.assessment.results import MissionScores
from rmdiag.assessment.scoring import score_mission
from rmdiag.compendium.declared import Method, Scoring
from rmdiag.compendium.model import Criticality, Dimension, Framework, Indicator, Level
from rmdiag.problems import Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import (
    Answer,
    Condition,
    Confidence,
    Consensus,
    Layer,
    Option,
    Question,
    Questionnaire,
    QuestionSet,
    QuestionType,
    Response,
    Sheet,
    Standing,
)

AS_OF = date(2026, 11, 22)
NOWHERE = Span(file="generated")
WORDS = ("yes", "partly", "no")
LEVELS = tuple(range(1, 6))
SCORING = Scoring(
    indicator=Method(name="gated_levels", span=NOWHERE),
    dimension=Method(name="weighted_mean", span=NOWHERE),
    overall=Method(name="weighted_mean", minimum_coverage=Fraction(4, 5), cap=Fraction(29, 10), span=NOWHERE),
)
REFUSAL = Answer(value="no", words="no", no=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A framework with questions and a set, and what was said, agreed and judged."""

    questionnaire: Questionnaire
    answers: Answers
    judgements: tuple[Judgement, ...] = ()
    not_applicable: Mapping[str, str]


def scores_of(given: Round) -> MissionScores:
    """Score both profiles of a round."""
    mission = Mission(
        name="generated",
        administration="Kestoria Customs",
        country="QM",
        round="1",
        as_of=AS_OF,
        framework="small",
        edition="1",
        set="asked",
        targets=Targets(preset="none"),
        not_applicable=given.not_applicable,
        answers=given.answers,
        judgements=given.judgements,
        span=NOWHERE,
    )
    return score_mission(mission, given.questionnaire)


@st.composite
def rounds(draw: st.DrawFn, *, judged: bool = False) -> Round:
    """Draw a framework, a set, sheets of both layers and agreements."""
    questionnaire = draw(questionnaires())
    answers = draw(answers_to(questionnaire.questions))
    indicators = sorted(questionnaire.framework.indicators)
    excused = draw(st.sets(st.sampled_from(indicators), max_size=1)) if draw(st.integers(0, 5)) == 0 else set()
    given = Round(
        questionnaire=questionnaire, answers=answers, not_applicable=dict.fromkeys(sorted(excused), "Not done here")
    )
    return replace(given, judgements=draw(judgements_of(given))) if judged else given


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Draw one or two dimensions of one to three indicators, with one to three questions each."""
    dimensions: list[Dimension] = []
    questions: dict[str, Question] = {}
    for identity in draw(st.sampled_from([("A",), ("A", "B")])):
        indicators = []
        for number in range(1, draw(st.integers(1, 3)) + 1):
            indicator = _indicator(f"{identity}-{number}", identity, draw(st.sampled_from(Criticality)), draw(_weights))
            indicators.append(indicator)
            for place in range(1, draw(st.integers(1, 3)) + 1):
                question = draw(questions_of(f"{indicator.id}-Q{place}", indicator.id))
                questions[question.id] = draw(conditioned(question, questions))
        dimensions.append(_dimension(identity, draw(_weights), tuple(indicators)))
    asked = draw(st.sets(st.sampled_from(sorted(questions)), min_size=1)) if draw(st.booleans()) else questions
    chosen = QuestionSet(id="asked", title="Asked", scope="a case", questions=tuple(asked), span=NOWHERE)
    return Questionnaire(framework=_framework(tuple(dimensions)), questions=questions, sets={"asked": chosen})


_weights = st.sampled_from([Fraction(1), Fraction(6, 5), Fraction(1, 3), Fraction(2)])


def _framework(dimensions: tuple[Dimension, ...]) -> Framework:
    return Framework(
        id="small",
        title="A small framework",
        edition="1",
        traces_to="",
        language="en",
        disclaimer="",
        levels=tuple(Level(level=level, name=f"Level {level}", meaning="") for level in LEVELS),
        scoring=SCORING,
        dimensions=dimensions,
        span=NOWHERE,
    )


def _dimension(identity: str, weight: Fraction, indicators: tuple[Indicator, ...]) -> Dimension:
    return Dimension(
        id=identity, title=identity, short=identity, weight=weight, purpose="", indicators=indicators, span=NOWHERE
    )


def _indicator(identity: str, dimension: str, criticality: Criticality, weight: Fraction) -> Indicator:
    return Indicator(
        id=identity,
        dimension=dimension,
        title=identity,
        short=identity,
        assesses="",
        criticality=criticality,
        weight=weight,
        descriptors=(),
        span=NOWHERE,
    )


@st.composite
def questions_of(draw: st.DrawFn, identity: str, indicator: str) -> Question:
    """Draw a question of any type; one in eight is asked for context and gates nothing."""
    kind = draw(st.sampled_from(QuestionType))
    plain = Question(id=identity, indicator=indicator, text=identity, type=kind, ask="anyone", span=NOWHERE)
    if kind is QuestionType.MULTI:
        plain = replace(plain, options=tuple(Option(id=o, text=o, none=o == "none") for o in ("a", "b", "c", "none")))
    if draw(st.integers(0, 7)) == 0:
        return replace(plain, options=(Option(id="a", text="a"),)) if kind is QuestionType.CHOICE else plain
    level = draw(st.integers(2, 5))
    lower = draw(st.sampled_from([None, *range(2, level)]))
    if kind in (QuestionType.YES_PARTLY_NO, QuestionType.TEXT, QuestionType.TABLE):
        return replace(plain, needed_for=level, partly_for=lower)
    if kind is QuestionType.MULTI:
        return replace(plain, needed_for=level, at_least=draw(st.sampled_from([1, 2])), includes=draw(_includes))
    if kind is QuestionType.DATE:
        return replace(plain, needed_for=level, within_months=12)
    if kind is QuestionType.CHOICE:
        return replace(plain, options=tuple(Option(id=f"o{n}", text="", level=n) for n in range(1, level + 1)))
    gates = sorted(draw(st.sets(st.integers(2, 5), min_size=1)))
    falling = draw(st.booleans())
    steps = range(len(gates) * 10, 0, -10) if falling else range(10, len(gates) * 10 + 1, 10)
    thresholds = tuple((gate, Fraction(step)) for gate, step in zip(gates, steps, strict=True))
    return replace(plain, lower_is_better=falling, thresholds=thresholds)


_includes = st.sampled_from([(), ("a",), ("a", "b")])


@st.composite
def conditioned(draw: st.DrawFn, question: Question, earlier: Mapping[str, Question]) -> Question:
    """Let one question in five wait for an earlier one."""
    controllers = [q for q in earlier.values() if q.type in (QuestionType.YES_PARTLY_NO, QuestionType.MULTI)]
    if not controllers or draw(st.integers(0, 4)) > 0:
        return question
    controller = draw(st.sampled_from(controllers))
    words = WORDS if controller.type is QuestionType.YES_PARTLY_NO else ("a", "b", "c")
    values = tuple(sorted(draw(st.sets(st.sampled_from(words), min_size=1, max_size=2))))
    return replace(question, applies_when=Condition(question=controller.id, values=values, span=NOWHERE))


@st.composite
def answers_to(draw: st.DrawFn, questions: Mapping[str, Question]) -> Answers:
    """Draw up to two sheets of each layer, and agreements on some questions."""
    sheets = [
        draw(sheets_of(f"{layer.value}-{number}", layer, questions))
        for layer in Layer
        for number in range(draw(st.integers(0, 2)))
    ]
    consensus = []
    for layer in Layer:
        for identity in sorted(draw(st.sets(st.sampled_from(sorted(questions)), max_size=1))):
            response = draw(responses_to(questions[identity]))
            agreed = Consensus(
                question=identity, layer=layer, response=response, reason="Seen", by="all", on=None, span=NOWHERE
            )
            consensus.append(agreed)
    return Answers(sheets=tuple(sheets), consensus=tuple(consensus), as_of=AS_OF)


@st.composite
def sheets_of(draw: st.DrawFn, identity: str, layer: Layer, questions: Mapping[str, Question]) -> Sheet:
    """Draw a sheet on which some questions are answered."""
    said = {q.id: draw(responses_to(q)) for q in questions.values() if draw(st.integers(0, 3))}
    return sheet(identity, layer, said)


def sheet(identity: str, layer: Layer, said: Mapping[str, Response]) -> Sheet:
    """Make a sheet of what was said."""
    return Sheet(id=identity, role=identity, name=None, layer=layer, responses=said, span=NOWHERE)


@st.composite
def responses_to(draw: st.DrawFn, question: Question) -> Response:
    """Draw an answer in five of eight cases, else unknown or not applicable."""
    state = draw(st.integers(0, 7))
    silent = Response(question=question.id, standing=Standing.UNKNOWN, span=NOWHERE)
    if state == 0:
        return replace(silent, standing=Standing.NOT_APPLICABLE, reason="There is no port")
    if state < 3:
        return silent
    return replace(
        silent,
        standing=Standing.ANSWERED,
        answer=draw(answers_of(question)),
        confidence=draw(st.sampled_from(Confidence)),
        evidence=draw(st.sampled_from([(), ("E-01",)])),
    )


def answers_of(question: Question) -> st.SearchStrategy[Answer]:
    """Draw any legal answer to a question."""
    plain = _plain_answers(question)
    return plain | st.just(REFUSAL) if question.gates else plain


def _plain_answers(question: Question) -> st.SearchStrategy[Answer]:
    if question.type is QuestionType.YES_PARTLY_NO:
        return st.sampled_from([Answer(value=word, words=word, no=word == "no") for word in WORDS])
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return st.integers(0, 50).map(lambda figure: Answer(value=Fraction(figure), words=str(figure)))
    if question.type is QuestionType.CHOICE:
        return st.sampled_from([Answer(value=option.id, words=option.id) for option in question.options])
    if question.type is QuestionType.MULTI:
        chosen = st.lists(st.sampled_from("abc"), min_size=1, unique=True) | st.just(["none"])
        return chosen.map(lambda words: Answer(value=tuple(words), words=", ".join(words)))
    if question.type is QuestionType.DATE:
        days = st.integers(0, 800).map(lambda days: AS_OF - timedelta(days=days))
        return days.map(lambda day: Answer(value=day, words=day.isoformat()))
    return st.sampled_from([Answer(value="A case", words="A case", met=word) for word in WORDS])


@st.composite
def judgements_of(draw: st.DrawFn, given: Round) -> tuple[Judgement, ...]:
    """Draw judgements of some indicators, by one level within the scale, from the computed level or from another."""
    found = []
    for indicator in scores_of(given).result.indicators.values():
        if draw(st.booleans()):
            before = indicator.computed or draw(st.integers(1, 5))
            after = draw(st.sampled_from([level for level in (before - 1, before + 1) if level in LEVELS]))
            values = {"indicator": indicator.id, "reason": "Seen", "by": "assessor"}
            found.append(Judgement(**values, from_level=before, to_level=after, on=None, span=NOWHERE))
    return tuple(found)
