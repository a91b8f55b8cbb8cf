"""People of a script that is one short scene."""

from filmwright.departments.screenplay import read_cast, read_screenplay
from filmwright.model.cast import Cast


def cast_of(body: str, heading: str = "INT. ROOM - DAY") -> Cast:
    return read_cast(read_screenplay(f"{heading}\n\n{body}\n".encode()))
