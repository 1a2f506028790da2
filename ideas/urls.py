"""Addresses of ideas."""

from django.urls import path

from ideas.views import capture, clusters, evenings, guests, ideas, proposals, rounds, submissions

app_name = "ideas"
urlpatterns = [
    path("programmes/<public_id:programme_id>/ideas/", ideas.list_page, name="list"),
    path("programmes/<public_id:programme_id>/ideas/new/", capture.new_idea, name="new"),
    path("programmes/<public_id:programme_id>/ideas/last/", capture.last_idea, name="last"),
    path("ideas/<public_id:idea_id>/", ideas.idea_page, name="idea"),
    path("ideas/<public_id:idea_id>/edit/", ideas.edit, name="edit"),
    path("ideas/<public_id:idea_id>/end/", ideas.end, name="end"),
    path("ideas/<public_id:idea_id>/reopen/", ideas.reopen, name="reopen"),
    path("submissions/<public_id:submission_id>/idea/", submissions.from_submission, name="from_submission"),
    path("evenings/<public_id:evening_id>/wall/cards/", evenings.wall_cards, name="wall_cards"),
    path("evenings/<public_id:evening_id>/ideas/new/", guests.new_idea, name="new_as_guest"),
    path("evenings/<public_id:evening_id>/ideas/last/", guests.last_idea, name="last_as_guest"),
    path("teams/<public_id:team_id>/bundles/", clusters.board, name="clusters"),
    path("bundles/<public_id:cluster_id>/", clusters.cluster_page, name="cluster"),
    path("bundles/<public_id:cluster_id>/rename/", clusters.rename, name="rename_cluster"),
    path("bundles/<public_id:cluster_id>/merge/", clusters.merge, name="merge_cluster"),
    path("bundles/<public_id:cluster_id>/split/", clusters.split, name="split_cluster"),
    path("bundles/<public_id:cluster_id>/empty/", clusters.empty, name="empty_cluster"),
    path("bundles/<public_id:cluster_id>/remove/", clusters.remove, name="remove_cluster"),
    path("bundles/<public_id:cluster_id>/order/", clusters.reorder, name="reorder_cluster"),
    path("teams/<public_id:team_id>/rounds/new/", rounds.begin, name="open_round"),
    path("rounds/<public_id:round_id>/", rounds.round_page, name="round"),
    path("rounds/<public_id:round_id>/dots/", rounds.place, name="place_dot"),
    path("rounds/<public_id:round_id>/close/", rounds.close, name="close_round"),
    path("rounds/<public_id:round_id>/stream/", rounds.listen, name="round_stream"),
    path("bundling/<public_id:change_id>/undo/", clusters.undo, name="undo_bundling"),
    path("bundles/<public_id:cluster_id>/proposal/", proposals.begin, name="begin_proposal"),
    path("programmes/<public_id:programme_id>/proposals/", proposals.list_page, name="proposals"),
    path("proposals/<public_id:proposal_id>/", proposals.proposal_page, name="proposal"),
    path("proposals/<public_id:proposal_id>/edit/", proposals.edit, name="edit_proposal"),
    path("proposals/<public_id:proposal_id>/agree/", proposals.agree, name="agree_proposal"),
    path("proposals/<public_id:proposal_id>/reopen/", proposals.reopen, name="reopen_proposal"),
    path("proposals/<public_id:proposal_id>/present/", proposals.present, name="present_proposal"),
]
