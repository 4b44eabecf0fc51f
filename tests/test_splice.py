"""Single values of a YAML text are changed, and every other character stays as its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.problems import Problems
from rmdiag.source import Document, Node, Scalar, Sequence, Table, parse
from rmdiag.splice import Knot, appended, knots, plain, plain_line, spliced, valued

PLAN = """\
# What was adopted, and by whom.
actions:   # in the order of the board's paper

  - id: A-01   # the first one
    action: >-
      Sign the text,
      and publish it.

    # Waiting for Legal since May.
    start:
    after:
      - A-02   # the board first
      - A-03   # and Legal
    note: It takes
      two lines.   # and a remark
  - {id: A-02, action: "Ask: who?", cost: 5 , after: [A-03]}   # short
  - id: A-03
    action: Find out.
    # What is left of it.
# The end.
"""


def actions(text: str) -> Knot:
    root = knots(text)
    assert root is not None
    found = root.get("actions")
    assert found is not None
    return found


def changed(text: str, row: int, values: Mapping[str, str]) -> str:
    return spliced(text, valued(text, actions(text).rows[row], values))


def meaning(text: str) -> object:
    """Read a text as rmdiag reads every file, without its places."""
    problems = Problems()
    node = parse(Document(name="plan.yaml", text=text), problems)
    assert not list(problems)
    return _bare(node)


def _bare(node: Node | None) -> object:
    if isinstance(node, Table):
        return {key.text: _bare(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [_bare(one) for one in node.nodes]
    return None if not isinstance(node, Scalar) or node.blank else node.text


def test_a_value_is_changed_and_the_remark_behind_it_stays() -> None:
    after = changed(PLAN, 0, {"id": "A-09", "note": "Done."})
    assert "  - id: A-09   # the first one\n" in after
    assert "    note: Done.   # and a remark\n" in after
    assert "# Waiting for Legal since May.\n    start:\n" in after


def test_a_blank_value_is_filled() -> None:
    assert "    start: 2027-01-01\n    after:" in changed(PLAN, 0, {"start": "2027-01-01"})


def test_a_block_of_text_is_replaced_and_the_comment_beneath_it_stays() -> None:
    after = changed(PLAN, 0, {"action": "Sign it."})
    assert "    action: Sign it.\n\n    # Waiting for Legal since May.\n" in after


def test_a_list_of_lines_becomes_one_in_brackets_and_its_comments_move_above_it() -> None:
    after = changed(PLAN, 0, {"after": "[A-02]"})
    assert "    # the board first\n    after: [A-02]   # and Legal\n    note: It takes\n" in after


def test_a_value_that_is_taken_out_leaves_its_key_blank() -> None:
    assert "    note:   # and a remark\n" in changed(PLAN, 0, {"note": ""})
    assert "cost:  , after: [A-03]}   # short" in changed(PLAN, 1, {"cost": ""})
    assert meaning(changed(PLAN, 1, {"cost": ""}))["actions"][1]["cost"] is None  # type: ignore[index]  # nested


def test_a_new_key_comes_behind_the_last_one_in_either_way_of_writing() -> None:
    after = changed(PLAN, 0, {"status": "started"})
    assert "      two lines.   # and a remark\n    status: started\n" in after
    after = changed(PLAN, 1, {"status": "started"})
    assert '{id: A-02, action: "Ask: who?", cost: 5 , after: [A-03], status: started}   # short\n' in after


def test_a_new_entry_comes_behind_the_comments_of_the_last_one() -> None:
    cut = appended(PLAN, actions(PLAN), [["id: A-04", "action: Go on."]])
    after = spliced(PLAN, [cut])
    assert after.endswith("    # What is left of it.\n  - id: A-04\n    action: Go on.\n# The end.\n")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_end_as_their_author_ends_them(end: str) -> None:
    text = PLAN.replace("\n", end)
    after = changed(text, 2, {"status": "done"})
    assert after.count(end) == text.count(end) + 1
    assert after.count("\n") == after.count(end)


def test_a_list_whose_dashes_stand_under_its_key_is_continued_there() -> None:
    text = "actions:\n- id: A-01\n  action: Go on."
    after = spliced(text, [appended(text, actions(text), [["id: A-02", "action: Stop."]])])
    assert after == "actions:\n- id: A-01\n  action: Go on.\n- id: A-02\n  action: Stop."


def test_a_list_in_brackets_is_continued_in_brackets() -> None:
    text = "actions: [{id: A-01}]\n"
    after = spliced(text, [appended(text, actions(text), [["id: A-02", "# said beside it", "cost: 5"]])])
    assert after == "actions: [{id: A-01}, {id: A-02, cost: 5}]\n"


@given(st.text())
def test_any_text_reads_back_as_it_was_written(words: str) -> None:
    seen = "".join(c for c in words if c.isprintable() or c in " \n")  # what the reader takes raw, or in quotes
    assert meaning(f"a: {plain_line(seen)}\nb: [{plain(seen)}, x]\nc: {{d: {plain(seen)}, e: f}}\n") == {
        "a": seen,
        "b": [seen, "x"],
        "c": {"d": seen, "e": "f"},
    }


@given(
    st.integers(0, 2),
    st.dictionaries(
        st.sampled_from(["id", "action", "start", "after", "note", "cost", "status", "reason"]),
        st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), min_size=1),
    ),
)
def test_only_what_is_changed_means_something_else(row: int, values: dict[str, str]) -> None:
    after = meaning(changed(PLAN, row, {key: plain(words) for key, words in values.items()}))
    expected = meaning(PLAN)
    expected["actions"][row].update(values)  # type: ignore[index]  # nested values of the test's own reading
    assert after == expected


@given(st.integers(0, 2), st.sampled_from(["id", "action", "start", "after", "note", "cost", "status"]))
def test_every_comment_survives_every_change(row: int, key: str) -> None:
    after = changed(PLAN, row, {key: "x"})
    assert all(f"#{line.partition('#')[2]}" in after for line in PLAN.splitlines() if "#" in line)
