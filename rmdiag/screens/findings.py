"""Show findings by kind, each with the rule that found it and the answers behind it as they were given."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from textwrap import fill, shorten

from rmdiag.assessment.assess import Assessment
from rmdiag.assessment.finding_rules import FindingKind
from rmdiag.assessment.named_findings import NamedFinding
from rmdiag.assessment.quotes import Claimed, Quote, Side
from rmdiag.assessment.score_json import Json
from rmdiag.problems import Span
from rmdiag.questionnaires.model import Layer
from rmdiag.screens.answers import quoted
from rmdiag.screens.words import shown
from rmdiag.tongue import joined, marked, phrase

FORMAT = "rmdiag findings 1"
WIDTH = 110  # characters of running text on a terminal
LONGEST_QUESTION = 100
FINDING_COLUMNS = (
    *("kind", "rule", "about", "seen", "side", "question", "text", "said", "meaning", "who", "layer"),
    *("confidence", "evidence", "note", "file", "line", "ask"),
)
TITLES = {
    FindingKind.CONTRADICTION: marked("Contradictions"),
    FindingKind.DIVERGENCE: marked("Disagreements that were not settled"),
    FindingKind.OPTIMISM: marked("Signs of an optimistic self-rating"),
    FindingKind.ANSWER: marked("Answers to look at again"),
    FindingKind.JUDGEMENT: marked("Judgements that are not applied"),
    FindingKind.DIFFERENCE: marked("Administration and mission differ"),
    FindingKind.GAP: marked("Gaps"),
    FindingKind.STRENGTH: marked("Strengths"),
    FindingKind.TAKEN_OVER: marked("Answers taken over from the administration"),
}
_LAYERS = {Layer.SELF: marked("the administration"), Layer.MISSION: marked("the mission")}


def findings_text(findings: Iterable[NamedFinding], assessment: Assessment) -> str:
    """Write the findings under one heading for each kind."""
    every, parts = tuple(findings), []
    for kind in FindingKind:
        own = [finding for finding in every if finding.kind is kind]
        lines = [line for finding in own for line in _lines(finding, assessment)]
        parts += ["\n".join([f"{phrase(TITLES[kind])} ({len(own)})", *lines])] if own else []
    return "\n\n".join(parts) or phrase("Nothing was found.")


def ids_text(findings: Sequence[NamedFinding]) -> str:
    """Name findings of one kind by what they are about, where there are too many to quote unasked."""
    ids = ", ".join(identity for finding in findings for identity in finding.about)
    kind = findings[0].kind
    title = phrase(
        "{title} ({number}; to quote them: --rule {kind})",
        title=phrase(TITLES[kind]),
        number=len(findings),
        kind=kind.value,
    )
    return f"{title}\n{_filled(ids, 1)}"


def finding_rows(findings: Iterable[NamedFinding], assessment: Assessment) -> list[Sequence[str]]:
    """Give a row for every quote, or one for a finding without any."""
    return [row for finding in findings for row in _rows(finding, assessment)]


def findings_json(findings: Iterable[NamedFinding], assessment: Assessment) -> Json:
    """Give the findings as plain values for machines; the schema is `rmdiag/schemas/findings.schema.json`."""
    framework = assessment.questionnaire.framework
    return {
        "format": FORMAT,
        "mission": assessment.mission.name,
        "framework": {"id": framework.id, "edition": framework.edition},
        "findings": [_json(finding, assessment) for finding in findings],
    }


def _lines(finding: NamedFinding, assessment: Assessment) -> Iterator[str]:
    """Write one finding: its rule, what was seen, what was expected, who said what, and what to ask."""
    about = "" if finding.sides or finding.kind is FindingKind.OPTIMISM else f"{', '.join(finding.about)} "
    title = f"{shorten(finding.title, LONGEST_QUESTION, placeholder=' …')} - " if finding.title else ""
    yield _filled(f"{finding.rule}  {about}{title}{finding.seen}", 1)
    if finding.expected:
        yield _filled(phrase("Expected: {expected}", expected=finding.expected), 2)
    for side in finding.sides:
        yield _filled(_side_words(side), 2)
        yield from (_filled(_quote_words(quote, assessment, side), 3) for quote in side.quotes)
    yield from (_filled(_quote_words(quote, assessment), 2) for quote in finding.quotes)
    if finding.ask and finding.kind in (FindingKind.CONTRADICTION, FindingKind.OPTIMISM):
        yield _filled(phrase("Ask: {question}", question=finding.ask), 2)


def _side_words(side: Side) -> str:
    if side.claims is not Claimed.LEVEL:
        return f"{side.about} {shorten(side.title, LONGEST_QUESTION, placeholder=' …')}: {side.value}"
    values = {"about": side.about, "title": side.title, "level": side.value}
    if not side.quotes:
        return phrase("{about} {title}: level {level}, without an answer", **values)
    if side.holds:
        return phrase("{about} {title}: level {level}, held by", **values)
    return phrase("{about} {title}: level {level}, kept from the next level by", **values)


def _quote_words(quote: Quote, assessment: Assessment, side: Side | None = None) -> str:
    """Write who said what, on which evidence and where; the question too, unless it stands above."""
    asked = side is not None and side.claims is Claimed.LEVEL and quote.about != side.about
    head = f"{quote.about} {shorten(quote.text, LONGEST_QUESTION, placeholder=' …')}: " if asked else ""
    question = assessment.questionnaire.questions.get(quote.about)
    parts = [quoted(quote, question), who_words(quote, assessment.mission.attribution)]
    parts += [] if quote.confidence is None else [shown(quote.confidence)]
    parts += [phrase("evidence {list}", list="; ".join(_evidence(quote, assessment)))] if quote.evidence else []
    parts += [quote.note] if quote.note else []
    return f"{head}{' - '.join(part for part in parts if part)}{_place_words(quote.span)}"


def who_words(quote: Quote, attribution: str) -> str:
    """Say who said it, as far as the mission lets that be told; a figure names its source."""
    if quote.layer is None:
        return quote.who or ""
    if attribution == "none":
        return phrase(_LAYERS[quote.layer])
    name = f"{quote.name}, " if attribution == "names" and quote.name else ""
    who = joined("", (name, quote.who or phrase(_LAYERS[quote.layer])))
    if quote.agreed:
        return phrase("agreed by {who} ({layer})", who=who, layer=shown(quote.layer))
    return phrase("{who} ({layer})", who=who, layer=shown(quote.layer))


def _evidence(quote: Quote, assessment: Assessment) -> Iterator[str]:
    register = assessment.mission.evidence
    yield from (f"{one} {register[one].title}" if one in register else one for one in quote.evidence)


def _place_words(span: Span | None) -> str:
    return "" if span is None or not span.line else f"  ({span.file}:{span.line})"


def _filled(text: str, depth: int) -> str:
    indent = "  " * depth
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=f"{indent}    ", break_on_hyphens=False)


def _rows(finding: NamedFinding, assessment: Assessment) -> Iterator[Sequence[str]]:
    head = (finding.kind.value, finding.rule, ", ".join(finding.about), finding.seen)
    ask = finding.ask or ""
    quoted = [(side.about, quote) for side in finding.sides for quote in side.quotes]
    quoted += [("", quote) for quote in finding.quotes]
    for side, quote in quoted:
        yield (*head, side, *_cells(quote, assessment), ask)
    if not quoted:
        yield (*head, *[""] * (len(FINDING_COLUMNS) - len(head) - 3), *_place(finding.span), ask)


def _cells(quote: Quote, assessment: Assessment) -> Sequence[str]:
    return (
        quote.about,
        quote.text,
        quote.said,
        quote.meaning or "",
        who_words(quote, assessment.mission.attribution),
        "" if quote.layer is None else quote.layer.value,
        "" if quote.confidence is None else quote.confidence.value,
        ", ".join(quote.evidence),
        quote.note or "",
        *_place(quote.span),
    )


def _place(span: Span | None) -> Sequence[str]:
    return ("", "") if span is None or not span.line else (span.file, str(span.line))


def _json(finding: NamedFinding, assessment: Assessment) -> Json:
    return {
        "kind": finding.kind.value,
        "rule": finding.rule,
        "about": list(finding.about),
        "title": finding.title or None,
        "seen": finding.seen,
        "expected": finding.expected,
        "sides": [
            {
                "about": side.about,
                "title": side.title,
                "claims": side.claims.value,
                "value": side.value,
                "holds": side.holds,
                "quotes": [_quote_json(quote, assessment) for quote in side.quotes],
            }
            for side in finding.sides
        ],
        "quotes": [_quote_json(quote, assessment) for quote in finding.quotes],
        "ask": finding.ask,
        "written": _written(finding.span),
    }


def _quote_json(quote: Quote, assessment: Assessment) -> Json:
    register = assessment.mission.evidence
    return {
        "about": quote.about,
        "text": quote.text,
        "said": quote.said,
        "meaning": quote.meaning,
        "who": who_words(quote, assessment.mission.attribution) or None,
        "layer": None if quote.layer is None else quote.layer.value,
        "agreed": quote.agreed,
        "confidence": None if quote.confidence is None else quote.confidence.value,
        "evidence": [{"id": one, "title": register[one].title if one in register else None} for one in quote.evidence],
        "note": quote.note,
        "written": _written(quote.span),
    }


def _written(span: Span | None) -> Json | None:
    return None if span is None or not span.line else {"file": span.file, "line": span.line}
