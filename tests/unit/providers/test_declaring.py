"""Limits, prices and retirement, as data."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filmwright.errors import UserError
from filmwright.providers.contract import (
    ImageRequest,
    Limits,
    Model,
    MusicRequest,
    Price,
    Reference,
    Retirement,
    SpeechRequest,
    TextRequest,
    VideoRequest,
    check,
    price_of,
)
from filmwright.providers.declaring import model_of
from filmwright.providers.requests import REQUESTS, capability_of, read_request, refs_of, seconds_of
from filmwright.ref import Ref

FACE = Ref.of(b"face", "image/png")
DAY = date(2026, 11, 20)


def model(unit="picture", amount="0.04", capability="image", **limits):
    return Model("m", capability, (Price(Decimal(amount), unit, DAY, "page"),), Limits(**limits))


def image(**fields):
    return ImageRequest(**{"prompt": "a door", "width": 1280, "height": 720} | fields)


def clip(frames=48, **fields):
    return VideoRequest(prompt="it opens", width=1280, height=720, frames=frames, **fields)


@pytest.mark.parametrize(
    ("request_", "unit", "amount", "price"),
    [
        (image(), "picture", "0.04", "0.04"),
        (image(), "megapixel", "0.03", "0.03"),
        (image(width=2048, height=2048), "megapixel", "0.03", "0.15"),
        (clip(), "second", "0.10", "0.20"),
        (clip(frames=1001, fps="24000/1001"), "second", "0.10", "4.175005"),
        (SpeechRequest(text="x" * 333, voice="a"), "thousand_characters", "0.10", "0.0333"),
        (SpeechRequest(text="x" * 100, voice="a"), "second", "0.01", "0.25"),
        (MusicRequest(prompt="calm", samples=96_000), "second", "0.005", "0.01"),
        (TextRequest(prompt="ä" * 500, longest_answer=1000), "thousand_tokens", "0.001", "0.002"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_the_worst_price_follows_from_the_units(request_, unit, amount, price):
    priced = model(unit, amount, capability_of(request_))
    assert price_of(request_, priced) == Decimal(price)


def test_several_prices_are_added():
    both = (Price(Decimal("0.01"), "call", DAY, "p"), Price(Decimal("0.10"), "second", DAY, "p"))
    assert price_of(clip(), Model("m", "video", both)) == Decimal("0.21")


@given(st.integers(1, 100_000), st.decimals("0.000001", "9", places=6))
def test_a_price_is_never_rounded_down(frames, amount):
    exact = Decimal(frames) / 24 * amount
    assert exact <= price_of(clip(frames=frames), model("second", str(amount), "video")) <= exact + Decimal("0.000001")


@pytest.mark.parametrize(
    ("request_", "limits", "says"),
    [
        (image(width=4096), {"widest": 2048}, "at most 2048 pixels a side and was asked for 4096x720"),
        (image(), {"sizes": ((1024, 1024), (1536, 1024))}, "1024x1024, 1536x1024"),
        (image(width=1281), {"step": 16}, "divide by 16"),
        (image(), {"aspects": ("1:1", "9:16")}, "1:1, 9:16"),
        (image(prompt="x" * 21), {"prompt_characters": 20}, "at most 20 characters and was given 21"),
        (image(negative_prompt="rain"), {}, "negative prompt"),
        (
            image(references=(Reference(role="character", ref=FACE),) * 2),
            {"references": (("character", 1),)},
            "takes 1",
        ),
        (image(references=(Reference(role="depth", ref=FACE),)), {"references": (("character", 1),)}, "`depth`"),
        (clip(frames=240), {"longest": Decimal(8)}, "longer than 8 s and was asked for 10 s"),
        (clip(frames=12), {"shortest": Decimal(1)}, "shorter than 1 s and was asked for 0.5 s"),
        (clip(frames=72), {"seconds": (Decimal(5), Decimal(10))}, "5 s, 10 s and was asked for 3 s"),
        (clip(audio=True), {}, "no sound"),
    ],
    ids=lambda value: next(iter(value), "none") if isinstance(value, dict) else None,
)
def test_what_a_model_cannot_make_is_one_sentence(request_, limits, says):
    able = model(capability=capability_of(request_), **limits)
    with pytest.raises(UserError) as told:
        check("painter", request_, able)
    assert says in str(told.value)
    assert str(told.value).startswith("The model `m` of `painter` ")
    assert str(told.value).count(".") - str(told.value).count("0.") == 1


def test_what_a_model_can_make_passes():
    check("painter", image(width=1024, height=576), model(aspects=("16:9",), step=16, widest=1024, prompt_characters=6))
    check("painter", image(width=1360, height=768), model(aspects=("16:9",), step=16))
    check("painter", clip(frames=120), model(capability="video", seconds=(Decimal(5),)))


GONE = Model("old", "image", retires=Retirement(date(2026, 6, 30), "new"))
NEW = Model("new", "image")


def test_a_retired_model_names_its_successor():
    with pytest.raises(UserError, match=r"`old` of `painter` was retired on 2026-06-30: use `new` instead\."):
        model_of("painter", (GONE, NEW), "image", "old", today=date(2026, 6, 30))
    assert model_of("painter", (GONE, NEW), "image", "old", today=date(2026, 6, 29)) is GONE


def test_without_a_name_the_first_that_is_not_gone_is_taken():
    assert model_of("painter", (GONE, NEW), "image", "", today=DAY) is NEW


def test_an_unknown_model_is_named_with_those_there_are():
    with pytest.raises(UserError, match=r"no image model `flax`. It has: new\."):
        model_of("painter", (GONE, NEW), "image", "flax", today=DAY)


def test_every_capability_has_a_request_that_comes_back_from_its_bytes():
    fields = {"prompt": "p", "question": "q", "text": "t", "voice": "v", "width": 64, "height": 64, "frames": 24}
    fields |= {"samples": 48_000, "picture": FACE, "video": FACE, "audio": FACE, "pictures": (FACE,)}
    for capability, kind in REQUESTS.items():
        known = {name: value for name, value in fields.items() if name in kind.model_fields and name != "audio"}
        known |= {"audio": FACE} if capability == "lipsync" else {}
        made = kind(**known)
        assert read_request(capability, made.to_bytes()) == made
        assert capability_of(made) == capability
        assert set(refs_of(made)) <= {FACE}
        assert seconds_of(made) in (None, Decimal(1))


def test_an_unknown_capability_is_one_sentence():
    with pytest.raises(UserError, match="No maker does `smell`"):
        read_request("smell", b"{}")


@pytest.mark.parametrize("fps", ["0", "24/0", "-24", "23.976", "x", ""])
def test_a_rate_that_is_none_is_refused(fps):
    with pytest.raises(ValueError, match="fps"):
        clip(fps=fps)
