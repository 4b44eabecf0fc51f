"""A report says what it was made from, and `rmdiag verify` says whether that is still so."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from broken_pdfs import broken
from jsonschema import Draft202012Validator
from pikepdf import Array, Dictionary, Name, Pdf, String
from report_showcase import showcase

from rmdiag import terminal
from rmdiag.cli import app
from rmdiag.opening import reported
from rmdiag.questionnaires.files import copy_framework
from rmdiag.reporting import Order, report_of
from rmdiag.reports import pdf_files
from rmdiag.reports.attached import RESULT, digest_of
from rmdiag.reports.belonging import Outcome, Standing, Verdict, Whose, judge, read_stated
from rmdiag.reports.enclosed import Attachment
from rmdiag.reports.formats import ReportFormat, written
from rmdiag.reports.render import to_pdf
from rmdiag.reports.report_for import Edition
from rmdiag.reports.sealing import SEAL, Sealed, look_into, with_attachments
from rmdiag.terminal import Exit

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
MISSION = EXAMPLES / "saint-orel-2026"
SHORT = Order(mission=MISSION, edition=Edition.ONE_PAGER)
RESPONSES = "responses/department.yaml"


@cache
def printed(order: Order = SHORT) -> bytes:
    return written(report_of(reported(order.mission, None, order.language), order), ReportFormat.PDF)


def attached(order: Order = SHORT) -> dict[str, Any]:
    report = report_of(reported(order.mission, None, order.language), order)
    found: dict[str, Any] = json.loads(report.attachments[0].text or "")
    return found


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    shutil.copytree(MISSION, tmp_path / "mission", ignore=shutil.ignore_patterns("reports"))
    return tmp_path / "mission"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.pdf"
    path.write_bytes(printed())
    return path


Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `rmdiag verify` in this process and give its exit code and what it says."""

    def verify(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            app(["verify", *map(str, words)], standalone_mode=False)
            code = 0
        except terminal.Stop as stop:
            code = int(stop.code)
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return verify


def outcome(run: Run, *words: object) -> tuple[int, str]:
    code, out, _ = run(*words, "--format", "json")
    return code, json.loads(out)["outcome"]


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((ROOT / "rmdiag" / "schemas" / f"{name}.schema.json").read_text("utf-8")))


def carried(pdf: Pdf, content: bytes) -> pikepdf.AttachedFileSpec:
    said = dict.fromkeys(("description", "mime_type", "creation_date", "mod_date"), "")
    return pikepdf.AttachedFileSpec(pdf, content, filename=RESULT, **said)


def drawn_upon(pdf: Pdf) -> None:
    page = pdf.pages[0].obj
    page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n/Artifact BMC 0 0 99 99 re f EMC")


def remarked(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), Contents=String("I disagree"))
    page = pdf.pages[0].obj
    page["/Annots"] = Array([*page.get("/Annots", []), pdf.make_indirect(note)])


