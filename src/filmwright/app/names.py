"""Names of files and folders."""

import re
import unicodedata
from datetime import datetime

from filmwright.errors import UserError

__all__ = ["file_part", "project_name", "timestamp"]


def timestamp(made_at: str) -> str:
    """The creation time of a take as file names have it: 20261120T114200Z."""
    return datetime.fromisoformat(made_at).strftime("%Y%m%dT%H%M%SZ")


def file_part(name: str) -> str:
    """A name as part of a file name: letters, digits and `_` only."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"\W+", "_", plain).strip("_").lower() or "unnamed"


_RESERVED = {"con", "prn", "aux", "nul"}


def project_name(wanted: str | None, fallback: str) -> str:
    """The folder name of a project: the one asked for, checked, or one made from a title or file name.

    Raises UserError when the wanted name cannot be a folder of the library.
    """
    if wanted is None:
        plain = unicodedata.normalize("NFKD", fallback)
        name = re.sub(r"[^\w]+", "_", plain, flags=re.UNICODE).strip("_").lower()
        name = "".join(c for c in name if not unicodedata.combining(c))[:60]
        return name if name and name not in _RESERVED else "film"
    if not re.fullmatch(r"[^\W_][\w.\- ]{0,79}", wanted) or wanted.lower() in _RESERVED:
        raise UserError(
            f"`{wanted}` cannot be a project name: use letters, digits, `-`, `_` and `.`, not beginning with a dot."
        )
    return wanted
