"""Say for programs what a report says for people, and what it was made from: the JSON that every PDF carries.

A public report carries no more than it prints: the overall level and those of dimensions that may be shown (public.py),
rounded, without files, answers or anything from which the level of one indicator can be had.
File names of answers and evidence may name people, so that they are written in full only where a mission prints names.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from rmdiag.assessment.score_json import mission_json
from rmdiag.reports.editions.telling import NAMES, Provenance, Telling, telling
from rmdiag.reports.enclosed import Attachment
from rmdiag.reports.model import Report
from rmdiag.reports.plain import report_as_json
from rmdiag.reports.public import public_dimensions
from rmdiag.reports.rounding import digits
from rmdiag.reports.sealing import SEAL

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.mission import Mission
    from rmdiag.reports.report_for import Edition

FORMAT = "rmdiag result 1"
RESULT = "result.json"
MEDIA_TYPE = "application/json"
PROGRAM = "rmdiag"
_PRIVATE = ("responses/", "evidence/")
_HIDDEN_DIGITS = 16
Json = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Which report is told of an assessment."""

    edition: Edition
    language: str
    facts: Provenance
    earlier: Assessment | None = None  # the round that progress is measured from


def with_result(report: Report, assessment: Assessment, told: Told) -> Report:
    """Add to a report its result for programs and the place of its checksums.

    A format that cannot carry files leaves them out.
    """
    tell = telling(assessment, told.facts)
    text = json.dumps(said_of(assessment, told, digest_of(report)), ensure_ascii=False, indent=1)
    key = "attached.result_public" if told.facts.public else "attached.result"
    return replace(
        report,
        attachments=(
            Attachment(name=RESULT, media_type=MEDIA_TYPE, description=tell.say(key), text=text),
            Attachment(name=SEAL, media_type=MEDIA_TYPE, description=tell.say("attached.seal")),
        ),
    )


def said_of(assessment: Assessment, told: Told, report: str | None = None) -> Json:
    """Say what a report of an assessment was made from, and its result; `report` is its checksum, where it is known."""
    public = told.facts.public
    return {
        "format": FORMAT,
        "written_by": {"program": PROGRAM, "version": told.facts.version},
        "report": {
            "edition": told.edition.value,
            "language": told.language,
            "public": public,
            "draft": told.facts.draft,
            "sha256": report,
        },
        "framework": _framework(assessment),
        "overlays": [] if public else [overlay.id for overlay in assessment.questionnaire.overlays],
        "mission": _identity(assessment.mission),
        "against": None if told.earlier is None else _identity(told.earlier.mission),
        "files": None if public else files_of(assessment.mission),
        "result": _public_result(telling(assessment, told.facts)) if public else _result(assessment),
    }


def digest_of(report: Report) -> str:
    """Give the SHA-256 over everything that a report says, whatever goes along with it."""
    said = report_as_json(replace(report, attachments=()))
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def files_of(mission: Mission) -> Mapping[str, str]:
    """Give the SHA-256 of every file that was read, by its path."""
    readable = mission.attribution == NAMES
    listed = ((path if readable else hidden_path(path, mission), one) for path, one in mission.digests.items())
    return dict(sorted(listed))


def hidden_path(path: str, mission: Mission) -> str:
    """Give the path of a file so that a name that may be a person's cannot be read in it."""
    if not path.startswith(_PRIVATE):
        return path
    folder = path.partition("/")[0]
    hidden = hashlib.sha256(f"{mission.administration}/{mission.round}/{path}".encode()).hexdigest()
    return f"{folder}/sha256:{hidden[:_HIDDEN_DIGITS]}"


def _identity(mission: Mission) -> Json:
    return {
        "name": mission.name,
        "administration": mission.administration,
        "country": mission.country,
        "round": mission.round,
        "as_of": mission.as_of.isoformat(),
        "sha256": mission.checksum,
    }


def _framework(assessment: Assessment) -> Json:
    framework = assessment.questionnaire.framework
    return {"id": framework.id, "edition": framework.edition, "sha256": assessment.questionnaire.checksum}


def _result(assessment: Assessment) -> Json:
    return mission_json(assessment.mission, assessment.questionnaire, assessment.scores)


def _public_result(tell: Telling) -> Json:
    """Give the levels that a public report may print, as it prints them."""
    allowed = public_dimensions(tell)
    overall = tell.result.overall.point
    return {
        "overall": None if overall is None or not allowed.overall else digits(overall, 1),
        "dimensions": {d.id: _rounded(tell.group(d).point) for d in allowed.shown},
    }


def _rounded(point: Fraction | None) -> str | None:
    return None if point is None else digits(point, 1)
