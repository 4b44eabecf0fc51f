from __future__ import annotations

import itertools
import re
from pathlib import Path

import pytest

from rmdiag.reports.render import bundled_tokens
from rmdiag.reports.tokens import parse

LEVELS = range(1, 6)
HOUSE = Path(__file__).parent.parent / "rmdiag" / "reports" / "styles"
TOKENS = bundled_tokens()
STYLES = [path.read_text(encoding="utf-8") for path in sorted(HOUSE.glob("*.css")) if path.name != "tokens.css"]


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
        *((f"{part}-ink", part) for part in ("verified", "corroborated", "declared", "judged", "none", "level-none")),
        *((kind, f"{kind}-tint") for kind in ("note", "warning", "strength", "gap", "blocking")),
        *((ink, ground) for ink in ("ink", "ink-quiet", "ink-heading") for ground in ("paper", "paper-tint")),
        *((ink, ground) for ink in ("note", "target") for ground in ("paper", "paper-tint")),
        ("paper", "accent"),
        ("ink", "blocking-tint"),
    ],
)
def test_words_can_be_read_on_their_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


def stated(keys: str) -> set[str]:
    """Give the tokens that the styles use for a property."""
    uses = re.findall(rf"(?<![-\w])(?:{keys}):[^;}}]*", "\n".join(STYLES))
    return {token for use in uses for token in re.findall(r"var\(--([a-z0-9-]+)\)", use)}


def test_every_colour_of_words_can_be_read_on_every_ground_that_is_not_a_level() -> None:
    inks = {token for token in stated("color|--edge") - {"paper", "edge"} if not token.endswith("-ink")}
    grounds = {token for token in stated("background|--tint") if token.startswith("paper") or token.endswith("-tint")}
    assert inks >= {"ink", "ink-quiet", "ink-heading", "note", "target", "warning", "gap", "strength", "blocking"}
    assert grounds >= {"paper", "paper-tint", "paper-code", "note-tint", "blocking-tint"}
    pairs = ((ink, ground, round(contrast(ink, ground), 2)) for ink in sorted(inks) for ground in sorted(grounds))
    assert [pair for pair in pairs if pair[2] < 4.5] == []


def test_words_on_a_dark_ground_are_the_light_ones_that_go_with_it() -> None:
    rules = re.findall(r"\{[^{}]*\}", "\n".join(STYLES))
    both = [
        (re.search(r"[^-]color: var\(--([a-z0-9-]+)\)", r), re.search(r"background: var\(--([\w-]+)\)", r))
        for r in rules
    ]
    pairs = {(ink[1], ground[1]) for ink, ground in both if ink and ground}
    assert len(pairs) > 6
    assert [(*pair, round(contrast(*pair), 2)) for pair in sorted(pairs) if contrast(*pair) < 4.5] == []


def test_what_stands_on_a_level_takes_the_colour_of_its_words() -> None:
    assert ".level a, .level .quiet, .badge a, .badge .quiet { color: inherit; }" in "\n".join(STYLES)


@pytest.mark.parametrize("ground", ["paper", "paper-tint"])
@pytest.mark.parametrize(
    "mark", ["rule-strong", "accent", "target", "note", "warning", "strength", "gap", "blocking", "verified", "wave-1"]
)
def test_marks_that_must_be_seen_stand_out_from_their_ground(mark: str, ground: str) -> None:
    assert contrast(mark, ground) >= 3


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
