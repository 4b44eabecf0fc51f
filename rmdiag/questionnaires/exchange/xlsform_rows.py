"""Lay a form out as the rows of an XLSForm: fields in groups, when they are asked, what they take, what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from decimal import Decimal
from fractions import Fraction

from rmdiag.questionnaires.exchange.form_help import what_to_look_at
from rmdiag.questionnaires.exchange.form_words import CONFIDENCES, SATISFIED
from rmdiag.questionnaires.exchange.xlsform_kept import EVIDENCE_ID, carried, kept_fields
from rmdiag.questionnaires.exchange.xlsform_names import (
    ASKED,
    DAY_FIELD,
    STATES,
    column_name,
    field_name,
    label_of,
)
from rmdiag.questionnaires.exchange.xlsform_xpath import default_of, literal, plain_label
from rmdiag.questionnaires.forms import Form
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said, in_words
from rmdiag.tongue import decimals, phrase
from rmdiag.values import dataclass

TEXTS = ("label", "hint", "constraint_message", "required_message")  # in every language
PLAIN = ("type", "name", "relevant", "required", "constraint", "default", "calculation", "appearance", "parameters")
LONGEST_HINT = 4_000  # characters of the rows of a table
_JUDGED = (QuestionType.TEXT, QuestionType.TABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the sheet `survey`; `texts` are in the language of its form."""

    type: str
    name: str
    texts: Mapping[str, str] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One row of the sheet `choices`."""

    list: str
    name: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question of a form, with what stands in it beforehand."""

    form: Form
    question: Question
    said: Said
    evidence: bool  # whether there is a register to choose from

    @property
    def state(self) -> str:
        """Refer to the field that says whether it is answered."""
        return f"${{{field_name(self.question.id, 'state')}}}"

    def row(self, part: str, kind: str, hint: str = "", **plain: str) -> Row:
        """Make the row of a part."""
        texts = {"label": label_of(self.question, part), "hint": plain_label(hint)}
        messages = {name: plain.pop(name) for name in TEXTS if name in plain}
        return Row(type=kind, name=field_name(self.question.id, part), texts={**texts, **messages}, plain=plain)


def survey_rows(form: Form) -> tuple[Row, ...]:
    """Give the rows of the sheet `survey`, with the texts of the language that is spoken."""
    rows = [Row(type="today", name=DAY_FIELD)]
    rows += [
        Row(type="calculate", name=name, plain={"calculation": literal(value)})
        for name, value in kept_fields(form).items()
    ]
    rows.append(_welcome(form))
    taken: list[str] = []
    evidence = bool(register_of(form))
    for indicator, questions in _grouped(form):
        taken.append(field_name(indicator or "other"))
        again = taken.count(taken[-1])
        name = taken[-1] if again == 1 else f"{taken[-1]}_{again}"
        rows.append(Row(type="begin_group", name=name, texts={"label": plain_label(_title(form, indicator))}))
        for question in questions:
            said = carried(question, form.before.get(question.id, Said()))
            rows += _question_rows(Asked(form=form, question=question, said=said, evidence=evidence))
        rows.append(Row(type="end_group", name=name))
    return tuple(rows)


def choice_rows(form: Form) -> tuple[Choice, ...]:
    """Give the rows of the sheet `choices`, with the labels of the language that is spoken."""
    without_no = {key: word for key, word in STATES.items() if key != "no"}
    proven = bool(register_of(form))
    confidences = {key: word for key, word in CONFIDENCES.items() if proven or key != "verified"}
    lists = {"state": without_no, "state_no": STATES, "satisfied": SATISFIED, "confidence": confidences}
    rows = [
        Choice(list=name, name=key, label=phrase(word)) for name, words in lists.items() for key, word in words.items()
    ]
    rows += [Choice(list="evidence", name=one, label=label) for one, label in register_of(form).items()]
    for question in form.questions:
        name = field_name(question.id)
        rows += [Choice(list=name, name=o.id, label=plain_label(o.text)) for o in question.options]
    return tuple(rows)


def register_of(form: Form) -> dict[str, str]:
    """Give the evidence that can be chosen, with its label: the register, and what the sheet names beside it."""
    titles = dict(form.evidence)
    named = {one: titles.get(one, "") for said in form.before.values() for one in said.evidence}
    return {
        one: plain_label(f"{title} [{one}]" if title else f"[{one}]")
        for one, title in {**titles, **named}.items()
        if EVIDENCE_ID.match(one)
    }


