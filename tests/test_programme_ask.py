"""`rmdiag programme compare`, `match` and `export` say what the portfolio says, and let out only what may go."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from jsonschema import Draft202012Validator
from portfolios import INDICATORS, snapshot

from rmdiag.assessment.portfolio.arriving import Arrival
from rmdiag.assessment.portfolio.store import open_store
from rmdiag.screens.programme_sets import EVERY

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SCHEMA = Draft202012Validator(
    json.loads((ROOT / "rmdiag/schemas/programme-tables.schema.json").read_text(encoding="utf-8"))
)


def run(command: str, *words: str | Path, start: str = "") -> subprocess.CompletedProcess[str]:
    script = f"import sys; {start}from rmdiag.cli import main; main()"
    every = [sys.executable, "-c", script, "programme", command, *map(str, words)]
    return subprocess.run(every, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def coast(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the example programme in a folder of its own, with all rounds brought in."""
    home = tmp_path_factory.mktemp("examples")
    for folder in EXAMPLES.iterdir():
        if folder.name != "programme":
            (home / folder.name).symlink_to(folder)
    programme = home / "programme"
    programme.mkdir()
    (programme / "programme.yaml").write_bytes((EXAMPLES / "programme" / "programme.yaml").read_bytes())
    added = run("add", programme)
    assert added.returncode == 0, added.stderr
    return programme


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Give a programme of twelve private administrations with one round each; more can arrive."""
    rows = [f"  - {{id: m{n:02}, name: Customs of M{n:02}, country: X{chr(65 + n)}}}\n" for n in range(20)]
    (tmp_path / "programme.yaml").write_text(
        "programme: many\ntitle: Many\nadministrations:\n" + "".join(rows), encoding="utf-8"
    )
    arrive(tmp_path, range(12))
    return tmp_path


def arrive(programme: Path, members: range) -> None:
    levels = dict.fromkeys(INDICATORS, 2)
    arrivals = [Arrival(member=f"m{n:02}", snapshot=snapshot(levels)) for n in members]
    with open_store(str(programme / "programme.sqlite"), by="Ana", write=True) as store:
        store.add_all("many", arrivals)


def test_an_overview_has_change_groups_gaps_and_the_logframe(coast: Path) -> None:
    shown = run("compare", coast)
    assert shown.returncode == 0, shown.stderr
    for words in ("What moved since the base round", "How levels lie", "Gaps, the commonest first", "logframe"):
        assert words in shown.stdout
    assert "Scored on base thresholds" in shown.stderr


def test_no_word_of_an_overview_is_broken(coast: Path) -> None:
    shown = run("compare", coast).stdout.split()
    assert {"administrations", "English", "French", "Spanish"} <= set(shown)


def test_an_overview_is_shorter_than_a_table_that_is_asked_for(coast: Path) -> None:
    short, full = run("compare", coast).stdout, run("compare", coast, "--show", "gaps").stdout
    assert "COM-03" not in short or full.count("\n") > 40
    assert full.count("\n") > 45  # every indicator


@pytest.mark.parametrize("audience", ["team", "programme", "public"])
def test_json_keeps_to_its_schema(coast: Path, audience: str) -> None:
    shown = run("compare", coast, "--for", audience, "--format", "json", *(w for n in EVERY for w in ("--show", n)))
    found = json.loads(shown.stdout)
    assert [error.message for error in SCHEMA.iter_errors(found)] == []
    assert list(found["tables"]) == list(EVERY)
    assert found["for"] == audience


def test_the_schema_sees_another_shape() -> None:
    empty: dict[str, object] = {
        "format": "rmdiag programme tables 1", "programme": "a", "on": "2028-01-01", "for": "team", "tables": {},
    }  # fmt: skip
    assert list(SCHEMA.iter_errors(empty)) == []
    assert list(SCHEMA.iter_errors(empty | {"for": "anybody"}))
    assert list(SCHEMA.iter_errors(empty | {"tables": {"gaps": [{"indicator": "GOV-01"}]}}))


def test_a_first_look_says_what_it_leaves_out_on_which_day_it_counts_and_where_nothing_is_to_list(coast: Path) -> None:
    seen = run("compare", coast, "--on", "2028-12-01")
    assert "33 more; `--show gaps` lists all." in seen.stdout
    assert "is counted on 2028-12-01" in seen.stderr
    matched = run("match", coast, "--on", "2028-12-01")
    assert "Nothing to list." in matched.stdout
    assert "is counted on" not in matched.stderr


@pytest.mark.parametrize("command", ["compare", "match", "export"])
def test_a_private_administration_is_nowhere_in_what_others_get(coast: Path, command: str, tmp_path: Path) -> None:
    for audience, never in [
        ("public", ("saint-orel", "saint orel", "kestoria", "tambar")),
        ("programme", ("saint-orel", "saint orel")),
    ]:
        where = ("-o", tmp_path / "out.json") if command == "export" else ()
        shown = run(command, coast, "--for", audience, *where)
        assert shown.returncode == 0, shown.stderr
        written = (tmp_path / "out.json").read_text(encoding="utf-8") if where else ""
        assert [name for name in never if name in (shown.stdout + shown.stderr + written).casefold()] == []


def test_csv_is_one_table_with_plain_numbers(coast: Path) -> None:
    shown = run("compare", coast, "--show", "changes", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert {row["administration"] for row in rows} == {"kestoria", "tambare", "valdoria"}
    assert "No earlier round can be compared with the last one: saint-orel." in shown.stderr
    whole = next(row for row in rows if row["administration"] == "valdoria" and row["part"] == "overall")
    assert float(whole["new"]) - float(whole["old"]) == pytest.approx(float(whole["change"]), abs=0.0002)


def test_two_tables_in_one_csv_are_refused(coast: Path) -> None:
    shown = run("compare", coast, "--show", "changes", "--show", "gaps", "--format", "csv")
    assert (shown.returncode, shown.stdout) == (2, "")
    assert "rmdiag programme export" in shown.stderr


def test_a_table_that_there_is_not_is_met_with_the_nearest_name(coast: Path) -> None:
    shown = run("compare", coast, "--show", "gap")
    assert shown.returncode == 2
    assert "There is no table `gap`; did you mean `gaps`?" in shown.stderr


def test_an_earlier_day_leaves_later_rounds_out(coast: Path) -> None:
    shown = run("compare", coast, "--on", "2027-01-01", "--show", "levels", "--format", "csv")
    assert {row["date"][:4] for row in csv.DictReader(io.StringIO(shown.stdout))} == {"2023", "2024", "2026"}


def test_every_table_is_written_as_csv(coast: Path, tmp_path: Path) -> None:
    shown = run("export", coast, "--format", "csv", "-o", tmp_path / "out")
    assert shown.returncode == 0, shown.stderr
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(f"{name}.csv" for name in EVERY)


def test_parquet_has_the_rows_of_csv_with_types(coast: Path, tmp_path: Path) -> None:
    for form in ("csv", "parquet"):
        written = run("export", coast, "--format", form, "-o", tmp_path / "out")
        assert written.returncode == 0, written.stderr
    for name in EVERY:
        text = (tmp_path / "out" / f"{name}.csv").read_text(encoding="utf-8")
        rows = list(csv.reader(io.StringIO(text)))[1:]
        parquet = tmp_path / "out" / f"{name}.parquet"
        assert duckdb.read_parquet(str(parquet)).shape[0] == len(rows)
    levels = duckdb.read_parquet(str(tmp_path / "out" / "levels.parquet"))
    found = dict(zip(levels.columns, map(str, levels.types), strict=True))
    assert (found["round"], found["date"], found["level"]) == ("VARCHAR", "DATE", "DOUBLE")
    assert [path.name for path in (tmp_path / "out").iterdir() if path.name.startswith(".")] == []


def test_without_duckdb_parquet_ends_with_the_command_that_installs_it(coast: Path, tmp_path: Path) -> None:
    shown = run("export", coast, "--format", "parquet", "-o", tmp_path, start="sys.modules['duckdb'] = None; ")
    assert shown.returncode == 5
    assert f"{sys.executable} -m pip install 'duckdb>=1.3'" in shown.stderr


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_many_files_want_a_folder(coast: Path, form: str) -> None:
    shown = run("export", coast, "--format", form)
    assert shown.returncode == 2
    assert "name a folder with -o" in shown.stderr


def test_a_look_records_nothing_and_says_so(many: Path) -> None:
    shown = run("compare", many, "--for", "public")
    assert "This is a look." in shown.stderr
    assert not (many / "releases.json").exists()


def test_what_goes_to_the_team_is_not_recorded(many: Path) -> None:
    assert run("export", many).returncode == 0
    assert not (many / "releases.json").exists()


def test_a_release_is_recorded_once_and_without_a_level(many: Path) -> None:
    for _ in range(2):
        assert run("export", many, "--for", "public").returncode == 0
    kept = json.loads((many / "releases.json").read_text(encoding="utf-8"))
    (release,) = kept["releases"]
    assert (release["for"], release["shown"]) == ("public", {})
    assert [len(block) for block in release["blocks"]] == [12]


def test_one_administration_more_cannot_be_subtracted_from_the_release_before(many: Path) -> None:
    assert run("export", many, "--for", "public").returncode == 0
    arrive(many, range(12, 13))
    refused = run("export", many, "--for", "programme")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert "1 administration differs" in refused.stderr
    arrive(many, range(13, 17))  # five more now
    assert run("export", many, "--for", "programme").returncode == 0


def test_a_memory_that_cannot_be_read_lets_nothing_out(many: Path) -> None:
    (many / "releases.json").write_text("[]", encoding="utf-8")
    refused = run("export", many, "--for", "public")
    assert (refused.returncode, refused.stdout) == (3, "")
    assert "Put back the last good copy" in refused.stderr


def test_bands_are_shown_as_such(many: Path) -> None:
    shown = run("compare", many, "--for", "public", "--show", "gaps", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(shown.stdout)))
    assert {(row["short of target at least"], row["short of target at most"]) for row in rows} == {("5", "12")}
    assert "5–12" in run("compare", many, "--for", "public", "--show", "gaps").stdout


def test_words_for_machines_are_english_in_every_language(coast: Path, tmp_path: Path) -> None:
    for language in ("en", "es"):
        start = f"sys.argv[1:1] = ['--language', {language!r}]; "
        written = run("export", coast, "--show", "quality-counts", "-o", tmp_path / f"{language}.json", start=start)
        assert written.returncode == 0, written.stderr
    english, spanish = ((tmp_path / f"{language}.json").read_text(encoding="utf-8") for language in ("en", "es"))
    assert english == spanish
