"""The mistakes that a journal can hold: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind

NOT_AN_ENTRY = Kind(
    code="MIS130",
    message="This line of the journal cannot be read.",
    fix="bring journal.jsonl back from a copy; entries are written by commands alone",
)
ENTRY_ALTERED = Kind(
    code="MIS131",
    message="Entry {number} of the journal was altered after it was written.",
    fix="bring journal.jsonl back from a copy, or keep it and say in the report why the record was changed",
)
CHAIN_BROKEN = Kind(
    code="MIS132",
    message="Entry {number} of the journal stands where entry {wanted} is due, or names another one before it.",
    fix="bring journal.jsonl back from a copy, or keep it and say in the report why the record was changed",
)

JOURNAL_KINDS = (NOT_AN_ENTRY, ENTRY_ALTERED, CHAIN_BROKEN)
