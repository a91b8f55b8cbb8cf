"""What lies in a project folder: every view of what the library holds of one film."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from filmwright.app.names import file_part, timestamp
from filmwright.app.nodes import Nodes
from filmwright.app.production import Production
from filmwright.app.views import Views
from filmwright.departments.sound.documents import SceneSound
from filmwright.engine.graph import Node
from filmwright.formats import breakdown_tables
from filmwright.formats.tables import write_xlsx
from filmwright.model.breakdown import Breakdown
from filmwright.model.cut import Film
from filmwright.model.document import Document
from filmwright.model.media import (
    Asset,
    CharacterManifestEntry,
    Clip,
    Frame,
    SettingManifestEntry,
    ShotManifestEntry,
    VisualBibleManifest,
)
from filmwright.store import Result, Store

__all__ = ["STAGE_PATHS", "project_views"]

D = TypeVar("D", bound=Document)

STAGE_PATHS = {
    "script": "screenplay.json",
    "bible": "visual_bible.json",
    "assets": "images",
    "shots": "shot_list.json",
    "boards": "boards.pdf",
    "clips": "clips",
    "film": "film.mp4",
}
"""What each stage leaves in the project folder for a person to look at."""


def project_views(made: Production, results: Mapping[Node, Result], store: Store, folder: Path) -> Views:
    """All files of a project folder for which there is a result."""
    desk = _Desk(made.nodes, results, store, Views(folder, store.blobs))
    if made.nodes.script is not None and made.nodes.fountain is None:  # it was read, and is Fountain itself
        desk.views.add("script.fountain", made.source)
    desk.documents()
    desk.assets(made)
    desk.shots(made)
    desk.sound(made)
    desk.film(made)
    return desk.views


@dataclass(frozen=True, slots=True)
class _Desk:
    nodes: Nodes
    results: Mapping[Node, Result]
    store: Store
    views: Views

    def result(self, node: Node | None) -> Result | None:
        return self.results.get(node) if node is not None else None

    def read(self, node: Node | None, kind: type[D]) -> D | None:
        found = self.result(node)
        return kind.from_bytes(self.store.blobs.get(found.result)) if found else None

    def pretty(self, path: str, node: Node | None) -> None:
        """A document as indented JSON."""
        found = self.result(node)
        if found is not None:
            data = json.loads(self.store.blobs.get(found.result))
            schema = {"schema": data.pop("schema")} if "schema" in data else {}
            text = json.dumps({**schema, **data}, ensure_ascii=False, indent=2)
            self.views.add(path, f"{text}\n".encode())

    def raw(self, path: str, node: Node | None) -> None:
        """The bytes of a result as they are."""
        found = self.result(node)
        if found is not None:
            self.views.add(path, found.result)

    def documents(self) -> None:
        self.raw("script.fountain", self.nodes.fountain)
        self.pretty("screenplay.json", self.nodes.script)
        self.pretty("cast.json", self.nodes.cast)
        self.pretty("visual_bible.json", self.nodes.bible)
        self.pretty("shot_list.json", self.nodes.shot_list)
        needs = self.read(self.nodes.breakdown, Breakdown)
        if needs is not None:
            self.views.add("breakdown.xlsx", write_xlsx(breakdown_tables.tables(needs), title=needs.title))
        self.pretty("voice_map.json", self.nodes.voices)
        self.pretty("cut.json", self.nodes.cut)

    def assets(self, made: Production) -> None:
        """Pictures of places and people, and the manifest that lists them."""
        if made.story is None or not made.nodes.portraits | made.nodes.settings:
            return
        settings: dict[str, SettingManifestEntry] = {}
        characters: dict[str, CharacterManifestEntry] = {}
        for location in made.story.bible.location_designs:
            for variant in sorted(location.time_variants):
                entry = self._component(made.nodes.settings.get(f"{location.setting_ref_id}_{variant}"))
                if entry is not None:
                    settings.setdefault(location.setting_ref_id, entry)
        for note in made.story.bible.character_visual_notes:
            first = note.looks[0]
            for look in note.looks:
                entry = self._component(made.nodes.portraits.get(look.look_id))
                if entry is not None and look.look_id == first.look_id:
                    characters[note.character_ref_id] = CharacterManifestEntry(
                        **entry.model_dump(), background_removed=False
                    )
        manifest = VisualBibleManifest(settings=settings, characters=characters)
        self.views.add("visual_bible_manifest.json", manifest.to_json().encode())

    def _component(self, node: Node | None) -> SettingManifestEntry | None:
        found, asset = self.result(node), self.read(node, Asset)
        if found is None or asset is None:
            return None
        path = f"images/component_{file_part(asset.asset_id)}_{timestamp(found.made_at)}.png"
        self.views.add(path, asset.image)
        return SettingManifestEntry(
            image_path=path,
            prompt=asset.prompt,
            generated_at=_iso(found.made_at),
            width=asset.width,
            height=asset.height,
        )

    def shots(self, made: Production) -> None:
        """Frames and clips by shot, and the manifest of clips."""
        for shot_id, node in made.nodes.frames.items():
            found, frame = self.result(node), self.read(node, Frame)
            if found is not None and frame is not None:
                self.views.add(f"images/shot_{shot_id}_{timestamp(found.made_at)}.png", frame.image)
        self.raw("boards.pdf", made.nodes.boards)
        entries: dict[str, ShotManifestEntry] = {}
        for shot_id, node in made.nodes.clips.items():
            found, clip = self.result(node), self.read(node, Clip)
            path = f"clips/{shot_id}.mp4"
            if found is not None and clip is not None:
                self.views.add(path, clip.video)
                entries[shot_id] = ShotManifestEntry(
                    status="completed",
                    clip_path=path,
                    duration=round(clip.body_frames / float(made.request.rate), 3),
                    generated_at=_iso(found.made_at),
                )
            else:
                entries[shot_id] = ShotManifestEntry(status="failed", clip_path=path, duration=0.0, generated_at="")
        if entries:
            data = {shot_id: entry.model_dump() for shot_id, entry in entries.items()}
            self.views.add("shot_manifest.json", f"{json.dumps(data, indent=2)}\n".encode())

    def sound(self, made: Production) -> None:
        """The stems of every scene."""
        for scene_id, node in made.nodes.scene_sounds.items():
            mixed = self.read(node, SceneSound)
            for stem in mixed.stems if mixed else ():
                self.views.add(f"audio/{scene_id}_{stem.kind}.flac", stem.audio)

    def film(self, made: Production) -> None:
        """Scene films, subtitles, the edit for editors, the film."""
        project = made.request.project
        ordinals = {s.scene_id: s.scene_number for s in made.shot_list.scenes} if made.shot_list else {}
        for scene_id, node in made.nodes.scene_films.items():
            film = self.read(node, Film)
            if film is not None:
                self.views.add(f"scenes/scene_{ordinals[scene_id]:03d}.mp4", film.video)
        self.raw(f"subs/{project}.srt", made.nodes.srt)
        self.raw(f"subs/{project}.vtt", made.nodes.vtt)
        self.raw(f"edit/{project}.otio", made.nodes.timeline)
        film = self.read(made.nodes.film, Film)
        if film is not None:
            self.views.add("film.mp4", film.video)


def _iso(made_at: str) -> str:
    return f"{made_at[:19]}Z"
