"""The claims that evidence does not bear: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

ONLY_STATEMENTS = Kind(
    code="MIS140",
    message="{id} is called verified, but {evidence} is only what somebody says; it counts as declared.",
    fix="name a document, a record or an observation that shows it, or write `confidence: corroborated` where two "
    "independent people say so, else `declared`",
    severity=Severity.WARNING,
)
ONLY_EXPIRED = Kind(
    code="MIS141",
    message="{id} is called verified, but nothing that was still valid shows it ({evidence}); it counts as declared.",
    fix="ask for what has taken its place and register it, or write the confidence that is left",
    severity=Severity.WARNING,
)

CLAIM_KINDS = (ONLY_STATEMENTS, ONLY_EXPIRED)
