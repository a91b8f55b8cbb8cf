"""Ambience: the air of a place, made of layers that never stand still and never stop.

A bed is a list of layers by name with their share. Every layer is made for exactly as long as the scene, from a seed
that is the place's, so the same place sounds the same and two places never do.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from filmwright.errors import UserError
from filmwright.render.audio import loudness
from filmwright.render.audio.dsp import (
    RATE,
    Sound,
    amplitude,
    band_pass,
    generator,
    high_pass,
    low_pass,
    place,
    scaled,
    slow_curve,
)
from filmwright.render.audio.texture import (
    burst,
    chirp,
    gusts,
    happening,
    hum,
    noise,
    partials,
    ping,
    saw,
    shaped_noise,
    vowel,
)

__all__ = ["LAYERS", "LEVEL", "bed"]

LEVEL = -21.0
"""Loudness in LUFS of a bed of level 1, before the mix."""

_FLOOR = 0.12  # share of the loudest second that the quietest second keeps, as constant air

_Layer = Callable[[int, np.random.Generator], Sound]
_Random = np.random.Generator


def bed(layers: Sequence[tuple[str, float]], samples: int, seed: str, level: float = 1.0) -> Sound:
    """The ambience of `samples` samples, stereo. Raises UserError for a layer that does not exist."""
    total = np.zeros((samples, 2), np.float32)
    if not samples:
        return total
    for name, share in layers:
        if name not in LAYERS:
            raise UserError(f"No ambience layer `{name}`. There are: {', '.join(sorted(LAYERS))}.")
        total += LAYERS[name](samples, generator("ambience", seed, name)) * np.float32(share)
    air = shaped_noise(samples, generator("air", seed), _AIR) * np.float32(0.25)
    total += air
    found = loudness.integrated(loudness.block_energies(total))
    if not np.isfinite(found):
        found = -60.0
    gain = amplitude(min(LEVEL - found, 40.0)) * level
    return _rounded(total * np.float32(gain))


def _rounded(sound: Sound) -> Sound:
    """Single loud events bent softly under full scale."""
    return np.where(
        np.abs(sound) > 0.5, np.sign(sound) * (0.5 + 0.45 * np.tanh((np.abs(sound) - 0.5) / 0.45)), sound
    ).astype(np.float32)


_AIR = ((20, -6), (60, 0), (200, -8), (1000, -22), (5000, -38), (20000, -60))


# indoors


def _room_tone(samples: int, random: _Random) -> Sound:
    low = shaped_noise(samples, random, ((20, -8), (70, 0), (180, -7), (700, -20), (3000, -34), (20000, -60)))
    return gusts(low, random, seconds=9, depth=0.18) * 0.8 + hum(samples, random, 50, (0.004, 0.008, 0.002, 0.003))


def _murmur(samples: int, random: _Random) -> Sound:
    return _babble(samples, random, people=7, brightness=2600)


def _crowd(samples: int, random: _Random) -> Sound:
    voices = _babble(samples, random, people=16, brightness=3200)
    air = shaped_noise(samples, random, ((60, -20), (300, -6), (900, 0), (3000, -12), (12000, -40)))
    return voices + scaled(air, 0.3)


def _babble(samples: int, random: _Random, *, people: int, brightness: float) -> Sound:
    """Many voices, none of which can be understood: each speaks, waits, speaks again."""
    loop = min(samples, 29 * RATE)
    out = np.zeros((loop, 2), np.float32)
    for _ in range(people):
        pitch = float(random.uniform(88, 225))
        bank = [vowel(random, pitch * random.uniform(0.85, 1.25), random.uniform(0.11, 0.26)) for _ in range(9)]
        where, level = random.uniform(-0.9, 0.9), random.uniform(0.4, 1.0)
        sides = np.sqrt(2) * np.array([np.cos((where + 1) * np.pi / 4), np.sin((where + 1) * np.pi / 4)])
        voice = np.zeros(loop, np.float32)
        at, phrase = int(random.uniform(0, 3) * RATE), 0
        while at < loop:
            syllable = bank[int(random.integers(len(bank)))]
            place(voice, syllable, at, float(random.uniform(0.5, 1.0)) * level)
            at += int(len(syllable) * random.uniform(0.75, 1.05))
            phrase += 1
            if phrase > random.integers(5, 22):
                at, phrase = at + int(random.uniform(0.4, 3.2) * RATE), 0
        out += (voice[:, None] * sides).astype(np.float32)
    soft = low_pass(high_pass(out, 140), brightness)
    soft *= 0.1 / max(float(np.sqrt(np.mean(soft**2))), 1e-9)
    return gusts(np.tile(soft, (-(-samples // loop), 1))[:samples], random, seconds=6, depth=0.25)


def _clinks(samples: int, random: _Random) -> Sound:
    def clink(r: _Random) -> Sound:
        return partials(
            r.uniform(1900, 3600), (1, 2.32, 4.25, 6.63), (1, 0.6, 0.4, 0.2), r.uniform(0.18, 0.5)
        ) * np.float32(0.11)

    return happening(samples, random, every=3.2, make=clink)


def _fridge(samples: int, random: _Random) -> Sound:
    whirr = shaped_noise(samples, random, ((30, -20), (100, 0), (240, -6), (800, -22), (4000, -44), (20000, -70)))
    breathing = gusts(whirr, random, seconds=12, depth=0.3)
    return hum(samples, random, 50, (0.02, 0.075, 0.01, 0.03, 0.0, 0.012)) + breathing


def _vent(samples: int, random: _Random) -> Sound:
    air = shaped_noise(samples, random, ((30, -10), (120, 0), (500, -6), (1600, -14), (5000, -26), (20000, -50)))
    return gusts(air, random, seconds=7, depth=0.12) + hum(samples, random, 59.5, (0.012, 0.006, 0.004))


def _keyboard(samples: int, random: _Random) -> Sound:
    def run(r: _Random) -> Sound:
        out = np.zeros(int(r.uniform(0.6, 2.4) * RATE), np.float32)
        at = 0
        while at < len(out):
            place(out, burst(r, 0.035, 900, 5200, attack=0.001), at, float(r.uniform(0.03, 0.09)))
            at += int(r.uniform(0.07, 0.22) * RATE)
        return out

    return happening(samples, random, every=3.4, make=run, spread=0.7)


def _monitor(samples: int, random: _Random) -> Sound:
    """A patient's monitor: steady, because a heart is."""
    out = np.zeros((samples, 2), np.float32)
    beep = ping(932.3, 0.22, attack=0.006) * np.float32(0.05)
    beep[int(0.1 * RATE) :] *= np.linspace(1, 0, len(beep) - int(0.1 * RATE), dtype=np.float32)
    at = 0.4 * RATE
    while at < samples:
        place(out, np.repeat(beep[:, None], 2, axis=1) * np.array([0.8, 1.1], np.float32), int(at))
        at += RATE * 60 / random.normal(72, 1.2)
    return low_pass(out, 4000)


