"""What an applicant reads of the two pools and their rounds, in the five languages of the demo."""

KIP = {
    "name_da": "Kultur- og Integrationspuljen",
    "name_en": "The Culture and Integration Pool (Kultur- og Integrationspuljen)",
    "name_ar": "صندوق الثقافة والاندماج (Kultur- og Integrationspuljen)",
    "name_tr": "Kültür ve Uyum Fonu (Kultur- og Integrationspuljen)",
    "name_so": "Sanduuqa Dhaqanka iyo Is-dhexgalka (Kultur- og Integrationspuljen)",
    "summary_da": "Penge til aktiviteter, der fører mennesker sammen på tværs af kulturer i Roskilde.",
    "summary_en": "Money for activities that bring people together across cultures in Roskilde.",
    "summary_ar": "دعم مالي للأنشطة التي تجمع الناس من ثقافات مختلفة في روسكيلده.",
    "summary_tr": "Roskilde'de farklı kültürlerden insanları bir araya getiren etkinlikler için para desteği.",
    "summary_so": "Lacag loogu talagalay hawlo isu keena dadka dhaqamada kala duwan leh ee Roskilde.",
    "description_da": (
        "Puljen støtter aktiviteter, der styrker integration og dialogen mellem kulturer. "
        "Byrådet har vedtaget to kriterier: Aktiviteten skal give netværk, støtte og forståelse til "
        "mennesker med svære oplevelser bag sig, eller den skal hjælpe nye borgere med at forstå og "
        "finde rundt i det danske samfund."
    ),
    "description_en": (
        "The pool supports activities that strengthen integration and the dialogue between cultures. "
        "The city council (byrådet) has set two criteria: the activity gives network, support and "
        "understanding to people with hard experiences behind them, or it helps newcomers to "
        "understand Danish society and find their way in it."
    ),
    "description_ar": (
        "يدعم الصندوق الأنشطة التي تعزز الاندماج والحوار بين الثقافات. حدد المجلس البلدي (byrådet) "
        "معيارين: أن يوفر النشاط علاقات ودعماً وتفهماً لمن مرّوا بتجارب صعبة، أو أن يساعد القادمين الجدد "
        "على فهم المجتمع الدنماركي ومعرفة طريقهم فيه."
    ),
    "description_tr": (
        "Fon, uyumu ve kültürler arasındaki diyaloğu güçlendiren etkinlikleri destekler. Belediye "
        "meclisi (byrådet) iki ölçüt belirlemiştir: Etkinlik, zor şeyler yaşamış kişilere çevre, "
        "destek ve anlayış sağlar ya da yeni gelenlerin Danimarka toplumunu anlamasına ve bu toplumda "
        "yolunu bulmasına yardım eder."
    ),
    "description_so": (
        "Sanduuqu wuxuu taageeraa hawlo xoojiya is-dhexgalka iyo wadahadalka u dhexeeya dhaqamada. "
        "Golaha degmada (byrådet) wuxuu dejiyay laba shuruudood: hawshu waa inay xiriir, taageero iyo "
        "faham siiso dad soo maray waayo adag, ama waa inay dadka cusub ka caawiso inay fahmaan "
        "bulshada Denmark oo ay jidkooda ka dhex helaan."
    ),
    "pays_for_da": "Lokaler, materialer, oplægsholdere og kunstnere, tolkning, tryk og annoncer.",
    "pays_for_en": "Premises, materials, speakers and artists, interpreting, print and publicity.",
    "pays_for_ar": "إيجار القاعات، والمواد، وأجور المحاضرين والفنانين، والترجمة الشفوية، والطباعة، والإعلانات.",
    "pays_for_tr": "Mekân kirası, malzeme, konuşmacılar ve sanatçılar, tercüme, baskı ve duyuru.",
    "pays_for_so": "Kirada goobta, agab, khudbad-jeediyeyaal iyo fannaaniin, turjubaan, daabacaad iyo xayeysiis.",
    "does_not_pay_for_da": (
        "Mad og drikke, rejser og overnatning, løn til foreningens egne medlemmer, religiøse handlinger "
        "og aktiviteter, der allerede er holdt."
    ),
    "does_not_pay_for_en": (
        "Food and drink, travel and lodging, wages to the association's own members, religious acts, "
        "and activities that have already taken place."
    ),
    "does_not_pay_for_ar": (
        "الطعام والشراب، والسفر والإقامة، وأجور أعضاء الجمعية أنفسهم، والشعائر الدينية، والأنشطة التي "
        "أقيمت بالفعل."
    ),
    "does_not_pay_for_tr": (
        "Yiyecek ve içecek, yolculuk ve konaklama, derneğin kendi üyelerine ödenen ücretler, dinî "
        "törenler ve daha önce yapılmış etkinlikler."
    ),
    "does_not_pay_for_so": (
        "Cunto iyo cabbitaan, safar iyo hoy, mushahar la siiyo xubnaha ururka laftooda, cibaado, iyo "
        "hawlo hore loo qabtay."
    ),
    "guidelines_da": (
        "Aktiviteten skal være åben for alle, der har lyst til at være med. I skal fortælle om den, så "
        "også andre end jeres egne medlemmer hører om den. Regnskab og en kort evaluering sendes senest "
        "to måneder efter aktiviteten."
    ),
    "guidelines_en": (
        "The activity must be open to everyone who wants to take part. Tell people about it, so that "
        "others than your own members hear of it. Send accounts and a short evaluation no later than "
        "two months after the activity."
    ),
    "guidelines_ar": (
        "يجب أن يكون النشاط مفتوحاً لكل من يرغب في المشاركة. أعلنوا عنه حتى يعلم به غير أعضائكم أيضاً. "
        "أرسلوا الحسابات وتقييماً قصيراً خلال شهرين على الأكثر بعد النشاط."
    ),
    "guidelines_tr": (
        "Etkinlik, katılmak isteyen herkese açık olmalıdır. Etkinliği duyurun ki üyeleriniz dışındakiler "
        "de haberdar olsun. Hesapları ve kısa bir değerlendirmeyi etkinlikten sonra en geç iki ay içinde "
        "gönderin."
    ),
    "guidelines_so": (
        "Hawshu waa inay u furan tahay qof kasta oo doonaya inuu ka qayb galo. Dadka u sheega, si ay dad "
        "aan xubnihiinna ahayn uga maqlaan. Xisaab-xirka (regnskab) iyo qiimayn kooban soo dira ugu "
        "dambayn laba bilood kaddib hawsha."
    ),
}

