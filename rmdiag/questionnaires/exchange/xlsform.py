"""Write a form as an XLSForm for Kobo and ODK, in one workbook with all its languages."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from xlsxwriter import Workbook

from rmdiag.files import catalogue
from rmdiag.questionnaires.exchange.package import MAXIMUM_PARTS, MAXIMUM_UNPACKED
from rmdiag.questionnaires.exchange.xlsform_names import DAY_FIELD
from rmdiag.questionnaires.exchange.xlsform_rows import PLAIN, TEXTS, Choice, Row, choice_rows, survey_rows
from rmdiag.questionnaires.exchange.xlsform_xpath import literal
from rmdiag.questionnaires.forms import FORMAT, Form, Head
from rmdiag.tongue import speaking

_LANGUAGES = {"en": "English", "es": "Español", "fr": "Français"}
_CORE = "docProps/core.xml"
_SEAL = f"{FORMAT} xlsform "
_UNSEALED = _SEAL + "0" * 64
_SEALED = re.compile(_SEAL.encode() + rb"([0-9a-f]{64})")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDTHS = {"type": 26, "name": 26, "relevant": 34, "constraint": 34}
_Sheet = tuple[tuple[str, ...], list[tuple[str, ...]]]  # the heads and the rows


def to_xlsform(form: Form, others: tuple[Form, ...] = ()) -> bytes:
    """Give the bytes of an XLSX file in the XLSForm standard; `others` are the same form in other languages.

    The same forms give the same bytes.
    """
    spoken = [form, *(replace(one, before=form.before) for one in others if one.head.language != form.head.language)]
    surveys, choices = [], []
    for one in spoken:
        with speaking(one.head.language, catalogue(one.head.language, "commands")):
            surveys.append(survey_rows(one))
            choices.append(choice_rows(one))
    names = [_language(one.head.language) for one in spoken]
    sheets = {"survey": _survey(surveys, names), "choices": _choices(choices, names)}
    sheets["settings"] = _settings(form, names[0], sheets)
    return _sealed(_book(form, sheets))


def is_xlsform(content: bytes) -> bool:
    """Say whether a file is such a form, as it was made here: nobody has changed anything in it."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            infos = archive.infolist()
            if len(infos) > MAXIMUM_PARTS or sum(info.file_size for info in infos) > MAXIMUM_UNPACKED:
                return False
            parts = {info.filename: archive.read(info) for info in infos}
    except (BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError):
        return False
    found = _SEALED.search(parts.get(_CORE, b""))
    return found is not None and found.group(1).decode() == _checksum(parts)


def form_id(head: Head) -> str:
    """Give the id of a form on a server: letters, digits and underscores, another for each mission and sheet."""
    words = f"{head.administration} {head.round} {head.sheet}"
    spread = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    short = re.sub(r"[^a-z0-9]+", "_", spread).strip("_")[:48].strip("_")
    whole = f"{head.administration}\n{head.country}\n{head.round}\n{head.sheet}"
    return f"rmdiag_{short}_{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def _language(code: str) -> str:
    return f"{_LANGUAGES.get(code, code)} ({code})"


def _survey(surveys: Sequence[tuple[Row, ...]], names: Sequence[str]) -> _Sheet:
    heads = (*PLAIN[:2], *(f"{text}::{name}" for text in TEXTS for name in names), *PLAIN[2:])
    rows = []
    for same in zip(*surveys, strict=True):
        first = same[0]
        texts = tuple(row.texts.get(text, "") for text in TEXTS for row in same)
        rows.append((first.type, first.name, *texts, *(first.plain.get(name, "") for name in PLAIN[2:])))
    return heads, rows


def _choices(choices: Sequence[tuple[Choice, ...]], names: Sequence[str]) -> _Sheet:
    heads = ("list_name", "name", *(f"label::{name}" for name in names))
    return heads, [(same[0].list, same[0].name, *(one.label for one in same)) for same in zip(*choices, strict=True)]


def _settings(form: Form, language: str, sheets: Mapping[str, _Sheet]) -> _Sheet:
    """Give the sheet `settings`; the version begins with the day on which the form goes out."""
    summary = int(hashlib.sha256(repr(sorted(sheets.items())).encode()).hexdigest(), 16) % 10**6
    head = form.head
    settings = {
        "form_title": f"{form.title} – {head.administration}, {head.round} – {head.role}".replace("${", "$ {"),
        "form_id": form_id(head),
        "version": f"{head.sent:%Y%m%d}{summary:06d}",
        "default_language": language,
        "instance_name": f"concat({literal(f'{head.role} – ')}, ${{{DAY_FIELD}}})",
        "style": "pages",
    }
    return tuple(settings), [tuple(settings.values())]


def _book(form: Form, sheets: Mapping[str, _Sheet]) -> bytes:
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True})
    day = datetime.combine(form.head.sent, time(), tzinfo=UTC)
    book.set_properties({"title": form.title, "author": "rmdiag", "category": _UNSEALED, "created": day})
    bold = book.add_format({"bold": True, "num_format": "@"})
    text = book.add_format({"num_format": "@"})
    for name, (heads, rows) in sheets.items():
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, head in enumerate(heads):
            sheet.set_column(place, place, _WIDTHS.get(head, 40 if "::" in head else 20))
            sheet.write_string(0, place, head, bold)
        for number, row in enumerate(rows, 1):
            for place, cell in enumerate(row):
                if cell and sheet.write_string(number, place, str(cell), text):
                    message = f"a text of the form is too long for a cell: {heads[place]} of {row[1]}"
                    raise ValueError(message)
    book.close()
    return stream.getvalue()


def _sealed(content: bytes) -> bytes:
    """Write into the file's properties the checksum over all its other parts, so that a changed file is known."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts[_CORE] = parts[_CORE].replace(_UNSEALED.encode(), (_SEAL + _checksum(parts)).encode())
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            info = ZipInfo(name, _EPOCH)
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, part)
    return packed.getvalue()


def _checksum(parts: Mapping[str, bytes]) -> str:
    summary = hashlib.sha256()
    for name in sorted(parts):
        if name != _CORE:
            summary.update(f"{name}:{len(parts[name])}:".encode())
            summary.update(parts[name])
    return summary.hexdigest()
