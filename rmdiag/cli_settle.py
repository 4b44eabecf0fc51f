"""Parse `rmdiag settle`: record what was agreed where sheets differ, one question, many from a file, or one by one.

Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from rmdiag.cli_options import FormatOption, FrameworkOption, LayerName, LayerOption, MissionPath
from rmdiag.terminal import Exit, Format, Stop, day_of, give, give_table, say, say_written, show_problems
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from datetime import date

    from rmdiag.assessment.agreement import Rated
    from rmdiag.assessment.agreement_effects import Effect
    from rmdiag.assessment.settling import Register, Typed
    from rmdiag.questionnaires.model import Consensus, Layer, Question

commands = typer.Typer()
_END, _UNKNOWN, _EXCUSE = "q", "?", "-"  # typed in place of an answer


class _Words(NamedTuple):
    """What the command line says is settled."""

    question: str | None
    source: Path | None
    layer: LayerName | None
    answer: str | None
    not_applicable: str | None
    do_not_know: bool
    met: str | None
    reason: str | None
    by: str | None

    @property
    def states(self) -> int:
        """How many of the three ways to settle a question are given."""
        return (self.answer is not None) + (self.not_applicable is not None) + self.do_not_know


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What is being settled: the mission with its register as it now stands, and how it is asked for."""

    folder: Path
    register: Register
    before: bytes | None  # consensus.yaml as it was read
    layers: tuple[Layer, ...]
    again: bool
    dry: bool
    on: date
    by: str | None = None
    form: Format = Format.TABLE
    shows: bool = True  # the entries that change; who was asked knows them


