"""Arabic interface words; the keys and gaps are those of `maps.words.text.en`.

Digits are Western, as most of the Arab press has them on maps. A range is said with a word: a dash
between two numbers would not tell which is the first.
"""

from __future__ import annotations

from collections.abc import Mapping

from geozone.notes import Kind, Pattern

LANG = "ar"
DIRECTION = "rtl"

PAGE = {
    "alsoHere": "في هذا الموضع أيضًا",
    "area": "المساحة",
    "close": "إغلاق",
    "comma": "، ",
    "copyLink": "نسخ رابط هذا العرض",
    "depth": "العمق",
    "depthKey": "داخل هذا العمق",
    "depthKeyOut": "أبعد، أو ليس في هذا الجانب",
    "depthLabel": "عمق المنطقة",
    "depthMarks": "أعماق ذُكرت",
    "depthSide": "الخط والجانب",
    "depthWhose": "هذا عمق",
    "events": "ما جرى",
    "find": "ابحث عن مكان أو منطقة",
    "findAlso": "أيضًا «{name}»",
    "findClear": "مسح البحث",
    "findCount": "عدد النتائج: {n}",
    "findNothing": "لا نتائج لـ«{text}».",
    "findScope": "يشمل البحث المناطق وأماكن هذا السيناريو والبلدات الظاهرة على هذه الخريطة فقط.",
    "findToBorder": "{distance} إلى الحدود",
    "findTown": "بلدة",
    "fragmentCopied": "تم النسخ: ألحِقه بعنوان هذه الصفحة حيثما نُشرت.",
    "home": "إظهار الخريطة كاملة",
    "inside": "داخل",
    "key": "مفتاح الخريطة",
    "length": "الطول",
    "licences": "البيانات والتراخيص",
    "linkByHand": "انسخ هذا:",
    "linkCopied": "تم نسخ الرابط.",
    "listed": "مقترحات لم يُذكر نطاقها",
    "mapLabel": "خريطة: {title}. كل ما عليها يمكن الوصول إليه أيضًا من القوائم المجاورة.",
    "margin": "الهامش",
    "marginNote": (
        "الهامش: المسافة من المكان إلى أقرب حافة معتبَرة للمنطقة، وتكون موجبة في الداخل. "
        "يتعذّر الحسم: أقرب إلى حافةٍ من دقة معرفة موقع المكان."
    ),
    "modes": "طرق العرض",
    "name": "الاسم",
    "notes": "كيف تُقرأ هذه الخريطة",
    "pair": "مقارنة منطقتين",
    "pairBoth": "كلتاهما",
    "pairDifference": "الفرق",
    "pairFirst": "المنطقة الأولى",
    "pairHint": "الأرقام للمناطق الدقيقة؛ أما المرسوم فمبسّط.",
    "pairListed": "الأماكن المدرجة",
    "pairListedNote": ("الأماكن المدرجة: بلدات قائمة GeoNames المرفقة؛ ومعظم القرى غير وارد فيها."),
    "pairMore": "و{n} أخرى",
    "pairNone": "لا شيء",
    "pairOnly": "{zone} فقط",
    "pairPart": "أين",
    "pairSaid": "{part}: {area}، الأماكن المدرجة: {n}.",
    "pairScenario": "أماكن هذا السيناريو",
    "pairSecond": "المنطقة الثانية",
    "pairShares": "في كلتيهما يقع {a} من {first} و{b} من {second}.",
    "pairSlid": "{a}% {first}، {b}% {second}",
    "pairSlider": "الفاصل بين المنطقتين",
    "pairSwap": "تبديل المنطقتين",
    "pairSwipe": "سحب",
    "pairTooClose": "يتعذّر الحسم في إحداهما",
    "pairView": "طريقة المقارنة",
    "pairWhich": "أي الأماكن",
    "overlays": "معروض أيضًا",
    "overlaysHint": "ليست مقترحات: طبقات رسمها آخرون، كل منها بتاريخه.",
    "place": "المكان",
    "places": "الأماكن",
    "planned": "مخطط له",
    "proposals": "المقترحات",
    "proposalsHint": "يمكن إظهار كل مقترح أو إخفاؤه. انقر منطقة على الخريطة لأرقامها ومصادرها.",
    "scaleFt": "{n} قدم",
    "scaleKm": "{n} كم",
    "scaleM": "{n} م",
    "scaleMi": "{n} ميل",
    "colon": "{term}: {text}",
    "semicolon": "؛ ",
    "sourceNumber": "المصدر {n}",
    "sources": "المصادر",
    "stripNotes": "الحدود للاسترشاد فقط · البيانات والتراخيص",
    "time": "الزمن",
    "timeEarlier": "قبل ذلك",
    "timeLabel": "التاريخ",
    "timeNext": "التاريخ التالي",
    "timeNoEvent": "تغيّر مقترح؛ ولم يُسجَّل حدث آخر في هذا التاريخ.",
    "timeNotYet": "لم يظهر بعد",
    "timeNote": (
        "تُرسم المناطق التي كانت مقترحة أو متفقًا عليها أو سارية حتى هذا التاريخ، دون ما لم يظهر "
        "بعد وما كان قد انتهى. الأشرطة: فاتحة لما اقتُرح أو ادُّعي، ورفيعة لما اتُّفق عليه، "
        "وممتلئة لما كان ساريًا، وباهتة حيث لا يُعرف سوى السنة أو الشهر. الزمن غير مرسوم بمقياس."
    ),
    "timePrevious": "التاريخ السابق",
    "timeShown": "على الخريطة: {n}",
    "timeSwitchedOff": "مخفي",
    "toBorder": "إلى الحدود",
    "verdict": "النتيجة",
    "verdicts": "في المناطق",
    "zone": "المنطقة",
    "zones": "المناطق بالأرقام",
    "zoomIn": "تكبير",
    "zoomOut": "تصغير",
}

