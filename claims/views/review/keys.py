"""What each key of the review screen does.

The one table behind its bindings, its footer, its help and the manual.
"""

from __future__ import annotations

from typing import NamedTuple

from claims.model import Status


class Key(NamedTuple):
    """One key of the review screen.

    It has the names by which a terminal knows it, its action, a word for the footer and a sentence
    for help.
    """

    names: str  # separated by commas, the first one is shown
    action: str
    word: str
    sentence: str
    in_footer: bool = False


# The key that gives a status: its letter stands in the status's word, except x for unverifiable and
# r for reopen.
STATUS_KEYS: dict[str, Status] = {
    "v": Status.VERIFIED,
    "p": Status.PARTLY,
    "f": Status.FALSE,
    "d": Status.DISPUTED,
    "x": Status.UNVERIFIABLE,
    "o": Status.OUTDATED,
    "w": Status.WITHDRAWN,
    "c": Status.CHECKING,
    "r": Status.UNVERIFIED,
}

MOVING = (
    Key("j,down", "next", "next", "Go to the next claim of the queue.", in_footer=True),
    Key("k,up", "previous", "back", "Go to the claim before.", in_footer=True),
    Key(
        "tab,space",
        "next_open",
        "next open",
        "Jump to the next claim that is still open and was not skipped.",
    ),
    Key(
        "shift+tab",
        "previous_open",
        "previous open",
        "Jump back to the last open claim before this one.",
    ),
    Key(
        "s",
        "skip",
        "skip",
        "Leave this claim for later and go to the next open one.",
        in_footer=True,
    ),
    Key("home,g", "first", "first", "Go to the first claim of the queue."),
    Key("end,G", "last", "last", "Go to the last claim of the queue."),
    Key("pagedown", "scroll_down", "scroll down", "Scroll the article down."),
    Key("pageup", "scroll_up", "scroll up", "Scroll the article up."),
)

DECIDING = (
    *(
        Key(
            name,
            status.value,
            status.value,
            f"Sign the claim as {status.value}.",
            in_footer=name in "vpf",
        )
        for name, status in STATUS_KEYS.items()
        if status != Status.UNVERIFIED
    ),
    Key(
        "r",
        Status.UNVERIFIED.value,
        "reopen",
        "Take your status back: the claim is unverified again.",
    ),
    Key(
        "h", "hold", "holds", "Say that the verdict still holds for a claim that changed under it."
    ),
    Key(
        "A",
        "accept",
        "accept all",
        "Verify what is left of the article, but skipped and changed claims, by one evidence.",
    ),
    Key("n", "note", "note", "Sign a note without a status.", in_footer=True),
    Key(
        "e",
        "edit",
        "edit",
        "Correct a field, picked by its letter; it is marked and never overwritten.",
    ),
    Key(
        "R",
        "rename",
        "rename",
        "Give the claimant another name in the whole article; the name of another makes the two "
        "one.",
    ),
    Key("N", "new", "new", "Log a number of this article that was missed, by its words."),
    Key("S", "split", "split", "Make claims of the parts of one that holds several numbers."),
    Key("L", "link", "link", "Say what this claim is to another: the same, a contradiction …"),
    Key(
        "u",
        "undo",
        "undo",
        "Undo your last decision with a further line: nothing signed is ever removed.",
    ),
)

FINDING = (
    Key(
        "/",
        "search",
        "search",
        "Find words in the claims of the queue; again with no words for the next place.",
    ),
    Key(
        "l",
        "filter",
        "limit",
        "Limit the queue, with the filters of `claimbook list`.",
        in_footer=True,
    ),
    Key("b", "only_open", "open", "Limit the queue to open claims, or lift that."),
    Key("m", "only_mine", "mine", "Limit the queue to what is assigned to you, or lift that."),
    Key(
        "i",
        "only_article",
        "article",
        "Limit the queue to the article of this claim, or lift that.",
    ),
    Key(
        "y",
        "only_claimant",
        "claimant",
        "Limit the queue to the claimant of this claim, or lift that.",
    ),
    Key("0", "no_limits", "all", "Lift all limits of the queue."),
    Key(
        "a",
        "arrange",
        "arrange",
        "Arrange by what is worth checking, or in the order of the articles.",
    ),
)

# Keys that the screen itself takes, whatever the session is at.
OF_SCREEN = frozenset({"scroll_down", "scroll_up", "theme", "help"})

OTHER = (
    Key("ctrl+r", "reload", "reload", "Read the ledger again, with what others have signed since."),
    Key("t", "theme", "theme", "Change between the terminal's own colours, dark and light."),
    Key("question_mark,f1", "help", "help", "Show this page.", in_footer=True),
    Key("q", "quit", "quit", "Leave; everything you decided is written already.", in_footer=True),
)

GROUPS = {"Moving": MOVING, "Deciding": DECIDING, "Finding": FINDING, "The rest": OTHER}
ACTIONS = {
    name: key.action for keys in GROUPS.values() for key in keys for name in key.names.split(",")
}
