# ruff: noqa: E501  (tables are easier to read, and to add to, in wide rows)
"""Write a screenplay of any length, the same one for the same seed.

    python bench/generate_script.py --pages 110 --seed 1 --output feature.fountain

Scenes come from templates of different length, cast size and layout; their sentences are composed from
small grammars (who, what they do to which thing, where, while what else happens).
Pages are screenplay pages: 55 lines, action wrapped at 61 columns and speech at 35.
"""

import argparse
import random
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

PAGE_LINES = 55
ACTION_COLUMNS = 61
SPEECH_COLUMNS = 35


@dataclass(frozen=True)
class Person:
    """One of the cast: how cues and action name them, and what is said of them when they first appear."""

    full: str
    cue: str
    call: str
    female: bool
    age: str
    looks: str
    trait: str
    token: str

    @property
    def they(self) -> str:
        """Subject pronoun."""
        return "she" if self.female else "he"

    @property
    def them(self) -> str:
        """Object pronoun."""
        return "her" if self.female else "him"

    @property
    def their(self) -> str:
        """Possessive pronoun."""
        return "her" if self.female else "his"


@dataclass(frozen=True)
class Place:
    """A location: heading prefix and name, still details, spots to stand at, and things fixed there."""

    prefix: str
    name: str
    details: tuple[str, ...]
    spots: tuple[str, ...]
    fixtures: tuple[str, ...]


FIRST_FEMALE = (
    "Thessaly", "Odalys", "Bronagh", "Perpetua", "Ximena", "Ludmila", "Averil", "Nkechi", "Sunniva", "Coralie",
    "Fenna", "Ishbel", "Zuleika", "Mirembe", "Halcyon", "Ottiline",
)  # fmt: skip
FIRST_MALE = (
    "Caspian", "Ephraim", "Lazlo", "Tobiah", "Ignace", "Rurik", "Anselm", "Dashiell", "Kofi", "Balthus",
    "Emeka", "Stellan", "Phineas", "Corwin", "Yevgeny", "Mateus",
)  # fmt: skip
SURNAMES = (
    "Quillfeather", "Marchbanks", "Oduya", "Vasterling", "Pemberwick", "Sokolova", "Thackrah", "Brevoort",
    "Castellane", "Drummle", "Eskildsen", "Fogarty", "Griswold", "Hallgrim", "Ironmonger", "Jessamy", "Kettleby",
    "Lorimer", "Mbeki-Stone", "Nightingall", "Ormerod", "Postlethwaite", "Quennell", "Ravenhill", "Szabo",
    "Tregenza", "Umberleigh", "Vantongeren", "Wolstencroft", "Yarrow", "Zelenko", "Achterberg",
)  # fmt: skip
BUILDS = (
    "rangy", "squat and solid", "bird-boned", "broad as a wardrobe", "wiry", "stooped", "long-legged", "plump",
    "compact", "gaunt", "barrel-chested", "willowy", "lanky", "stocky",
)  # fmt: skip
HAIR = (
    "a shock of white hair", "a russet plait", "cropped silver hair", "black ringlets", "a thinning sandy crown",
    "a shaved scalp", "straw-blond bangs", "a chestnut bun", "ash-brown curls", "a jet-black bob",
    "a copper topknot", "greying dreadlocks",
)  # fmt: skip
CLOTHES = (
    "a mustard corduroy jacket", "a threadbare tuxedo", "a plum velvet dress", "paint-spattered dungarees",
    "a bottle-green parka", "a crisp linen suit", "a turquoise sari", "a moth-eaten army greatcoat",
    "a butcher's striped apron", "a lilac cardigan with one button left", "a charcoal pinstripe waistcoat",
    "a scarlet anorak", "a fisherman's sweater", "a cream raincoat", "a denim shirt bleached by the sun",
    "a black roll-neck",
)  # fmt: skip
TRAITS = (
    "with ink on every finger", "chewing a matchstick", "never quite standing still", "humming under the breath",
    "wearing somebody else's spectacles", "with a limp that comes and goes", "as neat as a folded napkin",
    "with the patience of a heron", "already out of breath", "smelling faintly of turpentine",
    "who looks at exits before faces", "with a laugh kept in reserve", "tanned to the elbows and no further",
    "with the posture of a coat on a hook", "hardly taller than the furniture", "freckled to the eyelids",
)  # fmt: skip
TOKENS = (
    "tortoiseshell comb", "dented flask", "tin whistle", "opera glasses", "rosary", "pocket abacus", "snuffbox",
    "yo-yo", "cracked monocle", "bundle of keys", "paper fan", "thimble", "penknife", "harmonica", "hip flask",
    "brass compass",
)  # fmt: skip

