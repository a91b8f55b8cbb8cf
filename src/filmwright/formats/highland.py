"""Highland (`.highland`) and text bundles (`.textpack`): a zip with Fountain in it, read."""

import re
from dataclasses import replace

from filmwright.errors import ScriptError
from filmwright.formats.decode import decode
from filmwright.formats.draft import Draft, LeftOut
from filmwright.formats.fountain_draft import fountain_draft
from filmwright.formats.zip_safe import open_zip

__all__ = ["read"]

_TEXT = re.compile(r"(?:^|/)(?:text|document)\.(?:fountain|md|txt)$", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|/)(?:__MACOSX|\.)")


def read(data: bytes, name: str) -> Draft:
    """Read the text of a bundle. Pictures and settings in it are no part of the script.

    Raises:
        ScriptError: damaged, locked, or without a text.
    """
    archive = open_zip(data, name)
    texts = [n for n in archive.names if _TEXT.search(n) and not _HIDDEN.search(n)]
    if not texts:
        raise ScriptError(f"`{name}` holds no text: save it again from Highland.")
    best = min(texts, key=lambda n: (not n.lower().endswith(".fountain"), n.count("/"), n))
    decoded = decode(archive.read(best), name)
    draft = fountain_draft(decoded.text, encoding=decoded.encoding)
    others = tuple(LeftOut("another text in the bundle", other) for other in texts if other != best)
    return replace(draft, left_out=others)
