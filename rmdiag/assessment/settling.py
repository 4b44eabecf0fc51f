"""Record what was agreed where sheets differ: read it, write it into consensus.yaml, and read the file back.

Nothing is written here: the text that would be is given, with what changes in words for the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rmdiag.assessment.agreement import Case, Rated, rated_of
from rmdiag.assessment.agreement_codes import NOBODY_SPEAKS, SETTLED_BEFORE
from rmdiag.assessment.asking import Reading
from rmdiag.assessment.checks import check_answers
from rmdiag.assessment.journal import Change
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.quotes import words_of
from rmdiag.assessment.read_registers import read_consensus
from rmdiag.assessment.settling_text import settled_text, told
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Consensus, Layer, Question, Questionnaire, QuestionType
from rmdiag.source import Document
from rmdiag.splice import plain, quoted

CONSENSUS_FILE = "consensus.yaml"
_NOWHERE = Span(file="")
_Key = tuple[str, Layer]


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed to settle a question on a layer: an answer, a reason why it does not apply, or neither."""

    question: Question
    layer: Layer
    answer: str | None = None
    not_applicable: str | None = None
    do_not_know: bool = False
    met: str | None = None
    reason: str | None = None
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """A consensus.yaml that is to be changed, and the mission it belongs to; `text` is None where there is none."""

    text: str | None
    mission: Mission
    questionnaire: Questionnaire


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The text of consensus.yaml with all settlements in it, and what changes by them."""

    text: str
    changes: tuple[Change, ...]


def open_divergences(register: Register, layers: Iterable[Layer]) -> tuple[Rated, ...]:
    """Give what sheets of these layers differ on and nobody has settled, in the framework's order."""
    mission, questionnaire = register.mission, register.questionnaire
    cases = [Case(mission=mission, questionnaire=questionnaire, layer=layer) for layer in layers]
    return tuple(rated for case in cases for rated in rated_of(case) if rated.open)


def layers_of(mission: Mission, question: str) -> tuple[Layer, ...]:
    """Give the layers on which sheets say anything to a question."""
    said = (s.layer for s in mission.answers.sheets if question in s.responses and s.responses[question].said)
    return tuple(dict.fromkeys(said))


def read_typed(register: Register, typed: Typed, problems: Problems) -> Consensus | None:
    """Read what was typed as consensus.yaml would have it; None with problems where it is no answer."""
    lines = [f"layer: {typed.layer.value}", *_said(typed)]
    lines += [f"met: {plain(typed.met)}"] if typed.met else []
    lines += [f"reason: {quoted(typed.reason)}"] if typed.reason else []
    lines += [f"by: {quoted(typed.by)}", f"on: {typed.on.isoformat()}"]
    text = "\n".join(["consensus:", f"  {typed.question.id}:", *(f"    {line}" for line in lines), ""])
    read = read_settlements(register, Document(name="--answer", text=text), problems)
    return read[0] if read and not problems.errors else None


def read_settlements(register: Register, document: Document, problems: Problems) -> tuple[Consensus, ...]:
    """Read settlements as they stand in consensus.yaml, and check them against the mission."""
    reading = Reading(questionnaire=register.questionnaire, problems=problems, head=register.mission)
    read = read_consensus(document, reading)
    check_answers(Answers(sheets=(), consensus=read), register.mission.evidence, reading)
    for one in read:
        speaking = layers_of(register.mission, one.question)
        if speaking and one.layer not in speaking:
            problems.add(NOBODY_SPEAKS, one, id=one.question, layer=one.layer.value)
    return read


def settle(register: Register, settlements: Sequence[Consensus], problems: Problems, *, again: bool) -> Settled | None:
    """Give consensus.yaml with settlements in it, after reading it back; None with problems where one is there already.

    Only with `again` is an entry changed that is there. Raises ValueError where the text does not say what was meant;
    nothing may be written then.
    """
    before = _by_key(register.mission.answers.consensus)
    for one in settlements:
        found = before.get(_key(one))
        if found is not None and not again and _meaning(found) != _meaning(one):
            values = {"id": one.question, "layer": one.layer.value, "words": words_of(found.response)}
            problems.add(SETTLED_BEFORE, one, **values)
    if problems.errors:
        return None
    new = [one for one in settlements if _key(one) not in before or _meaning(before[_key(one)]) != _meaning(one)]
    text = settled_text(register.text, new) if new else register.text or ""
    _read_back(register, text, {**before, **_by_key(new)})
    attribution = register.mission.attribution
    changes = tuple(
        Change(
            file=CONSENSUS_FILE,
            place=f"{one.question} ({one.layer.value})",
            old=told(before[_key(one)], attribution) if _key(one) in before else None,
            new=told(one, attribution),
        )
        for one in new
    )
    return Settled(text=text, changes=changes)


def with_settled(mission: Mission, settlements: Iterable[Consensus]) -> Mission:
    """Give the mission as it is once settlements stand in its consensus.yaml."""
    agreed = {**_by_key(mission.answers.consensus), **_by_key(settlements)}
    return replace(mission, answers=replace(mission.answers, consensus=tuple(agreed.values())))


def _said(typed: Typed) -> list[str]:
    if typed.not_applicable is not None:
        return [f"not_applicable: {quoted(typed.not_applicable)}"]
    if typed.do_not_know or typed.answer is None:
        return ["do_not_know: true"]
    question, answer = typed.question, " ".join(typed.answer.split())
    if question.type is QuestionType.TEXT and not (answer == "no" and question.gates):
        return [f"answer: {quoted(answer)}"]
    several = question.type is QuestionType.MULTI and answer != "no" and not answer.startswith("[")
    return [f"answer: [{answer}]" if several else f"answer: {answer}"]


def _read_back(register: Register, text: str, meant: Mapping[_Key, Consensus]) -> None:
    problems = Problems()
    reading = Reading(questionnaire=register.questionnaire, problems=problems, head=register.mission)
    read = _by_key(read_consensus(Document(name=CONSENSUS_FILE, text=text), reading)) if text else {}
    wrong = [str(problem) for problem in problems.errors]
    wrong += [key[0] for key in {**read, **meant} if key not in read or key not in meant]
    wrong += [key[0] for key in read.keys() & meant.keys() if _meaning(read[key]) != _meaning(meant[key])]
    if wrong:
        message = f"{CONSENSUS_FILE} would not say what was meant: {'; '.join(sorted(wrong))}"
        raise ValueError(message)


def _by_key(settlements: Iterable[Consensus]) -> dict[_Key, Consensus]:
    return {_key(one): one for one in settlements}


def _key(one: Consensus) -> _Key:
    return one.question, one.layer


def _meaning(one: Consensus) -> Consensus:
    """Leave out where it is written."""
    return replace(one, response=replace(one.response, span=_NOWHERE), span=_NOWHERE)
