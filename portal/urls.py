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

from cms import films
from portal import views

admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("-/live", views.live, name="live"),
    path("-/ready", views.ready, name="ready"),
    path("-/komponenter/", views.components, name="components"),
    path("admin/login/", views.admin_login),
    path("admin/", include(wagtailadmin_urls)),
    path("django-admin/", admin.site.urls),
    path("konto/", include("allauth.urls")),
    path("dokumenter/<int:document_id>/<path:document_filename>", films.serve),
    path("dokumenter/", include(wagtaildocs_urls)),
    re_path(r"^media/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT}),
    path("s/", include("questionnaires.urls")),
    path("kreds/", include("feedback.circles.urls")),
    *i18n_patterns(path("", include(wagtail_urls)), prefix_default_language=False),
]
