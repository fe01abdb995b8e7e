from django.urls import path

from core.views import documents, gallery, health, pages

app_name = "core"
urlpatterns = [
    path("sundhed/", health.health, name="health"),
    path("dokumenter/<uuid:pk>/", documents.document, name="document"),
    path("logo/", documents.logo, name="logo"),
    path("tema.css", pages.theme, name="theme"),
    path("galleri/", gallery.gallery, name="gallery"),
]
