"""Write reports to files: which file, whether it may be replaced, what this machine lacks for it.

This module is an edge between `rmdiag report` and `reports/`: it opens missions and writes whole files or nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag import __version__
from rmdiag.reports.formats import OWN_FILES, UNTOUCHED, ReportFormat, written
from rmdiag.terminal import Exit, Stop, progress_of, say
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.assessment.assess import Assessment
    from rmdiag.portfolios import Kept
    from rmdiag.reports.model import Report
    from rmdiag.reports.report_for import Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks of a report."""

    mission: Path
    edition: Edition | None = None  # None: the one that fits the mission
    formats: tuple[ReportFormat, ...] = (ReportFormat.PDF,)
    language: str | None = None  # None: that of mission.yaml
    framework: Path | None = None
    against: Path | None = None  # the earlier round that is told of; None: the one that mission.yaml names
    public: bool = False
    draft: bool = False
    output: Path | None = None  # None: a file in MISSION/reports/
    folder: Path | None = None  # instead of MISSION/reports/, for the reports of several missions
    template: Path | None = None  # a Word document of the user's, for the report in Word; None: our own looks
    kept: Kept | None = None  # where the store of a programme has to have the round as its folder is now


def report_at(order: Order) -> tuple[Path, ...]:
    """Read and assess a mission, write its report, and give the files that were written."""
    from rmdiag.opening import reported
    from rmdiag.reports.formats import making_ready

    with making_ready(order.formats):
        assessment = reported(order.mission, order.framework, order.language)
        if order.kept is not None:
            from rmdiag.portfolios import refuse_unlike

            refuse_unlike(order.kept, assessment.mission)
        return write_report(assessment, order)


def write_report(assessment: Assessment, order: Order) -> tuple[Path, ...]:
    """Write the report of an assessed mission in every format that is asked for; each file whole or not at all."""
    from rmdiag.files import write_whole
    from rmdiag.word_files import beside_edited, template_at, written_in

    _refuse_useless_template(order)
    paths = {form: path_of(assessment, order, form) for form in order.formats}
    for form, path in paths.items():
        refuse_to_replace(path, form)
    template = None if order.template is None else template_at(order.template)
    if ReportFormat.PDF in paths:
        refuse_without_press()
    report = report_of(assessment, order)
    for form, path in paths.items():
        with progress_of("weasyprint.progress", phrase("Printing the report")):
            content = written_in(report, template) if template and form is ReportFormat.DOCX else written(report, form)
        paths[form] = beside_edited(path, UNTOUCHED[form]) if form in UNTOUCHED else path
        write_whole(paths[form], content)
    return tuple(paths.values())


def report_of(assessment: Assessment, order: Order) -> Report:
    """Decide the report that is asked for, with the result for programs beside it."""
    from rmdiag.reports.attached import Told, with_result
    from rmdiag.reports.editions.telling import Provenance
    from rmdiag.reports.report_for import edition_of, editions_for, report_for

    known = editions_for(assessment)
    if order.edition is not None and order.edition not in known:
        say(
            phrase(
                "`{mission}` cannot be told as `{edition}`; write one of {known}.",
                mission=order.mission,
                edition=order.edition,
                known=", ".join(known),
            )
        )
        raise Stop(Exit.USAGE)
    _refuse_form(order, order.edition or known[0])
    facts = Provenance(version=__version__, public=order.public, draft=order.draft)
    earlier = earlier_of(assessment, order)
    report = report_for(assessment, facts, order.edition, earlier)
    edition, language = order.edition or edition_of(assessment), report.metadata.language
    return with_result(report, assessment, Told(edition=edition, language=language, facts=facts, earlier=earlier))


def _refuse_form(order: Order, edition: Edition) -> None:
    """Refuse a draft for everybody, and the public form of what is for nobody else."""
    from rmdiag.reports.report_for import PRIVATE

    if order.draft and order.public:
        say(
            phrase(
                "A draft goes to the administration for comments, the public form to everybody: make the one first, "
                "without --public, and the other when it is cleared, without --draft."
            )
        )
        raise Stop(Exit.USAGE)
    if order.public and edition in PRIVATE:
        say(
            phrase(
                "`{edition}` has no public form: the result of a person, and what an administration showed its guests, "
                "are theirs to publish.",
                edition=edition,
            )
        )
        raise Stop(Exit.USAGE)


