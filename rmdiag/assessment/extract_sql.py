"""Write the questions that are put to an extract, in SQL; every name and word from outside is quoted here.

An extract is read once. Declarations that are written alike, of one month, are packed into one row that says how many
they are; what differs from each to the next, its number and its time to release, is kept in lists. So words are made
sense of once for each pack instead of for each of millions of rows. Counts are then taken by month, office, mode and
profile, and everything coarser is added up from those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from rmdiag.assessment.extract import DATE_FORMS, FLAGS, GROUPS, TIMES, Extract, counts_of, hours_of
from rmdiag.tongue import marked, phrase

FIRST_DAY = "1980-01-01"
SETS = ("total", "year", "month", *GROUPS)
_WHEN = "%H:%M", "%H:%M:%S"
_FEW = (*GROUPS, "channel", "result", *FLAGS)  # columns in which few different words stand
_TIMED = ("early", "arrival_known", "no_date", "no_arrived", "no_released", "too_soon")  # what times say, yes or no


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


def packed(extract: Extract, source: Source) -> str:
    """Put declarations that are written alike into one row: how many they are, their numbers, their release times."""
    alike = ", ".join((*(f"{key}_written" for key in _FEW if key in extract.columns), "month", *_TIMED))
    return f"""
        select {alike}, count(*) as every, list(declared) filter (where declared is not null) as declared,
            list(seconds) filter (where seconds is not null) as seconds
        from ({_rows(extract, source)}) group by all"""  # noqa: S608  # built of quoted names and literals only


def _rows(extract: Extract, source: Source) -> str:
    """Give what each row says of its own, its times and its number, beside words as they are written."""
    columns = [f"{quoted(name)} as {key}_written" for key, name in extract.columns.items()]
    columns += [f"{_declared(extract)} as declared", *(_time(key, extract, source) for key in TIMES)]
    last = f"date {literal(source.as_of.isoformat())} + interval 1 day"
    words = {key: _text(_as_written(key, extract)) for key in TIMES[1:]}
    unread = [
        f"case when {key} is null then {text} is not null else false end as no_{key}" for key, text in words.items()
    ]
    return f"""
        select *, year(lodged) * 12 + month(lodged) - 1 as month,
            coalesce(lodged < arrived, false) as early, arrived is not null as arrival_known,
            date_diff('second', greatest(lodged, coalesce(arrived, lodged)), released) as seconds,
            lodged is null or lodged < date '{FIRST_DAY}' or lodged >= {last} as no_date,
            {", ".join(unread)}, coalesce(released < lodged, false) as too_soon
        from (select {", ".join(columns)} from {source.table})"""  # noqa: S608  # built of quoted names and literals only


def facts(extract: Extract, source: Source) -> str:
    """Make sense of the packs; `reason` is the place in `checks` of what makes them unusable, or 0."""
    flags = ", ".join(f"coalesce({key}, false) as {key}" for key in FLAGS)
    return f"""
        select every, declared, seconds, month, {", ".join(GROUPS)}, channel, {flags}, early, arrival_known,
            result is not null as coded, {_linked(extract)} as linked,
            coalesce({_among("lower(result)", extract.findings)}, false) as finding,
            {_reason(extract, source)} as reason
        from ({_read(extract, source, "packed")})"""  # noqa: S608  # built of quoted names and literals only


def _read(extract: Extract, source: Source, table: str) -> str:
    """Give written words as what they mean; what cannot be read is null, its words stay beside it."""
    columns = [_flag(key, extract, source) for key in FLAGS]
    columns += [f"{_text(_as_written(key, extract))} as {key}" for key in (*GROUPS, "result")]
    columns.append(f"{_channel(extract)} as channel")
    columns += [f"{_text(_as_written(key, extract))} as {key}_words" for key in ("channel", *FLAGS)]
    return f"select *, {', '.join(columns)} from {table}"  # noqa: S608  # built of quoted names and literals only


def checks(extract: Extract, source: Source) -> tuple[tuple[str, str, str], ...]:
    """Give what makes a row unusable: the key, the condition, and why in words."""
    found = [("date", "no_date", phrase("is no date up to {day} written {form}", day=source.as_of, form=extract.dates))]
    found.append(("channel", "channel is null", marked("is no channel that `channels` knows")))
    unread = marked("is neither a yes nor a no")
    found += [(key, f"{key} is null and {key}_words is not null", unread) for key in FLAGS]
    undated = phrase("is no date written {form}", form=extract.dates)
    found += [(key, f"no_{key}", undated) for key in TIMES[1:]]
    found.append(("released", "too_soon", marked("lies before the date of the declaration")))
    return tuple(check for check in found if check[0] in extract.columns)


def fine(extract: Extract) -> str:
    """Count every metric's cases among the facts, by month, office, mode, profile and reason."""
    by = f"month, {', '.join(GROUPS)}, reason"
    counts = (f"coalesce(sum(every) filter (where {words}), 0) as n{n}" for n, words in enumerate(conditions(extract)))
    return f"select {', '.join((by, 'sum(every) as every', *counts))} from facts group by {by}"  # noqa: S608  # as above


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


