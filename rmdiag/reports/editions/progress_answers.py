"""Write the questions whose answer, or what is known of it, differs between two rounds, with what proves it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rmdiag.assessment.comparison_answers import QuestionChange, Why
from rmdiag.assessment.comparison_results import LevelChange
from rmdiag.questionnaires.merging import Profile
from rmdiag.questionnaires.model import Question
from rmdiag.reports.compose import cell, group_row, para, quiet, row, small
from rmdiag.reports.editions.answers import answer_words, brief_words
from rmdiag.reports.editions.progress_rounds import Rounds
from rmdiag.reports.editions.telling import Telling, slug
from rmdiag.reports.model import Block, Cell, Column, Density, Row, Section, Table

COLUMNS = 5
ALONE = (Why.SET_CHANGED, Why.QUESTION_NEW, Why.QUESTION_GONE)  # asked in one round only


def asked_in_both(change: LevelChange) -> tuple[QuestionChange, ...]:
    """Give the questions of an indicator that differ and that both rounds asked."""
    return tuple(one for one in change.questions if not set(one.why) & set(ALONE))


def question_table(rounds: Rounds, change: LevelChange) -> Iterator[Block]:
    """Give the questions of one indicator that differ; those that only one round asked are counted."""
    both, alone = asked_in_both(change), len(change.questions) - len(asked_in_both(change))
    if both:
        caption = rounds.tell.say("pr.questions.of", id=change.id)
        rows = [_row(rounds, one) for one in both]
        yield _table(rounds, (f"table-questions-{slug(change.id)}", caption), rows)
    if alone:
        yield small(rounds.tell.count("pr.questions.alone", alone))


def questions_annex(rounds: Rounds, letter: str) -> Section:
    """Give all questions that differ, by indicator, in the order of the framework."""
    tell = rounds.tell
    order = {identity: place for place, identity in enumerate(tell.framework.indicators)}
    changed = [one for one in rounds.comparison.indicators if asked_in_both(one)]
    changed.sort(key=lambda one: order.get(one.id, len(order)))
    alone = sum(len(one.questions) - len(asked_in_both(one)) for one in rounds.comparison.indicators)
    blocks: list[Block] = [para(tell.count("pr.questions.alone", alone))] if alone else []
    if changed:
        rows: list[Row] = []
        for one in changed:
            rows.append(group_row(COLUMNS, tell.say("indicator.title", id=one.id, title=one.title)))
            rows += [_row(rounds, question) for question in asked_in_both(one)]
        caption = tell.say("pr.questions.caption")
        blocks = [para(_counted(rounds, changed)), *blocks, _table(rounds, ("table-questions", caption), rows)]
    else:
        blocks = [tell.para("pr.questions.none"), *blocks]
    return Section(id="annex-a", title=tell.say("pr.questions.title"), number=letter, blocks=tuple(blocks))


def _counted(rounds: Rounds, changed: list[LevelChange]) -> str:
    """Count the questions, and the reasons, of which one question may have several."""
    tell = rounds.tell
    questions = [question for one in changed for question in asked_in_both(one)]
    found = Counter(why for question in questions for why in _reasons(rounds, question))
    listed = tell.say("list.semicolon").join(
        tell.say("pr.questions.reason", why=tell.say(f"pr.why.{why}"), count=tell.shown.count(count))
        for why, count in found.most_common()
    )
    several = "" if found.total() == len(questions) else tell.say("pr.questions.several")
    return " ".join(part for part in (tell.count("pr.questions.opening", len(questions), list=listed), several) if part)


def _table(rounds: Rounds, named: tuple[str, str], rows: list[Row]) -> Table:
    tell = rounds.tell
    return Table(
        id=named[0],
        caption=named[1],
        columns=(
            Column(title=tell.say("column.id"), width=19, heads_rows=True),
            Column(title=tell.say("column.question"), width=50),
            Column(title=rounds.named[0], width=34),
            Column(title=rounds.named[1], width=38),
            Column(title=tell.say("pr.column.why"), width=31),
        ),
        rows=tuple(rows),
        density=Density.COMPACT,
    )


def _row(rounds: Rounds, change: QuestionChange) -> Row:
    tell = rounds.tell
    question = tell.questionnaire.questions.get(change.question)
    asked = question or rounds.before.questionnaire.questions.get(change.question)
    older = _question(rounds.before, change.was or change.question)
    return row(
        change.question,
        "" if asked is None else asked.text,
        _answer(rounds.before, older, rounds.earlier_answers),
        _answer(tell, _question(tell, change.question), rounds.answers),
        cell(quiet(tell.say("list.comma").join(tell.say(f"pr.why.{why}") for why in _reasons(rounds, change)))),
    )


def _reasons(rounds: Rounds, change: QuestionChange) -> tuple[str, ...]:
    """Give the reasons for which an answer differs; where it passes no threshold, whether a number rose or fell."""
    if change.why == (Why.DIFFERENT,):
        ends = rounds.earlier_answers.get(change.was or change.question), rounds.answers.get(change.question)
        values = [None if one is None or one.low is None else one.low.value for one in ends]
        if isinstance(values[0], Fraction) and isinstance(values[1], Fraction) and values[0] != values[1]:
            return ("different_higher" if values[1] > values[0] else "different_lower",)
    return tuple(why.value for why in change.why)


def _question(tell: Telling, identity: str) -> Question | None:
    base = tell.questionnaire.base or tell.questionnaire
    found = base.questions.get(identity)
    return found if found is not None and identity in base.in_set(tell.mission.set) else None


def _answer(tell: Telling, question: Question | None, answers: Profile) -> Cell:
    """Write an answer with how far it is proven; both answers where sheets differed."""
    merged = None if question is None else answers.get(question.id)
    if question is None or merged is None:
        return cell(quiet(tell.say("pr.not_asked")))
    words = brief_words(tell, question, merged)
    if merged.divergent and merged.high is not None:
        words = tell.say("pr.either", low=words, high=answer_words(tell, question, merged.high))
    if not merged.known:
        return cell(quiet(words))
    proof = (*((tell.say(f"confidence.{merged.confidence.value}"),) if merged.confidence else ()), *merged.evidence)
    proven = (" ", quiet(tell.say("pr.proof", list=tell.say("list.comma").join(proof)))) if proof else ()
    return cell(words, *proven)