def offers_no(question: Question, said: Said) -> bool:
    """Whether the state can be that there is none; not where the answers themselves say so."""
    if question.type is QuestionType.YES_PARTLY_NO:
        return False
    says = question.type is QuestionType.CHOICE or any(option.none for option in question.options)
    return said.answer == "no" or (bool(question.gates) and not says)


def _welcome(form: Form) -> Row:
    label = phrase("{title}. {mission}. For: {role}.", title=form.title, mission=form.head.mission, role=form.head.role)
    hint = phrase(
        "Answer what you know and leave the rest as it is. Where something does not apply, or you do not know, say so"
        " under State. What your sheet says already stands in the form."
    )
    return Row(type="note", name="rmdiag_welcome", texts={"label": plain_label(label), "hint": hint})


def _title(form: Form, indicator: str) -> str:
    known = form.questionnaire.framework.indicators.get(indicator)
    return phrase("Other questions") if known is None else f"{indicator} {known.title}"


def _grouped(form: Form) -> Iterator[tuple[str, list[Question]]]:
    """Give the questions by indicator, each behind the one that decides whether it is asked."""
    groups: list[tuple[str, list[Question]]] = []
    for question in in_order(form.questions):
        if not groups or groups[-1][0] != question.indicator:
            groups.append((question.indicator, []))
        groups[-1][1].append(question)
    return iter(groups)


