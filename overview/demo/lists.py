"""Two lists as offices keep them: one brought into the register, one that waits for a choice."""

import csv
import io

from django.core.files.base import ContentFile

from associations.actions import import_confirming, import_files, imports
from associations.models import Import
from core.admin.export import as_workbook
from overview.demo.world import World

# A CSV file as an old system writes it: Windows-1252, a title, an empty row, one row twice.
LEISURE = """\
Foreninger i Fritid og Kultur - udtræk
;
Lb.nr.;Foreningens navn;CVR-nr.;Adresse;Postnr. og by;Formand;Tlf. formand;Mail formand;Kasserer;Foreningens tlf.;Foreningens mail;Stiftet;Bemærkninger
101;Domkirkebyens Kor;99000074;Algade 12;4000 Roskilde;Kirsten Bagger;20 00 01 01;kirsten@person.example;Jens Ole Holt;;kor@forening.example;3/9-1987;Øver mandag på biblioteket
102;Skt. Jørgens Skakklub;99000082;Køgevej 4;4000 Roskilde;Palle Krog;20000102;;Tove Krog;20 00 01 03;;1971;
103;HIMMELEV BOLDKLUB;;Herregårdsvej 1;4000 Roskilde;Lars Buch;+45 20 00 01 04;lars@person.example;;;boldklub@forening.example;12-05-1932;Har haft fælles cup med Kulturforeningen
104;Roskilde Bueskyttelaug;99000260;Ringstedgade 88;4000 Roskilde;Mogens Ask;2000-0105;mogens@person.example;Hanne Riis;;;1.4.1994;

105;Fjordens Sejlklub;99000104;Havnevej 35;4000 Roskilde;Bente Lund;20 00 01 06;bente@person.example;Ole Fabricius;;sejl@forening.example;maj 1964;Skoleskib for unge
106;Gadstrup Forsamlingshus;99000112;Hovedgaden 2;4621 Gadstrup;Grethe Brandt;20000107 / 20000108;;Finn Hauge;;;1908;Kan lejes
107;Jyllinge Folkedansere;;Bygaden 9;4040 Jyllinge;Anni Toft;(45)20000109;anni@person.example;;;;14/2 1979;
108;Viby Petanque;99000120;Parkvej 3;4130 Viby Sjælland;Kurt Dam;20 00 01 10;kurt[at]person.example;Lis Dam;;;2003;Mailen kommer retur
109;Nordisk Filmklub;99000139;Algade 51;4000 Roskilde;Siri Aune;20 00 01 11;siri@person.example;Erik Juul;;film@forening.example;01-11-2015;
110;Husflidskredsen Sct. Ibs;;Bredgade 7;4000 Roskilde;Karen Elkjær;20 00 01 12;;Ulla Winther;;;1999;
111;Læsekredsen Bogormen;;;4000 Roskilde;Vibeke Sand;20 00 01 13;vibeke@person.example;;;;2018;Ingen vedtægter, mødes hos hinanden
112;Roskilde Salsa og Bachata;99000147;Ro's Torv 1;4000 Roskilde;Paola Jensen;20 00 01 14;paola@person.example;Carlos Ruiz;20 00 01 15;salsa@forening.example;08-08-2011;
113;Æblehavens Nyttehaver;12345678;Æblehaven 40;4000 Roskilde;Preben Skov;20 00 01 16;;Ruth Skov;;;2007;
114;Svogerslev Motionsløbere;99000155;Søvej 18;4000 Roskilde;Tina Bech;20 00 01 17;tina@person.example;Bo Rask;;;okt. 2009;Åben for alle
115;Roskilde Gymnastik og Motion;;Idrætsvej 5;4000 Roskilde;Susanne Falk;20 00 01 18;susanne@person.example;;;motion@forening.example;;
116;;;Hovedgaden 30;4621 Gadstrup;;20 00 01 19;;;;;;Hvem er det?
117;Kreativt Værksted Hedegårdene;;Hedegårdene 11;4000 Roskilde;Maria Lopez;20 00 01 20;maria@person.example;Pia Storm;;;2016;Syning og keramik
118;Hedebo Spillemandslaug;99000163;Byvejen 2;4130 Viby;Svend Aage Friis;46-hjemme;;Gerda Friis;;;1983;
119;Roskilde Cricket Klub;99000171;Idrætsvej 9;4000 Roskilde;Imran Malik;20 00 01 21;imran@person.example;Thomas Vang;20 00 01 22;cricket@forening.example;17-06-1998;Træner piger og drenge sammen
120;Vikingebådenes Venner;;Vindeboder 12;4000 Roskilde;Aksel Bruun;20 00 01 23;;Aksel Bruun;;;1970;
105;Fjordens Sejlklub;99000104;Havnevej 35;4000 Roskilde;Bente Lund;20 00 01 06;;;;;;Står to gange
121;Sankt Hans Teatret;99000198;Bistrupvej 5;4000 Roskilde;Ditte Bjerre;20 00 01 24;ditte@person.example;Rasmus Thor;;teater@forening.example;1. marts 2020;
122;Ramsø Familieklub;;Rødovrevej 1;4130 Viby Sjælland;Anja Holm;20 00 01 25;anja@person.example;;;;2014;
"""

