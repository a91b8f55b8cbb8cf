"""A step: one typed function, declared once.

Documents in, one document (or bytes) out. From the declaration come the content key, the help text
and the way to run it in another process. Importing a step registers nothing; a department lists its
steps in `STEPS`.
"""

import hashlib
import importlib
import inspect
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from importlib import metadata
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, Protocol, Self, TypeGuard, TypeVar, runtime_checkable

from filmwright.ref import Ref

__all__ = [
    "INJECTED",
    "AnswerFile",
    "Answered",
    "Document",
    "Maker",
    "Paid",
    "Progress",
    "Step",
    "find_step",
    "is_document",
    "paid_step",
    "step",
]

P = ParamSpec("P")
R = TypeVar("R")

INJECTED = ("blobs", "progress", "answer")
"""Parameters of these names are given by the runner and are not part of the key."""

Progress = Callable[[float], None]
"""Called by a long step with the part that is done, 0 to 1."""


@runtime_checkable
class Document(Protocol):
    """What departments exchange, as far as the engine cares: it has canonical bytes."""

    def to_bytes(self) -> bytes:
        """Canonical bytes: equal documents give equal bytes."""
        ...

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read the document back."""
        ...


def is_document(value: object) -> TypeGuard[Document]:
    """Whether a value is a document (an `int` happens to have methods of the same names)."""
    return isinstance(value, Document) and not isinstance(value, int)


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a result: all of it enters the key."""

    name: str
    version: str
    model: str = ""
    seed: int = 0

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" + (f"/{self.model}" if self.model else "")


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A file that a provider made, in the store; `role` says which of several it is."""

    ref: Ref
    role: str = "main"


@dataclass(frozen=True, slots=True)
class Answered:
    """What a provider made for a paid step, given to it as `answer`. `cost` is US dollars, None when it is not told."""

    files: tuple[AnswerFile, ...]
    cost: Decimal | None = None

    def ref(self, role: str = "main") -> Ref:
        """The file of a role; raises TypeError when the provider sent none."""
        for file in self.files:
            if file.role == role:
                return file.ref
        raise TypeError(f"the provider sent no `{role}` file, only: {', '.join(f.role for f in self.files) or 'none'}")


@dataclass(frozen=True, slots=True)
class Paid:
    """What makes a step a paid one: `ask` gives the canonical bytes of the request, from the same inputs, purely."""

    capability: str
    ask: Callable[..., bytes]

    def request(self, inputs: Mapping[str, object]) -> bytes:
        """The request for these inputs, of which `ask` takes those that it names."""
        names = inspect.signature(self.ask).parameters
        return self.ask(**{name: value for name, value in inputs.items() if name in names})


@dataclass(frozen=True)
class Step(Generic[P, R]):
    """A declared step; calling it calls the function.

    `wheels` are installed packages and `prompts` files in `prompts/` beside the module whose content
    enters the key. An `inline` step is so small that it runs in the process of the run itself.
    `media_type` is what a step that returns plain bytes gives. A `paid` step is made by a provider: its function is
    given the `answer` and turns it into a result.
    """

    name: str
    version: int
    function: Callable[P, R]
    maker: Maker | None = None
    wheels: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    inline: bool = False
    media_type: str = "application/octet-stream"
    doc: str = field(default="", compare=False)
    paid: Paid | None = None

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:  # noqa: D102  (see the class)
        return self.function(*args, **kwargs)

    @property
    def path(self) -> str:
        """`module:name`, by which another process finds the step."""
        return f"{self.function.__module__}:{self.function.__qualname__}"

    @cached_property
    def signature(self) -> inspect.Signature:
        """The signature of the function."""
        return inspect.signature(self.function)

    @cached_property
    def injected(self) -> tuple[str, ...]:
        """Which of the runner's own parameters the function takes."""
        return tuple(name for name in INJECTED if name in self.signature.parameters)

    @cached_property
    def returns(self) -> Any:
        """The type of the result: a document class, `bytes` or `Ref`; raises TypeError for anything else."""
        kind = typing.get_type_hints(self.function).get("return")
        if not isinstance(kind, type) or not (kind in (bytes, Ref) or hasattr(kind, "from_bytes")):
            raise TypeError(f"step `{self.name}` has to say that it returns a document, `bytes` or `Ref`")
        return kind

    def bind(self, inputs: Mapping[str, object]) -> dict[str, object]:
        """Inputs by parameter name with defaults filled in, without what the runner injects.

        Raises TypeError, naming the step, when an input is missing or unknown.
        """
        kept = [p for p in self.signature.parameters.values() if p.name not in INJECTED]
        try:
            bound = self.signature.replace(parameters=kept).bind(**inputs)
        except TypeError as error:
            raise TypeError(f"step `{self.name}`: {error}") from None
        bound.apply_defaults()
        return dict(bound.arguments)

    def prompt_file(self, name: str) -> Path:
        """Where the words of prompt `name` are: `prompts/<name>.md` beside the module of the step."""
        module = importlib.import_module(self.function.__module__)
        if module.__file__ is None:
            raise TypeError(f"step `{self.name}`: its module has no file, so it can have no prompts")
        return Path(module.__file__).parent / "prompts" / f"{name}.md"

    @cached_property
    def material(self) -> dict[str, object]:
        """Everything about the step itself that enters the key of its nodes."""
        return {
            "step": self.name,
            "version": self.version,
            "wheels": {name: metadata.version(name) for name in sorted(self.wheels)},
            "prompts": {
                name: hashlib.sha256(self.prompt_file(name).read_bytes()).hexdigest() for name in sorted(self.prompts)
            },
        }


