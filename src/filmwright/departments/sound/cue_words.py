# ruff: noqa: E501, SIM905  (tables of words are easier to read, and to add to, in wide rows)
"""Who does what to which thing, and what that sounds like: the words of `cues`."""

from dataclasses import dataclass

__all__ = [
    "BE",
    "DETERMINERS",
    "ENGLISH",
    "FAR",
    "GOES_ON",
    "INFINITIVE_IS_REAL",
    "MOVING_THINGS",
    "NO",
    "NOUN_CUES",
    "NO_ELSEWHERE",
    "OTHERS",
    "PARTICLES",
    "PERSON_WORDS",
    "PREPOSITIONS",
    "UNREAL",
    "Pair",
    "Rule",
    "inflected",
]


@dataclass(frozen=True, slots=True)
class Rule:
    """An English way of saying that something is heard.

    Fires on a form of one of `verbs`, used as a verb, when the subject is one of `subjects` (`person` stands for people),
    or the object is one of `objects`. `with_` are words of which one must follow the verb closely ("shut", "on the door"),
    `without` words that must not.
    """

    kind: str
    verbs: str
    subjects: str = ""
    objects: str = ""
    with_: str = ""
    without: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """In other languages: stems of a thing and of what it does, near each other in a clause, in either order.

    Without `nouns` the verb alone is enough, without `verbs` the noun.
    """

    kind: str
    nouns: str = ""
    verbs: str = ""


_DOORS = "door doors gate gates hatch shutter trapdoor"
_VEHICLES = (
    "car cars truck trucks van taxi cab bus motorcycle motorbike bike lorry jeep limousine pickup ambulance convoy"
)
_ENGINES = "engine engines motor motors outboard"
_GLASS = "glass glasses bottle bottles window windows mirror vase plate plates cup cups mug jar windshield windscreen bulb bowl dish dishes"
_PAPERS = "letter letters paper papers envelope envelopes map newspaper newspapers note notes page pages photograph photo document documents contract bill bills receipt ticket wrapper parcel package"
_GUNS = "gun guns pistol rifle shotgun revolver weapon shot shots round rounds flare"
_HARD = "glass cup mug bottle suitcase bag box book ledger plate phone telephone receiver gun case binder tray briefcase bucket tool hammer toolbox lamp bowl pan pot spoon knife fork bucket crate trunk radio clock helmet jar canteen tablet laptop clipboard folder binoculars stone coin coins"
_PHONES = "phone phones telephone telephones cellphone cell mobile smartphone handset"

