"""The director: the six passes over one scene, and the whole list put together."""

import re
from collections.abc import Sequence
from typing import cast as typed

from filmwright.departments.shots.grammar.names import NameIndex, display_name
from filmwright.departments.shots.line import Line, crossed_sides
from filmwright.departments.shots.segment import Segment
from filmwright.departments.shots.staging import Staged, sides, stage
from filmwright.departments.shots.v1_decompose import Decomposition, decompose
from filmwright.departments.shots.v2_sizes import Sizing, size_shot
from filmwright.departments.shots.v3_camera import Camera, place_camera
from filmwright.departments.shots.v4_pacing import Timing, scene_target_seconds, time_shot
from filmwright.departments.shots.v5_transitions import Join, Overlap, joins_of, overlaps_of
from filmwright.departments.shots.v6_prompts import Prompts, write_prompts
from filmwright.engine.step import step
from filmwright.model.cast import Cast
from filmwright.model.screenplay import Scene
from filmwright.model.shots import (
    AspectRatio,
    CastEntry,
    Performance,
    Reason,
    SceneSetting,
    SceneShots,
    Shot,
    ShotList,
    ShotOptions,
    Turn,
    VisualIntent,
)
from filmwright.model.time import Rate, frames_of_seconds, seconds_of_frames

__all__ = ["assemble", "direct_scene"]

_WORD = re.compile(r"[^\W\d_]+")


@step("shots.direct", version=5)
def direct_scene(scene: Scene, cast: Cast, setting: SceneSetting, options: ShotOptions) -> SceneShots:
    """Break one scene into shots: who is in frame, size, camera, length, joins and prompts, each with its reason."""
    found = decompose(scene, cast, setting, options)
    director = _Director(scene, found, setting, options)
    shots = tuple(director.shot(at, segment) for at, segment in enumerate(found.segments))
    return director.scene_shots(shots)


class _Director:
    """Runs passes V2 to V6 for the segments of one scene."""

    def __init__(self, scene: Scene, found: Decomposition, setting: SceneSetting, options: ShotOptions) -> None:
        self.scene, self.found, self.setting, self.options = scene, found, setting, options
        self.rate = Rate.model_validate({"fps": options.fps})
        self.side = sides(found)
        self.line = Line()
        self.exterior = scene.int_ext == "EXT"
        self.joins = joins_of(scene, setting, found.segments)
        self.overlaps = overlaps_of(setting, found.segments, self.joins)
        place = " ".join((*setting.kind_words, setting.location_name, scene.place))
        self.place_words = list(dict.fromkeys(w.lower() for w in _WORD.findall(place)))
        self.crane = self.exterior and setting.is_first_scene

    def shot(self, at: int, segment: Segment) -> Shot:
        """One shot from its segment; shots are made in order, because the camera's side of the line is carried on."""
        lex, names, setting = self.found.lex, self.found.names, self.setting
        sizing = size_shot(segment, lex, exterior=self.exterior)
        self.line.before(segment, sizing.size)
        side = self.side if self.line.side == 1 else crossed_sides(self.side)
        cast = stage(segment, side, lex, setting.language, way=self.line.way)
        camera = place_camera(
            segment,
            sizing,
            cast,
            default_lens=self.options.default_lens_mm,
            handheld=self.options.handheld,
            crane=self.crane,
        )
        timing = time_shot(segment, sizing, language=setting.language, rate=self.rate, options=self.options)
        prompts = write_prompts(
            segment, sizing, camera, cast, setting, names, lex, exterior=self.exterior, place_words=self.place_words
        )
        made = _shot(at, segment, cast, sizing, camera, timing, prompts, self)
        self.line.after(segment, camera.movement)
        return made

    def scene_shots(self, shots: tuple[Shot, ...]) -> SceneShots:
        """The scene with its shots and what it is for."""
        scene, setting = self.scene, self.setting
        polar = [s.emotional_polarity for s in shots if s.text]
        polarity = round(sum(polar) / len(polar), 3) if polar else 0.0
        words = sum(len(s.text.split()) for s in shots)
        spoken = sum(s.speech_seconds for s in shots)
        return SceneShots(
            scene_id=scene.scene_id,
            scene_number=scene.ordinal,
            slugline=scene.slugline,
            act=scene.act,
            beat=setting.beat,
            emotional_polarity=polarity,
            visual_intent=_intent(shots, self.found),
            target_duration_seconds=scene_target_seconds(words, spoken),
            setting_ref_id=setting.setting_ref_id,
            time_of_day=setting.time_of_day,
            weather=setting.weather,
            mood=setting.mood,
            shots=shots,
        )


