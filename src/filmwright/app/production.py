"""The whole way from script to film, as a graph: the only place that knows all departments.

`Production.build` is called by the runner, again and again until every document it asks for is there. It adds nodes and
makes nothing itself. Picture is in this module; sound and cut, which hang on it, are in `finishing`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from filmwright.app.finishing import add_boards_sheet, add_clips, add_film, add_lines
from filmwright.app.identity import Identity
from filmwright.app.names import file_part, film_title
from filmwright.app.nodes import Nodes
from filmwright.app.request import Request, Stage, stage_index
from filmwright.app.settings import location_of, scene_settings, shot_options, to_length
from filmwright.departments import breakdown, look, picture, screenplay, shots
from filmwright.departments.cut.plan import CutPlan, plan_cut
from filmwright.engine.graph import Graph, Node, Pending
from filmwright.engine.step import Step
from filmwright.errors import UserError
from filmwright.model.bible import CharacterLook, CharacterVisualNote, VisualBible
from filmwright.model.cast import Cast
from filmwright.model.cut import Credit
from filmwright.model.figure import AnimalLook
from filmwright.model.revision import ordinal_of
from filmwright.model.screenplay import Scene, Screenplay
from filmwright.model.shots import SceneShots, Shot, ShotList, ShotOptions
from filmwright.model.staging import BlockingShot, SceneBlockingInput, Stature, VisualShot, stature_of
from filmwright.ref import Ref

__all__ = ["Production", "Story"]

D = TypeVar("D")


@dataclass(frozen=True, slots=True)
class Story:
    """The documents that decide the graph."""

    script: Screenplay
    cast: Cast
    bible: VisualBible

    def dual_speaker_of(self, shot: Shot) -> str | None:
        """The id of who speaks at the same time as the speaker of a shot; None where one speaks alone."""
        if shot.dual_text is None:
            return None
        first = self.speaker_of(shot)
        return next((p.character_ref_id for p in shot.performances if p.speaking and p.character_ref_id != first), None)

    def speaker_of(self, shot: Shot) -> str:
        """The id of who speaks in a shot, on screen or off; the spoken name as an id for someone not in the cast."""
        if shot.turns:
            return shot.turns[0].character_ref_id
        on_screen = [p.character_ref_id for p in shot.performances if p.speaking]
        if on_screen:
            return on_screen[0]
        name = (shot.dialogue_speaker or "").casefold()
        for member in self.cast.members:
            if name in {member.character_id, member.name.casefold(), *(a.casefold() for a in member.aliases)}:
                return member.character_id
        return file_part(name)


@dataclass
class Production:
    """One request, as a graph. Everything after `identity` belongs to the last graph that was built."""

    request: Request
    source: Ref
    name: str
    identity: Identity = field(default_factory=Identity)
    nodes: Nodes = field(default_factory=Nodes)
    story: Story | None = None
    shot_list: ShotList | None = None
    edit: CutPlan | None = None
    credits: tuple[Credit, ...] = ()
    stage: Stage = "script"

    @property
    def title(self) -> str:
        """What the film is called: the script's title, else the project's name."""
        return film_title(self.story.script, self.request.project) if self.story else self.request.project

    def build(self, graph: Graph) -> None:
        """Add everything that the request wants; raises Pending where a document is still to be made."""
        self.nodes, self.story, self.shot_list, self.edit = Nodes(), None, None, None
        for stage, add in _STAGES:
            if self.request.wants(stage):
                self.stage = stage
                add(self, graph)

    def add(self, graph: Graph, step: Step[..., Any], subject: str, department: str, **inputs: Any) -> Node:
        """Add a node; before the stage that the person started from, nothing may be missing."""
        node = graph.add(step, subject=subject, department=department, **inputs)
        start = self.request.start
        if start is not None and stage_index(self.stage) < stage_index(start) and graph.result_of(node) is None:
            raise UserError(
                f"`{step.name}` of `{subject}` is not in the library, so the film cannot start from `{start}`: "
                f"leave `--from` out, or start from `{self.stage}`."
            )
        return node


def all_documents(graph: Graph, nodes: Iterable[Node], kind: type[D]) -> list[D]:
    """The results of several nodes; asks for all before it raises Pending for one, so that all are made at once."""
    found: list[D] = []
    missing: Pending | None = None
    for node in nodes:
        try:
            found.append(graph.document(node, kind))
        except Pending as pending:
            missing = pending
    if missing is not None:
        raise missing
    return found


def _add_script(made: Production, graph: Graph) -> None:
    read = made.add(graph, screenplay.parse, "script", "screenplay", source=made.source, name=made.name)
    made.nodes.script = _identified(made, graph, read)
    if graph.document(read, Screenplay).format != "fountain":
        # for people to read and write on in; nothing hangs on it, so `--from` does not ask for it
        made.nodes.fountain = graph.add(
            screenplay.fountain, subject="script", department="screenplay", source=made.source, name=made.name
        )
    made.nodes.cast = made.add(graph, screenplay.cast, "script", "screenplay", screenplay=made.nodes.script)


def _identified(made: Production, graph: Graph, read: Node) -> Node:
    """The screenplay with the ids that its scenes have in this project; as it was read when they are counted so."""
    script = graph.document(read, Screenplay)
    ids = made.identity.scene_ids(graph.results[read].result, script)
    if ids == tuple(scene.scene_id for scene in script.scenes):
        return read
    return made.add(graph, screenplay.identify, "script", "screenplay", screenplay=read, scene_ids=ids)


def _add_bible(made: Production, graph: Graph) -> None:
    nodes = made.nodes
    assert nodes.script is not None
    assert nodes.cast is not None
    request = made.request
    nodes.bible = made.add(
        graph, look.bible, "film", "look", screenplay=nodes.script, cast=nodes.cast, style=request.style,
        aspect=request.aspect,
    )  # fmt: skip
    made.story = Story(
        graph.document(nodes.script, Screenplay),
        graph.document(nodes.cast, Cast),
        graph.document(nodes.bible, VisualBible),
    )


def _add_assets(made: Production, graph: Graph) -> None:
    """Bodies and portraits, one per look; pictures of the empty places, one per time variant."""
    assert made.story is not None
    bible = made.story.bible
    style = made.request.render
    for note in bible.character_visual_notes:
        for wardrobe in note.looks:
            look_id = wardrobe.look_id
            body = made.add(graph, picture.body, look_id, "look", look=wardrobe.figure)
            made.nodes.bodies[look_id] = body
            for number, figure in enumerate(wardrobe.companions, 1):
                made.nodes.bodies[f"{look_id}.{number}"] = made.add(
                    graph, picture.body, f"{look_id}.{number}", "look", look=figure
                )
            made.nodes.portraits[look_id] = made.add(
                graph, picture.portrait, look_id, "look", asset_id=look_id, name=note.character_name,
                variant=wardrobe.wardrobe, prompt=note.t2i_portrait_prompt, body=body, style=style,
            )  # fmt: skip
    mood = bible.color_script[0].mood if bible.color_script else ""
    for location in bible.location_designs:
        for name, variant in sorted(location.time_variants.items()):
            asset = f"{location.setting_ref_id}_{name}"
            made.nodes.settings[asset] = made.add(
                graph, picture.setting, asset, "look", asset_id=asset, name=location.location_name, variant=name,
                prompt=location.t2i_base_prompt, design=location.set_design, time_of_day=variant.time_of_day,
                weather=variant.weather, mood=mood, aspect_ratio=made.request.aspect, style=style,
            )  # fmt: skip


def _add_shots(made: Production, graph: Graph) -> None:
    assert made.story is not None
    story = made.story
    settings = scene_settings(story.script, story.bible, aspect=made.request.aspect)
    people = _unplaced_cast(story.cast)

    def direct(options: ShotOptions) -> list[SceneShots]:
        made.nodes.scenes = {
            scene.scene_id: made.add(
                graph, shots.direct_scene, scene.scene_id, "shots", scene=_unplaced(scene), cast=people,
                setting=settings[scene.scene_id], options=options,
            )
            for scene in story.script.scenes
        }  # fmt: skip
        return all_documents(graph, made.nodes.scenes.values(), SceneShots)

    options = shot_options(made.request)
    scenes = direct(options)
    if made.request.target_seconds is not None:
        scenes = direct(to_length(options, made.request.target_seconds, scenes))
    _name_shots(made, graph, scenes)
    made.nodes.shot_list = made.add(
        graph, shots.assemble, "film", "shots", scenes=tuple(made.nodes.scenes.values()), cast=story.cast,
        project_id=made.request.project, title=made.title, fps=made.request.fps, aspect_ratio=made.request.aspect,
    )  # fmt: skip
    # hangs on the shots and nothing hangs on it, so `--from boards` does not ask for it
    made.nodes.breakdown = graph.add(
        breakdown.break_down, subject="film", department="breakdown", screenplay=made.nodes.script,
        cast=made.nodes.cast, shot_list=made.nodes.shot_list, title=made.title,
    )  # fmt: skip
    made.shot_list = graph.document(made.nodes.shot_list, ShotList)
    if not any(scene.shots for scene in scenes):
        raise UserError(
            f"`{made.name}` has scene headings but nothing happens under them: write some action or a line."
        )


def _unplaced(scene: Scene) -> Scene:
    """A scene by the ordinal of its id, so that a scene inserted before it changes nothing in it."""
    ordinal = ordinal_of(scene.scene_id)
    return scene if scene.ordinal == ordinal else scene.model_copy(update={"ordinal": ordinal})


def _unplaced_cast(cast: Cast) -> Cast:
    """The cast without the scenes it is in: another scene of somebody's changes nothing in this one."""
    members = tuple(m.model_copy(update={"first_scene": "", "scenes": ()}) for m in cast.members)
    return cast.model_copy(update={"members": members})


