"""The desk of those who write questionnaires: who has one, and what is written, tried and put in use."""

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from questionnaires import demo, fhir, publishing, sheets
from questionnaires.definition import read
from questionnaires.faults import faults
from questionnaires.models import LicenceGrant, QuestionnaireVersion, Response
from questionnaires.uploads import MOST_BYTES
from tests.cast import Town
from tests.questionnaires.made import document, group, question, rating, scale, text, vas

TODAY = date(2026, 11, 24)
SNIPPET = "wagtailsnippets_questionnaires_questionnaireversion"
Version = QuestionnaireVersion
SMALL = document(
    rating("a", (0, 1, 2), help={"da": "Hjælp", "en": "Help"}),
    question("b", "boolean", enableWhen=[{"question": "a", "operator": "=", "answer": "2"}]),
    scales=[scale("a", least=0, greatest=2)],
)
pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> Version:
    return publishing.save_draft(document=SMALL)


@pytest.fixture
def published() -> Version:
    publishing.publish_version(document={**SMALL, "version": "0.9"}, on=TODAY)
    return publishing.publish_version(document={**SMALL, "version": "1.0"}, on=TODAY)


@pytest.fixture
def ida(town: Town, client: Client) -> Client:
    """Ida writes questionnaires and may put them in use."""
    demo.add_author(town.people.ida)
    client.force_login(town.people.ida)
    return client


@pytest.fixture
def writer(ida: Client, town: Town) -> Client:
    """Somebody who writes questionnaires, but may not put them in use."""
    rights = town.people.ida.groups.get(name="Skemaforfattere").permissions
    rights.remove(rights.get(codename="publish_questionnaireversion"))
    return ida


def written_here() -> QuerySet[Version]:
    """The versions of a test; the town has one of its own, in use."""
    return Version.objects.exclude(questionnaire__key="kontakten-i-dag")


def html_of(response: HttpResponse, status: int = 200) -> str:
    assert response.status_code == status, response.headers.get("Location")
    return response.content.decode()


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    return html_of(client.get(reverse(name, args=args)), status)


def said(client: Client, name: str, *args: Any, **data: Any) -> str:
    """Send a form and return the page it leads to, with what is said above it."""
    return html_of(client.post(reverse(name, args=args), data, follow=True))


# --- Who has a desk ---------------------------------------------------------------------------------

OF_VERSION = {
    "questionnaires_show": (), "questionnaires_try": (), "questionnaires_translate": ("en",),
    "questionnaires_publish": (), "questionnaires_export": ("kilden",),
    f"{SNIPPET}:edit": (), f"{SNIPPET}:delete": (), f"{SNIPPET}:history": (),
}  # fmt: skip
DEEDS = {
    "questionnaires_retire": {}, "questionnaires_correct": {"number": "9"},
    "questionnaires_comparable": {"because": "Fordi."}, "questionnaires_publish": {},
    "questionnaires_translate": {"title": "x"}, "questionnaires_try": {},
}  # fmt: skip
WITHOUT = ("sofie", "mikkel", "hanne", "ida", None)


def addresses(version: Version) -> list[str]:
    found = [reverse(name, args=(version.pk, *more)) for name, more in OF_VERSION.items()]
    return [
        *found,
        reverse("questionnaires_import"),
        reverse(f"{SNIPPET}:list"),
        reverse(f"{SNIPPET}:add"),
        reverse("wagtailsnippets_questionnaires_licencegrant:list"),
        reverse("wagtailsnippets_questionnaires_licencegrant:add"),
    ]


@pytest.mark.parametrize("name", WITHOUT)
def test_nobody_without_the_right_sees_the_desk(
    town: Town, client: Client, draft: Version, name: str | None
) -> None:
    """Ida edits pages and hangs up posters; to write questionnaires is a right of its own."""
    if name:
        client.force_login(getattr(town.people, name))

    for address in addresses(draft):
        response = client.get(address)
        assert response.status_code in (302, 403), address
        if response.status_code == 302:
            assert "/skemaer/" not in response.headers["Location"].partition("?")[0]


