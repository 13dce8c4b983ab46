"""Questions that rooms to the right may answer."""

import django.dispatch

# Asked by the editors' report. A receiver returns {primary key of a Danish page: "86 %"}.
helpfulness_wanted = django.dispatch.Signal()
