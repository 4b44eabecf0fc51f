"""Every edition passes what a machine can check of PDF/UA-1, and the checker sees each thing that can be wrong.

That it finds nothing proves no conformance: people must judge whether words and order make sense.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from broken_pdfs import BREAKS, Break, broken, drawing, elements, font
from pikepdf import Array, Dictionary, Name, Pdf, String
from report_showcase import showcase

from rmdiag.opening import reported
from rmdiag.reporting import Order, report_of
from rmdiag.reports.accessible import RULES, barriers_in
from rmdiag.reports.enclosed import Attachment
from rmdiag.reports.formats import ReportFormat, written
from rmdiag.reports.model import Definitions
from rmdiag.reports.numbering import blocks_of
from rmdiag.reports.pdf_files import LockedPdfError, UnreadablePdfError
from rmdiag.reports.render import to_pdf
from rmdiag.reports.report_for import Edition

EXAMPLES = Path(__file__).parent.parent / "examples"
FILES = (
    Attachment(name="result.json", media_type="application/json", description="The result", text="{}"),
    Attachment(name="seal.json", media_type="application/json", description="The checksums"),
)
# One line per edition and form; add those that are new.
DIAGNOSTIC = Order(mission=EXAMPLES / "saint-orel-2026", edition=Edition.DIAGNOSTIC)
EDITIONS = {
    "public diagnostic in French": replace(DIAGNOSTIC, public=True, language="fr"),
    "draft of a diagnostic in Spanish": replace(DIAGNOSTIC, draft=True, language="es"),
    "visit": Order(mission=EXAMPLES / "kestoria-2027-study-visit", edition=Edition.VISIT),
    "individual": Order(mission=EXAMPLES / "toa-candidate-c07", edition=Edition.INDIVIDUAL),
    "executive": replace(DIAGNOSTIC, edition=Edition.EXECUTIVE),
    "one-pager": replace(DIAGNOSTIC, edition=Edition.ONE_PAGER),
    "plan": replace(DIAGNOSTIC, edition=Edition.PLAN),
    "progress": Order(mission=EXAMPLES / "saint-orel-2028", edition=Edition.PROGRESS),
}


@cache
def good() -> bytes:
    return to_pdf(replace(showcase(), attachments=FILES))


def edition(order: Order) -> bytes:
    return written(report_of(reported(order.mission, None, order.language), order), ReportFormat.PDF)


def found(content: bytes) -> set[str]:
    return {barrier.rule.id for barrier in barriers_in(content)}


def test_the_showcase_of_every_block_and_chart_has_no_barrier() -> None:
    assert barriers_in(good()) == ()


@pytest.mark.parametrize("name", EDITIONS)
def test_no_edition_has_a_barrier(name: str) -> None:
    assert [(one.rule.id, one.page, one.object) for one in barriers_in(edition(EDITIONS[name]))] == []


@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_each_rule_sees_a_pdf_that_breaks_it(rule: str) -> None:
    assert rule in found(broken(good(), BREAKS[rule]))


def test_every_rule_is_broken_once_and_has_a_name_of_its_own() -> None:
    names = [rule.id for rule in RULES]
    assert sorted(names) == sorted(BREAKS)
    assert len(names) >= 50


def test_a_rule_says_where_it_is_written() -> None:
    assert all(rule.clause[0] in "567" for rule in RULES)
    assert sum(rule.checkpoint is not None for rule in RULES) > 30
    assert all(rule.words.endswith(".") for rule in RULES)


def test_saving_a_pdf_anew_breaks_nothing() -> None:
    def change_nothing(pdf: Pdf) -> None:
        del pdf

    assert found(broken(good(), change_nothing)) == set()


def test_a_barrier_names_its_page_and_what_it_is_about() -> None:
    (barrier,) = [one for one in barriers_in(broken(good(), BREAKS["figure"])) if one.rule.id == "figure"]
    assert barrier.page is not None
    assert barrier.object == "Figure"


def test_the_margins_of_a_page_are_no_part_of_its_text() -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        drawn = [page.Contents.read_bytes() for page in pdf.pages]
    assert sum(b"/Pagination" in one for one in drawn) >= len(drawn) - 1  # the cover has no margins


def test_a_link_is_described_by_its_words() -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        links = [one for page in pdf.pages for one in page.obj.get("/Annots", [])]
        assert {"3 Governance and mandate", "Table 1"} <= {str(one.Contents) for one in links}
        assert not any(str(one.Contents) == str(one.get("/Dest", "")) for one in links)


def test_each_link_covers_its_words_once() -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        for page in pdf.pages:
            boxes = [tuple(map(float, one.Rect)) for one in page.obj.get("/Annots", [])]
            nested = [(a, b) for a in boxes for b in boxes if a is not b and lies_in(a, b)]
            assert nested == []


def lies_in(inner: tuple[float, ...], outer: tuple[float, ...]) -> bool:
    left, top, right, bottom = outer
    return left <= inner[0] and inner[2] <= right and bottom <= inner[3] and inner[1] <= top


def test_headings_of_rows_and_columns_say_which_they_are() -> None:
    with pikepdf.open(io.BytesIO(good())) as pdf:
        scopes = {str(one.A.Scope) for one in elements(pdf, "TH")}
        assert scopes == {"/Column", "/Row"}


def test_facts_are_a_table_and_no_table_in_a_table() -> None:
    assert any(isinstance(block, Definitions) for block in blocks_of(showcase()))
    with pikepdf.open(io.BytesIO(good())) as pdf:
        assert {str(one.P.S) for one in elements(pdf, "Table")} & {"/Table"} == set()


def test_a_cell_over_several_rows_counts_in_each() -> None:
    def reach_down(pdf: Pdf) -> None:
        table = next(one for one in elements(pdf, "TBody") if len(one.K) > 2)
        table.K[0].K[0].A["/RowSpan"] = 2
        del table.K[1].K[0]

    assert "table-rows" not in found(broken(good(), reach_down))


def test_a_drawing_within_a_drawing_is_looked_at() -> None:
    def draw(inner: bytes) -> Break:
        def change(pdf: Pdf) -> None:
            form = pdf.make_stream(inner, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
            pdf.pages[0].obj.Resources.XObject["/Inner"] = form
            drawing(b"/Inner Do")(pdf)

        return change

    assert "unmarked" in found(broken(good(), draw(b"0 0 9 9 re f")))
    assert "unmarked" not in found(broken(good(), draw(b"/Artifact BMC 0 0 9 9 re f EMC")))


def test_an_attribute_of_marked_text_may_stand_in_the_resources() -> None:
    def name_it(pdf: Pdf) -> None:
        pdf.pages[0].obj.Resources["/Properties"] = Dictionary(Mark=Dictionary(MCID=9999))
        drawing(b"/Span /Mark BDC EMC")(pdf)

    assert "mark-untagged" in found(broken(good(), name_it))


def test_a_role_may_lead_to_a_standard_one_over_another() -> None:
    def map_roles(pdf: Pdf) -> None:
        next(elements(pdf, "P")).S = Name.Mine
        pdf.Root.StructTreeRoot.RoleMap = Dictionary(Mine=Name.Yours, Yours=Name.P)

    def go_round(pdf: Pdf) -> None:
        map_roles(pdf)
        pdf.Root.StructTreeRoot.RoleMap.Yours = Name.Mine

    assert found(broken(good(), map_roles)) == set()
    assert "role" in found(broken(good(), go_round))


def test_tags_in_a_circle_are_no_way_to_keep_the_checker_busy() -> None:
    def go_round(pdf: Pdf) -> None:
        one = next(elements(pdf, "Sect"))
        one.K.append(one)

    with pytest.raises(UnreadablePdfError):
        barriers_in(broken(good(), go_round))


def test_drawings_that_draw_others_again_and_again_do_not_keep_the_checker_busy() -> None:
    def branch(pdf: Pdf) -> None:
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
        for _ in range(40):
            inside = Dictionary(XObject=Dictionary(F=form))
            form = pdf.make_stream(
                b"/F Do /F Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1], Resources=inside
            )
        pdf.pages[0].contents_add(b"/Many Do")
        pdf.pages[0].Resources.XObject = Dictionary(Many=form)

    with pytest.raises(UnreadablePdfError):
        barriers_in(broken(good(), branch))


def test_a_drawing_that_names_itself_in_its_own_resources_is_looked_at_once() -> None:
    def name_itself(pdf: Pdf) -> None:
        form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
        form.Resources = Dictionary(XObject=Dictionary(Me=form))
        pdf.pages[0].Resources.XObject = Dictionary(Me=form)

    barriers_in(broken(good(), name_itself))


@pytest.mark.parametrize("content", [b" Do", b" BMC", b" /A BDC"])
def test_a_step_without_its_operands_is_a_broken_file(content: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        barriers_in(broken(good(), lambda pdf: pdf.pages[0].contents_add(content)))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + b"\0" * 999, b"PK\x03\x04", None])
def test_a_damaged_file_is_told_from_a_pdf_with_barriers(content: bytes | None) -> None:
    with pytest.raises(UnreadablePdfError):
        barriers_in(good()[:2000] if content is None else content)


def test_a_locked_file_says_so() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(good())) as pdf:
        pdf.save(locked, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    with pytest.raises(LockedPdfError):
        barriers_in(locked.getvalue())


def test_a_stream_that_swells_beyond_measure_is_not_unpacked() -> None:
    def swell(pdf: Pdf) -> None:
        font(pdf).ToUnicode = pdf.make_stream(b" " * (70 * 1024 * 1024))

    with pytest.raises(UnreadablePdfError):
        barriers_in(broken(good(), swell))


def test_an_annotation_that_nobody_sees_needs_no_words() -> None:
    def hide(pdf: Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 1, 1]), F=2, Contents=String(""))
        page = next(page.obj for page in pdf.pages if "/Annots" in page.obj)
        page.Annots.append(pdf.make_indirect(made))

    assert found(broken(good(), hide)) == set()


def test_verapdf_agrees_where_it_is_installed(tmp_path: Path) -> None:
    program = shutil.which("verapdf")
    if program is None:
        pytest.skip("veraPDF is not installed (https://verapdf.org); it comes in no package of Debian or of PyPI")
    file = tmp_path / "report.pdf"
    file.write_bytes(good())
    ran = subprocess.run([program, "--format", "json", "--flavour", "ua1", str(file)], capture_output=True, check=False)
    jobs = json.loads(ran.stdout)["report"]["jobs"]
    assert [one for job in jobs for one in job["validationResult"] if not one["compliant"]] == []
