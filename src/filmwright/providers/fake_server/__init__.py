"""The server behind the maker `fake`: jobs, files, prices, a bill of its own, and every fault there is.

It draws real files, keeps an account with invented money and does what real services do on bad days. Its bill is a
file that is only ever added to, so a test can hold it against what Filmwright believes it has spent.
"""

from filmwright.providers.fake_server.server import FakeServer, Settings

__all__ = ["FakeServer", "Settings"]
