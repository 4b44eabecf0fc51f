"""Read mission.yaml: who is assessed, when, by which edition and set, against which targets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from rmdiag.assessment import codes
from rmdiag.assessment.asking import FIRST_DATE, LAST_DATE, amount_of, day_in_reach, known_id, opened, period_of
from rmdiag.assessment.choice import OVERLAYS
from rmdiag.assessment.countries import check_country
from rmdiag.assessment.mission import (
    CONFIDENTIALITIES,
    Candidate,
    Commitment,
    ContextFigure,
    CostClass,
    Host,
    Mission,
    MissionFiles,
    Targets,
    TeamMember,
)
from rmdiag.compendium.model import COST_CLASSES, PERSON, Framework
from rmdiag.fields import WHOLE, Fields, as_fields, number
from rmdiag.problems import Problems, Span, did_you_mean
from rmdiag.questionnaires.merging import Answers
from rmdiag.questionnaires.model import Questionnaire
from rmdiag.source import OUT_OF_RANGE, Node, Scalar
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from rmdiag.assessment.account import Account
    from rmdiag.assessment.extract import Extract
    from rmdiag.assessment.respondents import Respondent
    from rmdiag.assessment.wish import Wish

ATTRIBUTIONS = ("roles", "names", "none")
CATEGORIES = ("A", "B", "C")
LANGUAGES = ("en", "es", "fr")
_ACCOUNT = ("report", "background", "met", "quality", "follow_up")
_ARTICLE = re.compile(r"[1-9][0-9]?(\.[1-9][0-9]?){0,3}\Z")
_CURRENCY = re.compile(r"[A-Z]{3}\Z")


def read_identity(files: MissionFiles, questionnaire: Questionnaire, problems: Problems) -> Mission | None:
    """Give the mission of a folder without its answers; None when the file, or its date, cannot be read."""
    main = opened(files.documents["mission.yaml"], problems)
    if main is None:
        return None
    framework, as_of = questionnaire.framework, _as_of(main)
    (start, end), (currency, costs), (report_language, interviews) = _dates(main), _costs(main), _languages(main)
    mission = Mission(
        name=files.name,
        administration=main.text("administration", required=True) or "",
        country=_country(main),
        round=main.text("round") or str((as_of or FIRST_DATE).year),
        as_of=as_of or FIRST_DATE,
        framework=_framework(main, framework),
        edition=main.text("edition", required=True) or "",
        set=_set(main, questionnaire),
        report_language=report_language,
        interview_languages=interviews,
        team=_team(main),
        start=start,
        end=end,
        confidentiality=_confidentiality(main, framework),
        attribution=main.word("attribution", ATTRIBUTIONS) or "roles",
        previous_round=main.text("previous_round"),
        summary=main.text("summary"),
        scope_note=main.text("scope_note"),
        context=_contexts(main),
        targets=_targets(main, framework),
        views=_views(main, framework),
        tfa=_commitments(main),
        rkc_accession=_accession(main),
        currency=currency,
        costs=costs,
        not_applicable=_not_applicable(main, framework.indicators),
        answers=Answers(sheets=(), as_of=as_of),
        span=main.span,
    )
    mission = replace(mission, overlays=tuple(_overlays(main, files)), account=_account(main, files))
    mission = _for_those_who_need_it(mission, main, questionnaire)
    main.close()
    return None if as_of is None else mission


def _for_those_who_need_it(mission: Mission, main: Fields, questionnaire: Questionnaire) -> Mission:
    """Add what only some missions have: a wish for the plan, the columns of an extract, a candidate, a host."""
    framework = questionnaire.framework
    return replace(
        mission,
        wish=_wish(main, framework, mission.as_of),
        extract=_extract(main),
        candidate=_candidate(main, framework),
        host=_host(main, questionnaire),
        respondents=_respondents(main, questionnaire),
    )


def _views(main: Fields, framework: Framework) -> tuple[str, ...]:
    """Give the views that reports show; one that the framework does not have is a problem."""
    found = (known_id(scalar, codes.UNKNOWN_VIEW, framework.views, main.problems) for scalar in main.scalars("views"))
    return tuple(identity for identity in found if identity is not None)


def _confidentiality(main: Fields, framework: Framework) -> str:
    """Keep what is said of a person between the panel and the person, unless the mission says otherwise."""
    usual = "confidential" if framework.subject == PERSON else "restricted"
    return main.word("confidentiality", CONFIDENTIALITIES) or usual


def _overlays(main: Fields, files: MissionFiles) -> Iterator[str]:
    """Give the overlays that are there; each must lie in the mission's own folder, so that a copy can be checked."""
    known = [PurePosixPath(inside).name for inside in files.documents if inside.startswith(f"{OVERLAYS}/")]
    named = main.scalars(OVERLAYS)
    for name in sorted(set(known) - {scalar.text for scalar in named}):
        main.problems.add(codes.OVERLAY_UNNAMED, Span(file=f"{files.name}/{OVERLAYS}/{name}"), name=name)
    for scalar in named:
        if known_id(scalar, codes.NO_OVERLAY, known, main.problems) is not None:
            yield scalar.text


