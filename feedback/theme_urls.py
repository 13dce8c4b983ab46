from django.urls import path

from feedback import views

app_name = "themes"
urlpatterns = [path("<uuid:key>/temaer/", views.code, name="code")]
