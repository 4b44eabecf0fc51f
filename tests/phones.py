"""A phone with its server, as the tests need them: a form is filled in, sent, and exported as Kobo and ODK Central do.

The form is the XForm that pyxform makes of the workbook; what is skipped is not sent, as in every client of ODK.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import NamedTuple
from xml.etree import ElementTree as ET

from pyxform.xls2xform import convert

from rmdiag.questionnaires.exchange.xlsform_names import column_name, field_name
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said

TODAY = "2026-09-14"  # on the phone
Rows = list[dict[str, str]]
_XF = "{http://www.w3.org/2002/xforms}"
_H = "{http://www.w3.org/1999/xhtml}"
_JR = "{http://openrosa.org/javarosa}"


class Sent(NamedTuple):
    """What a phone sends: fields by path, in the order of the form, and the rows of repeated groups."""

    fields: dict[str, str]
    rows: dict[str, Rows]


@dataclass(kw_only=True)
class Phone:
    """A form on a phone, with what stands in it."""

    xform: str
    warnings: list[str]
    fields: dict[str, str] = field(default_factory=dict)  # by path
    rows: dict[str, Rows] = field(default_factory=dict)
    relevant: dict[str, str] = field(default_factory=dict)
    labels: dict[str, dict[str, str]] = field(default_factory=dict)  # by language and by the id of a text
    lists: dict[str, dict[str, str]] = field(default_factory=dict)  # ids of texts by list and value
    chosen_from: dict[str, tuple[str, str]] = field(default_factory=dict)  # kind of choice and list, by path

    def path(self, name: str) -> str:
        return next(path for path in (*self.fields, *self.rows) if path.endswith(f"/{name}"))

    def put(self, question: Question, part: str, text: str) -> None:
        self.fields[self.path(field_name(question.id, part))] = text

    def fill(self, question: Question, said: Said) -> None:
        """Fill in what is said, as a person does who reads the form."""
        state = "not_applicable" if said.not_applicable else "do_not_know" if said.do_not_know else "answer"
        self.put(question, "state", state)
        if question.type is QuestionType.TABLE:
            rows = [row for row in said.answer or () if isinstance(row, tuple)]
            self.rows[self.path(field_name(question.id))] = [
                {column_name(question, column): text for column, text in row} for row in rows
            ]
        else:
            words = said.answer if isinstance(said.answer, str) else " ".join(map(str, said.answer or ()))
            self.put(question, "answer", words)
        for part, text in (("met", said.met), ("reason", said.not_applicable), ("confidence", said.confidence)):
            if text is not None:
                self.put(question, part, text)
        self.put(question, "note", said.note or "")
        if said.evidence:
            self.put(question, "evidence", " ".join(said.evidence))

    def send(self) -> Sent:
        """Send what is not skipped."""
        fields = {path: text if self._asked(path) else "" for path, text in self.fields.items()}
        return Sent(fields=fields, rows={path: rows for path, rows in self.rows.items() if self._asked(path)})

    def _asked(self, path: str) -> bool:
        steps = path.split("/")
        around = ("/".join(steps[: end + 1]) for end in range(2, len(steps)))
        return all(self.holds(self.relevant[one]) for one in around if one in self.relevant)

    def holds(self, expression: str) -> bool:
        """Work out an expression of the kind that decides whether something is asked."""
        return any(self._holds(one.strip()) for one in expression.split(" or "))

    def _holds(self, test: str) -> bool:
        chosen = re.fullmatch(r"selected\(\s*(\S+)\s*, '([^']*)'\)", test)
        equal = re.fullmatch(r"(\S+)\s+= '([^']*)'", test)
        if chosen:
            return chosen.group(2) in self.fields[chosen.group(1)].split()
        assert equal, test
        return self.fields[equal.group(1)] == equal.group(2)


def phone_with(workbook: bytes, *, validate: bool = False) -> Phone:
    """Give a phone with a form; `validate` has the checker of ODK look at it too."""
    warnings: list[str] = []
    xform = convert(workbook, file_type=".xlsx", warnings=warnings, validate=validate).xform
    phone = Phone(xform=xform, warnings=warnings)
    root = ET.fromstring(xform)  # noqa: S314  # pyxform wrote it
    model = root.find(f"{_H}head/{_XF}model")
    assert model is not None
    for language in model.iter(f"{_XF}translation"):
        texts = {text.get("id", ""): text.findtext(f"{_XF}value", "") for text in language}
        phone.labels[language.get("lang", "")] = texts
    _take_fields(phone, root, model)
    _take_lists(phone, root, model)
    return phone


def _take_fields(phone: Phone, root: ET.Element, model: ET.Element) -> None:
    """Take the fields of a form, with what stands in them when it is opened."""
    repeated = {one.get("nodeset", "") for one in root.iter(f"{_XF}repeat")}
    for path, text in _leaves(model.findall(f"{_XF}instance")[0][0], "", repeated):
        if text is None:
            phone.rows[path] = []
        else:
            phone.fields[path] = text
    phone.fields[phone.path("rmdiag_day")] = TODAY
    for bind in model.iter(f"{_XF}bind"):
        path = bind.get("nodeset", "")
        if bind.get("relevant"):
            phone.relevant[path] = bind.get("relevant", "")
        if bind.get("calculate"):
            phone.fields[path] = _worked_out(bind.get("calculate", ""), phone)
    for one in model.iter(f"{_XF}setvalue"):
        phone.fields[one.get("ref", "")] = _worked_out(one.get("value", ""), phone)


def _take_lists(phone: Phone, root: ET.Element, model: ET.Element) -> None:
    """Take the lists from which is chosen, and say of each choice from which."""
    for one in model.findall(f"{_XF}instance")[1:]:
        items = one.iter(f"{_XF}item")
        phone.lists[one.get("id", "")] = {i.findtext(f"{_XF}name", ""): i.findtext(f"{_XF}itextId", "") for i in items}
    for kind in ("select", "select1"):
        for choice in root.iter(f"{_XF}{kind}"):
            listed = next(choice.iter(f"{_XF}itemset")).get("nodeset", "")
            phone.chosen_from[choice.get("ref", "")] = (kind, re.findall(r"instance\('([^']+)'\)", listed)[0])


def _leaves(node: ET.Element, before: str, repeated: set[str]) -> Iterator[tuple[str, str | None]]:
    """Give the fields of a form with what stands in them, and repeated groups as None."""
    path = f"{before}/{node.tag.rpartition('}')[2]}"
    if path in repeated:
        if node.get(f"{_JR}template") is not None:
            yield path, None
        return
    if not len(node):
        yield path, node.text or ""
    for child in node:
        yield from _leaves(child, path, repeated)


def _worked_out(expression: str, phone: Phone) -> str:
    """Work out an expression that is a text, or several one behind the other."""
    day = f"{phone.path('rmdiag_day')} " if "rmdiag_day" in expression else "\0"
    rest = expression.replace(day, f"'{TODAY}'")
    # Texts one behind the other, within concat() or not; anything else would be no text.
    assert re.fullmatch(r"""(concat\(|\s|,|\)|'[^']*'|"[^"]*")+""", rest), rest
    return "".join(one or other for one, other in re.findall(r"""'([^']*)'|"([^"]*)\"""", rest))


