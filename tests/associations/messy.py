"""Lists of associations as municipalities really keep them: three layouts, every bad habit in each.

The same lists are made every time; names are put together from words, people are invented.
"""

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from openpyxl import Workbook

PLACES = ["Roskilde", "Himmelev", "Jyllinge", "Viby", "Gundsø", "Ramsø", "Æblehaven", "Hedegårdene"]
PEOPLES = [
    "Somalisk", "Tyrkisk", "Kurdisk", "Bosnisk", "Tamilsk", "Iransk", "Afghansk", "Eritreansk",
    "Ukrainsk", "Polsk", "Irakisk", "Palæstinensisk", "Vietnamesisk", "Filippinsk", "Ghanesisk",
]  # fmt: skip
KINDS = [
    "Kulturforening", "Kvindeforening", "Ungdomsforening", "Idrætsforening", "Forældreforening",
    "Musikforening", "Ældreklub", "Sprogskole", "Læsekreds", "Madklub", "Teatergruppe",
]  # fmt: skip
FIRST = [
    "Amina",
    "Hodan",
    "Mehmet",
    "Ayşe",
    "Søren",
    "Åse",
    "Nguyen",
    "Fatma",
    "Ivan",
    "Łukasz",
    "Zeynep",
    "Ole",
]
LAST = [
    "Warsame",
    "Yılmaz",
    "Jensen",
    "Østergård",
    "Nowak",
    "Kaya",
    "Hassan",
    "Petrović",
    "Tran",
    "Abdi",
]
STREETS = ["Algade", "Ringstedgade", "Køgevej", "Æblevej", "Bymarken", "Østre Ringvej"]
TOWNS = [
    ("4000", "Roskilde"),
    ("4040", "Jyllinge"),
    ("4130", "Viby Sjælland"),
    ("4621", "Gadstrup"),
]


@dataclass
class Group:
    """An invented association, before somebody writes it into a spreadsheet."""

    number: int
    name: str
    cvr: str
    street: str
    town: tuple[str, str]
    phone: str
    email: str
    chair: str
    chair_phone: str
    treasurer: str
    contact: str
    contact_phone: str
    founded: date


@dataclass
class Messy:
    """A file and what it holds: groups by row, and the rows that can't be brought in."""

    name: str
    content: bytes
    rows: int
    groups: list[Group] = field(default_factory=list)
    bad: dict[int, str] = field(default_factory=dict)


def cvr_number(place: int) -> str:
    """A number that passes the check, above the range in use."""
    for start in range(99_100_000 + place * 20, 99_100_020 + place * 20):
        digits = f"{start:08}"
        weights = (2, 7, 6, 5, 4, 3, 2, 1)
        if sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11 == 0:
            return digits
    raise AssertionError("one in eleven passes")


