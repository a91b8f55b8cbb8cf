"""Filmwright turns an idea or a screenplay into a film.

>>> import filmwright
>>> with filmwright.open("data") as library:
...     made = library.make("script.fountain", to="film")
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from filmwright.app import open_library as open

__all__ = ["open"]


def __getattr__(name: str) -> Any:  # lazily, so that `filmwright --help` stays quick
    if name == "open":
        from filmwright.app import open_library

        return open_library
    raise AttributeError(f"module `filmwright` has no attribute `{name}`")
