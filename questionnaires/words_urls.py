from django.urls import path

from questionnaires.views import words

app_name = "words"
urlpatterns = [
    path("", words.index, name="index"),
    path("<uuid:key>/", words.show, name="show"),
]
