"""Hand forms out to respondents and take them back: open the mission, write files, read what came back, record it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from rmdiag.files import write_whole
from rmdiag.problems import Problems, did_you_mean, listed
from rmdiag.terminal import Exit, Stop, say
from rmdiag.tongue import phrase, speaking
from rmdiag.values import dataclass

if TYPE_CHECKING:
    from rmdiag.assessment.form_import import Bench, Import, Wanted
    from rmdiag.assessment.mission import Mission
    from rmdiag.assessment.respondents import Respondent
    from rmdiag.questionnaires.forms import Desk, Returned
    from rmdiag.questionnaires.model import Questionnaire

Speaks = Callable[[str], "Questionnaire"]  # gives the questions in a language
Make = Callable[..., bytes]  # of a form, and of the same form in other languages where it carries them

FOLDER = Path("reports", "forms")  # inside a mission, where nothing else is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of form: the end of its file's name, and the function that makes its bytes."""

    ending: str
    home: str  # module and function
    every: bool = False  # whether one form carries all languages

    def languages(self, own: str) -> tuple[str, ...]:
        """Give the languages that a form carries beside its own."""
        from rmdiag.reports.languages.files import report_languages

        return tuple(one for one in report_languages() if one != own) if self.every else ()


KINDS: Mapping[str, Kind] = {
    "xlsx": Kind(ending=".xlsx", home="form_workbook:to_workbook"),
    "html": Kind(ending=".html", home="form_page:to_page"),
    "xlsform": Kind(ending=".xlsform.xlsx", home="xlsform:to_xlsform", every=True),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks to be handed out: kind, whom for, in which language, where to."""

    mission: Path
    kind: str
    roles: tuple[str, ...] = ()
    language: str | None = None
    folder: Path | None = None
    framework: Path | None = None
    sent: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """Files that came back, and the mission that they are brought to."""

    mission: Path
    paths: tuple[Path, ...]
    framework: Path | None = None


def export_forms(order: Order) -> tuple[Path, ...]:
    """Write one file per respondent; a file in which somebody has answered is not replaced."""
    mission, questionnaire = mission_in(order.mission, order.framework, order.language)
    chosen = chosen_respondents(order.roles, mission, questionnaire)

    @cache
    def speaks(language: str) -> Questionnaire:
        read = language == (order.language or mission.report_language)
        return questionnaire if read else mission_in(order.mission, order.framework, language)[1]

    kind, folder = KINDS[order.kind], order.folder or order.mission / FOLDER
    module, name = kind.home.split(":")
    make: Make = getattr(import_module(f"rmdiag.questionnaires.exchange.{module}"), name)
    written = []
    for one in chosen:
        path = folder / f"{one.id}{kind.ending}"
        refuse_answered(path)
        content = _made(one, order, (mission, speaks), make)
        write_whole(path, content)
        written.append(path)
    return tuple(written)


def refuse_answered(path: Path) -> None:
    """End where a file is there in which somebody has written since it was handed out, or which is none of ours."""
    if not path.exists():
        return
    from rmdiag.questionnaires.exchange.arrivals import untouched

    content = path.read_bytes() if path.is_file() else b""
    if not untouched(content, path.name):
        say(
            phrase(
                "`{path}` is there and is not as it was handed out. Import it first (rmdiag form import), or move it.",
                path=path,
            )
        )
        raise Stop(Exit.CONFLICTS)


def _made(one: Respondent, order: Order, found: tuple[Mission, Speaks], make: Make) -> bytes:
    """Make a form in the language of its respondent: that which is asked for, theirs, that of the report.

    A form for phones carries all languages; its respondent chooses.
    """
    from rmdiag.assessment.respondents import form_of
    from rmdiag.files import catalogue

    mission, speaks = found
    language = order.language or one.language or mission.report_language
    own, *others = (
        form_of(replace(one, language=spoken), mission, speaks(spoken), order.sent)
        for spoken in (language, *KINDS[order.kind].languages(language))
    )
    with speaking(language, catalogue(language, "commands")):
        return make(own, tuple(others)) if others else make(own)


def chosen_respondents(roles: Sequence[str], mission: Mission, questionnaire: Questionnaire) -> tuple[Respondent, ...]:
    """Give those who are named, by id or role; all who are asked something where nobody is. Ends on an unknown one."""
    from rmdiag.assessment.respondents import asked_of, respondents_of, team_of

    every = respondents_of(mission, questionnaire)
    if not roles:
        return tuple(one for one in every if asked_of(one, mission, questionnaire))
    known = {name: one for one in (team_of(mission), *every) for name in (one.role, *one.asks, one.id)}
    unknown = [role for role in roles if role not in known]
    if unknown:
        ids = [one.id for one in every]
        near = did_you_mean(unknown[0], ids)
        say(
            phrase(
                "`{role}` is nobody who is asked: {near}name one of {known}.",
                role=unknown[0],
                near=near,
                known=listed(ids, 30),
            )
        )
        raise Stop(Exit.USAGE)
    return tuple({known[role].id: known[role] for role in roles}.values())


def mission_in(path: Path, framework: Path | None, language: str | None) -> tuple[Mission, Questionnaire]:
    """Read a mission with its questions in a language; in that of its report where none is asked for."""
    from rmdiag.assessment.files import load_mission
    from rmdiag.opening import framework_path, stop_on_errors

    problems = Problems()
    found = load_mission(path, problems, framework_path(framework), language)
    stop_on_errors(problems)
    if found is None:
        raise Stop(Exit.INVALID)
    return found


def read_forms(paths: Iterable[Path], desk: Desk) -> tuple[Returned, ...]:
    """Read all files that came back, each known by its content."""
    from rmdiag.questionnaires.exchange.arrivals import MOST_BYTES, returned_in

    found: list[Returned] = []
    for path in paths:
        with path.open("rb") as stream:
            content = stream.read(MOST_BYTES + 1)
        found += returned_in(content, path.name, desk)
    return tuple(found)


def import_forms(arrived: Arrived, wanted: Wanted, bench: Bench) -> Import:
    """Read forms and bring them into the sheets of a mission, in memory; problems are those of the bench."""
    from rmdiag.assessment.form_import import bring
    from rmdiag.questionnaires.forms import Desk

    mission, framework, paths = arrived.mission, arrived.framework, arrived.paths

    def speaks(language: str) -> Questionnaire:
        return mission_in(mission, framework, language)[1]

    desk = Desk(questionnaire=bench.questionnaire, speaks=cache(speaks), problems=bench.problems)
    return bring(read_forms(paths, desk), bench, wanted)


def bench_of(path: Path, framework: Path | None) -> Bench:
    """Open a mission for forms that came back."""
    from rmdiag.assessment.form_import import Bench
    from rmdiag.recording import journal_of

    problems = Problems()
    mission, questionnaire = mission_in(path, framework, "en")
    sheets = sorted((path / "responses").glob("*.yaml")) if (path / "responses").is_dir() else []
    texts: dict[str, str | None] = {f"responses/{one.name}": one.read_bytes().decode("utf-8-sig") for one in sheets}
    journal = journal_of(path, problems)
    return Bench(mission=mission, questionnaire=questionnaire, texts=texts, journal=journal, problems=problems)


def record_import(arrived: Arrived, bench: Bench, imported: Import, by: str | None) -> tuple[Path, ...]:
    """Write the sheets that change, and what was done into the journal; give the files that were written."""
    from rmdiag.assessment.form_import import KEEPING
    from rmdiag.recording import Deed, Writing, record

    writings = []
    for inside, text in imported.texts.items():
        path = arrived.mission / inside
        before = path.read_bytes() if path.is_file() else None
        if (None if before is None else before.decode("utf-8-sig")) != bench.read.get(inside):
            before = (bench.read.get(inside) or "").encode()  # `record` sees that it was changed meanwhile
        writings.append(Writing(inside=inside, before=before, after=None if text is None else text.encode()))
    record(arrived.mission, writings, Deed(command="form import", changes=imported.changes, by=by))
    if imported.kept:
        record(arrived.mission, (), Deed(command=KEEPING, changes=imported.kept, by=by))
    return tuple(arrived.mission / inside for inside in imported.texts)
