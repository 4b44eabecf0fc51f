"""Comments on a draft are kept to the letter, never overwritten, answered once each, and chained in the journal."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from replies import EXAMPLE, comments_in, lay, on_desk, on_screen, run

from rmdiag.assessment.comments import Comment, names_a_finding
from rmdiag.assessment.comments_check import check_comments
from rmdiag.assessment.comments_merge import Remark, merge_remarks
from rmdiag.assessment.comments_text import Answer, with_answer, with_comments
from rmdiag.opening import assessment_of, mission_at
from rmdiag.problems import Problems, Span
from rmdiag.reports.editions.telling import Provenance
from rmdiag.reports.report_for import report_for
from rmdiag.source import Document, Scalar, Sequence, Table, parse

NOWHERE = Span(file="comments.yaml")
ON = date(2028, 6, 12)
# Whatever can be typed and read back from YAML; ends of lines come back as one sign.
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n\u00a0\u202f"),
    min_size=1,
    max_size=400,
).filter(lambda words: words.strip() == words and words != "")


def comment(identity: str = "C-01", words: str = "No.", **more: object) -> Comment:
    values = {"finding": "GOV-02/level", "by": "Port", "on": ON, "span": NOWHERE, **more}
    return Comment(id=identity, comment=words, **values)  # type: ignore[arg-type]  # the fields of a comment


def remark(words: str = "No.", **more: object) -> Remark:
    values = {"finding": "GOV-02/level", "by": "Port", "place": "Findings!E7", "span": NOWHERE, **more}
    return Remark(comment=words, **values)  # type: ignore[arg-type]  # the fields of a remark


def read_back(text: str) -> list[dict[str, str]]:
    """Read a file as the reader of missions does, before any value is made of it."""
    problems = Problems()
    root = parse(Document(name="comments.yaml", text=text), problems)
    assert [str(problem) for problem in problems] == []
    assert isinstance(root, Table)
    rows = root.get("comments")
    assert isinstance(rows, Sequence)
    tables = [row for row in rows.nodes if isinstance(row, Table)]
    return [{k.text: v.text for k, v in row.entries if isinstance(v, Scalar)} for row in tables]


# The file.


@given(words=TEXTS, answer=TEXTS)
def test_any_words_are_written_so_that_they_read_back_to_the_letter(words: str, answer: str) -> None:
    text = with_comments(None, [comment(words=words, offers=words)])
    text = with_answer(text, "C-01", Answer(status="partly", words=answer, on=ON))
    (row,) = read_back(text)
    assert (row["comment"], row["offers"], row["answer"]) == (words, words, answer)
    assert (row["status"], row["answered_on"]) == ("partly", "2028-06-12")


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_stands_in_the_file_stays_as_its_author_wrote_it(end: str) -> None:
    written = end.join(
        [
            "# Ours.",
            "comments:",
            "  - id: C-01  # the first",
            "    finding: GOV-01/level",
            "    by: Port",
            "    comment: Not so.",
            "    # to be discussed",
            "",
        ]
    )
    text = with_comments(written, [comment("C-02", words="One two three four. " * 10 + "End.")])
    assert text.startswith(written.rstrip())
    answered = with_answer(text, "C-01", Answer(status="accepted", words="Right.", by="Lead", on=ON))
    assert "# the first" in answered
    assert "# to be discussed" in answered
    assert "answer: Right." in answered
    assert set(answered.split(end)[1:2]) == {"comments:"}
    assert [row["id"] for row in read_back(answered)] == ["C-01", "C-02"]


def test_a_list_in_brackets_is_continued_in_brackets() -> None:
    text = with_comments("comments: [{id: C-01, finding: a/level, by: b, comment: c}]\n", [comment("C-02", "d, e")])
    assert with_answer(text, "C-02", Answer(status="accepted", words="f: g", on=ON)).count("\n") == 1
    assert [row["comment"] for row in read_back(text)] == ["c", "d, e"]


def test_a_text_that_does_not_say_what_was_meant_is_never_written() -> None:
    mission, questionnaire = mission_at(EXAMPLE)
    with pytest.raises(ValueError, match="would not say what was meant"):
        check_comments(with_comments(None, [comment()]), [comment(words="Yes.")], (mission, questionnaire), Problems())


def test_every_finding_of_a_draft_can_be_commented_on() -> None:
    assessment = assessment_of(EXAMPLE)
    keys = [one.key for one in report_for(assessment, Provenance(version="1", draft=True)).findings]
    framework = assessment.questionnaire.framework
    assert [key for key in (*keys, "report/general") if not names_a_finding(key, framework)] == []
    assert [
        key for key in ("GOV-99/level", "GOV-01", "GOV-01/step", "overall/gap") if names_a_finding(key, framework)
    ] == []


# What is new, and what is said otherwise.


def test_the_same_file_twice_is_no_change() -> None:
    once = merge_remarks((), [[remark(), remark("Other.", by="Mint")]], ON)
    again = merge_remarks(once.added, [[remark(), remark("Other.", by="Mint")]], ON)
    assert ([one.id for one in once.added], again.added, again.clashes, again.same) == (["C-01", "C-02"], (), (), 2)


def test_a_comment_that_was_changed_since_is_a_conflict_and_nothing_is_overwritten() -> None:
    merge = merge_remarks([comment()], [[remark("No, never.")]], ON)
    assert merge.added == ()
    assert [(one.comment.comment, one.remark.comment) for one in merge.clashes] == [("No.", "No, never.")]


def test_a_second_comment_beside_the_first_is_new() -> None:
    merge = merge_remarks([comment()], [[remark(), remark("And one more thing.")]], ON)
    assert [(one.id, one.comment) for one in merge.added] == [("C-02", "And one more thing.")]
    assert merge.clashes == ()


def test_another_role_may_say_something_else() -> None:
    merge = merge_remarks([comment()], [[remark("Yes.", by="Mint")]], ON)
    assert [(one.id, one.by) for one in merge.added] == [("C-02", "Mint")]


def test_a_document_that_was_registered_since_is_no_change() -> None:
    registered = comment(evidence=("E-01", "E-20"))
    assert merge_remarks([registered], [[remark(evidence=("E-01",), offers="Circular 4")]], ON).same == 1
    assert len(merge_remarks([comment()], [[remark(offers="Circular 4")]], ON).clashes) == 1


def test_ids_go_on_after_the_highest() -> None:
    (added,) = merge_remarks([comment("C-09"), comment("Z-30")], [[remark(by="Mint")]], ON).added
    assert added.id == "C-10"


REMARKS = st.lists(
    st.builds(
        remark,
        st.sampled_from(["No.", "Yes.", "Perhaps."]),
        by=st.sampled_from(["Port", "port", "Mint"]),
        finding=st.sampled_from(["GOV-01/level", "GOV-02/level"]),
        evidence=st.sampled_from([(), ("E-01",)]),
    ),
    max_size=5,
)


@given(files=st.lists(REMARKS, max_size=4))
def test_files_brought_in_together_come_to_the_same_as_one_after_the_other(files: list[list[Remark]]) -> None:
    comments: tuple[Comment, ...] = ()
    clashes = 0
    for one in files:
        merge = merge_remarks(comments, [one], ON)
        comments, clashes = (*comments, *merge.added), clashes + len(merge.clashes)
    together = merge_remarks((), files, ON)
    assert (together.added, len(together.clashes)) == (comments, clashes)


@given(first=REMARKS, second=REMARKS)
def test_no_comment_is_ever_lost_or_changed(first: list[Remark], second: list[Remark]) -> None:
    comments = merge_remarks((), [first], ON).added
    merge = merge_remarks(comments, [first, second], ON)
    assert [one for one in merge.clashes if one.remark in first and one.remark not in second] == []
    assert not {one.id for one in merge.added} & {one.id for one in comments}
    heard = {(one.finding, one.by.casefold(), one.comment) for one in (*comments, *merge.added)}
    heard |= {(one.remark.finding, one.remark.by.casefold(), one.remark.comment) for one in merge.clashes}
    assert {(one.finding, one.by.casefold(), one.comment) for one in (*first, *second)} <= heard


# The commands.


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return lay(tmp_path / "saint-orel-2028")


def test_comments_go_out_come_back_are_answered_and_listed(mission: Path, tmp_path: Path) -> None:
    for kind in ("xlsx", "docx"):
        out = run("export", mission, "-o", tmp_path / f"out.{kind}", "--language", "es" if kind == "docx" else "en")
        assert out.returncode == 0, out.stderr
    desk, page = on_desk((tmp_path / "out.xlsx").read_bytes()), on_screen((tmp_path / "out.docx").read_bytes())
    desk.write("GOV-02/level", comment="The instruction was signed.", by="Legal officer", evidence="E-01")
    page.write("TRT-04/level", comment="No son 1.555.\nSon 1.343.")
    (tmp_path / "back.xlsx").write_bytes(desk.save())
    (tmp_path / "back.docx").write_bytes(page.save())

    nobody = run("import", mission, tmp_path / "back.xlsx", tmp_path / "back.docx")
    assert nobody.returncode == 3
    assert "XLS050" in nobody.stderr
    assert not (mission / "comments.yaml").exists()

    asked = ("import", mission, tmp_path / "back.xlsx", tmp_path / "back.docx", "--by", "Jefe", "--on", "2028-06-12")
    dry = run(*asked, "--dry-run")
    assert (dry.returncode, "Would be written:" in dry.stderr) == (0, True)
    assert not (mission / "comments.yaml").exists()

    assert run(*asked).returncode == 0
    first = {"id": "C-01", "finding": "GOV-02/level", "by": "Legal officer", "evidence": ["E-01"]}
    one, other = comments_in(mission)
    assert one == {**first, "on": "2028-06-12", "comment": "The instruction was signed.", "status": "open"}
    assert (other["by"], other["comment"]) == ("Jefe", "No son 1.555.\nSon 1.343.")

    again = run(*asked)
    assert (again.returncode, "0 new comments, 2 there already" in again.stderr) == (0, True)
    assert "Nothing to write." in again.stderr

    still_open = run("list", mission, "--open", "--strict", "--format", "json")
    assert still_open.returncode == 1
    assert [row["id"] for row in json.loads(still_open.stdout)] == ["C-01", "C-02"]
    for identity, status in (("c-01", "accepted"), ("C-02", "not_accepted")):
        words = "We have looked at it once more, with the log beside us, and this is what we find: it is as you say."
        given = run(
            "answer", mission, identity, "--status", status, "--answer", words, "--by", "Lead", "--on", "2028-06-20"
        )
        assert given.returncode == 0, given.stderr
    assert {row["status"] for row in comments_in(mission)} == {"accepted", "not_accepted"}
    listed = run("list", mission, "--strict")
    assert (listed.returncode, "2 comments: 1 accepted, 0 in part, 1 not accepted, 0 open." in listed.stderr) == (
        0,
        True,
    )
    journal = [json.loads(line) for line in (mission / "journal.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [entry["command"] for entry in journal] == ["comments import", "comments answer", "comments answer"]
    assert {"file": "comments.yaml", "place": "C-01 status", "old": "open", "new": "accepted"} in journal[1]["changes"]


def test_a_conflict_ends_with_4_shows_both_words_and_writes_what_is_new(mission: Path, tmp_path: Path) -> None:
    (mission / "comments.yaml").write_text(
        "comments:\n  - {id: C-01, finding: GOV-02/level, by: Port, comment: It was signed.}\n", encoding="utf-8"
    )
    desk = on_desk()
    desk.write("GOV-02/level", comment="It was signed in May.")
    desk.write("GOV-01/level", comment="We agree.")
    (tmp_path / "back.xlsx").write_bytes(desk.save())
    done = run("import", mission, tmp_path / "back.xlsx", "--by", "port", "--on", "2028-06-12")
    assert done.returncode == 4
    assert "It was signed." in done.stdout
    assert "It was signed in May." in done.stdout
    assert "C-01 stays as it is; if Findings!E13 of back.xlsx is to count" in done.stderr
    assert [row["comment"] for row in comments_in(mission)] == ["It was signed.", "We agree."]


def test_a_file_of_another_mission_is_refused_unless_it_is_wanted(tmp_path: Path) -> None:
    other = lay(tmp_path / "other")
    text = (other / "mission.yaml").read_text(encoding="utf-8").replace('round: "2028"', 'round: "2029"')
    (other / "mission.yaml").write_text(text, encoding="utf-8")
    desk = on_desk()
    desk.write("GOV-02/level", comment="Signed.")
    (tmp_path / "back.xlsx").write_bytes(desk.save())
    refused = run("import", other, tmp_path / "back.xlsx", "--by", "Port")
    assert (refused.returncode, "another mission or round" in refused.stderr) == (2, True)
    taken = run("import", other, tmp_path / "back.xlsx", "--by", "Port", "--anyway", "--on", "2028-06-12")
    assert taken.returncode == 0, taken.stderr


def test_what_somebody_has_filled_in_is_not_overwritten_by_the_next_export(mission: Path) -> None:
    for kind in ("xlsx", "docx"):
        assert run("export", mission, "--to", kind).returncode == 0
        path = mission / "reports" / f"saint-orel-2028-comments-en.{kind}"
        desk = on_desk(path.read_bytes()) if kind == "xlsx" else on_screen(path.read_bytes())
        desk.write("GOV-02/level", comment="Signed.")
        path.write_bytes(filled := desk.save())
        again = run("export", mission, "--to", kind)
        assert again.returncode == 0
        assert path.read_bytes() == filled
        assert again.stdout.strip().endswith(f"saint-orel-2028-comments-en-2.{kind}")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("answer", "C-11", "--status", "accepted", "--answer", "Yes."), "did you mean `C-01`?"),
        (("answer", "C-01", "--status", "agreed", "--answer", "Yes."), "accepted, partly, not_accepted"),
        (("answer", "C-01", "--status", "accepted", "--answer", " "), "the reason with --answer"),
        (("export", "-o", "out.pdf"), "end it in .xlsx, .docx"),
    ],
)
def test_wrong_use_is_told_with_the_way_out(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    mission = lay(tmp_path / "saint-orel-2028")
    (mission / "comments.yaml").write_text(with_comments(None, [comment()]), encoding="utf-8")
    done = run(words[0], mission, *words[1:])
    assert done.returncode == 2
    assert said in done.stderr


def test_a_mission_whose_report_numbers_nothing_has_nothing_to_hand_out() -> None:
    done = run("export", EXAMPLE.parent / "kestoria-2027-study-visit", "-o", "out.docx")
    assert done.returncode == 2
    assert "nothing to hand out" in done.stderr


def test_comments_are_part_of_the_checksum_of_a_mission(mission: Path) -> None:
    before, _ = mission_at(mission)
    (mission / "comments.yaml").write_text(with_comments(None, [comment()]), encoding="utf-8")
    after, _ = mission_at(mission)
    assert before.checksum != after.checksum
    assert "comments.yaml" in after.digests
    assert [one.comment for one in after.comments] == ["No."]
