"""Say what is strong and what proves it, what is not known, what to do where nothing is, and what comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rmdiag.assessment.findings import Divergence
from rmdiag.assessment.gaps import Gap
from rmdiag.reports.compose import quiet, runs, strong
from rmdiag.reports.editions.ahead import Ahead
from rmdiag.reports.editions.cover import team
from rmdiag.reports.editions.differences import seen_by_both, short_values_words
from rmdiag.reports.editions.executive_words import semicolons, sheet_roles
from rmdiag.reports.editions.plan_line_words import wave_ends
from rmdiag.reports.editions.plan_words import first_of
from rmdiag.reports.editions.proof import proof
from rmdiag.reports.editions.scope import leaves_out_dimensions, short_scope_notes
from rmdiag.reports.editions.summary import answered
from rmdiag.reports.editions.telling import Telling, following, sentence_part
from rmdiag.reports.model import ListEntry, Runs

STRENGTHS = 3
EVIDENCE_NAMED = 2
LONGEST_DESCRIPTOR = 150
TEAM_NAMED = 4
NAMED, BRIEF_UNKNOWN = 4, 330  # characters that the one page has room for
CONTRADICTIONS = 2  # told; the others are counted
ASKED = 6  # roles to ask where nothing is answered yet


def strengths(tell: Telling) -> tuple[ListEntry, ...]:
    """Give the strongest indicators with what is true there and what proves it."""
    found = tell.assessment.findings.strengths[:STRENGTHS]
    return tuple(ListEntry(runs=_strength(tell, gap), finding=f"{gap.indicator.id}/level") for gap in found)


def brief_strengths(tell: Telling) -> tuple[ListEntry, ...]:
    """Give the strongest indicators in a line each."""
    found = tell.assessment.findings.strengths[:STRENGTHS]
    return tuple(ListEntry(runs=_level(tell, gap), finding=f"{gap.indicator.id}/level") for gap in found)


def _strength(tell: Telling, gap: Gap) -> Runs:
    said = [_level(tell, gap)]
    descriptor = gap.indicator.descriptor(gap.score.point or tell.framework.lowest)
    if descriptor and not gap.score.indicative:
        said.append(tell.runs("brief.asks_for", level=tell.point(gap.score), words=_clauses(tell, descriptor)))
    return following([*said, _proof(tell, gap)])


def _clauses(tell: Telling, descriptor: str) -> str:
    """Give as many whole clauses of a description as there is room for, at least one."""
    first, *others = (words.strip() for words in sentence_part(descriptor).split(";"))
    for other in others:
        if len(first) + len(other) > LONGEST_DESCRIPTOR:
            break
        first = tell.say("list.semicolon").join((first, other))
    return first


def _level(tell: Telling, gap: Gap) -> Runs:
    confidence = gap.score.confidence
    key = "confidence.none" if confidence is None else f"confidence.{confidence.value}"
    return tell.runs(
        "brief.strength" if gap.score.judgement is None else "brief.strength_judged",
        indicator=strong(gap.indicator.short),
        level=tell.say("level.plain", level=tell.point(gap.score)),
        confidence=tell.say(key),
    )


def _proof(tell: Telling, gap: Gap) -> Runs:
    """Name the evidence that the answers cite, or say that there is none."""
    questions = {question.id for question in tell.questions(gap.indicator.id)}
    cited = dict.fromkeys(e for q in sorted(questions) for e in tell.result.answers[q].evidence)
    cited |= dict.fromkeys(e.id for e in tell.mission.evidence.values() if questions & set(e.supports))
    known = [tell.mission.evidence[one] for one in cited if one in tell.mission.evidence]
    if not known:
        return runs(quiet(tell.say("brief.no_evidence")))
    named = semicolons(tell, [sentence_part(one.title) for one in known], EVIDENCE_NAMED)
    return runs(quiet(tell.say("brief.evidence", list=named)))


def unknown(tell: Telling, ahead: Ahead) -> tuple[ListEntry, ...]:
    """List what is not known, not proven, or seen differently, apart from what stands among the decisions."""
    return tuple(ListEntry(runs=one) for one in _unknown(tell, ahead))


def _unknown(tell: Telling, ahead: Ahead) -> Iterator[Runs]:
    if tell.result.overall.coverage < 1:
        yield runs(answered(tell))
    yield from _not_assessed(tell)
    yield from _unproven(tell)
    yield from _self_only(tell)
    yield from _views(tell)
    if not ahead.every:
        yield from _divergences(tell)
    yield from _contradictions(tell)
    yield from short_scope_notes(tell)
    yield from _overlays(tell)


def brief_unknown(tell: Telling) -> Runs:
    """Say in a few sentences what the levels do not tell; the first of them, where there are many."""
    said = [
        *_self_only(tell),
        *_not_assessed(tell),
        *_unproven(tell),
        *_views(tell),
        *_divergences(tell),
        *_contradictions(tell),
    ]
    if tell.indicative:
        said = [tell.runs("brief.indicative_means"), *said]
    fitting = [one for number, one in enumerate(said) if not number or _length(said[: number + 1]) <= BRIEF_UNKNOWN]
    return following(fitting or [tell.runs("brief.all_known")])


def _length(said: Sequence[Runs]) -> int:
    return sum(len(run.text or "") for one in said for run in one)


def _not_assessed(tell: Telling) -> Iterator[Runs]:
    missing = [i.short for i in tell.assessment.findings.not_assessed]
    if missing:
        yield runs(tell.count("brief.not_assessed", len(missing), list=first_of(tell, missing, NAMED)))


def _unproven(tell: Telling) -> Iterator[Runs]:
    """Say how many levels rest on the word of one source."""
    counts = proof(tell, tell.indicators)
    if counts["declared"]:
        yield runs(tell.count("brief.declared", counts["declared"], all=tell.shown.count(counts.total())))
    called = len(tell.assessment.findings.unproven)
    if called:
        yield runs(tell.count("brief.unproven", called))


def _self_only(tell: Telling) -> Iterator[Runs]:
    if tell.self_only:
        yield tell.runs("brief.self_only")


def _views(tell: Telling) -> Iterator[Runs]:
    """Say where administration and mission see different things."""
    found = tell.assessment.findings
    above = sum(one.steps > 0 for one in found.differences)
    if found.differences:
        compared = tell.count("count.indicators", seen_by_both(tell))
        number = len(found.differences)
        key = {number: "brief.differences_above", 0: "brief.differences_below"}.get(above, "brief.differences")
        yield runs(tell.count(key, number, compared=compared, above=tell.shown.count(above)))


def _divergences(tell: Telling) -> Iterator[Runs]:
    found = tell.assessment.findings
    if found.divergences:
        named = dict.fromkeys(_divergence(tell, one) for one in found.divergences)
        listed = semicolons(tell, list(named), NAMED)
        yield runs(tell.count("brief.divergences", len(found.divergences), list=listed))


def _contradictions(tell: Telling) -> Iterator[Runs]:
    found = tell.assessment.findings
    if found.contradictions:
        told = [
            tell.say(
                "brief.contradiction",
                number=tell.shown.count(number),
                message=sentence_part(one.rule.message),
                values=short_values_words(tell, one),
            )
            for number, one in enumerate(found.contradictions, start=1)
        ]
        listed = semicolons(tell, told, CONTRADICTIONS)
        yield runs(tell.count("brief.contradictions", len(told), list=listed))


def _divergence(tell: Telling, one: Divergence) -> str:
    """Name the indicator that a question belongs to, and the services that answer it differently."""
    indicator = tell.framework.indicators[one.question.indicator].short
    return tell.say("decide.divergence", indicator=indicator, roles=sheet_roles(tell, one.voices))


def _overlays(tell: Telling) -> Iterator[Runs]:
    for overlay in tell.questionnaire.overlays:
        base = tell.assessment.base
        if not overlay.scores_differ or base is None or leaves_out_dimensions(tell):
            yield tell.runs("brief.overlay", title=overlay.title)
        else:
            level = tell.shown.mean(base.result.overall.point)
            yield tell.runs("brief.overlay_base", title=overlay.title, level=level)


def what_to_answer(tell: Telling) -> tuple[ListEntry, ...]:
    """Say what to do where nothing is answered: whom to ask how many questions."""
    asked = Counter(q.ask for i in tell.indicators for q in tell.questions(i.id) if q.gates)
    known = tell.framework.interlocutors
    roles = [
        tell.count("brief.ask_role", number, role=known[role].name if role in known else role.replace("_", " "))
        for role, number in asked.most_common(ASKED)
    ]
    rest = len(asked) - ASKED
    if rest > 0:
        roles.append(tell.count("brief.ask_others", rest))
    said = [tell.runs("brief.start_name"), tell.runs("brief.start_evidence"), tell.runs("brief.start_score")]
    if roles:
        said.insert(1, tell.runs("brief.start_ask", list=tell.say("list.semicolon").join(roles)))
    return tuple(ListEntry(runs=one) for one in said)


def next_steps(tell: Telling, ahead: Ahead) -> tuple[ListEntry, ...]:
    """Say what happens next, and whom to ask."""
    said = []
    if ahead.lines.waves:
        said.append(_review(tell, ahead))
    said.append(tell.runs("follow.again", edition=tell.framework.edition))
    members = team(tell)
    if members:
        said.append(tell.runs("brief.whom_to_ask", team=semicolons(tell, members, TEAM_NAMED)))
    return tuple(ListEntry(runs=one) for one in said)


def next_date(tell: Telling, ahead: Ahead) -> Runs:
    """Name the next day that matters."""
    if not ahead.lines.waves:
        return tell.runs("follow.again", edition=tell.framework.edition)
    return _review(tell, ahead)


def _review(tell: Telling, ahead: Ahead) -> Runs:
    """Give the day on which the first wave ends, when what was done is reviewed."""
    day = wave_ends(ahead.lines, ahead.lines.waves[0])
    return tell.runs("brief.next_review", date=strong(tell.shown.date(day)))