def in_order(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Give questions in the order of asking, but each behind the one that decides whether it is asked."""
    waiting, done = list(questions), dict[str, Question]()
    there = {question.id for question in waiting}
    while waiting:
        ready = next((one for one in waiting if _controller(one, there) in (None, *done)), waiting[0])
        waiting.remove(ready)
        done[ready.id] = ready
    return tuple(done.values())


def _controller(question: Question, there: set[str]) -> str | None:
    condition = question.applies_when
    return None if condition is None or condition.question not in there else condition.question


def _question_rows(asked: Asked) -> Iterator[Row]:
    question = asked.question
    table = question.type is QuestionType.TABLE
    group = f"q_{field_name(question.id)}"
    plain = {"relevant": _relevant(asked)} if _relevant(asked) else {}
    # ODK Collect shows no repeated group inside a group that is one screen.
    appearance = {} if table else {"appearance": "field-list"}
    yield Row(type="begin_group", name=group, texts={"label": question.id}, plain={**plain, **appearance})
    text = {"label": plain_label(f"{question.id} {question.text}"), "hint": plain_label(_what_to_see(asked))}
    yield Row(type="note", name=field_name(question.id, ASKED), texts=text)
    yield _state(asked)
    yield from _table(asked) if table else (_answer(asked),)
    yield from _beside(asked)
    yield Row(type="end_group", name=group)


def _relevant(asked: Asked) -> str:
    """Say when a question is asked: where the answer that decides it says so, or nobody here knows that answer."""
    condition, there = asked.question.applies_when, {one.id for one in asked.form.questions}
    if condition is None or condition.question not in there:
        return ""
    answer, state = (f"${{{field_name(condition.question, part)}}}" for part in ("answer", "state"))
    said = [f"selected({answer}, {literal(value)})" for value in condition.values]
    states = [f"{state} = 'do_not_know'", *([f"{state} = 'no'"] if "no" in condition.values else [])]
    return " or ".join([*said, *states])


def _what_to_see(asked: Asked) -> str:
    question = asked.question
    lines = [what_to_look_at(question)]
    before = asked.form.before.get(question.id, Said())
    if question.type is QuestionType.TABLE and before.answer is not None:
        lines.append(phrase("Rows are in the sheet already; they stay there unless you fill in others."))
        lines += [rows for rows in (in_words(Said(answer=before.answer)),) if len(rows) <= LONGEST_HINT]
    return "\n".join(line for line in lines if line)


def _state(asked: Asked) -> Row:
    said = asked.said
    if said.not_applicable is not None:
        state = "not_applicable"
    else:
        instead = "no" if said.answer == "no" and offers_no(asked.question, said) else "answer"
        state = "do_not_know" if said.do_not_know else instead
    kind = "select_one state_no" if offers_no(asked.question, said) else "select_one state"
    return asked.row("state", kind, required="yes", default=state, appearance="minimal")


def _answer(asked: Asked) -> Row:
    question, said = asked.question, asked.said
    plain = {"relevant": f"{asked.state} = 'answer'", **_kind_of(question)}
    stands = said.answer is not None and not (said.answer == "no" and offers_no(question, said))
    words = " ".join(one for one in said.answer or () if isinstance(one, str))
    text = said.answer if isinstance(said.answer, str) else words
    if stands and text:
        plain["default"] = text if question.type in (QuestionType.DATE, QuestionType.NUMBER) else default_of(text)
    kind = plain.pop("type")
    return asked.row("answer", kind, _how(question), **plain)


def _kind_of(question: Question) -> dict[str, str]:
    """Give the type of the answer's field with what it takes."""
    if question.type is QuestionType.YES_PARTLY_NO:
        return {"type": "select_one satisfied"}
    if question.type is QuestionType.CHOICE:
        return {"type": f"select_one {field_name(question.id)}"}
    if question.type is QuestionType.MULTI:
        alone = [f"not(selected(., {literal(o.id)}) and count-selected(.) > 1)" for o in question.options if o.none]
        message = phrase("“None” stands alone: choose it, or the others.")
        limits = {"constraint": " and ".join(alone), "constraint_message": message} if alone else {}
        return {"type": f"select_multiple {field_name(question.id)}", **limits}
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return {"type": "integer" if question.whole else "decimal", **_limits(question)}
    if question.type is QuestionType.DATE:
        return {"type": "date"}
    return {"type": "text", "appearance": "multiline"}


def _limits(question: Question) -> dict[str, str]:
    edges = ((">=", question.minimum), ("<=", question.maximum))
    tests = [f". {sign} {_decimal(edge)}" for sign, edge in edges if edge is not None]
    if not tests:
        return {}
    return {
        "constraint": " and ".join(tests),
        "constraint_message": phrase("Write a number {range}.", range=_range(question)),
    }


def _range(question: Question) -> str:
    low, high = question.minimum, question.maximum
    if low is not None and high is not None:
        return phrase("from {low} to {high}", low=decimals(_decimal(low)), high=decimals(_decimal(high)))
    if high is not None:
        return phrase("up to {high}", high=decimals(_decimal(high)))
    return "" if low is None else phrase("not below {low}", low=decimals(_decimal(low)))


def _decimal(number: Fraction) -> str:
    return f"{Decimal(number.numerator) / Decimal(number.denominator):f}"


def _how(question: Question) -> str:
    """Say beside a field for a number what it counts and where it begins and ends."""
    unit = "%" if question.type is QuestionType.PERCENT else question.unit
    return ", ".join(part for part in (unit, _range(question)) if part)


def _table(asked: Asked) -> Iterator[Row]:
    question = asked.question
    yield asked.row("answer", "begin_repeat", relevant=f"{asked.state} = 'answer'")
    for column in question.columns:
        name = column_name(question, column.id)
        yield Row(type="text", name=name, texts={"label": plain_label(column.text)})
    yield Row(type="end_repeat", name=field_name(question.id))


def _beside(asked: Asked) -> Iterator[Row]:
    """Give what stands beside every answer."""
    question, said = asked.question, asked.said
    yield asked.row(
        "reason",
        "text",
        relevant=f"{asked.state} = 'not_applicable'",
        required="yes",
        required_message=phrase("Say why it does not apply."),
        default=default_of(said.not_applicable),
    )
    if question.type in _JUDGED and question.gates:
        yield asked.row(
            "met",
            "select_one satisfied",
            relevant=f"{asked.state} = 'answer'",
            default=said.met or "",
            appearance="minimal",
        )
    yield _confidence(asked)
    if asked.evidence:
        default = default_of(" ".join(said.evidence))
        yield asked.row("evidence", "select_multiple evidence", default=default, appearance="minimal")
    yield asked.row("note", "text", default=default_of(said.note), appearance="multiline")
    yield asked.row("file", "file")
    yield asked.row("image", "image", parameters="max-pixels=2000")  # a page of text can be read on it


def _confidence(asked: Asked) -> Row:
    evidence = f"${{{field_name(asked.question.id, 'evidence')}}}"
    proven = {
        "constraint": f". != 'verified' or count-selected({evidence}) > 0",
        "constraint_message": phrase("What is verified needs evidence: choose it from the register."),
    }
    shown = asked.said.confidence is None or asked.said.answer is not None
    when = {"relevant": f"{asked.state} = 'answer' or {asked.state} = 'no'"} if shown else {}
    plain = {**when, **(proven if asked.evidence else {})}
    return asked.row(
        "confidence", "select_one confidence", default=asked.said.confidence or "", appearance="minimal", **plain
    )
