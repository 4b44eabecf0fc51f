"""Reports of a whole programme, on this machine and by a real Dask cluster; all but one test run the program."""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

import dask_cluster
import postgres_server
import pytest
from dask_cluster import Cluster
from started import PATIENCE, eventually, started
from test_cli import rmdiag

from rmdiag import cluster
from rmdiag.batch import Errand
from rmdiag.reporting import Order

ROOT = Path(__file__).parent.parent
SMALL = ROOT / "examples" / "saint-orel-2026"
SHORT = ("--edition", "one-pager", "--to", "html")  # no worker has to print for it
LONG = ("--edition", "diagnostic", "--to", "html")  # takes so long that a program can be stopped amid the rounds
NAMES = ("alpha", "beta", "gamma", "delta")


@pytest.fixture
def coast(tmp_path: Path) -> Path:
    """Give a programme of two administrations with two rounds each."""
    for name in NAMES:
        shutil.copytree(SMALL, tmp_path / name, ignore=shutil.ignore_patterns("reports"))
    folder = tmp_path / "coast"
    folder.mkdir()
    (folder / "programme.yaml").write_text(
        "programme: coast\ntitle: Coast\nlanguage: en\nframework: crm-compendium\nadministrations:\n"
        "  - {id: a, name: A, country: XC, rounds: [../alpha, ../beta]}\n"
        "  - {id: b, name: B, country: QM, rounds: [../gamma, ../delta]}\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def two_workers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with dask_cluster.running(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def reports(programme: Path) -> Mapping[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(programme.parent.glob("*/reports/*.html"))}


def test_every_round_is_written_once_and_a_broken_one_stops_no_other(coast: Path) -> None:
    (coast.parent / "beta" / "consensus.yaml").write_text("x: [", encoding="utf-8")
    ran = rmdiag("programme", "render", coast, *SHORT)
    assert ran.returncode == 3
    assert [*reports(coast)] == [f"{name}-one-pager-en.html" for name in ("alpha", "delta", "gamma")]
    assert "SRC001" in ran.stderr
    assert "written: 3; unchanged: 0; failed: 1." in ran.stderr
    assert ran.stderr.splitlines()[-1].startswith("Failed: `")
    assert "beta" in ran.stderr.splitlines()[-1]
    (coast.parent / "beta" / "consensus.yaml").unlink()
    again = rmdiag("programme", "render", coast, *SHORT)
    assert [Path(line).name for line in again.stdout.splitlines()] == ["beta-one-pager-en.html"]
    assert "written: 1; unchanged: 3; failed: 0." in again.stderr


def test_each_administration_has_a_folder_of_its_own(coast: Path, tmp_path: Path) -> None:
    twin = tmp_path / "elsewhere" / "alpha"  # two administrations may call their rounds alike
    shutil.move(tmp_path / "gamma", twin)
    text = (coast / "programme.yaml").read_text(encoding="utf-8").replace("../gamma, ../delta", "../elsewhere/alpha")
    (coast / "programme.yaml").write_text(text, encoding="utf-8")
    assert rmdiag("programme", "render", coast, *SHORT, "-o", tmp_path / "all").returncode == 0
    found = sorted(path.relative_to(tmp_path / "all").as_posix() for path in (tmp_path / "all").rglob("*.html"))
    assert found == ["a/alpha-one-pager-en.html", "a/beta-one-pager-en.html", "b/alpha-one-pager-en.html"]


def test_what_is_interrupted_goes_on_with_what_is_left(coast: Path) -> None:
    with started("programme", "render", coast, *LONG, "--jobs", "1"):
        eventually(lambda: bool([*coast.parent.glob("*/reports/rendered.json")]))
    there = len([*coast.parent.glob("*/reports/rendered.json")])  # it was killed, and could say or mend nothing
    assert 0 < there < len(NAMES)
    ran = rmdiag("programme", "render", coast, *LONG)
    assert f"written: {len(NAMES) - there}; unchanged: {there}; failed: 0." in ran.stderr


def test_a_cluster_writes_the_same_bytes_and_only_what_is_left(coast: Path, two_workers: Cluster) -> None:
    assert rmdiag("programme", "render", coast, *SHORT).returncode == 0
    here = reports(coast)
    for name in NAMES[1:]:
        shutil.rmtree(coast.parent / name / "reports")
    handed = ("--scheduler", two_workers.address)
    ran = rmdiag("programme", "render", "coast", *SHORT, *handed, where=coast.parent)  # a path from here on
    assert "written: 3; unchanged: 1; failed: 0." in ran.stderr
    assert ran.stdout.splitlines()[0] == "coast/../beta/reports/beta-one-pager-en.html"
    assert reports(coast) == here
    (coast.parent / "beta" / "consensus.yaml").write_text("x: [", encoding="utf-8")
    broken = rmdiag("--language", "fr", "programme", "render", coast, *SHORT, *handed)
    assert broken.returncode == 3
    assert "SRC001" in broken.stderr
    assert "Correction" in broken.stderr  # workers speak the language of who asks
    assert len(reports(coast)) == 4


def test_what_a_dying_worker_had_begun_is_done_again_and_nothing_is_half_written(coast: Path, tmp_path: Path) -> None:
    home = tmp_path / "cluster"
    home.mkdir()
    with (
        dask_cluster.running(home, 1) as running,
        started("programme", "render", coast, *LONG, "--scheduler", running.address) as asked,
    ):
        eventually(lambda: bool(reports(coast)))  # the first is there and the second begun
        first = next(iter(reports(coast)))
        running.workers[0].kill()
        assert len(reports(coast)) < len(NAMES)
        running.grow()
        given, said = asked.communicate(timeout=PATIENCE)
    assert asked.returncode == 0, said
    assert len(given.splitlines()) == len(NAMES)
    assert f"written: {len(NAMES)}; unchanged: 0; failed: 0." in said
    there = reports(coast)
    assert first in there
    assert [name for name, content in there.items() if not content.rstrip().endswith(b"</html>")] == []


def test_workers_ask_the_shared_store_whether_a_round_is_as_it_was_kept(coast: Path, two_workers: Cluster) -> None:
    text = (coast / "programme.yaml").read_text(encoding="utf-8")
    text = text[: text.index("  - {id: b")].replace("[../alpha, ../beta]", "[../alpha]")
    (coast / "programme.yaml").write_text(text, encoding="utf-8")
    short = ("--edition", "one-pager")  # printed, in a thread of a worker
    with postgres_server.running() as server:
        handed = (*short, "--as-kept", "--scheduler", two_workers.address, "--store", server.fresh())
        before = rmdiag("programme", "render", coast, *handed)
        assert before.returncode == 2
        assert "not ready" in before.stderr
        assert rmdiag("programme", "add", coast, "--store", server.address()).returncode == 0
        assert "written: 1" in rmdiag("programme", "render", coast, *handed).stderr
        assert (coast.parent / "alpha" / "reports" / "alpha-one-pager-en.pdf").read_bytes().endswith(b"%%EOF\n")
        mission = coast.parent / "alpha" / "mission.yaml"
        mission.write_text(mission.read_text(encoding="utf-8") + "# looked at again\n", encoding="utf-8")
        after = rmdiag("programme", "render", coast, *handed)
        assert after.returncode == 4
        assert "changed since the round was kept" in after.stderr


def test_no_password_is_handed_to_a_cluster(coast: Path) -> None:
    secret = ("--as-kept", "--scheduler", "tcp://127.0.0.1:1", "--store", "postgresql://ana:secret@db/x")
    refused = rmdiag("programme", "render", coast, *SHORT, *secret)
    assert refused.returncode == 2
    assert "does not travel" in refused.stderr
    assert "secret" not in refused.stderr


def test_a_worker_with_another_rmdiag_writes_nothing(coast: Path) -> None:
    errand = Errand(order=Order(mission=coast.parent / "alpha"), inputs=("",))
    outcome = cluster.done_there(cluster.Task(errand=errand, program="another", language="en"))
    assert (outcome.code, outcome.written) == (5, ())
    assert "another rmdiag" in outcome.words


def test_where_there_is_no_scheduler_the_command_says_so(coast: Path) -> None:
    nobody = rmdiag("programme", "render", coast, *SHORT, "--scheduler", "tcp://127.0.0.1:1")
    assert nobody.returncode == 6
    assert "There is no Dask scheduler at tcp://127.0.0.1:1" in nobody.stderr
    odd = rmdiag("programme", "render", coast, *SHORT, "--scheduler", "nonsense://x")
    assert odd.returncode == 6
    both = rmdiag("programme", "render", coast, *SHORT, "--scheduler", "tcp://127.0.0.1:1", "--jobs", "2")
    assert both.returncode == 2


def test_without_the_library_the_command_that_installs_it_is_shown(coast: Path, tmp_path: Path) -> None:
    hidden = tmp_path / "hidden" / "distributed"
    hidden.mkdir(parents=True)
    (hidden / "__init__.py").write_text("raise ImportError", encoding="utf-8")
    path = os.pathsep.join([str(hidden.parent), str(ROOT)])
    ran = rmdiag("programme", "render", coast, *SHORT, "--scheduler", "tcp://x:1", PYTHONPATH=path)
    assert ran.returncode == 5
    assert f"{sys.executable} -m pip install '{cluster.REQUIREMENT}'" in ran.stderr
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"]["cluster"] == [cluster.REQUIREMENT]
