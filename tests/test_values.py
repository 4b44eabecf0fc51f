"""The quicker decorator makes the same classes as the standard one."""

from __future__ import annotations

import dataclasses
import pickle
from dataclasses import FrozenInstanceError, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rmdiag.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A value of the quicker decorator."""

    file: str
    line: int = 0
    notes: tuple[str, ...] = ()
    words: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, kw_only=True)
class Nothing:
    """A value without fields, and without slots."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """The same fields under the standard decorator."""

    file: str
    line: int = 0
    notes: tuple[str, ...] = ()
    words: str = field(default="", compare=False, repr=False)


FILES = st.sampled_from(["a.yaml", "b.yaml"])
LINES = st.integers(min_value=0, max_value=2)
NOTES = st.lists(st.sampled_from(["x", "y"]), max_size=1).map(tuple)
WORDS = st.sampled_from(["", "words"])
ROWS = st.tuples(FILES, LINES, NOTES, WORDS)
Row = tuple[str, int, tuple[str, ...], str]


def quick(row: Row) -> Place:
    file, line, notes, words = row
    return Place(file=file, line=line, notes=notes, words=words)


def standard(row: Row) -> Standard:
    file, line, notes, words = row
    return Standard(file=file, line=line, notes=notes, words=words)


@given(ROWS, ROWS)
def test_values_are_equal_hashed_and_written_as_the_standard_decorator_has_it(one: Row, other: Row) -> None:
    assert (quick(one) == quick(other)) is (standard(one) == standard(other))
    assert hash(quick(one)) == hash(standard(one))
    assert repr(quick(one)) == repr(standard(one)).replace("Standard", "Place")


@given(ROWS)
def test_values_are_pickled_whole(row: Row) -> None:
    again = pickle.loads(pickle.dumps(quick(row)))  # noqa: S301  # what was pickled a moment ago
    assert again == quick(row)
    assert again.words == row[3]


@given(ROWS, LINES)
def test_values_are_replaced_and_listed_by_the_standard_functions(row: Row, line: int) -> None:
    file, _, notes, words = row
    assert dataclasses.replace(quick(row), line=line) == quick((file, line, notes, words))
    assert dataclasses.asdict(quick(row)) == dataclasses.asdict(standard(row))


def test_values_cannot_be_changed_or_grown() -> None:
    place = Place(file="a.yaml")
    with pytest.raises(FrozenInstanceError):
        place.line = 3  # type: ignore[misc]  # what is tested
    with pytest.raises(FrozenInstanceError):
        del place.line
    assert not hasattr(place, "__dict__")
    with pytest.raises(TypeError):
        Place("a.yaml")  # type: ignore[call-arg]  # what is tested


def test_values_of_different_classes_are_never_equal() -> None:
    assert Place(file="a.yaml") != object()
    assert Place(file="a.yaml").__eq__(Standard(file="a.yaml")) is NotImplemented
    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()) == "Nothing()"
