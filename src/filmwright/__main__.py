"""`python -m filmwright`: the same as the command `filmwright`."""

from filmwright.cli.main import run

if __name__ == "__main__":
    run()
