"""Answer "what if": the profile that would result if recommendations were done or questions answered otherwise.

A what-if is asked in a meeting and writes nothing. What is said stands as an answer of the mission; what is done takes
as met the gates that it closes; where both speak of a question, what is said counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from rmdiag.assessment.minimal_sets import missing_first
from rmdiag.assessment.mission import Judgement, Mission
from rmdiag.assessment.projection import closed_gates, project
from rmdiag.assessment.results import GroupScore, IndicatorScore, Scores
from rmdiag.assessment.scoring import Round, score_profile
from rmdiag.compendium.model import Recommendation
from rmdiag.problems import Problems, Span, did_you_mean
from rmdiag.questionnaires import codes
from rmdiag.questionnaires.merging import Answers, profiles
from rmdiag.questionnaires.model import Consensus, Layer, Questionnaire, Response, Standing
from rmdiag.questionnaires.responses import read_response
from rmdiag.source import Document, Table, parse

ANSWER, NOT_APPLICABLE = "--answer", "--not-applicable"
Pair = tuple[str, str]  # of a question's id and what is said to it


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is supposed: recommendations carried out, and what would be said to questions."""

    done: tuple[str, ...] = ()
    said: Mapping[str, Response] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenAsMet:
    """The levels of a question that a recommendation is taken to meet and that are not met today."""

    recommendation: Recommendation
    question: str
    levels: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The profile that would result beside today's, and what that rests on."""

    before: Scores
    after: Scores
    taken: tuple[TakenAsMet, ...]
    first: tuple[Recommendation, ...]  # not done today and not supposed, though what is done waits for it
    lapsed: tuple[Judgement, ...]  # judgements that no longer start from the computed level
    named: tuple[str, ...]  # indicators that the wish speaks of, in the framework's order
    idle: tuple[str, ...]  # ids of the wish that change nothing

    @property
    def indicators(self) -> tuple[tuple[IndicatorScore, IndicatorScore], ...]:
        """The indicators that move, today's score first."""
        pairs = ((score, self.after.indicators[name]) for name, score in self.before.indicators.items())
        return tuple((today, then) for today, then in pairs if _seen(today) != _seen(then))

    @property
    def dimensions(self) -> tuple[tuple[GroupScore, GroupScore], ...]:
        """The dimensions that move, today's score first."""
        pairs = ((score, self.after.dimensions[name]) for name, score in self.before.dimensions.items())
        return tuple((today, then) for today, then in pairs if _seen(today) != _seen(then))

    @property
    def blocked(self) -> tuple[IndicatorScore, ...]:
        """The scores, then, of every indicator that moves or is spoken of and still has a level above it."""
        moving = {then.id for _, then in self.indicators}
        names = [name for name in self.after.indicators if name in moving or name in self.named]
        return tuple(score for name in names if (score := self.after.indicators[name]).blocking)


def read_said(
    questionnaire: Questionnaire, answers: Iterable[Pair], excuses: Iterable[Pair], problems: Problems
) -> Mapping[str, Response]:
    """Read answers as a sheet would, one to a line, and reasons why questions do not apply; note every problem."""
    text = "".join(f"{question}: {' '.join(value.split())}\n" for question, value in answers)
    node = parse(Document(ANSWER, text), problems) if text else None
    found: dict[str, Response] = {}
    for key, value in node.entries if isinstance(node, Table) else ():
        if _known(questionnaire, key.text, key.span, problems):
            found[key.text] = read_response(questionnaire.questions[key.text], key, value, problems)
    for line, (question, reason) in enumerate(excuses, 1):
        span = Span(file=NOT_APPLICABLE, line=line, column=1, words=f"{question}={reason}")
        if not _known(questionnaire, question, span, problems):
            continue
        if not reason.strip():
            problems.add(codes.NO_REASON, span, id=question)
        elif question in found:
            problems.add(codes.TWO_STATES, span, id=question, keys=f"`{ANSWER}`, `{NOT_APPLICABLE}`")
        else:
            found[question] = Response(
                question=question, standing=Standing.NOT_APPLICABLE, reason=reason.strip(), span=span
            )
    return found


