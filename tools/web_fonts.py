"""Cut the fonts of the reports into the pieces that a page for browsers carries: `python tools/web_fonts.py`.

Each face is cut into alphabets, so that a page holds only those of which it has letters, without cutting fonts itself.
The pieces are committed; run this again when a font changes. What each piece sets is named in `fonts/web/pieces.css`.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font

FONTS = Path(__file__).parent.parent / "rmdiag" / "reports" / "fonts"
FACES = {
    "NotoSans-Regular": ("Report Sans", 400, "normal"),
    "NotoSans-Bold": ("Report Sans", 700, "normal"),
    "NotoSans-Italic": ("Report Sans", 400, "italic"),
    "NotoSerif-Regular": ("Report Serif", 400, "normal"),
}
SIGNS = {
    "NotoSansMath-Subset": ("Report Math", 400, "normal"),
    "NotoSansSymbols2-Subset": ("Report Shapes", 400, "normal"),
}
ALPHABETS = {
    "latin": (
        "U+0020-007E, U+00A0-00FF, U+0131, U+0152-0153, U+02C6, U+02DA, U+02DC, U+2000-206F, U+20AC, U+2116, U+2122, "
        "U+2212, U+FFFD"
    ),
    "latin-more": (
        "U+0100-0130, U+0132-0151, U+0154-02C5, U+02C7-02D9, U+02DB, U+02DD-036F, U+1E00-1EFF, U+2070-20AB, "
        "U+20AD-20BF, U+2150-218F"
    ),
    "greek": "U+0370-03FF, U+1F00-1FFF",
    "cyrillic": "U+0400-052F, U+1C80-1C88, U+2DE0-2DFF, U+A640-A69F",
}
FEATURES = ["ccmp", "locl", "mark", "mkmk", "kern", "liga", "tnum", "lnum"]
RULE = (
    '@font-face {{ font-family: "{family}"; src: url("{name}.woff2"); font-weight: {weight}; font-style: {style}; '
    "unicode-range: {area}; }}\n"
)


def codes_of(area: str) -> set[int]:
    """Read a range as CSS writes it: U+0020-007E, U+00A0."""
    codes: set[int] = set()
    for part in area.split(","):
        first, _, last = part.strip().removeprefix("U+").partition("-")
        codes.update(range(int(first, 16), int(last or first, 16) + 1))
    return codes


def area_of(codes: set[int]) -> str:
    """Write codes as a range of CSS."""
    parts: list[list[int]] = []
    for code in sorted(codes):
        if parts and code == parts[-1][1] + 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return ", ".join(f"U+{first:04X}" + (f"-{last:04X}" if last > first else "") for first, last in parts)


def cut(source: str, target: str, wanted: set[int]) -> set[int]:
    """Write one piece as WOFF2, and give the codes that it has."""
    options = Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    options.name_IDs = [0, 1, 2, 13, 14]
    font = load_font(str(FONTS / f"{source}.ttf"), options)
    font.recalcTimestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    found = set(font.getBestCmap())
    save_font(font, str(FONTS / "web" / f"{target}.woff2"), options)
    return found


def main() -> None:
    """Write every piece, and the style sheet that names them."""
    (FONTS / "web").mkdir(exist_ok=True)
    rules = (
        "/* Made by tools/web_fonts.py: the fonts of the reports in pieces, of which a page carries what it needs. */\n"
    )
    for source, (family, weight, style) in FACES.items():
        for alphabet, area in ALPHABETS.items():
            name = f"{source}-{alphabet}"
            cut(source, name, codes_of(area))
            rules += RULE.format(family=family, name=name, weight=weight, style=style, area=area)
    for source, (family, weight, style) in SIGNS.items():
        found = cut(source, source, set(range(0x20, 0x30000)))
        rules += RULE.format(family=family, name=source, weight=weight, style=style, area=area_of(found))
    (FONTS / "web" / "pieces.css").write_text(rules, encoding="utf-8")


if __name__ == "__main__":
    main()
