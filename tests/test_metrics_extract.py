"""Metrics from an extract of declarations: the figures that pure Python counts, clear words on what is unusable."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from itertools import groupby
from pathlib import Path
from statistics import median

import pytest

from rmdiag.assessment import store
from rmdiag.assessment.extract import Extract, counts_of
from rmdiag.assessment.extract_figures import ExtractFigures, figures_of
from rmdiag.assessment.metric_intervals import Rate, wilson
from rmdiag.assessment.read_metrics import COLUMNS
from rmdiag.assessment.store import count_extract, write_synthetic
from rmdiag.assessment.synthetic import STRATA, SYNTHETIC, declarations
from rmdiag.opening import mission_at, questionnaire_at
from rmdiag.problems import Problem, Problems

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"
AS_OF = date(2026, 10, 16)
MAPPING = """
extract:
  {declaration: DECL_NO, date: REG_DATE, office: OFFICE, mode: MODE, channel: LANE, examined: EXAMINED, result: RESULT,
   random: RANDOM, override: REROUTED, profile: PROFILE, released: RELEASED, aeo: AEO,
   channels: {G: green, Y: yellow, R: red, B: blue}, findings: [F]}
"""
SMALL = Extract(
    columns={"declaration": "NO", "date": "DAY", "channel": "LANE", "examined": "SEEN", "office": "POST"},
    channels={"g": "green", "r": "red"},
    places={},
)
Row = dict[str, str]


def counted(path: Path, extract: Extract = SYNTHETIC) -> tuple[ExtractFigures, tuple[Problem, ...]]:
    problems = Problems()
    groups = count_extract(path, extract, AS_OF, problems)
    framework = questionnaire_at(None).framework
    return figures_of(path.name, groups, counts_of(extract), framework), tuple(problems)


def synthetic(folder: Path, count: int, *, ending: str = "csv", seed: int = 7) -> Path:
    path = folder / f"declarations-{count}-{seed}.{ending}"
    write_synthetic(path, declarations(STRATA, count, seed))
    return path


def written(folder: Path, text: str) -> Path:
    path = folder / "extract.csv"
    path.write_text(text, encoding="utf-8")
    return path


def rows_of(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def seen(row: Row) -> bool:
    return row["EXAMINED"] == "true"


def by_lot(row: Row) -> bool:
    return row["RANDOM"] == "true"


def found(row: Row) -> bool:
    return row["RESULT"] == "F"


def control(row: Row) -> bool:
    return seen(row) or row["LANE"] == "Y"


def hours(row: Row) -> Fraction:
    took = datetime.fromisoformat(row["RELEASED"]) - datetime.fromisoformat(row["REG_DATE"])
    return Fraction(int(took.total_seconds()), 3600)


SHARES: dict[str, tuple[Callable[[Row], bool], Callable[[Row], bool]]] = {
    "M-INSPECT": (seen, lambda _: True),
    "M-DOC": (lambda row: row["LANE"] == "Y", lambda _: True),
    "M-GREEN": (lambda row: row["LANE"] == "G" and not seen(row), lambda _: True),
    "M-RED": (lambda row: row["LANE"] == "R", lambda _: True),
    "M-BLUE": (lambda row: row["LANE"] == "B", lambda _: True),
    "M-HIT": (found, lambda row: seen(row) and not by_lot(row)),
    "M-HIT-RANDOM": (found, lambda row: seen(row) and by_lot(row)),
    "M-FEEDBACK": (lambda row: bool(row["RESULT"] and (row["PROFILE"] or by_lot(row))), control),
    "M-OVERRIDE": (lambda row: row["REROUTED"] == "true", lambda _: True),
}


def by_hand(rows: Iterable[Row]) -> dict[str, Fraction]:
    """Count the metrics of declarations one by one."""
    every, figures = list(rows), {}
    for metric, (fits, among) in SHARES.items():
        whole = [row for row in every if among(row)]
        if whole:
            figures[metric] = Fraction(100 * sum(fits(row) for row in whole), len(whole))
    if figures.get("M-HIT-RANDOM"):
        figures["M-LIFT"] = figures["M-HIT"] / figures["M-HIT-RANDOM"]
    members, others = ([row for row in every if (row["AEO"] == "true") is is_member] for is_member in (True, False))
    figures["M-AEO-EXAM"] = Fraction(sum(map(seen, members)), len(members)) / Fraction(
        sum(map(seen, others)), len(others)
    )
    figures["M-RELEASE"] = Fraction(median(hours(row) for row in every if row["LANE"] == "G"))
    ordered = sorted(map(hours, every))
    figures["M-RELEASE-P90"] = ordered[-(-len(ordered) * 9 // 10) - 1]
    return figures


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_every_figure_of_every_group_is_the_one_that_counting_by_hand_gives(tmp_path: Path, ending: str) -> None:
    rows = rows_of(synthetic(tmp_path, 6000))
    extract, problems = counted(
        synthetic(tmp_path, 6000, ending=ending) if ending != "csv" else next(tmp_path.iterdir())
    )
    assert problems == ()
    keys: dict[str, Callable[[Row], str]] = {
        "total": lambda _: "",
        "year": lambda row: row["REG_DATE"][:4],
        "month": lambda row: row["REG_DATE"][:7],
        "office": lambda row: row["OFFICE"],
        "mode": lambda row: row["MODE"],
    }
    for kind, key in keys.items():
        expected = {name: by_hand(group) for name, group in groupby(sorted(rows, key=key), key=key)}
        groups = {group.group: {f.metric.id: f for f in group.figures} for group in extract.by(kind)}
        assert set(groups) == set(expected)
        for name, figures in groups.items():
            assert {m: f.value for m, f in figures.items() if not f.at_least} == expected[name]


def test_hits_of_a_profile_are_those_of_the_examinations_that_it_caused(tmp_path: Path) -> None:
    path = synthetic(tmp_path, 6000)
    rows = [row for row in rows_of(path) if row["PROFILE"] == "P7"]
    (group,) = (group for group in counted(path)[0].by("profile") if group.group == "P7")
    hit = next(figure for figure in group.figures if figure.metric.id == "M-HIT")
    assert (hit.numerator, hit.denominator) == (Fraction(sum(map(found, rows))), Fraction(len(rows)))


def test_the_figures_find_the_truth_that_the_declarations_were_drawn_from(tmp_path: Path) -> None:
    extract, _ = counted(synthetic(tmp_path, 400_000, ending="parquet", seed=11))
    for stratum in (s for s in STRATA if s.office != "PORT"):
        (group,) = (group for group in extract.by("mode") if group.group == stratum.mode)
        figures = {figure.metric.id: figure for figure in group.figures}
        assert group.declarations == 100_000
        for metric, truth in (("M-HIT", stratum.hit), ("M-HIT-RANDOM", stratum.hit_random)):
            one = figures[metric]
            assert one.numerator is not None
            assert one.denominator is not None
            low, high = wilson(Rate(int(one.numerator), int(one.denominator)))
            middle, width = (low + high) / 2, high - low
            assert middle - width < truth < middle + width  # about four standard errors to either side


def test_the_same_seed_gives_the_same_declarations_and_another_seed_others(tmp_path: Path) -> None:
    one, other = synthetic(tmp_path, 500), tmp_path / "again.csv"
    write_synthetic(other, declarations(STRATA, 500, 7))
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes() != synthetic(tmp_path, 500, seed=8).read_bytes()


def test_the_order_of_rows_changes_nothing(tmp_path: Path) -> None:
    path = synthetic(tmp_path, 2000)
    head, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    turned = tmp_path / "turned" / path.name
    turned.parent.mkdir()
    turned.write_text(head + "".join(reversed(rest)), encoding="utf-8")
    assert counted(turned) == counted(path)


# What is unusable


def test_rows_that_cannot_be_used_are_counted_and_the_first_are_named(tmp_path: Path) -> None:
    text = (
        "NO;DAY;LANE;SEEN;POST\n1;2025-01-02;G;no;A\n2;2 January;G;no;A\n3;2025-01-03;P;no;A\n4;2025-01-04;R;maybe;A\n"
    )
    text += "5;2025-01-05;R;yes;A\n6;2025-01-05;R;yes;A;more\n7;2026-12-01;R;yes;A\n8;2025-01-05\n"
    extract, problems = counted(written(tmp_path, text), SMALL)
    (total,) = extract.by("total")
    assert total.declarations == 2
    assert [problem.code for problem in problems] == ["MIS066"] * 5
    places = [(problem.span.line, problem.span.column) for problem in problems]
    assert places == [(3, 2), (4, 3), (5, 4), (7, 1), (9, 1)]
    assert (
        "2 rows are left out, as their `DAY` is no date up to 2026-10-16 written year-month-day" in problems[0].message
    )
    assert "rows 3, 8" in problems[0].fix
    assert "`P`" in problems[1].message


def test_row_numbers_of_a_parquet_file_count_declarations(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_synthetic(path, "select 1 as NO, '2025-01-01' as DAY, unnest(['G', 'X']) as LANE, true as SEEN, 'A' as POST")
    problems = counted(path, SMALL)[1]
    assert [(problem.code, problem.span.line) for problem in problems] == [("MIS066", 2)]


def test_a_declaration_in_several_rows_is_said(tmp_path: Path) -> None:
    text = "NO,DAY,LANE,SEEN,POST\n1,2025-01-02,G,no,A\n1,2025-01-02,G,no,A\n2,2025-01-02,G,no,A\n"
    (problem,) = counted(written(tmp_path, text), SMALL)[1]
    assert (problem.code, problem.message[:6]) == ("MIS068", "1 rows")


def test_a_column_that_is_not_there_is_named_with_the_nearest(tmp_path: Path) -> None:
    path = written(tmp_path, "NO,DAY,LANES,SEEN,POST\n1,2025-01-02,G,no,A\n")
    (problem,) = counted(path, SMALL)[1]
    assert problem.code == "MIS064"
    assert "did you mean `LANES`?" in problem.fix


def test_a_column_of_a_type_that_cannot_say_it_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    write_synthetic(path, "select 1 as NO, 45000.5::double as DAY, 'G' as LANE, date '2025-01-01' as SEEN, [1] as POST")
    assert [problem.code for problem in counted(path, SMALL)[1]] == ["MIS067"] * 3


@pytest.mark.parametrize(
    "content",
    [b"", b"PAR1 and then nothing", b"\xff\xfe\x00N\x00O", b"NO,DAY,DAY,LANE,SEEN,POST\n1,2,3,4,5,6\n"],
    ids=["empty", "half a Parquet file", "UTF-16", "a column twice"],
)
def test_a_file_that_is_no_extract_is_a_problem_and_no_accident(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    extract, problems = counted(path, SMALL)
    assert extract.groups == ()
    assert {problem.code for problem in problems} <= {"MIS064", "MIS065"}
    assert problems


def test_an_extract_that_memory_does_not_hold_is_a_problem_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = synthetic(tmp_path, 400_000, ending="parquet")
    monkeypatch.setattr(store, "most_memory", lambda: 20_000_000)
    extract, (problem,) = counted(path)
    assert extract.groups == ()
    assert problem.code == "MIS065"
    assert "count them in parts" in problem.message


def test_an_extract_without_a_usable_row_says_so(tmp_path: Path) -> None:
    problems = counted(written(tmp_path, "NO,DAY,LANE,SEEN,POST\n1,02.01.2025,G,no,A\n"), SMALL)[1]
    assert [problem.code for problem in problems] == ["MIS069", "MIS066"]


def test_dates_may_be_written_as_the_system_writes_them(tmp_path: Path) -> None:
    path = written(tmp_path, "NO,DAY,LANE,SEEN,POST\n1,31/12/2025 08:15,G,no,A\n2,01/02/2026,G,no,A\n")
    extract, problems = counted(path, replace(SMALL, dates="day/month/year"))
    assert problems == ()
    assert [group.group for group in extract.by("month")] == ["2025-12", "2026-02"]


def test_blanks_around_dates_and_words_change_nothing(tmp_path: Path) -> None:
    bare = "NO,DAY,LANE,SEEN,POST\n1,2025-01-02,G,yes,A\n2,2025-02-03 08:15:00,R,no,A\n"
    wide = "NO,DAY,LANE,SEEN,POST\n1,  2025-01-02 , G , yes,A \n2, 2025-02-03 08:15:00  ,R ,no , A\n"
    one = counted(written(tmp_path, bare), SMALL)
    assert one[1] == ()
    assert counted(written(tmp_path, wide), SMALL) == one


def test_names_and_words_from_outside_are_nothing_but_names_and_words(tmp_path: Path) -> None:
    name = 'x"; drop table fine; --'
    extract = replace(
        SMALL,
        columns={
            "date": "declared",
            "channel": name,
            "office": "seconds",
            "examined": "channel",
            "declaration": "office",
        },
        channels={"o'brien": "green"},
    )
    with (tmp_path / "it's [1] *.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["declared", name, "seconds", "channel", "office"]])
        csv.writer(stream).writerows([["2025-01-02", "O'Brien", "A' or 1=1", "yes", "7"]])
    figures, problems = counted(next(tmp_path.iterdir()), extract)
    assert problems == ()
    assert [group.group for group in figures.by("office")] == ["A' or 1=1"]


def test_the_engine_may_open_one_file_and_no_other(tmp_path: Path) -> None:
    secret = written(tmp_path, "a\n1\n")
    question = f"select * from read_csv('{secret}')"  # noqa: S608  # what an attacker would put there
    with pytest.raises(Exception, match="file system operations are disabled"):
        write_synthetic(tmp_path / "stolen.csv", question)


# The command


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    shutil.copytree(EXAMPLE, folder)
    with (folder / "mission.yaml").open("a", encoding="utf-8") as stream:
        stream.write(MAPPING)
    return folder


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", "metrics", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_counts_an_extract_by_office(mission: Path, tmp_path: Path) -> None:
    path = synthetic(tmp_path, 3000)
    ran = run(mission, "--from", path, "--by", "office", "--format", "csv")
    assert ran.returncode == 0, ran.stderr
    offices = {row["group"] for row in csv.DictReader(ran.stdout.splitlines())}
    assert offices == {"AIRPORT", "NORTH", "PORT"}
    data = json.loads(run(mission, "--from", path, "--format", "json").stdout)
    assert {group["by"] for group in data["groups"]} == {"total", "year", "month", "office", "mode", "profile"}


def test_counting_an_extract_says_nothing_beside_the_figures(mission: Path, tmp_path: Path) -> None:
    assert run(mission, "--from", synthetic(tmp_path, 300, ending="parquet")).stderr == ""


def test_what_is_saved_can_stand_as_metrics_csv_and_nothing_is_overwritten(mission: Path, tmp_path: Path) -> None:
    path, saved = synthetic(tmp_path, 3000), mission / "metrics-from-extract.csv"
    ran = run(mission, "--from", path, "--output", saved)
    assert ran.returncode == 0, ran.stderr
    assert saved.read_text(encoding="utf-8").splitlines()[0] == ",".join(COLUMNS)
    again = run(mission, "--from", path, "--output", saved)
    assert again.returncode == 6
    assert "is not overwritten" in again.stderr
    saved.replace(mission / "metrics.csv")
    figures = {(f.metric, f.period): f.value for f in mission_at(mission)[0].figures}
    (year,) = counted(path)[0].by("year")
    for figure in (f for f in year.figures if f.written):
        assert abs(figures[figure.metric.id, "2025"] - figure.value) <= Fraction(1, 10_000)


def test_a_mission_without_a_mapping_is_told_to_write_one(tmp_path: Path) -> None:
    ran = run(EXAMPLE, "--from", synthetic(tmp_path, 10))
    assert ran.returncode == 3
    assert "MIS063" in ran.stderr


def test_a_file_that_is_not_there_is_no_bug(mission: Path) -> None:
    assert run(mission, "--from", mission / "nothing.csv").returncode == 6


def test_without_the_engine_the_exact_command_is_printed(mission: Path, tmp_path: Path) -> None:
    path = synthetic(tmp_path, 10)
    hidden = "import sys; sys.modules['duckdb'] = None; from rmdiag.cli import main; main()"
    command = [sys.executable, "-c", hidden, "metrics", str(mission), "--from", str(path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 5, ran.stderr
    assert f"{sys.executable} -m pip install 'duckdb" in ran.stderr


@pytest.mark.parametrize(
    ("mapping", "code", "words"),
    [
        ("extract: {declaration: NO}", "SRC013", "`date`"),
        ("extract: {date: DAY, channel: LANE}", "SRC013", "`channels`"),
        ("extract: {date: DAY, result: RES}", "SRC013", "`findings`"),
        ("extract: {date: DAY, channel: LANE, channels: {G: gren}}", "", "did you mean `green`?"),
        ("extract: {date: DAY, ofice: POST}", "", "did you mean `office`?"),
    ],
)
def test_a_slip_in_the_mapping_is_found_where_it_stands(tmp_path: Path, mapping: str, code: str, words: str) -> None:
    folder = tmp_path / "kestoria"
    shutil.copytree(EXAMPLE, folder)
    text = (folder / "mission.yaml").read_text(encoding="utf-8")
    (folder / "mission.yaml").write_text(f"{text}\n{mapping}\n", encoding="utf-8")
    ran = run(folder)
    assert ran.returncode == 3
    assert words in ran.stderr
    assert f"mission.yaml:{text.count(chr(10)) + 2}:" in ran.stderr
    assert code in ran.stderr
