"""Write reports of a programme to files: which file, whether it may be replaced, what this machine lacks for it.

This module is an edge between `rmdiag programme report` and `reports/`: it opens the store and writes whole files.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from rmdiag.terminal import Exit, Stop, progress_of, say
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from rmdiag.assessment.portfolio.model import Audience, Portfolio
    from rmdiag.portfolios import Opened
    from rmdiag.questionnaires.model import Questionnaire
    from rmdiag.reports.editions.portfolio_telling import Occasion


class Form(StrEnum):
    """In which a programme is told."""

    PDF = "pdf"
    HTML = "html"
    XLSX = "xlsx"
    DASHBOARD = "dashboard"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks of the report of a programme."""

    programme: Path
    forms: tuple[Form, ...]
    audience: Audience
    on: date
    language: str | None = None  # None: that of programme.yaml
    output: Path | None = None  # None: a file in PROGRAMME/reports/
    store: str | None = None


def write_portfolio(wish: Wish) -> tuple[Path, ...]:
    """Write the report of a programme in every format that is asked for; each file whole or not at all.

    What goes to others than the team is kept on record first, as figures of two releases could be subtracted.
    """
    from rmdiag.portfolios import programme_at, store_of
    from rmdiag.releasing import refuse_what_clashes, remember
    from rmdiag.reports.editions.portfolio_telling import Occasion

    opened = programme_at(wish.programme)
    language = wish.language or opened.programme.language
    paths = {form: _path(wish, form, opened) for form in wish.forms}
    for form, path in paths.items():
        _refuse_to_replace(path, form)
    if Form.PDF in paths:
        from rmdiag.reporting import refuse_without_press

        refuse_without_press()
    questionnaire = _questionnaire(opened.programme.framework, language)
    occasion = Occasion(on=wish.on, audience=wish.audience, language=language)
    with store_of(opened, wish.store) as store:
        portfolio = store.portfolio(opened.programme)
        if not any(portfolio.rounds.values()):
            say(
                phrase(
                    "The programme has no round yet; `rmdiag programme add {path}` brings them in.", path=wish.programme
                )
            )
            raise Stop(Exit.USAGE)
        _name_what_is_left_out(portfolio, wish.on)
        release = refuse_what_clashes(opened.folder, portfolio, wish.audience, wish.on)
        contents = {form: _content(form, portfolio, questionnaire, occasion) for form in paths}
    remember(opened.folder, release)  # before anything is written: what is not remembered may not be given
    return tuple(_write(path, form, contents[form]) for form, path in paths.items())


def _name_what_is_left_out(portfolio: Portfolio, day: date) -> None:
    """Say which rounds a report of a day does not have, as the day may be today without anybody's asking for it."""
    members, rounds = portfolio.programme.members, portfolio.rounds
    late = [
        f"{member.called} {one.snapshot.round}"
        for member in members
        for one in rounds.get(member.id, ())
        if one.snapshot.as_of > day
    ]
    if late:
        say(
            phrase(
                "Left out, as they are later than {day}: {rounds}. With `--on DATE` the report tells of another day.",
                day=day,
                rounds=", ".join(late),
            )
        )


def _content(form: Form, portfolio: Portfolio, questionnaire: Questionnaire, occasion: Occasion) -> bytes:
    if form is Form.DASHBOARD:
        from rmdiag.reports.dashboard.page import to_dashboard

        return to_dashboard(portfolio, questionnaire, occasion)
    from rmdiag.reports.editions.portfolio import portfolio_report
    from rmdiag.reports.formats import ReportFormat, written

    report = portfolio_report(portfolio, questionnaire, occasion)
    with progress_of("weasyprint.progress", phrase("Printing the report")):
        return written(report, ReportFormat(form.value))


def _write(path: Path, form: Form, content: bytes) -> Path:
    from rmdiag.files import write_whole
    from rmdiag.reports.formats import UNTOUCHED, ReportFormat
    from rmdiag.word_files import beside_edited

    free = beside_edited(path, UNTOUCHED[ReportFormat.XLSX]) if form is Form.XLSX else path
    write_whole(free, content)
    return free


def _path(wish: Wish, form: Form, opened: Opened) -> Path:
    """Say where a report goes; those for others than the team have it in their names."""
    ending = "html" if form is Form.DASHBOARD else form.value
    if wish.output is not None and len(wish.forms) == 1:
        return wish.output
    what = "dashboard" if form is Form.DASHBOARD else "portfolio"
    if wish.output is not None:
        stem = wish.output.stem if form is not Form.DASHBOARD else f"{wish.output.stem}-{what}"
        return wish.output.with_name(f"{stem}.{ending}")
    audience = () if wish.audience.value == "team" else (wish.audience.value,)
    language = wish.language or opened.programme.language
    return opened.folder / "reports" / f"{'-'.join((opened.programme.id, what, *audience, language))}.{ending}"


def _refuse_to_replace(path: Path, form: Form) -> None:
    """End where a file stands in the way that is no report of ours in the same format."""
    from rmdiag.reporting import refuse_to_replace
    from rmdiag.reports.formats import ReportFormat

    if form is not Form.DASHBOARD:
        refuse_to_replace(path, ReportFormat(form.value))
        return
    from rmdiag.files import may_be_replaced
    from rmdiag.reports.dashboard.page import is_dashboard

    if not may_be_replaced(path, is_dashboard):
        say(
            phrase(
                "`{path}` is there already and is no dashboard; it is not overwritten. Name another file with -o.",
                path=path,
            )
        )
        raise Stop(Exit.DEVICE)


def _questionnaire(framework: str, language: str) -> Questionnaire:
    """Read the framework of a programme in the language of its report."""
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.questionnaires.files import load_questionnaire, shipped_at

    problems = Problems()
    found = load_questionnaire(shipped_at(framework), problems, language)
    stop_on_errors(problems)
    if found is None:
        raise Stop(Exit.INVALID)
    return found