ENGLISH: tuple[Rule, ...] = (
    Rule("door_slam", "slam bang crash", subjects=_DOORS),
    Rule("door_slam", "slam kick bang", objects=_DOORS, without="fist hand"),
    Rule("door_open", "burst fly", subjects=_DOORS, with_="open"),
    Rule("door_slam", "burst crash barge", subjects="person", with_="door doors gate"),
    Rule("door_close", "swing fall slide creak ease roll", subjects=_DOORS, with_="shut closed close down"),
    Rule("door_open", "open swing creak slide part", subjects=_DOORS, without="shut closed"),
    Rule("door_close", "close shut click", subjects=_DOORS),
    Rule("door_close", "pull push kick ease draw swing", objects=_DOORS, with_="shut closed to behind"),
    Rule("door_open", "open push pull unbolt force nudge shove fling throw yank shoulder", objects=_DOORS, without="shut closed"),
    Rule("door_close", "close shut", objects=_DOORS),
    Rule("lock", "lock unlock bolt padlock latch", objects=f"{_DOORS} lock padlock safe chest drawer cabinet cell gate"),
    Rule("lock", "turn click rattle", subjects="lock bolt latch key"),
    Rule("lock", "turn", objects="key lock"),
    Rule("knock", "knock rap", subjects="person", without="over down out back back against"),
    Rule("knock", "pound bang hammer thump tap", subjects="person", with_="door doors gate window glass wood table shutter counter wall desk"),
    Rule("phone_ring", "ring trill jangle shrill peal", subjects=f"{_PHONES} alarm-clock"),
    Rule("phone_buzz", "buzz vibrate chime ping hum", subjects=_PHONES),
    Rule("doorbell", "ring chime buzz sound", subjects="doorbell buzzer"),
    Rule("doorbell", "ring press push buzz", objects="doorbell buzzer"),
    Rule("bell", "ring", objects="bell bells"),
    Rule("church_bell", "toll peal", subjects="bell bells"),
    Rule("bell", "ring chime jingle sound tinkle clang", subjects="bell bells"),
    Rule("bell", "strike chime", subjects="clock clocks"),
    Rule("clock", "tick", subjects="clock clocks watch watches timer metronome bomb"),
    Rule("glass_break", "break shatter smash explode burst crack splinter", subjects=_GLASS),
    Rule("glass_break", "break smash shatter hurl", objects=_GLASS),
    Rule("glass_clink", "clink chink tinkle rattle", subjects=f"{_GLASS} ice"),
    Rule("glass_clink", "clink touch tap knock", objects="glass glasses"),
    Rule("glass_clink", "toast", subjects="person"),
    Rule("pour", "pour", subjects="person", without="out-of"),
    Rule("pour", "fill refill", objects="glass glasses cup cups mug jar kettle bucket canteen bottle"),
    Rule("keys", "jingle jangle rattle", subjects="key keys"),
    Rule("keys", "jingle jangle grab snatch toss fumble drop rattle fish swing", objects="key keys"),
    Rule("set_down", "put set place drop plonk thump bang slam dump lower land plant", objects=_HARD, without="phone-down"),
    Rule("set_down", "hang", subjects="person", with_="up"),
    Rule("engine_start", "start cough catch splutter sputter fire turn roar", subjects=_ENGINES, without="stops dies"),
    Rule("engine_start", "start", objects=f"{_ENGINES} {_VEHICLES} ignition"),
    Rule("engine_start", "gun rev", objects=_ENGINES),
    Rule("engine_idle", "idle hum purr rumble howl run growl throb drone whine rev scream", subjects=f"{_ENGINES} {_VEHICLES} generator"),
    Rule("brakes", "brake screech skid squeal", subjects=f"{_VEHICLES} tires tyres brakes wheels"),
    Rule("brakes", "hit slam stamp", objects="brake brakes"),
    Rule("crash", "crash smash slam plough plow", subjects=_VEHICLES, with_="into through against"),
    Rule("engine_pass", "pass speed race roar drive pull rush tear accelerate thunder swerve", subjects=_VEHICLES),
    Rule("engine_pass", "drive speed", subjects="person", with_="off away past"),
    Rule("horn", "honk blare beep sound", subjects=f"horn horns {_VEHICLES}"),
    Rule("horn", "honk hit sound lean blow", objects="horn"),
    Rule("ship_horn", "sound blow hoot", subjects="foghorn ferry ship boat steamer"),
    Rule("train_horn", "whistle hoot", subjects="train locomotive"),
    Rule("thunder", "roll crack rumble boom crash growl clap break mutter", subjects="thunder sky"),
    Rule("thunder", "flash strike crack", subjects="lightning"),
    Rule("gunshot", "fire", subjects="person", with_="at into once twice again back blindly wildly over through"),
    Rule("gunshot", "fire shoot discharge empty", objects=_GUNS),
    Rule("gunshot", "fire bark ring crack discharge explode", subjects=_GUNS),
    Rule("gunshot", "shoot", subjects="person", without="look glance photograph film smile up past hand hands"),
    Rule("explosion", "explode detonate erupt", subjects="car bomb building house ship truck mine grenade shell tank boat bridge plane"),
    Rule("siren", "wail scream howl blare approach whoop sound rise", subjects="siren sirens"),
    Rule("alarm", "ring blare sound shriek wail beep go", subjects="alarm alarms klaxon alarm-clock"),
    Rule("beep", "beep bleep chirp ping", subjects="machine monitor microwave scanner computer radio watch pager device console oven timer elevator lift"),
    Rule("bell", "ding ping chime", subjects="elevator lift oven till"),
    Rule("splash", "splash", subjects="person water"),
    Rule("splash", "dive jump plunge fall leap tumble slip", subjects="person", with_="water lake river sea pool ocean canal"),
    Rule("tear", "tear rip shred", objects=_PAPERS),
    Rule("page", "turn flip leaf close", objects="page pages book notebook ledger diary newspaper album magazine binder"),
    Rule("paper", "unfold fold crumple rustle open slit unwrap shuffle scrunch smooth", objects=_PAPERS),
    Rule("paper", "rustle", subjects=_PAPERS),
    Rule("typing", "type", subjects="person"),
    Rule("typing", "clatter click clack", subjects="keyboard keyboards typewriter keys"),
    Rule("write", "write scribble scrawl jot sign", subjects="person", without="off"),
    Rule("dog", "bark yap growl howl", subjects="dog dogs hound hounds puppy terrier"),
    Rule("meow", "meow miaow mew", subjects="cat cats kitten"),
    Rule("horse", "gallop trot canter", subjects="horse horses rider riders person"),
    Rule("kettle", "whistle scream shriek boil sing", subjects="kettle"),
    Rule("applause", "applaud clap cheer", subjects="crowd audience people everyone everybody students guests passengers room"),
    Rule("clap", "clap", objects="hand hands"),
    Rule("clap", "snap click", objects="finger fingers"),
    Rule("heartbeat", "pound beat hammer thud race", subjects="heart pulse heartbeat"),
    Rule("fire", "crackle roar spit hiss", subjects="fire flames flame stove logs log bonfire campfire fireplace"),
    Rule("match", "strike light", objects="match cigarette lighter candle candles lamp lantern pipe cigar fuse"),
    Rule("click", "flick switch click snap press flip hit push", objects="switch light lights lamp button torch flashlight lighter shutter pen"),
    Rule("click", "turn", objects="light lights lamp radio torch flashlight computer television tv", with_="on off"),
    Rule("click", "click snap", subjects="switch camera shutter pen seatbelt handcuffs light lights latch"),
    Rule("click", "flicker", subjects="neon"),
    Rule("chair", "scrape creak topple", subjects="chair chairs stool bench"),
    Rule("chair", "drag push pull scrape kick shove", objects="chair chairs stool bench table"),
    Rule("drawer", "open close pull shut slide slam rummage", objects="drawer drawers cupboard cabinet locker"),
    Rule("zip", "zip unzip", subjects="person"),
    Rule("fall", "collapse topple crumple", subjects="person", without="laughing"),
    Rule("fall", "fall tumble crash slump", subjects="person", with_="floor ground stairs knees down steps"),
    Rule("punch", "punch slap smack hit kick headbutt", subjects="person", objects="him her them man woman face jaw stomach guard cheek ribs"),
    Rule("whoosh", "swing", objects="sword bat axe club fist stick"),
    Rule("running", "run sprint dash bolt race charge tear hurry scramble scurry", subjects="person", without="hand hands finger fingers eyes"),
    Rule("steps", "walk stride march pace stroll trudge stomp tread limp shuffle plod wander tiptoe strut saunter stagger stumble", subjects="person"),
    Rule("steps", "climb descend mount", objects="stairs steps stairway staircase ladder"),
    Rule("steps", "cross", objects="room floor street hall lobby yard road courtyard kitchen bar deck"),
    Rule("steps", "approach enter exit leave", subjects="person"),
    Rule("car_door", "climb get slide jump step", subjects="person", with_="car taxi truck van cab"),
)  # fmt: skip
"""In the order in which they are tried: the first that fits a verb wins."""