SUP = {
    "name_da": "Start- og Udviklingspuljen",
    "name_en": "The Start and Development Pool (Start- og Udviklingspuljen)",
    "name_ar": "صندوق البدء والتطوير (Start- og Udviklingspuljen)",
    "name_tr": "Başlangıç ve Geliştirme Fonu (Start- og Udviklingspuljen)",
    "name_so": "Sanduuqa Bilowga iyo Horumarinta (Start- og Udviklingspuljen)",
    "summary_da": "Penge til nye foreninger og til nye idéer i foreninger, der findes.",
    "summary_en": "Money for new associations and for new ideas in existing ones.",
    "summary_ar": "دعم مالي للجمعيات الجديدة وللأفكار الجديدة في الجمعيات القائمة.",
    "summary_tr": "Yeni dernekler ve mevcut derneklerdeki yeni fikirler için para desteği.",
    "summary_so": "Lacag loogu talagalay ururrada cusub iyo fikradaha cusub ee ururrada hore u jiray.",
    "description_da": (
        "Puljen hjælper nye foreninger i gang og støtter nye tiltag i foreninger, der allerede findes."
    ),
    "description_en": (
        "The pool helps new associations to get started, and supports new activities in associations "
        "that already exist."
    ),
    "description_ar": "يساعد الصندوق الجمعيات الجديدة على البدء، ويدعم المبادرات الجديدة في الجمعيات القائمة.",
    "description_tr": (
        "Fon, yeni derneklerin işe başlamasına yardım eder ve mevcut derneklerin yeni girişimlerini "
        "destekler."
    ),
    "description_so": (
        "Sanduuqu wuxuu ururrada cusub ka caawiyaa inay bilaabaan, wuxuuna taageeraa hawlaha cusub ee "
        "ururrada hore u jiray."
    ),
    "pays_for_da": "Opstart, materialer og udstyr (højst halvdelen af budgettet).",
    "pays_for_en": "Start-up, materials and equipment (at most half of the budget).",
    "pays_for_ar": "تكاليف البدء والمواد والمعدات (المعدات نصف الميزانية على الأكثر).",
    "pays_for_tr": "Başlangıç giderleri, malzeme ve ekipman (ekipman bütçenin en fazla yarısı).",
    "pays_for_so": "Kharashka bilowga, agabka iyo qalabka (qalabku ugu badnaan waa kala bar miisaaniyadda).",
    "does_not_pay_for_da": "Løbende drift, løn og rejser.",
    "does_not_pay_for_en": "Running costs, wages and travel.",
    "does_not_pay_for_ar": "المصاريف الجارية والأجور والسفر.",
    "does_not_pay_for_tr": "Sürekli işletme giderleri, maaşlar ve yolculuk.",
    "does_not_pay_for_so": "Kharashka joogtada ah, mushahar iyo safar.",
    "guidelines_da": (
        "I skal gå i gang senest seks måneder efter, at I har fået tilskuddet. Er der børn med, beder vi "
        "om en erklæring om børneattester, før vi udbetaler pengene. Regnskab med bilag sendes senest to "
        "måneder efter, at projektet er slut."
    ),
    "guidelines_en": (
        "Start no later than six months after you have been given the grant. If children take part, we "
        "ask for a declaration on child certificates (børneattester) before we pay the money. Send "
        "accounts with receipts no later than two months after the project has ended."
    ),
    "guidelines_ar": (
        "ابدؤوا خلال ستة أشهر على الأكثر من حصولكم على الدعم. إذا كان الأطفال يشاركون، نطلب منكم إقراراً "
        "بشأن شهادات الأطفال (børneattester) قبل صرف المبلغ. أرسلوا الحسابات مع الإيصالات خلال شهرين على "
        "الأكثر من انتهاء المشروع."
    ),
    "guidelines_tr": (
        "Desteği aldıktan sonra en geç altı ay içinde başlayın. Çocuklar katılıyorsa, parayı ödemeden önce "
        "çocuk belgeleri (børneattester) hakkında bir beyan isteriz. Hesapları belgeleriyle birlikte, proje "
        "bittikten sonra en geç iki ay içinde gönderin."
    ),
    "guidelines_so": (
        "Bilaaba ugu dambayn lix bilood kaddib marka aad taageerada heshaan. Haddii carruur ka qayb "
        "galayso, waxaan idin weyddiinaynaa caddayn ku saabsan børneattester inta aan lacagta la bixin. "
        "Xisaab-xirka (regnskab) iyo rasiidhada soo dira ugu dambayn laba bilood kaddib marka mashruucu "
        "dhammaado."
    ),
}

