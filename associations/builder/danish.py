"""The statutes in Danish, the language of record: all nineteen customary clauses (domain §1.3).

The text is an association's own law, so it says what was answered, also where a reviewer would
remark on it (`warnings`); what is missing stands in square brackets.
"""

from collections.abc import Callable
from dataclasses import dataclass

from associations.builder.answers import (
    Answers,
    Auditor,
    Beneficiary,
    Body,
    Channel,
    Majority,
    Openness,
    Period,
    Signers,
    Voters,
    Year,
)
from associations.models.statutes import Clause
from core.calendar import DANISH_MONTHS as MONTHS

# Up to twelve in words, as Danish statutes write them.
NUMBERS = [
    "nul",
    "en",
    "to",
    "tre",
    "fire",
    "fem",
    "seks",
    "syv",
    "otte",
    "ni",
    "ti",
    "elleve",
    "tolv",
]

HEADINGS = {
    Clause.NAME: "Navn",
    Clause.DOMICILE: "Hjemsted",
    Clause.PURPOSE: "Formål",
    Clause.MEMBERSHIP: "Medlemskab",
    Clause.EXIT_EXCLUSION: "Udmeldelse og eksklusion",
    Clause.FEE: "Kontingent",
    Clause.AGM: "Ordinær generalforsamling",
    Clause.MOTIONS: "Indkomne forslag",
    Clause.AGENDA: "Dagsorden",
    Clause.EGM: "Ekstraordinær generalforsamling",
    Clause.BOARD: "Bestyrelse",
    Clause.CONSTITUTION: "Konstituering og bestyrelsens arbejde",
    Clause.SIGNING_RULES: "Tegningsregler",
    Clause.ACCOUNTS: "Regnskab og formue",
    Clause.AUDIT: "Revision",
    Clause.LIABILITY: "Hæftelse",
    Clause.AMENDMENTS: "Vedtægtsændringer",
    Clause.DISSOLUTION: "Opløsning",
    Clause.EFFECTIVE_DATE: "Ikrafttræden",
}

_MAJORITIES = {
    Majority.SIMPLE: "et flertal",
    Majority.TWO_THIRDS: "mindst to tredjedele",
    Majority.THREE_QUARTERS: "mindst tre fjerdedele",
}
_CHANNELS = {
    Channel.EMAIL: "e-mail",
    Channel.SMS: "sms",
    Channel.LETTER: "brev",
    Channel.NOTICE: "opslag, hvor foreningen holder til, og på dens hjemmeside eller sociale medier",
}
_PERIODS = {
    Period.YEAR: "et år",
    Period.HALF_YEAR: "et halvt år",
    Period.MONTH: "en måned",
}
_ELECTED_AUDITORS = {
    Auditor.ELECTED: "Valg af revisor og revisorsuppleant",
    Auditor.TWO: "Valg af revisorer og revisorsuppleant",
    Auditor.REGISTERED: "Valg af revisor",
}
_SIGNERS = {
    Signers.CHAIR_TREASURER: "formanden og kassereren i forening",
    Signers.CHAIR_MEMBER: "formanden i forening med et andet medlem af bestyrelsen",
    Signers.CHAIR_OR_TREASURER_MEMBER: (
        "formanden eller kassereren, hver af dem i forening med et andet medlem af bestyrelsen"
    ),
    Signers.TWO_MEMBERS: "to medlemmer af bestyrelsen i forening",
    Signers.WHOLE_BOARD: "den samlede bestyrelse",
    Signers.ONE: "formanden alene",
}


@dataclass(frozen=True)
class ClauseText:
    """One clause: its heading, its paragraphs, and the points of a list under the last of them."""

    clause: Clause
    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...] = ()

    @property
    def numbered(self) -> list[tuple[str, str]]:
        """The paragraphs with what is written before them: a single one needs no number."""
        if len(self.paragraphs) == 1:
            return [("", self.paragraphs[0])]
        return [(f"Stk. {number}.", one) for number, one in enumerate(self.paragraphs, start=1)]

    @property
    def text(self) -> str:
        """The clause as plain text, for comparing."""
        listed = (f"{number}. {point}" for number, point in enumerate(self.points, start=1))
        return "\n".join((*self.paragraphs, *listed))


def clauses(answers: Answers) -> list[ClauseText]:
    """The nineteen clauses in their customary order."""
    return [
        ClauseText(clause, HEADINGS[clause], tuple(write(answers)), _points(clause, answers))
        for clause, write in _WRITERS.items()
    ]


def title(answers: Answers) -> str:
    return f"Vedtægter for {_name(answers)}"


def _points(clause: Clause, answers: Answers) -> tuple[str, ...]:
    return tuple(_agenda(answers)) if clause == Clause.AGENDA else ()


