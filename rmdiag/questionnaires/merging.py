"""Give each profile one answer per question (SCORING 1 and 2): consensus, divergence, taking over, and conditions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import date

from rmdiag.questionnaires.gates import levels_met
from rmdiag.questionnaires.model import (
    Answer,
    Confidence,
    Consensus,
    Layer,
    Merged,
    Question,
    QuestionType,
    Response,
    Sheet,
    Standing,
    Strength,
    Voice,
)
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

Strengths = Mapping[str, Strength]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All that was said in a round: the sheets of both layers and what was agreed; `as_of` is the date of the round.

    `strengths` has what each piece of evidence weighs, by id. Evidence that it does not name is taken at its word: a
    sheet by itself has no register.
    """

    sheets: tuple[Sheet, ...]
    consensus: tuple[Consensus, ...] = ()
    as_of: date | None = None
    strengths: Strengths = field(default_factory=dict)

    def speaks(self, layer: Layer) -> bool:
        """Whether anybody speaks on a layer at all."""
        sheets = any(sheet.layer is layer for sheet in self.sheets)
        return sheets or any(consensus.layer is layer for consensus in self.consensus)


Profile = Mapping[str, Merged]


def profiles(questions: Mapping[str, Question], answers: Answers) -> tuple[Profile, Profile]:
    """Give what the administration says of itself, and the result: the mission's answers over it.

    Without any mission sheet the result is the administration's own.
    """
    own = _layer(questions, answers, Layer.SELF)
    by_itself = _conditioned(questions, own)
    if not answers.speaks(Layer.MISSION):
        return by_itself, by_itself
    mission = _layer(questions, answers, Layer.MISSION)
    return by_itself, _conditioned(questions, {q: _over(mission[q], own[q]) for q in questions})


def result_profile(questions: Mapping[str, Question], answers: Answers) -> Profile:
    """Give the mission's answers over the administration's."""
    return profiles(questions, answers)[1]


def voice_of(sheet: Sheet, question: Question, strengths: Strengths) -> Voice:
    """Give what a sheet says to a question that it answers, with the confidence that this may claim.

    Verified needs evidence that bears it (docs/scoring.md, 9), and what respondents themselves say of a text's `met` is
    a declaration.
    """
    response = sheet.responses[question.id]
    return Voice(
        sheet=sheet,
        response=response,
        confidence=_effective(response, question, sheet.layer, strengths),
        evidence=strongest_first(response.evidence, strengths),
    )


def strongest_first(evidence: Iterable[str], strengths: Strengths) -> tuple[str, ...]:
    """Order evidence by its strength; what is equally strong, or in no register, stays as it was written."""
    return tuple(sorted(evidence, key=lambda one: -strengths.get(one, Strength.NONE)))


def bears_verified(evidence: Iterable[str], strengths: Strengths) -> bool:
    """Whether an answer that names this evidence may be called verified."""
    return any(one not in strengths or strengths[one].verifies for one in evidence)


def _effective(response: Response, question: Question, layer: Layer, strengths: Strengths) -> Confidence:
    claimed_met = response.answer is not None and response.answer.met is not None and not response.answer.no
    if layer is Layer.SELF and claimed_met and question.type in (QuestionType.TEXT, QuestionType.TABLE):
        return Confidence.DECLARED
    if response.confidence is Confidence.VERIFIED and not bears_verified(response.evidence, strengths):
        return Confidence.DECLARED
    return response.confidence


def _over(mission: Merged, own: Merged) -> Merged:
    if mission.standing is not Standing.UNKNOWN:
        return replace(mission, voices=mission.voices + own.voices)
    if own.standing is Standing.UNKNOWN:
        return replace(own, voices=mission.voices + own.voices)
    declared = Confidence.DECLARED if own.confidence is not None else None
    return replace(own, taken_over=True, confidence=declared, voices=mission.voices + own.voices)


def _layer(questions: Mapping[str, Question], answers: Answers, layer: Layer) -> dict[str, Merged]:
    agreed = {c.question: c for c in answers.consensus if c.layer is layer}
    sheets = sorted((s for s in answers.sheets if s.layer is layer), key=lambda sheet: sheet.id)
    merged = {}
    for question in questions.values():
        voices = tuple(voice_of(s, question, answers.strengths) for s in sheets if question.id in s.responses)
        consensus = agreed.get(question.id)
        if consensus is not None:
            one = _by_consensus(question, consensus, voices, answers.as_of)
        else:
            one = _by_sheets(question, voices, answers.as_of)
        ordered = strongest_first(one.evidence, answers.strengths)
        merged[question.id] = one if ordered == one.evidence else replace(one, evidence=ordered)
    return merged


def _by_consensus(question: Question, consensus: Consensus, voices: tuple[Voice, ...], as_of: date | None) -> Merged:
    response = consensus.response
    if response.standing is not Standing.ANSWERED or response.answer is None:
        return Merged(
            question=question.id,
            standing=response.standing,
            reason=response.reason,
            consensus=consensus,
            voices=voices,
            span=consensus.span,
        )
    agreeing = [v for v in voices if _gives(question, v.response, response.answer)]
    met = levels_met(question, response.answer, as_of)
    return Merged(
        question=question.id,
        standing=Standing.ANSWERED,
        low=response.answer,
        high=response.answer,
        met_low=met,
        met_high=met,
        alike=(response.answer,),
        consensus=consensus,
        confidence=_strongest(agreeing),
        evidence=_evidence(agreeing, response.evidence),
        voices=voices,
        span=consensus.span,
    )


