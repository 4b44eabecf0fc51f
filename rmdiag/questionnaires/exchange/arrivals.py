"""Know what kind of form came back by its content, whatever its name, and have it read."""

from __future__ import annotations

import json

from rmdiag.problems import Span
from rmdiag.questionnaires.exchange import codes
from rmdiag.questionnaires.exchange.package import MAXIMUM_FILE, is_package
from rmdiag.questionnaires.forms import FORMAT, Desk, Returned
from rmdiag.tongue import marked

MOST_BYTES = MAXIMUM_FILE
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def returned_in(content: bytes, name: str, desk: Desk) -> tuple[Returned, ...]:
    """Give the forms in a file: one of a workbook or a page, one per submission of an export of a phone server.

    None, with the problem noted, where the file is no form or must not be read.
    """
    at = Span(file=name)
    if len(content) > MOST_BYTES:
        desk.problems.add(codes.TOO_LARGE_FORM, at, most=MOST_BYTES)
        return ()
    if is_package(content[:8]) or content.startswith(_OLD_OFFICE):
        from rmdiag.questionnaires.exchange.form_returned import workbook_in

        found = workbook_in(content, name, desk)
        return () if found is None else (found,)
    start = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        desk.problems.add(codes.FORM_ITSELF, at)
        return ()
    return _of_text(content, name, desk, json_like=start.startswith((b"{", b"[")))


def untouched(content: bytes, name: str) -> bool:
    """Say whether a file is a form as it was handed out: it says of every question what was sent, and nothing else.

    False for anything that is no form of ours, and for one that cannot be read: it may hold what somebody wrote.
    """
    if content[:2048].lstrip().lower().startswith(b"<!doctype html"):
        from rmdiag.questionnaires.exchange.form_page import is_page

        return is_page(content)  # nothing is typed into the page itself: answers leave it as a file of their own
    if not is_package(content[:8]):
        return False
    if name.endswith(".xlsform.xlsx"):
        from rmdiag.questionnaires.exchange.xlsform import is_xlsform

        return is_xlsform(content)
    from rmdiag.questionnaires.exchange.form_returned import is_untouched

    return is_untouched(content)


def _of_text(content: bytes, name: str, desk: Desk, *, json_like: bool) -> tuple[Returned, ...]:
    at = Span(file=name)
    try:
        text = content.decode("utf-8-sig")
        plain = json.loads(text) if json_like else None
    except UnicodeDecodeError:
        desk.problems.add(codes.NO_FORM, at, reason=marked("it is another kind of file"))
        return ()
    except (ValueError, RecursionError):
        desk.problems.add(codes.NO_FORM, at, reason=marked("it is damaged, or was only half copied"))
        return ()
    if isinstance(plain, dict) and plain.get("format") == FORMAT:
        from rmdiag.questionnaires.exchange.page_returned import page_answers_in

        found = page_answers_in(plain, name, desk)
        return () if found is None else (found,)
    from rmdiag.questionnaires.exchange.submissions import submissions_in

    return submissions_in(text if plain is None else plain, name, desk)
