from pathlib import Path
from xml.etree import ElementTree

from tests.gallery import make as gallery
from tests.gallery.make import COMMANDS, REVIEWS, make


def test_every_picture_is_there_and_can_be_drawn_again(tmp_path: Path) -> None:
    make(tmp_path)
    drawn = {path.name for path in tmp_path.iterdir()}
    assert (
        drawn
        == {path.name for path in gallery.HERE.glob("*.svg")}
        == {f"{name}.svg" for name in (*COMMANDS, *REVIEWS)}
    )
    for path in tmp_path.iterdir():
        text = "".join(ElementTree.parse(path).getroot().itertext())
        assert "url(http" not in text
        assert "?" in text  # the sign of what is unverified, on every one of them
        assert str(tmp_path.parent.parent) not in text