def _name_shots(made: Production, graph: Graph, scenes: list[SceneShots]) -> None:
    """Give the shots of each scene the ids and numbers that they have in this project."""
    directed = dict(made.nodes.scenes)
    refs = [graph.results[node].result for node in directed.values()]
    named = made.identity.shot_names(list(zip(refs, scenes, strict=True)))
    for scene, node in zip(scenes, directed.values(), strict=True):
        names = named[scene.scene_id]
        if any((n.shot_id, n.number) != (s.shot_id, s.number) for n, s in zip(names, scene.shots, strict=True)):
            made.nodes.scenes[scene.scene_id] = made.add(
                graph, shots.identify_shots, scene.scene_id, "shots", scene=node,
                shot_ids=tuple(n.shot_id for n in names), numbers=tuple(n.number for n in names),
            )  # fmt: skip


def _add_boards(made: Production, graph: Graph) -> None:
    """Blocking per scene, a camera setup and a drawn frame per shot."""
    assert made.story is not None
    assert made.shot_list is not None
    animals = _animals(made.story.bible)
    for scene in made.shot_list.scenes:
        location = location_of(made.story.bible, scene.scene_id)
        blocking = made.add(
            graph, picture.block, scene.scene_id, "picture", design=location.set_design,
            scene=SceneBlockingInput(
                scene_id=scene.scene_id,
                shots=tuple(BlockingShot.of(s) for s in scene.shots),
                animals={p.character_ref_id: animals[p.character_ref_id] for s in scene.shots for p in s.performances
                         if p.character_ref_id in animals},
            ),
        )  # fmt: skip
        for shot in scene.shots:
            setup = made.add(
                graph, picture.setup, shot.shot_id, "picture", shot=VisualShot.of(shot), blocking=blocking,
                design=location.set_design, bodies=_bodies(made, scene.scene_id, shot), mood=scene.mood,
            )  # fmt: skip
            made.nodes.setups[shot.shot_id] = setup
            made.nodes.frames[shot.shot_id] = made.add(
                graph, picture.frame, shot.shot_id, "picture", stage="frame", setup=setup, style=made.request.render
            )
    made.edit = plan_cut(made.shot_list)
    add_boards_sheet(made, graph)


