"""List every problem that a plan's workbook can have on its way out and back: codes with words and a way out."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

TOO_LONG = Kind(
    code="XLS001",
    message="{head} of {id} has {size} characters, and a cell of a workbook holds {most} at most.",
    fix="shorten the text, or move a part of it into a document that you name",
)
NO_PLAN = Kind(
    code="XLS005",
    message="No sheet of this workbook has the columns of a plan; its sheets are {sheets}.",
    fix="give a workbook that `rmdiag plan export` has written",
)
OTHER_VERSION = Kind(
    code="XLS006",
    message="The workbook was written in version {version} of its format, and version {known} is known here.",
    fix="bring it in with the rmdiag that wrote it, or export the plan again and copy the changes over",
)
NO_BASE = Kind(
    code="XLS007",
    message="It is not known from which values this workbook set out: the sheet that keeps them is missing or changed.",
    fix="look at each difference that follows; nothing of the plan is replaced by itself, only what is blank is filled",
    severity=Severity.WARNING,
)
NO_IDS = Kind(
    code="XLS008",
    message="The sheet {sheet} has no column `Id`, so that no row can be told from another.",
    fix="put the head `Id` back over the ids of the actions",
)
HEAD_TWICE = Kind(
    code="XLS009",
    message="{cell} is `{head}`, a head that stands in {first} too.",
    fix="keep one of the two columns, and give the other a head of its own",
)
COLUMNS_MISSING = Kind(
    code="XLS010",
    message="These columns are not there, and what they held stays as it is in the plan: {heads}.",
    fix="put their heads back if something was changed in them",
    severity=Severity.WARNING,
)
UNKNOWN_COLUMN = Kind(
    code="XLS011",
    message="The column under {cell}, with the head `{head}`, is not read; it has {count} filled cells.",
    fix="{near}move into Note what is to stay",
    severity=Severity.WARNING,
)
MERGED = Kind(
    code="XLS012",
    message="Cells of the sheet {sheet} are merged ({cells}), so that it is not known of which action they speak.",
    fix="split the merged cells, and write in each row what is meant",
)
COMMENTS = Kind(
    code="XLS013",
    message="Comments are pinned to cells of the sheet {sheet}; they are not read.",
    fix="move into Note what is to stay",
    severity=Severity.WARNING,
)
OWN_SHEETS = Kind(
    code="XLS014",
    message="These sheets are not read: {sheets}.",
    fix="move into the plan what is to stay",
    severity=Severity.WARNING,
)
UNFIT_ID = Kind(
    code="XLS015",
    message="{cell} is `{words}`, which cannot be an id.",
    fix="delete it, so that an id is made, or write up to {most} letters and digits without spaces and commas",
)
ID_TWICE = Kind(
    code="XLS016",
    message="{cell} is `{words}`, an id that stands in {first} too.",
    fix="delete the id in the row that is new, so that one is made for it",
)
ID_LOST = Kind(
    code="XLS017",
    message="{cell} is blank, and the row has the words of {id}, of which no other row is left; it is taken for {id}.",
    fix="write the id back; if the row is an action of its own, give it other words",
    severity=Severity.WARNING,
)
NO_ACTION = Kind(
    code="XLS018",
    message="Row {row} says neither what is to be done nor which recommendation it carries out.",
    fix="write an action into it, or delete the row",
)
CELL_ERROR = Kind(
    code="XLS019",
    message="{cell} shows `{words}` where {head} is needed.",
    fix="write the value itself into the cell",
)
NOT_WORKED_OUT = Kind(
    code="XLS020",
    message="{cell} is a formula without a result where {head} is needed.",
    fix="write the value itself into the cell, or open the workbook in Excel or LibreOffice and save it there",
)
NO_SUCH_INDICATOR = Kind(
    code="XLS021",
    message="{cell} is `{words}`, which is no indicator of the framework.",
    fix="{near}write one of {known}",
)
NO_SUCH_RECOMMENDATION = Kind(
    code="XLS022",
    message="{cell} is `{words}`, which is no recommendation of the framework.",
    fix="{near}write one that is in the sheet Recommendations, or leave the cell blank",
)
NO_SUCH_STATUS = Kind(
    code="XLS023",
    message="{cell} is `{words}`, which is no status.",
    fix="{near}write one of {known}",
)
NO_STATUS = Kind(
    code="XLS024",
    message="{cell}, the status of {id}, is blank.",
    fix="write a status; what is not to be done any more is dropped, with a reason",
)
NO_SUCH_EVIDENCE = Kind(
    code="XLS025",
    message="{cell} names `{said}`, which is not in the register of evidence.",
    fix="{near}register it in evidence.yaml first, or name one that is there",
)
NO_SUCH_ACTION = Kind(
    code="XLS026",
    message="{cell} says that {id} waits for `{said}`, which is no action of the plan.",
    fix="{near}write the id of an action, or take it out",
)
NOT_A_DAY = Kind(
    code="XLS027",
    message="{cell}, {head}, is `{words}`, which is no date that can be read in one way only.",
    fix="write year-month-day, such as 2027-05-31",
)
UNLIKELY_DAY = Kind(
    code="XLS028",
    message="{cell}, {head}, is {words}, which no plan can mean.",
    fix="write a date from {first} to {last}",
)
NOT_A_NUMBER = Kind(
    code="XLS029",
    message="{cell}, {head}, is `{words}`, which is no number that can be read in one way only.",
    fix="write digits alone, such as 1250 or 2.5, without words, signs or marks between thousands",
)
BELOW_ZERO = Kind(
    code="XLS030",
    message="{cell}, {head}, is {words}, and nothing there can be below 0.",
    fix="write 0 or more",
)
ENDS_BEFORE_START = Kind(
    code="XLS031",
    message="{cell}: {id} would end on {end}, before it starts on {start}.",
    fix="correct one of the two dates",
)
NO_REASON = Kind(
    code="XLS032",
    message="{cell} is blank, and {id} is dropped.",
    fix="write why it is dropped",
)
NO_EVIDENCE = Kind(
    code="XLS033",
    message="{cell} is blank, and {id} is verified.",
    fix="name the evidence on which somebody has found it done, or set the status to done",
)
NOT_FINISHED = Kind(
    code="XLS034",
    message="{cell} has the day on which {id} was finished, but its status is {status}.",
    fix="give it the status done, or delete the day",
)
OTHER_INDICATOR = Kind(
    code="XLS035",
    message="{cell}: {id} is for {written}, but its recommendation {recommendation} is for {own}.",
    fix="delete the indicator, or name another recommendation",
)
CIRCLE = Kind(
    code="XLS036",
    message="{cell}: these actions wait for each other: {path}.",
    fix="take one of them out of the column Waits for",
)
OTHER_CURRENCY = Kind(
    code="XLS037",
    message="{cell} says that costs are in {words}, and the mission's are in {currency}.",
    fix="write the costs in the currency of the mission, and correct the head",
)

CATALOGUE: tuple[Kind, ...] = (
    TOO_LONG,
    NO_PLAN,
    OTHER_VERSION,
    NO_BASE,
    NO_IDS,
    HEAD_TWICE,
    COLUMNS_MISSING,
    UNKNOWN_COLUMN,
    MERGED,
    COMMENTS,
    OWN_SHEETS,
    UNFIT_ID,
    ID_TWICE,
    ID_LOST,
    NO_ACTION,
    CELL_ERROR,
    NOT_WORKED_OUT,
    NO_SUCH_INDICATOR,
    NO_SUCH_RECOMMENDATION,
    NO_SUCH_STATUS,
    NO_STATUS,
    NO_SUCH_EVIDENCE,
    NO_SUCH_ACTION,
    NOT_A_DAY,
    UNLIKELY_DAY,
    NOT_A_NUMBER,
    BELOW_ZERO,
    ENDS_BEFORE_START,
    NO_REASON,
    NO_EVIDENCE,
    NOT_FINISHED,
    OTHER_INDICATOR,
    CIRCLE,
    OTHER_CURRENCY,
)
