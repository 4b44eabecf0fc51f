"""What was agreed goes into consensus.yaml with its reason, and all else that stands there stays as it was written."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from small_rounds import AS_OF, NOWHERE, questionnaires, responses_to

from rmdiag.assessment.mission import Mission, Targets
from rmdiag.assessment.settling import Register, read_settlements, settle, with_settled
from rmdiag.problems import Problems
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Confidence, Consensus, Layer, Questionnaire, Standing
from rmdiag.source import Document

EXAMPLES = Path(__file__).parent.parent / "examples"
AGREED = ("--reason", "Read aloud in the meeting: it says so", "--by", "Both heads", "--on", "2026-10-15")
WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn", "Cf", "Zl", "Zp")), min_size=1, max_size=200
).map(lambda text: " ".join(text.split()))
BEGINNINGS = (
    None,
    "",
    "# Only a word\n",
    "# Head\nconsensus:\n#   GOV-01-Q1:\n#     answer: yes\n",
    "consensus:   # none yet\n# after\n",
    "consensus: {}\n",
    "consensus: {}   # none yet\n# after",
    "# Windows\r\nconsensus:\r\n# after\r\n",
    "{consensus: {}}\n",
)
# As people may have written it: a question with an entry for each layer or for one, in lines or in brackets.
WRITTEN = (
    """consensus:
  A-1-Q1:   # first
    # why
    not_applicable: No port  # none
    by: All
    # end
# foot
""",
    """consensus: {A-1-Q1: {not_applicable: No port, by: All}}  # in brackets
""",
    """consensus:
  A-1-Q1: {layer: mission, do_not_know: true, reason: Asked, by: All}  # in brackets
# foot""",
    """consensus:
  A-1-Q1:
    evidence: [E-01]
    do_not_know: true
    # then
    reason: x
    by: All
    note: last
""",
    """consensus:
  A-1-Q1:
    layer: mission
    do_not_know: true
    reason: >-
      Asked
      twice
    by: All

    on: 2026-11-20
    # deeper
# foot
""",
    """consensus:
  A-1-Q1:
    - layer: mission
      do_not_know: true
      # one
      reason: >-
        Asked
        twice
      by: All
    # two
    - {do_not_know: true, reason: Asked, by: All}
  # three
""",
)
TEXTS = (*BEGINNINGS, *WRITTEN, *(text.replace("\n", "\r\n") for text in WRITTEN))


def rmdiag(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "rmdiag", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, stdin=subprocess.DEVNULL)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "kestoria-2026", tmp_path / "kestoria-2026"))


@pytest.fixture
def island(tmp_path: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / "saint-orel-2026", tmp_path / "saint-orel-2026"))


def written(folder: Path) -> str:
    return (folder / "consensus.yaml").read_text(encoding="utf-8")


def agreed(folder: Path) -> dict[str, Any]:
    """Read consensus.yaml as any other program would."""
    read: dict[str, Any] = yaml.load(written(folder), Loader=yaml.BaseLoader)["consensus"]  # noqa: S506 # texts only
    return read


def journal(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()]


def register(text: str | None, questionnaire: Questionnaire) -> Register:
    head = Mission(
        name="generated",
        administration="Kestoria Customs",
        country="QM",
        round="1",
        as_of=AS_OF,
        framework="small",
        edition="1",
        set="asked",
        targets=Targets(preset="none"),
        answers=Answers(sheets=()),
        span=NOWHERE,
    )
    return Register(text=text, mission=head, questionnaire=questionnaire)


@st.composite
def settlements(draw: st.DrawFn, questionnaire: Questionnaire) -> Consensus:
    """Draw what could be agreed on any question."""
    question = questionnaire.questions[draw(st.sampled_from(sorted(questionnaire.questions)))]
    response = draw(responses_to(question))
    note = draw(st.none() | WORDS.filter(bool))
    response = replace(response, confidence=Confidence.DECLARED, note=note)
    if response.standing is Standing.UNKNOWN:
        response = replace(response, do_not_know=True)
    return Consensus(
        question=question.id,
        layer=draw(st.sampled_from(Layer)),
        response=response,
        reason=draw(WORDS.filter(bool)),
        by=draw(WORDS.filter(bool)),
        on=draw(st.none() | st.just(AS_OF)),
        span=NOWHERE,
    )


