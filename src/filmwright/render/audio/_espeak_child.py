"""Speak one line with espeak-ng and leave: the body of a process that lives for one line.

espeak-ng keeps state between calls, so the same text gives other samples the second time; a fresh process gives the
same samples every time. It is run as a plain file, without site-packages, and imports next to nothing.

In (stdin): JSON `{library, data, voice, text, rate, pitch, range}`.
Out (stdout): one line of JSON `{rate, voice, words: [[character, sample]], phonemes: [[name, sample]]}`, then 16-bit
little-endian mono. Exit code 3 and one line on stderr when espeak-ng refuses.
"""

import ctypes
import json
import sys

TYPE_CHECKING = False  # `typing` itself is slow to import
if TYPE_CHECKING:
    from collections.abc import Sequence

_RETRIEVAL, _PHONEME_EVENTS, _DONT_EXIT = 1, 0x0001, 0x8000
_RATE, _PITCH, _RANGE = 1, 3, 4
_SEED = 1
_UTF8, _PHONEMES, _ENDPAUSE, _POSITION_CHARACTER = 1, 0x100, 0x1000, 1
_END_OF_LIST, _WORD, _PHONEME = 0, 1, 7
_MAX_SECONDS = 600


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.POINTER(_Event))


def main() -> int:
    """Read the order, speak, write the answer."""
    order = json.loads(sys.stdin.buffer.read())
    library = ctypes.CDLL(order["library"])
    rate = library.espeak_Initialize(_RETRIEVAL, 0, order["data"].encode(), _PHONEME_EVENTS | _DONT_EXIT)
    if rate <= 0:
        return _refuse("espeak-ng does not start: its data is missing")
    pcm = bytearray()
    words: list[tuple[int, int]] = []
    phonemes: list[tuple[str, int]] = []

    def heard(samples: int | None, count: int, events: "Sequence[_Event]") -> int:
        if samples and count > 0:
            pcm.extend(ctypes.string_at(samples, count * 2))
        index = 0
        while events[index].type != _END_OF_LIST:
            event = events[index]
            if event.type == _WORD:
                words.append((event.text_position - 1, event.sample))
            elif event.type == _PHONEME:
                # the union is read as raw bytes: a c_char field would stop at the first zero, which is what we want
                phonemes.append((event.id.string.decode("utf-8", "replace"), event.sample))
            index += 1
        return int(len(pcm) > 2 * rate * _MAX_SECONDS)

    callback = _Callback(heard)
    library.espeak_SetSynthCallback(callback)
    voice = next((name for name in _near(order["voice"]) if library.espeak_SetVoiceByName(name.encode()) == 0), None)
    if voice is None:
        return _refuse(f"espeak-ng has no voice `{order['voice']}`")
    # breath and flutter are drawn from numbers that espeak-ng seeds with the clock
    library.espeak_ng_SetRandSeed(ctypes.c_long(_SEED))
    for parameter, name in ((_RATE, "rate"), (_PITCH, "pitch"), (_RANGE, "range")):
        library.espeak_SetParameter(parameter, int(order[name]), 0)
    text = order["text"].encode() + b"\0"
    flags = _UTF8 | _PHONEMES | _ENDPAUSE
    if library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, _POSITION_CHARACTER, 0, flags, None, None) != 0:
        return _refuse("espeak-ng cannot speak this text")
    library.espeak_Synchronize()
    head = json.dumps({"rate": rate, "voice": voice, "words": words, "phonemes": phonemes})
    sys.stdout.buffer.write(head.encode() + b"\n" + bytes(pcm))
    sys.stdout.buffer.flush()
    return 0


def _near(voice: str) -> "list[str]":
    """The voice, then the same variant in its language without a region, then in English."""
    language, plus, variant = voice.partition("+")
    return [f"{name}{plus}{variant}" for name in (language, language.split("-")[0], "en")]


def _refuse(message: str) -> int:
    sys.stderr.write(message + "\n")
    return 3


if __name__ == "__main__":
    sys.exit(main())
