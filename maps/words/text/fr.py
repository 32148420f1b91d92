"""French interface words; the keys and gaps are those of `maps.words.text.en`."""

from __future__ import annotations

from collections.abc import Mapping

from geozone.notes import Kind, Pattern

LANG = "fr"
DIRECTION = "ltr"

PAGE = {
    "alsoHere": "Aussi à cet endroit",
    "area": "Superficie",
    "close": "Fermer",
    "comma": ", ",
    "copyLink": "Copier un lien vers cette vue",
    "depth": "Profondeur",
    "depthKey": "Dedans à cette profondeur",
    "depthKeyOut": "Plus loin, ou pas de ce côté",
    "depthLabel": "Profondeur de la zone",
    "depthMarks": "Profondeurs citées",
    "depthSide": "Ligne et côté",
    "depthWhose": "C’est la profondeur de",
    "events": "Ce qui s’est passé",
    "find": "Chercher un lieu ou une zone",
    "findAlso": "aussi « {name} »",
    "findClear": "Effacer la recherche",
    "findCount": "Résultats : {n}",
    "findNothing": "Rien pour « {text} ».",
    "findScope": (
        "La recherche ne porte que sur les zones, les lieux de ce scénario et les villes de "
        "cette carte."
    ),
    "findToBorder": "{distance} jusqu’à la frontière",
    "findTown": "Ville",
    "fragmentCopied": "Copié : à ajouter à l’adresse de cette page, où qu’elle soit publiée.",
    "home": "Montrer toute la carte",
    "inside": "Dedans",
    "key": "Légende",
    "length": "Longueur",
    "licences": "Données et licences",
    "linkByHand": "À copier :",
    "linkCopied": "Lien copié.",
    "listed": "Propositions sans étendue précisée",
    "mapLabel": "Carte : {title}. Tout ce qu’elle montre est aussi accessible par les listes.",
    "margin": "Marge",
    "marginNote": (
        "Marge : distance du lieu au bord de la zone le plus proche qui compte, positive à "
        "l’intérieur. Trop près : plus près d’un bord que la position du lieu n’est connue."
    ),
    "modes": "Façons de regarder",
    "name": "Nom",
    "notes": "Comment lire cette carte",
    "pair": "En comparer deux",
    "pairBoth": "Les deux",
    "pairDifference": "Différence",
    "pairFirst": "Première zone",
    "pairHint": "Les chiffres valent pour les zones exactes ; le dessin est simplifié.",
    "pairListed": "Lieux répertoriés",
    "pairListedNote": (
        "Lieux répertoriés : villes de la liste GeoNames fournie ; la plupart des villages n’y "
        "figurent pas."
    ),
    "pairMore": "et {n} autres",
    "pairNone": "aucun",
    "pairOnly": "{zone} seulement",
    "pairPart": "Où",
    "pairSaid": "{part} : {area}, lieux répertoriés : {n}.",
    "pairScenario": "Lieux de ce scénario",
    "pairSecond": "Seconde zone",
    "pairShares": "Dans les deux se trouvent {a} de {first} et {b} de {second}.",
    "pairSlid": "{a} % {first}, {b} % {second}",
    "pairSlider": "Séparation entre les deux zones",
    "pairSwap": "Échanger les deux zones",
    "pairSwipe": "Balayage",
    "pairTooClose": "Trop près pour trancher dans l’une d’elles",
    "pairView": "Façon de comparer",
    "pairWhich": "Quels lieux",
    "overlays": "Également montré",
    "overlaysHint": "Pas des propositions : des couches dessinées par d’autres, chacune à sa date.",
    "place": "Lieu",
    "places": "Lieux",
    "planned": "prévu",
    "proposals": "Propositions",
    "proposalsHint": (
        "Chacune s’affiche ou se masque. Un clic sur une zone donne ses chiffres et ses sources."
    ),
    "scaleFt": "{n} pieds",
    "scaleKm": "{n} km",
    "scaleM": "{n} m",
    "scaleMi": "{n} mi",
    "colon": "{term} : {text}",
    "semicolon": " ; ",
    "sourceNumber": "Source {n}",
    "sources": "Sources",
    "stripNotes": "Frontières à titre indicatif · données et licences",
    "time": "Temps",
    "timeEarlier": "Auparavant",
    "timeLabel": "Date",
    "timeNext": "Date suivante",
    "timeNoEvent": (
        "Une proposition a changé ; aucun autre événement n’est répertorié à cette date."
    ),
    "timeNotYet": "pas encore",
    "timeNote": (
        "Sont dessinées les zones proposées, convenues ou en vigueur à cette date ; celles à "
        "venir et celles déjà terminées ne le sont pas. Barres : claires pour ce qui a été "
        "proposé ou affirmé, fines pour ce qui a été convenu, pleines pour ce qui était en "
        "vigueur, et pâles là où seuls l’année ou le mois sont connus. Le temps n’est pas à "
        "l’échelle."
    ),
    "timePrevious": "Date précédente",
    "timeShown": "Sur la carte : {n}",
    "timeSwitchedOff": "masquée",
    "toBorder": "À la frontière",
    "verdict": "Verdict",
    "verdicts": "Dans les zones",
    "zone": "Zone",
    "zones": "Les zones en chiffres",
    "zoomIn": "Zoom avant",
    "zoomOut": "Zoom arrière",
}

