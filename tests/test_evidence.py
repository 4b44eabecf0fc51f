"""Files become evidence, each known by its content; what evidence shows bounds what an answer may claim."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from rmdiag.assessment.evidence import EvidenceState, kind_strength, strengths_of, worths_of
from rmdiag.assessment.evidence_add import Brought, Outcome, Wish, next_id, register_files
from rmdiag.assessment.evidence_names import free_name, trouble_with, whole
from rmdiag.assessment.evidence_text import checked, rewritten
from rmdiag.assessment.files import load_mission
from rmdiag.assessment.findings import find
from rmdiag.assessment.mission import EVIDENCE_KINDS, Evidence, Mission
from rmdiag.assessment.scoring import score_mission
from rmdiag.cli import app
from rmdiag.files import copy_example
from rmdiag.problems import Problems, Span
from rmdiag.questionnaires.merging import bears_verified, strongest_first, voice_of
from rmdiag.questionnaires.model import Confidence, Questionnaire, Strength
from rmdiag.terminal import Stop

ROOT = Path(__file__).parent.parent
KESTORIA = ROOT / "examples" / "kestoria-2026"
SCHEMA = Draft202012Validator(json.loads((ROOT / "rmdiag/schemas/evidence-list.schema.json").read_text("utf-8")))
AS_OF = date(2026, 10, 16)
STRENGTHS = st.dictionaries(st.sampled_from(["A", "B", "C"]), st.sampled_from(Strength))
IDS = st.from_regex(r"[A-Z]{1,2}-?[0-9]{1,4}", fullmatch=True)
NAMES = st.text(min_size=1, max_size=30).map(whole).filter(lambda name: trouble_with(name) is None)
WORDS = st.text(min_size=1, max_size=40).map(str.strip).filter(lambda words: words and words.isprintable())


@cache
def kestoria() -> tuple[Mission, Questionnaire]:
    found = load_mission(KESTORIA, Problems())
    assert found is not None
    return found


def piece(identity: str = "E-01", /, **said: object) -> Evidence:
    entry = Evidence(
        id=identity,
        title="Order 12",
        kind="document",
        file=None,
        sha256=None,
        confidentiality="internal",
        span=Span(file="evidence.yaml"),
    )
    return replace(entry, **said)  # type: ignore[arg-type]  # any of its fields


def worth(held: dict[str, str | None] | None = None, **said: object) -> tuple[EvidenceState, Strength]:
    found = worths_of({"E-01": piece("E-01", **said)}, held or {}, AS_OF)["E-01"]
    return found.state, found.strength


# What evidence shows.


def test_what_somebody_says_shows_least_and_what_was_seen_to_happen_most() -> None:
    assert [kind_strength(kind) for kind in EVIDENCE_KINDS] == [1, 2, 3, 4]
    assert [kind_strength(kind).verifies for kind in EVIDENCE_KINDS] == [False, True, True, True]


def test_what_was_seen_on_site_and_not_copied_counts() -> None:
    assert worth(kind="observation") == (EvidenceState.NOT_COPIED, Strength.OBSERVATION)


@pytest.mark.parametrize(
    ("held", "said", "state"),
    [
        ({"a.pdf": "00"}, {"file": "a.pdf", "sha256": "00"}, EvidenceState.THERE),
        ({"a.pdf": None}, {"file": "a.pdf", "sha256": "00"}, EvidenceState.THERE),  # too large to take its SHA-256
        ({"a.pdf": "00"}, {"file": "a.pdf"}, EvidenceState.THERE),
        ({}, {"file": "a.pdf", "sha256": "00"}, EvidenceState.MISSING),
        ({"a.pdf": "11"}, {"file": "a.pdf", "sha256": "00"}, EvidenceState.CHANGED),
        ({}, {"valid_until": AS_OF}, EvidenceState.NOT_COPIED),
        ({}, {"valid_until": date(2026, 10, 15)}, EvidenceState.EXPIRED),
        ({}, {"on": date(2027, 1, 1)}, EvidenceState.NOT_COPIED),  # a warning of its own; it may show how things stood
    ],
)
def test_what_is_missing_changed_or_out_of_date_counts_for_nothing(
    held: dict[str, str | None], said: dict[str, object], state: EvidenceState
) -> None:
    found, strength = worth(held, **said)
    assert found is state
    assert (strength is Strength.NONE) is (not state.counts)


# What an answer may claim.


@given(st.lists(st.sampled_from("ABC"), unique=True), STRENGTHS)
def test_one_piece_that_can_be_looked_at_is_enough_to_call_an_answer_verified(
    named: list[str], strengths: dict[str, Strength]
) -> None:
    assert bears_verified(named, strengths) is any(strengths.get(one, Strength.DOCUMENT).verifies for one in named)


@given(st.lists(st.sampled_from("ABC"), unique=True), STRENGTHS)
def test_the_strongest_evidence_is_named_first_and_the_rest_stays_as_written(
    named: list[str], strengths: dict[str, Strength]
) -> None:
    ordered = strongest_first(named, strengths)
    assert sorted(ordered) == sorted(named)
    places = [(-strengths.get(one, Strength.NONE), named.index(one)) for one in ordered]
    assert places == sorted(places)


@pytest.mark.parametrize("strength", Strength)
@pytest.mark.parametrize("confidence", Confidence)
def test_a_statement_verifies_nothing_and_takes_nothing_from_what_two_people_say(
    confidence: Confidence, strength: Strength
) -> None:
    mission, questionnaire = kestoria()
    sheet = next(sheet for sheet in mission.answers.sheets if "GOV-01-Q1" in sheet.responses)
    response = replace(sheet.responses["GOV-01-Q1"], confidence=confidence, evidence=("E-01",))
    alone = replace(sheet, responses={"GOV-01-Q1": response})
    voice = voice_of(alone, questionnaire.questions["GOV-01-Q1"], {"E-01": strength})
    lowered = confidence is Confidence.VERIFIED and not strength.verifies
    assert voice.confidence is (Confidence.DECLARED if lowered else confidence)


def test_evidence_never_moves_a_level_whatever_it_is_worth() -> None:
    mission, questionnaire = kestoria()
    weak = replace(mission, answers=replace(mission.answers, strengths=dict.fromkeys(mission.evidence, Strength.NONE)))
    before, after = score_mission(mission, questionnaire).result, score_mission(weak, questionnaire).result
    assert (before.overall.point, before.overall.low, before.overall.high) == (
        after.overall.point,
        after.overall.low,
        after.overall.high,
    )
    levels = [{i: (s.point, s.low, s.high) for i, s in one.indicators.items()} for one in (before, after)]
    assert levels[0] == levels[1]
    assert before.overall.confidence.verified > 0
    assert after.overall.confidence.verified == 0


def test_an_answer_that_claims_more_than_its_evidence_bears_is_a_finding() -> None:
    mission, questionnaire = kestoria()
    register = {**mission.evidence, "E-02": replace(mission.evidence["E-02"], kind="statement", file=None)}
    strengths = strengths_of(worths_of(register, {}, AS_OF))  # the rest is taken at its word here
    weak = replace(mission, answers=replace(mission.answers, strengths={"E-02": strengths["E-02"]}))
    found = find(weak, questionnaire, score_mission(weak, questionnaire), ())
    assert [voice.response.question for voice in found.unproven] == ["GOV-01-Q1"]
    assert found.unproven[0].confidence is Confidence.DECLARED


# The register.


@given(st.sets(IDS))
def test_the_next_id_is_free_and_in_the_manner_of_those_in_use(register: set[str]) -> None:
    made = next_id(sorted(register))
    assert made not in register
    assert re.sub(r"[0-9]+\Z", "", made) in {re.sub(r"[0-9]+\Z", "", one) for one in register} | {"E-"}


@pytest.mark.parametrize(
    ("register", "made"),
    [
        ([], "E-01"),
        (["E-01", "E-09"], "E-10"),
        (["E-99"], "E-100"),
        (["P007", "P008", "E-55"], "P009"),
        (["interview"], "E-01"),
        (["E-1", "E-3"], "E-4"),
    ],
)
def test_numbers_go_on_with_as_many_digits(register: list[str], made: str) -> None:
    assert next_id(register) == made


def test_a_file_is_known_by_its_content_whatever_it_is_called() -> None:
    register = {"E-01": piece(file="a.pdf", sha256="00", supports=("GOV-01",))}
    same, more = Brought(name="b.pdf", sha256="00"), Wish(supports=("GOV-02", "GOV-01"))
    (known,) = register_files([same], Wish(supports=("GOV-01",)), register, {"a.pdf": "00"})
    assert (known.outcome, known.copied) == (Outcome.KNOWN, False)
    (supports,) = register_files([same], more, register, {"a.pdf": "00"})
    assert (supports.outcome, supports.entry.supports) == (Outcome.SUPPORTS, ("GOV-01", "GOV-02"))
    (back,) = register_files([same], more, register, {})
    assert (back.outcome, back.copied, back.entry.file) == (Outcome.BACK, True, "a.pdf")


def test_one_file_given_twice_is_registered_once() -> None:
    first, again = register_files(
        [Brought(name="a", sha256="0"), Brought(name="b", sha256="0")], Wish(supports=()), {}, {}
    )
    assert (first.outcome, again.outcome) == (Outcome.NEW, Outcome.KNOWN)


@given(NAMES, st.lists(NAMES))
def test_a_new_name_is_free_on_systems_that_pass_over_capitals_too(name: str, taken: list[str]) -> None:
    found = free_name(name, taken)
    assert found.casefold() not in {one.casefold() for one in taken}
    assert trouble_with(found) is None


ODD = [
    *("a:b", "a\\..\\b", "a?", "a*", 'a"', "a<b>", "a|b", "a\nb", "a\u202eb", "a\udcffb"),
    *("..", ".hidden", "~$order.docx", "desktop.ini", "CON", "com1.txt", "a.", " a", "x" * 181),
]


@pytest.mark.parametrize("name", ODD, ids=ascii)
def test_a_name_that_not_every_system_can_read_is_refused(name: str) -> None:
    assert trouble_with(name) is not None


REGISTERS = [
    None,
    "",
    "# nothing yet\n",
    "evidence:\n",
    "evidence: []   # none yet\n",
    "evidence:\n  - {id: E-01, title: Order 12, confidentiality: internal}\n",
    "evidence: [{id: E-01, title: Order 12, confidentiality: internal}]\n",
    "evidence:\r\n- id: E-01\r\n  title: Order 12   # of March\r\n  confidentiality: internal\r\n  # last word\r\n",
    "evidence:\n  - id: E-01\n    title: Order 12\n    confidentiality: internal",
]


@given(st.sampled_from(REGISTERS), NAMES, WORDS, WORDS)
def test_whatever_is_registered_reads_back_and_the_rest_of_the_file_stays(
    text: str | None, name: str, title: str, note: str
) -> None:
    mission, questionnaire = kestoria()
    before = {"E-01": piece()} if text and "E-01" in text else {}
    wish = Wish(supports=("GOV-01-Q1", "M-HIT"), title=title, note=note, on=AS_OF)
    done = register_files([Brought(name=name, sha256="0" * 64)], wish, before, {})
    after = rewritten(text, done)
    checked(after, done, replace(mission, evidence=before), questionnaire)
    kept = (text or "").split("]")[0].removesuffix("[").rstrip()  # entries in brackets go in before the last one
    assert after.startswith(kept)
    comments = re.findall("#.*", text or "")
    assert [words for words in comments if words.rstrip() not in after] == []


@pytest.mark.parametrize(
    ("written", "after"),
    [
        ("supports: [GOV-01]", "supports: [GOV-01, GOV-02]"),
        ("supports: [GOV-01 ]   # read twice", "supports: [GOV-01, GOV-02 ]   # read twice"),
        ("supports:\n      - GOV-01   # whole", "supports:\n      - GOV-01   # whole\n      - GOV-02"),
        ("note: Read", "note: Read\n    supports: [GOV-01, GOV-02]"),
    ],
)
def test_what_an_entry_now_supports_stands_behind_what_it_did(written: str, after: str) -> None:
    head = "evidence:\n  - id: E-01\n    title: Order 12\n    file: a.pdf\n    "
    tail = "\n  - id: E-02\n    title: Order 13\n"
    known = piece(file="a.pdf", sha256="00", supports=("GOV-01",) if "supports" in written else ())
    wish = Wish(supports=("GOV-01", "GOV-02"))
    done = register_files([Brought(name="a.pdf", sha256="00")], wish, {"E-01": known}, {"a.pdf": "00"})
    assert rewritten(f"{head}{written}{tail}", done) == f"{head}{after}{tail}"


def test_a_slip_of_ours_is_told_before_anything_is_written() -> None:
    mission, questionnaire = kestoria()
    done = register_files([Brought(name="a.pdf", sha256="0" * 64)], Wish(supports=("GOV-01",)), {}, {})
    with pytest.raises(ValueError, match="E-01"):
        checked("evidence: []\n", done, replace(mission, evidence={}), questionnaire)


# The commands.


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    assert copy_example(folder)
    return folder


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "Órden 12.txt"
    path.write_bytes(b"Order 12\n")
    return path


def evidence(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["evidence", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, Stop | SystemExit):
        raise result.exception
    return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_copied_hashed_and_registered_and_everything_else_stays(mission: Path, order: Path) -> None:
    before = (mission / "evidence.yaml").read_text("utf-8")
    code, said = evidence("add", mission, order, "--supports", "GOV-01-Q1,M-HIT", "--kind", "statement")
    assert code == 0
    after = (mission / "evidence.yaml").read_text("utf-8")
    assert after.startswith(before)
    assert after.removeprefix(before).splitlines() == [
        "  - id: E-29",
        "    title: Órden 12.txt",
        "    kind: statement",
        "    file: Órden 12.txt",
        f"    sha256: {hashlib.sha256(b'Order 12' + bytes([10])).hexdigest()}",
        "    confidentiality: restricted",
        "    supports: [GOV-01-Q1, M-HIT]",
    ]
    assert (mission / "evidence" / "Órden 12.txt").read_bytes() == b"Order 12\n"
    assert "`confidentiality` is `restricted`, as nothing else was said." in said
    assert "`kind` is" not in said
    problems = Problems()
    load_mission(mission, problems)
    assert list(problems) == []
    entry = json.loads((mission / "journal.jsonl").read_text("utf-8"))
    assert (entry["command"], sorted(entry["files"])) == ("evidence add", ["evidence.yaml", "evidence/Órden 12.txt"])


def test_the_same_file_again_writes_nothing(mission: Path, order: Path) -> None:
    evidence("add", mission, order, "--supports", "GOV-01-Q1")
    before = files_in(mission)
    code, said = evidence("add", mission, order, "--supports", "GOV-01-Q1")
    assert code == 0
    assert "registered already, as E-29" in said
    assert "Nothing to write." in said
    assert files_in(mission) == before


def test_the_same_file_for_more_is_added_to_its_entry_and_not_copied(mission: Path, order: Path) -> None:
    known = mission / "evidence" / "e01-customs-code-articles.txt"
    shutil.copy(known, order)
    code, said = evidence("add", mission, order, "--supports", "GOV-03")
    assert code == 0
    assert "as E-01" in said
    text = (mission / "evidence.yaml").read_text("utf-8")
    assert "    supports: [GOV-02-Q1, GOV-02-Q3, PCA-01-Q5, TEC-02-Q4, GOV-03]\n" in text
    assert not (mission / "evidence" / order.name).exists()


def test_a_file_of_the_same_name_is_never_overwritten(mission: Path, tmp_path: Path) -> None:
    other = tmp_path / "E01-Customs-Code-Articles.txt"
    other.write_text("another text\n")
    before = (mission / "evidence" / "e01-customs-code-articles.txt").read_bytes()
    code, said = evidence("add", mission, other, "--supports", "GOV-02")
    assert code == 0
    assert "E01-Customs-Code-Articles-2.txt" in said
    assert (mission / "evidence" / "e01-customs-code-articles.txt").read_bytes() == before
    assert (mission / "evidence" / "E01-Customs-Code-Articles-2.txt").read_text() == "another text\n"


def test_a_file_that_lies_in_the_folder_already_is_registered_where_it_lies(mission: Path) -> None:
    path = mission / "evidence" / "photos" / "gate.jpg"
    path.parent.mkdir()
    path.write_bytes(b"picture")
    assert evidence("add", mission, path, "--supports", "TRT-02")[0] == 0
    assert "    file: photos/gate.jpg\n" in (mission / "evidence.yaml").read_text("utf-8")
    assert not (mission / "evidence" / "gate.jpg").exists()


def test_a_missing_file_is_brought_back(mission: Path, tmp_path: Path) -> None:
    lost = mission / "evidence" / "e01-customs-code-articles.txt"
    lost.rename(tmp_path / "found.txt")
    code, said = evidence("add", mission, tmp_path / "found.txt", "--supports", "GOV-02-Q1")
    assert code == 0
    assert "It was missing and is back." in said
    assert lost.is_file()


def test_a_dry_run_says_the_same_and_writes_nothing(mission: Path, order: Path) -> None:
    before = files_in(mission)
    code, dry = evidence("add", mission, order, "--supports", "GOV-01", "--dry-run")
    assert (code, files_in(mission)) == (0, before)
    assert dry.replace("Would be written", "Written") == evidence("add", mission, order, "--supports", "GOV-01")[1]


def test_a_register_with_a_byte_order_mark_keeps_it(mission: Path, order: Path) -> None:
    path = mission / "evidence.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    before = path.read_bytes()
    assert evidence("add", mission, order, "--supports", "GOV-01")[0] == 0
    assert path.read_bytes().startswith(before)


@pytest.mark.parametrize("kind", ["link", "folder", "pipe", "absent", "empty", "huge", "odd", "parent"])
def test_what_is_no_plain_file_with_a_plain_name_is_refused_in_words(mission: Path, order: Path, kind: str) -> None:
    path = order.parent / ("a:b.txt" if kind == "odd" else "given")
    if kind == "link":
        path.symlink_to(order)
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind != "absent":
        path.write_bytes(b"" if kind == "empty" else b"x")
    if kind == "huge":
        os.truncate(path, 512 * 1024 * 1024 + 1)
    before = files_in(mission)
    code, said = evidence("add", mission, ".." if kind == "parent" else path, "--supports", "GOV-01")
    assert code == 6
    assert "cannot be taken" in said
    assert files_in(mission) == before


def test_an_evidence_folder_that_leads_elsewhere_is_not_written_into(mission: Path, order: Path) -> None:
    elsewhere = order.parent / "elsewhere"
    (mission / "evidence").rename(elsewhere)
    (mission / "evidence").symlink_to(elsewhere)
    before = files_in(elsewhere)
    assert evidence("add", mission, order, "--supports", "GOV-01")[0] in (3, 6)
    assert files_in(elsewhere) == before


@pytest.mark.parametrize(
    "options",
    [
        ["--supports", "GOV-01-Q99"],
        ["--supports", ","],
        ["--supports", "GOV-01", "--kind", "paper"],
        ["--supports", "GOV-01", "--confidentiality", "secret"],
        ["--supports", "GOV-01", "--id", "E-01"],
        ["--supports", "GOV-01", "--id", "E 1"],
        ["--supports", "GOV-01", "--on", "2026-13-01"],
        ["--supports", "GOV-01", "--on", "0226-01-01"],
        ["--supports", "GOV-01", "--on", "2026-01-02", "--valid-until", "2026-01-01"],
        [],
    ],
)
def test_what_cannot_stand_in_the_register_is_told_before_anything_is_read(
    mission: Path, order: Path, options: list[str]
) -> None:
    before = files_in(mission)
    assert evidence("add", mission, order, *options)[0] == 2
    assert files_in(mission) == before


def test_a_title_is_for_one_file(mission: Path, order: Path) -> None:
    assert evidence("add", mission, order, order, "--supports", "GOV-01", "--title", "Orders")[0] == 2


def test_the_list_says_what_each_piece_is_worth_and_what_rests_on_it(mission: Path) -> None:
    (mission / "evidence" / "e02-commitment-director-general.txt").write_text("another text\n")
    (mission / "evidence" / "e03-risk-committee-2026-07-09.md").unlink()
    path = mission / "evidence.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "  - {id: E-40, title: Old order, valid_until: 2026-01-01, supports: [GOV-01]}\n", "utf-8")
    code, said = evidence("list", mission, "--format", "json")
    assert code == 0
    found = json.loads(said[said.index("{") :])
    SCHEMA.validate(found)
    by_id = {one["id"]: one for one in found["evidence"]}
    states = [by_id[one]["state"] for one in ("E-01", "E-02", "E-03", "E-04", "E-40")]
    assert states == ["there", "changed", "missing", "not_copied", "expired"]
    assert [by_id[one]["strength"] for one in ("E-01", "E-02", "E-03", "E-04", "E-40")] == [2, 0, 0, 2, 0]
    assert {"by": "mission", "id": "GOV-01-Q1"} in by_id["E-02"]["cited_by"]
    assert found["cited_by_nothing"] == ["E-40"]
    assert {"sheet": "mission", "question": "GOV-01-Q1", "evidence": ["E-02"]} in found["not_borne"]


def test_the_list_for_people_names_what_nothing_cites(mission: Path) -> None:
    path = mission / "evidence.yaml"
    text = path.read_text("utf-8")
    path.write_text(text + "  - {id: E-40, title: Old order, supports: [GOV-01]}\n", "utf-8")
    assert "Cited by nothing: `E-40`." in evidence("list", mission)[1]