NOUN_CUES: tuple[tuple[str, str], ...] = (
    # what a noun is heard as when it is heard itself: "Footsteps.", "A gunshot.", "a knock at the door"
    ("steps", "footsteps footfalls"),
    ("gunshot", "gunshot gunshots gunfire"),
    ("thunder", "thunder thunderclap"),
    ("explosion", "explosion blast"),
    ("siren", "siren sirens"),
    ("knock", "knock knocking"),
    ("applause", "applause ovation"),
    ("heartbeat", "heartbeat"),
    ("splash", "splash"),
    ("crash", "collision"),
    ("horse", "hoofbeats hooves"),
    ("dog", "barking"),
    ("alarm", "klaxon"),
    ("phone_ring", "ringtone"),
    ("engine_pass", "engines"),
    ("ship_horn", "foghorn"),
)

PERSON_WORDS = frozenset(
    "he she they i we you who someone somebody everyone everybody both man woman men women boy girl boys girls child children"
    " kid kids guard guards nurse doctor cop cops officer officers soldier soldiers waiter waitress driver pilot captain stranger"
    " figure figures mother father mom dad son daughter brother sister wife husband friend friends couple crowd group team people"
    " student students guest guests passenger passengers bartender barman priest detective agent clerk teacher worker workers"
    " neighbor neighbour thief movers mover rider riders runner runners another one two three".split()
)
"""Words that may be the subject of what a person does; so may every name (a capital inside a sentence) and pronoun."""

