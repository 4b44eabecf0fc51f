"""A report in somebody's own Word template: their page, styles, cover, our words; a hostile template does nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor
from report_showcase import showcase
from word_documents import out_of_order, parts_of, read, related, said_in, template, with_parts, words_of, zipped

from rmdiag.reports.numbering import numbered
from rmdiag.reports.word.archive import is_untouched
from rmdiag.reports.word.render import examined, to_docx, to_docx_in
from rmdiag.reports.word.template import Template
from rmdiag.reports.word.template_gate import Refusal

EXAMPLES = Path(__file__).parent.parent / "examples"
MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/_rels/settings.xml.rels"


def made(content: bytes) -> bytes:
    fit = examined(content)
    assert isinstance(fit, Template), fit.reason
    return to_docx_in(showcase(), fit)


def refused(content: bytes) -> str:
    unfit = examined(content)
    assert isinstance(unfit, Refusal)
    return unfit.reason


def with_field(instruction: str) -> bytes:
    field = f'<w:p><w:fldSimple w:instr="{instruction}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p><w:sectPr'
    content = template("{{ report }}")
    return zipped(parts_of(content) | {MAIN: parts_of(content)[MAIN].replace(b"<w:sectPr", field.encode(), 1)})


def changed(part: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(template("{{ report }}"))
    return zipped(parts | {part: change(parts[part])})


def test_a_report_of_ours_that_serves_as_a_template_bears_one_seal_which_fits() -> None:
    content = made(to_docx(showcase()))
    assert parts_of(content)["docProps/custom.xml"].count(b'name="rmdiag seal"') == 1
    assert is_untouched(content)


def test_placeholders_are_filled_wherever_they_stand_and_however_word_cut_them() -> None:
    content = made(
        template(
            "{{ title }} ({{ date }})",
            "{{ report }}",
            "After the report",
            header="{{ administration | upper }}: {{confidentiality}}",
            runs=("Read by {{ aut", "h", "or }}, and {", "{ identifier }}", "."),
        )
    )
    texts = [one.text for one in read(content).paragraphs]
    assert texts[0] == "Customs risk management in Kestoria (20 March 2026)"
    assert "Read by Diagnostic mission team, and KES-2026-R1 · 9f2c41d7." in texts
    header = read(content).sections[0].header.paragraphs[0].text
    assert header == (
        "KESTORIA REVENUE AND CUSTOMS ADMINISTRATION: Restricted: for the administration and the mission team"
    )
    assert "{{" not in words_of(content)


def test_words_in_a_filled_placeholder_keep_the_looks_of_the_run_they_begin_in() -> None:
    content = made(template("{{ report }}", runs=("{{ da", "te }}")))
    filled = next(one for one in read(content).paragraphs if one.text == "20 March 2026")
    assert filled.runs[0].text == "20 March 2026"
    assert filled.runs[0].bold


def test_the_report_goes_where_the_template_says_and_nothing_that_it_must_say_is_missing() -> None:
    content = made(template("Our cover", "{{ report }}", "Our last page"))
    texts = [one.text for one in read(content).paragraphs]
    assert texts[0] == "Our cover"
    assert texts[-1] == "Our last page"
    assert "Diagnostic report · first round" not in texts  # the cover is theirs
    shown = words_of(content)
    assert showcase().cover is not None
    cover = {getattr(showcase().cover, name) for name in ("kicker", "title", "subtitle")}
    assert [text for text in set(said_in(numbered(showcase()))) - cover if text not in shown] == []


def test_a_template_that_says_the_notice_itself_has_it_once() -> None:
    notice = "It is not a publication of the World Customs Organization"
    assert words_of(made(template("{{ notice }}", "{{ report }}"))).count(notice) == 1
    assert words_of(made(template("Cover", "{{ report }}"))).count(notice) == 1


def test_facts_stand_where_the_template_wants_them() -> None:
    body = read(made(template("Before", "{{ facts }}", "Behind", "{{ report }}"))).element.body
    tags = [child.tag for child in body][:4]
    assert tags == [qn("w:p"), qn("w:tbl"), qn("w:p"), qn("w:p")]
    assert "".join(text.text for text in body[1].iter(qn("w:t"))).startswith("AdministrationKestoria Revenue")


def test_a_template_without_a_word_gets_our_cover_and_one_with_a_cover_the_report_behind_it() -> None:
    assert read(made(template())).paragraphs[1].text == "Diagnostic report · first round"
    behind = [one.text for one in read(made(template("Our cover"))).paragraphs]
    assert behind[0] == "Our cover"
    assert "Diagnostic report · first round" not in behind


def test_page_and_styles_are_the_template_s_and_styles_it_lacks_are_ours() -> None:
    own = docx.Document()
    own.sections[0].page_width, own.sections[0].left_margin = Mm(180), Mm(30)
    own.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    own.add_paragraph("{{ report }}")
    stream = BytesIO()
    own.save(stream)
    known = read(content := made(stream.getvalue()))
    assert round((known.sections[0].page_width or 0) / Mm(1)) == 180
    assert known.styles["Heading 1"].font.color.rgb == RGBColor(0xC0, 0, 0)
    assert known.styles["Report Lead"].font.name is None  # ours, in the font of theirs
    widths = [int(one.get(qn("w:w"))) for one in known.element.body.iter(qn("w:tblW"))]
    assert max(widths) <= round((180 - 30 - 31.75) * 1440 / 25.4) + 1
    assert out_of_order(content) == []
    assert is_untouched(content)


def test_a_template_s_own_properties_stay_and_its_author_goes() -> None:
    custom = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid='
        b'"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Office"><vt:lpwstr>North</vt:lpwstr></property>'
        b"</Properties>"
    )
    parts = parts_of(with_properties(custom))
    parts["docProps/core.xml"] = parts["docProps/core.xml"].replace(b"python-docx", b"Somebody Else")
    content = made(zipped(parts))
    assert b"North" in parts_of(content)["docProps/custom.xml"]
    assert b'pid="8"' in parts_of(content)["docProps/custom.xml"]
    assert b"Somebody Else" not in parts_of(content)["docProps/core.xml"]
    assert is_untouched(content)


def test_a_word_template_file_makes_a_document() -> None:
    as_template = changed(
        "[Content_Types].xml", lambda types: types.replace(b"document.main+xml", b"template.main+xml")
    )
    assert b"template.main+xml" in parts_of(as_template)["[Content_Types].xml"]
    assert b"document.main+xml" in parts_of(made(as_template))["[Content_Types].xml"]


def test_the_template_on_its_author_s_disk_is_let_go() -> None:
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        b'Target="file:///C:\\Users\\me\\Normal.dotm" TargetMode="External"/></Relationships>'
    )
    parts = parts_of(template("{{ report }}")) | {SETTINGS: relations}
    assert all(b"attachedTemplate" not in part for part in parts_of(made(zipped(parts))).values())


@pytest.mark.parametrize(
    "placeholder",
    [
        "{{ unknown }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__class__ }}",
        "{{ title.upper() }}",
        "{{ range(1000000000) | list }}",
        "{{ 9 ** 9 ** 9 ** 9 }}",
        "{{ 'a' * 1000000000 }}",
        "{{ title | center(1000000000) }}",
        "{{ title | format }}",
        "{{ title[0] }}",
        "{{ self }}",
        "{{ cycler }}",
        "{{ title if title else date }}",
        "{{ }}",
        "{{ " + "(" * 5000 + " }}",
        "{% for a in title %}{{ a }}{% endfor %}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_a_placeholder_that_is_more_than_a_word_is_refused(placeholder: str) -> None:
    assert refused(template(placeholder, "{{ report }}"))


def test_braces_that_nothing_closes_are_words() -> None:
    assert "{{ title" in words_of(made(template("{{ title", "{{ report }}")))


def test_a_refused_placeholder_is_named_with_those_that_are_known() -> None:
    reason = refused(template("{{ titel }}"))
    assert reason.startswith("`{{ titel }}` cannot be filled; known are administration, author, ")


@pytest.mark.parametrize(
    "content", [template("{{ report }}", "{{ report }}"), template("x", header="{{ report }}")], ids=["twice", "header"]
)
def test_the_report_has_one_place_in_the_body(content: bytes) -> None:
    assert "must stand once" in refused(content)


def test_the_report_does_not_go_into_a_table() -> None:
    own = docx.Document()
    own.add_table(1, 1).cell(0, 0).text = "{{ report }}"
    stream = BytesIO()
    own.save(stream)
    assert "must stand once" in refused(stream.getvalue())


def bomb() -> bytes:
    return with_parts(template("{{ report }}"), word__media__big_bin=b"\0" * 20_000_000)


def of_many_tags() -> bytes:
    tags = b"".join(b'<w:p w:rsidR="%08X"/>' % (n * 2_654_435_761 % 2**32) for n in range(300_000))
    return changed(MAIN, lambda part: part.replace(b"<w:sectPr", tags + b"<w:sectPr", 1))


def encrypted() -> bytes:
    content = bytearray(template("{{ report }}"))
    for found in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    return bytes(content)


def twice() -> bytes:
    stream = BytesIO(template("{{ report }}"))
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        archive.writestr("WORD/document.xml", b"<a/>")
    return stream.getvalue()


def with_properties(written: bytes) -> bytes:
    """Give a template with properties of its own."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
    relation = f'<Relationship Id="rId77" Type="{kind}" Target="docProps/own.xml"/></Relationships>'.encode()
    parts = parts_of(template("{{ report }}")) | {"docProps/own.xml": written}
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation)
    return zipped(parts)


