"""Write one indicator: where it stands, what holds it down, what it rests on, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.assessment.contradictions import latest_figures
from rmdiag.assessment.gaps import Firing
from rmdiag.assessment.results import GateState, IndicatorScore, State
from rmdiag.compendium.model import Framework, Indicator
from rmdiag.questionnaires.model import Confidence, Merged
from rmdiag.reports.compose import para, quiet, runs, strong
from rmdiag.reports.editions.blocking import held_down, judged_down
from rmdiag.reports.editions.figures import level_scale
from rmdiag.reports.editions.lifting import lifting
from rmdiag.reports.editions.metrics import between, remarked
from rmdiag.reports.editions.overlays import changes_words
from rmdiag.reports.editions.plan_line_words import done_words, when_words
from rmdiag.reports.editions.telling import NO_ATTRIBUTION, Telling, following, indicator_id, sentence_part
from rmdiag.reports.model import (
    Block,
    Descriptor,
    DescriptorPair,
    Group,
    Keep,
    List,
    ListEntry,
    Paragraph,
    ParagraphStyle,
    Runs,
    Section,
    Text,
)

EVIDENCE_NAMED = 5  # titles in an entry; the register has all of them


def indicator_section(tell: Telling, indicator: Indicator, number: str) -> Section:
    """Write the section of an indicator."""
    return Section(
        id=indicator_id(indicator),
        title=tell.say("indicator.title", id=indicator.id, title=indicator.title),
        number=number,
        blocks=tuple(_blocks(tell, indicator)),
    )


def _blocks(tell: Telling, indicator: Indicator) -> Iterator[Block]:
    score = tell.score(indicator)
    if not score.state.counts:
        yield _without_level(tell, score)
        yield _small(_standards(tell, indicator))
        return
    opening: tuple[Block, ...] = (
        level_scale(tell, indicator),
        *_bounds(tell, indicator, score),
        _descriptors(tell, indicator, score),
    )
    yield Group(blocks=opening, keep=Keep.WHOLE)
    yield from _changed(tell, indicator)
    yield from held_down(tell, indicator)
    yield from (Paragraph(runs=note) for note in _notes(tell, indicator, score))
    yield _small(following(_standing(tell, indicator, score)))
    yield _small(following(_sources(tell, indicator)))
    yield from _recommendations(tell, indicator, score)
    yield from lifting(tell, indicator)


def _without_level(tell: Telling, score: IndicatorScore) -> Paragraph:
    if score.state is State.OUT_OF_SCOPE:
        return tell.para("indicator.out_of_scope")
    return tell.para("indicator.not_applicable", reason=sentence_part(score.reason or ""))


def _descriptors(tell: Telling, indicator: Indicator, score: IndicatorScore) -> DescriptorPair:
    if score.point is None:
        target = tell.assessment.targets[indicator.id]
        now = _descriptor(tell, indicator, "indicator.at_target", target)
        return DescriptorPair(now=now, next=None, finding=f"{indicator.id}/level")
    following = next_level(tell.framework, score)
    if score.point == tell.framework.lowest:  # it asks for nothing
        key = "indicator.indicative_lowest" if score.indicative else "indicator.now_lowest"
    else:
        key = "indicator.indicative" if score.indicative else "indicator.now"
    now = _descriptor(tell, indicator, key, score.point)
    if score.indicative:
        now = replace(now, runs=(*now.runs, Text(text=" "), quiet(tell.say("indicator.described"))))
    return DescriptorPair(
        finding=f"{indicator.id}/level",
        now=now,
        next=None if following is None else _descriptor(tell, indicator, "indicator.next", following),
    )


def _bounds(tell: Telling, indicator: Indicator, score: IndicatorScore) -> Iterator[Paragraph]:
    """Say of an indicative level, before its description, which questions stand behind it."""
    if not score.indicative or score.point is None:
        return
    counting = [q.id for q in tell.questionnaire.by_indicator[indicator.id] if q.gates]
    asked = [identity for identity in counting if identity in tell.asked]
    label = strong(tell.say("label.indicative"))
    words = tell.count(
        "note.indicative", len(counting), asked=tell.shown.count(len(asked)), list=tell.shown.listed(asked)
    )
    yield para(label, " ", words)


def _changed(tell: Telling, indicator: Indicator) -> Iterator[Paragraph]:
    """Say which figures of an overlay the descriptions do not name."""
    changed = changes_words(tell, {question.id for question in tell.questions(indicator.id)})
    if changed is not None:
        yield tell.para("note.changed", label=strong(tell.say("label.overlay")), list=changed)


def next_level(framework: Framework, score: IndicatorScore) -> int | None:
    """Give the level that comes next: the one that is blocked, or the one above; None at the top."""
    point = framework.lowest if score.point is None else score.point
    if score.computed is not None and point < score.computed:
        return point + 1
    blocked = min((gate.level for gate in score.blocking), default=point + 1)
    following = max(blocked, point + 1)
    return following if following <= framework.top else None


def _descriptor(tell: Telling, indicator: Indicator, key: str, level: int) -> Descriptor:
    words = indicator.descriptor(level) or ""
    return Descriptor(label=tell.say(key, level=tell.level(level)), level=level, runs=runs(words))


def _standing(tell: Telling, indicator: Indicator, score: IndicatorScore) -> Iterator[Runs]:
    met = _met(tell, score)
    if met:
        yield tell.runs("fact.met", list=met, label=strong(tell.say("label.met")))
    yield tell.runs("fact.confidence", words=_confidence(tell, score), label=strong(tell.say("label.confidence")))
    if (
        indicator.id not in tell.recommended
        and score.point is not None
        and score.point >= tell.assessment.targets[indicator.id]
    ):
        yield tell.runs("indicator.nothing", label=strong(tell.say("label.recommendations")))


def _sources(tell: Telling, indicator: Indicator) -> Iterator[Runs]:
    yield from _evidence(tell, indicator)
    yield from _figures(tell, indicator)
    yield _standards(tell, indicator)


def _met(tell: Telling, score: IndicatorScore) -> str:
    """List the questions all of whose gates are met."""
    questions = dict.fromkeys(gate.question for gate in score.gates)
    wanting = {gate.question for gate in score.gates if gate.low is not GateState.MET}
    return tell.say("list.comma").join(question for question in questions if question not in wanting)


def _confidence(tell: Telling, score: IndicatorScore) -> str:
    coverage = _coverage(tell, score)
    if score.point is None:
        return coverage
    if score.judgement is not None and score.computed is not None and score.computed != score.point:
        return f"{tell.say('fact.held_judged', computed=tell.shown.count(score.computed))} {coverage}"
    if score.verified == score.point and score.confidence is Confidence.VERIFIED:
        return f"{tell.say('fact.held_verified')} {coverage}"
    held = tell.say("fact.held_none" if score.confidence is None else f"fact.held_{score.confidence.value}")
    if score.verified is None:
        proven = tell.say("fact.nothing_verified")
    elif score.verified == score.point:
        proven = tell.say("fact.all_verified")
    else:
        proven = tell.say("fact.verified", level=tell.shown.count(score.verified))
    return f"{held} {proven} {coverage}"


def _coverage(tell: Telling, score: IndicatorScore) -> str:
    """Say how many of the questions that count are answered, and what the open ones may still do."""
    if score.known == score.asked:
        return tell.count("fact.coverage_all", score.asked)
    if not score.known:
        return tell.count("fact.coverage_none", score.asked)
    key = "fact.coverage_more" if score.settled else "fact.coverage"
    return tell.count(
        "fact.coverage_settled" if score.coverage == 1 else key,
        score.asked,
        known=tell.shown.count(score.known),
        more=tell.shown.count(score.settled),
        coverage=tell.shown.share(score.coverage),
    )


def _merged(tell: Telling, indicator: Indicator) -> list[Merged]:
    return [tell.result.answers[question.id] for question in tell.questions(indicator.id)]


def _evidence(tell: Telling, indicator: Indicator) -> Iterator[Runs]:
    questions = {question.id for question in tell.questions(indicator.id)} | {indicator.id}
    cited = dict.fromkeys(e for merged in _merged(tell, indicator) for e in merged.evidence)
    cited |= dict.fromkeys(e.id for e in tell.mission.evidence.values() if questions & set(e.supports))
    known = [tell.mission.evidence[one] for one in cited if one in tell.mission.evidence]
    label = strong(tell.say("label.evidence"))
    if not known:
        yield tell.runs("fact.no_evidence", label=label)
        return
    named = [tell.say("evidence.named", id=e.id, title=e.title) for e in known[:EVIDENCE_NAMED]]
    if len(known) > EVIDENCE_NAMED:
        named.append(tell.count("list.others", len(known) - EVIDENCE_NAMED))
    yield tell.runs("fact.evidence", label=label, list=tell.say("list.semicolon").join(named))


def _figures(tell: Telling, indicator: Indicator) -> Iterator[Runs]:
    """Give the figures of the latest period, rates with their intervals."""
    latest, _ = latest_figures(tell.mission.figures)
    known = {figure.metric.id: figure for figure in tell.metric_table.figures if figure.period == latest}
    given = [known[m] for m in indicator.metrics if m in known and known[m].written]
    if latest is None or not given:
        return
    named = (
        tell.say("metric.named", name=one.metric.name, value=remarked(tell, between(tell, one), one.note))
        for one in given
    )
    label = strong(tell.say("label.figures", period=latest))
    yield tell.runs("fact.figures", label=label, list=tell.say("list.semicolon").join(named))


def _notes(tell: Telling, indicator: Indicator, score: IndicatorScore) -> Iterator[Runs]:
    judgement = score.judgement
    if judgement is not None and judged_down(score) is None:
        key = "note.judged" if tell.mission.attribution == NO_ATTRIBUTION else "note.judged_by"
        yield tell.runs(
            key,
            label=strong(tell.say("label.judgement")),
            computed=tell.shown.count(judgement.from_level),
            judged=tell.shown.count(judgement.to_level),
            reason=sentence_part(judgement.reason),
            by=judgement.by,
            on=tell.shown.date(judgement.on),
        )
    merged = [m for m in _merged(tell, indicator) if tell.questionnaire.questions[m.question].gates]
    for key, found in (
        ("note.divergent", [m.question for m in merged if m.divergent]),
        ("note.agreed", [m.question for m in merged if m.consensus is not None]),
        ("note.taken_over", [m.question for m in merged if m.taken_over and m.consensus is None]),
    ):
        if found:
            listed = tell.shown.listed(found)
            yield tell.runs(key, label=strong(tell.say(f"label.{key.rpartition('.')[2]}")), list=listed)
    yield from _difference(tell, indicator)


def _difference(tell: Telling, indicator: Indicator) -> Iterator[Runs]:
    label = strong(tell.say("label.difference"))
    own = tell.own.indicators[indicator.id]
    if tell.sees_itself(indicator):
        differs = any(one.indicator.id == indicator.id for one in tell.assessment.findings.differences)
        if differs and own.point is not None:
            yield tell.runs("note.difference", label=label, own=tell.level(own.point))
    elif own.known and tell.both_spoke and indicator.id in tell.assessment.scores.compared:
        open_gates = (gate for gate in own.gates if gate.low is not gate.high or gate.low is GateState.UNKNOWN)
        wanting = sorted({gate.question for gate in open_gates})
        span, listed = tell.shown.levels(own.low, own.high), tell.shown.listed(wanting)
        yield runs(label, " ", tell.count("note.difference_open", len(wanting), own=span, list=listed))


def _standards(tell: Telling, indicator: Indicator) -> Runs:
    sections = [tell.framework.sections[s].title for s in indicator.compendium if s in tell.framework.sections]
    cited = [standard_words(tell, s) for s in indicator.standards]
    return tell.runs(
        "fact.standards",
        label=strong(tell.say("label.standards")),
        list=tell.say("list.semicolon").join(cited) or tell.say("sign.none"),
        sections=tell.say("list.semicolon").join(sections) or tell.say("sign.none"),
    )


def standard_words(tell: Telling, identity: str) -> str:
    """Write a reference in short: "TFA 7.4.1", "ISO 31000 5.2"; the locator where its family has no short form."""
    reference = tell.framework.references.get(identity)
    if reference is None:
        return identity
    key = f"standard.{reference.source}"
    if not tell.words.has(key):
        return reference.locator
    return tell.say(key, number=identity.partition("-")[2], locator=reference.locator)


def _recommendations(tell: Telling, indicator: Indicator, score: IndicatorScore) -> Iterator[Block]:
    steps = tell.recommended.get(indicator.id, ())
    if score.state is State.NOT_ASSESSED:
        yield tell.para("indicator.find_out", label=strong(tell.say("label.recommendations")))
    if not steps:
        return
    entries = tuple(ListEntry(runs=_step(tell, step), finding=f"{step.recommendation.id}/action") for step in steps)
    yield Group(title=runs(tell.count("indicator.recommendations", len(steps))), blocks=(List(entries=entries),))


def _step(tell: Telling, firing: Firing) -> Runs:
    """Name an action of the plan with its days, as the plan says the rest; one that it leaves out is told in full."""
    recommendation = firing.recommendation
    changed = changes_words(tell, set(recommendation.closes))
    planned = tell.ahead.carrying(recommendation.id) is not None
    return tell.runs(
        "recommendation.entry",
        id=strong(recommendation.id),
        action=recommendation.action,
        details=quiet(
            tell.say(
                "recommendation.planned" if planned else "recommendation.details",
                responsible=recommendation.responsible,
                completion=sentence_part(done_words(tell, recommendation)),
                when=when_words(tell, recommendation.id),
            )
            + ("" if changed is None else " " + tell.say("note.changed_step", list=changed))
        ),
    )


def _small(words: Runs) -> Paragraph:
    return Paragraph(runs=words, style=ParagraphStyle.SMALL)