PAGE_FORMS: dict[str, dict[str, str]] = {
    "": {},
    "_agreed": {"proposals": "الاتفاقات", "listed": "اتفاقات لم يُذكر نطاقها"},
    "_unpublished": {"proposals": "الأعماق"},
}

MONTHS = (
    *("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس"),
    *("نيسان/أبريل", "أيار/مايو", "حزيران/يونيو"),
    *("تموز/يوليو", "آب/أغسطس", "أيلول/سبتمبر"),
    *("تشرين الأول/أكتوبر", "تشرين الثاني/نوفمبر", "كانون الأول/ديسمبر"),
)

DATES = {
    "day": "{day} {month} {year}",
    "first": "{day} {month} {year}",
    "month": "{month} {year}",
    "year": "{year}",
    "on_day": "{day} {month} {year}",
    "on_first": "{day} {month} {year}",
    "on_month": "{month} {year}",
    "on_year": "{year}",
    "known_day": "{day} {month} {year}",
    "known_first": "{day} {month} {year}",
    "known_month": "{month} {year}",
    "known_year": "{year}",
}

# The mark keeps the sign before its number, whatever stands before it.
DIGITS = {"point": ".", "group": ",", "minus": "\N{LEFT-TO-RIGHT MARK}−"}
UNITS = {
    "km": "{n}\N{NO-BREAK SPACE}كم",
    "m": "{n}\N{NO-BREAK SPACE}م",
    "mi": "{n}\N{NO-BREAK SPACE}ميل",
    "km²": "{n}\N{NO-BREAK SPACE}كم²",
    "sq mi": "{n}\N{NO-BREAK SPACE}ميل²",
    "%": "{n}%",
    "range": "{low} إلى {high}",
    "about": "نحو {n}",
}
CAPITALS: dict[str, str] = {}