@pytest.mark.parametrize("name", WITHOUT)
def test_nobody_without_the_right_does_anything_there(
    town: Town, client: Client, name: str | None
) -> None:
    before = publishing.publish_version(document={**SMALL, "version": "0.9"}, on=TODAY)
    versions = [publishing.publish_version(document=SMALL, on=TODAY), before]
    versions.append(publishing.save_draft(document={**SMALL, "version": "2"}))
    if name:
        client.force_login(getattr(town.people, name))
    stored = list(Version.objects.values())

    for version in versions:
        for deed, data in DEEDS.items():
            more = OF_VERSION.get(deed, ())
            response = client.post(reverse(deed, args=(version.pk, *more)), data)
            assert response.status_code in (302, 403)
        client.post(reverse(f"{SNIPPET}:delete", args=[version.pk]))
    client.post(reverse("questionnaires_import"), {"file": file(SMALL | {"key": "nyt"})})
    client.post(reverse(f"{SNIPPET}:add"), written())

    assert list(Version.objects.values()) == stored


@pytest.mark.parametrize("name", ["ida", "jonas"])
def test_who_has_the_right_sees_it_all(
    town: Town, client: Client, draft: Version, name: str
) -> None:
    demo.add_author(town.people.ida)
    client.force_login(getattr(town.people, name))

    for address in addresses(draft):
        response = client.get(address)
        if address == reverse("questionnaires_show", args=[draft.pk]):
            assert response.headers["Location"] == reverse(f"{SNIPPET}:edit", args=[draft.pk])
        else:
            assert response.status_code == 200, address


@pytest.mark.parametrize("deed", ["questionnaires_retire", "questionnaires_correct",
                                  "questionnaires_comparable"])  # fmt: skip
def test_a_deed_is_done_by_post_alone(ida: Client, published: Version, deed: str) -> None:
    assert ida.get(reverse(deed, args=[published.pk])).status_code == 405
    assert Version.objects.get(pk=published.pk).status == Version.Status.ACTIVE


def test_what_is_not_there_is_not_found(ida: Client, draft: Version) -> None:
    page(ida, "questionnaires_try", draft.pk + 1, status=404)
    page(ida, "questionnaires_translate", draft.pk, "da", status=404)
    page(ida, "questionnaires_translate", draft.pk, "xx", status=404)
    page(ida, "questionnaires_export", draft.pk, "pdf", status=404)


# --- Writing ----------------------------------------------------------------------------------------


def items(*values: Any) -> dict[str, Any]:
    """The rows of a ListBlock as its form sends them."""
    rows = {str(at): {"value": each, "deleted": "", "order": at} for at, each in enumerate(values)}
    return {"count": len(values), **rows}


def part(words: str, **value: Any) -> dict[str, Any]:
    empty = {"help": "", "code": "", "scope": "general", "behavior": "all", "conditions": items()}
    return {"text": words, **empty, **value}


def option(words: str, **value: Any) -> dict[str, Any]:
    return {"text": words, "code": "", "weight": "", "face": "", **value}


def written(*parts: tuple[str, dict], scores: Any = (), **changes: Any) -> dict[str, Any]:
    """What the editor's form sends."""
    parts = parts or (("yes_no", part("Gik det godt?")),)
    return nested_form_data({
        "key": "nyt", "version": "1", "title": "Et nyt skema", "intro": "", "thanks": "Tak.",
        "age_question": "", "reporter": "self", "licence": "own", "owner": "Kilden", "citation": "",
        "notice": "", "parts": streamfield(parts), "scores": streamfield(scores), **changes,
    })  # fmt: skip