PAGE_FORMS: dict[str, dict[str, str]] = {
    "": {},
    "_agreed": {"proposals": "Accords", "listed": "Accords sans étendue précisée"},
    "_unpublished": {"proposals": "Profondeurs"},
}

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)

DATES = {
    "day": "{day} {month} {year}",
    "first": "{day}er {month} {year}",
    "month": "{month} {year}",
    "year": "{year}",
    "on_day": "le {day} {month} {year}",
    "on_first": "le {day}er {month} {year}",
    "on_month": "en {month} {year}",
    "on_year": "en {year}",
    "known_day": "{day} {month} {year}",
    "known_first": "{day}er {month} {year}",
    "known_month": "{month} {year}",
    "known_year": "{year}",
}

DIGITS = {"point": ",", "group": "\N{NARROW NO-BREAK SPACE}", "minus": "−"}
UNITS = {
    "km": "{n}\N{NO-BREAK SPACE}km",
    "m": "{n}\N{NO-BREAK SPACE}m",
    "mi": "{n}\N{NO-BREAK SPACE}mi",
    "km²": "{n}\N{NO-BREAK SPACE}km²",
    "sq mi": "{n}\N{NO-BREAK SPACE}mi²",
    "%": "{n}\N{NO-BREAK SPACE}%",
    "range": "{low}–{high}",
    "about": "environ {n}",
}
CAPITALS: dict[str, str] = {}

STATUS = {
    "proposed": "proposé",
    "claimed": "affirmé",
    "agreed": "convenu",
    "in-force": "entré en vigueur",
    "ended": "terminé",
    "drawn": "dessiné avec les données de frontières d’environ",
}

VERDICT = {"inside": "dedans", "outside": "dehors", "too-close": "trop près"}

OVERLAY_KIND = {
    "road": "Routes",
    "control": "Zones de contrôle",
    "area": "Surface",
    "other": "Autre couche",
}

ASSUMED = {
    "border": "frontière",
    "stretch": "tronçon",
    "position": "position",
    "length": "longueur",
    "depth": "profondeur",
    "side": "côté",
}

KEY_UNPUBLISHED = {"place": "Lieu nommé"}

KEY = {
    "measured": "Ligne d’où se mesurent les profondeurs ({lines})",
    "border": "Autres frontières",
    "named": "{lines} : aucune frontière convenue",
    "named_any": "Ligne qui n’est pas une frontière convenue",
    "river": "Cours d’eau",
    "place": "Lieu de ce scénario",
    "town": "Autre ville",
    "band": "Entre les deux profondeurs d’une fourchette",
    "outline": "Contour seulement",
    "disputed": "Terres que des cartes donnent à deux pays",
}

