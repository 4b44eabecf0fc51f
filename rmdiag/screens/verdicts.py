"""Show what is to be said of a report: whether it belongs to a mission, and what stands in the way of its readers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rmdiag.problems import listed
from rmdiag.reports.accessible import RULES
from rmdiag.reports.accessible_rules import Barrier
from rmdiag.reports.belonging import Change, Compared, Matter, Outcome, Stated, Verdict, Whose
from rmdiag.tongue import heads, marked, phrase, phrases

FORMAT, BARRIERS_FORMAT = "rmdiag verdict 1", "rmdiag accessibility 1"
VERDICT_COLUMNS = heads("compared", "finding", "in the report", "today")
BARRIER_COLUMNS = heads("page", "rule", "what stands in the way", "where", "clause", "checkpoint")
NO_SIGNATURE = marked(
    "This is no signature: whoever can rewrite a PDF can rewrite its checksums. They show what befell it on its way."
)
NO_PROOF = marked(
    "That nothing is found proves no conformance with PDF/UA-1: whether words for figures are right and the order "
    "makes sense, people must judge."
)
_OUTCOMES = {
    Outcome.BELONGS: marked("{report} belongs to {mission}: it was made from these answers."),
    Outcome.AS_PRINTED: marked("{report} is as it was printed. Add its mission to compare the answers."),
    Outcome.ALTERED: marked("{report} was altered after it was printed; remarks and stamps on a page count too."),
    Outcome.ANOTHER_MISSION: marked("{report} is the report of another mission than {mission}."),
    Outcome.ANOTHER_FRAMEWORK: marked(
        "{report} was made under another framework, or another edition of it, than today."
    ),
    Outcome.ANSWERS_CHANGED: marked("{report} does not belong to {mission} any more: files have changed since."),
    Outcome.TOLD_OTHERWISE: marked(
        "{report} does not say what the answers in {mission} give, though they are the same."
    ),
    Outcome.NOT_OURS: marked(
        "{report} carries no result of rmdiag: it is no report of it, is older, or its files were taken out."
    ),
}
_MOST_PAGES = 12  # numbers of pages that are listed one by one


def verdict_words(verdict: Verdict, report: str, mission: str) -> str:
    """Say the outcome in a sentence."""
    return phrase(_OUTCOMES[verdict.outcome], report=report, mission=mission)


def verdict_rows(verdict: Verdict) -> list[Sequence[str]]:
    """Give one row per comparison, then one per file that changed."""
    rows = [_row(one, verdict) for one in verdict.compared]
    rows += [(phrase("file"), phrase(one.change.value), *_sides(one.change, one.path)) for one in verdict.files]
    return rows


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """Give a verdict for machines; the schema is `rmdiag/schemas/verdict.schema.json`."""
    return {
        "format": FORMAT,
        "outcome": verdict.outcome.value,
        "fits": verdict.outcome.fits,
        "report": None if verdict.stated is None else _stated(verdict.stated),
        "compared": [
            {"matter": one.matter.name.lower(), "standing": one.standing.name.lower(), "then": one.then, "now": one.now}
            for one in verdict.compared
        ],
        "pages": list(verdict.pages),
        "files": [{"change": one.change.value, "path": one.path} for one in verdict.files],
    }


def barrier_rows(barriers: Iterable[Barrier]) -> list[Sequence[str]]:
    """Give one row per barrier."""
    return [
        (
            "" if one.page is None else str(one.page),
            one.rule.id,
            phrase(one.rule.words),
            one.object,
            one.rule.clause,
            one.rule.checkpoint or "",
        )
        for one in barriers
    ]


def barriers_json(barriers: Iterable[Barrier]) -> dict[str, object]:
    """Give barriers for machines, with every rule that was checked: `rmdiag/schemas/accessibility.schema.json`."""
    every = tuple(barriers)
    times = Counter(one.rule.id for one in every)
    return {
        "format": BARRIERS_FORMAT,
        "standard": "ISO 14289-1:2014",
        "rules": [
            {"id": rule.id, "clause": rule.clause, "checkpoint": rule.checkpoint, "found": times[rule.id]}
            for rule in RULES
        ],
        "barriers": [
            {"rule": one.rule.id, "page": one.page, "words": one.rule.words, "where": one.object} for one in every
        ],
    }


def barriers_words(barriers: Sequence[Barrier]) -> str:
    """Say how many barriers there are."""
    if not barriers:
        return phrases(
            "{count} rule checked, and nothing found.", "{count} rules checked, and nothing found.", len(RULES)
        )
    broken = len({one.rule.id for one in barriers})
    return phrases(
        "{count} barrier under {broken} of {every} rules.",
        "{count} barriers under {broken} of {every} rules.",
        len(barriers),
        broken=broken,
        every=len(RULES),
    )


def _row(one: Compared, verdict: Verdict) -> Sequence[str]:
    now = one.now
    if one.matter is Matter.PAGES and verdict.pages:
        pages = _numbers(verdict.pages)
        now = phrases(
            "{number}, of which {list} differs",
            "{number}, of which {list} differ",
            len(verdict.pages),
            number=now,
            list=pages,
        )
    return phrase(one.matter.value), phrase(one.standing.value), one.then, now


def _numbers(pages: Sequence[int]) -> str:
    shown = listed(str(page) for page in pages[:_MOST_PAGES])
    left = len(pages) - _MOST_PAGES
    return phrases("{list} and {count} more", "{list} and {count} more", left, list=shown) if left > 0 else shown


def _sides(change: Change, path: str) -> tuple[str, str]:
    return ("" if change is Change.ADDED else path, "" if change is Change.GONE else path)


def _stated(stated: Stated) -> dict[str, object]:
    identity, edition, sha256 = stated.framework
    return {
        "version": stated.version,
        "edition": stated.edition,
        "language": stated.language,
        "public": stated.public,
        "draft": stated.draft,
        "framework": {"id": identity, "edition": edition, "sha256": sha256},
        "mission": _whose(stated.mission),
        "against": None if stated.against is None else _whose(stated.against),
    }


def _whose(whose: Whose) -> dict[str, str]:
    return {
        "name": whose.name,
        "administration": whose.administration,
        "country": whose.country,
        "round": whose.round,
        "sha256": whose.sha256,
    }
