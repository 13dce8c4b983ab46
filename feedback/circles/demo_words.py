"""What was said, agreed and tried in the made-up year of a circle, in weeks counted back from today."""

SYNTHETIC = "Opdigtet eksempel. "
WEEKS_BETWEEN = 4
MEETINGS = 12

POLICIES = {
    "Sådan arbejder vi": (
        50, 104,
        "Vi mødes hver fjerde uge i 60 minutter. Vi beslutter med samtykke og ser på hver aftale igen.",
    ),
    "Samme råd til alle familier": (
        42, 2,
        "Alle hos os bruger platformens ord. Er vi uenige, siger vi det til cirklen og ikke til familien.",
    ),
    "Navn på kontaktperson på alle foldere": (
        14, 12,
        "Hver folder og hvert opslag får et navn og et telefonnummer, som familien kan bruge.",
    ),
}  # fmt: skip
"""Title: (weeks since it was decided, weeks until it is looked at again, proposal)."""

ACTIONS = (
    ("Samle foldere fra alle steder", 40, 36, "Vi fandt syv forskellige. To var uenige."),
    ("Spørge ti familier, hvem de ville ringe til", 36, 32, "Fire af ti vidste det ikke."),
    ("Skrive navn på folderen på ét hold", 26, 24, "Gjort på hold 2."),
    ("Hænge det nye opslag op i venteværelset", 14, 10, "Hænger tre steder."),
    ("Vise tallene på personalemødet", 6, 3, "Vist den 12. Mange gode spørgsmål."),
    ("Ringe til de to lægehuse, der mangler opslag", 5, 1, ""),
    ("Skrive til dagtilbuddene om den nye side", 2, -3, ""),
)
"""(what, weeks since it was agreed, weeks since it was due, what happened)."""

DRIVERS = {
    "Familien ved, hvem den kan spørge": {
        "Ét navn og ét nummer": ["Navn på folder og opslag", "Kort med nummer til forældremøder"],
        "Let at finde på telefonen": ["QR-kode i venteværelset"],
    },
    "Alle giver de samme råd": {
        "Fælles ord": ["Fælles platform i samtalen", "Fem sætninger, alle kan"],
        "Hurtigt svar fra en specialist": ["Sparring på telefon hver torsdag"],
    },
    "Hjælpen kommer tidligt": {
        "Spørg ved hver kontakt": ["To spørgsmål ved 2-års-besøget"],
    },
}

CYCLES = (
    (
        "Navn på folderen på ét hold", 24, 21,
        "Sundhedsplejen på hold 2 skriver navn og nummer på folderen i tre uger.",
        "Flere end halvdelen af familierne kan sige navnet ved næste besøg.",
        "Vi spørger ved næste besøg og tæller ja og nej.",
        "Det blev gjort ved næsten alle besøg. To gange manglede der foldere.",
        "Flere end halvdelen kunne sige navnet, som vi troede. Nummeret blev ikke brugt.",
        "adapt",
    ),
    (
        "Navn og telefontid på to hold", 18, 13,
        "To hold skriver navn, nummer og telefontid på folderen i fire uger.",
        "Mindst hver tiende familie ringer, og flere svarer, at de ved, hvem de kan spørge.",
        "Vi tæller opkald og ser på seriediagrammet.",
        "Familierne ringede mest først på ugen.",
        "Der kom færre opkald, end vi troede, men flere vidste, hvem de kunne spørge.",
        "adopt",
    ),
    (
        "Opslag i tre venteværelser", 5, -1,
        "Samme navn på opslag på hospitalet, hos lægen og i sundhedsplejen.",
        "Familierne hører det samme alle tre steder, og diagrammet stiger.",
        "Spørgsmålet 'Hører det samme alle steder' uge for uge.",
        "", "", "",
    ),
)  # fmt: skip

MINUTES = (
    "Vi så på tallene sammen. Ingen signaler denne gang, så vi ændrer ikke noget.",
    "Forældrene i cirklen fortalte, at det er svært at huske, hvem der sagde hvad.",
    "Vi talte om, hvad folderen skal sige, og hvad den ikke skal sige.",
    "Prøven er i gang. Vi venter med at dømme, til den er slut.",
)