def number(count: int) -> str:
    """A number in words up to twelve: “tre uger”."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else str(count)


def _counted(count: int, one: str, many: str, *, article: str = "en") -> str:
    """“en dag”, “tre dage”; `article` is “et” for neuter words."""
    return f"{article} {one}" if count == 1 else f"{number(count)} {many}"


def _name(answers: Answers) -> str:
    return answers.name or "[foreningens navn]"


def _municipality(answers: Answers) -> str:
    name = answers.municipality or "[kommunens navn]"
    return name if name.casefold().endswith("kommune") or name[0] == "[" else f"{name} Kommune"


def _sentence(text: str, *, keep: bool = False) -> str:
    """What was typed as a sentence: a full stop last and, unless `keep`, a capital first."""
    text = text.strip()
    if not text:
        return ""
    begun = text if keep else text[0].upper() + text[1:]
    return begun if begun[-1] in ".!?…" else f"{begun}."


def _named(answers: Answers) -> list[str]:
    return [f"Foreningens navn er {_name(answers)}."]


def _domicile(answers: Answers) -> list[str]:
    return [f"Foreningen har hjemsted i {_municipality(answers)}."]


def _aim(purpose: str) -> str:
    """“at samle …” goes on the sentence; anything else stands as a sentence of its own."""
    if not purpose:
        return "Foreningens formål er [foreningens formål]."
    if purpose.casefold().startswith("at "):
        return f"Foreningens formål er at {_sentence(purpose[3:].strip() or '…', keep=True)}"
    return f"Foreningens formål er: {_sentence(purpose)}"


def _purpose(answers: Answers) -> list[str]:
    found = [_aim(answers.purpose)]
    if answers.activities:
        found.append(f"Foreningen arbejder for sit formål sådan: {_sentence(answers.activities)}")
    found.append(
        "Foreningen bygger på demokrati, aktivt fællesskab og medlemmernes medansvar og arbejder "
        "uden økonomisk gevinst for øje."
    )
    return found


def _membership(answers: Answers) -> list[str]:
    who = {
        Openness.ALL: "Alle, der støtter foreningens formål",
        Openness.LOCAL: (f"Alle, der bor i {_municipality(answers)} og støtter foreningens formål"),
        Openness.OTHER: (
            "Som medlem kan optages: "
            + (answers.open_to_other.strip(" .") or "[hvem der kan være medlem]")
            + ". Alle i denne kreds, der støtter foreningens formål"
        ),
    }[answers.open_to]
    found = [f"{who}, kan blive medlem."]
    if answers.minimum_age:
        found.append(f"Medlemmer skal være fyldt {answers.minimum_age} år.")
    found.append("Indmeldelse sker til bestyrelsen. Bestyrelsen fører en liste over medlemmerne.")
    return found


def _exit(answers: Answers) -> list[str]:
    found = [
        "Et medlem kan til enhver tid melde sig ud ved skriftligt at give bestyrelsen besked. "
        "Betalt kontingent betales ikke tilbage.",
        "Bestyrelsen kan ekskludere et medlem, der groft modarbejder foreningens formål eller ikke "
        "betaler sit kontingent trods påmindelse. Medlemmet har ret til at udtale sig, før der "
        "besluttes noget.",
    ]
    if answers.appeal:
        found.append(
            "Et ekskluderet medlem kan kræve, at den næste generalforsamling tager stilling til "
            "eksklusionen."
        )
    return found


def _fee(answers: Answers) -> list[str]:
    by = (
        "Generalforsamlingen fastsætter hvert år kontingentet"
        if answers.fee_set_by == Body.ASSEMBLY
        else "Bestyrelsen fastsætter kontingentet"
    )
    return [f"{by}. Kontingentet betales forud for {_PERIODS[answers.fee_period]} ad gangen."]


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} eller {parts[-1]}"


def _agm(answers: Answers) -> list[str]:
    how = _joined([_CHANNELS[one] for one in answers.notice_by])
    voters = (
        "Alle medlemmer, der har betalt kontingent, har adgang til generalforsamlingen og har én "
        "stemme hver."
        if answers.voters == Voters.PAID
        else "Alle medlemmer har adgang til generalforsamlingen og har én stemme hver."
    )
    proxies = (
        "Et medlem kan stemme ved skriftlig fuldmagt. Ingen kan have mere end én fuldmagt."
        if answers.proxies
        else "Der kan ikke stemmes ved fuldmagt."
    )
    return [
        "Generalforsamlingen er foreningens øverste myndighed.",
        f"Den ordinære generalforsamling holdes hvert år inden udgangen af "
        f"{MONTHS[answers.agm_month - 1]}.",
        f"Bestyrelsen indkalder alle medlemmer med {_notice(answers.notice_weeks)} ved {how}. "
        "Indkaldelsen skal indeholde dagsordenen.",
        f"{voters} {proxies}",
        "Generalforsamlingen er beslutningsdygtig uanset antallet af fremmødte. Beslutninger "
        "træffes ved almindeligt stemmeflertal, medmindre andet står i vedtægterne. Afstemning "
        "sker skriftligt, når ét medlem ønsker det.",
        "Der skrives referat, som dirigenten og referenten underskriver.",
    ]


def _notice(weeks: int) -> str:
    if weeks == 0:
        return "et varsel, som bestyrelsen fastsætter,"
    return f"mindst {_counted(weeks, 'uges', 'ugers')} varsel"


def _motions(answers: Answers) -> list[str]:
    if answers.motions_days == 0:
        return ["Forslag, som skal behandles på generalforsamlingen, kan stilles på selve mødet."]
    days = _counted(answers.motions_days, "dag", "dage")
    return [
        "Forslag, som skal behandles på generalforsamlingen, skal være hos formanden senest "
        f"{days} før mødet.",
        "Bestyrelsen gør de indkomne forslag kendt for medlemmerne før generalforsamlingen.",
    ]


def _agenda_lead(answers: Answers) -> list[str]:
    return [
        "Dagsordenen for den ordinære generalforsamling skal mindst indeholde følgende punkter. "
        "Under eventuelt kan der ikke vedtages noget."
    ]


def _agenda(answers: Answers) -> list[str]:
    officers = (
        ["Valg af formand og kasserer", "Valg af øvrige medlemmer af bestyrelsen"]
        if answers.constitution == Body.ASSEMBLY
        else ["Valg af bestyrelse"]
    )
    fee = (
        "Budget og fastsættelse af kontingent"
        if answers.fee_set_by == Body.ASSEMBLY
        else "Budget og orientering om kontingent"
    )
    return [
        "Valg af dirigent og referent",
        "Bestyrelsens beretning",
        "Fremlæggelse og godkendelse af regnskab",
        "Indkomne forslag",
        fee,
        *officers,
        *(["Valg af suppleanter"] if answers.substitutes else []),
        _ELECTED_AUDITORS[answers.auditor],
        *(line.rstrip(".") for line in answers.agenda_extra),
        "Eventuelt",
    ]


def _egm(answers: Answers) -> list[str]:
    return [
        "Ekstraordinær generalforsamling holdes, når bestyrelsen finder det nødvendigt, eller når "
        f"mindst {answers.egm_percent} procent af medlemmerne skriftligt beder om det og oplyser, "
        "hvad de ønsker behandlet.",
        "Bestyrelsen indkalder senest fire uger efter, at den har fået ønsket, med "
        f"{_notice(answers.egm_weeks)} og på samme måde som til den ordinære generalforsamling. "
        "Dagsordenen skal stå i indkaldelsen.",
    ]


def _board(answers: Answers) -> list[str]:
    size = _counted(answers.board_size, "medlem", "medlemmer", article="et")
    term = _counted(answers.term_years, "år", "år", article="et")
    found = [
        f"Foreningen ledes af en bestyrelse på {size}, der vælges af generalforsamlingen. Kun "
        "medlemmer kan vælges.",
        f"Medlemmerne af bestyrelsen vælges for {term} ad gangen og kan genvælges.",
    ]
    if answers.staggered and answers.term_years > 1 and answers.board_size > 1:
        found.append(
            "Halvdelen af bestyrelsen vælges i lige år, resten i ulige år. Den første bestyrelse "
            "bestemmer ved lodtrækning, hvem der er på valg første gang."
            if answers.term_years == 2
            else "Valgene lægges sådan, at ikke hele bestyrelsen er på valg samtidig."
        )
    if answers.substitutes:
        found.append(
            f"Generalforsamlingen vælger hvert år {_counted(answers.substitutes, 'suppleant', 'suppleanter')}, "
            "som træder ind, når et medlem af bestyrelsen forlader den før tid."
        )
    return found


def _constitution(answers: Answers) -> list[str]:
    first = (
        "Bestyrelsen vælger selv formand, kasserer og andre poster på sit første møde, som holdes "
        "senest fire uger efter generalforsamlingen."
        if answers.constitution == Body.BOARD
        else "Generalforsamlingen vælger formanden og kassereren. De øvrige poster fordeler "
        "bestyrelsen på sit første møde, som holdes senest fire uger efter generalforsamlingen."
    )
    return [
        first,
        "Bestyrelsen er beslutningsdygtig, når mindst halvdelen af dens medlemmer er til stede. "
        "Beslutninger træffes ved stemmeflertal. Der skrives referat af møderne.",
    ]


def _signing(answers: Answers) -> list[str]:
    found = [f"Foreningen tegnes udadtil af {_SIGNERS[answers.signers]}."]
    if answers.money_signers == Signers.ONE:
        found.append("Bank og betalinger disponeres af kassereren alene.")
    else:
        found.append(
            "Ved bankforretninger, betalinger, lån og køb eller salg af fast ejendom tegnes "
            f"foreningen af {_SIGNERS[answers.money_signers]}."
        )
    return found


def _accounts(answers: Answers) -> list[str]:
    return [
        "Regnskabsåret er kalenderåret."
        if answers.financial_year == Year.CALENDAR
        else "Regnskabsåret går fra 1. juli til 30. juni.",
        "Kassereren fører regnskabet, og bestyrelsen har ansvaret for foreningens formue. Penge "
        "holdes på en konto i foreningens navn.",
        "Regnskabet underskrives af bestyrelsen, revideres af den valgte revisor og lægges frem "
        "for generalforsamlingen til godkendelse.",
    ]


def _audit(answers: Answers) -> list[str]:
    who = {
        Auditor.ELECTED: "en revisor og en revisorsuppleant",
        Auditor.TWO: "to revisorer og en revisorsuppleant",
        Auditor.REGISTERED: "en registreret eller statsautoriseret revisor",
    }[answers.auditor]
    found = [f"Generalforsamlingen vælger hvert år {who}."]
    if answers.auditor_on_board:
        found.append("Et medlem af bestyrelsen kan vælges som revisor.")
    else:
        found.append(
            "Revisorer må ikke være medlemmer af bestyrelsen eller bo sammen med et af dem."
        )
    found.append(
        "Revisorerne gennemgår hvert år regnskabet og bilagene og ser efter, at pengene er der."
    )
    return found


def _liability(answers: Answers) -> list[str]:
    if answers.liability:
        return [
            "Foreningen hæfter kun med sin formue. Medlemmerne og bestyrelsen hæfter ikke "
            "personligt for foreningens gæld."
        ]
    return ["Medlemmerne hæfter personligt for foreningens gæld."]


def _amendments(answers: Answers) -> list[str]:
    return [
        "Vedtægterne kan kun ændres på en generalforsamling, når "
        f"{_MAJORITIES[answers.amendment_majority]} af de afgivne stemmer er for ændringen.",
        "Forslaget skal stå i indkaldelsen med sin fulde ordlyd.",
    ]


def _dissolution(answers: Answers) -> list[str]:
    majority = _MAJORITIES[answers.dissolution_majority]
    meetings = (
        "på to generalforsamlinger efter hinanden med mindst 14 dages mellemrum"
        if answers.dissolution_twice
        else "på en generalforsamling, der er indkaldt med dette formål"
    )
    name = answers.money_to_name.strip(" .")
    goes = {
        Beneficiary.MUNICIPALITY: (
            f"et almennyttigt formål i {_municipality(answers)}, som den sidste generalforsamling "
            "bestemmer"
        ),
        Beneficiary.NAMED: f"{name or '[hvem der får formuen]'} til et almennyttigt formål",
        Beneficiary.MEMBERS: "medlemmerne, som deler den ligeligt",
    }[answers.money_to]
    return [
        f"Foreningen kan opløses {meetings}, når {majority} af de afgivne stemmer er for det.",
        f"Ved opløsning går et overskud og foreningens øvrige formue til {goes}.",
    ]


def _effective(answers: Answers) -> list[str]:
    day = answers.assembly_on
    when = f"{day.day}. {MONTHS[day.month - 1]} {day.year}" if day else "[dato]"
    return [
        f"Vedtægterne er vedtaget på generalforsamlingen den {when} og træder i kraft samme dag."
    ]


_WRITERS: dict[Clause, Callable[[Answers], list[str]]] = {
    Clause.NAME: _named,
    Clause.DOMICILE: _domicile,
    Clause.PURPOSE: _purpose,
    Clause.MEMBERSHIP: _membership,
    Clause.EXIT_EXCLUSION: _exit,
    Clause.FEE: _fee,
    Clause.AGM: _agm,
    Clause.MOTIONS: _motions,
    Clause.AGENDA: _agenda_lead,
    Clause.EGM: _egm,
    Clause.BOARD: _board,
    Clause.CONSTITUTION: _constitution,
    Clause.SIGNING_RULES: _signing,
    Clause.ACCOUNTS: _accounts,
    Clause.AUDIT: _audit,
    Clause.LIABILITY: _liability,
    Clause.AMENDMENTS: _amendments,
    Clause.DISSOLUTION: _dissolution,
    Clause.EFFECTIVE_DATE: _effective,
}
