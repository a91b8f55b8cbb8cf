"""`filmwright makers`, `filmwright keys` and `filmwright fake-provider`."""

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["register"]

_Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs instead of text for people.")]
_Maker = Annotated[str, typer.Argument(metavar="MAKER", help="Which maker; `filmwright makers` lists them.")]

keys_app = typer.Typer(
    name="keys",
    help="Keep, list and forget the keys of makers. A key is never shown again.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
)


def register(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(keys_app)
    app.command()(makers)
    app.command(name="fake-provider")(fake_provider)


def makers(
    capability: Annotated[str, typer.Argument(metavar="CAPABILITY", help="Only those that make this.")] = "",
    json: _Json = False,
) -> None:
    """List the makers that are installed: what they make, what it costs, and whether their key is there.

    Examples:
        filmwright makers

        filmwright makers video
    """
    from filmwright.app.makers import list_makers, makers_text

    found = list_makers(capability)
    sys.stdout.write(found.to_json() if json else makers_text(found))


@keys_app.command(name="set")
def set_key(maker: _Maker) -> None:
    """Keep the key of a maker: you are asked for it, or it is read from a pipe; it is never an argument."""
    from filmwright.app.keys import KeyStore, maker_with_key
    from filmwright.redaction import Secret

    chosen = maker_with_key(maker)
    text = typer.prompt(f"Key of {maker}", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    place = KeyStore.of_this_person().set(chosen, Secret(text.strip()))
    sys.stdout.write(f"The key of `{maker}` is kept in the {'keyring' if place == 'keyring' else 'key file'}.\n")


@keys_app.command(name="list")
def list_keys(json: _Json = False) -> None:
    """Say for which makers there is a key, and where it comes from."""
    from filmwright.app.makers import keys_text, list_keys

    found = list_keys()
    sys.stdout.write(found.to_json() if json else keys_text(found))


@keys_app.command(name="remove")
def remove_key(maker: _Maker) -> None:
    """Forget the key of a maker."""
    from filmwright.app.keys import KeyStore, maker_with_key

    chosen = maker_with_key(maker)
    store = KeyStore.of_this_person()
    removed = store.remove(chosen)
    sys.stdout.write(f"The key of `{maker}` is forgotten.\n" if removed else f"No key of `{maker}` was kept.\n")
    if store.where(chosen) == "environment":
        assert chosen.key is not None
        sys.stderr.write(f"{chosen.key.variable} is still set in the environment.\n")


def fake_provider(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port on this machine; 0 takes a free one.")] = 8765,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="0.0.0.0 lets other machines ask it.")] = "127.0.0.1",
    folder: Annotated[
        Path, typer.Option(metavar="DIR", help="Where its bill lies; jobs are found again there.")
    ] = Path("fake-provider"),
    balance: Annotated[str, typer.Option(metavar="DOLLARS", help="What the account holds.")] = "100",
    latency: Annotated[
        str, typer.Option(metavar="SECONDS", help="How long jobs take: `2`, or `image=0.6,video=2,speech=0.3`.")
    ] = "image=0.6,edit=0.6,video=2,speech=0.3,1",
    script: Annotated[str, typer.Option(metavar="FAULTS", help="Faults that every request meets: `limited*2`.")] = "",
    chaos: Annotated[float, typer.Option(min=0.0, max=1.0, help="Part of the requests that meet a fault.")] = 0.0,
    seed: Annotated[int, typer.Option(help="Which requests those are.")] = 0,
    key: Annotated[str, typer.Option(metavar="WORD", help="The only key it takes; any when left out.")] = "",
    slots: Annotated[int | None, typer.Option(metavar="N", min=1, help="Refuse more than N jobs at once.")] = None,
    rate: Annotated[str, typer.Option(metavar="N/SECONDS", help="Refuse submits beyond this rate.")] = "",
) -> None:
    """Run a maker that costs nothing: real files, invented prices, a bill, and any fault you ask for.

    The makers `fake`, `fake-blind` (finds no job by our reference) and `fake-sync` (answers at once) talk to it.
    Its first line says its address; `ADDRESS/bill` is its bill. Stop it with Ctrl+C.

    Examples:
        filmwright fake-provider

        filmwright fake-provider --balance 2.50 --latency video=10

        filmwright fake-provider --chaos 0.2 --seed 7
    """
    from filmwright.errors import UserError
    from filmwright.providers.fake_server import FakeServer, Settings
    from filmwright.providers.fake_server.faults import Faults
    from filmwright.providers.fake_server.jobs import parse_latency

    try:
        settings = Settings(
            balance=Decimal(balance),
            latency=parse_latency(latency),
            faults=Faults(script, chaos, seed),
            key=key,
            slots=slots,
            rate=(int(rate.partition("/")[0]), float(rate.partition("/")[2])) if rate else None,
        )
    except (ValueError, InvalidOperation):
        raise UserError("Give --balance as dollars, --latency as `2` or `video=2`, --rate as `10/1`.") from None
    server = FakeServer(folder, settings, port=port, host=host)
    sys.stdout.write(f"fake provider on {server.address}\n")
    sys.stdout.write(f"  balance {server.bill.balance} US dollars, bill in {folder / 'bill.jsonl'}\n")
    sys.stdout.write(f"  use it:  export FILMWRIGHT_FAKE_URL={server.address} FILMWRIGHT_FAKE_KEY={key or 'any'}\n")
    sys.stdout.flush()
    try:
        server.serve()
    except KeyboardInterrupt:
        sys.stdout.write(f"Stopped; charged {server.bill.spent} US dollars.\n")
    finally:
        server.close()
