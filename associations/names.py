"""Names as people write them: one name in many spellings, found by any of them.

Danish å is also written aa, ø also oe or ö, æ also ae. Turkish letters lose their dots and tails
on a Danish keyboard. An Arabic, Somali or Tamil name has no fixed Latin spelling at all, and may
stand in the register in Arabic script. So the search compares *readings* of a word:

- `fold`: the letters without accents, in one spelling of Danish; never wrong, always tried;
- `sound`: roughly how it is spoken (kh as h, ou as u, e as a …); compared from the start of a word
  and from four letters on, because "sh" and "kh" also meet inside Danish compounds (musik-hus);
- the consonants alone, only between a word in Arabic script, which writes no short vowels, and
  one in Latin script.

`index` is what a search column holds, `matching` the condition that finds a row by it. `key` is
for comparing two names, `core_of` for two names of associations.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.db.models import Q

# What casefold and NFKD leave: letters that are one letter with a stroke, not two.
_LATIN = {
    "æ": "ae", "ä": "ae", "ǽ": "ae", "ø": "o", "ǿ": "o", "œ": "o", "å": "a", "ı": "i", "ß": "ss",
    "ð": "d", "đ": "d", "þ": "th", "ł": "l", "ə": "e", "ħ": "h", "ŋ": "n", "ŧ": "t",
}  # fmt: skip

# Arabic script, with the letters Persian, Urdu, Kurdish and Pashto add. Ayn and hamza are left out,
# as most people do when they write their name in Latin letters.
_ARABIC = {
    "ا": "a", "آ": "a", "أ": "a", "إ": "i", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j",
    "ح": "h", "خ": "kh", "د": "d", "ذ": "dh", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s",
    "ض": "d", "ط": "t", "ظ": "z", "ع": "", "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ه": "h", "و": "u", "ي": "i", "ى": "a", "ة": "a", "ء": "", "ؤ": "u",
    "ئ": "i", "پ": "p", "چ": "ch", "ژ": "zh", "گ": "g", "ک": "k", "ی": "i", "ہ": "h", "ھ": "h",
    "ے": "e", "ٹ": "t", "ڈ": "d", "ڑ": "r", "ں": "n", "ە": "e", "ۆ": "o", "ێ": "e", "ڕ": "r",
    "ڵ": "l", "ڤ": "v", "ۇ": "u", "ټ": "t", "ډ": "d", "ړ": "r", "ڼ": "n", "ښ": "sh", "ۍ": "i",
    "ې": "e",
}  # fmt: skip
_LETTERS = _LATIN | _ARABIC
_IN_ARABIC = re.compile(r"[\u0620-\u06ff]")
_THE = re.compile(r"\bال(?=\w{3})")

# Signs inside a word that are not spoken: apostrophes of every kind, the stretching stroke, marks
# of direction, soft hyphens.
_SILENT = re.compile(r"['’‘ʼʻʾʿ`´ʹ‛\u0640\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_INITIALS = re.compile(r"(?<=\b\w)\.(?=\w\b)")
_DOUBLE = re.compile(r"([^\W\d_])\1+")

# How letters are spoken, in order, until nothing changes any more. Only for comparing.
_SPOKEN = [
    (re.compile(pattern), spoken)
    for pattern, spoken in (
        (r"sch|sh|sj", "s"),  # Ayşe, Ayshe
        (r"kh|x", "h"),  # Khalid, Halid; Somali x: Xasan
        (r"gh", "g"),
        (r"th", "t"),
        (r"dh", "d"),
        (r"ph", "f"),
        (r"bh", "b"),
        (r"dj", "j"),
        (r"q|ck", "k"),
        (r"w", "v"),
        (r"z", "s"),
        (r"(?<=[aeiou])h$", ""),  # Fatimah
        (r"(?<=[^aeiouy])[aeiouy]*[iy](?:[aeiouy]*(?=[^aeiouy]))?", "i"),  # Hussein, Husayn
        (r"y", "i"),
        (r"o[aeu]*|[ae]*u[aeo]*", "u"),  # Mohamed, Youssouf, Noor
        (r"e", "a"),  # Ahmed, Ahmad
    )
]

# One name whose spellings no rule of letters brings together; the first stands for all. Ayn written
# as a Somali c, Turkish c for j, vowels that moved on the way from language to language.
_SAME_NAMES = (
    "muhammad mohamed mohammed mohamad maxamed mahamed محمد",
    "mahmud mahmoud mahmut maxamuud mohamud محمود",
    "yusuf youssef yousef jusuf yussef يوسف",
    "ali aly cali علي",
    "abdi cabdi عبدي",
    "abdullah abdullahi cabdullahi cabdulaahi abdallah abdala",
    "abdulrahman abdirahman abdurahman abdelrahman abderrahman cabdiraxmaan cabdirahman",
    "abdulkadir abdikadir abdelkader cabdulqaadir abdulqadir abdiqadir",
    "abdulaziz abdiaziz abdelaziz cabdicasiis",
    "umar omar omer cumar عمر",
    "usman osman othman uthman cusmaan cismaan عثمان",
    "aysha ayse aisha ayshe aischa aicha caasha عائشة",
    "fatima fatma fadumo faadumo faduma fatuma fatme فاطمة",
    "khadija hatice hadija kadija xadiija hatidze خديجة",
    "zaynab zeynep zainab zeinab saynab zejneb زينب",
    "maryam mariam meryem miriam marjam maryama مريم",
    "ibrahim ebrahim ibraahim إبراهيم ابراهيم",
    "ismail ismael ismaciil smail إسماعيل اسماعيل",
    "isa ciise eissa issa عيسى",
    "musa muse mousa moosa موسى",
    "nuh nuux nooh نوح",
    "amin ameen emin أمين امين",
    "jamal cemal djamal gamal kemal جمال",
    "jamila cemile djamila gamila جميلة",
    "jama jaamac",
    "sadia sacdiya sadiya سعدية",
    "suad sucaad souad سعاد",
    "nimo nimco",
    "said saeed saciid sait سعيد",
    "dawud daoud davut daud dawood داود",
    "sulayman suleiman soleiman saleebaan saleban سليمان",
    "yahya jahja yaxye yaxya يحيى",
    "yaqub yakub yacoub yakup يعقوب",
    "husayn hussein huseyin hossein xuseen حسين",
    "mustafa mostafa moustafa mustafe مصطفى",
    "halil khalil خليل",
    "hawa xaawo hawo havva حواء",
    "muna mona muuna منى",
    "nasir nasser naser naasir ناصر",
    "anwar enver أنور انور",
    "karim kerim kareem كريم",
    "shirin sherin shireen شيرين",
    "selvam chelvam",
    "tamil thamil thamizh tamizh",
    "lakshmi laxmi luxmi",
)

# Parts of a name that are written together with the next word or apart from it.
_PREFIXES = frozenset(
    ["al", "el", "ul", "abd", "abdi", "abdul", "abdel", "cabdi", "abu", "bin", "um"]
)

# Words that say what it is, not who it is.
_GENERAL = frozenset(
    [
        "i",
        "pa",
        "paa",
        "af",
        "for",
        "og",
        "den",
        "det",
        "de",
        "en",
        "et",
        "ved",
        "til",
        "under",
        "med",
        "the",
        "of",
        "and",
        "in",
        "forening",
        "foreningen",
        "foreningens",
        "klub",
        "kluben",
        "klubens",
        "organisation",
        "organisationen",
        "selskab",
        "selskabet",
        "fmba",
        "amba",
    ]
)
_ENDING = re.compile(r"(?<=\w{2})(?:s?forening(?:ens?)?|(?<=klub)ens?|(?<=isk)e|(?<=\w{3})s)$")

# Shorter guesses would find half the register.
SPOKEN_FROM = 4
CONSONANTS_FROM = 3


@dataclass(frozen=True)
class Word:
    """A word and its readings."""

    folded: str
    spoken: str
    consonants: str
    is_known: bool  # a name of the table above, so its reading is certain
    is_arabic: bool  # written in Arabic script


def fold(text: str) -> str:
    """The words in small letters without accents, in one spelling; unknown scripts stay.

    Århus and Aarhus are one; so are Brøndby, Broendby and Bröndby, and İstanbul and istanbul.
    """
    folded = ""
    while text != folded:
        folded, text = text, _fold_once(text)
    return text


def key(text: str) -> str:
    """For comparing two names: equal if they are, word by word, one name in two spellings."""
    return " ".join(word.spoken for word in words(text))


def core_of(name: str) -> str:
    """What is left of an association's name without legal form, article and order of words.

    “Roskilde Kulturforening” and “Kulturforeningen i Roskilde” have one core.
    """
    kept = (_ENDING.sub("", word.folded) for word in words(name) if word.folded not in _GENERAL)
    return " ".join(sorted({key(word) for word in kept})) or key(name)


def index(*texts: str) -> str:
    """What a search column holds of these texts: every reading of every word, between spaces."""
    found: dict[str, None] = {}
    for text in texts:
        for word in (*words(text), *words(_joined(text))):
            found[word.folded] = None
            if word.is_known or len(word.spoken) >= SPOKEN_FROM:
                found[word.spoken] = None
            if len(word.consonants) >= CONSONANTS_FROM:
                found[("^" if word.is_arabic else "~") + word.consonants] = None
    return f" {' '.join(found)} " if found else ""


def matching(field: str, text: str) -> Q:
    """The rows whose search column `field`, made by `index`, has every word in some reading.

    No text finds all; a text without a word, such as “!?”, none.
    """
    found = Q() if not text.strip() else Q(pk__in=[])
    for place, word in enumerate(words(text)):
        found = found & reads(field, word) if place else reads(field, word)
    return found


def reads(field: str, word: Word) -> Q:
    """The rows whose search column `field` has this word in some reading."""
    return Q(*((f"{field}__contains", part) for part in _parts(word)), _connector=Q.OR)


def holds(column: str, text: str) -> bool:
    """Whether a value made by `index` has every word, for rows that are at hand."""
    return all(any(part in column for part in _parts(word)) for word in words(text))


def words(text: str) -> list[Word]:
    """The words of a text with their readings, in order."""
    text = _NUMBER.sub(lambda number: re.sub(r"[\s.-]", "", number[0]), text)
    written = unicodedata.normalize("NFKC", _SILENT.sub("", text)).split()
    return [word for one in written for word in _read(one)]


@lru_cache(maxsize=20_000)
def _read(written: str) -> tuple[Word, ...]:
    """The words in what stands between two spaces; kept, because the same words come again."""
    is_arabic = bool(_IN_ARABIC.search(written))
    name = _KNOWN.get(_letters_of(written)) if is_arabic else None
    found = []
    for folded in fold(written).split():
        spoken = name or _spoken(folded)
        found.append(
            Word(
                folded=folded,
                spoken=spoken,
                consonants=_VOWELS.sub("", spoken),
                is_known=spoken in _KNOWN,
                is_arabic=is_arabic,
            )
        )
    return tuple(found)


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", _INITIALS.sub("", _SILENT.sub("", text))).casefold()
    text = "".join(_LETTERS.get(letter, letter) for letter in _THE.sub("al ", text))
    letters = []
    for letter in unicodedata.normalize("NFKD", text):
        digit = unicodedata.digit(letter, None)
        if digit is not None:
            letters.append(str(digit))
        elif not unicodedata.combining(letter):
            letters.append(letter if unicodedata.category(letter)[0] in "LM" else " ")
    text = _DOUBLE.sub(r"\1", " ".join("".join(letters).split()))
    return _DOUBLE.sub(r"\1", text.replace("oe", "o"))


def _spoken(folded: str) -> str:
    """The reading of a folded word: of a known name the table's, else by the rules."""
    spoken, before = folded, ""
    while spoken not in _KNOWN and spoken != before:
        before = spoken
        for pattern, letters in _SPOKEN:
            spoken = pattern.sub(letters, spoken)
        spoken = _DOUBLE.sub(r"\1", spoken)
    return _KNOWN.get(spoken, spoken)