def test_a_questionnaire_is_written_in_the_editor(ida: Client) -> None:
    data = written(
        ("choice", part("Hvor tit?", required="on", control="", options=items(
            option("Aldrig", weight="0"), option("Tit", weight="1.5", counts="on"),
        ))),
        ("group", part("Om natten", items=streamfield([
            ("yes_no", part("Er det vådt?", code="vaadt", conditions=items(
                {"question": "hvor-tit", "operator": "=", "answer": "tit"},
            ))),
            ("words", part("Hvad mere?", longest="150", several_lines="")),
        ]))),
        scores=[("scale", {
            "text": "I alt", "code": "", "method": "sum", "missing": "all", "most": "",
            "direction": "lower_is_better", "bands": items(),
            "items": items({"code": "hvor-tit", "weight": "2"}),
        })],
    )  # fmt: skip

    response = ida.post(reverse(f"{SNIPPET}:add"), data)

    html_of(response, 302)
    version = written_here().get()
    assert version.is_draft
    assert str(version) == "Et nyt skema 1"
    assert version.definition == {
        "key": "nyt", "version": "1", "reporter": "self", "title": text("Et nyt skema"),
        "thanks": text("Tak."), "licence": {"kind": "own", "owner": "Kilden"},
        "items": [
            {"linkId": "hvor-tit", "type": "choice", "text": text("Hvor tit?"), "required": True,
             "top_box": ["tit"], "options": [
                {"code": "aldrig", "text": text("Aldrig"), "weight": 0},
                {"code": "tit", "text": text("Tit"), "weight": "1.5"}]},
            {"linkId": "om-natten", "type": "group", "text": text("Om natten"), "items": [
                {"linkId": "vaadt", "type": "boolean", "text": text("Er det vådt?"),
                 "enableWhen": [{"question": "hvor-tit", "operator": "=", "answer": "tit"}]},
                {"linkId": "hvad-mere", "type": "string", "text": text("Hvad mere?"), "maxLength": 150},
            ]},
        ],
        "scales": [{
            "key": "i-alt", "title": text("I alt"), "method": "sum", "direction": "lower_is_better",
            "missing": {"kind": "all"}, "least": 0, "greatest": 3,
            "items": [{"linkId": "hvor-tit", "weight": 2}], "bands": [],
        }],
    }  # fmt: skip
    assert list(faults(version.definition)) == []


KINDS = [
    ("choice", part("?", control="faces", options=items(option("A", face="1"), option("B", face="5")))),
    ("several", part("?", options=items(option("A", exclusive="on"), option("B", not_relevant="on")))),
    ("open_choice", part("?", repeats="on", options=items(option("A")))),
    ("yes_no", part("?", may_decline="on")),
    ("vas", part("?", low="Lidt", high="Meget")),
    ("nrs", part("?", low="Lidt", high="Meget")),
    ("number", part("?", kind="quantity", unit="ml", minimum="0", maximum="99.5")),
    ("number", part("?", kind="decimal", unit="", minimum="", maximum="")),
    ("date", part("?", scope="place")),
    ("time", part("?")),
    ("words", part("?", several_lines="on", longest="2000")),
]  # fmt: skip


def test_every_kind_of_part_can_be_written(ida: Client) -> None:
    rows = ("rows", part("Dagbog", items=streamfield([("time", part("Hvornår?"))])))
    data = written(*KINDS, ("display", part("Læs dette.")), rows)

    html_of(ida.post(reverse(f"{SNIPPET}:add"), data), 302)

    made = written_here().get().definition
    assert list(map(str, faults(made))) == []
    assert [item["type"] for item in made["items"]] == [
        "choice", "choice", "open-choice", "boolean", "integer", "integer", "quantity", "decimal",
        "date", "time", "text", "display", "group",
    ]  # fmt: skip
    assert [item.get("control") for item in made["items"][4:6]] == ["vas", "nrs"]


def test_the_editor_opens_with_what_was_written_and_saves_it_again(ida: Client) -> None:
    ida.post(reverse(f"{SNIPPET}:add"), written(*KINDS))
    version = written_here().get()

    html = page(ida, f"{SNIPPET}:edit", version.pk)

    assert "Der er ingen fejl i skemaet." in html
    assert "Prøv skemaet" in html


