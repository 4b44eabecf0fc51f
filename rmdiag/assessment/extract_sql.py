"""Write the questions that are put to an extract, in SQL; every name and word from outside is quoted here.

The facts of one declaration come first, one reason per row that cannot be used among them; counts are then taken once,
by month, office, mode and profile, and everything coarser is added up from those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from rmdiag.assessment.extract import DATE_FORMS, FLAGS, GROUPS, TIMES, Extract, counts_of, hours_of

FIRST_DAY = "1980-01-01"
SETS = ("total", "year", "month", *GROUPS)
_WHEN = "%H:%M", "%H:%M:%S"


class Source(NamedTuple):
    """An extract as it can be asked: the text that opens it, its columns with their types, the last day it may hold."""

    table: str
    types: Mapping[str, str]
    as_of: date


def quoted(name: str) -> str:
    """Write a column's name so that it is nothing but a name."""
    return '"' + name.replace('"', '""') + '"'


def literal(words: str) -> str:
    """Write a text so that it is nothing but a text."""
    return "'" + words.replace("'", "''") + "'"


def facts(extract: Extract, source: Source) -> str:
    """Give the facts of every declaration; `reason` is the place in `reasons` of what makes a row unusable, or 0."""
    reasons = [f"when {condition} then {place}" for place, (_, condition, _) in enumerate(checks(extract, source), 1)]
    flags = ", ".join(f"coalesce({key}, false) as {key}" for key in FLAGS)
    month = "year(lodged) * 12 + month(lodged) - 1"
    return f"""
        select declared, {", ".join(GROUPS)}, {month} as month, channel, {flags},
            result is not null as coded, {_linked(extract)} as linked,
            coalesce({_among("lower(result)", extract.findings)}, false) as finding,
            coalesce(lodged < arrived, false) as early, arrived is not null as arrival_known,
            date_diff('second', greatest(lodged, coalesce(arrived, lodged)), released) as seconds,
            case {" ".join(reasons)} else 0 end as reason
        from ({read(extract, source)})"""  # noqa: S608  # built of quoted names and literals only


def read(extract: Extract, source: Source) -> str:
    """Give the columns that are named as what they mean; what cannot be read is null, its words stay beside it."""
    columns = [_column(key, extract, source) for key in TIMES]
    columns += [_flag(key, extract, source) for key in FLAGS]
    columns += [f"{_text(key, extract)} as {key}" for key in (*GROUPS, "result")]
    columns.append(f"{_declared(extract)} as declared")
    columns.append(f"{_channel(extract)} as channel")
    columns += [
        f"{_text(key, extract)} as {key}_words" for key in ("channel", *TIMES, *FLAGS) if key in extract.columns
    ]
    return f"select {', '.join(columns)} from {source.table}"  # noqa: S608  # built of quoted names and literals only


def checks(extract: Extract, source: Source) -> tuple[tuple[str, str, str], ...]:
    """Give what makes a row unusable: the key, the condition, and why in words."""
    last = f"date {literal(source.as_of.isoformat())}"
    found = [
        (
            "date",
            f"lodged is null or lodged < date '{FIRST_DAY}' or lodged >= {last} + interval 1 day",
            f"is no date up to {source.as_of} written {extract.dates}",
        )
    ]
    if "channel" in extract.columns:
        found.append(("channel", "channel is null", "is no channel that `channels` knows"))
    why = dict.fromkeys(FLAGS, "is neither a yes nor a no") | dict.fromkeys(
        TIMES[1:], f"is no date written {extract.dates}"
    )
    unread = ((key, f"{key}_words is not null and {key} is null", words) for key, words in why.items())
    found += [check for check in unread if check[0] in extract.columns]
    if "released" in extract.columns:
        found.append(("released", "released < lodged", "lies before the date of the declaration"))
    return tuple(found)


def fine(extract: Extract, table: str) -> str:
    """Count every metric's cases in a table of facts, by month, office, mode, profile and reason."""
    by = f"month, {', '.join(GROUPS)}, reason"
    counted = "".join(f", count(*) filter (where {words}) as n{n}" for n, words in enumerate(conditions(extract)))
    return f"select {by}, count(*) as every{counted} from {table} group by {by}"  # noqa: S608  # as above


def conditions(extract: Extract) -> tuple[str, ...]:
    """Give every condition that is counted, each once."""
    return tuple(dict.fromkeys(c for count in counts_of(extract) for c in (count.numerator, count.denominator)))