def _is_prop(segment: Segment, director: _Director) -> bool:
    return segment.dwells_on is not None and director.found.lex.noun_is("prop", segment.dwells_on)


def _performance(person: Staged) -> Performance:
    return Performance.model_validate(
        {
            "character_ref_id": person.who,
            "visibility": person.visibility,
            "posture": person.posture,
            "gesture": person.gesture,
            "expression": person.expression,
            "intensity": person.intensity,
            "speaking": person.speaking,
            "looks_at": person.looks_at,
            "screen_side": person.side,
            "enters": person.enters,
            "exits": person.exits,
            "travels": person.travels,
            "holds": person.holds,
        }
    )


def _reasons(
    segment: Segment, sizing: Sizing, camera: Camera, timing: Timing, join: Join, overlap: Overlap, cast: list[Staged]
) -> tuple[Reason, ...]:
    reasons = [
        Reason(field="shot_type", rule=sizing.rule, words=sizing.words),
        Reason(field="size", rule=sizing.rule, words=sizing.words),
    ]
    reasons.extend(Reason(field=f, rule=r, words=w) for f, r, w in camera.reasons)
    reasons.append(Reason(field="duration_frames", rule=timing.rule, words=timing.words))
    reasons.append(Reason(field="transition_to_next", rule=join.rule, words=join.words))
    if overlap.lead:
        reasons.append(Reason(field="sound_lead_frames", rule=overlap.lead_rule))
    if overlap.lag:
        reasons.append(Reason(field="sound_lag_frames", rule=overlap.lag_rule))
    if segment.feeling.words:
        reasons.append(Reason(field="emotional_intensity", rule="words that weigh", words=segment.feeling.words))
    reasons.extend(Reason(field="gesture", rule=f"what {p.who} does", words=p.because) for p in cast if p.because)
    return tuple(reasons)


def _line_reasons(line: Line) -> tuple[Reason, ...]:
    """Why the camera stands where it does, where that is not its first side or it has just come back."""
    if line.rule:
        return (Reason(field="camera_side", rule=line.rule),)
    return () if line.side == 1 else (Reason(field="camera_side", rule="the line was crossed in the picture"),)


def _turns(segment: Segment, timing: Timing) -> tuple[Turn, ...]:
    """The speeches of a shot that holds over answers."""
    if not segment.answers:
        return ()
    return tuple(
        Turn(speaker=said.name, character_ref_id=said.who, text=said.text, start_frame=start, frames=room)
        for said, (start, room) in zip(segment.spoken(), timing.turns, strict=True)
    )


def _shot(
    at: int,
    segment: Segment,
    cast: list[Staged],
    sizing: Sizing,
    camera: Camera,
    timing: Timing,
    prompts: Prompts,
    director: _Director,
) -> Shot:
    join, overlap = director.joins[at], director.overlaps[at]
    names: NameIndex = director.found.names
    setting = director.setting
    held = [p.holds for p in cast if p.holds]
    lex = director.found.lex
    dwelt = [segment.dwells_on] if segment.dwells_on in segment.things or _is_prop(segment, director) else []
    props = dict.fromkeys(lex.in_english(word) for word in (*dwelt, *segment.things, *held))
    return Shot.model_validate(
        {
            "shot_id": f"{director.scene.scene_id}_{at + 1:03d}",
            "number": f"SH{10 * (at + 1):04d}",
            "title": prompts.title,
            "trigger": segment.trigger,
            "content": prompts.content,
            "text": segment.text,
            "text_spans": tuple(segment.spans),
            "dialogue_text": "\n".join(s.text for s in segment.spoken()) if segment.answers else segment.said,
            "turns": _turns(segment, timing),
            "dialogue_speaker": segment.speaker_name,
            "dual_text": segment.dual_said,
            "dual_speaker": segment.dual_name,
            "speaker_offscreen": segment.offscreen,
            "speaker_extension": segment.extension,
            "characters_in_frame": tuple(names.people[p.who].name for p in cast),
            "character_ref_ids": tuple(p.who for p in cast),
            "performances": tuple(_performance(p) for p in cast),
            "props": tuple(word for word in props if word),
            "subject": segment.subject or lex.in_english(segment.dwells_on),
            "shot_type": sizing.shot_type,
            "size": sizing.size,
            "angle": camera.angle,
            "camera_height": camera.height,
            "camera_movement": camera.movement,
            "lens_mm": camera.lens,
            "distance_band": camera.band,
            "camera_side": director.line.side,
            "emotional_intensity": segment.feeling.intensity,
            "emotional_polarity": segment.feeling.polarity,
            "is_disaster_moment": segment.feeling.disaster,
            "beat": setting.beat,
            "duration_frames": timing.frames,
            "duration_seconds": timing.seconds,
            "speech_seconds": timing.speech,
            "pacing_curve": timing.curve,
            "transition_to_next": join.name,
            "crossfade_duration": join.seconds,
            "sound_lead_frames": frames_of_seconds(overlap.lead, director.rate),
            "sound_lag_frames": frames_of_seconds(overlap.lag, director.rate),
            "setting_ref_id": setting.setting_ref_id,
            "time_of_day": setting.time_of_day,
            "weather": setting.weather,
            "character_prompt_prefix": prompts.prefix,
            "scene_prompt": prompts.scene_prompt,
            "video_prompt": prompts.video_prompt,
            "motion": prompts.motion,
            "negative_prompt": prompts.negative_prompt,
            "ambient_description": prompts.ambient,
            "init_image_source": prompts.init_image,
            "aspect_ratio": setting.aspect_ratio,
            "generation_profile": director.options.generation_profile,
            "reasons": (*_reasons(segment, sizing, camera, timing, join, overlap, cast), *_line_reasons(director.line)),
        }
    )


