"""Extensions and overlays are laid over a framework: what they bring stands apart, and the framework never changes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_rounds import NOWHERE, Round, rounds, scores_of
from written_rounds import MISSION, SAID, assessed, documents, extended, framework, sheet, under

from rmdiag.assessment.assess import assess
from rmdiag.assessment.results import MissionScores, State
from rmdiag.compendium.model import Dimension, Framework, Parts
from rmdiag.opening import check_path, mission_at
from rmdiag.problems import Problems
from rmdiag.questionnaires.additions import Addition, Threshold, add_overlay
from rmdiag.questionnaires.files import Wanted, every_extension, load_for, load_questionnaire
from rmdiag.questionnaires.model import Answer, Change, Question, Questionnaire, QuestionType, Response, Standing
from rmdiag.terminal import Stop

ROOT = Path(__file__).parent.parent
HEAD = "format: rmdiag overlay 1\nid: {id}\ntitle: Measures of {id}\nextends: small\nedition: '1'\nreason: A law.\n"
UNION = HEAD.format(id="union")
COUNTRY = HEAD.format(id="country")
OWN = """\
dimensions:
  - id: OWN
    title: Rules of the union
    indicators: [{id: OWN-01, title: Common profiles, criticality: core}]
questions:
  OWN-01:
    - {id: OWN-01-Q1, text: Is it used?, type: yes_partly_no, needed_for: 5, partly_for: 2, partly: A pilot, ask: unit}
    - {id: OWN-01-Q2, text: In what share?, type: percent, thresholds: {3: 20, 4: 50}, ask: unit}
