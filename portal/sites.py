"""Hosts in Wagtail's admin: written and shown with Danish letters, kept in ASCII.

Wagtail registers its own form and list for sites and has no hook to give it others, so the one field
and the one column are changed where they stand.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import TitleColumn
from wagtail.models import Site
from wagtail.sites.forms import SiteForm
from wagtail.sites.views import IndexView

from portal.hosts import HostError, to_ascii, to_unicode


class HostField(forms.CharField):
    """Takes a host as people write it and gives it on in ASCII."""

    default_error_messages = {
        "invalid": _(
            "Write the name alone, such as tætogtør.dk, without https:// and without a slash."
        )
    }

    def to_python(self, value: Any) -> str:
        written = super().to_python(value)
        try:
            return to_ascii(written) if written else written
        except HostError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return to_unicode(value) if isinstance(value, str) else value


def shown_host(site: Site) -> str:
    return to_unicode(site.hostname)


def teach_wagtail_danish_hosts() -> None:
    SiteForm.base_fields["hostname"] = HostField(label=_("hostname"), max_length=255)
    columns = {column.name: column for column in IndexView.columns}
    columns["hostname"] = TitleColumn(
        "hostname",
        label=_("Site"),
        accessor=shown_host,
        sort_key="hostname",
        url_name="wagtailsites:edit",
    )
    IndexView.columns = list(columns.values())
