"""Hold a mission as frozen values: who is assessed, when, on which evidence, and what was judged or agreed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from rmdiag.problems import Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.source import Document
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.assessment.account import Account
    from rmdiag.assessment.actions import PlannedAction
    from rmdiag.assessment.baseline import Baseline
    from rmdiag.assessment.comments import Comment
    from rmdiag.assessment.extract import Extract
    from rmdiag.assessment.respondents import Respondent
    from rmdiag.assessment.wish import Wish

CONFIDENTIALITIES = ("public", "internal", "restricted", "confidential")
PLAN_FILE, COMMENTS_FILE = "plan.yaml", "comments.yaml"
EVIDENCE_KINDS = ("statement", "document", "system_record", "observation")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionFiles:
    """The files of a mission folder as they were found, before anything is read into values.

    `documents` maps the path inside the folder to its YAML; `evidence` maps the path inside `evidence/` to the SHA-256
    of the file, None when the file is too large to take it.
    """

    name: str  # the folder's name
    documents: Mapping[str, Document]
    metrics: Document | None = None
    evidence: Mapping[str, str | None] = field(default_factory=dict)
    checksum: str = ""  # SHA-256 over every file
    pictures: Mapping[str, bytes | None] = field(default_factory=dict)  # beside mission.yaml; None: too large
    digests: Mapping[str, str] = field(default_factory=dict)  # SHA-256 of each, by its path inside the folder


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamMember:
    """Somebody of the mission team, by role; the name is printed only when the mission says so."""

    role: str
    organisation: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """The person whom a panel assesses; reports call the person by the code alone."""

    code: str
    role: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """The administration that is visited on a study visit."""

    administration: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """The agreed target profile: a preset with levels of its own for some indicators."""

    preset: str
    overrides: Mapping[str, int] = field(default_factory=dict)
    agreed_on: date | None = None
    agreed_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextFigure:
    """A figure that places the administration, such as its staff or yearly declarations."""

    label: str
    value: str
    year: int | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A TFA article with its notified category and date."""

    article: str
    category: str  # A, B or C
    date: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CostClass:
    """What a cost class means in money, in the mission's currency."""

    id: str
    amount: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """An assessor's move of one indicator by one level with a written reason (SCORING 5)."""

    indicator: str
    from_level: int
    to_level: int
    reason: str
    by: str
    on: date | None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One entry of the evidence register."""

    id: str
    title: str
    kind: str  # one of EVIDENCE_KINDS
    file: str | None  # path inside evidence/
    sha256: str | None
    confidentiality: str  # one of CONFIDENTIALITIES
    on: date | None = None
    valid_until: date | None = None
    supports: tuple[str, ...] = ()
    note: str | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One row of metrics.csv: a metric in a period, with numerator and denominator when they are known."""

    metric: str
    period: str
    value: Fraction
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    source: str | None = None
    note: str | None = None
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Mission:
    """A whole mission folder as its files say it; answers are in `answers`."""

    name: str  # the folder's name
    administration: str
    country: str
    round: str
    as_of: date
    framework: str
    edition: str
    set: str
    report_language: str = "en"
    interview_languages: tuple[str, ...] = ()
    team: tuple[TeamMember, ...] = ()
    start: date | None = None
    end: date | None = None
    confidentiality: str = "restricted"  # one of CONFIDENTIALITIES
    attribution: str = "roles"  # roles, names or none
    previous_round: str | None = None
    summary: str | None = None  # the team's own opening words for the report
    scope_note: str | None = None
    context: tuple[ContextFigure, ...] = ()
    targets: Targets
    views: tuple[str, ...] = ()
    tfa: tuple[Commitment, ...] = ()
    rkc_accession: date | None = None
    currency: str | None = None
    costs: tuple[CostClass, ...] = ()
    wish: Wish | None = None  # what a plan has to keep to, where mission.yaml says so
    not_applicable: Mapping[str, str] = field(default_factory=dict)  # indicator to reason
    overlays: tuple[str, ...] = ()  # files of the folder overlays/
    candidate: Candidate | None = None
    host: Host | None = None
    answers: Answers
    judgements: tuple[Judgement, ...] = ()
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    extract: Extract | None = None  # what the columns of an extract of declarations mean
    actions: tuple[PlannedAction, ...] = ()
    baseline: Baseline | None = None  # of a round known only on paper
    comments: tuple[Comment, ...] = ()  # the administration's right of reply
    checksum: str = ""  # SHA-256 over every file of the folder that was read
    digests: Mapping[str, str] = field(default_factory=dict)  # SHA-256 of each of them, by its path inside the folder
    account: Account | None = None  # what the mission says of itself for its report
    respondents: tuple[Respondent, ...] = ()  # who fills in a form, where mission.yaml says so
    span: Span

    @property
    def adopted(self) -> tuple[PlannedAction, ...]:
        """The actions that stand in plan.yaml; what a visit's records ask for stands in its sheet."""
        return tuple(action for action in self.actions if action.span.file.rpartition("/")[2] == PLAN_FILE)

    @property
    def plan_wish(self) -> Wish:
        """What a plan has to keep to; unless mission.yaml says otherwise it begins on the mission's date."""
        from rmdiag.assessment.wish import Wish  # scoring asks for none

        return self.wish or Wish(start=self.as_of)