REMOTE = "http://198.51.100.7/x.dotm"
HOSTILE = {
    "macros": (with_parts(template(), word__vbaProject_bin=b"x"), "it has macros"),
    "macro type": (
        changed("[Content_Types].xml", lambda types: types.replace(b"wordprocessingml.document", b"x.macroEnabled", 1)),
        "it has macros",
    ),
    "remote template": (related(template(), RELATIONS, "attachedTemplate", REMOTE), "it fetches something"),
    "template on a share": (
        related(template(), RELATIONS, "attachedTemplate", r"\\198.51.100.7\x.dotm"),
        "it fetches something",
    ),
    "remote picture": (related(template(), RELATIONS, "image", "http://198.51.100.7/x.png"), "it fetches something"),
    "script": (related(template(), RELATIONS, "hyperlink", "javascript:alert(1)"), "it fetches something"),
    "file": (related(template(), RELATIONS, "hyperlink", "file:///etc/passwd"), "it fetches something"),
    "object": (related(template(), RELATIONS, "oleObject", "x.bin"), "it has a file, a control or a program inside"),
    "page within": (
        related(template(), RELATIONS, "aFChunk", "x.html"),
        "it has a file, a control or a program inside",
    ),
    "field DDE": (with_field("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe"), "it has a field that fetches something"),
    "field picture": (with_field("INCLUDEPICTURE http://198.51.100.7/x"), "it has a field that fetches something"),
    "entities": (
        changed(MAIN, lambda part: part.replace(b"<w:document", b'<!DOCTYPE a [<!ENTITY b "c">]><w:document', 1)),
        "a part of it has a document type",
    ),
    "UTF-16": (changed(MAIN, lambda part: part.decode().encode("utf-16")), "a part of it is not UTF-8"),
    "bomb": (bomb(), "a part of it unpacks to more than 200 times its size"),
    "tags": (of_many_tags(), "a part of it has more than 300000 tags"),
    "parts": (zipped({f"word/{n}.xml": b"<a/>" for n in range(2_001)}), "it has more than 2000 parts"),
    "encrypted": (encrypted(), "its parts are encrypted"),
    "two of a name": (twice(), "two of its parts have the same name"),
    "password": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "it is an old .doc file, or it is protected"),
    "text": (b"Dear Director General", "it is no Word document"),
    "empty": (b"", "it is no Word document"),
    "another ZIP": (zipped({"a.txt": b"a"}), "it is no Word document"),
    "half": (template("{{ report }}")[:900], "it is damaged"),
    "no list": (changed("word/numbering.xml", lambda _: b"<a/>"), "it is damaged"),
    "no styles": (changed("word/styles.xml", lambda _: b"<a/>"), "it is damaged"),
    "odd properties": (with_properties(b"<a b='c'>"), "it is damaged"),
    "no XML": (changed(MAIN, lambda part: part[:200]), "it is damaged"),
    "no body": (
        changed(MAIN, lambda part: re.sub(rb"<w:body>.*</w:body>", b"", part, flags=re.DOTALL)),
        "it is damaged",
    ),
    "odd sizes": (changed(MAIN, lambda part: part.replace(b'w:w="12240"', b'w:w="wide"')), "it is damaged"),
    "no page": (
        changed(MAIN, lambda part: re.sub(rb"<w:sectPr.*</w:sectPr>", b"", part, flags=re.DOTALL)),
        "it is damaged",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_template_is_refused_with_its_reason(name: str) -> None:
    content, reason = HOSTILE[name]
    assert refused(content).startswith(reason)


def test_links_to_the_web_may_stand_in_a_template() -> None:
    assert isinstance(examined(related(template(), RELATIONS, "hyperlink", "https://example.org/")), Template)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLES / "kestoria-2027-study-visit", tmp_path / "visit")
    return tmp_path / "visit"