def _animals(bible: VisualBible) -> dict[str, Stature]:
    """How much room the animals of the cast take."""
    figures = {n.character_ref_id: n.looks[0].figure for n in bible.character_visual_notes}
    return {who: stature_of(figure) for who, figure in figures.items() if isinstance(figure, AnimalLook)}


def _bodies(made: Production, scene_id: str, shot: Shot) -> dict[str, Node]:
    """The body that each person of a shot wears in its scene, and those of the others in a group."""
    assert made.story is not None
    notes = {n.character_ref_id: n for n in made.story.bible.character_visual_notes}
    people = dict.fromkeys(p.character_ref_id for p in shot.performances)
    places = {scene.scene_id: place for place, scene in enumerate(made.story.script.scenes)}
    worn = {who: look_in(notes[who], scene_id, places) for who in people if who in notes}
    bodies = {who: made.nodes.bodies[wardrobe.look_id] for who, wardrobe in worn.items()}
    for who, wardrobe in worn.items():
        for number in range(1, len(wardrobe.companions) + 1):
            bodies[f"{who}.{number}"] = made.nodes.bodies[f"{wardrobe.look_id}.{number}"]
    return bodies


def look_in(note: CharacterVisualNote, scene_id: str, places: Mapping[str, int]) -> CharacterLook:
    """What somebody wears in a scene, by the places of the scenes in the script; the first look when no range holds it.

    Ids say nothing about order: an inserted scene has a high one.
    """
    here = places[scene_id]
    for wardrobe in note.looks:
        if places.get(wardrobe.from_scene, 0) <= here <= places.get(wardrobe.to_scene, len(places)):
            return wardrobe
    return note.looks[0]


def _add_clips(made: Production, graph: Graph) -> None:
    add_lines(made, graph)
    add_clips(made, graph)


_STAGES: tuple[tuple[Stage, Any], ...] = (
    ("script", _add_script),
    ("bible", _add_bible),
    ("assets", _add_assets),
    ("shots", _add_shots),
    ("boards", _add_boards),
    ("clips", _add_clips),
    ("film", add_film),
)