OTHERS: dict[str, tuple[Pair, ...]] = {
    "es": (
        Pair("door_slam", "puerta porton verja", "portazo golpea azota"),
        Pair("door_open", "puerta porton verja", "abre abren abrir abriendose abierta-de-golpe"),
        Pair("door_close", "puerta porton verja", "cierra cierran cerro"),
        Pair("door_slam", "portazo"),
        Pair("knock", "puerta", "llama-a llaman-a golpea toca tocan"),
        Pair("phone_ring", "telefono movil celular", "suena suenan sonar timbra"),
        Pair("phone_buzz", "telefono movil celular", "vibra"),
        Pair("doorbell", "timbre", "suena suenan"),
        Pair("church_bell", "campana campanas", "suena suenan dobla doblan repica repican"),
        Pair("clock", "reloj relojes", "tictac marca"),
        Pair("glass_break", "vaso copa cristal ventana botella plato espejo", "rompe rompen estalla estallan quiebra"),
        Pair("glass_clink", "copas vasos", "brindan chocan entrechocan"),
        Pair("pour", "", "sirve vierte sirven"),
        Pair("set_down", "bolsa vaso plato cuchara cuaderno maleta caja olla", "deja pone posa suelta"),
        Pair("engine_start", "motor coche camion", "arranca arrancan"),
        Pair("engine_pass", "coche camion moto", "pasa acelera"),
        Pair("horn", "claxon bocina", ""),
        Pair("thunder", "trueno truenos", ""),
        Pair("gunshot", "disparo disparos", ""),
        Pair("gunshot", "", "dispara disparan"),
        Pair("steps", "pasos", ""),
        Pair("steps", "", "camina caminan entra"),
        Pair("running", "", "corre corren"),
        Pair("dog", "perro perros", "ladra ladran"),
        Pair("siren", "sirena sirenas", ""),
        Pair("applause", "aplauso aplausos", ""),
        Pair("page", "pagina paginas cuaderno libro", "pasa pasan hojea gira cierra abre"),
        Pair("paper", "carta papel sobre periodico", "abre dobla arruga despliega"),
        Pair("tear", "carta papel sobre hoja", "rasga arranca rompe"),
        Pair("write", "", "escribe escriben apunta firma"),
        Pair("keys", "llaves", "saca tintinean suenan"),
        Pair("chair", "silla", "arrastra aparta"),
        Pair("match", "cerilla fosforo cigarrillo vela", "enciende"),
        Pair("click", "luz lampara interruptor radio", "enciende apaga"),
        Pair("kettle", "tetera", "silba pita"),
        Pair("splash", "agua rio mar", "salta cae zambulle"),
        Pair("fire", "fuego aceite", "chisporrotea crepita"),
    ),
    "fr": (
        Pair("door_slam", "porte portail", "claque claquent"),
        Pair("door_open", "porte portail", "ouvre ouvrent"),
        Pair("door_close", "porte portail", "ferme ferment referme"),
        Pair("knock", "porte", "frappe frappent toque cogne"),
        Pair("phone_ring", "telephone portable", "sonne sonnent"),
        Pair("phone_buzz", "telephone portable", "vibre"),
        Pair("doorbell", "sonnette", "sonne retentit"),
        Pair("church_bell", "cloche cloches", "sonne sonnent tinte"),
        Pair("clock", "horloge pendule", "bat tictac"),
        Pair("glass_break", "verre vitre bouteille assiette miroir", "brise casse eclate"),
        Pair("glass_clink", "verres", "trinquent tintent"),
        Pair("pour", "", "verse sert versent"),
        Pair("set_down", "verre tasse valise sac assiette livre", "pose depose lache"),
        Pair("engine_start", "moteur voiture", "demarre rugit"),
        Pair("engine_pass", "voiture camion moto", "passe file"),
        Pair("horn", "klaxon", ""),
        Pair("thunder", "tonnerre", ""),
        Pair("gunshot", "detonation coup-de-feu", ""),
        Pair("gunshot", "", "tire-sur"),
        Pair("steps", "pas", "bruit approchent resonnent"),
        Pair("steps", "", "marche marchent"),
        Pair("running", "", "court courent"),
        Pair("dog", "chien chiens", "aboie aboient"),
        Pair("siren", "sirene sirenes", ""),
        Pair("applause", "applaudissements", ""),
        Pair("page", "page pages livre cahier", "tourne feuillette"),
        Pair("paper", "lettre papier enveloppe journal", "ouvre plie froisse deplie"),
        Pair("tear", "lettre papier", "dechire"),
        Pair("write", "", "ecrit griffonne signe"),
        Pair("chair", "chaise", "recule racle tire"),
        Pair("match", "allumette cigarette bougie", "allume craque"),
        Pair("click", "lumiere lampe interrupteur", "allume eteint"),
    ),
    "de": (
        Pair("door_slam", "tur tor", "schlagt knallt zuschlagt"),
        Pair("door_open", "tur tor", "offnet offnen aufreisst"),
        Pair("door_close", "tur tor", "schliesst schliessen zu"),
        Pair("knock", "", "klopft klopfen"),
        Pair("phone_ring", "telefon handy", "klingelt klingeln lautet"),
        Pair("phone_buzz", "telefon handy", "vibriert summt"),
        Pair("bell", "turglocke glocke glockchen ladenglocke", "klingelt lautet bimmelt"),
        Pair("doorbell", "turklingel klingel", "lautet klingelt schellt"),
        Pair("church_bell", "glocken kirchenglocke", "lauten lautet"),
        Pair("alarm", "wecker", "klingelt rasselt schrillt"),
        Pair("clock", "uhr uhren alle", "tickt ticken"),
        Pair("bell", "uhr uhren", "schlagt schlagen"),
        Pair("glass_break", "glas fenster flasche teller spiegel", "zerbricht zerspringt zersplittert"),
        Pair("glass_clink", "glaser", "klirren anstossen klingen"),
        Pair("pour", "", "giesst einschenkt schenkt"),
        Pair("set_down", "glas tasse koffer tasche wecker buch kiste radchen", "stellt legt setzt"),
        Pair("engine_start", "motor wagen auto", "startet anspringt springt-an"),
        Pair("engine_pass", "auto wagen lastwagen", "fahrt rast vorbei"),
        Pair("thunder", "donner", ""),
        Pair("thunder", "", "donnert"),
        Pair("gunshot", "schuss schusse", ""),
        Pair("gunshot", "", "schiesst"),
        Pair("steps", "schritte", ""),
        Pair("steps", "", "geht lauft schreitet"),
        Pair("running", "", "rennt rennen sturmt"),
        Pair("dog", "hund", "bellt"),
        Pair("siren", "sirene sirenen", ""),
        Pair("applause", "applaus beifall", ""),
        Pair("page", "seite buch heft", "blattert schlagt"),
        Pair("paper", "brief papier zettel umschlag", "offnet faltet entfaltet zerknullt"),
        Pair("tear", "brief papier", "zerreisst"),
        Pair("write", "", "schreibt kritzelt"),
        Pair("chair", "stuhl hocker", "ruckt schiebt scharrt"),
        Pair("match", "streichholz zigarette kerze", "zundet entzundet"),
        Pair("click", "licht lampe schalter", "schaltet knipst"),
        Pair("drawer", "schublade", "offnet zieht schliesst"),
    ),
}
"""Beginnings of words without accents; a hyphen joins words that follow one another."""

