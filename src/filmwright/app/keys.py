"""Keys of makers: from the environment, else from the system's keyring where it works, else from a file of mode 0600.

Keys are written and used, never shown: what reads them gets a `Secret`.
"""

import importlib
import json
import os
import stat
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, cast

from filmwright.errors import UserError
from filmwright.providers.contract import Provider, RemoteMaker
from filmwright.providers.registry import every, named
from filmwright.redaction import Secret

__all__ = ["KeyStore", "Place", "Ring", "missing_key", "system_ring"]

Place: TypeAlias = Literal["environment", "keyring", "file"]
"""Where a key was found."""

_SERVICE = "filmwright"


class Ring(Protocol):
    """What is used of the package `keyring`."""

    def get_password(self, service_name: str, username: str) -> str | None:
        """The key of one name."""
        ...

    def set_password(self, service_name: str, username: str, password: str) -> None:
        """Keep it."""
        ...

    def delete_password(self, service_name: str, username: str) -> None:
        """Forget it."""
        ...


def system_ring() -> Ring | None:
    """The system's keyring, or None where there is none that keeps anything (headless machines, containers)."""
    try:
        keyring = importlib.import_module("keyring")
        chosen = keyring.get_keyring()
    except (ImportError, RuntimeError):
        return None
    if type(chosen).__module__ in ("keyring.backends.fail", "keyring.backends.null"):
        return None
    return cast("Ring", chosen)  # the package is optional, so its types are not there either


class KeyStore:
    """Finds, keeps and forgets keys. `environment` is read first; `ring` may be None; `folder` holds `keys.json`."""

    def __init__(self, environment: Mapping[str, str], folder: Path, ring: Ring | None) -> None:
        self._environment = environment
        self._path = folder / "keys.json"
        self._ring = ring

    @classmethod
    def of_this_person(cls) -> "KeyStore":
        """The keys of whoever runs this process."""
        return cls(os.environ, config_folder(os.environ), system_ring())

    def get(self, maker: RemoteMaker) -> Secret | None:
        """The key of a maker, or None when it has none anywhere."""
        found = self._find(maker)
        return found[1] if found else None

    def where(self, maker: RemoteMaker) -> Place | None:
        """Where the key of a maker would be taken from."""
        found = self._find(maker)
        return found[0] if found else None

    def _find(self, maker: RemoteMaker) -> tuple[Place, Secret] | None:
        variable = maker.key.variable if maker.key else ""
        if value := self._environment.get(variable, "").strip():
            return "environment", _checked(maker, value)
        if kept := self._from_ring(_kept_as(maker)):
            return "keyring", _checked(maker, kept)
        if written := self._from_file().get(_kept_as(maker)):
            return "file", _checked(maker, written)
        return None

    def set(self, maker: RemoteMaker, key: Secret) -> Place:
        """Keep a key; gives where it lies now. Raises UserError when it is empty or cannot be written."""
        value = _checked(maker, key.reveal().strip()).reveal()
        if self._to_ring(_kept_as(maker), value):
            self._forget_in_file(_kept_as(maker))
            return "keyring"
        self._write({**self._from_file(), _kept_as(maker): value})
        return "file"

    def remove(self, maker: RemoteMaker) -> bool:
        """Forget the key of a maker; False when none was kept (one in the environment is not ours to remove)."""
        in_ring = self._from_ring(_kept_as(maker)) is not None
        if in_ring and self._ring is not None:
            with _keyring_errors():
                self._ring.delete_password(_SERVICE, _kept_as(maker))
        return self._forget_in_file(_kept_as(maker)) or in_ring

    def _forget_in_file(self, name: str) -> bool:
        kept = self._from_file()
        if name not in kept:
            return False
        self._write({other: value for other, value in kept.items() if other != name})
        return True

    # --- the keyring

    def _from_ring(self, name: str) -> str | None:
        value = None
        if self._ring is not None:
            with _keyring_errors():
                value = self._ring.get_password(_SERVICE, name)
        return value or None

    def _to_ring(self, name: str, value: str) -> bool:
        """Whether the keyring has kept it: some take a key and keep nothing."""
        if self._ring is None:
            return False
        with _keyring_errors():
            self._ring.set_password(_SERVICE, name, value)
        return self._from_ring(name) == value

    # --- the file

    def _from_file(self) -> dict[str, str]:
        try:
            if os.name == "posix" and stat.S_IMODE(self._path.stat().st_mode) & 0o077:
                raise UserError(f"Others can read the keys in `{self._path}`: run `chmod 600 {self._path}`.")
            data = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise UserError(
                f"The keys in `{self._path}` cannot be read ({type(error).__name__}): remove the file."
            ) from None
        if not isinstance(data, dict):
            raise UserError(f"`{self._path}` holds no keys: remove the file and set them again.")
        return {str(name): str(value) for name, value in cast("dict[object, object]", data).items()}

    def _write(self, keys: Mapping[str, str]) -> None:
        """All or nothing, and never for a moment readable by others."""
        new = self._path.with_name(f"{self._path.name}.{os.getpid()}.new")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with suppress(FileNotFoundError):
                new.unlink()
            with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                json.dump(dict(sorted(keys.items())), file, indent=2)
                file.flush()
                os.fsync(file.fileno())
            new.replace(self._path)
        except OSError as error:
            raise UserError(f"The key cannot be kept in `{self._path}`: {error.strerror}.") from None


def _checked(maker: RemoteMaker, value: str) -> Secret:
    """A key travels in a header, where only printable ASCII without spaces may stand."""
    if not value or not (value.isascii() and value.isprintable()) or " " in value:
        raise UserError(f"That is no key for `{maker.name}`: give one word, as the maker shows it.")
    return Secret(value)


def _kept_as(maker: RemoteMaker) -> str:
    return (maker.key.kept_as if maker.key else "") or maker.name


def _keyring_errors() -> suppress:
    """A locked or broken keyring counts as none: the file takes its place."""
    kinds: tuple[type[Exception], ...] = (OSError, RuntimeError)
    with suppress(ImportError):
        kinds = (*kinds, cast("type[Exception]", importlib.import_module("keyring.errors").KeyringError))
    return suppress(*kinds)


def config_folder(environment: Mapping[str, str]) -> Path:
    """Where settings of this person lie: `FILMWRIGHT_CONFIG`, else where the system keeps such things."""
    if own := environment.get("FILMWRIGHT_CONFIG"):
        return Path(own)
    if sys.platform == "win32":
        return Path(environment.get("APPDATA", str(Path.home()))) / "filmwright"
    return Path(environment.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "filmwright"


def missing_key(maker: RemoteMaker) -> UserError:
    """What to do about a key that is not there, and what works without one."""
    variable = f"set {maker.key.variable}, or run" if maker.key else "run"
    builtin = _built_in_for(maker)
    without = f"; the built-in maker `{builtin}` works without a key" if builtin else ""
    return UserError(f"The maker `{maker.name}` needs a key: {variable} `filmwright keys set {maker.name}`{without}.")


def _built_in_for(maker: Provider) -> str | None:
    shared = set(maker.capabilities)
    return next((p.name for p in every() if not isinstance(p, RemoteMaker) and shared & set(p.capabilities)), None)


def maker_with_key(name: str) -> RemoteMaker:
    """The maker whose key is meant; raises UserError for one that needs none."""
    maker = named(name)
    if not isinstance(maker, RemoteMaker) or maker.key is None:
        raise UserError(f"The maker `{name}` needs no key.")
    return maker
