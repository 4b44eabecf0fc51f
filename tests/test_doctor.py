"""The doctor says what is here and what is not, and gives the command that mends it."""

import shutil
import subprocess
import sys
import tomllib
from dataclasses import replace
from importlib import metadata
from pathlib import Path

import pytest

from rmdiag import doctor
from rmdiag.doctor import Component, Installer, Library, State

ROOT = Path(__file__).parent.parent
PACKAGES = {
    Installer.APT: "libabsent0",
    Installer.DNF: "absent",
    Installer.BREW: "absent",
    Installer.MSYS2: "absent",
}
ABSENT = Library(names=("libabsent-1.0-0", "absent-1.0", "libabsent-1.0.so.0"), packages=PACKAGES)


def python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)


def part(name: str) -> Component:
    return next(found for found in doctor.examine() if found.name == name)


def test_every_part_that_a_report_depends_on_is_examined() -> None:
    parts = [found.name for found in doctor.examine()]
    assert parts[:6] == ["Python", "Pango", "HarfBuzz subsetting", "libyaml", "Fonts", "Languages"]


def test_whatever_is_not_in_order_comes_with_its_fix_and_whatever_is_comes_without() -> None:
    for found in doctor.examine():
        assert bool(found.fix) is (found.state is not State.OK), found


def test_the_doctor_and_weasyprint_agree_on_pango() -> None:
    imported = python("import weasyprint")
    assert (part("Pango").state is State.OK) is (imported.returncode == 0), imported.stderr


def test_the_doctor_and_weasyprint_agree_on_the_version_of_pango() -> None:
    if part("Pango").state is not State.OK:
        pytest.skip("Pango is missing on this machine: see `rmdiag doctor`")
    version = python(
        "from weasyprint.text.ffi import ffi, pango; n = pango.pango_version();"
        "print(n // 10000, n // 100 % 100, n % 100, sep='.')"
    )
    assert part("Pango").found == version.stdout.strip()


def test_the_doctor_and_weasyprint_agree_on_subsetting() -> None:
    if part("Pango").state is not State.OK:
        pytest.skip("Pango is missing on this machine: see `rmdiag doctor`")
    loaded = python("from weasyprint.text.ffi import harfbuzz_subset; print(harfbuzz_subset is not None)")
    assert (part("HarfBuzz subsetting").state is State.OK) is (loaded.stdout == "True\n")


def test_the_doctor_and_the_reader_agree_on_libyaml() -> None:
    found = python("import yaml; print(yaml.__with_libyaml__)")
    assert (part("libyaml").state is State.OK) is (found.stdout == "True\n")


def test_without_pango_no_report_can_be_made() -> None:
    pango = doctor.examine_pango(ABSENT)
    assert pango.state is State.MISSING
    assert pango.blocks
    assert pango.fix == doctor.command(PACKAGES)


def test_without_subsetting_reports_are_made_more_slowly() -> None:
    subsetting = doctor.examine_subsetting(ABSENT)
    assert subsetting.state is State.DEGRADED
    assert not subsetting.blocks
    assert subsetting.fix == doctor.command(PACKAGES)


def test_without_the_c_parser_answers_are_read_more_slowly(tmp_path: Path) -> None:
    libyaml = doctor.examine_libyaml(tmp_path)
    assert libyaml.state is State.DEGRADED
    assert sys.executable in libyaml.fix


def test_without_bundled_fonts_pages_differ_between_machines(tmp_path: Path) -> None:
    assert doctor.examine_fonts(tmp_path).state is State.DEGRADED


def test_bundled_fonts_are_named(tmp_path: Path) -> None:
    (tmp_path / "NotoSans-Regular.ttf").touch()
    (tmp_path / "NotoSans-Bold.ttf").touch()
    assert doctor.examine_fonts(tmp_path).found == "NotoSans-Bold, NotoSans-Regular"


def test_the_fonts_of_this_project_are_found() -> None:
    assert part("Fonts").state is State.OK


def test_content_that_did_not_come_along_blocks_reports(tmp_path: Path) -> None:
    assert doctor.examine_languages(tmp_path).blocks


def test_english_is_the_source_and_each_translation_a_language(tmp_path: Path) -> None:
    for path in (
        "crm-compendium/framework.yaml",
        "crm-compendium/languages/fr/a.yaml",
        "crm-compendium/languages/es/a.yaml",
        "crm-compendium/languages/README.md",
    ):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    assert doctor.examine_languages(tmp_path).found == "en, es, fr"


def test_the_content_of_this_project_speaks_english() -> None:
    assert part("Languages").found.startswith("en")


@pytest.mark.parametrize(("name", "package"), [("HiGHS", "highspy"), ("DuckDB", "duckdb")])
def test_an_optional_part_is_shown_with_its_version(name: str, package: str) -> None:
    assert part(name).found == metadata.version(package)
    assert not part(name).needed


@pytest.mark.parametrize(("name", "lost"), [("HiGHS", "plan propose --budget"), ("DuckDB", "metrics --from")])
def test_an_optional_part_that_is_missing_says_what_is_lost_and_the_command_that_installs_it(
    name: str, lost: str
) -> None:
    known = next(one for one in doctor.OPTIONAL if one.name == name)
    found = doctor.examine_optional(replace(known, requirement="no-such-library>=1.0"))
    assert (found.state, found.blocks) == (State.MISSING, False)
    assert lost in found.meaning
    assert found.fix == f"{sys.executable} -m pip install 'no-such-library>=1.0'"


def test_the_doctor_knows_every_extra_and_installs_it_as_the_project_wants_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: wanted for name, wanted in project["optional-dependencies"].items() if name != "dev"}
    assert {known.extra: [known.requirement] for known in doctor.OPTIONAL} == extras
    assert not [found.name for found in doctor.examine() if found.name.startswith("rmdiag[")]


def test_an_extra_names_the_packages_that_it_lacks() -> None:
    extras = {found.name: found for found in doctor.examine_extras("jsonschema")}
    assert extras["jsonschema[format]"].state is State.MISSING
    assert "fqdn" in extras["jsonschema[format]"].meaning
    assert extras["jsonschema[format]"].fix.endswith('-m pip install "jsonschema[format]"')
    assert not extras["jsonschema[format]"].blocks


def test_an_extra_of_installed_packages_is_in_order() -> None:
    extras = {found.name: found for found in doctor.examine_extras("hypothesis")}
    assert extras["hypothesis[pytest]"].state is State.OK


def test_what_only_developers_need_is_no_part() -> None:
    assert "rmdiag[dev]" not in {found.name for found in doctor.examine()}


def test_a_distribution_that_is_not_installed_has_no_extras() -> None:
    assert doctor.examine_extras("no-such-distribution") == ()


@pytest.mark.skipif(sys.platform != "linux", reason="the installers of Linux")
def test_the_fix_is_a_command_that_exists_here() -> None:
    installer = doctor.installer_here()
    if installer is None:
        assert doctor.command(PACKAGES).count("; or ") == 2
        return
    words = doctor.command(PACKAGES).removeprefix("sudo ").split()
    assert shutil.which(words[0])
    assert words[-1] == PACKAGES[installer]


def test_the_doctor_never_imports_what_it_examines() -> None:
    seen = python(
        "import sys; from rmdiag import doctor; doctor.examine();"
        "print(*({'weasyprint', 'yaml', 'cffi', 'matplotlib', 'highspy', 'duckdb'} & set(sys.modules)))"
    )
    assert seen.stdout.strip() == "", seen.stderr
