"""Lets the tests of this folder share the small stage in `raster_stage`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