def step(
    name: str,
    *,
    version: int,
    maker: Maker | None = None,
    wheels: tuple[str, ...] = (),
    prompts: tuple[str, ...] = (),
    inline: bool = False,
    media_type: str = "application/octet-stream",
) -> Callable[[Callable[P, R]], Step[P, R]]:
    """Declare a step. Raise `version` whenever the same input gives something else than before."""

    def declare(function: Callable[P, R]) -> Step[P, R]:
        return Step(
            name,
            version,
            function,
            maker,
            wheels,
            prompts,
            inline,
            media_type,
            inspect.getdoc(function) or "",
        )

    return declare


def paid_step(
    name: str,
    *,
    version: int,
    capability: str,
    ask: Callable[..., bytes],
    prompts: tuple[str, ...] = (),
    inline: bool = True,
    media_type: str = "application/octet-stream",
) -> Callable[[Callable[Concatenate[Answered, P], R]], Step[P, R]]:
    """Declare a step that a provider makes for money.

    The function takes `answer` first and turns it into a document or a Ref; keep it small, since a new `version`
    means paying anew, and do further work in steps of its own. `ask` takes (some of) the other inputs and gives the
    request. The provider, its version, the model and the seed come with the node, as its `Maker`.
    """

    def declare(function: Callable[Concatenate[Answered, P], R]) -> Step[P, R]:
        _check_paid(name, function, ask)
        made: Callable[..., R] = function
        return Step(
            name,
            version,
            made,
            prompts=prompts,
            inline=inline,
            media_type=media_type,
            doc=inspect.getdoc(function) or "",
            paid=Paid(capability, ask),
        )

    return declare


def _check_paid(name: str, function: Callable[..., object], ask: Callable[..., bytes]) -> None:
    takes = inspect.signature(function).parameters
    unknown = [word for word in inspect.signature(ask).parameters if word not in takes]
    if unknown or "answer" not in takes:
        raise TypeError(f"step `{name}`: it has to take `answer`, and all that `ask` takes (missing: {unknown})")


def find_step(path: str) -> Step[..., Any]:
    """The step that `Step.path` names; raises TypeError when there is none."""
    module, _, name = path.partition(":")
    found = getattr(importlib.import_module(module), name, None)
    if not isinstance(found, Step):
        raise TypeError(f"`{path}` is not a step: declare it with `@step` at the top of its module")
    return found
