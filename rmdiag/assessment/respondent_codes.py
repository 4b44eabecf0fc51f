"""The mistakes that respondents can have: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind

NOT_A_SHEET_NAME = Kind(
    code="MIS170",
    message="`{words}` cannot name a sheet.",
    fix="write small letters, digits and hyphens, such as port-office; the file is responses/port-office.yaml",
)
RESPONDENT_TWICE = Kind(
    code="MIS171",
    message="The respondent {id} is written twice.",
    fix="give each its own id, or put what they are asked together",
)
NO_INTERLOCUTOR = Kind(
    code="MIS172",
    message="`{id}` is no interlocutor of the framework.",
    fix="{near}name one of {known}",
)
NO_SUCH_QUESTION = Kind(
    code="MIS173",
    message="`{id}` is no question.",
    fix="{near}write the id of a question, such as GOV-01-Q1",
)
NOT_A_LANGUAGE = Kind(
    code="MIS174",
    message="`{words}` is no code of a language.",
    fix="write two small letters, such as en, es or fr",
)

RESPONDENT_KINDS = (NOT_A_SHEET_NAME, RESPONDENT_TWICE, NO_INTERLOCUTOR, NO_SUCH_QUESTION, NOT_A_LANGUAGE)