# what makes a clause unheard, who may be its subject, where a noun phrase ends
NO = {"not", "never", "no", "nobody", "nothing", "cannot", "without", "neither", "nor", "hardly", "barely", "n't"}  # fmt: skip
UNREAL = {"to", "would", "could", "might", "should", "if", "like", "can", "may", "must", "almost", "nearly", "will", "wants", "tries", "about", "stops", "stopped"}  # fmt: skip
INFINITIVE_IS_REAL = { "begins", "starts", "start", "begin", "begun", "began", "continues", "turns", "stands", "rises", "moves", "bends", "steps", "goes" }  # fmt: skip
BE = {"is", "are", "was", "were", "gets", "got", "be", "been", "being"}  # fmt: skip
DETERMINERS = {"the", "a", "an", "his", "her", "its", "their", "my", "your", "our", "this", "that", "these", "those", "another", "each", "every", "some", "any", "one", "two", "no"}  # fmt: skip
PREPOSITIONS = {"at", "by", "of", "from", "through", "to", "into", "in", "on", "onto", "behind", "near", "toward", "towards", "with", "under", "beside", "against", "over", "across", "past", "beyond", "inside", "outside", "for", "between"}  # fmt: skip
PARTICLES = {"up", "down", "open", "shut", "off", "on", "out", "closed", "back", "away", "over", "hard", "again"}  # fmt: skip
FAR = {"distant", "distance", "far", "faraway", "somewhere", "faint", "faintly", "outside", "upstairs", "downstairs", "muffled", "lejos", "loin", "fern", "ferne", "draussen"}  # fmt: skip
NO_ELSEWHERE = {"es": {"no", "nunca", "sin", "ni", "nadie"}, "fr": {"ne", "n", "sans", "jamais", "personne"}, "de": {"nicht", "kein", "keine", "keinen", "nie", "ohne", "niemand"}}  # fmt: skip
GOES_ON = {"steps_indoors", "steps_outdoors", "running", "engine_idle", "typing", "write", "clock", "phone_ring", "heartbeat", "fire", "siren", "pour", "alarm"}  # fmt: skip
MOVING_THINGS = frozenset(
    "water ink rain wind light smoke blood tears sweat snow sand dust silence music time night day morning nothing something it".split()
)

