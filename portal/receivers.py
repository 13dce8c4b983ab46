"""What the house does when something is saved, by whichever door it came."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Site

from portal.hosts import to_ascii


@receiver(pre_save, sender=Site)
def keep_the_host_in_ascii(sender: type[Site], instance: Site, **kwargs: Any) -> None:
    """Browsers send `xn--…`; a host kept with its Danish letters would never be found."""
    instance.hostname = to_ascii(instance.hostname)