def retitled(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Another title"


def saved_anew(pdf: Pdf) -> None:
    del pdf


def forged(change: Callable[[dict[str, Any]], None]) -> bytes:
    """Rewrite what a report says of its making, and its checksums with it, as somebody could."""
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        said = json.loads(pdf.attachments[RESULT].get_file().read_bytes())
        change(said)
        for name in (RESULT, SEAL):
            del pdf.attachments[name]
        pages = io.BytesIO()
        pdf.save(pages)
    files = (
        Attachment(name=RESULT, media_type="application/json", description="a", text=json.dumps(said)),
        Attachment(name=SEAL, media_type="application/json", description="b"),
    )
    return with_attachments(pages.getvalue(), files)


def test_a_report_belongs_to_the_answers_it_was_made_from(run: Run, report: Path, mission: Path) -> None:
    code, out, said = run(report, mission)
    assert code == 0
    assert "different" not in out
    assert said.splitlines()[0] == f"{report} belongs to {mission}: it was made from these answers."
    assert "no signature" in said


def test_a_verdict_for_machines_is_as_its_schema_says(run: Run, report: Path, mission: Path) -> None:
    (mission / "plan.yaml").write_text("actions: []\n", encoding="utf-8")
    for words in ((report, mission), (report,)):
        _, out, _ = run(*words, "--format", "json")
        assert list(schema("verdict").iter_errors(json.loads(out))) == []


def test_a_folder_may_be_renamed_and_moved(run: Run, report: Path, mission: Path) -> None:
    assert outcome(run, report, mission.rename(mission.parent / "elsewhere")) == (0, "belongs")


def test_files_that_changed_since_are_named(run: Run, report: Path, mission: Path) -> None:
    text = (mission / RESPONSES).read_text(encoding="utf-8")
    (mission / RESPONSES).write_text(f"{text}\n# a remark\n", encoding="utf-8")
    (mission / "responses" / "port-and-airport.yaml").unlink()
    (mission / "evidence" / "new.txt").write_text("new", encoding="utf-8")
    code, out, said = run(report, mission, "--format", "json")
    verdict = json.loads(out)
    assert (code, verdict["outcome"]) == (1, "answers_changed")
    assert [(one["change"], one["path"].partition("sha256:")[0]) for one in verdict["files"]] == [
        ("added", "evidence/new.txt"),
        ("changed", RESPONSES),
        ("gone", "responses/"),
    ]
    assert "files have changed since" in said


def test_a_report_of_another_mission_is_told_without_a_list_of_files(run: Run, report: Path) -> None:
    code, out, said = run(report, EXAMPLES / "tambare-2026", "--format", "json")
    verdict = json.loads(out)
    assert (code, verdict["outcome"], verdict["files"]) == (1, "another_mission", [])
    assert "another mission" in said


def test_another_framework_is_told_from_other_answers(run: Run, report: Path, mission: Path, tmp_path: Path) -> None:
    copy_framework(None, tmp_path / "framework")
    assert outcome(run, report, mission, "--framework", tmp_path / "framework") == (0, "belongs")
    file = next(iter(sorted((tmp_path / "framework" / "dimensions").glob("*.yaml"))))
    file.write_text(f"{file.read_text(encoding='utf-8')}\n# revised\n", encoding="utf-8")
    assert outcome(run, report, mission, "--framework", tmp_path / "framework") == (1, "another_framework")


@pytest.mark.parametrize("change", [drawn_upon, remarked])
def test_a_page_that_was_touched_is_named(run: Run, report: Path, mission: Path, change: Callable[[Pdf], None]) -> None:
    report.write_bytes(broken(printed(), change))
    code, out, _ = run(report, mission, "--format", "json")
    verdict = json.loads(out)
    assert (code, verdict["outcome"], verdict["pages"]) == (1, "altered", [1])


def test_a_title_that_was_changed_shows(run: Run, report: Path, mission: Path) -> None:
    report.write_bytes(broken(printed(), retitled))
    assert outcome(run, report, mission) == (1, "altered")


def test_pages_that_are_missing_or_new_show(run: Run, report: Path) -> None:
    def lose(pdf: Pdf) -> None:
        del pdf.pages[-1]

    def gain(pdf: Pdf) -> None:
        pdf.add_blank_page()

    pages = len(look_into(printed()).pages)
    for change, number in ((lose, pages), (gain, pages + 1)):
        report.write_bytes(broken(printed(), change))
        _, out, _ = run(report, "--format", "json")
        assert (json.loads(out)["outcome"], json.loads(out)["pages"]) == ("altered", [number])


def test_a_pdf_that_was_only_saved_anew_is_as_it_was_printed(run: Run, report: Path, mission: Path) -> None:
    report.write_bytes(broken(printed(), saved_anew))
    assert outcome(run, report, mission) == (0, "belongs")


def test_an_attached_result_that_was_changed_shows(run: Run, report: Path, mission: Path) -> None:
    def better(pdf: Pdf) -> None:
        old = pdf.attachments[RESULT].get_file().read_bytes()
        pdf.attachments[RESULT] = carried(pdf, old.replace(b'"2"', b'"4"'))

    report.write_bytes(broken(printed(), better))
    assert outcome(run, report, mission) == (1, "altered")


def test_levels_that_do_not_follow_from_the_answers_show_though_the_checksums_fit(
    run: Run, report: Path, mission: Path
) -> None:
    def better(said: dict[str, Any]) -> None:
        said["result"]["nodes"]["GOV-01"]["score"] = "5"

    report.write_bytes(forged(better))
    assert outcome(run, report) == (0, "as_printed")
    assert outcome(run, report, mission) == (1, "told_otherwise")


def test_a_report_that_says_other_words_shows_though_the_checksums_fit(run: Run, report: Path, mission: Path) -> None:
    def otherwise(said: dict[str, Any]) -> None:
        said["report"]["sha256"] = "0" * 64

    report.write_bytes(forged(otherwise))
    assert outcome(run, report, mission) == (1, "told_otherwise")


def test_only_printing_again_shows_a_page_that_was_forged_with_its_checksum(
    run: Run, report: Path, mission: Path
) -> None:
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        files = {name: pdf.attachments[name].get_file().read_bytes().decode() for name in (RESULT,)}
        for name in (RESULT, SEAL):
            del pdf.attachments[name]
        drawn_upon(pdf)
        pages = io.BytesIO()
        pdf.save(pages)
    report.write_bytes(
        with_attachments(
            pages.getvalue(),
            (
                Attachment(name=RESULT, media_type="application/json", description="a", text=files[RESULT]),
                Attachment(name=SEAL, media_type="application/json", description="b"),
            ),
        )
    )
    assert outcome(run, report, mission) == (0, "belongs")
    assert outcome(run, report, mission, "--reprint") == (1, "told_otherwise")


def test_a_report_that_is_printed_again_has_the_same_bytes(run: Run, report: Path) -> None:
    assert outcome(run, report, MISSION, "--reprint") == (0, "belongs")


def test_without_a_mission_it_is_said_what_a_report_is_of(run: Run, report: Path) -> None:
    code, out, said = run(report)
    assert code == 0
    assert "Saint Orel Customs and Excise (XC), 2026 rapid" in out
    assert "is as it was printed" in said


@pytest.mark.parametrize("content", [b'{"format": "rmdiag result 1"}', b"[" * 100_000, b"\xff", b"[]", b"1e999"])
def test_an_attachment_that_is_not_as_we_write_it_is_none_of_ours(run: Run, report: Path, content: bytes) -> None:
    def replace_it(pdf: Pdf) -> None:
        pdf.attachments[RESULT] = carried(pdf, content)

    report.write_bytes(broken(printed(), replace_it))
    assert outcome(run, report, MISSION) == (1, "not_ours")


def test_a_pdf_of_somebody_else_is_told(run: Run, report: Path) -> None:
    report.write_bytes(to_pdf(showcase()))
    code, out, said = run(report, MISSION)
    assert (code, out) == (1, "")
    assert "carries no result of rmdiag" in said


def test_an_edition_that_this_version_does_not_know_is_not_guessed_at(run: Run, report: Path) -> None:
    def of_the_future(said: dict[str, Any]) -> None:
        said["report"]["edition"] = "opera"

    report.write_bytes(forged(of_the_future))
    code, _, said = run(report, MISSION)
    assert code == Exit.INVALID
    assert "no edition `opera`" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7\n%%EOF", "damaged"),
        (b"", "no PDF"),
        (b"PK\x03\x04", "no PDF"),
        (b"<!doctype html>", "no PDF"),
    ],
)
def test_what_is_no_report_ends_in_plain_words(run: Run, report: Path, content: bytes, words: str) -> None:
    report.write_bytes(content)
    for more in ((), ("--accessibility",)):
        code, out, said = run(report, *more)
        assert (code, out) == (Exit.INVALID, "")
        assert words in said


