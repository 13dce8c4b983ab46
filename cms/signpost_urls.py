"""Short addresses on paper: no language, no age, nothing that may change after print."""

from django.urls import path

from cms.views import signposts

app_name = "signposts"
urlpatterns = [
    path("<slug:slug>/", signposts.follow, name="follow"),
    path("<slug:slug>", signposts.follow),  # who types an address leaves the last slash out
    path("<slug:slug>/plakat.pdf", signposts.poster, name="poster"),
    path("<slug:slug>/plakat.svg", signposts.poster_picture, name="poster_picture"),
    path("<slug:slug>/folder.pdf", signposts.leaflet, name="leaflet"),
    path("<slug:slug>/qr.svg", signposts.qr_code, name="qr"),
]
