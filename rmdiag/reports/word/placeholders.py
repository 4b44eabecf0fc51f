"""Fill the placeholders of a template: `{{ title }}` anywhere, `{{ report }}` in a paragraph of its own.

A placeholder is an expression of Jinja in a sandbox that can name words and pass them through `upper`, `lower`, `title`
and `trim`, and nothing else: no attributes, no calls, no arithmetic, no loops. A template comes from somebody else.
Word cuts what is typed into runs as it likes, so that placeholders are looked for in the text of whole paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from docx.oxml.ns import qn
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from rmdiag.reports.word.template_gate import Refusal
from rmdiag.tongue import phrase

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement

PLACEHOLDER = re.compile(r"\{\{.*?\}\}")
BLOCKS = ("report", "facts")  # placeholders that stand in a paragraph of their own
BLOCK = re.compile(r"\s*\{\{\s*(report|facts)\s*\}\}\s*")
STATEMENT, COMMENT, EXAMPLE = "{%", "{#", "{{ title }}"
LONGEST = 200  # characters of a placeholder
FILTERS = ("upper", "lower", "title", "trim")
PLAIN = (nodes.Output, nodes.Name, nodes.Filter)  # all that a placeholder may be made of


def filled(element: BaseOxmlElement, values: Mapping[str, str]) -> Refusal | None:
    """Fill the placeholders under an element; what cannot be filled is a reason to refuse the template."""
    for paragraph in element.iter(qn("w:p")):
        refusal = _fill(list(_texts(paragraph)), values)
        if refusal is not None:
            return refusal
    return None


def named_in(element: BaseOxmlElement) -> set[str]:
    """Name every word that the placeholders under an element speak of."""
    texts = ("".join(_text(t) for t in _texts(paragraph)) for paragraph in element.iter(qn("w:p")))
    return {word for text in texts for found in PLACEHOLDER.findall(text) for word in re.findall(r"\w+", found)}


def blocks_in(body: BaseOxmlElement) -> dict[str, list[BaseOxmlElement]]:
    """Find the paragraphs that a part of the report takes the place of."""
    found: dict[str, list[BaseOxmlElement]] = {name: [] for name in BLOCKS}
    for paragraph in body.iter(qn("w:p")):
        match = BLOCK.fullmatch("".join(_text(text) for text in _texts(paragraph)))
        if match:
            found[match[1]].append(paragraph)
    return found


def _texts(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """Give the texts of a paragraph, without those of a text box in it, which are paragraphs of their own."""
    for text in paragraph.iter(qn("w:t")):
        if next(text.iterancestors(qn("w:p"))) is paragraph:
            yield text


def _text(element: BaseOxmlElement) -> str:
    return str(element.text or "")


def _fill(texts: list[BaseOxmlElement], values: Mapping[str, str]) -> Refusal | None:
    whole = "".join(_text(text) for text in texts)
    sign = next((one for one in (STATEMENT, COMMENT) if one in whole), None)
    if sign is not None:
        only = phrase("it has `{sign}`, and only placeholders such as {example} are filled", sign=sign, example=EXAMPLE)
        return Refusal(reason=only)
    if BLOCK.fullmatch(whole):
        return None
    for found in reversed(list(PLACEHOLDER.finditer(whole))):
        worth = _worth(found[0], values)
        if isinstance(worth, Refusal):
            return worth
        _replace(texts, found.span(), worth)
    return None


def _worth(placeholder: str, values: Mapping[str, str]) -> str | Refusal:
    """Work out what stands for a placeholder."""
    known = ", ".join(sorted((*values, *BLOCKS)))
    refusal = Refusal(
        reason=phrase("`{placeholder}` cannot be filled; known are {known}", placeholder=placeholder[:60], known=known)
    )
    if len(placeholder) > LONGEST:
        return refusal
    sandbox = _sandbox()
    try:
        made_of = list(sandbox.parse(placeholder).find_all(nodes.Node))
        named = {node.name for node in made_of if isinstance(node, nodes.Name)}
        if not named or not named <= values.keys() or not all(isinstance(node, PLAIN) for node in made_of):
            return refusal
        return sandbox.from_string(placeholder).render(values)
    except (TemplateError, RecursionError):
        return refusal


def _sandbox() -> ImmutableSandboxedEnvironment:
    """Make an environment that knows no function, no test, and four filters."""
    sandbox = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
    sandbox.globals.clear()
    sandbox.tests.clear()
    sandbox.filters = {name: sandbox.filters[name] for name in FILTERS}
    return sandbox


def _replace(texts: list[BaseOxmlElement], span: tuple[int, int], worth: str) -> None:
    """Put words in place of a stretch of text: into the run where it begins, so that they look as it did."""
    start, end = span
    place = 0
    for text in texts:
        said = _text(text)
        left, right = max(start - place, 0), min(end - place, len(said))
        if left < right:
            first = place <= start
            text.text = said[:left] + (worth if first else "") + said[right:]
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        place += len(said)
