"""What the columns of a list mean: the headings people write, and what the register can hold."""

import hashlib
import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as _

from associations.imports.spreadsheets import Sheet

IGNORE = ""
# Never brought in, whatever somebody chooses (domain §3.3).
FORBIDDEN = "forbidden"
NOTE_LINE = "note_line"
# The heading over the reasons in the file of rows that were left out; it comes back with them.
WHY = "Hvorfor ikke med"

ASSOCIATION = {
    "name": _("Name of the association"),
    "short_name": _("Short name"),
    "cvr_number": _("CVR number"),
    "key": _("Number in this list"),
    "kind": _("Kind"),
    "stage": _("Stage (new associations only)"),
    "purpose": _("Purpose"),
    "street": _("Address"),
    "postal_code": _("Postal code"),
    "city": _("City"),
    "postal_place": _("Postal code and city"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "website": _("Website"),
    "languages": _("Languages"),
    "consultant": _("Consultant"),
    "note": _("Note"),
    NOTE_LINE: _("A line of the note, with the heading"),
}
ROLES = {
    "chair": _("Chair"),
    "vice_chair": _("Vice chair"),
    "treasurer": _("Treasurer"),
    "secretary": _("Secretary"),
    "auditor": _("Auditor"),
    "contact_1": _("Contact person 1"),
    "contact_2": _("Contact person 2"),
    "contact_3": _("Contact person 3"),
    "board_1": _("Board member 1"),
    "board_2": _("Board member 2"),
    "board_3": _("Board member 3"),
    "board_4": _("Board member 4"),
    "board_5": _("Board member 5"),
    # A list with a row for each person, whose post stands in a column.
    "member": _("Person of the row"),
}
PARTS = {
    "name": _("name"),
    "phone": _("telephone"),
    "email": _("e-mail"),
    "language": _("language"),
    "since": _("from"),
    "until": _("until"),
    "role": _("post"),
}
PARTS_OF_ROLE = ("name", "phone", "email", "language", "since")


def targets() -> list[tuple[object, list[tuple[str, object]]]]:
    """All that a column can be, in groups, for a select."""
    groups: list[tuple[object, list[tuple[str, object]]]] = [
        (_("The association"), list(ASSOCIATION.items()))
    ]
    for role, label in ROLES.items():
        parts = tuple(PARTS) if role == "member" else PARTS_OF_ROLE
        groups.append((label, [(f"{role}.{part}", f"{label}: {PARTS[part]}") for part in parts]))
    return groups


ALL_TARGETS = frozenset(
    {*ASSOCIATION, *(f"{role}.{part}" for role in ROLES for part in PARTS_OF_ROLE)}
    | {f"member.{part}" for part in PARTS}
)

_NO_LETTERS = re.compile(r"[^a-zæøåäöü0-9]+")
_FORBIDDEN = re.compile(
    r"\b(nationalitet|etni\w*|religi\w*|trosretning|tro|herkomst|oprindelse\w*|hjemland|fødeland"
    r"|statsborger\w*|race|cpr\w*|personn(ummer|r)|helbred\w*|diagnose\w*|politisk\w*|seksu\w*)\b"
)
_WHOLE = {
    "name": "forening|foreningen|foreninger|foreningens navn|foreningsnavn|foreningnavn|navn på forening"
    "|navn på foreningen|forenings navn|organisation|organisationens navn|organisationsnavn|klub|klubnavn"
    "|gruppe|gruppens navn|forening gruppe|forening netværk|aktør|association",
    "short_name": "kortnavn|kort navn|forkortelse|kaldenavn",
    "cvr_number": "cvr|cvr nr|cvrnr|cvr nummer|cvrnummer|cvr no|cvr se nr|cvr se|se nr|se cvr nr",
    "key": "nr|id|løbenr|løbenummer|løbe nr|lb nr|lbnr|nummer|foreningsnr|foreningsnummer|forenings nr"
    "|forenings id|foreningsid|register nr|arkivnr",
    "kind": "type|foreningstype|art|kategori|organisationstype|form|foreningsform",
    "stage": "status|aktiv|tilstand|fase|stadie",
    "purpose": "formål|foreningens formål|beskrivelse|aktiviteter|aktivitet|foreningens aktiviteter",
    "street": "adresse|foreningens adresse|foreningsadresse|vej|gade|vejnavn|gadenavn|adresse 1"
    "|postadresse|gade vej|vej og nr|vej nr|adr|besøgsadresse",
    "postal_code": "postnr|post nr|postnummer|post nummer|pnr|zip",
    "city": "by|bynavn|postdistrikt|post by",
    "postal_place": "postnr by|postnr og by|post nr by|post nr og by|postnummer by|postnummer og by|postby",
    "website": "hjemmeside|www|web|website|webside|webadresse|internetadresse|internet|url|link|facebook",
    "languages": "sprog|modersmål|talte sprog|foreningens sprog|sprog i foreningen|arbejdssprog",
    "consultant": "konsulent|integrationskonsulent|kontakt i kommunen|kommunens kontakt|kommunal kontakt"
    "|kontaktperson i kommunen|kommunens kontaktperson|tovholder|fast kontakt|ansvarlig konsulent|konsulent i kommunen",
    "note": "bemærkning|bemærkninger|note|noter|notat|notater|kommentar|kommentarer|øvrigt|andet|evt"
    "|øvrige bemærkninger|øvrige oplysninger",
    NOTE_LINE: "stiftet|oprettet|stiftelsesdato|stiftelsesår|stiftet år|oprettet dato|grundlagt|etableret|stiftet dato"
    "|antal medlemmer|medlemmer|medlemstal|kontingent|mødested|lokale|lokaler|målgruppe|facebookside"
    "|seneste kontakt|sidste kontakt|senest kontaktet|sidst kontaktet|seneste besøg|sidste besøg",
}
WHOLE = {heading: target for target, headings in _WHOLE.items() for heading in headings.split("|")}
_ROLE_WORDS = (
    ("auditor_other", r"revisorsuppleant\w*|revisor suppleant"),
    ("board_other", r"suppleant\w*"),
    ("vice_chair", r"næst\s?for(mand\w*|kvinde\w*|person\w*)|viceformand\w*|næstfmd"),
    ("chair", r"for(mand\w*|kvinde\w*|person\w*|mænd)|fmd|bestyrelsesformand\w*|leder|chair"),
    ("treasurer", r"kasser\w*|kassér\w*|økonomiansvarlig\w*|regnskabsfører\w*|treasurer"),
    ("secretary", r"sekretær\w*|secretary"),
    ("auditor", r"revisor\w*"),
    ("board", r"bestyrelsesmedlem\w*|best medlem|menigt medlem|medlem af bestyrelsen"),
    ("contact", r"kontaktperson\w*|kontakt\w*|kontakt person\w*|primær kontakt"),
)
_ROLES = [(role, re.compile(rf"\b({words})\b")) for role, words in _ROLE_WORDS]
_PART_WORDS = (
    ("email", r"e ?mail\w*|mail\w*|e ?post"),
    ("phone", r"tlf\w*|telefon\w*|mobil\w*|mob|phone|tel|sms"),
    ("language", r"sprog|modersmål"),
    ("since", r"siden|tiltrådt|valgt|indtrådt|fra( dato)?|startdato"),
    ("until", r"fratrådt|udtrådt|til( dato)?|slutdato|på valg"),
    ("address", r"adresse|vej|postnr|post nr|by"),
)
_PARTS = [(part, re.compile(rf"\b({words})\b")) for part, words in _PART_WORDS]
_POST = re.compile(
    r"^(post|rolle|funktion|titel|hverv|tillidshverv|tillidspost|bestyrelsespost|stilling)( i bestyrelsen| i foreningen)?$"
)
_NAME_WORDS = ("navn", "fulde navn", "navne", "person", "medlem", "fornavn og efternavn")
_NUMBER = re.compile(r"\b(\d)\b")
# So many rows from the top the headings are looked for.
_LOOK_AT = 30


def plain(heading: str) -> str:
    """A heading in small letters, without signs: `E-mail:` and `e mail` are one."""
    return _NO_LETTERS.sub(" ", heading.casefold().replace("\n", " ")).strip()


def signature(headings: Iterable[str]) -> str:
    """The same for lists with the same headings in the same order."""
    return hashlib.sha256("\n".join(map(plain, headings)).encode()).hexdigest()


def find_headings(sheet: Sheet) -> tuple[int, list[str]]:
    """The number of the row that holds the headings, and these, one a column.

    Titles above are passed over. Where a row above groups the columns by person (“Chair” over name
    and telephone), its word is put before the heading.
    """
    rows = sheet.rows[:_LOOK_AT]
    best = max(rows, key=lambda row: (score(row[1]), -row[0]), default=(1, []))
    number, cells = best
    above = next((row for place, row in rows if place == number - 1), [])
    return number, _padded(_grouped(cells, above), sheet.width)


def without_forbidden(sheet: Sheet) -> bool:
    """Empty the columns that nobody may keep (domain §3.3); say whether there was any."""
    number, headings = find_headings(sheet)
    columns = {place for place, one in enumerate(propose(headings)) if one == FORBIDDEN}
    found = False
    for row, cells in sheet.rows:
        for place in columns:
            if row > number and place < len(cells) and cells[place]:
                cells[place] = ""
                found = True
    return found


def headings_in(sheet: Sheet, number: int) -> list[str]:
    """The headings, if they stand in the row with this number."""
    by_number = dict(sheet.rows)
    cells = _grouped(by_number.get(number, []), by_number.get(number - 1, []))
    return _padded(cells, sheet.width)


def _padded(headings: list[str], width: int) -> list[str]:
    return headings + [""] * (width - len(headings))


def _grouped(cells: Sequence[str], above: Sequence[str]) -> list[str]:
    found, group = [], ""
    for place, cell in enumerate(cells):
        title = plain(above[place]) if place < len(above) else ""
        if title:
            group = above[place] if len(title) < 25 and role_in(title) else ""
        words = plain(cell)
        # The group ends with the first heading that is no part of a person.
        is_part = words in _NAME_WORDS or (part_in(words) and not role_in(words))
        group = group if is_part else ""
        found.append(f"{group} {cell}" if group else cell)
    return found


def score(cells: Sequence[str]) -> int:
    """How much a row looks like headings."""
    found = [target for target in propose(cells) if target not in (IGNORE, FORBIDDEN)]
    texts = [cell for cell in cells if cell]
    # A row of people and places may hold a word that is a heading, too.
    is_short = texts and sum(len(text) < 40 for text in texts) == len(texts)
    weight = 3 if "name" in found else 0
    return (len(found) + weight) if is_short and len(set(found)) > 1 else 0


def role_in(words: str) -> str:
    """The role that a heading names, without its number."""
    return next((role for role, pattern in _ROLES if pattern.search(words)), "")


def part_in(words: str) -> str:
    return next((part for part, pattern in _PARTS if pattern.search(words)), "")


def propose(headings: Sequence[str]) -> list[str]:
    """What each column probably is.

    A bare telephone or mail belongs to the person whose column stands before it, else to the
    association. A column that means nothing to us is left out.
    """
    words = [plain(heading) for heading in headings]
    is_list_of_people = any(_POST.match(one) for one in words)
    has_association = any(WHOLE.get(one) == "name" for one in words)
    slots = _Slots()
    found: list[str] = []
    for one in words:
        found.append(_propose_one(one, slots, is_list_of_people, has_association, found))
    return found


class _Slots:
    """Which person the columns have come to, and how many of each there are."""

    def __init__(self) -> None:
        self.last = ""
        self.count = {"contact": 0, "board": 0}

    def named(self, role: str, number: str, part: str, found: Sequence[str]) -> str:
        """The slot of a role that a heading names, with or without a number."""
        if role not in self.count:
            return role
        if number and 1 <= int(number) <= (3 if role == "contact" else 5):
            self.count[role] = max(self.count[role], int(number))
            return f"{role}_{number}"
        current = f"{role}_{max(self.count[role], 1)}"
        if part == "name" and f"{current}.name" in found and self.count[role] < 3:
            self.count[role] += 1
            return f"{role}_{self.count[role]}"
        self.count[role] = max(self.count[role], 1)
        return current


def _propose_one(
    words: str, slots: _Slots, is_list_of_people: bool, has_association: bool, found: Sequence[str]
) -> str:
    if not words:
        return IGNORE
    if _FORBIDDEN.search(words):
        return FORBIDDEN
    if is_list_of_people and _POST.match(words):
        return "member.role"
    if words in WHOLE and WHOLE[words] not in found:
        return WHOLE[words]
    part = part_in(words)
    role = role_in(words)
    number = match[1] if (match := _NUMBER.search(words)) else ""
    if role.endswith("_other") or part == "address":
        return IGNORE
    if role:
        slots.last = slots.named(role, number, part or "name", found)
        return _allowed(f"{slots.last}.{part or 'name'}")
    if words in _NAME_WORDS:
        if not has_association and "name" not in found:
            return "name"
        slots.last = (
            "member" if is_list_of_people else slots.named("contact", number, "name", found)
        )
        return f"{slots.last}.name"
    if part in ("phone", "email", "language", "since", "until"):
        return _of_whom(part, number, words, slots, is_list_of_people, found)
    return WHOLE.get(words, IGNORE) if WHOLE.get(words) == NOTE_LINE else IGNORE


def _of_whom(
    part: str, number: str, words: str, slots: _Slots, is_list_of_people: bool, found: Sequence[str]
) -> str:
    """Whose telephone, mail or language a bare heading is."""
    if "forening" in words and part in ("phone", "email"):
        return part
    if number and f"contact_{number}.name" in found:
        return f"contact_{number}.{part}"
    if slots.last:
        return _allowed(f"{slots.last}.{part}")
    return part if part in ("phone", "email") else IGNORE


def _allowed(target: str) -> str:
    return target if target in ALL_TARGETS else IGNORE
