"""Quote what stands behind a claim: the question, the answer as it was given, by whom, where, and on which evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rmdiag.assessment.contradictions import Claim, Contradiction
from rmdiag.assessment.mission import Figure, Judgement, Mission
from rmdiag.assessment.results import Gate, GateState, IndicatorScore, Scores
from rmdiag.compendium.model import ConsistencyRule
from rmdiag.problems import Span
from rmdiag.questionnaires.model import (
    Answer,
    Confidence,
    Consensus,
    Layer,
    Merged,
    Question,
    Questionnaire,
    Response,
    Standing,
    Voice,
)
from rmdiag.tongue import phrase


class Claimed(StrEnum):
    """What a side of a contradiction claims."""

    LEVEL = "level"
    ANSWER = "answer"
    FIGURE = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One answer, figure or judgement as it was given."""

    about: str  # the id of the question, metric or indicator
    text: str  # the question, or what the figure is called
    said: str  # in its author's words
    meaning: str | None = None  # the texts of the options chosen
    who: str | None  # a role; of a figure its source, of what was agreed those who did
    name: str | None = None  # given only where the mission lets names be printed
    layer: Layer | None = None
    agreed: bool = False
    confidence: Confidence | None = None
    evidence: tuple[str, ...] = ()
    note: str | None = None
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the claims that do not fit together, with what it rests on."""

    about: str
    title: str
    claims: Claimed
    value: str
    holds: bool | None = None  # of a level: whether the quotes hold it, or keep it from the next one
    quotes: tuple[Quote, ...]


def sides_of(
    contradiction: Contradiction, mission: Mission, questionnaire: Questionnaire, scores: Scores
) -> tuple[Side, ...]:
    """Give every side of a contradiction, in the order of its rule."""
    framework = questionnaire.framework
    found = []
    for name, value in contradiction.values:
        if name in questionnaire.questions:
            question = questionnaire.questions[name]
            quotes = quotes_of(question, scores.answers[name])
            said = quotes[0].said if quotes else _plain(value)
            found.append(Side(about=name, title=question.text, claims=Claimed.ANSWER, value=said, quotes=quotes))
        elif name in framework.indicators:
            found.append(_level(name, contradiction.rule, questionnaire, scores))
        else:
            metric = framework.metrics[name]
            figures = (f for f in mission.figures if f.metric == name and f.period == contradiction.period)
            quotes = tuple(_of_figure(figure, metric.name, metric.unit) for figure in figures)
            said = quotes[0].said if quotes else _plain(value)
            found.append(Side(about=name, title=metric.name, claims=Claimed.FIGURE, value=said, quotes=quotes))
    return tuple(found)


def quotes_of(question: Question, merged: Merged) -> tuple[Quote, ...]:
    """Give the answers that count for a question: what was agreed, else those of the layer whose word counts."""
    if merged.consensus is not None:
        return (_of_consensus(question, merged.consensus, merged),)
    return tuple(quote_of(question, voice) for voice in counting_voices(merged))


def counting_voices(merged: Merged) -> tuple[Voice, ...]:
    """Give the sheets whose word counts where nothing was agreed: the mission's, or the administration's."""
    speaking = [voice for voice in merged.voices if voice.response.standing is merged.standing]
    heard = [voice for voice in speaking if voice.sheet.layer is Layer.MISSION and not merged.taken_over]
    return tuple(heard or [voice for voice in speaking if voice.sheet.layer is Layer.SELF])


def quote_of(question: Question, voice: Voice) -> Quote:
    """Quote what one sheet says."""
    response, sheet = voice.response, voice.sheet
    answered = response.standing is Standing.ANSWERED
    return Quote(
        about=question.id,
        text=question.text,
        said=words_of(response),
        meaning=_meaning(question, response.answer),
        who=sheet.role,
        name=sheet.name,
        layer=sheet.layer,
        confidence=voice.confidence if answered else None,
        evidence=voice.evidence,
        note=response.note,
        span=response.span,
    )


def words_of(response: Response) -> str:
    """Write what a response says, in its author's words."""
    if response.standing is Standing.NOT_APPLICABLE:
        return phrase("not applicable, {reason}", reason=response.reason)
    if response.do_not_know:
        return phrase("does not know")
    if response.answer is None:
        return phrase("left blank")
    if response.answer.met:
        return phrase("{answer} (met: {list})", answer=response.answer.words, list=response.answer.met)
    return response.answer.words


