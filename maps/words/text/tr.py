"""Turkish interface words; the keys and gaps are those of `maps.words.text.en`."""

from __future__ import annotations

from collections.abc import Mapping

from geozone.notes import Kind, Pattern

LANG = "tr"
DIRECTION = "ltr"

PAGE = {
    "alsoHere": "Aynı noktada ayrıca",
    "area": "Alan",
    "close": "Kapat",
    "comma": ", ",
    "copyLink": "Bu görünümün bağlantısını kopyala",
    "depth": "Derinlik",
    "depthKey": "Bu derinlikte içeride",
    "depthKeyOut": "Daha uzakta veya bu tarafta değil",
    "depthLabel": "Bölgenin derinliği",
    "depthMarks": "Adı geçen derinlikler",
    "depthSide": "Hat ve taraf",
    "depthWhose": "Bu derinliğin ait olduğu bölgeler",
    "events": "Neler oldu",
    "find": "Bir yer veya bölge arayın",
    "findAlso": "“{name}” adıyla da",
    "findClear": "Aramayı temizle",
    "findCount": "{n} sonuç",
    "findNothing": "“{text}” için sonuç yok.",
    "findScope": (
        "Yalnızca bölgelerde, bu senaryonun yerlerinde ve bu haritadaki yerleşimlerde aranır."
    ),
    "findToBorder": "sınıra {distance}",
    "findTown": "Yerleşim",
    "fragmentCopied": ("Kopyalandı: bu sayfa nerede yayımlandıysa oradaki adresin sonuna ekleyin."),
    "home": "Haritanın tamamını göster",
    "inside": "İçinde",
    "key": "Lejant",
    "length": "Uzunluk",
    "licences": "Veriler ve lisanslar",
    "linkByHand": "Bunu kopyalayın:",
    "linkCopied": "Bağlantı kopyalandı.",
    "listed": "Kapsamı belirtilmemiş öneriler",
    "mapLabel": "Harita: {title}. Üzerindeki her şeye yandaki listelerden de ulaşılabilir.",
    "margin": "Pay",
    "marginNote": (
        "Pay: yerin, bölgenin dikkate alınan en yakın kenarına uzaklığı; içerideyse artı. "
        "Kesin değil: kenara, yerin konumunun bilindiği hassasiyetten daha yakın."
    ),
    "modes": "Görünüm biçimleri",
    "name": "Ad",
    "notes": "Bu harita nasıl okunur",
    "pair": "İkisini karşılaştır",
    "pairBoth": "İkisi de",
    "pairDifference": "Fark",
    "pairFirst": "Birinci bölge",
    "pairHint": "Rakamlar kesin bölgelere aittir; haritadaki çizimler sadeleştirilmiştir.",
    "pairListed": "Listedeki yerler",
    "pairListedNote": (
        "Listedeki yerler: sayfayla gelen GeoNames listesindeki yerleşimler; köylerin çoğu bu "
        "listede yoktur."
    ),
    "pairMore": "ve {n} yer daha",
    "pairNone": "yok",
    "pairOnly": "Yalnızca {zone}",
    "pairPart": "Nerede",
    "pairSaid": "{part}: {area}, listedeki yerler: {n}.",
    "pairScenario": "Bu senaryonun yerleri",
    "pairSecond": "İkinci bölge",
    "pairShares": "Ortak alanın payı: {first}: {a}; {second}: {b}.",
    "pairSlid": "%{a} {first}, %{b} {second}",
    "pairSlider": "İki bölge arasındaki ayırıcı",
    "pairSwap": "İki bölgenin yerini değiştir",
    "pairSwipe": "Kaydır",
    "pairTooClose": "İkisinden biri için kesin değil",
    "pairView": "Karşılaştırma biçimi",
    "pairWhich": "Hangi yerler",
    "overlays": "Ayrıca gösterilenler",
    "overlaysHint": (
        "Öneri değildir: başkalarının çizdiği katmanlar, her biri kendi tarihindeki durumuyla."
    ),
    "place": "Yer",
    "places": "Yerler",
    "planned": "planlanan",
    "proposals": "Öneriler",
    "proposalsHint": (
        "Her biri açılıp kapatılabilir. Rakamlar ve kaynaklar için haritada bir bölgeye tıklayın."
    ),
    "scaleFt": "{n} fit",
    "scaleKm": "{n} km",
    "scaleM": "{n} m",
    "scaleMi": "{n} mil",
    "colon": "{term}: {text}",
    "semicolon": "; ",
    "sourceNumber": "Kaynak {n}",
    "sources": "Kaynaklar",
    "stripNotes": "Sınırlar yalnızca yön bulmak içindir · veriler ve lisanslar",
    "time": "Zaman",
    "timeEarlier": "Daha önce",
    "timeLabel": "Tarih",
    "timeNext": "Sonraki tarih",
    "timeNoEvent": "Bir öneri değişti; bu tarih için başka bir olay kayıtlı değil.",
    "timeNotYet": "henüz yok",
    "timeNote": (
        "O tarihe kadar önerilmiş, üzerinde anlaşılmış veya yürürlükte olan bölgeler çizilir; "
        "henüz ortaya atılmamış veya sona ermiş olanlar çizilmez. Çubuklar: öneri ve iddialar "
        "açık, üzerinde anlaşılanlar ince, yürürlükte olanlar dolu; yalnızca yılın veya ayın "
        "bilindiği yerler soluktur. Zaman ölçekli değildir."
    ),
    "timePrevious": "Önceki tarih",
    "timeShown": "Haritada: {n}",
    "timeSwitchedOff": "kapatıldı",
    "toBorder": "Sınıra uzaklık",
    "verdict": "Sonuç",
    "verdicts": "Bölgelerdeki durumu",
    "zone": "Bölge",
    "zones": "Rakamlarla bölgeler",
    "zoomIn": "Yakınlaştır",
    "zoomOut": "Uzaklaştır",
}