PLACES = (
    Place(
        "INT.",
        "MANGLE & SONS, LAUNDRY",
        ("Steam rolls off the presses.", "Sheets hang in rows like sails."),
        ("the folding table", "the boiler", "the hanging sheets"),
        ("the boiler door", "the mangle", "the hatch"),
    ),
    Place(
        "INT.",
        "KETTLE STREET POLICE STATION",
        ("A fan turns and cools nobody.", "Files lean against files."),
        ("the duty desk", "the holding cage", "the noticeboard"),
        ("the filing drawer", "the cage", "the blind"),
    ),
    Place(
        "INT.",
        "BAKERY",
        ("Flour floats in the lamplight.", "Loaves cool on racks up to the ceiling."),
        ("the oven", "the kneading trough", "the flour sacks"),
        ("the oven hatch", "the larder", "the shutter"),
    ),
    Place(
        "EXT.",
        "CANAL TOWPATH",
        ("Barges rock at their moorings.", "Mist sits on the water."),
        ("the lock gate", "the iron footbridge", "the mooring ring"),
        ("the sluice", "the lock gate", "the gangplank"),
    ),
    Place(
        "INT.",
        "NATURAL HISTORY MUSEUM - WHALE HALL",
        ("A skeleton the size of a bus hangs from wires.", "The marble throws back every sound."),
        ("the ticket turnstile", "the whale's jaw", "the fossil cabinet"),
        ("the display case", "the turnstile", "the service door"),
    ),
    Place(
        "EXT.",
        "QUARRY",
        ("Terraces of chalk drop to a green pool.", "A crane leans over nothing."),
        ("the weighbridge", "the edge of the pool", "the crane"),
        ("the winch", "the gate", "the conveyor"),
    ),
    Place(
        "INT.",
        "LIGHTHOUSE - LAMP ROOM",
        ("The great lens turns without a sound.", "Beyond the panes, only grey."),
        ("the lens", "the gallery rail", "the top of the spiral steps"),
        ("the trapdoor", "the shutter", "the winch"),
    ),
    Place(
        "EXT.",
        "FAIRGROUND",
        ("Half the bulbs on the wheel are dead.", "A tarpaulin flaps on the carousel."),
        ("the shooting gallery", "the carousel", "the ghost train"),
        ("the ticket booth", "the barrier", "the hatch"),
    ),
    Place(
        "INT.",
        "SCHOOL GYMNASIUM",
        ("Ropes are looped along the wall bars.", "The floor shines with fresh varnish."),
        ("the vaulting horse", "the wall bars", "the scoreboard"),
        ("the locker", "the fire door", "the skylight"),
    ),
    Place(
        "INT.",
        "VETERINARY SURGERY",
        ("Something behind the curtain barks once.", "Jars of worms line the sill."),
        ("the steel table", "the scales", "the row of cages"),
        ("the cage", "the medicine chest", "the door"),
    ),
    Place(
        "EXT.",
        "VINEYARD",
        ("Rows of vines comb the hillside.", "A scarecrow wears a bishop's hat."),
        ("the press house", "the stone cistern", "the end of the row"),
        ("the gate", "the cistern lid", "the press"),
    ),
    Place(
        "INT.",
        "RADIO STUDIO",
        ("Egg boxes pad the walls.", "A red bulb waits above the glass."),
        ("the microphone", "the mixing desk", "the glass partition"),
        ("the soundproof door", "the patch bay", "the hatch"),
    ),
    Place(
        "INT.",
        "FLAT ABOVE THE CHIP SHOP",
        ("The wallpaper has given up in one corner.", "Neon blinks on the ceiling."),
        ("the sagging settee", "the gas ring", "the sash window"),
        ("the sash window", "the wardrobe", "the latch"),
    ),
    Place(
        "INT.",
        "NIGHT TRAIN - DINING CAR",
        ("Lamps tremble on white cloths.", "Dark country streams past the glass."),
        ("the service hatch", "the last table", "the vestibule"),
        ("the vestibule door", "the blind", "the emergency brake"),
    ),
    Place(
        "EXT.",
        "RAILWAY YARD",
        ("Wagons stand in the weeds.", "A signal arm drops with a clank."),
        ("the signal box", "the buffers", "the water tower"),
        ("the points lever", "the wagon door", "the coupling"),
    ),
    Place(
        "INT.",
        "COURTHOUSE ROTUNDA",
        ("Light falls from a dome painted with justice.", "Lawyers mutter in pairs."),
        ("the marble stair", "the cloakroom counter", "the bronze doors"),
        ("the bronze doors", "the dock gate", "the grille"),
    ),
    Place(
        "EXT.",
        "ROOF OF THE OPERA",
        ("Copper eagles stare over the avenue.", "Pigeons shuffle along the gutter."),
        ("the parapet", "the water tank", "the copper eagle"),
        ("the hatch", "the fire ladder", "the weathervane"),
    ),
    Place(
        "INT.",
        "GREENHOUSE",
        ("Wet leaves press against the panes.", "A hose drips into a bucket."),
        ("the potting bench", "the banana palm", "the rain barrel"),
        ("the vent", "the tap", "the glazed door"),
    ),
    Place(
        "EXT.",
        "FISH MARKET",
        ("Gutters run pink.", "Gulls quarrel over a crate of heads."),
        ("the auction bell", "the eel tanks", "the ice chute"),
        ("the ice chute", "the roller shutter", "the tank lid"),
    ),
    Place(
        "INT.",
        "CHAPEL OF REST",
        ("Two candles, neither of them straight.", "Lilies, too many of them."),
        ("the bier", "the lectern", "the vestry curtain"),
        ("the vestry door", "the alms box", "the lid"),
    ),
    Place(
        "INT.",
        "BOWLING ALLEY",
        ("Pins clatter in the dark end of lane six.", "Rented shoes pair off on the shelves."),
        ("the ball return", "the shoe counter", "lane four"),
        ("the till", "the fuse box", "the back exit"),
    ),
    Place(
        "EXT.",
        "PETROL STATION, ROUTE 9",
        ("One pump works.", "Moths batter the canopy lights."),
        ("the air hose", "the working pump", "the ice machine"),
        ("the pump handle", "the ice machine", "the kiosk door"),
    ),
    Place(
        "INT.",
        "PRINTING WORKS",
        ("The press thumps like a heart.", "Wet posters dry on strings."),
        ("the type cases", "the guillotine", "the drying lines"),
        ("the feed tray", "the guillotine lever", "the gate"),
    ),
    Place(
        "EXT.",
        "ALLOTMENTS",
        ("Sheds built of old doors.", "Beans climb their poles in the drizzle."),
        ("the compost heap", "the bean poles", "the rusty bath"),
        ("the shed door", "the rain butt lid", "the padlock"),
    ),
    Place(
        "INT.",
        "HOTEL MIRAMAR - LINEN ROOM",
        ("Towels in towers.", "A dumbwaiter hums inside the wall."),
        ("the dumbwaiter", "the ironing board", "the laundry chute"),
        ("the chute", "the dumbwaiter", "the transom"),
    ),
    Place(
        "EXT.",
        "FROZEN LAKE",
        ("The ice groans a long way out.", "Fishing huts dot the white like dice."),
        ("the fishing hut", "the hole in the ice", "the upturned sled"),
        ("the hut door", "the stove", "the auger"),
    ),
    Place(
        "INT.",
        "SHIP'S ENGINE ROOM",
        ("Pistons the height of a man rise and sink.", "Oil beads on the gratings."),
        ("the control platform", "the catwalk", "the spare boiler"),
        ("the valve", "the hatch", "the pressure lever"),
    ),
    Place(
        "EXT.",
        "CEMETERY HILL",
        ("Crooked stones face the sea.", "A gardener's fire smoulders by the wall."),
        ("the lych gate", "the yew", "the open grave"),
        ("the lych gate", "the tool shed", "the crypt door"),
    ),
    Place(
        "INT.",
        "PAWNBROKER'S BACK ROOM",
        ("Clocks tick out of step.", "Forty umbrellas hang from the beam."),
        ("the safe", "the workbench", "the curtain"),
        ("the safe", "the bureau drawer", "the skylight"),
    ),
    Place(
        "EXT.",
        "TENEMENT COURTYARD",
        ("Washing crosses the sky on pulleys.", "Somebody practises scales, badly."),
        ("the pump", "the coal bunker", "the archway"),
        ("the cellar flap", "the pump", "the bunker lid"),
    ),
    Place(
        "INT.",
        "OBSERVATORY",
        ("The dome is open one slot wide.", "Brass, chalk, cold coffee."),
        ("the eyepiece", "the star charts", "the gallery stairs"),
        ("the dome crank", "the plan chest", "the shutter"),
    ),
    Place(
        "INT.",
        "CASTLE KITCHENS",
        ("Copper pans glow along the wall.", "A boar turns on its spit."),
        ("the hearth", "the chopping block", "the cellar steps"),
        ("the bread oven", "the cellar door", "the spit"),
    ),
)
VEHICLES = (
    Place(
        "INT.",
        "DELIVERY VAN - MOVING",
        ("Crates shift in the back.",),
        ("the dashboard",),
        ("the glovebox", "the gearstick", "the sun visor"),
    ),
    Place(
        "INT./EXT.",
        "TAXI - TRAVELING",
        ("The meter ticks over.",),
        ("the partition",),
        ("the meter", "the window crank", "the rear door"),
    ),
    Place(
        "INT.",
        "HEARSE - MOVING",
        ("Lilies slide from side to side.",),
        ("the dashboard",),
        ("the ashtray", "the gearstick", "the radio knob"),
    ),
    Place(
        "INT.",
        "ICE CREAM TRUCK - MOVING",
        ("The chimes will not switch off.",),
        ("the serving hatch",),
        ("the freezer lid", "the chime box", "the handbrake"),
    ),
)
TIMES = ("DAY", "NIGHT", "DAWN", "DUSK", "MORNING", "EVENING", "AFTERNOON", "LATE NIGHT", "SUNSET")

