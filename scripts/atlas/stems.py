"""The rivers to build: names and seed points, going downstream, within 5 km of the main stem."""

from __future__ import annotations

from atlas.rivers import Wanted

# Rivers of one group share one graph.
MESOPOTAMIA = (
    Wanted(
        "Euphrates",
        ("Firat", "Fırat", "Furat", "al-Furat", "Al Furat", "Ferat", "Firat Nehri", "الفرات"),
        (
            (38.74, 38.80),  # Keban, where Karasu and Murat meet
            (37.97, 37.02),  # Birecik
            (38.02, 36.83),  # Jarabulus, on the border
            (39.00, 35.94),  # Raqqa
            (40.15, 35.34),  # Deir ez-Zor
            (41.00, 34.42),  # al-Bukamal
            (42.83, 33.64),  # Hit
            (43.78, 33.35),  # Fallujah
            (44.27, 32.53),  # Hindiya
            (45.28, 31.32),  # Samawah
            (46.25, 31.05),  # Nasiriyah
            (47.43, 31.00),  # Qurna, where it meets the Tigris
        ),
        "begins at Keban, where Karasu and Murat meet",
    ),
    Wanted(
        "Tigris",
        ("Dicle", "Dijla", "Dijlah", "Nahr Dijlah", "Dicle Nehri", "دجلة"),
        (
            (40.23, 37.89),  # Diyarbakır
            (41.41, 37.71),  # Hasankeyf
            (42.18, 37.33),  # Cizre
            (43.13, 36.34),  # Mosul
            (43.70, 34.60),  # Tikrit
            (44.38, 33.33),  # Baghdad
            (45.83, 32.50),  # Kut
            (47.15, 31.84),  # Amarah
            (47.43, 31.00),  # Qurna
        ),
        "begins at Diyarbakır",
    ),
    Wanted(
        "Khabur",
        ("Khabour", "Habur", "Chabur", "al-Khabur", "Xabur", "Xabûr", "الخابور"),
        (
            (40.046, 36.832),  # Ras al-Ayn
            (40.75, 36.50),  # al-Hasakah
            (40.43, 35.15),  # Busayrah, where it meets the Euphrates
        ),
    ),
    Wanted(
        "Orontes",
        ("Asi", "Asi Nehri", "Assi", "Nahr al-Asi", "العاصي"),
        (
            (36.618, 34.666),  # outflow of Lake Homs
            (36.70, 34.73),  # Homs
            (36.75, 35.13),  # Hama
            (36.32, 35.81),  # Jisr ash-Shughur
            (36.16, 36.20),  # Antakya
            (35.96, 36.05),  # the Mediterranean
        ),
        "begins at the outflow of Lake Homs: the source has a gap of 11 km across the lake",
    ),
)

