"""Money in the tables: whole nano-dollars, so that sums are exact and a comparison is one of integers."""

from decimal import ROUND_CEILING, Decimal

from filmwright.errors import UserError

__all__ = ["dollars", "nanos", "shown"]

_NANO = Decimal(10) ** 9
_MOST = 2**62
"""Amounts stay far from the end of 64 bits, so that a sum of two cannot pass it."""


def nanos(amount: Decimal) -> int:
    """US dollars as nano-dollars; what is finer than that counts as one more, never as less.

    Raises UserError for an amount that is negative, not a number, or more than four thousand million dollars.
    """
    if not amount.is_finite() or amount < 0 or amount * _NANO >= _MOST:
        raise UserError(f"`{amount}` is not an amount of money: give US dollars, such as `2.50`.")
    return int((amount * _NANO).to_integral_value(rounding=ROUND_CEILING))


def dollars(amount: int) -> Decimal:
    """Nano-dollars as US dollars, without needless zeros."""
    whole = Decimal(amount) / _NANO
    return whole.quantize(Decimal(1)) if whole == whole.to_integral_value() else whole.normalize()


def shown(amount: Decimal) -> str:
    """An amount for people: cents at least, all digits that it has."""
    return f"${amount:.2f}" if amount == amount.quantize(Decimal("0.01")) else f"${amount:f}"
