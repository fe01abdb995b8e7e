"""Names in addresses: read by Danes, also where a letter of theirs cannot stand."""

import pytest

from core.slugs import slug


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Netværksmøde på Rådhuset", "netvaerksmoede-paa-raadhuset"),
        ("Ærø Østers", "aeroe-oesters"),
        ("Türk Kültür Evi", "turk-kultur-evi"),
        ("صحة وحركة", "forening"),
        ("", "forening"),
    ],
)
def test_a_name_is_written_as_danes_write_it_without_their_letters(name, written):
    assert slug(name, otherwise="forening") == written
