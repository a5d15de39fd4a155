"""The one table of statuses, and the page of help that tells it."""

from rich.cells import cell_len
from rich.style import Style

from claims.cli.help import PAGES
from claims.model import STATUSES, Status


def test_every_status_has_its_own_sign_one_cell_wide() -> None:
    assert set(STATUSES) == set(Status)
    assert len({traits.sign for traits in STATUSES.values()}) == len(STATUSES)
    assert {cell_len(traits.sign) for traits in STATUSES.values()} == {1}


def test_every_colour_is_one_that_rich_knows() -> None:
    for traits in STATUSES.values():
        Style.parse(traits.colour)


def test_a_disputed_claim_is_still_open() -> None:
    open_ones = {status for status, traits in STATUSES.items() if traits.is_open}
    assert open_ones == {Status.UNVERIFIED, Status.CHECKING, Status.DISPUTED}


def test_what_needs_two_checkers_is_final_and_published() -> None:
    for traits in STATUSES.values():
        assert traits.is_final or not (traits.needs_two or traits.rating)
        assert traits.rating or traits.rating_value is None


def test_the_page_on_statuses_tells_each_with_its_meaning_and_rating() -> None:
    written = (PAGES / "statuses.md").read_text("utf-8")
    for status, traits in STATUSES.items():
        assert (
            f"| `{status}` | {traits.sign} | {traits.meaning} | {traits.rating or 'no'} |"
            in written
        )
