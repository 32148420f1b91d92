"""Turkish interface words; the keys and gaps are those of `maps.words.text.en`."""

from __future__ import annotations

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
    "drawn": "sınır verisi",
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
        "Sınır verisi: {date}. Bir yayına göre değil, verilen seçeneklere göre çizildi."
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
    "note_boundary": (
        "Sınırlar, yön bulmaya yardımcı olmak için kaynağının çizdiği gibi gösterilir; hiçbir "
        "sınırın veya toprağın statüsü konusunda bir tutum bildirmez."
    ),
    "note_control": (
        "Bölgeler, yayımlanmış öneri ve anlaşmalardan kurala göre çizilmiştir: sahadaki denetimi "
        "göstermez."
    ),
    "note_control_unpublished": (
        "Bölgeler, yayımlanmış bir öneriden değil, verilen seçeneklerden kurala göre çizilmiştir: "
        "sahadaki denetimi göstermez."
    ),
    "note_own_line": (
        "{files} dosyasındaki hat kullanıcınındır; atlastan değil, bu dosyadan alınmıştır."
    ),
    "note_own_lines": (
        "{files} dosyalarındaki hatlar kullanıcınındır; atlastan değil, bu dosyalardan alınmıştır."
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

NOTES = {
    "crow": (
        "Bunun yaklaşık {area} kadarı yalnızca kuş uçuşu, deniz veya üçüncü bir ülke üzerinden bu "
        "derinliğin içinde kalıyor."
    ),
    "end": (
        "Kesimin ucundaki yer sınıra {distance} uzaklıkta; sınırın ona en yakın noktası alındı."
    ),
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
