"""Every mistake with which a workbook can come back is found in its cell, with a way out; bad files do nothing."""

from __future__ import annotations

import re
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from plan_workbooks import ON, PLAN, Desk, actions_in, bring, example, export, lay, opened, run, workbook

from rmdiag.assessment.exchange import codes
from rmdiag.assessment.exchange.returned import read_workbook
from rmdiag.assessment.exchange.workbook import check_fits
from rmdiag.problems import Problems, Severity
from rmdiag.questionnaires.exchange import codes as gate_codes
from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE, MAXIMUM_RATIO, MAXIMUM_UNPACKED


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One mistake that somebody can make in a workbook, and what must be said about it."""

    code: str
    make: Callable[[Desk], object]
    place: str = "plan.xlsx"  # file, row and column
    words: str


HEADS = [
    *("Id", "Action", "Indicator", "Recommendation", "Responsible", "Start", "End", "Status", "Alert", "Finished"),
    *("Reason", "Evidence", "Person-months", "Cost", "Funding", "Support", "Waits for", "Note", "Origin"),
]


def cell(where: str, value: object, code: str, words: str) -> Slip:
    """Type one value into a cell, which is named by id and head; the problem names the same cell."""
    row, _, head = where.partition(" ")
    number, column = {"A-01": 5, "A-02": 6, "A-03": 7}[row], HEADS.index(head)
    address = f"Plan!{chr(ord('A') + column)}{number}"
    return Slip(
        code=code,
        make=lambda desk: _type(desk.at(row, head), value),
        place=f"plan.xlsx:{number}:{column + 1}",
        words=f"{address}{words}",
    )


def _type(found: Cell, value: object) -> None:
    found.value = value  # type: ignore[assignment]  # what people type
    if isinstance(value, str) and value.startswith("#"):
        found.data_type = "e"


def _head(text: str, *, at: str) -> Callable[[Desk], object]:
    return lambda desk: desk.plan.__setitem__(at, text)


def _base(place: str, text: str) -> Callable[[Desk], object]:
    return lambda desk: desk.book["Base"].__setitem__(place, text)


SLIPS = [
    Slip(code="XLS004", make=_head("far", at="A5001"), words="The sheet Plan reaches to U5001, and 5000 rows"),
    Slip(code="XLS004", make=_head("far", at="GT9"), words="The sheet Plan reaches to GT57, and 5000 rows and 200"),
    Slip(
        code="XLS005",
        make=lambda desk: desk.book.remove(desk.plan),
        words="its sheets are `Guide`, `Lists`, `Recommendations`, `Base`.",
    ),
    Slip(
        code="XLS006", make=_base("B1", "2"), words="written in version 2 of its format, and version 1 is known here."
    ),
    Slip(code="XLS007", make=lambda desk: desk.book.remove(desk.book["Base"]), words="is missing or changed."),
    Slip(code="XLS007", make=_base("B9", '{"action": "Other."}'), words="is missing or changed."),
    Slip(code="XLS007", make=_base("B2", '"Elbonia"'), words="is missing or changed."),
    Slip(
        code="XLS008", make=_head("Number", at="A4"), place="plan.xlsx:4:1", words="The sheet Plan has no column `Id`"
    ),
    Slip(
        code="XLS009",
        make=_head("End", at="F4"),
        place="plan.xlsx:4:7",
        words="Plan!G4 is `End`, a head that stands in Plan!F4 too.",
    ),
    Slip(code="XLS010", make=lambda desk: desk.plan.delete_cols(19), place="plan.xlsx:4:1", words="plan: `Origin`."),
    Slip(
        code="XLS011",
        make=lambda desk: (_head("Notes of ours", at="V4")(desk), _head("Yes!", at="V7")(desk)),
        place="plan.xlsx:4:22",
        words="The column under Plan!V4, with the head `Notes of ours`, is not read; it has 1 filled cells.",
    ),
    Slip(code="XLS012", make=lambda desk: desk.plan.merge_cells("K5:K6"), words="are merged (`K5:K6`)"),
    Slip(
        code="XLS013",
        make=lambda desk: setattr(desk.at("A-01", "End"), "comment", Comment("Late?", "Me")),
        words="Comments are pinned to cells of the sheet Plan",
    ),
    Slip(
        code="XLS014",
        make=lambda desk: desk.book.create_sheet("Minutes of May").append(["We met."]),
        words="These sheets are not read: `Minutes of May`.",
    ),
    cell("A-03 Id", "A 3", "XLS015", " is `A 3`, which cannot be an id."),
    cell("A-03 Id", "A" * 41, "XLS015", f" is `{'A' * 41}`, which cannot be an id."),
    cell("A-03 Id", "#REF!", "XLS015", " is `#REF!`, which cannot be an id."),
    cell("A-03 Id", "a-02", "XLS016", " is `A-02`, an id that stands in Plan!A6 too."),
    cell("A-03 Id", None, "XLS017", " is blank, and the row has the words of A-03"),
    Slip(
        code="XLS018",
        make=lambda desk: desk.write("A-03", Action=" "),
        place="plan.xlsx:7:2",
        words="Row 7 says neither what is to be done nor which recommendation",
    ),
    Slip(
        code="XLS018",
        make=lambda desk: desk.write(desk.spare, Note="Who wrote this?"),
        place="plan.xlsx:8:2",
        words="Row 8 says neither",
    ),
    cell("A-02 Note", "#REF!", "XLS019", " shows `#REF!` where Note is needed."),
    cell("A-02 End", "#N/A", "XLS019", " shows `#N/A` where End is needed."),
    cell("A-02 Cost", "=2*3", "XLS020", " is a formula without a result where Cost is needed."),
    cell("A-01 Indicator", "GOV-4", "XLS021", " is `GOV-4`, which is no indicator of the framework."),
    cell("A-01 Recommendation", "GOV-4-R1", "XLS022", " is `GOV-4-R1`, which is no recommendation of"),
    cell("A-01 Status", "finshed", "XLS023", " is `finshed`, which is no status."),
    cell("A-01 Status", None, "XLS024", ", the status of A-01, is blank."),
    cell("A-01 Evidence", "E-06, E-99", "XLS025", " names `E-99`, which is not in the register"),
    cell("A-02 Waits for", "A-01, A-09", "XLS026", " says that A-02 waits for `A-09`, which is no action"),
    cell("A-02 End", "05/06/2029", "XLS027", ", End, is `05/06/2029`, which is no date that can be read"),
    cell("A-02 End", "2029-02-30", "XLS027", ", End, is `2029-02-30`, which is no date"),
    cell("A-02 End", "May 2029", "XLS027", ", End, is `May 2029`, which is no date"),
    cell("A-02 End", value=True, code="XLS027", words=", End, is `TRUE`, which is no date"),
    cell("A-02 End", date(2500, 1, 1), "XLS028", ", End, is 2500-01-01, which no plan can mean."),
    cell("A-02 End", 2029, "XLS028", ", End, is 1905-07-21, which no plan can mean."),
    cell("A-02 Cost", "1,250", "XLS029", ", Cost, is `1,250`, which is no number that can be read in one way"),
    cell("A-02 Cost", "5 000 QMD", "XLS029", ", Cost, is `5 000 QMD`, which is no number"),
    cell("A-02 Person-months", 1e300, "XLS029", ", Person-months, is `1e+300`, which is no number"),
    cell("A-02 Person-months", -1, "XLS030", ", Person-months, is -1, and nothing there can be below 0."),
    cell("A-02 End", date(2028, 1, 31), "XLS031", ": A-02 would end on 2028-01-31, before it starts on 2028-02-01."),
    Slip(
        code="XLS032",
        make=lambda desk: desk.write("A-01", Status="dropped"),
        place="plan.xlsx:5:11",
        words="Plan!K5 is blank, and A-01 is dropped.",
    ),
    Slip(
        code="XLS033",
        make=lambda desk: desk.write("A-03", Status="verified"),
        place="plan.xlsx:7:12",
        words="Plan!L7 is blank, and A-03 is verified.",
    ),
    cell(
        "A-02 Finished",
        date(2028, 5, 1),
        "XLS034",
        " has the day on which A-02 was finished, but its status is planned.",
    ),
    cell("A-02 Indicator", "GOV-01", "XLS035", ": A-02 is for GOV-01, but its recommendation TRT-03-R1 is for TRT-03."),
    Slip(
        code="XLS036",
        make=lambda desk: desk.write("A-01", Waits_for="A-02"),
        place="plan.xlsx:5:17",
        words="Plan!Q5: these actions wait for each other: A-01 waits for A-02 waits for A-01.",
    ),
    cell("A-03 Waits for", "A-03", "XLS036", ": these actions wait for each other: A-03 waits for A-03."),
    Slip(
        code="XLS037",
        make=_head("Cost (EUR)", at="N4"),
        place="plan.xlsx:4:14",
        words="Plan!N4 says that costs are in EUR, and the mission's are in QMD.",
    ),
]


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return lay(tmp_path / "kestoria-2028")


@pytest.mark.parametrize("slip", SLIPS, ids=[f"{slip.code} ({number})" for number, slip in enumerate(SLIPS)])
def test_a_slip_in_a_workbook_is_found_where_it_stands_and_nothing_else_is(slip: Slip, mission: Path) -> None:
    desk = opened(export(mission))
    slip.make(desk)
    _, problems = bring(mission, desk.save())
    assert [problem.code for problem in problems] == [slip.code], "\n".join(map(str, problems))
    (problem,) = problems
    assert str(problem.span) == slip.place
    assert slip.words in problem.message
    assert not re.search(r"\{[a-z_]*\}|\bNone\b| ( |\.)|``", problem.message + problem.fix)


def test_every_code_of_a_workbook_is_shown_by_a_slip_or_a_file() -> None:
    by_file = {"XLS001", "XLS002", "XLS003"}
    shown = {slip.code for slip in SLIPS} | by_file
    assert shown >= {kind.code for kind in codes.CATALOGUE}
    assert shown - {kind.code for kind in codes.CATALOGUE} <= {kind.code for kind in gate_codes.CATALOGUE}


@pytest.mark.parametrize(
    ("head", "typed", "fix"),
    [
        ("Status", "stared", "did you mean `started`? write one of"),
        ("Indicator", "GOV-4", "did you mean `GOV-04`? "),
        ("Recommendation", "TRT-03R1", "did you mean `TRT-03-R1`? "),
        ("Evidence", "EE-09", "did you mean `E-09`? "),
        ("Waits for", "A-3", "did you mean `A-03`? "),
    ],
)
def test_the_nearest_word_is_offered(head: str, typed: str, fix: str, mission: Path) -> None:
    desk = opened(export(mission))
    desk.at("A-01", head).value = typed
    _, problems = bring(mission, desk.save())
    assert [problem.fix.startswith(fix) for problem in problems] == [True]


def test_a_mistake_that_only_both_sides_together_make_is_found_before_anything_is_written(
    mission: Path, tmp_path: Path
) -> None:
    desk = opened(export(mission))
    desk.write("A-01", Waits_for="A-03")
    desk.write("A-03", Status="verified", Evidence="E-06")
    (tmp_path / "plan.xlsx").write_bytes(desk.save())
    text = PLAN.replace("    status: done\n", "    status: done\n    after: [A-02]\n")
    (mission / "plan.yaml").write_text(text, encoding="utf-8")
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 3
    assert "XLS036: Plan!Q5: these actions wait for each other: A-01 waits for A-03 waits for A-02" in done.stderr
    assert (mission / "plan.yaml").read_text(encoding="utf-8") == text


def test_a_formula_with_a_result_is_taken_by_it(mission: Path) -> None:
    content = export(mission)
    formula = b"<f>2*3</f><v>6</v></c>"
    sheet = parts_of(content)["xl/worksheets/sheet1.xml"]
    changed, count = re.subn(rb'(<c r="N5"[^<>]*?)/>', rb"\1>" + formula, sheet)
    assert count == 1
    imported, problems = bring(mission, with_parts(content, {"xl/worksheets/sheet1.xml": changed}))
    assert imported is not None
    assert list(problems) == []
    assert [(one.action, one.field, str(one.after)) for one in imported.merged.changes] == [("A-01", "cost", "6")]


def test_a_plan_with_a_text_that_no_cell_can_hold_says_so_before_it_leaves() -> None:
    read, questionnaire = example()
    long = replace(read.actions[0], note="x" * 40_000)
    problems = Problems()
    check_fits(replace(read, actions=(long,)), problems)
    assert [problem.code for problem in problems] == ["XLS001"]
    (problem,) = problems
    assert problem.message == "Note of K23-03 has 40000 characters, and a cell of a workbook holds 32767 at most."
    assert problem.span.file == "kestoria-2028/plan.yaml"
    with pytest.raises(ValueError, match="Note of K23-03 has 40000 characters"):
        workbook(replace(read, actions=(long,)), questionnaire, ON)


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """Give a workbook with other parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts_of(content) | parts).items():
            archive.writestr(name, part)
    return stream.getvalue()


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "%s">]><a>&b;</a>' % (b"x" * 100)
SHEET = "xl/worksheets/sheet1.xml"
HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str, str]] = {
    "a zip bomb": (
        lambda c: with_parts(c, {"xl/x.xml": b" " * (MAXIMUM_UNPACKED + 1)}),
        "XLS003",
        "unpacks to more than",
    ),
    "a part packed beyond reason": (
        lambda c: with_parts(c, {"xl/x.xml": b" " * 8_000_000}),
        "XLS003",
        f"more than {MAXIMUM_RATIO} times its size",
    ),
    "entities": (lambda c: with_parts(c, {SHEET: ENTITIES}), "XLS003", "has a document type"),
    "entities in another encoding": (
        lambda c: with_parts(c, {SHEET: ENTITIES.decode().encode("utf-16")}),
        "XLS003",
        "is not UTF-8",
    ),
    "a letter set of its own": (
        lambda c: with_parts(c, {SHEET: b'<?xml version="1.0" encoding="cp037"?>' + ENTITIES.decode().encode("cp037")}),
        "XLS003",
        "is not UTF-8",
    ),
    "too many cells": (
        lambda c: with_parts(c, {SHEET: b"".join(b'<c r="A%d" s="%d"/>' % (n, n * n) for n in range(200_001))}),
        "XLS003",
        "a sheet has more than 200000 cells",
    ),
    "too many tags": (
        lambda c: with_parts(c, {"xl/styles.xml": b"".join(b"<a b='%d'/>" % (n * n) for n in range(100_001))}),
        "XLS003",
        "a part of it has more than 100000 tags",
    ),
    "too many parts": (lambda c: with_parts(c, {f"x{n}": b"" for n in range(2_001)}), "XLS003", "more than 2000 parts"),
    "half a file": (lambda c: c[: len(c) // 2], "XLS002", "damaged, or was only half copied"),
    "broken inside": (lambda c: c[:3000] + b"\x00" * 4000 + c[7000:], "XLS002", "damaged"),
    "a sheet that is no XML": (lambda c: with_parts(c, {SHEET: b"<a><b></a>"}), "XLS002", "it is damaged"),
    "no list of sheets": (lambda c: with_parts(c, {"xl/workbook.xml": b"<a/>"}), "XLS005", "No sheet of this workbook"),
    "an old workbook or one with a password": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "XLS002",
        "an old .xls file, or it is protected by a password",
    ),
    "text": (lambda _: b"Id,Action\n", "XLS002", "another kind of file"),
    "nothing": (lambda _: b"", "XLS002", "another kind of file"),
    "more than is read": (lambda _: b"PK" + bytes(MAXIMUM_FILE), "XLS002", f"more than {MAXIMUM_FILE} bytes"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_file_is_refused_in_words(name: str, mission: Path) -> None:
    make, code, words = HOSTILE[name]
    problems = Problems()
    content = make(export(mission))
    tracemalloc.start()
    found = read_workbook(content, "plan.xlsx", problems)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found is None
    errors = [problem for problem in problems if problem.kind.severity is Severity.ERROR]
    assert [problem.code for problem in errors] == [code], "\n".join(map(str, problems))
    assert words in errors[0].message
    assert most < 200 * 1024 * 1024


def test_ranges_that_cover_the_whole_sheet_cost_nothing(mission: Path) -> None:
    content = export(mission)
    sheet = parts_of(content)[SHEET]
    whole = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    links = b'<hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'
    tracemalloc.start()
    changed = sheet.replace(b"<conditionalFormatting", whole + links + b"<conditionalFormatting", 1)
    _, problems = bring(mission, with_parts(content, {SHEET: changed}))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [problem.code for problem in problems] == ["XLS012"]
    assert most < 100 * 1024 * 1024


def test_macros_and_links_to_other_files_are_never_touched(mission: Path) -> None:
    content = export(mission)
    parts = parts_of(content)
    link = (
        b'<Relationship Id="rId99" TargetMode="External" Target="file:///nowhere/other.xlsx" Type="http://schemas.open'
        b'xmlformats.org/officeDocument/2006/relationships/externalLinkPath"/></Relationships>'
    )
    related = "xl/_rels/workbook.xml.rels"
    changed = {
        "xl/vbaProject.bin": b"\x00macros",
        related: parts[related].replace(b"</Relationships>", link),
    }
    imported, problems = bring(mission, with_parts(content, changed))
    assert imported is not None
    assert list(problems) == []
    assert imported.rewriting.empty


def test_a_hostile_file_ends_the_command_in_order(mission: Path, tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(with_parts(export(mission), {SHEET: ENTITIES}))
    done = run(mission, tmp_path / "plan.xlsx")
    assert done.returncode == 3
    assert "plan.xlsx: XLS003: This is not read: a part of it has a document type" in done.stderr
    assert list(actions_in(mission)) == ["A-01", "A-02", "A-03"]
