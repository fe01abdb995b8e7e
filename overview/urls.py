from django.urls import path

from overview.views import home

urlpatterns = [
    path("", home.home, name="home"),
    path("start/", home.home_for_me, name="home_for_me"),
]
