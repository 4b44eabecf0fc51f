"""A form for phones: pyxform takes it, it asks and skips what the questions say, and holds what the sheet says."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from phones import Phone, phone_with
from test_example import questionnaire
from test_forms_core import FREE, HEADED, anything_said, asked

from rmdiag.assessment.respondents import Respondent, asked_of, form_of, respondents_of, team_of
from rmdiag.files import copy_example
from rmdiag.forming import Order, export_forms, mission_in
from rmdiag.questionnaires.exchange.arrivals import untouched
from rmdiag.questionnaires.exchange.xlsform import form_id, is_xlsform, to_xlsform
from rmdiag.questionnaires.exchange.xlsform_kept import base_kept, carried_base, head_kept, kept_fields
from rmdiag.questionnaires.exchange.xlsform_names import Heading, Names, field_name
from rmdiag.questionnaires.exchange.xlsform_xpath import default_of, literal
from rmdiag.questionnaires.forms import Form
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.questionnaires.said import Said

EXAMPLES = Path(__file__).parent.parent / "examples"
MISSIONS = sorted(path.parent for path in EXAMPLES.glob("*/mission.yaml"))
LANGUAGES = ("en", "es", "fr")
SENT = date(2026, 9, 1)


def form_with(*questions: Question, before: dict[str, Said] | None = None) -> Form:
    return Form(
        head=HEADED,
        title="Full diagnostic",
        as_of=date(2026, 8, 31),
        questions=questions,
        questionnaire=questionnaire(),
        before=before or {},
        evidence=(("E-01", "Risk policy"), ("E-02", "")),
    )


@cache
def forms_of(folder: Path, respondent: str, own: str = "en") -> tuple[Form, tuple[Form, ...]]:
    first, *others = (
        form_of(replace(_known(folder)[respondent], language=language), *mission_in(folder, None, language), SENT)
        for language in (own, *(one for one in LANGUAGES if one != own))
    )
    return first, tuple(others)


@cache
def _known(folder: Path) -> dict[str, Respondent]:
    mission, questionnaire = mission_in(folder, None, "en")
    every = [one for one in respondents_of(mission, questionnaire) if asked_of(one, mission, questionnaire)]
    return {one.id: one for one in (*every, team_of(mission))}


@cache
def phone_of(*questions: str) -> Phone:
    return phone_with(to_xlsform(form_with(*(asked()[one] for one in questions))))


@pytest.mark.parametrize("folder", MISSIONS, ids=lambda path: path.name)
def test_pyxform_takes_the_longest_form_of_every_example_in_three_languages_without_a_warning(folder: Path) -> None:
    mission, questionnaire = mission_in(folder, None, "en")
    departments = [one for one in _known(folder).values() if one.id != team_of(mission).id]
    longest = max(departments, key=lambda one: len(asked_of(one, mission, questionnaire)))
    phone = phone_with(to_xlsform(*forms_of(folder, longest.id)))
    assert phone.warnings == []
    assert list(phone.labels) == ["English (en)", "Español (es)", "Français (fr)"]


def test_pyxform_takes_the_form_of_all_questions() -> None:
    phone = phone_with(to_xlsform(form_with(*asked().values())))
    assert phone.warnings == []
    assert all(phone.path(field_name(question)) for question in asked())


def test_the_checker_of_odk_takes_the_form_of_a_department() -> None:
    if shutil.which("java") is None:
        pytest.skip("the checker is a Java program")
    assert phone_with(to_xlsform(*forms_of(EXAMPLES / "kestoria-2026", "risk-unit")), validate=True).warnings == []


def test_every_text_stands_in_every_language_and_its_own_language_comes_first() -> None:
    phone = phone_with(to_xlsform(*forms_of(EXAMPLES / "kestoria-2026", "ict", "fr")))
    assert list(phone.labels) == ["Français (fr)", "English (en)", "Español (es)"]
    french, english, spanish = phone.labels.values()
    assert list(french) == list(english) == list(spanish)
    path = f"{phone.path(field_name('TEC-01-Q2', 'asked'))}:label"
    question = "TEC-01-Q2 " + asked()["TEC-01-Q2"].text
    assert english[path] == question
    assert french[path].startswith("TEC-01-Q2 ")
    assert len({french[path], english[path], spanish[path]}) == 3
    label = f"{phone.path(field_name('TEC-01-Q2'))}:label"
    assert [one[label] for one in (english, spanish, french)] == [
        "TEC-01-Q2 · Answer",
        "TEC-01-Q2 · Respuesta",
        "TEC-01-Q2 · Réponse",
    ]


def test_the_same_form_gives_the_same_bytes_and_another_day_another_version() -> None:
    forms = forms_of(EXAMPLES / "kestoria-2026", "ict")
    first, again = to_xlsform(*forms), to_xlsform(*forms)
    assert first == again
    later = replace(forms[0], head=replace(forms[0].head, sent=date(2026, 9, 2)))
    assert [_settings(one)["version"][:8] for one in (first, to_xlsform(later))] == ["20260901", "20260902"]


def test_settings_name_the_form_for_its_mission_and_sheet() -> None:
    settings = _settings(to_xlsform(*forms_of(EXAMPLES / "kestoria-2026", "ict")))
    assert settings["form_title"] == "Full diagnostic – Kestoria Customs Service, 2026 – ICT department"
    assert re.fullmatch(r"rmdiag_kestoria_customs_service_2026_ict_[0-9a-f]{8}", settings["form_id"])
    assert settings["default_language"] == "English (en)"
    assert re.fullmatch(r"[0-9]{14}", settings["version"])


@given(FREE, FREE)
def test_the_id_of_a_form_is_one_that_every_server_takes(administration: str, sheet: str) -> None:
    identity = form_id(replace(HEADED, administration=administration, sheet=sheet))
    assert re.fullmatch(r"[a-z][a-z0-9_]*", identity)
    assert len(identity) <= 64
    assert identity != form_id(replace(HEADED, administration=administration, sheet=sheet, round="2031"))


def test_a_form_as_it_was_made_is_known_and_one_that_was_changed_is_not() -> None:
    content = to_xlsform(*forms_of(EXAMPLES / "kestoria-2026", "ict"))
    assert is_xlsform(content)
    assert untouched(content, "ict.xlsform.xlsx")
    book = load_workbook(BytesIO(content))
    book["survey"]["C9"] = "What else?"
    changed = BytesIO()
    book.save(changed)
    assert not is_xlsform(changed.getvalue())


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"\x00" * 999], ids=["empty", "half", "binary"])
def test_what_is_no_form_is_not_known_as_one(content: bytes) -> None:
    assert not is_xlsform(content)


def test_a_workbook_that_unpacks_without_end_is_not_unpacked() -> None:
    packed = BytesIO()
    with ZipFile(packed, "w", compression=8) as archive:
        archive.writestr("docProps/core.xml", b" " * 70_000_000)
    assert not is_xlsform(packed.getvalue())


def test_the_command_writes_a_form_that_carries_all_languages(tmp_path: Path) -> None:
    mission = tmp_path / "kestoria"
    assert copy_example(mission)
    order = Order(mission=mission, kind="xlsform", roles=("ict",), language="es", sent=SENT)
    (path,) = export_forms(order)
    assert path.name == "ict.xlsform.xlsx"
    assert list(phone_with(path.read_bytes()).labels) == ["Español (es)", "English (en)", "Français (fr)"]
    assert export_forms(order) == (path,)  # replaces what it made itself


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("GOV-01-Q1", "select_one satisfied"),
        ("GOV-02-Q3", "select_multiple GOV_02_Q3"),
        ("GOV-03-Q1", "date"),
        ("TRT-02-Q2", "decimal"),
        ("TRT-02-Q1", "begin_repeat"),
        ("TRT-05-Q4", "select_one TRT_05_Q4"),
    ],
)
def test_each_type_of_answer_has_its_field(question: str, kind: str) -> None:
    rows = _rows(to_xlsform(form_with(asked()[question])), "survey")
    assert next(row["type"] for row in rows if row["name"] == field_name(question)) == kind


def test_an_answer_is_asked_only_where_the_state_says_so_and_a_reason_where_it_does_not_apply() -> None:
    phone = phone_of("GOV-02-Q3")
    question = asked()["GOV-02-Q3"]
    asked_for = {}
    for state in ("answer", "not_applicable", "do_not_know"):
        phone.put(question, "state", state)
        asked_for[state] = [
            part
            for part in ("answer", "reason")
            if phone.holds(phone.relevant[phone.path(field_name(question.id, part))])
        ]
    assert asked_for == {"answer": ["answer"], "not_applicable": ["reason"], "do_not_know": []}
    assert _bind(phone, "GOV_02_Q3__reason")["required"] == "true()"


def test_a_question_is_skipped_unless_the_answer_that_decides_it_says_so() -> None:
    phone = phone_of("TRT-05-Q1", "TRT-05-Q4")
    control = asked()["TRT-05-Q4"]
    relevant = phone.relevant[phone.path(field_name("TRT-05-Q1")).rpartition("/")[0]]
    verdicts = {}
    for option in control.options:
        phone.put(control, "answer", option.id)
        verdicts[option.id] = phone.holds(relevant)
    condition = asked()["TRT-05-Q1"].applies_when
    assert condition is not None
    assert {one for one, holds in verdicts.items() if holds} == set(condition.values)
    phone.put(control, "answer", "")
    assert not phone.holds(relevant)
    phone.put(control, "state", "do_not_know")
    assert phone.holds(relevant)  # somebody else may know, and then these answers count


def test_a_question_that_is_decided_by_another_stands_behind_it() -> None:
    order = list(phone_of("TRT-05-Q1", "TRT-05-Q4").fields)
    assert order.index(phone_of("TRT-05-Q1", "TRT-05-Q4").path("TRT_05_Q4")) < order.index(
        phone_of("TRT-05-Q1", "TRT-05-Q4").path("TRT_05_Q1")
    )


def test_a_question_is_asked_where_the_one_that_decides_it_is_asked_of_others() -> None:
    assert not [path for path in phone_of("TRT-05-Q1").relevant if path.endswith("/q_TRT_05_Q1")]


def test_a_number_has_its_range_and_none_stands_alone() -> None:
    percent = _bind(phone_of("TRT-02-Q2"), "TRT_02_Q2")
    assert (percent["type"], percent["constraint"]) == ("decimal", ". >= 0 and . <= 100")
    assert "TRT_02_Q2:jr:constraintMsg" in percent["constraintMsg"]
    several = _bind(phone_of("GOV-02-Q3"), "GOV_02_Q3")
    assert several["constraint"] == "not(selected(., 'none') and count-selected(.) > 1)"


def test_no_repeated_group_stands_in_a_group_that_is_one_screen() -> None:
    rows = _rows(to_xlsform(form_with(asked()["TRT-02-Q1"], asked()["TRT-02-Q2"])), "survey")
    groups = {row["name"]: row.get("appearance") for row in rows if row["type"] == "begin_group"}
    assert groups["q_TRT_02_Q1"] is None
    assert groups["q_TRT_02_Q2"] == "field-list"


def test_that_there_is_none_is_a_state_where_the_answers_do_not_say_it() -> None:
    kinds = {
        one: next(
            row["type"]
            for row in _rows(to_xlsform(form_with(asked()[one])), "survey")
            if row["name"].endswith("__state")
        )
        for one in ("GOV-01-Q1", "GOV-02-Q3", "GOV-03-Q1", "TRT-02-Q1")
    }
    assert kinds == {
        "GOV-01-Q1": "select_one state",  # No is an answer
        "GOV-02-Q3": "select_one state",  # as is None of these
        "GOV-03-Q1": "select_one state_no",
        "TRT-02-Q1": "select_one state_no",
    }


def test_nobody_can_call_an_answer_verified_without_evidence() -> None:
    question = asked()["GOV-01-Q1"]
    bound = _bind(phone_of("GOV-01-Q1"), "GOV_01_Q1__confidence")
    assert bound["constraint"].startswith(". != 'verified' or count-selected(")
    without = replace(form_with(question), evidence=())
    names = [row["name"] for row in _rows(to_xlsform(without), "choices") if row["list_name"] == "confidence"]
    assert names == ["declared", "corroborated"]


def test_documents_and_photos_can_be_sent_along() -> None:
    types = [row["type"] for row in _rows(to_xlsform(form_with(asked()["GOV-01-Q1"])), "survey")]
    assert {"file", "image"} <= set(types)


@settings(deadline=None, max_examples=40)
@given(st.lists(anything_said(), min_size=1, max_size=3, unique_by=lambda pair: pair[0].id))
def test_what_the_sheet_says_stands_in_the_form_and_is_carried_along(pairs: list[tuple[Question, Said]]) -> None:
    form = form_with(*(question for question, _ in pairs), before={question.id: said for question, said in pairs})
    kept = kept_fields(form)
    assert head_kept(kept) == HEADED
    assert base_kept(kept) == carried_base(form)
    phone = phone_with(to_xlsform(form))
    assert {name: phone.fields[phone.path(name)] for name in kept} == kept
    for question, _ in pairs:
        said = carried_base(form).get(question.id, Said())
        note = phone.fields[phone.path(field_name(question.id, "note"))]
        # pyxform turns runs of spaces into one, and quotes of print into those of machines.
        assert _look(note) == _look(said.note or "")


@pytest.mark.parametrize("field", ["rmdiag_head", "rmdiag_sent", "rmdiag_base_1"])
def test_what_was_carried_along_and_was_changed_is_not_believed(field: str) -> None:
    kept = kept_fields(form_with(asked()["GOV-01-Q1"], before={"GOV-01-Q1": Said(answer="yes")}))
    broken = {**kept, field: kept[field][:-2] + "xx"}
    assert (head_kept(broken), base_kept(broken)) != (HEADED, base_kept(kept))
    assert None in (head_kept(broken), base_kept(broken))
    assert (head_kept({}), base_kept({})) == (None, None)


def test_what_was_sent_is_packed_into_several_fields_where_it_is_long() -> None:
    notes = ["".join(sha256(f"{one} {number}".encode()).hexdigest() for number in range(200)) for one in "ab"]
    said = {one: Said(answer="yes", note=note) for one, note in zip(("GOV-01-Q1", "GOV-02-Q1"), notes, strict=True)}
    form = form_with(*(asked()[one] for one in said), before=said)
    kept = kept_fields(form)
    assert "rmdiag_base_2" in kept
    assert max(map(len, kept.values())) < 32_767  # what a cell of a spreadsheet holds
    assert base_kept(kept) == said


@given(st.text(max_size=80).filter(lambda text: "\r" not in text))
def test_a_text_stays_a_text_in_an_expression(text: str) -> None:
    pieces = re.findall(r"""'([^']*)'|"([^"]*)\"""", literal(text))
    plain = text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    assert "".join(one or other for one, other in pieces) == plain
    assert "${" not in literal(text)


