"""`completion`: the script that teaches a shell to complete what claimbook takes.

Verbs, options, statuses, formats and claim ids.
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from claims.cli.words import OneOf

SHELLS = ("bash", "zsh", "fish")


@click.command("completion")
@click.argument("shell", type=OneOf(SHELLS, "shell"))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    r"""Print what makes SHELL (bash, zsh or fish) complete verbs, options, values and claim ids.

    \b
    claimbook completion bash >> ~/.bashrc
    claimbook completion zsh >> ~/.zshrc
    claimbook completion fish > ~/.config/fish/completions/claimbook.fish
    """
    root = context.find_root()
    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"there is no completion for {shell}")
    click.echo(kind(root.command, {}, "claimbook", "_CLAIMBOOK_COMPLETE").source())