def _parts(word: Word) -> Iterator[str]:
    """What to look for in a search column, any of it."""
    # One or two letters only begin a word, else they would find everybody.
    yield word.folded if len(word.folded) > 2 else f" {word.folded}"
    if word.is_known:
        yield f" {word.spoken} "
    elif len(word.spoken) >= SPOKEN_FROM:
        yield f" {word.spoken}"
    if len(word.consonants) >= CONSONANTS_FROM:
        yield f" ^{word.consonants} "
        if word.is_arabic:
            yield f" ~{word.consonants} "


def _joined(text: str) -> str:
    """What is written apart, as others write it together: Kultur-forening, Al Hikma, Abdi Rahman."""
    together = [found.replace("-", "") for found in _HYPHENED.findall(text)]
    apart = [word.folded for word in words(text)]
    together += [a + b for a, b in pairwise(apart) if a in _PREFIXES]
    return " ".join(together)


def _letters_of(written: str) -> str:
    plain = unicodedata.normalize("NFKC", written)
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] == "L")


def _known() -> dict[str, str]:
    """Each spelling of the table, and what stands for it."""
    found: dict[str, str] = {}
    for same in _SAME_NAMES:
        first = _spoken(fold(same.split()[0]))
        found |= {
            _letters_of(one) if _IN_ARABIC.search(one) else fold(one): first for one in same.split()
        }
        found[first] = first
    return found


_VOWELS = re.compile(r"[aeiouyvw]")
# A CVR or telephone number as people write it: 13 74 81 36, 13-74-81-36, +45 46 31 30 00.
_NUMBER = re.compile(r"(?<!\d)(?:\d{2}[\s.-]?){3,}\d{2}(?!\d)")
_HYPHENED = re.compile(r"\w+(?:-\w+)+")
_KNOWN: dict[str, str] = {}
_KNOWN.update(_known())