STATUS = {
    "proposed": "اقتراح",
    "claimed": "ادعاء",
    "agreed": "اتفاق",
    "in-force": "سريان",
    "ended": "انتهاء",
    "drawn": "بيانات الحدود، نحو",
}

VERDICT = {"inside": "داخل المنطقة", "outside": "خارجها", "too-close": "يتعذّر الحسم"}

OVERLAY_KIND = {
    "road": "طرق",
    "control": "مناطق سيطرة",
    "area": "مساحة",
    "other": "طبقة أخرى",
}

ASSUMED = {
    "border": "الحدود",
    "stretch": "القطاع",
    "position": "الموقع",
    "length": "الطول",
    "depth": "العمق",
    "side": "الجانب",
}

KEY_UNPUBLISHED = {"place": "المكان المذكور"}

KEY = {
    "measured": "الخط الذي تُقاس منه الأعماق ({lines})",
    "border": "حدود أخرى",
    "named": "{lines}: ليست حدودًا متفقًا عليها",
    "named_any": "خط ليس حدودًا متفقًا عليها",
    "river": "نهر",
    "place": "مكان من هذا السيناريو",
    "town": "بلدة أخرى",
    "band": "بين عمقَي نطاق واحد",
    "outline": "مرسوم بخطه الخارجي فقط",
    "disputed": "أرض تنسبها الخرائط إلى بلدين",
}

ROWS = {
    "depth": "العمق",
    "side": "في أرض",
    "length": "الطول على امتداد الحدود",
    "area": "المساحة",
    "stage": "المرحلة",
    "by": "الجهة",
    "people": "عدد من يُراد إسكانهم هناك",
    "said": "ما قيل",
    "reading": "كيف قُرئ هنا",
    "assumed": "ما افتُرض هنا",
    "exact": "الدقة",
    "border": "المسافة إلى الحدود",
    "known": "دقة المعرفة",
    "country": "البلد",
    "point": "مصدر الموقع",
    "listed_as": "الاسم في القائمة",
    "of": "بتاريخ",
}

