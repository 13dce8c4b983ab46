"""Publishes a quarter of a questionnaire with every kind of chart, for the tests of its page.

Run as `python -m tests.browser.counted` in the environment of a running Kilden.
"""

import django


def main() -> None:
    django.setup()
    from cms.models import Platform
    from tests.feedback.details import publish

    publish(Platform.objects.get(slug="taet-og-toer"), is_synthetic=True)


if __name__ == "__main__":
    main()
