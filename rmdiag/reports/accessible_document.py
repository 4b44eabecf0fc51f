"""Check what a PDF says of itself as a whole: title, language, that it has tags, fonts, files, outline, locks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pikepdf

from rmdiag.reports.accessible_rules import Barrier, Check, Rule
from rmdiag.reports.accessible_view import STANDARD, Opened, dictionary_of, is_true, standard_role
from rmdiag.reports.pdf_files import unpacked
from rmdiag.tongue import marked

_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_RDF_TEXT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
_LANGUAGE = re.compile("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")
_EXTRACTABLE = 1 << 9  # bit 10 of the permissions
_STATED_ENCODINGS = ("/MacRomanEncoding", "/MacExpertEncoding", "/WinAnsiEncoding")
_NO_CHARACTERS = re.compile(rb"<(?:0000|[fF][eE][fF][fF]|[fF][fF][fF][eE])>\s*(?:\n|$|endbf)")

NO_METADATA = Rule(id="metadata", clause="7.1", checkpoint="06-001", words=marked("The file has no XMP metadata."))
NOT_UA = Rule(id="pdf-ua", clause="5", checkpoint="06-002", words=marked("The metadata do not say PDF/UA-1."))
NO_TITLE = Rule(id="title", clause="7.1", checkpoint="06-003", words=marked("The metadata have no title."))
FILE_NAME_SHOWN = Rule(
    id="title-shown", clause="7.1", checkpoint="07-001", words=marked("A window shows the file's name, not its title.")
)
NOT_MARKED = Rule(id="marked", clause="6.2", checkpoint=None, words=marked("The file does not say that it is tagged."))
NO_TAGS = Rule(id="tags", clause="7.1", checkpoint=None, words=marked("The file has no tree of tags."))
SUSPECT = Rule(
    id="suspects", clause="7.1", checkpoint="01-007", words=marked("The file says that its tags are suspect.")
)
UNKNOWN_ROLE = Rule(
    id="role", clause="7.1", checkpoint="02-001", words=marked("A kind of tag leads to no standard one.")
)
REMAPPED_ROLE = Rule(
    id="role-remapped",
    clause="7.1",
    checkpoint="02-004",
    words=marked("A standard kind of tag is given another meaning."),
)
NO_LANGUAGE = Rule(
    id="language", clause="7.2", checkpoint="11-006", words=marked("The file does not say its language.")
)
NOT_A_LANGUAGE = Rule(
    id="language-tag", clause="7.2", checkpoint=None, words=marked("What is given as a language is no language tag.")
)
LOCKED = Rule(
    id="locked", clause="7.16", checkpoint="26-002", words=marked("The file is locked against readers that speak it.")
)
DYNAMIC_FORM = Rule(id="xfa", clause="7.15", checkpoint="25-001", words=marked("The file holds a dynamic form (XFA)."))
SCRIPT = Rule(id="script", clause="7.19", checkpoint=None, words=marked("The file runs a script."))
NAMELESS_FILE = Rule(
    id="file-name", clause="7.11", checkpoint="21-001", words=marked("An attached file has no name for every system.")
)
UNDESCRIBED_FILE = Rule(
    id="file-description", clause="7.11", checkpoint=None, words=marked("An attached file has no description.")
)
NAMELESS_LAYER = Rule(id="layer-name", clause="7.10", checkpoint="20-002", words=marked("A set of layers has no name."))
AUTOMATIC_LAYER = Rule(
    id="layer-automatic", clause="7.10", checkpoint="20-003", words=marked("A layer shows and hides by itself.")
)
NO_OUTLINE = Rule(
    id="outline", clause="7.17", checkpoint=None, words=marked("A file of several pages has no bookmarks.")
)
NAMELESS_BOOKMARK = Rule(id="outline-title", clause="7.17", checkpoint=None, words=marked("A bookmark has no words."))
FONT_MISSING = Rule(
    id="font-embedded", clause="7.21.4.1", checkpoint="31-009", words=marked("A font is not in the file.")
)
FONT_UNREADABLE = Rule(
    id="font-unicode", clause="7.21.7", checkpoint="31-027", words=marked("A font does not say which letters it shows.")
)
FONT_NO_LETTER = Rule(
    id="font-letters", clause="7.21.7", checkpoint="31-028", words=marked("A font shows a sign that is no character.")
)
FONT_GLYPHS = Rule(
    id="font-glyphs", clause="7.21.3.2", checkpoint="31-005", words=marked("A font does not say which shape is which.")
)


def _metadata(opened: Opened) -> Iterator[Barrier]:
    stream = opened.root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield Barrier(rule=NO_METADATA)
        return
    raw = unpacked(stream)
    try:
        tree = None if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw else ET.fromstring(raw)  # noqa: S314 - without entities
    except ET.ParseError:
        tree = None
    every = [] if tree is None else list(tree.iter())
    if not any(one.get(_UA) == "1" or (one.tag == _UA and one.text == "1") for one in every):
        yield Barrier(rule=NOT_UA)
    titles = [text.text for one in every if one.tag == _DC_TITLE for text in one.iter(_RDF_TEXT)]
    if not any(title and title.strip() for title in titles):
        yield Barrier(rule=NO_TITLE)


def _catalogue(opened: Opened) -> Iterator[Barrier]:
    root = opened.root
    preferences, marking = (_dictionary(root, key) for key in ("/ViewerPreferences", "/MarkInfo"))
    if not is_true(preferences.get("/DisplayDocTitle")):
        yield Barrier(rule=FILE_NAME_SHOWN)
    if not is_true(marking.get("/Marked")):
        yield Barrier(rule=NOT_MARKED)
    if is_true(marking.get("/Suspects")):
        yield Barrier(rule=SUSPECT)
    if not opened.elements:
        yield Barrier(rule=NO_TAGS)
    language = str(root.get("/Lang", ""))
    if not language:
        yield Barrier(rule=NO_LANGUAGE)
    elif not _LANGUAGE.fullmatch(language):
        yield Barrier(rule=NOT_A_LANGUAGE, object=language)


def _languages_of_tags(opened: Opened) -> Iterator[Barrier]:
    for one in opened.every:
        language = one.object.get("/Lang")
        if language is not None and not _LANGUAGE.fullmatch(str(language)):
            yield Barrier(rule=NOT_A_LANGUAGE, page=one.page, object=f"{one.role}: {language}")


def _roles(opened: Opened) -> Iterator[Barrier]:
    used = {str(one.object.S).lstrip("/") for one in opened.every}
    for role in sorted(used):
        if standard_role(role, opened.roles) is None:
            yield Barrier(rule=UNKNOWN_ROLE, object=role)
    for role in sorted(STANDARD & set(opened.roles)):
        yield Barrier(rule=REMAPPED_ROLE, object=role)


def _locks(opened: Opened) -> Iterator[Barrier]:
    encryption = opened.pdf.trailer.get("/Encrypt")
    if isinstance(encryption, pikepdf.Dictionary) and not int(encryption.get("/P", 0)) & _EXTRACTABLE:
        yield Barrier(rule=LOCKED)


def _activity(opened: Opened) -> Iterator[Barrier]:
    if "/XFA" in _dictionary(opened.root, "/AcroForm"):
        yield Barrier(rule=DYNAMIC_FORM)
    names = _dictionary(opened.root, "/Names")
    action = opened.root.get("/OpenAction")
    opening = isinstance(action, pikepdf.Dictionary) and action.get("/S") == pikepdf.Name.JavaScript
    if opening or "/JavaScript" in names or "/AA" in opened.root:
        yield Barrier(rule=SCRIPT)


def _attachments(opened: Opened) -> Iterator[Barrier]:
    found = _dictionary(opened.root, "/Names").get("/EmbeddedFiles")
    if not isinstance(found, pikepdf.Dictionary):
        return
    for name, file in pikepdf.NameTree(found).items():
        if not all(str(file.get(key, "")) for key in ("/F", "/UF")):
            yield Barrier(rule=NAMELESS_FILE, object=str(name))
        if not str(file.get("/Desc", "")).strip():
            yield Barrier(rule=UNDESCRIBED_FILE, object=str(name))


def _layers(opened: Opened) -> Iterator[Barrier]:
    layers = _dictionary(opened.root, "/OCProperties")
    configurations = [layers.get("/D"), *layers.get("/Configs", [])]
    for one in configurations:
        if isinstance(one, pikepdf.Dictionary):
            if not str(one.get("/Name", "")):
                yield Barrier(rule=NAMELESS_LAYER)
            if "/AS" in one:
                yield Barrier(rule=AUTOMATIC_LAYER)


def _outline(opened: Opened) -> Iterator[Barrier]:
    first = _dictionary(opened.root, "/Outlines").get("/First")
    if first is None:
        if len(opened.pages) > 1:
            yield Barrier(rule=NO_OUTLINE)
        return
    waiting, seen = [first], set()
    while waiting:
        one = waiting.pop()
        if one.objgen in seen:
            continue
        seen.add(one.objgen)
        if not str(one.get("/Title", "")).strip():
            yield Barrier(rule=NAMELESS_BOOKMARK)
        waiting += [one[key] for key in ("/Next", "/First") if key in one]


def _fonts(opened: Opened) -> Iterator[Barrier]:
    for name, font in fonts_of(opened):
        descendants = font.get("/DescendantFonts")
        inner = font if descendants is None else descendants[0]
        if font.get("/Subtype") != pikepdf.Name.Type3:
            descriptor = _dictionary(inner, "/FontDescriptor")
            if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield Barrier(rule=FONT_MISSING, object=name)
        if inner.get("/Subtype") == pikepdf.Name.CIDFontType2 and "/CIDToGIDMap" not in inner:
            yield Barrier(rule=FONT_GLYPHS, object=name)
        letters = font.get("/ToUnicode")
        if isinstance(letters, pikepdf.Stream):
            if _NO_CHARACTERS.search(unpacked(letters)):
                yield Barrier(rule=FONT_NO_LETTER, object=name)
        elif str(font.get("/Encoding", "")) not in _STATED_ENCODINGS:
            yield Barrier(rule=FONT_UNREADABLE, object=name)


def fonts_of(opened: Opened) -> Iterator[tuple[str, pikepdf.Dictionary]]:
    """Give the fonts of all pages and of the drawings in them, each once, with its name."""
    seen: set[tuple[int, int]] = set()
    waiting = [page.get("/Resources") for page in opened.pages]
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, pikepdf.Dictionary) or (resources.is_indirect and resources.objgen in seen):
            continue
        seen.add(resources.objgen)
        for key, one in _dictionary(resources, "/Font").items():
            font = dictionary_of(one)
            if font is not None and (not font.is_indirect or font.objgen not in seen):
                seen.add(font.objgen)
                yield str(font.get("/BaseFont", key)).lstrip("/"), font
        for kind in ("/XObject", "/Pattern"):
            for one in _dictionary(resources, kind).values():
                if not one.is_indirect or one.objgen not in seen:  # a drawing may name itself
                    seen.add(one.objgen)
                    waiting.append(one.get("/Resources"))


def _dictionary(holder: pikepdf.Object, key: str) -> pikepdf.Dictionary:
    return dictionary_of(holder.get(key)) or pikepdf.Dictionary()


CHECKS: tuple[Check, ...] = (
    _metadata,
    _catalogue,
    _languages_of_tags,
    _roles,
    _locks,
    _activity,
    _attachments,
    _layers,
    _outline,
    _fonts,
)
