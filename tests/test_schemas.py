"""The schemas that editors use say the same as the readers: shipped content is valid, and the keys are the same."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from problem_cases import BASE, CASES, Case, lay, read_all

from rmdiag.assessment.blank import NewMission, blank_mission
from rmdiag.fields import Fields
from rmdiag.files import EXTENSIONS, FRAMEWORKS, QUESTIONS, SETS
from rmdiag.opening import check_path
from rmdiag.problems import Problems
from rmdiag.questionnaires.files import load_questionnaire
from rmdiag.source import Document, Node, Scalar, Sequence, Table, parse

ROOT = Path(__file__).parent.parent
SCHEMAS = ROOT / "rmdiag" / "schemas"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in SCHEMAS.glob("*.schema.json"))
SHIPPED = sorted(path.parent for path in FRAMEWORKS.glob("*/framework.yaml"))
ADDED = sorted(EXTENSIONS.glob("*"))
DEEP = CASES / "deep"
MISSIONS = sorted(path.parent for path in (ROOT / "examples").glob("*/mission.yaml"))
EXAMPLE = ROOT / "examples" / "kestoria-2026"
REGISTERS = ("mission", "consensus", "judgements", "evidence", "plan")
PROGRAMMES = sorted(path.parent for path in (ROOT / "examples").glob("*/programme.yaml"))
RARE = ("baseline", "comments")  # which a new mission does not have
PARTS = ("references", "metrics", "consistency", "views")


def named(folders: Iterable[Path], names: Iterable[str]) -> list[tuple[str, Path]]:
    """Give the files of folders that are called as their schema is."""
    every = [(name, folder / f"{name}.yaml") for folder in folders for name in names]
    return [(name, path) for name, path in every if path.exists()]


def matching(name: str, folders: Iterable[Path], pattern: str) -> list[tuple[str, Path]]:
    """Give the files of folders that a pattern names, each with its schema."""
    return [(name, path) for folder in folders for path in sorted(folder.glob(pattern))]


HOLDERS = (*SHIPPED, *ADDED, BASE / "framework", DEEP / "framework" / "extensions" / "deep")  # of parts of frameworks
FILES = [
    *named((*SHIPPED, BASE / "framework"), ["framework"]),
    *named(HOLDERS, (*PARTS, "extension", "records")),
    *matching("dimension", HOLDERS, "dimensions/*.yaml"),
    *matching("questions", [QUESTIONS, BASE / "questions"], "*.yaml"),
    *matching("questions", HOLDERS, "questions/*.yaml"),
    *matching("set", [SETS, BASE / "sets", DEEP / "sets"], "*.yaml"),
    *matching("set", SHIPPED, "sets/*.yaml"),
    *matching("framework", [ROOT / "tests" / "conformance" / "instruments"], "*.yaml"),
    *named([*MISSIONS, DEEP / "mission"], REGISTERS),
    *named(MISSIONS, RARE),
    *named(PROGRAMMES, ["programme"]),
    *matching("sheet", [*MISSIONS, DEEP / "mission"], "responses/*.yaml"),
    *matching("overlay", [*MISSIONS, DEEP / "mission"], "overlays/*.yaml"),
]
GUIDE = [
    ("dimension", "### A dimension file"),
    ("consistency", "### consistency.yaml"),
    ("views", "### views.yaml"),
    ("questions", "## Questions"),
    ("set", "## Sets"),
    ("extension", "## Extensions"),
    ("records", "## Records"),
    ("overlay", "## Overlays"),
    ("framework", "## Instruments in one file"),
    ("mission", "### mission.yaml"),
    ("sheet", "### Response sheets"),
    ("consensus", "### consensus.yaml"),
    ("judgements", "### judgements.yaml"),
    ("plan", "### plan.yaml"),
    ("comments", "### comments.yaml"),
    ("baseline", "### baseline.yaml"),
    ("programme", "### programme.yaml"),
]
# How readers call a mapping, and where its keys stand in the schemas.
PLACES = {
    "the framework": ("framework", ""),
    "a level": ("framework", "/$defs/level"),
    "the scoring": ("framework", "/properties/scoring"),
    "a target preset": ("framework", "/$defs/target"),
    "an interlocutor": ("framework", "/$defs/interlocutor"),
    "a decision": ("framework", "/$defs/decision"),
    "a scale": ("framework", "/$defs/scale"),
    "a group of leaves": ("framework", "/$defs/leaves"),
    "a node": ("framework", "/$defs/node"),
    "a dimension": ("dimension", ""),
    "an indicator": ("dimension", "/$defs/indicator"),
    "a recommendation": ("dimension", "/$defs/recommendation"),
    "a section": ("references", "/$defs/section"),
    "a reference": ("references", "/$defs/reference"),
    "a metric": ("metrics", "/$defs/metric"),
    "a rule": ("consistency", "/$defs/rule"),
    "a view": ("views", "/$defs/view"),
    "a group of a view": ("views", "/$defs/group"),
    "the extension": ("extension", ""),
    "the file of records": ("records", ""),
    "the overlay": ("overlay", ""),
    "a question": ("questions", "/$defs/question"),
    "an option": ("questions", "/$defs/option"),
    "a column": ("questions", "/$defs/column"),
    "`applies_when`": ("questions", "/$defs/question/properties/applies_when"),
    "the set": ("set", ""),
    "the sheet": ("sheet", ""),
    "the respondent": ("sheet", "/$defs/respondent"),
    "the answer to": ("sheet", "/$defs/response/anyOf/2"),
    "the consensus on": ("consensus", "/$defs/agreed"),
    "a judgement": ("judgements", "/$defs/judgement"),
    "an entry of the register": ("evidence", "/$defs/entry"),
    "baseline.yaml": ("baseline", ""),
    "the level on paper of": ("baseline", "/$defs/level"),
    "an action": ("plan", "/$defs/action"),
    "a comment": ("comments", "/$defs/comment"),
    "a member of the team": ("mission", "/properties/team/items"),
    "a context figure": ("mission", "/properties/context/items"),
    "somebody whom the team met": ("mission", "/properties/met/items"),
    "`report`": ("mission", "/properties/report"),
    "`clearance`": ("mission", "/properties/report/properties/clearance"),
    "`quality`": ("mission", "/properties/quality"),
    "a check": ("mission", "/properties/quality/properties/checks/items"),
    "a reviewer": ("mission", "/properties/quality/properties/reviewers/items"),
    "`follow_up`": ("mission", "/properties/follow_up"),
    "a report on the plan": ("mission", "/properties/follow_up/properties/reports/items"),
    "the candidate": ("mission", "/properties/candidate"),
    "the host": ("mission", "/properties/host"),
    "mission.yaml": ("mission", ""),
    "programme.yaml": ("programme", ""),
    "a region": ("programme", "/properties/regions/items"),
    "a donor": ("programme", "/properties/donors/items"),
    "a count of the logframe": ("programme", "/$defs/count"),
    "an administration": ("programme", "/$defs/administration"),
}


@cache
def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return loaded


def mistakes(name: str, value: object) -> list[str]:
    """Say where a value differs from a schema."""
    found = Draft202012Validator(schema(name)).iter_errors(value)
    return [f"{'/'.join(str(step) for step in error.absolute_path)}: {error.message[:200]}" for error in found]


def as_an_editor_reads(text: str) -> object:
    """Give a document in the types of YAML 1.2, in which editors check it."""
    problems = Problems()
    node = parse(Document(name="a.yaml", text=text), problems)
    assert [str(problem) for problem in problems] == []
    assert node is not None
    return _value(node)


def _value(node: Node) -> object:
    if isinstance(node, Table):
        return {key.text: _value(child) for key, child in node.entries}
    if isinstance(node, Sequence):
        return [_value(child) for child in node.nodes]
    return _plain(node) if node.plain else node.text


def _plain(scalar: Scalar) -> object:
    if scalar.blank:
        return None
    if scalar.text in ("true", "false"):
        return scalar.text == "true"
    if re.fullmatch(r"-?[0-9]+", scalar.text):
        return int(scalar.text)
    return float(scalar.text) if re.fullmatch(r"-?[0-9]+\.[0-9]+", scalar.text) else scalar.text


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_is_a_schema_and_says_what_it_is_for(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema(name)["$id"] == f"rmdiag/{name}.schema.json"
    assert schema(name)["title"]


@pytest.mark.parametrize(("name", "path"), FILES, ids=lambda value: str(value).removeprefix(f"{ROOT}/"))
def test_what_ships_is_valid(name: str, path: Path) -> None:
    assert mistakes(name, as_an_editor_reads(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(("name", "chapter"), GUIDE)
def test_the_examples_in_the_guide_are_valid(name: str, chapter: str) -> None:
    blocks = examples(chapter)
    assert blocks
    for text in blocks:
        assert mistakes(name, as_an_editor_reads(text)) == []


def test_the_example_of_a_decision_is_valid_in_a_framework() -> None:
    (text,) = examples("### Whom it assesses, and what a round decides")
    assert mistakes("framework", as_an_editor_reads(f"id: a\ntitle: b\nedition: c\n{text}")) == []


def examples(chapter: str) -> list[str]:
    """Give the examples of one chapter of the guide to file formats, up to the next heading."""
    guide = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
    _, found, after = guide.partition(f"\n{chapter}\n")
    assert found, f"docs/file-formats.md has no chapter `{chapter}`"
    return re.findall(
        r"^```yaml\n(.*?)^```$", re.split(r"^##", after, flags=re.MULTILINE)[0], flags=re.DOTALL | re.MULTILINE
    )


def test_a_new_mission_is_valid() -> None:
    questionnaire = load_questionnaire(None, Problems())
    assert questionnaire is not None
    texts = blank_mission(
        questionnaire, NewMission(administration="Kestoria Customs", country="QM", as_of=date(2026, 11, 22))
    )
    checked = []
    for inside, text in texts.items():
        name = "sheet" if inside.startswith("responses/") else inside.removesuffix(".yaml")
        if name in NAMES:
            assert mistakes(name, as_an_editor_reads(text)) == [], inside
            checked.append(inside)
    assert {f"{name}.yaml" for name in REGISTERS} <= set(checked)
    assert [inside for inside in checked if inside.startswith("responses/")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("dimension", "id: A\ntitle: B\nindicators: []\nweigth: 1"),
        ("questions", "questions: {A: [{id: A-Q1, text: Why?, type: percentage, ask: unit}]}"),
        ("questions", "questions: {A: [{id: A-Q1, text: Why?, type: date, ask: unit, needed_for: 12}]}"),
        ("questions", "questions: {A: [{id: A-Q1, text: Why?, type: table, ask: unit, becomes: plans}]}"),
        (
            "questions",
            "questions: {A: [{id: B, text: C?, type: table, ask: d, columns: [{id: e, text: f, holds: g}]}]}",
        ),
        ("set", "id: a\ntitle: b\nscope: c\nquestions: some"),
        ("set", "id: a\ntitle: b\nscope: c\nquestions: []\ncovers: all"),
        ("consistency", "rules: [{id: A, message: b, agree: [C]}]"),
        ("framework", "id: a\ntitle: b\nedition: c\nsubject: a group"),
        ("framework", "id: a\ntitle: b\nedition: c\ndecisions: [{id: d, title: e, preset: f, met: g}]"),
        ("views", "views: [{id: a, title: b}]"),
        ("views", "views: [{id: a, title: b, groups: [{id: c, title: d, indicator: E}]}]"),
        ("records", "questions: {A: []}"),
        ("extension", "id: a\ntitle: b\ndimensions: []"),
        ("overlay", "id: a\ntitle: b\nextends: c"),
        ("overlay", "id: a\ntitle: b\nextends: c\nreason: d\nthresholds: {A-Q1: {needed_for: 3}}"),
        ("overlay", "id: a\ntitle: b\nextends: c\nreason: d\naliases: {low: Beginning}"),
        ("sheet", "layer: self"),
        ("sheet", "responses: {A-Q1: {answer: yes, confidence: sure}}"),
        ("mission", "administration: A\ncountry: Col\nas_of: 2026-11-22\nframework: a\nedition: b\nset: c"),
        (
            "mission",
            "administration: A\ncountry: XK\nas_of: 2026-11-22\nframework: a\nedition: b\nset: c\nhost: Orvania",
        ),
        (
            "mission",
            "administration: A\ncountry: XK\nas_of: 2026-11-22\nframework: a\nedition: b\nset: c\ncandidate: {}",
        ),
        (
            "mission",
            "administration: A\ncountry: XK\nas_of: 2026-11-22\nframework: a\nedition: b\nset: c\noverlays: [../b]",
        ),
        ("evidence", "evidence: [{id: E-1, title: A, sha256: abc}]"),
        ("plan", "actions: [{id: A-1, status: planned}]"),
        ("comments", "comments: [{id: C-1, finding: A-01/level, by: B, comment: C, status: partly}]"),
        ("comments", "comments: [{id: C-1, finding: A-01/level, by: B, comment: C, answer: D}]"),
        ("comments", "comments: [{id: C-1, finding: A-01, by: B, comment: C}]"),
        ("baseline", "levels: {A: {level: 2}}"),
        ("judgements", "judgements: [{indicator: A, from: 2, to: 3, by: B}]"),
        ("programme", "programme: a\ntitle: b\nadministrations: [{id: c, name: d, country: Col}]"),
        ("programme", "programme: a\ntitle: b\nadministrations: [{id: c, name: d, country: QM, disclosure: some}]"),
        ("programme", "programme: a\ntitle: b\nlogframe: [{id: c, title: d, indicators: [], at_least: 3}]"),
    ],
)
def test_a_mistake_is_seen(name: str, text: str) -> None:
    assert mistakes(name, as_an_editor_reads(text))


def test_scores_of_a_mission_are_valid() -> None:
    assert mistakes("score", scored(str(EXAMPLE))) == []


@pytest.mark.parametrize("answers", ["{}", "{L1: A, L2: B, L3: {not_applicable: no such service}}"])
def test_scores_of_an_instrument_are_valid(answers: str, tmp_path: Path) -> None:
    sheet = tmp_path / "answers.yaml"
    sheet.write_text(f"responses: {answers}\n", encoding="utf-8")
    framework = str(BASE / "instrument" / "framework.yaml")
    assert mistakes("score", scored("--framework", framework, "--responses", str(sheet))) == []


def scored(*arguments: str) -> object:
    """Give what the real command prints."""
    return printed("score", *arguments)


def printed(*arguments: str | Path) -> object:
    """Give what a real command prints as JSON."""
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments), "--format", "json"]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def about(command: str, *settings: str) -> list[tuple[str, ...]]:
    """Ask a command about every example of an administration."""
    return [(command, f"examples/{mission.name}", *settings) for mission in MISSIONS]


OUTPUTS = [
    *(("certainty", words) for words in about("certainty", "--draws", "100")),
    *(("agreement", words) for words in about("agree")),
    ("agreement", ("agree", "examples/toa-workshop-2027")),
    ("calibration", ("agree", "examples/toa-workshop-2027", "--calibration")),
    ("calibration", ("agree", "examples/kestoria-2026", "--calibration")),
    *(("figures", words) for words in about("metrics")),
    *(("gaps", words) for words in about("gaps")),
    *(("minimal-sets", words) for words in about("gaps", "--sets")),
    *(("explanation", words) for words in about("explain")),
    ("explanation", ("explain", "examples/kestoria-2026", "TRT-03")),
    ("explanation", ("explain", "examples/kestoria-2026", "GOV-02-Q1")),
    ("view", ("score", "examples/kestoria-2026", "--view", "three-pillars")),
    ("view", ("score", "examples/kestoria-2024-rapid", "--view", "iso-31000")),
    ("what-if", ("what-if", "examples/kestoria-2026", "--done", "PER-02-R1", "--answer", "GOV-05-Q1=yes")),
    ("what-if", ("what-if", "examples/kestoria-2024-rapid", "--not-applicable", "TRT-05-Q1=No scanner is used")),
]


@pytest.mark.parametrize(
    ("name", "words"), OUTPUTS, ids=lambda value: value if isinstance(value, str) else "-".join(value)
)
def test_what_a_command_prints_is_valid(name: str, words: tuple[str, ...]) -> None:
    assert mistakes(name, printed(*words)) == []


def test_the_figures_of_an_extract_are_valid(tmp_path: Path) -> None:
    mission, extract = tmp_path / "kestoria", tmp_path / "extract.csv"
    shutil.copytree(EXAMPLE, mission)
    with (mission / "mission.yaml").open("a", encoding="utf-8") as stream:
        stream.write("extract: {date: DAY, office: POST, examined: SEEN, random: LOT, result: CODE, findings: [F]}\n")
    extract.write_text("DAY,POST,SEEN,LOT,CODE\n2025-01-02,A,yes,no,F\n2025-02-02,,yes,yes,N\n", encoding="utf-8")
    assert mistakes("extract", printed("metrics", mission, "--from", extract)) == []


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("what-if", {"moves": ["a b"]}),
        ("certainty", {"weights": {"draws": 100}}),
        ("view", {"groups": {"a": {"kind": "dimension"}}}),
        ("figures", {"totals": None}),
        ("extract", {"groups": [{"by": "week"}]}),
    ],
)
def test_output_of_another_shape_is_seen(name: str, change: dict[str, object]) -> None:
    empty: dict[str, object] = {key: [] for key in schema(name)["required"]}
    assert mistakes(name, empty | change)
    assert any("surprise" in mistake for mistake in mistakes(name, empty | {"surprise": 1}))


def test_what_has_one_name_in_several_schemas_of_results_has_one_shape() -> None:
    shared: dict[str, list[dict[str, Any]]] = {}
    for name in ("score", "what-if", "certainty", "view", "figures", "extract"):
        for part, shape in schema(name)["$defs"].items():
            shared.setdefault(part, []).append(shape)
    assert {part: len(shapes) for part, shapes in shared.items() if len(shapes) > 1}.keys() >= {
        "fraction",
        "indicator",
        "figure",
    }
    assert [part for part, shapes in shared.items() if any(shape != shapes[0] for shape in shapes)] == []


def test_every_schema_is_that_of_a_file_or_stands_in_the_table_of_what_commands_print() -> None:
    guide = (
        (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8").partition("## What commands print as JSON")[2]
    )
    rows = re.findall(r"`([\w-]+)\.schema\.json` \| (?:`(.+)`|.*) \|$", guide, flags=re.MULTILINE)
    assert {name for name, _ in rows} | {name for name, _ in FILES} == set(NAMES)
    stated = {name: schema(name).get("properties", {}).get("format", {}).get("const", "") for name, _ in rows}
    assert stated == dict(rows)


def asked_keys(monkeypatch: pytest.MonkeyPatch, folder: Path) -> dict[str, set[str]]:
    """Give the keys that readers ask for, by what they call the mapping."""
    found: dict[str, set[str]] = {}
    close = Fields.close

    def closing(fields: Fields) -> None:
        found.setdefault(fields.place, set()).update(fields.asked)
        close(fields)

    monkeypatch.setattr(Fields, "close", closing)
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))  # what is compiled already is not read again
    read_all(BASE)
    lay(Case(code="", name="deep", files={}, change={}, expect=[], words="", over="deep"), folder / "deep")
    read_all(folder / "deep")
    for example in (*MISSIONS, *PROGRAMMES):
        check_path(example, Problems())
    return found


def inside(name: str, pointer: str) -> dict[str, Any]:
    found: Any = schema(name)
    for step in pointer.split("/")[1:]:
        found = found[int(step)] if isinstance(found, list) else found[step]
    keys: dict[str, Any] = found["properties"]
    return keys


def test_the_schemas_have_the_keys_that_readers_ask_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    different, compared = {}, set()
    for place, asked in asked_keys(monkeypatch, tmp_path).items():
        called = max(
            (known for known in PLACES if re.match(rf"{re.escape(known)}(?:\b|$)", place)), key=len, default=None
        )
        of_a_leaf = re.match(r"the answer to L[0-9]", place)  # leaves of instruments take fewer keys
        if called is not None and not of_a_leaf and (known := set(inside(*PLACES[called]))) != asked:
            different[place] = {"not in the schema": sorted(asked - known), "asked by nobody": sorted(known - asked)}
        compared.add(called)
    assert different == {}
    assert sorted(set(PLACES) - compared) == []