def _candidate(main: Fields, framework: Framework) -> Candidate | None:
    row = main.fields("candidate", "the candidate")
    if framework.subject != PERSON:
        if row is not None:
            main.problems.add(codes.CANDIDATE_NOT_ASSESSED, main.at("candidate"), framework=framework.id)
        return None
    if row is None:
        main.problems.add(codes.NO_CANDIDATE, main, framework=framework.id)
        return None
    candidate = Candidate(code=row.text("code", required=True) or "", role=row.text("role"), name=row.text("name"))
    row.close()
    return candidate


def _host(main: Fields, questionnaire: Questionnaire) -> Host | None:
    row = main.fields("host", "the host")
    if row is None:
        chosen = main.text("set") or ""
        asked = (questionnaire.questions[q] for q in questionnaire.in_set(chosen) if q in questionnaire.questions)
        if chosen in questionnaire.sets and any(question.becomes for question in asked):
            main.problems.add(codes.NO_HOST, main, set=chosen)
        return None
    country = row.scalar("country")
    if country is not None:
        check_country(country.text, country, main.problems)
    administration = row.text("administration", required=True) or ""
    row.close()
    return Host(administration=administration, country=None if country is None else country.text)


def _respondents(main: Fields, questionnaire: Questionnaire) -> tuple[Respondent, ...]:
    if not main.has("respondents"):
        return ()
    from rmdiag.assessment.read_respondents import read_respondents  # scoring asks for none

    return read_respondents(main, questionnaire)


def _wish(main: Fields, framework: Framework, as_of: date) -> Wish | None:
    if not main.has("plan"):
        return None
    from rmdiag.assessment.read_wish import read_wish  # scoring asks for none

    return read_wish(main, framework, as_of)


def _account(main: Fields, files: MissionFiles) -> Account | None:
    """Read what the mission says of itself; every key is asked for, so that none of them counts as unknown."""
    written = [key for key in _ACCOUNT if main.has(key)]
    if not written:
        return None
    from rmdiag.assessment.read_account import read_account  # scoring asks for none

    return read_account(main, files.pictures)


def _extract(main: Fields) -> Extract | None:
    if not main.has("extract"):
        return None
    from rmdiag.assessment.extract import read_extract  # most missions have none

    return read_extract(main)


def _as_of(main: Fields) -> date | None:
    as_of = main.node("as_of", required=True)
    return None if as_of is None else day_in_reach(main, "as_of", codes.UNLIKELY_DATE)


def _dates(main: Fields) -> tuple[date | None, date | None]:
    row = main.fields("dates", "`dates`")
    if row is None:
        return None, None
    period = period_of(row, "start", "end")
    row.close()
    return period


def _languages(main: Fields) -> tuple[str, tuple[str, ...]]:
    row = main.fields("languages", "`languages`")
    if row is None:
        return "en", ()
    languages = row.word("report", LANGUAGES) or "en", row.texts("interviews")
    row.close()
    return languages


def _country(main: Fields) -> str:
    scalar = main.scalar("country", required=True)
    if scalar is None:
        return ""
    check_country(scalar.text, scalar, main.problems)
    return scalar.text


def _framework(main: Fields, framework: Framework) -> str:
    """Check that the framework at hand is the mission's, in the mission's edition."""
    words, edition = main.scalar("framework", required=True), main.scalar("edition")
    if words is None:
        return ""
    if words.text != framework.id:
        near = did_you_mean(words.text, [framework.id])
        main.problems.add(codes.OTHER_FRAMEWORK, words, words=words.text, framework=framework.id, near=near)
    elif edition is not None and edition.text != framework.edition:
        values = {"words": edition.text, "framework": framework.id, "edition": framework.edition}
        main.problems.add(codes.OTHER_EDITION, edition, **values)
    return words.text


def _set(main: Fields, questionnaire: Questionnaire) -> str:
    scalar = main.scalar("set", required=True)
    return known_id(scalar, codes.UNKNOWN_SET, questionnaire.sets, main.problems) or ""