def release_hours(extract: Extract, kind: str) -> str:
    """Take the release times of every group of one of SETS: the middle one, and the one that nine in ten do not pass.

    One set after another, as every time to release is held in memory for each set that is asked for at once.
    """
    points = ", ".join(f"{hours.point} filter (where {hours.condition})" for hours in hours_of(extract))
    key = {"total": "0", "year": "month // 12"}.get(kind, kind)
    return f"""
        select key, {points}
        from (select {key} as key, channel, unnest(seconds) as seconds from facts where reason = 0)
        group by key"""  # noqa: S608  # as above


def repeated() -> str:
    """Count the rows whose declaration stands in another row already."""
    numbers = "select unnest(declared) as declared from facts where reason = 0"
    return f"select count(*) - count(distinct declared) from ({numbers})"  # noqa: S608  # words of ours only


def examples(extract: Extract, source: Source, most: int) -> str:
    """Find the first rows of every reason, by their number in the file, with the words that cannot be read."""
    words = " ".join(f"when {place} then {key}_words" for place, (key, _, _) in enumerate(checks(extract, source), 1))
    times = ", ".join(f"{_text(_as_written(key, extract))} as {key}_words" for key in TIMES)
    numbered = f"(select *, row_number() over () as row, {times} from ({_rows(extract, source)}))"  # noqa: S608  # as above
    return f"""
        select reason, row, case reason {words} end as words
        from (select *, {_reason(extract, source)} as reason from ({_read(extract, source, numbered)}))
        where reason > 0
        qualify row_number() over (partition by reason order by row) <= {most}
        order by reason, row"""  # noqa: S608  # built of quoted names and literals only


def _reason(extract: Extract, source: Source) -> str:
    """Give the place in `checks` of the first that a row does not pass, or 0."""
    reasons = (f"when {condition} then {place}" for place, (_, condition, _) in enumerate(checks(extract, source), 1))
    return f"case {' '.join(reasons)} else 0 end"


def _as_written(key: str, extract: Extract) -> str | None:
    return f"{key}_written" if key in extract.columns else None


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


def _text(name: str | None) -> str:
    """Give what stands in a column as a text, null when it is blank."""
    return "cast(null as varchar)" if name is None else f"nullif(trim(cast({quoted(name)} as varchar)), '')"


def _time(key: str, extract: Extract, source: Source) -> str:
    alias = "lodged" if key == "date" else key
    name = extract.columns.get(key)
    if name is None:
        return f"cast(null as timestamp) as {alias}"
    if source.types[name].startswith(("DATE", "TIMESTAMP")):
        return f"cast({quoted(name)} as timestamp) as {alias}"
    day = DATE_FORMS[extract.dates]
    if extract.dates == "year-month-day":
        bare = _text(name)  # what has blanks around it is read all the same; most has none
        return f"coalesce(try_cast({quoted(name)} as timestamp), try_cast({bare} as timestamp)) as {alias}"
    forms = ", ".join(literal(form) for form in (day, *(f"{day} {when}" for when in _WHEN)))
    return f"try_strptime({_text(name)}, [{forms}]) as {alias}"


def _flag(key: str, extract: Extract, source: Source) -> str:
    name = extract.columns.get(key)
    if name is None:
        return f"false as {key}"
    if source.types[name] == "BOOLEAN":
        return f"{key}_written as {key}"
    words = f"lower({_text(f'{key}_written')})"
    yes, no = _among(words, extract.yes), _among(words, extract.no)
    return f"case when {yes} then true when {no} then false end as {key}"


def _channel(extract: Extract) -> str:
    if "channel" not in extract.columns or not extract.channels:
        return "cast(null as varchar)"
    words = " ".join(f"when {literal(old)} then {literal(new)}" for old, new in extract.channels.items())
    return f"case lower({_text('channel_written')}) {words} end"


def _among(expression: str, words: Iterable[str]) -> str:
    listed = ", ".join(literal(word) for word in words)
    return f"{expression} in ({listed})" if listed else "false"
