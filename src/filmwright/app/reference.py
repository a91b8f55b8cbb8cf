"""Write the reference pages: the steps, the documents and the errors, from the code itself.

`make docs` runs this; a test compares the pages with what it would write now.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from filmwright import errors
from filmwright.app.catalogue import CATALOGUE
from filmwright.model import bible, breakdown, cast, cut, document, media, revision, screenplay, shots, staging

__all__ = ["main", "pages"]

_NOTE = "<!-- Written by `make docs`; change the code instead. -->\n"


def pages() -> dict[str, str]:
    """File name to content of every generated page."""
    return {"steps.md": _steps(), "documents.md": _documents(), "errors.md": _errors()}


def main(folder: Path) -> None:
    """Write the pages into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


def _steps() -> str:
    rows = [_NOTE, "# Steps\n", "Every step that a film is made of, in the order of its departments.\n"]
    for department, steps in CATALOGUE.items():
        rows.append(f"## {department}\n")
        for step in steps:
            inputs = ", ".join(f"`{name}`" for name in step.signature.parameters if name not in ("blobs", "progress"))
            rows.append(f"### {step.name}\n")
            rows.append(f"{inspect.cleandoc(step.doc)}\n")
            rows.append(f"Version {step.version}. Takes {inputs or 'nothing'}.")
            rows.append(f"Made by {step.maker}.\n" if step.maker else "")
    return "\n".join(rows).rstrip() + "\n"


def _documents() -> str:
    rows = [_NOTE, "# Documents\n", "What departments exchange. All are frozen JSON with a `schema` label.\n"]
    for module in (screenplay, cast, bible, shots, staging, media, cut, breakdown, revision):
        for kind in _models(module):
            label = f" (`{kind.schema_label}`)" if issubclass(kind, document.Document) else ""
            rows.append(f"## {kind.__name__}{label}\n")
            rows.append(f"{inspect.cleandoc(kind.__doc__ or '')}\n")
            fields = [n for n in kind.model_fields if n != "label"]
            rows.append("Fields: " + ", ".join(f"`{name}`" for name in fields) + ".\n")
    return "\n".join(rows).rstrip() + "\n"


def _models(module: object) -> Iterator[type[document.Model]]:
    for name in getattr(module, "__all__", ()):
        found = getattr(module, name)
        if inspect.isclass(found) and issubclass(found, document.Model):
            yield found


def _errors() -> str:
    text = inspect.cleandoc(errors.__doc__ or "")
    return f"{_NOTE}\n# Errors and exit codes\n\n```\n{text}\n```\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
