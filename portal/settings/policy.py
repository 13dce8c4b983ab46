"""What a browser may do with our pages: strict for citizens, looser at the editors' desk."""

from csp.constants import NONE, SELF, UNSAFE_INLINE

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Wagtail's and Django's admin use inline scripts and styles, and show pages in frames.
ADMIN_PREFIXES = ("/admin/", "/django-admin/")
ADMIN_CONTENT_SECURITY_POLICY = {
    "default-src": [SELF],
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "form-action": [SELF],
    "base-uri": [SELF],
    "frame-ancestors": [SELF],
}
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's preview; citizens' pages say 'none' in their policy
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # it asks for DENY, and the preview is a frame
SECURE_REFERRER_POLICY = "same-origin"
# Where people answer, not even our own pages are told where they came from.
NO_REFERRER_PREFIXES = ("/s/", "/f/")
SESSION_COOKIE_HTTPONLY = True
