"""Write annex C: every place where answers contradict, differ, were judged, taken over, excused or not proven."""

from __future__ import annotations

from rmdiag.assessment.contradictions import Contradiction
from rmdiag.assessment.mission import Judgement
from rmdiag.assessment.quotes import Claimed, Side, counting_voices, sides_of
from rmdiag.questionnaires.model import Layer, Voice
from rmdiag.reports.compose import cell, row
from rmdiag.reports.editions.annex_optimism import optimism
from rmdiag.reports.editions.answers import merged_words, response_words, voices_words
from rmdiag.reports.editions.differences import rule_words, values_words
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, sentence_part
from rmdiag.reports.model import Align, Block, Cell, Column, Density, Row, Section, Table


def findings_annex(tell: Telling, letter: str) -> Section:
    """Write annex C; a kind that does not occur is named in one sentence."""
    parts = (
        ("contradictions", _contradictions(tell)),
        ("divergences", _divergences(tell)),
        ("agreements", _agreements(tell)),
        ("judgements", _judgements(tell)),
        ("taken-over", _taken_over(tell) if tell.both_spoke else ()),
        ("excused", _excused(tell)),
        ("unproven", _unproven(tell)),
        ("optimism", optimism(tell) if tell.mission.answers.speaks(Layer.SELF) else ()),
    )
    present = [(key, blocks) for key, blocks in parts if blocks]
    sections = tuple(
        Section(
            id=f"annex-c-{key}",
            title=tell.say(f"registers.{key}.title"),
            number=f"{letter}.{place}",
            blocks=(tell.para(f"registers.{key}.opening"), *blocks),
            listed=False,
        )
        for place, (key, blocks) in enumerate(present, start=1)
    )
    absent = [tell.say(f"registers.{key}.absent") for key, blocks in parts if not blocks]
    opening = [tell.para("registers.opening" if present else "registers.nothing")]
    if absent and present:
        opening.append(tell.para("registers.absent", list=tell.shown.listed(absent)))
    return Section(
        id="annex-c",
        title=tell.say("annex.findings"),
        number=letter,
        blocks=tuple(opening),
        sections=sections,
    )


def _contradictions(tell: Telling) -> tuple[Block, ...]:
    found = tell.assessment.findings.contradictions
    rows = tuple(row(one.rule.id, one.rule.message, rule_words(tell, one), _found(tell, one)) for one in found)
    return _table(tell, "contradictions", (("id", 12), ("message", 44), ("rule", 44), ("found", 68)), rows)


def _found(tell: Telling, contradiction: Contradiction) -> str:
    """Write what was found on every side, then whose answers each rests on and on which evidence."""
    sides = sides_of(contradiction, tell.mission, tell.questionnaire, tell.result)
    behind = [words for side in sides if (words := _behind(tell, side))]
    return " ".join([f"{values_words(tell, contradiction)}.", *behind])


def _behind(tell: Telling, side: Side) -> str:
    """Name the sheets and evidence of an answer, or quote the answers that a level rests on."""
    asked = [one for one in dict.fromkeys(quote.about for quote in side.quotes) if one in tell.questionnaire.questions]
    if side.claims is Claimed.ANSWER:
        return "".join(tell.say("registers.contradictions.said", id=one, by=_by_whom(tell, one)) for one in asked)
    quoted = [
        tell.say(
            "registers.contradictions.quoted",
            id=one,
            answer=merged_words(tell, tell.questionnaire.questions[one], tell.result.answers[one]),
            by=_by_whom(tell, one),
        )
        for one in asked
    ]
    told = tell.say("list.semicolon").join(quoted)
    return tell.say("registers.contradictions.behind", id=side.about, list=told) if told else ""


def _by_whom(tell: Telling, identity: str) -> str:
    """List the sheets whose answer counts for a question, or that it was agreed, with its evidence."""
    merged = tell.result.answers[identity]
    who = [tell.sheet_codes[voice.sheet.id] for voice in counting_voices(merged)]
    if merged.consensus is not None:
        who = [tell.say("source.agreed")]
    return tell.say("list.comma").join([*dict.fromkeys(who), *merged.evidence]) or tell.say("answer.blank")


