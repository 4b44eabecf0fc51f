"""Verify reports: open the PDF and the mission, tell the report again, and say whether they belong together."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag import __version__
from rmdiag.terminal import Exit, Stop, progress_of, say
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment
    from rmdiag.assessment.journal import Entry
    from rmdiag.problems import Problem
    from rmdiag.reporting import Order
    from rmdiag.reports.accessible_rules import Barrier
    from rmdiag.reports.attached import Told
    from rmdiag.reports.belonging import Stated, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What somebody asks of a report."""

    report: Path
    mission: Path | None = None  # None: only whether it is as it was printed
    framework: Path | None = None
    against: Path | None = None  # the earlier round of a report of progress; None: the one that mission.yaml names
    reprint: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What the journal of a mission says, and how the files stand to it."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    by_hand: tuple[tuple[str, Entry], ...] = ()  # files that no longer are what the last entry on them left


def record_of(mission: Path) -> Record:
    """Read the journal of a mission, check its chain, and hold the files against it."""
    from rmdiag.assessment.journal import changed_by_hand
    from rmdiag.problems import Problems
    from rmdiag.recording import digests_of, journal_of

    problems = Problems()
    entries = journal_of(mission, problems)
    by_hand = changed_by_hand(entries, digests_of(mission, entries))
    return Record(entries=entries, problems=tuple(problems), by_hand=by_hand)


def verdict_on(question: Question) -> Verdict:
    """Say whether a report is as it was printed and, with a mission, whether it belongs to it."""
    from rmdiag.reports.belonging import changes_since, judge, judge_file, stated_in, with_print
    from rmdiag.reports.pdf_files import UnreadablePdfError
    from rmdiag.reports.sealing import look_into

    content = content_of(question.report)
    try:
        sealed = look_into(content)
    except UnreadablePdfError as error:
        raise _stop_unreadable(question.report, error) from error
    then = stated_in(sealed)
    if question.mission is None or then is None:
        return judge_file(sealed)
    order, assessment, today = _told_again(question, question.mission, then)
    now = _stated_today(order, assessment, today, then)
    verdict = judge(sealed, now, changes_since(then, assessment.mission))
    if question.reprint and verdict.outcome.fits:
        return with_print(verdict, same=_printed(order, assessment) == content)
    return verdict


def barriers_of(path: Path) -> tuple[Barrier, ...]:
    """Give what stands in the way of readers who hear a PDF."""
    from rmdiag.reports.accessible import barriers_in
    from rmdiag.reports.pdf_files import UnreadablePdfError

    try:
        return barriers_in(content_of(path))
    except UnreadablePdfError as error:
        raise _stop_unreadable(path, error) from error


def content_of(path: Path) -> bytes:
    """Read a PDF from the disk; end where it is none, or larger than any report."""
    from rmdiag.reports.formats import OWN_FILES, ReportFormat
    from rmdiag.reports.pdf_files import MAXIMUM_PDF

    if path.is_dir():
        say(phrase("`{path}` is a folder. Name the PDF of a report first, then its mission.", path=path))
        raise Stop(Exit.USAGE)
    with path.open("rb") as stream:
        content = stream.read(MAXIMUM_PDF + 1)
    if not OWN_FILES[ReportFormat.PDF](content):
        say(phrase("`{path}` is no PDF; only reports in PDF carry what can be verified.", path=path))
        raise Stop(Exit.INVALID)
    if len(content) > MAXIMUM_PDF:
        say(phrase("`{path}` has more than {number} bytes; no report is so large.", path=path, number=MAXIMUM_PDF))
        raise Stop(Exit.INVALID)
    return content


def _stop_unreadable(path: Path, error: Exception) -> Stop:
    from rmdiag.reports.pdf_files import LockedPdfError

    if isinstance(error, LockedPdfError):
        say(phrase("`{path}` is locked with a password; no report of rmdiag is. Unlock it first.", path=path))
    else:
        say(phrase("`{path}` cannot be read as a PDF: it is damaged, or was only half copied.", path=path))
    return Stop(Exit.INVALID)


def _told_again(question: Question, mission: Path, then: Stated) -> tuple[Order, Assessment, Told]:
    """Assess the mission as the report did; end where this version knows no such edition or language."""
    from rmdiag.opening import reported
    from rmdiag.reporting import Order, earlier_of, round_before
    from rmdiag.reports.attached import Told
    from rmdiag.reports.editions.telling import Provenance
    from rmdiag.reports.languages.files import report_languages
    from rmdiag.reports.report_for import Edition

    if then.edition not in list(Edition) or then.language not in report_languages():
        say(
            phrase(
                "This version of rmdiag has no edition `{edition}` in `{language}`; the answers were not looked at.",
                edition=then.edition,
                language=then.language,
            )
        )
        raise Stop(Exit.INVALID)
    edition = Edition(then.edition)
    found = reported(mission, question.framework, then.language)
    # The name of a folder stands in a report, and says nothing of what is in it.
    assessment = replace(found, mission=replace(found.mission, name=then.mission.name))
    facts = Provenance(version=__version__, public=then.public, draft=then.draft)
    order = Order(
        mission=mission,
        edition=edition,
        language=then.language,
        framework=question.framework,
        against=question.against,
        public=then.public,
        draft=then.draft,
    )
    before = round_before(assessment, order)
    told_of = then.against is not None and before is not None and before.is_dir()
    earlier = earlier_of(assessment, order) if told_of else None
    return order, assessment, Told(edition=edition, language=then.language, facts=facts, earlier=earlier)


def _stated_today(order: Order, assessment: Assessment, told: Told, then: Stated) -> Stated:
    """Say what a report made today would say of its making; its words only where they can be the same."""
    import json

    from rmdiag.reporting import report_of
    from rmdiag.reports.attached import digest_of, said_of
    from rmdiag.reports.belonging import read_stated

    words = None
    same = then.mission.sha256 == assessment.mission.checksum
    if same and (then.against is None) == (told.earlier is None):
        words = digest_of(report_of(assessment, order))
    now = read_stated(json.dumps(said_of(assessment, told, words)))
    if now is None:
        message = "what a report says of its making cannot be read back"
        raise RuntimeError(message)
    return now


def _printed(order: Order, assessment: Assessment) -> bytes:
    from rmdiag.reporting import report_of
    from rmdiag.reports.formats import ReportFormat, written

    with progress_of("weasyprint.progress", phrase("Printing the report")):
        return written(report_of(assessment, order), ReportFormat.PDF)
