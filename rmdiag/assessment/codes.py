"""List every problem that a mission folder can have."""

from __future__ import annotations

from rmdiag.assessment.account_codes import ACCOUNT_KINDS
from rmdiag.assessment.agreement_codes import AGREEMENT_KINDS
from rmdiag.assessment.comment_codes import COMMENT_KINDS
from rmdiag.assessment.evidence_codes import CLAIM_KINDS
from rmdiag.assessment.journal_codes import JOURNAL_KINDS
from rmdiag.assessment.metric_codes import METRIC_KINDS
from rmdiag.assessment.plan_codes import PLAN_KINDS
from rmdiag.assessment.respondent_codes import RESPONDENT_KINDS
from rmdiag.problems import Kind, Severity

NO_FOLDER = Kind(
    code="MIS001",
    message="There is no folder `{path}`.",
    fix="{near}name a mission folder, or make one: rmdiag new {path} --administration NAME --country CC",
)
NO_MISSION_FILE = Kind(
    code="MIS002",
    message="`{name}` holds no mission.yaml, so it is not a mission folder.",
    fix="name the folder in which mission.yaml lies, or make one with `rmdiag new`",
)
NOT_READ = Kind(
    code="MIS003",
    message="`{inside}` {reason}, so it is not read.",
    fix="put a copy of the file itself into the mission folder",
)
TOO_MANY_FILES = Kind(
    code="MIS004",
    message="`{inside}` holds more than {most} files.",
    fix="keep in the folder only what belongs to this mission",
)
TOO_LARGE_FOR_DIGEST = Kind(
    code="MIS005",
    message="`{inside}` has {size} bytes; SHA-256 is taken of files up to {most} bytes.",
    fix="keep an extract in evidence/, and say in `note` where the whole file is",
)
NOT_OF_A_MISSION = Kind(
    code="MIS006",
    message="`{inside}` is not a file of a mission, so it is not read.",
    fix="{near}rename it, or leave it if it is a note of your own",
    severity=Severity.WARNING,
)
NOT_EMPTY = Kind(
    code="MIS007",
    message="`{path}` is there already; nothing that exists is overwritten.",
    fix="name a folder that is empty or does not exist yet",
)
UNKNOWN_COUNTRY = Kind(
    code="MIS008",
    message="`{words}` is not a country code.",
    fix="{near}write the two capital letters of ISO 3166, or QM to QZ, XA to XZ, AA or ZZ for a fictional country",
)
OTHER_FRAMEWORK = Kind(
    code="MIS009",
    message="The mission uses the framework `{words}`, but `{framework}` is at hand.",
    fix="{near}write `framework: {framework}`, or give the other framework with --framework",
)
OTHER_EDITION = Kind(
    code="MIS010",
    message="The mission was made for edition {words} of {framework}; this is edition {edition}.",
    fix="give edition {words} with --framework, or keep it in the mission's folder `framework/`; to go on under this"
    ' one, check the answers against the new questions, then write `edition: "{edition}"`',
)
UNKNOWN_SET = Kind(
    code="MIS011", message="`{id}` is not a set of questions.", fix="{near}write one of the sets: {known}"
)
UNKNOWN_PRESET = Kind(
    code="MIS012",
    message="`{id}` is not a target preset of the framework.",
    fix="{near}write one of the presets: {known}",
)
UNKNOWN_INDICATOR = Kind(
    code="MIS013", message="`{id}` is not an indicator of the framework.", fix="{near}name one that exists"
)
NO_REASON = Kind(
    code="MIS014", message="{what} has no reason.", fix="write the reason in one sentence; the report prints it"
)
END_BEFORE_START = Kind(
    code="MIS015", message="`{end}` lies before `{start}`.", fix="exchange the two dates, or correct the wrong one"
)
UNLIKELY_DATE = Kind(
    code="MIS016",
    message="`{key}` is {words}, which cannot be the date of a mission.",
    fix="write a date from {first} to {last}",
)
NOT_AN_ARTICLE = Kind(
    code="MIS017",
    message="`{words}` is not the number of a TFA article.",
    fix='write it as `"7.4"`, without the word Article',
)
NOT_A_CURRENCY = Kind(
    code="MIS018", message="`{words}` is not a currency code.", fix="write the three capital letters of ISO 4217"
)
BELOW_ZERO = Kind(
    code="MIS019", message="`{key}` is {words}; an amount is not below 0.", fix="write an amount of 0 or more"
)
NOTHING_AGREED = Kind(
    code="MIS020",
    message="The consensus on {id} does not say what was agreed.",
    fix="add `answer: …`, `not_applicable: <reason>` or `do_not_know: true`, or take the entry out",
)
AGREED_TWICE = Kind(
    code="MIS021",
    message="The {layer} layer has two consensus entries on {id}.",
    fix="keep one; another layer's entry needs `layer:`",
)
NOT_ONE_STEP = Kind(
    code="MIS022",
    message="The judgement moves {id} from {before} to {after}; a judgement moves a level by one.",
    fix="write a level next to {before}, or change the answers that hold the level",
)
JUDGED_TWICE = Kind(
    code="MIS023", message="{id} is judged twice, first in line {first}.", fix="keep the judgement that stands"
)
STALE_JUDGEMENT = Kind(
    code="MIS024",
    message="The judgement on {id} starts from {before}, but its computed level is now {level}; it is not applied.",
    fix="look at {id} again: write `from: {level}`, or take the judgement out",
    severity=Severity.WARNING,
)
JUDGED_UNASSESSED = Kind(
    code="MIS025",
    message="The judgement on {id} is not applied, because {id} is {state}.",
    fix="answer its questions first, or take the judgement out",
    severity=Severity.WARNING,
)
DATED_LATE = Kind(
    code="MIS026",
    message="{what} is dated {words}, more than a year after the mission's date {as_of}.",
    fix="correct the year, or the mission's `as_of`",
)
EVIDENCE_TWICE = Kind(
    code="MIS027",
    message="Two entries of the register are called `{id}`, the first in line {first}.",
    fix="give each entry an id of its own",
)
NOT_IN_EVIDENCE = Kind(
    code="MIS028",
    message="`{words}` does not lie in the folder evidence/.",
    fix="copy the file into evidence/ and write its name there, with / between folders",
)
FILE_MISSING = Kind(
    code="MIS029",
    message="{id} names the file `{words}`, which is not in evidence/.",
    fix="{near}put the file there, or take `file` and `sha256` out if it may not travel with the folder",
)
NOT_A_DIGEST = Kind(
    code="MIS030",
    message="`{words}` is not a SHA-256, which has 64 digits from 0 to 9 and a to f.",
    fix="{right}",
)
FILE_CHANGED = Kind(
    code="MIS031",
    message="The file `{file}` of {id} is no longer the one that was registered: its SHA-256 differs.",
    fix="bring the registered file back, or look at the new one and write `sha256: {sha256}`",
)
NO_DIGEST = Kind(
    code="MIS032",
    message="{id} has a file but no SHA-256, so nobody can tell later whether the file was changed.",
    fix="add `sha256: {sha256}`",
    severity=Severity.WARNING,
)
EXPIRED = Kind(
    code="MIS033",
    message="{id} was valid until {words}; the mission's date is {as_of}.",
    fix="ask for its successor, or correct the date where it still holds; until then it proves nothing",
    severity=Severity.WARNING,
)
EVIDENCE_LATER = Kind(
    code="MIS034",
    message="{id} is dated {words}, after the mission's date {as_of}.",
    fix="check that it shows how things stood on {as_of}, or correct one of the dates",
    severity=Severity.WARNING,
)
NOT_REGISTERED = Kind(
    code="MIS035",
    message="`{inside}` is in no entry of evidence.yaml.",
    fix="register it, or take it out of the folder; its sha256 is {sha256}",
    severity=Severity.WARNING,
)
SUPPORTS_UNKNOWN = Kind(
    code="MIS036",
    message="`{id}` is neither a question nor an indicator nor a metric.",
    fix="{near}name one that exists",
)
NOT_CSV = Kind(
    code="MIS037",
    message="This is not a table of figures: {reason}.",
    fix="let the first line be `period,metric,value,numerator,denominator,source,note`, with commas or semicolons",
)
UNKNOWN_COLUMN = Kind(
    code="MIS038", message="`{id}` is not a column of metrics.csv.", fix="{near}write one of the columns: {known}"
)
TOO_MANY_CELLS = Kind(
    code="MIS039",
    message="The row has {cells} cells, but there are {columns} columns.",
    fix="put quotes round a text that holds a `{delimiter}`",
)
UNKNOWN_METRIC = Kind(
    code="MIS040", message="`{id}` is not a metric of the framework.", fix="{near}name one of its metrics"
)
NOT_A_PERIOD = Kind(
    code="MIS041",
    message="`{words}` is not a period.",
    fix="write a year, a half, a quarter or a month: 2025, 2025-H1, 2025-Q3, 2025-09",
)
PERIOD_TO_COME = Kind(
    code="MIS042",
    message="The period {words} begins after the mission's date {as_of}.",
    fix="write figures of what has happened; correct the period",
)
NOT_A_FIGURE = Kind(
    code="MIS043",
    message="`{column}` is `{words}`, which is not a number.",
    fix="write digits only, without sign of percent or marks between thousands{hint}",
)
NOT_A_SHARE = Kind(
    code="MIS044",
    message="{metric} is {words} percent; a percent goes from 0 to 100.",
    fix="check the figure; a share of all cannot be more than all",
)
NO_VALUE = Kind(
    code="MIS045",
    message="{metric} has no value, and no numerator and denominator to compute it from.",
    fix="fill in `value`, or both `numerator` and `denominator`, or take the row out",
)
ZERO_DENOMINATOR = Kind(
    code="MIS046",
    message="The denominator of {metric} is 0, so there is no rate.",
    fix="take the row out when nothing was counted, or correct the denominator",
)
VALUE_DIFFERS = Kind(
    code="MIS047",
    message="{metric} is written as {words}, but its numerator and denominator give {computed}.",
    fix="correct one of the three, or leave `value` blank",
)
FIGURE_TWICE = Kind(
    code="MIS048",
    message="{metric} of {period} stands twice, first in line {first}.",
    fix="keep the row that is right",
)
UNKNOWN_RECOMMENDATION = Kind(
    code="MIS049",
    message="`{id}` is not a recommendation of the framework.",
    fix="{near}name one that exists, or take `recommendation` out and keep `action` in your own words",
)
ACTION_TWICE = Kind(
    code="MIS050",
    message="Two actions are called `{id}`, the first in line {first}.",
    fix="give each action an id of its own",
)
UNPROVEN_ACTION = Kind(
    code="MIS051",
    message="{id} is called verified, but names no evidence.",
    fix="name the evidence, or write `status: done`",
)
NOTHING_ANSWERED = Kind(
    code="MIS052",
    message="No question is answered yet.",
    fix="write answers into the sheets in responses/",
    severity=Severity.WARNING,
)
NO_OVERLAY = Kind(
    code="MIS053",
    message="There is no overlay `{id}` in the folder overlays/ of the mission.",
    fix="{near}put the file there, so that the mission keeps what it was scored under",
)
NO_CANDIDATE = Kind(
    code="MIS054",
    message="The framework {framework} assesses a person, but mission.yaml names no candidate.",
    fix="write `candidate: {{code: C01}}`; the code stands in reports instead of a name",
)
CANDIDATE_NOT_ASSESSED = Kind(
    code="MIS055",
    message="`candidate` has no meaning here: the framework {framework} assesses an administration.",
    fix="take it out, or choose a framework that assesses people",
)
NOT_A_CELL = Kind(
    code="MIS056",
    message="Row {row} of {id} has `{words}` as {column}, which is no {what}.",
    fix="{near}write {way_out}",
)
OVERLAY_UNNAMED = Kind(
    code="MIS058",
    message="The overlay `{name}` is not named in mission.yaml, so nothing of it counts.",
    fix="write `overlays: [{name}]` in mission.yaml, or take the file out of overlays/",
    severity=Severity.WARNING,
)
NO_HOST = Kind(
    code="MIS059",
    message="The set {set} records a visit, but mission.yaml does not say who was visited.",
    fix="write `host: {{administration: Customs of another country, country: QN}}`",
    severity=Severity.WARNING,
)
UNKNOWN_VIEW = Kind(
    code="MIS057", message="`{id}` is not a view of the framework.", fix="{near}write one of the views: {known}"
)
NO_SOURCE = Kind(
    code="MIS080",
    message="The level on paper of {id} names no source.",
    fix="write `source: Report of 2023, p. 14`, so that whoever doubts the level can look it up",
)
PAPER_BESIDE_ANSWERS = Kind(
    code="MIS081",
    message="The mission has answers and baseline.yaml, so that two levels would stand for one indicator.",
    fix="keep the round on paper in a mission folder of its own, and name that one in `previous_round`",
)
NOT_OF_THE_ROUND = Kind(
    code="MIS082",
    message="`{id}` is not {what} of the {side} round.",
    fix="{near}write the id of the older round, a colon and the id of the newer one",
)
MAPPED_TWICE = Kind(
    code="MIS083",
    message="`{id}` of the newer round is named for two of the older one, {first} and {second}.",
    fix="leave the one that asks the same; a level cannot be compared with two",
)

