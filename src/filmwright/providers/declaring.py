"""What a maker declares of its models: limits, prices with their source, retirement; and what follows from that.

All of it is data with a date. From it come the check of a request, its worst price before the call, and the sentence
that names the model to use instead of one that is gone.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_CEILING, Decimal
from typing import Literal

from filmwright.errors import UserError
from filmwright.providers.requests import (
    Capability,
    EditRequest,
    ImageRequest,
    JudgeRequest,
    LipsyncRequest,
    Request,
    Role,
    SpeechRequest,
    TextRequest,
    VideoRequest,
    capability_of,
    seconds_of,
)

__all__ = ["Limits", "Manners", "Model", "Price", "Retirement", "Unit", "check", "model_of", "price_of"]

Unit = Literal["call", "picture", "megapixel", "second", "thousand_characters", "thousand_tokens"]

_CENT_FRACTION = Decimal("0.000001")
"""Prices are rounded up to a millionth of a dollar."""


@dataclass(frozen=True, slots=True)
class Price:
    """`amount` US dollars per `unit`, as `source` said it on `seen`. Several prices of a model are added up."""

    amount: Decimal
    unit: Unit
    seen: date
    source: str


@dataclass(frozen=True, slots=True)
class Retirement:
    """From `on` the model answers no more; `replacement` is the model to use instead."""

    on: date
    replacement: str


@dataclass(frozen=True, slots=True)
class Limits:
    """What a model can do. An empty tuple or None sets no limit; a False is a thing that it cannot.

    `sizes` are width and height in pixels, `widest` the longest side, `step` what both sides divide by, `aspects`
    ratios as text (`16:9`). `seconds` are the lengths it makes, `shortest` and `longest` a range of them.
    `references` are how many files of each role may come along.
    """

    sizes: tuple[tuple[int, int], ...] = ()
    widest: int | None = None
    step: int = 1
    aspects: tuple[str, ...] = ()
    seconds: tuple[Decimal, ...] = ()
    shortest: Decimal | None = None
    longest: Decimal | None = None
    references: tuple[tuple[Role, int], ...] = ()
    seed: bool = False
    negative_prompt: bool = False
    audio: bool = False
    prompt_characters: int | None = None


@dataclass(frozen=True, slots=True)
class Model:
    """One model of a maker. `latency_seconds` is how long an answer usually takes, before there are measurements.

    `deterministic`: the same request gives the same bytes.
    """

    name: str
    capability: Capability
    prices: tuple[Price, ...] = ()
    limits: Limits = Limits()
    retires: Retirement | None = None
    deterministic: bool = False
    latency_seconds: float = 10.0

    def is_gone(self, today: date) -> bool:
        """Whether it answers no more."""
        return self.retires is not None and self.retires.on <= today


@dataclass(frozen=True, slots=True)
class Manners:
    """How a maker wants to be asked: `slots` jobs at once, at most `requests` submits in any `per_seconds`."""

    slots: int = 1
    requests: int | None = None
    per_seconds: float = 60.0


def model_of(provider: str, models: Iterable[Model], capability: Capability, name: str, *, today: date) -> Model:
    """The model of that name, or the first one that is not gone when `name` is empty.

    Raises UserError for a name that is not known, and for a model that is retired, naming the one to use instead.
    """
    able = [model for model in models if model.capability == capability]
    wanted = name or next((model.name for model in able if not model.is_gone(today)), "")
    found = next((model for model in able if model.name == wanted), None)
    if found is None:
        names = ", ".join(model.name for model in able if not model.is_gone(today)) or "none"
        raise UserError(f"The maker `{provider}` has no {capability} model `{name}`. It has: {names}.")
    if found.is_gone(today):
        assert found.retires is not None
        raise UserError(
            f"The model `{found.name}` of `{provider}` was retired on {found.retires.on}: "
            f"use `{found.retires.replacement}` instead."
        )
    return found


# --- prices


def price_of(request: Request, model: Model) -> Decimal:
    """The most that a request can cost with this model, in US dollars; no network."""
    total = sum((price.amount * _units(request, price.unit) for price in model.prices), Decimal(0))
    return total.quantize(_CENT_FRACTION, ROUND_CEILING)


def _units(request: Request, unit: Unit) -> Decimal:
    match unit:
        case "call" | "picture":
            return Decimal(1)
        case "megapixel":
            # the makers that price by area charge every megapixel that was begun
            return (Decimal(_area(request)) / 1_000_000).to_integral_value(ROUND_CEILING)
        case "second":
            return seconds_of(request) or _spoken_seconds(request)
        case "thousand_characters":
            return Decimal(len(_words_of(request))) / 1000
        case "thousand_tokens":
            return Decimal(_most_tokens(request)) / 1000


def _area(request: Request) -> int:
    return request.width * request.height if isinstance(request, ImageRequest | EditRequest | VideoRequest) else 0


def _words_of(request: Request) -> str:
    match request:
        case SpeechRequest():
            return request.text
        case JudgeRequest():
            return request.question
        case LipsyncRequest():
            return ""
        case _:
            return request.prompt


def _spoken_seconds(request: Request) -> Decimal:
    """A bound for speech: nobody speaks slower than four characters a second."""
    return Decimal(len(_words_of(request))) / 4


def _most_tokens(request: Request) -> int:
    """A bound: no tokeniser makes more than one token of a byte; the answer is as long as it may be."""
    answer = request.longest_answer if isinstance(request, TextRequest) else 0
    system = request.system if isinstance(request, TextRequest) else ""
    return len((system + _words_of(request)).encode()) + answer


# --- limits


def check(provider: str, request: Request, model: Model) -> None:
    """Raises UserError, in one sentence, for a request that the model cannot make; it is never sent."""
    if capability_of(request) != model.capability:
        raise UserError(f"The model `{model.name}` of `{provider}` makes {model.capability}, nothing else.")
    problem = next((p for p in _problems(request, model.limits) if p), None)
    if problem:
        raise UserError(f"The model `{model.name}` of `{provider}` {problem}.")


def _problems(request: Request, limits: Limits) -> Iterable[str]:
    yield _prompt_problem(request, limits)
    if isinstance(request, ImageRequest | EditRequest | VideoRequest):
        yield _size_problem(request.width, request.height, limits)
        yield _reference_problem(request, limits)
    if isinstance(request, ImageRequest | VideoRequest) and request.negative_prompt and not limits.negative_prompt:
        yield "takes no negative prompt: say what should be seen instead"
    if isinstance(request, VideoRequest) and request.audio and not limits.audio:
        yield "makes no sound: ask for the clip without audio"
    seconds = seconds_of(request)
    if seconds is not None:
        yield _length_problem(seconds, limits)


def _prompt_problem(request: Request, limits: Limits) -> str:
    length, most = len(_words_of(request)), limits.prompt_characters
    if most is not None and length > most:
        return f"reads at most {most} characters and was given {length}: shorten the text"
    return ""


def _size_problem(width: int, height: int, limits: Limits) -> str:
    asked = f"and was asked for {width}x{height}"
    if limits.sizes and (width, height) not in limits.sizes:
        return f"makes pictures of {', '.join(f'{w}x{h}' for w, h in limits.sizes)} {asked}: choose one of these"
    if limits.widest is not None and max(width, height) > limits.widest:
        return f"makes pictures of at most {limits.widest} pixels a side {asked}: ask for a smaller one"
    if width % limits.step or height % limits.step:
        return f"makes pictures whose sides divide by {limits.step} {asked}: choose such a size"
    if limits.aspects and not any(_has_aspect(width, height, aspect) for aspect in limits.aspects):
        return f"makes pictures of {', '.join(limits.aspects)} {asked}: choose one of these shapes"
    return ""


def _has_aspect(width: int, height: int, aspect: str) -> bool:
    """Whether the sides are as `aspect` says, give or take what rounding to 16 pixels does."""
    across, _, down = aspect.partition(":")
    wanted = float(across) / float(down)
    return abs(width / height - wanted) <= wanted * 16 / min(width, height)


def _reference_problem(request: ImageRequest | EditRequest | VideoRequest, limits: Limits) -> str:
    allowed: dict[str, int] = {}
    allowed.update(limits.references)
    given: Counter[str] = Counter(reference.role for reference in request.references)
    for role, count in given.items():
        most = allowed.get(role, 0)
        if count > most:
            return f"takes {most} references as `{role}` and was given {count}: leave some out"
    return ""


def _length_problem(seconds: Decimal, limits: Limits) -> str:
    asked = f"and was asked for {seconds.quantize(Decimal('0.01')).normalize():f} s"
    if limits.seconds and seconds not in limits.seconds:
        return f"makes lengths of {', '.join(f'{s} s' for s in limits.seconds)} {asked}: choose one of these"
    if limits.shortest is not None and seconds < limits.shortest:
        return f"makes nothing shorter than {limits.shortest} s {asked}: ask for more and cut it"
    if limits.longest is not None and seconds > limits.longest:
        return f"makes nothing longer than {limits.longest} s {asked}: split the shot"
    return ""
