"""`filmwright`: the commands and their help.

Everything heavy is imported inside the command that needs it, so that `filmwright --help` is quick.

Exit codes: 0 done, 2 bad input or usage, 3 refused (by the budget or a provider's policy), 4 a maker failed,
130 interrupted.
"""

import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

import typer

from filmwright.cli.choices import Aspect, BreakdownFormat, ExportFormat, Pacing, Paper, Rendering, Stage, Tier
from filmwright.cli.makers import register as register_makers
from filmwright.cli.money import register as register_money
from filmwright.errors import FilmwrightError, Interrupted
from filmwright.redaction import clean, guard

__all__ = ["app", "run"]

app = typer.Typer(
    name="filmwright",
    help=(
        "Turn a screenplay into a film: script, look, shot list, storyboard, clips, sound, cut.\n\n"
        "It remakes only what you change. Without keys, GPU or network you get a drawn animatic with voices, "
        "ambience, music and subtitles.\n\n"
        "Start here:  filmwright make my-script.fountain"
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)

_Library = Annotated[Path, typer.Option("--library", metavar="DIR", help="Folder that keeps everything.")]
_Json = Annotated[bool, typer.Option("--json", help="Write JSON for programs instead of text for people.")]
_Source = Annotated[str, typer.Argument(metavar="SOURCE", help="A screenplay file, or `-` to read one from a pipe.")]
_Style = Annotated[str, typer.Option(metavar="NAME", help="Look of the film; `auto` reads it from the script.")]
_Aspect = Annotated[Aspect, typer.Option(help="Shape of the picture.")]
_Director = Annotated[
    str,
    typer.Option(
        metavar="NAME",
        help="How it is directed: classical, slow-cinema, social-realist, chamber, thriller, action, screwball.",
    ),
]
_Pacing = Annotated[Pacing | None, typer.Option(help="How quickly it is cut; the director decides when left out.")]
_Minutes = Annotated[
    float | None,
    typer.Option("--target-minutes", metavar="N", min=0.1, help="How long the story should run, without credits."),
]
_Longest = Annotated[
    float | None,
    typer.Option("--longest-shot", metavar="SECONDS", min=2.0, help="The longest clip that the video maker makes."),
]
_Workers = Annotated[int | None, typer.Option(metavar="N", min=1, help="Processes that draw; one per core.")]
_Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.")]
_Force = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]
_DEFAULT_LIBRARY = Path("data")

P = ParamSpec("P")
R = TypeVar("R")


