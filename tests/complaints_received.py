"""Two rounds of Tambaré as they would be with an office that receives complaints, which the example does not have.

Its overall level then differs, in what is shown, with the overlay and on the framework alone.
"""

from __future__ import annotations

import shutil
from pathlib import Path

EXAMPLES = Path(__file__).parent.parent / "examples"
NONE, ONE = "CLI-04-Q4: {answer: not_received}", "CLI-04-Q4: {answer: no_register}"


def rounds_with_an_office(home: Path) -> tuple[Path, Path]:
    """Write both rounds, the first first, and give their folders."""
    first, second = (Path(shutil.copytree(EXAMPLES / name, home / name)) for name in ("tambare-2026", "tambare-2028"))
    for sheet in (sheet for folder in (first, second) for sheet in folder.glob("responses/*.yaml")):
        sheet.write_text(sheet.read_text(encoding="utf-8").replace(NONE, ONE), encoding="utf-8")
    return first, second