@commands.command(
    epilog='Example: rmdiag settle kestoria-2026 TRT-04-Q5 --answer partly --reason "..." --by "Both heads"'
)
def settle(
    mission: MissionPath,
    question: Annotated[
        str | None, typer.Argument(metavar="[QUESTION]", help="A question; without one, those that are open, in turn.")
    ] = None,
    answer: Annotated[str | None, typer.Option(metavar="WORDS", help="What was agreed, as a sheet has it.")] = None,
    not_applicable: Annotated[
        str | None, typer.Option("--not-applicable", metavar="REASON", help="Agreed that it does not apply, and why.")
    ] = None,
    do_not_know: Annotated[bool, typer.Option("--do-not-know", help="Agreed that nobody knows.")] = False,
    met: Annotated[
        str | None, typer.Option(metavar="yes|partly|no", help="Of a text or table: whether it meets the test.")
    ] = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why so; the report prints it.")] = None,
    by: Annotated[str | None, typer.Option(metavar="WHO", help="Who agreed; the report prints it.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="The day; today unless given.")] = None,
    layer: LayerOption = None,
    source: Annotated[
        Path | None, typer.Option("--from", metavar="FILE", help="Settle many: a file in the form of consensus.yaml.")
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Change what was settled before.")] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, and write nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 while divergences remain open.")] = False,
    framework: FrameworkOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Record what was agreed where sheets differ."""
    from rmdiag.screens.settlements import open_lines

    words = _Words(question, source, layer, answer, not_applicable, do_not_know, met, reason, by)
    _stop_on_misuse(words)
    desk = _desk(mission, framework, layer)
    desk.again, desk.dry, desk.on, desk.by, desk.form = again, dry, day_of(on), by, form
    _settle(desk, words)
    left = _open(desk)
    for line in open_lines(left):
        say(line)
    if strict and left:
        raise Stop(Exit.FINDINGS)


def _settle(desk: _Desk, words: _Words) -> None:
    if words.source is not None:
        _write(desk, _from_file(desk, words.source))
    elif words.question is not None and words.states:
        _write(desk, [_typed(desk, _question(desk, words.question), words)])
    else:
        _walk(desk, words.question)


def _stop_on_misuse(words: _Words) -> None:
    """Refuse what says two things at once, or too little."""
    if words.states > 1:
        say(phrase("Give one of --answer, --not-applicable and --do-not-know. See: rmdiag settle --help"))
    elif words.source is not None and (words.question is not None or words.states):
        say(phrase("--from settles what its file names; leave the question and its answer out."))
    elif words.question is None and (words.states or words.met is not None):
        say(phrase("Which question is settled? Write its id behind the mission. See: rmdiag settle --help"))
    elif words.met is not None and words.met not in ("yes", "partly", "no"):
        say(phrase("--met is `{met}`; write yes, partly or no.", met=words.met))
    elif words.states and (not words.by or not (words.reason or words.not_applicable)):
        say(phrase("Say why with --reason and who agreed with --by; the report prints both."))
    else:
        return
    raise Stop(Exit.USAGE)


def _desk(folder: Path, framework: Path | None, layer: LayerName | None) -> _Desk:
    from rmdiag.assessment.settling import CONSENSUS_FILE, Register
    from rmdiag.files import read_document
    from rmdiag.opening import mission_to_work_on, stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.questionnaires.model import Layer

    mission, questionnaire = mission_to_work_on(folder, framework)
    path, problems = folder / CONSENSUS_FILE, Problems()
    before = path.read_bytes() if path.is_file() else None
    document = None if before is None else read_document(path, str(path), problems)
    stop_on_errors(problems)
    text = None if document is None else document.text
    return _Desk(
        folder=folder,
        register=Register(text=text, mission=mission, questionnaire=questionnaire),
        before=before,
        layers=tuple(Layer) if layer is None else (Layer(layer.value),),
        again=False,
        dry=False,
        on=day_of(None),
    )


def _question(desk: _Desk, identity: str) -> Question:
    from rmdiag.problems import did_you_mean

    questions = desk.register.questionnaire.questions
    if identity not in questions:
        near = did_you_mean(identity, questions)
        name = desk.register.questionnaire.framework.id
        say(phrase("`{id}` is no question of {name}. {near}", id=identity, name=name, near=near).rstrip())
        raise Stop(Exit.USAGE)
    return questions[identity]


def _typed(desk: _Desk, question: Question, words: _Words) -> Consensus:
    """Read what the command line says of a question; end with the problems shown where it is no answer."""
    from rmdiag.assessment.settling import Typed, read_typed
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.questionnaires.model import Layer

    problems = Problems()
    typed = Typed(
        question=question,
        layer=_layer(desk, question.id) if words.layer is None else Layer(words.layer.value),
        answer=words.answer,
        not_applicable=words.not_applicable,
        do_not_know=words.do_not_know,
        met=words.met,
        reason=words.reason,
        by=words.by or "",
        on=desk.on,
    )
    read = read_typed(desk.register, typed, problems)
    stop_on_errors(problems)
    show_problems(problems)
    if read is None:
        raise Stop(Exit.INVALID)
    return read


def _layer(desk: _Desk, question: str) -> Layer:
    """Give the layer on which a question is open, else that on which it was settled, else the only one that speaks."""
    from rmdiag.assessment.settling import layers_of
    from rmdiag.questionnaires.model import Layer

    waiting = {rated.case.layer for rated in _open(desk) if rated.question.id == question}
    agreed = {one.layer for one in desk.register.mission.answers.consensus if one.question == question}
    speaking = waiting or agreed or set(layers_of(desk.register.mission, question))
    if len(speaking) > 1:
        say(phrase("Both the administration and the mission answer {id}; say which with --layer.", id=question))
        raise Stop(Exit.USAGE)
    return next(iter(speaking), Layer.SELF)


def _from_file(desk: _Desk, source: Path) -> Sequence[Consensus]:
    from rmdiag.assessment.settling import read_settlements
    from rmdiag.files import read_document
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems

    problems = Problems()
    document = read_document(source, str(source), problems)
    read = () if document is None else read_settlements(desk.register, document, problems)
    stop_on_errors(problems)
    show_problems(problems)
    return read


def _write(desk: _Desk, settlements: Sequence[Consensus]) -> None:
    """Write settlements into the mission, with an entry of its journal, and go on from what then stands there."""
    from rmdiag.assessment.settling import CONSENSUS_FILE, settle, with_settled
    from rmdiag.opening import stop_on_errors
    from rmdiag.problems import Problems
    from rmdiag.recording import Deed, Writing, record
    from rmdiag.screens.settlements import COLUMNS, settled_rows

    problems = Problems()
    settled = settle(desk.register, settlements, problems, again=desk.again)
    stop_on_errors(problems)
    if settled is None:
        raise Stop(Exit.INVALID)
    if desk.shows and (settled.changes or desk.form is not Format.TABLE):
        give_table(COLUMNS, settled_rows(settled), desk.form)
    after = settled.text.encode()
    if settled.changes and not desk.dry:
        writing = Writing(inside=CONSENSUS_FILE, before=desk.before, after=after)
        record(desk.folder, [writing], Deed(command="settle", changes=settled.changes))
        desk.before = after
    say_written(desk.folder / CONSENSUS_FILE if settled.changes else None, dry=desk.dry)
    mission = with_settled(desk.register.mission, settlements)
    desk.register = replace(desk.register, text=settled.text or None, mission=mission)


def _open(desk: _Desk) -> tuple[Rated, ...]:
    from rmdiag.assessment.settling import open_divergences
    from rmdiag.assessment.unattributed import unattributed

    told = replace(desk.register, mission=unattributed(desk.register.mission))
    return open_divergences(told, desk.layers)


def _walk(desk: _Desk, question: str | None) -> None:
    """Ask about what is open, in the order of what it moves; only people on a terminal are asked."""
    from rmdiag.assessment.agreement_effects import effects_of
    from rmdiag.screens.settlements import divergence_text

    waiting = _open(desk)
    if question is not None:
        identity = _question(desk, question).id
        waiting = tuple(rated for rated in waiting if rated.question.id == identity)
        if not waiting:
            say(phrase("{id} is not open. To record an answer all the same, give it with --answer.", id=identity))
            return
    if waiting and not (sys.stdin.isatty() and sys.stderr.isatty()):
        say(phrase("Nobody can be asked here. Name a question with its answer, or give a file:"))
        say(phrase("  rmdiag settle MISSION QUESTION --answer WORDS --reason TEXT --by WHO"))
        say(phrase("  rmdiag settle MISSION --from FILE.yaml"))
        raise Stop(Exit.USAGE)
    desk.shows = False
    for number, effect in enumerate(effects_of(waiting), 1):
        give(divergence_text(effect, number, len(waiting)))
        if not _ask(desk, effect):
            return


def _ask(desk: _Desk, effect: Effect) -> bool:
    """Ask until there is an answer that can be read, or none; False where no more is to be asked."""
    from rmdiag.assessment.settling import read_typed
    from rmdiag.problems import Problems

    while True:
        words = _prompt(phrase("What was agreed? (Enter: leave it open; ?: nobody knows; -: does not apply; q: end)"))
        if words in ("", _END):
            return words != _END
        typed, problems = _answered(desk, effect, words), Problems()
        if read_typed(desk.register, typed, problems) is not None:  # before anybody is asked why
            read = read_typed(desk.register, _reasoned(desk, typed), problems)
            show_problems(problems)
            if read is not None:
                _write(desk, [read])
                return True
        else:
            show_problems(problems)


def _answered(desk: _Desk, effect: Effect, words: str) -> Typed:
    """Take what was typed as an answer, after asking whether it meets the test where somebody has to say so."""
    from rmdiag.assessment.settling import Typed
    from rmdiag.questionnaires.model import QuestionType

    question = effect.rated.question
    judged = question.gates and question.type in (QuestionType.TEXT, QuestionType.TABLE)
    answered = words not in (_UNKNOWN, _EXCUSE)
    met = _prompt(phrase("Does it meet the test? (yes, partly, no)")) if judged and answered and words != "no" else ""
    return Typed(
        question=question,
        layer=effect.rated.case.layer,
        answer=words if answered else None,
        not_applicable=_EXCUSE if words == _EXCUSE else None,
        do_not_know=words == _UNKNOWN,
        met=met or None,
        reason=None if words == _EXCUSE else _EXCUSE,
        by=_EXCUSE,
        on=desk.on,
    )


def _reasoned(desk: _Desk, typed: Typed) -> Typed:
    """Ask why, and who agreed; the one named last is offered again."""
    reason = _needed(phrase("Why?"))
    desk.by = _needed(phrase("Who agreed?"), desk.by)
    if typed.not_applicable is not None:
        return replace(typed, not_applicable=reason, by=desk.by)
    return replace(typed, reason=reason, by=desk.by)


def _needed(question: str, usual: str | None = None) -> str:
    while not (words := _prompt(question, usual or "")):
        pass
    return words


def _prompt(question: str, usual: str = "") -> str:
    said: str = typer.prompt(question, default=usual, show_default=bool(usual), err=True)
    return said.strip()
