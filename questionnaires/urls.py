from django.urls import path

from questionnaires.views import capture, posters

app_name = "questionnaires"
urlpatterns = [
    path("<slug:code>/", capture.capture, name="capture"),
    path("<slug:code>/tak/", capture.thanks, name="thanks"),
    path("<slug:code>/qr.svg", posters.qr_code, name="qr"),
    path("<slug:code>/plakat.pdf", posters.poster, name="poster"),
]
