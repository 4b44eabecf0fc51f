"""Pages of a report in Word: no word is torn, no heading is left alone, no page holds next to nothing."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest
from docx.oxml.ns import qn
from office import converted
from pages import texts
from paper_forms import agenda, example, guide, questionnaire, questions_in
from report_showcase import showcase
from word_documents import read

from rmdiag.reports.compose import bullets, para, row, strong
from rmdiag.reports.model import Block, Column, Columns, Report, Section, Start, Table
from rmdiag.reports.word.render import to_docx

BOXES = ("Sí", "Parcialmente", "No", "No se sabe", "No aplicable")
DATES = ("1er avr. 2027", "31 mars 2028")


def with_sections(*sections: Section) -> Report:
    return replace(showcase(), cover=None, sections=sections)


def with_blocks(*blocks: Block) -> Report:
    return with_sections(Section(id="one", title="One", blocks=blocks))


def lines_of(content: bytes) -> list[str]:
    """Print a document, and give its lines with plain spaces."""
    printed = "\n".join(texts(converted(content, "pdf", kind="docx")))
    return [" ".join(line.split()) for line in printed.splitlines()]


def keeps(content: bytes) -> dict[str, bool]:
    """Tell of every paragraph with words whether it stays on the page of the next one."""
    body = read(content).element.body
    found = {}
    for one in body.iter(qn("w:p")):
        said = "".join(text.text or "" for text in one.iter(qn("w:t")))
        found[said] = one.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    return found


def dated(*shares: int) -> Table:
    """Give a table whose dates and heads ask for more room than their columns wish for."""
    first, last = (date.replace(" ", "\u00a0") for date in DATES)
    heads = ("Questions", "Équipe", "Période", "Nombre", "Texte")
    columns = tuple(Column(title=head, width=share) for head, share in zip(heads, shares, strict=True))
    words = "What is done, and when it counts as done. " * 3
    rows = tuple(row("5", "1", f"{first}\u2009–\u2009{last}", "12", words) for _ in range(3))
    return Table(id="t", caption="Dates", columns=columns, rows=rows)


@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("shares", [(1, 1), (1, 2), (1, 4)])
def test_boxes_stand_on_several_lines_and_none_is_parted_from_its_words(shares: tuple[int, int]) -> None:
    ticks = "\u2003".join(f"☐ {one}".replace(" ", "\u00a0") for one in BOXES)
    columns = Columns(left=(para(ticks),), right=(para("Notes"),), shares=shares)
    lines = [line for line in lines_of(to_docx(with_blocks(columns))) if "☐" in line or line in BOXES]
    found = [f"☐ {box.strip()}" for line in lines for box in line.split("☐")[1:]]
    assert found == [f"☐ {one}" for one in BOXES]
    assert len(lines) > 1


@pytest.mark.xdist_group("office")
def test_no_box_of_a_spanish_guide_is_parted_from_its_words() -> None:
    form = guide(example("valdoria-2026"), "executive")
    boxes = [box.strip() for line in lines_of(to_docx(form)) for box in line.split("☐")[1:]]
    assert boxes.count("Parcialmente") >= 1
    assert boxes.count("No aplicable") == boxes.count("No se sabe") == len(set(questions_in(form)))


@pytest.mark.xdist_group("office")
def test_no_date_and_no_head_of_a_column_is_torn() -> None:
    lines = lines_of(to_docx(with_blocks(dated(6, 5, 12, 6, 140))))
    assert sum(DATES[0] in line for line in lines) == 3
    assert sum(DATES[1] in line for line in lines) == 3
    whole = " ".join(lines)
    assert all(head in whole for head in ("Questions", "Équipe", "Période", "Nombre"))


def test_a_table_without_room_for_its_words_keeps_the_widths_that_were_wished() -> None:
    columns = tuple(Column(title="internationalisation", width=8) for _ in range(20))
    table = Table(id="t", caption="c", columns=columns, rows=(row(*["1"] * 20),))
    grid = read(to_docx(with_blocks(table))).element.body.iter(qn("w:gridCol"))
    widths = [int(one.get(qn("w:w"))) for one in grid]
    assert max(widths) - min(widths) <= 1


def test_an_interval_may_break_behind_its_dash_only() -> None:
    said = "".join(
        text.text or "" for text in read(to_docx(with_blocks(dated(6, 5, 12, 6, 140)))).element.iter(qn("w:t"))
    )
    assert "1er\u00a0avr.\u00a02027\u00a0– 31\u00a0mars\u00a02028" in said
    assert "\u2009" not in said


def test_the_paragraph_after_a_last_table_is_one_point_high() -> None:
    known = read(to_docx(with_blocks(dated(30, 30, 30, 30, 48))))
    last = known.paragraphs[-1]
    assert str(last.style.name if last.style else "") == "Report End"
    spacing = known.styles["Report End"].element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    assert spacing.get(qn("w:line")) == "20"
    assert spacing.get(qn("w:lineRule")) == "exact"


@pytest.mark.xdist_group("office")
@pytest.mark.parametrize("interlocutor", ["aeo_unit", "monitoring_room", "executive"])
def test_what_closes_a_form_stands_on_the_page_of_its_last_question(interlocutor: str) -> None:
    for form in (guide(example("kestoria-2026"), interlocutor), questionnaire(example("kestoria-2026"), interlocutor)):
        pages = texts(converted(to_docx(form), "pdf", kind="docx"))
        assert list(questions_in(form))[-1] in pages[-1]


@pytest.mark.xdist_group("office")
def test_no_page_is_left_over_behind_a_table_that_fills_its_page() -> None:
    rows = [Section(id=f"s{n}", title=f"S{n}", blocks=(filling(n),), start=Start.NEW_PAGE) for n in range(36, 44)]
    pages = texts(converted(to_docx(with_sections(*rows)), "pdf", kind="docx"))
    assert all("row" in page for page in pages)


def filling(number: int) -> Table:
    columns = (Column(title="Row", width=168),)
    return Table(id=f"t{number}", caption="Rows", columns=columns, rows=tuple(row(f"row {n}") for n in range(number)))


@pytest.mark.xdist_group("office")
def test_the_agenda_has_three_pages_in_the_fonts_of_word_and_few_more_in_others() -> None:
    content = to_docx(agenda(example("kestoria-2026")))
    shown = subprocess.run(["fc-match", "Calibri"], capture_output=True, text=True, check=False).stdout  # noqa: S607
    most = 3 if "Carlito" in shown or "Calibri" in shown else 5
    assert len(texts(converted(content, "pdf", kind="docx"))) <= most


def test_a_title_and_words_that_end_with_a_colon_stay_with_their_list() -> None:
    words = (para("One."), para("Two."), para("Three."), para("For this:"))
    found = keeps(to_docx(with_blocks(*words, bullets("a", "b"), para("After."), para(strong("Next")), bullets("c"))))
    assert found["For this:"]
    assert found["Next"]
    assert not found["Three."]
    assert not found["After."]


def test_the_first_words_of_a_chapter_stay_with_the_table_they_lead_to() -> None:
    found = keeps(to_docx(with_blocks(para("One."), para("Two."), dated(30, 30, 30, 30, 48))))
    assert found["One"]
    assert found["One."]
    assert found["Two."]


def test_a_chapter_of_a_few_words_stays_with_its_first_section() -> None:
    inner = Section(id="two", title="Inner", blocks=(para("Within."),))
    chapter = Section(id="one", title="Outer", blocks=(para("Leads on."),), sections=(inner,))
    assert keeps(to_docx(with_sections(chapter)))["Leads on."]
    apart = replace(chapter, sections=(replace(inner, start=Start.NEW_PAGE),))
    assert not keeps(to_docx(with_sections(apart)))["Leads on."]
