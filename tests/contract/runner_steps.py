"""Steps for the contract tests of runners; worker processes import them from here."""

import os
import sys
from pathlib import Path

from filmwright.engine.step import step
from filmwright.errors import LibraryError, ScriptError
from filmwright.ref import Ref
from filmwright.store import Blobs

sys.path.insert(0, str(Path(__file__).parents[1] / "flow"))
from engine_toy import Sheet, paint


@step("r.write", version=1)
def write(text: str) -> Sheet:
    return Sheet(text)


@step("r.small", version=1, inline=True)
def small(text: str) -> Sheet:
    return Sheet(text)


@step("r.draw", version=1)
def draw(sheet: Sheet, blobs: Blobs) -> Sheet:
    return Sheet(sheet.text, str(blobs.put(paint(sheet.text, 320), "image/toy")))


@step("r.film", version=1)
def film(boards: tuple[Sheet, ...], blobs: Blobs) -> Ref:
    return blobs.put(b"".join(blobs.get(Ref.parse(b.picture)) for b in boards), "video/toy")


@step("r.length", version=1, media_type="text/plain")
def length(film: Ref, blobs: Blobs) -> bytes:
    return str(len(blobs.get(film))).encode()


@step("r.card", version=1, inline=True)
def card(length: bytes) -> Sheet:
    return Sheet(f"{length.decode()} bytes")


@step("r.bad", version=1)
def bad(sheet: Sheet) -> Sheet:
    raise ValueError(f"cannot draw {sheet.text}")


@step("r.wrong_script", version=1)
def wrong_script(text: str) -> Sheet:
    raise ScriptError("The script has no scenes: add a heading such as `INT. KITCHEN - DAY`.")


@step("r.no_space", version=1)
def no_space(text: str) -> Sheet:
    raise LibraryError("The disk is full: make space and give the same command again.")


@step("r.die", version=1)
def die(flag: str) -> Sheet:
    """Ends its process until the file `flag` has been written three times less one."""
    with Path(flag).open("a") as file:
        file.write("x")
    if Path(flag).stat().st_size < 3:
        os._exit(1)
    return Sheet("survived")


@step("r.deadly", version=1)
def deadly(text: str) -> Sheet:
    os._exit(7)
