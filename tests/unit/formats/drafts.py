"""What the tests of readers of typed scripts share: where the scripts lie, and a look into a draft."""

from pathlib import Path

from filmwright.formats.draft import Draft

LAYOUTS = Path(__file__).parents[2] / "data" / "layouts"


def found(draft: Draft, kind: str) -> list[str]:
    """The words of all paragraphs of one kind."""
    return [p.text for p in draft.paragraphs if p.kind == kind]
