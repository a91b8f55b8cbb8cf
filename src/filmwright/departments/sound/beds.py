# ruff: noqa: E501  (tables are easier to read, and to add to, in wide rows)
"""Which ambience a scene has: layers by place, time of day and weather, with the words that chose them."""

import re
from fractions import Fraction
from itertools import pairwise

from filmwright.departments.sound.documents import Bed, Space
from filmwright.formats.fountain_headings import fold
from filmwright.model.shots import SceneShots
from filmwright.model.time import Rate, samples_at

__all__ = ["inside", "place_layers", "plan_bed", "scene_samples", "space_of"]

_Layers = tuple[tuple[str, float], ...]

_PLACES: tuple[tuple[str, _Layers, float], ...] = (
    # words (en es fr de) that name the place in a scene heading, layers, level; the first row that fits wins
    ("hospital clinic ward icu emergency surgery krankenhaus klinik hopital clinique morgue infirmary", (("vent", 0.8), ("monitor", 1.0), ("footfall", 0.8), ("room_tone", 0.4)), 0.8),
    ("train carriage compartment subway metro tram zug tren u-bahn wagon sleeper", (("train", 1.0), ("room_tone", 0.3)), 1.1),
    ("airport terminal station platform bahnhof estacion gare aeropuerto flughafen concourse", (("crowd", 0.7), ("announcements", 1.0), ("footfall", 1.0), ("vent", 0.4)), 1.0),
    ("spaceship spacecraft starship bridge-of-the-ship space orbit capsule raumschiff nave module airlock cockpit", (("space", 1.0), ("cabin", 0.5)), 0.9),
    ("plane airplane aircraft jet avion flugzeug cabin-of-the-plane helicopter", (("cabin", 1.0),), 1.1),
    ("ferry ship boat deck vessel wheelhouse engine-room barco bateau schiff yacht trawler fahre ferri", (("ship", 0.9), ("lapping", 0.7), ("gulls", 0.4), ("wind", 0.25)), 1.0),
    ("car truck taxi cab van bus limousine auto coche voiture wagen camion lkw lorry", (("car", 1.0),), 1.0),
    ("bar pub tavern saloon nightclub club kneipe cantina taverna bistro", (("murmur", 1.0), ("clinks", 1.0), ("room_tone", 0.4), ("fridge", 0.2)), 1.05),
    ("restaurant diner cafe coffee-shop cafeteria canteen restaurante café caféhaus gasthaus brasserie dining-hall mess-hall", (("murmur", 0.8), ("clinks", 1.3), ("vent", 0.35)), 1.0),
    ("kitchen cocina cuisine kuche pantry", (("fridge", 0.9), ("room_tone", 0.4), ("drips", 0.5)), 0.75),
    ("bakery panaderia boulangerie backerei", (("vent", 0.6), ("fridge", 0.6), ("clinks", 0.3)), 0.75),
    ("server data-center lab laboratory control-room labor laboratorio server-room", (("server", 0.8), ("vent", 0.5)), 0.8),
    ("police precinct newsroom call-center squad-room", (("vent", 0.6), ("keyboard", 0.8), ("phones", 1.0), ("murmur", 0.35)), 0.9),
    ("office buro oficina bureau study cubicle conference-room meeting-room boardroom", (("vent", 0.8), ("keyboard", 0.7), ("phones", 0.7), ("room_tone", 0.3)), 0.75),
    ("workshop watchmaker clockmaker uhrmacher werkstatt taller atelier relojeria clock-shop", (("ticking", 1.0), ("room_tone", 0.8)), 0.7),
    ("factory warehouse fabrik fabrica usine plant mill boiler-room garage machine-room hangar", (("factory", 0.9), ("vent", 0.3)), 1.0),
    ("church cathedral chapel temple mosque monastery kirche iglesia eglise crypt kapelle abbey", (("church", 1.0), ("room_tone", 0.3)), 0.7),
    ("courtroom court theater theatre auditorium hall ballroom museum gallery lobby foyer atrium gericht teatro museo", (("church", 0.6), ("footfall", 1.0), ("murmur", 0.22), ("vent", 0.3)), 0.8),
    ("market bazaar fair mercado marche markt mall supermarket plaza piazza square stadium arena parade party wedding concert feria fiesta", (("crowd", 1.0), ("footfall", 0.6)), 1.1),
    ("school classroom corridor hallway schule escuela ecole flur pasillo couloir stairwell staircase elevator lift treppenhaus landing", (("vent", 0.6), ("footfall", 1.2), ("room_tone", 0.5)), 0.7),
    ("bathroom shower toilet restroom bad bano salle-de-bain sewer cellar basement keller sotano cave tunnel cistern mine crypt", (("drips", 1.4), ("room_tone", 0.7), ("vent", 0.3)), 0.75),
    ("beach ocean sea shore coast pier harbour harbor dock jetty quay seaside lighthouse playa mar plage strand meer hafen puerto muelle kuste port landing-stage salt-flats", (("waves", 1.0), ("gulls", 0.8), ("wind", 0.35)), 1.0),
    ("river stream brook creek waterfall fluss rio riviere canal bach spring", (("stream", 1.0), ("birds", 0.6), ("leaves", 0.35)), 0.95),
    ("lake pond see lago lac reservoir", (("lapping", 1.0), ("birds", 0.6), ("leaves", 0.4)), 0.8),
    ("forest woods wood jungle bosque foret wald grove orchard clearing trail", (("leaves", 0.9), ("birds", 1.0)), 0.85),
    ("desert dunes sahara wuste desierto canyon mesa salt plain plains prairie steppe moor", (("wind", 1.0),), 0.9),
    ("mountain cliff summit ridge peak berg montana montagne glacier rooftop roof dach azotea toit tower bridge", (("wind", 1.0), ("city_night", 0.0)), 0.95),
    ("campfire camp bonfire fireplace lagerfeuer hoguera", (("fire", 0.9), ("crickets", 0.7), ("leaves", 0.3)), 0.9),
    ("swamp marsh bog pantano sumpf", (("frogs", 1.2), ("crickets", 0.7), ("lapping", 0.4)), 0.9),
    ("field meadow farm garden park cemetery graveyard yard countryside campo jardin garten friedhof feld champ wiese cementerio vineyard backyard courtyard patio village dorf pueblo hof playground", (("leaves", 0.6), ("birds", 1.0), ("wind", 0.25)), 0.8),
    ("street road alley avenue sidewalk intersection highway city downtown parking strasse calle rue gasse carretera autobahn crossroads boulevard kerb curb gas-station bus-stop town stadt ciudad", (("traffic", 1.0), ("footfall", 0.6)), 0.95),
    ("store shop boutique pharmacy tienda laden magasin library bookstore bibliothek biblioteca archive bank", (("vent", 0.7), ("fridge", 0.3), ("footfall", 0.8), ("room_tone", 0.4)), 0.7),
    ("living lounge parlor parlour wohnzimmer salon sala", (("room_tone", 1.0), ("ticking", 0.5)), 0.65),
    ("bedroom schlafzimmer dormitorio chambre hotel motel attic nursery", (("room_tone", 1.0), ("city_night", 0.25)), 0.6),
)  # fmt: skip

