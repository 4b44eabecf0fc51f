"""Set the answers of two rounds side by side, question by question, and say of each difference what it is.

A difference counts as performance only where both rounds knew the answer, from the same layer and without a
disagreement. Everything else may be nothing but better or poorer information, and is called so.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from rmdiag.assessment.comparison_map import RoundMap
from rmdiag.problems import Span
from rmdiag.questionnaires.gates import levels_met
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Answer, Layer, Merged, Question, Questionnaire, QuestionType, Standing
from rmdiag.tongue import phrase


class Why(StrEnum):
    """Why a level, or an answer, differs between two rounds; the first four are performance, the rest information."""

    BETTER = "better"  # the answer meets more gates
    WORSE = "worse"  # it meets fewer
    DIFFERENT = "different"  # it differs and meets as many, or others
    LAPSED = "lapsed"  # the same date, now too long ago
    BECAME_KNOWN = "became_known"
    BECAME_UNKNOWN = "became_unknown"
    EVIDENCE_STRONGER = "evidence_stronger"
    EVIDENCE_WEAKER = "evidence_weaker"
    MISSIONS_OWN = "missions_own"  # was taken over from the administration, is the mission's own
    TAKEN_OVER = "taken_over"  # the other way round
    DISAGREEMENT_SETTLED = "disagreement_settled"
    DISAGREEMENT_NEW = "disagreement_new"
    APPLICABILITY = "applicability"
    GATES_CHANGED = "gates_changed"  # another edition asks for more, less or something else
    QUESTION_NEW = "question_new"  # the older edition does not ask it, or asks for another kind of answer
    QUESTION_GONE = "question_gone"
    SET_CHANGED = "set_changed"  # one round asked it, the other did not
    JUDGEMENT_MADE = "judgement_made"
    JUDGEMENT_DROPPED = "judgement_dropped"
    JUDGED_ON_PAPER = "judged_on_paper"  # one of the rounds has levels without answers
    NO_COMMON_QUESTION = "no_common_question"
    INDICATOR_NEW = "indicator_new"  # the older edition does not have it
    INDICATOR_GONE = "indicator_gone"  # the newer edition does not have it


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChange:
    """One gating question whose answer, or what is known of it, differs between the rounds."""

    question: str
    was: str | None = None  # its id in the older edition, where a map says another
    old: str | None  # the answer in its author's words, None when there is none
    new: str | None
    why: tuple[Why, ...]
    old_span: Span | None
    new_span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one round said: its merged answers, who speaks for it, when, and what it asked."""

    questionnaire: Questionnaire
    profile: Profile
    asked: frozenset[str]
    as_of: date
    mission_speaks: bool

    def layer(self, merged: Merged) -> Layer:
        """Say on whose word an answer rests."""
        return Layer.MISSION if self.mission_speaks and not merged.taken_over else Layer.SELF


@dataclass(frozen=True, slots=True, kw_only=True)
class BothSaid:
    """What two rounds said, and which question of the older one is which of the newer."""

    old: Said
    new: Said
    renamed: RoundMap

    def twin(self, question: Question) -> Question | None:
        """Give the same question in the older round, None where it was not asked or wanted another kind of answer."""
        before = self.old.questionnaire.questions.get(self.renamed.old_question(question.id))
        return before if before is not None and before.type is question.type else None


def carried(both: BothSaid) -> Profile:
    """Give the older round's answers as answers to the newer questions, each met as at its own date."""
    return {identity: _carried(question, both) for identity, question in both.new.questionnaire.questions.items()}


def rolled_back(both: BothSaid, before: Profile) -> Profile:
    """Give the newer round as it would have been found had practice not changed: its knowledge, the older answers.

    `before` is what `carried` gives. Only answers whose difference is performance are taken back.
    """
    questions, now = both.new.questionnaire.questions, both.new.profile
    return {
        identity: before[identity] if performed(question, before[identity], both) else now[identity]
        for identity, question in questions.items()
    }


def performed(question: Question, before: Merged, both: BothSaid) -> bool:
    """Whether the difference between two answers is one of practice."""
    now = both.new.profile[question.id]
    known = before.known and now.known and not before.divergent and not now.divergent
    if not known or both.old.layer(before) is not both.new.layer(now):
        return False
    return before.met_low != now.met_low or not _agree(question, before, now)


def question_changes(questions: tuple[Question, ...], before: Profile, both: BothSaid) -> tuple[QuestionChange, ...]:
    """Give what changed of the gating questions of one indicator, in their order."""
    found = []
    for question in (q for q in questions if q.gates):
        why = tuple(_why(question, before[question.id], both))
        if why:
            twin, old, now = both.twin(question), _original(question, both), both.new.profile[question.id]
            change = QuestionChange(
                question=question.id,
                was=None if twin is None or twin.id == question.id else twin.id,
                old=None if old is None else _words(old),
                new=_words(now),
                why=why,
                old_span=None if old is None else old.span,
                new_span=now.span,
            )
            found.append(change)
    return tuple(found)