SMALL = (
    "a ticket stub", "a brass token", "a pill bottle", "a lump of sealing wax", "a chess rook", "a glass eye",
    "a skeleton key", "a spool of red thread", "a dead moth", "a fuse", "a medal", "a cufflink", "a fountain pen",
)  # fmt: skip
PAPERS = (
    "a telegram", "a sea chart", "a pawn ticket", "a theatre programme", "an unsigned will", "a charred photograph",
    "a parking fine", "a page of sheet music", "a bill of lading", "a postcard of Trieste",
)  # fmt: skip
HEAVY = (
    "a steamer trunk", "a sack of meal", "a cello case", "a coil of hawser", "a stuffed badger", "a gas cylinder",
    "a rolled carpet", "a typewriter", "a crate of eels", "a marble bust",
)  # fmt: skip
TOOLS = (
    "a crowbar", "a boathook", "a soldering iron", "a pair of shears", "a croquet mallet", "a bicycle pump",
    "a rolling pin", "a storm lantern", "a trowel", "a billiard cue",
)  # fmt: skip
VESSELS = (
    "a chipped mug", "a tumbler of rum", "a thermos", "a bowl of borscht", "a silver goblet", "a jug of cider",
    "a paper cup", "a teapot with no lid",
)  # fmt: skip
VERBS: dict[str, tuple[str, ...]] = {
    "small": (
        "burnishes {o} with {pos} cuff", "pilfers {o}", "filches {o} from the sill", "fondles {o}", "scuffs {o} along the floor",
        "twirls {o} between two fingers", "palms {o}", "weighs {o} in one hand", "fumbles with {o} and drops it",
        "tucks {o} behind {pos} ear", "breathes on {o} and buffs it on {pos} sleeve", "flicks {o} into the air and traps it",
        "pockets {o}", "fishes out {o}", "holds {o} up to the light", "hides {o} in {pos} fist",
    ),
    "paper": (
        "pleats {o} into a dart", "annotates {o}", "riffles {o}", "shreds {o}", "uncreases {o} with {pos} thumbnail",
        "unfolds {o} and smooths it flat", "skims {o}", "crumples {o}", "tears {o} in two", "fans {pos} face with {o}",
        "slips {o} under the blotter", "reads {o} with {pos} lips moving", "creases {o} along the middle",
        "sniffs {o}", "burns the corner of {o} with a match",
    ),
    "heavy": (
        "manhandles {o} upright", "trundles {o} aside", "upends {o}", "lashes {o} to a post", "bestrides {o}",
        "hoists {o} onto {pos} shoulder", "lugs {o} a few paces", "heaves {o} upright", "nudges {o} aside with one foot",
        "wrestles {o} through the gap", "shoves {o} against the wall", "sits down hard on {o}", "drapes a cloth over {o}",
        "topples {o}", "braces {pos} back against {o}",
    ),
    "tool": (
        "wields {o}", "twiddles {o}", "cudgels the air with {o}", "whittles at {o}", "oils {o}",
        "brandishes {o}", "hefts {o}", "sets about the lock with {o}", "leans on {o}", "swaps {o} from hand to hand",
        "unhooks {o} from its nail", "flings down {o}", "wipes {o} on a rag", "jabs at the air with {o}",
    ),
    "vessel": (
        "slurps from {o}", "swigs from {o}", "quaffs from {o}", "swirls {o}", "decants {o} into a boot",
        "sips from {o} and winces", "drains {o}", "cradles {o} in both palms", "tops up {o}", "blows across {o}",
        "tips {o} into the nearest plant", "slams down {o}", "peers into {o}", "pushes {o} away untasted",
    ),
    "fixture": (
        "jimmies {o}", "unlatches {o}", "jiggles {o}", "barricades {o}", "daubs grease on {o}",
        "wrenches {o} open", "rattles {o}", "wedges {o} with a splinter of wood", "kicks {o}", "bolts {o}",
        "oils {o} with one careful drop", "thumps {o} until it gives", "prises at {o}", "tugs at {o}",
    ),
}  # fmt: skip
STOCK: dict[str, tuple[str, ...]] = {
    "small": SMALL, "paper": PAPERS, "heavy": HEAVY, "tool": TOOLS, "vessel": VESSELS,
}  # fmt: skip
TOKEN_VERBS = (
    "polishes {o}", "turns {o} over and over", "taps {o} against {pos} teeth", "rummages for {o}", "clicks {o}",
    "polishes {o} on {pos} knee", "lays {o} down like a card", "points with {o}",
)  # fmt: skip
MOVES = (
        "galumphs", "mooches", "traipses", "toddles", "sashays", "lollops", "hirples", "moseys", "gambols", "clumps", "promenades", "slopes", "tacks", "teeters", "trundles", "waddles", "schleps", "pootles", "squelches", "gumshoes",
    "trudges", "skirts round", "sidles", "stalks", "hobbles", "ambles", "scurries", "lumbers", "drifts", "edges",
    "stumbles", "bustles", "limps", "pads", "swaggers", "scuttles", "saunters", "blunders", "creeps", "shuffles",
)  # fmt: skip
PATHS = ("over to {s}", "past {s}", "toward {s}", "as far as {s}", "back to {s}", "up to {s}")
MANNER = (
    "without hurry", "with great care", "clumsily", "as if nobody were there", "one-handed", "with a grunt",
    "far too fast", "in silence", "with relish", "for the second time", "grimly", "almost tenderly",
)  # fmt: skip
GAZES = (
        "gawps at {o}", "ogles {o}", "glowers at {o}", "scrutinises {o}", "appraises {o}",
    "squints at {o}", "sizes up {o}", "scowls at {o}", "studies {o}", "glares at {o}", "peers at {o} over {pos} collar",
    "cannot meet {o_pos} eye", "shoots {o} a look", "raises an eyebrow at {o}", "considers {o} for a long moment",
)  # fmt: skip
GIVES = (
    "thrusts {x} at {o}", "slides {x} across to {o}", "tosses {o} {x}", "presses {x} into {o_pos} hand",
    "dangles {x} in front of {o}", "offers {o} {x}", "snatches {x} away from {o}", "swaps {x} for a wink from {o}",
)  # fmt: skip
BODY = (
    "{p}'s jaw tightens.", "{p}'s knuckles whiten.", "A vein beats in {p}'s temple.", "{p}'s shoulders sag.",
    "The colour leaves {p}'s face.", "{p}'s foot taps out a rhythm only {they} can hear.", "{p}'s breath clouds.",
    "{p}'s smile arrives late and leaves early.", "Sweat shines on {p}'s upper lip.", "{p}'s hand hovers, then drops.",
)  # fmt: skip
SOLO = (
        "burps behind {pos} hand", "preens", "fidgets", "hiccups", "scratches {pos} shin with the other boot", "harrumphs", "unlaces {pos} collar", "swats a fly",
    "yawns until {pos} ears crack", "kneels and listens at the floorboards", "mops {pos} brow", "rolls up {pos} sleeves",
    "bites off a thread", "counts on {pos} fingers", "stifles a sneeze", "slumps onto the nearest seat",
    "straightens {pos} collar in a dark pane", "whistles two notes and stops", "shakes the wet from {pos} hair",
    "cracks {pos} knuckles", "shrugs", "crosses {pos} arms", "hums through {pos} nose", "stoops to tie a lace",
)  # fmt: skip
AMBIENT = (
    "Somewhere, a dog will not give up.", "A bulb fizzes and steadies.", "The wind tries the door.", "A distant bell, nine strokes.",
    "Dust turns in a bar of light.", "Far off, a siren climbs and fades.", "A tap drips, drips, drips.",
    "Nothing stirs.", "A moth circles.", "Thunder, a long way away.", "The silence thickens.", "Pipes knock in the wall.",
)  # fmt: skip
LIGHT: dict[str, tuple[str, ...]] = {
    "ANY": (
        "Flat grey light.",
        "The air tastes of iron.",
        "Everything has been moved a little to the left.",
        "It has rained.",
        "Nobody has swept.",
        "Long shadows.",
    ),
    "DAY": (
        "Hard light, short shadows.",
        "Sun like a lamp in the eyes.",
        "A pale, overcast noon.",
        "The heat has a weight.",
    ),
    "NIGHT": (
        "Moonlight lies in strips.",
        "Black beyond the first few feet.",
        "One bare bulb.",
        "A thin moon.",
        "Shadows pool in the corners.",
    ),
    "LATE NIGHT": (
        "The hour when clocks are loudest.",
        "Everything decent is asleep.",
        "A single candle end.",
        "Stars, hard as nails.",
    ),
    "DAWN": (
        "The first grey of the day.",
        "Pink creeps along the edges of things.",
        "Birds, one at a time.",
        "Dew on everything.",
    ),
    "MORNING": (
        "Low sun, long shadows.",
        "The smell of somebody else's coffee.",
        "A clean, rinsed light.",
        "Frost in the corners.",
    ),
    "AFTERNOON": (
        "Slow gold light.",
        "The drowsy end of lunch.",
        "Bees bump against whatever is there.",
        "Light slants in.",
    ),
    "EVENING": ("Lamps come on one by one.", "The blue hour.", "Smoke rises straight up.", "Windows glow."),
    "DUSK": ("The last light drains away.", "Violet shadows.", "Bats.", "Shapes more than things."),
    "SUNSET": (
        "Everything is copper.",
        "A red sun sits on the edge of the world.",
        "Shadows run for miles.",
        "Glass burns orange.",
    ),
}
MATTERS = (
    "the orphanage fund", "the second set of keys", "the Halvard diamonds", "the dam survey", "the parrot's owner",
    "the missing organist", "the vaccine", "the forged passport", "the county vote", "the racing pigeons",
    "the lost reel", "the strike money",
)  # fmt: skip
SUMS = (
    "four hundred",
    "nine thousand and change",
    "sixty-one pounds",
    "a week's wages",
    "half of everything",
    "not a cent",
)
PAST = (
    "on Thursday", "after the funeral", "the night of the flood", "at a quarter to four", "last winter",
    "when the dam went", "the week of the regatta", "that Easter", "two moons ago",
)  # fmt: skip
COMING = (
    "on Thursday", "when the tide turns", "before breakfast", "at a quarter to four", "tomorrow, if it doesn't snow",
    "the minute they pay me", "at first light", "once the cheque clears",
)  # fmt: skip
TOWNS = ("Port Ellery", "Vashti", "Lower Brandling", "Kessock", "Saint-Maurin", "the islands", "Dunmarrow")
# Exchanges: any opening of a row may be answered by any answer of that row.
TALK: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        (
            "Where were you {when}?",
            "You weren't in {town} {when}. So where were you?",
            "Tell me again where you slept {when}.",
        ),
        (
            "In {town}, with a fever and two witnesses.",
            "Ask {third}. We were knee-deep in mud.",
            "Under the stairs. I like it there.",
            "Does it matter? I came back.",
            "Driving to {town}. Then driving home, slower.",
            "With {third}. There, I've said it.",
        ),
    ),
    (
        (
            "Who else knows about {matter}?",
            "Have you breathed a word about {matter}?",
            "Did {third} hear of {matter} from you?",
        ),
        (
            "Only {third}, and {third} forgets.",
            "Half of {town} by supper time.",
            "Nobody. Until you opened your mouth.",
            "I wrote it down once. I ate the paper.",
            "If I say no, will you stop squeezing my arm?",
            "My mother. She wants a share.",
        ),
    ),
    (
        ("How much is it worth to you?", "What did {third} pay you for {matter}?", "Name a price, {name}."),
        (
            "{sum_cap}. And the bicycle.",
            "I'd have done it for a hot meal.",
            "{sum_cap}, in coins, {soon}.",
            "More than you could lift.",
            "You can't buy it. You can only ask nicely.",
            "{third} offered {sum}. I laughed until it hurt.",
        ),
    ),
    (
        (
            "I'm leaving for {town}.",
            "There's a boat to {town} {soon}, and I'm on it.",
            "I can't stay here another night.",
        ),
        (
            "You said that last year. You got as far as the corner.",
            "Then take {third} with you. Please.",
            "Who'll feed the eels?",
            "Go, then. I'll keep your chair warm.",
            "With what? You owe me {sum}.",
            "You'd hate it. They have no radishes.",
        ),
    ),
    (
        (
            "You lied to me about {matter}.",
            "It was you. {matter_cap}, the fire, all of it.",
            "{third} says that you sold us out.",
        ),
        (
            "I left something out. It isn't the same.",
            "{third} would say that. {third} was there.",
            "Yes. And I'd do it again in better shoes.",
            "Keep your voice down.",
            "You never asked the right question.",
            "Prove it. Go on. I'll hold your hat.",
        ),
    ),
    (
        ("Can you mend it?", "How long before it holds?", "What's wrong with it this time?"),
        (
            "With a week and a miracle.",
            "It isn't broken. It's sulking.",
            "Give me that wire. No, the other one.",
            "Hold this. Don't breathe.",
            "{third} mended it. That's what's wrong with it.",
            "Ask me when I've stopped bleeding.",
        ),
    ),
    (
        ("Do you remember the summer in {town}?", "We were happy in {town}, weren't we?", "You used to sing, {name}."),
        (
            "I remember the wasps.",
            "You were happy. I was holding the coats.",
            "That was before {matter}.",
            "{third} sang. I moved my mouth.",
            "Don't. Not tonight.",
            "I remember one afternoon. I've lived on it ever since.",
        ),
    ),
    (
        ("Give me one reason to trust you.", "Why should I believe a word of it?", "You expect me to swallow that?"),
        (
            "You're alive. That's one.",
            "Because I've got nothing left to hide it behind.",
            "Because {third} doesn't.",
            "I wouldn't, in your place.",
            "I brought you soup.",
            "Look at my hands. Are they shaking?",
        ),
    ),
    (
        (
            "They're coming. {third} saw the lamps.",
            "There's somebody on the stairs.",
            "We have until they find the ladder.",
        ),
        (
            "How many?",
            "Then we finish this first.",
            "Put out the light. No, leave it. They've seen it.",
            "Let them come. I've made up my mind.",
            "Is there another way down?",
            "You're standing on the only way out.",
        ),
    ),
    (
        ("Did you eat?", "You look terrible, {name}.", "Sit down before you fall down."),
        (
            "I had a biscuit {when}.",
            "You should see {third}.",
            "If I sit, I'll stay.",
            "It's the light.",
            "Flattery. At this hour.",
            "I've been carrying {matter} on my back for a month.",
        ),
    ),
    (
        ("What happens to {third} now?", "Who's going to tell {third}?", "And {third}? What did you promise {third}?"),
        (
            "{third} gets {sum} and a train ticket.",
            "You are. You have the kinder face.",
            "Nothing. That's the beauty of it.",
            "I thought we'd draw straws.",
            "{third} knew before any of us.",
            "Somebody should. Not me.",
        ),
    ),
    (
        ("Open it.", "Read it out loud.", "Show me what's in your pocket."),
        (
            "You open it. I've had a long day.",
            "It says what it always says: {town}, {soon}, come alone.",
            "It's empty. See? It's been empty for years.",
            "Not while {third} is in the building.",
            "After you tell me about {matter}.",
            "Say please.",
        ),
    ),
    (
        ("I never wanted {matter}.", "I did it for {third}.", "I should have told you {when}."),
        (
            "I know. That's why they gave it to you.",
            "And now?",
            "You're telling me now.",
            "Then let go of it.",
            "Is that an apology, or the weather?",
            "Say it to {third}.",
        ),
    ),
    (
        ("Whose blood is that?", "What have you done to your hand?", "You're bleeding on the rug."),
        (
            "Mine, mostly.",
            "A goat's. Long story.",
            "{third}'s. {third} will live.",
            "Paint. I hope.",
            "I shook hands with a window.",
            "It's an old rug.",
        ),
    ),
    (
        ("Marry me.", "Come with me to {town}.", "Stay. Just until the rain stops."),
        (
            "You're holding a mop.",
            "Ask me again when you've washed.",
            "It rains till April in {town}.",
            "And {third}? Do we take {third}?",
            "No. Thank you. No.",
            "I thought you'd never get round to it.",
        ),
    ),
    (
        ("What did the doctor say?", "Is it bad?", "How long has {third} got?"),
        (
            "That I should avoid stairs, salt and you.",
            "Longer than the doctor.",
            "He whistled. Doctors shouldn't whistle.",
            "A year. A good one, if I'm careful.",
            "Nothing that a month in {town} wouldn't cure.",
        ),
    ),
    (
        ("I need {sum} {soon}.", "Lend me {sum}.", "Where is my money? You said {sum}."),
        (
            "And I need a tenor.",
            "It's sewn into {third}'s mattress.",
            "You'll get it {soon}.",
            "Try the church. They're short of sinners.",
            "I'd lend you my teeth first.",
            "In the bank. The bank is in the river.",
        ),
    ),
    (
        ("Who taught you to do that?", "Where did you learn that trick?", "You've done this before."),
        (
            "{third}, in prison.",
            "My aunt. She had no patience and one arm.",
            "Nobody. It shows, doesn't it?",
            "The navy. They'd like it back.",
            "In {town}, {when}. I was bored.",
        ),
    ),
    (
        ("Which of us goes first?", "Who's carrying it?", "Toss you for it."),
        (
            "Age before beauty.",
            "The one with the boots.",
            "{third} weighs least.",
            "I went first in {town}. I still limp.",
            "Together. On my nod.",
        ),
    ),
    (
        ("Something's wrong. Listen.", "Why has the music stopped?", "It's too quiet."),
        (
            "That's only {third}, chewing.",
            "It's the pump. It's been the pump all night.",
            "I like it quiet.",
            "Don't move your feet.",
            "That was the last barge. We're on our own.",
        ),
    ),
    (
        ("What's so funny?", "Wipe that grin off.", "You think this is a joke?"),
        (
            "Your hat.",
            "I was thinking of {third} on the ladder.",
            "If I stop, I'll howl.",
            "Somebody has to.",
            "{sum_cap}, for a parrot!",
        ),
    ),
    (
        ("Promise me something.", "If I don't come back, feed the cat.", "Look after {third} for me."),
        (
            "Not until I hear it.",
            "You have no cat.",
            "Look after your own.",
            "I'm bad at promises. Ask {third}.",
            "Come back. It's simpler.",
        ),
    ),
)
LETTER = (
    "The house here has nine windows, and I have counted them often.",
    "They feed us on turnips and hymns.",
    "I sold the mare {when}. I could not watch her go.",
    "You asked about {matter}. I can only say that I was young.",
    "{third} came to see me {when} and stood a long time in the yard.",
    "If {third} asks, say that I drowned.",
    "I have enclosed {sum}. Spend it on something foolish.",
    "The sea was green today, the green of your old coat.",
    "I still have the button.",
    "Do not come to {town}. There is nobody left who would know you.",
    "What I took, I took for you. I see now that you never wanted it.",
    "I dream of the stairs in {town}, always the stairs.",
    "They say that the ice will hold until March.",
    "Nobody here can cook, and nobody here can stop singing.",
    "I was wrong about {third}. I was wrong about most people.",
    "I meant to write {when}, and then the ink froze.",
)
LEAD_INS = (
    "Look.", "Listen, {name}.", "Well.", "Honestly, {name}.", "Right.", "Oh, for pity's sake.", "Hm.", "Steady.",
    "Not so loud.", "Fine.", "I'll tell you what.", "Wait.",
)  # fmt: skip
CODAS = (
    "And shut that door.", "I'd swear to it in {town}.", "That's all I know.", "{third} can go whistle.", "You know me.",
    "Don't make that face.", "My feet hurt.", "And now I want my supper.", "There. It's out.", "Write that down.",
    "I've been meaning to say so since last winter.", "No offence.", "It's a long way home.", "Ask the eels.",
)  # fmt: skip
CLAUSES = (
    "rather than answer", "out of habit", "half asleep", "against all advice", "for want of a better idea",
    "with a last look at {s}", "once the echo has died", "before anybody can object", "because nobody has said not to",
    "after a false start", "with one ear cocked", "as the light shifts",
)  # fmt: skip
FIXTURE_DOES = ("creaks", "judders", "gives a groan", "will not budge", "ticks as it cools", "shudders", "rattles by itself")  # fmt: skip
PARENTHETICALS = (
    "under the breath", "not turning round", "over the din", "mouth full", "too brightly", "after a beat", "to the floor",
    "dry", "counting", "with a sigh", "hoarse", "gently", "mimicking", "re: the noise",
)  # fmt: skip
ROLES = (
    "A PORTER", "A NUN", "A BUSKER", "A CLERK", "AN USHER", "A WAITRESS", "A MAN IN A KILT", "A POSTMISTRESS", "A COBBLER",
    "AN OLD SOLDIER", "A WET NURSE", "A CHIMNEY SWEEP", "A BRIDESMAID", "A TRUMPETER",
)  # fmt: skip
DOES = (
    "balances three hatboxes", "eats a toffee apple", "tunes a ukulele", "stamps forms without reading them", "dozes upright",
    "carries five plates up one arm", "waltzes with a broom", "plucks a hen", "lectures a goldfish", "sews on a button",
    "blows soap bubbles", "sells buttonholes from a tray", "juggles two lemons and an egg", "gnaws a drumstick",
)  # fmt: skip
PAIRS = (
    "TWO SAILORS",
    "THREE SCHOOLGIRLS",
    "TWO BAILIFFS",
    "FOUR ACROBATS",
    "TWO MIDWIVES",
    "THREE UNDERTAKERS",
    "TWO GOLFERS",
)
DO = (
    "argue over a melon", "share one umbrella", "measure the furniture", "deal cards on an upturned drum", "sing in thirds",
    "carry a mirror between them", "shell peas into a helmet", "compare scars", "toast the absent",
)  # fmt: skip
FLEES = (
        "hurdles", "leapfrogs", "zigzags round",
    "vaults", "scrambles over", "ducks behind", "swerves past", "slides under", "clatters round", "flings a coat over",
    "dives beyond",
)  # fmt: skip
PURSUES = (
        "thunders after {o}", "gallops along behind", "caroms off a wall and comes on",
    "barges after {o}", "pounds along behind", "cuts round to head {o} off", "gains on {o}", "loses a shoe and comes on regardless",
    "bowls straight through", "takes the short way", "grabs for {o} and misses", "roars", "comes on, wheezing",
)  # fmt: skip
NUMBERS = ("One", "Two", "Three")


