"""The same line is the same sound at any time of day."""

import time

from filmwright.render.audio.espeak import VoiceSettings, speak


def test_a_voice_with_breath_repeats_over_a_change_of_second() -> None:
    """espeak-ng seeds breath and flutter with the clock, in whole seconds; we seed them ourselves."""
    voice = VoiceSettings(name="en-us+f2", pitch=50, range=50, rate=165, hertz=0.0)
    first, began = speak("I am asking now.", voice).sound.tobytes(), int(time.time())
    again = first
    while int(time.time()) <= began + 1:
        again = speak("I am asking now.", voice).sound.tobytes()
        assert again == first
