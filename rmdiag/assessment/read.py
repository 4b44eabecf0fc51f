"""Read a whole mission folder into one value, collecting every problem of every file on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from rmdiag.assessment import codes
from rmdiag.assessment.asking import Reading
from rmdiag.assessment.checks import check_answers, check_silence
from rmdiag.assessment.evidence import check_claims, strengths_of, worths_of
from rmdiag.assessment.mission import COMMENTS_FILE, Evidence, Mission, MissionFiles
from rmdiag.assessment.read_evidence import check_registered, read_evidence
from rmdiag.assessment.read_identity import read_identity
from rmdiag.assessment.read_metrics import read_metrics
from rmdiag.assessment.read_plan import read_plan
from rmdiag.assessment.read_registers import read_consensus, read_judgements
from rmdiag.assessment.visits import actions_of, observations
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Questionnaire, Sheet
from rmdiag.questionnaires.responses import read_sheet
from rmdiag.source import Document

if TYPE_CHECKING:
    from rmdiag.assessment.actions import PlannedAction
    from rmdiag.assessment.baseline import Baseline
    from rmdiag.assessment.comments import Comment

_Read = TypeVar("_Read")


def read_mission(files: MissionFiles, questionnaire: Questionnaire, problems: Problems) -> Mission | None:
    """Give the mission, or None when mission.yaml cannot be read or has no date; other files are checked all the same.

    A mission with errors among the problems is incomplete: nothing may be scored or written from it.
    """
    head = _identity(files, questionnaire, problems)
    reading = Reading(questionnaire=questionnaire, problems=problems, head=head)
    evidence = _from(files, "evidence.yaml", lambda document: read_evidence(document, files, reading)) or {}
    check_registered(files, evidence, problems)
    worths = worths_of(evidence, files.evidence, reading.as_of)
    answers = Answers(
        sheets=_sheets(files, reading),
        consensus=_from(files, "consensus.yaml", lambda document: read_consensus(document, reading)) or (),
        as_of=reading.as_of,
        strengths=strengths_of(worths),
    )
    check_answers(answers, evidence, reading)
    check_claims(answers.sheets, worths, problems)
    if "baseline.yaml" not in files.documents:
        check_silence(answers, reading)
    judgements = _from(files, "judgements.yaml", lambda document: read_judgements(document, reading)) or ()
    actions = _from(files, "plan.yaml", lambda document: read_plan(document, evidence, reading)) or ()
    baseline = _baseline(files, answers, reading)
    comments = _comments(files, evidence, reading)
    figures = () if files.metrics is None else read_metrics(files.metrics, reading)
    if head is None:
        return None
    return replace(
        head,
        answers=answers,
        judgements=judgements,
        evidence=evidence,
        figures=figures,
        actions=(*actions, *_visited(actions, replace(head, answers=answers), questionnaire)),
        baseline=baseline,
        comments=comments,
        checksum=files.checksum,
        digests=files.digests,
    )


def _visited(
    adopted: Iterable[PlannedAction], mission: Mission, questionnaire: Questionnaire
) -> Iterator[PlannedAction]:
    """Give the actions that the records of a visit ask for, and that plan.yaml does not hold."""
    known = {action.id for action in adopted}
    host = None if mission.host is None else mission.host.administration
    found = actions_of(observations(mission.answers, questionnaire), host)
    return (action for action in found if action.id not in known)


def _identity(files: MissionFiles, questionnaire: Questionnaire, problems: Problems) -> Mission | None:
    if "mission.yaml" not in files.documents:
        problems.add(codes.NO_MISSION_FILE, Span(file=files.name), name=files.name)
        return None
    return read_identity(files, questionnaire, problems)


def _baseline(files: MissionFiles, answers: Answers, reading: Reading) -> Baseline | None:
    document = files.documents.get("baseline.yaml")
    if document is None:
        return None
    from rmdiag.assessment.read_baseline import read_baseline  # most missions have none

    return read_baseline(document, answers, reading)


def _comments(files: MissionFiles, evidence: Mapping[str, Evidence], reading: Reading) -> tuple[Comment, ...]:
    document = files.documents.get(COMMENTS_FILE)
    if document is None:
        return ()
    from rmdiag.assessment.read_comments import read_comments  # most missions have none

    return read_comments(document, evidence, reading)


def _from(files: MissionFiles, inside: str, read: Callable[[Document], _Read]) -> _Read | None:
    document = files.documents.get(inside)
    return None if document is None else read(document)


def _sheets(files: MissionFiles, reading: Reading) -> tuple[Sheet, ...]:
    """Read the sheets in the order of their names, so that the order on disk changes nothing."""
    questionnaire = reading.questionnaire
    found = []
    for inside, document in sorted(files.documents.items()):
        path = PurePosixPath(inside)
        if path.parent == PurePosixPath("responses"):
            sheet = read_sheet(document, path.stem, questionnaire, reading.problems)
            if sheet is not None:
                found.append(sheet)
    return tuple(found)
