"""Carry along what a phone form was sent with, and take it back: whose answers it asks for, and what was said before.

Both come back in fields that nobody sees. Whose answers they are is plain JSON; what was said before is packed, and
split over several fields, as no spreadsheet program keeps longer texts in one cell.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import re
import zlib
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from rmdiag.questionnaires.exchange.xlsform_names import BASE_FIELD, HEAD_FIELD, SENT_FIELD, look
from rmdiag.questionnaires.exchange.xlsform_xpath import default_of
from rmdiag.questionnaires.forms import Form, Head, base_from, head_from, plain_base, plain_head
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said

CHUNK = 8_000  # characters of one field
MOST_UNPACKED = 8 * 1024 * 1024  # bytes
_MARK = "k"  # begins each field, so that none begins as a formula or a number does
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LONGEST = 16_000  # characters of a text that stands in a form beforehand
EVIDENCE_ID = re.compile(r"[A-Za-z0-9_.-]+\Z")


def kept_fields(form: Form) -> dict[str, str]:
    """Give what a form carries along, by the names of the fields."""
    head = json.dumps(plain_head(form.head), ensure_ascii=True, sort_keys=True).replace("'", "\\u0027")
    plain = json.dumps(plain_base(carried_base(form)), ensure_ascii=True, sort_keys=True).encode()
    packed = base64.urlsafe_b64encode(zlib.compress(plain, 9)).decode()
    chunks = [packed[start : start + CHUNK] for start in range(0, len(packed), CHUNK)]
    fields = {HEAD_FIELD: head.replace("$", "\\u0024"), SENT_FIELD: _MARK + _checksum(plain)}
    return {**fields, **{f"{BASE_FIELD}_{number}": _MARK + chunk for number, chunk in enumerate(chunks, 1)}}


def head_kept(fields: Mapping[str, str]) -> Head | None:
    """Read whose answers came back; None where that is missing or was changed."""
    try:
        return head_from(json.loads(fields.get(HEAD_FIELD, "")))
    except (ValueError, RecursionError):
        return None


def base_kept(fields: Mapping[str, str]) -> dict[str, Said] | None:
    """Read what was sent; None where that is missing or was changed."""
    packed, number = "", 1
    while (chunk := fields.get(f"{BASE_FIELD}_{number}", "")).startswith(_MARK):
        packed += chunk[len(_MARK) :]
        number += 1
    try:
        unpacking = zlib.decompressobj()
        plain = unpacking.decompress(base64.b64decode(packed, altchars=b"-_", validate=True), MOST_UNPACKED)
        if not unpacking.eof or fields.get(SENT_FIELD) != _MARK + _checksum(plain):
            return None
        return base_from(json.loads(plain))
    except (ValueError, RecursionError, binascii.Error, zlib.error):
        return None


def carried_base(form: Form) -> dict[str, Said]:
    """Give what a form shows of what its sheet says, by question."""
    found = {q.id: carried(q, form.before[q.id]) for q in form.questions if q.id in form.before}
    return {question: said for question, said in found.items() if not said.silent}


def carried(question: Question, said: Said) -> Said:
    """Give what a form can show beforehand of what is said, so that only what is changed in it counts as changed.

    Rows of a table cannot stand in a repeated group beforehand, and some texts in no field: they stay in the sheet.
    """
    answer = said.answer if _stands(question, said.answer) else None
    return replace(
        said,
        answer=answer,
        met=said.met if answer is not None else None,
        not_applicable=said.not_applicable if _fits(said.not_applicable) else None,
        evidence=tuple(one for one in said.evidence if EVIDENCE_ID.match(one)),
        note=said.note if _fits(said.note) else None,
    )


def as_sent(question: Question, said: Said, sent: Said) -> Said:
    """Give back the words that were sent where a form says the same in another way: 5 for 5.0, other quotes, order."""
    return replace(
        said,
        answer=sent.answer if _same_answer(question, said.answer, sent.answer) else said.answer,
        not_applicable=_same_text(said.not_applicable, sent.not_applicable),
        evidence=sent.evidence if sorted(said.evidence) == sorted(sent.evidence) else said.evidence,
        note=_same_text(said.note, sent.note),
    )


def _stands(question: Question, answer: object) -> bool:
    if isinstance(answer, tuple):
        return question.type is QuestionType.MULTI
    if not isinstance(answer, str):
        return False
    if answer == "no" and (question.gates or question.type is QuestionType.YES_PARTLY_NO):
        return True
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return _NUMBER.match(answer) is not None
    return _DAY.match(answer) is not None if question.type is QuestionType.DATE else _fits(answer)


def _fits(text: str | None) -> bool:
    return text is not None and len(default_of(text)) <= LONGEST and not _UNSEEN.search(text)


def _same_answer(question: Question, one: object, other: object) -> bool:
    if not isinstance(one, str) or not isinstance(other, str):
        return False
    if question.type in (QuestionType.NUMBER, QuestionType.PERCENT):
        return all(map(_NUMBER.match, (one, other))) and Fraction(one) == Fraction(other)
    return look(one) == look(other)


def _same_text(one: str | None, other: str | None) -> str | None:
    return other if one is not None and other is not None and look(one) == look(other) else one


def _checksum(plain: bytes) -> str:
    return hashlib.sha256(plain).hexdigest()[:16]
