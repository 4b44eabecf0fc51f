"""What `import rmdiag` promises to other programs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import rmdiag

EXAMPLE = Path(__file__).parent.parent / "examples" / "kestoria-2026"


def test_every_public_name_is_there_and_no_other_is_promised() -> None:
    assert sorted(rmdiag.__all__) == rmdiag.__all__
    for name in rmdiag.__all__:
        assert getattr(rmdiag, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        getattr(rmdiag, "nonsense")  # noqa: B009  # a name that no type checker would let pass


def test_importing_rmdiag_loads_nothing_else() -> None:
    script = "import sys; import rmdiag; print([name for name in sys.modules if name.startswith('rmdiag.')])"
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


def test_the_way_from_a_folder_to_a_report_is_three_calls() -> None:
    problems = rmdiag.Problems()
    found = rmdiag.load_mission(EXAMPLE, problems)
    assert problems.errors == ()
    assert found is not None
    assessment = rmdiag.assess(*found)
    assert assessment.plan.actions
    assert rmdiag.explain(assessment, "PER-02") is not None
    report = rmdiag.report_for(assessment, rmdiag.Provenance(version=rmdiag.__version__))
    assert report.sections[0].id == "summary"