@dataclass
class Writer:
    """The page in the typewriter: random choices, the cast, and the paragraphs written so far."""

    rng: random.Random
    cast: tuple[Person, ...]
    matter: str
    parts: list[str] = field(default_factory=list)
    lines: int = 0
    met: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    uses: dict[str, int] = field(default_factory=dict)
    place: Place = PLACES[0]
    home: tuple[Place, ...] = ()
    last_subject: str = ""
    last_heading: tuple[str, str] = ("", "")
    used_templates: list[str] = field(default_factory=list)

    # paragraphs

    def put(self, text: str) -> None:
        """Add a paragraph and count its lines, with the blank line after it."""
        self.parts.append(text)
        self.lines += count_lines(text) + 1

    def action(self, *sentences: str) -> None:
        """Add a paragraph of action from sentences."""
        self.put(" ".join(_capital(s) for s in sentences))

    def speech(self, who: Person, text: str, *, extension: str = "", aside: str = "", dual: bool = False) -> None:
        """Add a speech: cue with extension, parenthetical, words. Two in a row get an action between."""
        if not extension and self.parts[-1].split("\n")[0] == who.cue:
            self.action(self.unsaid(lambda: self.deed(who)))
        self.last_subject = ""
        cue = who.cue + (f" ({extension})" if extension else "") + (" ^" if dual else "")
        self.put("\n".join(x for x in (cue, f"({aside})" if aside else "", text) if x))

    def heading(self, place: Place, time: str) -> None:
        """Add a scene heading and stand there."""
        self.place, self.last_subject = place, ""
        self.last_heading = (place.name, time)
        self.put(f"{place.prefix} {place.name} - {time}")

    # choices

    def pick(self, items: Sequence[str]) -> str:
        """One of some strings."""
        return self.rng.choice(items)

    def chance(self, share: float) -> bool:
        """True in this share of calls."""
        return self.rng.random() < share

    def people(self, count: int) -> list[Person]:
        """Some of the cast; the first few names of it are leads and turn up more often."""
        weights = [3.0 if i < 4 else 1.0 for i in range(len(self.cast))]
        chosen: list[Person] = []
        while len(chosen) < min(count, len(self.cast)):
            person = self.rng.choices(self.cast, weights)[0]
            if person not in chosen:
                chosen.append(person)
        return chosen

    def somewhere(self, prefix: str = "") -> Place:
        """A location: in four scenes of ten one of the story's few homes, else any."""
        pool = self.home if self.chance(0.4) else PLACES
        fitting = [p for p in pool if p.prefix.startswith(prefix) and p.name != self.last_heading[0]]
        return self.rng.choice(fitting or [p for p in PLACES if p.prefix.startswith(prefix)])

    def open(self, prefix: str = "", place: Place | None = None, time: str = "") -> None:
        """Heading and a line of description."""
        self.heading(place or self.somewhere(prefix), time or self.pick(TIMES))
        self.action(self.unsaid(self.description))

    def description(self) -> str:
        """What the place looks like now: one or two details, the light of the hour, perhaps a sound."""
        details = self.rng.sample(self.place.details, self.rng.randint(1, len(self.place.details)))
        details.append(self.pick(LIGHT.get(self.last_heading[1].split(" (")[0], LIGHT["ANY"])))
        if self.chance(0.35):
            details.append(self.pick(AMBIENT))
        if self.chance(0.35):
            details.append(f"{_capital(self.pick(self.place.fixtures))} {self.pick(FIXTURE_DOES)}.")
        return " ".join(details)

    # sentences

    def enter(self, people: Sequence[Person]) -> None:
        """Bring people in: strangers with a description, the rest with a sentence of what they are doing."""
        for person in people:
            if person.full in self.met:
                self.action(self.unsaid(partial(self.deed, person)))
                continue
            self.met.add(person.full)
            self.last_subject = person.full
            self.action(self.first_sight(person, self.movement()))

    def first_sight(self, person: Person, doing: str) -> str:
        """The sentence that introduces somebody: name in capitals, age, looks and what they are doing."""
        build, hair, clothes = person.looks.split(", ", 2)
        full, wear = person.full.upper(), self.pick(("in", "wearing"))
        shapes = (
            f"{full} ({person.age}), {build}, {hair}, {clothes}, {doing}.",
            f"{full}, {person.age}, {build}, with {hair} and {clothes}, {doing}.",
            f"{full} ({person.age}), {person.trait}, {doing}. {person.call} is {build}, with {hair}, {wear} {clothes}.",
            f"{full} ({person.age}, {build}) {doing}: {hair}, {clothes}. {_capital(person.trait)}.",
        )
        return self.pick(shapes)

    def subject(self, person: Person) -> str:
        """The name, or the pronoun where the sentence before was about the same person."""
        again = self.last_subject == person.full and self.chance(0.6)
        self.last_subject = person.full
        return person.they if again else person.call

    def movement(self) -> str:
        """A verb phrase of going somewhere in the present place."""
        verb, spot = self.pick(MOVES), self.pick(self.place.spots)
        return f"{verb} {spot}" if verb.endswith("round") else f"{verb} {self.pick(PATHS).format(s=spot)}"

    def handling(self, person: Person) -> str:
        """A verb phrase about a thing: a prop, something fixed here, or the person's own token."""
        draw = self.rng.random()
        if draw < 0.12:
            return self.pick(TOKEN_VERBS).format(o=f"{person.their} {person.token}", pos=person.their)
        if draw < 0.3:
            return self.pick(VERBS["fixture"]).format(o=self.pick(self.place.fixtures), pos=person.their)
        kind = self.pick(tuple(STOCK))
        return self.pick(VERBS[kind]).format(o=self.pick(STOCK[kind]), pos=person.their)

    def deed(self, person: Person) -> str:
        """One plain sentence about one person."""
        name = self.subject(person)
        if self.place in VEHICLES:
            return f"{name} {self.handling(person)}."
        shapes = (
            lambda: f"{name} {self.movement()}.",
            lambda: f"{name} {self.handling(person)}.",
            lambda: f"{name} {self.movement()} and {self.handling(person)}.",
            lambda: f"{name} {self.handling(person)}, {self.pick(MANNER)}.",
            lambda: f"{name} {self.pick(SOLO).format(pos=person.their)}.",
            lambda: f"{name} {self.pick(SOLO).format(pos=person.their)}, then {self.movement()}.",
            lambda: (
                f"{_capital(self.pick(CLAUSES).format(s=self.pick(self.place.spots)))}, {name} {self.handling(person)}."
            ),
            lambda: f"{name} {self.movement()}, where {person.they} {self.handling(person)}.",
        )
        return self.rng.choice(shapes)()

    def between(self, one: Person, other: Person) -> str:
        """One sentence in which two people have to do with each other."""
        thing = self.pick((*SMALL, *PAPERS, *VESSELS))
        words = {"o": other.call, "o_pos": f"{other.call}'s", "pos": one.their, "x": thing}
        gaze, give = self.pick(GAZES).format(**words), self.pick(GIVES).format(**words)
        shapes = (
            lambda: f"{one.call} {gaze}.",
            lambda: f"{one.call} {give}.",
            lambda: f"While {other.call} {self.handling(other)}, {one.call} {self.movement()}.",
            lambda: f"As soon as {one.call} {self.movement()}, {other.call} {self.handling(other)}.",
            lambda: f"Without a glance at {other.call}, {one.call} {self.handling(one)}.",
            lambda: f"{one.call} {self.handling(one)} until {other.call} {self.pick(SOLO).format(pos=other.their)}.",
            lambda: f"{one.call}, who has not taken {one.their} eyes off {other.call}, {self.handling(one)}.",
            lambda: (
                f"{other.call}'s {self.pick(('elbow', 'sleeve', 'boot', 'shoulder'))} brushes {one.call}'s. Neither moves."
            ),
            lambda: f"{one.call} {self.movement()}. {other.call} follows {one.them} with {other.their} eyes.",
            lambda: self.pick(BODY).format(p=other.call, they=other.they),
        )
        text = self.rng.choice(shapes)()
        self.last_subject = ""
        return text

    def business(self, people: Sequence[Person]) -> None:
        """A paragraph of one to three sentences about those present."""
        self.action(self.unsaid(lambda: self.paragraph(people)))

    def paragraph(self, people: Sequence[Person]) -> str:
        """The words of such a paragraph."""
        one = self.rng.choice(people)
        sentences = [self.deed(one)]
        if len(people) > 1 and self.chance(0.6):
            other = self.rng.choice([p for p in people if p != one])
            sentences = [self.between(one, other)]
        if self.chance(0.4):
            sentences.append(self.deed(one))
        if self.chance(0.15):
            still = f"{_capital(self.pick(self.place.fixtures))} {self.pick(FIXTURE_DOES)}."
            sentences.append(self.pick((self.pick(AMBIENT), still)))
            self.last_subject = ""
        return " ".join(_capital(s) for s in sentences)

    def words(self, template: str, listener: Person, present: Sequence[Person]) -> str:
        """A template of speech with its slots filled for a listener."""
        absent = [p for p in self.cast if p not in present]
        third = self.rng.choice(absent).call if absent else "the boy"
        matter = self.matter if self.chance(0.6) else self.pick(MATTERS)
        total = self.pick(SUMS)
        text = template.format(
            when=self.pick(PAST), soon=self.pick(COMING), town=self.pick(TOWNS), third=third, name=listener.call,
            matter=matter, matter_cap=_capital(matter), sum=total, sum_cap=_capital(total),
        )  # fmt: skip
        return ". ".join(_capital(s) for s in text.split(". "))

    def led(self, text: str, listener: Person) -> str:
        """The words with a "Well." or "Listen, Rurik." before them, unless they start so already."""
        if any(text.startswith(start.split("{")[0].rstrip(" .,")) for start in LEAD_INS):
            return text
        return f"{self.pick(LEAD_INS).format(name=listener.call)} {text}"

    def fresh(
        self, templates: Sequence[str], listener: Person, present: Sequence[Person], *, lead: bool = False
    ) -> str:
        """A line not yet said in this script, if a few tries find one."""
        text = ""
        for attempt in range(16):
            template = min(self.rng.sample(templates, min(2, len(templates))), key=lambda t: self.uses.get(t, 0))
            text = self.words(template, listener, present)
            if attempt > 2 and lead:
                text = self.led(text, listener)
            if text not in self.said:
                self.uses[template] = self.uses.get(template, 0) + 1
                break
        self.said.add(text)
        return text

    def unsaid(self, write: Callable[[], str]) -> str:
        """What `write` gives, asked again a few times while it only repeats an earlier paragraph."""
        text, before = "", self.last_subject
        for _ in range(6):
            self.last_subject = before
            text = write()
            if text not in self.said:
                break
        self.said.add(text)
        return text

    def either(self, pair: tuple[Person, Person], present: Sequence[Person]) -> None:
        """An exchange that either of two people begins."""
        one, other = self.rng.sample(pair, 2)
        self.exchange(one, other, present)

    def exchange(self, one: Person, other: Person, present: Sequence[Person], *, far: str = "") -> None:
        """A question and its answer; `far` is the extension of the one who is elsewhere."""
        opening, answers = self.rng.choice(TALK)
        aside = self.pick(PARENTHETICALS) if self.chance(0.12) else ""
        asked = self.fresh(opening, other, present, lead=True)
        if self.chance(0.2):
            asked = self.led(asked, other)
        self.speech(one, asked, aside=aside)
        reply = self.fresh(answers, one, present, lead=True)
        if self.chance(0.2):
            reply = self.led(reply, one)
        if self.chance(0.3):
            reply = f"{reply} {self.fresh(CODAS, one, present)}"
        aside = self.pick(PARENTHETICALS) if self.chance(0.12) else ""
        self.speech(other, reply, extension=far, aside=aside)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def count_lines(text: str) -> int:
    """Screenplay lines of one paragraph: action at 61 columns, cue blocks at 35."""
    rows = text.split("\n")
    width = SPEECH_COLUMNS if len(rows) > 1 else ACTION_COLUMNS
    return sum(max(1, len(textwrap.wrap(row, width))) for row in rows)