def test_a_draft_is_edited_and_keeps_what_the_editor_does_not_show(
    ida: Client, draft: Version
) -> None:
    options = [option(f"Svar {n}", code=str(n), weight=str(n)) for n in range(3)]
    parts = [
        ("choice", part("Nye ord?", code="a", help="Hjælp", control="", options=items(*options)))
    ]

    data = written(*parts, key="prove", title="Ny titel")
    html_of(ida.post(reverse(f"{SNIPPET}:edit", args=[draft.pk]), data), 302)

    draft.refresh_from_db()
    (item,) = draft.definition["items"]
    assert item["text"] == text("Nye ord?")
    assert item["help"] == {"da": "Hjælp", "en": "Help"}
    assert draft.definition["title"] == text("Ny titel")
    assert draft.questionnaire.key == "prove"


def test_the_short_name_cannot_be_changed(ida: Client, draft: Version) -> None:
    html_of(ida.post(reverse(f"{SNIPPET}:edit", args=[draft.pk]), written(key="andet")), 302)

    draft.refresh_from_db()
    assert (draft.definition["key"], draft.questionnaire.key) == ("prove", "prove")


def test_a_number_that_is_taken_is_refused(ida: Client, draft: Version) -> None:
    response = ida.post(reverse(f"{SNIPPET}:add"), written(key="prove", version="1"))

    assert "Den version findes allerede" in html_of(response)
    assert written_here().count() == 1


def test_a_draft_with_faults_is_kept_and_they_are_told_in_danish(ida: Client) -> None:
    data = written(("vas", part("?", low="Lidt", high="Meget", conditions=items(
        {"question": "ingen", "operator": "=", "answer": "1"},
    ))))  # fmt: skip

    html = html_of(ida.post(reverse(f"{SNIPPET}:add"), data, follow=True))

    version = written_here().get()
    assert list(faults(version.definition))
    html = page(ida, f"{SNIPPET}:edit", version.pk)
    assert "1 ting skal rettes, før skemaet kan bruges" in html


def test_what_the_editor_has_no_room_for_is_kept_as_it_is(ida: Client) -> None:
    deep = group("g", group("h", question("i", "boolean")), text=text("Ydre"))
    version = publishing.save_draft(document=document(deep))

    page(ida, f"{SNIPPET}:edit", version.pk)
    data = written(key="prove", title="Ny titel")
    html_of(ida.post(reverse(f"{SNIPPET}:edit", args=[version.pk]), data), 302)

    version.refresh_from_db()
    assert version.definition["items"] == [deep]
    assert version.definition["title"] == text("Ny titel")


def test_a_published_version_leads_to_its_page_and_not_to_the_editor(
    ida: Client, published: Version
) -> None:
    where = reverse("questionnaires_show", args=[published.pk])
    before = Version.objects.values().get(pk=published.pk)
    for name in ("edit", "delete"):
        address = reverse(f"{SNIPPET}:{name}", args=[published.pk])
        assert ida.get(address).headers["Location"] == where
        assert ida.post(address, written(key="prove")).headers["Location"] == where

    assert Version.objects.values().get(pk=published.pk) == before
    html = page(ida, "questionnaires_show", published.pk)
    assert "ændringer er ikke gemt" in html
    assert "Spørgsmål a?" in html
    assert "Ida Holm" not in html, "it was put in use by a command, not by her"


def test_a_draft_is_deleted_at_the_desk(ida: Client, draft: Version) -> None:
    ida.post(reverse(f"{SNIPPET}:delete", args=[draft.pk]))

    assert not written_here().exists()


# --- Seeing and trying ------------------------------------------------------------------------------


def preview(client: Client, version: Version, data: dict[str, Any]) -> str:
    address = reverse(f"{SNIPPET}:preview_on_edit", args=[version.pk])
    assert json.loads(client.post(address, data).content)["is_valid"]
    return html_of(client.get(address))


def test_the_preview_shows_the_draft_before_it_is_saved(ida: Client, draft: Version) -> None:
    html = preview(ida, draft, written(("yes_no", part("Helt nyt?")), intro="Før spørgsmålene."))

    assert "Helt nyt?" in html
    assert "Før spørgsmålene." in html
    draft.refresh_from_db()
    assert draft.definition == SMALL