def rolled(extract: Extract) -> str:
    """Add the counts of the table `fine` up: in total, and by every set of SETS."""
    sums = "".join(f", sum(n{n})" for n in range(len(conditions(extract))))
    sets = ", ".join(["()", "(year)", "(month)", *(f"({key})" for key in GROUPS)])
    groups = ", ".join(("year", "month", *GROUPS))
    return f"""
        select grouping({groups}), {groups}, sum(every){sums}, min(month), max(month)
        from (select *, month // 12 as year from fine where reason = 0)
        group by grouping sets ({sets})"""  # noqa: S608  # numbers and names of ours only


def release_hours(extract: Extract, table: str) -> str:
    """Take the release times by the same sets: the middle one, and the one that nine in ten are faster than."""
    points = ", ".join(f"{hours.point} filter (where {hours.condition})" for hours in hours_of(extract))
    groups = ", ".join(("year", "month", *GROUPS))
    sets = ", ".join(["()", "(year)", "(month)", *(f"({key})" for key in GROUPS)])
    return f"""
        select grouping({groups}), {groups}, {points}
        from (select *, month // 12 as year from {table} where reason = 0)
        group by grouping sets ({sets})"""  # noqa: S608  # as above


def repeated(table: str) -> str:
    """Count the rows whose declaration stands in another row already."""
    return f"select count(declared) - count(distinct declared) from {table} where reason = 0"  # noqa: S608  # as above


def examples(extract: Extract, source: Source, most: int) -> str:
    """Find the first rows of every reason, by their number in the file, with the words that cannot be read."""
    words = " ".join(f"when {place} then {key}_words" for place, (key, _, _) in enumerate(checks(extract, source), 1))
    reasons = " ".join(
        f"when {condition} then {place}" for place, (_, condition, _) in enumerate(checks(extract, source), 1)
    )
    return f"""
        select reason, row, case reason {words} end as words
        from (select *, row_number() over () as row, case {reasons} else 0 end as reason
              from ({read(extract, source)}))
        where reason > 0
        qualify row_number() over (partition by reason order by row) <= {most}
        order by reason, row"""  # noqa: S608  # built of quoted names and literals only


def _declared(extract: Extract) -> str:
    """Give a number for a declaration; of 64 bits, so that two share one about never."""
    name = extract.columns.get("declaration")
    return (
        "cast(null as ubigint)"
        if name is None
        else f"case when {quoted(name)} is not null then hash({quoted(name)}) end"
    )


def _linked(extract: Extract) -> str:
    """Whether a control is linked to what caused it; where no column says, a coded result is taken as linked."""
    return "profile is not null" if "profile" in extract.columns else "true"


def _text(key: str, extract: Extract) -> str:
    name = extract.columns.get(key)
    return "cast(null as varchar)" if name is None else f"nullif(trim(cast({quoted(name)} as varchar)), '')"


def _column(key: str, extract: Extract, source: Source) -> str:
    alias = "lodged" if key == "date" else key
    name = extract.columns.get(key)
    if name is None:
        return f"cast(null as timestamp) as {alias}"
    if source.types[name].startswith(("DATE", "TIMESTAMP")):
        return f"cast({quoted(name)} as timestamp) as {alias}"
    day = DATE_FORMS[extract.dates]
    if extract.dates == "year-month-day":
        return f"try_cast({_text(key, extract)} as timestamp) as {alias}"
    forms = ", ".join(literal(form) for form in (day, *(f"{day} {when}" for when in _WHEN)))
    return f"try_strptime({_text(key, extract)}, [{forms}]) as {alias}"


def _flag(key: str, extract: Extract, source: Source) -> str:
    name = extract.columns.get(key)
    if name is None:
        return f"false as {key}"
    if source.types[name] == "BOOLEAN":
        return f"{quoted(name)} as {key}"
    words = f"lower({_text(key, extract)})"
    yes, no = _among(words, extract.yes), _among(words, extract.no)
    return f"case when {yes} then true when {no} then false end as {key}"


def _channel(extract: Extract) -> str:
    if "channel" not in extract.columns or not extract.channels:
        return "cast(null as varchar)"
    words = " ".join(f"when {literal(old)} then {literal(new)}" for old, new in extract.channels.items())
    return f"case lower({_text('channel', extract)}) {words} end"


def _among(expression: str, words: Iterable[str]) -> str:
    listed = ", ".join(literal(word) for word in words)
    return f"{expression} in ({listed})" if listed else "false"
