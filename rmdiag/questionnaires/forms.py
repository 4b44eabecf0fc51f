"""Say what goes out to one respondent, and what comes back from one, whatever carries it.

A form holds the questions for one department or interlocutor with what their sheet says so far. What comes back names
the same sheet and brings along what was sent, so that a change can be told from what was not touched.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date

from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.model import Layer, Question, Questionnaire
from rmdiag.questionnaires.said import Said, plain_said, said_from, said_of, understood
from rmdiag.tongue import phrase
from rmdiag.values import dataclass

FORMAT = "rmdiag form"
VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Whose answers a form asks for; it comes back with them, so that they reach the right sheet."""

    administration: str
    country: str
    round: str
    framework: str
    edition: str
    set: str
    sheet: str  # its file is responses/<sheet>.yaml
    role: str
    layer: Layer = Layer.SELF
    language: str = "en"
    sent: date

    @property
    def mission(self) -> str:
        """Name the mission for people."""
        return phrase(
            "{administration} ({country}), round {round}",
            administration=self.administration,
            country=self.country,
            round=self.round,
        )

    def same_mission(self, other: Head) -> bool:
        """Whether two heads name the same mission."""
        return (self.administration, self.country, self.round) == (other.administration, other.country, other.round)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What goes out to one respondent.

    `questions` are in the order in which they are asked, with their texts in the form's language; `before` holds what
    the sheet says now of those that it says something of; `evidence` the ids and titles of the register.
    """

    head: Head
    title: str  # of the question set
    as_of: date
    due: date | None = None  # the day by which it is to come back, where that was said
    questions: tuple[Question, ...]
    questionnaire: Questionnaire
    before: Mapping[str, Said] = field(default_factory=dict)
    evidence: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a form that came back says to one question, and where: by the name of the part, `row` for the whole."""

    said: Said
    places: Mapping[str, Span] = field(default_factory=dict)

    def place(self, part: str) -> Span:
        """Give the place of a part, or of the whole where the part has none of its own."""
        return self.places.get(part) or self.places["row"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """A form that came back. `head` or `base` is None where the form does not say it any more.

    `entries` holds the questions that the form still has, also those to which nothing is said.
    """

    name: str  # of the file
    head: Head | None = None
    base: Mapping[str, Said] | None = None
    entries: Mapping[str, Entry] = field(default_factory=dict)
    filled: date | None = None  # when the respondent filled it in, where the form knows


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What is at hand while forms are read; `speaks` gives the questionnaire with its texts in a language."""

    questionnaire: Questionnaire
    speaks: Callable[[str], Questionnaire]
    problems: Problems


def checked(returned: Returned, desk: Desk) -> dict[str, Said]:
    """Give what a form says to the questions that exist, as a sheet would say it; what is wrong is a problem there.

    An answer with a problem is left out: nothing that could not be read takes the place of anything.
    """
    found: dict[str, Said] = {}
    for identity, entry in returned.entries.items():
        question = desk.questionnaire.questions.get(identity)
        if question is None:
            continue  # the reader of the form has said so
        problems = Problems()
        response = understood(question, entry.said, entry.place, problems)
        desk.problems.extend(problems)
        if not problems.errors:
            found[identity] = said_of(question, response)
    return found


def plain_head(head: Head) -> dict[str, str]:
    """Give a head as plain texts for JSON."""
    texts = ("administration", "country", "round", "framework", "edition", "set", "sheet", "role", "language")
    plain = {name: str(getattr(head, name)) for name in texts}
    return {**plain, "layer": head.layer.value, "sent": head.sent.isoformat()}


def head_from(plain: object) -> Head:
    """Read a head from plain texts; raises ValueError where they are none."""
    if not isinstance(plain, Mapping) or not all(isinstance(text, str) for text in plain.values()):
        message = "not the head of a form"
        raise ValueError(message)
    texts = {**plain, "layer": Layer(plain.get("layer", "self")), "sent": date.fromisoformat(plain.get("sent", ""))}
    try:
        return Head(**texts)
    except TypeError as error:
        message = "not the head of a form"
        raise ValueError(message) from error


def checksum_of(head: Head, before: Mapping[str, Said]) -> str:
    """Give the SHA-256 over what a form says of itself and what was sent with it, by which a change of either shows."""
    plain = json.dumps([plain_head(head), plain_base(before)], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def plain_base(before: Mapping[str, Said]) -> dict[str, object]:
    """Give what was sent as plain values for JSON."""
    return {identity: plain_said(said) for identity, said in before.items()}


def base_from(plain: object) -> dict[str, Said]:
    """Read what was sent from plain values; raises ValueError where they are none."""
    if not isinstance(plain, Mapping):
        message = "not what was sent"
        raise ValueError(message)  # noqa: TRY004  # a form that comes back is wrong, not the program
    return {str(identity): said_from(said) for identity, said in plain.items()}
