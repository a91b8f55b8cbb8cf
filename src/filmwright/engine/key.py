"""The key of a node: a hash of everything that went into its result.

Inputs that other nodes made enter by the hash of the *result*, not by the key of the maker: when the
same picture comes out again, what is made from it stays as it is.
"""

import dataclasses
import enum
import hashlib
import json
import math
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePath
from typing import Protocol, runtime_checkable

from filmwright.engine.step import Document, Maker, Step, is_document
from filmwright.ref import Ref

__all__ = ["Dump", "canonical", "document_ref", "key_of"]

Replace = Callable[[object], object | None]


@runtime_checkable
class Dump(Protocol):
    """A part of a document that can be written as plain JSON data (a pydantic model)."""

    def model_dump(self, *, mode: str) -> object:
        """JSON data."""
        ...


def key_of(
    step: Step[..., object],
    inputs: Mapping[str, object],
    *,
    maker: Maker | None = None,
    replace: Replace = lambda _value: None,
) -> str:
    """SHA-256 in hex over the canonical form of step, inputs and maker.

    `replace` may give the canonical form of a value that only the caller understands (a node).
    """
    chosen = maker or step.maker
    material = {
        **step.material,
        "inputs": {name: canonical(value, replace) for name, value in inputs.items()},
        "maker": None if chosen is None else dataclasses.astuple(chosen),
    }
    return hashlib.sha256(_json(material)).hexdigest()


def document_ref(document: Document) -> Ref:
    """The address that a document has once it is stored."""
    return Ref.of(document.to_bytes(), media_type_of(document))


def media_type_of(document: object) -> str:
    """The media type a document declares, JSON unless it says otherwise."""
    declared = getattr(document, "media_type", "application/json")
    return declared if isinstance(declared, str) else "application/json"


def canonical(value: object, replace: Replace = lambda _value: None) -> object:
    """JSON data that is equal for equal values and different for different ones.

    Every kind is tagged, so that the text "1", the number 1 and the list [1] never meet. Raises
    TypeError for a value whose content cannot be told (a set, an open file, an arbitrary object).
    """
    if value is None or (isinstance(value, bool | str) and not isinstance(value, enum.Enum)):
        return value
    for form in (_scalar, replace, _document):
        known = form(value)
        if known is not None:
            return known
    return _container(value, replace)


def _document(value: object) -> object | None:
    if is_document(value):
        return ["result", str(document_ref(value))]
    if isinstance(value, Dump):
        return ["part", type(value).__qualname__, value.model_dump(mode="json")]
    return None


def _scalar(value: object) -> object | None:  # noqa: PLR0911  (a table)
    match value:
        case enum.Enum():
            return ["enum", type(value).__qualname__, value.name]
        case int():
            return ["int", str(value)]
        case float():
            if not math.isfinite(value):
                raise TypeError("a key cannot hold NaN or infinity")
            return ["float", value.hex()]
        case Decimal() | Fraction() | PurePath():
            return [type(value).__name__, str(value)]
        case bytes():
            return ["bytes", hashlib.sha256(value).hexdigest()]
        case Ref():
            return ["address", str(value)]
        case _:
            return None


def _container(value: object, replace: Replace) -> object:
    if isinstance(value, Mapping):
        pairs = [[canonical(k, replace), canonical(v, replace)] for k, v in value.items()]
        return ["mapping", sorted(pairs, key=lambda pair: _json(pair[0]))]
    if isinstance(value, Sequence):
        return ["list", [canonical(item, replace) for item in value]]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        names = [f.name for f in dataclasses.fields(value)]
        return [
            "data",
            type(value).__qualname__,
            {name: canonical(getattr(value, name), replace) for name in names},
        ]
    raise TypeError(f"a key cannot be made from a `{type(value).__qualname__}`: pass a document or plain values")


def _json(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()
