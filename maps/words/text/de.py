"""German interface words; the keys and gaps are those of `maps.words.text.en`."""

from __future__ import annotations

from collections.abc import Mapping

from geozone.notes import Kind, Pattern

LANG = "de"
DIRECTION = "ltr"

PAGE = {
    "alsoHere": "Auch an dieser Stelle",
    "area": "Fläche",
    "close": "Schließen",
    "comma": ", ",
    "copyLink": "Link zu dieser Ansicht kopieren",
    "depth": "Tiefe",
    "depthKey": "In dieser Tiefe innerhalb",
    "depthKeyOut": "Weiter entfernt oder nicht auf dieser Seite",
    "depthLabel": "Tiefe der Zone",
    "depthMarks": "Genannte Tiefen",
    "depthSide": "Linie und Seite",
    "depthWhose": "Diese Tiefe haben",
    "events": "Was geschah",
    "find": "Einen Ort oder eine Zone suchen",
    "findAlso": "auch „{name}“",
    "findClear": "Suche leeren",
    "findCount": "{n} gefunden",
    "findNothing": "Nichts gefunden für „{text}“.",
    "findScope": (
        "Gesucht wird nur unter den Zonen, den Orten dieses Szenarios und den Städten auf dieser "
        "Karte."
    ),
    "findToBorder": "{distance} zur Grenze",
    "findTown": "Stadt",
    "fragmentCopied": (
        "Kopiert: An die Adresse dieser Seite anhängen, wo immer sie veröffentlicht ist."
    ),
    "home": "Die ganze Karte zeigen",
    "inside": "Innerhalb",
    "key": "Legende",
    "length": "Länge",
    "licences": "Daten und Lizenzen",
    "linkByHand": "Zum Kopieren:",
    "linkCopied": "Link kopiert.",
    "listed": "Vorschläge ohne genannte Ausdehnung",
    "mapLabel": "Karte: {title}. Alles darauf ist auch über die Listen daneben zu erreichen.",
    "margin": "Spielraum",
    "marginNote": (
        "Spielraum: Entfernung des Ortes vom nächsten Rand der Zone, der zählt; innerhalb positiv. "
        "Zu knapp: näher an einem Rand, als die Lage des Ortes bekannt ist."
    ),
    "modes": "Arten der Ansicht",
    "name": "Name",
    "notes": "Wie diese Karte zu lesen ist",
    "pair": "Zwei vergleichen",
    "pairBoth": "Beide",
    "pairDifference": "Unterschied",
    "pairFirst": "Erste Zone",
    "pairHint": "Die Zahlen gelten für die genauen Zonen; gezeichnet sind sie vereinfacht.",
    "pairListed": "Verzeichnete Orte",
    "pairListedNote": (
        "Verzeichnete Orte: Städte der mitgelieferten GeoNames-Liste; die meisten Dörfer fehlen "
        "darin."
    ),
    "pairMore": "und {n} weitere",
    "pairNone": "keine",
    "pairOnly": "Nur {zone}",
    "pairPart": "Wo",
    "pairSaid": "{part}: {area}, verzeichnete Orte: {n}.",
    "pairScenario": "Orte dieses Szenarios",
    "pairSecond": "Zweite Zone",
    "pairShares": "In beiden liegen {a} von {first} und {b} von {second}.",
    "pairSlid": "{a} % {first}, {b} % {second}",
    "pairSlider": "Trennlinie zwischen den beiden Zonen",
    "pairSwap": "Die beiden Zonen vertauschen",
    "pairSwipe": "Schieben",
    "pairTooClose": "Bei einer der beiden zu knapp",
    "pairView": "Art des Vergleichs",
    "pairWhich": "Welche Orte",
    "overlays": "Außerdem gezeigt",
    "overlaysHint": (
        "Keine Vorschläge: Ebenen, die andere gezeichnet haben, jede mit eigenem Datum."
    ),
    "place": "Ort",
    "places": "Orte",
    "planned": "geplant",
    "proposals": "Vorschläge",
    "proposalsHint": (
        "Jeder lässt sich ein- und ausschalten. Ein Klick auf eine Zone zeigt Zahlen und Quellen."
    ),
    "scaleFt": "{n} Fuß",
    "scaleKm": "{n} km",
    "scaleM": "{n} m",
    "scaleMi": "{n} mi",
    "colon": "{term}: {text}",
    "semicolon": "; ",
    "sourceNumber": "Quelle {n}",
    "sources": "Quellen",
    "stripNotes": "Grenzen nur zur Orientierung · Daten und Lizenzen",
    "time": "Zeit",
    "timeEarlier": "Davor",
    "timeLabel": "Datum",
    "timeNext": "Nächstes Datum",
    "timeNoEvent": (
        "Ein Vorschlag änderte sich; ein anderes Ereignis ist zu diesem Datum nicht verzeichnet."
    ),
    "timeNotYet": "noch nicht",
    "timeNote": (
        "Gezeichnet sind die Zonen, die bis zu diesem Datum vorgeschlagen, vereinbart oder in "
        "Kraft waren, nicht aber die, die erst noch kamen oder schon beendet waren. Balken: hell "
        "für Vorgeschlagenes oder Behauptetes, dünn für Vereinbartes, voll für das, was in Kraft "
        "war, und blass, wo nur ein Jahr oder ein Monat bekannt ist. Die Zeit ist nicht "
        "maßstäblich."
    ),
    "timePrevious": "Voriges Datum",
    "timeShown": "Auf der Karte: {n}",
    "timeSwitchedOff": "ausgeschaltet",
    "toBorder": "Zur Grenze",
    "verdict": "Befund",
    "verdicts": "In den Zonen",
    "zone": "Zone",
    "zones": "Die Zonen in Zahlen",
    "zoomIn": "Vergrößern",
    "zoomOut": "Verkleinern",
}

