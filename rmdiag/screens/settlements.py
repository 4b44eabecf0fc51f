"""Show what is open between sheets, who said what, and what was settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill

from rmdiag.assessment.agreement import Rated
from rmdiag.assessment.agreement_effects import Effect
from rmdiag.assessment.quotes import quote_of
from rmdiag.assessment.settling import Settled
from rmdiag.problems import listed
from rmdiag.questionnaires.model import Question, QuestionType
from rmdiag.screens.agreements import moves_words, speaker
from rmdiag.screens.answers import quoted
from rmdiag.screens.words import shown
from rmdiag.tongue import heads, phrase, phrases

COLUMNS = heads("place", "before", "after")
WIDTH = 100  # characters of running text on a terminal


def settled_rows(settled: Settled) -> list[Sequence[str]]:
    """Give a row per entry that changes, as consensus.yaml has it."""
    return [(change.place, change.old or "", change.new or "") for change in settled.changes]


def open_lines(waiting: Sequence[Rated]) -> Iterator[str]:
    """Say what is still open."""
    if not waiting:
        yield phrase("No divergence is open.")
        return
    ids = listed(dict.fromkeys(rated.question.id for rated in waiting))
    yield phrases(
        "{count} divergence is open: {list}.", "{count} divergences are open: {list}.", len(waiting), list=ids
    )


def divergence_text(effect: Effect, number: int, count: int) -> str:
    """Write one open divergence: the question, what it moves, and every voice with what it rests on."""
    rated, attribution = effect.rated, effect.rated.case.mission.attribution
    head = phrase(
        "{number} of {count}: {id} ({layer})",
        number=number,
        count=count,
        id=rated.question.id,
        layer=shown(rated.case.layer),
    )
    lines = [head, _filled(rated.question.text, 1), *(_filled(one, 1) for one in _ways(rated.question))]
    lines.append(_filled(moves_words(effect), 1))
    for voice in rated.voices:
        quote = quote_of(rated.question, voice)
        parts = [quoted(quote, rated.question), speaker(quote, attribution)]
        parts += [shown(quote.confidence)] if quote.confidence else []
        parts += [phrase("evidence {list}", list=", ".join(quote.evidence))] if quote.evidence else []
        parts += [quote.note] if quote.note else []
        lines.append(_filled(" - ".join(parts), 2))
    return "\n".join(lines)


def _ways(question: Question) -> Iterator[str]:
    """Say what may be answered."""
    if question.type is QuestionType.YES_PARTLY_NO:
        yield phrase("Answers: {list}", list="yes, partly, no")
    for option in question.options:
        yield f"{option.id}: {option.text}"
    if question.met_when:
        yield phrase("Met when: {test}", test=question.met_when)


def _filled(text: str, depth: int) -> str:
    indent = "  " * depth
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}  ", break_on_hyphens=False)