def what_if(mission: Mission, questionnaire: Questionnaire, before: Scores, wish: Wish) -> Outcome:
    """Give the profile that would result from a wish beside today's; ids that do not exist change nothing."""
    supposed = replace(mission, answers=_answers(mission.answers, wish.said))
    profile = profiles(questionnaire.questions, supposed.answers)[1] if wish.said else before.answers
    after = project(supposed, questionnaire, profile, wish.done)
    closed = closed_gates(questionnaire.framework, wish.done)
    if not wish.said.keys().isdisjoint(closed):
        merged = {**after.answers, **{name: profile[name] for name in wish.said if name in profile}}
        conditions = Round(
            asked=questionnaire.in_set(mission.set),
            not_applicable=mission.not_applicable,
            judgements=mission.judgements,
        )
        after = score_profile(questionnaire, merged, conditions)
    taken = tuple(_taken(questionnaire, before, wish, mission.set))
    done = [name for name in wish.done if name in questionnaire.framework.recommendations]
    return Outcome(
        before=before,
        after=after,
        taken=taken,
        first=missing_first(questionnaire.framework, before, done),
        lapsed=_lapsed(before, after),
        named=_named(questionnaire, wish),
        idle=_idle(before, after, wish, taken),
    )


def _known(questionnaire: Questionnaire, identity: str, span: Span, problems: Problems) -> bool:
    if identity in questionnaire.questions:
        return True
    near = did_you_mean(identity, questionnaire.questions)
    problems.add(codes.RESPONSE_UNKNOWN, span, id=identity, framework=questionnaire.framework.id, near=near)
    return False


def _answers(answers: Answers, said: Mapping[str, Response]) -> Answers:
    """Let what is said decide its questions, as a consensus does; where no mission speaks, on the layer that does."""
    layer = Layer.MISSION if answers.speaks(Layer.MISSION) else Layer.SELF
    kept = tuple(c for c in answers.consensus if c.question not in said or c.layer is not layer)
    supposed = tuple(
        Consensus(question=name, layer=layer, response=one, reason="supposed", by="what-if", on=None, span=one.span)
        for name, one in said.items()
    )
    return replace(answers, consensus=(*kept, *supposed))


def _taken(questionnaire: Questionnaire, before: Scores, wish: Wish, chosen: str) -> Iterable[TakenAsMet]:
    """Give what is taken as met of questions that are asked and apply, each level once."""
    asked, met = questionnaire.in_set(chosen), {name: set(one.met_low) for name, one in before.answers.items()}
    done = dict.fromkeys(wish.done)
    for one in (
        questionnaire.framework.recommendations[r] for r in done if r in questionnaire.framework.recommendations
    ):
        for name in one.closes:
            question = questionnaire.questions.get(name)
            if question is None or name not in asked or name in wish.said:
                continue
            if before.answers[name].standing is Standing.NOT_APPLICABLE:
                continue
            levels = tuple(level for level in question.gates if level <= one.below and level not in met[name])
            met[name] |= set(levels)
            if levels:
                yield TakenAsMet(recommendation=one, question=name, levels=levels)


def _lapsed(before: Scores, after: Scores) -> tuple[Judgement, ...]:
    pairs = ((one.judgement, after.indicators[name].judgement) for name, one in before.indicators.items())
    return tuple(today for today, then in pairs if today is not None and then is None)


def _named(questionnaire: Questionnaire, wish: Wish) -> tuple[str, ...]:
    recommendations, questions = questionnaire.framework.recommendations, questionnaire.questions
    of_done = {recommendations[name].indicator for name in wish.done if name in recommendations}
    named = of_done | {questions[name].indicator for name in wish.said if name in questions}
    return tuple(name for name in questionnaire.framework.indicators if name in named)


def _idle(before: Scores, after: Scores, wish: Wish, taken: Iterable[TakenAsMet]) -> tuple[str, ...]:
    """Give what meets no gate that is not met today, and changes no answer that counts."""
    busy = {one.recommendation.id for one in taken}
    counted = {gate.question for scores in (before, after) for i in scores.indicators.values() for gate in i.gates}
    return (*(name for name in wish.done if name not in busy), *(name for name in wish.said if name not in counted))


def _seen(score: IndicatorScore | GroupScore) -> tuple[object, ...]:
    return score.state, score.point, score.low, score.high