# By the short name of the round; `{year}` is the year the round is for.
ROUNDS = {
    "year": {
        "name_da": "Aktiviteter i {year}",
        "name_en": "Activities in {year}",
        "name_ar": "أنشطة عام {year}",
        "name_tr": "{year} yılındaki etkinlikler",
        "name_so": "Hawlaha sannadka {year}",
    },
    "last": {
        "name_da": "Aktiviteter i årets første halvdel",
        "name_en": "Activities in the first half of the year",
        "name_ar": "أنشطة النصف الأول من العام",
        "name_tr": "Yılın ilk yarısındaki etkinlikler",
        "name_so": "Hawlaha nuska hore ee sannadka",
    },
    "before": {
        "name_da": "Ekstra runde i efteråret",
        "name_en": "Extra round in the autumn",
        "name_ar": "جولة إضافية في الخريف",
        "name_tr": "Sonbaharda ek başvuru dönemi",
        "name_so": "Wareeg dheeraad ah xilliga dayrta",
    },
    "rolling": {
        "name_da": "Små tilskud hele året",
        "name_en": "Small grants all year",
        "name_ar": "منح صغيرة طوال العام",
        "name_tr": "Yıl boyunca küçük destekler",
        "name_so": "Deeqo yaryar sannadka oo dhan",
    },
    "start": {
        "name_da": "Hele året",
        "name_en": "All year",
        "name_ar": "طوال العام",
        "name_tr": "Yıl boyunca",
        "name_so": "Sannadka oo dhan",
    },
}