def kobo_json(_phone: Phone, *sent: Sent) -> bytes:
    """Export as the data API of Kobo does: full paths, nothing that is blank, rows inside."""
    results = []
    for number, one in enumerate(sent, 1):
        found: dict[str, object] = {"_id": number, "_submission_time": f"2026-09-{number:02}T10:11:12"}
        found |= {_inside(path): text for path, text in one.fields.items() if text}
        for path, rows in one.rows.items():
            if rows:
                found[_inside(path)] = [{f"{_inside(path)}/{c}": text for c, text in row.items()} for row in rows]
        results.append({**found, "_attachments": [{"filename": "a/b.jpg", "id": 1}], "_geolocation": [None, None]})
    return json.dumps({"count": len(results), "next": None, "previous": None, "results": results}).encode()


def odata(phone: Phone, *sent: Sent) -> bytes:
    """Export as OData of ODK Central does: groups inside groups, numbers as numbers, null for what is blank."""
    value = []
    for number, one in enumerate(sent, 1):
        found: dict[str, object] = {"__id": f"uuid:{number}"}
        system = {"submissionDate": f"2026-09-{number:02}T10:11:12.123Z", "submitterName": "Field office"}
        found["__system"] = system
        for path, text in one.fields.items():
            _nested(found, _inside(path), _typed(phone, path, text))
        for path, rows in one.rows.items():
            _nested(found, _inside(path), [{"__id": str(place), **row} for place, row in enumerate(rows)])
        value.append(found)
    return json.dumps({"value": value, "@odata.context": "https://central.example/v1"}).encode()


