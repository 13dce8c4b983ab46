"""The tablets of one access point: set up, shown once, and stopped."""

from base64 import b64encode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from portal.printing import qr
from questionnaires import devices
from questionnaires.models import AccessPoint, Device
from questionnaires.views.rows import of_own, screen


class TabletForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=Device._meta.get_field("name").max_length,
        help_text=gettext_lazy("So that you know it again, such as “The window, ward 4”."),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@of_own(AccessPoint)
def tablets(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    form, enrolment, picture = TabletForm(request.POST or None), None, ""
    is_tablet = point.kind == AccessPoint.Kind.TABLET
    if is_tablet and form.is_valid():
        enrolment = devices.enrol(
            access_point=point, name=form.cleaned_data["name"], by=request.user
        )
        picture = b64encode(qr.svg(enrolment.url)).decode()
    return screen(
        request,
        "tablets",
        _("Tablets"),
        point,
        reverse("wagtailsnippets_questionnaires_accesspoint:edit", args=[point.pk]),
        access_point=point,
        is_tablet=is_tablet,
        devices=point.devices.all(),
        enrolment=enrolment,
        picture=picture,
        form=TabletForm() if enrolment else form,
    )


@require_POST
@of_own(AccessPoint)
def stop(request: HttpRequest, point: AccessPoint) -> HttpResponse:
    number = request.POST.get("device", "")
    device = get_object_or_404(point.devices, pk=number if number.isdecimal() else 0)
    devices.stop(device=device, by=request.user, on=timezone.localdate())
    messages.success(request, _("“%(tablet)s” is stopped.") % {"tablet": device.name})
    return redirect("questionnaires_tablets", point.pk)
