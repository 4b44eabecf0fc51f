"""The page is filled in by a real Chromium, offline, by keyboard and mouse; its file comes back without a loss."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from browser_session import Session, session
from typer.testing import CliRunner

from rmdiag.assessment.respondents import form_of, respondents_of, team_of
from rmdiag.cli import app
from rmdiag.files import catalogue, copy_example
from rmdiag.forming import mission_in
from rmdiag.questionnaires.exchange.form_page import to_page
from rmdiag.questionnaires.forms import Form, base_from
from rmdiag.questionnaires.said import Said, plain_said
from rmdiag.terminal import Stop
from rmdiag.tongue import speaking

EXAMPLES = Path(__file__).parent.parent / "examples"
SENT = date(2026, 9, 1)
NASTY = '</script><script>document.title = "taken"</script> =1+1 “quotes” & ampersand'
pytestmark = pytest.mark.xdist_group("chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Session]:
    with session() as opened:
        yield opened


@cache
def form(mission: str, respondent: str, language: str) -> Form:
    """Give the form of a respondent of an example, `mission` for the team's."""
    found, questionnaire = mission_in(EXAMPLES / mission, None, language)
    known = {one.id: one for one in (*respondents_of(found, questionnaire), team_of(found))}
    return form_of(known[respondent], found, questionnaire, SENT)


def page(tmp_path: Path, made: Form, language: str = "en") -> Path:
    path = tmp_path / f"{made.head.sheet}.html"
    with speaking(language, catalogue(language, "commands")):
        path.write_bytes(to_page(made))
    return path


def response(browser: Session, sheet: str) -> dict[str, object]:
    """Press the button that saves, and give what the file says."""
    target = browser.folder / f"{sheet}.response.json"
    target.unlink(missing_ok=True)
    browser.click("#save")
    path = browser.downloaded(target.name)
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(
    "sent",
    [
        ("kestoria-2026", "mission", "en"),
        ("kestoria-2026", "ict", "fr"),
        ("valdoria-2026", "mission", "es"),
        ("tambare-2026", "mission", "fr"),
        ("toa-candidate-c07", "mission", "en"),
        ("kestoria-2027-study-visit", "mission", "en"),
    ],
)
def test_a_page_that_nobody_touches_gives_back_what_was_sent(
    sent: tuple[str, str, str], browser: Session, tmp_path: Path
) -> None:
    mission, respondent, language = sent
    if respondent == "mission":
        respondent = team_of(mission_in(EXAMPLES / mission, None, "en")[0]).id
    made = form(mission, respondent, language)
    assert made.before
    browser.open(page(tmp_path, made, language))
    browser.ask("localStorage.clear()")
    found = response(browser, made.head.sheet)
    answers = base_from(found["answers"])
    assert {q: said for q, said in answers.items() if not said.silent} == made.before
    assert set(answers) == {question.id for question in made.questions}


def test_a_page_is_filled_in_by_keyboard_alone(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, form("kestoria-2026", "legal", "en")))
    browser.focus("#q-GOV-02-Q1 input")
    browser.keys("Space", "ArrowDown")  # yes, then partly
    browser.keys("Tab", "Tab", "Tab", "Tab")  # state, confidence, evidence, note
    browser.type(NASTY)
    browser.until("document.getElementById('message').textContent.startsWith('Kept')")
    answers = base_from(response(browser, "legal")["answers"])
    assert answers["GOV-02-Q1"] == Said(answer="partly", note=NASTY)
    assert browser.ask("document.title") == "Legal department – Kestoria Customs Service"


def test_what_was_typed_is_there_again_after_the_window_was_closed(browser: Session, tmp_path: Path) -> None:
    path = page(tmp_path, form("kestoria-2026", "hr", "en"))
    browser.open(path)
    browser.click("#q-GOV-01-Q6 input")
    browser.until("document.getElementById('message').textContent.startsWith('Kept')")
    response(browser, "hr")
    browser.open(path)
    assert browser.ask("document.querySelector('#q-GOV-01-Q6 input').checked") is True
    assert "are back" in str(browser.ask("document.getElementById('message').textContent"))


def test_completeness_is_shown_while_answers_come_in(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, form("kestoria-2026", "legal", "es"), "es"))
    browser.ask("localStorage.clear()")
    before = str(browser.ask("document.getElementById('count').textContent"))
    browser.click("#q-GOV-01-Q5 input")
    browser.until(f"document.getElementById('count').textContent !== {before!r}")
    browser.until("document.querySelector('#q-GOV-01-Q5').classList.contains('done')")
    response(browser, "legal")


@pytest.mark.parametrize(
    "case",
    [
        ("6,8", "6.8", False),
        (" 42 %", "42", False),
        ("1,250", "1,250", True),
        ("101", "101", True),
        ("a few", "a few", True),
    ],
)
def test_numbers_are_read_as_people_write_them_or_marked(
    case: tuple[str, str, bool], browser: Session, tmp_path: Path
) -> None:
    typed, given, marked = case
    browser.open(page(tmp_path, form("kestoria-2026", "data-team", "en")))
    browser.ask("localStorage.clear()")
    identity = next(q.id for q in form("kestoria-2026", "data-team", "en").questions if q.type.value == "percent")
    browser.ask(f"document.querySelector('#q-{identity} .value').value = ''")
    browser.focus(f"#q-{identity} .value")
    browser.type(typed)
    answers = response(browser, "data-team")["answers"]
    assert isinstance(answers, dict)
    assert answers[identity]["answer"] == given
    browser.until(f"document.querySelector('#q-{identity}').classList.contains('wrong') === {str(marked).lower()}")


