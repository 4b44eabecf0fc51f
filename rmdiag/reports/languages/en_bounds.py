"""English: what bounds a result, where a set asks a part, an overlay changes a threshold, or one side alone has spoken."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.words import Message

BOUNDS: Mapping[str, Message] = {
    # Levels made from a part of the questions.
    "cover.kicker_indicative": "Indicative levels · round {round}",
    "caption.indicative": "{caption}, indicative",
    "column.level_indicative": "Level (indicative)",
    "scale.certain_indicative": "{level}, indicative. Target {target}.",
    "scale.open_indicative": "{level}, indicative. Open: {interval}. Target {target}.",
    "indicator.indicative": "Indicative: {level}. It asks for at least:",
    "indicator.indicative_lowest": "Indicative: {level}. It means:",
    "indicator.described": "What this level describes; the set did not ask about all of it.",
    "note.indicative": {
        "one": "The set asked {asked} of the {count} question that decides this level ({list}).",
        "other": "The set asked {asked} of the {count} questions that decide this level ({list}).",
    },
    "worked.mercator": (
        "It is not comparable with the Mercator maturity percentage, a figure of the WCO's Mercator Programme that is made "
        "from other questions."
    ),
    "gaps.confirm": "Made from indicative levels: confirm a level before acting on it.",
    "worked.left_out": {
        "one": "The set leaves out {count} condition of this indicator; it is not in this table.",
        "other": "The set leaves out {count} conditions of this indicator; they are not in this table.",
    },
    "reached.both": "Both indicators have reached their targets.",
    "reached.all_asked": {
        "one": "Its only indicator stands at or above its target on what was asked.",
        "other": "All {count} indicators stand at or above their targets on what was asked.",
    },
    "reached.some_asked": {
        "one": "Of {all}, {count} stands at or above its target on what was asked.",
        "other": "Of {all}, {count} stand at or above their targets on what was asked.",
    },
    "reached.none_asked": "Of {all}, none stands at its target on what was asked.",
    "dimension.certain_asked": (
        "On what was asked, the dimension stands at {level}; its target is {target}. {reached} Coverage of what this set "
        "asks is {coverage}."
    ),
    "dimension.open_asked": (
        "On what was asked, the dimension stands at {level}, with {interval} still open; its target is {target}. {reached} "
        "Coverage of what this set asks is {coverage}."
    ),
    "blocking.none": "No question asks for more: beyond this level the assessors judge {indicator} by its description.",
    "blocking.none_unjudged": "No question asks for more of {indicator} than this level.",
    "blocking.none_asked": {
        "one": (
            "This set asks no more about {indicator}. The full diagnostic asks {count} further question for the levels above."
        ),
        "other": (
            "This set asks no more about {indicator}. The full diagnostic asks {count} further questions for the levels above."
        ),
    },
    # A dimension of which the set asks some indicators.
    "mark.partly_asked": "{level} *",
    "profile.partly_note": "* asked in part: {names}.",
    # The administration's own view.
    "note.difference_open": {
        "one": (
            "The administration's own answers allow levels {own}, since {list} is unknown or disputed on its side; they are not "
            "compared."
        ),
        "other": (
            "The administration's own answers allow levels {own}, since {list} are unknown or disputed on its side; they are not "
            "compared."
        ),
    },
    "sides.open": {
        "one": "On {count} indicator its own answers leave several levels open; it is not compared.",
        "other": "On {count} indicators its own answers leave several levels open; they are not compared.",
    },
    # Figures of a part of the service.
    "metric.remarked": "{value} ({remark})",
    "contradictions.remarks": "{label} {list}.",
    "label.remarks": "Noted with the figures",
    # Overlays.
    "note.changed": "{label} {list}. The descriptions of levels name the framework's own figures.",
    "note.changed_one": "{id} ({what}): {after} here, {before} in the framework",
    "note.changed_step": "By the overlay: {list}.",
    "label.overlay": "Overlay",
    "summary.overlay": "{label} Levels are made with {names}: {changes}. {annex} has them on the framework alone.",
    "summary.overlay_named": "“{title}”",
    "summary.overlay_changes": {"one": "{count} threshold is changed", "other": "{count} thresholds are changed"},
    "summary.overlay_adds": "nothing of the framework itself is changed",
    "card.on_base": "{note}; {base} on the framework alone",
    "card.on_base_only": "{base} on the framework alone",
    "card.level_overlay": "Overall level, with an overlay",
    # Answers that say no, by what was asked.
    "answer.absent_figure": "not measured",
    "answer.absent_date": "it has not taken place",
    "answer.absent_thing": "there is none",
    # A report in which the administration alone has spoken.
    "cover.filled_in": "Filled in",
    "plan.find_out_by_self": "Risk management unit, or whoever filled in the sheet",
    # The plan.
    "summary.first_when": "By {end}.",
    "summary.first_when_after": "By {end}, after {list}.",
    "summary.first_adopted": "By {end}, adopted as {id}.",
    "summary.first_overdue": "Adopted ({id}), overdue since {end}.",
    "summary.first_undated": "Adopted as {id}, without a last day.",
    "summary.first_not": "It is {why}.",
    # Registers without an entry.
    "registers.absent": "In this round there was {list}.",
    "registers.nothing": "Nothing to list in this round.",
    "registers.contradictions.absent": "no contradiction",
    "registers.divergences.absent": "no disagreement between sheets",
    "registers.agreements.absent": "no agreed answer",
    "registers.judgements.absent": "no judgement",
    "registers.taken-over.absent": "no answer taken over",
    "registers.excused.absent": "no answer called not applicable where the question does not foresee it",
    "registers.unproven.absent": "no answer called verified without evidence",
    # Abbreviations.
    "abbreviations.title": "Abbreviations",
    "source.title.tfa": "TFA: WTO Agreement on Trade Facilitation",
    "source.title.rkc": "RKC: Revised Kyoto Convention, General Annex",
    "source.title.safe": "SAFE: WCO SAFE Framework of Standards to Secure and Facilitate Global Trade",
    "source.title.arusha": "Arusha: Revised Arusha Declaration on Good Governance and Integrity in Customs",
    "source.title.iso31000": "ISO 31000:2018, Risk management: guidelines",
    "source.title.iso31010": "IEC 31010:2019, Risk management: risk assessment techniques",
    "source.title.wco_tools": "Other WCO instruments and tools",
    "abbreviation.aeo": "AEO",
    "abbreviation.aeo.meaning": "Authorised economic operator, whose reliability was checked and who is controlled less.",
    "abbreviation.cen": "CEN",
    "abbreviation.cen.meaning": "Customs Enforcement Network, the WCO's database of seizures; nCEN is its national version.",
    "abbreviation.fiu": "FIU",
    "abbreviation.fiu.meaning": "Financial intelligence unit.",
    "abbreviation.hs": "HS",
    "abbreviation.hs.meaning": "Harmonized System, the WCO's nomenclature of goods.",
    "abbreviation.ict": "ICT",
    "abbreviation.ict.meaning": "Information and communication technology.",
    "abbreviation.nii": "NII",
    "abbreviation.nii.meaning": "Non-intrusive inspection: scanners and detectors that look into cargo without opening it.",
    "abbreviation.pca": "PCA",
    "abbreviation.pca.meaning": "Post-clearance audit.",
    "abbreviation.placi": "PLACI",
    "abbreviation.placi.meaning": "Pre-loading advance cargo information.",
    "abbreviation.rilo": "RILO",
    "abbreviation.rilo.meaning": "Regional intelligence liaison office of the WCO.",
    "abbreviation.rkc": "RKC",
    "abbreviation.rkc.meaning": "Revised Kyoto Convention on simplified customs procedures.",
    "abbreviation.safe": "SAFE",
    "abbreviation.safe.meaning": "SAFE Framework of Standards of the WCO, to secure and facilitate trade.",
    "abbreviation.tfa": "TFA",
    "abbreviation.tfa.meaning": "WTO Agreement on Trade Facilitation.",
    "abbreviation.wco": "WCO",
    "abbreviation.wco.meaning": "World Customs Organization.",
}
