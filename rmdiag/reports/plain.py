"""Turn a report into plain values, for tests and machines: every block with its kind, fractions and days as text."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from fractions import Fraction

from rmdiag.reports.model import Report

Plain = str | int | bool | list["Plain"] | dict[str, "Plain"] | None


def report_as_json(report: Report) -> dict[str, Plain]:
    """Give the tree of a report; what stands at its default is left out."""
    return _object(report)


def _plain(value: object) -> Plain:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str | Fraction | date):
        return str(value)
    if isinstance(value, bytes):
        return b64encode(value).decode()
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return _object(value)


def _object(value: object) -> dict[str, Plain]:
    if not is_dataclass(value):
        message = f"a report holds no {type(value).__name__}"
        raise TypeError(message)
    said: dict[str, Plain] = {"kind": type(value).__name__}
    for field in fields(value):
        inside = getattr(value, field.name)
        if not _stands_at_default(field, inside):
            said[field.name] = _plain(inside)
    return said


def _stands_at_default(field: Field[object], value: object) -> bool:
    return field.default is not MISSING and value == field.default
