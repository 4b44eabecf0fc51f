"""What programme.yaml says is read to the letter, and every mistake in it is told where it stands."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from rmdiag.assessment.portfolio.blank import blank_programme
from rmdiag.assessment.portfolio.model import Disclosure, LogframeIndicator, Named, Programme
from rmdiag.assessment.portfolio.read_programme import read_programme
from rmdiag.opening import check_path
from rmdiag.problems import Problem, Problems
from rmdiag.source import Document

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
SOUND = """\
programme: coast
title: Coast programme
regions: [{id: mainland, title: Mainland}]
donors: [{id: bank, title: The Bank}]
logframe:
  - {id: L1, title: Policy, indicators: [GOV-01, GOV-03], at_least: 3, baseline: 0, target: 1, due: 2028-12-31}
administrations:
  - id: kestoria
    name: Kestoria Customs
    country: QM
    region: mainland
    languages: [en, fr]
    disclosure: public
    donors: [bank]
    rounds: [../kestoria-2026]
  - {id: valdoria, name: Valdoria, country: QV}
"""


def read(text: str) -> tuple[Programme | None, tuple[Problem, ...]]:
    problems = Problems()
    known = {"crm-compendium": ("GOV-01", "GOV-03")}
    found = read_programme(Document(name="programme.yaml", text=text), problems, known.get, known)
    return found, tuple(problems)


def changed(old: str, new: str) -> str:
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def test_what_is_written_is_what_is_read() -> None:
    programme, problems = read(SOUND)
    assert problems == ()
    assert programme is not None
    assert (programme.id, programme.title, programme.language) == ("coast", "Coast programme", "en")
    assert programme.regions == (Named(id="mainland", title="Mainland"),)
    assert programme.donors == (Named(id="bank", title="The Bank"),)
    assert programme.logframe == (
        LogframeIndicator(
            id="L1",
            title="Policy",
            indicators=("GOV-01", "GOV-03"),
            at_least=3,
            baseline=0,
            target=1,
            due=date(2028, 12, 31),
        ),
    )
    kestoria, valdoria = programme.members
    assert (kestoria.country, kestoria.region, kestoria.languages) == ("QM", "mainland", ("en", "fr"))
    assert (kestoria.donors, kestoria.rounds) == (("bank",), ("../kestoria-2026",))
    assert kestoria.disclosure is Disclosure.PUBLIC
    assert valdoria.disclosure is Disclosure.PRIVATE  # unless somebody decided otherwise
    assert programme.member("valdoria") is valdoria


MISTAKES = [
    ("PRG001", changed("programme: coast", "programme: the coast"), "1:12"),
    ("PRG001", changed("id: valdoria", "id: -valdoria"), "16:10"),
    ("PRG002", changed("id: valdoria", "id: kestoria"), "16:10"),
    ("PRG003", changed("country: QV", "country: QM"), "16:45"),
    (
        "PRG004",
        changed("[{id: mainland, title: Mainland}]", "[{id: mainland, title: A}, {id: mainland, title: B}]"),
        "3:42",
    ),
    ("PRG004", changed("[{id: bank, title: The Bank}]", "[{id: bank, title: A}, {id: bank, title: B}]"), "4:37"),
    ("PRG005", changed("region: mainland", "region: mainlnd"), "11:13"),
    ("PRG006", changed("donors: [bank]", "donors: [bank, fund]"), "14:20"),
    ("PRG007", changed("GOV-03", "GOV-30"), "6:50"),
    ("PRG009", changed("[en, fr]", "[en, French]"), "12:21"),
    ("PRG010", changed("[../kestoria-2026]", "[../kestoria-2026, ../kestoria-2026/]"), "15:32"),
    ("PRG012", changed("baseline: 0", "baseline: 2"), "6:93"),
]


@pytest.mark.parametrize(("code", "text", "place"), MISTAKES)
def test_a_mistake_is_told_where_it_stands(code: str, text: str, place: str) -> None:
    _, problems = read(text)
    (problem,) = problems
    assert problem.code == code
    assert place in str(problem.span)
    assert not re.search(r"\{[a-z_]*\}|\bNone\b| ( |\.)|``", problem.message + problem.fix)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("PRG008", changed("title: Coast programme", "title: Coast programme\nframework: our-own")),
        ("PRG011", changed("../kestoria-2026", "/home/ana/kestoria-2026")),
        ("PRG011", changed("../kestoria-2026", r"..\kestoria-2026")),
        ("PRG013", changed("target: 1", "target: 3")),
    ],
)
def test_what_is_worth_a_look_stops_nothing(code: str, text: str) -> None:
    programme, problems = read(text)
    assert [(one.code, one.kind.severity.value) for one in problems] == [(code, "warning")]
    assert programme is not None


def test_the_nearest_word_is_offered() -> None:
    (problem,) = read(changed("region: mainland", "region: mainlnd"))[1]
    assert problem.fix == "did you mean `mainland`? add it to `regions`, or correct it"


def test_indicators_of_a_framework_of_ones_own_are_not_looked_up() -> None:
    text = changed("title: Coast programme", "title: Coast programme\nframework: our-own").replace("GOV-03", "OUR-9")
    programme, problems = read(text)
    assert [one.code for one in problems] == ["PRG008"]
    assert programme is not None
    assert programme.logframe[0].indicators == ("GOV-01", "OUR-9")


def test_a_key_that_does_not_exist_is_told() -> None:
    (problem,) = read(changed("disclosure: public", "disclosed: public"))[1]
    assert (problem.code, problem.span.line) == ("SRC012", 13)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_new_programme_is_sound_and_so_are_its_examples_once_they_are_taken_in(language: str) -> None:
    text = blank_programme("1e3", 'The "Coast": programme', language)
    programme, problems = read(text)
    assert problems == ()
    assert programme is not None
    assert (programme.id, programme.title, programme.language) == ("1e3", 'The "Coast": programme', language)
    taken = re.sub(r"^# ?(?=(regions|donors|logframe):|  )", "", text, flags=re.MULTILINE)
    taken = re.sub(r"^#   ", "    ", taken, flags=re.MULTILINE)
    programme, problems = read(taken)
    assert {one.code for one in problems} <= {"PRG013"}, taken  # the example promises more than one country can give
    assert programme is not None
    assert [member.id for member in programme.members] == ["kestoria"]


# The rounds that it names.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("kestoria-2026", "kestoria-2026-technology", "valdoria-2026", "toa-candidate-c07"):
        shutil.copytree(EXAMPLES / name, tmp_path / name)
    (tmp_path / "programme").mkdir()
    return tmp_path / "programme"


def checked(folder: Path, rounds: str) -> list[Problem]:
    text = changed("[../kestoria-2026]", rounds)
    (folder / "programme.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    check_path(folder, problems)
    return list(problems)


@pytest.mark.parametrize(
    ("code", "rounds", "words"),
    [
        ("PRG014", "[../kestoria-2062]", "`../kestoria-2062` is no mission folder."),
        ("PRG015", "[../kestoria-2026, ../valdoria-2026]", "`../valdoria-2026` is of the country QV"),
    ],
)
def test_a_folder_that_does_not_fit_is_told(folder: Path, code: str, rounds: str, words: str) -> None:
    (problem,) = checked(folder, rounds)
    assert problem.code == code
    assert words in problem.message
    assert str(problem.span) == "programme.yaml:8:5"


def test_two_folders_of_one_round_are_told(folder: Path) -> None:
    mission = folder.parent / "kestoria-2026-technology" / "mission.yaml"
    text = mission.read_text(encoding="utf-8")
    mission.write_text(text.replace('round: "2026 technology"', 'round: "2026"'), encoding="utf-8")
    (problem,) = checked(folder, "[../kestoria-2026, ../kestoria-2026-technology]")
    assert problem.code == "PRG016"
    assert "are both the round `2026` of kestoria" in problem.message


def test_a_round_of_another_framework_is_told_and_stops_nothing(folder: Path) -> None:
    mission = folder.parent / "toa-candidate-c07" / "mission.yaml"
    text = mission.read_text(encoding="utf-8")
    mission.write_text(text.replace("country: QP", "country: QM"), encoding="utf-8")
    problems = checked(folder, "[../toa-candidate-c07]")
    assert [(one.code, one.kind.severity.value) for one in problems] == [("PRG017", "warning")]


def test_a_mistake_in_a_mission_is_told_where_it_stands_in_the_mission(folder: Path) -> None:
    mission = folder.parent / "kestoria-2026" / "mission.yaml"
    mission.write_text(mission.read_text(encoding="utf-8") + "colour: red\n", encoding="utf-8")
    (problem,) = checked(folder, "[../kestoria-2026]")
    assert problem.span.file == "kestoria-2026/mission.yaml"


def test_the_example_is_sound() -> None:
    problems = Problems()
    check_path(EXAMPLES / "programme", problems)
    assert [str(one) for one in problems] == []
