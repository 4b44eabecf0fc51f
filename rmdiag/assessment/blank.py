"""Write a new mission folder as texts: ready to fill in, valid as it stands, with nothing answered.

What is a comment is an example: a line becomes valid when its `# ` is taken away, as editors do.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from rmdiag.assessment.actions import STATUSES
from rmdiag.assessment.blank_sheet import Respondent, blank_sheet, visits
from rmdiag.assessment.countries import COUNTRIES
from rmdiag.assessment.mission import CONFIDENTIALITIES, EVIDENCE_KINDS
from rmdiag.assessment.read_metrics import COLUMNS
from rmdiag.compendium.model import PERSON
from rmdiag.questionnaires.model import Layer, Questionnaire, QuestionSet
from rmdiag.tongue import marked, phrase

_CONSENSUS = marked("""\
# Where sheets differ: what was agreed, why, by whom and when. An entry decides its question, whatever the sheets say.
# `layer` says whose sheets are settled: self (the administration's, unless you say otherwise) or mission.
consensus:
#   GOV-01-Q1:
#     answer: yes                         # or not_applicable: <reason>, or do_not_know: true
#     reason: The commitment of the predecessor was confirmed in writing; the risk unit had not seen the letter.
#     by: Risk unit and Legal department
#     on: 2026-11-19
#     layer: self
""")
_JUDGEMENTS = marked("""\
# Where the assessors move the computed level of an indicator by one, up or down, with the reason. The computed level
# stays printed beside it. A judgement applies while `from` is the computed level; the checks say when it is not.
judgements:
#   - indicator: GOV-01
#     from: 2
#     to: 3
#     reason: The strategic plan is in print; the page proofs were shown to the team.
#     by: Mission lead
#     on: 2026-11-20
""")
_EVIDENCE = marked("""\
# The evidence register. Files lie in the folder evidence/. Answers name an entry by its id: evidence: [E-01].
# `rmdiag check` says the sha256 of a file that has none here, and finds files that were changed afterwards.
evidence:
#   - id: E-01
#     title: Order 12 of 2025 on risk management
#     kind: document                      # {kinds}
#     file: order-12-2025.pdf             # in evidence/; leave out what may not travel with the folder
#     sha256: 64 digits
#     confidentiality: restricted         # {confidentialities}
#     date: 2025-03-14
#     valid_until: 2027-12-31
#     supports: [GOV-01-Q1, GOV-02]       # questions, indicators or metrics
#     note: Articles 3 to 5
""")
_PLAN = marked("""\
# The adopted actions: recommendations that were accepted, what the administration decided in its own words, and
# recommendations of earlier missions that are still open.
actions:
#   - id: A-01
#     recommendation: GOV-01-R1           # or action: in your own words
#     origin: Diagnostic of 2023          # where it comes from, if not from this mission
#     responsible: Director General
#     start: 2027-01-01
#     end: 2027-03-31
#     status: planned                     # {statuses}
#     reason: needed when it is dropped
#     evidence: [E-01]                    # needed when it is verified
""")
_MISSION = marked("""\
# Who is assessed, when, by which edition and against which targets. `rmdiag check` says what is wrong in it.
administration: {administration}
{subject}# Two letters of ISO 3166; QM to QZ and XA to XZ are free for fictional countries.
country: {country}
# The name of this round, as reports print it.
round: "{year}"
# The date at which things stood as they are described; the age of documents counts back from here.
as_of: {as_of}
# When the mission was on the spot.
# dates: {{start: 2026-11-16, end: 2026-11-20}}

# What is asked: the framework, its edition and a set of its questions ({sets}).
framework: {framework}
edition: "{edition}"
set: {set}

# Languages of the report (en, es or fr) and of the interviews; the first is that of notes and free answers.
languages:
  report: en
#   interviews: [es]

# The mission team. Reports name roles; names only where `attribution: names` allows it.
# team:
#   - {{role: Mission lead, organisation: Customs of another country}}
#   - {{role: Expert in data analysis}}

# The level to aim at: a preset, with levels of your own for some indicators. Presets:{presets}
{targets}#   overrides: {{{indicator}: 4}}
#   agreed: {{on: 2026-11-16, by: Deputy Director General}}

# Who may read the report: {confidentialities}. What it says of sources: roles, names, none.
confidentiality: {confidentiality}
attribution: roles

