"""An editor marks a chart and takes marks back. Nothing is deleted, and the circle sees who, when and why."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from feedback import marking
from feedback.demo import build_referrals, mark_referrals
from feedback.models import ChartMark, Measure
from tests.cast import CAST, Town
from tests.conftest import TUESDAY
from tests.factories import make_platform

pytestmark = pytest.mark.django_db
POINT = "2026-04-01"  # the eighteenth of the 24
WHY = "Ny folder til egen læge"


@pytest.fixture
def measure(town: Town) -> Measure:
    build_referrals(town.platform, TUESDAY.date())
    return Measure.objects.get(slug="henvisninger")


def client_of(town: Town, name: str | None) -> Client:
    client = Client()
    if name:
        client.force_login(getattr(town.people, name))
    return client


@pytest.fixture
def ida(town: Town) -> Client:
    return client_of(town, "ida")


def page(measure: Measure) -> str:
    return f"/admin/maalinger/{measure.pk}/maerker/"


def send(client: Client, measure: Measure, **changes: str) -> str:
    data = {"kind": "note", "point": POINT, "reason": WHY} | changes
    response = client.post(page(measure), data, follow=True)
    return response.content.decode()


def make(town: Town, measure: Measure, kind: str = "note", point: str = POINT) -> ChartMark:
    return marking.mark(
        measure=measure, kind=kind, point=point, reason=WHY, by=town.people.ida, at=timezone.now()
    )


def back(client: Client, mark: ChartMark, because: str = "Forkert måned") -> str:
    data = {"mark": str(mark.pk), "because": because}
    return client.post(f"{page(mark.measure)}tilbage/", data, follow=True).content.decode()


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"point": "2026-04-02"}, "Det punkt findes ikke på diagrammet. Vælg et, der er på det."),
        ({"point": "2026-W14"}, "Det punkt findes ikke på diagrammet. Vælg et, der er på det."),
        ({"reason": "   "}, "errorlist"),
        ({"reason": "x" * 201}, "200 tegn"),
        ({"kind": "delete"}, "errorlist"),
        (
            {"kind": "part", "point": "2024-11-01"},
            "En ny del kan ikke begynde med det første punkt.",
        ),
    ],
)
def test_a_bad_mark_is_refused_with_a_sentence(
    ida: Client, measure: Measure, changes: dict, sentence: str
) -> None:
    assert sentence in send(ida, measure, **changes)
    assert not ChartMark.objects.exists()


def test_a_line_is_frozen_or_in_parts_and_the_editor_is_told(
    ida: Client, town: Town, measure: Measure
) -> None:
    make(town, measure, "freeze")

    assert "Linjen er frosset. Tag det tilbage først" in send(ida, measure, kind="part")
    assert "Linjen er allerede frosset." in send(ida, measure, kind="freeze")
    assert ChartMark.objects.count() == 1


def test_the_nhs_rules_do_not_freeze_a_line_of_few_points(ida: Client, measure: Measure) -> None:
    Measure.objects.update(rules="nhs")

    html = send(ida, measure, kind="freeze", point="2025-09-01")

    assert "Med NHS-reglerne kan linjen først fryses efter 12 punkter." in html


def test_a_measure_without_points_takes_no_mark(ida: Client, measure: Measure) -> None:
    measure.observations.all().delete()

    assert "Diagrammet har ingen punkter endnu." in send(ida, measure)
    assert not ChartMark.objects.exists()


@pytest.mark.parametrize("because", ["", "  ", "x" * 201])
def test_nothing_is_taken_back_without_a_reason(
    ida: Client, town: Town, measure: Measure, because: str
) -> None:
    mark = make(town, measure)

    assert "Skriv, hvorfor det tages tilbage, med højst 200 tegn." in back(ida, mark, because)
    mark.refresh_from_db()
    assert mark.is_active


@pytest.mark.parametrize("number", ["", "x", "-1", "999999"])
def test_a_mark_that_is_not_there_is_not_taken_back(
    ida: Client, measure: Measure, number: str
) -> None:
    data = {"mark": number, "because": WHY}
    assert ida.post(f"{page(measure)}tilbage/", data).status_code == 404


def test_the_database_keeps_a_mark_without_a_reason_out(town: Town, measure: Measure) -> None:
    mark = make(town, measure)
    mark.pk, mark.reason = None, ""

    with pytest.raises(IntegrityError), transaction.atomic():
        mark.save()


# --- who may ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*CAST, None])
def test_only_who_edits_the_platform_marks_its_charts(
    town: Town, measure: Measure, name: str | None
) -> None:
    client, may = client_of(town, name), name in ("ida", "jonas")
    mark = make(town, measure)

    assert (client.get(page(measure)).status_code == 200) is may
    client.post(page(measure), {"kind": "note", "point": POINT, "reason": "Endnu en"})
    assert (ChartMark.objects.count() == 2) is may
    back(client, mark)
    mark.refresh_from_db()
    assert mark.is_active is not may


def test_a_measure_of_another_platform_is_not_there(ida: Client, measure: Measure) -> None:
    Measure.objects.update(platform=make_platform("type-2", "Type 2").platform)

    assert ida.get(page(measure)).status_code == 404
    assert ida.post(page(measure), {"kind": "note"}).status_code == 404


# --- what is kept and shown ---------------------------------------------------------------------


def test_a_mark_is_made_with_person_moment_and_reason(
    ida: Client, town: Town, measure: Measure
) -> None:
    edit = ida.get(f"/admin/snippets/feedback/measure/edit/{measure.pk}/").content.decode()
    assert page(measure) in edit

    assert "Mærket er sat." in send(ida, measure, kind="part")

    mark = ChartMark.objects.get()
    assert (mark.kind, mark.point, mark.reason) == ("part", POINT, WHY)
    assert (mark.made_by, mark.made_at) == (town.people.ida, TUESDAY)


def test_taking_back_writes_who_when_and_why_and_the_history_stays(
    ida: Client, town: Town, measure: Measure
) -> None:
    mark = make(town, measure, "freeze")

    html = back(ida, mark)

    mark.refresh_from_db()
    assert (mark.taken_back_by, mark.taken_back_at) == (town.people.ida, TUESDAY)
    assert WHY in html
    assert "Forkert måned" in html
    assert "Det er allerede taget tilbage." in back(ida, mark, "En gang til")
    assert "Mærket er sat." in send(ida, measure, kind="freeze")


def test_the_page_of_marks_shows_no_number_of_the_circle(ida: Client, measure: Measure) -> None:
    measure.observations.update(numerator=98765)

    assert "98765" not in ida.get(page(measure)).content.decode().replace(".", "")


def test_the_circle_sees_marks_on_the_chart_with_reason_person_and_date(
    town: Town, measure: Measure
) -> None:
    mark_referrals(town.people.ida, timezone.now())
    freeze = make(town, measure, "freeze", "2026-01-01")
    marking.take_back(mark=freeze, because="Fejl", by=town.people.ida, at=timezone.now())
    make(town, measure, "part", "2026-02-01")

    html = client_of(town, "sofie").get("/kreds/taet-og-toer/").content.decode()

    assert "feb. 2026: en ny del begynder." in html.replace("februar", "feb.").replace(
        "feb 2", "feb. 2"
    )
    assert "Opdigtet eksempel: Ny folder til egen læge." in html
    assert "Ida Holm, 24. november 2026" in html
    assert "Mærker, der er taget tilbage" in html
    assert "Fejl" in html
    assert html.count("rc-is-part") == 4  # a line and a number, in each of the two pictures
    assert 'class="rc-excluded" d="' in html
    assert "Tæller ikke med:" in html


def test_a_mark_whose_point_is_gone_changes_nothing_and_says_so(
    town: Town, measure: Measure
) -> None:
    make(town, measure, "part")
    measure.observations.filter(on=date(2026, 4, 1)).delete()

    html = client_of(town, "sofie").get("/kreds/taet-og-toer/").content.decode()

    assert "Ikke tegnet: Punktet er ikke på diagrammet" in html
    assert "rc-is-part" not in html


@pytest.mark.parametrize(("rules", "named"), [("nhs", "NHS-regler"), ("anhoej", "Anhøj-regler")])
def test_a_chart_names_its_rules_and_never_mixes_them(
    town: Town, measure: Measure, rules: str, named: str
) -> None:
    Measure.objects.update(rules=rules)

    html = client_of(town, "sofie").get("/kreds/taet-og-toer/").content.decode()

    assert ("NHS-regler" in html) == (rules == "nhs")
    assert ("Anhøj" in html) == (rules == "anhoej")
    assert ("rc-sign-common_cause" in html) == (rules == "nhs")


def test_a_marked_measure_cannot_be_deleted(ida: Client, town: Town, measure: Measure) -> None:
    make(town, measure)

    response = ida.post(f"/admin/snippets/feedback/measure/delete/{measure.pk}/", follow=True)

    assert "De er historik, så målingen bliver." in response.content.decode()
    assert Measure.objects.filter(pk=measure.pk).exists()
