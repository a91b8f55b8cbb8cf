"""A light grammar of screenplay sentences: tokens, sentences, phrases, clauses."""
