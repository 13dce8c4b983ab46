"""The meeting with wagtail-localize: a page's sentences, and what they are in another language."""

from collections.abc import Mapping

from wagtail.models import Locale, Page
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)


class WordsMissing(ValueError):
    """Says which sentences of a page are not in the catalogue."""

    def __init__(self, page: Page, sentences: list[str]) -> None:
        super().__init__(f"“{page}”: " + " | ".join(sentences))


def publish_translation(
    page: Page, locale: Locale, words: Mapping[str, str], is_draft: bool = False
) -> Page:
    """Publish a Danish page in another language; `is_draft` tells editors that no human has read it.

    Every sentence must be in `words`: half a translation is worse than none.
    """
    source, _ = TranslationSource.update_or_create_from_instance(page)
    Translation.objects.get_or_create(source=source, target_locale=locale)
    segments = StringSegment.objects.filter(source=source).select_related("string")
    if missing := sorted({one.string.data for one in segments} - words.keys()):
        raise WordsMissing(page, missing)
    kinds = StringTranslation
    kind = kinds.TRANSLATION_TYPE_MACHINE if is_draft else kinds.TRANSLATION_TYPE_MANUAL
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=one.string,
            context_id=one.context_id,
            locale=locale,
            data=words[one.string.data],
            translation_type=kind,
        )
        for one in segments
    )
    with disable_reference_index_auto_update():  # it is saved four times; publishing is the last
        translation, _ = source.create_or_update_translation(locale, publish=False)
    translation.get_latest_revision().publish()
    translation.refresh_from_db()
    return translation