def page_count(script: str) -> float:
    """Screenplay pages of a script written by `generate`, without its title page."""
    body = script.split("\n\n")[1:]
    return sum(count_lines(part.strip("\n")) + 1 for part in body if part.strip()) / PAGE_LINES


# Scene templates: each writes one scene (or one small sequence) of at most about `room` lines.


def two_hander(w: Writer, room: int) -> None:
    """Two people, a place, a subject neither names at first."""
    end = w.lines + min(room, w.rng.randint(35, 90))
    pair = w.people(2)
    w.open()
    w.enter(pair)
    while w.lines < end - 8:
        w.rng.shuffle(pair)
        w.exchange(pair[0], pair[1], pair)
        if w.chance(0.55):
            w.business(pair)
    w.business(pair)


def group_quarrel(w: Writer, room: int) -> None:
    """Four or five people and one subject."""
    end = w.lines + min(room, w.rng.randint(45, 110))
    group = w.people(w.rng.randint(4, 5))
    w.open("INT.")
    w.enter(group[:3])
    while w.lines < end - 10:
        one, other = w.rng.sample(group[:3] if w.lines < end - 30 else group, 2)
        w.exchange(one, other, group)
        if w.chance(0.4):
            w.business(group[:3])
        if w.lines > end - 32 and len(group) > 3 and group[3].full not in w.met:
            w.enter(group[3:])
    w.action(w.pick(("Everybody talks at once.", "Uproar.", "A stunned hush.")), w.deed(group[0]))


