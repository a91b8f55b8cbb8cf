"""Find makers by name; each is loaded when it is first asked for."""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from filmwright.errors import MakerError, UserError
from filmwright.providers.contract import Capability, Provider

__all__ = ["GROUP", "find", "installed"]

GROUP = "filmwright.providers"
"""The group of entry points in which packages announce their makers."""


def find(capability: Capability, name: str, *, points: Iterable[EntryPoint] | None = None) -> Provider:
    """The maker called `name`, freshly made.

    Raises UserError when no such maker is installed or it cannot do what is asked; MakerError when it is
    installed and does not load. `points` is for tests: the entry points to look in.
    """
    found = _points(points)
    point = next((p for p in found if p.name == name), None)
    if point is not None:
        provider = _load(point)
        if capability in provider.capabilities:
            return provider
    names = ", ".join(installed(capability, points=found)) or "none"
    raise UserError(f"No {capability} provider `{name}`. Installed: {names}.")


def installed(capability: Capability, *, points: Iterable[EntryPoint] | None = None) -> tuple[str, ...]:
    """Names of the makers that can do this, sorted; those that do not load are left out."""
    return tuple(p.name for p in _points(points) if _can(p, capability))


def _points(points: Iterable[EntryPoint] | None) -> tuple[EntryPoint, ...]:
    chosen = entry_points(group=GROUP) if points is None else points
    return tuple(sorted(chosen, key=lambda p: (p.name, p.value)))


def _can(point: EntryPoint, capability: Capability) -> bool:
    try:
        return capability in _load(point).capabilities
    except MakerError:
        return False


def _load(point: EntryPoint) -> Provider:
    try:
        made: object = point.load()()
    except (ImportError, AttributeError) as error:
        raise MakerError(
            f"The provider `{point.name}` does not load ({error}): reinstall the package it comes with."
        ) from error
    if not isinstance(made, Provider):
        raise MakerError(f"The provider `{point.name}` does not say its name, version and capabilities: update it.")
    return made