_PEOPLE = {"murmur", "crowd", "clinks", "announcements", "phones", "keyboard", "footfall"}
_EMPTY = re.compile(r"\b(?:empty|deserted|abandoned|nobody|leer|leere|verlassen|vacio|vacia|desierto|vide|deserte)\b")
_BEFORE = re.compile(
    r"\b(?:vor|hinter|neben|bei|outside|near|behind|beside|above|below|opposite|devant|derriere|frente|delante|junto)\b"
)

_INSIDE: _Layers = (("room_tone", 1.0), ("vent", 0.3))
_OUTSIDE: _Layers = (("leaves", 0.5), ("wind", 0.35), ("birds", 0.7))

_NIGHT = {
    "night",
    "midnight",
    "nacht",
    "noche",
    "nuit",
    "evening",
    "dusk",
    "abend",
    "soir",
    "late",
    "madrugada",
    "mitternacht",
}
_BIRDS_AT_NIGHT = {"birds": "crickets", "gulls": "wind"}
_STREET_AT_NIGHT = {"traffic": "city_night"}


_SPACES: tuple[tuple[Space, tuple[str, ...]], ...] = (
    ("car", ("car", "truck", "taxi", "cab", "van", "cockpit", "coche", "auto", "voiture", "wagen")),
    ("small", ("bathroom", "kitchen", "stairwell", "elevator", "cell", "shower", "corridor", "hallway", "toilet", "lift", "baño", "cocina", "küche", "flur", "cuisine", "couloir", "pasillo", "treppenhaus", "laundry", "morgue", "garage")),
    ("hall", ("church", "cathedral", "station", "warehouse", "factory", "theatre", "theater", "gym", "hangar", "cave", "tunnel", "museum", "court", "ballroom", "lobby", "arena", "iglesia", "kirche", "église", "bahnhof", "fabrik", "halle", "hall", "terminal", "auditorium", "chapel", "mosque", "temple")),
    ("dead", ("bedroom", "tent", "library", "dormitorio", "schlafzimmer", "chambre", "closet", "recording", "hotel room", "studio")),
)  # fmt: skip


def space_of(slugline: str) -> Space:
    """How the place of a scene heading answers a voice."""
    words = _words(slugline)
    indoors = inside(slugline)
    for space, names in _SPACES:
        if any(fold(name) in words or (" " in name and name in " ".join(words)) for name in names):
            return space if indoors else "outdoors"
    return "room" if indoors else "outdoors"


