"""Make remarks of the rows that came back, and note with its cell whatever cannot be read or is not taken over."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rmdiag.assessment.comments import AS_A_WHOLE
from rmdiag.assessment.comments_merge import Remark
from rmdiag.assessment.exchange.reply import codes
from rmdiag.assessment.exchange.reply.facts import Finding, digest_of
from rmdiag.assessment.exchange.reply.grids import Box, Brought
from rmdiag.assessment.exchange.reply.rows import Heads, Noting, ReplyRow, rows_of, shortened
from rmdiag.problems import Problems, Span, did_you_mean

_KEY = re.compile(r"[^\s/]+/[a-z]+")
_MARK = re.compile(r"\[?\s*([A-Z]?\s*[0-9]{1,6})\s*\]?\.?\Z", re.IGNORECASE)
_PARTS = re.compile(r"[;\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The draft as it is now, as plain values: its findings, and what its table is headed with in every language."""

    mission: str  # whose it is, as `mark_of` gives it
    findings: tuple[Finding, ...]
    known_heads: Heads
    heads: Mapping[str, str]  # in the language of the draft, by key
    evidence: Mapping[str, object]  # by id

    @property
    def keys(self) -> tuple[str, ...]:
        """What a comment can be on."""
        return (*(finding.key for finding in self.findings), AS_A_WHOLE)


def remarks_in(brought: Brought, draft: Draft, by: str | None, problems: Problems) -> tuple[Remark, ...]:
    """Give what is said in a file; `by` is the role of whoever is not named in it."""
    noting = Noting(file=brought.name, heads=draft.heads, problems=problems)
    reading = _Reading(draft=draft, by=by, noting=noting, same=_is_same(brought, draft, problems))
    rows = rows_of(brought, draft.known_heads, noting)
    for sheet in brought.pinned:
        problems.add(codes.PINNED_SOMEWHERE, Span(file=brought.name), sheet=sheet, head=draft.heads["comment"])
    return tuple(remark for row in rows for remark in reading.remark(row))


def _is_same(brought: Brought, draft: Draft, problems: Problems) -> bool:
    """Say whether the file is of the draft as it is now, so that its numbers and words can be held against it."""
    if brought.facts is None:
        problems.add(codes.NO_FACTS, Span(file=brought.name))
        return False
    if brought.facts.draft != digest_of(draft.findings):
        problems.add(codes.OTHER_DRAFT, Span(file=brought.name))
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Reads the rows of one file."""

    draft: Draft
    by: str | None
    noting: Noting
    same: bool

    def remark(self, row: ReplyRow) -> Iterator[Remark]:
        """Give what a row says, which may be nothing."""
        self._note_beside(row)
        unfit = [box for box in self._read(row) if box.merged or box.fault]
        for box in unfit:
            self.noting.note(codes.CELL_FAULT if box.fault else codes.MERGED, box, words=box.words)
        if unfit or not row.comment.words.strip():
            return
        key = self._key(row)
        by = row.words("by") or self.by
        if key is None:
            self.noting.note(codes.NO_FINDING, row.comment, head=self.draft.heads["key"])
            return
        if not by:
            self.noting.note(codes.NO_ROLE, row.comment, key=key, head=self.draft.heads["by"])
            return
        if key not in self.draft.keys:
            self.noting.note(codes.NOT_IN_DRAFT, row.comment, key=key, near=did_you_mean(key, self.draft.keys))
        evidence, offers = self._evidence(row)
        place = row.comment.place
        yield Remark(
            finding=key,
            by=" ".join(by.split()),
            comment=row.comment.words.strip(),
            evidence=evidence,
            offers=offers,
            place=place.name,
            span=Span(file=self.noting.file, line=place.row, column=place.column),
        )

    def _read(self, row: ReplyRow) -> Iterator[Box]:
        """Give the cells whose words count and cannot be taken as they are."""
        for key in ("comment", "by", "evidence"):
            box = row.boxes.get(key)
            if box is not None and (box.fault or (box.merged and box.words.strip())):
                yield box

    def _key(self, row: ReplyRow) -> str | None:
        """Say which finding a row is on: by its name, else by its number where the draft is still the same."""
        named = _KEY.findall(row.words("key")) or _KEY.findall(row.words("place"))[-1:]
        numbered = _numbered(row.words("number"))
        by_number = {finding.number: finding.key for finding in self.draft.findings} if self.same else {}
        other = by_number.get(numbered or "")
        if named and other is not None and named[0] != other:
            box = row.boxes["number"]
            self.noting.note(codes.TWO_FINDINGS, box, number=numbered, other=other, key=named[0])
        return named[0] if named else other

    def _evidence(self, row: ReplyRow) -> tuple[tuple[str, ...], str | None]:
        """Give the ids of the register that are offered, and the words where they name anything else."""
        by_fold = {identity.casefold(): identity for identity in self.draft.evidence}
        known: list[str] = []
        others: list[str] = []
        for part in _PARTS.split(row.words("evidence")):
            ids, left = _ids_before(part, by_fold)
            known += ids
            others += [left] if left else []
        if others:
            self.noting.note(codes.NOT_REGISTERED, row.boxes["evidence"], words=shortened("; ".join(others)))
        return tuple(dict.fromkeys(known)), "; ".join(others) or None

    def _note_beside(self, row: ReplyRow) -> None:
        """Point out what people write elsewhere than into the column of comments."""
        for box in row.others:
            self.noting.note(codes.NOT_READ, box, words=shortened(box.words))
        if not row.comment.words.strip() and row.words("evidence") and not row.comment.merged:
            self.noting.note(codes.NOT_READ, row.boxes["evidence"], words=shortened(row.words("evidence")))
        for words in row.line.pinned:
            self.noting.note(codes.PINNED, row.comment, words=shortened(words))
        if row.line.tracked:
            self.noting.note(codes.TRACKED, row.comment)
        if self.same:
            self._note_changed(row)

    def _note_changed(self, row: ReplyRow) -> None:
        """Point out where somebody wrote over the words of a finding."""
        key = next(iter(_KEY.findall(row.words("key"))), None)
        finding = next((one for one in self.draft.findings if one.key == key), None)
        box = row.boxes.get("words")
        if finding is not None and box is not None and box.words.strip() and not _alike(box.words, finding.words):
            self.noting.note(codes.WORDS_CHANGED, box, key=key)


def _ids_before(part: str, known: Mapping[str, str]) -> tuple[list[str], str]:
    """Take the ids that are known off the beginning of a text; the rest, which may have commas, stays whole."""
    found: list[str] = []
    left = part.strip()
    while left:
        first, _, rest = left.partition(",")
        identity = known.get(first.strip().rstrip(".").casefold())
        if identity is None:
            break
        found.append(identity)
        left = rest.strip()
    return found, left


def _numbered(words: str) -> str | None:
    """Give the number of a finding as the draft has it: "F12" from "f 12", "[F12]" or a bare 12."""
    found = _MARK.match(words.strip())
    if found is None:
        return None
    mark = re.sub(r"\s", "", found[1]).upper()
    return mark if mark[0].isalpha() else f"F{mark}"


def _alike(one: str, other: str) -> bool:
    squeeze: Callable[[str], str] = lambda words: re.sub(r"\s+", "", words)  # noqa: E731  # office programs change spaces
    return squeeze(one) == squeeze(other)
