"""Bring forms that came back into the sheets of a mission: what is new is written, what both changed is a conflict.

A conflict that nobody decides is kept beside the sheet, as `responses/<sheet>.returned.yaml`: scoring sees two voices
of one department and shows what follows from either. Nothing is replaced until somebody decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rmdiag.assessment.journal import Change, Entry
from rmdiag.assessment.mission import Mission
from rmdiag.assessment.respondents import Respondent, questions_of, respondents_of, said_in, team_of
from rmdiag.problems import Problems, Span, did_you_mean, listed
from rmdiag.questionnaires.codes import NO_SUCH_EVIDENCE
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.forms import Desk, Head, Returned, checked
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.questionnaires.responses import read_sheet
from rmdiag.questionnaires.said import Said, in_words, plain_said, said_from
from rmdiag.questionnaires.sheet_merge import Favour, Merge, Outcome, Sides, merge
from rmdiag.questionnaires.sheet_text import HEAD, STILL_OPEN, new_sheet, rewritten_sheet, without
from rmdiag.source import Document

RETURNED = ".returned"  # behind the name of a sheet: what its forms say otherwise
KEEPING = "form import --keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the command asks for: whose the forms are where they do not say, and who is right in a conflict."""

    sheet: str | None = None
    favour: Favour = Favour.NOBODY
    anyway: bool = False  # take a form of another mission


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of one form."""

    form: str  # the file's name
    sheet: str
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """What became of all forms, and the texts of responses/ as they are to be; None: the file goes."""

    brought: tuple[Brought, ...] = ()
    texts: Mapping[str, str | None] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    kept: tuple[Change, ...] = ()  # decided for the sheet: the form's words as JSON in `old`, the sheet's in `new`


@dataclass(kw_only=True)
class Bench:
    """A mission whose sheets forms are brought into, one after the other; `texts` are those of responses/."""

    mission: Mission
    questionnaire: Questionnaire
    texts: dict[str, str | None]  # by path; changed as forms come in
    read: Mapping[str, str | None] = field(default_factory=dict)  # as they were read
    journal: Sequence[Entry] = ()
    problems: Problems

    def __post_init__(self) -> None:
        """Keep the texts as they were read."""
        self.read = dict(self.texts)

    def respondents(self) -> dict[str, Respondent]:
        """Give all who are asked by id, the mission team with them, and the sheets that are there."""
        known = (*respondents_of(self.mission, self.questionnaire), team_of(self.mission))
        return {one.id: one for one in known}

    def known(self) -> list[str]:
        """Give the ids of all sheets that a form can belong to."""
        sheets = [one.id for one in self.mission.answers.sheets if not one.id.endswith(RETURNED)]
        return sorted({*self.respondents(), *sheets})


def bring(returned: Iterable[Returned], bench: Bench, wanted: Wanted) -> Import:
    """Bring forms into the sheets, in their order; problems are noted and the form with one is left out as a whole."""
    brought: list[Brought] = []
    for one in returned:
        found = _bring(one, bench, wanted)
        if found is not None:
            brought.append(found)
    texts = {inside: text for inside, text in bench.texts.items() if text != bench.read.get(inside)}
    changes = tuple(change for change in _changed(brought) if change.file in texts)
    return Import(brought=tuple(brought), texts=texts, changes=changes, kept=tuple(_kept(brought)))


def path_of(sheet: str) -> str:
    """Give the path of a sheet inside a mission's folder."""
    return f"responses/{sheet}.yaml"


def _bring(one: Returned, bench: Bench, wanted: Wanted) -> Brought | None:
    head = _head(one, bench, wanted)
    if head is None:
        return None
    before = len(bench.problems.errors)
    desk = Desk(questionnaire=bench.questionnaire, speaks=lambda _: bench.questionnaire, problems=bench.problems)
    form = checked(one, desk)
    _note_not_asked(one, form, head.sheet, bench)
    _note_evidence(one, form, bench)
    if len(bench.problems.errors) > before:
        return Brought(form=one.name, sheet=head.sheet)
    if one.base is None:
        bench.problems.add(codes.NO_SENT, Span(file=one.name))
    merges = merge(
        Sides(
            sent=one.base,
            sheet=_sheet_says(head.sheet, bench),
            form=form,
            favour=wanted.favour,
            decided=_decided(head.sheet, bench.journal),
        )
    )
    _write(merges, head, one, bench)
    return Brought(form=one.name, sheet=head.sheet, merges=merges)


def _head(one: Returned, bench: Bench, wanted: Wanted) -> Head | None:
    """Say whose answers a form holds; None, with the problem noted, where they must not come in here."""
    at, mission = Span(file=one.name), bench.mission
    own = _own_head(wanted.sheet, one, bench)
    head = one.head or own
    if head is None or (wanted.sheet is not None and wanted.sheet not in bench.known()):
        near = did_you_mean(wanted.sheet or "", bench.known())
        bench.problems.add(codes.NO_SHEET, at, known=near + listed(bench.known(), 30))
        return None
    ours = replace(head, administration=mission.administration, country=mission.country, round=mission.round)
    if not wanted.anyway and not head.same_mission(ours):
        bench.problems.add(codes.OTHER_MISSION, at, theirs=head.mission, ours=ours.mission)
        return None
    theirs, here = (head.framework, head.edition), (mission.framework, mission.edition)
    if theirs != here:
        bench.problems.add(codes.OTHER_EDITION, at, theirs=" ".join(theirs), ours=" ".join(here))
        return None
    return (
        head if wanted.sheet is None or own is None else replace(head, sheet=own.sheet, role=own.role, layer=own.layer)
    )