def test_the_preview_tells_what_is_wrong(ida: Client, draft: Version) -> None:
    nobody = items({"question": "ingen", "operator": "=", "answer": "1"})

    html = preview(ida, draft, written(("yes_no", part("Helt nyt?", conditions=nobody))))

    assert "ingen" in html
    assert "<legend>" not in html


def test_a_new_questionnaire_is_previewed_and_nothing_stored(ida: Client) -> None:
    address = reverse(f"{SNIPPET}:preview_on_add")

    assert json.loads(ida.post(address, written()).content)["is_valid"]
    assert "Gik det godt?" in html_of(ida.get(address))
    assert not written_here().exists()


def test_trying_shows_what_would_be_stored_and_each_score(ida: Client, draft: Version) -> None:
    html = said(ida, "questionnaires_try", draft.pk, q1="1", q2="true")

    assert "Intet gemmes" in html
    assert "Ikke stillet efter disse svar" in html
    assert "<li>Spørgsmål b?</li>" in html
    assert "<strong>1,0</strong> af 2" in html
    assert not Response.objects.exists()


def test_trying_shows_the_notice_and_hides_what_is_not_asked(ida: Client) -> None:
    licence = {"kind": "own", "owner": "Kilden", "notice": "Ordlyden er ikke gennemgået."}
    version = publishing.save_draft(document=SMALL | {"licence": licence})

    html = page(ida, "questionnaires_try", version.pk)

    assert "Ordlyden er ikke gennemgået." in html
    assert "questionnaires/branching.js" in html
    assert 'id="branching"' in html
    assert "draft.js" not in html


def test_trying_a_draft_with_faults_tells_them(ida: Client) -> None:
    version = publishing.save_draft(document=document(question("a", "choice", options=[])))

    html = page(ida, "questionnaires_try", version.pk)

    assert "Ikke færdigt endnu" in html
    assert "Se, hvad der sker" not in html


@pytest.mark.parametrize("is_published", [False, True])
def test_every_kind_of_question_can_be_tried_and_shown(ida: Client, is_published: bool) -> None:
    ida.post(reverse(f"{SNIPPET}:add"), written(*KINDS))
    version = written_here().get()
    if is_published:
        version = publishing.publish(version=version, on=TODAY)
        page(ida, "questionnaires_show", version.pk)

    wrong = said(ida, "questionnaires_try", version.pk, q2=["a", "b"])
    good = said(ida, "questionnaires_try", version.pk, q5="0", q7="12,5", q2=["a"], q4=":declined")

    assert "Se lige efter en gang til" in wrong
    assert "<strong>12.5</strong>" in good
    assert "<strong>0</strong>" in good


# --- Translating ------------------------------------------------------------------------------------


def test_a_translation_is_written_and_what_is_missing_counted(ida: Client, draft: Version) -> None:
    before = page(ida, "questionnaires_translate", draft.pk, "en")
    after = html_of(ida.post(reverse("questionnaires_translate", args=[draft.pk, "en"]),
                             {"title": "Trial", "items/0/text": "Question a?"}))  # fmt: skip

    draft.refresh_from_db()
    assert draft.definition["title"] == {"da": "Prøve", "en": "Trial"}
    assert "7 tekster mangler" in before
    assert "5 tekster mangler" in after
    assert 'lang="en" dir="ltr"' in after
    assert 'lang="ar" dir="rtl"' in page(ida, "questionnaires_translate", draft.pk, "ar")


def test_a_published_version_is_not_translated_any_more(ida: Client, published: Version) -> None:
    html = said(ida, "questionnaires_translate", published.pk, "en", title="Trial")

    assert "readonly" in html
    assert Version.objects.get(pk=published.pk).definition["title"] == text("Prøve")


# --- Putting in use, and after ----------------------------------------------------------------------


