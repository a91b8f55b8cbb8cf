"""Filmwright turns an idea or a screenplay into a film."""
