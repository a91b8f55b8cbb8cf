"""Effects: single sounds of things, each a small synthesis that varies with its seed."""

from collections.abc import Callable, Mapping

import numpy as np

from filmwright.errors import UserError
from filmwright.render.audio.dsp import (
    RATE,
    Sound,
    amplitude,
    band_pass,
    edge_fades,
    generator,
    high_pass,
    low_pass,
    pan,
    peak,
    place,
    scaled,
    slow_curve,
)
from filmwright.render.audio.mix import add_room
from filmwright.render.audio.texture import burst, chirp, noise, partials, saw, vowel

__all__ = ["EFFECTS", "effect"]

_Random = np.random.Generator
_Maker = Callable[[_Random, float], Sound]

_DISTANCES = {
    # level in dB, low-pass in hertz, how much room
    "near": (0.0, 20000.0, -4.0),
    "room": (-4.0, 9000.0, 2.0),
    "far": (-13.0, 2400.0, 5.0),
}
_FADE = RATE // 200


def effect(
    kind: str, samples: int, seed: str, *, distance: str = "room", pan: float = 0.0, space: str = "room"
) -> Sound:
    """The sound of a thing, stereo. `samples` is how long it goes on, for those that do (0: as long as it likes).

    Raises UserError for a kind that does not exist.
    """
    if kind not in EFFECTS:
        raise UserError(f"No effect `{kind}`. There are: {', '.join(sorted(EFFECTS))}.")
    maker, seconds, level = EFFECTS[kind]
    dry = maker(generator("effect", kind, seed), samples / RATE if samples else seconds)
    dry = dry * np.float32(amplitude(level) / max(peak(dry), 1e-6))
    return _placed(dry, distance, pan, space)