def _own_head(sheet: str | None, one: Returned, bench: Bench) -> Head | None:
    """Give the head of a sheet of this mission: the one that is asked for, else the one by whose name the file goes."""
    mission, name = bench.mission, sheet or one.name.rpartition("/")[2].split(".")[0]
    there = next((sheet for sheet in mission.answers.sheets if sheet.id == name), None)
    known = there or bench.respondents().get(name)
    if known is None:
        return None
    return Head(
        administration=mission.administration,
        country=mission.country,
        round=mission.round,
        framework=mission.framework,
        edition=mission.edition,
        set=mission.set,
        sheet=name,
        role=known.role,
        layer=known.layer,
        sent=mission.as_of,
    )


def _note_not_asked(one: Returned, form: Mapping[str, Said], sheet: str, bench: Bench) -> None:
    """Tell answers to questions that were not asked of a respondent whom the mission knows."""
    known = bench.respondents().get(sheet)
    if known is None or one.base is None:
        return
    for identity, said in form.items():
        question = bench.questionnaire.questions[identity]
        if not said.silent and not known.answers(question) and identity not in one.base:
            bench.problems.add(codes.NOT_ASKED, one.entries[identity].place("row"), id=identity, sheet=sheet)


def _note_evidence(one: Returned, form: Mapping[str, Said], bench: Bench) -> None:
    """Tell evidence that is not in the register: the sheet could not be read with it."""
    known = bench.mission.evidence
    for question, said in form.items():
        for evidence in said.evidence:
            if evidence not in known:
                values = {"id": question, "evidence": evidence, "near": did_you_mean(evidence, known)}
                bench.problems.add(NO_SUCH_EVIDENCE, one.entries[question].place("evidence"), **values)


def _sheet_says(sheet: str, bench: Bench) -> dict[str, Said]:
    """Read what a sheet says as its text is now; what forms before this one brought is in it."""
    text = bench.texts.get(path_of(sheet))
    if text is None:
        return {}
    read = read_sheet(Document(name=path_of(sheet), text=text), sheet, bench.questionnaire, Problems())
    return {} if read is None else said_in(read, bench.questionnaire)


def _decided(sheet: str, journal: Sequence[Entry]) -> frozenset[tuple[str, Said]]:
    """Give what earlier commands decided for a sheet, from the journal."""
    found: set[tuple[str, Said]] = set()
    for entry in journal:
        if entry.command == KEEPING:
            kept = (c for c in entry.changes if c.file == path_of(sheet) and c.old is not None)
            for change in kept:
                try:
                    found.add((change.place, said_from(json.loads(change.old or ""))))
                except ValueError:  # a journal by another hand decides nothing
                    continue
    return frozenset(found)


def _write(merges: Sequence[Merge], head: Head, one: Returned, bench: Bench) -> None:
    """Write what is new into the sheet, and what is in conflict beside it; both are read back before they count."""
    order = [question.id for question in questions_of(bench.mission, bench.questionnaire)]
    order += [m.question for m in merges if m.question not in order]
    new = {m.question: m.form for m in merges if m.outcome is Outcome.NEW}
    open_ = {m.question: m.form for m in merges if m.outcome is Outcome.CONFLICT and not m.form.silent}
    if new:
        path = path_of(head.sheet)
        text = bench.texts.get(path) or new_sheet(head, one.filled, HEAD)
        bench.texts[path] = _read_back(rewritten_sheet(text, new, order), head.sheet, new, bench)
    beside = path_of(head.sheet + RETURNED)
    settled = frozenset(m.question for m in merges if m.question not in open_)
    left = without(bench.texts.get(beside) or "", settled)
    if open_:
        left = rewritten_sheet(left or new_sheet(head, one.filled, STILL_OPEN), open_, order)
        left = _read_back(left, head.sheet + RETURNED, open_, bench)
    if left:
        bench.texts[beside] = left if _answers(left, bench) else None


def _answers(text: str, bench: Bench) -> bool:
    read = read_sheet(Document(name="", text=text), "", bench.questionnaire, Problems())
    return read is not None and bool(read.responses)


def _read_back(text: str, sheet: str, said: Mapping[str, Said], bench: Bench) -> str:
    """Give a text that says what was meant; raises ValueError where it does not, as nothing may be written then."""
    problems = Problems()
    read = read_sheet(Document(name=path_of(sheet), text=text), sheet, bench.questionnaire, problems)
    there = {} if read is None else said_in(read, bench.questionnaire)
    wrong = [one for one, meant in said.items() if there.get(one, Said()) != meant]
    if wrong or problems.errors:
        message = f"{path_of(sheet)} would not say what was meant: {'; '.join([*wrong, *map(str, problems.errors)])}"
        raise ValueError(message)
    return text


def _changed(brought: Iterable[Brought]) -> Iterable[Change]:
    for one in brought:
        for m in one.merges:
            old, new = in_words(m.sheet) or None, in_words(m.form) or None
            if m.outcome is Outcome.NEW:
                yield Change(file=path_of(one.sheet), place=m.question, old=old, new=new)
            elif m.outcome is Outcome.CONFLICT and not m.form.silent:
                yield Change(file=path_of(one.sheet + RETURNED), place=m.question, new=new)


def _kept(brought: Iterable[Brought]) -> Iterable[Change]:
    for one in brought:
        for m in one.merges:
            if m.outcome is Outcome.KEPT and m.decided:
                old, new = (
                    json.dumps(plain_said(said), ensure_ascii=True, sort_keys=True) for said in (m.form, m.sheet)
                )
                yield Change(file=path_of(one.sheet), place=m.question, old=old, new=new)