def test_she_puts_a_draft_in_use(ida: Client, draft: Version, town: Town) -> None:
    assert "Tag i brug" in page(ida, "questionnaires_publish", draft.pk)

    html = said(ida, "questionnaires_publish", draft.pk)

    draft.refresh_from_db()
    assert (draft.status, draft.published_by) == (Version.Status.ACTIVE, town.people.ida)
    assert draft.published_on == TODAY
    assert "kan ikke længere ændres" in html


def test_what_is_new_is_told_before_it_is_put_in_use(ida: Client, published: Version) -> None:
    later = publishing.draft_after(version=published, number="2")
    publishing.save_draft(
        document={**later.definition, "items": [*SMALL["items"], question("c", "boolean")]}
    )

    html = page(ida, "questionnaires_publish", later.pk)

    assert "Nyt siden version 1.0" in html
    assert "Spørgsmål c?" in html


def test_a_draft_with_faults_is_not_put_in_use_at_the_desk(ida: Client) -> None:
    version = publishing.save_draft(document=document(question("a", "choice", options=[])))

    button = '<button class="button" type="submit">'

    assert button not in page(ida, "questionnaires_publish", version.pk)
    assert "Ret først fejlene i skemaet" in said(ida, "questionnaires_publish", version.pk)
    assert written_here().get().is_draft


def test_who_may_not_publish_asks_for_a_review(writer: Client, draft: Version) -> None:
    assert "Bed om gennemsyn" in page(writer, "questionnaires_publish", draft.pk)

    said(writer, "questionnaires_publish", draft.pk)

    draft.refresh_from_db()
    assert (draft.is_draft, draft.review_wanted) == (True, True)


def test_who_may_not_publish_neither_retires_nor_declares(
    writer: Client, published: Version
) -> None:
    for deed in ("questionnaires_retire", "questionnaires_comparable"):
        response = writer.post(reverse(deed, args=[published.pk]), {"because": "Fordi."})
        assert response.status_code in (302, 403)

    published.refresh_from_db()
    assert (published.status, published.comparable_to) == (Version.Status.ACTIVE, None)


def test_a_licensed_questionnaire_waits_for_its_licence(ida: Client) -> None:
    version = publishing.save_draft(
        document={**SMALL, "licence": {"kind": "licensed", "owner": "En forlægger"}}
    )

    assert "En forlægger" in said(ida, "questionnaires_publish", version.pk)
    data = {"questionnaire": version.questionnaire_id, "holder": "Aalborg", "number": "7"}
    ida.post(
        reverse("wagtailsnippets_questionnaires_licencegrant:add"),
        data | {"granted_on": "2026-01-01", "expires_on": ""},
    )
    assert LicenceGrant.objects.count() == 1
    said(ida, "questionnaires_publish", version.pk)

    assert not written_here().get().is_draft


def test_a_version_is_taken_out_of_use(ida: Client, published: Version) -> None:
    html = said(ida, "questionnaires_retire", published.pk)

    assert Version.objects.get(pk=published.pk).status == Version.Status.RETIRED
    assert "Tag ud af brug" not in html
    said(ida, "questionnaires_retire", published.pk)  # once more does nothing, and does not crash


def test_a_correction_is_begun_as_a_draft(ida: Client, published: Version) -> None:
    response = ida.post(reverse("questionnaires_correct", args=[published.pk]), {"number": "1.1"})

    made = Version.objects.get(questionnaire=published.questionnaire, version="1.1")
    assert response.headers["Location"] == reverse(f"{SNIPPET}:edit", args=[made.pk])
    assert made.definition == {**published.definition, "version": "1.1"}


@pytest.mark.parametrize("number", ["", "0.9", "1.0"])
def test_a_correction_without_a_number_of_its_own_is_not_begun(
    ida: Client, published: Version, number: str
) -> None:
    said(ida, "questionnaires_correct", published.pk, number=number)

    assert written_here().count() == 2


