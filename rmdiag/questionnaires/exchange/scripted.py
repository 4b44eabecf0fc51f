"""Put into a page of one file what needs no escaping: its own parts, and values for its script."""

from __future__ import annotations

import json
from collections.abc import Mapping

from jinja2 import Environment
from markupsafe import Markup


def part_of(environment: Environment, name: str) -> Markup:
    """Give a part of a page that is shipped with the package: its looks, or what makes it move."""
    loader = environment.loader
    if loader is None:
        raise RuntimeError(name)
    return Markup(loader.get_source(environment, name)[0])  # noqa: S704  # shipped with the package


def for_script(data: Mapping[str, object]) -> Markup:
    """Write values for a script so that no word in them can end it."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704  # escaped
