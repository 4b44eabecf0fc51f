"""List every problem that series of figures and extracts of declarations can have; codes.py takes them over."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

PERIOD_MISSING = Kind(
    code="MIS060",
    message="{metric} has figures of {before} and {after}, but none of {missing}.",
    fix="add the missing rows, or say in `note` of a row why there are none",
    severity=Severity.WARNING,
)
TOTAL_DIFFERS = Kind(
    code="MIS061",
    message="The {column} of {metric} is {words} for {period}, but its parts add up to {total}.",
    fix="correct the total or one of its parts, in lines {lines}",
    severity=Severity.WARNING,
)
OTHER_WHOLE = Kind(
    code="MIS062",
    message="{metric} of {period} is a share of {words}, but {other} of the same whole is a share of {whole}.",
    fix="take {metrics} of {period} over the same declarations",
    severity=Severity.WARNING,
)
NO_EXTRACT = Kind(
    code="MIS063",
    message="Nothing in mission.yaml says what the columns of an extract mean.",
    fix="add `extract: {{declaration: COLUMN, date: COLUMN, channel: COLUMN, …}}`; docs/metrics.md has all keys",
)
NO_SUCH_COLUMN = Kind(
    code="MIS064",
    message="`{key}` is said to be the column `{words}`, which `{file}` does not have.",
    fix="{near}write one of its columns: {known}",
)
EXTRACT_NOT_READ = Kind(
    code="MIS065",
    message="`{file}` cannot be read as an extract: {reason}.",
    fix="bring it as CSV in UTF-8 with a first line that names the columns, or as Parquet",
)
ROWS_UNUSABLE = Kind(
    code="MIS066",
    message="{count} rows are left out, as their `{column}` {why}; the first is row {row}: `{words}`.",
    fix="correct the rows or the mapping in mission.yaml; examples are rows {rows}",
    severity=Severity.WARNING,
)
WRONG_TYPE = Kind(
    code="MIS067",
    message="The column `{column}` holds {found}, so it cannot be `{key}`, which wants {wanted}.",
    fix="name another column, or export this one as text",
)
DECLARED_TWICE = Kind(
    code="MIS068",
    message="{count} rows repeat a declaration that stands in another row; each row is counted.",
    fix="give one row to a declaration, not one to an item or a check",
    severity=Severity.WARNING,
)
NOTHING_USABLE = Kind(
    code="MIS069",
    message="`{file}` has no row that can be used, of {count} rows.",
    fix="look at what `extract` in mission.yaml says of its columns, dates and channels",
)

METRIC_KINDS: tuple[Kind, ...] = (
    PERIOD_MISSING,
    TOTAL_DIFFERS,
    OTHER_WHOLE,
    NO_EXTRACT,
    NO_SUCH_COLUMN,
    EXTRACT_NOT_READ,
    ROWS_UNUSABLE,
    WRONG_TYPE,
    DECLARED_TWICE,
    NOTHING_USABLE,
)
