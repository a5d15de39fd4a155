from rich.cells import cell_len
from rich.style import Style

from claims.model import Status
from claims.views.statuses import LOOKS, OPEN


def test_every_status_has_its_own_sign_one_cell_wide() -> None:
    assert set(LOOKS) == set(Status)
    assert len({look.sign for look in LOOKS.values()}) == len(LOOKS)
    assert {cell_len(look.sign) for look in LOOKS.values()} == {1}


def test_every_style_is_one_that_rich_knows() -> None:
    for look in LOOKS.values():
        Style.parse(look.style)


def test_a_disputed_claim_is_still_open() -> None:
    assert {Status.UNVERIFIED, Status.CHECKING, Status.DISPUTED} == OPEN
