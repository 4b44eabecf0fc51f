"""Hold questions, sets, responses and merged profiles as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from enum import IntEnum, StrEnum
from fractions import Fraction
from functools import cached_property

from rmdiag.compendium.model import Framework
from rmdiag.problems import Places, Span
from rmdiag.values import dataclass


class QuestionType(StrEnum):
    """The kinds of answer that a question can ask for."""

    YES_PARTLY_NO = "yes_partly_no"
    CHOICE = "choice"
    MULTI = "multi"
    NUMBER = "number"
    PERCENT = "percent"
    DATE = "date"
    TEXT = "text"
    TABLE = "table"


class Confidence(StrEnum):
    """How an answer is known.

    Verified: seen by the assessor. Corroborated: two independent interlocutors agree. Declared: one source states it.
    """

    VERIFIED = "verified"
    CORROBORATED = "corroborated"
    DECLARED = "declared"

    @property
    def strength(self) -> int:
        """3 for verified, 2 for corroborated, 1 for declared."""
        return {Confidence.VERIFIED: 3, Confidence.CORROBORATED: 2, Confidence.DECLARED: 1}[self]


class Strength(IntEnum):
    """How far a piece of evidence shows that an answer is true, least first; NONE: not there, or no longer valid.

    A statement is what somebody says, a document what was written down, a system record what a system kept by itself,
    an observation what the assessor saw happen.
    """

    NONE = 0
    STATEMENT = 1
    DOCUMENT = 2
    SYSTEM_RECORD = 3
    OBSERVATION = 4

    @property
    def verifies(self) -> bool:
        """Whether an answer that rests on it may be called verified: what somebody says cannot be looked at."""
        return self >= Strength.DOCUMENT


class Layer(StrEnum):
    """Who speaks: the administration about itself, or the mission team."""

    SELF = "self"
    MISSION = "mission"


CELLS = ("text", "indicator", "level", "date")
ACTIONS = "actions"
BECOMES = (ACTIONS,)
ACTION = "action"  # the column that makes an action of a row


class Standing(StrEnum):
    """What is known of a question: the last two of SCORING 1 (do not know, blank) are both unknown."""

    ANSWERED = "answered"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice or a multi-choice; `none` stands alone and counts nothing."""

    id: str
    text: str
    level: int | None = None
    none: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table answer; `holds` says what its cells are: one of CELLS."""

    id: str
    text: str
    holds: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a question applies: the merged answer to another question is among these values."""

    question: str
    values: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One thing to ask, with the gates that its answer turns (SCORING 3)."""

    id: str
    indicator: str
    text: str
    type: QuestionType
    ask: str
    see: tuple[str, ...] = ()
    help: str | None = None
    options: tuple[Option, ...] = ()
    columns: tuple[Column, ...] = ()
    unit: str | None = None
    minimum: Fraction | None = None
    maximum: Fraction | None = None
    whole: bool = False
    lower_is_better: bool = False
    thresholds: tuple[tuple[int, Fraction], ...] = ()
    needed_for: int | None = None
    partly_for: int | None = None
    partly: str | None = None
    at_least: int | None = None
    includes: tuple[str, ...] = ()
    within_months: int | None = None
    met_when: str | None = None
    applies_when: Condition | None = None
    not_applicable_when: str | None = None
    metric: str | None = None
    measured_by: str | None = None
    becomes: str | None = None  # "actions": each row of the table with an action becomes one of the plan
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)

    gates: tuple[int, ...] = field(init=False)  # the levels that it gates, lowest first; empty when it never counts

    def __post_init__(self) -> None:
        """Say once which levels the question gates; scoring asks thousands of times."""
        object.__setattr__(self, "gates", _levels_gated(self))

    def option(self, identity: str) -> Option | None:
        """Give an option by id."""
        return next((option for option in self.options if option.id == identity), None)


def _levels_gated(question: Question) -> tuple[int, ...]:
    if question.type is QuestionType.CHOICE:
        levels = [option.level for option in question.options if option.level is not None]
        return tuple(range(min(levels) + 1, max(levels) + 1)) if levels else ()
    gated = {level for level, _ in question.thresholds} | {question.needed_for, question.partly_for}
    return tuple(sorted(level for level in gated if level is not None))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionSet:
    """Ids of questions in the order in which they are asked; never redefines one.

    A deep set brings indicators, or records, of its own in the extension that it names. `covers` holds the dimensions
    that it sets out to assess, None for all.
    """

    id: str
    title: str
    scope: str
    questions: tuple[str, ...]
    extension: str | None = None
    covers: tuple[str, ...] | None = None
    span: Span
    places: Places = field(default_factory=dict, compare=False, repr=False)


Value = str | Fraction | date | tuple[str, ...] | tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """An answer as read; `no` means "does not exist", allowed on every gating question, and leaves all gates unmet."""

    value: Value
    words: str  # as its author wrote it
    no: bool = False
    met: str | None = None  # yes, partly or no beside a text or table


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What one respondent said to one question, and where it is written."""

    question: str
    standing: Standing
    answer: Answer | None = None
    reason: str | None = None  # of not applicable
    do_not_know: bool = False
    confidence: Confidence = Confidence.DECLARED
    evidence: tuple[str, ...] = ()
    note: str | None = None
    span: Span

    @property
    def said(self) -> bool:
        """Whether anything is said at all: an answer, not applicable, or do not know."""
        return self.standing is not Standing.UNKNOWN or self.do_not_know or self.answer is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """All that one respondent, department or mission team answered."""

    id: str  # the file's name without its ending
    role: str
    name: str | None
    layer: Layer
    edition: str | None = None
    on: date | None = None
    language: str | None = None  # of its notes and free answers
    responses: Mapping[str, Response]
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Consensus:
    """What was agreed on a question where sheets differ."""

    question: str
    layer: Layer
    response: Response
    reason: str
    by: str
    on: date | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One response with the sheet that it stands in, the confidence it may claim, and its evidence, strongest first."""

    sheet: Sheet
    response: Response
    confidence: Confidence = Confidence.DECLARED
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """The one answer that a profile has for a question (SCORING 2).

    `low` counts; `high` is the most favourable of divergent answers. `met_low` and `met_high` are the levels whose
    gates they meet.
    """

    question: str
    standing: Standing
    low: Answer | None = None
    high: Answer | None = None
    met_low: frozenset[int] = frozenset()
    met_high: frozenset[int] = frozenset()
    alike: tuple[Answer, ...] = ()  # `low` and all answers that meet the same gates, whatever else they say
    divergent: bool = False
    taken_over: bool = False
    consensus: Consensus | None = None
    by_condition: bool = False  # not applicable, or unknown, because of another question's answer
    reason: str | None = None
    confidence: Confidence | None = None
    evidence: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    span: Span | None = None

    @property
    def known(self) -> bool:
        """Whether there is an answer, divergent or not."""
        return self.standing is Standing.ANSWERED


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What an overlay changed of one question: `at` is the level, `within_months` or `at_least`."""

    question: str
    at: int | str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """A private file that was laid over the framework, as reports name it."""

    id: str
    title: str
    reason: str
    file: str
    aliases: bool  # whether it gives levels other words
    dimensions: tuple[str, ...]  # of its own
    changes: tuple[Change, ...]

    @property
    def scores_differ(self) -> bool:
        """Whether scores under it may differ from those of the framework alone."""
        return bool(self.dimensions or self.changes)


@dataclass(frozen=True, kw_only=True)
class Questionnaire:
    """A framework with its questions and sets: all that is needed to read and to score answers."""

    framework: Framework
    questions: Mapping[str, Question]
    sets: Mapping[str, QuestionSet] = field(default_factory=dict)
    extension: str | None = None  # the one that was added for a deep set
    overlays: tuple[Overlay, ...] = ()
    base: Questionnaire | None = None  # as it was before the overlays
    whole: bool = True  # False: a question could not be read; what is missing may only be unread
    checksum: str = ""  # SHA-256 over the texts of framework, questions, sets and extension, as they were read

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[Question, ...]]:
        """The questions of every indicator, in the order of their files."""
        found: dict[str, list[Question]] = {indicator: [] for indicator in self.framework.indicators}
        for question in self.questions.values():
            found.setdefault(question.indicator, []).append(question)
        return {indicator: tuple(questions) for indicator, questions in found.items()}

    def in_set(self, identity: str | None) -> frozenset[str]:
        """Give the ids of a set's questions; all questions when no set is named or the set is unknown."""
        chosen = self.sets.get(identity or "")
        return frozenset(chosen.questions) if chosen else frozenset(self.questions)