def phone_call(w: Writer, room: int) -> None:
    """Both ends of a call, cut together."""
    end = w.lines + min(room, w.rng.randint(40, 70))
    one, other = w.people(2)
    w.open("INT.")
    w.enter([one])
    w.action(
        f"{w.subject(one)} {w.pick(('cranks the telephone', 'jabs at the dial', 'lifts the receiver'))} and waits."
    )
    ends = {one.full: w.place}
    w.open("INT.")
    w.enter([other])
    w.action(
        f"A telephone shrills. {other.call} {w.pick(('lets it ring twice, then lifts the receiver', 'pounces on it', 'wipes both hands and answers'))}."
    )
    ends[other.full] = w.place
    w.put("INTERCUT - TELEPHONE CONVERSATION")
    while w.lines < end - 8:
        w.exchange(one, other, (one, other))
        if w.chance(0.3):
            seen = w.rng.choice((one, other))
            w.place = ends[seen.full]
            w.action(w.deed(seen))
    w.put("END INTERCUT")
    hangs_up = (
        "replaces the receiver as though it were asleep",
        "stares at the dead receiver",
        "yanks the cord from the wall",
    )
    w.action(f"{other.call} {w.pick(hangs_up)}.")


def one_end(w: Writer, room: int) -> None:
    """A call of which we see one end; the other is a voice."""
    end = w.lines + min(room, w.rng.randint(22, 40))
    one, voice = w.people(2)
    w.open()
    w.enter([one])
    where = w.pick((f"against {one.their} ribs", f"in {one.their} boot", "under a hat"))
    rings, does = (
        w.pick(("buzzes", "chirps", "trembles")),
        w.pick(("answers", "stabs at it", "lets it go on, then answers")),
    )
    w.action(f"A phone {rings} {where}. {one.call} {does}.")
    while w.lines < end - 6:
        w.exchange(one, voice, (one, voice), far="V.O.")
    w.action(f"The line dies. {w.deed(one)}")