_IRREGULAR = {
    "ring": ("rang", "rung"), "swing": ("swung",), "break": ("broke", "broken"), "shut": (), "burst": (), "put": (), "set": (), "hit": (),
    "slide": ("slid",), "fly": ("flew", "flown"), "fall": ("fell", "fallen"), "strike": ("struck",), "shoot": ("shot",), "tear": ("tore", "torn"),
    "write": ("wrote", "written"), "run": ("ran",), "drive": ("drove", "driven"), "speed": ("sped",), "fling": ("flung",), "throw": ("threw", "thrown"),
    "get": ("got",), "go": ("goes", "went", "gone"), "leave": ("left",), "catch": ("caught",), "light": ("lit",), "hang": ("hung",), "blow": ("blew",),
    "tread": ("trod",), "beat": (), "sing": ("sang",), "spit": ("spat",), "draw": ("drew",), "rise": ("rose",), "dive": ("dove",), "sound": (),
}  # fmt: skip


def inflected(base: str) -> tuple[str, ...]:
    """The forms of an English verb: base, -s, -ed, -ing and the irregular ones."""
    doubled = (
        len(base) > 2 and base[-1] in "bdgmnprt" and base[-2] in "aeiou" and base[-3] not in "aeiou" and len(base) < 6
    )
    stem = base[:-1] if base.endswith("e") else base + base[-1] if doubled else base
    third = base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    if base.endswith("y") and base[-2] not in "aeiou":
        third, past = base[:-1] + "ies", base[:-1] + "ied"
    else:
        past = stem + "ed"
    return (base, third, base + "ing" if base.endswith("ee") else stem + "ing", past, *_IRREGULAR.get(base, ()))
