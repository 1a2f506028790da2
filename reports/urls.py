"""Addresses of the koersdocument, its editions, and the verslag of an evening."""

from django.urls import path

from reports.koersdocument import views
from reports.verslag import views as verslag

app_name = "reports"
_OF_PROGRAMME = "programmes/<public_id:programme_id>/koersdocument/"
urlpatterns = [
    path(_OF_PROGRAMME, views.desk, name="koersdocument"),
    path(_OF_PROGRAMME + "cover/", views.cover, name="cover"),
    path(_OF_PROGRAMME + "parts/", views.add_section, name="add_section"),
    path(_OF_PROGRAMME + "include/<slug:kind>/<public_id:result_id>/", views.include, name="include"),
    path(_OF_PROGRAMME + "preview/", views.preview, name="preview"),
    path(_OF_PROGRAMME + "preview.css", views.preview_css, name="preview_css"),
    path(_OF_PROGRAMME + "preview/<slug:key>/", views.preview_file, name="preview_file"),
    path(_OF_PROGRAMME + "publish/", views.publish, name="publish"),
    path("koersdocument/parts/<public_id:section_id>/", views.change_section, name="change_section"),
    path("koersdocument/inclusions/<public_id:inclusion_id>/", views.move_inclusion, name="move_inclusion"),
    path(
        "koersdocument/inclusions/<public_id:inclusion_id>/photo/",
        views.describe_photo,
        name="describe_photo",
    ),
    path("koersdocument/inclusions/<public_id:inclusion_id>/picture/", views.taken_photo, name="taken_photo"),
    path("editions/<public_id:edition_id>/", views.edition, name="edition"),
    path("editions/<public_id:edition_id>/koersdocument.pdf", views.edition_pdf, name="edition_pdf"),
    path("editions/<public_id:edition_id>/read/", views.edition_page_on_screen, name="edition_read"),
    path("editions/<public_id:edition_id>/style.css", views.edition_css, name="edition_css"),
    path(
        "editions/<public_id:edition_id>/pictures/<slug:key>/", views.edition_picture, name="edition_picture"
    ),
    path("evenings/<public_id:evening_id>/verslag/", verslag.write, name="write_verslag"),
    path("evenings/<public_id:evening_id>/verslag/send/", verslag.send, name="send_verslag"),
    path("verslagen/<public_id:verslag_id>/", verslag.read, name="verslag"),
    path("verslagen/<public_id:verslag_id>/verslag.pdf", verslag.pdf, name="verslag_pdf"),
]
