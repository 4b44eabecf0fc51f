"""Write a programme.yaml that is ready to be filled in."""

from __future__ import annotations

from rmdiag.splice import quoted
from rmdiag.tongue import marked, phrase

_PROGRAMME = marked("""\
# A programme that follows several administrations over several rounds. `rmdiag check` says what is wrong in it.
programme: {identity}
title: {title}
# The language of its report: en, es or fr.
language: {language}
# The framework by which the rounds are assessed.
framework: crm-compendium

# Regions and donors, by which results are grouped.
# regions:
#   - {{id: coast, title: Coastal states}}
# donors:
#   - {{id: fund, title: Trade Facilitation Fund}}

# What was promised: how many administrations reach a level in all these indicators, by when.
# logframe:
#   - {{id: L1, title: The risk policy is applied, indicators: [GOV-03], at_least: 3, baseline: 1, target: 4,
#      due: 2028-12-31}}

# The administrations, each country once. Rounds are mission folders, named from the folder of this file on. What is
# said of one administration alone is for everybody (public), for the team and the others (programme), or for the team
# and itself (private).
administrations:
#   - id: kestoria
#     name: Kestoria Customs
#     country: QM
#     region: coast
#     languages: [en, fr]
#     disclosure: private
#     donors: [fund]
#     rounds: [../kestoria-2026, ../kestoria-2028]
""")


def blank_programme(identity: str, title: str, language: str) -> str:
    """Give the text of a programme.yaml without administrations, with comments in the language spoken."""
    return phrase(_PROGRAMME, identity=quoted(identity), title=quoted(title), language=language)