TEXT = {
    "comma": "، ",
    "semicolon": "؛ ",
    "stage": "{status}: {on}",
    "colon": "{term}: {text}",
    "stage_drawn": "{status}: {date}",
    "stage_until": "{stage} حتى {end}",
    "logo": "الشعار",
    "kicker": "مقترحات، لا سيطرة",
    "kicker_agreed": "متفق عليه على الورق، لا سيطرة",
    "kicker_unpublished": "مرسوم وفق قاعدة، وليس مقترحًا من أحد",
    "as_of": "وفق المعروف حتى {known}. ما اقتُرح، لا ما آل إليه.",
    "as_of_agreed": "وفق المعروف حتى {known}. ما اتُّفق عليه، لا ما آل إليه.",
    "as_of_unpublished": "بيانات الحدود: نحو {date}. مرسوم وفق خيارات معطاة، لا وفق ما نُشر.",
    "to": "إلى",
    "other_reading": "قراءة أخرى لـ«{title}»",
    "nobody": "ليس مقترحًا",
    "no_depth": "لم يُذكر عمق",
    "marker": "مكان، لا شريط",
    "drawn": "رسمه آخرون، ولم يُقَس",
    "own_line": "خط المستخدم {file}",
    "sections": "من الكيلومتر {start} إلى {end} من الحدود",
    "exact": (
        "الخط الخارجي على العمق الدقيق في كل موضع بفارق أقصاه {tolerance}؛ ورُسم هنا بفارق أقصاه "
        "{light}"
    ),
    "band_end": "{depth} من {said}",
    "minus": "من دون «{label}»",
    "listed_point": "{distance} (من النقطة المدرجة، ± {uncertainty})",
    "elsewhere": "–، في {country}",
    "no_margin": "–",
    "overlay_off_map": "خارج هذه الخريطة",
    "overlay_light": "رُسم هنا بفارق أقصاه {light} عن ملفه",
    "overlay_note": (
        "طبقة رسمها آخرون، معروضة كما هي في مصدرها. لا تعتمد عليها أي منطقة ولا رقم ولا نتيجة في "
        "هذه الصفحة."
    ),
    "place_listed": "مكان من {files}",
    "list_left_out": (
        "من أصل {places} من أماكن الملف {file} تسرد هذه الصفحة {shown}: ما يقع على الخريطة، وأولًا "
        "ما هو داخل المناطق ثم الأكبر. والأمر «geozone places» يسردها كلها."
    ),
    "crowd": "و{dots} أخرى نقاط على الخريطة؛ انقر إحداها لمعرفة مسافتها ونتائجها.",
    "crowd_canvas": (
        "و{dots} أخرى نقاط على الخريطة، رُسمت صورةً واحدة لكثرتها؛ انقر إحداها لمعرفة مسافتها "
        "ونتائجها."
    ),
    "crowd_card": "الهوامش: يسردها الأمر «geozone places».",
    "off_map": "خارج الخريطة ومذكورة هنا فقط: {names}.",
    "zones_note": (
        "أطوال ومساحات جيوديسية على WGS84. المساحات مقرّبة بقدر ما تسمح به حدود الدقة. "
        "لنطاق الأعماق سطر لكل من طرفيه."
    ),
    "places_note": (
        "المسافة إلى الحدود بخط مستقيم، من النقطة المدرجة "
        "(± 1 كم ما لم يُذكر غير ذلك). "
        "نقطة ممتلئة: داخل المنطقة ذات اللون نفسه. حلقة: يتعذّر الحسم."
    ),
    "note_tiles": (
        "خلفية الخريطة من رسم {name}، وتُحمَّل من {host} عند فتح هذه الصفحة؛ والأسماء والحدود عليها "
        "هي أسماء ذلك المزوّد وحدوده."
    ),
    "note_border": "البيانات المستخدمة: {vintages}.",
    "note_tolerance": (
        "المناطق محسوبة على المجسّم الإهليلجي، وخطوطها الخارجية على حافة العمق الدقيقة بفارق أقصاه "
        "{tolerance}؛ والحدود التي تُقاس منها مرسومة هي نفسها بفارق أقصاه {border}. "
        "وبُسّطت الخطوط الخارجية في هذه الصفحة بفارق أقصاه {light}؛ أما الأرقام فللخطوط الدقيقة."
    ),
    "note_distance": "العمق هو المسافة عن الحدود بخط مستقيم.",
    "about_day": "نحو {day}",
    "within": "الخطوط بفارق أقصاه",
    "or": "أو",
    "depth_side": "{line}، في أرض {sides}",
    "depth_none": "لا مكان مدرج داخلها",
    "depth_one": "مكان مدرج واحد داخلها",
    "depth_many": "الأماكن المدرجة داخلها: {n}",
    "depth_last": "آخر ما دخل: {name}، عند {depth}.",
    "depth_only": "وهو {name}، عند {depth}.",
    "depth_note": (
        "الخط كله على عمق واحد، وليس مقترحًا من أحد. تُحسب الأماكن بالمسافة الدقيقة لنقطتها "
        "المدرجة (± 1 كم)، وليس ذلك إحصاءً للتجمعات: فمعظم القرى غير مدرج. الخط المرسوم على "
        "العمق بفارق أقصاه {tolerance}؛ ويتحرك المؤشر بخطوات من {step}."
    ),
    "overlap": "مظلَّل: أرض تنسبها الخرائط إلى {a} أو إلى {b}، ورُسمت هنا ضمن {drawn}.",
    "credit": "البيانات والتراخيص",
    "leaflet": (
        "تحمل هذه الصفحة مكتبة Leaflet {version}، "
        "\N{LEFT-TO-RIGHT ISOLATE}© 2010–2022 Vladimir Agafonkin\N{POP DIRECTIONAL ISOLATE}، "
        "\N{LEFT-TO-RIGHT ISOLATE}© 2010–2011 CloudMade\N{POP DIRECTIONAL ISOLATE} "
        "(BSD-2-Clause؛ نص الترخيص في الملف)."
    ),
    "noscript": "يرسم هذه الخريطةَ نصٌّ برمجي داخل هذا الملف. اسمح بتشغيله لتراها.",
    "skip": "تخطي الخريطة إلى القوائم",
    "map_region": "الخريطة",
    "panel_region": "عن الخريطة",
    "frame_title": "خريطة",
    "open_map": "فتح الخريطة التفاعلية",
    "shown": "المعروض: {names}.",
    "alternative": "خريطة: {title}. {as_of}",
}

