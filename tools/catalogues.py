"""Renew the catalogues of messages: `python tools/catalogues.py` brings rmdiag/languages/*/LC_MESSAGES/*.po up to date.

Translations stay; a message that is new stands there without one, a message whose English has changed is marked fuzzy.
`python tools/catalogues.py pt` begins a language.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from typer.main import get_command

from rmdiag import source
from rmdiag.assessment import codes as mission_codes
from rmdiag.assessment.exchange import codes as plan_codes
from rmdiag.assessment.exchange.reply import codes as reply_codes
from rmdiag.assessment.portfolio import codes as programme_codes
from rmdiag.cli import COMMANDS, app
from rmdiag.cli_comments import COMMANDS as COMMENT_COMMANDS
from rmdiag.cli_evidence import COMMANDS as EVIDENCE_COMMANDS
from rmdiag.cli_form import COMMANDS as FORM_COMMANDS
from rmdiag.cli_frameworks import COMMANDS as FRAMEWORK_COMMANDS
from rmdiag.cli_group import build, helps
from rmdiag.cli_plan import COMMANDS as PLAN_COMMANDS
from rmdiag.cli_programme import COMMANDS as PROGRAMME_COMMANDS
from rmdiag.compendium import codes as framework_codes
from rmdiag.files import LANGUAGES, PACKAGE
from rmdiag.questionnaires import codes as question_codes
from rmdiag.questionnaires.exchange import codes as returned_codes
from rmdiag.reports.languages import ENGLISH

CATALOGUES = (
    source.CATALOGUE,
    framework_codes.CATALOGUE,
    question_codes.CATALOGUE,
    returned_codes.CATALOGUE,
    mission_codes.CATALOGUE,
    plan_codes.CATALOGUE,
    programme_codes.CATALOGUE,
    reply_codes.CATALOGUE,
)
KEYWORDS: dict[str, None] = {"phrase": None, "phrases": None, "marked": None, "heads": None}
PLACES = ("rows", "fields", "entries", "as_fields")  # asks for a part of a file; the second word names it in problems
PLURALS = {"fr": "(n > 1)", "pt": "(n > 1)"}


class Said(NamedTuple):
    """One message: its English, or the forms for one and for several, and its context where it has one."""

    english: str | tuple[str, str]
    context: str | None = None


def spoken_messages() -> Iterator[Said]:
    """Give every message of the command line: what the code says, and the words of every problem."""
    for path in sorted(PACKAGE.rglob("*.py")):
        with path.open("rb") as stream:
            calls: Iterable[tuple[int, str, str | tuple[str | None, ...] | None, list[str]]] = extract_python(
                stream, {**KEYWORDS, **dict.fromkeys(PLACES)}, (), {}
            )  # type: ignore[assignment]  # the stub knows lists only
            for _, function, found, _ in calls:
                texts = [found] if isinstance(found, str) else [text for text in found or () if text]
                if function in PLACES:
                    place = found[1] if isinstance(found, tuple) and len(found) > 1 else None
                    yield from (Said(place),) if place and not place.startswith("`") else ()
                elif function == "phrases":
                    yield Said((texts[0], texts[1]))
                else:
                    yield from (Said(text) for text in texts)
    yield from (Said(words) for words in helps(get_command(app)))
    for entry in (
        *COMMANDS,
        *COMMENT_COMMANDS,
        *EVIDENCE_COMMANDS,
        *FORM_COMMANDS,
        *PLAN_COMMANDS,
        *PROGRAMME_COMMANDS,
        *FRAMEWORK_COMMANDS,
    ):
        yield Said(entry.help)
        yield from (Said(words) for words in helps(build(entry)))
    for catalogue in CATALOGUES:
        for kind in catalogue:
            yield Said(kind.message)
            yield Said(kind.fix)


def report_messages() -> Iterator[Said]:
    """Give every message of reports, each under its key."""
    for key, message in ENGLISH.items():
        if isinstance(message, str):
            yield Said(message, key)
        else:
            yield Said((message.get("one", message["other"]), message["other"]), key)


DOMAINS = {"commands": spoken_messages, "reports": report_messages}


def renew(language: str, domain: str) -> None:
    """Bring one file up to date."""
    path = LANGUAGES / language / "LC_MESSAGES" / f"{domain}.po"
    old = read_po(path.open("rb"), locale=language) if path.exists() else Catalog(locale=language)
    new = Catalog(locale=language, domain=domain, project="rmdiag", charset="utf-8", fuzzy=False)
    for said in DOMAINS[domain]():
        if not said.english or said.english == ("", ""):
            continue
        new.add(said.english, None, context=said.context)
    for message in new:
        before = old.get(message.id, context=message.context) if message.id else None
        if before is not None and before.string:
            message.string = before.string
    written = BytesIO()
    write_po(written, new, width=120, omit_header=True, sort_output=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    plural = PLURALS.get(language[:2], "(n != 1)")
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    head += f'"Plural-Forms: nplurals=2; plural={plural};\\n"\n\n'
    path.write_bytes(head.encode() + written.getvalue())


def main() -> None:
    """Renew every language that is there, and those that are named."""
    there = {path.name for path in LANGUAGES.glob("*") if path.is_dir()}
    for language in sorted(there | set(sys.argv[1:])):
        for domain in DOMAINS:
            renew(language, domain)
            print(LANGUAGES / language / "LC_MESSAGES" / f"{domain}.po")


if __name__ == "__main__":
    main()