PAGE_FORMS: dict[str, dict[str, str]] = {
    "": {},
    "_agreed": {"proposals": "Abkommen", "listed": "Abkommen ohne genannte Ausdehnung"},
    "_unpublished": {"proposals": "Tiefen"},
}

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

DATES = {
    "day": "{day}. {month} {year}",
    "first": "{day}. {month} {year}",
    "month": "{month} {year}",
    "year": "{year}",
    "on_day": "am {day}. {month} {year}",
    "on_first": "am {day}. {month} {year}",
    "on_month": "im {month} {year}",
    "on_year": "{year}",
    "known_day": "{day}. {month} {year}",
    "known_first": "{day}. {month} {year}",
    "known_month": "{month} {year}",
    "known_year": "{year}",
}

DIGITS = {"point": ",", "group": ".", "minus": "−"}
UNITS = {
    "km": "{n}\N{NO-BREAK SPACE}km",
    "m": "{n}\N{NO-BREAK SPACE}m",
    "mi": "{n}\N{NO-BREAK SPACE}Meilen",
    "mi1": "{n}\N{NO-BREAK SPACE}Meile",
    "km²": "{n}\N{NO-BREAK SPACE}km²",
    "sq mi": "{n}\N{NO-BREAK SPACE}mi²",
    "%": "{n}\N{NO-BREAK SPACE}%",
    "range": "{low}–{high}",
    "about": "etwa {n}",
}
CAPITALS: dict[str, str] = {}

STATUS = {
    "proposed": "vorgeschlagen",
    "claimed": "behauptet",
    "agreed": "vereinbart",
    "in-force": "in Kraft getreten",
    "ended": "beendet",
    "drawn": "gezeichnet mit Grenzdaten von etwa",
}

VERDICT = {"inside": "innerhalb", "outside": "außerhalb", "too-close": "zu knapp"}

OVERLAY_KIND = {
    "road": "Straßen",
    "control": "Herrschaftsgebiete",
    "area": "Gebiet",
    "other": "Andere Ebene",
}

ASSUMED = {
    "border": "Grenze",
    "stretch": "Abschnitt",
    "position": "Lage",
    "length": "Länge",
    "depth": "Tiefe",
    "side": "Seite",
}

KEY_UNPUBLISHED = {"place": "Genannter Ort"}

KEY = {
    "measured": "Linie, von der aus die Tiefen gemessen sind ({lines})",
    "border": "Andere Grenzen",
    "named": "{lines}: keine vereinbarte Grenze",
    "named_any": "Linie, die keine vereinbarte Grenze ist",
    "river": "Fluss",
    "place": "Ort dieses Szenarios",
    "town": "Andere Stadt",
    "band": "Zwischen den beiden Tiefen einer Spanne",
    "outline": "Nur als Umriss gezeichnet",
    "disputed": "Land, das Karten zwei Staaten geben",
}