def test_two_versions_are_declared_comparable_with_a_name_and_a_reason(
    ida: Client, published: Version
) -> None:
    html = said(ida, "questionnaires_comparable", published.pk, because="Kun et <b>komma</b>.")

    published.refresh_from_db()
    assert published.comparable_to.version == "0.9"
    assert "Ida Holm" in html
    assert "Kun et &lt;b&gt;komma&lt;/b&gt;." in html


def test_without_a_reason_or_a_version_before_nothing_is_comparable(
    ida: Client, published: Version
) -> None:
    first = Version.objects.get(version="0.9")

    said(ida, "questionnaires_comparable", published.pk, because=" ")
    html = said(ida, "questionnaires_comparable", first.pk, because="Fordi.")

    assert "Der er ingen version før denne" in html
    assert not Version.objects.exclude(comparable_to=None).exists()


# --- Files ------------------------------------------------------------------------------------------

ENDINGS = {"kilden": ".json", "fhir": ".fhir.json", "csv": ".csv", "xlsx": ".xlsx"}


def file(content: Any, name: str = "skema.json") -> SimpleUploadedFile:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return SimpleUploadedFile(name, raw)


def take_in(client: Client, content: Any, name: str = "skema.json") -> HttpResponse:
    return client.post(reverse("questionnaires_import"), {"file": file(content, name)})


@pytest.mark.parametrize("form", ENDINGS)
def test_what_is_saved_as_a_file_is_fetched_again_as_the_same(
    ida: Client, draft: Version, form: str
) -> None:
    response = ida.get(reverse("questionnaires_export", args=[draft.pk, form]))
    name = f"prove-1{ENDINGS[form]}"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    draft.delete()

    made = take_in(ida, response.content, name)

    version = written_here().get()
    assert made.headers["Location"] == reverse(f"{SNIPPET}:edit", args=[version.pk])
    assert version.is_draft
    assert read(version.definition).items == read(SMALL).items
    assert read(version.definition).scales == read(SMALL).scales


def test_a_file_does_not_write_over_a_draft(ida: Client, draft: Version) -> None:
    before = draft.definition

    response = take_in(ida, {**SMALL, "title": text("Fra en fil")})

    assert response.headers["Location"] == reverse("questionnaires_import")
    assert "kladde med det nummer" in page(ida, "questionnaires_import")
    draft.refresh_from_db()
    assert draft.definition == before


def test_a_file_has_a_name_whatever_the_version_is_called(ida: Client) -> None:
    version = publishing.save_draft(document={**SMALL, "version": '1"\r\nX: æ'})

    response = ida.get(reverse("questionnaires_export", args=[version.pk, "kilden"]))

    assert response.status_code == 200
    assert "X" not in response.headers


@pytest.mark.parametrize("form", ENDINGS)
def test_a_draft_with_faults_is_not_saved_as_a_file(ida: Client, form: str) -> None:
    version = publishing.save_draft(document=document(question("a", "choice", options=[])))

    response = ida.get(reverse("questionnaires_export", args=[version.pk, form]))

    assert response.headers["Location"] == reverse(f"{SNIPPET}:edit", args=[version.pk])


BAD = document(question("a", "choice", options=[]), question("b", "vas"), title={})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        pytest.param(BAD, "skema.json", id="our own"),
        pytest.param({"resourceType": "Questionnaire", "item": [{"linkId": "a", "type": "attachment"}]},
                     "skema.json", id="FHIR"),
        pytest.param(b"[head]\nkey,prove\n[items]\nlinkId,type\na,vas\n", "skema.csv", id="CSV"),
        pytest.param(b"PK\x03\x04 but no workbook", "skema.xlsx", id="XLSX"),
        pytest.param(b"{", "skema.json", id="no JSON"),
        pytest.param(b"\xff\xfe\x00", "skema.json", id="no text"),
        pytest.param(b"", "skema.json", id="empty"),
        pytest.param(b"%PDF-1.7", "skema.pdf", id="something else"),
    ],
)  # fmt: skip
def test_a_file_with_faults_is_refused_and_nothing_stored(
    ida: Client, content: Any, name: str
) -> None:
    html = html_of(take_in(ida, content, name), 422)

    assert "Filen er ikke hentet" in html
    assert not written_here().exists()