def _mood(shots: Sequence[Shot]) -> str:
    """How a run of shots feels: by the shot in it that weighs most, and its tone on the whole."""
    told = [s for s in shots if s.text]
    if not told:
        return "still"
    heat = max(s.emotional_intensity for s in told) * 0.6 + 0.4 * sum(s.emotional_intensity for s in told) / len(told)
    toned = [s.emotional_polarity for s in told if s.emotional_polarity]
    tone = sum(toned) / len(toned) if toned else 0.0
    if tone > 0.15:
        return "joyful" if heat > 0.5 else "hopeful"
    if tone < -0.15:
        return "desperate" if heat > 0.55 else "troubled"
    return "tense" if heat > 0.5 else "anxious" if heat > 0.4 else "calm"


def _meet(shot: Shot, people: Sequence[str]) -> bool:
    return all(who in shot.character_ref_ids for who in people)


def _intent(shots: Sequence[Shot], found: Decomposition) -> VisualIntent:
    third = max(1, len(shots) // 3)
    pairs = sorted(found.exchanges.items(), key=lambda e: (-e[1], e[0]))
    names = found.names.people
    if pairs:
        one, other = sorted(pairs[0][0], key=found.speakers.index)
        told = [s.emotional_polarity for s in shots if s.text and s.emotional_polarity]
        hard = sum(told) < 0 or any(s.emotional_intensity >= 0.6 for s in shots)
        axis = f"{names[one].name} {'against' if hard else 'and'} {names[other].name}"
    elif len(found.everybody) > 1 and any(_meet(s, found.everybody[:2]) for s in shots):
        axis = f"{names[found.everybody[0]].name} and {names[found.everybody[1]].name}"
    elif found.everybody:
        axis = f"{names[found.everybody[0]].name} and the place"
    else:
        axis = "the place itself"
    return VisualIntent(emotional_start=_mood(shots[:third]), emotional_end=_mood(shots[-third:]), conflict_axis=axis)


@step("shots.assemble", version=1, inline=True)
def assemble(
    scenes: tuple[SceneShots, ...],
    project_id: str,
    title: str,
    cast: Cast,
    fps: str = "24",
    aspect_ratio: str = "16:9",
    format: str = "script",  # noqa: A002  (the requirement names the field)
) -> ShotList:
    """Put the directed scenes together into the shot list of the film."""
    frames = sum(s.duration_frames for scene in scenes for s in scene.shots)
    seconds = seconds_of_frames(frames, Rate.model_validate({"fps": fps}))
    return ShotList(
        project_id=project_id,
        title=title,
        format=format,
        fps=fps,
        aspect_ratio=typed("AspectRatio", aspect_ratio),
        total_shots=sum(len(scene.shots) for scene in scenes),
        total_duration_seconds=round(seconds, 3),
        characters=tuple(
            CastEntry(character_ref_id=m.character_id, name=display_name(m.name), aliases=m.aliases)
            for m in cast.members
        ),
        scenes=scenes,
    )
