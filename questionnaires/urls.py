from django.urls import path

from questionnaires.views import (
    authoring,
    capture,
    exchange,
    exports,
    kiosk,
    posters,
    setaside,
    tablets,
)

app_name = "questionnaires"
urlpatterns = [
    path("<slug:code>/", capture.capture, name="capture"),
    path("<slug:code>/tak/", capture.thanks, name="thanks"),
    path("<slug:code>/kiosk/", kiosk.start, name="kiosk"),
    path("<slug:code>/kiosk/svar/", kiosk.form, name="kiosk_form"),
    path("<slug:code>/kiosk/tak/", kiosk.thanks, name="kiosk_thanks"),
    path("<slug:code>/kiosk/afslut/", kiosk.leave, name="kiosk_exit"),
    path("<slug:code>/qr.svg", posters.qr_code, name="qr"),
    path("<slug:code>/plakat.pdf", posters.poster, name="poster"),
    path("<slug:code>/papir.pdf", posters.paper, name="paper"),
]

desk = [
    path("skemaer/<int:pk>/", authoring.show, name="questionnaires_show"),
    path("skemaer/<int:pk>/proev/", authoring.try_out, name="questionnaires_try"),
    path(
        "skemaer/<int:pk>/oversaet/<slug:language>/",
        authoring.translate,
        name="questionnaires_translate",
    ),
    path("skemaer/<int:pk>/brug/", authoring.publish, name="questionnaires_publish"),
    path("skemaer/<int:pk>/ud/", authoring.retire, name="questionnaires_retire"),
    path("skemaer/<int:pk>/ret/", authoring.correct, name="questionnaires_correct"),
    path(
        "skemaer/<int:pk>/sammenlign/",
        authoring.declare_comparable,
        name="questionnaires_comparable",
    ),
    path("skemaer/<int:pk>/gem/<slug:form>/", exchange.save_as, name="questionnaires_export"),
    path("kampagner/<int:pk>/svar/", exports.export, name="questionnaires_export_responses"),
    path("tabletter/<int:pk>/", tablets.tablets, name="questionnaires_tablets"),
    path("tabletter/<int:pk>/stop/", tablets.stop, name="questionnaires_stop_tablet"),
    path("kampagner/<int:pk>/tilside/", setaside.quarantines, name="questionnaires_quarantines"),
    path("kampagner/<int:pk>/medtag/", setaside.lift, name="questionnaires_lift"),
    path("skemaer/hent/", exchange.take_in, name="questionnaires_import"),
]
