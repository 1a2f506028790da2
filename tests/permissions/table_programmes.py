"""Programmes, their plan, their people, their messages, their teams."""

from tests.permissions.audiences import ANYONE_IN, FACILITATOR, KEEPS_PEOPLE, PEOPLE_KEEPERS, PLANS, TEAM
from tests.permissions.words import OPEN, RUNNING, SIGNED_IN, Door, act, form, people, read, who

SETS_UP = PLANS
"""Setting up goes on until the start, and afterwards its steps lead to the plan."""

TABLE: dict[str, Door] = {
    "overviews:programme": read(ANYONE_IN),
    "overviews:team": read(TEAM),
    # Setting up
    "programmes:begin": form(people("facilitator administrator")),
    "programmes:setup": read(SETS_UP),
    "programmes:setup_question": form(SETS_UP),
    "programmes:setup_themes": form(SETS_UP),
    "programmes:setup_calendar": form(SETS_UP),
    "programmes:setup_people": form(SETS_UP),
    "programmes:setup_review": form(SETS_UP, limits=frozenset({405})),
    "programmes:start": act(SETS_UP),
    # The plan
    "programmes:plan": read(PLANS),
    "programmes:undo_move": act(PLANS, limits=frozenset({404})),
    "programmes:enter_phase": form(PLANS),
    "programmes:move_moment": form(PLANS),
    "programmes:settings": form(PLANS),
    "programmes:reminders": form(PLANS),
    # People
    "programmes:people": read(PEOPLE_KEEPERS),
    "programmes:invite": form(KEEPS_PEOPLE),
    "programmes:person": form(KEEPS_PEOPLE),
    "programmes:invite_again": act(KEEPS_PEOPLE),
    "programmes:picture": read(SIGNED_IN, limits=frozenset({404})),
    "programmes:invite_all_again": act(KEEPS_PEOPLE),
    "programmes:withdraw": form(KEEPS_PEOPLE),
    "programmes:leave": form(KEEPS_PEOPLE),
    "programmes:stop": form(who(team="author", stages=RUNNING)),
    "programmes:consent": form(who(team="author")),
    "teams:list": read(ANYONE_IN),
    "teams:place": form(who(programme="facilitator", stages=OPEN)),
    # Who did what
    "programmes:trail": read(PEOPLE_KEEPERS),
    "programmes:trail_file": read(PEOPLE_KEEPERS),
    # Messages
    "programmes:messages": read(PEOPLE_KEEPERS),
    "programmes:edit_messages": form(FACILITATOR),
    "programmes:send_messages": form(FACILITATOR),
    "programmes:hold_messages": act(FACILITATOR),
    "programmes:release_messages": act(FACILITATOR),
    "programmes:skip_messages": act(FACILITATOR),
    "programmes:write_messages_anew": act(FACILITATOR),
}