NOTES: Mapping[Kind, Pattern] = {
    "bank_and_stretch": "تحدّها ضفة نهر ونهاية قطاع معًا: وهما قطعان مختلفان.",
    "boundary": (
        "تُعرض الحدود للاسترشاد كما يرسمها مصدرها، ولا تعبّر عن أي موقف من وضع أي حدود أو إقليم."
    ),
    "closed": "{gaps}",
    "control": (
        "رُسمت المناطق وفق قاعدة من المقترحات والاتفاقات كما نُشرت: وهي لا تُظهر سيطرة على الأرض."
    ),
    "control_unpublished": (
        "رُسمت المناطق وفق قاعدة من خيارات معطاة، لا من مقترح منشور: وهي لا تُظهر سيطرة على الأرض."
    ),
    "counts": "تُقرأ قيمه على أنها عدد الأشخاص في الخلية: ولا شيء في الملف يقول غير ذلك.",
    "displaced": "لا يشمل النازحين: ولا شيء في الملف يقول إنه يشملهم.",
    "drawn_area": (
        "حدودها مأخوذة من ملف المستخدم {file}: مرسومة لا مقيسة من حدود، ولذلك لا يُحكم على أي مكان "
        "بالنسبة إليها."
    ),
    "exchanged": (
        "ربما انعكس اليسار واليمين: فأكثر أرض كل من البلدين يقع على الجانب الآخر من هذا الخط، كما "
        "يرسم الأطلس حدودهما."
    ),
    "far_end": (
        "المكان الذي ينتهي عنده القطاع يبعد {distance} عن الحدود؛ وأُخذت أقرب نقطة منها إليه."
    ),
    "gap": "أُغلقت فجوة طولها {length} عند {at}",
    "given_twice": "أرض تنسبها الخرائط إلى {a} أو إلى {b}، ورُسمت هنا ضمن {drawn}. {reason}",
    "in_both": "{place}: يضعها المصدر في البلدين كليهما",
    "in_one": (
        "{place}: يطالب بها البلدان كلاهما؛ ويضعها المصدر في {holder} وحدها، ولا حزمة بيانات تحوي "
        "حدودها. لذلك ظُلّلت أرض {holder} الواقعة في مستطيل، بزيادة تصل إلى 3 كم في الغرب"
    ),
    "in_one_now": (
        "{place}: يطالب بها البلدان كلاهما؛ ويضعها المصدر في {holder} وحدها، بينما "
        "وضعتها نسخته المؤرخة {date} في البلدين، ومنها أُخذت حدودها"
    ),
    "left": "يسار الخط الوارد في {file}، كما يرسمه ذلك الملف.",
    "line": "{line}: {text}",
    "list": "{file}: قائمة أُرفقت بهذه الدراسة وليست من السيناريو، {places}.",
    "list_left_out": "{file}: قائمة أُرفقت بهذه الدراسة وليست من السيناريو، {places}؛ {rows}.",
    "named": "{name}، {length} من هذا الخط: {what}",
    "named_drawn": (
        "{name}: {what} مرسوم كما في {outline}، بفارق يصل إلى {off}: ولا يُقاس منه شيء."
    ),
    "no_land": (
        "يمر الخط أيضًا بين {a} و{b}، حيث لا أرض لهذه المنطقة: ويُحسب ذلك في طوله وفي أجزائه."
    ),
    "options": (
        "رُسمت من خيارات معطاة، لا من مقترح منشور. وليس للخيارات تاريخ: فالتاريخ {date} هو التاريخ "
        "التقريبي لبيانات الحدود."
    ),
    "over_sea": "نحو {area} منها تقع ضمن العمق بخط مستقيم فقط، عبر بحر أو بلد ثالث.",
    "own_line": (
        "الخط الوارد في {files} هو خط المستخدم من ذلك الملف، لا خط الأطلس.",
        "الخطوط الواردة في {files} هي خطوط المستخدم من تلك الملفات، لا خطوط الأطلس.",
    ),
    "own_source": (
        "خط المستخدم نفسه، لا حدود من الأطلس. واليسار واليمين بالنظر على امتداد الخط كما يرسمه "
        "الملف. ولا يُعرف مدى انحرافه؛ وأُخذ {tolerance}. وبدايته التي تُعدّ منها الكيلومترات عند "
        "{start} (خط الطول، خط العرض)، أيًّا كان اتجاه رسمه في الملف."
    ),
    "places": (
        "عدد الأماكن: {n}",
        "عدد الأماكن: {n}",
    ),
    "right": "يمين الخط الوارد في {file}، كما يرسمه ذلك الملف.",
    "rows": (
        "الصفوف المتروكة: {n}",
        "الصفوف المتروكة: {n}",
    ),
    "touches": "تمسّ أرضًا تنسبها الخرائط إلى {a} أو إلى {b}، ورُسمت هنا ضمن {drawn}. {reason}",
    "what_armistice": "خط هدنة، وليس حدودًا متفقًا عليها.",
    "what_ceasefire": "خط وقف إطلاق نار، وليس حدودًا متفقًا عليها.",
    "what_control": "خط سيطرة، وليس حدودًا متفقًا عليها.",
    "what_unrecognised": "لا تعترف به {by} حدودًا.",
    "what_withdrawal": "خط انسحاب، وليس حدودًا متفقًا عليها.",
}