def _ticking(samples: int, random: _Random) -> Sound:
    out = np.zeros((samples, 2), np.float32)
    tick, tock = burst(random, 0.03, 2200, 5200, attack=0.0008), burst(random, 0.03, 1700, 4200, attack=0.0008)
    for number, at in enumerate(range(int(0.3 * RATE), samples, RATE // 2)):
        place(out, np.repeat((tick, tock)[number % 2][:, None], 2, axis=1), at, 0.06)
    return out


def _factory(samples: int, random: _Random) -> Sound:
    def clank(r: _Random) -> Sound:
        return partials(
            r.uniform(180, 520), (1, 1.58, 2.24, 2.92, 3.6), (1, 0.8, 0.6, 0.5, 0.4), r.uniform(0.6, 1.4)
        ) * np.float32(0.2)

    drone = hum(samples, random, 47, (0.06, 0.08, 0.03, 0.04, 0.02, 0.02, 0.01))
    air = shaped_noise(samples, random, ((30, -4), (90, 0), (400, -8), (1500, -14), (6000, -28), (20000, -60)))
    return gusts(air, random, seconds=5, depth=0.25) + drone + happening(samples, random, every=4, make=clank)


def _church(samples: int, random: _Random) -> Sound:
    air = shaped_noise(
        samples, random, ((25, 0), (60, -1), (160, -8), (500, -18), (1500, -28), (20000, -60)), width=1.0
    )

    def creak(r: _Random) -> Sound:
        return band_pass(burst(r, 0.9, 200, 900, attack=0.05), 200, 900) * np.float32(0.12)

    return gusts(air, random, seconds=11, depth=0.3) + happening(samples, random, every=14, make=creak)


def _train(samples: int, random: _Random) -> Sound:
    out = shaped_noise(samples, random, ((25, -2), (60, 0), (200, -5), (700, -12), (2500, -24), (20000, -60)))
    clack = burst(random, 0.11, 90, 1400, attack=0.004)
    at = 0.0
    while at < samples:
        for offset in (0.0, 0.16):
            place(out, np.repeat(clack[:, None], 2, axis=1), int(at + offset * RATE), float(random.uniform(0.12, 0.22)))
        at += RATE * random.uniform(1.05, 1.2)
    return gusts(out, random, seconds=8, depth=0.2)


def _car(samples: int, random: _Random) -> Sound:
    road = shaped_noise(
        samples, random, ((25, -2), (70, 0), (160, -6), (500, -17), (1500, -26), (6000, -42), (20000, -70))
    )
    engine = hum(samples, random, 38, (0.03, 0.06, 0.02, 0.025, 0.01, 0.008))
    return gusts(road, random, seconds=5, depth=0.3) + engine


def _cabin(samples: int, random: _Random) -> Sound:
    """An aircraft or a spaceship: wide, steady, a low beat in it."""
    air = shaped_noise(
        samples, random, ((25, -4), (80, 0), (300, -4), (1200, -10), (4000, -20), (20000, -46)), width=0.9
    )
    return (
        gusts(air, random, seconds=15, depth=0.1)
        + hum(samples, random, 41, (0.05, 0.03, 0.02))
        + hum(samples, random, 41.7, (0.04, 0.02))
    )


def _server(samples: int, random: _Random) -> Sound:
    fan = shaped_noise(samples, random, ((50, -14), (200, -4), (700, 0), (2400, -6), (7000, -18), (20000, -46)))
    return fan * 0.8 + hum(samples, random, 118, (0.02, 0.012, 0.006, 0.01))


# outdoors


def _traffic(samples: int, random: _Random) -> Sound:
    far = shaped_noise(
        samples, random, ((25, -3), (60, 0), (150, -4), (600, -12), (1500, -18), (5000, -34), (20000, -64))
    )

    def car(r: _Random) -> Sound:
        return _pass_by(r, seconds=r.uniform(4.0, 7.5), top=r.uniform(1400, 3000)) * np.float32(0.32)

    return gusts(far, random, seconds=7, depth=0.25) + happening(samples, random, every=7.5, make=car, quiet=0.4)


def _pass_by(random: _Random, *, seconds: float, top: float) -> Sound:
    """One vehicle from side to side: tyres and engine, louder and brighter in the middle, a little lower after it."""
    count = int(seconds * RATE)
    share = np.linspace(-1, 1, count)
    near = 1 / (1 + (share * 4) ** 2)
    tyres = low_pass(noise(count, random) * 0.35, top)
    engine = low_pass(saw(random.uniform(55, 85) * (1 - 0.04 * np.tanh(share * 6)), count), 420) * 0.5
    mono = ((tyres + engine) * near * np.cos(share * np.pi / 2)).astype(np.float32)
    way = share * (1 if random.random() < 0.5 else -1) * 0.9
    angle = (way + 1) * np.pi / 4
    return np.asarray(mono[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1), dtype=np.float32)


def _city_night(samples: int, random: _Random) -> Sound:
    far = shaped_noise(
        samples, random, ((25, 0), (60, 0), (140, -6), (500, -16), (1500, -26), (5000, -42), (20000, -66)), width=0.9
    )

    def car(r: _Random) -> Sound:
        return _pass_by(r, seconds=r.uniform(6, 9), top=900) * np.float32(0.16)

    def siren(_: _Random) -> Sound:
        turn = np.sin(2 * np.pi * np.arange(5 * RATE) / RATE * 0.35)
        tone = np.sin(2 * np.pi * np.cumsum(820 + 260 * turn) / RATE) * np.hanning(5 * RATE)
        return low_pass((tone * 0.012).astype(np.float32), 1400)

    return (
        gusts(far, random, seconds=10, depth=0.3)
        + happening(samples, random, every=15, make=car)
        + happening(samples, random, every=70, make=siren, first=random.uniform(20, 60))
        + happening(samples, random, every=38, make=_far_dog, first=random.uniform(8, 30))
    )


def _far_dog(random: _Random) -> Sound:
    out = np.zeros(int(1.6 * RATE), np.float32)
    for number in range(int(random.integers(2, 4))):
        bark = vowel(random, random.uniform(240, 330), 0.16)
        place(out, bark, int((number * 0.42 + random.uniform(0, 0.08)) * RATE), 0.035)
    return low_pass(out, 1300)


def _crickets(samples: int, random: _Random) -> Sound:
    """Field crickets: three or four pulses of a high tone, again and again, each singer at its own pace."""
    out = np.float32(0.25) * shaped_noise(
        samples, random, ((25, -6), (80, -4), (300, -10), (1200, -18), (4000, -22), (20000, -50))
    )
    for _ in range(5):
        hertz, pause = random.uniform(3900, 5100), random.uniform(0.33, 0.75)
        chirped = np.zeros(int(0.16 * RATE), np.float32)
        for pulse in range(int(random.integers(3, 5))):
            place(chirped, chirp(hertz, hertz * 1.01, 0.024), int(pulse * 0.035 * RATE))
        level, where = random.uniform(0.006, 0.03), random.uniform(-0.9, 0.9)
        sides = np.array([np.cos((where + 1) * np.pi / 4), np.sin((where + 1) * np.pi / 4)], np.float32) * np.float32(
            level
        )
        wide = np.asarray(chirped[:, None] * sides, dtype=np.float32)
        at = random.uniform(0, 1) * RATE
        while at < samples:
            place(out, wide, int(at))
            at += (pause * random.uniform(0.94, 1.08) + (random.uniform(1, 3) if random.random() < 0.04 else 0)) * RATE
    return out


def _leaves(samples: int, random: _Random) -> Sound:
    low = shaped_noise(
        samples,
        random,
        ((25, -14), (100, -6), (400, -6), (1500, -9), (5000, -12), (12000, -24), (20000, -40)),
        width=0.9,
    )
    return gusts(low, random, seconds=4.5, depth=0.55)


def _birds(samples: int, random: _Random) -> Sound:
    singers = [(random.uniform(2300, 5200), int(random.integers(0, 3))) for _ in range(4)]

    def song(r: _Random) -> Sound:
        base, kind = singers[int(r.integers(len(singers)))]
        out = np.zeros(int(1.9 * RATE), np.float32)
        at = 0.0
        for _ in range(int(r.integers(2, 7))):
            length = r.uniform(0.05, 0.16)
            turn = (r.uniform(1.1, 1.5), r.uniform(0.7, 0.9), r.uniform(0.95, 1.3))[kind]
            place(out, chirp(base * r.uniform(0.92, 1.1), base * turn, length), int(at * RATE), 0.045)
            at += length + r.uniform(0.03, 0.14)
        return out

    return happening(samples, random, every=2.6, make=song, quiet=0.25, spread=0.95)


def _waves(samples: int, random: _Random) -> Sound:
    out = np.float32(0.35) * shaped_noise(
        samples, random, ((25, -4), (80, 0), (300, -6), (1500, -14), (6000, -26), (20000, -50)), width=0.9
    )
    at = -2.0 * RATE
    while at < samples:
        seconds = random.uniform(5.5, 9.0)
        count = int(seconds * RATE)
        share = np.linspace(0, 1, count)
        swell = np.sin(np.pi * share**0.75) ** 2 + 0.55 * np.exp(-(((share - 0.52) / 0.1) ** 2))
        wash = shaped_noise(
            count, random, ((40, -12), (150, -2), (600, 0), (2500, -3), (8000, -10), (20000, -28)), width=1.0
        )
        place(out, (wash * swell[:, None]).astype(np.float32), int(at), float(random.uniform(0.6, 1.2)))
        at += seconds * RATE * random.uniform(0.62, 0.85)
    return out


def _gulls(samples: int, random: _Random) -> Sound:
    def cry(r: _Random) -> Sound:
        out = np.zeros(int(2.6 * RATE), np.float32)
        at, base = 0.0, r.uniform(900, 1350)
        for _ in range(int(r.integers(1, 5))):
            length = r.uniform(0.25, 0.5)
            count = int(length * RATE)
            glide = base * np.interp(np.linspace(0, 1, count), (0, 0.25, 1), (0.8, 1.25, 0.85))
            tone = saw(glide, count) * np.sin(np.pi * np.linspace(0, 1, count)) ** 0.6
            place(out, band_pass(tone.astype(np.float32), 800, 4200), int(at * RATE), 0.06)
            at += length + r.uniform(0.08, 0.25)
        return out

    return happening(samples, random, every=11, make=cry, quiet=0.2, spread=0.95, first=random.uniform(1.5, 6))


def _rain(samples: int, random: _Random) -> Sound:
    hiss = shaped_noise(
        samples,
        random,
        ((60, -22), (300, -14), (1000, -6), (3000, -1), (7000, 0), (14000, -5), (20000, -14)),
        width=1.0,
    )
    return gusts(hiss, random, seconds=6, depth=0.2) * 0.9 + _drops(samples, random, per_second=26, level=0.05)


def _rain_on_roof(samples: int, random: _Random) -> Sound:
    hush = shaped_noise(
        samples, random, ((40, -12), (150, -3), (500, 0), (1600, -5), (5000, -14), (20000, -40)), width=0.8
    )
    return gusts(hush, random, seconds=6, depth=0.22) + low_pass(
        _drops(samples, random, per_second=16, level=0.09), 2600
    )


def _drops(samples: int, random: _Random, *, per_second: float, level: float) -> Sound:
    loop = min(samples, 23 * RATE)
    out = np.zeros((loop, 2), np.float32)
    bank = [
        burst(
            random, random.uniform(0.008, 0.03), random.uniform(900, 2500), random.uniform(4000, 11000), attack=0.0005
        )
        for _ in range(12)
    ]
    for _ in range(int(loop / RATE * per_second)):
        drop = bank[int(random.integers(len(bank)))]
        sides = random.uniform(0.2, 1.0, 2).astype(np.float32) * np.float32(level * random.uniform(0.2, 1.0))
        place(out, np.asarray(drop[:, None] * sides, dtype=np.float32), int(random.integers(0, loop)))
    return np.tile(out, (-(-samples // loop), 1))[:samples]


def _thunder_far(samples: int, random: _Random) -> Sound:
    def roll(r: _Random) -> Sound:
        count = int(r.uniform(4, 7) * RATE)
        share = np.linspace(0, 1, count)
        shape = np.sin(np.pi * share**0.5) * np.maximum(slow_curve(count, 0.4, r, 0.7), 0.05)
        return np.asarray(low_pass(noise(count, r), 160, 2) * shape * 0.5, dtype=np.float32)

    return happening(samples, random, every=17, make=roll, spread=0.4, first=random.uniform(2, 8))


def _wind(samples: int, random: _Random) -> Sound:
    low = shaped_noise(
        samples, random, ((25, -6), (90, 0), (300, -4), (900, -12), (3000, -24), (20000, -56)), width=0.9
    )
    whistle = band_pass(
        shaped_noise(samples, random, ((300, -20), (600, 0), (900, -12), (3000, -40)), width=1.0), 420, 900
    )
    return gusts(low, random, seconds=5, depth=0.65) + scaled(gusts(whistle, random, seconds=3.5, depth=0.95), 0.25)


def _stream(samples: int, random: _Random) -> Sound:
    flow = shaped_noise(
        samples, random, ((60, -24), (250, -8), (700, -2), (1600, 0), (4000, -7), (10000, -20), (20000, -40)), width=0.9
    )

    def bubble(r: _Random) -> Sound:
        start = r.uniform(400, 1100)
        return chirp(start, start * r.uniform(1.2, 1.7), r.uniform(0.03, 0.09)) * np.float32(0.05)

    return gusts(flow, random, seconds=4, depth=0.2) * 0.8 + happening(samples, random, every=0.2, make=bubble)


def _lapping(samples: int, random: _Random) -> Sound:
    def lap(r: _Random) -> Sound:
        count = int(r.uniform(0.7, 1.6) * RATE)
        shape = np.sin(np.pi * np.linspace(0, 1, count) ** 0.6) ** 2
        return np.asarray(band_pass(noise(count, r), 220, r.uniform(900, 2200)) * shape * 0.16, dtype=np.float32)

    return happening(samples, random, every=1.3, make=lap, spread=0.9)


def _ship(samples: int, random: _Random) -> Sound:
    engine = hum(samples, random, 23.5, (0.05, 0.09, 0.06, 0.05, 0.02, 0.02))
    low = shaped_noise(samples, random, ((22, -2), (60, 0), (150, -5), (500, -16), (2000, -30), (20000, -64)))
    return gusts(low, random, seconds=3, depth=0.25) + engine


def _fire(samples: int, random: _Random) -> Sound:
    roar = shaped_noise(samples, random, ((30, -4), (90, 0), (300, -7), (1200, -16), (5000, -26), (20000, -50)))

    def crack(r: _Random) -> Sound:
        return burst(r, r.uniform(0.01, 0.05), 900, r.uniform(4000, 12000), attack=0.0005) * np.float32(0.22)

    return gusts(roar, random, seconds=1.6, depth=0.4) * 0.6 + happening(
        samples, random, every=0.28, make=crack, quiet=0.08
    )


def _space(samples: int, random: _Random) -> Sound:
    low = hum(samples, random, 36, (0.07, 0.04, 0.02)) + hum(samples, random, 36.4, (0.06, 0.03))
    shimmer = shaped_noise(samples, random, ((200, -40), (1500, -14), (3000, 0), (5000, -14), (20000, -50)), width=1.0)
    return gusts(low, random, seconds=9, depth=0.3) + scaled(gusts(shimmer, random, seconds=6, depth=0.8), 0.12)


def _drips(samples: int, random: _Random) -> Sound:
    def drip(r: _Random) -> Sound:
        start = r.uniform(700, 1600)
        out = np.zeros(int(0.9 * RATE), np.float32)
        for echo in range(4):
            place(out, chirp(start, start * 1.35, 0.035), int(echo * 0.13 * RATE), 0.12 * 0.4**echo)
        return out

    return happening(samples, random, every=3.1, make=drip, spread=0.7)


def _frogs(samples: int, random: _Random) -> Sound:
    def croak(r: _Random) -> Sound:
        out = np.zeros(int(0.7 * RATE), np.float32)
        for pulse in range(int(r.integers(5, 12))):
            place(out, ping(r.uniform(480, 560), 0.04), int(pulse * 0.045 * RATE), 0.05)
        return out

    return happening(samples, random, every=2.0, make=croak)


def _footfall(samples: int, random: _Random) -> Sound:
    """People somewhere on a hard floor."""

    def walk(r: _Random) -> Sound:
        out = np.zeros(int(4.5 * RATE), np.float32)
        pace, level = r.uniform(0.48, 0.6), r.uniform(0.02, 0.06)
        for number in range(int(r.integers(4, 8))):
            rise = 1 - abs(number - 3) / 5
            place(out, burst(r, 0.07, 160, 1800, attack=0.002), int(number * pace * RATE), level * rise)
        return low_pass(out, 1900)

    return happening(samples, random, every=8, make=walk, spread=0.9)


def _announcements(samples: int, random: _Random) -> Sound:
    def call(r: _Random) -> Sound:
        out = np.zeros(int(6 * RATE), np.float32)
        for number, hertz in enumerate((659.3, 523.3)):
            place(out, ping(hertz, 1.4, attack=0.01), int(number * 0.45 * RATE), 0.05)
        at, pitch = 1.5, r.uniform(170, 210)
        while at < 5.4:
            syllable = vowel(r, pitch * r.uniform(0.9, 1.15), r.uniform(0.12, 0.24))
            place(out, syllable, int(at * RATE), 0.035)
            at += len(syllable) / RATE + r.uniform(0, 0.12)
        return band_pass(out, 350, 2200)

    return happening(samples, random, every=32, make=call, spread=0.3, first=random.uniform(4, 14))


def _phones(samples: int, random: _Random) -> Sound:
    def ring(r: _Random) -> Sound:
        out = np.zeros(int(3.2 * RATE), np.float32)
        base = r.uniform(900, 1300)
        for start in (0.0, 2.0):
            for pulse in range(12):
                place(out, ping(base * (1 + 0.25 * (pulse % 2)), 0.09), int((start + pulse * 0.06) * RATE), 0.018)
        return low_pass(out, 2400)

    return happening(samples, random, every=25, make=ring, spread=0.9, first=random.uniform(5, 20))


LAYERS: Mapping[str, _Layer] = {
    "announcements": _announcements,
    "birds": _birds,
    "cabin": _cabin,
    "car": _car,
    "church": _church,
    "city_night": _city_night,
    "clinks": _clinks,
    "crickets": _crickets,
    "crowd": _crowd,
    "drips": _drips,
    "factory": _factory,
    "fire": _fire,
    "footfall": _footfall,
    "fridge": _fridge,
    "frogs": _frogs,
    "gulls": _gulls,
    "keyboard": _keyboard,
    "lapping": _lapping,
    "leaves": _leaves,
    "monitor": _monitor,
    "murmur": _murmur,
    "phones": _phones,
    "rain": _rain,
    "rain_on_roof": _rain_on_roof,
    "room_tone": _room_tone,
    "server": _server,
    "ship": _ship,
    "space": _space,
    "stream": _stream,
    "thunder_far": _thunder_far,
    "ticking": _ticking,
    "traffic": _traffic,
    "train": _train,
    "vent": _vent,
    "waves": _waves,
    "wind": _wind,
}
"""Every layer by name. A layer is stereo, about RMS 0.1 when it is continuous; events lie above it."""
