"""Bring what was said of a draft together with the comments that are there: what is new, and what was said otherwise.

Nothing that is written is ever changed. Remarks are brought in file by file, so that one file after the other and all
at once come to the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rmdiag.assessment.comments import Comment
from rmdiag.problems import Span

_NUMBERED = re.compile(r"C-([0-9]{1,9})\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody said of a finding, as it came back; `place` names the cell for people."""

    finding: str
    by: str
    comment: str
    evidence: tuple[str, ...] = ()
    offers: str | None = None
    place: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A comment that is there, and what the same role now says of the same finding."""

    comment: Comment
    remark: Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentMerge:
    """What becomes of the comments of a mission."""

    added: tuple[Comment, ...] = ()
    clashes: tuple[Clash, ...] = ()
    same: int = 0  # remarks that are there already


def merge_remarks(comments: Sequence[Comment], files: Iterable[Sequence[Remark]], on: date) -> CommentMerge:
    """Bring in the remarks of files, each file after the one before; `on` is the day on which they were made."""
    whole = CommentMerge()
    for remarks in files:
        found = _of_one_file((*comments, *whole.added), remarks, on)
        whole = CommentMerge(
            added=(*whole.added, *found.added),
            clashes=(*whole.clashes, *found.clashes),
            same=whole.same + found.same,
        )
    return whole


def _of_one_file(comments: Sequence[Comment], remarks: Sequence[Remark], on: date) -> CommentMerge:
    """Set what a role says of a finding beside what it said before: the same words first, then what is left over."""
    there: dict[tuple[str, str], list[Comment]] = {}
    for comment in comments:
        there.setdefault(_whose(comment), []).append(comment)
    left: list[Remark] = []
    said = tuple(_once(remarks))
    for remark in said:
        same = next((one for one in there.get(_whose(remark), []) if _says_the_same(one, remark)), None)
        if same is None:
            left.append(remark)
        else:
            there[_whose(remark)].remove(same)
    clashes = tuple(Clash(comment=there[_whose(r)][0], remark=r) for r in left if there.get(_whose(r)))
    new = [remark for remark in left if not there.get(_whose(remark))]
    added = tuple(_comments(comments, new, on))
    return CommentMerge(added=added, clashes=clashes, same=len(said) - len(left))


def _whose(said: Comment | Remark) -> tuple[str, str]:
    return said.finding, " ".join(said.by.split()).casefold()


def _says_the_same(comment: Comment, remark: Remark) -> bool:
    """Whether a remark is there already; what was registered since, and so is offered by its id, is no change."""
    if comment.comment.split() != remark.comment.split() or not set(remark.evidence) <= set(comment.evidence):
        return False
    if remark.offers is None or (comment.offers is None and comment.evidence):
        return True
    return (comment.offers or "").split() == remark.offers.split()


def _once(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Leave out a row that is there twice."""
    seen = set()
    for remark in remarks:
        said = (_whose(remark), tuple(remark.comment.split()), remark.evidence, remark.offers)
        if said not in seen:
            seen.add(said)
            yield remark


def _comments(comments: Iterable[Comment], remarks: Iterable[Remark], on: date) -> Iterator[Comment]:
    """Make comments of remarks, under the next free ids."""
    numbers = (int(found[1]) for comment in comments if (found := _NUMBERED.match(comment.id)))
    last = max(numbers, default=0)
    for number, remark in enumerate(remarks, last + 1):
        yield Comment(
            id=f"C-{number:02}",
            finding=remark.finding,
            by=remark.by,
            on=on,
            comment=remark.comment,
            evidence=remark.evidence,
            offers=remark.offers,
            span=remark.span,
        )
