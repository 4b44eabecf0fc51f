"""Write the form of one respondent as one page for a browser, which needs no server and asks for no other file.

The page opens from a USB stick. It keeps what is typed in the browser's own store, and saves the answers as a file that
comes back by mail or stick. Its content policy lets it connect to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from rmdiag.compendium.model import Dimension
from rmdiag.files import day_words
from rmdiag.questionnaires.exchange.scripted import for_script, part_of
from rmdiag.questionnaires.forms import FORMAT, VERSION, Form, checksum_of, plain_base, plain_head
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.tongue import any_of, phrase

MARK = b'<meta name="generator" content="rmdiag form page">'
_HEAD = 2048  # bytes within which the mark stands
_JUDGED = (QuestionType.TEXT, QuestionType.TABLE)


def to_page(form: Form) -> bytes:
    """Give the bytes of an HTML file in the language spoken; the same form gives the same bytes."""
    words = _words()
    page = _environment().get_template("form.html.j2")
    data = {
        "format": FORMAT,
        "version": VERSION,
        "head": plain_head(form.head),
        "base": plain_base(form.before),
        "checksum": checksum_of(form.head, form.before),
        "conditions": dict(_conditions(form)),
        "words": _words_of_script(),
    }
    text = page.render(
        form=_form(form),
        words=words,
        css=part_of(_environment(), "form.css"),
        script=part_of(_environment(), "form.js"),
        data=for_script(data),
    )
    return text.encode()


def is_page(content: bytes) -> bool:
    """Say whether a file is such a page."""
    return MARK in content[:_HEAD]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("rmdiag.questionnaires.exchange", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _form(form: Form) -> dict[str, object]:
    return {
        "language": form.head.language,
        "role": form.head.role,
        "administration": form.head.administration,
        "round": form.head.round,
        "sent": phrase("Sent on {date}", date=day_words(form.head.sent, form.head.language)),
        "title": form.title,
        "total": len(form.questions),
        "dimensions": list(_dimensions(form)),
        "evidence": form.evidence,
    }


def _dimensions(form: Form) -> Iterator[dict[str, object]]:
    """Give the questions by dimension and indicator, in the order of the framework; those of none stand last."""
    framework = form.questionnaire.framework
    indicators = framework.indicators
    for dimension in framework.dimensions:
        asked = [
            q for q in form.questions if q.indicator in indicators and indicators[q.indicator].dimension == dimension.id
        ]
        if asked:
            yield _dimension(form, dimension, asked)
    others = [question for question in form.questions if question.indicator not in indicators]
    if others:
        part = {"id": "", "title": "", "assesses": "", "levels": [], "questions": [_question(form, q) for q in others]}
        yield {"id": "REC", "title": phrase("Records"), "total": len(others), "indicators": [part]}


def _dimension(form: Form, dimension: Dimension, asked: list[Question]) -> dict[str, object]:
    indicators = form.questionnaire.framework.indicators
    ids = dict.fromkeys(question.indicator for question in asked)
    parts = [
        {
            "id": identity,
            "title": indicators[identity].title,
            "assesses": indicators[identity].assesses,
            "levels": indicators[identity].descriptors,
            "questions": [_question(form, question) for question in asked if question.indicator == identity],
        }
        for identity in ids
    ]
    return {"id": dimension.id, "title": dimension.title, "total": len(asked), "indicators": parts}


def _question(form: Form, question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "text": question.text,
        "type": question.type.value,
        "see": phrase("; ").join(question.see),
        "help": question.help,
        "choices": list(_choices(question)),
        "alone": [option.id for option in question.options if option.none],
        "columns": question.columns,
        "unit": "%" if question.type is QuestionType.PERCENT else question.unit,
        "minimum": _digits(question.minimum),
        "maximum": _digits(question.maximum),
        "whole": question.whole,
        "judged": (question.met_when or "") if question.type in _JUDGED and question.gates else None,
        "may_deny": bool(question.gates) and question.type is not QuestionType.YES_PARTLY_NO,
        "condition": _condition(form, question),
        "not_applicable_when": question.not_applicable_when,
    }


def _digits(bound: Fraction | None) -> str:
    """Write a bound as people do: 0, 100, 2.5."""
    return "" if bound is None else f"{float(bound):g}"


def _choices(question: Question) -> Iterator[tuple[str, str]]:
    """Give what can be picked: the value that comes back, and its words."""
    if question.type is QuestionType.YES_PARTLY_NO:
        yield "yes", phrase("Yes")
        if question.partly or question.partly_for:
            yield "partly", phrase("Partly: {words}", words=question.partly) if question.partly else phrase("Partly")
        else:
            yield "partly", phrase("Partly")
        yield "no", phrase("No")
    else:
        yield from ((option.id, option.text) for option in question.options)


def _condition(form: Form, question: Question) -> str | None:
    condition = question.applies_when
    control = None if condition is None else form.questionnaire.questions.get(condition.question)
    if condition is None or control is None:
        return None
    texts = dict(_choices(control))
    values = any_of(phrase("“{words}”", words=texts.get(value, value)) for value in condition.values)
    return phrase("Only when {question} is answered {values}.", question=condition.question, values=values)


def _conditions(form: Form) -> Iterator[tuple[str, dict[str, object]]]:
    for question in form.questions:
        condition = question.applies_when
        if condition is not None:
            yield question.id, {"question": condition.question, "values": list(condition.values)}


def _words() -> dict[str, object]:
    """Give the words of the page in the language spoken."""
    return {
        "skip": phrase("Go to the questions"),
        "for_whom": phrase("For:"),
        "round": phrase("Round"),
        "how": phrase("How this page works"),
        "steps": _steps(),
        "no_script": phrase("This browser runs no scripts and cannot save answers. Print the page and write on it."),
        "progress": phrase("Progress, saving and loading"),
        "save": phrase("Save the answers as a file"),
        "load": phrase("Load answers"),
        "next_open": phrase("Next open question"),
        "levels": phrase("What the levels say"),
        "see": phrase("To attach or show:"),
        "help": phrase("Help"),
        "number": phrase("Number"),
        "date": phrase("Date"),
        "more_rows": phrase("One more row"),
        "own_words": phrase("In your own words"),
        "met": phrase("Is this met?"),
        "satisfaction": [("yes", phrase("Yes")), ("partly", phrase("Partly")), ("no", phrase("No"))],
        "state": phrase("The answer"),
        "answered_above": phrase("stands above, or is still open"),
        "does_not_exist": phrase("No: this does not exist"),
        "not_applicable": phrase("Does not apply to us"),
        "do_not_know": phrase("I do not know"),
        "reason": phrase("Why it does not apply"),
        "confidence": phrase("How it is known"),
        "declared": phrase("We state it"),
        "corroborated": phrase("Another department says the same"),
        "verified": phrase("The evidence was seen"),
        "evidence": phrase("Evidence, by its number"),
        "note": phrase("Note, and names of files that you send along"),
        "not_applicable_when": phrase("It does not apply when:"),
        "not_wco": phrase("This questionnaire is not a publication of the World Customs Organization."),
    }


def _steps() -> list[str]:
    """Say in the order of doing how the page is filled in."""
    return [
        phrase("Answer what you know. What you type is kept in this browser on this machine, and sent nowhere."),
        phrase("A blank, “no”, “does not apply” and “I do not know” are four things; choose the one that is true."),
        phrase("Each question says what to attach or to show. Send these documents along with your answers."),
        phrase("At the end or in between, save the answers as a file, and send it back to whoever sent this page."),
    ]


def _words_of_script() -> dict[str, str]:
    """Give the words that the page says while it is filled in."""
    return {
        "count": phrase("{done} of {total} answered, {open} open"),
        "part": phrase("{done} of {total}"),
        "begin": phrase("Nothing is typed yet. What you type is kept on this machine."),
        "resumed": phrase("Your earlier answers on this machine are back."),
        "kept": phrase("Kept on this machine. Not sent yet: save the answers as a file."),
        "not_kept": phrase("This browser keeps nothing. Save the answers as a file before you close the page."),
        "saved": phrase("Saved as {name} among your downloads. Send this file back."),
        "saved_with_problems": phrase("Saved. In {count} answers something is still wrong; they are marked in red."),
        "loaded": phrase("The answers of the file are in the page."),
        "no_response": phrase("This file holds no answers to this form."),
        "complete": phrase("No question is open."),
        "no_number": phrase("Write a number, such as 12 or 6.8."),
        "ambiguous": phrase("This can be read in two ways. Write no marks between thousands: 1250 or 1.25."),
        "whole": phrase("Write a whole number."),
        "too_small": phrase("The number begins at {min}."),
        "too_large": phrase("The number ends at {max}."),
        "reason_needed": phrase("Write why it does not apply."),
        "met_needed": phrase("Say also whether it is met."),
        "evidence_needed": phrase("Name the evidence that was seen."),
    }