ROWS = {
    "depth": "Tiefe",
    "side": "Auf Seiten von",
    "length": "Länge entlang der Grenze",
    "area": "Fläche",
    "stage": "Stand",
    "by": "Von",
    "people": "Menschen, die dort leben sollen",
    "said": "Was gesagt wurde",
    "reading": "Wie es hier gelesen ist",
    "assumed": "Hier angenommen",
    "exact": "Genauigkeit",
    "border": "Entfernung zur Grenze",
    "known": "Bekannt auf",
    "country": "Land",
    "point": "Lage nach",
    "listed_as": "Verzeichnet als",
    "of": "Stand",
}

TEXT = {
    "comma": ", ",
    "semicolon": "; ",
    "stage": "{status} {on}",
    "colon": "{term}: {text}",
    "stage_drawn": "{status} {date}",
    "stage_until": "{stage}, bis {end}",
    "logo": "Logo",
    "kicker": "Vorschläge, keine Gebietskontrolle",
    "kicker_agreed": "Auf dem Papier vereinbart, keine Gebietskontrolle",
    "kicker_unpublished": "Nach Regel gezeichnet, niemandes Vorschlag",
    "as_of": "Kenntnisstand: {known}. Was vorgeschlagen wurde, nicht, was daraus wurde.",
    "as_of_agreed": "Kenntnisstand: {known}. Was vereinbart wurde, nicht, was daraus wurde.",
    "as_of_unpublished": (
        "Grenzdaten von etwa {date}. Nach Vorgaben gezeichnet, nicht nach einer Veröffentlichung."
    ),
    "to": "bis",
    "other_reading": "andere Lesart von „{title}“",
    "nobody": "Kein Vorschlag",
    "no_depth": "keine Tiefe genannt",
    "marker": "ein Ort, kein Streifen",
    "drawn": "von anderen gezeichnet, nicht gemessen",
    "own_line": "die eigene Linie {file}",
    "sections": "Grenz-Kilometer {start} bis {end}",
    "exact": (
        "Umriss überall bis auf {tolerance} in der genauen Tiefe; hier bis auf {light} gezeichnet"
    ),
    "band_end": "{depth} von {said}",
    "minus": "ohne „{label}“",
    "listed_point": "{distance} (des verzeichneten Punktes, ± {uncertainty})",
    "elsewhere": "–, in: {country}",
    "no_margin": "–",
    "overlay_off_map": "außerhalb dieser Karte",
    "overlay_light": "Hier bis auf {light} so gezeichnet wie in der Datei",
    "overlay_note": (
        "Eine Ebene, die andere gezeichnet haben, so wie die Quelle sie zeigt. Keine Zone, keine "
        "Zahl und kein Befund dieser Seite hängt von ihr ab."
    ),
    "place_listed": "Ort aus {files}",
    "list_left_out": (
        "Von den {places} Orten in {file} führt diese Seite {shown} auf: die auf der Karte, zuerst "
        "die in den Zonen, dann die größten. Der Befehl „geozone places“ nennt sie alle."
    ),
    "crowd": "{dots} weitere sind Punkte auf der Karte; ein Klick zeigt Entfernung und Befund.",
    "crowd_canvas": (
        "{dots} weitere sind Punkte auf der Karte, ihrer Zahl wegen als ein Bild gezeichnet; ein "
        "Klick zeigt Entfernung und Befund."
    ),
    "crowd_card": "Spielräume: Der Befehl „geozone places“ nennt sie.",
    "off_map": "Außerhalb der Karte und nur hier aufgeführt: {names}.",
    "zones_note": (
        "Geodätische Längen und Flächen auf WGS84. Flächen sind so gerundet, wie es die Toleranzen "
        "erlauben. Eine Spanne von Tiefen hat für jedes Ende eine Zeile."
    ),
    "places_note": (
        "Entfernung zur Grenze in Luftlinie, vom verzeichneten Punkt aus "
        "(± 1 km, wenn nichts anderes gesagt ist). "
        "Voller Punkt: in der Zone dieser Farbe. Ring: zu knapp."
    ),
    "note_tiles": (
        "Den Grund zeichnet {name}; er wird beim Öffnen dieser Seite von {host} geladen. Namen und "
        "Grenzen darauf sind die dieses Anbieters."
    ),
    "note_border": "Verwendete Daten: {vintages}.",
    "note_tolerance": (
        "Zonen: auf dem Ellipsoid berechnet, Umrisse bis auf {tolerance} am genauen Tiefenrand; "
        "die Grenze, von der aus gemessen ist, ist selbst bis auf {border} genau gezeichnet. "
        "Auf dieser Seite sind Umrisse bis auf {light} vereinfacht; die Zahlen gelten für die "
        "genauen."
    ),
    "note_distance": "Tiefe ist die Entfernung von der Grenze in Luftlinie.",
    "about_day": "etwa {day}",
    "within": "Linien bis auf",
    "or": "oder",
    "depth_side": "{line}, auf Seiten von {sides}",
    "depth_none": "kein verzeichneter Ort innerhalb",
    "depth_one": "1 verzeichneter Ort innerhalb",
    "depth_many": "{n} verzeichnete Orte innerhalb",
    "depth_last": "Zuletzt hinzugekommen: {name}, bei {depth}.",
    "depth_only": "Es ist {name}, bei {depth}.",
    "depth_note": (
        "Die ganze Linie in einer Tiefe, niemandes Vorschlag. Orte zählen nach der genauen "
        "Entfernung des verzeichneten Punktes (± 1 km); das ist keine Zählung der Siedlungen: "
        "Die meisten Dörfer sind nicht verzeichnet. Der gezeichnete Umriss liegt bis auf "
        "{tolerance} in der Tiefe; der Regler geht in Schritten von {step}."
    ),
    "overlap": "Schraffiert: Land, das Karten teils {a}, teils {b} geben; gezeichnet als {drawn}.",
    "credit": "Daten und Lizenzen",
    "leaflet": (
        "Diese Seite enthält Leaflet {version}, © 2010–2022 Vladimir Agafonkin, "
        "© 2010–2011 CloudMade (BSD-2-Clause; die Lizenz steht in der Datei)."
    ),
    "noscript": (
        "Diese Karte zeichnet ein Skript in dieser Datei. Erlauben Sie Skripte, um sie zu sehen."
    ),
    "skip": "Karte überspringen, zu den Listen",
    "map_region": "Karte",
    "panel_region": "Zur Karte",
    "frame_title": "Karte",
    "open_map": "Interaktive Karte öffnen",
    "shown": "Gezeigt: {names}.",
    "alternative": "Karte: {title}. {as_of}",
}

