"""Ways of directing a whole film, as data: pace, lens and hand under a name that film people use."""

from functools import lru_cache

from filmwright.errors import UserError
from filmwright.model.document import Model
from filmwright.model.shots import Pacing, ShotOptions
from filmwright.packaged import packaged_table

__all__ = ["CLASSICAL", "Director", "director", "directors"]

CLASSICAL = "classical"
"""The way of directing that nobody asked for."""


class Director(Model):
    """A way of directing: `what` it is in a sentence, and what it sets of `ShotOptions`; None leaves it alone."""

    what: str
    pacing: Pacing = "auto"
    tempo: float = 1.0
    default_lens_mm: float | None = None
    handheld: bool | None = None

    def over(self, options: ShotOptions) -> ShotOptions:
        """The options directed this way."""
        set_by_it = {"default_lens_mm": self.default_lens_mm, "handheld": self.handheld}
        chosen = {name: value for name, value in set_by_it.items() if value is not None}
        return options.model_copy(update={"pacing": self.pacing, "tempo": self.tempo * options.tempo, **chosen})


@lru_cache(maxsize=1)
def _all() -> dict[str, Director]:
    table = packaged_table("filmwright.departments.shots", "data/directors.toml")
    return {name: Director.model_validate(values) for name, values in table.items()}


def directors() -> tuple[str, ...]:
    """The names of all ways of directing, in the order of the file."""
    return tuple(_all())


def director(name: str) -> Director:
    """The way of directing of this name. Raises UserError, with the names there are, when there is none."""
    found = _all().get(name)
    if found is None:
        raise UserError(f"There is no way of directing called `{name}`: choose one of {', '.join(directors())}.")
    return found
