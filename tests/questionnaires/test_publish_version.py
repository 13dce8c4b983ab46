"""A published version never changes: the same document is the same version, another is refused."""

import copy
from datetime import date

import pytest

from questionnaires.definition import DefinitionError
from questionnaires.models import Questionnaire, QuestionnaireVersion
from questionnaires.publishing import VersionChanged, publish_version
from tests.questionnaires.test_definition import GOOD, changed, with_item

TODAY = date(2026, 11, 24)
pytestmark = pytest.mark.django_db


def test_a_definition_becomes_a_version_in_use() -> None:
    version = publish_version(document=GOOD, on=TODAY)

    assert version.status == QuestionnaireVersion.Status.ACTIVE
    assert version.questionnaire.key == "kort"
    assert version.questionnaire.title == "Kort"
    assert version.definition == GOOD
    assert version.parsed.items[0].link_id == "a"


def test_the_same_document_again_is_the_same_version() -> None:
    first = publish_version(document=GOOD, on=TODAY)

    again = publish_version(document=dict(reversed(copy.deepcopy(GOOD).items())), on=TODAY)

    assert again.pk == first.pk
    assert QuestionnaireVersion.objects.count() == 1


def test_other_content_under_the_same_number_is_refused_and_nothing_changes() -> None:
    first = publish_version(document=GOOD, on=TODAY)

    with pytest.raises(VersionChanged, match="Give the correction a new version"):
        publish_version(document=with_item(text={"da": "B, rettet?"}), on=TODAY)

    stored = QuestionnaireVersion.objects.get()
    assert (stored.definition, stored.sha256) == (GOOD, first.sha256)


def test_a_correction_is_a_new_version_of_the_same_questionnaire() -> None:
    first = publish_version(document=GOOD, on=TODAY)

    second = publish_version(document=changed(version="1.1"), on=TODAY)

    assert second.pk != first.pk
    assert second.questionnaire == first.questionnaire
    assert Questionnaire.objects.count() == 1


def test_a_definition_with_faults_leaves_nothing_behind() -> None:
    with pytest.raises(DefinitionError):
        publish_version(document=changed(items=[]), on=TODAY)

    assert not Questionnaire.objects.exists()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        pytest.param({"key": "k" * 51}, "key: may be 50 characters long.", id="key"),
        pytest.param({"version": "1" * 21}, "version: may be 20 characters long.", id="version"),
        pytest.param(
            {"title": {"da": "T" * 121}}, "title: may be 120 characters long.", id="title"
        ),
    ],
)
def test_what_would_not_fit_its_column_is_a_fault_and_no_crash(change: dict, sentence: str) -> None:
    with pytest.raises(DefinitionError) as refusal:
        publish_version(document=changed(**change), on=TODAY)

    assert refusal.value.faults == [sentence]


def test_the_longest_names_that_fit_are_stored() -> None:
    longest = changed(key="k" * 50, version="1" * 20, title={"da": "T" * 120})

    version = publish_version(document=longest, on=TODAY)

    version.refresh_from_db()
    assert len(version.questionnaire.title) == 120
