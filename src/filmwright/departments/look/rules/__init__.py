"""The rules of the look: pure functions over words and documents."""
