"""Tables that ship with the code: lists of words, rules, ranges; data beside the module that reads them."""

import tomllib
from importlib.resources import files
from typing import Any

__all__ = ["packaged_table", "packaged_words"]


def packaged_table(package: str, path: str) -> dict[str, Any]:  # TOML arrives as anything; each reader gives it types
    """A TOML file of a package, as it is."""
    return tomllib.loads(files(package).joinpath(path).read_text("utf-8"))


def packaged_words(package: str, path: str) -> dict[str, dict[str, frozenset[str]]]:
    """A TOML file of lists of words, each list one text: by table (a language, mostly), then by name."""
    return {
        table: {name: frozenset(words.split()) for name, words in lists.items()}
        for table, lists in packaged_table(package, path).items()
    }
