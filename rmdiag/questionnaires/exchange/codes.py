"""List every problem that a file can have that comes back with answers: codes with words and a way out."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

NO_WORKBOOK = Kind(
    code="XLS002",
    message="This cannot be read as a workbook: {reason}.",
    fix="save it as .xlsx without a password, and give that file",
)
HOSTILE = Kind(
    code="XLS003",
    message="This is not read: {reason}, as no workbook of rmdiag has.",
    fix="ask for the file again, saved as .xlsx by Excel or LibreOffice",
)
TOO_FAR = Kind(
    code="XLS004",
    message="The sheet {sheet} reaches to {far}, and {rows} rows and {columns} columns are read at most.",
    fix="delete what stands far from the rest, and save again",
)

NO_DOCUMENT = Kind(
    code="XLS040",
    message="This cannot be read as a Word document: {reason}.",
    fix="save it as .docx without a password, and give that file",
)
HOSTILE_DOCUMENT = Kind(
    code="XLS041",
    message="This is not read: {reason}, as no document of rmdiag has.",
    fix="ask for the file again, saved as .docx by Word or LibreOffice",
)
NO_FORM = Kind(
    code="COL001",
    message="This is no form of rmdiag that came back: {reason}.",
    fix="give the workbook, the response file of the page or the export of the phone server that came back",
)
FORM_ITSELF = Kind(
    code="COL002",
    message="This is the page with the questions, not the answers.",
    fix="open it in a browser, press the button that saves the answers, and give the file that it saves",
)
OTHER_MISSION = Kind(
    code="COL003",
    message="The form holds answers of {theirs}; this mission is {ours}.",
    fix="give the form to its own mission; if it belongs here all the same, as after a change of name: --anyway",
)
OTHER_EDITION = Kind(
    code="COL004",
    message="The form asks the questions of {theirs}; this mission answers {ours}.",
    fix="export the forms again from this mission, and have the answers copied over",
)
NO_SHEET = Kind(
    code="COL005",
    message="It is not known whose answers these are: what the form says of itself is missing or was changed.",
    fix="say whose they are: --for, with the id of a respondent: {known}",
)
NO_SENT = Kind(
    code="COL006",
    message="It is not known what was sent with this form, as what it keeps of that is missing or was changed.",
    fix="look at each difference; nothing is replaced by itself, and only what is blank in the sheet is filled",
    severity=Severity.WARNING,
)
UNKNOWN_QUESTION = Kind(
    code="COL007",
    message="`{id}` is no question of {framework}.",
    fix="{near}bring the id back that stood here; nothing of this row is read",
)
QUESTION_TWICE = Kind(
    code="COL008",
    message="{id} stands here a second time, first in {first}.",
    fix="delete one of the two; nothing of this row is read",
)
NOT_ASKED = Kind(
    code="COL009",
    message="{id} is answered here, and was not asked of {sheet}.",
    fix="look whether the answer is theirs; it is taken all the same",
    severity=Severity.WARNING,
)
TOO_LARGE_FORM = Kind(
    code="COL010",
    message="The file has more than {most} bytes; no form is so large.",
    fix="send pictures and documents beside the form, and give the form without them",
)
DAMAGED_ANSWER = Kind(
    code="COL040",
    message="What is said to {id} is no answer that a page saves.",
    fix="ask for the file again, saved by the page and not changed since",
)
ROWS_ELSEWHERE = Kind(
    code="COL050",
    message="The rows of {ids} are not in this file: this kind of export keeps them in another.",
    fix="export the rows as JSON: from Kobo through its API, from ODK Central through OData with $expand=*",
    severity=Severity.WARNING,
)
ROWS_ALONE = Kind(
    code="COL051",
    message="This file holds only rows of tables, without the forms that they belong to.",
    fix="give the main file of the export; for the rows, export as JSON",
)
UNKNOWN_COLUMN = Kind(
    code="COL052",
    message="The column {column} belongs to no question of {framework}.",
    fix="give the column the name back that the export gave it; if nobody needs what it holds, delete it",
)
UNKNOWN_STATE = Kind(
    code="COL053",
    message="`{words}` is no state in which {id} can be.",
    fix="write one of {known}",
)
FILES_SENT = Kind(
    code="COL054",
    message="With {id} came files: {files}. The note names them; they are no evidence yet.",
    fix="save them from the server, and put those that count on the register: rmdiag evidence add",
    severity=Severity.WARNING,
)
TOO_MANY_CELLS = Kind(
    code="COL055",
    message="This line has {cells} cells, and the head of the file {columns}.",
    fix="export again, and do not save the file in between; a quotation mark was probably lost",
)
COLUMN_TWICE = Kind(
    code="COL056",
    message="Two columns hold different words for the same part of {id}; the first is {first}.",
    fix="delete one of the two; most exports have both when a form was changed on the server",
)
NO_SUBMISSION = Kind(
    code="COL057",
    message="This export holds no submission yet.",
    fix="export again when somebody has sent the form in",
    severity=Severity.WARNING,
)
MORE_SUBMISSIONS = Kind(
    code="COL058",
    message="This file holds {count} submissions, and the server has more.",
    fix="ask the server for the next page as well, and give both files",
    severity=Severity.WARNING,
)
NONE_AND_ANSWER = Kind(
    code="COL059",
    message="{id} says that there is none, and is answered as well.",
    fix="take one of the two out, on the server or in the file",
)

FORM_OF_OTHER_VERSION = Kind(
    code="COL011",
    message="This form is written in version {version} of its format, and version {known} is known here.",
    fix="bring it in with the version of rmdiag that made it, or update rmdiag",
)
NO_SUCH_COLUMN = Kind(
    code="COL012",
    message="The sheet {sheet} has questions, but no column `{head}`.",
    fix="bring the head back that stood over the column; nothing of this sheet is read",
)
HEAD_STANDS_TWICE = Kind(
    code="COL013",
    message="{cell} is `{head}`, a head that stands in {first} too.",
    fix="correct one of the two heads; nothing of this sheet is read",
)
PARTS_MISSING = Kind(
    code="COL014",
    message="The sheet {sheet} has no columns of these names any more: {heads}.",
    fix="look whether something was said there; what they held when the form was sent stays",
    severity=Severity.WARNING,
)
CELLS_MERGED = Kind(
    code="COL015",
    message="Cells of the sheet {sheet} are merged ({cells}), so that it cannot be told to which question they belong.",
    fix="split the cells, and fill in each of them; nothing of this sheet is read",
)
LOOSE_CELL = Kind(
    code="COL016",
    message="{cell} says `{words}`, and its row belongs to no question.",
    fix="move it into the row of its question, or copy the id of the question into the column Id",
)
OPTIONS_MISSING = Kind(
    code="COL017",
    message="Rows beneath {id} are missing: {options}.",
    fix="bring the rows back from the form that was sent; nothing of this question is read",
)
QUESTION_ROW_MISSING = Kind(
    code="COL018",
    message="{cell} belongs to {id}, and the row of that question is missing.",
    fix="bring the row back from the form that was sent; nothing of this question is read",
)
CELL_IS_ERROR = Kind(
    code="COL019",
    message="{cell}, {head}, is the error {words}.",
    fix="write the value itself into the cell",
)
CELL_NOT_WORKED_OUT = Kind(
    code="COL020",
    message="{cell}, {head}, is a formula whose result the file does not hold.",
    fix="open the form, save it again, or write the value itself into the cell",
)
NOT_AN_ANSWER = Kind(
    code="COL021",
    message="{cell} is `{words}`, which is no answer to {id}.",
    fix="{near}write one of {known}",
)
SEVERAL_MEANINGS = Kind(
    code="COL022",
    message="{cell} is `{words}`, which can mean several answers to {id}: {known}.",
    fix="write the words of one of them",
)
NOT_ONE_NUMBER = Kind(
    code="COL023",
    message="{cell}, {head}, is `{words}`, which is no number that can be read in one way only.",
    fix="write digits alone, such as 1250 or 2.5, without words, signs or marks between thousands",
)
A_PERCENTAGE = Kind(
    code="COL024",
    message="{cell} is shown as a percentage, and {id} asks for {what}.",
    fix="write the number itself, and let the cell be shown as a plain number",
)
NOT_ONE_DAY = Kind(
    code="COL025",
    message="{cell}, {head}, is `{words}`, which is no date that can be read in one way only.",
    fix="write year-month-day, such as 2026-03-31",
)
NO_LIKELY_DAY = Kind(
    code="COL026",
    message="{cell}, {head}, is {words}, which nobody can mean.",
    fix="write a date from {first} to {last}, with day and month",
)
NOT_MARKED = Kind(
    code="COL027",
    message="{cell}, {head}, is `{words}`, which is neither a mark nor nothing.",
    fix="write x, or leave the cell blank",
)
REASON_MISSING = Kind(
    code="COL028",
    message="{cell} is `{words}`, and no reason stands there why {id} cannot apply.",
    fix="write why into the column `{head}`, and leave the answer blank",
)
NOT_SUCH_A_WORD = Kind(
    code="COL029",
    message="{cell}, {head}, is `{words}`.",
    fix="{near}write one of {known}",
)
NO_ID_OF_EVIDENCE = Kind(
    code="COL030",
    message="{cell} names `{said}`, which is no id of the register of evidence.",
    fix="{near}write ids alone, with commas between them, and name other files in the note",
)
OTHER_OPTION = Kind(
    code="COL031",
    message="{cell} is `{words}`, and {row} is the row of another answer: `{own}`.",
    fix="bring back the id and the words that belong together; nothing of this question is read",
)
COMMENTS_IN_FORM = Kind(
    code="COL032",
    message="Comments are pinned to cells of the sheet {sheet}, and they are not read.",
    fix="copy what is to stay into the column Note",
    severity=Severity.WARNING,
)
SHEETS_OF_THEIR_OWN = Kind(
    code="COL033",
    message="These sheets are not read: {sheets}.",
    fix="copy what is to stay into the sheets with the questions",
    severity=Severity.WARNING,
)
FORM_TOO_LONG = Kind(
    code="COL034",
    message="{head} of {id} has {size} characters, and a cell of a workbook holds {most} at most.",
    fix="shorten it in the sheet, and keep the whole text as evidence",
)
NO_AND_MORE = Kind(
    code="COL035",
    message="{cell} says that there is none, and {other} beneath it is filled in.",
    fix="delete the one or the other",
)
NO_SUCH_TABLE_COLUMN = Kind(
    code="COL036",
    message="{cell} is `{words}`, which is no column of the table beneath {id}.",
    fix="{near}bring back one of {known}",
)
TYPED_AND_MARKED = Kind(
    code="COL037",
    message="{cell} says `{words}`, and the answer to {id} stands in the rows beneath it.",
    fix="leave this cell blank, and answer in the rows beneath; where there is none: {no}",
)

CATALOGUE = (
    NO_WORKBOOK,
    HOSTILE,
    TOO_FAR,
    NO_DOCUMENT,
    HOSTILE_DOCUMENT,
    NO_FORM,
    FORM_ITSELF,
    OTHER_MISSION,
    OTHER_EDITION,
    NO_SHEET,
    NO_SENT,
    UNKNOWN_QUESTION,
    QUESTION_TWICE,
    NOT_ASKED,
    TOO_LARGE_FORM,
    FORM_OF_OTHER_VERSION,
    NO_SUCH_COLUMN,
    HEAD_STANDS_TWICE,
    PARTS_MISSING,
    CELLS_MERGED,
    LOOSE_CELL,
    OPTIONS_MISSING,
    QUESTION_ROW_MISSING,
    CELL_IS_ERROR,
    CELL_NOT_WORKED_OUT,
    NOT_AN_ANSWER,
    SEVERAL_MEANINGS,
    NOT_ONE_NUMBER,
    A_PERCENTAGE,
    NOT_ONE_DAY,
    NO_LIKELY_DAY,
    NOT_MARKED,
    REASON_MISSING,
    NOT_SUCH_A_WORD,
    NO_ID_OF_EVIDENCE,
    OTHER_OPTION,
    COMMENTS_IN_FORM,
    SHEETS_OF_THEIR_OWN,
    FORM_TOO_LONG,
    NO_AND_MORE,
    NO_SUCH_TABLE_COLUMN,
    TYPED_AND_MARKED,
    DAMAGED_ANSWER,
    ROWS_ELSEWHERE,
    ROWS_ALONE,
    UNKNOWN_COLUMN,
    UNKNOWN_STATE,
    FILES_SENT,
    TOO_MANY_CELLS,
    COLUMN_TWICE,
    NO_SUBMISSION,
    MORE_SUBMISSIONS,
    NONE_AND_ANSWER,
)
