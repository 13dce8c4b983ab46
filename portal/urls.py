"""All addresses. Wagtail's pages come last: they answer to everything that is left."""

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, re_path
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.views import serve as serve_page

from cms import films
from cms.views import duties
from portal import views
from questionnaires.views import register

admin.site.login = secure_admin_login(admin.site.login)

handler404 = "portal.views.not_found"

urlpatterns = [
    path("-/live", views.live, name="live"),
    path("-/ready", views.ready, name="ready"),
    path("-/komponenter/", views.components, name="components"),
    path("sw.js", views.service_worker, name="service_worker"),
    path("robots.txt", duties.robots, name="robots"),
    path("sitemap.xml", duties.sitemap, name="sitemap"),
    path("was", duties.statement, name="statement"),
    path("was/", duties.statement),
    path("privatliv/", views.privacy, name="privacy"),
    path("privatliv/fortegnelse/", register.register, name="register"),
    path("admin/login/", views.admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("konto/", include("allauth.urls")),
    path("dokumenter/<int:document_id>/<path:document_filename>", films.serve),
    path("dokumenter/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("s/", include("questionnaires.urls")),
    path("f/", include("questionnaires.episodes.urls")),
    re_path(r"^[pP]/", include("cms.signpost_urls")),
    path("fag/kampagner/", include("questionnaires.desk_urls")),
    path("fag/ord/", include("questionnaires.words_urls")),
    path("fag/ord/", include("feedback.theme_urls")),
    path("kreds/", include("feedback.circles.urls")),
    *i18n_patterns(
        # Wagtail's own pattern knows no dots; PlatformPage answers to this one.
        re_path(r"^((?:[\w\-]+/)+offline\.json)$", serve_page, name="offline_pack"),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