"""


def level(questionnaire: Questionnaire, indicator: str, **changes: str) -> int | None:
    """Give the level of an indicator when everything is answered as usual, less what a test says otherwise."""
    said = SAID | {question.replace("_", "-"): words for question, words in changes.items()}
    return assessed(questionnaire, sheets=[sheet(said)]).scores.result.indicators[indicator].point


def numbers(scores: MissionScores) -> list[object]:
    """Give what was scored, without the answers: these hold whole sheets, with what an overlay asks."""
    return [part for one in (scores.own, scores.result) for part in (one.indicators, one.dimensions, one.overall)]


# Thresholds of a country


def test_an_overlay_changes_a_threshold_and_leaves_the_framework_as_it_was() -> None:
    base = framework()
    laid = under(base, f"{UNION}thresholds: {{LAW-01-Q2: {{4: 40}}}}\n")
    assert (level(base, "LAW-01"), level(laid, "LAW-01")) == (3, 4)  # 40 percent have read the policy
    assert dict(base.questions["LAW-01-Q2"].thresholds) == {4: Fraction(50), 5: Fraction(90)}
    assert dict(laid.questions["LAW-01-Q2"].thresholds) == {4: Fraction(40), 5: Fraction(90)}
    assert laid.base == base == framework()


@pytest.mark.parametrize(
    ("threshold", "indicator", "said", "levels"),
    [
        ("LAW-02-Q2: {at_least: 3}", "LAW-02", {"LAW_02_Q1": "board"}, (5, 3)),
        ("USE-01-Q2: {within_months: 24}", "USE-01", {"USE_01_Q1": "4", "USE_01_Q2": "2025-06-01"}, (2, 5)),
        ("USE-01-Q1: {2: 3, 3: 4, 4: 5, 5: 6}", "USE-01", {"USE_01_Q2": "2026-06-01"}, (3, 1)),
    ],
)
def test_counts_of_choices_ages_of_dates_and_whole_scales_can_be_changed(
    threshold: str, indicator: str, said: dict[str, str], levels: tuple[int, int]
) -> None:
    base = framework()
    laid = under(base, f"{UNION}thresholds: {{{threshold}}}\n")
    assert (level(base, indicator, **said), level(laid, indicator, **said)) == levels


def test_an_overlay_says_what_it_changed() -> None:
    laid = under(framework(), f"{UNION}aliases: {{2: Begun}}\nthresholds: {{LAW-01-Q2: {{4: 40}}}}\n{OWN}")
    (overlay,) = laid.overlays
    assert (overlay.id, overlay.title, overlay.reason) == ("union", "Measures of union", "A law.")
    assert (overlay.file, overlay.aliases, overlay.dimensions) == ("overlays/overlay-1.yaml", True, ("OWN",))
    assert overlay.changes == (Change(question="LAW-01-Q2", at=4, before=Fraction(50), after=Fraction(40)),)


# Words for levels


def test_an_alias_is_shown_and_changes_no_score() -> None:
    base = framework()
    laid = under(base, f"{UNION}aliases: {{1: Begun, 3: Established}}\n")
    names = [laid.framework.level_name(level) for level in range(1, 6)]
    assert names == ["Begun", "Second", "Established", "Fourth", "Fifth"]
    assert not laid.overlays[0].scores_differ
    plain, aliased = (assessed(one, sheets=[sheet(SAID)]) for one in (base, laid))
    assert (aliased.scores, aliased.base) == (plain.scores, None)


# Dimensions of its own


def test_what_an_overlay_adds_is_asked_under_every_set_and_enters_its_own_scores_only() -> None:
    base = framework()
    laid = under(base, f"{UNION}{OWN}")
    assert laid.sets["everything"].questions == (*base.sets["everything"].questions, "OWN-01-Q1", "OWN-01-Q2")
    assessment = assessed(laid, sheets=[sheet(SAID | {"OWN-01-Q1": "yes", "OWN-01-Q2": "60"})])
    assert assessment.scores.result.indicators["OWN-01"].point == 5
    plain = assessed(base, sheets=[sheet(SAID)]).scores
    assert assessment.base is not None
    assert numbers(assessment.base) == numbers(plain)
    assert set(assessment.scores.result.dimensions) - set(plain.result.dimensions) == {"OWN"}
    assert assessment.scores.result.dimensions["LAW"] == plain.result.dimensions["LAW"]


def test_a_mission_without_overlays_has_no_second_score() -> None:
    assert assessed(framework(), sheets=[sheet(SAID)]).base is None


# Several overlays


def test_the_later_of_two_overlays_is_laid_over_the_earlier_one() -> None:
    laid = under(
        framework(),
        f"{UNION}aliases: {{1: Begun, 2: Going}}\nthresholds: {{LAW-01-Q2: {{4: 40}}}}\n",
        f"{COUNTRY}aliases: {{2: Under way}}\nthresholds: {{LAW-01-Q2: {{4: 30}}}}\n",
    )
    assert [overlay.id for overlay in laid.overlays] == ["union", "country"]
    assert [change.before for overlay in laid.overlays for change in overlay.changes] == [50, 40]
    assert dict(laid.questions["LAW-01-Q2"].thresholds) == {4: Fraction(30), 5: Fraction(90)}
    assert [laid.framework.level_name(level) for level in (1, 2)] == ["Begun", "Under way"]
    assert laid.base == framework()


def test_the_later_overlay_may_change_what_the_earlier_one_brought() -> None:
    laid = under(framework(), f"{UNION}{OWN}", f"{COUNTRY}thresholds: {{OWN-01-Q2: {{4: 70}}}}\n")
    said = {"OWN-01-Q1": "yes", "OWN-01-Q2": "60"}
    assert assessed(laid, sheets=[sheet(SAID | said)]).scores.result.indicators["OWN-01"].point == 3


# A law: comparisons stand on the base


def overlay_of(framework: Framework, thresholds: Iterable[Threshold], *, own: bool) -> Addition:
    """Make an overlay of thresholds, and with a dimension and a question of its own when it is to have one."""
    pattern = framework.dimensions[0].indicators[0]
    indicator = replace(pattern, id="OWN-1", dimension="OWN")
    dimension = Dimension(
        id="OWN", title="Own", short="Own", weight=Fraction(1), purpose="", indicators=(indicator,), span=NOWHERE
    )
    parts = Parts(dimensions=(dimension,) if own else (), sections={}, references={}, metrics={}, rules=(), views={})
    asked = Question(
        id="OWN-1-Q1",
        indicator="OWN-1",
        text="Own",
        type=QuestionType.YES_PARTLY_NO,
        ask="anyone",
        needed_for=4,
        span=NOWHERE,
    )
    return Addition(
        id="overlay",
        title="Overlay",
        extends="small",
        edition="1",
        thresholds=tuple(thresholds),
        parts=parts,
        questions=(asked,) if own else (),
        span=NOWHERE,
    )


def with_own_answer(given_round: Round, questionnaire: Questionnaire) -> Round:
    """Let every sheet answer what the overlay asks."""
    said = Response(
        question="OWN-1-Q1",
        standing=Standing.ANSWERED,
        answer=Answer(value="yes", words="yes"),
        span=NOWHERE,
    )
    sheets = tuple(replace(s, responses={**s.responses, said.question: said}) for s in given_round.answers.sheets)
    return replace(given_round, questionnaire=questionnaire, answers=replace(given_round.answers, sheets=sheets))


def thresholds_of(questionnaire: Questionnaire) -> list[tuple[str, int]]:
    return [(question.id, at) for question in questionnaire.questions.values() for at, _ in question.thresholds]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rounds(judged=True), st.data())
def test_scores_on_the_base_are_those_without_the_overlay(given_round: Round, data: st.DataObject) -> None:
    base = given_round.questionnaire
    places = thresholds_of(base)
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True, max_size=3)) if places else []
    thresholds = [
        Threshold(question=question, at=at, value=Fraction(data.draw(st.integers(0, 50))), span=NOWHERE)
        for question, at in chosen
    ]
    own = data.draw(st.booleans())
    laid = add_overlay(base, overlay_of(base.framework, thresholds, own=own), problems := Problems())
    assert list(problems) == []
    without = numbers(scores_of(given_round))
    answered = with_own_answer(given_round, laid) if own else replace(given_round, questionnaire=laid)
    assert laid.base is base
    assert numbers(scores_of(replace(answered, questionnaire=laid.base))) == without
    if not thresholds:  # the dimensions of the framework are what they were
        dimensions = scores_of(answered).result.dimensions
        plain = scores_of(given_round).result.dimensions
        assert {identity: dimensions[identity] for identity in plain} == plain


# A mission folder with overlays


SHEET = "responses:\n  TRT-03-Q2: {answer: 75}\n"
FOLDER = MISSION.replace("framework: small", "framework: crm-compendium").replace("set: everything", "set: full")
MEASURES = UNION.replace("extends: small", "extends: crm-compendium").replace("edition: '1'\n", "")


def lay(folder: Path, overlays: dict[str, str], named: str) -> Path:
    """Write a mission of the standard framework with files in overlays/ and what mission.yaml says of them."""
    edition = f'edition: "{standard().framework.edition}"'
    texts = {
        "mission.yaml": FOLDER.replace('edition: "1"', edition) + f"overlays: {named}\n",
        "responses/unit.yaml": SHEET,
    }
    for inside, text in (texts | {f"overlays/{name}": text for name, text in overlays.items()}).items():
        (folder / inside).parent.mkdir(parents=True, exist_ok=True)
        (folder / inside).write_text(text, encoding="utf-8")
    return folder


def standard() -> Questionnaire:
    questionnaire = load_questionnaire(None, Problems())
    assert questionnaire is not None
    return questionnaire


def problems_of(folder: Path) -> list[str]:
    """Say of each problem where it stands and which it is."""
    problems = Problems()
    check_path(folder, problems)
    return [f"{problem.span.file}:{problem.span.line}: {problem.code}" for problem in problems]


def test_a_mission_is_read_under_its_overlays(tmp_path: Path) -> None:
    folder = lay(tmp_path / "kestoria", {"a.yaml": f"{MEASURES}aliases: {{1: Begun}}\n"}, "[a.yaml]")
    assert problems_of(folder) == []
    mission, questionnaire = mission_at(folder)
    assert (mission.overlays, [overlay.id for overlay in questionnaire.overlays]) == (("a.yaml",), ["union"])
    assert questionnaire.framework.level_name(1) == "Begun"
    assert assess(mission, questionnaire).base is None


@pytest.mark.parametrize(
    "thresholds",
    [
        "{5: 50}",  # level 4 asks for more
        "{3: 99}",  # level 4 asks for less
    ],
)
def test_what_is_wrong_in_an_overlay_is_a_problem_in_its_own_file_and_line(thresholds: str, tmp_path: Path) -> None:
    wrong = f"{MEASURES}thresholds:\n  TRT-03-Q2: {thresholds}\n"
    folder = lay(tmp_path / "kestoria", {"a.yaml": wrong}, "[a.yaml]")
    assert problems_of(folder) == ["kestoria/overlays/a.yaml:7: QST005"]
    with pytest.raises(Stop):
        mission_at(folder)


def test_an_overlay_that_mission_yaml_does_not_name_is_not_laid(tmp_path: Path) -> None:
    _, questionnaire = mission_at(lay(tmp_path / "kestoria", {"a.yaml": f"{MEASURES}aliases: {{1: Begun}}\n"}, "[]"))
    assert questionnaire.overlays == ()


@pytest.mark.parametrize("named", ["../a.yaml", "../../a.yaml", "overlays/a.yaml", "/etc/hostname", "a.yaml"])
def test_an_overlay_outside_the_folder_is_refused(named: str, tmp_path: Path) -> None:
    for outside in (tmp_path / "a.yaml", tmp_path / "kestoria" / "a.yaml"):
        outside.parent.mkdir(exist_ok=True)
        outside.write_text(f"{MEASURES}aliases: {{1: Begun}}\n", encoding="utf-8")
    folder = lay(tmp_path / "kestoria", {}, f"[{named}]")
    assert "kestoria/mission.yaml:7: MIS053" in problems_of(folder)
    with pytest.raises(Stop):
        mission_at(folder)


def test_a_link_that_leads_outside_is_no_overlay(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(f"{MEASURES}aliases: {{1: Begun}}\n", encoding="utf-8")
    folder = lay(tmp_path / "kestoria", {}, "[a.yaml]")
    (folder / "overlays").mkdir()
    (folder / "overlays" / "a.yaml").symlink_to(tmp_path / "a.yaml")
    assert problems_of(folder) == ["kestoria/mission.yaml:7: MIS053", "kestoria/overlays/a.yaml:0: MIS003"]


def test_the_overlay_of_the_guide_is_sound_and_does_what_it_says() -> None:
    guide = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8").partition("\n## Overlays\n")[2]
    (text,) = re.findall(r"^```yaml\n(.*?)^```$", guide.partition("\n## ")[0], flags=re.MULTILINE | re.DOTALL)
    problems = Problems()
    laid = load_for(None, Wanted(set="full", overlays=documents(text)), problems)
    assert [str(problem) for problem in problems] == []
    assert laid is not None
    assert {change.question for change in laid.overlays[0].changes} == {"TRT-03-Q2", "TRT-01-Q4", "GOV-02-Q3"}
    assert laid.overlays[0].dimensions == ("UNI",)


# Extensions of deep sets


DEEP = {
    "extension.yaml": "{format: rmdiag extension 1, id: deep, title: In depth, extends: small, dimensions: [DEP]}",
    "dimensions/DEP.yaml": "{id: DEP, title: Depth, indicators: [{id: DEP-01, title: Scanners, criticality: core}]}",
    "questions/DEP.yaml": """\
    questions:
      DEP-01:
        - {id: DEP-01-Q1, text: In what share?, type: percent, thresholds: {2: 1, 3: 20, 4: 50, 5: 90}, ask: unit}
    """,
}
SET = "{id: deep, title: In depth, scope: A test, extension: deep, covers: [DEP], questions: [DEP-01-Q1, LAW-01-Q1]}"
ANSWERED = {"DEP-01-Q1": "30", "LAW-01-Q1": "yes"}


def test_an_extension_brings_dimensions_for_its_set_and_leaves_the_framework_as_it_was() -> None:
    base = framework("", SET)
    deep = extended(base, DEEP)
    assert (deep.extension, base.extension) == ("deep", None)
    assert "DEP-01" not in base.framework.indicators
    assert [dimension.id for dimension in deep.framework.dimensions] == ["LAW", "USE", "DEP"]
    assert deep.framework.dimensions[:2] == base.framework.dimensions


def test_a_deep_set_scores_what_it_asks_and_gives_no_overall_level() -> None:
    deep = extended(framework("", SET), DEEP)
    mission = {"mission.yaml": MISSION.replace("set: everything", "set: deep")}
    result = assessed(deep, mission, sheets=[sheet(ANSWERED)]).scores.result
    assert (result.dimensions["DEP"].point, result.indicators["LAW-01"].point) == (Fraction(3), 3)
    assert (result.dimensions["USE"].state, result.overall.point) == (State.OUT_OF_SCOPE, None)
    assert result.overall.withheld == ("USE",)


def test_an_overlay_can_change_what_an_extension_asks() -> None:
    deep = extended(framework("", SET), DEEP)
    laid = under(deep, f"{COUNTRY}thresholds: {{DEP-01-Q1: {{3: 40}}}}\n")
    mission = {"mission.yaml": MISSION.replace("set: everything", "set: deep")}
    assessment = assessed(laid, mission, sheets=[sheet(ANSWERED)])
    assert assessment.scores.result.indicators["DEP-01"].point == 2
    assert assessment.base is not None
    assert assessment.base.result.indicators["DEP-01"].point == 3


def test_the_deep_sets_that_ship_bring_only_dimensions_of_their_own() -> None:
    base, problems = standard(), Problems()
    deep = {questionnaire.extension: questionnaire for questionnaire in every_extension(None, problems)}
    assert [str(problem) for problem in problems] == []
    assert set(deep) == {"post-clearance-audit", "technology-and-cargo-monitoring", "study-visit"}
    for questionnaire in deep.values():
        assert questionnaire.framework.dimensions[: len(base.framework.dimensions)] == base.framework.dimensions
        assert {identity: questionnaire.questions[identity] for identity in base.questions} == base.questions
        assert questionnaire.base is None


def test_an_extension_is_at_hand_under_its_own_set_only() -> None:
    problems = Problems()
    full, audit = (load_for(None, Wanted(set=chosen), problems) for chosen in ("full", "post-clearance-audit"))
    assert full is not None
    assert audit is not None
    assert ("AUD-01" in full.framework.indicators, "AUD-01" in audit.framework.indicators) == (False, True)


def test_two_extensions_do_not_bring_the_same_id() -> None:
    brought: list[str] = []
    base = standard()
    for questionnaire in every_extension(None, Problems()):
        brought += [dimension.id for dimension in questionnaire.framework.dimensions[len(base.framework.dimensions) :]]
        brought += sorted(set(questionnaire.questions) - set(base.questions))
    assert len(brought) == len(set(brought))