PAGE_FORMS: dict[str, dict[str, str]] = {
    "": {},
    "_agreed": {"proposals": "Anlaşmalar", "listed": "Kapsamı belirtilmemiş anlaşmalar"},
    "_unpublished": {"proposals": "Derinlikler"},
}

MONTHS = (
    *("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran"),
    *("Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
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

DIGITS = {"point": ",", "group": ".", "minus": "−"}
UNITS = {
    "km": "{n}\N{NO-BREAK SPACE}km",
    "m": "{n}\N{NO-BREAK SPACE}m",
    "mi": "{n}\N{NO-BREAK SPACE}mil",
    "km²": "{n}\N{NO-BREAK SPACE}km²",
    "sq mi": "{n}\N{NO-BREAK SPACE}mil²",
    "%": "%{n}",
    "range": "{low}–{high}",
    "about": "yaklaşık {n}",
}
# A small i keeps its dot; the dotless one has its own capital.
CAPITALS = {"i": "İ", "ı": "I"}

STATUS = {
    "proposed": "öneri",
    "claimed": "iddia",
    "agreed": "mutabakat",
    "in-force": "yürürlük",
    "ended": "sona erme",
    "drawn": "sınır verisi, yaklaşık",
}

VERDICT = {"inside": "içinde", "outside": "dışında", "too-close": "kesin değil"}

OVERLAY_KIND = {
    "road": "Yollar",
    "control": "Kontrol alanları",
    "area": "Alan",
    "other": "Başka katman",
}

ASSUMED = {
    "border": "sınır",
    "stretch": "kesim",
    "position": "konum",
    "length": "uzunluk",
    "depth": "derinlik",
    "side": "taraf",
}

KEY_UNPUBLISHED = {"place": "Adı verilen yer"}

KEY = {
    "measured": "Derinliklerin ölçüldüğü hat ({lines})",
    "border": "Diğer sınırlar",
    "named": "{lines}: üzerinde anlaşılmış bir sınır değil",
    "named_any": "Üzerinde anlaşılmış bir sınır olmayan hat",
    "river": "Akarsu",
    "place": "Bu senaryonun yeri",
    "town": "Diğer yerleşim",
    "band": "Bir aralığın iki derinliği arası",
    "outline": "Yalnızca çevre çizgisiyle gösterilen",
    "disputed": "Haritaların iki ülkeye verdiği topraklar",
}

ROWS = {
    "depth": "Derinlik",
    "side": "Hangi tarafta",
    "length": "Sınır boyunca uzunluk",
    "area": "Alan",
    "stage": "Aşama",
    "by": "Kimden",
    "people": "Orada yaşaması öngörülen kişi sayısı",
    "said": "Ne denildi",
    "reading": "Burada nasıl okundu",
    "assumed": "Burada varsayılan",
    "exact": "Kesinlik",
    "border": "Sınıra uzaklık",
    "known": "Bilinme hassasiyeti",
    "country": "Ülke",
    "point": "Konumun kaynağı",
    "listed_as": "Listedeki adı",
    "of": "Tarih",
}

TEXT = {
    "comma": ", ",
    "semicolon": "; ",
    "stage": "{status}: {on}",
    "colon": "{term}: {text}",
    "stage_drawn": "{status}: {date}",
    "stage_until": "{stage} (bitiş: {end})",
    "logo": "Logo",
    "kicker": "Öneriler; fiilî denetim değil",
    "kicker_agreed": "Kâğıt üzerinde anlaşılan; fiilî denetim değil",
    "kicker_unpublished": "Kurala göre çizildi, kimsenin önerisi değil",
    "as_of": "{known} itibarıyla bilinenler. Neyin önerildiği; sonucun ne olduğu değil.",
    "as_of_agreed": (
        "{known} itibarıyla bilinenler. Neyin üzerinde anlaşıldığı; sonucun ne olduğu değil."
    ),
    "as_of_unpublished": (
        "Sınır verisi: yaklaşık {date}. Bir yayına göre değil, verilen seçeneklere göre çizildi."
    ),
    "to": "ila",
    "other_reading": "“{title}” için başka bir okuma",
    "nobody": "Öneri değil",
    "no_depth": "derinlik belirtilmedi",
    "marker": "bir yer, şerit değil",
    "drawn": "başkalarınca çizildi, ölçülmedi",
    "own_line": "kullanıcının kendi hattı {file}",
    "sections": "sınırın {start}. ve {end}. kilometreleri arası",
    "exact": (
        "çevre çizgisi her yerde tam derinlikten en çok {tolerance} sapar; burada en çok {light} "
        "sapmayla çizildi"
    ),
    "band_end": "{depth}, {said} aralığından",
    "minus": "“{label}” hariç",
    "listed_point": "{distance} (listedeki noktadan, ± {uncertainty})",
    "elsewhere": "– ({country})",
    "no_margin": "–",
    "overlay_off_map": "bu haritanın dışında",
    "overlay_light": "Burada, dosyadakinden en çok {light} sapmayla çizildi",
    "overlay_note": (
        "Başkalarının çizdiği bir katman; kaynağında nasılsa öyle gösterilir. Bu sayfadaki hiçbir "
        "bölge, rakam veya sonuç ona bağlı değildir."
    ),
    "place_listed": "Dosyadaki yer: {files}",
    "list_left_out": (
        "{file} dosyasındaki {places} yerden bu sayfada {shown} tanesi listeleniyor: haritaya "
        "düşenler; önce bölgelerin içindekiler, sonra en büyükler. “geozone places” komutu hepsini "
        "listeler."
    ),
    "crowd": (
        "{dots} yer daha haritada nokta olarak duruyor; uzaklığı ve sonuçları için birine tıklayın."
    ),
    "crowd_canvas": (
        "{dots} yer daha haritada nokta olarak duruyor; çok oldukları için tek bir resim hâlinde "
        "çizildiler. Uzaklığı ve sonuçları için birine tıklayın."
    ),
    "crowd_card": "Paylar: “geozone places” komutu listeler.",
    "off_map": "Haritanın dışında kalan ve yalnızca burada listelenen yerler: {names}.",
    "zones_note": (
        "WGS84 üzerinde jeodezik uzunluk ve alanlar. Alanlar, toleransların elverdiği basamağa "
        "yuvarlandı. Bir derinlik aralığının her iki ucu için birer satır vardır."
    ),
    "places_note": (
        "Listedeki noktanın sınıra kuş uçuşu uzaklığı "
        "(aksi belirtilmedikçe ± 1 km). "
        "Dolu nokta: o renkteki bölgenin içinde. Halka: kesin değil."
    ),
    "note_tiles": (
        "Zemini {name} çizer; bu sayfa açıldığında {host} adresinden yüklenir. Üzerindeki adlar ve "
        "sınırlar o sağlayıcınındır."
    ),
    "note_border": "Kullanılan veriler: {vintages}.",
    "note_tolerance": (
        "Bölgeler elipsoit üzerinde hesaplandı; çevre çizgileri tam derinlik kenarından en çok "
        "{tolerance} sapar. Ölçümün yapıldığı sınırın kendisi en çok {border} sapmayla "
        "çizilmiştir. "
        "Bu sayfada çevre çizgileri en çok {light} sapmayla sadeleştirildi; rakamlar kesin "
        "olanlara aittir."
    ),
    "note_distance": "Derinlik, sınıra kuş uçuşu uzaklıktır.",
    "about_day": "yaklaşık {day}",
    "within": "çizgilerde sapma en çok",
    "or": "veya",
    "depth_side": "{line}, taraf: {sides}",
    "depth_none": "içeride listedeki hiçbir yer yok",
    "depth_one": "içeride listedeki 1 yer",
    "depth_many": "içeride listedeki {n} yer",
    "depth_last": "Son eklenen: {name}, {depth}.",
    "depth_only": "O yer: {name}, {depth}.",
    "depth_note": (
        "Hattın tamamı tek bir derinlikte; kimsenin önerisi değil. Yerler, listedeki noktanın "
        "kesin uzaklığına göre sayılır (± 1 km); bu bir yerleşim sayımı değildir, köylerin çoğu "
        "listede yoktur. Çizilen çevre çizgisi derinlikten en çok {tolerance} sapar; sürgü "
        "{step} adımlarla ilerler."
    ),
    "overlap": (
        "Taralı: haritaların kiminde {a}, kiminde {b} toprağı olan alan; burada {drawn} olarak "
        "çizildi."
    ),
    "credit": "Veriler ve lisanslar",
    "leaflet": (
        "Bu sayfa Leaflet {version} içerir, © 2010–2022 Vladimir Agafonkin, "
        "© 2010–2011 CloudMade (BSD-2-Clause; lisans metni dosyanın içindedir)."
    ),
    "noscript": (
        "Bu haritayı dosyanın içindeki bir betik çizer. Görmek için betiklere izin verin."
    ),
    "skip": "Haritayı atla, listelere geç",
    "map_region": "Harita",
    "panel_region": "Harita hakkında",
    "frame_title": "Harita",
    "open_map": "Etkileşimli haritayı aç",
    "shown": "Gösterilenler: {names}.",
    "alternative": "Harita: {title}. {as_of}",
}

NOTES: Mapping[Kind, Pattern] = {
    "bank_and_stretch": (
        "Hem bir ırmağın kıyısıyla hem de bir kesimin ucuyla sınırlanmıştır: bunlar iki ayrı "
        "kesiktir."
    ),
    "boundary": (
        "Sınırlar, yön bulmaya yardımcı olmak için kaynağının çizdiği gibi gösterilir; hiçbir "
        "sınırın veya toprağın statüsü konusunda bir tutum bildirmez."
    ),
    "closed": "{gaps}",
    "control": (
        "Bölgeler, yayımlanmış öneri ve anlaşmalardan kurala göre çizilmiştir: sahadaki denetimi "
        "göstermez."
    ),
    "control_unpublished": (
        "Bölgeler, yayımlanmış bir öneriden değil, verilen seçeneklerden kurala göre çizilmiştir: "
        "sahadaki denetimi göstermez."
    ),
    "counts": "Değerleri hücre başına kişi olarak okunur: dosyada başka bir şey söylenmiyor.",
    "displaced": "Yerinden edilmiş kişileri saymaz: dosyada saydığına ilişkin bir şey yok.",
    "drawn_area": (
        "Çevresi, kullanıcının {file} dosyasındakidir: bir sınırdan ölçülmemiş, çizilmiştir; "
        "hiçbir yer buna göre değerlendirilmez."
    ),
    "exchanged": (
        "Sol ve sağ yer değiştirmiş olabilir: atlasın sınırı çizdiği gibi bakılınca, iki ülkenin "
        "her birinin toprağının çoğu bu hattın öbür yanındadır."
    ),
    "far_end": (
        "Kesimin ucundaki yer sınıra {distance} uzaklıkta; sınırın ona en yakın noktası alındı."
    ),
    "gap": "{at} noktasında {length} boşluk kapatıldı",
    "given_twice": (
        "Haritaların kiminde {a}, kiminde {b} toprağı olan alan; burada {drawn} olarak çizildi. "
        "{reason}"
    ),
    "in_both": "{place}: kaynak bunu iki ülkede de gösteriyor",
    "in_one": (
        "{place}: iki ülke de hak iddia ediyor; kaynak bunu yalnızca {holder} içinde gösteriyor ve "
        "hiçbir pakette çevresi yok. Bu nedenle {holder} toprağının bir dikdörtgen içinde kalan "
        "kısmı taralıdır; batıda en çok 3 km fazla geniştir"
    ),
    "in_one_now": (
        "{place}: iki ülke de hak iddia ediyor; kaynak bunu yalnızca {holder} içinde gösteriyor, "
        "{date} tarihli sürümü ise iki ülkede de; çevre çizgisi o sürümdendir"
    ),
    "left": "{file} dosyasındaki hattın, o dosyanın çizdiği yöne göre solu.",
    "line": "{line}: {text}",
    "list": "{file}: senaryodan değil, bu incelemeye getirilen bir listeden {places}.",
    "list_left_out": (
        "{file}: senaryodan değil, bu incelemeye getirilen bir listeden {places}. {rows} dışarıda "
        "bırakıldı."
    ),
    "named": "{name}, bu hattın {length} kadarı: {what}",
    "named_drawn": (
        "{name}: {what} {outline} verisindeki gibi çizildi, sapma en çok {off}: ondan "
        "hiçbir şey ölçülmez."
    ),
    "no_land": (
        "Hat, bu bölgenin toprağının bulunmadığı {a} ile {b} arasından da geçer: uzunluğu ve "
        "bölümleri orayı da sayar."
    ),
    "options": (
        "Yayımlanmış bir öneriden değil, verilen seçeneklerden çizildi. Seçeneklerin tarihi "
        "yoktur: {date}, sınır verilerinin yaklaşık tarihidir."
    ),
    "over_sea": (
        "Bunun yaklaşık {area} kadarı yalnızca kuş uçuşu, deniz veya üçüncü bir ülke üzerinden bu "
        "derinliğin içinde kalıyor."
    ),
    "own_line": (
        "{files} dosyasındaki hat kullanıcınındır; atlastan değil, bu dosyadan alınmıştır.",
        (
            "{files} dosyalarındaki hatlar kullanıcınındır; atlastan değil, bu dosyalardan "
            "alınmıştır."
        ),
    ),
    "own_source": (
        "kullanıcının kendi hattı, atlasın bir sınırı değil. Sol ve sağ, hat boyunca dosyanın "
        "çizdiği yönde bakıldığında geçerlidir. Ne kadar sapabileceği bilinmiyor; {tolerance} "
        "alındı. Kilometrelerin sayıldığı başlangıcı, dosya hangi yönde çizerse çizsin, {start} "
        "noktasındadır (boylam, enlem)."
    ),
    "places": (
        "{n} yer",
        "{n} yer",
    ),
    "right": "{file} dosyasındaki hattın, o dosyanın çizdiği yöne göre sağı.",
    "rows": (
        "{n} satır",
        "{n} satır",
    ),
    "touches": (
        "Haritaların kiminde {a}, kiminde {b} toprağı olan bir alana değiyor; burası {drawn} "
        "olarak çizildi. {reason}"
    ),
    "what_armistice": "bir mütareke hattı; üzerinde anlaşılmış bir sınır değil.",
    "what_ceasefire": "bir ateşkes hattı; üzerinde anlaşılmış bir sınır değil.",
    "what_control": "bir kontrol hattı; üzerinde anlaşılmış bir sınır değil.",
    "what_unrecognised": "sınır olarak tanımayan ülke: {by}.",
    "what_withdrawal": "bir geri çekilme hattı; üzerinde anlaşılmış bir sınır değil.",
}

ATLAS = {
    "Abyei": "Abyei",
    "Artsvashen / Bashkend": "Artsvaşen / Başkent",
    "Barxudarli and Sofulu": "Barhudarlı ve Sofulu",
    "Crimea": "Kırım",
    "East Jerusalem": "Doğu Kudüs",
    "Ghajar, north of the Blue Line": "Gacar, Mavi Hat’ın kuzeyi",
    "Golan Heights": "Golan Tepeleri",
    "Isla Suárez / Ilha de Guajará-Mirim": "Isla Suárez / Ilha de Guajará-Mirim",
    "Kafia Kingi": "Kafia Kingi",
    "Navassa Island": "Navassa Adası",
    "Western Sahara": "Batı Sahra",
    "Yukhari Askipara": "Yukarı Eskipara",
    "a strip along the line of the two": "iki ülkenin ortak hattı boyunca bir şerit",
    "the Southern Patagonian Ice Field": "Güney Patagonya Buz Sahası",
    "the waters of the Moselle, Sauer and Our": "Moselle, Sauer ve Our ırmaklarının suları",
}

DATASETS = {
    "Countries and land borders": "Ülkeler ve kara sınırları",
    "Rivers": "Akarsular",
    "Country codes and names": "Ülke kodları ve adları",
}

RIVERS = {
    "Danube": "Tuna",
    "Dniester": "Dinyester",
    "Euphrates": "Fırat",
    "Jordan": "Şeria",
    "Khabur": "Habur",
    "Orontes": "Asi",
    "Prut": "Prut",
    "Shatt al-Arab": "Şattülarap",
    "Tigris": "Dicle",
}
