"""Write changes of a plan into the text of plan.yaml; comments, order and every other character stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from rmdiag.assessment.actions import PlannedAction, Proposed
from rmdiag.assessment.journal import Change as JournalChange
from rmdiag.assessment.mission import PLAN_FILE
from rmdiag.assessment.plan_merge import FIELDS, Change, Revision, Value, said
from rmdiag.splice import Cut, Knot, appended, extended, knots, plain, plain_line, spliced, valued
from rmdiag.tongue import marked, phrase

PROPOSED = ("responsible", "start", "end", "person_months", "cost", "support", "after")
HEAD = marked(
    "# The adopted plan. Edit it by hand as you like: what you change stays when a new plan is adopted over it.\n"
)
LONGEST_COMMENT = 100  # characters of the words that stand beside a new action


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An action that is new in the plan; `words` stand beside it as a comment where the action names only an id."""

    revision: Revision
    words: str = ""
    proposed: Proposed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """All that is to be written into a plan."""

    changes: Sequence[Change] = ()
    added: Sequence[Entry] = ()
    proposed: Mapping[str, Proposed] = field(default_factory=dict)  # by action, where it is another one than before
    removed: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether nothing is to be written."""
        return not (self.changes or self.added or self.proposed or self.removed)


def changes_in(rewriting: Rewriting) -> Iterator[JournalChange]:
    """Give what is written into a plan, as the journal tells it: the place is the action, with the field behind it."""
    for change in rewriting.changes:
        place = f"{change.action}.{change.field}"
        yield JournalChange(file=PLAN_FILE, place=place, old=_told(change.before), new=_told(change.after))
    for entry in rewriting.added:
        yield JournalChange(
            file=PLAN_FILE, place=entry.revision.id, new=_told(entry.revision.now.get("action")) or entry.words
        )
    for action in sorted(rewriting.removed):
        yield JournalChange(file=PLAN_FILE, place=action, old=action)


def _told(value: Value) -> str | None:
    if isinstance(value, tuple):
        return ", ".join(value) or None
    return None if value is None else str(value)


def rewritten(text: str | None, rewriting: Rewriting) -> str:
    """Give the text of plan.yaml with all changes in it; a plan that is not there yet is begun."""
    root = None if text is None else knots(text)
    rows = None if root is None else root.get("actions")
    entries = [entry_lines(entry, plain if rows and rows.flow else plain_line) for entry in rewriting.added]
    if text is None or rows is None or not rows.rows:
        return extended(text, "actions", entries, phrase(HEAD))
    places = {_id(row): row for row in rows.rows}
    written = _by_action(rewriting)
    cuts = [cut for identity, values in written.items() for cut in valued(text, places[identity], values)]
    cuts += [_removal(text, rows, number) for number, row in enumerate(rows.rows) if _id(row) in rewriting.removed]
    return spliced(text, [*cuts, *([appended(text, rows, entries)] if entries else [])])


def entry_lines(entry: Entry, write: Callable[[str], str] = plain_line) -> list[str]:
    """Give the lines of a new action, its id first; `write` puts a text into YAML."""
    values = entry.revision.now
    lines = [f"id: {plain(entry.revision.id)}"]
    if entry.words and not values.get("action"):
        lines.append(f"# {_comment(entry.words)}")
    lines += [f"{name}: {_line_of(values[name], write)}" for name in FIELDS if values.get(name) is not None]
    return lines if entry.proposed is None else [*lines, f"proposed: {proposed_words(entry.proposed)}"]


def words_of(value: Value) -> str:
    """Write a value as YAML; nothing is written as nothing."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return f"[{', '.join(plain(one) for one in value)}]"
    if isinstance(value, Fraction):
        return number_words(value)
    return value.isoformat() if isinstance(value, date) else plain(value)


def number_words(value: Fraction) -> str:
    """Write an exact number as digits where it has an end, else as numerator and denominator."""
    twos_and_fives = value.denominator
    for factor in (2, 5):
        while twos_and_fives % factor == 0:
            twos_and_fives //= factor
    if twos_and_fives != 1:
        return f"{value.numerator}/{value.denominator}"
    places = next(places for places in range(64) if (value * 10**places).denominator == 1)
    digits = f"{abs(value.numerator) * 10**places // value.denominator:0{places + 1}}"
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}{'.' if places else ''}{digits[len(digits) - places :]}"


def proposed_words(proposed: Proposed) -> str:
    """Write what was proposed, in one line."""
    values = proposed_values(proposed).items()
    return f"{{{', '.join(f'{name}: {words_of(value)}' for name, value in values if value is not None)}}}"


def proposed_values(proposed: Proposed) -> Mapping[str, Value]:
    """Give what was proposed, by field."""
    return {name: said(getattr(proposed, name)) for name in PROPOSED}


def is_untouched(text: str, action: PlannedAction, words: str) -> bool:
    """Say whether an action stands as it was adopted: planned, with what was proposed, and without a comment."""
    root = knots(text)
    rows = None if root is None else root.get("actions")
    row = next((row for row in rows.rows if _id(row) == action.id), None) if rows else None
    if row is None or rows is None or action.proposed is None or action.status != "planned":
        return False
    beside = [action.finished, action.reason, action.note, action.evidence, action.funding]
    same = all(said(getattr(action, name)) == value for name, value in proposed_values(action.proposed).items())
    around = _around(text, rows, rows.rows.index(row)).replace(f"# {_comment(words)}", "", 1)
    return same and not any(beside) and "#" not in around and row.get("action") is None


def _line_of(value: Value, write: Callable[[str], str]) -> str:
    return write(value) if isinstance(value, str) else words_of(value)


def _by_action(rewriting: Rewriting) -> Mapping[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for change in rewriting.changes:
        found.setdefault(change.action, {})[change.field] = words_of(change.after)
    for identity, proposed in rewriting.proposed.items():
        found.setdefault(identity, {})["proposed"] = proposed_words(proposed)
    return found


def _id(row: Knot) -> str:
    knot = row.get("id")
    return "" if knot is None else knot.words.strip()


def _removal(text: str, rows: Knot, number: int) -> Cut:
    start, end = _reach(text, rows, number)
    return Cut(start=start, end=end, words="")


def _around(text: str, rows: Knot, number: int) -> str:
    """Give all that would go with an action: its lines, and those up to the next one."""
    start, end = _reach(text, rows, number)
    return text[start:end]


def _reach(text: str, rows: Knot, number: int) -> tuple[int, int]:
    """Give where the lines of an action begin and where those of the next one do."""
    start = text.rfind("\n", 0, rows.rows[number].start) + 1
    if number + 1 < len(rows.rows):
        return start, text.rfind("\n", 0, rows.rows[number + 1].start) + 1
    after = text.find("\n", rows.end)
    return start, len(text) if after < 0 else after + 1


def _comment(words: str) -> str:
    """Cut words to one line that can stand as a comment."""
    line = " ".join("".join(c if c.isprintable() else " " for c in words).split())
    return line if len(line) <= LONGEST_COMMENT else f"{line[:LONGEST_COMMENT].rsplit(' ', 1)[0]} …"
