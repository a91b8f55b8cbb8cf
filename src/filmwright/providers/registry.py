"""Find makers by name; each is loaded when it is first asked for."""

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points

from filmwright.errors import MakerError, UserError
from filmwright.providers.contract import Capability, LocalMaker, Provider, RemoteMaker, Request

__all__ = ["GROUP", "every", "find", "find_local", "installed", "named"]

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


def find_local(capability: Capability, name: str) -> "LocalMaker[Request]":
    """The maker called `name`, which has to be one that works in this process; raises UserError as `find` does."""
    provider = find(capability, name)
    if isinstance(provider, RemoteMaker) or not isinstance(provider, LocalMaker):
        here = [n for n in installed(capability) if not isinstance(find(capability, n), RemoteMaker)]
        raise UserError(
            f"The {capability} maker `{name}` works over the network and cannot be used here. "
            f"Makers on this machine: {', '.join(here) or 'none'}."
        )
    return provider


def named(name: str, *, points: Iterable[EntryPoint] | None = None) -> Provider:
    """The maker called `name`, whatever it makes; raises UserError or MakerError as `find` does."""
    found = _points(points)
    point = next((p for p in found if p.name == name), None)
    if point is None:
        raise UserError(f"No maker `{name}`. Installed: {', '.join(p.name for p in found) or 'none'}.")
    return _load(point)


def every(*, points: Iterable[EntryPoint] | None = None) -> tuple[Provider, ...]:
    """All makers that load, by name."""
    return tuple(provider for point in _points(points) if (provider := _loaded(point)) is not None)


def installed(capability: Capability, *, points: Iterable[EntryPoint] | None = None) -> tuple[str, ...]:
    """Names of the makers that can do this, sorted; those that do not load are left out."""
    return tuple(p.name for p in _points(points) if _can(p, capability))


def _points(points: Iterable[EntryPoint] | None) -> tuple[EntryPoint, ...]:
    chosen = entry_points(group=GROUP) if points is None else points
    return tuple(sorted(chosen, key=lambda p: (p.name, p.value)))


def _can(point: EntryPoint, capability: Capability) -> bool:
    provider = _loaded(point)
    return provider is not None and capability in provider.capabilities


def _loaded(point: EntryPoint) -> Provider | None:
    try:
        return _load(point)
    except MakerError:
        return None


def _load(point: EntryPoint) -> Provider:
    try:
        made: object = point.load()()
    except (ImportError, AttributeError) as error:
        raise MakerError(
            f"The provider `{point.name}` does not load ({error}): reinstall the package it comes with."
        ) from error
    if not isinstance(made, Provider):
        raise MakerError(
            f"The provider `{point.name}` does not say its name, version and capabilities (and models): update it."
        )
    return made