ROWS = {
    "depth": "Profondeur",
    "side": "Du côté de",
    "length": "Longueur le long de la frontière",
    "area": "Superficie",
    "stage": "Étape",
    "by": "Par",
    "people": "Personnes appelées à y vivre",
    "said": "Ce qui a été dit",
    "reading": "Comment c’est lu ici",
    "assumed": "Supposé ici",
    "exact": "Exactitude",
    "border": "Distance à la frontière",
    "known": "Connu à",
    "country": "Pays",
    "point": "Position d’après",
    "listed_as": "Répertorié sous",
    "of": "État au",
}

TEXT = {
    "comma": ", ",
    "semicolon": " ; ",
    "stage": "{status} {on}",
    "colon": "{term} : {text}",
    "stage_drawn": "{status} {date}",
    "stage_until": "{stage} (fin : {end})",
    "logo": "Logo",
    "kicker": "Des propositions, pas un contrôle",
    "kicker_agreed": "Convenu sur le papier, pas un contrôle",
    "kicker_unpublished": "Dessiné d’après une règle, proposé par personne",
    "as_of": "État des connaissances : {known}. Ce qui a été proposé, non ce qu’il en est advenu.",
    "as_of_agreed": (
        "État des connaissances : {known}. Ce qui a été convenu, non ce qu’il en est advenu."
    ),
    "as_of_unpublished": (
        "Données de frontières : {date}. Dessiné d’après des options, non d’après une publication."
    ),
    "to": "à",
    "other_reading": "autre lecture de « {title} »",
    "nobody": "Aucune proposition",
    "no_depth": "aucune profondeur précisée",
    "marker": "un lieu, pas une bande",
    "drawn": "dessiné par d’autres, non mesuré",
    "own_line": "la ligne de l’utilisateur {file}",
    "sections": "kilomètres {start} à {end} de la frontière",
    "exact": (
        "contour partout à {tolerance} près de la profondeur exacte ; dessiné ici à {light} près"
    ),
    "band_end": "{depth} sur {said}",
    "minus": "sans « {label} »",
    "listed_point": "{distance} (du point répertorié, ± {uncertainty})",
    "elsewhere": "– ({country})",
    "no_margin": "–",
    "overlay_off_map": "hors de cette carte",
    "overlay_light": "Dessiné ici à {light} près de son fichier",
    "overlay_note": (
        "Une couche dessinée par d’autres, montrée telle que sa source la donne. Aucune zone, "
        "aucun chiffre, aucun verdict de cette page n’en dépend."
    ),
    "place_listed": "Lieu de {files}",
    "list_left_out": (
        "Des {places} lieux de {file}, cette page en énumère {shown} : ceux de la carte, d’abord "
        "dans les zones, puis les plus grands. La commande « geozone places » les donne tous."
    ),
    "crowd": "{dots} autres sont des points sur la carte ; un clic donne distance et verdicts.",
    "crowd_canvas": (
        "{dots} autres sont des points sur la carte, dessinés en une seule image tant ils sont "
        "nombreux ; un clic donne distance et verdicts."
    ),
    "crowd_card": "Marges : la commande « geozone places » les donne.",
    "off_map": "Hors de la carte et cités seulement ici : {names}.",
    "zones_note": (
        "Longueurs et superficies géodésiques sur WGS84. Les superficies sont arrondies à ce que "
        "permettent les tolérances. Une fourchette de profondeurs a une ligne par extrémité."
    ),
    "places_note": (
        "Distance à la frontière à vol d’oiseau, depuis le point répertorié "
        "(± 1 km sauf mention contraire). "
        "Point plein : dans la zone de cette couleur. Anneau : trop près pour trancher."
    ),
    "note_tiles": (
        "Le fond est dessiné par {name} et chargé depuis {host} à l’ouverture de cette page ; les "
        "noms et frontières qu’il porte sont ceux de ce fournisseur."
    ),
    "note_border": "Données utilisées : {vintages}.",
    "note_tolerance": (
        "Zones : calculées sur l’ellipsoïde, contours à {tolerance} près du bord exact de la "
        "profondeur ; la frontière d’où elles sont mesurées est elle-même dessinée à {border} "
        "près. Sur cette page, les contours sont simplifiés à {light} près ; les chiffres valent "
        "pour les contours exacts."
    ),
    "note_distance": "La profondeur est la distance à la frontière à vol d’oiseau.",
    "about_day": "vers {day}",
    "within": "lignes à moins de",
    "or": "ou",
    "depth_side": "{line}, côté : {sides}",
    "depth_none": "aucun lieu répertorié dedans",
    "depth_one": "1 lieu répertorié dedans",
    "depth_many": "{n} lieux répertoriés dedans",
    "depth_last": "Le dernier inclus : {name}, à {depth}.",
    "depth_only": "C’est {name}, à {depth}.",
    "depth_note": (
        "Toute la ligne à une seule profondeur, proposée par personne. Les lieux comptent "
        "d’après la distance exacte du point répertorié (± 1 km), ce qui n’est pas un "
        "recensement : la plupart des villages n’y figurent pas. Le contour dessiné est à "
        "{tolerance} près de la profondeur ; le curseur avance par pas de {step}."
    ),
    "overlap": "Hachuré : terres que des cartes donnent à {a} ou à {b}, dessinées comme {drawn}.",
    "credit": "Données et licences",
    "leaflet": (
        "Cette page contient Leaflet {version}, © 2010–2022 Vladimir Agafonkin, "
        "© 2010–2011 CloudMade (BSD-2-Clause ; la licence figure dans le fichier)."
    ),
    "noscript": (
        "Cette carte est dessinée par un script contenu dans ce fichier. Autorisez-le pour la voir."
    ),
    "skip": "Passer la carte, aller aux listes",
    "map_region": "Carte",
    "panel_region": "À propos de la carte",
    "frame_title": "Carte",
    "open_map": "Ouvrir la carte interactive",
    "shown": "Montré : {names}.",
    "alternative": "Carte : {title}. {as_of}",
}