def _stoppable(command: Callable[P, R]) -> Callable[P, R]:
    """Ctrl+C at any moment of a command is an exit code and a sentence."""

    @wraps(command)
    def called(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except KeyboardInterrupt:
            raise Interrupted("Stopped. Everything made so far is kept; give the same command to go on.") from None

    return called


def _pace(pacing: Pacing | None) -> Any:  # the enum has the same words as the document's literal, with a dash
    """The pace by the name that documents give it."""
    return None if pacing is None else pacing.value.replace("-", "_")


def _file(source: str) -> Path | None:
    """The file of a source; None for a pipe."""
    return None if source == "-" else Path(source)


@app.command()
@_stoppable
def make(
    source: _Source,
    to: Annotated[Stage, typer.Option("--to", help="Where to stop.")] = Stage.film,
    from_: Annotated[
        Stage | None,
        typer.Option("--from", help="Make nothing before this stage; what lies before must be in the library already."),
    ] = None,
    project: Annotated[str | None, typer.Option(metavar="NAME", help="Name of the film's folder.")] = None,
    library: _Library = _DEFAULT_LIBRARY,
    style: _Style = "auto",
    aspect: _Aspect = Aspect.wide,
    tier: Annotated[Tier, typer.Option(help="How much the clips move; `auto` chooses per shot.")] = Tier.auto,
    render: Annotated[Rendering, typer.Option(help="Drawn in ink, or shaded.")] = Rendering.ink,
    director: _Director = "classical",
    pacing: _Pacing = None,
    target_minutes: _Minutes = None,
    longest_shot: _Longest = None,
    workers: _Workers = None,
    json: _Json = False,
) -> None:
    """Make a film from a screenplay, or go as far as `--to` says.

    Ask again and nothing is made twice. Change a line and only what depends on it is made. The film's path is the
    last line printed.

    Examples:
        filmwright make script.fountain

        filmwright make script.fountain --to boards --style film_noir

        cat script.fountain | filmwright make - --project night --aspect 2.39:1
    """
    from filmwright import app as product
    from filmwright.cli.progress import reporter

    script = product.read_source(source, sys.stdin.buffer)
    report = reporter(json=json)
    with report, product.open_library(library) as opened:
        made = opened.make(
            script,
            to=to.value,
            start=from_.value if from_ else None,
            project=project,
            style=style,
            aspect=aspect.value,
            tier=tier.value,
            render=render.value,
            director=director,
            pacing=_pace(pacing),
            target_minutes=target_minutes,
            longest_shot=longest_shot,
            workers=workers,
            on_event=report.event,
        )
    report.done(made)


@app.command()
@_stoppable
def shots(
    source: _Source,
    style: _Style = "auto",
    aspect: _Aspect = Aspect.wide,
    director: _Director = "classical",
    pacing: _Pacing = None,
    target_minutes: _Minutes = None,
    longest_shot: _Longest = None,
    json: _Json = False,
) -> None:
    """Print the shot list of a screenplay; makes no media and needs no library."""
    from filmwright import app as product
    from filmwright.cli.tables import shot_table

    shot_list = product.shot_list(
        product.read_source(source, sys.stdin.buffer),
        style=style,
        aspect=aspect.value,
        director=director,
        pacing=_pace(pacing),
        target_seconds=None if target_minutes is None else round(60 * target_minutes),
        longest_shot=longest_shot,
    )
    sys.stdout.write(shot_list.to_json() if json else shot_table(shot_list))


@app.command()
@_stoppable
def show(
    project: Annotated[str | None, typer.Argument(metavar="PROJECT", help="Which film; all when left out.")] = None,
    library: _Library = _DEFAULT_LIBRARY,
    json: _Json = False,
) -> None:
    """Show what is in a library, or where one film stands; brings back files that were deleted."""
    from filmwright import app as product
    from filmwright.cli.tables import status_text

    with product.open_library(library, create=False) as opened:
        status = opened.show(project)
    sys.stdout.write(status.to_json() if json else status_text(status))


@app.command()
@_stoppable
def doctor(library: _Library = _DEFAULT_LIBRARY, json: _Json = False) -> None:
    """Say what is installed, what is missing and how to get it."""
    from filmwright import app as product
    from filmwright.cli.tables import doctor_text

    findings = product.examine(library)
    sys.stdout.write(findings.to_json() if json else doctor_text(findings))
    if not findings.healthy:
        raise typer.Exit(2)


@app.command()
@_stoppable
def export(
    source: _Source,
    format_: Annotated[
        ExportFormat | None,
        typer.Option("--format", help="What to write; the ending of `-o` says it too, else PDF."),
    ] = None,
    paper: Annotated[Paper, typer.Option(help="Sheet of the PDF.")] = Paper.letter,
    output: _Output = None,
    notes: Annotated[bool, typer.Option("--notes", help="Print the writer's notes (PDF and text).")] = False,
    font: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A font for letters that the PDF's own fonts do not have.")
    ] = None,
    force: _Force = False,
) -> None:
    """Write a script in another format: Fountain, Final Draft, PDF or text, from any format that is read.

    The file's path is the last line printed.

    Examples:
        filmwright export script.fountain

        filmwright export script.fdx --format fountain -o script.fountain

        filmwright export script.fountain --paper a4 -o script.pdf
    """
    from filmwright import app as product

    path = product.export(
        product.read_source(source, sys.stdin.buffer),
        fmt=format_.value if format_ else None,
        paper=paper.value,
        notes=notes,
        font=font,
        output=output,
        force=force,
        script=_file(source),
    )
    sys.stdout.write(f"{path}\n")