def _divergences(tell: Telling) -> tuple[Block, ...]:
    found = tell.assessment.findings.divergences
    rows = tuple(
        row(
            _question(tell, one.question.id),
            voices_words(tell, one.question, one.voices),
            merged_words(tell, one.question, tell.result.answers[one.question.id]),
        )
        for one in found
    )
    return _table(tell, "divergences", (("question", 70), ("said", 58), ("counts", 40)), rows)


def _agreements(tell: Telling) -> tuple[Block, ...]:
    questions = tell.questionnaire.questions
    rows = []
    for one in tell.mission.answers.consensus:
        question = questions.get(one.question)
        if question is None:
            continue
        rows.append(
            row(
                _question(tell, one.question),
                response_words(tell, question, one.response),
                sentence_part(one.reason),
                _by(tell, one.by),
                tell.shown.date(one.on),
            )
        )
    columns = (("question", 48), ("answer", 24), ("reason", 45), ("by", 26), ("date", 25))
    return _table(tell, "agreements", columns, tuple(rows))


def _judgements(tell: Telling) -> tuple[Block, ...]:
    stale = {id(one) for one in tell.assessment.scores.stale}
    rows = tuple(_judgement(tell, one, stale=id(one) in stale) for one in tell.mission.judgements)
    columns = (("indicator", 34), ("change", 15), ("applied", 20), ("reason", 51), ("by", 23), ("date", 25))
    return _table(tell, "judgements", columns, rows)


def _judgement(tell: Telling, judgement: Judgement, *, stale: bool) -> Row:
    indicator = tell.framework.indicators[judgement.indicator]
    shown = tell.shown.count
    return row(
        tell.say("indicator.title", id=indicator.id, title=indicator.title),
        tell.say("level.change", now=shown(judgement.from_level), target=shown(judgement.to_level)),
        tell.say("judgement.stale" if stale else "judgement.applied"),
        sentence_part(judgement.reason),
        _by(tell, judgement.by),
        tell.shown.date(judgement.on),
    )


def _taken_over(tell: Telling) -> tuple[Block, ...]:
    """List them by dimension; what they say stands in annex A."""
    found = [tell.questionnaire.questions[one.question] for one in tell.taken_over]
    rows = []
    for dimension in tell.framework.dimensions:
        members = {indicator.id for indicator in dimension.indicators}
        ids = [question.id for question in found if question.indicator in members]
        if ids:
            rows.append(row(dimension.title, tell.shown.count(len(ids)), tell.say("list.comma").join(ids)))
    return _table(tell, "taken-over", (("dimension", 46), ("number", 16), ("questions", 106)), tuple(rows))


def _excused(tell: Telling) -> tuple[Block, ...]:
    rows = tuple(
        row(_question(tell, one.question), sentence_part(one.reason or "")) for one in tell.assessment.findings.excused
    )
    return _table(tell, "excused", (("question", 80), ("reason", 88)), rows)


def _unproven(tell: Telling) -> tuple[Block, ...]:
    rows = tuple(_voice(tell, one) for one in tell.assessment.findings.unproven)
    return _table(tell, "unproven", (("question", 90), ("answer", 56), ("sheet", 22)), rows)


def _voice(tell: Telling, voice: Voice) -> Row:
    question = tell.questionnaire.questions[voice.response.question]
    return row(
        _question(tell, question.id),
        response_words(tell, question, voice.response),
        tell.sheet_codes[voice.sheet.id],
    )


def _question(tell: Telling, identity: str) -> Cell:
    question = tell.questionnaire.questions[identity]
    return cell(*tell.runs("question.titled", id=identity, text=question.text))


def _by(tell: Telling, by: str) -> str:
    return tell.say("roles.unnamed") if tell.mission.attribution == NO_ATTRIBUTION else by


def _table(tell: Telling, key: str, columns: tuple[tuple[str, int], ...], rows: tuple[Row, ...]) -> tuple[Block, ...]:
    if not rows:
        return ()
    table = Table(
        id=f"table-{key}",
        caption=tell.say(f"registers.{key}.caption"),
        columns=tuple(
            Column(
                title=tell.say(f"column.{name}"),
                width=width,
                heads_rows=place == 0,
                align=Align.CENTRE if name == "change" else Align.START,
            )
            for place, (name, width) in enumerate(columns)
        ),
        rows=rows,
        density=Density.COMPACT,
    )
    return (table,)
