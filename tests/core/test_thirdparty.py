from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings

from core import catalogues

# Packages whose texts staff can meet in the admin or on a page.
PACKAGES = [
    "auditlog",
    "import_export",
    "post_office",
    "django_tables2",
    "django_filters",
    "django_fsm",
]
# Texts of parts that are not installed, of programming mistakes, or of a package's own tests.
NOT_SHOWN = {
    "Form is not validated, call `is_valid` first",
    "call to force_str() on instance failed: %s",
    "use_natural_foreign_keys and key_is_id cannot both be True",
    "Field filters",
}


@pytest.fixture(scope="module")
def danish():
    return catalogues.read(settings.LOCALE_PATHS[0] / "da" / "LC_MESSAGES" / "django.po", "da")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_of_a_package_has_danish_from_us_or_from_the_package(package, danish):
    folder = Path(find_spec(package).submodule_search_locations[0])
    own = catalogues.read(folder / "locale" / "da" / "LC_MESSAGES" / "django.po", "da")
    wanting = []
    for message in catalogues.messages(catalogues.extract([folder], folder)):
        known = [catalogue.get(message.id, message.context) for catalogue in (own, danish)]
        if not any(entry and catalogues.is_translated(entry) for entry in known):
            wanting.append(message.id)
    assert set(wanting) <= NOT_SHOWN, "add these to core/thirdparty_messages.py"