def gone(indicator: str, both: BothSaid) -> tuple[QuestionChange, ...]:
    """Give the gating questions of the older edition for an indicator that the newer one no longer asks."""
    kept = {both.renamed.old_question(identity) for identity in both.new.questionnaire.questions}
    old = both.old
    return tuple(
        QuestionChange(
            question=question.id,
            old=_words(old.profile[question.id]),
            new=None,
            why=(Why.QUESTION_GONE,),
            old_span=old.profile[question.id].span,
            new_span=None,
        )
        for question in old.questionnaire.by_indicator.get(indicator, ())
        if question.gates and question.id not in kept and question.id in old.asked
    )


def _carried(question: Question, both: BothSaid) -> Merged:
    twin, unknown = both.twin(question), Merged(question=question.id, standing=Standing.UNKNOWN)
    if twin is None:
        return unknown
    old = both.old.profile[twin.id]
    if not old.known or old.low is None or old.high is None:
        return replace(old, question=question.id)
    if not (_can_be_said(question, old.low) and _can_be_said(question, old.high)):
        return unknown
    if question.gates == twin.gates and _tests(question) == _tests(twin):
        return replace(old, question=question.id)
    low, high = (levels_met(question, answer, both.old.as_of) for answer in (old.low, old.high))
    return replace(old, question=question.id, met_low=low, met_high=low | high, divergent=not high <= low)


def _can_be_said(question: Question, answer: Answer) -> bool:
    """Whether an answer of the older edition is one of those that the newer question takes."""
    if answer.no or not question.options:
        return True
    chosen = answer.value if isinstance(answer.value, tuple) else (answer.value,)
    return all(question.option(str(word)) is not None for word in chosen)


def _tests(question: Question) -> tuple[object, ...]:
    """Give all that decides which gates an answer meets."""
    options = tuple((option.id, option.level) for option in question.options)
    test = (question.thresholds, question.lower_is_better, question.within_months, question.at_least, question.includes)
    return (options, question.needed_for, question.partly_for, *test)


def _agree(question: Question, before: Merged, now: Merged) -> bool:
    """Whether somebody said now what somebody had said before; which of several equals counts is no difference."""
    return any(_alike(question, one, other) for one in before.alike for other in now.alike)


def _alike(question: Question, one: Answer, other: Answer) -> bool:
    """Whether two answers say the same; the words of a text may differ, its `met` counts."""
    if one.no is not other.no:
        return False
    if question.type in (QuestionType.TEXT, QuestionType.TABLE):
        return one.met == other.met
    if isinstance(one.value, tuple) and isinstance(other.value, tuple):
        return frozenset(one.value) == frozenset(other.value)
    return one.value == other.value


def _why(question: Question, before: Merged, both: BothSaid) -> list[Why]:
    """Say all that differs between the rounds on one question."""
    rules = _why_of_rules(question, both)
    now = both.new.profile[question.id]
    if Why.QUESTION_NEW in rules or Why.SET_CHANGED in rules:
        return rules
    if before.standing is not now.standing:
        return [*rules, _why_of_standing(before, now)]
    if not now.known:
        return rules
    found = [*rules, *_why_of_voice(before, now, both)]
    if performed(question, before, both):
        found.append(_why_of_answer(question, before, now))
    return found


def _why_of_rules(question: Question, both: BothSaid) -> list[Why]:
    twin = both.twin(question)
    asked_now = question.id in both.new.asked
    if twin is None:
        return [Why.QUESTION_NEW] if asked_now else []
    if (twin.id in both.old.asked) is not asked_now:
        return [Why.SET_CHANGED]
    return [] if _tests(question) == _tests(twin) else [Why.GATES_CHANGED]


def _why_of_standing(before: Merged, now: Merged) -> Why:
    if Standing.NOT_APPLICABLE in (before.standing, now.standing):
        return Why.APPLICABILITY
    return Why.BECAME_KNOWN if now.known else Why.BECAME_UNKNOWN


def _why_of_voice(before: Merged, now: Merged, both: BothSaid) -> list[Why]:
    found = []
    if before.divergent or now.divergent:
        found.append(Why.DISAGREEMENT_NEW if now.divergent else Why.DISAGREEMENT_SETTLED)
        if before.divergent and now.divergent:
            found.clear()
    layers = both.old.layer(before), both.new.layer(now)
    if layers[0] is not layers[1]:
        found.append(Why.MISSIONS_OWN if layers[1] is Layer.MISSION else Why.TAKEN_OVER)
    strengths = [0 if merged.confidence is None else merged.confidence.strength for merged in (before, now)]
    if strengths[0] != strengths[1]:
        found.append(Why.EVIDENCE_STRONGER if strengths[1] > strengths[0] else Why.EVIDENCE_WEAKER)
    return found


def _why_of_answer(question: Question, before: Merged, now: Merged) -> Why:
    if before.met_low > now.met_low and _agree(question, before, now):
        return Why.LAPSED
    if before.met_low < now.met_low:
        return Why.BETTER
    return Why.WORSE if before.met_low > now.met_low else Why.DIFFERENT


def _original(question: Question, both: BothSaid) -> Merged | None:
    twin = both.twin(question)
    return None if twin is None else both.old.profile[twin.id]


def _words(merged: Merged) -> str | None:
    if merged.standing is Standing.NOT_APPLICABLE:
        return phrase("not applicable")
    if merged.low is None or not merged.known:
        return None
    shown = merged.low.met if merged.low.met is not None else merged.low.words
    high = merged.high
    return f"{shown} / {high.words}" if merged.divergent and high is not None else shown
