"""Head the short editions, which have no cover: what they are, of which round, for whom, and in which form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rmdiag.reports.compose import runs, strong
from rmdiag.reports.editions.cover import CHECKSUM_SHOWN, clearance_words, confidentiality, metadata, period
from rmdiag.reports.editions.telling import Telling, cut, following, sentence_part
from rmdiag.reports.model import Metadata, Paragraph, ParagraphStyle, Runs

LONGEST_NAME = 90  # characters of the administration's name over a page; the footer has all of it


def title(tell: Telling) -> str:
    """Name the administration, in the room that a page without a cover has."""
    return cut(tell.mission.administration, LONGEST_NAME)


def shortly_named(tell: Telling) -> Telling:
    """Tell the same of an administration whose name fits into a sentence."""
    mission = replace(tell.mission, administration=title(tell))
    return replace(tell, assessment=replace(tell.assessment, mission=mission))


def masthead(tell: Telling, edition: str) -> Iterator[Paragraph]:
    """Say what this is, of which round and when; then who may read it, and whether it is a draft or the public form."""
    values = {
        "edition": tell.say(f"{edition}.name_public" if tell.facts.public else f"{edition}.name"),
        "round": tell.mission.round,
        "date": tell.shown.date(tell.mission.as_of),
    }
    when = period(tell)
    if when is None or tell.facts.public:
        line = tell.say("brief.facts", **values)
    else:
        line = tell.say("brief.facts_filled_in" if tell.self_only else "brief.facts_mission", period=when, **values)
    said: list[Runs] = [
        runs(strong(words)) for words in (*_marks(tell), tell.say("brief.readers", words=readers(tell)))
    ]
    yield Paragraph(runs=runs(line), style=ParagraphStyle.SMALL)
    yield Paragraph(runs=following(said), style=ParagraphStyle.SMALL)


def masthead_with_colophon(tell: Telling, edition: str) -> Iterator[Paragraph]:
    """Say above a single page what stands at the end of longer ones: what this is not."""
    first, second = masthead(tell, edition)
    yield first
    yield replace(second, runs=(*second.runs, *runs(" ", tell.say("cover.not_wco"))))


def readers(tell: Telling) -> str:
    """Say who may read the report; the public form is for everybody."""
    return tell.say("brief.public_form") if tell.facts.public else confidentiality(tell)


def colophon(tell: Telling) -> Paragraph:
    """Say what this is not."""
    return tell.small("cover.not_wco")


def edition_metadata(tell: Telling, edition: str) -> Metadata:
    """Note what a library would of this edition."""
    return replace(
        metadata(tell),
        title=tell.say(f"{edition}.title", administration=tell.mission.administration),
        subject=tell.say(f"{edition}.subject", round=tell.mission.round, date=tell.shown.date(tell.mission.as_of)),
        confidentiality=readers(tell),
        identifier=_identifier(tell, edition),
    )


def _identifier(tell: Telling, edition: str) -> str:
    """Name mission, edition, form and content; the checksum is the same for all editions of the same answers."""
    checksum = tell.mission.checksum[:CHECKSUM_SHOWN]
    form = "public" if tell.facts.public else "full"
    key = f"brief.identifier_{form}" if checksum else f"brief.identifier_{form}_unsigned"
    return tell.say(key, mission=tell.mission.name, edition=tell.say(f"{edition}.identifier"), checksum=checksum)


def _marks(tell: Telling) -> Iterator[str]:
    if tell.facts.draft:
        yield tell.say("brief.draft")
    elif not tell.facts.public and (cleared := clearance_words(tell)):
        yield tell.say("brief.clearance", words=sentence_part(cleared))
    if tell.indicative:
        yield tell.say("brief.indicative")
