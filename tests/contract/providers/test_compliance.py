"""Every maker that comes with Filmwright passes the suite that makers of others have to pass."""

import sys
from dataclasses import replace
from pathlib import Path

from filmwright.providers.builtin.espeak import Espeak
from filmwright.providers.builtin.previs import Previs
from filmwright.providers.builtin.synth import Synth
from filmwright.providers.compliance import LocalCompliance, RemoteCompliance, Replies
from filmwright.providers.contract import (
    Context,
    EditRequest,
    ImageRequest,
    MusicRequest,
    SoundRequest,
    SpeechRequest,
    Stage,
    VideoRequest,
)
from filmwright.providers.fake import Fake, FakeBlind, FakeSync
from filmwright.ref import Ref
from filmwright.render.light import Light

PICTURE = Ref.of(b"a picture", "image/png")

ASKED = (
    (ImageRequest(prompt="a door", width=64, height=48), Context()),
    (EditRequest(prompt="open the door", picture=PICTURE, width=64, height=48), Context()),
    (VideoRequest(prompt="it opens", width=64, height=48, frames=24), Context()),
    (SpeechRequest(text="Come in.", voice="anna"), Context()),
    (SoundRequest(prompt="a door opens", samples=48_000), Context()),
    (MusicRequest(prompt="calm", samples=96_000), Context()),
)


sys.path.insert(0, str(Path(__file__).parents[2] / "unit" / "render"))
from raster_stage import CAMERA, room  # noqa: E402  (the small stage that the tests of the renderer share)

STAGED = Context(stage=Stage(room(), replace(CAMERA, width=96, height=54), Light()))


class TestPrevis(LocalCompliance):
    provider = Previs()
    samples = (
        (ImageRequest(prompt="a room", width=96, height=54), STAGED),
        (VideoRequest(prompt="a room", width=96, height=54, frames=3), STAGED),
    )


class TestEspeak(LocalCompliance):
    provider = Espeak()
    samples = ((SpeechRequest(text="Come in.", voice="en-us+f3"), Context()),)


class TestSynth(LocalCompliance):
    provider = Synth()
    samples = (
        (SoundRequest(prompt="murmur 1", samples=24_000), Context()),
        (SoundRequest(prompt="door_slam", samples=24_000, kind="effect"), Context()),
        (MusicRequest(prompt="calm", samples=48_000), Context()),
    )


class TestFake(RemoteCompliance):
    provider = Fake()
    samples = ASKED
    replies = Replies(
        created='{"id": "job-1", "status": "queued"}',
        working='{"id": "job-1", "status": "running"}',
        ready='{"id": "job-1", "status": "succeeded", "cost": "0.04", '
        '"outputs": [{"url": "http://127.0.0.1:8765/files/job-1/0?expires=1&signature=2", "kind": "image"}]}',
        failed='{"id": "job-1", "status": "refused", "cost": "0", "reason": "the words are not allowed"}',
        found='{"jobs": [{"id": "job-1", "status": "running"}]}',
        not_found='{"jobs": []}',
        stopped='{"id": "job-1", "status": "cancelled", "cost": "0", "may_still_bill": false}',
    )


class TestFakeBlind(RemoteCompliance):
    provider = FakeBlind()
    samples = ASKED
    replies = Replies(
        created='{"id": "job-1", "status": "queued"}',
        working='{"id": "job-1", "status": "running"}',
        failed='{"id": "job-1", "status": "failed", "cost": "0.04", "reason": "it could not be made"}',
        stopped='{"id": "job-1", "status": "cancelled", "cost": "0.04", "may_still_bill": true}',
    )


class TestFakeSync(RemoteCompliance):
    provider = FakeSync()
    samples = ASKED
    replies = Replies(
        created='{"id": "job-1", "status": "succeeded", "cost": "0.04", "outputs": [{"data": "AAAA", "kind": "image"}]}'
    )