NOTES: Mapping[Kind, Pattern] = {
    "bank_and_stretch": (
        "Begrenzt sowohl durch ein Flussufer als auch durch das Ende eines Abschnitts: Das sind "
        "zwei verschiedene Schnitte."
    ),
    "boundary": (
        "Grenzen sind zur Orientierung gezeigt, wie ihre Quelle sie zeichnet; sie sagen nichts "
        "darüber aus, welchen Status eine Grenze oder ein Gebiet hat."
    ),
    "closed": "{gaps}",
    "control": (
        "Die Zonen sind nach Regel aus veröffentlichten Vorschlägen und Abkommen gezeichnet: Sie "
        "zeigen nicht, wer ein Gebiet kontrolliert."
    ),
    "control_unpublished": (
        "Die Zonen sind nach Regel aus Vorgaben gezeichnet, nicht aus einem veröffentlichten "
        "Vorschlag: Sie zeigen nicht, wer ein Gebiet kontrolliert."
    ),
    "counts": "Seine Werte gelten als Menschen je Zelle: Nichts in der Datei sagt etwas anderes.",
    "displaced": "Vertriebene zählt es nicht: Nichts in der Datei sagt, dass es sie zählt.",
    "drawn_area": (
        "Ihr Umriss ist der aus der Datei {file} des Nutzers: gezeichnet, nicht von einer Grenze "
        "aus gemessen; kein Ort wird nach ihm beurteilt."
    ),
    "exchanged": (
        "Links und rechts sind vielleicht vertauscht: Jeder der beiden Staaten hat mehr von seinem "
        "Land auf der anderen Seite dieser Linie, so wie der Atlas ihre Grenze zeichnet."
    ),
    "far_end": (
        "Der Ort, der den Abschnitt begrenzt, liegt {distance} von der Grenze entfernt; genommen "
        "ist ihr nächster Punkt."
    ),
    "gap": "Lücke von {length} geschlossen bei {at}",
    "given_twice": (
        "Land, das Karten teils {a}, teils {b} geben; hier gezeichnet als {drawn}. {reason}"
    ),
    "in_both": "{place}: Die Quelle hat es in beiden Staaten",
    "in_one": (
        "{place}: von beiden beansprucht; die Quelle hat es nur in {holder}, und kein Paket hat "
        "seinen Umriss. Schraffiert ist daher das Land von {holder} in einem Rechteck, im Westen "
        "bis zu 3 km zu breit"
    ),
    "in_one_now": (
        "{place}: von beiden beansprucht; die Quelle hat es nur in {holder}, ihr Auszug von {date} "
        "in beiden Staaten, und daher stammt der Umriss"
    ),
    "left": "Links der Linie aus {file}, so wie diese Datei sie zeichnet.",
    "line": "{line}: {text}",
    "list": "{file}: {places} aus einer eigens mitgegebenen Liste, nicht aus dem Szenario.",
    "list_left_out": (
        "{file}: {places} aus einer eigens mitgegebenen Liste, nicht aus dem Szenario. {rows} "
        "ausgelassen."
    ),
    "named": "{name}, {length} dieser Linie: {what}",
    "named_drawn": (
        "{name}: {what} Gezeichnet wie in {outline}, bis zu {off} daneben: Gemessen wird "
        "nichts von ihr aus."
    ),
    "no_land": (
        "Die Linie verläuft auch zwischen {a} und {b}, wo diese Zone kein Land hat: Ihre Länge und "
        "Teile von ihr zählen das mit."
    ),
    "options": (
        "Aus Vorgaben gezeichnet, nicht aus einem veröffentlichten Vorschlag. Vorgaben haben kein "
        "Datum: {date} ist der ungefähre Stand der Grenzdaten."
    ),
    "over_sea": (
        "Etwa {area} davon liegen nur in Luftlinie innerhalb der Tiefe, über Meer oder einen "
        "dritten Staat hinweg."
    ),
    "own_line": (
        "Die Linie aus {files} ist die des Nutzers, aus dieser Datei, und nicht die des Atlas.",
        (
            "Die Linien aus {files} sind die des Nutzers, aus diesen Dateien, und nicht die des "
            "Atlas."
        ),
    ),
    "own_source": (
        "die Linie des Nutzers, keine Grenze des Atlas. Links und rechts gelten mit Blick entlang "
        "der Linie, wie die Datei sie zeichnet. Wie weit sie danebenliegt, ist nicht bekannt; "
        "angenommen sind {tolerance}. Ihr Anfang, von dem aus die Kilometer zählen, liegt bei "
        "{start} (Länge, Breite), gleich wie herum die Datei sie zeichnet."
    ),
    "places": (
        "{n} Ort",
        "{n} Orte",
    ),
    "right": "Rechts der Linie aus {file}, so wie diese Datei sie zeichnet.",
    "rows": (
        "{n} Zeile wurde",
        "{n} Zeilen wurden",
    ),
    "touches": (
        "Berührt Land, das Karten teils {a}, teils {b} geben; hier gezeichnet als {drawn}. {reason}"
    ),
    "what_armistice": "eine Linie aus einem Waffenstillstandsabkommen, keine vereinbarte Grenze.",
    "what_ceasefire": "eine Linie der Feuereinstellung, keine vereinbarte Grenze.",
    "what_control": "eine Kontrolllinie, keine vereinbarte Grenze.",
    "what_unrecognised": "von {by} nicht als Grenze anerkannt.",
    "what_withdrawal": "eine Rückzugslinie, keine vereinbarte Grenze.",
}