@app.command()
@_stoppable
def revise(
    project: Annotated[str, typer.Argument(metavar="PROJECT", help="Which film.")],
    script: Annotated[
        str | None, typer.Argument(metavar="NEWSCRIPT", help="The new draft, or `-`; left out: list the drafts.")
    ] = None,
    apply: Annotated[bool, typer.Option("--apply", help="Do it without asking.")] = False,
    back: Annotated[bool, typer.Option("--back", help="Return to the draft before.")] = False,
    library: _Library = _DEFAULT_LIBRARY,
    workers: _Workers = None,
    json: _Json = False,
) -> None:
    """Show what a new draft of a script changes and what is made again for it; then do it, when you agree.

    Scenes and shots that say the same keep their names, takes and approvals; removed ones go to the bin and come back
    with their words. Nothing is changed before you agree: on a terminal you are asked, elsewhere `--apply` says yes.

    Examples:
        filmwright revise night night-draft-2.fountain

        filmwright revise night night-draft-2.fountain --apply

        filmwright revise night --back
    """
    from filmwright import app as product
    from filmwright.cli.progress import reporter
    from filmwright.cli.revision import history_text, print_difference
    from filmwright.errors import UserError

    if back and script is not None:
        raise UserError("Give a new script or `--back`, not both.")
    with product.open_library(library, create=False) as opened:
        if script is None and not back:
            drafts = opened.history(project)
            sys.stdout.write(drafts.to_json() if json else history_text(drafts))
            return
        source = product.read_source(script, sys.stdin.buffer) if script is not None else None
        difference = opened.difference(project, source) if source else opened.difference_back(project)
        if not json:
            print_difference(difference, err=apply)
        elif apply:
            sys.stdout.write(f'{{"kind":"difference",{difference.to_bytes().decode()[1:]}\n')
        else:
            sys.stdout.write(difference.to_json())
        if difference.is_empty and not difference.nodes and not apply:
            return
        asks = not apply and not json and sys.stdin.isatty() and sys.stdout.isatty()
        if not apply and not (asks and typer.confirm("Use this draft?")):
            if not json and not asks:
                sys.stdout.flush()
                sys.stderr.write("Nothing was changed; give --apply to use this draft.\n")
            return
        report = reporter(json=json)
        with report:
            made = (
                opened.revise(project, source, workers=workers, on_event=report.event)
                if source
                else opened.back(project, workers=workers, on_event=report.event)
            )
        report.done(made)


@app.command(name="read")
@_stoppable
def read_command(
    source: _Source,
    every: Annotated[bool, typer.Option("--all", help="Show every scene and every speaker.")] = False,
    json: _Json = False,
) -> None:
    """Say what Filmwright understands of a script: what it read, what it guessed, what it left out.

    Nothing is made and no library is needed. Guesses come with how sure they are (1 is certain) and the rule that
    decided; the least sure come first. Look at those, put them right in the script, and read again.

    Examples:
        filmwright read script.pdf

        filmwright read old-play.txt --all

        filmwright read script.docx --json
    """
    from filmwright import app as product

    understood = product.understand(product.read_source(source, sys.stdin.buffer))
    if json:
        sys.stdout.write(understood.to_json())
        return
    from filmwright.cli.understood import print_understanding

    print_understanding(understood, every=every)


@app.command()
@_stoppable
def breakdown(
    source: _Source,
    format_: Annotated[
        BreakdownFormat | None,
        typer.Option("--format", help="Write a file; without it (and without `-o`) a table is printed."),
    ] = None,
    paper: Annotated[Paper, typer.Option(help="Sheet on which the script is measured.")] = Paper.letter,
    output: _Output = None,
    force: _Force = False,
    json: _Json = False,
) -> None:
    """Say what every scene needs: length in eighths, cast, extras, props, wardrobe, vehicles, effects and so on.

    Examples:
        filmwright breakdown script.fountain

        filmwright breakdown script.fountain --format xlsx

        filmwright breakdown script.fountain -o sheets.pdf --paper a4
    """
    from filmwright import app as product
    from filmwright.cli.tables import breakdown_text

    made = product.break_down(product.read_source(source, sys.stdin.buffer), paper=paper.value)
    if format_ is None and output is None:
        sys.stdout.write(made.to_json() if json else breakdown_text(made))
        return
    path = product.write_breakdown(
        made,
        fmt=format_.value if format_ else None,
        stem="script" if source == "-" else Path(source).stem,
        output=output,
        force=force,
        script=_file(source),
    )
    sys.stdout.write(f"{path}\n")


@app.command()
@_stoppable
def beats(
    source: _Source,
    style: _Style = "auto",
    aspect: _Aspect = Aspect.wide,
    json: _Json = False,
) -> None:
    """Tell a screenplay in its twelve to twenty-four storyboard beats; makes no media and needs no library."""
    from filmwright import app as product

    board = product.storyboard(product.read_source(source, sys.stdin.buffer), style=style, aspect=aspect.value)
    sys.stdout.write(board.to_json() if json else product.storyboard_text(board))


register_makers(app)
register_money(app)


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    if version:
        from importlib.metadata import version as installed

        sys.stdout.write(f"filmwright {installed('filmwright')}\n")
        raise typer.Exit


def run() -> None:
    """Run the command line; every failure is one sentence on standard error and an exit code."""
    guard()
    try:
        app()
    except FilmwrightError as error:
        sys.stderr.write(f"filmwright: {clean(str(error))}\n")
        sys.exit(error.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
