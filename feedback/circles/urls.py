from django.urls import path

from feedback.circles.views import api, board, downloads, keys, months

app_name = "circles"
urlpatterns = [
    path("", board.index, name="index"),
    path("<slug:slug>/", board.board, name="board"),
    path("<slug:slug>/breve/", board.letters, name="letters"),
    path("<slug:slug>/signal/<int:pk>/", board.signal, name="signal"),
    path("<slug:slug>/over-tid/<slug:measure>.csv", board.points_file, name="points_file"),
    path("<slug:slug>/tal/", board.numbers, name="numbers"),
    path("<slug:slug>/tal.csv", board.numbers_file, name="numbers_file"),
    path("<slug:slug>/hent/", downloads.index, name="downloads"),
    path("<slug:slug>/hent/<str:name>", downloads.file, name="download"),
    path("<slug:slug>/maaned/<int:year>-<int:month>/", months.month, name="month"),
    path("<slug:slug>/maaned/<int:year>-<int:month>.pdf", months.month_file, name="month_file"),
    path("<slug:slug>/noegler/", keys.index, name="keys"),
    path("<slug:slug>/noegler/<int:key>/stop/", keys.stop, name="stop_key"),
    path("<slug:slug>/api/openapi.json", api.description, name="api_openapi"),
    path("<slug:slug>/api/v1/", api.index, name="api_index"),
    path("<slug:slug>/api/v1/measures/", api.measures, name="api_measures"),
    path("<slug:slug>/api/v1/measures/<slug:measure>/", api.measure, name="api_measure"),
    path("<slug:slug>/api/v1/quarters/", api.quarters, name="api_quarters"),
    path("<slug:slug>/api/v1/quarters/<slug:quarter>/", api.quarter, name="api_quarter"),
    path("<slug:slug>/api/<path:rest>", api.nothing, name="api_nothing"),
    path("<slug:slug>/api/", api.index),
]