def _gives(question: Question, response: Response, agreed: Answer) -> bool:
    """Whether a sheet gave the agreed answer: the same value, the same choices in any order, or a text judged alike."""
    answer = response.answer
    if response.standing is not Standing.ANSWERED or answer is None or answer.no is not agreed.no:
        return False
    if question.gates and question.type in (QuestionType.TEXT, QuestionType.TABLE):
        return answer.met == agreed.met
    if question.type is QuestionType.MULTI and isinstance(answer.value, tuple) and isinstance(agreed.value, tuple):
        return frozenset(answer.value) == frozenset(agreed.value)
    return answer.value == agreed.value


def _by_sheets(question: Question, voices: tuple[Voice, ...], as_of: date | None) -> Merged:
    answered = [v for v in voices if v.response.standing is Standing.ANSWERED and v.response.answer is not None]
    if answered:
        return _of_answers(question, answered, voices, as_of)
    excused = [v for v in voices if v.response.standing is Standing.NOT_APPLICABLE]
    if excused:
        first = excused[0].response
        return Merged(
            question=question.id,
            standing=Standing.NOT_APPLICABLE,
            reason=first.reason,
            voices=voices,
            span=first.span,
        )
    span = voices[0].response.span if voices else None
    return Merged(question=question.id, standing=Standing.UNKNOWN, voices=voices, span=span)


def _of_answers(question: Question, answered: list[Voice], voices: tuple[Voice, ...], as_of: date | None) -> Merged:
    """Let the answer meeting fewest gates count; the one meeting most gives the high side."""
    met = {v.sheet.id: levels_met(question, a, as_of) for v in answered if (a := v.response.answer) is not None}
    ranked = sorted(answered, key=lambda v: (len(met[v.sheet.id]), *_rank(v)))
    low = ranked[0]
    high = min(ranked, key=lambda v: (-len(met[v.sheet.id]), *_rank(v)))
    agreeing = [v for v in ranked if met[v.sheet.id] == met[low.sheet.id]]
    return Merged(
        question=question.id,
        standing=Standing.ANSWERED,
        low=low.response.answer,
        high=high.response.answer,
        met_low=met[low.sheet.id],
        met_high=met[high.sheet.id],
        alike=tuple(a for v in agreeing if (a := v.response.answer) is not None),
        divergent=met[low.sheet.id] != met[high.sheet.id],
        confidence=_strongest(agreeing),
        evidence=_evidence(agreeing, ()),
        voices=voices,
        span=low.response.span,
    )


def _rank(voice: Voice) -> tuple[int, str, str]:
    """Order voices of the same gates by strength, then words: the name of a sheet decides nothing that is scored."""
    words = "" if voice.response.answer is None else voice.response.answer.words
    return -voice.confidence.strength, words, voice.sheet.id


def _strongest(voices: Iterable[Voice]) -> Confidence:
    return max((v.confidence for v in voices), key=lambda c: c.strength, default=Confidence.DECLARED)


def _evidence(voices: Iterable[Voice], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*(e for v in voices for e in v.response.evidence), *more]))


def _conditioned(questions: Mapping[str, Question], merged: Mapping[str, Merged]) -> Profile:
    """Apply `applies_when`, controllers first; questions that wait for each other are left as they are."""
    conditions = _Conditions(questions=questions, merged=merged)
    return {identity: conditions.settle(identity, frozenset()) for identity in questions}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Conditions:
    """Settle each question once, after the one that controls it."""

    questions: Mapping[str, Question]
    merged: Mapping[str, Merged]
    done: dict[str, Merged] = field(default_factory=dict)

    def settle(self, identity: str, waiting: frozenset[str]) -> Merged:
        """Give what a question is under its condition."""
        if identity not in self.done:
            own, condition = self.merged[identity], self.questions[identity].applies_when
            if condition is not None and condition.question in self.questions and condition.question not in waiting:
                control = self.settle(condition.question, waiting | {identity})
                own = _under(own, control, condition.values)
            self.done[identity] = own
        return self.done[identity]


def _under(own: Merged, control: Merged, values: tuple[str, ...]) -> Merged:
    """Settle what a controlled question is (SCORING 1)."""
    fits = _fits(control, values)
    if fits is False:
        reason = own.reason or phrase("{question} decides that this does not apply", question=control.question)
        return Merged(
            question=own.question,
            standing=Standing.NOT_APPLICABLE,
            by_condition=True,
            reason=reason,
            voices=own.voices,
            span=own.span,
        )
    if fits is None and own.standing is not Standing.NOT_APPLICABLE:
        return Merged(
            question=own.question, standing=Standing.UNKNOWN, by_condition=True, voices=own.voices, span=own.span
        )
    return own


def _fits(control: Merged, values: tuple[str, ...]) -> bool | None:
    """Say whether a controller's answer lets a question apply; None when that is unknown.

    Sheets can differ without meeting different gates, as `partly` and `no` do where only `yes` counts. While they
    differ on whether the question applies, that is unknown too: the name of a sheet must not decide it.
    """
    if control.standing is Standing.NOT_APPLICABLE:
        return False
    if control.standing is Standing.UNKNOWN or control.divergent:
        return None
    verdicts = {_lists(values, answer) for answer in control.alike}
    return verdicts.pop() if len(verdicts) == 1 else None


def _lists(values: tuple[str, ...], answer: Answer) -> bool:
    if isinstance(answer.value, tuple):
        return any(word in values for word in answer.value)
    return answer.words in values
