from django.urls import path

from feedback.circles import api, downloads, key_views, views

app_name = "circles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.board, name="board"),
    path("<slug:slug>/breve/", views.letters, name="letters"),
    path("<slug:slug>/signal/<int:pk>/", views.signal, name="signal"),
    path("<slug:slug>/over-tid/<slug:measure>.csv", views.points_file, name="points_file"),
    path("<slug:slug>/tal/", views.numbers, name="numbers"),
    path("<slug:slug>/tal.csv", views.numbers_file, name="numbers_file"),
    path("<slug:slug>/hent/", downloads.index, name="downloads"),
    path("<slug:slug>/hent/<str:name>", downloads.file, name="download"),
    path("<slug:slug>/noegler/", key_views.index, name="keys"),
    path("<slug:slug>/noegler/<int:key>/stop/", key_views.stop, name="stop_key"),
    path("<slug:slug>/api/openapi.json", api.description, name="api_openapi"),
    path("<slug:slug>/api/v1/", api.index, name="api_index"),
    path("<slug:slug>/api/v1/measures/", api.measures, name="api_measures"),
    path("<slug:slug>/api/v1/measures/<slug:measure>/", api.measure, name="api_measure"),
    path("<slug:slug>/api/v1/quarters/", api.quarters, name="api_quarters"),
    path("<slug:slug>/api/v1/quarters/<slug:quarter>/", api.quarter, name="api_quarter"),
    path("<slug:slug>/api/<path:rest>", api.nothing, name="api_nothing"),
    path("<slug:slug>/api/", api.index),
]
