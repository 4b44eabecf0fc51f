"""List every problem that a framework file can have."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

NO_FILE = Kind(
    code="FRM001", message="The framework has no file `{file}`.", fix="add the file, or take it out of `dimensions`"
)
TWICE = Kind(code="FRM002", message="`{id}` is given twice, first at {first}.", fix="give each {what} an id of its own")
NO_DESCRIPTOR = Kind(
    code="FRM003",
    message="{indicator} has no descriptor for level {level}.",
    fix="describe level {level} by observable facts",
)
NO_LEVEL = Kind(
    code="FRM004", message="`{words}` is not a level of the scale.", fix="write a level from {low} to {high}"
)
NOT_A_CONDITION = Kind(
    code="FRM005",
    message="`{words}` is not a condition.",
    fix="write it like `TRT-03 >= 3`, `M-HIT < M-HIT-RANDOM` or `TRT-03-Q1 = yes`, several joined by ` and `",
)
UNKNOWN_ID = Kind(code="FRM006", message="`{id}` is not a known {what}.", fix="{near}name one that exists, or add it")
CYCLE = Kind(
    code="FRM007",
    message="These wait for each other, so none can begin: {path}.",
    fix="take one of the steps out of `{key}`",
)
NOT_ABOVE_ZERO = Kind(
    code="FRM008", message="`{key}` of {id} is {value}, but it must be above 0.", fix="write a number such as 1"
)
UNKNOWN_METHOD = Kind(
    code="FRM009", message="`{words}` is not a scoring method here.", fix="{near}write one of {known}"
)
METHOD_NEEDS = Kind(
    code="FRM010", message="The method {method} of {node} needs `{key}`.", fix="add `{key}:` as in docs/file-formats.md"
)
TOO_LONG = Kind(
    code="FRM011",
    message="`{words}` has {length} characters; charts have room for {most}.",
    fix="shorten it to {most} characters",
)
NOT_IN_HORIZON = Kind(
    code="FRM012",
    message="{id} takes {months} months, but its horizon {horizon} ends in month {end}.",
    fix="shorten it, or move it to a later horizon",
)
NOT_A_NODE_CHILD = Kind(
    code="FRM013",
    message="{node} counts `{id}`, which is neither a leaf nor a node above it.",
    fix="{near}list the parts before the node",
)
PART_NEEDS_LEVEL = Kind(
    code="FRM014",
    message="`{id}` has no level, but the method {method} of {node} goes by levels.",
    fix="write `{{id: {id}, level: 1}}`",
)
NO_CONTENT = Kind(
    code="FRM015",
    message="The framework has neither `dimensions` nor `nodes`.",
    fix="add the one or the other; see docs/file-formats.md",
)
GATE_NOT_CLOSED = Kind(
    code="FRM016",
    message="No recommendation closes {question} at level {level}.",
    fix="list {question} in `closes` of a recommendation of {indicator} with `below: {level}` or higher",
)
NOTHING_FIRES = Kind(
    code="FRM017",
    message="{indicator} has no recommendation for an administration at level {level}.",
    fix="add one with `below:` above {level}",
)
LEVEL_WITHOUT_GATE = Kind(
    code="FRM018",
    message="{indicator} has no gate at level {level}, so the engine passes over that level.",
    fix="add a question that is needed for level {level}",
    severity=Severity.WARNING,
)
CLOSES_NO_GATE = Kind(
    code="FRM019",
    message="{id} closes {question}, which has no gate up to level {level}.",
    fix="take it out of `closes`, or raise `below`",
)
VAGUE = Kind(
    code="FRM020",
    message="`{word}` does not say what can be seen.",
    fix="name the document, count, date, share or screen that shows it",
    severity=Severity.WARNING,
)

RULE_SAYS_NOTHING = Kind(
    code="FRM021",
    message="The rule {id} does not say one thing that can be broken.",
    fix="write `if:` and `then:`, or `adds_up:` with metrics that make up a whole, or `agree:` with two figures",
)
RULE_UNSPOKEN = Kind(
    code="FRM022",
    message="The rule {id} has no words that an interviewer can say.",
    fix="add `say:` with an open question that names both sides",
    severity=Severity.WARNING,
)
EMPTY_GROUP = Kind(
    code="FRM023",
    message="The group {group} of the view {view} holds no indicator.",
    fix="name indicators, references that they cite, or their sections; or take the group out",
)

TOO_WORDY = Kind(
    code="FRM030",
    message="The {what} of {id} has {length} words; {most} are enough.",
    fix="shorten it to {most} words, or split what it speaks of",
    severity=Severity.WARNING,
)
LEVELS_ALIKE = Kind(
    code="FRM031",
    message="Levels {lower} and {level} of {indicator} are described in almost the same words.",
    fix="say at level {level} what can be seen there and not yet at level {lower}",
    severity=Severity.WARNING,
)
FEW_OR_MANY_WAYS = Kind(
    code="FRM032",
    message="The number of recommendations of {indicator} is {count}, not {few} to {many}.",
    fix="write one for each starting level that differs, or join those that belong together",
    severity=Severity.WARNING,
)
NOTHING_NAMED = Kind(
    code="FRM033",
    message="{id} names no {what}.",
    fix="add `{key}:` with at least one",
    severity=Severity.WARNING,
)
SAME_NAME = Kind(
    code="FRM034",
    message="`{words}` is what {id} is called, and {first} too.",
    fix="give each a name of its own; tables and charts show nothing else",
    severity=Severity.WARNING,
)
NOT_A_FRAMEWORK = Kind(
    code="FRM035",
    message="`{name}` holds no framework.yaml, so it is not a framework folder.",
    fix="{near}name the folder in which framework.yaml lies, or a framework in one file",
)
NOBODY_READS = Kind(
    code="FRM036",
    message="`{inside}` is read by nothing in the framework.",
    fix="{near}rename it as docs/file-formats.md says, name it in `dimensions`, or take it out of the folder",
    severity=Severity.WARNING,
)
OTHER_LANGUAGE = Kind(
    code="FRM037",
    message="The file says that it is written in `{said}`, but it lies in the folder of `{folder}`.",
    fix="correct `language`, or move the file",
)
TRANSLATES_NOTHING = Kind(
    code="FRM038",
    message="`{key}` translates nothing: the English has no text of this key.",
    fix="{near}take it out, or give it the key of the text that it translates",
    severity=Severity.WARNING,
)

CATALOGUE: tuple[Kind, ...] = (
    NO_FILE,
    TWICE,
    NO_DESCRIPTOR,
    NO_LEVEL,
    NOT_A_CONDITION,
    UNKNOWN_ID,
    CYCLE,
    NOT_ABOVE_ZERO,
    UNKNOWN_METHOD,
    METHOD_NEEDS,
    TOO_LONG,
    NOT_IN_HORIZON,
    NOT_A_NODE_CHILD,
    PART_NEEDS_LEVEL,
    NO_CONTENT,
    GATE_NOT_CLOSED,
    NOTHING_FIRES,
    LEVEL_WITHOUT_GATE,
    CLOSES_NO_GATE,
    VAGUE,
    RULE_SAYS_NOTHING,
    RULE_UNSPOKEN,
    EMPTY_GROUP,
    TOO_WORDY,
    LEVELS_ALIKE,
    FEW_OR_MANY_WAYS,
    NOTHING_NAMED,
    SAME_NAME,
    NOT_A_FRAMEWORK,
    NOBODY_READS,
    OTHER_LANGUAGE,
    TRANSLATES_NOTHING,
)
