"""Which makers are installed, what they cost, and whose key is there."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar

from filmwright.app.keys import KeyStore
from filmwright.errors import UserError
from filmwright.model.document import Document, Model
from filmwright.providers.contract import Provider, RemoteMaker
from filmwright.providers.declaring import Model as MakerModel
from filmwright.providers.registry import every
from filmwright.providers.requests import REQUESTS

__all__ = ["KeyList", "KeyRow", "MakerList", "MakerRow", "keys_text", "list_keys", "list_makers", "makers_text"]


class PriceRow(Model):
    """US dollars per unit, when it was seen and where."""

    amount: Decimal
    unit: str
    seen: date
    source: str


class MakerRow(Model):
    """One model of one maker. `key` is where its key comes from: `not needed` for built-in makers, else `missing`."""

    maker: str
    model: str
    capability: str
    remote: bool
    prices: tuple[PriceRow, ...] = ()
    retires: date | None = None
    replacement: str = ""
    key: str


class MakerList(Document):
    """All models of all makers."""

    schema_label: ClassVar[str] = "makers/1"

    makers: tuple[MakerRow, ...]


class KeyRow(Model):
    """Whether one maker has a key. `place` is environment, keyring, file or missing."""

    maker: str
    variable: str
    page: str
    place: str


class KeyList(Document):
    """All makers that want a key."""

    schema_label: ClassVar[str] = "keys/1"

    keys: tuple[KeyRow, ...]


def list_makers(capability: str = "", *, keys: KeyStore | None = None) -> MakerList:
    """All models, or those that make one thing; raises UserError for a thing that nobody makes."""
    if capability and capability not in REQUESTS:
        raise UserError(f"No maker does `{capability}`. There are: {', '.join(REQUESTS)}.")
    store = keys or KeyStore.of_this_person()
    rows = [
        _row(maker, model, store)
        for maker in every()
        for model in maker.models
        if not capability or model.capability == capability
    ]
    return MakerList(makers=tuple(rows))


def _row(maker: Provider, model: MakerModel, keys: KeyStore) -> MakerRow:
    wants = isinstance(maker, RemoteMaker) and maker.key is not None
    return MakerRow(
        maker=maker.name,
        model=model.name,
        capability=model.capability,
        remote=isinstance(maker, RemoteMaker),
        prices=tuple(PriceRow(amount=p.amount, unit=p.unit, seen=p.seen, source=p.source) for p in model.prices),
        retires=model.retires.on if model.retires else None,
        replacement=model.retires.replacement if model.retires else "",
        key=(keys.where(maker) or "missing") if wants and isinstance(maker, RemoteMaker) else "not needed",
    )


def list_keys(*, keys: KeyStore | None = None) -> KeyList:
    """Every maker that wants a key, with where its key comes from; never the key."""
    store = keys or KeyStore.of_this_person()
    return KeyList(
        keys=tuple(
            KeyRow(
                maker=maker.name,
                variable=maker.key.variable,
                page=maker.key.page,
                place=store.where(maker) or "missing",
            )
            for maker in every()
            if isinstance(maker, RemoteMaker) and maker.key is not None
        )
    )


def makers_text(found: MakerList) -> str:
    """One line a model: maker, model, what it makes, price, key."""
    today = datetime.now(UTC).date()
    return "".join(
        f"{row.maker:<12} {row.capability:<8} {row.model:<20} {_price_text(row):<34} {_note(row, today)}".rstrip()
        + "\n"
        for row in found.makers
    )


def _price_text(row: MakerRow) -> str:
    if not row.remote:
        return "free, on this machine"
    return " + ".join(f"{price.amount} US$ per {price.unit.replace('_', ' ')}" for price in row.prices)


def _note(row: MakerRow, today: date) -> str:
    if row.retires is not None:
        gone = "retired" if row.retires <= today else "retires"
        return f"{gone} {row.retires}: use {row.replacement}"
    return "" if row.key == "not needed" else "key missing" if row.key == "missing" else f"key from {row.key}"


def keys_text(found: KeyList) -> str:
    """One line a maker; where a key is missing, the variable to set."""
    return "".join(
        f"{row.maker:<12} {row.place:<12} {row.variable}{f'  ({row.page})' if row.page else ''}\n" for row in found.keys
    )
