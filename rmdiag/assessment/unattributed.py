"""Take out of a mission who said what, where it says `attribution: none`, before anything is told of it.

What is not there cannot slip into a table, a report, the result that a PDF carries or a message. Sheets become
`sheet-1`, `sheet-2` and so on, in the order of their names; nothing that is scored depends on them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from rmdiag.assessment.mission import Mission
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Consensus, Sheet

NONE = "none"
_FOLDER = "responses/"


def unattributed(mission: Mission) -> Mission:
    """Give a mission that no longer knows who said what; unchanged where it may be told."""
    if mission.attribution != NONE:
        return mission
    sheets = sorted(mission.answers.sheets, key=lambda sheet: sheet.id)
    names = {sheet.id: f"sheet-{number}" for number, sheet in enumerate(sheets, start=1)}
    answers = replace(
        mission.answers,
        sheets=tuple(_unnamed(sheet, names) for sheet in sheets),
        consensus=tuple(_by_nobody(agreed) for agreed in mission.answers.consensus),
    )
    judgements = tuple(replace(judgement, by="") for judgement in mission.judgements)
    digests = {_renamed(file, names): sha256 for file, sha256 in mission.digests.items()}
    return replace(mission, answers=answers, judgements=judgements, digests=digests)


def _unnamed(sheet: Sheet, names: Mapping[str, str]) -> Sheet:
    responses = {q: replace(said, span=_elsewhere(said.span, names)) for q, said in sheet.responses.items()}
    name = names[sheet.id]
    return replace(sheet, id=name, role=name, name=None, span=_elsewhere(sheet.span, names), responses=responses)


def _by_nobody(agreed: Consensus) -> Consensus:
    return replace(agreed, by="")


def _elsewhere(span: Span, names: Mapping[str, str]) -> Span:
    return span._replace(file=_renamed(span.file, names))


def _renamed(file: str, names: Mapping[str, str]) -> str:
    """Give the path of a sheet under its new name; that of any other file is as it was."""
    folder, found, rest = file.rpartition(_FOLDER)
    name, ending = rest.rpartition(".")[0], rest.rpartition(".")[2]
    return f"{folder}{_FOLDER}{names[name]}.{ending}" if found and name in names else file