def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "rmdiag", "report", *map(str, words)]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_the_command_writes_into_a_template(mission: Path) -> None:
    own, made_file = mission.parent / "own.docx", mission.parent / "x.docx"
    own.write_bytes(template("Ministry of Finance", "{{ report }}"))
    ran = command(mission, "--template", own, "-o", made_file)
    assert (ran.returncode, ran.stdout) == (0, f"{made_file}\n"), ran.stderr
    assert read(made_file.read_bytes()).paragraphs[0].text == "Ministry of Finance"
    assert command(mission, "--template", own).stdout.endswith("-visit-en.docx\n")


def test_a_refused_template_is_named_and_nothing_is_written(mission: Path) -> None:
    own, made_file = mission.parent / "own.docx", mission.parent / "x.docx"
    own.write_bytes(HOSTILE["remote picture"][0])
    ran = command(mission, "--template", own, "-o", made_file)
    assert ran.returncode == 3
    assert ran.stderr == (
        f"The template `{own}` is not used: it fetches something from elsewhere (http://198.51.100.7/x.png); put it "
        "into the document.\n"
    )
    assert not made_file.exists()


def test_a_template_that_is_not_there_is_a_matter_of_the_device(mission: Path) -> None:
    ran = command(mission, "--template", mission / "none.docx", "-o", mission.parent / "x.docx")
    assert ran.returncode == 6
    assert "none.docx" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_template_for_a_pdf_is_a_mistake_of_use(mission: Path) -> None:
    ran = command(mission, "--template", mission / "none.docx", "-o", mission.parent / "x.pdf")
    assert ran.returncode == 2
    assert "--to docx" in ran.stderr
