"""Write what a document says of itself: title, author, language, and the property that the seal goes into."""

from __future__ import annotations

from rmdiag.reports.model import Metadata
from rmdiag.reports.word.archive import OPEN, SEAL
from rmdiag.reports.word.wordml import words

DISTINCT = {"en": "en-GB", "ar": "ar-SA", "uk": "uk-UA", "zh": "zh-CN"}  # where the region is not named as the language


def word_language(language: str) -> str:
    """Name a language as Word wants it, with a region, so that it checks the spelling in it."""
    if "-" in language:
        return language
    return DISTINCT.get(language, f"{language}-{language.upper()}")


def core_properties(facts: Metadata) -> bytes:
    """Write the properties of a document; it bears no day of its own, as no clock is asked."""
    said = {
        "dc:title": facts.title,
        "dc:subject": facts.subject,
        "dc:creator": facts.author,
        "cp:keywords": ", ".join(facts.keywords),
        "dc:identifier": facts.identifier,
        "dc:language": facts.language,
    }
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + "".join(f"<{name}>{words(value)}</{name}>" for name, value in said.items())
        + "</cp:coreProperties>"
    ).encode()


def seal_properties() -> bytes:
    """Write the own properties of a document that has none yet."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{seal_property(2)}</Properties>"
    ).encode()


def seal_property(number: int) -> str:
    """Write the property of the seal; the first number that Word allows is 2."""
    namespaces = (
        'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
    )
    return (
        f'<property {namespaces} fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{SEAL}">'
        f"<vt:lpwstr>{OPEN}</vt:lpwstr></property>"
    )
