"""See what a mission is to be read under before it is read: its framework, its question set, its overlays.

Nothing is judged here: what is wrong in mission.yaml is noted when the file itself is read.
"""

from __future__ import annotations

from typing import NamedTuple

from rmdiag.assessment.mission import MissionFiles
from rmdiag.fields import Fields
from rmdiag.problems import Problems
from rmdiag.source import Document, Scalar, Table, parse

OVERLAYS = "overlays"  # the folder of a mission in which its overlays lie


class Choice(NamedTuple):
    """What mission.yaml asks for, as far as it can be read."""

    framework: str = ""
    edition: str = ""
    set: str = ""
    overlays: tuple[Document, ...] = ()
    language: str = "en"  # of the report


def choice_of(files: MissionFiles) -> Choice:
    """Say which framework in which edition, set and overlays a mission names."""
    document = files.documents.get("mission.yaml")
    node = None if document is None else parse(document, Problems())
    if not isinstance(node, Table):
        return Choice()
    main = Fields(table=node, place="mission.yaml", problems=Problems())
    words = {key: scalar.text for key in ("framework", "edition", "set") if (scalar := main.scalar(key)) is not None}
    named = [inside_folder(scalar) for scalar in main.scalars(OVERLAYS)]
    found = tuple(files.documents[inside] for inside in named if inside in files.documents)
    return Choice(**words, overlays=found, language=_language(main))


def _language(main: Fields) -> str:
    languages = main.fields("languages", "`languages`")
    return (None if languages is None else languages.text("report")) or "en"


def logo_of(document: Document) -> str | None:
    """Say which picture mission.yaml names for the cover; most name none, so a look at the text comes first."""
    node = parse(document, Problems()) if "logo:" in document.text else None
    if not isinstance(node, Table):
        return None
    main = Fields(table=node, place="mission.yaml", problems=Problems())
    report = main.fields("report", "`report`")
    return None if report is None else report.text("logo")


def inside_folder(scalar: Scalar) -> str:
    """Give the path inside the mission folder of an overlay that mission.yaml names."""
    return f"{OVERLAYS}/{scalar.text}"