NOTES: Mapping[Kind, Pattern] = {
    "bank_and_stretch": (
        "Limitée à la fois par la rive d’un fleuve et par la fin d’un tronçon : ce sont deux "
        "coupes différentes."
    ),
    "boundary": (
        "Les frontières sont montrées à titre indicatif, telles que leur source les dessine ; "
        "elles n’impliquent aucune position sur le statut d’une frontière ou d’un territoire."
    ),
    "closed": "{gaps}",
    "control": (
        "Les zones sont dessinées d’après une règle à partir de propositions et d’accords "
        "publiés : elles ne montrent pas qui contrôle le terrain."
    ),
    "control_unpublished": (
        "Les zones sont dessinées d’après une règle à partir d’options, non d’une proposition "
        "publiée : elles ne montrent pas qui contrôle le terrain."
    ),
    "counts": (
        "Ses valeurs sont lues comme des personnes par cellule : rien dans le fichier ne dit autre "
        "chose."
    ),
    "displaced": (
        "Il ne compte pas les personnes déplacées : rien dans le fichier ne dit qu’il les compte."
    ),
    "drawn_area": (
        "Son contour est celui du fichier {file} de l’utilisateur : dessiné, non mesuré depuis une "
        "frontière ; aucun lieu n’est jugé d’après lui."
    ),
    "exchanged": (
        "La gauche et la droite sont peut-être inversées : chacun des deux pays a plus de ses "
        "terres de l’autre côté de cette ligne, telle que l’atlas dessine leur frontière."
    ),
    "far_end": (
        "Le lieu qui termine le tronçon est à {distance} de la frontière ; c’est le point de "
        "celle-ci le plus proche qui est pris."
    ),
    "gap": "lacune de {length} fermée à {at}",
    "given_twice": (
        "Terres que des cartes donnent à {a} ou à {b}, dessinées ici comme {drawn}. {reason}"
    ),
    "in_both": "{place} : la source l’a dans les deux pays",
    "in_one": (
        "{place} : revendiqué par les deux ; la source ne l’a que dans {holder} et aucun paquet "
        "n’en a le contour. Les terres de {holder} dans un rectangle sont donc hachurées, jusqu’à "
        "3 km de trop à l’ouest"
    ),
    "in_one_now": (
        "{place} : revendiqué par les deux ; la source ne l’a que dans {holder}, son extrait de "
        "{date} dans les deux pays, et le contour en provient"
    ),
    "left": "À gauche de la ligne de {file}, telle que ce fichier la dessine.",
    "line": "{line} : {text}",
    "list": "{file} : {places} d’une liste jointe à cette étude, non du scénario.",
    "list_left_out": "{file} : {places} d’une liste jointe à cette étude, non du scénario. {rows}.",
    "named": "{name}, {length} de cette ligne : {what}",
    "named_drawn": (
        "{name} : {what} Dessinée comme dans {outline}, à {off} près au plus : rien "
        "n’est mesuré à partir d’elle."
    ),
    "no_land": (
        "La ligne passe aussi entre {a} et {b}, où cette zone n’a pas de terres : sa longueur, et "
        "ses parties, comptent cela aussi."
    ),
    "options": (
        "Dessiné à partir d’options, non d’une proposition publiée. Des options n’ont pas de date "
        ": {date} est à peu près celle des données de frontières."
    ),
    "over_sea": (
        "Environ {area} n’en sont dans la profondeur qu’à vol d’oiseau, par-dessus la mer ou un "
        "pays tiers."
    ),
    "own_line": (
        "La ligne de {files} est celle de l’utilisateur, tirée de ce fichier, et non de l’atlas.",
        (
            "Les lignes de {files} sont celles de l’utilisateur, tirées de ces fichiers, et non de "
            "l’atlas."
        ),
    ),
    "own_source": (
        "la ligne de l’utilisateur, non une frontière de l’atlas. La gauche et la droite "
        "s’entendent en regardant le long de la ligne telle que ce fichier la dessine. On ignore "
        "de combien elle peut s’écarter ; {tolerance} sont admis. Son début, d’où comptent les "
        "kilomètres, est à {start} (longitude, latitude), quel que soit le sens du fichier."
    ),
    "places": (
        "{n} lieu",
        "{n} lieux",
    ),
    "right": "À droite de la ligne de {file}, telle que ce fichier la dessine.",
    "rows": (
        "{n} ligne a été laissée de côté",
        "{n} lignes ont été laissées de côté",
    ),
    "touches": (
        "Touche des terres que des cartes donnent à {a} ou à {b}, dessinées ici comme {drawn}. "
        "{reason}"
    ),
    "what_armistice": "une ligne d’armistice, non une frontière convenue.",
    "what_ceasefire": "une ligne de cessez-le-feu, non une frontière convenue.",
    "what_control": "une ligne de contrôle, non une frontière convenue.",
    "what_unrecognised": "non reconnue comme frontière (par : {by}).",
    "what_withdrawal": "une ligne de retrait, non une frontière convenue.",
}

