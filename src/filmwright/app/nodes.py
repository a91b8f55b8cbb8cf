"""The nodes of one production by what they give."""

from dataclasses import dataclass, field

from filmwright.engine.graph import Node

__all__ = ["Nodes"]


@dataclass
class Nodes:
    """Maps are by shot, scene, look or asset id; None is what the request does not want (yet)."""

    script: Node | None = None
    fountain: Node | None = None
    cast: Node | None = None
    bible: Node | None = None
    bodies: dict[str, Node] = field(default_factory=dict)
    portraits: dict[str, Node] = field(default_factory=dict)
    settings: dict[str, Node] = field(default_factory=dict)
    scenes: dict[str, Node] = field(default_factory=dict)
    shot_list: Node | None = None
    breakdown: Node | None = None
    setups: dict[str, Node] = field(default_factory=dict)
    frames: dict[str, Node] = field(default_factory=dict)
    voices: Node | None = None
    lines: dict[str, Node] = field(default_factory=dict)
    dual_lines: dict[str, Node] = field(default_factory=dict)
    answers: dict[str, list[Node]] = field(default_factory=dict)
    clips: dict[str, Node] = field(default_factory=dict)
    scene_sounds: dict[str, Node] = field(default_factory=dict)
    scene_tracks: dict[str, Node] = field(default_factory=dict)
    captions: dict[str, Node] = field(default_factory=dict)
    track: Node | None = None
    cards: dict[str, Node] = field(default_factory=dict)
    scene_films: dict[str, Node] = field(default_factory=dict)
    cut: Node | None = None
    boards: Node | None = None
    film: Node | None = None
    srt: Node | None = None
    vtt: Node | None = None
    timeline: Node | None = None

    def lines_of(self, shot_id: str) -> list[Node]:
        """Everything that is said in a shot: the first speech, who speaks at the same time, the answers in order."""
        first = [found[shot_id] for found in (self.lines, self.dual_lines) if shot_id in found]
        return [*first, *self.answers.get(shot_id, ())]

    def by_stage(self) -> dict[str, list[Node]]:
        """The nodes that show how far each stage is."""

        def there(*nodes: Node | None) -> list[Node]:
            return [node for node in nodes if node is not None]

        return {
            "script": there(self.script, self.cast),
            "bible": there(self.bible),
            "assets": [*self.portraits.values(), *self.settings.values()],
            "shots": [*self.scenes.values(), *there(self.shot_list)],
            "boards": [*self.frames.values(), *there(self.boards)],
            "clips": list(self.clips.values()),
            "film": there(self.film),
        }
