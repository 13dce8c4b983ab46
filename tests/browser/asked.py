"""Opens the questionnaires that the browser tests answer, in the database that Kilden runs on.

`/s/proeve/` has every kind of question and three languages; `/s/barnet/` is the child's own; `/s/lukker/`
closes today.
"""

import django

EVERY, CHILD, LAST_DAY = "/s/proeve/", "/s/barnet/", "/s/lukker/"


def texts(danish: str, english: str, arabic: str) -> dict[str, str]:
    return {"da": danish, "en": english, "ar": arabic}


YES_NO = [
    {"code": "ja", "text": texts("Ja", "Yes", "نعم")},
    {"code": "nej", "text": texts("Nej", "No", "لا")},
]
WHO = [
    {"code": "sp", "text": texts("Sundhedsplejersken", "The health visitor", "الزائرة الصحية")},
    {"code": "dag", "text": texts("Dagplejen", "The childminder", "الحاضنة")},
]
DOCUMENT = {
    "key": "proeve-i-browseren",
    "version": "1",
    "licence": {"kind": "own", "owner": "Kilden"},
    "reporter": "self",
    "title": texts("Prøve med alt", "A trial of all", "تجربة"),
    "age_question": texts("Hvor gammelt er jeres barn?", "How old is your child?", "كم عمر طفلكم؟"),
    "items": [
        {"linkId": "hjalp", "type": "choice", "options": YES_NO,
         "text": texts("Har I fået hjælp?", "Did you get help?", "هل حصلتم على مساعدة؟")},
        {"linkId": "hvem", "type": "choice", "options": WHO,
         "text": texts("Hvem hjalp jer?", "Who helped you?", "من ساعدكم؟"),
         "enableWhen": [{"question": "hjalp", "operator": "=", "answer": "ja"}]},
        {"linkId": "let", "type": "integer", "control": "vas", "minimum": 0, "maximum": 100,
         "text": texts("Hvor let var det?", "How easy was it?", "ما مدى السهولة؟"),
         "low": texts("Meget svært", "Very hard", "صعب جداً"),
         "high": texts("Meget let", "Very easy", "سهل جداً")},
        {"linkId": "dagbog", "type": "group", "repeats": True,
         "text": texts("Hvad drak jeres barn?", "What did your child drink?", "ماذا شرب طفلكم؟"),
         "items": [
             {"linkId": "kl", "type": "time", "text": texts("Hvornår?", "When?", "متى؟")},
             {"linkId": "ml", "type": "integer", "text": texts("Hvor mange ml?", "How many ml?", "كم مل؟")},
             {"linkId": "vaad", "type": "boolean", "text": texts("Var bleen våd?", "Was it wet?", "مبلل؟"),
              "enableWhen": [{"question": "ml", "operator": ">", "answer": 100}]},
         ]},
        {"linkId": "ord", "type": "text", "maxLength": 300,
         "text": texts("Er der andet?", "Anything else?", "أي شيء آخر؟")},
    ],
}  # fmt: skip


def main() -> None:
    django.setup()
    from django.utils import timezone

    from cms.models import Platform
    from questionnaires import demo
    from questionnaires.models import Campaign
    from questionnaires.publishing import publish_version

    platform, today = Platform.objects.get(slug="taet-og-toer"), timezone.localdate()
    version = publish_version(document=DOCUMENT, on=today)
    for address, name, closes_on in ((EVERY, "Prøve", None), (LAST_DAY, "Lukker", today)):
        campaign = Campaign.objects.create(
            name=name, platform=platform, version=version, opens_on=today, closes_on=closes_on,
            asks_reporter=False,
        )  # fmt: skip
        demo.add_access_point(campaign, address.split("/")[2], "card", None)
    child = demo.build_campaign(
        platform, "barnets_egen_stemme", today, is_synthetic=True, asks_reporter=False
    )
    demo.add_access_point(child, CHILD.split("/")[2], "card", None)


if __name__ == "__main__":
    main()
