"""Write pictures for Word, each with the words that stand for it."""

from __future__ import annotations

from dataclasses import dataclass

from rmdiag.reports.picture import Picture
from rmdiag.reports.word.pen import PNG, Pen
from rmdiag.reports.word.wordml import TWIPS, Setting, paragraph, words

EMU = 36_000  # English metric units in a millimetre
PIXEL = 25.4 / 96  # millimetres, as a browser takes them
WIDEST, MASTHEAD_WIDEST = 60, 40  # millimetres of an emblem, on a cover and over a title; as in styles/page.css
HIGHEST, MASTHEAD_HIGHEST = 28, 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture as its bytes, its size in millimetres, its name and the words for who cannot see it."""

    content: bytes
    size: tuple[float, float]
    name: str
    alternative: str
    media_type: str = PNG


def write_picture(pen: Pen, image: Image, room: int) -> str:
    """Write a picture in a line; one wider than its room, in twips, is made smaller."""
    width, height = image.size
    scale = min(1.0, room / TWIPS / width)
    extent = f'cx="{round(width * scale * EMU)}" cy="{round(height * scale * EMU)}"'
    picture = pen.picture(image.content, image.size, image.media_type)
    number = pen.next_id()
    shown = f'id="{number}" name="{words(image.name)}" descr="{words(image.alternative)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {extent}/>'
        f'<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:docPr {shown}/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {shown}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{picture.relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def emblem_size(logo: Picture, *, widest: float, highest: float) -> tuple[float, float]:
    """Give the size of an emblem in millimetres: its own, or smaller where it is wider or higher than there is room."""
    width, height = logo.width * PIXEL, logo.height * PIXEL
    scale = min(1.0, widest / width, highest / height)
    return width * scale, height * scale


def write_emblem(pen: Pen, logo: Picture, size: tuple[float, float], setting: Setting) -> str:
    """Write the emblem of whoever publishes, in a paragraph of its own."""
    words_of_it = logo.alternative
    image = Image(content=logo.data, size=size, name=words_of_it, alternative=words_of_it, media_type=logo.media_type)
    return paragraph(pen.style("Report Figure"), write_picture(pen, image, pen.base.width), setting)