ATLAS = {
    "Abyei": "أبيي",
    "Artsvashen / Bashkend": "آرتسفاشن / باشكند",
    "Barxudarli and Sofulu": "برخودارلي وصوفولو",
    "Crimea": "القرم",
    "East Jerusalem": "القدس الشرقية",
    "Ghajar, north of the Blue Line": "الغجر، شمال الخط الأزرق",
    "Golan Heights": "مرتفعات الجولان",
    "Isla Suárez / Ilha de Guajará-Mirim": "جزيرة سواريس / غواجارا ميريم",
    "Kafia Kingi": "كافيا كينجي",
    "Navassa Island": "جزيرة نافاسا",
    "Western Sahara": "الصحراء الغربية",
    "Yukhari Askipara": "يوخاري أسكيبارا",
    "a strip along the line of the two": "شريط على امتداد الخط المشترك بينهما",
    "the Southern Patagonian Ice Field": "حقل جليد باتاغونيا الجنوبي",
    "the waters of the Moselle, Sauer and Our": "مياه أنهار الموزيل والساور والأور",
}

DATASETS = {
    "Countries and land borders": "البلدان والحدود البرية",
    "Rivers": "الأنهار",
    "Country codes and names": "رموز البلدان وأسماؤها",
}

RIVERS = {
    "Danube": "الدانوب",
    "Dniester": "دنيستر",
    "Drina": "درينا",
    "Euphrates": "الفرات",
    "Jordan": "الأردن",
    "Khabur": "الخابور",
    "Litani": "الليطاني",
    "Orontes": "العاصي",
    "Prut": "بروت",
    "Shatt al-Arab": "شط العرب",
    "Tigris": "دجلة",
}