def plan_bed(scene: SceneShots, fps: str = "24") -> Bed:
    """The ambience of a scene. The seed is the place and the time, so that coming back sounds like coming back."""
    said = scene.slugline + " " + scene.setting_ref_id.replace("_", " ")
    described = " ".join(shot.ambient_description for shot in scene.shots[:4])
    layers, level, words = place_layers(said, described)
    if _EMPTY.search(" ".join(fold(shot.text) for shot in scene.shots[:3] if not shot.dialogue_text)):
        layers = tuple((name, share) for name, share in layers if name not in _PEOPLE) or _INSIDE
    night = bool(_NIGHT & set(_words(f"{scene.time_of_day} {scene.slugline}")))
    indoors = inside(scene.slugline)
    layers = _weather(_hour(layers, night=night, indoors=indoors), scene.weather, indoors=indoors)
    return Bed(
        scene_id=scene.scene_id,
        samples=scene_samples(scene, fps),
        layers=layers,
        seed=f"{scene.setting_ref_id}/{'night' if night else 'day'}/{scene.weather}",
        level=round(level * (0.85 if night and indoors else 1.0), 3),
        reason=f"place: {words or ('inside' if indoors else 'outside')}; {'night' if night else 'day'}; {scene.weather}",
    )


def scene_samples(scene: SceneShots, fps: str) -> int:
    """Length of a scene in samples, from its frames."""
    return samples_at(sum(shot.duration_frames for shot in scene.shots), Rate(fps=Fraction(fps)))


def inside(slugline: str) -> bool:
    """Whether a heading says that the scene is indoors (INT, also INT/EXT; in other languages by their words)."""
    first = _words(slugline)[:1]
    return not first or first[0] not in {"ext", "exterior", "aussen", "exterieur", "e", "est"}


def place_layers(heading: str, described: str = "") -> tuple[_Layers, float, str]:
    """Layers, level and the words that chose them; the heading first, then what the shots say of the place."""
    indoors = inside(heading)
    here = _BEFORE.split(fold(heading), maxsplit=1)[0]  # "an alley behind the church" is an alley
    for text in (here, heading, described):
        found = _in_table(_words(text))
        if found is not None:
            layers, level, word = found
            return (_indoor_share(layers) if indoors and text is not described else layers), level, word
    return (_INSIDE, 0.6, "") if indoors else (_OUTSIDE, 0.75, "")


def _in_table(words: list[str]) -> tuple[_Layers, float, str] | None:
    pairs = {f"{a}-{b}" for a, b in pairwise(words)} | {
        f"{a}-{b}-{c}" for a, b, c in zip(words, words[1:], words[2:], strict=False)
    }
    known = set(words) | pairs
    for names, layers, level in _PLACES:
        hit = next((name for name in names.split() if fold(name) in known or fold(name) + "s" in known), None)
        if hit is not None:
            return tuple(item for item in layers if item[1]), level, hit
    return None


_OUTDOOR_LAYERS = {
    "waves",
    "gulls",
    "wind",
    "leaves",
    "birds",
    "crickets",
    "traffic",
    "city_night",
    "stream",
    "frogs",
    "lapping",
}


def _indoor_share(layers: _Layers) -> _Layers:
    """Indoors, the outside is heard through walls: a third of it, on a room of its own."""
    if not any(name in _OUTDOOR_LAYERS for name, _ in layers):
        return layers
    through = tuple((name, round(share * (0.35 if name in _OUTDOOR_LAYERS else 1.0), 3)) for name, share in layers)
    return through if any(name not in _OUTDOOR_LAYERS for name, _ in layers) else (("room_tone", 0.8), *through)


def _hour(layers: _Layers, *, night: bool, indoors: bool) -> _Layers:
    """At night birds are silent, crickets are not, and a street is far traffic."""
    if not night:
        return layers
    swap = {**_BIRDS_AT_NIGHT, **_STREET_AT_NIGHT}
    out: dict[str, float] = {}
    for name, share in layers:
        new = swap.get(name, name)
        out[new] = round(max(out.get(new, 0.0), share * (0.6 if new in ("keyboard", "phones", "footfall") else 1.0)), 3)
    if not indoors and "crickets" not in out and "city_night" not in out and "waves" not in out:
        out["crickets"] = 0.4
    return tuple(out.items())


def _weather(layers: _Layers, weather: str, *, indoors: bool) -> _Layers:
    """Rain, storm, snow and fog over the place; indoors they are on the roof and behind the windows."""
    kept = [(n, s) for n, s in layers if not (weather in ("rain", "storm") and n in ("birds", "crickets", "gulls"))]
    quiet = 0.5 if indoors else 1.0
    if weather == "rain":
        kept.append(("rain_on_roof" if indoors else "rain", 0.5 * quiet + 0.1))
    elif weather == "storm":
        kept += [
            ("rain_on_roof" if indoors else "rain", 0.55 * quiet + 0.15),
            ("wind", 0.7 * quiet),
            ("thunder_far", 0.8),
        ]
    elif weather == "snow":
        kept = [(n, round(s * 0.6, 3)) for n, s in kept] + [("wind", 0.35 * quiet)]
    return tuple(kept)


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", fold(text))
