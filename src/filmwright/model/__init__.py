"""The documents that departments exchange: typed, frozen, labelled; no input or output here."""
