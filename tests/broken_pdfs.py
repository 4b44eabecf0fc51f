"""Break a good PDF on purpose, one rule of accessibility at a time."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, String

Break = Callable[[Pdf], None]


def broken(content: bytes, change: Break) -> bytes:
    """Give a PDF after a change."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        saved = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a field that no form knows, which is put there on purpose
            pdf.save(saved, encryption=DEAF if change is _lock else None)
        return saved.getvalue()


SILENT = pikepdf.Permissions(accessibility=False, extract=False)
DEAF = pikepdf.Encryption(owner="owner", user="", R=3, aes=False, metadata=False, allow=SILENT)


def elements(pdf: Pdf, role: str) -> Iterator[Object]:
    """Give the tags of a role, in reading order."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        one = waiting.pop()
        if isinstance(one, Array):
            waiting += reversed(list(one))
        elif isinstance(one, Dictionary) and "/S" in one:
            if Name(f"/{role}") == one.S:
                yield one
            waiting += [one.K] if "/K" in one else []


def first(pdf: Pdf, role: str) -> Object:
    return next(elements(pdf, role))


def page_of_text(pdf: Pdf) -> Object:
    """Give a page with text, links and drawings."""
    return next(page.obj for page in pdf.pages if "/Annots" in page.obj and page.obj.Annots[0].Subtype == Name.Link)


def link(pdf: Pdf) -> Object:
    return page_of_text(pdf).Annots[0]


def font(pdf: Pdf) -> Object:
    return next(iter(dict(pdf.pages[0].obj.Resources.Font.items()).values()))


def attached(pdf: Pdf) -> Object:
    return pikepdf.NameTree(pdf.Root.Names.EmbeddedFiles)["result.json"]


def role(old: str, new: str) -> Break:
    """Call the first tag of a role something else."""

    def change(pdf: Pdf) -> None:
        first(pdf, old).S = Name(f"/{new}")

    return change


def drawing(words: bytes) -> Break:
    """Draw something more on a page."""

    def change(pdf: Pdf) -> None:
        page = page_of_text(pdf)
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\n" + words)

    return change


def annotation(**entries: Object) -> Break:
    """Put a remark on a page that no tag knows."""

    def change(pdf: Pdf) -> None:
        made = Dictionary({"/Type": Name.Annot, "/Rect": Array([0, 0, 9, 9])})
        for key, value in entries.items():
            made[f"/{key}"] = value
        page_of_text(pdf).Annots.append(pdf.make_indirect(made))

    return change


def without(holder: Callable[[Pdf], Object], *keys: str) -> Break:
    """Take entries out of a dictionary."""

    def change(pdf: Pdf) -> None:
        for key in keys:
            if key in holder(pdf):
                del holder(pdf)[key]

    return change


def setting(holder: Callable[[Pdf], Object], key: str, value: Object | str | int | bool) -> Break:  # noqa: FBT001 - a value
    """Set an entry of a dictionary."""

    def change(pdf: Pdf) -> None:
        holder(pdf)[key] = value

    return change


def metadata(pattern: bytes, words: bytes) -> Break:
    def change(pdf: Pdf) -> None:
        old = pdf.Root.Metadata.read_bytes()
        new = re.sub(pattern, words, old, flags=re.DOTALL)
        assert new != old
        pdf.Root.Metadata = pdf.make_stream(new)

    return change


def every(*changes: Break) -> Break:
    def change(pdf: Pdf) -> None:
        for one in changes:
            one(pdf)

    return change


def _lock(pdf: Pdf) -> None:
    del pdf


def _two_notes(pdf: Pdf) -> None:
    for one, _ in zip(list(elements(pdf, "P")), range(2), strict=False):
        one.S, one.ID = Name.Note, String("same")


def _two_headings(pdf: Pdf) -> None:
    holder = next(one for one in elements(pdf, "Sect") if len(one.K) > 2)
    for kid in list(holder.K)[:2]:
        kid.S = Name.H


def _no_headings(pdf: Pdf) -> None:
    for one in list(elements(pdf, "TH")):
        one.S = Name.TD


def _nest_link(pdf: Pdf) -> None:
    owner = pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(link(pdf).StructParent)]
    owner.P.S = Name.Link


def _untag_link(pdf: Pdf) -> None:
    pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[int(link(pdf).StructParent)].S = Name.Span


def _mute_link(pdf: Pdf) -> None:
    link(pdf).Contents = link(pdf).Dest


def _artifact_in_text(pdf: Pdf) -> None:
    page = page_of_text(pdf)
    old = page.Contents.read_bytes()
    new = re.sub(rb"(/MCID \d+\s*>>\s*BDC)", rb"\1\n/Artifact BMC EMC", old, count=1)
    assert new != old
    page.Contents = pdf.make_stream(new)


def _lead_astray(pdf: Pdf) -> None:
    next(one for one in elements(pdf, "Span") if not isinstance(one.K[0], Dictionary)).K = Array([9999])


def _show_another_file(pdf: Pdf) -> None:
    page = page_of_text(pdf)
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 1, 1]), Ref=Dictionary())
    page.Resources.XObject.Other = form
    drawing(b"/Artifact BMC /Other Do EMC")(pdf)


def _no_letters(pdf: Pdf) -> None:
    font(pdf).ToUnicode = pdf.make_stream(b"1 beginbfchar\n<0001> <0000>\nendbfchar\n")


def _root(pdf: Pdf) -> Object:
    return pdf.Root


BREAKS: dict[str, Break] = {
    "metadata": without(_root, "/Metadata"),
    "pdf-ua": metadata(rb'pdfuaid:part="1"', b'pdfuaid:part="2"'),
    "title": metadata(rb"<dc:title>.*</dc:title>", b""),
    "title-shown": without(_root, "/ViewerPreferences"),
    "marked": without(_root, "/MarkInfo"),
    "tags": without(_root, "/StructTreeRoot"),
    "suspects": setting(lambda pdf: pdf.Root.MarkInfo, "/Suspects", value=True),
    "role": role("P", "Paragraph"),
    "role-remapped": setting(lambda pdf: pdf.Root.StructTreeRoot, "/RoleMap", Dictionary(P=Name.Span)),
    "language": without(_root, "/Lang"),
    "language-tag": setting(_root, "/Lang", "no language at all"),
    "locked": _lock,
    "xfa": setting(_root, "/AcroForm", Dictionary(XFA=String("<xdp/>"), Fields=Array())),
    "script": setting(_root, "/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.beep()"))),
    "file-name": without(attached, "/UF"),
    "file-description": without(attached, "/Desc"),
    "layer-name": setting(_root, "/OCProperties", Dictionary(D=Dictionary(), OCGs=Array())),
    "layer-automatic": setting(
        _root, "/OCProperties", Dictionary(D=Dictionary(Name=String("x"), AS=Array()), OCGs=Array())
    ),
    "outline": without(_root, "/Outlines"),
    "outline-title": setting(lambda pdf: pdf.Root.Outlines.First, "/Title", " "),
    "font-embedded": without(lambda pdf: font(pdf).DescendantFonts[0].FontDescriptor, "/FontFile2", "/FontFile3"),
    "font-unicode": without(font, "/ToUnicode"),
    "font-letters": _no_letters,
    "font-glyphs": every(
        without(lambda pdf: font(pdf).DescendantFonts[0], "/CIDToGIDMap"),
        setting(lambda pdf: font(pdf).DescendantFonts[0], "/Subtype", Name.CIDFontType2),
    ),
    "figure": without(lambda pdf: first(pdf, "Figure"), "/Alt"),
    "formula": role("P", "Formula"),
    "note": role("P", "Note"),
    "note-twice": _two_notes,
    "heading-first": role("H1", "H2"),
    "heading-skipped": role("H2", "H4"),
    "heading-twice": _two_headings,
    "heading-mixed": role("P", "H"),
    "table": role("TR", "P"),
    "table-rows": setting(lambda pdf: first(pdf, "TD").A, "/ColSpan", 5),
    "table-headings": without(lambda pdf: first(pdf, "TH").A, "/Scope"),
    "table-unheaded": _no_headings,
    "list": role("LI", "P"),
    "contents": role("P", "TOCI"),
    "unmarked": drawing(b"0 0 10 10 re f"),
    "artifact-in-text": _artifact_in_text,
    "text-in-artifact": drawing(b"/Artifact BMC /Span <</MCID 9999>> BDC EMC EMC"),
    "unbalanced": drawing(b"EMC"),
    "mark-twice": drawing(b"/Span <</MCID 1>> BDC EMC /Span <</MCID 1>> BDC EMC"),
    "mark-untagged": drawing(b"/Span <</MCID 9999>> BDC EMC"),
    "tag-empty": _lead_astray,
    "page-parents": without(page_of_text, "/StructParents"),
    "tab-order": without(page_of_text, "/Tabs"),
    "link-tag": _untag_link,
    "link-words": _mute_link,
    "link-once": _nest_link,
    "annotation-tag": annotation(Subtype=Name.Text, Contents=String("A remark")),
    "annotation-words": annotation(Subtype=Name.Text),
    "field-tag": annotation(Subtype=Name.Widget, TU=String("Your name")),
    "field-words": annotation(Subtype=Name.Widget),
    "trap": annotation(Subtype=Name.TrapNet),
    "reference": _show_another_file,
}
