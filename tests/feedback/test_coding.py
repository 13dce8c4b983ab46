"""Texts get their themes: by one, for every fifth by a second who does not see the first's, then settled."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from feedback import agreement, coding
from feedback.coding import AlreadyCoded, UnknownTheme
from feedback.models import CodedText, Coding, Theme, ThemeList
from portal.users.models import User
from questionnaires import moderating
from questionnaires.models import AccessPoint, OwnWords, Response
from tests.cast import CAST, Town
from tests.feedback.coded import (
    CODES,
    TODAY,
    approve,
    give,
    make_point,
    make_readers,
    make_themes,
    write,
)

pytestmark = pytest.mark.django_db
FOR_TWO, FOR_ONE = 5, 6  # keys


@pytest.fixture
def readers(town: Town) -> tuple[User, User]:
    return make_readers(town, "sofie", "hanne")


@pytest.fixture
def themes(town: Town) -> ThemeList:
    return make_themes(town)


@pytest.fixture
def point(town: Town, themes: ThemeList) -> AccessPoint:
    return make_point(town)


@pytest.fixture
def double(point, readers) -> CodedText:
    return approve(write(point, "Hvad gør vi i ferien?", key=FOR_TWO), readers[0])


@pytest.fixture
def single(point, readers) -> CodedText:
    return approve(write(point, "Teksten er lang.", key=FOR_ONE), readers[0])


def now(text: CodedText) -> coding.Coded:
    return coding.coded([text], ThemeList.objects.current(text.platform_id))[0]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(user: User, text: CodedText) -> str:
    return client_of(user).get(f"/fag/ord/{text.pk}/").content.decode()


def send(user: User, text: CodedText, **given: object):
    return client_of(user).post(f"/fag/ord/{text.pk}/temaer/", given)


def ticked(html: str) -> int:
    return html.count(" checked")


# --- Who may give what ------------------------------------------------------------------------------


def test_every_fifth_text_is_for_two(double: CodedText, single: CodedText) -> None:
    assert (double.is_for_two, single.is_for_two) == (True, False)


def test_one_coder_is_enough_for_most(single: CodedText, readers) -> None:
    sofie, hanne = readers
    assert now(single).role(hanne) == "first"

    give(single, ["teksten"], sofie)

    assert now(single).codes == {"teksten"}
    assert now(single).role(hanne) == ""
    assert now(single).role(sofie) == "first", "she may change her own"


def test_two_who_agree_are_done(double: CodedText, readers) -> None:
    sofie, hanne = readers
    give(double, ["hverdag"], sofie)
    assert now(double).codes is None
    assert now(double).role(hanne) == "second"

    give(double, ["hverdag"], hanne, "second")

    assert now(double).codes == {"hverdag"}
    assert now(double).role(sofie) == now(double).role(hanne) == ""


def test_two_who_differ_settle_it(double: CodedText, readers) -> None:
    sofie, hanne = readers
    give(double, ["hverdag"], sofie)
    give(double, ["hverdag", "skyld"], hanne, "second")
    assert now(double).codes is None
    assert now(double).codes_so_far == {"hverdag"}
    assert now(double).role(sofie) == now(double).role(hanne) == "settled"

    give(double, [], hanne, "settled")

    assert now(double).codes == frozenset()
    assert now(double).role(sofie) == ""


def test_nobody_is_both_coders(double: CodedText, readers) -> None:
    sofie, _ = readers
    give(double, ["hverdag"], sofie)

    with pytest.raises(AlreadyCoded):
        give(double, ["skyld"], sofie, "second")


def test_the_first_cannot_change_after_the_second(double: CodedText, readers) -> None:
    sofie, hanne = readers
    give(double, ["hverdag"], sofie)
    give(double, ["skyld"], hanne, "second")

    with pytest.raises(AlreadyCoded):
        give(double, ["skyld"], sofie, "first")

    assert now(double).by_kind["first"].codes == {"hverdag"}


@pytest.mark.parametrize("kind", ["", "second", "settled", "third"])
def test_what_is_not_hers_to_give_is_refused(single: CodedText, readers, kind: str) -> None:
    with pytest.raises(AlreadyCoded):
        give(single, ["skyld"], readers[1], kind)

    assert not Coding.objects.exists()


def test_a_theme_that_the_list_does_not_have_is_refused(single: CodedText, readers) -> None:
    with pytest.raises(UnknownTheme):
        give(single, ["skyld", "andet"], readers[0])

    assert not Coding.objects.exists()


def test_the_same_kind_is_given_once(single: CodedText, themes, readers) -> None:
    give(single, ["skyld"], readers[0])

    with pytest.raises(IntegrityError), transaction.atomic():
        Coding.objects.create(text=single, theme_list=themes, kind="first", coded_on=TODAY)


def test_pairs_are_first_and_second_never_what_was_settled(double, readers, themes) -> None:
    sofie, hanne = readers
    give(double, ["hverdag"], sofie)
    give(double, ["skyld"], hanne, "second")
    give(double, ["teksten"], hanne, "settled")

    assert coding.pairs(themes) == [({"hverdag"}, {"skyld"})]


# --- What comes and goes with the words -------------------------------------------------------------


def test_what_waits_or_is_erased_is_not_coded(point, readers) -> None:
    words = write(point, "Maja i Vejle")
    assert not CodedText.objects.exists()

    fresh = OwnWords.objects.select_related(*moderating.AROUND).get(pk=words.pk)
    moderating.reject(words=fresh, by=readers[0], on=TODAY)

    assert not CodedText.objects.exists()


def test_codings_go_when_the_approval_is_taken_back(single: CodedText, readers) -> None:
    give(single, ["skyld"], readers[0])
    fresh = OwnWords.objects.select_related(*moderating.AROUND).get(pk=single.pk)

    moderating.take_back(words=fresh, by=readers[0], on=TODAY)

    assert not Coding.objects.exists()
    assert not CodedText.objects.exists()


def test_codings_go_with_the_answer(single: CodedText, readers) -> None:
    give(single, ["skyld"], readers[0])

    Response.objects.all().delete()

    assert not Coding.objects.exists()


# --- The list ---------------------------------------------------------------------------------------


def test_a_list_in_use_is_not_changed(themes: ThemeList) -> None:
    theme = themes.themes.first()

    for deed in (themes.save, themes.delete, theme.save, theme.delete):
        with pytest.raises(PermissionDenied):
            deed()
    with pytest.raises(PermissionDenied):
        Theme.objects.create(theme_list=themes, code="ny", name_da="Ny", name_en="New")


def test_a_new_version_begins_as_the_old_one_and_takes_over(themes, town: Town) -> None:
    draft = coding.succeed(theme_list=themes)
    assert (draft.number, draft.is_in_use) == (2, False)
    assert [theme.code for theme in draft.themes.all()] == list(CODES)
    assert ThemeList.objects.current(town.platform.pk) == themes

    draft.themes.filter(code="skyld").update(name_da="Skyld og skam")
    coding.take_into_use(theme_list=draft, by=town.people.ida, on=TODAY)

    assert ThemeList.objects.current(town.platform.pk) == draft
    assert themes.themes.get(code="skyld").name_da == "Skyld"


def test_texts_are_coded_again_by_a_new_version(single, themes, readers, town: Town) -> None:
    give(single, ["skyld"], readers[0])

    coding.take_into_use(theme_list=coding.succeed(theme_list=themes), by=town.people.ida, on=TODAY)

    assert now(single).codes is None
    assert now(single).role(readers[1]) == "first"


def test_an_empty_list_is_not_taken_into_use(town: Town) -> None:
    empty = ThemeList.objects.create(platform=town.platform)

    with pytest.raises(coding.NothingToUse):
        coding.take_into_use(theme_list=empty, by=town.people.ida, on=TODAY)


def test_a_theme_has_a_name_and_a_sentence_in_both_languages(themes: ThemeList) -> None:
    theme = themes.themes.first()

    assert (theme.name("da"), theme.name("en")) == ("Hverdag", "hverdag (en)")
    assert (theme.belongs("da"), theme.belongs("en")) == ("Om hverdag.", "About hverdag.")
    assert theme.name("ar") == "Hverdag"


# --- The pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CAST)
def test_only_who_reads_for_the_platform_may_code(single, town: Town, name: str) -> None:
    response = send(getattr(town.people, name), single, theme="skyld", kind="first")

    assert response.status_code == (302 if name in ("sofie", "hanne") else 404)
    assert Coding.objects.exists() is (name in ("sofie", "hanne"))


def test_who_is_not_signed_in_may_not(single: CodedText, client: Client) -> None:
    response = client.post(f"/fag/ord/{single.pk}/temaer/", {"theme": "skyld", "kind": "first"})

    assert response.headers["Location"].startswith("/konto/login/")
    assert not Coding.objects.exists()


def test_it_can_only_be_sent(single: CodedText, readers) -> None:
    assert client_of(readers[0]).get(f"/fag/ord/{single.pk}/temaer/").status_code == 405


def test_themes_are_tapped_on_the_page_of_an_approved_text(single, readers) -> None:
    html = page(readers[0], single)

    assert html.count('name="theme"') == len(CODES)
    assert "Om skyld." in html
    assert "Ikke gennemgået" in html


def test_before_it_is_approved_there_are_no_themes(point, readers) -> None:
    words = write(point, "Ord")

    assert 'name="theme"' not in client_of(readers[0]).get(f"/fag/ord/{words.pk}/").content.decode()


def test_the_next_text_follows(single, double, readers) -> None:
    response = send(readers[0], double, theme=["hverdag", "skyld"], kind="first")

    assert response.headers["Location"] == f"/fag/ord/{single.pk}/?tema=gemt#temaer"
    assert now(double).by_kind["first"].codes == {"hverdag", "skyld"}
    assert "Gemt." in client_of(readers[0]).get(response.headers["Location"]).content.decode()

    last = send(readers[0], single, none="1", theme="skyld", kind="first")
    assert last.headers["Location"] == "/fag/ord/"
    assert now(single).codes == frozenset(), "none of them fits"


def test_the_second_sees_nothing_of_the_first(double, readers) -> None:
    sofie, hanne = readers
    give(double, ["skyld"], sofie)

    html = page(hanne, double)

    assert ticked(html) == 0
    assert "Første læser" not in html
    assert "En anden har givet teksten temaer." in html
    assert ticked(page(sofie, double)) == 1, "the first sees her own"


def test_both_see_both_when_they_settle_it(double, readers) -> None:
    sofie, hanne = readers
    give(double, ["skyld"], sofie)
    give(double, [], hanne, "second")

    html = page(sofie, double)

    assert "Første læser: Sofie Lund" in html
    assert "Anden læser: Hanne Krogh" in html
    assert "Ingen af temaerne" in html
    assert 'value="settled"' in html
    assert "Tekst 1, I skal afgøre" in client_of(hanne).get("/fag/ord/").content.decode()


@pytest.mark.parametrize(
    ("given", "said", "sentence"),
    [
        ({"kind": "first"}, "mangler", "Vælg et tema"),
        ({"kind": "second", "theme": "skyld"}, "optaget", "Dit valg er ikke gemt."),
        ({"kind": "first", "theme": "andet"}, "optaget", "Dit valg er ikke gemt."),
    ],
)
def test_what_cannot_be_saved_is_told(single, readers, given, said: str, sentence: str) -> None:
    response = send(readers[0], single, **given)

    assert response.headers["Location"] == f"/fag/ord/{single.pk}/?tema={said}#temaer"
    html = client_of(readers[0]).get(response.headers["Location"]).content.decode()
    assert sentence in html
    assert not Coding.objects.exists()


def test_a_text_erased_meanwhile_leads_to_its_page(single: CodedText, readers) -> None:
    CodedText.objects.all().delete()

    assert send(readers[0], single, theme="skyld", kind="first").headers["Location"] == (
        f"/fag/ord/{single.pk}/"
    )


def test_without_a_list_it_says_so(town: Town, readers) -> None:
    text = approve(write(make_point(town), "Ord"), readers[0])

    assert "ingen liste over temaer" in page(readers[0], text)
    assert "ingen liste over temaer" in client_of(readers[0]).get("/fag/ord/").content.decode()
    for given in ({"theme": "skyld"}, {"none": "1"}):
        assert send(readers[0], text, kind="first", **given).status_code == 302


def test_agreement_is_shown_with_how_sure_one_can_be(point, readers, themes) -> None:
    sofie, hanne = readers
    for number in range(agreement.FEWEST_TEXTS):
        text = approve(write(point, f"Tekst {number}", key=5 * number + 5), sofie)
        give(text, ["skyld"] if number < 10 else [], sofie)
        give(text, ["skyld", "hverdag"][: 1 + number % 2], hanne, "second")

    html = client_of(sofie).get("/fag/ord/").content.decode()

    assert "20 tekster har fået temaer af to." in html
    assert "Koderne skal drøftes." in html
    assert "Kan ikke regnes ud" in html, "nobody gave any text the theme of the text itself"
    assert "<td>0,00</td>" in html