# Everything below is optional.
# views: [{views}]  # other groupings of the results that the report shows
# overlays: [our-thresholds.yaml]        # private files in the folder overlays/: see the authors' guide
# previous_round: ../{previous}
# summary: >-
#   The team's own opening words in the report.
# scope_note: >-
#   What was not looked at, and why.
{of_an_administration}# not_applicable:                       # indicators that do not apply as a whole, with the reason
#   {indicator}: why it does not apply
""")
_OF_AN_ADMINISTRATION = marked("""\
# context:
#   - {{label: Import declarations, value: "412 000", year: {last_year}, source: annual report}}
# tfa:                                   # notified categories and dates by article
#   "7.4": {{category: B, date: 2027-12-31, note: notified in 2018}}
# rkc: {{accession: 2014-06-30}}
# costs:                                 # what the cost classes of recommendations mean in money
#   currency: USD
#   classes: {{low: 20000, medium: 100000, high: 500000}}
# plan:                                  # what a plan has to keep to: its first day, person-months per quarter, money
#   from: 2027-01-01
#   capacity: 12
#   budget: 500000
# background: >-
#   Country and administration in the team's own words.
# respondents:                           # who fills in a form; else one form per interlocutor: `rmdiag form export`
#   - {{id: ict, role: ICT department, asks: [ict, data_team], language: fr}}
# met:                                   # whom the team met; names only where `attribution: names` allows it
#   - {{role: Head of the risk unit, on: 2026-11-16, at: Head office}}
# report:                                # `logo: logo.png`: your emblem, PNG or JPEG beside this file, never the WCO's
#   accent: "#1f4e5f"
#   clearance: {{status: draft, on: 2026-12-04}}        # draft, in_review, cleared
# quality:                               # steps of review; what is not written here counts as not said
#   checks:
#     - {{step: concept, done: yes, on: 2026-09-01, by: Planning department}}
#   reviewers:
#     - {{role: Risk management advisor, organisation: Regional office, of: draft, outside: true}}
# follow_up:
#   by: The Planning department
#   reports:
#     - {{on: 2027-06-30, by: Planning department, to: Executive board, what: Report on the quick wins}}
#   next_round: 2028-11-20
""")


_README = marked("""\
# {set}: {administration}

1. Complete `mission.yaml`: dates, team, targets. Each key is explained beside it.
2. Write answers into `responses/`: {where}
   Leave blank what nobody was asked.
3. Put documents into `evidence/` and register them in `evidence.yaml`; write figures by period into `metrics.csv`.
{then}

Framework: {framework}, edition {edition}. It is not a publication of the WCO.
""")
_AFTER_A_VISIT = marked(
    "4. `rmdiag check .` shows every mistake with its line and the way out; `rmdiag report .` writes the report into"
    " `reports/`."
)
_AFTERWARDS = marked("""\
4. `rmdiag check .` shows every mistake with its line and the way out; `rmdiag score .` shows the levels.
5. Where sheets differ, write what was agreed into `consensus.yaml`; where you judge otherwise, into `judgements.yaml`.
6. `rmdiag explain . ID` says why a level is what it is; `rmdiag gaps .` what lies between it and the target.
7. `rmdiag report .` writes the report into `reports/`. Adopted actions go into `plan.yaml`.""")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMission:
    """What is known of a mission before it begins; `set` is the id of a question set, None for the usual one."""

    administration: str
    country: str
    as_of: date
    set: str | None = None


def blank_mission(questionnaire: Questionnaire, new: NewMission) -> Mapping[str, str]:
    """Give the texts of a new mission folder by their path inside it."""
    chosen = questionnaire.sets.get(new.set or "") or _usual_set(questionnaire)
    name = _plain(new.administration)
    return {
        "README.md": _readme(questionnaire, chosen, name),
        "consensus.yaml": phrase(_CONSENSUS),
        "evidence.yaml": phrase(
            _EVIDENCE, kinds=", ".join(EVIDENCE_KINDS), confidentialities=", ".join(CONFIDENTIALITIES)
        ),
        "judgements.yaml": phrase(_JUDGEMENTS),
        "metrics.csv": ",".join(COLUMNS) + "\n",
        "mission.yaml": _mission(questionnaire, chosen, replace(new, administration=name)),
        "plan.yaml": phrase(_PLAN, statuses=", ".join(STATUSES)),
        **{
            f"responses/{sheet}.yaml": blank_sheet(questionnaire, chosen, Respondent(role=role, layer=layer))
            for sheet, role, layer in _sheets(questionnaire, chosen)
        },
    }


def _sheets(questionnaire: Questionnaire, chosen: QuestionSet) -> tuple[tuple[str, str, Layer], ...]:
    """Name the sheets to begin with: a panel and a candidate, those who visit, or administration and mission team."""
    if questionnaire.framework.subject == PERSON:
        panel = tuple(
            (f"assessor-{letter}", phrase("Assessor {letter}", letter=letter.upper()), Layer.MISSION)
            for letter in "abc"
        )
        return (*panel, ("candidate", phrase("Candidate"), Layer.SELF))
    if visits(questionnaire, chosen):
        return (("visitors", phrase("Visiting officers"), Layer.MISSION),)
    return (("mission", phrase("Mission team"), Layer.MISSION), ("self", phrase("Risk management unit"), Layer.SELF))


def _usual_set(questionnaire: Questionnaire) -> QuestionSet:
    """Give the full set, else the first one; a framework without sets asks all its questions."""
    everything = QuestionSet(
        id="full",
        title=phrase("Full diagnostic"),
        scope=phrase("Every question of the framework."),
        questions=tuple(questionnaire.questions),
        span=questionnaire.framework.span,
    )
    return questionnaire.sets.get("full") or next(iter(questionnaire.sets.values()), everything)


def _plain(words: str) -> str:
    """Give words without line breaks and signs that no text file may hold."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in words).split())


