"""The same script gives the same people in the same pictures, whatever seeds Python's hashes."""

import os
import subprocess
import sys

import pytest

_PROGRAM = """
import hashlib
from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.departments.shots.v1_decompose import decompose
from filmwright.model.shots import SceneSetting, ShotOptions

text = '''INT. BAR - NIGHT

RAE (30s) and TOM (40) argue. A waiter, two soldiers and an old woman with a dog watch them.

The TWINS, IDA and OSKAR (9), hide under a table with BISCUIT, a terrier. They giggle.

TOM
Who is there?

The woman laughs. Everyone looks at the children. Her dog barks, and the soldiers leave.
'''
screenplay = read_screenplay(text.encode())
cast = read_cast(screenplay)
setting = SceneSetting(setting_ref_id="bar", location_name="Bar", kind_words=("bar",), time_of_day="night")
shots = decompose(screenplay.scenes[0], cast, setting, ShotOptions()).segments
seen = cast.model_dump_json() + repr([(s.text, [(f.who, f.visibility) for f in s.figures]) for s in shots])
print(hashlib.sha256(seen.encode()).hexdigest())
"""


@pytest.mark.slow
def test_hash_seeds_change_nothing() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(found) == 1