def groups(count: int, *, start: int = 0) -> list[Group]:
    """Invented associations with names of their own."""
    dice = random.Random(start + count)  # noqa: S311 - invented, nothing secret
    made = []
    for place in range(start, start + count):
        people = PEOPLES[place % len(PEOPLES)]
        kind = KINDS[(place // len(PEOPLES)) % len(KINDS)]
        where = PLACES[(place // (len(PEOPLES) * len(KINDS))) % len(PLACES)]
        lap = place // (len(PEOPLES) * len(KINDS) * len(PLACES))
        name = f"{people} {kind} {where}" + (f" {_word(lap)}" if lap else "")
        made.append(
            Group(
                number=place + 1,
                name=name,
                cvr=cvr_number(place) if place % 4 else "",
                street=f"{dice.choice(STREETS)} {place % 90 + 1}",
                town=dice.choice(TOWNS),
                phone=f"46{place:06}",
                email=f"forening{place}@post.example",
                chair=f"{dice.choice(FIRST)} {dice.choice(LAST)}sen{_word(place)}",
                chair_phone=f"20{place:06}",
                treasurer=f"{dice.choice(FIRST)} {dice.choice(LAST)}by{_word(place)}",
                contact=f"{dice.choice(FIRST)} {dice.choice(LAST)}lund{_word(place)}",
                contact_phone=f"51{place:06}",
                founded=date(1990 + place % 30, place % 12 + 1, place % 28 + 1),
            )
        )
    return made


def _word(number: int) -> str:
    """A number as a word of consonants and vowels, so that no two names sound alike."""
    letters = ""
    while True:
        number, rest = divmod(number, 60)
        letters = "bdfgklmnprtv"[rest // 5] + "aeiou"[rest % 5] + letters
        if not number:
            return letters


def _phone(number: str, place: int) -> str | int | float:
    pairs = " ".join(number[i : i + 2] for i in range(0, 8, 2))
    styles: list[str | int | float] = [
        number, pairs, int(number), float(number), f"+45 {pairs}", f"0045{number}",
        f"tlf. {number[:4]}-{number[4:]}", f" {number} ", f"+45{number}",
    ]  # fmt: skip
    return styles[place % len(styles)]


def _cvr(number: str, place: int) -> str | int | float:
    if not number:
        return ["", "-", "ingen", "?"][place % 4]
    styles: list[str | int | float] = [
        number, int(number), float(number), f"DK{number}", f"DK-{number[:2]} {number[2:4]} {number[4:6]} {number[6:]}",
    ]  # fmt: skip
    return styles[place % len(styles)]


def _day(day: date, place: int) -> str | datetime | int:
    styles: list[str | datetime | int] = [
        f"{day:%d-%m-%Y}", f"{day:%d.%m.%y}", f"{day.day}/{day.month} {day.year}",
        datetime(day.year, day.month, day.day), day.year,  # noqa: DTZ001 - as Excel keeps days
    ]  # fmt: skip
    return styles[place % len(styles)]


def workbook(count: int = 120) -> Messy:
    """Excel: a merged title, a row of groups above the headings, empty rows, a second sheet."""
    found = groups(count)
    book = Workbook()
    about = book.active
    about.title = "Vejledning"
    about["A1"] = "Listen vedligeholdes af Kultur og Fritid"
    sheet = book.create_sheet("Foreninger 2026")
    sheet["A1"] = "Oversigt over etniske foreninger i kommunen"
    sheet.merge_cells("A1:N1")
    sheet["A2"] = "Opdateret 1. marts 2026 af KK"
    sheet["H4"], sheet["K4"] = "Formand", "Kasserer"
    sheet.merge_cells("H4:J4")
    titles = [
        "Nr.", "Foreningens navn ", "CVR-nr.", "Adresse", "Postnr./By", "Tlf.", "E-mail",
        "Navn", "Mobil", "Mail", "Navn", "Kontaktperson 1", "Tlf. kontaktperson 1", "Stiftet", "Sprog",
        "Nationalitet", "Bemærkninger",
    ]  # fmt: skip
    for place, title in enumerate(titles, start=1):
        sheet.cell(5, place, title)
    row, bad = 6, {}
    for place, group in enumerate(found):
        if place % 17 == 3:
            row += 1  # an empty row between
        cells = [
            float(group.number), f" {group.name}  ", _cvr(group.cvr, place), group.street,
            f"{group.town[0]} {group.town[1]}", _phone(group.phone, place), group.email,
            group.chair, _phone(group.chair_phone, place + 1), "", group.treasurer,
            f"{group.contact}, {group.contact_phone}" if place % 5 == 0 else group.contact,
            "" if place % 5 == 0 else _phone(group.contact_phone, place + 2),
            _day(group.founded, place), ["Somali og dansk", "tyrkisk", "arabisk/dansk", "", "klingonsk"][place % 5],
            "Somalisk", ["", "Ring efter kl. 16", "=SUM(A1:A2)", "Mødes i beboerhuset"][place % 4],
        ]  # fmt: skip
        if place == 10:
            cells[16] = "Formanden har cpr 010190-1234"
            bad[row] = "cpr"
        if place == 20:
            cells[1], cells[2] = "", ""
            bad[row] = "nameless"
        for column, value in enumerate(cells, start=1):
            if value != "":
                sheet.cell(row, column, value)
        row += 1
    target = io.BytesIO()
    book.save(target)
    return Messy("Foreninger Roskilde.xlsx", target.getvalue(), len(found), found, bad)


def _text(value: object) -> str:
    return f"{value:%d-%m-%Y}" if isinstance(value, date) else str(value)


def _csv(rows: list[list[object]], delimiter: str) -> str:
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter)
    writer.writerows([_text(value) for value in row] for row in rows)
    return target.getvalue()


def windows_csv(count: int = 100, *, start: int = 120) -> Messy:
    """Windows-1252 with semicolons; several people, one address in a cell with its town."""
    found = groups(count, start=start)
    rows: list[list[object]] = [
        ["Foreningsliste;udtræk".replace(";", " ")],
        [],
        ["Formand", "Tlf", "Mail", "Forening", "CVR nr", "Adresse", "Kasserer", "Telefon", "Kontaktperson", "Kontaktperson", "Oprettet"],
    ]  # fmt: skip
    bad: dict[int, str] = {}
    for place, group in enumerate(found):
        if place % 23 == 7:
            rows.append([""] * 11)
        rows.append(
            [
                _plain(group.chair), _phone(group.chair_phone, place), f"formand{group.number}@post.example",
                group.name.upper() if place % 9 == 0 else group.name, _cvr(group.cvr, place),
                f"{group.street}, {group.town[0]} {group.town[1]}", _plain(group.treasurer), "",
                f"{_plain(group.contact)} og {_plain(group.chair)}" if place % 11 == 5 else _plain(group.contact),
                "", _day(group.founded, place),
            ]
        )  # fmt: skip
        if place == 4:
            rows[-1][3] = rows[-1][4] = ""
            bad[len(rows)] = "nameless"
        if place == 5:
            rows[-1][10] = "cpr: 311299 4321"
            bad[len(rows)] = "cpr"
    content = _csv(rows, ";").encode("cp1252", errors="replace")
    return Messy("foreninger.csv", content, len(found), found, bad)


def _plain(name: str) -> str:
    """What Windows-1252 can write."""
    return name.translate(str.maketrans("şıŁłć", "siLlc"))


def utf8_csv(count: int = 80, *, start: int = 220) -> Messy:
    """UTF-8 with its mark and tabs; other headings, numbers that lost their zeros."""
    found = groups(count, start=start)
    rows: list[list[object]] = [
        ["Organisation", "Type", "Vej", "Post nr", "By", "Mobil", "E-post", "Kontaktperson", "Kontakt mail", "Antal medlemmer", "Konsulent", "CVR"],
    ]  # fmt: skip
    for place, group in enumerate(found):
        rows.append(
            [
                group.name, ["Forening", "Uformel gruppe", "Idrætsforening", "Ukendt slags"][place % 4],
                group.street, float(group.town[0]), group.town[1], _phone(group.phone, place),
                group.email if place % 3 else f"{group.email} / ekstra{place}@post.example", group.contact,
                f"kontakt{group.number}@post.example" if place % 6 else "ved ikke", place + 10,
                "Karen", _cvr(group.cvr, place),
            ]
        )  # fmt: skip
    # The last stands twice, the second time spelt a little differently.
    twice = list(rows[-1])
    twice[0] = str(twice[0]).lower()
    rows.append(twice)
    content = b"\xef\xbb\xbf" + _csv(rows, "\t").encode()
    return Messy("liste.csv", content, len(found) + 1, found)


LAYOUTS: dict[str, Callable[[], Messy]] = {
    "workbook": workbook,
    "windows_csv": windows_csv,
    "utf8_csv": utf8_csv,
}


def long_list(count: int = 5000) -> Messy:
    """So many rows, to measure."""
    found = groups(count)
    rows: list[list[object]] = [
        [
            "Forening",
            "CVR",
            "Adresse",
            "Tlf",
            "Mail",
            "Formand",
            "Mobil",
            "Kasserer",
            "Kontaktperson",
            "Tlf.",
        ]
    ]
    rows += [
        [g.name, g.cvr, f"{g.street}, {g.town[0]} {g.town[1]}", g.phone, g.email, g.chair, g.chair_phone, g.treasurer, g.contact, g.contact_phone]
        for g in found
    ]  # fmt: skip
    return Messy("lang.csv", _csv(rows, ";").encode(), count, found)