def _quoted(words: str) -> str:
    """Write a text so that YAML reads it as it is; a JSON string is one."""
    return json.dumps(words, ensure_ascii=False)


def _mission(questionnaire: Questionnaire, chosen: QuestionSet, new: NewMission) -> str:
    framework, as_of = questionnaire.framework, new.as_of
    preset = next(iter(framework.targets), None)
    return phrase(
        _MISSION,
        administration=_quoted(new.administration),
        subject=_subject(questionnaire, chosen),
        country=new.country if new.country in COUNTRIES else _quoted(_plain(new.country)),
        as_of=as_of,
        year=as_of.year,
        previous=f"{_folder_name(new.administration)}-{as_of.year - 3}",
        framework=framework.id,
        edition=framework.edition,
        set=chosen.id,
        sets=", ".join(questionnaire.sets),
        views=", ".join(list(framework.views)[:2]),
        presets="".join(f"\n# - {target.id}: {target.meaning}" for target in framework.targets.values()),
        targets=f"targets:\n  preset: {preset}\n" if preset else "# targets:\n#   preset: foundation\n",
        of_an_administration=""
        if framework.subject == PERSON
        else phrase(_OF_AN_ADMINISTRATION, last_year=as_of.year - 1),
        indicator=next(iter(framework.indicators), "GOV-01"),
        confidentiality="confidential" if framework.subject == PERSON else "restricted",
        confidentialities=", ".join(CONFIDENTIALITIES),
    )


def _subject(questionnaire: Questionnaire, chosen: QuestionSet) -> str:
    """Write who else must be named: the candidate whom a panel assesses, or the host of a visit."""
    if questionnaire.framework.subject == PERSON:
        return phrase(
            "# The candidate, by a code; the administration above sends the candidate.\ncandidate: {code: C01}\n"
        )
    if visits(questionnaire, chosen):
        return phrase("# Who is visited.\n# host: {administration: Customs of another country, country: QN}\n")
    return ""


def _folder_name(administration: str) -> str:
    letters = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in administration.lower())
    return "-".join(letters.split()[:3]) or "mission"


def _readme(questionnaire: Questionnaire, chosen: QuestionSet, administration: str) -> str:
    framework = questionnaire.framework
    return phrase(
        _README,
        set=chosen.title,
        administration=administration,
        where=_where(questionnaire, chosen),
        then=phrase(_AFTER_A_VISIT if visits(questionnaire, chosen) else _AFTERWARDS),
        framework=f"{framework.title} ({framework.id})",
        edition=framework.edition,
    )


def _where(questionnaire: Questionnaire, chosen: QuestionSet) -> str:
    """Say which sheet is for whom."""
    if questionnaire.framework.subject == PERSON:
        return phrase(
            "one sheet for each assessor, filled in alone, and `candidate.yaml` for the candidate's own view."
        )
    if visits(questionnaire, chosen):
        return phrase("`visitors.yaml`, every evening of the visit.")
    return phrase(
        "the administration's in `self.yaml` (copy it for each department), the team's in\n   `mission.yaml`."
    )
