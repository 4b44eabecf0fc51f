"""A date, an amount, a sum and a numbered thing stay on one line; French keeps a sign with its word too."""

from __future__ import annotations

import pytest

from rmdiag.reports.shown import NO_BREAK
from rmdiag.reports.unbroken import unbroken


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Le poste est-il ouvert ? Non ; « RAS » !", "Le poste est-il ouvert\u202f? Non\u202f; «_RAS_»\u202f!"),
        ("déjà écrit\u00a0; ainsi", "déjà écrit\u202f; ainsi"),
        ("48 % des cas : 12 mois", "48_% des cas_: 12_mois"),
        ("au cours des 12 derniers mois", "au cours des 12_derniers mois"),
        ("le 18 juin 2026, du 1er sept. au 4 déc. 2026", "le 18_juin_2026, du 1er_sept. au 4_déc._2026"),
        ("18 profils sur 214, soit 2 sur 3", "18 profils sur 214, soit 2_sur_3"),
        ("au niveau 3, annexe E, Tableau 29", "au niveau_3, annexe_E, Tableau_29"),
        ("le 2 maintenant, un niveau qui monte", "le 2 maintenant, un niveau qui monte"),
    ],
)
def test_what_belongs_together_stays_on_one_line_in_french(typed: str, kept: str) -> None:
    assert unbroken(typed, "fr") == kept.replace("_", NO_BREAK)
    assert unbroken(unbroken(typed, "fr-SN"), "fr") == unbroken(typed, "fr")


@pytest.mark.parametrize(
    ("language", "typed", "kept"),
    [
        ("en", "to level 3; 1 Jan – 31 Mar 2027", "to level_3; 1_Jan – 31_Mar_2027"),
        ("en", "from 1 Sept 2024, in May 2027", "from 1_Sept_2024, in May_2027"),
        ("en", "QMD 600,000 or 12 XBF; ≈ QMD 150,000", "QMD_600,000 or 12_XBF; ≈_QMD_150,000"),
        ("en", "Priority: 1 × 3 × 2 ÷ 3 = 2", "Priority: 1_×_3_×_2_÷_3_=_2"),
        ("en", "Annex B and Table 3 : 48 %", "Annex_B and Table_3 : 48 %"),
        ("es", "el 10 de septiembre de 2029, al nivel 3", "el 10_de_septiembre de 2029, al nivel_3"),
        ("es", "10 mar 2028; QVP 2400; 3 de ellas", "10_mar_2028; QVP_2400; 3 de ellas"),
    ],
)
def test_what_belongs_together_stays_on_one_line_in_english_and_spanish(language: str, typed: str, kept: str) -> None:
    assert unbroken(typed, language) == kept.replace("_", NO_BREAK)


def test_a_language_without_rules_stays_as_it_was_typed() -> None:
    assert unbroken("Stufe 3 : 1 × 3", "de") == "Stufe 3 : 1 × 3"
