"""Where a screenplay comes from: a file, or a pipe."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from filmwright.departments.screenplay import as_screenplay, fountain_text
from filmwright.errors import ScriptError
from filmwright.formats.registry import ReadScript, read_script
from filmwright.model.screenplay import Screenplay
from filmwright.ref import Ref

__all__ = ["MAX_BYTES", "Source", "read_source", "source_of"]

MAX_BYTES = 20_000_000
"""No screenplay is longer; a 120-page feature has about 200,000 bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a script, the name they came under, and what they were read as: piece by piece, and in scenes."""

    data: bytes
    name: str
    script: ReadScript = field(repr=False)
    screenplay: Screenplay = field(repr=False)

    @property
    def stem(self) -> str:
        """The name without its ending; a project is called after it."""
        return Path(self.name).stem

    @property
    def fountain(self) -> bytes:
        """The script as Fountain."""
        return fountain_text(self.script, self.data)


def source_of(data: bytes, name: str) -> Source:
    """Read the bytes of a script; raises ScriptError when it is not a screenplay that can be read."""
    script = read_script(data, name)
    return Source(data, name, script, as_screenplay(script, name=name, source=Ref.of(data, "text/x-fountain")))


def read_source(where: str | Path, pipe: BinaryIO | None = None) -> Source:
    """Read the script at a path, or from `pipe` when the path is `-`.

    Raises ScriptError, in one sentence, when it is not a screenplay that can be read.
    """
    if str(where) == "-":
        if pipe is None:
            raise ScriptError("There is no pipe to read from: give a file instead of `-`.")
        return _checked(pipe.read(MAX_BYTES + 1), "script")
    path = Path(where)
    if path.is_dir():
        raise ScriptError(f"`{path}` is a folder: give the script file inside it.")
    try:
        with path.open("rb") as file:
            return _checked(file.read(MAX_BYTES + 1), path.name)
    except FileNotFoundError:
        raise ScriptError(f"There is no file `{path}`: check the path.") from None
    except PermissionError:
        raise ScriptError(f"`{path}` may not be read: change its permissions or copy it.") from None
    except (OSError, ValueError) as error:
        raise ScriptError(f"`{path}` cannot be read: {error}.") from None


def _checked(data: bytes, name: str) -> Source:
    if len(data) > MAX_BYTES:
        raise ScriptError(
            f"`{name}` is larger than {MAX_BYTES // 1_000_000} MB, far more than any screenplay: "
            "give the script alone, as text."
        )
    if not data.strip():
        raise ScriptError(f"`{name}` is empty: write at least one scene heading such as `INT. KITCHEN - DAY`.")
    # read at once: a script that cannot be read must not leave a library behind
    return source_of(data, name)