def begun(at: Register) -> Register:
    """Read what stands in a register before anything is settled."""
    problems = Problems()
    read = () if at.text is None else read_settlements(at, Document(name="consensus.yaml", text=at.text), problems)
    return replace(at, mission=with_settled(at.mission, read))


@given(st.data(), st.sampled_from(TEXTS))
def test_whatever_is_settled_is_read_back_and_no_comment_is_lost(data: st.DataObject, beginning: str | None) -> None:
    questionnaire = data.draw(questionnaires())
    at = begun(register(beginning, questionnaire))
    for one in data.draw(st.lists(settlements(questionnaire), min_size=1, max_size=5)):
        problems = Problems()
        settled = settle(at, [one], problems, again=True)  # raises where the text would not say what was meant
        assert list(problems) == []
        assert settled is not None
        at = replace(at, text=settled.text, mission=with_settled(at.mission, [one]))
    comments = re.findall(r"#[^\r\n]*", beginning or "")
    places = [(at.text or "").find(comment) for comment in comments]
    assert -1 not in places
    assert places == sorted(places)
    if beginning and "\r\n" in beginning:
        assert "\n" not in (at.text or "").replace("\r\n", "")


def test_an_answer_is_recorded_with_reason_by_whom_and_when(mission: Path) -> None:
    before = written(mission)
    ended = rmdiag("settle", mission, "TRT-04-Q5", "--answer", "partly", *AGREED)
    assert ended.returncode == 0, ended.stderr
    assert written(mission).startswith(before)
    assert agreed(mission)["TRT-04-Q5"] == {
        "layer": "self",
        "answer": "partly",
        "reason": "Read aloud in the meeting: it says so",
        "by": "Both heads",
        "on": "2026-10-15",
    }
    assert rmdiag("check", mission).returncode == 0


def test_the_journal_tells_place_old_and_new(mission: Path) -> None:
    rmdiag("settle", mission, "TRT-04-Q5", "--answer", "partly", *AGREED)
    rmdiag("settle", mission, "TRT-04-Q5", "--answer", "no", "--again", *AGREED)
    first, second = [entry["changes"][0] for entry in journal(mission)]
    assert first["place"] == second["place"] == "TRT-04-Q5 (self)"
    assert first["old"] is None
    assert first["new"] == second["old"]
    assert yaml.safe_load(second["new"].replace("no,", "'no',"))["answer"] == "no"
    assert rmdiag("verify", mission).returncode == 0


def test_what_is_settled_already_is_changed_only_when_asked(mission: Path) -> None:
    before = written(mission)
    ended = rmdiag("settle", mission, "ORG-05-Q2", "--answer", "no", *AGREED)
    assert ended.returncode == 3
    assert "MIS160" in ended.stderr
    assert written(mission) == before
    assert not (mission / "journal.jsonl").exists()
    again = rmdiag("settle", mission, "ORG-05-Q2", "--answer", "no", "--again", *AGREED)
    assert again.returncode == 0, again.stderr
    assert list(agreed(mission)) == list(yaml.load(before, Loader=yaml.BaseLoader)["consensus"])  # noqa: S506 # texts only
    assert agreed(mission)["ORG-05-Q2"]["answer"] == "no"
    assert before.splitlines()[0] in written(mission)


def test_the_same_settled_twice_writes_nothing(mission: Path) -> None:
    rmdiag("settle", mission, "TRT-04-Q5", "--answer", "partly", *AGREED)
    once = written(mission), len(journal(mission))
    assert rmdiag("settle", mission, "TRT-04-Q5", "--answer", "partly", *AGREED).returncode == 0
    assert (written(mission), len(journal(mission))) == once


