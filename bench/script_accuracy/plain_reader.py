"""A second, much simpler reading of a Fountain script, to check that the product's reader loses no word.

It knows blocks between empty lines and nothing else: enough for scripts with ordinary formatting, and independent.
"""

import re
from difflib import SequenceMatcher
from pathlib import Path

from labels import words_of

__all__ = ["differing", "plain_words"]

_HEADING = re.compile(r"(?:INT|EXT|EST|I/E|INNEN|AUSSEN)[./ ]|\.[A-Z]", re.IGNORECASE)
_TRANSITION = re.compile(r"^(?:>.*|[A-Z .]+ TO:|FADE (?:IN|OUT)[.:]?|CUT TO BLACK\.)$")


def plain_words(script: Path) -> list[str]:
    """The words of action and dialogue, in order."""
    blocks = re.split(r"\n\s*\n", script.read_text(encoding="utf-8"))
    if re.match(r"\s*Title:", blocks[0]):
        blocks = blocks[1:]
    return [word for block in blocks for word in words_of(_said(block.strip().splitlines()))]


def _said(lines: list[str]) -> str:
    """What a block says in action or dialogue: nothing of headings and transitions, no cue, no parenthetical."""
    if not lines or _HEADING.match(lines[0]) or (len(lines) == 1 and _TRANSITION.match(lines[0])):
        return ""
    name = re.sub(r"\(.*?\)", "", lines[0])
    if len(lines) > 1 and name == name.upper():
        return " ".join(line for line in lines[1:] if not re.fullmatch(r"\(.*\)", line.strip()))
    return " ".join(lines)


def differing(one: list[str], two: list[str]) -> int:
    """How many words stand in one list and not in the other."""
    same = sum(block.size for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks())
    return len(one) + len(two) - 2 * same
