"""List every problem that questions, sets and response sheets can have."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

UNKNOWN_INDICATOR = Kind(
    code="QST001", message="`{id}` is not an indicator of the framework.", fix="{near}name one that exists"
)
QUESTION_TWICE = Kind(
    code="QST002", message="{id} is defined twice, first in {first}.", fix="keep one; a question is defined once"
)
KEY_NOT_FOR_TYPE = Kind(
    code="QST003",
    message="`{key}` has no meaning for a question of type {type}.",
    fix="take it out, or choose another type",
)
GATE_WITHOUT_TEST = Kind(
    code="QST004",
    message="{id} is needed for level {level}, but nothing says when a {type} meets it.",
    fix="say when it is met ({way_out}), or take the gate out",
)
THRESHOLDS_ORDER = Kind(
    code="QST005",
    message="The thresholds of {id} are not in order: level {level} asks for {value} after {before}.",
    fix="let every higher level ask for {direction}",
)
THRESHOLD_ALWAYS_MET = Kind(
    code="QST006",
    message="Every legal answer to {id} meets level {level} ({value}).",
    fix="ask for more, or narrow `minimum` and `maximum`",
)
NO_GATES = Kind(
    code="QST007",
    message="{indicator} has no gating question, so nothing can ever be known of it.",
    fix="give one of its questions a gate",
)
CORE_WITHOUT_TWO = Kind(
    code="QST008",
    message="{indicator} is a core indicator without a gate at level {level}.",
    fix="add a question, or `partly_for: {level}`, that tells level {level} from the lowest",
)
RATE_GATES_TOP = Kind(
    code="QST009",
    message="{id} lets {metric} gate level {level}, but this figure may gate up to level {highest} only.",
    fix="take the threshold of level {level} out: fewer inspections are no proof of better ones",
)
NOT_MEASURED = Kind(
    code="QST010",
    message="Less is better in {id}, but nothing makes sure that it is measured at all.",
    fix="name in `measured_by` a gating question of {indicator}, needed for level {level} or lower",
)
TWO_VALUES = Kind(
    code="QST011",
    message="{id} asks two things: `{words}`.",
    fix="split it into two questions of one value each",
    severity=Severity.WARNING,
)
OPTIONS_WITH_HOLES = Kind(
    code="QST012",
    message="The options of {id} have no level {level}.",
    fix="add an option for level {level}; options go from level 1 up",
)
UNKNOWN_QUESTION = Kind(code="QST013", message="`{id}` is not a question.", fix="{near}name one that exists")
UNKNOWN_CONTROL_VALUE = Kind(
    code="QST014", message="`{word}` is not an answer to {id}.", fix="{near}write one of its answers: {known}"
)
CONTROL_OUTSIDE_SET = Kind(
    code="QST015",
    message="The set asks {id}, but not {control}, which decides whether {id} applies.",
    fix="add {control} to the set, or take {id} out",
)
CONTROL_CYCLE = Kind(
    code="QST016", message="These questions wait for each other: {path}.", fix="take one `applies_when` out"
)
PARTLY_ORDER = Kind(
    code="QST017",
    message="`partly_for` of {id} is {partly}, not below `needed_for` {needed}.",
    fix="choose a lower level for partly",
)
PARTLY_UNSAID = Kind(
    code="QST018",
    message="{id} counts a partly, but does not say what that is.",
    fix="describe the facts in `partly`",
    severity=Severity.WARNING,
)
UNKNOWN_INTERLOCUTOR = Kind(
    code="QST019", message="`{word}` is nobody to ask.", fix="{near}write one of the interlocutors: {known}"
)
NO_OPTIONS = Kind(
    code="QST020", message="{id} is a {type} without options.", fix="add `options:` with an id and a text each"
)
UNKNOWN_METRIC = Kind(
    code="QST021", message="`{id}` is not a metric of the framework.", fix="{near}name one of metrics.yaml"
)
DIMENSION_UNASKED = Kind(
    code="QST022",
    message="The set holds no gating question of dimension {dimension}, so it can never give an overall level.",
    fix="add a question, or leave it: the report will say so",
    severity=Severity.WARNING,
)
IMPOSSIBLE_GATE = Kind(
    code="QST023",
    message="{id} asks for {value}, which no legal answer reaches.",
    fix="ask for what its options or range allow",
)
EMPTY_RANGE = Kind(
    code="QST024",
    message="{id} takes numbers from {low} to {high}, which leaves no choice.",
    fix="let `minimum` be below `maximum`",
)
NO_GATE_LEVEL = Kind(
    code="QST025",
    message="{id} has a gate at level {level}, where no gate can stand.",
    fix="write a level from {first} to {last}; the lowest level needs no proof",
)
OPTION_WITHOUT_LEVEL = Kind(
    code="QST026",
    message="`{option}` of {id} has no level, although other options have one.",
    fix="give each option a level, or none",
)
TEST_WITHOUT_GATE = Kind(
    code="QST027",
    message="{id} says when it is met, but not for which level.",
    fix="write `needed_for:` with a level, or take the test out",
)
NOT_COMPARABLE = Kind(
    code="QST028",
    message="`{words}` cannot be judged: {id} is a question of type {type}.",
    fix="write the comparison with {known}, or name another question",
)
OTHER_BASE = Kind(
    code="QST029",
    message="This was written for {words}, but the framework here is {framework} {edition}.",
    fix="check it against this framework and correct `extends` and `edition`, or bring the edition that it names",
)
ADDED_TWICE = Kind(
    code="QST030",
    message="`{id}` is a {what} of the framework already, in {first}.",
    fix="give what you add an id of its own; nothing of the framework is replaced",
)
NO_SUCH_THRESHOLD = Kind(
    code="QST031",
    message="{id} has no {what} that could be changed.",
    fix="name a level or a test that the question has; a gate is not added by an overlay",
)
NO_ALIAS_LEVEL = Kind(
    code="QST032", message="`{words}` is not a level of the scale.", fix="write a level from {low} to {high}"
)
NO_EXTENSION = Kind(
    code="QST033",
    message="The set {set} needs the extension `{extension}`, which is not there.",
    fix="{near}put it in a folder of that name under `extensions/`, with an `extension.yaml` in it",
)

NO_UNIT = Kind(
    code="QST040",
    message="{id} asks for a number and does not say of what.",
    fix="add `unit:`, such as days, cases or officers",
    severity=Severity.WARNING,
)
GATE_UNEXPLAINED = Kind(
    code="QST041",
    message="{id} counts, but has no `{key}`.",
    fix="add `{key}:` with {what}",
    severity=Severity.WARNING,
)
ACTIONLESS = Kind(
    code="QST042",
    message="{id} becomes actions, but its table has no column `{column}`.",
    fix="{near}add a column with `id: {column}`, or take `becomes` out",
)
ASKED_OF_FRAMEWORK = Kind(
    code="QST034",
    message="{id} asks more of {indicator}, which is an indicator of the framework.",
    fix="put it under an indicator of your own dimension, so that {indicator} means the same everywhere",
)

RESPONSE_UNKNOWN = Kind(
    code="RSP001",
    message="`{id}` is not a question of {framework}.",
    fix="{near}correct the id; nothing of this answer counts until then",
)
TWO_STATES = Kind(
    code="RSP002",
    message="{id} has {keys} at once.",
    fix="keep one: `answer`, `not_applicable: <reason>` or `do_not_know: true`",
)
NO_REASON = Kind(
    code="RSP003", message="{id} is not applicable without a reason.", fix="write `not_applicable: <reason>`"
)
NOT_YES_NO = Kind(code="RSP004", message="{id} is answered `{words}`.", fix="{near}write `yes`, `partly` or `no`")
NOT_AN_OPTION = Kind(
    code="RSP005",
    message="{id} is answered `{words}`, which is not one of its options.",
    fix="{near}write one of {known}{no}",
)
NONE_STANDS_ALONE = Kind(
    code="RSP007", message="{id} has `{none}` beside other choices.", fix="keep `{none}` alone, or take it out"
)
CHOICE_TWICE = Kind(code="RSP008", message="{id} lists `{words}` twice.", fix="list each choice once")
MET_UNSAID = Kind(
    code="RSP009",
    message="{id} has an answer, but nobody said whether it meets the test, so it stays unknown.",
    fix="add `met: yes`, `partly` or `no`; the test is: {test}",
    severity=Severity.WARNING,
)
MET_NOT_FOR_TYPE = Kind(
    code="RSP010",
    message="`met` has no meaning for {id}, a question of type {type}.",
    fix="take `met` out; the answer itself decides",
)
UNKNOWN_COLUMN = Kind(
    code="RSP011", message="`{words}` is not a column of {id}.", fix="{near}write one of the columns: {known}"
)
OUT_OF_RANGE = Kind(
    code="RSP012",
    message="{id} is answered {words}, but {what} {edge}.",
    fix="write a number {range}, or `not_applicable: <reason>`",
)
DATE_TO_COME = Kind(
    code="RSP013",
    message="{id} is answered {words}, which is after the mission's date {as_of}.",
    fix="write the date of what has happened, or `no`",
)
NO_SUCH_EVIDENCE = Kind(
    code="RSP014",
    message="{id} rests on `{evidence}`, which is not in evidence.yaml.",
    fix="{near}register it, or take it out",
)
UNPROVEN = Kind(
    code="RSP015",
    message="{id} is called verified, but names no evidence; it counts as declared.",
    fix="name the evidence, or write `confidence: declared`",
    severity=Severity.WARNING,
)
OTHER_EDITION = Kind(
    code="RSP016",
    message="The sheet was made for edition {sheet}, the mission uses {mission}.",
    fix="check its answers against the new questions, then change `edition`",
)
OUTSIDE_SET = Kind(
    code="RSP017",
    message="{id} is not asked in the set `{set}`; the answer is kept and does not count.",
    fix="leave it, or choose another set in mission.yaml",
    severity=Severity.WARNING,
)
UNFORESEEN = Kind(
    code="RSP018",
    message="{id} is called not applicable, which its authors did not foresee; it is accepted and listed.",
    fix="check the reason; answer `no` when the thing does not exist",
    severity=Severity.WARNING,
)
NOT_A_ROW = Kind(
    code="RSP019", message="A row of {id} is not a mapping of columns.", fix="write `- {{column: value, …}}`"
)
NOT_A_LEAF_ANSWER = Kind(
    code="RSP020",
    message="{id} is answered `{words}`, which is not an answer of its scale.",
    fix="{near}write one of {known}",
)
NOT_A_LIST = Kind(
    code="RSP021", message="{id} takes several choices, but one value is written.", fix="write `[{words}]`"
)
NO_RESPONSES = Kind(
    code="RSP022", message="The sheet has no `responses:`.", fix="add `responses:` with the answers under it"
)

CATALOGUE: tuple[Kind, ...] = (
    UNKNOWN_INDICATOR,
    QUESTION_TWICE,
    KEY_NOT_FOR_TYPE,
    GATE_WITHOUT_TEST,
    THRESHOLDS_ORDER,
    THRESHOLD_ALWAYS_MET,
    NO_GATES,
    CORE_WITHOUT_TWO,
    RATE_GATES_TOP,
    NOT_MEASURED,
    TWO_VALUES,
    OPTIONS_WITH_HOLES,
    UNKNOWN_QUESTION,
    UNKNOWN_CONTROL_VALUE,
    CONTROL_OUTSIDE_SET,
    CONTROL_CYCLE,
    PARTLY_ORDER,
    PARTLY_UNSAID,
    UNKNOWN_INTERLOCUTOR,
    NO_OPTIONS,
    UNKNOWN_METRIC,
    DIMENSION_UNASKED,
    IMPOSSIBLE_GATE,
    EMPTY_RANGE,
    NO_GATE_LEVEL,
    OPTION_WITHOUT_LEVEL,
    TEST_WITHOUT_GATE,
    NOT_COMPARABLE,
    OTHER_BASE,
    ADDED_TWICE,
    NO_SUCH_THRESHOLD,
    NO_ALIAS_LEVEL,
    NO_EXTENSION,
    ASKED_OF_FRAMEWORK,
    NO_UNIT,
    GATE_UNEXPLAINED,
    ACTIONLESS,
    RESPONSE_UNKNOWN,
    TWO_STATES,
    NO_REASON,
    NOT_YES_NO,
    NOT_AN_OPTION,
    NONE_STANDS_ALONE,
    CHOICE_TWICE,
    MET_UNSAID,
    MET_NOT_FOR_TYPE,
    UNKNOWN_COLUMN,
    OUT_OF_RANGE,
    DATE_TO_COME,
    NO_SUCH_EVIDENCE,
    UNPROVEN,
    OTHER_EDITION,
    OUTSIDE_SET,
    UNFORESEEN,
    NOT_A_ROW,
    NOT_A_LEAF_ANSWER,
    NOT_A_LIST,
    NO_RESPONSES,
)