def test_a_question_that_does_not_apply_is_out_of_the_way(browser: Session, tmp_path: Path) -> None:
    made = form("kestoria-2026", "mission", "en")
    question = next(q for q in made.questions if q.applies_when is not None)
    assert question.applies_when is not None
    control = question.applies_when.question
    browser.open(page(tmp_path, made))
    browser.ask("localStorage.clear()")
    browser.ask(
        f"(s => {{ s.value = 'not_applicable'; s.dispatchEvent(new Event('change', {{bubbles: true}})); }})"
        f"(document.querySelector('#q-{control} .state'))"
    )
    browser.ask(
        f"(s => {{ s.value = 'No port'; s.dispatchEvent(new Event('input', {{bubbles: true}})); }})"
        f"(document.querySelector('#q-{control} .reason-value'))"
    )
    browser.until(f"document.querySelector('#q-{question.id}').classList.contains('off')")
    response(browser, made.head.sheet)


def test_nothing_is_asked_of_the_network_and_nothing_runs_off_a_narrow_screen(browser: Session, tmp_path: Path) -> None:
    made = form("tambare-2026", "risk-unit", "fr")
    path = page(tmp_path, made, "fr")
    content = path.read_text(encoding="utf-8")
    assert "default-src 'none'" in content
    assert "src=" not in content.replace("default-src", "")
    browser.open(path, 360, 740)
    assert browser.ask("document.documentElement.scrollWidth <= 360") is True
    assert browser.ask("performance.getEntriesByType('resource').length") == 0


def test_every_control_has_a_name_for_those_who_hear_the_page(browser: Session, tmp_path: Path) -> None:
    browser.open(page(tmp_path, form("kestoria-2026", "mission", "en")))
    nameless = browser.ask(
        "[...document.querySelectorAll('main input, main select, main textarea')]"
        ".filter(e => !e.labels.length && !e.getAttribute('aria-label')).length"
    )
    assert nameless == 0


def test_the_same_form_gives_the_same_page() -> None:
    assert to_page(form("kestoria-2026", "ict", "en")) == to_page(form("kestoria-2026", "ict", "en"))


# ------------------------------------------------------------------------------------------- from the page to a sheet


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    folder = tmp_path / "kestoria"
    assert copy_example(folder)
    return folder


@pytest.fixture
def run(mission: Path) -> Callable[..., tuple[int, str]]:
    def run_(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(app, ["form", words[0], str(mission), *words[1:]])
        return (result.exception.code if isinstance(result.exception, Stop) else result.exit_code), result.output

    return run_


def test_what_is_typed_into_the_page_reaches_the_sheet(
    mission: Path, browser: Session, run: Callable[..., tuple[int, str]]
) -> None:
    assert run("export", "--to", "html", "--for", "legal", "--sent", "2026-09-01")[0] == 0
    browser.open(mission / "reports" / "forms" / "legal.html")
    browser.ask("localStorage.clear()")
    browser.click("#q-GOV-02-Q1 input")
    response(browser, "legal")
    code, words = run("import", str(browser.folder / "legal.response.json"))
    assert code == 0, words
    assert "GOV-02-Q1: {answer: yes}" in (mission / "responses" / "legal.yaml").read_text(encoding="utf-8")
    assert run("import", str(browser.folder / "legal.response.json"))[1].count("Written") == 0


def saved(tmp_path: Path, **changes: object) -> Path:
    """Give a response file as the page saves it, with some parts of it changed."""
    made = form("kestoria-2026", "ict", "en")
    data = json.loads(to_page(made).decode().split('id="form">')[1].split("</script>")[0])
    answers: dict[str, object] = {question.id: {} for question in made.questions}
    answers |= {question: plain_said(said) for question, said in made.before.items()}
    file = {key: data[key] for key in ("format", "version", "head", "base", "checksum")} | {"answers": answers}
    path = tmp_path / "ict.response.json"
    path.write_text(json.dumps({**file, **changes}), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("COL001", {"version": 99}),
        ("COL001", {"answers": None}),
        ("COL007", {"answers": {"GOV-99-Q1": {"answer": "yes"}}}),
        ("COL040", {"answers": {"TEC-01-Q2": {"answr": "yes"}}}),
        ("COL040", {"answers": {"TEC-01-Q2": ["yes"]}}),
        ("RSP014", {"answers": {"TEC-01-Q2": {"answer": "no", "evidence": ["E-99"]}}}),
        ("RSP004", {"answers": {"TEC-01-Q2": {"answer": "maybe"}}}),
    ],
)
def test_a_file_that_was_changed_is_told_and_nothing_is_written(
    code: str, changes: dict[str, object], mission: Path, run: Callable[..., tuple[int, str]]
) -> None:
    before = (mission / "responses" / "ict.yaml").read_bytes()
    exit_code, words = run("import", str(saved(mission.parent, **changes)))
    assert exit_code == 3
    assert code in words
    assert (mission / "responses" / "ict.yaml").read_bytes() == before


def test_a_file_whose_sent_answers_were_changed_is_trusted_no_more(
    tmp_path: Path, run: Callable[..., tuple[int, str]]
) -> None:
    exit_code, words = run("import", str(saved(tmp_path, base={})))
    assert exit_code == 0
    assert "COL006" in words