def test_all_faults_of_a_file_are_told_at_once(ida: Client) -> None:
    html = html_of(take_in(ida, BAD), 422)

    found = list(faults(BAD))
    assert len(found) >= 3
    assert html.split("Filen er ikke hentet")[1].split("</ul>")[0].count("<li>") == len(found)


@pytest.mark.parametrize("name", ["skema.json", "skema.csv", "skema.xlsx"])
def test_a_file_that_is_too_large_is_refused(ida: Client, name: str) -> None:
    assert take_in(ida, b" " * (3 * MOST_BYTES), name).status_code == 422


def test_without_a_file_one_is_asked_for(ida: Client) -> None:
    assert "Vælg først en fil" in said(ida, "questionnaires_import")


def test_what_a_foreign_file_has_and_we_have_not_is_told(ida: Client) -> None:
    foreign = fhir.write({**SMALL, "scales": []}) | {"item": [
        {"linkId": "a", "text": "Ondt?", "type": "boolean", "readOnly": True},
    ]}  # fmt: skip

    html = html_of(ida.post(reverse("questionnaires_import"), {"file": file(foreign)}, follow=True))

    assert "er nu en kladde" in html
    assert "readOnly" in html


def test_a_published_version_is_not_overwritten_by_a_file(ida: Client, published: Version) -> None:
    other = {**published.definition, "title": text("Et andet")}

    assert take_in(ida, other).status_code == 302
    html = html_of(ida.post(reverse("questionnaires_import"), {"file": file(published.definition)},
                            follow=True))  # fmt: skip

    assert Version.objects.get(pk=published.pk).definition == published.definition
    assert "er nu en kladde" not in html


def test_a_table_that_begins_a_cell_with_a_sign_of_a_formula_is_text(ida: Client) -> None:
    version = publishing.save_draft(
        document=document(question("a", "boolean") | {"text": text("=1+1")})
    )

    content = ida.get(reverse("questionnaires_export", args=[version.pk, "csv"])).content

    assert sheets.from_csv(content).document["items"][0]["text"] == text("=1+1")


# --- Whatever is written is only words --------------------------------------------------------------

SCRIPT = {"da": "<script>alert(1)</script>", "en": '"><script>alert(2)</script>'}


def test_a_script_in_any_text_is_only_words_wherever_it_is_shown(ida: Client) -> None:
    option_of = {"code": "<script>alert(3)</script>", "text": SCRIPT}
    bad = document(
        question("a", "choice", options=[option_of, {"code": "b", "text": SCRIPT}], help=SCRIPT)
        | {"text": SCRIPT},
        vas("b", low=SCRIPT, high=SCRIPT) | {"text": SCRIPT},
        question("<script>alert(4)</script>", "quantity", unit=SCRIPT) | {"text": SCRIPT},
        title=SCRIPT, intro=SCRIPT, thanks=SCRIPT, age_question=SCRIPT, version="<script>1",
        licence={"kind": "own", "owner": SCRIPT["da"], "citation": SCRIPT["da"], "notice": SCRIPT["da"]},
    )  # fmt: skip
    faulty = document(question("<script>alert(5)</script>", "choice") | {"text": SCRIPT}, title=SCRIPT,
                      key="galt", version="<script>2")  # fmt: skip
    versions = [publishing.save_draft(document=bad), publishing.save_draft(document=faulty)]
    pages = [
        page(ida, name, version.pk, *more)
        for version in versions
        for name, more in OF_VERSION.items()
        if name not in ("questionnaires_show", "questionnaires_export")
    ]
    pages.append(html_of(take_in(ida, faulty), 422))
    used = publishing.publish(version=versions[0], on=TODAY)
    pages += [page(ida, "questionnaires_show", used.pk), page(ida, f"{SNIPPET}:list")]
    pages.append(said(ida, "questionnaires_try", used.pk, q1="b", q2="5"))

    for html in pages:
        assert "<script>alert" not in html
        assert "<script>1" not in html
