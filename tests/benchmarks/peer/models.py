from modelcluster.fields import ParentalKey
from wagtail.contrib.forms.models import AbstractForm, AbstractFormField


class FormField(AbstractFormField):
    page = ParentalKey("FormPage", related_name="form_fields")


class FormPage(AbstractForm):
    template = "peer/form.html"
    landing_page_template = "peer/thanks.html"
