from django.urls import path

from feedback.circles import views

app_name = "circles"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.board, name="board"),
]
