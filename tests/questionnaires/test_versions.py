"""From the first draft of a questionnaire until it is retired: what is done, by whom, and what is refused."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from wagtail.models import ModelLogEntry

from portal.users.demo import build
from portal.users.models import User
from questionnaires import publishing
from questionnaires.definition import DefinitionError
from questionnaires.models import LicenceGrant, Questionnaire, QuestionnaireVersion
from questionnaires.publishing import LicenceMissing, NotAllowedNow, VersionChanged
from tests.questionnaires.test_definition import GOOD, changed, with_item

TODAY = date(2026, 11, 24)
LICENSED = changed(key="ors", licence={"kind": "licensed", "owner": "En forlægger"})
Status = QuestionnaireVersion.Status
pytestmark = pytest.mark.django_db


@pytest.fixture
def ida() -> User:
    return build().ida


def publish(**changes: object) -> QuestionnaireVersion:
    return publishing.publish_version(document=changed(**changes), on=TODAY)


def history(version: QuestionnaireVersion) -> list[tuple[str, User | None]]:
    entries = ModelLogEntry.objects.for_instance(version).order_by("pk")
    return [(entry.action.rpartition(".")[2], entry.user) for entry in entries]


def grant(version: QuestionnaireVersion, granted_on: date, expires_on: date | None = None) -> None:
    LicenceGrant.objects.create(
        questionnaire=version.questionnaire,
        holder="Aalborg Kommune",
        number="17",
        granted_on=granted_on,
        expires_on=expires_on,
    )


# --- Drafts -----------------------------------------------------------------------------------------


def test_a_draft_is_kept_with_its_faults(ida: User) -> None:
    half = changed(items=[], licence={})

    draft = publishing.save_draft(document=half, by=ida)

    assert draft.is_draft
    assert draft.definition == half
    assert history(draft) == [("create", ida)]


def test_the_same_number_again_is_the_same_draft(ida: User) -> None:
    draft = publishing.save_draft(document=GOOD)
    publishing.ask_for_review(version=draft, by=ida)

    again = publishing.save_draft(document=changed(title={"da": "Kortere"}), by=ida)

    assert again.pk == draft.pk
    assert again.definition["title"] == {"da": "Kortere"}
    assert not again.review_wanted, "what was ready is changed, and must be looked at again"
    assert history(draft) == [("create", None), ("ask_for_review", ida), ("edit", ida)]


def test_a_draft_without_a_title_is_called_by_its_key() -> None:
    assert str(publishing.save_draft(document=changed(title={}))) == "kort 1.0"


def test_a_published_version_is_not_taken_for_a_draft() -> None:
    publish()

    with pytest.raises(VersionChanged, match="Kort 1.0"):
        publishing.save_draft(document=with_item(text={"da": "Rettet?"}))


# --- Putting in use ---------------------------------------------------------------------------------


def test_a_draft_with_faults_is_refused_with_all_of_them() -> None:
    draft = publishing.save_draft(document=with_item(top_box=["maybe"], text={}))

    with pytest.raises(DefinitionError) as refusal:
        publishing.publish(version=draft, on=TODAY)

    assert len(refusal.value.faults) == 2
    draft.refresh_from_db()
    assert (draft.is_draft, draft.sha256, draft.published_on) == (True, "", None)
    assert history(draft) == [("create", None)]


def test_what_is_put_in_use_has_a_hash_a_day_and_a_person(ida: User) -> None:
    draft = publishing.save_draft(document=GOOD)
    publishing.ask_for_review(version=draft, by=ida)

    version = publishing.publish(version=draft, on=TODAY, by=ida)

    assert (version.status, version.published_on, version.published_by) == (
        Status.ACTIVE,
        TODAY,
        ida,
    )
    assert len(version.sha256) == 64
    assert not version.review_wanted
    assert history(version)[-1] == ("publish", ida)


def test_the_questionnaire_is_called_as_in_its_newest_version_in_use() -> None:
    publish()
    publish(version="2", title={"da": "Kort og godt"})
    publishing.save_draft(document=changed(version="3", title={"da": "Ikke endnu"}))

    assert Questionnaire.objects.get().title == "Kort og godt"


def test_nothing_is_put_in_use_twice() -> None:
    version = publish()

    with pytest.raises(NotAllowedNow):
        publishing.publish(version=version, on=TODAY + timedelta(days=1))

    version.refresh_from_db()
    assert version.published_on == TODAY


def test_an_old_object_cannot_put_a_version_in_use_again() -> None:
    draft = publishing.save_draft(document=GOOD)
    publishing.publish(version=draft, on=TODAY)

    with pytest.raises(NotAllowedNow):
        publishing.publish(version=draft, on=TODAY)


# --- Somebody else's words --------------------------------------------------------------------------


@pytest.fixture
def licensed() -> QuestionnaireVersion:
    return publishing.save_draft(document=LICENSED)


def test_without_a_licence_somebody_elses_words_are_not_put_in_use(
    licensed: QuestionnaireVersion,
) -> None:
    with translation.override("en"), pytest.raises(LicenceMissing, match="En forlægger"):
        publishing.publish(version=licensed, on=TODAY)

    licensed.refresh_from_db()
    assert licensed.is_draft


@pytest.mark.parametrize(
    ("granted_on", "expires_on"),
    [
        pytest.param(TODAY + timedelta(days=1), None, id="from tomorrow"),
        pytest.param(date(2025, 1, 1), TODAY - timedelta(days=1), id="until yesterday"),
    ],
)
def test_a_licence_counts_only_while_it_lasts(
    licensed: QuestionnaireVersion, granted_on: date, expires_on: date | None
) -> None:
    grant(licensed, granted_on, expires_on)

    with pytest.raises(LicenceMissing):
        publishing.publish(version=licensed, on=TODAY)


@pytest.mark.parametrize(
    ("granted_on", "expires_on"), [(TODAY, TODAY), (TODAY, None), (date(2025, 1, 1), None)]
)
def test_with_a_licence_it_is_put_in_use(
    licensed: QuestionnaireVersion, granted_on: date, expires_on: date | None
) -> None:
    grant(licensed, granted_on, expires_on)

    assert publishing.publish(version=licensed, on=TODAY).status == Status.ACTIVE


@pytest.mark.parametrize(
    ("expires_on", "may_be_asked"), [(None, True), (TODAY, True), (date(2026, 11, 23), False)]
)
def test_what_is_no_longer_licensed_is_no_longer_asked(
    licensed: QuestionnaireVersion, expires_on: date | None, may_be_asked: bool
) -> None:
    grant(licensed, granted_on=date(2025, 1, 1), expires_on=None)
    version = publishing.publish(version=licensed, on=TODAY)

    LicenceGrant.objects.update(expires_on=expires_on)

    assert version.may_be_asked(TODAY) == may_be_asked


def test_a_licence_to_one_questionnaire_is_none_to_another(licensed: QuestionnaireVersion) -> None:
    grant(publish(), TODAY)

    with pytest.raises(LicenceMissing):
        publishing.publish(version=licensed, on=TODAY)


def test_a_file_of_somebody_elses_words_leaves_nothing_behind() -> None:
    with pytest.raises(LicenceMissing):
        publishing.publish_version(document=LICENSED, on=TODAY)

    assert not Questionnaire.objects.exists()


# --- Afterwards -------------------------------------------------------------------------------------


def test_a_version_is_taken_out_of_use_once(ida: User) -> None:
    version = publish()

    publishing.retire(version=version, by=ida)
    with pytest.raises(NotAllowedNow):
        publishing.retire(version=version, by=ida)

    version.refresh_from_db()
    assert version.status == Status.RETIRED
    assert history(version)[-1] == ("retire", ida)


def test_a_draft_is_not_in_use_and_cannot_be_taken_out_of_it() -> None:
    draft = publishing.save_draft(document=GOOD)

    with pytest.raises(NotAllowedNow):
        publishing.retire(version=draft)


def test_only_a_draft_is_sent_for_review(ida: User) -> None:
    with pytest.raises(NotAllowedNow):
        publishing.ask_for_review(version=publish(), by=ida)


def test_a_correction_begins_with_the_same_content(ida: User) -> None:
    version = publish()

    draft = publishing.draft_after(version=version, number="1.1", by=ida)

    assert draft.is_draft
    assert draft.definition == changed(version="1.1")
    assert history(draft) == [("create", ida)]


@pytest.mark.parametrize("number", ["1.0", "2"])
def test_a_correction_needs_a_number_of_its_own(number: str) -> None:
    version = publish()
    publishing.save_draft(document=changed(version="2", title={"da": "Andres udkast"}))

    with pytest.raises(NotAllowedNow):
        publishing.draft_after(version=version, number=number)

    assert (
        QuestionnaireVersion.objects.get(version="2").definition["title"]["da"] == "Andres udkast"
    )


@pytest.mark.parametrize("number", ["", "  "])
def test_a_correction_has_a_number(number: str) -> None:
    with pytest.raises(NotAllowedNow):
        publishing.draft_after(version=publish(), number=number)


# --- Comparable -------------------------------------------------------------------------------------


def test_a_person_declares_two_versions_comparable_and_says_why(ida: User) -> None:
    before, after = publish(), publish(version="1.1")

    publishing.declare_comparable(version=after, to=before, because=" Kun et komma. ", by=ida)

    after.refresh_from_db()
    assert (after.comparable_to, after.comparable_because, after.comparable_by) == (
        before,
        "Kun et komma.",
        ida,
    )
    assert history(after)[-1] == ("declare_comparable", ida)
    entry = ModelLogEntry.objects.get(action="questionnaires.declare_comparable")
    assert "Kort 1.0" in str(entry.message)


@pytest.mark.parametrize("because", ["", "  \n"])
def test_comparable_needs_a_reason(ida: User, because: str) -> None:
    before, after = publish(), publish(version="1.1")

    with pytest.raises(NotAllowedNow):
        publishing.declare_comparable(version=after, to=before, because=because, by=ida)


def test_only_a_later_published_version_of_the_same_questionnaire_is_comparable(ida: User) -> None:
    before, after = publish(), publish(version="1.1")
    other = publish(key="andet", version="9")
    draft = publishing.save_draft(document=changed(version="2"))

    for version, to in ((before, after), (after, after), (other, before), (draft, after)):
        with pytest.raises(NotAllowedNow):
            publishing.declare_comparable(version=version, to=to, because="Fordi.", by=ida)

    assert not QuestionnaireVersion.objects.exclude(comparable_to=None).exists()


@pytest.mark.parametrize(
    ("action", "words"),
    [
        ("publish", "Put in use"),
        ("retire", "Taken out of use"),
        ("ask_for_review", "Ready to be looked at"),
    ],
)
def test_the_history_tells_each_deed_in_words(ida: User, action: str, words: str) -> None:
    draft = publishing.save_draft(document=GOOD)
    publishing.ask_for_review(version=draft, by=ida)
    publishing.retire(version=publishing.publish(version=draft, on=TODAY, by=ida), by=ida)

    with translation.override("en"):
        entry = ModelLogEntry.objects.get(action=f"questionnaires.{action}")
        assert str(entry.message) == words
