"""A pack hands evidence on: the same bytes every time, and nothing restricted unless somebody asks for it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from typer.testing import CliRunner

from rmdiag.cli import app
from rmdiag.files import copy_example, sha256_of
from rmdiag.terminal import Stop

SECRET = b"INFORMANT-7 told us about container QZKU1234567"
PLANTED = ("planted-informant-list.txt", "Zanzibarite source list", "never-say-this", "INFORMANT-7", "QZKU1234567")


def evidence(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["evidence", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, Stop | SystemExit):
        raise result.exception
    return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    assert copy_example(folder)
    return folder


@pytest.fixture
def planted(mission: Path, tmp_path: Path) -> Path:
    """Give a mission with one piece that must not get out: title, file name, note and content are easy to look for."""
    path = tmp_path / PLANTED[0]
    path.write_bytes(SECRET)
    said = ("--title", PLANTED[1], "--note", PLANTED[2], "--supports", "GOV-01", "--id", "E-90")
    assert evidence("add", mission, path, *said, "--confidentiality", "confidential")[0] == 0
    return mission


def packed(mission: Path, *options: str) -> tuple[bytes, str]:
    path = mission.parent / "pack.zip"
    code, said = evidence("pack", mission, "-o", path, *options)
    assert code == 0, said
    return path.read_bytes(), said


def leaks(content: bytes, said: str) -> list[str]:
    return [words for words in PLANTED if words.encode() in content or words in said]


@pytest.mark.parametrize("options", [(), ("--include", "restricted")])
def test_nothing_of_a_confidential_piece_stands_in_the_bytes_of_a_pack(planted: Path, options: tuple[str, ...]) -> None:
    content, said = packed(planted, *options)
    assert leaks(content, said) == []
    assert b"E-90: confidential, and was not asked for" in content
    assert "Left out: E-90: confidential, and was not asked for." in said


def test_the_look_for_leaks_finds_what_is_asked_for(planted: Path) -> None:
    content, _ = packed(planted, "--include", "confidential")
    assert leaks(content, "") == list(PLANTED)


def test_a_file_that_a_public_entry_names_too_stays_out_by_both(planted: Path) -> None:
    register = planted / "evidence.yaml"
    public = f"  - {{id: E-91, title: Harmless, confidentiality: public, file: {PLANTED[0]}, sha256: X}}\n"
    digest = sha256_of(planted / "evidence" / PLANTED[0])
    register.write_text(register.read_text("utf-8") + public.replace("X", digest), "utf-8")
    content, said = packed(planted)
    assert leaks(content, said) == []
    assert b"E-91: its file is also that of evidence that is left out" in content


def test_the_same_content_under_another_name_stays_out_too(planted: Path) -> None:
    (planted / "evidence" / "harmless.txt").write_bytes(SECRET)
    register = planted / "evidence.yaml"
    entry = "  - {id: E-91, title: Harmless, confidentiality: public, file: harmless.txt}\n"
    register.write_text(register.read_text("utf-8") + entry, "utf-8")
    content, said = packed(planted)
    assert leaks(content, said) == []
    assert b"harmless.txt" not in content


def test_a_file_that_no_entry_names_does_not_enter(planted: Path) -> None:
    (planted / "evidence" / "unregistered.txt").write_bytes(b"unregistered words")
    content, _ = packed(planted, "--include", "confidential")
    assert b"unregistered" not in content


def test_comments_of_the_register_do_not_travel(planted: Path) -> None:
    register = planted / "evidence.yaml"
    register.write_text(register.read_text("utf-8") + "# call INFORMANT-7 on Monday\n", "utf-8")
    content, said = packed(planted)
    assert leaks(content, said) == []


def test_a_pack_holds_the_register_and_the_files_and_says_what_is_left_out(mission: Path) -> None:
    content, _ = packed(mission)
    archive = ZipFile(io.BytesIO(content))
    names = archive.namelist()
    assert names[:3] == ["README.txt", "evidence.csv", "evidence.yaml"]
    assert names[3:] == sorted(names[3:])
    rows = list(csv.DictReader(io.StringIO(archive.read("evidence.csv").decode("utf-8-sig"))))
    assert {row["confidentiality"] for row in rows} == {"public", "internal"}
    assert {f"evidence/{row['file']}" for row in rows if row["file"]} == set(names[3:])
    for row in rows:
        if row["file"]:
            inside = f"evidence/{row['file']}"
            assert archive.read(inside) == (mission / inside).read_bytes()
    listed = json.loads(evidence("list", mission, "--format", "json")[1])["evidence"]
    closed = [one["id"] for one in listed if one["confidentiality"] in ("restricted", "confidential")]
    readme = archive.read("README.txt").decode()
    assert [line[2:6] for line in readme.partition("Left out:")[2].split("\n") if line] == closed


def test_the_register_in_a_pack_is_one_that_rmdiag_reads(mission: Path) -> None:
    content, _ = packed(mission)
    with ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("evidence.yaml").decode()
    other = mission.parent / "other"
    assert copy_example(other)
    (other / "evidence.yaml").write_text(text, "utf-8")
    listed = json.loads(evidence("list", mission, "--format", "json")[1])["evidence"]
    kept = [one["id"] for one in listed if one["confidentiality"] in ("public", "internal")]
    for sheet in [*(other / "responses").glob("*.yaml"), other / "plan.yaml", other / "consensus.yaml"]:
        sheet.unlink()
    (other / "responses" / "nobody.yaml").write_text(
        'respondent: {role: Nobody}\nlayer: self\nedition: "2026.1"\nresponses: {}\n', "utf-8"
    )
    code, said = evidence("list", other, "--format", "json")
    assert code == 0, said
    assert [one["id"] for one in json.loads(said[said.index("{") :])["evidence"]] == kept


def test_the_same_evidence_gives_the_same_bytes_whatever_the_disk_says_of_it(mission: Path) -> None:
    first, _ = packed(mission)
    for path in (mission / "evidence").iterdir():
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
        path.chmod(0o600)
    assert packed(mission)[0] == first
    infos = ZipFile(io.BytesIO(first)).infolist()
    assert {(one.date_time, one.compress_type, one.external_attr) for one in infos} == {
        ((1980, 1, 1, 0, 0, 0), ZIP_STORED, 0o100644 << 16)
    }


@pytest.mark.parametrize("content", [b"my own words", b"PK\x03\x04 some other archive", None])
def test_a_file_that_is_no_pack_of_ours_is_not_overwritten(mission: Path, content: bytes | None) -> None:
    path = mission.parent / "mine.zip"
    if content is None:
        with ZipFile(path, "w") as archive:
            archive.writestr("README.txt", "my own words")
        content = path.read_bytes()
    path.write_bytes(content)
    code, said = evidence("pack", mission, "-o", path)
    assert (code, path.read_bytes()) == (6, content)
    assert "name another file with -o" in said
    assert sorted(one.name for one in mission.parent.iterdir()) == ["kestoria", "mine.zip"]


def test_an_older_pack_is_replaced(mission: Path) -> None:
    first, _ = packed(mission)
    assert len(packed(mission, "--include", "restricted")[0]) > len(first)


def test_a_changed_file_is_not_handed_on(mission: Path) -> None:
    (mission / "evidence" / "e01-customs-code-articles.txt").write_text("another text\n")
    code, said = evidence("pack", mission, "-o", mission.parent / "pack.zip")
    assert code == 3
    assert "MIS031" in said
    assert not (mission.parent / "pack.zip").exists()


def test_a_title_that_begins_like_a_formula_is_harmless_in_a_spreadsheet(mission: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a")
    said = ("--title", "=HYPERLINK(1)", "--confidentiality", "public", "--supports", "GOV-01")
    assert evidence("add", mission, path, *said)[0] == 0
    with ZipFile(io.BytesIO(packed(mission)[0])) as archive:
        assert "'=HYPERLINK(1)" in archive.read("evidence.csv").decode()
