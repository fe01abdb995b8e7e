"""Names as a part of an address or of a file's name."""

from django.utils.text import slugify

# Danes write these letters so where there is no other way; slugify would leave them out.
DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"})


def slug(name: str, *, otherwise: str) -> str:
    """`Netværksmøde på Rådhuset` as `netvaerksmoede-paa-raadhuset`.

    Args:
        otherwise: for a name that has no Latin letter or digit.
    """
    return slugify(name.translate(DANISH)) or otherwise
