"""List all that stands out in a round as findings of one shape, each by the name of the rule that found it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.contradictions import Contradiction
from rmdiag.assessment.finding_rules import WIDE_GAP, FindingKind, FindingRule
from rmdiag.assessment.findings import Difference, Divergence
from rmdiag.assessment.gaps import Gap
from rmdiag.assessment.mission import Judgement
from rmdiag.assessment.quotes import Quote, Side, quote_of, quotes_of, sides_of
from rmdiag.assessment.results import Gate
from rmdiag.compendium.model import ConsistencyRule
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Merged, Voice
from rmdiag.tongue import all_of, joined, marked, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedFinding:
    """One finding: what it is about, what was seen, and where two claims stand against each other both of them."""

    kind: FindingKind
    rule: str  # of FindingRule, or the id of a consistency rule
    about: tuple[str, ...]  # ids of questions, indicators or metrics, or the names of sheets
    title: str
    seen: str
    expected: str | None = None  # what a consistency rule would have
    sides: tuple[Side, ...] = ()
    quotes: tuple[Quote, ...] = ()  # where the finding is about answers and not about two claims
    ask: str | None = None
    span: Span | None = None


def list_findings(assessment: Assessment) -> tuple[NamedFinding, ...]:
    """Give every finding, by kind and in each kind in its own order."""
    every = (finding for find in _FINDERS for finding in find(assessment))
    order = list(FindingKind)
    return tuple(sorted(every, key=lambda finding: order.index(finding.kind)))


def _contradictions(assessment: Assessment) -> Iterator[NamedFinding]:
    for one in assessment.findings.contradictions:
        yield NamedFinding(
            kind=FindingKind.CONTRADICTION,
            rule=one.rule.id,
            about=tuple(name for name, _ in one.values),
            title="",
            seen=one.rule.message,
            expected=_expected(one.rule),
            sides=_sides(one, assessment),
            ask=one.rule.say,
            span=one.rule.span,
        )


def _sides(one: Contradiction, assessment: Assessment) -> tuple[Side, ...]:
    return sides_of(one, assessment.mission, assessment.questionnaire, assessment.scores.result)


def _expected(rule: ConsistencyRule) -> str:
    """Write what a rule would have, as its author did."""
    within = f"{float(rule.within):g}"
    if rule.adds_up:
        added = f"{' + '.join(rule.adds_up)} = {float(rule.to):g}"
        return phrase("{sum}, give or take {within}", sum=added, within=within)
    if rule.agree:
        return phrase("{list} give the same, give or take {within}", list=all_of(rule.agree), within=within)
    return phrase("if {condition}, then {consequence}", condition=all_of(rule.when), consequence=all_of(rule.then))


def _divergences(assessment: Assessment) -> Iterator[NamedFinding]:
    for one in assessment.findings.divergences:
        merged = assessment.scores.result.answers[one.question.id]
        yield NamedFinding(
            kind=FindingKind.DIVERGENCE,
            rule=FindingRule.UNSETTLED,
            about=(one.question.id,),
            title=one.question.text,
            seen=_different(merged),
            quotes=_voices(one, merged),
            ask=phrase("Put both answers to those who gave them, and write what they agree on in consensus.yaml."),
            span=one.question.span,
        )


def _different(merged: Merged) -> str:
    if merged.low is None:
        return phrase("Sheets of one side meet different gates, and nothing was agreed.")
    return phrase(
        "Sheets of one side meet different gates, and nothing was agreed."
        " `{answer}` counts, as it meets the fewest gates.",
        answer=merged.low.words,
    )


def _voices(one: Divergence, merged: Merged) -> tuple[Quote, ...]:
    """Quote all who speak on the layer that counts; the other layer is not what diverges."""
    counting = {quote.layer for quote in quotes_of(one.question, merged)}
    return tuple(quote_of(one.question, voice) for voice in one.voices if voice.sheet.layer in counting)


def _optimism(assessment: Assessment) -> Iterator[NamedFinding]:
    for sign in assessment.findings.optimism:
        yield NamedFinding(
            kind=FindingKind.OPTIMISM,
            rule=sign.rule,
            about=(*sign.sheets, *sign.indicators),
            title="",
            seen=sign.seen,
            ask=sign.ask,
        )


def _unproven(assessment: Assessment) -> Iterator[NamedFinding]:
    for voice in assessment.findings.unproven:
        seen = (
            phrase("Called verified, and its evidence does not bear that: it counts as declared.")
            if voice.evidence
            else phrase("Called verified, and no evidence is named: it counts as declared.")
        )
        yield _of_answer(assessment, FindingRule.UNPROVEN, seen, (voice,))


def _unforeseen(assessment: Assessment) -> Iterator[NamedFinding]:
    for merged in assessment.findings.excused:
        seen = phrase("Called not applicable, which its authors did not foresee.")
        yield _of_merged(assessment, (FindingKind.ANSWER, FindingRule.UNFORESEEN), seen, merged)


def _taken_over(assessment: Assessment) -> Iterator[NamedFinding]:
    for merged in assessment.findings.taken_over:
        seen = phrase("The mission has no answer; that of the administration counts, as declared.")
        yield _of_merged(assessment, (FindingKind.TAKEN_OVER, FindingRule.TAKEN_OVER), seen, merged)


def _of_answer(assessment: Assessment, rule: FindingRule, seen: str, voices: Iterable[Voice]) -> NamedFinding:
    every = tuple(voices)
    question = assessment.questionnaire.questions[every[0].response.question]
    return NamedFinding(
        kind=FindingKind.ANSWER,
        rule=rule,
        about=(question.id,),
        title=question.text,
        seen=seen,
        quotes=tuple(quote_of(question, voice) for voice in every),
        span=every[0].response.span,
    )


def _of_merged(
    assessment: Assessment, found: tuple[FindingKind, FindingRule], seen: str, merged: Merged
) -> NamedFinding:
    question = assessment.questionnaire.questions[merged.question]
    return NamedFinding(
        kind=found[0],
        rule=found[1],
        about=(question.id,),
        title=question.text,
        seen=seen,
        quotes=quotes_of(question, merged),
        span=merged.span,
    )


def _judgements(assessment: Assessment) -> Iterator[NamedFinding]:
    for one in assessment.scores.stale:
        indicator = assessment.questionnaire.framework.indicators[one.indicator]
        yield NamedFinding(
            kind=FindingKind.JUDGEMENT,
            rule=FindingRule.STALE,
            about=(one.indicator,),
            title=indicator.title,
            seen=_stale(one, assessment),
            span=one.span,
        )


def _stale(one: Judgement, assessment: Assessment) -> str:
    score = assessment.scores.result.indicators[one.indicator]
    values = {"to": one.to_level, "level": one.from_level}
    if score.computed is not None:
        words = marked("Judged {to} from {level} and not applied: the indicator is now at {now}.")
        return phrase(words, **values, now=score.computed)
    state = phrase(score.state.value.replace("_", " "))
    return phrase("Judged {to} from {level} and not applied: the indicator is now {state}.", **values, state=state)


def _differences(assessment: Assessment) -> Iterator[NamedFinding]:
    for one in assessment.findings.differences:
        yield NamedFinding(
            kind=FindingKind.DIFFERENCE,
            rule=FindingRule.SELF_ABOVE if one.steps > 0 else FindingRule.SELF_BELOW,
            about=(one.indicator.id,),
            title=one.indicator.title,
            seen=_apart(one),
            span=one.indicator.span,
        )


def _apart(one: Difference) -> str:
    return phrase(
        "The administration sees itself at {own}, the result is {result}.", own=one.own.point, result=one.result.point
    )


def _gaps(assessment: Assessment) -> Iterator[NamedFinding]:
    capping = set(assessment.scores.result.overall.capped_by)
    for gap in assessment.gaps:
        rule = _gap_rule(gap, capping)
        if rule is not None:
            yield NamedFinding(
                kind=FindingKind.GAP,
                rule=rule,
                about=(gap.indicator.id,),
                title=gap.indicator.title,
                seen=_short_of(gap, capping),
                span=gap.indicator.span,
            )


def _gap_rule(gap: Gap, capping: set[str]) -> FindingRule | None:
    """Say which rule names a gap: the gravest that applies."""
    if gap.find_out:
        return FindingRule.NOT_ASSESSED
    if gap.indicator.id in capping:
        return FindingRule.CORE_AT_LOWEST
    if not gap.gap:
        return None
    return FindingRule.WIDE if gap.gap >= WIDE_GAP else FindingRule.BELOW_TARGET


def _short_of(gap: Gap, capping: set[str]) -> str:
    held = joined(", ", map(_held, gap.score.blocking)) or phrase("a judgement")
    caps, values = gap.indicator.id in capping, {"target": gap.target, "level": gap.score.point, "list": held}
    if gap.score.point is None:
        if caps:
            return phrase("Nothing is known of it; the target is {target}. It caps the overall level.", **values)
        return phrase("Nothing is known of it; the target is {target}.", **values)
    if caps:
        words = marked("Level {level}, target {target}; held down by {list}. It caps the overall level.")
        return phrase(words, **values)
    return phrase("Level {level}, target {target}; held down by {list}.", **values)


def _held(gate: Gate) -> str:
    values = {"question": gate.question, "state": phrase(gate.low.value), "level": gate.level}
    return phrase("{question} {state} for {level}", **values)


def _strengths(assessment: Assessment) -> Iterator[NamedFinding]:
    for gap in assessment.findings.strengths:
        above = gap.score.point is not None and gap.score.point > gap.target
        yield NamedFinding(
            kind=FindingKind.STRENGTH,
            rule=FindingRule.ABOVE_TARGET if above else FindingRule.AT_TARGET,
            about=(gap.indicator.id,),
            title=gap.indicator.title,
            seen=_reached(gap),
            span=gap.indicator.span,
        )


def _reached(gap: Gap) -> str:
    level, target, confidence = gap.score.point, gap.target, gap.score.confidence
    if confidence is None:
        return phrase("Level {level}, target {target}.", level=level, target=target)
    words = marked("Level {level}, target {target}, {confidence}.")
    return phrase(words, level=level, target=target, confidence=phrase(confidence.value))


_FINDERS: tuple[Callable[[Assessment], Iterator[NamedFinding]], ...] = (
    _contradictions,
    _divergences,
    _optimism,
    _unproven,
    _unforeseen,
    _judgements,
    _differences,
    _gaps,
    _strengths,
    _taken_over,
)