def chase(w: Writer, room: int) -> None:
    """Pursuit over two or three places; hardly a word."""
    end = w.lines + min(room, w.rng.randint(30, 60))
    hunter, prey = w.people(2)
    w.open("EXT.")
    w.enter([prey, hunter])
    time = w.last_heading[1]

    def dash() -> str:
        gap = w.rng.randint(5, 30)
        return w.pick((
            f"{prey.call} skids, clutches {w.pick(w.place.fixtures)} and swings wide.",
            f"{hunter.call} lunges and closes {hunter.their} fist on {w.pick(('air', 'a sleeve', 'a scarf', 'nothing'))}.",
            f"{prey.call} upends {w.pick(HEAVY)} behind {prey.them}. {hunter.call} hurdles it.",
            f"A gap by {w.pick(w.place.spots)}. {prey.call} squeezes through; {hunter.call} sticks fast, then wriggles free.",
            f"They pelt along, {gap} yards apart, then {gap - w.rng.randint(1, 4)}.",
            f"{hunter.call} hurls {w.pick(TOOLS)}. It clangs off {w.pick(w.place.fixtures)}.",
            f"{hunter.call} trips over {w.pick(HEAVY)} and comes up limping.",
            f"{prey.call} glances back. {hunter.call} is {gap} strides behind.",
        ))  # fmt: skip

    while w.lines < end - 8:
        spot = w.pick(w.place.spots)
        w.action(f"{prey.call} {w.pick(FLEES)} {spot}. {hunter.call} {w.pick(PURSUES).format(o=prey.them)}.")
        w.action(w.unsaid(dash))
        if w.chance(0.3) and w.lines < end - 18:
            w.heading(w.somewhere(), "CONTINUOUS")
            w.last_heading = (w.place.name, time)
            w.action(w.pick(w.place.details), f"{prey.call} bursts in with {hunter.call} at {prey.their} heels.")
    w.speech(hunter, w.pick((
        "Stop! You've got the wrong bag!", "It's yours! I'm bringing it back!", "I only want to talk!", "Not that way, it's rotten!",
    )))  # fmt: skip
    stops = (
        f"and looks down at what {prey.they} is carrying", "with both palms raised", "and, of all things, grins",
        f"and lets {hunter.call} come",
    )  # fmt: skip
    w.action(f"{prey.call} {w.pick(('halts', 'pulls up', 'slows', 'whirls round'))} {w.pick(stops)}.")


def silent(w: Writer, room: int) -> None:
    """One person, no words."""
    end = w.lines + min(room, w.rng.randint(12, 30))
    one = w.people(1)
    w.open()
    w.enter(one)
    while w.lines < end - 3:
        w.business(one)


def montage(w: Writer, room: int) -> None:
    """Items of a montage in several places."""
    end = w.lines + min(room, w.rng.randint(16, 34))
    team = w.people(3)
    w.open()
    w.enter(team[:1])
    for person in team[1:]:
        if person.full not in w.met:
            w.enter([person])
    w.put("BEGIN MONTAGE")
    home, items = w.place, 0
    while w.lines < end - 5 or items < 4:
        items += 1
        w.place, w.last_subject = w.rng.choice(PLACES), ""
        w.put("-- " + w.unsaid(lambda: w.deed(w.rng.choice(team))))
    w.place = home
    w.put("END MONTAGE")


def interrogation(w: Writer, room: int) -> None:
    """Questions across a table; a second questioner by the door."""
    end = w.lines + min(room, w.rng.randint(45, 95))
    asker, suspect, partner = w.people(3)
    w.open("INT.", next(p for p in PLACES if "POLICE" in p.name), w.pick(("NIGHT", "LATE NIGHT", "MORNING")))
    w.enter([suspect, asker])
    while w.lines < end - 12:
        w.exchange(asker, suspect, (asker, suspect, partner))
        if w.chance(0.3):
            w.action(w.between(asker, suspect))
    w.enter([partner])
    w.speech(partner, w.fresh(TALK[8][0], asker, (asker, suspect, partner)))
    w.action(f"{asker.call} and {partner.call} step outside. {suspect.call} counts to three and {w.handling(suspect)}.")


def car_ride(w: Writer, room: int) -> None:
    """Driver and passenger, eyes front."""
    end = w.lines + min(room, w.rng.randint(25, 60))
    driver, rider = w.people(2)
    w.open(place=w.rng.choice(VEHICLES), time=w.pick(TIMES))
    for person, seat in ((driver, "grips the wheel at ten to two"), (rider, "rides with both feet against the dash")):
        known = person.full in w.met
        w.met.add(person.full)
        w.action(f"{person.call} {seat}." if known else w.first_sight(person, seat))
    while w.lines < end - 8:
        w.either((driver, rider), (driver, rider))
        if w.chance(0.4):
            w.action(w.pick((
                f"{driver.call} swerves round a pothole. {rider.call} clutches {rider.their} {rider.token}.",
                f"Headlights sweep across {rider.call}'s face and are gone.",
                f"{rider.call} winds the window down an inch.",
                f"{driver.call} stamps on the brake for no reason that {rider.call} can see.",
                f"{rider.call} {w.handling(rider)}.",
            )))  # fmt: skip
    w.action(w.pick((
        "The road bends. Neither of them has anything to add.", f"{driver.call} kills the engine. Crickets.",
        f"{rider.call} nods off against the glass.", "A level crossing. The barrier sinks in front of them.",
    )))  # fmt: skip


def party(w: Writer, room: int) -> None:
    """A crowd with unnamed guests, and people who find each other in it."""
    end = w.lines + min(room, w.rng.randint(40, 80))
    guests = w.people(4)
    w.open(time=w.pick(("EVENING", "NIGHT", "LATE NIGHT")))
    w.action(w.pick((
        "Lanterns, a gramophone, forty guests in borrowed finery.", "A crush of dancers. Confetti ankle deep.",
        "Thirty people pretend to enjoy the punch.", "A wedding, four hours old.",
    )))  # fmt: skip
    for role, doing in zip(w.rng.sample(ROLES, 2), w.rng.sample(DOES, 2), strict=True):
        w.action(f"{role} {doing}.")
    w.action(f"{w.pick(PAIRS)} {w.pick(DO)}.")
    w.enter(guests)
    while w.lines < end - 10:
        one, other = w.rng.sample(guests, 2)
        w.exchange(one, other, guests)
        if w.chance(0.25):
            w.action(f"The crowd surges. {one.call} and {other.call} are jostled apart.")
        elif w.chance(0.4):
            w.business(guests)
    if w.chance(0.5):
        w.put("~Roll the barrel, ring the bell,\n~Nobody's sober, nobody'll tell.")
    w.action(
        f"{w.pick(('Under the last chorus', 'In the crush at the buffet', 'As the lanterns gutter'))}, {guests[0].call} slips out."
    )


def arrival(w: Writer, room: int) -> None:
    """Somebody comes from outside to inside and is not expected."""
    end = w.lines + min(room, w.rng.randint(25, 55))
    comer, host = w.people(2)
    w.open("EXT.")
    w.enter([comer])
    w.action(w.deed(comer), f"{_capital(comer.they)} knocks. No answer. {_capital(comer.they)} goes in anyway.")
    w.open("INT.", time="CONTINUOUS")
    w.enter([host])
    w.action(f"{host.call} turns round and stiffens. {comer.call} fills the doorway.")
    while w.lines < end - 8:
        w.either((comer, host), (comer, host))
        if w.chance(0.3):
            w.business((comer, host))
    w.action(
        f"{host.call} {w.pick(('drags out a second stool', 'steps aside at last', 'bars the way with one arm', 'begins to laugh'))}."
    )


def discovery(w: Writer, room: int) -> None:
    """A search, an insert, and what it does to a face."""
    end = w.lines + min(room, w.rng.randint(18, 36))
    finder = w.people(1)
    w.open("INT.")
    w.enter(finder)
    one = finder[0]
    while w.lines < end - 10:
        w.business(finder)
    paper = w.pick(PAPERS)
    w.action(f"Behind {w.pick(w.place.fixtures)}: {paper}. {one.call} tilts it to catch the light.")
    w.put(f"INSERT - {paper.split(' ', 1)[1].upper()}")
    w.action(
        f'In green ink: "{_capital(w.pick(TOWNS))}, {w.pick(COMING)}. Trust no one called {w.rng.choice(w.cast).call}."'
    )
    w.put("BACK TO SCENE")
    w.action(w.pick(BODY).format(p=one.call, they=one.they))