def test_a_locked_report_says_what_to_do(run: Run, report: Path) -> None:
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        pdf.save(report, encryption=pikepdf.Encryption(owner="owner", user="secret"))
    code, _, said = run(report, MISSION)
    assert code == Exit.INVALID
    assert "Unlock it first" in said


def test_a_file_larger_than_any_report_is_not_read_in_whole(
    run: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf_files, "MAXIMUM_PDF", 100)
    code, _, said = run(report, MISSION)
    assert code == Exit.INVALID
    assert "no report is so large" in said


def test_a_folder_in_place_of_a_report_is_told(run: Run, mission: Path) -> None:
    code, _, said = run(mission, mission)
    assert code == Exit.USAGE
    assert "Name the PDF of a report first" in said


@pytest.mark.parametrize("words", [("--accessibility", MISSION), ("--accessibility", "--reprint"), ("--reprint",)])
def test_options_that_do_not_go_together_are_refused(run: Run, report: Path, words: tuple[object, ...]) -> None:
    assert run(report, *words)[0] == Exit.USAGE


def test_accessibility_is_told_for_people_and_machines(run: Run, report: Path) -> None:
    code, out, said = run(report, "--accessibility")
    assert (code, out) == (0, "")
    assert "nothing found" in said
    assert "proves no conformance" in said
    report.write_bytes(broken(printed(), remarked))
    code, out, said = run(report, "--accessibility")
    assert code == 1
    assert "7.18.1" in out
    assert "1 barrier" in said
    _, out, _ = run(report, "--accessibility", "--format", "json")
    assert [one["rule"] for one in json.loads(out)["barriers"]] == ["annotation-tag"]
    assert list(schema("accessibility").iter_errors(json.loads(out))) == []


def test_what_a_report_carries_is_as_its_schemas_say() -> None:
    said = attached()
    assert list(schema("result").iter_errors(said)) == []
    assert list(schema("score").iter_errors(said["result"])) == []
    assert list(schema("result").iter_errors(attached(replace(SHORT, public=True)))) == []


