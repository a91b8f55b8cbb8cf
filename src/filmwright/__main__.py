"""`python -m filmwright`: the same as the command `filmwright`."""

import sys

from filmwright.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