def exits(w: Writer, room: int) -> None:
    """A quarrel in which people walk out, come back and bring others."""
    end = w.lines + min(room, w.rng.randint(45, 90))
    one, other, third = w.people(3)
    w.open("INT.")
    w.enter([one, other])
    while w.lines < end - 26:
        w.either((one, other), (one, other, third))
        if w.chance(0.3):
            w.business((one, other))
    w.action(f"{one.call} storms out. {other.call} {w.handling(other)}.")
    w.speech(
        one, w.pick(("And another thing!", "I heard that!", "Whose coat is this?", "Ha! I knew it!")), extension="O.S."
    )
    w.action(f"The door flies open. {one.call} is back, towing {third.call} by the cuff.")
    if third.full not in w.met:
        w.enter([third])
    w.exchange(third, other, (one, other, third))
    left, right = w.rng.choice((
        ("Not in front of me.", "Then turn around!"), ("I said it first!", "You said it wrong!"), ("Out!", "Sit!"),
        ("Is that what you think?", "That is what I know!"),
    ))  # fmt: skip
    w.speech(one, left)
    w.speech(other, right, dual=True)
    w.action(
        f"{third.call} leaves the way {third.they} came. {other.call} goes after {third.them}. {one.call} stays, alone."
    )


def letter(w: Writer, room: int) -> None:
    """A letter read in the voice of the one who wrote it, over somebody else's hands."""
    end = w.lines + min(room, w.rng.randint(20, 42))
    reader, sender = w.people(2)
    w.open()
    w.enter([reader])
    w.action(
        f"{reader.call} {w.pick(('slits an envelope with one thumb', 'breaks a wax seal', 'unpicks the string of a packet'))}."
    )
    opening = w.pick(
        ("By the time you have this, I shall be in {t}.", "I write from {t}, in a bad light.", "I got as far as {t}.")
    )
    first = w.fresh(LETTER, reader, (reader, sender))
    w.speech(sender, f"My dear {reader.call}. {opening.format(t=w.pick(TOWNS))} {first}", extension="V.O.")
    w.action(w.deed(reader))
    while w.lines < end - 8:
        text = " ".join(w.fresh(LETTER, reader, (reader, sender)) for _ in range(w.rng.randint(1, 3)))
        w.speech(sender, text, extension="V.O.")
        w.action(w.deed(reader))
    w.speech(sender, w.pick(("Burn this.", "Forgive my hand.", "Yours, in spite of everything.")), extension="V.O.")
    w.action(
        f"{reader.call} {w.pick(('folds the letter into a boat', 'feeds the letter to the lamp', 'reads it again from the top'))}."
    )


def flashback(w: Writer, room: int) -> None:
    """An earlier year, and back."""
    end = w.lines + min(room, w.rng.randint(28, 60))
    pair = w.people(2)
    w.open()
    w.enter(pair[:1])
    w.action(
        f"{pair[0].call} {w.pick(('shuts ' + pair[0].their + ' eyes', 'holds ' + pair[0].their + ' breath', 'stares until everything blurs'))}."
    )
    now = (w.place, w.last_heading[1])
    w.put("> DISSOLVE TO:")
    w.open(time=f"{w.pick(('DAY', 'NIGHT', 'EVENING'))} (FLASHBACK)")
    w.enter(pair[1:])
    w.action(f"{pair[0].call}, {w.pick(('six', 'ten', 'twenty'))} years younger, {w.movement()}.")
    while w.lines < end - 12:
        w.exchange(pair[1], pair[0], pair)
        if w.chance(0.4):
            w.business(pair)
    w.heading(now[0], "PRESENT")
    w.action(f"{pair[0].call} blinks. {w.pick(AMBIENT)}")


def market(w: Writer, room: int) -> None:
    """Unnamed people at work outdoors; someone passes among them."""
    end = w.lines + min(room, w.rng.randint(18, 38))
    walker, friend = w.people(2)
    w.open("EXT.", time=w.pick(("DAY", "MORNING", "AFTERNOON")))
    w.enter([walker])
    role, doing = w.pick(ROLES), w.pick(DOES)
    w.action(f"{role} {doing}. {walker.call} asks {w.pick(('the way', 'the time', 'the price'))} and gets a shrug.")
    retort = w.pick(
        (
            "Not here you don't.",
            "Do I look like a signpost?",
            "Try the other side.",
            "We shut at noon.",
            "Who's asking?",
        )
    )
    w.put(f"{role.split(' ', 1)[1]}\n{retort}")
    w.enter([friend])
    while w.lines < end - 6:
        w.exchange(friend, walker, (walker, friend))
    w.business((walker, friend))


TEMPLATES: tuple[Callable[[Writer, int], None], ...] = (
    two_hander, group_quarrel, phone_call, one_end, chase, silent, montage, interrogation, car_ride, party, arrival,
    discovery, exits, letter, flashback, market,
)  # fmt: skip
SHORT = (silent, montage, discovery)


def make_cast(rng: random.Random) -> tuple[Person, ...]:
    """Twelve to twenty people; no two share a first name, a surname or a token."""
    count = rng.randint(12, min(20, len(TOKENS)))
    women, men = rng.sample(FIRST_FEMALE, count), rng.sample(FIRST_MALE, count)
    surnames, tokens = rng.sample(SURNAMES, count), rng.sample(TOKENS, count)
    clothes, traits = rng.sample(CLOTHES, count), rng.sample(TRAITS, count)
    cast: list[Person] = []
    for i in range(count):
        female = (i + rng.randint(0, 1)) % 2 == 0
        first, surname = (women if female else men)[i], surnames[i]
        by_surname = rng.random() < 0.35
        call = surname if by_surname else first
        age = rng.choice((str(rng.randint(17, 82)), f"{rng.randint(2, 7)}0s"))
        looks = f"{rng.choice(BUILDS)}, {rng.choice(HAIR)}, {clothes[i]}"
        cast.append(Person(f"{first} {surname}", call.upper(), call, female, age, looks, traits[i], tokens[i]))
    return tuple(cast)


def _write(pages: int, seed: int) -> Writer:
    """Write the whole script into a `Writer`."""
    rng = random.Random(seed)
    w = Writer(rng=rng, cast=make_cast(rng), matter=rng.choice(MATTERS), home=tuple(rng.sample(PLACES, 6)))
    goal, acts = pages * PAGE_LINES, [0.0, 0.25, 0.75]
    bag: list[Callable[[Writer, int], None]] = []
    while w.lines < goal - 6:
        if acts and w.lines >= acts[0] * goal:
            number = 3 - len(acts)
            acts.pop(0)
            w.put(f"# Act {NUMBERS[number]}")
            w.put(f"= {_capital(w.matter)}: {('the offer', 'the price', 'the reckoning')[number]}.")
        if not bag:
            bag = rng.sample(TEMPLATES, len(TEMPLATES))
        room = goal - w.lines
        template = bag.pop() if room > PAGE_LINES else rng.choice(SHORT)
        w.used_templates.append(template.__name__)
        template(w, room)
        if w.chance(0.08) and goal - w.lines > PAGE_LINES:
            w.put(w.pick(("CUT TO:", "SMASH CUT TO:", "> DISSOLVE TO:", "MATCH CUT TO:")))
    w.put("FADE OUT.")
    return w


def generate(pages: int, seed: int) -> str:
    """A screenplay of about `pages` pages in Fountain; the same text for the same `pages` and `seed`.

    Raises:
        ValueError: `pages` is less than 1.
    """
    if pages < 1:
        raise ValueError(f"A screenplay has at least 1 page; {pages} were asked for.")
    title = (
        f"Title: Generated Feature {seed}\nCredit: written by\nAuthor: Filmwright contributors\n"
        f"Notes: Written by bench/generate_script.py, {pages} pages, seed {seed}. CC0 1.0."
    )
    return "\n\n".join((title, *_write(pages, seed).parts)) + "\n"


def templates_used(pages: int, seed: int) -> tuple[str, ...]:
    """Names of the scene templates in a generated script, in order of scenes."""
    return tuple(_write(pages, seed).used_templates)


def main() -> int:
    """Write to a file or to standard output."""
    parser = argparse.ArgumentParser(description="Write a screenplay of any length.")
    parser.add_argument("--pages", type=int, default=110, help="screenplay pages of 55 lines")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another script")
    parser.add_argument("--output", type=Path, help="file to write; standard output if absent")
    options = parser.parse_args()
    text = generate(options.pages, options.seed)
    if options.output is None:
        sys.stdout.write(text)
    else:
        options.output.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
