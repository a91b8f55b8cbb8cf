"""Money: intents, reservations, settlements, doubts and caps. See `docs/concepts/runs-and-money.md`."""

from filmwright.engine.ledger.ledger import Ledger
from filmwright.engine.ledger.rows import Cap, Choice, Entry, Order, Outcome, Scope, Spent, State

__all__ = ["Cap", "Choice", "Entry", "Ledger", "Order", "Outcome", "Scope", "Spent", "State"]