@pytest.mark.parametrize("text", ["=1+1", "a - b", "today()", "${GOV_01_Q1}", "it's “x”", "[1]", "{x}", "2 div 3"])
def test_what_looks_like_a_formula_is_put_as_a_text(text: str) -> None:
    assert default_of(text).startswith("concat(")
    question = asked()["GOV-01-Q1"]
    phone = phone_with(to_xlsform(form_with(question, before={question.id: Said(answer="yes", note=text)})))
    assert _look(phone.fields[phone.path("GOV_01_Q1__note")]) == _look(text)


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    question = replace(asked()["GOV-01-Q1"], text="=HYPERLINK(A1) ${x}", help="=1+1")
    content = to_xlsform(form_with(question, before={question.id: Said(answer="yes", note="=1+1")}))
    cells = [cell for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert phone_with(content).warnings == []


def test_every_name_of_a_field_says_again_what_it_is() -> None:
    names = Names(questionnaire=questionnaire())
    for identity, question in asked().items():
        for part in ("answer", "state", "note"):
            assert names.heading(f"G/{field_name(identity, part)}") == Heading(question=identity, part=part)
        columns = names.columns(question)
        assert list(columns.values()) == [column.id for column in question.columns]
    assert len(names.fields) == len({*names.fields})


@pytest.mark.parametrize("identity", ["GOV-01-Q1", "X.GOV-01-Q1", "A_B-1", "Ä-1"])
def test_names_hold_letters_digits_and_underscores(identity: str) -> None:
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", field_name(identity, "state"))


def test_rows_of_a_table_are_shown_and_stay_in_the_sheet() -> None:
    question = asked()["TRT-02-Q1"]
    said = Said(answer=((("channel", "Red"), ("share", "8")),), met="yes", note="Figures of 2025.")
    form = form_with(question, before={question.id: said})
    assert carried_base(form) == {question.id: Said(note="Figures of 2025.")}
    phone = phone_with(to_xlsform(form))
    hint = phone.labels["English (en)"][f"{phone.path('TRT_02_Q1__asked')}:hint"]
    assert "channel: Red, share: 8" in hint
    assert question.type is QuestionType.TABLE


def test_a_text_that_no_phone_can_hold_is_left_in_the_sheet() -> None:
    form = form_with(asked()["GOV-01-Q1"], before={"GOV-01-Q1": Said(answer="yes", note="bell \x07")})
    assert carried_base(form) == {"GOV-01-Q1": Said(answer="yes")}
    assert phone_with(to_xlsform(form)).fields[phone_of("GOV-01-Q1").path("GOV_01_Q1__note")] == ""


def test_a_text_that_is_too_long_for_a_cell_is_said_and_never_cut() -> None:
    question = replace(asked()["GOV-01-Q1"], help="x" * 40_000)
    with pytest.raises(ValueError, match="too long for a cell: hint::English"):
        to_xlsform(form_with(question))


def _look(text: str) -> str:
    return " ".join(text.translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")).split())


def _bind(phone: Phone, name: str) -> dict[str, str]:
    binds = ET.fromstring(phone.xform).iter("{http://www.w3.org/2002/xforms}bind")  # noqa: S314  # pyxform wrote it
    found = next(one for one in binds if one.get("nodeset") == phone.path(name))
    return {key.rpartition("}")[2]: text for key, text in found.items()}


def _rows(content: bytes, sheet: str) -> list[dict[str, str]]:
    heads, *rows = load_workbook(BytesIO(content))[sheet].iter_rows(values_only=True)
    return [{str(h): str(cell) for h, cell in zip(heads, row, strict=True) if cell is not None} for row in rows]


def _settings(content: bytes) -> dict[str, str]:
    return _rows(content, "settings")[0]
