"""Say things in the language of a report, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass

from rmdiag.reports.languages.files import messages_of, report_languages
from rmdiag.reports.model import Inline, Paragraph, ParagraphStyle, Runs
from rmdiag.reports.shown import Shown
from rmdiag.reports.words import Words


@dataclass(frozen=True, kw_only=True)
class Speaking:
    """The words of a language, and short ways to set them."""

    words: Words

    @property
    def shown(self) -> Shown:
        """The way numbers and dates are written."""
        return self.words.shown

    def say(self, key: str, /, **values: str) -> str:
        """Give a message with its values filled in."""
        return self.words.say(key, **values)

    def count(self, key: str, number: int, /, **values: str) -> str:
        """Give a message in the plural form of a number."""
        return self.words.count(key, number, **values)

    def runs(self, key: str, /, **values: str | Inline | Runs) -> Runs:
        """Give a message as runs."""
        return self.words.runs(key, **values)

    def para(self, key: str, /, **values: str | Inline | Runs) -> Paragraph:
        """Give a message as a paragraph."""
        return Paragraph(runs=self.runs(key, **values))

    def small(self, key: str, /, **values: str | Inline | Runs) -> Paragraph:
        """Give a message as a small paragraph."""
        return Paragraph(runs=self.runs(key, **values), style=ParagraphStyle.SMALL)

    def lead(self, key: str, /, **values: str | Inline | Runs) -> Paragraph:
        """Give a message as the paragraph that opens a chapter."""
        return Paragraph(runs=self.runs(key, **values), style=ParagraphStyle.LEAD)


def words_in(asked: str) -> Words:
    """Give the words of a language, those of English where reports cannot be written in it."""
    language = asked if asked in report_languages() else "en"
    return Words(messages=messages_of(language), shown=Shown(language=language))
