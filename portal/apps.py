from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"

    def ready(self) -> None:
        from portal import checks, pagecache, receivers  # noqa: F401  registers what they hold

        pagecache.listen()
