"""Names of files and folders."""

import re
import unicodedata
from datetime import datetime

from filmwright.errors import UserError
from filmwright.model.screenplay import Screenplay

__all__ = ["file_part", "film_title", "project_name", "timestamp"]


def timestamp(made_at: str) -> str:
    """The creation time of a take as file names have it: 20261120T114200Z."""
    return datetime.fromisoformat(made_at).strftime("%Y%m%dT%H%M%SZ")


def file_part(name: str, otherwise: str = "unnamed") -> str:
    """A name as part of a file name: letters, digits and `_` only; `otherwise` when none is left."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"\W+", "_", plain).strip("_").lower() or otherwise


def film_title(script: Screenplay, otherwise: str) -> str:
    """The title on the title page without marks of emphasis; `otherwise` when it names none."""
    marked = script.title_value("title") or ""
    return " ".join(marked.replace("*", "").replace("_", "").split()) or otherwise


_RESERVED = {"con", "prn", "aux", "nul"}


def project_name(wanted: str | None, fallback: str) -> str:
    """The folder name of a project: the one asked for, checked, or one made from a title or file name.

    Raises UserError when the wanted name cannot be a folder of the library.
    """
    if wanted is None:
        name = file_part(fallback, otherwise="film")[:60]
        return "film" if name in _RESERVED else name
    if not re.fullmatch(r"[^\W_][\w.\- ]{0,79}", wanted) or wanted.lower() in _RESERVED:
        raise UserError(
            f"`{wanted}` cannot be a project name: use letters, digits, `-`, `_` and `.`, not beginning with a dot."
        )
    return wanted