def _placed(dry: Sound, distance: str, where: float, space: str) -> Sound:
    level, top, room = _DISTANCES[distance]
    mono = edge_fades(low_pass(dry, top, 1) if top < 20000 else dry, 16, min(_FADE, len(dry) // 4))
    wet = add_room(mono, space, more=room)
    out = np.zeros_like(wet)
    place(out, pan(mono, where), 0)
    return (out + wet) * np.float32(amplitude(level))


def _sum(seconds: float, *parts: tuple[float, Sound, float]) -> Sound:
    """Sounds at their seconds and levels, on one line."""
    out = np.zeros(int(seconds * RATE) + 1, np.float32)
    for at, sound, level in parts:
        place(out, sound, int(at * RATE), level)
    return out


def _thump(random: _Random, hertz: float, seconds: float) -> Sound:
    """A heavy thing set in motion: a falling low tone with a knock on it."""
    count = int(seconds * RATE)
    time = np.arange(count) / RATE
    body = np.sin(2 * np.pi * np.cumsum(hertz * (0.6 + 0.6 * np.exp(-time * 30))) / RATE) * np.exp(
        -6.9 * time / seconds
    )
    return edge_fades(
        _sum(seconds, (0, body.astype(np.float32), 1.0), (0, burst(random, 0.05, 200, 2600), 0.45)), 16, 200
    )


def _latch(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        0.2,
        (0, burst(r, 0.03, 1500, 6500, attack=0.0005), 0.8),
        (r.uniform(0.05, 0.08), burst(r, 0.05, 900, 5000, attack=0.0005), 1.0),
    )


def _hinge(r: _Random, seconds: float) -> Sound:
    count = int(seconds * RATE)
    glide = r.uniform(260, 480) * slow_curve(count, 0.12, r, 0.25)
    rub = band_pass(saw(glide, count) * np.maximum(slow_curve(count, 0.05, r, 0.9), 0), 500, 3200)
    return edge_fades(rub, 2400, 4800)


def _door_open(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        1.3,
        (0, _latch(r, 0), 0.8),
        (0.16, _hinge(r, r.uniform(0.5, 0.9)), 0.22),
        (0.2, low_pass(burst(r, 0.7, 80, 600, attack=0.2), 500), 0.3),
    )


def _door_close(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        1.0, (0, _hinge(r, 0.3), 0.12), (0.28, _thump(r, r.uniform(75, 105), 0.35), 0.9), (0.31, _latch(r, 0), 0.6)
    )


def _door_slam(r: _Random, s: float) -> Sound:
    del s
    rattle = _sum(0.4, *((0.06 + i * 0.045, burst(r, 0.04, 300, 2400), 0.25 * 0.6**i) for i in range(5)))
    return _sum(
        1.2,
        (0, _thump(r, r.uniform(60, 80), 0.5), 1.0),
        (0, burst(r, 0.22, 90, 5200, attack=0.001), 0.8),
        (0.05, rattle, 0.8),
    )


def _knock(r: _Random, s: float) -> Sound:
    del s
    number, pace = int(r.integers(2, 5)), r.uniform(0.17, 0.26)
    knocks = (
        (
            i * pace,
            _sum(0.2, (0, _thump(r, r.uniform(150, 190), 0.12), 0.8), (0, burst(r, 0.05, 500, 2600), 0.6)),
            r.uniform(0.8, 1.0),
        )
        for i in range(number)
    )
    return _sum(number * pace + 0.3, *knocks)


def _steps(r: _Random, seconds: float, *, low: float, high: float, pace: float, crunch: float = 0.0) -> Sound:
    out = np.zeros(int(seconds * RATE) + RATE // 2, np.float32)
    heels = [burst(r, r.uniform(0.05, 0.08), low, high, attack=0.002) for _ in range(4)]
    toes = [burst(r, 0.06, low * 1.6, high * 1.2, attack=0.004) for _ in range(4)]
    grains = [burst(r, 0.02, 900, 6000, attack=0.001) for _ in range(6)]
    at, number = 0.05, 0
    while at < seconds:
        heel, toe = heels[int(r.integers(4))], toes[int(r.integers(4))]
        level = r.uniform(0.75, 1.0) * (1.0 if number % 2 else 0.9)
        place(out, heel, int(at * RATE), level)
        place(out, toe, int((at + r.uniform(0.06, 0.1)) * RATE), 0.45 * level)
        if crunch:
            grain = _sum(
                0.25, *((r.uniform(0, 0.18), grains[int(r.integers(6))], r.uniform(0.2, 0.8)) for _ in range(14))
            )
            place(out, grain, int(at * RATE), crunch * level)
        at += pace * r.uniform(0.94, 1.06)
        number += 1
    return out


def _steps_indoors(r: _Random, s: float) -> Sound:
    return _steps(r, s, low=110, high=1700, pace=0.54)


def _steps_outdoors(r: _Random, s: float) -> Sound:
    return _steps(r, s, low=90, high=900, pace=0.56, crunch=0.5)


def _running(r: _Random, s: float) -> Sound:
    return _steps(r, s, low=90, high=1500, pace=0.31, crunch=0.15)


def _phone_ring(r: _Random, seconds: float) -> Sound:
    """Two-tone ringer: 2 s of ringing, 4 s of rest, begun once at least."""
    low, high = r.uniform(820, 980), r.uniform(1080, 1320)
    out = np.zeros(int(max(seconds, 2.0) * RATE), np.float32)
    for cycle in range(0, len(out), 4 * RATE):
        for pulse in range(30):
            at = cycle + int(pulse * 0.05 * RATE)
            place(out, partials((low, high)[pulse % 2], (1, 2, 3.02), (1, 0.35, 0.15), 0.1), at, 0.8)
    return out[: int(max(seconds, 2.0) * RATE)]


def _phone_buzz(r: _Random, seconds: float) -> Sound:
    del seconds
    motor = saw(r.uniform(150, 175), int(0.45 * RATE))
    shake = low_pass(motor, 900) + scaled(band_pass(motor, 1200, 3000), 0.3)
    one = edge_fades(shake, 900, 1400)
    return _sum(1.7, (0, one, 0.9), (0.62, one, 1.0), (1.24, one, 0.8))


def _glass_clink(r: _Random, s: float) -> Sound:
    del s
    one = partials(r.uniform(2100, 2900), (1, 2.3, 4.1, 6.3), (1, 0.7, 0.4, 0.2), r.uniform(0.5, 0.9))
    return _sum(1.0, (0, one, 1.0), (0.012, partials(r.uniform(2500, 3300), (1, 2.7), (0.6, 0.3), 0.4), 0.5))


def _set_down(r: _Random, s: float) -> Sound:
    del s
    return _sum(0.4, (0, _thump(r, r.uniform(140, 220), 0.12), 0.7), (0, burst(r, 0.05, 700, 4500, attack=0.0008), 0.5))


def _glass_break(r: _Random, s: float) -> Sound:
    del s
    shards = (
        (
            abs(r.normal(0.05, 0.25)),
            partials(r.uniform(2200, 7000), (1, 1.9, 2.7), (1, 0.6, 0.4), r.uniform(0.05, 0.35)),
            r.uniform(0.1, 0.5),
        )
        for _ in range(46)
    )
    return _sum(1.6, (0, burst(r, 0.25, 1200, 14000, attack=0.0005), 1.0), *shards)


def _pour(r: _Random, seconds: float) -> Sound:
    count = int(max(seconds, 1.2) * RATE)
    flow = band_pass(noise(count, r) * np.float32(0.1), 700, 4500) * slow_curve(count, 0.1, r, 0.4)
    drops = (
        (r.uniform(0, count / RATE), chirp(a := r.uniform(500, 1300), a * 1.5, 0.03), r.uniform(0.05, 0.25))
        for _ in range(int(count / RATE * 22))
    )
    return edge_fades(_sum(count / RATE, (0, flow, 1.0), *drops), 3000, 9000)


def _engine(r: _Random, seconds: float, turns: tuple[tuple[float, float], ...]) -> Sound:
    """A four-stroke motor; `turns` are (share of the time, firing frequency)."""
    count = int(seconds * RATE)
    share = np.linspace(0, 1, count)
    hertz = np.interp(share, [t[0] for t in turns], [t[1] for t in turns]) * slow_curve(count, 0.3, r, 0.025)
    tone = saw(hertz, count) + 0.6 * saw(hertz / 2, count)
    air = noise(count, r) * np.float32(0.25) * (0.5 + 0.5 * np.abs(saw(hertz, count)))
    return low_pass((tone + air).astype(np.float32), 950)


def _engine_start(r: _Random, s: float) -> Sound:
    del s
    crank = _sum(1.0, *((i * 0.13, low_pass(burst(r, 0.12, 70, 1600, attack=0.02), 1500), 0.5) for i in range(6)))
    run = edge_fades(_engine(r, 2.6, ((0, 30), (0.12, 75), (0.4, 46), (1, 38))), 2000, 40000)
    return _sum(3.6, (0, crank, 0.8), (0.75, run, 0.8))


def _engine_idle(r: _Random, seconds: float) -> Sound:
    return edge_fades(_engine(r, max(seconds, 2.0), ((0, 36), (1, 38))), 20000, 30000)


def _engine_pass(r: _Random, seconds: float) -> Sound:
    seconds = max(seconds, 3.0)
    count = int(seconds * RATE)
    share = np.linspace(-1, 1, count)
    near = (1 / (1 + (share * 4.5) ** 2) * np.cos(share * np.pi / 2)).astype(np.float32)
    tyres = band_pass(noise(count, r) * np.float32(0.3), 250, 3600)
    return (_engine(r, seconds, ((0, 92), (0.48, 92), (0.56, 82), (1, 80))) + tyres) * near


def _brakes(r: _Random, s: float) -> Sound:
    del s
    count = int(r.uniform(0.8, 1.3) * RATE)
    squeal = band_pass(
        saw(r.uniform(900, 1150) * slow_curve(count, 0.1, r, 0.06) * np.linspace(1.05, 0.8, count), count), 850, 4200
    )
    return edge_fades(squeal + band_pass(noise(count, r) * np.float32(0.25), 600, 3000), 1500, 9000)


def _crash(r: _Random, s: float) -> Sound:
    del s
    metal = (
        (
            r.uniform(0, 0.35),
            partials(r.uniform(200, 900), (1, 1.52, 2.33, 3.1), (1, 0.7, 0.5, 0.4), r.uniform(0.2, 0.9)),
            r.uniform(0.2, 0.5),
        )
        for _ in range(9)
    )
    return _sum(
        2.0,
        (0, _thump(r, 55, 0.7), 1.0),
        (0, burst(r, 0.6, 100, 7000, attack=0.001), 0.9),
        *metal,
        (0.1, _glass_break(r, 0), 0.35),
    )


def _horn(r: _Random, seconds: float) -> Sound:
    count = int(max(0.5, min(seconds, 1.2)) * RATE)
    base = r.uniform(380, 440)
    return edge_fades(low_pass(saw(base, count) + saw(base * 1.26, count), 3000), 600, 2000)


def _thunder(r: _Random, s: float) -> Sound:
    del s
    count = int(5.5 * RATE)
    share = np.linspace(0, 1, count)
    roll = (
        low_pass(noise(count, r), 190)
        * np.maximum(slow_curve(count, 0.25, r, 0.8), 0.05)
        * np.exp(-share * 4)
        * np.minimum(1, share * 60)
    )
    crack = _sum(
        0.8,
        *((abs(r.normal(0, 0.12)), burst(r, 0.16, 120, 5200, attack=0.001), r.uniform(0.15, 0.5)) for _ in range(9)),
    )
    return _sum(5.5, (0, crack, 0.7), (0.06, roll.astype(np.float32), 5.0))


def _gunshot(r: _Random, s: float) -> Sound:
    del s
    tail = low_pass(burst(r, 1.2, 80, 1800, attack=0.004), 1500)
    return _sum(
        1.4, (0, burst(r, 0.06, 300, 12000, attack=0.0003), 1.0), (0, _thump(r, 70, 0.25), 0.9), (0.02, tail, 0.35)
    )


def _explosion(r: _Random, s: float) -> Sound:
    del s
    count = 4 * RATE
    rumble = low_pass(noise(count, r), 140) * np.exp(-np.linspace(0, 5, count)) * 4
    debris = ((r.uniform(0.2, 2.5), burst(r, 0.08, 300, 4000), r.uniform(0.03, 0.15)) for _ in range(24))
    return _sum(
        4.0,
        (0, burst(r, 0.5, 60, 6000, attack=0.001), 1.0),
        (0, _thump(r, 42, 0.9), 1.0),
        (0, rumble.astype(np.float32), 0.9),
        *debris,
    )


def _clock(r: _Random, seconds: float) -> Sound:
    tick, tock = burst(r, 0.03, 2200, 6000, attack=0.0006), burst(r, 0.03, 1600, 4600, attack=0.0006)
    number = max(2, int(seconds * 2))
    return _sum(number / 2 + 0.2, *((i / 2, (tick, tock)[i % 2], 0.9) for i in range(number)))


def _car_door(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        0.9,
        (0, _latch(r, 0), 0.5),
        (0.22, _thump(r, r.uniform(85, 110), 0.3), 1.0),
        (0.22, burst(r, 0.12, 200, 3500, attack=0.001), 0.6),
    )


def _keys(r: _Random, s: float) -> Sound:
    del s
    rings = (
        (
            r.uniform(0, 0.7),
            partials(r.uniform(3800, 8200), (1, 1.43, 2.1), (1, 0.6, 0.3), r.uniform(0.05, 0.16)),
            r.uniform(0.3, 1.0),
        )
        for _ in range(18)
    )
    return _sum(1.0, *rings)


def _lock(r: _Random, s: float) -> Sound:
    return _sum(
        1.1, (0, _keys(r, s), 0.25), (0.5, burst(r, 0.04, 1200, 5200, attack=0.0006), 0.7), (0.66, _set_down(r, s), 0.9)
    )


def _bell(r: _Random, s: float) -> Sound:
    del s
    return partials(
        r.uniform(480, 620), (0.5, 1, 1.2, 1.5, 2, 2.67, 3.0, 4.1), (0.4, 1, 0.7, 0.5, 0.6, 0.3, 0.25, 0.15), 3.8
    )


def _church_bell(r: _Random, s: float) -> Sound:
    del s
    one = partials(
        r.uniform(165, 220), (0.5, 1, 1.19, 1.5, 2, 2.5, 3.0, 4.2), (0.6, 1, 0.8, 0.5, 0.7, 0.3, 0.3, 0.2), 5.0
    )
    return _sum(8.4, (0, one, 1.0), (1.9, one, 0.9), (3.8, one, 0.95))


def _doorbell(r: _Random, s: float) -> Sound:
    del s
    base = r.uniform(620, 700)
    return _sum(
        2.4,
        (0, partials(base, (1, 2, 3), (1, 0.3, 0.1), 1.6), 1.0),
        (0.55, partials(base * 0.794, (1, 2, 3), (1, 0.3, 0.1), 1.8), 1.0),
    )


def _siren(r: _Random, seconds: float) -> Sound:
    seconds = min(max(seconds, 3.0), 8.0)
    count = int(seconds * RATE)
    turn = np.sin(2 * np.pi * np.arange(count) / RATE * r.uniform(0.28, 0.4))
    tone = low_pass(saw(900 + 380 * turn, count), 2600)
    return edge_fades(tone, RATE, RATE)


def _alarm(r: _Random, seconds: float) -> Sound:
    beep = edge_fades(low_pass(saw(r.uniform(880, 1020), int(0.22 * RATE)), 3800), 200, 400)
    number = max(3, int(min(seconds, 5) / 0.45))
    return _sum(number * 0.45, *((i * 0.45, beep, 0.9) for i in range(number)))


def _beep(r: _Random, s: float) -> Sound:
    del s
    one = edge_fades(
        np.sin(2 * np.pi * r.uniform(950, 1400) * np.arange(int(0.09 * RATE)) / RATE).astype(np.float32), 200, 200
    )
    return _sum(0.4, (0, one, 1.0), (0.15, one, 0.9))


def _splash(r: _Random, s: float) -> Sound:
    del s
    drops = (
        (r.uniform(0.1, 1.1), chirp(a := r.uniform(500, 1500), a * 1.5, r.uniform(0.02, 0.06)), r.uniform(0.1, 0.3))
        for _ in range(26)
    )
    return _sum(1.5, (0, burst(r, 0.7, 250, 6500, attack=0.012), 1.0), (0, _thump(r, 110, 0.2), 0.5), *drops)


def _paper(r: _Random, s: float) -> Sound:
    del s
    count = int(r.uniform(0.6, 1.1) * RATE)
    rub = high_pass(noise(count, r), 2200) * np.maximum(slow_curve(count, 0.05, r, 1.0), 0.02)
    crackle = (
        (r.uniform(0, count / RATE), burst(r, 0.012, 1800, 9000, attack=0.0005), r.uniform(0.3, 1.0)) for _ in range(18)
    )
    return edge_fades(_sum(count / RATE, (0, rub.astype(np.float32), 0.12), *crackle), 2000, 6000)


def _tear(r: _Random, s: float) -> Sound:
    del s
    count = int(0.55 * RATE)
    return edge_fades(
        high_pass(noise(count, r), 1600)
        * np.maximum(slow_curve(count, 0.012, r, 1.0), 0)
        * np.linspace(0.4, 1, count, dtype=np.float32),
        400,
        2400,
    )


def _typing(r: _Random, seconds: float) -> Sound:
    seconds = max(seconds, 1.0)
    out = np.zeros(int(seconds * RATE) + RATE // 5, np.float32)
    at = 0.0
    while at < seconds:
        place(
            out,
            _sum(0.08, (0, burst(r, 0.03, 1200, 6500, attack=0.0006), 0.8), (0.012, burst(r, 0.04, 250, 1600), 0.5)),
            int(at * RATE),
            float(r.uniform(0.5, 1.0)),
        )
        at += r.uniform(0.07, 0.2) + (0.35 if r.random() < 0.08 else 0)
    return out


def _write(r: _Random, seconds: float) -> Sound:
    out = np.zeros(int(max(seconds, 1.0) * RATE) + RATE // 4, np.float32)
    at = 0.0
    while at < seconds:
        length = r.uniform(0.07, 0.2)
        place(
            out,
            edge_fades(band_pass(noise(int(length * RATE), r), 1800, 6500), 500, 900),
            int(at * RATE),
            float(r.uniform(0.3, 1.0)),
        )
        at += length + r.uniform(0.02, 0.1)
    return out


def _dog(r: _Random, s: float) -> Sound:
    del s
    pitch = r.uniform(260, 420)
    barks = []
    for i in range(int(r.integers(2, 4))):
        count = int(0.2 * RATE)
        tone = vowel(r, pitch * r.uniform(0.95, 1.1), 0.2)
        rough = band_pass(noise(count, r) * np.float32(0.3), 500, 3000) * np.hanning(count).astype(np.float32)
        barks.append((i * r.uniform(0.36, 0.5), tone + 0.5 * rough, r.uniform(0.8, 1.0)))
    return _sum(1.8, *barks)


def _meow(r: _Random, s: float) -> Sound:
    del s
    count = int(0.75 * RATE)
    glide = r.uniform(520, 640) * np.interp(np.linspace(0, 1, count), (0, 0.3, 1), (0.85, 1.25, 0.75))
    return edge_fades(band_pass(saw(glide, count), 700, 3600), 3600, 12000)


def _horse(r: _Random, seconds: float) -> Sound:
    hoofs = []
    at = 0.0
    while at < max(seconds, 1.5):
        hoofs.append((at, partials(r.uniform(380, 520), (1, 2.2, 3.4), (1, 0.4, 0.2), 0.08), r.uniform(0.7, 1.0)))
        at += (0.13, 0.13, 0.24)[len(hoofs) % 3]
    return _sum(at + 0.2, *hoofs)


def _kettle(r: _Random, seconds: float) -> Sound:
    count = int(max(seconds, 2.5) * RATE)
    rise = np.linspace(0, 1, count) ** 1.5
    whistle = np.sin(2 * np.pi * np.cumsum((1700 + 550 * rise) * slow_curve(count, 0.08, r, 0.008)) / RATE) * rise
    steam = high_pass(noise(count, r) * np.float32(0.12), 1500) * (0.3 + rise)
    return edge_fades((whistle * 0.5 + steam).astype(np.float32), 6000, 12000)


def _applause(r: _Random, seconds: float) -> Sound:
    seconds = max(seconds, 2.5)
    bank = [burst(r, 0.04, r.uniform(600, 1200), r.uniform(2200, 4200), attack=0.0006) for _ in range(14)]
    claps = ((r.uniform(0, seconds), bank[int(r.integers(14))], r.uniform(0.15, 1.0)) for _ in range(int(seconds * 90)))
    return edge_fades(_sum(seconds + 0.1, *claps), RATE // 3, RATE)


def _clap(r: _Random, s: float) -> Sound:
    del s
    return burst(r, 0.12, 700, 4200, attack=0.0005)


def _heartbeat(r: _Random, seconds: float) -> Sound:
    beat = _sum(0.5, (0, _thump(r, 48, 0.16), 1.0), (0.24, _thump(r, 56, 0.12), 0.7))
    number = max(3, int(seconds / 0.85))
    return low_pass(_sum(number * 0.85, *((i * 0.85, beat, 1.0) for i in range(number))), 180)


def _fire(r: _Random, seconds: float) -> Sound:
    count = int(max(seconds, 2.0) * RATE)
    roar = low_pass(noise(count, r) * np.float32(0.3), 420) * slow_curve(count, 0.4, r, 0.5)
    cracks = (
        (r.uniform(0, count / RATE), burst(r, 0.03, 1200, 9000, attack=0.0005), r.uniform(0.05, 0.6))
        for _ in range(int(count / RATE * 9))
    )
    return edge_fades(_sum(count / RATE, (0, roar.astype(np.float32), 1.0), *cracks), 12000, 20000)


def _match(r: _Random, s: float) -> Sound:
    del s
    flare = high_pass(burst(r, 0.9, 900, 9000, attack=0.06), 800)
    return _sum(1.1, (0, burst(r, 0.12, 2500, 9000, attack=0.03), 0.7), (0.1, flare, 0.8))


def _click(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        0.12,
        (0, burst(r, 0.02, 1500, 7000, attack=0.0004), 1.0),
        (r.uniform(0.02, 0.04), burst(r, 0.02, 1100, 5200, attack=0.0004), 0.6),
    )


def _chair(r: _Random, s: float) -> Sound:
    del s
    count = int(r.uniform(0.4, 0.7) * RATE)
    legs = saw(r.uniform(90, 140) * slow_curve(count, 0.05, r, 0.3), count)
    scrape = band_pass(legs + np.asarray(noise(count, r) * np.float32(0.5), dtype=np.float32), 180, 2200)
    return edge_fades(scrape * np.maximum(slow_curve(count, 0.06, r, 0.8), 0.05), 2000, 4000)


def _fall(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        1.0,
        (0, _thump(r, 65, 0.35), 1.0),
        (0.09, _thump(r, 80, 0.25), 0.6),
        (0, low_pass(burst(r, 0.3, 100, 2000), 1600), 0.5),
    )


def _punch(r: _Random, s: float) -> Sound:
    del s
    return _sum(0.4, (0, _thump(r, 95, 0.16), 1.0), (0, low_pass(burst(r, 0.08, 200, 3500, attack=0.001), 2600), 0.7))


def _whoosh(r: _Random, s: float) -> Sound:
    del s
    count = int(0.7 * RATE)
    return band_pass(noise(count, r), 250, 2400) * np.hanning(count).astype(np.float32) ** 2


def _train_horn(r: _Random, s: float) -> Sound:
    del s
    count = int(1.9 * RATE)
    chord = sum((saw(h * r.uniform(0.998, 1.002), count) for h in (311.1, 370.0, 466.2)), np.zeros(count, np.float32))
    return edge_fades(low_pass(chord, 2200), 5000, 12000)


def _ship_horn(r: _Random, s: float) -> Sound:
    del s
    count = int(3.0 * RATE)
    base = r.uniform(88, 112)
    return edge_fades(low_pass(saw(base, count) + saw(base * 1.498, count), 700), 12000, 24000)


def _drawer(r: _Random, s: float) -> Sound:
    del s
    return _sum(
        0.9,
        (0, edge_fades(band_pass(noise(int(0.5 * RATE), r), 200, 1800), 4000, 4000), 0.3),
        (0.5, _set_down(r, 0), 0.9),
    )


def _zip(r: _Random, s: float) -> Sound:
    del s
    count = int(0.5 * RATE)
    return edge_fades(band_pass(saw(np.linspace(90, 210, count), count) * noise(count, r), 1500, 7000), 1000, 2000)


def _page(r: _Random, s: float) -> Sound:
    del s
    count = int(0.45 * RATE)
    return edge_fades(high_pass(noise(count, r), 1800) * np.hanning(count).astype(np.float32) ** 2, 200, 2000)


EFFECTS: Mapping[str, tuple[_Maker, float, float]] = {
    # kind: how it is made, how long it goes on by itself (seconds), its peak in dBFS when near
    "alarm": (_alarm, 2.5, -12),
    "applause": (_applause, 3.5, -10),
    "beep": (_beep, 0.4, -14),
    "bell": (_bell, 3.8, -11),
    "brakes": (_brakes, 1.0, -11),
    "car_door": (_car_door, 0.9, -8),
    "chair": (_chair, 0.6, -15),
    "church_bell": (_church_bell, 8.4, -10),
    "clap": (_clap, 0.1, -9),
    "click": (_click, 0.1, -16),
    "clock": (_clock, 2.0, -18),
    "crash": (_crash, 2.0, -4),
    "dog": (_dog, 1.8, -10),
    "door_close": (_door_close, 1.0, -9),
    "door_open": (_door_open, 1.3, -12),
    "door_slam": (_door_slam, 1.2, -4),
    "doorbell": (_doorbell, 2.4, -11),
    "drawer": (_drawer, 0.9, -13),
    "engine_idle": (_engine_idle, 3.0, -14),
    "engine_pass": (_engine_pass, 4.0, -10),
    "engine_start": (_engine_start, 3.6, -10),
    "explosion": (_explosion, 4.0, -3),
    "fall": (_fall, 1.0, -7),
    "fire": (_fire, 3.0, -14),
    "glass_break": (_glass_break, 1.6, -6),
    "glass_clink": (_glass_clink, 1.0, -13),
    "gunshot": (_gunshot, 1.4, -3),
    "heartbeat": (_heartbeat, 3.4, -9),
    "horn": (_horn, 0.8, -9),
    "horse": (_horse, 2.5, -10),
    "kettle": (_kettle, 3.0, -13),
    "keys": (_keys, 1.0, -15),
    "knock": (_knock, 1.2, -7),
    "lock": (_lock, 1.1, -13),
    "match": (_match, 1.1, -14),
    "meow": (_meow, 0.8, -14),
    "page": (_page, 0.5, -18),
    "paper": (_paper, 0.9, -16),
    "phone_buzz": (_phone_buzz, 1.7, -14),
    "phone_ring": (_phone_ring, 2.0, -11),
    "pour": (_pour, 1.8, -16),
    "punch": (_punch, 0.4, -7),
    "running": (_running, 2.0, -12),
    "set_down": (_set_down, 0.4, -13),
    "ship_horn": (_ship_horn, 3.0, -8),
    "siren": (_siren, 5.0, -13),
    "splash": (_splash, 1.5, -9),
    "steps_indoors": (_steps_indoors, 2.2, -14),
    "steps_outdoors": (_steps_outdoors, 2.2, -16),
    "tear": (_tear, 0.6, -13),
    "thunder": (_thunder, 5.5, -5),
    "train_horn": (_train_horn, 1.9, -9),
    "typing": (_typing, 2.0, -17),
    "whoosh": (_whoosh, 0.7, -14),
    "write": (_write, 1.8, -21),
    "zip": (_zip, 0.5, -16),
}
"""Every kind of effect."""
