"""List every problem that a programme can have: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

NOT_AN_ID = Kind(
    code="PRG001",
    message="`{words}` cannot be an id.",
    fix="write letters, digits, points, hyphens and low lines, 60 at most, beginning with a letter or a digit",
)
MEMBER_TWICE = Kind(
    code="PRG002",
    message="The administration {id} is written twice; the first time on line {first}.",
    fix="keep one entry for each, with all its rounds",
)
COUNTRY_TWICE = Kind(
    code="PRG003",
    message="{country} is the country of {other} already.",
    fix="put all rounds of a country under one administration, or correct the code",
)
NAMED_TWICE = Kind(
    code="PRG004",
    message="`{id}` stands in `{key}` twice.",
    fix="keep one entry, or give the other an id of its own",
)
NO_REGION = Kind(
    code="PRG005",
    message="`{id}` is no region of the programme.",
    fix="{near}add it to `regions`, or correct it",
)
NO_DONOR = Kind(
    code="PRG006",
    message="`{id}` is no donor of the programme.",
    fix="{near}add it to `donors`, or correct it",
)
NO_INDICATOR = Kind(
    code="PRG007",
    message="`{id}` is no indicator of the framework.",
    fix="{near}write the id of an indicator, such as GOV-01",
)
NO_FRAMEWORK = Kind(
    code="PRG008",
    message="`{id}` is no framework that comes with rmdiag, so that the indicators of the logframe are not checked.",
    fix="{near}correct the id, or leave it when the framework is your own",
    severity=Severity.WARNING,
)
NOT_A_LANGUAGE = Kind(
    code="PRG009",
    message="`{words}` is no code of a language.",
    fix="write two small letters, such as en, es or fr",
)
ROUND_TWICE = Kind(
    code="PRG010",
    message="The folder `{path}` is named twice.",
    fix="name each round once, under the administration that it assesses",
)
FROM_THE_ROOT = Kind(
    code="PRG011",
    message="`{path}` is a path on this machine only.",
    fix="write the path from the folder of programme.yaml on, with / between folders, such as ../kestoria-2026",
    severity=Severity.WARNING,
)
TARGET_BELOW = Kind(
    code="PRG012",
    message="The target {target} of {id} lies below its baseline {baseline}.",
    fix="correct one of the two; both count administrations",
)
MORE_THAN_ALL = Kind(
    code="PRG013",
    message="{id} counts {count} administrations, and the programme has {all}.",
    fix="correct the number, or add the administrations that are lacking",
    severity=Severity.WARNING,
)
NO_ROUND = Kind(
    code="PRG014",
    message="`{path}` is no mission folder.",
    fix="{near}write the path from the folder of programme.yaml on, or take the line out",
)
OTHER_COUNTRY = Kind(
    code="PRG015",
    message="`{path}` is of the country {found}, and {id} of {country}.",
    fix="move the path to its administration, or correct the country",
)
SAME_ROUND = Kind(
    code="PRG016",
    message="`{path}` and `{other}` are both the round `{round}` of {id}.",
    fix="name one of the two, or give one a `round` of its own in mission.yaml",
)
OTHER_FRAMEWORK = Kind(
    code="PRG017",
    message="`{path}` was assessed by {found}, and the programme follows {framework}: its levels are kept apart.",
    fix="leave it when that is meant, or take the line out",
    severity=Severity.WARNING,
)

CATALOGUE: tuple[Kind, ...] = (
    NOT_AN_ID,
    MEMBER_TWICE,
    COUNTRY_TWICE,
    NAMED_TWICE,
    NO_REGION,
    NO_DONOR,
    NO_INDICATOR,
    NO_FRAMEWORK,
    NOT_A_LANGUAGE,
    ROUND_TWICE,
    FROM_THE_ROOT,
    TARGET_BELOW,
    MORE_THAN_ALL,
    NO_ROUND,
    OTHER_COUNTRY,
    SAME_ROUND,
    OTHER_FRAMEWORK,
)