def path_of(assessment: Assessment, order: Order, form: ReportFormat) -> Path:
    """Say where a report goes."""
    from rmdiag.reports.report_for import edition_of

    if order.output is not None:
        return order.output if len(order.formats) == 1 else order.output.with_suffix(f".{form}")
    mission = assessment.mission
    marks = ("public",) * order.public + ("draft",) * order.draft
    parts = (mission.name, order.edition or edition_of(assessment), *marks, mission.report_language)
    return (order.folder or order.mission / "reports") / f"{'-'.join(parts)}.{form}"


def earlier_of(assessment: Assessment, order: Order) -> Assessment | None:
    """Open the round that a report is held against, or that it mentions; None where it is told of none."""
    from rmdiag.reports.report_for import Edition, edition_of

    edition = order.edition or edition_of(assessment)
    if edition is Edition.PROGRESS:
        return _earlier(assessment, order)
    if edition in ({Edition.DIAGNOSTIC} if order.public else {Edition.DIAGNOSTIC, Edition.EXECUTIVE}):
        return _before(assessment, order)
    if order.against is not None:
        say(phrase("`{edition}` tells of no earlier round; leave --against out.", edition=edition))
        raise Stop(Exit.USAGE)
    return None


def _earlier(assessment: Assessment, order: Order) -> Assessment:
    """Open the round that progress is measured from, in the language of the report."""
    from rmdiag.assessment.assess import assess
    from rmdiag.opening import earlier_round
    from rmdiag.rounds import refuse_for_progress

    path = round_before(assessment, order)
    if path is None or not path.is_dir():
        say(
            phrase(
                "Progress is measured from an earlier round: name its folder with --against DIR, or as "
                "`previous_round:` in {mission}/mission.yaml.",
                mission=order.mission,
            )
        )
        raise Stop(Exit.USAGE)
    earlier = assess(*earlier_round(path.resolve(), assessment.mission.report_language))
    refuse_for_progress(earlier, assessment)
    return earlier


def _before(assessment: Assessment, order: Order) -> Assessment | None:
    """Open the round before for a report that mentions it, None where it is not at hand or cannot be read."""
    from rmdiag.assessment.assess import assess
    from rmdiag.assessment.files import load_mission
    from rmdiag.assessment.unattributed import unattributed
    from rmdiag.problems import Problems

    path, problems = round_before(assessment, order), Problems()
    if path is None or not path.is_dir():
        return None
    found = load_mission(path, problems, None, assessment.mission.report_language)
    return None if found is None or problems.errors else assess(unattributed(found[0]), found[1])


def round_before(assessment: Assessment, order: Order) -> Path | None:
    """Give the folder of the round that is asked for, or that mission.yaml names."""
    named = assessment.mission.previous_round
    return order.against or (order.mission / named if named else None)


def refuse_to_replace(path: Path, form: ReportFormat) -> None:
    """End where a file stands in the way that is no report of ours in the same format."""
    from rmdiag.files import may_be_replaced

    if not may_be_replaced(path, OWN_FILES[form]):
        say(
            phrase(
                "`{path}` is there already and is no {form} report; it is not overwritten. Name another file with -o.",
                path=path,
                form=form.upper(),
            )
        )
        raise Stop(Exit.DEVICE)


def _refuse_useless_template(order: Order) -> None:
    if order.template is not None and ReportFormat.DOCX not in order.formats:
        say(phrase("A template is for a report in Word: write --to docx, or let FILE end in .docx."))
        raise Stop(Exit.USAGE)


def refuse_without_press() -> None:
    """Where Pango is missing, say how to install it."""
    from rmdiag.doctor import examine

    lacking = [part for part in examine() if part.blocks]
    for part in lacking:
        say(
            phrase(
                "{part} is missing: {meaning} To install it: {fix}", part=part.name, meaning=part.meaning, fix=part.fix
            )
        )
    if lacking:
        raise Stop(Exit.MISSING_PART)
