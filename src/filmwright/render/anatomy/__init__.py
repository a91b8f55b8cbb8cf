"""What bodies of people and animals share: bones, implicit shapes, pieces, skin, bytes, a place in the world."""
