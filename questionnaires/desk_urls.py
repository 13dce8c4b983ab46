from django.urls import path

from questionnaires.views import desk, typing

app_name = "campaigns"
urlpatterns = [
    path("", desk.index, name="index"),
    path("ny/", desk.new, name="new"),
    path("<int:pk>/", desk.show, name="show"),
    path("<int:pk>/plakater.pdf", desk.all_sheets, name="posters"),
    path("<int:pk>/stop/", desk.stop, name="stop"),
    path("<int:pk>/start/", desk.start, name="start"),
    path("<int:pk>/tast/<slug:code>/", typing.type_in, name="type_in"),
]
