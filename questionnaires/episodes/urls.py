from django.urls import path

from questionnaires.episodes import views

app_name = "episodes"
urlpatterns = [
    path("", views.follow_up, name="follow_up"),
    path("slet/", views.withdraw, name="withdraw"),
    path("<slug:key>", views.enter, name="enter"),
    path("<slug:key>/", views.enter),
]
