"""YAML is read strictly: nothing is guessed, nothing is passed over, and no file can do harm by being read."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rmdiag import source
from rmdiag.fields import DECIMAL, RATIO, WHOLE, Fields, Form, as_fields, day, number, word
from rmdiag.files import read_document
from rmdiag.problems import Problems, Span
from rmdiag.source import Document, Node, Scalar, Sequence, Table, parse


def read(text: str) -> tuple[Node | None, list[str]]:
    """Give the node of a text, and its problems as `code line:column`."""
    problems = Problems()
    node = parse(Document(name="a.yaml", text=text), problems)
    return node, [f"{p.code} {p.span.line}:{p.span.column}" for p in problems]


def fields(text: str) -> tuple[Fields, Problems]:
    """Give a sound mapping, ready to be asked."""
    problems = Problems()
    node = parse(Document(name="a.yaml", text=text), problems)
    assert node is not None
    asked = as_fields(node, "a thing", problems)
    assert asked is not None
    return asked, problems


def codes_of(problems: Problems) -> list[str]:
    return [problem.code for problem in problems]


def scalar(text: str, *, plain: bool = True) -> Scalar:
    return Scalar(text=text, plain=plain, span=Span(file="a.yaml", line=1, column=1, words=text))


def plainly(node: Node | None) -> object:
    """Give a node as lists, mappings and texts."""
    if isinstance(node, Table):
        return {key.text: plainly(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [plainly(child) for child in node.nodes]
    return None if node is None else node.text


def test_norway_is_a_country_and_no_is_a_text() -> None:
    asked, problems = fields("country: NO\ntitle: No\nanswer: no\n")
    assert [asked.text(key) for key in ("country", "title", "answer")] == ["NO", "No", "no"]
    assert codes_of(problems) == []


def test_a_time_a_version_and_an_exponent_stay_what_was_written() -> None:
    asked, _ = fields("hours: 12:30\nedition: 1.10\ncode: 1e3\nid: 0x1F\nway: off\n")
    assert [asked.text(key) for key in ("hours", "edition", "code", "id", "way")] == [
        "12:30",
        "1.10",
        "1e3",
        "0x1F",
        "off",
    ]


@pytest.mark.parametrize("text", ["~", "null", ""])
def test_nothing_written_is_blank_and_not_a_word(text: str) -> None:
    asked, problems = fields(f"name: {text}\nother: x\n")
    assert asked.text("name") is None
    assert asked.has("name")
    assert codes_of(problems) == []


@pytest.mark.parametrize("text", ['"~"', '"null"', "''"])
def test_quotes_make_a_text_of_what_would_be_blank(text: str) -> None:
    asked, _ = fields(f"name: {text}\n")
    assert asked.text("name") == text.strip("\"'")


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("0", WHOLE, Fraction(0)),
        ("-3", WHOLE, Fraction(-3)),
        ("12.50", DECIMAL, Fraction(25, 2)),
        ("4/5", RATIO, Fraction(4, 5)),
        ("1.2", RATIO, Fraction(6, 5)),
    ],
)
def test_a_number_is_exact(text: str, form: Form, value: Fraction) -> None:
    problems = Problems()
    assert number(scalar(text), "share", problems, form) == value
    assert codes_of(problems) == []


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("012", "such as 12"),
        ("40%", "such as 40"),
        ("12,5", "such as 12.5"),
        ("1_000", ""),
        ("1e3", ""),
        ("0x1F", ""),
        ("١٢", ""),
        (".5", ""),
        ("4/5", ""),
        ("9" * 41, ""),
        ("many", ""),
    ],
)
def test_what_only_looks_like_a_number_is_never_guessed_at(text: str, hint: str) -> None:
    problems = Problems()
    assert number(scalar(text), "share", problems) is None
    (problem,) = problems
    assert problem.code == "SRC017"
    assert hint in problem.fix
    assert ("such as" in problem.fix) is bool(hint)


def test_a_number_in_quotes_is_a_text() -> None:
    problems = Problems()
    assert number(scalar("12", plain=False), "share", problems) is None
    assert "without quotes" in next(iter(problems)).fix


def test_a_count_of_half_a_person_is_no_whole_number() -> None:
    problems = Problems()
    assert number(scalar("2.5"), "officers", problems, WHOLE) is None
    assert "a whole number" in next(iter(problems)).message


@pytest.mark.parametrize(("text", "when"), [("2026-11-22", date(2026, 11, 22)), ("2024-02-29", date(2024, 2, 29))])
def test_a_date_is_year_month_day(text: str, when: date) -> None:
    assert day(scalar(text), "on", Problems()) == when


@pytest.mark.parametrize(
    "text", ["2026-02-29", "2026-13-01", "0000-01-01", "22-11-2026", "2026-1-2", "2026-11-22T10:00"]
)
def test_a_day_that_no_calendar_has_is_a_problem(text: str) -> None:
    problems = Problems()
    assert day(scalar(text), "on", problems) is None
    assert codes_of(problems) == ["SRC019"]


def test_the_nearest_word_is_offered() -> None:
    problems = Problems()
    assert word(scalar("verifyed"), "confidence", ("verified", "corroborated", "declared"), problems) is None
    assert next(iter(problems)).fix.startswith("did you mean `verified`? write one of")


def test_true_and_false_are_the_only_flags() -> None:
    asked, problems = fields('a: true\nb: false\nc: yes\nd: True\ne: "true"\n')
    assert [asked.flag(key) for key in ("a", "b", "f")] == [True, False, False]
    assert codes_of(problems) == []
    for key in ("c", "d", "e"):
        asked.flag(key)
    assert codes_of(problems) == ["SRC021", "SRC021", "SRC021"]


def test_a_key_that_nobody_asked_for_is_a_problem_with_the_nearest_key() -> None:
    asked, problems = fields("titel: A\ntitle: B\n")
    asked.text("title")
    asked.close()
    (problem,) = problems
    assert (problem.code, problem.span.line) == ("SRC012", 1)
    assert problem.message == "`titel` is not a key of a thing."
    assert problem.fix == "did you mean `title`? write one of its keys: `title`"


def test_a_missing_key_is_noted_once_at_its_mapping() -> None:
    asked, problems = fields("a: 1\n")
    assert asked.text("title", required=True) is None
    assert asked.scalars("parts", required=True) == ()
    assert [(p.code, p.span.line) for p in problems] == [("SRC013", 1), ("SRC013", 1)]


def test_values_of_another_shape_are_named() -> None:
    asked, problems = fields("a: [x]\nb: x\nc: x\n")
    assert (asked.text("a"), asked.texts("b"), asked.fields("c", "the c")) == (None, (), None)
    assert [p.message.split(",")[0] for p in problems] == ["`a` is a list", "`b` is `x`", "The c is `x`"]


def test_a_whole_number_outside_its_bounds_is_a_problem() -> None:
    asked, problems = fields("impact: 4\n")
    assert asked.integer("impact", 1, 3) is None
    assert next(iter(problems)).message == "`impact` is 4, but it must lie between 1 and 3."


def test_places_lead_to_each_word() -> None:
    asked, _ = fields(
        "closes: [A-1, A-2, A-1]\nthresholds: {2: 10}\noptions:\n  - {id: yes_all, text: All}\nask: unit\n"
    )
    places = asked.places("closes", "thresholds", "options", "ask", "absent")
    assert {name: (span.line, span.column) for name, span in places.items()} == {
        "closes": (1, 9),
        "closes A-1": (1, 10),
        "closes A-2": (1, 15),
        "closes A-1 again": (1, 20),
        "thresholds": (2, 13),
        "thresholds 2": (2, 14),
        "options": (4, 3),
        "options yes_all": (4, 10),
        "ask": (5, 6),
    }


def test_a_key_written_twice_is_a_problem_at_the_second() -> None:
    node, problems = read("a: 1\nb: 2\na: 3\n")
    assert problems == ["SRC009 3:1"]
    assert plainly(node) == {"a": "1", "b": "2"}


def test_keys_are_compared_as_texts() -> None:
    assert read("yes: 1\nYes: 2\ntrue: 3\n1: 4\n'1': 5\n")[1] == ["SRC009 5:1"]


def test_a_list_is_no_key() -> None:
    assert read("[a, b]: 1\n")[1] == ["SRC016 1:1"]


def test_anchors_aliases_and_merges_are_problems() -> None:
    assert read("a: &x 1\nb: *x\n")[1] == ["SRC007 1:4", "SRC007 2:4"]
    assert read("a: &x {b: 1}\nc: {<<: *x}\n")[1] == ["SRC007 1:4", "SRC007 2:9"]


def test_an_alias_bomb_is_read_in_the_size_in_which_it_is_written() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    node, problems = read("\n".join(rows))
    assert len(problems) == 30 + 29 * 9
    assert len(str(plainly(node))) < 5_000


@pytest.mark.parametrize(
    "text", ["a: !!int 1", "a: !secret x", "a: !!python/object/apply:os.system [ls]", "!!map {a: 1}"]
)
def test_a_tag_is_a_problem_and_sets_nothing(text: str) -> None:
    node, problems = read(text)
    assert [problem.split()[0] for problem in problems] == ["SRC008"]
    assert isinstance(node, Table)


def test_the_words_of_a_tag_are_its_author_s() -> None:
    problems = Problems()
    parse(Document(name="a.yaml", text="a: !!float 1"), problems)
    assert next(iter(problems)).message.startswith("`!!float` is a YAML tag")


@pytest.mark.parametrize(
    ("text", "place"),
    [("a:\t1", "1:3"), ("a: 1\n\tb: 2", "2:1"), ('a: "x\ty"', "1:6"), ("# a\tb\na: 1", "1:4")],
)
def test_a_tab_is_a_problem_wherever_it_stands(text: str, place: str) -> None:
    assert read(text) == (None, [f"SRC006 {place}"])


@pytest.mark.parametrize("character", ["\0", "\a", "\x1b", "\x7f", "\x80", "\ufffe", "\ud800", "\x0b", "\x0c", "\x1c"])
def test_a_character_that_cannot_be_seen_is_a_problem(character: str) -> None:
    problems = Problems()
    assert parse(Document(name="a.yaml", text=f"a: 1\nb: x{character}y\n"), problems) is None
    first = next(iter(problems))
    assert (first.code, first.span.line, first.span.column) == ("SRC022", 2, 5)
    assert f"U+{ord(character):04X}" in first.message


def test_all_scripts_are_read() -> None:
    text = "a: ñ é 中 ع Ж 🙂\n"
    assert plainly(read(text)[0]) == {"a": "ñ é 中 ع Ж 🙂"}


def test_a_second_document_is_a_problem_and_the_first_is_kept() -> None:
    node, problems = read("a: 1\n---\nb: 2\n")
    assert problems == ["SRC010 2:1"]
    assert plainly(node) == {"a": "1"}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing yet\n", "---\n", "~\n", "---\n...\n"])
def test_a_file_without_content_is_empty(text: str) -> None:
    assert read(text) == (None, ["SRC011 0:0"])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: b: c", "1:5"),
        ('a: 1\nb: "x\nc: 2\nd: 3\n', "2:4"),
        ("a: [x, y\nb: 1\n", "2:2"),
        ("a: 1\n  b: 2\n", "2:4"),
        ("a: 'it's'\n", "1:8"),
        ("- a\nb: 1\n", "2:1"),
        ("a: @x", "1:4"),
        ("a: {", "1:5"),
        ("a: {\n\n", "1:5"),
    ],
)
def test_broken_yaml_is_shown_where_it_breaks(text: str, place: str) -> None:
    assert read(text) == (None, [f"SRC001 {place}"])


def test_lists_may_be_nested_to_the_limit_and_no_deeper() -> None:
    assert read("[" * source.MAXIMUM_DEPTH + "]" * source.MAXIMUM_DEPTH)[1] == []
    deep = source.MAXIMUM_DEPTH + 1
    assert read("[" * deep + "]" * deep) == (None, [f"SRC004 1:{deep}"])
    assert [p.split()[0] for p in read("[" * 100_000)[1]] == ["SRC004"]
    assert [p.split()[0] for p in read("{a: " * 100_000)[1]] == ["SRC004"]


def test_values_are_counted_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAXIMUM_NODES", 4)
    assert read("[a, b, c]")[1] == []
    assert read("[a, b, c, d]") == (None, ["SRC005 1:11"])


def test_a_file_of_many_bytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * (source.MAXIMUM_BYTES + 1))
    problems = Problems()
    assert read_document(path, "a.yaml", problems) is None
    assert codes_of(problems) == ["SRC003"]
    assert read("a" * (source.MAXIMUM_BYTES + 1)) == (None, ["SRC003 0:0"])


def test_a_file_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("name: Peña".encode("latin-1"))
    problems = Problems()
    assert read_document(path, "a.yaml", problems) is None
    assert codes_of(problems) == ["SRC002"]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfname: x\r\nother: y\r\n")
    problems = Problems()
    document = read_document(path, "a.yaml", problems)
    assert document is not None
    node = parse(document, problems)
    assert codes_of(problems) == []
    assert plainly(node) == {"name": "x", "other": "y"}


def test_the_caret_stands_under_the_words_also_behind_wide_letters() -> None:
    problems = Problems()
    parse(Document(name="a.yaml", text="título: ñandú\ntítulo: otra\n"), problems)
    (problem,) = problems
    assert str(problem).splitlines()[1:3] == ["    2 | título: otra", "      | ^"]
    node, _ = read("año: {clave: valor}\n")
    assert isinstance(node, Table)
    inner = node.entries[0][1]
    assert isinstance(inner, Table)
    assert inner.entries[0][1].span.column == 14


def test_a_mapping_comes_back_as_it_was_written() -> None:
    text = "a: x\nb:\n  - 1\n  - {c: y, d: [z]}\ne: >-\n  long\n  text\n"
    assert plainly(read(text)[0]) == {"a": "x", "b": ["1", {"c": "y", "d": ["z"]}], "e": "long text"}


YAMLISH = st.text(alphabet="abyn019 \n\t:-,.[]{}&*!|>'\"#%@`~?/\\é\u2028\x85\ufeff\x00", max_size=200)


@given(st.text() | YAMLISH)
@example("\ufeffa: 1")
@example("a: \u2028 b\u2029: c")
@example("%YAML 1.1\n---\na: 1")
@example("? a\n: b")
@example("*a")
@example("- &a\n- *a : b")
@example("\ud800")
@example("a: |\n\n\n  b\n c")
def test_any_text_gives_a_node_or_problems_and_never_raises(text: str) -> None:
    problems = Problems()
    node = parse(Document(name="a.yaml", text=text), problems)
    assert node is not None or len(problems)
    for problem in problems:
        assert str(problem)
        assert 0 <= problem.span.line <= text.count("\n") + len(text) + 1


@given(
    st.recursive(
        st.text("abc", min_size=1), lambda n: st.lists(n, max_size=4) | st.dictionaries(st.text("xyz", min_size=1), n)
    )
)
def test_what_is_written_as_flow_is_read_as_it_was(value: object) -> None:
    node, problems = read(written(value))
    assert problems == []
    assert plainly(node) == value


def written(value: object) -> str:
    """Write lists, mappings and texts as YAML in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f'"{key}": {written(inner)}' for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(written(inner) for inner in value) + "]"
    return f'"{value}"'
