"""The command line: parse, call, print."""

from __future__ import annotations

import asyncio
import io
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from bot import config, stopping
from bot.errors import StartupError, UserError
from bot.progress import LoadingBar

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="A Discord bot for micro-drama communities.",
)
out = Console()
err = Console(stderr=True)


@app.command()
def run(
    standby: Annotated[
        bool, typer.Option("--standby", help="Wait until the bot that runs on this database is gone.")
    ] = False,
) -> None:
    """Be the bot on Discord. Needs DISCORD_TOKEN."""
    from bot import client, logs  # discord.py takes a second to import
    from bot.services.leading import until_alone

    async def main(settings: config.Settings) -> None:
        async with _open(settings) as opened:
            if standby:
                err.print("Waiting until no other bot runs on this database.")
                await until_alone(opened.database)
            await client.run(opened)

    settings = config.read()
    logs.configure(settings.log_level, settings.token())
    stopping.run(main(settings))


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="Port of the page.")] = 8765,
    channel: Annotated[str, typer.Option(help="The channel shown first.")] = "general",
    as_: Annotated[str, typer.Option("--as", help="The member you are at first.")] = "mia",
    db: Annotated[
        Path | None, typer.Option(help="A database to keep; by default a new one each time.")
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser if there is one.")] = True,
) -> None:
    """Try the bot in a browser, without Discord and without a token."""
    try:
        from bot import demo as page
    except ModuleNotFoundError as error:
        raise StartupError(f"The demo needs {error.name}: install it with `uv sync --group demo`.") from error
    stopping.run(
        page.serve(config.read(), port=port, channel=channel, member=as_, database=db, browser=browser)
    )


@app.command()
def check() -> None:
    """Check settings, catalogue files and database; list everything that is wrong."""
    from bot import checks

    settings = config.read()
    problems = stopping.run(checks.everything(settings))
    for problem in problems:
        out.print(problem, markup=False, highlight=False, soft_wrap=True)
    if problems:
        raise StartupError(f"{len(problems)} problems.")
    out.print("Everything is in order.")


@app.command()
def doctor() -> None:
    """List what is wrong with settings, database, disk, commands and catalogue, also while the bot runs."""
    from bot import hosting  # discord.py takes a second to import

    problems = stopping.run(hosting.problems(config.read()))
    for problem in problems:
        out.print(problem, markup=False, highlight=False, soft_wrap=True)
    if problems:
        raise StartupError("1 problem." if len(problems) == 1 else f"{len(problems)} problems.")
    out.print("All well.")


@app.command()
def find(
    queries: Annotated[
        list[str] | None,
        typer.Argument(help="What to look for; from standard input, a line each, when absent."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 5,
) -> None:
    """Search the catalogue the way /find does."""

    async def main(settings: config.Settings) -> None:
        async with _open(settings) as opened:
            for query in queries or (line.rstrip("\r\n") for line in sys.stdin):
                found = await opened.search.find(query, limit=limit)
                for title, hit in found.titles:
                    _print_hit(query, [name.text for name in title.names], hit, as_json)
                if not found.titles:
                    err.print(f"Nothing found for {query!r}.", markup=False, highlight=False)

    stopping.run(main(config.read()))


@app.command()
def reindex() -> None:
    """Build the search index anew; a running bot answers from the old one meanwhile."""
    from bot.progress import counting
    from bot.services import reindexing
    from bot.store.db import Database

    async def main(settings: config.Settings) -> int:
        database = await Database.open(settings.database_path)
        try:
            with counting("Indexing") as progress:
                return await reindexing.rebuild(database, progress)
        finally:
            await database.close()

    out.print(f"The search index has {stopping.run(main(config.read()))} titles.")


@app.command(name="import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="JSON or CSV files.")],
    dry_run: Annotated[bool, typer.Option(help="Say what would change, and change nothing.")] = False,
    announce: Annotated[
        bool, typer.Option(help="Tell the channels that want it of new titles and new ways to watch.")
    ] = False,
) -> None:
    """Add and change titles from files: all of it or nothing."""
    from bot.domain.exchange.imports import combine
    from bot.mistakes import line
    from bot.services import transfer

    async def main(settings: config.Settings) -> Any:
        async with _open(settings) as opened:
            plan = combine([await transfer.read_titles(path, opened.database) for path in files])
            if not plan.problems and not dry_run:
                await transfer.apply(opened.database, plan, opened.announcing if announce else None)
            return plan

    plan = stopping.run(main(config.read()))
    for problem in plan.problems:
        err.print(line(problem), markup=False, highlight=False, soft_wrap=True)
    _print_plan(plan, dry_run)
    if plan.problems:
        raise StartupError(f"{len(plan.problems)} problems: nothing was changed.")


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to; standard output when absent.")] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="json or csv; by default from the file's name.")
    ] = None,
) -> None:
    """Write all titles as JSON or CSV. Importing the file again changes nothing."""
    from bot.services import transfer

    kind = format_ or (file.suffix.removeprefix(".").lower() if file else "json")
    exporters = {"json": transfer.export_json, "csv": transfer.export_csv}
    if kind not in exporters:
        raise StartupError(f"There is no format {kind!r}: it can be json or csv.")

    async def main(settings: config.Settings) -> str:
        async with _open(settings) as opened:
            return await exporters[kind](opened.database)

    text = stopping.run(main(config.read()))
    if file is None:
        sys.stdout.buffer.write(text.encode())
    else:
        file.write_bytes(text.encode())


@app.command()
def invite(
    application_id: Annotated[
        int | None, typer.Argument(help="The application's id; by default the one in DISCORD_TOKEN.")
    ] = None,
) -> None:
    """Print the link that adds the bot to a server, with the fewest permissions."""
    from bot.client import invite_url

    print(invite_url(application_id or config.read().application_id()))


def _open(settings: config.Settings) -> Any:
    from bot.app import open_app

    return open_app(settings, progress=LoadingBar())


def _print_hit(query: str, names: list[str], hit: Any, as_json: bool) -> None:
    if as_json:
        found = {
            "query": query,
            "id": hit.title_id,
            "names": names,
            "score": round(hit.score, 4),
            "matched": hit.matched,
            "kind": hit.kind,
        }
        print(json.dumps(found, ensure_ascii=False), flush=True)
    else:
        out.print(
            f"{hit.score:.2f}  {' · '.join(names[:2])}  ({hit.kind}: {hit.matched})",
            markup=False,
            highlight=False,
        )


def _print_plan(plan: Any, dry_run: bool) -> None:
    done = "would be " if dry_run or plan.problems else ""
    counts = (
        f"{len(plan.added)} {done}added, {len(plan.changed)} {done}changed, {plan.unchanged} as they were."
    )
    err.print(counts, markup=False, highlight=False)
    for title_id, fields in plan.changed:
        err.print(f"  {title_id}: {', '.join(fields)}", markup=False, highlight=False, soft_wrap=True)


def main() -> None:
    """Exit codes: 0 done, 1 a sentence on standard error says why not, 130 stopped by Ctrl-C."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # Windows' own encoding has no hanzi
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except StartupError as error:
        err.print(str(error), style="red", markup=False, highlight=False, soft_wrap=True)
        sys.exit(1)
    except (UserError, OSError) as error:
        err.print(
            f"{type(error).__name__}: {error}", style="red", markup=False, highlight=False, soft_wrap=True
        )
        sys.exit(1)
    except asyncio.CancelledError:
        sys.exit(0)  # SIGTERM


if __name__ == "__main__":
    main()
