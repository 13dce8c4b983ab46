"""The letter of the month: to each member who wants letters, once, in the first week of the next month."""

from datetime import date, datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.circles import monthly, monthpaper
from feedback.circles.models import Circle, MonthLetter
from feedback.circles.posting import members_to_tell, send_all

LAST_DAY = 7  # a server that was down longer than this sends no old news


def write_letters(*, on: date) -> int:
    """Write down who is to have a letter about the month before; return how many are new."""
    if on.day > LAST_DAY:
        return 0
    month = monthly.month_before(on)
    return sum(write_to(circle, month, on) for circle in Circle.objects.all())


@transaction.atomic
def write_to(circle: Circle, month: date, on: date) -> int:
    Circle.objects.select_for_update().get(pk=circle.pk)
    has_one = circle.monthletters.filter(month=month).values("user")
    members = members_to_tell(circle).exclude(user__in=has_one)
    letters = [
        MonthLetter(circle=circle, user=member.user, month=month, made_on=on) for member in members
    ]
    return len(MonthLetter.objects.bulk_create(letters))


def send_waiting(*, at: datetime) -> int:
    """Send what waits; return how many letters the mail server took."""
    return send_all(MonthLetter.objects.waiting(at), send, at=at)


def send(letter: MonthLetter) -> None:
    circle = letter.circle
    month = monthly.month_of(circle, letter.month, on=letter.made_on)
    subject = _("%(circle)s: %(month)s") % {"circle": circle, "month": month.name}
    context = {
        "circle": circle,
        "month": month,
        "quiet": monthpaper.quiet(),
        "board_url": settings.PUBLIC_URL + circle.get_absolute_url(),
        "letters_url": f"{settings.PUBLIC_URL}{reverse('circles:index')}#breve",
    }
    text = render_to_string("circles/month_letter.txt", context)
    message = EmailMessage(" ".join(subject.split()), text, None, [letter.user.email])
    name = f"{circle.slug}-{letter.month:%Y-%m}.pdf"
    message.attach(name, monthpaper.pdf(circle, month), "application/pdf")
    message.send()