def test_a_dry_run_shows_and_writes_nothing(mission: Path) -> None:
    before = written(mission)
    ended = rmdiag("settle", mission, "TRT-04-Q5", "--answer", "partly", "--dry-run", *AGREED)
    assert (ended.returncode, written(mission)) == (0, before)
    assert "answer: partly" in ended.stdout
    assert not (mission / "journal.jsonl").exists()


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        (("--answer", "physical, documentary"), {"answer": ["physical", "documentary"]}),
        (("--answer", "[physical]"), {"answer": ["physical"]}),
        (("--answer", "no"), {"answer": "no"}),
        (("--do-not-know",), {"do_not_know": "true"}),
        (("--not-applicable", "Nothing is examined: # none"), {"not_applicable": "Nothing is examined: # none"}),
    ],
)
def test_what_a_sheet_may_say_may_be_settled(mission: Path, said: tuple[str, ...], stands: dict[str, Any]) -> None:
    ended = rmdiag("settle", mission, "PER-01-Q2", *said, *AGREED)
    assert ended.returncode == 0, ended.stderr
    entry = agreed(mission)["PER-01-Q2"]
    assert {key: entry[key] for key in stands} == stands
    assert rmdiag("check", mission).returncode == 0


@pytest.mark.parametrize("answer", ["maybe", "[yes", "{met: yes}"])
def test_what_no_sheet_may_say_is_refused(mission: Path, answer: str) -> None:
    before = written(mission)
    ended = rmdiag("settle", mission, "TRT-04-Q5", "--answer", answer, *AGREED)
    assert (ended.returncode, written(mission)) == (3, before)
    assert "--answer:" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("TRT-04-Q5", "--answer", "yes", "--by", "Both"), "--reason"),
        (("TRT-04-Q5", "--answer", "yes", "--reason", "Seen"), "--by"),
        (("TRT-04-Q5", "--answer", "yes", "--do-not-know", *AGREED), "one of"),
        (("--answer", "yes", *AGREED), "Which question"),
        (("TRT-04-Q55", "--answer", "yes", *AGREED), "did you mean `TRT-04-Q5`?"),
        (("TRT-04-Q5", "--answer", "yes", "--met", "sure", *AGREED), "yes, partly or no"),
        (("TRT-04-Q5", "--answer", "yes", "--reason", "a", "--by", "b", "--on", "yesterday"), "not a date"),
        (("TRT-04-Q5", "--from", "a.yaml"), "--from settles"),
        (("GOV-01-Q1", "--answer", "yes", *AGREED), "--layer"),
        ((), "rmdiag settle MISSION QUESTION --answer WORDS"),
        (("TRT-04-Q5",), "rmdiag settle MISSION QUESTION --answer WORDS"),
    ],
)
def test_wrong_use_is_told_and_nobody_is_asked_without_a_terminal(
    mission: Path, words: tuple[str, ...], said: str
) -> None:
    before = written(mission)
    ended = rmdiag("settle", mission, *words)
    assert (ended.returncode, written(mission)) == (2, before)
    assert said in ended.stderr


def test_many_are_settled_from_a_file(mission: Path, tmp_path: Path) -> None:
    minutes = tmp_path / "minutes.yaml"
    minutes.write_text(
        "consensus:\n"
        "  TRT-04-Q5: {answer: partly, reason: Seen, by: Both heads}\n"
        "  PCA-02-Q1:\n"
        "    - {answer: 40, reason: Counted again, by: Auditors, on: 2026-10-15}\n"
        "    - {layer: mission, answer: 35, reason: Counted by us, by: Team}\n",
        encoding="utf-8",
    )
    ended = rmdiag("settle", mission, "--from", minutes)
    assert ended.returncode == 0, ended.stderr
    assert [change["place"] for change in journal(mission)[0]["changes"]] == [
        "TRT-04-Q5 (self)",
        "PCA-02-Q1 (self)",
        "PCA-02-Q1 (mission)",
    ]
    assert [entry["answer"] for entry in agreed(mission)["PCA-02-Q1"]] == ["40", "35"]
    assert rmdiag("check", mission).returncode == 0