def _team(main: Fields) -> tuple[TeamMember, ...]:
    return tuple(_member(row) for row in main.rows("team", "a member of the team"))


def _contexts(main: Fields) -> tuple[ContextFigure, ...]:
    return tuple(_context(row) for row in main.rows("context", "a context figure"))


def _member(row: Fields) -> TeamMember:
    member = TeamMember(
        role=row.text("role", required=True) or "",
        organisation=row.text("organisation"),
        name=row.text("name"),
    )
    row.close()
    return member


def _context(row: Fields) -> ContextFigure:
    figure = ContextFigure(
        label=row.text("label", required=True) or "",
        value=row.text("value", required=True) or "",
        year=row.integer("year", FIRST_DATE.year, LAST_DATE.year),
        source=row.text("source"),
    )
    row.close()
    return figure


def _targets(main: Fields, framework: Framework) -> Targets:
    """Read the target profile; without one, the first preset of the framework stands."""
    first = next(iter(framework.targets), "")
    row = main.fields("targets", "`targets`")
    if row is None:
        return Targets(preset=first)
    preset = known_id(row.scalar("preset"), codes.UNKNOWN_PRESET, framework.targets, main.problems)
    overrides = {}
    for key, node in row.entries("overrides", "`overrides`"):
        level = _level(key, node, framework, main.problems)
        if known_id(key, codes.UNKNOWN_INDICATOR, framework.indicators, main.problems) and level is not None:
            overrides[key.text] = level
    agreed = row.fields("agreed", "`agreed`")
    on, by = (None, None) if agreed is None else (agreed.date("on"), agreed.text("by"))
    if agreed is not None:
        agreed.close()
    row.close()
    return Targets(preset=preset or first, overrides=overrides, agreed_on=on, agreed_by=by)


def _level(key: Scalar, node: Node, framework: Framework, problems: Problems) -> int | None:
    if not isinstance(node, Scalar):
        as_fields(
            node, phrase("the level of {id}", id=key.text), problems
        )  # notes that a mapping, or a list, is no level
        return None
    level = number(node, key.text, problems, WHOLE)
    if level is None or framework.lowest <= level <= framework.top:
        return None if level is None else int(level)
    values = {"key": key.text, "words": node.text, "low": framework.lowest, "high": framework.top}
    problems.add(OUT_OF_RANGE, node, **values)
    return None


def _commitments(main: Fields) -> tuple[Commitment, ...]:
    found = []
    for key, node in main.entries("tfa", "`tfa`"):
        row = as_fields(node, phrase("the commitment on article {id}", id=key.text), main.problems)
        if not _ARTICLE.match(key.text):
            main.problems.add(codes.NOT_AN_ARTICLE, key, words=key.text)
        if row is not None:
            category = row.word("category", CATEGORIES, required=True) or ""
            found.append(Commitment(article=key.text, category=category, date=row.date("date"), note=row.text("note")))
            row.close()
    return tuple(found)


def _accession(main: Fields) -> date | None:
    row = main.fields("rkc", "`rkc`")
    if row is None:
        return None
    accession = row.date("accession")
    row.close()
    return accession


def _costs(main: Fields) -> tuple[str | None, tuple[CostClass, ...]]:
    row = main.fields("costs", "`costs`")
    if row is None:
        return None, ()
    currency = row.text("currency", required=True)
    if currency is not None and not _CURRENCY.match(currency):
        main.problems.add(codes.NOT_A_CURRENCY, row.at("currency"), words=currency)
    classes = row.fields("classes", "the cost classes", required=True)
    row.close()
    return currency, () if classes is None else _cost_classes(classes)


def _cost_classes(row: Fields) -> tuple[CostClass, ...]:
    found = []
    for identity in COST_CLASSES:
        amount = amount_of(row, identity)
        if amount is not None:
            found.append(CostClass(id=identity, amount=amount))
    row.close()
    return tuple(found)


def _not_applicable(main: Fields, indicators: Mapping[str, object]) -> dict[str, str]:
    """Read the indicators that do not apply as a whole, each with its reason."""
    found = {}
    for key, node in main.entries("not_applicable", "`not_applicable`"):
        known = known_id(key, codes.UNKNOWN_INDICATOR, indicators, main.problems)
        reason = node.text.strip() if isinstance(node, Scalar) and not node.blank else ""
        if not reason:
            main.problems.add(codes.NO_REASON, node, what=phrase("Calling {id} not applicable", id=key.text))
        if known is not None and reason:
            found[known] = reason
    return found
