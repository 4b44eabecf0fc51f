"""The mistakes that the account of a mission can hold: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

NOT_BESIDE = Kind(
    code="MIS120",
    message="`{words}` is not the name of a picture beside mission.yaml.",
    fix="save the emblem as PNG or JPEG beside mission.yaml and write its name alone, such as logo.png",
)
NO_PICTURE = Kind(
    code="MIS121",
    message="`{words}` is not there.",
    fix="save the emblem beside mission.yaml under this name, or take the line out",
)
PICTURE_TOO_LARGE = Kind(
    code="MIS122",
    message="`{words}` has more than {most} bytes.",
    fix="save it smaller; it is printed about 6 cm wide, for which 700 pixels are enough",
)
NOT_A_PICTURE = Kind(
    code="MIS123",
    message="`{words}` is no PNG and no JPEG that can be read, whatever its name says.",
    fix="save it again as PNG with a program for pictures",
)
UNFIT_PICTURE = Kind(
    code="MIS124",
    message="`{words}` is too small, too large or too narrow to be printed.",
    fix="give it sides of {least} to {most} pixels, the longer one at most {ratio} times the shorter",
)
NOT_A_COLOUR = Kind(
    code="MIS125",
    message="`{words}` is not a colour.",
    fix='write six hexadecimal digits in quotes, such as "#14304d"',
)
PALE_COLOUR = Kind(
    code="MIS126",
    message="`{words}` is too pale for words on white: its contrast is {contrast}, and 4.5 is needed.",
    fix="take a darker tone; until then the report keeps its own colour",
    severity=Severity.WARNING,
)
STEP_TWICE = Kind(
    code="MIS127",
    message="The step `{step}` stands in the list twice.",
    fix="keep one entry for each step",
)
NOT_DATED = Kind(
    code="MIS128",
    message="`status: {status}` says not when, or not by whom.",
    fix="write `on` with the day and `by` with the post, since the cover says both",
    severity=Severity.WARNING,
)

ACCOUNT_KINDS: tuple[Kind, ...] = (
    NOT_BESIDE,
    NO_PICTURE,
    PICTURE_TOO_LARGE,
    NOT_A_PICTURE,
    UNFIT_PICTURE,
    NOT_A_COLOUR,
    PALE_COLOUR,
    STEP_TWICE,
    NOT_DATED,
)
