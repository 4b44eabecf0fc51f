"""English: the editions of a study visit and of a person's assessment."""

from __future__ import annotations

from collections.abc import Mapping

from rmdiag.reports.languages.en_individual import INDIVIDUAL
from rmdiag.reports.languages.en_visit import VISIT
from rmdiag.reports.words import Message

EDITIONS: Mapping[str, Message] = {**VISIT, **INDIVIDUAL}