CATALOGUE: tuple[Kind, ...] = (
    NO_FOLDER,
    NO_MISSION_FILE,
    NOT_READ,
    TOO_MANY_FILES,
    TOO_LARGE_FOR_DIGEST,
    NOT_OF_A_MISSION,
    NOT_EMPTY,
    UNKNOWN_COUNTRY,
    OTHER_FRAMEWORK,
    OTHER_EDITION,
    UNKNOWN_SET,
    UNKNOWN_PRESET,
    UNKNOWN_INDICATOR,
    NO_REASON,
    END_BEFORE_START,
    UNLIKELY_DATE,
    NOT_AN_ARTICLE,
    NOT_A_CURRENCY,
    BELOW_ZERO,
    NOTHING_AGREED,
    AGREED_TWICE,
    NOT_ONE_STEP,
    JUDGED_TWICE,
    STALE_JUDGEMENT,
    JUDGED_UNASSESSED,
    DATED_LATE,
    EVIDENCE_TWICE,
    NOT_IN_EVIDENCE,
    FILE_MISSING,
    NOT_A_DIGEST,
    FILE_CHANGED,
    NO_DIGEST,
    EXPIRED,
    EVIDENCE_LATER,
    NOT_REGISTERED,
    SUPPORTS_UNKNOWN,
    NOT_CSV,
    UNKNOWN_COLUMN,
    TOO_MANY_CELLS,
    UNKNOWN_METRIC,
    NOT_A_PERIOD,
    PERIOD_TO_COME,
    NOT_A_FIGURE,
    NOT_A_SHARE,
    NO_VALUE,
    ZERO_DENOMINATOR,
    VALUE_DIFFERS,
    FIGURE_TWICE,
    UNKNOWN_RECOMMENDATION,
    ACTION_TWICE,
    UNPROVEN_ACTION,
    NOTHING_ANSWERED,
    NO_OVERLAY,
    NO_CANDIDATE,
    CANDIDATE_NOT_ASSESSED,
    NOT_A_CELL,
    UNKNOWN_VIEW,
    OVERLAY_UNNAMED,
    NO_HOST,
    *METRIC_KINDS,
    NO_SOURCE,
    PAPER_BESIDE_ANSWERS,
    NOT_OF_THE_ROUND,
    MAPPED_TWICE,
    *PLAN_KINDS,
    *ACCOUNT_KINDS,
    *JOURNAL_KINDS,
    *CLAIM_KINDS,
    *COMMENT_KINDS,
    *AGREEMENT_KINDS,
    *RESPONDENT_KINDS,
)
