"""What every document has in common: frozen, labelled, written the same way every time."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainSerializer,
    PlainValidator,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from filmwright.errors import UserError
from filmwright.ref import Ref

__all__ = ["BlobRef", "Document", "Model", "canonical_json"]


def canonical_json(value: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: equal values give equal bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _read_ref(value: object) -> Ref:
    return value if isinstance(value, Ref) else Ref.parse(str(value))


BlobRef = Annotated[
    Ref,
    PlainValidator(_read_ref),
    PlainSerializer(str, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^[\w.+/-]+;sha256=[0-9a-f]{64}$"}),
]
"""A `Ref` inside a document; in JSON it is `image/png;sha256=...`."""


class Model(BaseModel):
    """A part of a document: frozen, and nothing unknown gets in."""

    model_config = ConfigDict(frozen=True, extra="forbid", ser_json_inf_nan="constants")


class Document(Model):
    """A typed, frozen, versioned thing that departments exchange.

    `schema_label` is `name/version` and is written into the JSON as `schema`. A label of an older
    version is upgraded by one function per version (`upgrades`, keyed by the version it starts from);
    a newer one is refused in one sentence.
    """

    schema_label: ClassVar[str] = "document/1"
    media_type: ClassVar[str] = "application/json"
    upgrades: ClassVar[Mapping[int, Callable[[dict[str, Any]], dict[str, Any]]]] = {}

    # the label travels inside the JSON, so a file says what it is
    label: str = Field(default="", alias="schema", exclude=True)

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @model_validator(mode="before")
    @classmethod
    def _upgrade(cls, data: Any) -> Any:  # JSON arrives as anything
        if not isinstance(data, dict) or "schema" not in data:
            return data
        name, _, version = str(data["schema"]).partition("/")
        wanted, _, newest = cls.schema_label.partition("/")
        if name != wanted or not version.isdigit():
            raise UserError(f"This is a `{data['schema']}` document, not a `{cls.schema_label}`.")
        if int(version) > int(newest):
            raise UserError(
                f"The document was written by a newer Filmwright (`{data['schema']}`, this one reads up to "
                f"`{cls.schema_label}`): update Filmwright."
            )
        out = dict(data)
        for step in range(int(version), int(newest)):
            out = cls.upgrades[step](out)
        out.pop("schema", None)
        return out

    def to_data(self) -> dict[str, Any]:
        """Plain JSON data with the schema label first."""
        return {"schema": self.schema_label, **self.model_dump(mode="json")}

    def to_bytes(self) -> bytes:
        """Canonical JSON: equal documents give equal bytes, so they share an address."""
        return canonical_json(self.to_data())

    def to_json(self) -> str:
        """Indented JSON for people, keys in the order of the model."""
        return json.dumps(self.to_data(), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read a document; raises UserError in one sentence when it is not one."""
        try:
            return cls.model_validate(json.loads(data))
        except (ValidationError, ValueError) as error:
            first = str(error).splitlines()[0]
            raise UserError(f"Not a readable `{cls.schema_label}` document: {first}") from error