def _level(name: str, rule: ConsistencyRule, questionnaire: Questionnaire, scores: Scores) -> Side:
    """Quote a level with the answers that hold it, or where it is too low for the rule those that keep it down."""
    score, indicator = scores.indicators[name], questionnaire.framework.indicators[name]
    lowest = questionnaire.framework.lowest
    holding = not _too_low(name, rule) and score.computed is not None and score.computed > lowest
    gates = _holding(score) if holding else score.blocking
    judged = () if score.judgement is None else (_of_judgement(score.judgement, indicator.title),)
    asked = dict.fromkeys(gate.question for gate in gates)
    answers = (q for i in asked for q in _said_or_open(questionnaire.questions[i], scores.answers[i]))
    return Side(
        about=name,
        title=indicator.title,
        claims=Claimed.LEVEL,
        value=str(score.point),
        holds=holding,
        quotes=(*judged, *answers),
    )


def _said_or_open(question: Question, merged: Merged) -> tuple[Quote, ...]:
    """Give the answers that count, or say that there is none: what nobody answers keeps a level down too."""
    found = quotes_of(question, merged)
    return found or (
        Quote(about=question.id, text=question.text, said=phrase("not answered"), who=None, span=question.span),
    )


def _too_low(name: str, rule: ConsistencyRule) -> bool:
    """Whether the rule would have the level higher: a consequence that asks for more, or a condition on a low one."""
    consequences = [c.operator in (">=", ">", "=") for c in rule.then if c.left == name]
    conditions = [c.operator in ("<=", "<") for c in rule.when if c.left == name]
    return any((*consequences, *conditions))


def _holding(score: IndicatorScore) -> Iterator[Gate]:
    return (gate for gate in score.gates if gate.level == score.computed and gate.low is GateState.MET)


def _of_consensus(question: Question, consensus: Consensus, merged: Merged) -> Quote:
    return Quote(
        about=question.id,
        text=question.text,
        said=words_of(consensus.response),
        meaning=_meaning(question, consensus.response.answer),
        who=consensus.by,
        layer=consensus.layer,
        agreed=True,
        confidence=merged.confidence,
        evidence=merged.evidence,
        note=consensus.reason,
        span=consensus.span,
    )


def _of_judgement(judgement: Judgement, title: str) -> Quote:
    return Quote(
        about=judgement.indicator,
        text=title,
        said=phrase("judged {to} where the gates give {level}", to=judgement.to_level, level=judgement.from_level),
        who=judgement.by,
        layer=Layer.MISSION,
        note=judgement.reason,
        span=judgement.span,
    )


def _of_figure(figure: Figure, name: str, unit: str) -> Quote:
    return Quote(
        about=figure.metric,
        text=name,
        said=phrase(
            "{value} {unit} in {period}",
            value=_plain(figure.value),
            unit="%" if unit == "percent" else phrase(unit),
            period=figure.period,
        ),
        who=figure.source,
        note=figure.note,
        span=figure.span,
    )


def _meaning(question: Question, answer: Answer | None) -> str | None:
    """Give the texts of the options that an answer chooses."""
    value = None if answer is None or answer.no else answer.value
    chosen: Iterable[object] = value if isinstance(value, tuple) else (value,)
    texts = [option.text for word in chosen if isinstance(word, str) and (option := question.option(word)) is not None]
    return "; ".join(texts) or None


def _plain(value: Claim) -> str:
    """Write a figure as a decimal, the words of an answer as they are."""
    return f"{float(value):.10g}" if isinstance(value, Fraction) else ", ".join(value)
