from django.urls import path

from feedback.circles import views

app_name = "circles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.board, name="board"),
    path("<slug:slug>/breve/", views.letters, name="letters"),
    path("<slug:slug>/signal/<int:pk>/", views.signal, name="signal"),
    path("<slug:slug>/over-tid/<slug:measure>.csv", views.points_file, name="points_file"),
    path("<slug:slug>/tal/", views.numbers, name="numbers"),
    path("<slug:slug>/tal.csv", views.numbers_file, name="numbers_file"),
]