def kobo_csv(phone: Phone, *sent: Sent) -> bytes:
    """Export as Kobo does with names: semicolons, groups before the names, choices together and each on its own."""
    heads = [head for path in phone.fields for head in (_inside(path), *_split(phone, path))]
    lines = [
        [cell for path in phone.fields for cell in (one.fields[path], *_marks(phone, path, one.fields[path]))]
        for one in sent
    ]
    times = [f"2026-09-{number:02}T10:11:12" for number, _ in enumerate(sent, 1)]
    return _csv(
        [[*heads, "_id", "_submission_time"], *([*line, "7", at] for line, at in zip(lines, times, strict=True))], ";"
    )


def kobo_labels(phone: Phone, *sent: Sent, language: str) -> bytes:
    """Export as Kobo does with the labels of a language; a field without a label goes by its name."""
    texts = phone.labels[language]
    heads = [texts.get(f"{path}:label", path.rpartition("/")[2]) for path in phone.fields]
    lines = [[_labelled(phone, path, one.fields[path], texts) for path in phone.fields] for one in sent]
    return _csv([heads, *lines], ";")


def central_csv(phone: Phone, *sent: Sent) -> bytes:
    """Export as ODK Central does: commas, hyphens between groups, choices each in a column."""
    heads = [
        head.replace("/", "-", _inside(path).count("/"))
        for path in phone.fields
        for head in (_split(phone, path) or [_inside(path)])
    ]
    lines = [
        [c for path in phone.fields for c in (_marks(phone, path, one.fields[path]) or [one.fields[path]])]
        for one in sent
    ]
    numbered = [[f"2026-09-{number:02}T10:11:12.123Z", *line, f"uuid:{number}"] for number, line in enumerate(lines, 1)]
    return _csv([["SubmissionDate", *heads, "KEY"], *numbered], ",")


def _inside(path: str) -> str:
    return path.split("/", 2)[2]


def _split(phone: Phone, path: str) -> list[str]:
    kind, name = phone.chosen_from.get(path, ("", ""))
    return [f"{_inside(path)}/{value}" for value in phone.lists[name]] if kind == "select" else []


def _marks(phone: Phone, path: str, text: str) -> list[str]:
    kind, name = phone.chosen_from.get(path, ("", ""))
    if kind != "select":
        return []
    return [str(int(value in text.split())) if text else "" for value in phone.lists[name]]


def _labelled(phone: Phone, path: str, text: str, texts: dict[str, str]) -> str:
    if path not in phone.chosen_from:
        return text
    kind, name = phone.chosen_from[path]
    values = text.split() if kind == "select" else [text]
    return " ".join(texts[phone.lists[name][value]] for value in values if value)


def _typed(phone: Phone, path: str, text: str) -> object:
    kinds = re.findall(rf'<bind nodeset="{path}"[^>]* type="(\w+)"', phone.xform)
    if not text:
        return None
    return json.loads(text) if kinds in (["int"], ["decimal"]) else text


def _nested(found: dict[str, object], path: str, value: object) -> None:
    *groups, name = path.split("/")
    for group in groups:
        inner = found.setdefault(group, {})
        assert isinstance(inner, dict)
        found = inner
    found[name] = value


def _csv(lines: list[list[str]], delimiter: str) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(lines)
    return "\ufeff".encode() + text.getvalue().encode()
