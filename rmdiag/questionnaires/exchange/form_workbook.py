"""Write the form of one respondent as a workbook for Excel and LibreOffice: to fill in and send back."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO

from xlsxwriter import Workbook

from rmdiag.files import catalogue
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.form_looks import FormLooks
from rmdiag.questionnaires.exchange.form_outlay import pages_of
from rmdiag.questionnaires.exchange.form_rules import Lists
from rmdiag.questionnaires.exchange.form_sheet import Sheet, widths_of, write_page
from rmdiag.questionnaires.exchange.form_shown import check_fits, options_of
from rmdiag.questionnaires.exchange.form_sides import Guide, level_rows, write_levels, write_lists, write_register
from rmdiag.questionnaires.exchange.form_untouched import Seen, print_of
from rmdiag.questionnaires.exchange.form_words import BASE, INSTRUCTIONS, LEVELS, LISTS, REGISTER
from rmdiag.questionnaires.exchange.heights import free_heights
from rmdiag.questionnaires.exchange.kept import kept_rows
from rmdiag.questionnaires.forms import FORMAT, VERSION, Form, plain_base, plain_head
from rmdiag.tongue import phrase, speaking

KEPT_FORMAT = f"{FORMAT} workbook"


def to_workbook(form: Form) -> bytes:
    """Give the bytes of an XLSX file, in the language of the form; the same form gives the same bytes.

    Raises ValueError for a text that no cell can hold; `check_fits` finds them all beforehand.
    """
    problems = Problems()
    check_fits(form, problems)
    if problems:
        raise ValueError("; ".join(problem.message for problem in problems))
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    language = form.head.language
    with speaking(language, catalogue(language, "commands")):
        _write(book, form)
        book.close()
    return free_heights(stream.getvalue())


def _write(book: Workbook, form: Form) -> None:
    looks, lists, pages = FormLooks(book=book), Lists(), pages_of(form)
    _name(book, form)
    guide = book.add_worksheet(phrase(INSTRUCTIONS))
    sheets = [(page, book.add_worksheet(page.name)) for page in pages]
    Guide(sheet=guide, form=form, looks=looks).write(pages)
    levels, seen = level_rows(form), list[Seen]()
    for page, sheet in sheets:
        widths = widths_of(page)
        writing = Sheet(sheet=sheet, page=page, form=form, looks=looks, levels=levels, widths=widths)
        seen += write_page(writing, lists)
    if levels:
        write_levels(book.add_worksheet(phrase(LEVELS)), form, looks)
    if form.evidence:
        write_register(book.add_worksheet(phrase(REGISTER)), form, looks)
    write_lists(book.add_worksheet(phrase(LISTS)), lists)
    base = book.add_worksheet(BASE)
    for number, row in enumerate(_kept(form, print_of(seen))):
        for place, cell in enumerate(row):
            base.write_string(number, place, cell)
    base.very_hidden()
    base.protect()


def _kept(form: Form, fingerprint: str) -> list[tuple[str, ...]]:
    """Give what the form keeps of itself: whose it is, what was said, and the words of the options by id."""
    options = {one.id: options_of(one) for one in form.questions if one.options}
    facts = {
        "head": plain_head(form.head),
        "asked": [question.id for question in form.questions],
        "evidence": [identity for identity, _ in form.evidence],
        "print": fingerprint,
    }
    rows: dict[str, object] = {f"base {identity}": said for identity, said in plain_base(form.before).items()}
    rows |= {f"options {identity}": words for identity, words in options.items()}
    return kept_rows((KEPT_FORMAT, VERSION), facts, rows)


def _name(book: Workbook, form: Form) -> None:
    """Say what the file is; its time is that of the day on which it is sent, not of the clock."""
    book.set_properties(
        {
            "title": form.title,
            "subject": form.head.mission,
            "comments": form.head.role,
            "author": "rmdiag",
            "created": datetime.combine(form.head.sent, time(), tzinfo=UTC),
        }
    )
    book.set_size(2400, 1500)