# The consultants' own workbook: a title, several contact columns, and some that are known already.
CONSULTANTS = """\
Foreninger og grupper, integrationsteamet (ajourført af flere)

Forening / gruppe;CVR;Type;Sprog;Adresse;Post nr;By;Formand;Mobil;Formand siden;Kontaktperson;Kontakt mail;Kontaktperson 2;Tlf. kontaktperson 2;Konsulent;Seneste kontakt;Noter
Roskilde Kulturforening;99 00 00 07;Forening;tyrkisk og dansk;Ringstedgade 30;4000;Roskilde;Emine Yıldırım;20304050;12/3-19;;;;;Yasmin;12/3-25;
Kulturforeningen i Roskilde;;Forening;tyrkisk;;4000;Roskilde;;;;Hasan Öztürk;;;;;;Er det den samme?
Rebaat;99000023;Forening;arabisk;Kvarterhuset;4000;Roskilde;Nour Mansour;2000 0201;2. juni 2024;;;;;;2. juni;Ny formand?
Somalisk Forening i Roskilde;99000031;Forening;somali;Rådmandshaven 2;4000;Roskilde;Abdirahman Warsame;;april 2022;Ifrah Jama;ifrah@person.example;;;;;
Somaliske kvinder Æblehaven;;Uformel gruppe;somali/dansk;Æblehaven 10;4000;Roskilde;;;;Hodan Aweys;hodan@person.example;Sahra Nur;20 00 02 02;;uge 14;Motion om tirsdagen
Bosnisk Forening Roskilde;;Forening;bosnisk;Bymarken 5;4000;Roskilde;Amra Hodžić;20000203;2017;;;;;;;
Vietnamesisk Forening;;Forening;vietnamesisk;;4000;Roskilde;;;;Tran Van Minh;minh@person.example;;;;2021;Måske i gang igen
Røde Kors i Roskilde;;Afdeling af landsorganisation;dansk;Støden 4;4000;Roskilde;Inge Thestrup;;;;;;;;;
Ukrainsk Mødested;;Uformel gruppe;ukrainsk, engelsk;Bygaden 1;4040;Jyllinge;;;;Олена Shevchenko;;;;;1/5/25;
Filippinsk Fællesskab Roskilde;99000201;Forening;tagalog og engelsk;Algade 3;4000;Roskilde;Maricel Santos;20 00 02 04;3-6-2024;;;;;;;
Polsk Familieforening;99000202;Forening;polsk;Københavnsvej 20;4000;Roskilde;Agnieszka Nowak;0045 20 00 02 05;31/2-25;Piotr Nowak;piotr@person.example;;;;15-4-25;CVR er skrevet af efter hukommelsen
Ghanesisk Forening Midtsjælland;;Forening;engelsk, twi;;4000;Roskilde;Kwame Boateng;20 00 02 06;uge 14;;;;;;;Kirke og fest
Arabisk Læsekreds;;Uformel gruppe;arabisk;Biblioteket;4000;Roskilde;;;;Mona Saleh;mona@person.example;Rania Issa;20000207;;;

Eritreansk Fællesskab;;Uformel gruppe;tigrinya;Rådmandshaven 8;4000;Roskilde;;;;;;;;;;Vedtægter på vej
Pakistansk Kulturkreds;99000228;Forening;urdu/dansk;Ringstedgade 71;4000;Roskilde;Imran Malik;20 00 01 21;1.9.2023;;;;;;;Formanden er også i cricketklubben
Tamilsk Forening Roskilde;;Forening;tamilsk;Parkvej 12;4130;Viby;;;;;;;;;;
Thailandske Kvinder;;Netværk;thai;;4000;Roskilde;;;;Nittaya Hansen;nittaya@person.example;;;;31/2-25;Mødes i private hjem
Iransk Forening Midtsjælland;99000066;Forening;farsi;;4000;Roskilde;Shirin Farahani;ved ikke;2018;;;;;;;
Irakisk Venskabsforening;99000236;Forening;arabisk, kurdisk;Hedegårdene 60;4000;Roskilde;Ali Hamid;20 00 02 08;15-4-24;Zainab Hamid;;;;;;
;;;;Hedegårdene 62;4000;Roskilde;;20 00 02 09;;;;;;;;Nummeret fra sidste møde
Kurdisk Kulturforening;99000058;Forening;kurdisk;;4000;Roskilde;Rojda Demirtaş;;;;;;;;;
Afghansk Kulturforening;99000244;Forening;dari, pashto;Bymarken 31;4000;Roskilde;Farid Noorzai;20000210;;;;;;;;Har fået CVR
Rumænsk-Moldovisk Forening;99000252;Forening;rumænsk;Industrivej 4;4000;Roskilde;Ioana Popa;20 00 02 11;01/02/2025;;;;;;3-6-2025;Vil gerne låne et lokale
Irakisk venskabsforening;99000236;Forening;arabisk;;4000;Roskilde;;;;Zainab Hamid;zainab@person.example;;;;;
"""


