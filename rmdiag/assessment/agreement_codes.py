"""The mistakes that settling a difference can meet: permanent codes with words and a way out (STYLE rule 6)."""

from __future__ import annotations

from rmdiag.problems import Kind, Severity

SETTLED_BEFORE = Kind(
    code="MIS160",
    message="{id} is settled already on the {layer} layer: {words}.",
    fix="leave it out, or add `--again` to change what was agreed; the journal keeps what stood there",
)
NOBODY_SPEAKS = Kind(
    code="MIS161",
    message="No sheet of the {layer} layer says anything to {id}, while sheets of the other layer do.",
    fix="check `layer:`; it is self unless written",
    severity=Severity.WARNING,
)

AGREEMENT_KINDS = (SETTLED_BEFORE, NOBODY_SPEAKS)
