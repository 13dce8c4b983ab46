from wagtail import hooks
from wagtail.snippets.models import register_snippet

from cms.addresses import lead_to_the_pages_own_language
from cms.language_report import report_menu_item, report_urls
from cms.translating import refuse_half_a_translation, translation_urls
from cms.viewsets import PlatformViewSet

register_snippet(PlatformViewSet)
hooks.register("before_serve_page", lead_to_the_pages_own_language)
hooks.register("register_admin_urls", report_urls)
hooks.register("register_reports_menu_item", report_menu_item)
# Before wagtail-localize's own, which would answer first.
hooks.register("register_admin_urls", translation_urls, order=-1)
hooks.register("before_edit_page", refuse_half_a_translation, order=-1)