def test_the_files_of_a_mission_have_the_checksums_that_any_tool_gives() -> None:
    files = attached()["files"]
    assert files["mission.yaml"] == hashlib.sha256((MISSION / "mission.yaml").read_bytes()).hexdigest()
    assert hashlib.sha256((MISSION / RESPONSES).read_bytes()).hexdigest() in files.values()


def test_names_of_answers_and_evidence_are_readable_only_where_names_are_printed(mission: Path) -> None:
    assert not any("department" in path for path in attached()["files"])
    file = mission / "mission.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("attribution: roles", "attribution: names"), "utf-8")
    assert RESPONSES in attached(replace(SHORT, mission=mission))["files"]


def test_a_public_report_carries_nothing_that_it_leaves_out() -> None:
    said = attached(replace(SHORT, public=True))
    words = json.dumps(said)
    assert said["files"] is None
    assert set(said["result"]) == {"overall", "dimensions"}
    assert not any(hidden in words for hidden in ("GOV-01", "Q1", "blocking", "interval", "evidence", "responses"))
    assert all(level is None or len(level) == 3 for level in said["result"]["dimensions"].values())


def test_a_public_report_belongs_too(run: Run, report: Path) -> None:
    report.write_bytes(printed(replace(SHORT, public=True, language="es")))
    assert outcome(run, report, MISSION) == (0, "belongs")


def test_a_candidate_is_named_by_code_alone(tmp_path: Path) -> None:
    candidate = tmp_path / "candidate"
    shutil.copytree(EXAMPLES / "toa-candidate-c07", candidate)
    file = candidate / "mission.yaml"
    text = file.read_text(encoding="utf-8")
    assert "candidate:" in text
    said = attached(Order(mission=candidate, edition=Edition.INDIVIDUAL))
    assert said["result"]["mission"]["candidate"]
    assert "name" not in str(said["result"]["mission"]["candidate"])


def test_the_same_report_carries_the_same_bytes() -> None:
    assert with_attachments(to_pdf(showcase()), ()) == to_pdf(showcase())
    assert written(report_of(reported(MISSION, None, None), SHORT), ReportFormat.PDF) == printed()


def test_what_goes_along_is_described_and_changes_no_word_of_the_report() -> None:
    report = report_of(reported(MISSION, None, None), SHORT)
    assert digest_of(report) == digest_of(replace(report, attachments=()))
    with pikepdf.open(io.BytesIO(printed())) as pdf:
        found = {name: one.obj for name, one in pdf.attachments.items()}
        assert {str(one.AFRelationship) for one in found.values()} == {"/Data"}
        assert all(str(one.Desc) for one in found.values())
        assert {str(one.EF.F.Subtype) for one in found.values()} == {"/application/json"}
        assert not any("Date" in key for one in found.values() for key in one.EF.F.Params)


def sealed_with(said: dict[str, Any]) -> Sealed:
    sealed = look_into(printed())
    text = json.dumps(said).encode()
    assert sealed.seal is not None
    seal = replace(sealed.seal, files={RESULT: hashlib.sha256(text).hexdigest()})
    return replace(sealed, files={RESULT: text}, seal=seal)


def judged(then: dict[str, Any], now: dict[str, Any]) -> Verdict:
    today = read_stated(json.dumps(now))
    assert today is not None
    return judge(sealed_with(then), today)


def standing(verdict: Verdict) -> dict[str, Standing]:
    return {one.matter.name.lower(): one.standing for one in verdict.compared}


def test_another_version_may_word_a_report_otherwise_and_proves_nothing() -> None:
    then = attached()
    now = {**then, "written_by": {**then["written_by"], "version": "9.9"}}
    now["report"] = {**then["report"], "sha256": "0" * 64}
    verdict = judged(then, now)
    assert verdict.outcome is Outcome.BELONGS
    assert standing(verdict)["report"] is Standing.UNKNOWN


def test_an_earlier_round_that_changed_is_a_change_of_answers() -> None:
    then = attached()
    then["against"] = then["mission"]
    now = {**then, "against": {**then["mission"], "sha256": "0" * 64}}
    assert judged(then, now).outcome is Outcome.ANSWERS_CHANGED


def test_rounds_are_told_apart_by_what_they_are_of() -> None:
    one = Whose(name="a", administration="Kestoria", country="QM", round="1", sha256="a")
    assert not one.is_another(replace(one, name="b", sha256="b"))
    assert one.is_another(replace(one, round="2", sha256="b"))
    assert not one.is_another(replace(one, administration="Kestoria Customs"))  # the very same files
