"""Stand between `rmdiag comments` and the disk: drafts handed out, files that come back, comments.yaml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag import __version__
from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.assessment.comments import Comment
    from rmdiag.assessment.comments_merge import Remark
    from rmdiag.assessment.exchange.reply.grids import Brought
    from rmdiag.assessment.exchange.reply.remarks import Draft
    from rmdiag.assessment.mission import Mission
    from rmdiag.problems import Problems
    from rmdiag.questionnaires.model import Questionnaire
    from rmdiag.recording import Deed
    from rmdiag.reports.formats import ReportFormat
    from rmdiag.reports.reply.form import ReplyForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """How files are brought in: the role of whoever is not named, and whether those of another mission are taken."""

    mission: Path
    framework: Path | None = None
    by: str | None = None
    anyway: bool = False


def form_at(mission: Path, framework: Path | None, language: str | None) -> ReplyForm:
    """Make the form of a mission's draft; end where its report has no findings to comment on."""
    from rmdiag.opening import reported
    from rmdiag.reports.reply.form import reply_form

    form = reply_form(reported(mission, framework, language), __version__)
    if len(form.entries) == 1:  # the report as a whole
        say(
            phrase(
                "The report of `{mission}` numbers no findings, so that there is nothing to hand out.", mission=mission
            )
        )
        raise Stop(Exit.USAGE)
    return form


def written_form(form: ReplyForm, kind: ReportFormat) -> bytes:
    """Write a form as a workbook or a document."""
    from rmdiag.reports.formats import ReportFormat
    from rmdiag.reports.render import bundled_tokens

    if kind is ReportFormat.DOCX:
        from rmdiag.reports.reply.document import to_reply_document

        return to_reply_document(form, bundled_tokens())
    from rmdiag.reports.reply.workbook import to_reply_workbook

    return to_reply_workbook(form, bundled_tokens())


def remarks_at(paths: Sequence[Path], bringing: Bringing, problems: Problems) -> list[tuple[Remark, ...]]:
    """Read files that came back, each against the draft in its own language; problems are noted."""
    from rmdiag.assessment.exchange.reply.remarks import remarks_in

    drafts: dict[str | None, Draft] = {}
    found = []
    for path in paths:
        brought = _brought(path, problems)
        if brought is None:
            continue
        language = None if brought.facts is None else brought.facts.language
        if language not in drafts:
            drafts[language] = draft_at(bringing, language)
        _refuse_strangers(brought, drafts[language], bringing)
        found.append(remarks_in(brought, drafts[language], bringing.by, problems))
    return found


def draft_at(bringing: Bringing, language: str | None) -> Draft:
    """Give the draft as it is now as plain values."""
    from rmdiag.assessment.exchange.base import identity_of
    from rmdiag.assessment.exchange.reply.facts import mark_of
    from rmdiag.assessment.exchange.reply.remarks import Draft
    from rmdiag.opening import reported
    from rmdiag.reports.editions.telling import Provenance
    from rmdiag.reports.languages.files import report_languages
    from rmdiag.reports.reply.form import findings_of, heads_in, known_heads
    from rmdiag.reports.report_for import report_for

    spoken = language if language in report_languages() else None
    assessment = reported(bringing.mission, bringing.framework, spoken)
    report = report_for(assessment, Provenance(version=__version__, draft=True))
    heads: Mapping[str, str] = heads_in(report.metadata.language)
    return Draft(
        mission=mark_of(identity_of(assessment.mission)),
        findings=findings_of(report),
        known_heads=known_heads(),
        heads=heads,
        evidence=assessment.mission.evidence,
    )


def comments_at(mission: Path) -> tuple[bytes | None, str | None]:
    """Give comments.yaml of a mission as it lies there and as text, None where there is none."""
    from rmdiag.assessment.mission import COMMENTS_FILE
    from rmdiag.files import read_document
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems

    file, problems = mission / COMMENTS_FILE, Problems()
    if not file.exists():
        return None, None
    before, document = file.read_bytes(), read_document(file, str(file), problems)
    stop_on_errors(problems)
    return before, None if document is None else document.text


def keep_comments(
    mission: Path, text: str, meant: tuple[Sequence[Comment], Mission, Questionnaire], deed: Deed | None
) -> Path | None:
    """Write comments.yaml after reading it back, with an entry in the journal; give it, None where nothing changes.

    Without a deed nothing is written: the file that would be is given.
    """
    from rmdiag.assessment.comments_check import check_comments
    from rmdiag.assessment.mission import COMMENTS_FILE
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.recording import Writing, record

    before, now = comments_at(mission)
    if text == now:
        return None
    comments, found, questionnaire = meant
    problems = Problems()
    check_comments(text, comments, (found, questionnaire), problems)
    stop_on_errors(problems)
    if deed is not None:
        record(mission, [Writing(inside=COMMENTS_FILE, before=before, after=text.encode())], deed)
    return mission / COMMENTS_FILE


def _brought(path: Path, problems: Problems) -> Brought | None:
    from rmdiag.assessment.exchange.reply.grids import read_file
    from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE

    with path.open("rb") as stream:
        return read_file(stream.read(MAXIMUM_FILE + 1), path.name, problems)


def _refuse_strangers(brought: Brought, draft: Draft, bringing: Bringing) -> None:
    """End when a file says that it holds the findings of another mission."""
    if brought.facts is None or bringing.anyway or brought.facts.mission == draft.mission:
        return
    say(phrase("`{file}` holds comments on the draft of another mission or round.", file=brought.name))
    say(phrase("If it belongs here all the same, as after a change of name: --anyway"))
    raise Stop(Exit.USAGE)
