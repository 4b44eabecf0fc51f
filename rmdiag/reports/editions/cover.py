"""Write the cover and what a library notes of the report."""

from __future__ import annotations

from collections.abc import Iterator

from rmdiag.assessment.account import CLEARANCES
from rmdiag.reports.compose import fact, runs
from rmdiag.reports.editions.speaking import Speaking
from rmdiag.reports.editions.telling import NAMES, Telling, cut, sentence_part
from rmdiag.reports.model import Contents, Cover, Definition, Labels, Metadata, Section, Start
from rmdiag.reports.picture import Picture

FOOTER = 90  # characters of a name that the foot of a page has room for
UNCLEARED = CLEARANCES[:2]  # still to be commented on
CHECKSUM_SHOWN = 12  # digits of the checksum that name a report in its footer


def cover(tell: Telling) -> Cover:
    """Write the first page."""
    notice = f"{tell.say('cover.not_wco')} {tell.framework.disclaimer}".strip()
    return Cover(
        kicker=tell.say("cover.kicker_indicative" if tell.indicative else "cover.kicker", round=tell.mission.round),
        title=tell.framework.title,
        subtitle=tell.mission.administration,
        facts=tuple(_facts(tell)),
        notice=runs(notice),
        clearance=clearance_words(tell),
        logo=logo(tell),
    )


def metadata(tell: Telling) -> Metadata:
    """Note title, language, administration and identity."""
    mission = tell.mission
    title = tell.say("report.title", title=tell.framework.title, administration=mission.administration)
    checksum = mission.checksum[:CHECKSUM_SHOWN]
    key = "report.identifier" if checksum else "report.identifier_unsigned"
    return Metadata(
        title=title,
        language=tell.shown.language,
        author=tell.say("report.author"),
        subject=tell.say("report.subject", round=mission.round, date=tell.shown.date(mission.as_of)),
        keywords=(tell.framework.id, mission.country, mission.round),
        administration=cut(mission.administration, FOOTER),
        confidentiality=_header(tell),
        date=tell.shown.date(tell.facts.rendered_on or mission.as_of),
        identifier=tell.say(key, mission=mission.name, checksum=checksum),
        accent=None if mission.account is None else mission.account.accent,
    )


def contents(tell: Telling) -> Section:
    """Lay out the table of contents, which lists chapters and their sections and not itself."""
    blocks = (Contents(depth=2),)
    return Section(id="contents", title=tell.say("contents.title"), blocks=blocks, start=Start.NEW_PAGE, listed=False)


def labels(tell: Speaking) -> Labels:
    """Give the few words that a format writes by itself."""
    return Labels(
        page=tell.say("label.page"),
        of=tell.say("label.of"),
        table=tell.say("label.table"),
        figure=tell.say("label.figure"),
        section=tell.say("label.section"),
        on_page=tell.say("label.on_page"),
        data=tell.say("label.data"),
        contents=tell.say("contents.title"),
        skip=tell.say("screen.skip"),
    )


def confidentiality(tell: Telling) -> str:
    """Say who may read the report."""
    return tell.say(f"confidentiality.{tell.mission.confidentiality}")


def _header(tell: Telling) -> str:
    """Say at the head of every page who may read the report, and that it is not cleared while it is not."""
    account = tell.mission.account
    status = None if account is None or account.clearance is None else account.clearance.status
    if status not in UNCLEARED:
        return confidentiality(tell)
    return tell.say("header.cleared_not", clearance=tell.say(f"header.{status}"), confidentiality=confidentiality(tell))


def country(tell: Telling) -> str:
    """Name the country; a code without a name is printed as it is."""
    name = tell.shown.territory(tell.mission.country)
    return name if name != tell.mission.country else tell.say("cover.country_code", code=name)


def period(tell: Telling) -> str | None:
    """Say when the mission took place, None when the file does not."""
    mission = tell.mission
    if mission.start is None:
        return None
    if mission.end is None or mission.end == mission.start:
        return tell.shown.date(mission.start)
    start = tell.shown.date(mission.start)
    if (mission.start.year, mission.start.month) == (mission.end.year, mission.end.month):
        start = tell.shown.day_of_month(mission.start)
    return tell.say("cover.period", start=start, end=tell.shown.date(mission.end))


def team(tell: Telling) -> tuple[str, ...]:
    """Name the mission team by role, with names only where the mission says so."""
    found = []
    for member in tell.mission.team:
        name = member.name if tell.mission.attribution == NAMES else None
        values = {"role": sentence_part(member.role), "organisation": member.organisation or "", "name": name or ""}
        key = f"team.{'named' if name else 'role'}{'_of' if member.organisation else ''}"
        found.append(tell.say(key, **values))
    return tuple(found)


def clearance_words(tell: Telling) -> str:
    """Say how far the report has come, nothing where the mission does not say."""
    account = tell.mission.account
    clearance = None if account is None else account.clearance
    if clearance is None:
        return ""
    by = clearance.by if clearance.status != CLEARANCES[0] else None
    key = f"clearance.{clearance.status}{'_by' if by else ''}{'_on' if clearance.on else ''}"
    return tell.say(key, by=by or "", on=tell.shown.date(clearance.on))


def logo(tell: Telling) -> Picture | None:
    """Give the emblem of the administration, which stands on the cover or over the title."""
    account = tell.mission.account
    emblem = None if account is None else account.emblem
    if emblem is None:
        return None
    return Picture(
        data=emblem.data,
        media_type=emblem.media_type,
        width=emblem.width,
        height=emblem.height,
        alternative=tell.say("cover.logo", administration=tell.mission.administration),
    )


def _facts(tell: Telling) -> Iterator[Definition]:
    mission = tell.mission
    yield fact(tell.say("cover.administration"), mission.administration)
    yield fact(tell.say("cover.country"), country(tell))
    yield fact(tell.say("cover.as_of"), tell.shown.date(mission.as_of))
    when = period(tell)
    if when is not None:
        yield fact(tell.say("cover.filled_in" if tell.self_only else "cover.mission"), when)
    members = team(tell)
    if members:
        yield fact(tell.say("cover.team"), tell.say("list.semicolon").join(members))
    yield fact(
        tell.say("cover.framework"),
        tell.say("cover.framework_edition", title=tell.framework.title, edition=tell.framework.edition),
    )
    chosen = tell.questionnaire.sets.get(mission.set)
    if chosen is not None and len(chosen.questions) < len(tell.questionnaire.questions):
        yield fact(tell.say("cover.set"), chosen.title)
    overlays = tell.questionnaire.overlays
    if overlays:
        titles = tell.say("list.semicolon").join(overlay.title for overlay in overlays)
        yield fact(tell.count("cover.overlays", len(overlays)), titles)
    if tell.facts.rendered_on is not None:
        yield fact(tell.say("cover.rendered"), tell.shown.date(tell.facts.rendered_on))
