from __future__ import annotations

import itertools

import pytest

from rmdiag.reports.render import bundled_tokens
from rmdiag.reports.tokens import parse

LEVELS = range(1, 6)
TOKENS = bundled_tokens()


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(TOKENS.colour(one)), luminance(TOKENS.colour(other))))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *((f"level-{level}-ink", f"level-{level}") for level in LEVELS),
        *((f"{part}-ink", part) for part in ("verified", "corroborated", "declared", "level-none")),
        *((kind, f"{kind}-tint") for kind in ("note", "warning", "strength", "gap", "blocking")),
        *((ink, ground) for ink in ("ink", "ink-quiet", "ink-heading") for ground in ("paper", "paper-tint")),
        ("note", "paper"),
        ("target", "paper"),
    ],
)
def test_words_can_be_read_on_their_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def test_levels_keep_their_order_in_greyscale() -> None:
    shades = [luminance(TOKENS.level(level)) for level in LEVELS]
    assert all(lighter / darker > 1.2 for lighter, darker in itertools.pairwise(shades))


def test_no_level_is_mistaken_for_not_assessed() -> None:
    assert TOKENS.level(None) not in {TOKENS.level(level) for level in LEVELS}


def test_a_token_is_read_as_it_is_written() -> None:
    tokens = parse(":root { --level-1: #abcdef; --measure-full: 168mm; }")
    assert tokens.level(1) == "#abcdef"
    assert tokens.length("measure-full") == 168.0


def test_a_colour_is_no_length() -> None:
    with pytest.raises(ValueError, match="--ink is not a length"):
        parse("--ink: #123456;").length("ink")
