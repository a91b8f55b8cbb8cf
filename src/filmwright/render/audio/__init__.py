"""Sound: speech, beds, effects, score, levels, loudness and AAC, all as arrays of float32 at 48 kHz."""