ELSEWHERE = (
    Wanted(
        "Amur",
        ("Heilong Jiang", "Амур", "黑龙江"),
        ((121.5, 53.33), (127.53, 50.25), (135.07, 48.48), (137.0, 50.55), (140.6, 53.1)),
    ),
    Wanted(
        "Danube",
        ("Donau", "Dunaj", "Duna", "Dunav", "Dunăre", "Дунав", "Дунай"),
        (
            (12.1, 49.02),
            (16.37, 48.23),
            (19.05, 47.5),
            (20.45, 44.83),
            (26.0, 43.87),
            (28.03, 45.4),
        ),
    ),
    Wanted(
        "Dnieper",
        ("Dnipro", "Dnepr", "Dnyapro", "Дніпро", "Днепр", "Дняпро"),
        ((32.05, 54.78), (30.35, 53.9), (30.345, 52.4), (30.603, 51.279)),
        "ends above the Kyiv reservoir: the source has gaps along the reservoirs",
    ),
    Wanted(
        "Dniester", ("Nistru", "Dnister", "Дністер"), ((25.4, 48.83), (29.48, 46.83), (30.2, 46.4))
    ),
    Wanted("Drina", ("Дрина",), ((18.98, 43.67), (19.3, 43.8), (19.11, 44.39), (19.35, 44.88))),
    Wanted(
        "Ganges",
        ("Ganga", "गंगा"),
        ((78.16, 29.95), (80.33, 26.47), (83.01, 25.3), (85.14, 25.62), (87.9, 24.8)),
    ),
    Wanted(
        "Indus",
        ("Sindh", "Sindhu", "سندھ"),
        ((72.24, 33.9), (70.9, 31.83), (68.86, 27.7), (68.37, 25.38)),
        "begins at Attock: the source has gaps further up",
    ),
    Wanted(
        "Jordan",
        ("Nahr al-Urdun", "Yarden", "الأردن"),
        ((35.57, 32.71), (35.56, 32.3), (35.55, 31.77)),
    ),
    Wanted(
        "Limpopo",
        ("Crocodile River (Limpopo)",),
        ((27.0, -23.65), (29.98, -22.2), (31.3, -22.42), (33.0, -24.53), (33.5, -25.2)),
    ),
    Wanted(
        "Litani", ("Nahr al-Litani", "الليطاني"), ((35.72, 33.6), (35.5, 33.33), (35.25, 33.34))
    ),
    Wanted(
        "Maritsa",
        ("Evros", "Meriç", "Έβρος", "Марица"),
        ((24.75, 42.15), (26.55, 41.67), (26.3, 41.1), (26.05, 40.75)),
    ),
    Wanted(
        "Mekong",
        ("Lancang Jiang", "Mae Nam Khong", "แม่น้ำโขง"),
        (
            (100.09, 20.35),
            (102.14, 19.9),
            (102.6, 17.95),
            (104.754, 16.534),
            (105.87, 15.1),
            (105.97, 12.48),
        ),
    ),
    Wanted(
        "Neisse",
        ("Lusatian Neisse", "Nysa Łużycka"),
        ((15.0, 51.15), (14.72, 51.74), (14.76, 52.07)),
    ),
    Wanted(
        "Niger",
        ("Joliba", "Kworra"),
        ((-0.04, 16.27), (2.1, 13.5), (3.45, 11.88)),
        "from Gao to Gaya: the source has gaps above and below",
    ),
    Wanted("Oder", ("Odra",), ((17.04, 51.11), (14.55, 52.35), (14.57, 53.42))),
    Wanted(
        "Paraná",
        ("Parana",),
        ((-54.59, -25.5), (-55.9, -27.37), (-58.85, -27.47), (-60.64, -32.95)),
    ),
    Wanted("Prut", ("Pruth", "Прут"), ((25.93, 48.29), (27.8, 47.2), (28.2, 45.5))),
    Wanted(
        "Rhine",
        ("Rhein", "Rhin", "Rijn"),
        ((7.59, 47.56), (7.8, 48.58), (8.27, 50.0), (7.6, 50.36), (6.96, 50.94), (6.1, 51.85)),
    ),
    Wanted(
        "Senegal",
        ("Sénégal",),
        ((-10.83, 13.81), (-12.46, 14.9), (-16.4, 16.2)),
    ),
    Wanted(
        "Shatt al-Arab", ("Arvand Rud", "شط العرب"), ((47.43, 31.0), (47.85, 30.5), (48.47, 29.97))
    ),
    Wanted(
        "Tumen",
        ("Tuman", "Duman", "두만강", "图们江"),
        ((129.35, 42.4), (129.85, 42.96), (130.6, 42.42)),
    ),
    Wanted("Ussuri", ("Wusuli Jiang", "Уссури"), ((133.1, 45.1), (134.0, 46.8), (134.75, 48.3))),
    Wanted(
        "Zambezi",
        ("Zambesi",),
        ((28.76, -16.52), (30.42, -15.62)),
        "the stretch from Kariba to the Luangwa: the source has gaps along the reservoirs",
    ),
)

GROUPS = (MESOPOTAMIA, *((river,) for river in ELSEWHERE))