def build(world: World) -> None:
    coordinator, consultant = world.users["koordinator"], world.users["konsulent"]
    leisure = ContentFile(LEISURE.encode("cp1252"), name="Foreninger Fritid og Kultur.csv")
    source = check(world, leisure, "koordinator", days_ago=33)
    source = import_confirming.confirm(source, by=coordinator, at=world.moment(-33, 11, 5))
    import_confirming.bring_in(source, by=None, at=world.moment(-33, 11, 6))
    rows = csv.reader(io.StringIO(CONSULTANTS), delimiter=";")
    workbook = ContentFile(as_workbook(list(rows)), name="Foreninger og grupper.xlsx")
    source = check(world, workbook, "konsulent", days_ago=2)
    asked = source.rows.filter(verdict="duplicate").order_by("number")
    # One is chosen; the others wait for whoever knows them.
    imports.choose(
        source,
        choices={asked[0].number: str(asked[0].candidates[0])},
        mode=Import.Mode.FILL,
        by=consultant,
        at=world.moment(-2, 10, 20),
    )


def check(world: World, upload: ContentFile, who: str, *, days_ago: int) -> Import:
    """The list with a verdict on every row, its columns taken as they are proposed."""
    by = world.users[who]
    source = import_files.upload(upload=upload, by=by, at=world.moment(-days_ago))
    source = imports.begin_check(
        source,
        columns=source.columns,
        mode=Import.Mode.FILL,
        by=by,
        at=world.moment(-days_ago, 10, 5),
    )
    while source.status == Import.Status.CHECKING:
        source = imports.check_next(source, by=by, at=world.moment(-days_ago, 10, 6))
    return source