ATLAS = {
    "Abyei": "Abyei",
    "Artsvashen / Bashkend": "Artsvachen / Başkənd",
    "Barxudarli and Sofulu": "Barxudarlı et Sofulu",
    "Crimea": "Crimée",
    "East Jerusalem": "Jérusalem-Est",
    "Ghajar, north of the Blue Line": "Ghajar, au nord de la Ligne bleue",
    "Golan Heights": "Plateau du Golan",
    "Isla Suárez / Ilha de Guajará-Mirim": "Isla Suárez / Ilha de Guajará-Mirim",
    "Kafia Kingi": "Kafia Kingi",
    "Navassa Island": "l’île de la Navasse",
    "Western Sahara": "Sahara occidental",
    "Yukhari Askipara": "Yuxarı Əskipara",
    "a strip along the line of the two": "une bande le long de la ligne commune",
    "the Southern Patagonian Ice Field": "le champ de glace Sud de Patagonie",
    "the waters of the Moselle, Sauer and Our": "les eaux de la Moselle, de la Sûre et de l’Our",
}

DATASETS = {
    "Countries and land borders": "Pays et frontières terrestres",
    "Rivers": "Cours d’eau",
    "Country codes and names": "Codes et noms de pays",
}

RIVERS = {
    "Dniester": "Dniestr",
    "Euphrates": "Euphrate",
    "Jordan": "Jourdain",
    "Khabur": "Khabour",
    "Orontes": "Oronte",
    "Prut": "Prout",
    "Shatt al-Arab": "Chatt-el-Arab",
    "Tigris": "Tigre",
}
