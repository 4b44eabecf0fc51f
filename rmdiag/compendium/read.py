"""Read a framework from its documents into values, collecting every problem on the way.

A framework comes as a folder (`framework.yaml`, `references.yaml`, `dimensions/*.yaml`, `metrics.yaml`,
`consistency.yaml`) or as one file that holds the same keys. Instruments of other bodies come as one file with `scales`,
`leaves` and `nodes`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from typing import Protocol, TypeVar

from rmdiag.compendium import codes
from rmdiag.compendium.declared import Scoring
from rmdiag.compendium.instrument import read_leaves, read_nodes, read_scoring_method
from rmdiag.compendium.model import (
    COST_CLASSES,
    SUBJECTS,
    Criticality,
    Dimension,
    Effort,
    Framework,
    Horizon,
    Indicator,
    Interlocutor,
    Level,
    Metric,
    Parts,
    Recommendation,
    Reference,
    Section,
    TargetPreset,
)
from rmdiag.compendium.read_rules import conditions, read_rule
from rmdiag.compendium.read_views import read_decision, read_view
from rmdiag.fields import Fields, as_fields
from rmdiag.problems import Problems, Span, did_you_mean
from rmdiag.source import Document, Scalar, nothing_lost, parse
from rmdiag.tongue import marked, phrase

FORMAT = "rmdiag framework 1"
LONGEST_SHORT = 24  # characters that a chart has room for
SUPPORT = ("national_budget", "expert", "peer_visit", "training", "donor_project")


def read_framework(documents: Mapping[str, Document], problems: Problems) -> Framework | None:
    """Give the framework, or None when its main document cannot be read at all.

    `documents` maps paths inside the folder to documents; a framework in one file has the single path `framework.yaml`.
    """
    main = _open(documents, "framework.yaml", marked("the framework"), problems)
    if main is None:
        return None
    levels = tuple(_level(row) for row in main.rows("levels", "a level"))
    parts = read_parts(documents, main, levels)
    framework = Framework(
        id=main.text("id", required=True) or "",
        title=main.text("title", required=True) or "",
        edition=main.text("edition", required=True) or "",
        traces_to=main.text("traces_to") or "",
        language=main.text("language") or "en",
        disclaimer=main.text("disclaimer") or "",
        subject=main.word("subject", SUBJECTS) or "administration",
        levels=levels,
        scoring=_scoring(main, problems),
        dimensions=parts.dimensions,
        sections=parts.sections,
        references=parts.references,
        metrics=parts.metrics,
        rules=parts.rules,
        views=parts.views,
        targets=_by_id(main.rows("targets", "a target preset"), _target),
        decisions=tuple(read_decision(row) for row in main.rows("decisions", "a decision")),
        interlocutors=_by_id(main.rows("interlocutors", "an interlocutor"), _interlocutor),
        leaves=read_leaves(main, problems),
        nodes=read_nodes(main, problems),
        whole=nothing_lost(problems) and not any(p.kind is codes.NO_FILE for p in problems),
        span=main.span,
    )
    if not main.nodes("dimensions") and not main.nodes("nodes"):
        problems.add(codes.NO_CONTENT, main)
    main.has("questions")  # read by the questionnaires
    main.has("source")
    main.word("format", [FORMAT])
    main.close()
    return framework


def read_parts(documents: Mapping[str, Document], main: Fields, levels: tuple[Level, ...]) -> Parts:
    """Read dimensions, sections, references, metrics, rules and views, from files of their own or from the main one."""
    rows = _shared_rows(documents, main, main.problems)
    return Parts(
        dimensions=_dimensions(documents, main, levels, main.problems),
        sections=_by_id(rows["sections"], _section),
        references=_by_id(rows["references"], _reference),
        metrics=_by_id(rows["metrics"], _metric),
        rules=tuple(read_rule(row) for row in rows["rules"]),
        views=_by_id(rows["views"], read_view),
    )


def _shared_rows(documents: Mapping[str, Document], main: Fields, problems: Problems) -> dict[str, tuple[Fields, ...]]:
    """Give the rows that stand in a file of their own, or in the main one."""
    homes = {
        "sections": ("references.yaml", "a section"),
        "references": ("references.yaml", "a reference"),
        "metrics": ("metrics.yaml", "a metric"),
        "rules": ("consistency.yaml", "a rule"),
        "views": ("views.yaml", "a view"),
    }
    opened: dict[str, Fields] = {}
    found: dict[str, tuple[Fields, ...]] = {}
    for key, (inside, place) in homes.items():
        home = main
        if inside in documents:
            opened[inside] = opened.get(inside) or _open(documents, inside, inside, problems) or main
            home = opened[inside]
        found[key] = home.rows(key, place)
    for inside, home in opened.items():
        if home is not main:
            if inside == "references.yaml":
                home.node("sources")
            home.close()
    return found


def _open(documents: Mapping[str, Document], inside: str, place: str, problems: Problems) -> Fields | None:
    node = parse(documents[inside], problems) if inside in documents else None
    return None if node is None else as_fields(node, place, problems)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Kind = TypeVar("_Kind", bound=_HasId)


def _by_id(rows: Iterable[Fields], make: Callable[[Fields], _Kind]) -> dict[str, _Kind]:
    found: dict[str, _Kind] = {}
    first: dict[str, Span] = {}
    for row in rows:
        value = make(row)
        if value.id in found:
            row.problems.add(codes.TWICE, row.at("id"), id=value.id, first=first[value.id], what=marked("entry"))
        found.setdefault(value.id, value)
        first.setdefault(value.id, row.at("id"))
    return found


def _level(row: Fields) -> Level:
    level = Level(
        level=row.integer("level", 0, 9, required=True) or 0,
        name=row.text("name", required=True) or "",
        meaning=row.text("meaning") or "",
        alias=row.text("alias"),
    )
    row.close()
    return level


def _scoring(main: Fields, problems: Problems) -> Scoring | None:
    fields = main.fields("scoring", "the scoring")
    if fields is None:
        return None
    methods = [
        read_scoring_method(fields.fields(key, phrase("the method of {id}", id=key), required=True), key, problems)
        for key in ("indicator", "dimension", "overall")
    ]
    fields.close()
    indicator, dimension, overall = methods
    if indicator is None or dimension is None or overall is None:
        return None
    return Scoring(indicator=indicator, dimension=dimension, overall=overall)


def _dimensions(
    documents: Mapping[str, Document], main: Fields, levels: tuple[Level, ...], problems: Problems
) -> tuple[Dimension, ...]:
    found: list[Dimension] = []
    for node in main.nodes("dimensions"):
        if isinstance(node, Scalar):
            inside = f"dimensions/{node.text}.yaml"
            if inside not in documents:
                problems.add(codes.NO_FILE, node, file=inside)
                continue
            fields = _open(documents, inside, "a dimension", problems)
        else:
            fields = as_fields(node, "a dimension", problems)
        if fields is not None:
            found.append(_dimension(fields, levels, problems))
    return tuple(found)


def _dimension(row: Fields, levels: tuple[Level, ...], problems: Problems) -> Dimension:
    identity = row.text("id", required=True) or ""
    title = row.text("title", required=True) or ""
    indicators = tuple(
        _indicator(f, identity, levels, problems) for f in row.rows("indicators", "an indicator", required=True)
    )
    dimension = Dimension(
        id=identity,
        title=title,
        short=_short(row, title, problems),
        weight=_above_zero(row, "weight", identity),
        purpose=row.text("purpose") or "",
        compendium=row.texts("compendium"),
        themes=row.texts("themes"),
        indicators=indicators,
        span=row.at("id"),
        places=row.places("compendium"),
    )
    row.close()
    return dimension


def _above_zero(row: Fields, key: str, identity: str, *, required: bool = False) -> Fraction:
    """Give a weight, or an amount of work: 1 unless written."""
    value = row.fraction(key, required=required)
    if value is not None and value <= 0:
        row.problems.add(codes.NOT_ABOVE_ZERO, row.at(key), key=key, id=identity, value=value)
        return Fraction(1)
    return Fraction(1) if value is None else value


def _short(row: Fields, title: str, problems: Problems) -> str:
    short = row.text("short")
    if short is not None and len(short) > LONGEST_SHORT:
        problems.add(codes.TOO_LONG, row.at("short"), words=short, length=len(short), most=LONGEST_SHORT)
    return short or title


def _indicator(row: Fields, dimension: str, levels: tuple[Level, ...], problems: Problems) -> Indicator:
    identity = row.text("id", required=True) or ""
    title = row.text("title", required=True) or ""
    indicator = Indicator(
        id=identity,
        dimension=dimension,
        title=title,
        short=_short(row, title, problems),
        assesses=row.text("assesses") or "",
        criticality=Criticality(row.word("criticality", [c.value for c in Criticality]) or "standard"),
        weight=_above_zero(row, "weight", identity),
        descriptors=_descriptors(row, identity, levels, problems),
        compendium=row.texts("compendium"),
        standards=row.texts("standards"),
        evidence=row.texts("evidence"),
        metrics=row.texts("metrics"),
        requires=tuple(c for s in row.scalars("requires") for c in conditions(s, problems)),
        recommendations=tuple(
            _recommendation(f, identity, levels, problems) for f in row.rows("recommendations", "a recommendation")
        ),
        sensitive=row.flag("sensitive"),
        span=row.at("id"),
        places=row.places("levels", "compendium", "standards", "metrics", "requires"),
    )
    row.close()
    return indicator


def _descriptors(
    row: Fields, identity: str, levels: tuple[Level, ...], problems: Problems
) -> tuple[tuple[int, str], ...]:
    known = {str(level.level): level.level for level in levels}
    found: dict[int, str] = {}
    if not row.has("levels"):
        return ()
    for key, node in row.entries("levels", "the levels"):
        if key.text not in known:
            problems.add(codes.NO_LEVEL, key, words=key.text, low=min(known, default=1), high=max(known, default=5))
        elif isinstance(node, Scalar) and not node.blank:
            found[known[key.text]] = node.text.strip()
    for level in known.values():
        if level not in found:
            problems.add(codes.NO_DESCRIPTOR, row.at("levels"), indicator=identity, level=level)
    return tuple(sorted(found.items()))


def _recommendation(row: Fields, indicator: str, levels: tuple[Level, ...], problems: Problems) -> Recommendation:
    top = max((level.level for level in levels), default=5)
    horizon = Horizon(row.word("horizon", [h.value for h in Horizon], required=True) or "short")
    identity = row.text("id", required=True) or ""
    recommendation = Recommendation(
        id=identity,
        indicator=indicator,
        action=row.text("action", required=True) or "",
        responsible=row.text("responsible", required=True) or "",
        deliverable=row.text("deliverable", required=True) or "",
        completion=row.text("completion", required=True) or "",
        below=row.integer("below", 2, top, required=True) or top,
        effort=Effort(row.word("effort", [e.value for e in Effort], required=True) or "M"),
        person_months=_above_zero(row, "person_months", identity, required=True),
        cost_class=row.word("cost_class", COST_CLASSES, required=True) or "none",
        impact=row.integer("impact", 1, 3, required=True) or 1,
        months=row.integer("months", 1, 60, required=True) or 1,
        horizon=horizon,
        support=tuple(word for s in row.scalars("support") if (word := _support(s, problems))),
        after=row.texts("after"),
        closes=row.texts("closes"),
        standards=row.texts("standards"),
        span=row.at("id"),
        places=row.places("after", "closes", "standards"),
    )
    row.close()
    end = horizon.months[1]
    if recommendation.months > end:
        values = {"id": recommendation.id, "months": recommendation.months, "horizon": horizon.value, "end": end}
        problems.add(codes.NOT_IN_HORIZON, row.at("months"), **values)
    return recommendation


def _support(scalar: Scalar, problems: Problems) -> str | None:
    if scalar.text in SUPPORT:
        return scalar.text
    near = did_you_mean(scalar.text, SUPPORT)
    problems.add(codes.UNKNOWN_ID, scalar, id=scalar.text, what=marked("kind of support"), near=near)
    return None


def _section(row: Fields) -> Section:
    section = Section(
        id=row.text("id", required=True) or "",
        title=row.text("title", required=True) or "",
        inferred=row.flag("inferred"),
    )
    row.close()
    return section


def _reference(row: Fields) -> Reference:
    reference = Reference(
        id=row.text("id", required=True) or "",
        source=row.text("source", required=True) or "",
        locator=row.text("locator", required=True) or "",
        gist=row.text("gist", required=True) or "",
    )
    row.close()
    return reference


def _metric(row: Fields) -> Metric:
    metric = Metric(
        id=row.text("id", required=True) or "",
        name=row.text("name", required=True) or "",
        formula=row.text("formula", required=True) or "",
        unit=row.text("unit", required=True) or "",
        direction=row.word("direction", ["higher", "lower", "context"], required=True) or "context",
        caution=row.text("caution"),
        highest_gate=row.integer("highest_gate", 1, 9),
        divides=row.texts("divides"),
        amounts=row.flag("amounts"),
        sensitive=row.flag("sensitive"),
        span=row.span,
    )
    row.close()
    return metric


def _target(row: Fields) -> TargetPreset:
    target = TargetPreset(
        id=row.text("id", required=True) or "",
        title=row.text("title", required=True) or "",
        meaning=row.text("meaning") or "",
        default=row.integer("default", 1, 9, required=True) or 1,
        core=row.integer("core", 1, 9),
        citing=row.texts("citing"),
        citing_level=row.integer("citing_level", 1, 9),
        span=row.at("id"),
        places=row.places("default", "core", "citing", "citing_level"),
    )
    row.close()
    return target


def _interlocutor(row: Fields) -> Interlocutor:
    interlocutor = Interlocutor(id=row.text("id", required=True) or "", name=row.text("name", required=True) or "")
    row.close()
    return interlocutor