ATLAS = {
    "Abyei": "Abyei",
    "Artsvashen / Bashkend": "Arzwaschen / Başkənd",
    "Barxudarli and Sofulu": "Barxudarlı und Sofulu",
    "Crimea": "Krim",
    "East Jerusalem": "Ostjerusalem",
    "Ghajar, north of the Blue Line": "Ghadschar, nördlich der Blauen Linie",
    "Golan Heights": "Golanhöhen",
    "Isla Suárez / Ilha de Guajará-Mirim": "Isla Suárez / Ilha de Guajará-Mirim",
    "Kafia Kingi": "Kafia Kingi",
    "Navassa Island": "Navassa",
    "Western Sahara": "Westsahara",
    "Yukhari Askipara": "Yuxarı Əskipara",
    "a strip along the line of the two": "ein Streifen entlang der gemeinsamen Linie",
    "the Southern Patagonian Ice Field": "das südpatagonische Eisfeld",
    "the waters of the Moselle, Sauer and Our": "die Gewässer von Mosel, Sauer und Our",
}

DATASETS = {
    "Countries and land borders": "Länder und Landgrenzen",
    "Rivers": "Flüsse",
    "Country codes and names": "Ländercodes und -namen",
}

RIVERS = {
    "Danube": "Donau",
    "Dniester": "Dnister",
    "Euphrates": "Euphrat",
    "Khabur": "Chabur",
    "Prut": "Pruth",
    "Shatt al-Arab": "Schatt al-Arab",
}
