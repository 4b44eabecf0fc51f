"""Read what a mission keeps beside the sheets: what was agreed, and what was judged."""

from __future__ import annotations

from rmdiag.assessment import codes
from rmdiag.assessment.asking import Reading, date_near, known_id, opened, reason_of
from rmdiag.assessment.mission import Judgement
from rmdiag.fields import Fields, as_fields
from rmdiag.problems import did_you_mean
from rmdiag.questionnaires.codes import RESPONSE_UNKNOWN
from rmdiag.questionnaires.model import Consensus, Layer, Question
from rmdiag.questionnaires.responses import read_response
from rmdiag.source import Document, Node, Scalar, Sequence, Table
from rmdiag.tongue import phrase

# What a consensus takes from a response; its confidence is the strongest among the sheets that agree (SCORING 9).
_OF_THE_RESPONSE = ("answer", "not_applicable", "do_not_know", "met", "evidence", "note")


def read_consensus(document: Document, reading: Reading) -> tuple[Consensus, ...]:
    """Give what was agreed where sheets differ; a list under a question holds one entry per layer."""
    main = opened(document, reading.problems)
    if main is None:
        return ()
    found: dict[tuple[str, Layer], Consensus] = {}
    questions = reading.questionnaire.questions
    for key, node in main.entries("consensus", "`consensus`"):
        question = questions.get(key.text)
        if question is None:
            values = {"framework": reading.questionnaire.framework.id, "near": did_you_mean(key.text, questions)}
            reading.problems.add(RESPONSE_UNKNOWN, key, id=key.text, **values)
            continue
        for entry in node.nodes if isinstance(node, Sequence) else (node,):
            agreed = _consensus(question, key, entry, reading)
            if agreed is None:
                continue
            if (agreed.question, agreed.layer) in found:
                reading.problems.add(codes.AGREED_TWICE, entry, id=key.text, layer=agreed.layer.value)
            found.setdefault((agreed.question, agreed.layer), agreed)
    main.close()
    return tuple(found.values())


def _consensus(question: Question, key: Scalar, node: Node, reading: Reading) -> Consensus | None:
    what = phrase("the consensus on {id}", id=question.id)
    row = as_fields(node, what, reading.problems)
    if row is None:
        return None
    kept = tuple((scalar, value) for scalar, value in row.table.entries if scalar.text in _OF_THE_RESPONSE)
    response = read_response(question, key, Table(entries=kept, span=row.span), reading.problems)
    if row.node("answer") is None and row.node("not_applicable") is None and not response.do_not_know:
        reading.problems.add(codes.NOTHING_AGREED, key, id=question.id)
    for name in _OF_THE_RESPONSE:
        row.has(name)
    agreed = Consensus(
        question=question.id,
        layer=Layer(row.word("layer", [layer.value for layer in Layer]) or "self"),
        response=response,
        reason=row.text("reason") or response.reason or reason_of(row, phrase("The consensus on {id}", id=question.id)),
        by=row.text("by", required=True) or "",
        on=date_near(row, phrase("The consensus on {id}", id=question.id), reading.as_of),
        span=response.span,
    )
    row.close()
    return agreed


def read_judgements(document: Document, reading: Reading) -> tuple[Judgement, ...]:
    """Give the assessor's moves, one per indicator (SCORING 5); whether they still apply is known after scoring."""
    main = opened(document, reading.problems)
    if main is None:
        return ()
    found: dict[str, Judgement] = {}
    for row in main.rows("judgements", "a judgement"):
        judgement = _judgement(row, reading)
        if judgement is None:
            continue
        first = found.setdefault(judgement.indicator, judgement)
        if first is not judgement:
            reading.problems.add(codes.JUDGED_TWICE, row, id=judgement.indicator, first=first.span.line)
    main.close()
    return tuple(found.values())


def _judgement(row: Fields, reading: Reading) -> Judgement | None:
    framework = reading.questionnaire.framework
    scalar = row.scalar("indicator", required=True)
    indicator = known_id(scalar, codes.UNKNOWN_INDICATOR, framework.indicators, reading.problems)
    before = row.integer("from", framework.lowest, framework.top, required=True)
    after = row.integer("to", framework.lowest, framework.top, required=True)
    what = phrase("The judgement on {id}", id=scalar.text) if scalar else phrase("The judgement")
    reason, by = reason_of(row, what), row.text("by", required=True) or ""
    on = date_near(row, what, reading.as_of)
    row.close()
    if indicator is None or before is None or after is None:
        return None
    if abs(after - before) != 1:
        reading.problems.add(codes.NOT_ONE_STEP, row.at("to"), id=indicator, before=before, after=after)
        return None
    return Judgement(indicator=indicator, from_level=before, to_level=after, reason=reason, by=by, on=on, span=row.span)
