"""A chapter of the showcase: one dimension and its indicators."""

from __future__ import annotations

from fractions import Fraction

from report_showcase_figures import (
    LEVELS,
)

from rmdiag.reports.compose import (
    bullets,
    code,
    emphasis,
    fact,
    lead,
    para,
    quiet,
    runs,
    small,
    strong,
)
from rmdiag.reports.model import (
    Callout,
    CalloutKind,
    Definitions,
    Descriptor,
    DescriptorPair,
    Group,
    Keep,
    LevelBadge,
    LevelScale,
    Link,
    List,
    ListEntry,
    Reference,
    Section,
    Start,
)


def governance() -> Section:
    return Section(
        id="dim-gov",
        title="Governance and mandate",
        number="3",
        start=Start.NEW_PAGE,
        blocks=(
            lead("The mandate is written and known; the policy is not yet reviewed on what controls find."),
            LevelScale(
                levels=LEVELS,
                level=Fraction(26, 10),
                shown="2.6",
                low=Fraction(26, 10),
                high=Fraction(31, 10),
                target=Fraction(3),
                previous=Fraction(2),
                words="Level 2.6; interval 2.6 to 3.1; target 3 (diamond); round of 2023 at 2.0 (triangle).",
            ),
        ),
        sections=(_indicator_one(), _indicator_two(), _indicator_three()),
    )


def _indicator_one() -> Section:
    return Section(
        id="ind-gov-01",
        title="The risk policy is written, approved and reviewed",
        number="GOV-01",
        blocks=(
            LevelScale(
                levels=LEVELS,
                level=Fraction(2),
                shown="2",
                low=Fraction(2),
                high=Fraction(3),
                target=Fraction(4),
                words="Level 2, Developing; it may be 3 once one open question is answered; target 4 (diamond).",
            ),
            DescriptorPair(
                now=Descriptor(
                    label="Now · level 2, Developing",
                    level=2,
                    runs=runs(
                        "A policy exists in draft or covers part of the administration. Staff know of it, and it is "
                        "used where its authors work."
                    ),
                ),
                next=Descriptor(
                    label="Next · level 3, Defined",
                    level=3,
                    runs=runs(
                        "The Director General has signed the policy; it covers all offices and procedures, says who "
                        "decides what, and is reviewed at set intervals."
                    ),
                ),
            ),
            Callout(
                kind=CalloutKind.BLOCKING,
                title="What holds it at level 2",
                blocks=(
                    bullets(
                        runs(
                            code("GOV-01-Q2"),
                            " Is the policy signed by the head of the administration? Answered ",
                            strong("no"),
                            " by the risk unit; the draft of 2024 (",
                            code("E-07"),
                            ") is unsigned.",
                        )
                    ),
                ),
            ),
            Definitions(
                entries=(
                    fact("Evidence", "E-07 Draft risk policy, October 2024; E-12 Minutes of the risk committee, 2025"),
                    fact("Standards", "TFA article 7.4; RKC general annex, standards 6.3 to 6.5; ISO 31000:2018, 5.2"),
                    fact("Reported by", "Head of the risk unit; head of legal affairs"),
                )
            ),
            Group(
                id="rec-gov-01-r1",
                title=runs("GOV-01-R1 · Sign and publish the policy ", LevelBadge(level=2, text="below level 3")),
                keep=Keep.WHOLE,
                blocks=(
                    para(
                        "Bring the draft up to date with the customs code of 2025, have it signed by the Director "
                        "General, and publish it on the intranet with a one-page summary."
                    ),
                    Definitions(
                        entries=(
                            fact("Responsible", "Head of the risk unit"),
                            fact("Deliverable", "Signed policy, order number, summary page"),
                            fact("Effort", "Small: one person-month, no investment ", quiet("(estimate)")),
                        )
                    ),
                ),
            ),
        ),
    )


def _indicator_two() -> Section:
    return Section(
        id="ind-gov-02",
        title="A committee decides on risk and follows up what it decided",
        number="GOV-02",
        blocks=(
            LevelScale(
                levels=LEVELS,
                level=Fraction(4),
                shown="4",
                target=Fraction(4),
                words="Level 4, Managed: the target is reached.",
            ),
            DescriptorPair(
                now=Descriptor(
                    label="Now · level 4, Managed",
                    level=4,
                    runs=runs("Decisions are recorded, followed up within a month, and measured against results."),
                ),
                next=None,
            ),
            Callout(
                kind=CalloutKind.WARNING,
                title="Two answers contradict each other",
                blocks=(
                    para(
                        "The risk unit reports twelve meetings in 2025, the minutes in the register show nine (",
                        code("E-12"),
                        "). The level does not depend on it; the administration may wish to complete the register.",
                    ),
                ),
            ),
            List(
                entries=(
                    ListEntry(
                        runs=runs("Decisions of 2025 that were followed up:"),
                        nested=bullets(
                            "release of low-risk express consignments;", "a random rate of 2 % at all offices;"
                        ),
                    ),
                    ListEntry(runs=runs(emphasis("Still open: "), "access of analysts to the scanner images.")),
                )
            ),
            small("Sources: interview of 10 March with the head of the risk unit; minutes of 2025."),
        ),
    )


def _indicator_three() -> Section:
    return Section(
        id="ind-gov-03",
        title="Appetite for risk is stated",
        number="GOV-03",
        blocks=(
            LevelScale(
                levels=LEVELS,
                level=None,
                shown="–",
                low=Fraction(1),
                high=Fraction(5),
                words="Not assessed: no answer known.",
            ),
            para(
                "Background reading: ",
                Link(
                    text="the Trade Facilitation Agreement, article 7.4",
                    address="https://www.wto.org/english/docs_e/legal_e/tfa-nov14_e.htm",
                ),
                ". The plan for this dimension is in ",
                Reference(target="plan", page=True),
                ".",
            ),
        ),
    )
