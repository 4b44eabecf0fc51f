"""Check the pages of a PDF against its tags: nothing is drawn without one, each text has its place, links are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf

from rmdiag.reports.accessible_rules import Barrier, Check, Rule
from rmdiag.reports.accessible_view import Opened, TooMuchError, number_of
from rmdiag.reports.pdf_files import unpacked
from rmdiag.tongue import marked

UNMARKED = Rule(
    id="unmarked",
    clause="7.1",
    checkpoint="01-005",
    words=marked("Something is drawn that is neither text nor artifact."),
)
ARTIFACT_IN_TEXT = Rule(
    id="artifact-in-text", clause="7.1", checkpoint="01-003", words=marked("An artifact stands inside tagged text.")
)
TEXT_IN_ARTIFACT = Rule(
    id="text-in-artifact", clause="7.1", checkpoint="01-004", words=marked("Tagged text stands inside an artifact.")
)
UNBALANCED = Rule(
    id="unbalanced",
    clause="7.1",
    checkpoint=None,
    words=marked("A mark begins and does not end, or ends without beginning."),
)
MARK_TWICE = Rule(
    id="mark-twice", clause="7.1", checkpoint=None, words=marked("Two texts of a page have the same mark.")
)
MARK_WITHOUT_TAG = Rule(
    id="mark-untagged", clause="7.1", checkpoint=None, words=marked("A text has a mark that leads to no tag.")
)
TAG_WITHOUT_MARK = Rule(
    id="tag-empty", clause="7.1", checkpoint=None, words=marked("A tag leads to a text that is not there.")
)
NO_PARENTS = Rule(
    id="page-parents", clause="7.1", checkpoint=None, words=marked("A page with tagged text does not lead to its tags.")
)
NO_ORDER = Rule(
    id="tab-order",
    clause="7.18.3",
    checkpoint="28-009",
    words=marked("The links of a page are not in the order of its tags."),
)
LINK_UNTAGGED = Rule(
    id="link-tag", clause="7.18.5", checkpoint="28-011", words=marked("A link does not stand in a tag of links.")
)
LINK_MUTE = Rule(
    id="link-words", clause="7.18.5", checkpoint="28-012", words=marked("A link has no words that say where it leads.")
)
LINK_NESTED = Rule(id="link-once", clause="7.18.5", checkpoint=None, words=marked("Two links cover the same words."))
ANNOTATION_UNTAGGED = Rule(
    id="annotation-tag",
    clause="7.18.1",
    checkpoint="28-002",
    words=marked("A remark does not stand in a tag of remarks."),
)
ANNOTATION_MUTE = Rule(
    id="annotation-words",
    clause="7.18.1",
    checkpoint="28-004",
    words=marked("A remark has no words that stand for it."),
)
FIELD_UNTAGGED = Rule(
    id="field-tag", clause="7.18.4", checkpoint="28-010", words=marked("A field does not stand in a tag of forms.")
)
FIELD_MUTE = Rule(
    id="field-words", clause="7.18.1", checkpoint="28-005", words=marked("A field does not say what to fill in.")
)
TRAP = Rule(id="trap", clause="7.18.2", checkpoint="28-007", words=marked("A page holds a trap network."))
ELSEWHERE = Rule(
    id="reference", clause="7.20", checkpoint="30-001", words=marked("A page shows a part of another file.")
)

_OPERATORS = "BMC BDC EMC Tj TJ ' \" Do sh S s f F f* B B* b b* BI EI"
_MARKS = ("BMC", "BDC", "EMC")
ARTIFACT = "/Artifact"
MOST_DRAWINGS = 100_000  # of a file; the longest report has one or two to a page
_HIDDEN = 1 << 1  # bit 2 of an annotation's flags


@dataclass(kw_only=True)
class _Page:
    """What one pass through the drawing of a page meets."""

    broken: set[str] = field(default_factory=set)  # the rules by their ids
    marks: list[int] = field(default_factory=list)
    drawings: int = 0  # passed through so far, those of earlier pages among them


def _contents(opened: Opened) -> Iterator[Barrier]:
    tagged: dict[int, set[int]] = {}
    for one in opened.every:
        for place, mark in one.marks:
            if place is not None:
                tagged.setdefault(place, set()).add(mark)
    rules = {rule.id: rule for rule in (UNMARKED, ARTIFACT_IN_TEXT, TEXT_IN_ARTIFACT, UNBALANCED, ELSEWHERE)}
    drawings = 0
    for number, page in enumerate(opened.pages, start=1):
        met = _read(page, drawings)
        drawings = met.drawings
        yield from (Barrier(rule=rules[broken], page=number) for broken in sorted(met.broken))
        once = set(met.marks)
        twice = sorted({mark for mark in once if met.marks.count(mark) > 1}) if len(once) < len(met.marks) else []
        yield from (Barrier(rule=MARK_TWICE, page=number, object=str(mark)) for mark in twice)
        here = tagged.get(number, set())
        yield from (Barrier(rule=TAG_WITHOUT_MARK, page=number, object=str(mark)) for mark in sorted(here - once))
        yield from (Barrier(rule=MARK_WITHOUT_TAG, page=number, object=str(mark)) for mark in sorted(once - here))
        yield from _parents(opened, number, page, once & here)


def _parents(opened: Opened, number: int, page: pikepdf.Dictionary, marks: set[int]) -> Iterator[Barrier]:
    """Hold the way from the texts of a page to their tags against the way from the tags to their texts."""
    if not marks:
        return
    key = number_of(page.get("/StructParents"))
    found = None if key is None else opened.parents.get(key)
    if not isinstance(found, pikepdf.Array):
        yield Barrier(rule=NO_PARENTS, page=number)
        return
    owners = list(found)
    for mark in sorted(marks):
        owner = owners[mark] if mark < len(owners) else None
        element = opened.by_object.get(owner.objgen) if isinstance(owner, pikepdf.Dictionary) else None
        if element is None or (number, mark) not in element.marks:
            yield Barrier(rule=MARK_WITHOUT_TAG, page=number, object=str(mark))


def _read(page: pikepdf.Dictionary, drawings: int) -> _Page:
    met = _Page(drawings=drawings)
    _pass(page, page.get("/Resources"), (met, []), frozenset())
    return met


def _pass(
    drawing: pikepdf.Object,
    resources: pikepdf.Object | None,
    state: tuple[_Page, list[str]],
    above: frozenset[tuple[int, int]],
) -> None:
    """Go through a drawing and those within it; `state` holds what was met and the marks that are open."""
    met, open_marks = state
    depth = len(open_marks)
    met.drawings += 1
    if met.drawings > MOST_DRAWINGS:  # drawings that draw others twice are too many without any circle
        raise TooMuchError
    if isinstance(drawing, pikepdf.Stream):
        unpacked(drawing)  # raises for one that swells
    try:
        steps = pikepdf.parse_content_stream(drawing, _OPERATORS)
    except pikepdf.PdfError:
        met.broken.add(UNBALANCED.id)
        return
    for step in steps:
        operator = str(step.operator)
        if operator in _MARKS:
            _mark(operator, list(step.operands), state, resources)
        elif operator == "Do":
            _draw(_named(resources, "/XObject", step.operands[0]), resources, state, above)
        elif not _is_known(open_marks):
            met.broken.add(UNMARKED.id)
    if len(open_marks) != depth:
        met.broken.add(UNBALANCED.id)
        del open_marks[depth:]


def _mark(
    operator: str,
    operands: list[pikepdf.Object],
    state: tuple[_Page, list[str]],
    resources: pikepdf.Object | None,
) -> None:
    met, open_marks = state
    if operator == "EMC":
        if open_marks:
            open_marks.pop()
        else:
            met.broken.add(UNBALANCED.id)
        return
    kind = str(operands[0])
    said = operands[1] if operator == "BDC" else None
    if isinstance(said, pikepdf.Name):
        said = _named(resources, "/Properties", said)
    number = number_of(said.get("/MCID")) if isinstance(said, pikepdf.Dictionary) else None
    if kind == ARTIFACT:
        if "text" in open_marks:
            met.broken.add(ARTIFACT_IN_TEXT.id)
        open_marks.append("artifact")
    elif number is not None:
        if "artifact" in open_marks:
            met.broken.add(TEXT_IN_ARTIFACT.id)
        met.marks.append(number)
        open_marks.append("text")
    else:
        open_marks.append("other")


def _draw(
    form: pikepdf.Object | None,
    resources: pikepdf.Object | None,
    state: tuple[_Page, list[str]],
    above: frozenset[tuple[int, int]],
) -> None:
    """Follow a drawing within a drawing; a picture is drawn like any line."""
    met, open_marks = state
    if isinstance(form, pikepdf.Stream) and "/Ref" in form:
        met.broken.add(ELSEWHERE.id)
    if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != pikepdf.Name.Form:
        if not _is_known(open_marks):
            met.broken.add(UNMARKED.id)
    elif form.objgen not in above:
        _pass(form, form.get("/Resources", resources), state, above | {form.objgen})


def _named(resources: pikepdf.Object | None, kind: str, name: pikepdf.Object) -> pikepdf.Object | None:
    every = resources.get(kind) if isinstance(resources, pikepdf.Dictionary) else None
    return every.get(str(name)) if isinstance(every, pikepdf.Dictionary) else None


def _is_known(open_marks: list[str]) -> bool:
    return "text" in open_marks or "artifact" in open_marks


def _annotations(opened: Opened) -> Iterator[Barrier]:
    for number, page in enumerate(opened.pages, start=1):
        found = [one for one in page.get("/Annots", []) if isinstance(one, pikepdf.Dictionary)]
        if found and page.get("/Tabs") != pikepdf.Name.S:
            yield Barrier(rule=NO_ORDER, page=number)
        for one in found:
            yield from _annotation(opened, number, one)


def _annotation(opened: Opened, number: int, one: pikepdf.Dictionary) -> Iterator[Barrier]:
    kind = str(one.get("/Subtype", "")).lstrip("/")
    hidden = bool(int(one.get("/F", 0)) & _HIDDEN)
    owner = opened.owner(one)
    role = None if owner is None else owner.role
    said = str(one.get("/Contents", "")).strip()
    if kind == "Link":
        yield from _link(opened, (number, one))
    elif kind == "TrapNet":
        yield Barrier(rule=TRAP, page=number)
    elif kind == "Widget":
        if role != "Form" and not hidden:
            yield Barrier(rule=FIELD_UNTAGGED, page=number)
        told = str(one.get("/TU", "")).strip() or (owner.alternative if owner else "")
        if not told and not hidden:
            yield Barrier(rule=FIELD_MUTE, page=number)
    elif kind not in ("Popup", "PrinterMark") and not hidden:
        if role != "Annot":
            yield Barrier(rule=ANNOTATION_UNTAGGED, page=number, object=kind)
        if not said and not (owner and owner.alternative):
            yield Barrier(rule=ANNOTATION_MUTE, page=number, object=kind)


def _link(opened: Opened, placed: tuple[int, pikepdf.Dictionary]) -> Iterator[Barrier]:
    number, one = placed
    owner = opened.owner(one)
    target = str(one.get("/Dest", "")) if isinstance(one.get("/Dest"), pikepdf.String) else ""
    words = str(one.get("/Contents", "")).strip()
    if owner is None or owner.role != "Link":
        yield Barrier(rule=LINK_UNTAGGED, page=number, object=target or words)
    if not words or words == target:  # the name of a place is for machines
        yield Barrier(rule=LINK_MUTE, page=number, object=target)
    above = None if owner is None else opened.above.get(owner)
    if above is not None and above.role == "Link" and owner is not None and owner.role == "Link":
        yield Barrier(rule=LINK_NESTED, page=number, object=target or words)


CHECKS: tuple[Check, ...] = (_contents, _annotations)