def test_a_layer_that_nobody_speaks_on_is_warned_of(tmp_path: Path) -> None:
    candidate = shutil.copytree(EXAMPLES / "toa-workshop-2027" / "candidate-c08", tmp_path / "c08")
    for sheet in (candidate / "responses").glob("candidate.yaml"):
        sheet.unlink()
    minutes = tmp_path / "minutes.yaml"
    minutes.write_text("consensus:\n  COM-02-Q1: {answer: asked, reason: Seen, by: All}\n", encoding="utf-8")
    ended = rmdiag("settle", candidate, "--from", minutes, "--dry-run")
    assert ended.returncode == 0
    assert "MIS161" in ended.stderr


def test_strict_fails_while_divergences_are_open(island: Path) -> None:
    held = ("settle", island, "TRT-02-Q3", "--answer", "yes", "--again", "--strict", *AGREED)
    assert rmdiag(*held).returncode == 1
    last = rmdiag("settle", island, "TEC-05-Q1", "--answer", "desktop_later", "--strict", *AGREED)
    assert last.returncode == 0, last.stderr
    assert "No divergence is open." in last.stderr
    assert rmdiag("settle", island, "--strict").returncode == 0  # nobody needs to be asked any more


def test_a_mission_without_the_file_gets_one(island: Path) -> None:
    (island / "consensus.yaml").unlink()
    assert rmdiag("settle", island, "TEC-05-Q1", "--answer", "desktop_later", *AGREED).returncode == 0
    assert written(island).startswith("# What was agreed")
    assert list(agreed(island)) == ["TEC-05-Q1"]


def asked(folder: Path, *said: str) -> tuple[int, str]:
    """Answer what the command asks on a terminal, and give its exit code with all that was shown."""
    outside, inside = pty.openpty()
    command = [sys.executable, "-m", "rmdiag", "settle", str(folder)]
    environment = os.environ | {"NO_COLOR": "1", "COLUMNS": "120", "TERM": "dumb"}
    running = subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, env=environment)
    os.close(inside)
    shown, waiting = b"", list(said)
    while True:
        try:
            part = os.read(outside, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        shown += part
        if shown.endswith(b": ") and waiting:
            os.write(outside, f"{waiting.pop(0)}\n".encode())
    os.close(outside)
    assert waiting == []
    return running.wait(timeout=60), shown.decode()


def test_on_a_terminal_what_is_open_is_asked_until_it_can_be_read(island: Path) -> None:
    code, shown = asked(island, "maybe", "desktop_later", "The airport has no desk", "Comptroller")
    assert code == 0
    assert "Shift heads of Orel Harbour" in shown
    assert "TEC-05 2 → 3" in shown
    assert "RSP005" in shown
    entry = agreed(island)["TEC-05-Q1"]
    assert (entry["answer"], entry["reason"], entry["by"]) == (
        "desktop_later",
        "The airport has no desk",
        "Comptroller",
    )


@pytest.mark.parametrize("word", ["", "q"])
def test_what_is_passed_over_stays_open(island: Path, word: str) -> None:
    before = written(island)
    code, shown = asked(island, word)
    assert (code, written(island)) == (0, before)
    assert "1 divergence is open" in shown


@pytest.mark.parametrize(("word", "key"), [("?", "do_not_know"), ("-", "not_applicable")])
def test_nobody_knows_and_does_not_apply_are_answers_too(island: Path, word: str, key: str) -> None:
    assert asked(island, word, "Asked twice", "All")[0] == 0
    assert key in agreed(island)["TEC-05-Q1"]


def test_where_the_mission_names_nobody_nobody_is_named(island: Path) -> None:
    head = island / "mission.yaml"
    text = head.read_text(encoding="utf-8")
    bare = re.sub(r"^attribution:.*\n", "", text, flags=re.MULTILINE)
    head.write_text(f"{bare}attribution: none\n", encoding="utf-8")
    code, shown = asked(island, "desktop_later", "Seen there", "Zzagreedq")
    assert code == 0
    assert "“On a desktop on a later day”" in shown
    assert not re.search("Shift heads|Comptroller|port-and-airport", shown)
    assert agreed(island)["TEC-05-Q1"]["by"] == "Zzagreedq"  # in the file that the team keeps
    assert agreed(island)["TRT-02-Q3"]["by"].startswith("Deputy Comptroller")
    assert "Zzagreedq" not in (island / "journal.jsonl").read_text(encoding="utf-8")
