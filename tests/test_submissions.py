"""What was said on a phone is read back the same, whichever server exports it and however; nothing is guessed at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from phones import TODAY, Phone, central_csv, kobo_csv, kobo_json, kobo_labels, odata, phone_with
from test_example import questionnaire
from test_form_import import brought, outcomes, text
from test_forms_core import HEADED, anything_said, asked
from test_xlsform import EXAMPLES, form_with, forms_of

from rmdiag.files import copy_example
from rmdiag.forming import mission_in
from rmdiag.problems import Problems
from rmdiag.questionnaires.exchange.arrivals import MOST_BYTES, returned_in
from rmdiag.questionnaires.exchange.xlsform import to_xlsform
from rmdiag.questionnaires.exchange.xlsform_kept import carried_base
from rmdiag.questionnaires.forms import Desk, Returned, checked
from rmdiag.questionnaires.model import Question, Questionnaire, QuestionType
from rmdiag.questionnaires.said import Said
from rmdiag.questionnaires.sheet_merge import Outcome

Export = Callable[..., bytes]
EXPORTS: dict[str, Export] = {
    "kobo json": kobo_json,
    "odata": odata,
    "kobo csv": kobo_csv,
    "kobo labels": partial(kobo_labels, language="English (en)"),
    "central csv": central_csv,
}
IN_ROWS = ("kobo json", "odata")  # hold the rows of tables
POLICY = asked()["GOV-01-Q1"]


def desk_of(speaks: Callable[[str], Questionnaire] = lambda _: questionnaire()) -> Desk:
    return Desk(questionnaire=questionnaire(), speaks=speaks, problems=Problems())


def read(content: bytes, desk: Desk | None = None, name: str = "export") -> tuple[tuple[Returned, ...], list[str]]:
    """Read an export; gives the forms and the codes of the problems."""
    desk = desk or desk_of()
    found = returned_in(content, name, desk)
    return found, [problem.code for problem in desk.problems]


@cache
def _phone(*questions: str) -> Phone:
    return phone_with(to_xlsform(form_with(*(asked()[one] for one in questions))))


def phone_for(*questions: Question) -> Phone:
    blank = _phone(*(one.id for one in questions))
    return replace(blank, fields=dict(blank.fields), rows=dict(blank.rows))


def kestoria(folder: Path) -> Path:
    assert copy_example(folder / "kestoria")
    return folder / "kestoria"


def csv_of(heads: str, *lines: str) -> bytes:
    return "\n".join((heads, *lines)).encode()


@pytest.mark.parametrize("export", EXPORTS)
@settings(deadline=None, max_examples=60)
@given(pair=anything_said())
def test_what_is_filled_in_is_read_back_the_same(export: str, pair: tuple[Question, Said]) -> None:
    question, said = pair
    phone = phone_for(question)
    phone.fill(question, said)
    (one,), codes = read(EXPORTS[export](phone, phone.send()))
    assert one.head == HEADED
    assert one.base == {}
    assert one.filled == date.fromisoformat(TODAY)
    if question.type is QuestionType.TABLE and export not in IN_ROWS:
        assert one.entries[question.id].said == replace(said, answer=None, met=None)
        assert codes == (["COL050"] if said.answer else [])
        return
    assert codes == []
    found = one.entries[question.id].said
    # Where each piece has a column of its own, nobody knows any more in which order it was chosen.
    assert replace(found, evidence=tuple(sorted(found.evidence))) == replace(
        said, evidence=tuple(sorted(said.evidence))
    )


@pytest.mark.parametrize("export", EXPORTS)
@settings(deadline=None, max_examples=15)
@given(pairs=st.lists(anything_said(), min_size=1, max_size=3, unique_by=lambda pair: pair[0].id))
def test_a_form_that_is_sent_as_it_was_handed_out_changes_nothing(
    export: str, pairs: list[tuple[Question, Said]]
) -> None:
    form = form_with(*(question for question, _ in pairs), before={question.id: said for question, said in pairs})
    phone = phone_with(to_xlsform(form))
    desk = desk_of()
    (one,), _ = read(EXPORTS[export](phone, phone.send()), desk)
    assert one.base == carried_base(form)
    found = checked(one, desk)
    assert desk.problems.errors == ()
    for question, _ in pairs:
        assert found.get(question.id, Said()) == one.base.get(question.id, Said())


@pytest.mark.parametrize("language", ["English (en)", "Español (es)", "Français (fr)"])
def test_an_export_with_labels_is_read_in_every_language(language: str) -> None:
    first, others = forms_of(EXAMPLES / "kestoria-2026", "risk-unit")
    form = replace(first, before={})
    phone = phone_with(to_xlsform(form, others))
    said = {one.id: _anything(one) for one in form.questions if one.type is not QuestionType.TABLE}
    for question in form.questions:
        if question.id in said:
            phone.fill(question, said[question.id])
    desk = desk_of(cache(lambda spoken: mission_in(EXAMPLES / "kestoria-2026", None, spoken)[1]))
    sent = phone.send()
    (one,), codes = read(kobo_labels(phone, sent, language=language), desk)
    assert codes == ["COL050"]  # among the questions is one of a table
    skipped = {q.id for q in form.questions if q.applies_when and not sent.fields[phone.path(_state(q))]}
    assert {q: entry.said for q, entry in one.entries.items() if q in said} == {
        q: words for q, words in said.items() if q not in skipped
    }


def _state(question: Question) -> str:
    return question.id.replace("-", "_") + "__state"


def _anything(question: Question) -> Said:
    """Say something that every type of question takes."""
    last = question.options[-2].id if len(question.options) > 1 else ""
    low = question.minimum or 0
    answers: dict[QuestionType, str | tuple[str, ...]] = {
        QuestionType.YES_PARTLY_NO: "partly",
        QuestionType.CHOICE: last,
        QuestionType.MULTI: tuple(option.id for option in question.options if not option.none)[:3],
        QuestionType.NUMBER: f"{low}",
        QuestionType.PERCENT: f"{low}",
        QuestionType.DATE: "2026-02-28",
        QuestionType.TEXT: "As the decree says.",
    }
    judged = question.type is QuestionType.TEXT and question.gates
    return Said(answer=answers[question.type], met="partly" if judged else None, confidence="corroborated")


def test_a_question_that_was_skipped_is_left_out_and_changes_nothing() -> None:
    questions = (asked()["TRT-05-Q1"], asked()["TRT-05-Q4"])
    form = form_with(*questions, before={"TRT-05-Q1": Said(answer="yes"), "TRT-05-Q4": Said(answer="in_service")})
    phone = phone_with(to_xlsform(form))
    phone.put(
        questions[1], "answer", "not_needed" if questions[1].option("not_needed") else questions[1].options[-1].id
    )
    (one,), _ = read(kobo_csv(phone, phone.send()))
    assert set(one.entries) == {"TRT-05-Q4"}


def test_an_answer_that_was_emptied_is_there_and_says_nothing() -> None:
    phone = phone_with(to_xlsform(form_with(POLICY, before={POLICY.id: Said(answer="yes")})))
    phone.put(POLICY, "answer", "")
    (one,), _ = read(kobo_json(phone, phone.send()))
    assert one.entries[POLICY.id].said == Said()
    assert one.base == {POLICY.id: Said(answer="yes")}


def test_each_submission_is_a_form_and_the_later_comes_after_the_earlier() -> None:
    phone = phone_for(POLICY)
    sent = []
    for answer in ("yes", "partly", "no"):
        phone.fill(POLICY, Said(answer=answer))
        sent.append(phone.send())
    plain = json.loads(kobo_json(phone, *sent))
    plain["results"].reverse()  # as servers give them: the newest first
    found, codes = read(json.dumps(plain).encode())
    assert [one.entries[POLICY.id].said.answer for one in found] == ["yes", "partly", "no"]
    assert [one.entries[POLICY.id].place("row").line for one in found] == [3, 2, 1]
    assert codes == []


@pytest.mark.parametrize("wrapped", ["list", "one"])
def test_submissions_are_read_from_a_bare_list_and_alone(wrapped: str) -> None:
    phone = phone_for(POLICY)
    phone.fill(POLICY, Said(answer="yes"))
    results = json.loads(kobo_json(phone, phone.send()))["results"]
    (one,), _ = read(json.dumps(results if wrapped == "list" else results[0]).encode())
    assert one.entries[POLICY.id].said == Said(answer="yes")


def test_a_place_is_the_line_and_the_column_with_its_name() -> None:
    phone = phone_for(POLICY)
    phone.fill(POLICY, Said(answer="yes", note="One.\nTwo."))
    sent = phone.send()
    first, second = read(kobo_csv(phone, sent, sent), name="ict.csv")[0]
    assert [one.entries[POLICY.id].place("row").line for one in (first, second)] == [2, 4]  # the note has two lines
    answer = first.entries[POLICY.id].place("answer")
    heads = kobo_csv(phone, sent).decode("utf-8-sig").splitlines()[0].replace('"', "").split(";")
    assert (answer.file, heads[answer.column - 1], answer.words) == (
        "ict.csv",
        answer.words,
        "GOV_01/q_GOV_01_Q1/GOV_01_Q1",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_csv_is_read_whatever_its_delimiter_and_line_ends(delimiter: str, end: str) -> None:
    lines = [delimiter.join(("GOV_01_Q1__state", "GOV_01_Q1")), delimiter.join(("answer", "partly"))]
    (one,), codes = read(end.join(lines).encode())
    assert (one.entries["GOV-01-Q1"].said, one.head, one.base, codes) == (Said(answer="partly"), None, None, [])


@pytest.mark.parametrize("export", EXPORTS)
def test_a_form_of_all_questions_is_read_whole(export: str) -> None:
    phone = phone_for(*asked().values())  # in a CSV, its head alone has more letters than one cell may have
    phone.fill(POLICY, Said(answer="yes"))
    (one,), _ = read(EXPORTS[export](phone, phone.send()))
    waiting = {question.id for question in asked().values() if question.applies_when}
    assert set(one.entries) == set(asked()) - waiting
    assert {q for q, entry in one.entries.items() if not entry.said.silent} == {POLICY.id}


def test_a_csv_that_was_saved_by_excel_says_its_delimiter_in_its_first_line() -> None:
    (one,), _ = read(csv_of("sep=;", "GOV_01_Q1;GOV_01_Q1__state", "yes;answer"))
    assert one.entries["GOV-01-Q1"].said == Said(answer="yes")
    assert one.entries["GOV-01-Q1"].place("row").line == 3


@pytest.mark.parametrize(
    ("written", "delimiter", "number"),
    [
        ("12,5", ";", "12.5"),
        ("12,5", ",", "12.5"),
        ("0,125", ",", "0.125"),
        ("1,250", ";", "1,250"),
        ("1,250", ",", "1,250"),  # could be a thousand: left for its reader to refuse
        (".5", ",", "0.5"),
        ("5.", ",", "5"),
        ("1.0E1", ",", "10"),
        ("12.50", ",", "12.50"),
        ("007", ",", "007"),
        ("many", ",", "many"),
        ("E5", ",", "E5"),
        ("", ",", None),
    ],
)
def test_numbers_are_read_as_phones_and_spreadsheets_write_them(
    written: str, delimiter: str, number: str | None
) -> None:
    (one,), _ = read(csv_of(f"TRT_02_Q2{delimiter}TRT_02_Q2__state", f'"{written}"{delimiter}answer'))
    assert one.entries["TRT-02-Q2"].said.answer == number


def test_a_whole_number_may_have_a_point_and_a_number_that_was_sent_keeps_its_digits() -> None:
    whole = next(one for one in asked().values() if one.whole)
    name = whole.id.replace("-", "_")
    (one,), _ = read(csv_of(f"{name},{name}__state", "3.0,answer"))
    assert one.entries[whole.id].said == Said(answer="3")
    share = asked()["TRT-02-Q2"]
    phone = phone_with(to_xlsform(form_with(share, before={share.id: Said(answer="22.50")})))
    (one,), _ = read(odata(phone, phone.send()))
    assert one.entries[share.id].said == Said(answer="22.50")


def test_a_day_with_an_hour_is_a_day() -> None:
    (one,), _ = read(csv_of("GOV_03_Q1", "2026-03-31T00:00:00.000+02:00"))
    assert one.entries["GOV-03-Q1"].said == Said(answer="2026-03-31")


def test_text_that_looks_like_a_formula_stays_text() -> None:
    (one,), _ = read(csv_of("GOV_01_Q1,GOV_01_Q1__note", 'yes,"=HYPERLINK(""http://x"",""y"")"'))
    assert one.entries["GOV-01-Q1"].said == Said(answer="yes", note='=HYPERLINK("http://x","y")')


def test_what_cannot_be_meant_is_refused_at_its_column_and_replaces_nothing() -> None:
    desk = desk_of()
    heads = "GOV_01_Q1,GOV_02_Q3,TRT_02_Q2,GOV_03_Q1,GOV_05_Q1__state"
    (one,), _ = read(csv_of(heads, "perhaps,none nothing,140,31/03/2026,not_applicable"), desk)
    assert checked(one, desk) == {}
    found = {(problem.code, problem.span.words) for problem in desk.problems}
    assert found == {
        ("RSP004", "GOV_01_Q1"),
        ("RSP005", "GOV_02_Q3"),  # one of the two is no option
        ("RSP007", "GOV_02_Q3"),  # and None does not stand alone
        ("RSP012", "TRT_02_Q2"),
        ("SRC019", "GOV_03_Q1"),
        ("RSP003", "GOV_05_Q1__state"),
    }


def test_metadata_is_passed_over() -> None:
    heads = "start,end,deviceid,_uuid,_validation_status,GOV_01_Q1,GOV_01_Q1__asked,q_GOV_01_Q1,GOV_01_Q1__image_URL"
    (one,), codes = read(csv_of(heads, "a,b,c,d,e,yes,,,https://kobo.example/1.jpg"))
    assert one.entries["GOV-01-Q1"].said == Said(answer="yes")
    assert codes == []


def test_a_column_that_looks_like_a_question_and_is_none_is_told_where_it_holds_something() -> None:
    _, codes = read(csv_of("GOV_01_Q1,GOV_99_Q9,GOV-98-Q1 · Answer", "yes,,"))
    assert codes == []
    desk = desk_of()
    read(csv_of("GOV_01_Q1,GOV_99_Q9,GOV-98-Q1 · Answer", "yes,yes,no"), desk)
    assert [(p.code, p.span.words, p.span.line) for p in desk.problems] == [
        ("COL052", "GOV_99_Q9", 2),
        ("COL052", "GOV-98-Q1 · Answer", 2),
    ]


@pytest.mark.parametrize("export", ["kobo csv", "central csv"])
def test_rows_that_a_csv_keeps_elsewhere_are_told(export: str) -> None:
    table = asked()["TRT-02-Q1"]
    phone = phone_for(table)
    phone.fill(table, Said(answer=((("channel", "Red"),),), met="yes"))
    desk = desk_of()
    read(EXPORTS[export](phone, phone.send()), desk)
    (problem,) = desk.problems
    assert problem.code == "COL050"
    assert "TRT-02-Q1" in problem.message


def test_rows_to_which_odata_only_links_are_told() -> None:
    phone = phone_for(asked()["TRT-02-Q1"])
    plain = json.loads(odata(phone, phone.send()))
    inside = plain["value"][0]["TRT_02"]["q_TRT_02_Q1"]
    del inside["TRT_02_Q1"]
    inside["TRT_02_Q1@odata.navigationLink"] = "Submissions('uuid:1')/TRT_02_Q1"
    assert read(json.dumps(plain).encode())[1] == ["COL050"]


def test_a_file_with_rows_alone_is_told_apart() -> None:
    found, codes = read(csv_of("TRT_02_Q1__c_channel,PARENT_KEY,KEY", "Red,uuid:1,uuid:1/1"))
    assert (found, codes) == ((), ["COL051"])


def test_a_state_that_is_none_is_refused() -> None:
    (one,), codes = read(csv_of("GOV_01_Q1,GOV_01_Q1__state", "yes,perhaps"))
    assert (one.entries, codes) == ({}, ["COL053"])


def test_none_and_an_answer_cannot_both_be_said() -> None:
    (one,), codes = read(csv_of("GOV_03_Q1,GOV_03_Q1__state", "2026-03-31,no"))
    assert (one.entries, codes) == ({}, ["COL059"])
    (one,), codes = read(csv_of("GOV_03_Q1,GOV_03_Q1__state", ",no"))
    assert (one.entries["GOV-03-Q1"].said, codes) == (Said(answer="no"), [])


@pytest.mark.parametrize("export", ["kobo json", "odata", "kobo csv", "central csv"])
def test_files_are_named_in_the_note_and_are_no_evidence_yet(export: str) -> None:
    phone = phone_for(POLICY)
    phone.fill(POLICY, Said(answer="yes", note="See the decree."))
    phone.put(POLICY, "file", "decree.pdf")
    phone.put(POLICY, "image", "1694.jpg")
    desk = desk_of()
    (one,), codes = read(EXPORTS[export](phone, phone.send()), desk)
    assert codes == ["COL054"]
    assert "`decree.pdf`, `1694.jpg`" in next(iter(desk.problems)).message
    assert one.entries[POLICY.id].said == Said(answer="yes", note="See the decree.\nFiles: decree.pdf, 1694.jpg")


def test_files_that_the_note_names_are_not_named_again_and_are_named_in_the_language_of_the_form() -> None:
    form = form_with(POLICY)
    form = replace(form, head=replace(form.head, language="fr"))
    phone = phone_with(to_xlsform(form))
    phone.put(POLICY, "note", "Fichiers\u00a0: a.pdf")
    phone.put(POLICY, "file", "a.pdf")
    phone.put(POLICY, "image", "b.jpg")
    (one,), _ = read(kobo_json(phone, phone.send()))
    assert one.entries[POLICY.id].said.note == "Fichiers\u00a0: a.pdf\nFichiers\u00a0: b.jpg"


def test_a_line_with_more_cells_than_the_head_is_refused() -> None:
    found, codes = read(csv_of("GOV_01_Q1,GOV_01_Q1__note", "yes,one,two", "no,"))
    assert codes == ["COL055"]
    assert [one.entries["GOV-01-Q1"].said.answer for one in found] == ["no"]


def test_two_columns_for_the_same_must_say_the_same() -> None:
    (one,), codes = read(csv_of("GOV_01_Q1,old/GOV_01_Q1", "yes,"))
    assert (one.entries["GOV-01-Q1"].said, codes) == (Said(answer="yes"), [])
    assert read(csv_of("GOV_01_Q1,old/GOV_01_Q1", "yes,no"))[1] == ["COL056"]


@pytest.mark.parametrize("content", [b"GOV_01_Q1,rmdiag_head\n", b"[]", b'{"results": []}'])
def test_an_export_without_a_submission_is_told(content: bytes) -> None:
    assert read(content) == ((), ["COL057"])


@pytest.mark.parametrize("more", [{"next": "https://kobo.example/?start=1"}, {"@odata.nextLink": "https://x"}])
def test_an_export_of_which_the_server_has_more_is_told(more: dict[str, str]) -> None:
    phone = phone_for(POLICY)
    plain = json.loads(kobo_json(phone, phone.send()) if "next" in more else odata(phone, phone.send()))
    found, codes = read(json.dumps({**plain, **more}).encode())
    assert (len(found), codes) == (1, ["COL058"])


def test_options_in_columns_of_their_own_are_chosen_where_they_are_marked() -> None:
    heads = "GOV_02_Q3__state," + ",".join(f"g/GOV_02_Q3/{option.id}" for option in asked()["GOV-02-Q3"].options)
    first, second, *others = asked()["GOV-02-Q3"].options
    (one,), _ = read(csv_of(heads, ",".join(["answer", "1", "True", *("0" for _ in others)])))
    assert one.entries["GOV-02-Q3"].said == Said(answer=(first.id, second.id))
    (one,), _ = read(csv_of(heads, ",".join(["answer", *("0" for _ in (first, second, *others))])))
    assert one.entries["GOV-02-Q3"].said == Said()


def test_words_that_two_options_share_are_not_guessed_at() -> None:
    choice = asked()["TRT-05-Q4"]
    twice = replace(choice, options=tuple(replace(option, text="The same") for option in choice.options))
    desk = desk_of(lambda _: replace(questionnaire(), questions={**asked(), choice.id: twice}))
    (one,), _ = read(csv_of("TRT_05_Q4", "The same"), desk)
    assert one.entries[choice.id].said.answer == "The same"
    assert checked(one, desk) == {}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "COL001"),
        (b"no form at all", "COL001"),
        (b"\x00\xff\xfe binary", "COL001"),
        (b"{", "COL001"),
        (b'{"a": 1}', "COL001"),
        (b'["GOV_01_Q1"]', "COL001"),
        (b'{"results": [1, 2]}', "COL001"),
        (b"[" * 100_000, "COL001"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "COL001"),
        (b'{"GOV_01_Q1": ' + b"9" * 5_000 + b"}", "COL001"),
        (b"GOV_01_Q1\n" + b"x" * 200_000, "COL001"),
        (b'GOV_01_Q1\n"' + b"x" * 200_000, "COL001"),
    ],
    ids=lambda one: one if isinstance(one, str) else None,
)
def test_what_is_no_export_is_refused_in_one_sentence(content: bytes, code: str) -> None:
    assert read(content) == ((), [code])


def test_a_hundred_megabytes_are_not_even_looked_at() -> None:
    content = b"GOV_01_Q1\n" + b"yes\n" * (25 * 1024 * 1024)
    assert len(content) > MOST_BYTES
    assert read(content) == ((), ["COL010"])


@settings(deadline=None, max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "GOV_01_Q1",
                        "GOV_02_Q3",
                        "TRT_02_Q1",
                        "results",
                        "value",
                        "GOV_01",
                        "rmdiag_head",
                        "rmdiag_base_1",
                        "x",
                    ]
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_no_json_breaks_the_reader(plain: object) -> None:
    desk = desk_of()
    for one in returned_in(json.dumps(plain).encode(), "x.json", desk) if isinstance(plain, dict | list) else ():
        checked(one, desk)


@settings(deadline=None, max_examples=200)
@given(st.text(alphabet='GOV_01_Q,;"\n\t -answer·/', max_size=120).map(lambda text: f"GOV_01_Q1,GOV_02_Q3\n{text}"))
def test_no_csv_breaks_the_reader(content: str) -> None:
    desk = desk_of()
    for one in returned_in(content.encode(), "x.csv", desk):
        checked(one, desk)


def test_what_a_phone_sent_is_brought_into_the_sheet_of_its_department(tmp_path: Path) -> None:
    mission = kestoria(tmp_path)
    first, others = forms_of(EXAMPLES / "kestoria-2026", "ict")
    phone = phone_with(to_xlsform(first, others))
    phone.fill(asked()["TEC-01-Q2"], Said(answer="no"))
    sent = kobo_json(phone, phone.send())
    found, problems = brought(mission, *read(sent)[0])
    assert list(problems.errors) == []
    assert {q: outcome for q, outcome in outcomes(found).items() if outcome is not Outcome.SAME} == {
        "TEC-01-Q2": Outcome.NEW
    }
    assert "TEC-01-Q2: {answer: no}" in text(mission)


def test_a_form_of_another_mission_is_refused(tmp_path: Path) -> None:
    mission = kestoria(tmp_path)
    form = form_with(POLICY)
    phone = phone_with(to_xlsform(replace(form, head=replace(form.head, administration="Valdoria Customs"))))
    phone.fill(POLICY, Said(answer="yes"))
    _, problems = brought(mission, *read(kobo_json(phone, phone.send()))[0])
    assert [problem.code for problem in problems.errors] == ["COL003"]
