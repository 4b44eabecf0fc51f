"""Show the evidence register: what each piece is worth and who cites it, what was registered, what was packed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from rmdiag.assessment.evidence import held_files, kind_strength
from rmdiag.assessment.evidence_add import CONFIDENTIALITY, KIND, Outcome
from rmdiag.problems import harmless, listed
from rmdiag.screens.words import shown
from rmdiag.tongue import heads, marked, phrase, phrases

if TYPE_CHECKING:
    from rmdiag.assessment.evidence_add import Registered, Wish
    from rmdiag.assessment.evidence_use import Holdings, Use
    from rmdiag.assessment.exchange.evidence_pack import Pack
    from rmdiag.assessment.mission import Mission

FORMAT = "rmdiag evidence 1"
COLUMNS = heads(
    "id", "title", "kind", "strength", "confidentiality", "date", "valid until", "state", "supports", "cited by"
)
_KINDS = heads("statement", "document", "system record", "observation")
_STATES = heads("missing", "changed", "expired", "not copied", "there")
_OUTCOMES = {
    Outcome.NEW: marked("{name} is registered as {id}: {title}."),
    Outcome.SUPPORTS: marked("{name} is registered already, as {id}: {title}. It now supports {added} as well."),
    Outcome.BACK: marked("{name} is registered as {id}: {title}. It was missing and is back."),
    Outcome.KNOWN: marked("{name} is registered already, as {id}: {title}. There is nothing to do."),
}


def added_lines(done: Sequence[Registered], wish: Wish, mission: Mission) -> Iterator[str]:
    """Say what became of each file, what was not said of it, and where its name had to change."""
    held = held_files(mission)
    for one in done:
        entry, name = one.entry, f"`{one.brought.name}`"
        values = {"name": name, "id": entry.id, "title": entry.title, "added": listed(one.added)}
        yield harmless(phrase(_OUTCOMES[one.outcome], **values))
        if one.outcome is Outcome.NEW:
            yield from (f"  {line}" for line in _new_lines(one, wish))
        elif wish.describes:
            yield "  " + phrase("What else was said of it is left as it stands in evidence.yaml; change it there.")
        file = entry.file or ""
        if one.outcome is not Outcome.NEW and held.get(file) not in (None, entry.sha256):
            yield "  " + harmless(phrase("`{file}` in evidence/ is no longer that file; see: rmdiag check", file=file))


def _new_lines(one: Registered, wish: Wish) -> Iterator[str]:
    entry = one.entry
    if one.brought.inside is None and entry.file != one.brought.name:
        yield harmless(
            phrase("Another file of its name is in evidence/ already, so it is called `{file}` there.", file=entry.file)
        )
    unsaid = [("kind", KIND, wish.kind), ("confidentiality", CONFIDENTIALITY, wish.confidentiality)]
    for key, taken, said in unsaid:
        if said is None:
            yield phrase("{key} is {word}, as nothing else was said.", key=f"`{key}`", word=f"`{taken}`")
    if wish.title is None:
        yield phrase("Its title is the file's name, as no other was said.")


def holdings_rows(holdings: Holdings) -> Iterator[tuple[str, ...]]:
    """Give one row per entry, in the order of the register."""
    for use in holdings.uses:
        worth, entry = use.worth, use.worth.entry
        yield (
            entry.id,
            harmless(entry.title),
            shown(entry.kind),
            str(int(worth.strength)),
            shown(entry.confidentiality),
            entry.on.isoformat() if entry.on else "",
            entry.valid_until.isoformat() if entry.valid_until else "",
            shown(worth.state.value),
            ", ".join(entry.supports),
            ", ".join(citation.words for citation in use.citations),
        )


def holdings_lines(holdings: Holdings) -> Iterator[str]:
    """Say what the table leaves to be worked out."""
    yield ""
    yield phrase(
        "Strength: 1 statement, 2 document, 3 system record, 4 observation; 0 does not count. Verified needs 2 or more."
    )
    if holdings.idle:
        yield phrase("Cited by nothing: {list}.", list=listed(holdings.idle, len(holdings.idle)))
    for claim in holdings.overclaims:
        yield harmless(
            phrase(
                "{place} is called verified, which {evidence} does not bear; it counts as declared.",
                place=f"{claim.sheet.id}/{claim.response.question}",
                evidence=listed(claim.response.evidence),
            )
        )


def holdings_json(holdings: Holdings, as_of: date) -> dict[str, object]:
    """Give all of it as plain values (schema: evidence-list.schema.json)."""
    return {
        "format": FORMAT,
        "as_of": as_of.isoformat(),
        "evidence": [_use_json(use) for use in holdings.uses],
        "cited_by_nothing": list(holdings.idle),
        "not_borne": [
            {"sheet": one.sheet.id, "question": one.response.question, "evidence": list(one.response.evidence)}
            for one in holdings.overclaims
        ],
    }


def pack_lines(pack: Pack) -> Iterator[str]:
    """Say what a pack holds and what was left out of it, by id alone."""
    number = len(pack.entries)
    yield phrases(
        "{count} entry with {files} files is in the pack.",
        "{count} entries with {files} files are in the pack.",
        number,
        files=len(pack.files),
    )
    yield from (phrase("Left out: {id}: {reason}.", id=one.id, reason=one.reason) for one in pack.left_out)


def _use_json(use: Use) -> dict[str, object]:
    worth, entry = use.worth, use.worth.entry
    return {
        "id": entry.id,
        "title": entry.title,
        "kind": entry.kind,
        "strength_of_kind": int(kind_strength(entry.kind)),
        "strength": int(worth.strength),
        "state": worth.state.value,
        "confidentiality": entry.confidentiality,
        "date": None if entry.on is None else entry.on.isoformat(),
        "valid_until": None if entry.valid_until is None else entry.valid_until.isoformat(),
        "file": entry.file,
        "sha256": entry.sha256,
        "supports": list(entry.supports),
        "cited_by": [{"by": citation.by, "id": citation.id} for citation in use.citations],
    }
