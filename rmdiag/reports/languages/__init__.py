"""Hold the sentences of reports, one mapping per language; a translation gives the same keys."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.languages.en_annexes import ANNEXES
from rmdiag.reports.languages.en_bounds import BOUNDS
from rmdiag.reports.languages.en_content import CONTENT
from rmdiag.reports.languages.en_draft import DRAFT
from rmdiag.reports.languages.en_editions import EDITIONS
from rmdiag.reports.languages.en_executive import EXECUTIVE
from rmdiag.reports.languages.en_findings import FINDINGS
from rmdiag.reports.languages.en_front import FRONT
from rmdiag.reports.languages.en_guides import GUIDES
from rmdiag.reports.languages.en_plan import PLAN
from rmdiag.reports.languages.en_plan_edition import PLAN_EDITION
from rmdiag.reports.languages.en_plan_risks import PLAN_RISKS
from rmdiag.reports.languages.en_planning import PLANNING
from rmdiag.reports.languages.en_portfolio import PORTFOLIO
from rmdiag.reports.languages.en_profile import PROFILE
from rmdiag.reports.languages.en_progress import PROGRESS
from rmdiag.reports.languages.en_progress_plan import PROGRESS_PLAN
from rmdiag.reports.languages.en_proof import PROOF
from rmdiag.reports.languages.en_public import PUBLIC
from rmdiag.reports.languages.en_reply import REPLY
from rmdiag.reports.languages.en_screen import SCREEN
from rmdiag.reports.languages.en_workbook import WORKBOOK
from rmdiag.reports.words import Message

ENGLISH: Mapping[str, Message] = {
    **FRONT,
    **PROFILE,
    **FINDINGS,
    **PLAN,
    **PLANNING,
    **PROOF,
    **ANNEXES,
    **EDITIONS,
    **BOUNDS,
    **EXECUTIVE,
    **CONTENT,
    **WORKBOOK,
    **SCREEN,
    **PUBLIC,
    **DRAFT,
    **REPLY,
    **PLAN_EDITION,
    **PLAN_RISKS,
    **PROGRESS,
    **PROGRESS_PLAN,
    **PORTFOLIO,
    **GUIDES,
}
