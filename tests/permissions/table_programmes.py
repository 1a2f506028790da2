"""Programmes, their plan, their people, their messages, their teams."""

from tests.permissions.audiences import (
    ANYONE_IN,
    FACILITATOR,
    KEEPS_PEOPLE,
    PEOPLE_KEEPERS,
    PLANS,
    PLANS_RUNNING,
    PREPARES,
    STEERS_RUNNING,
    TEAM,
)
from tests.permissions.words import ALWAYS, OPEN, RUNNING, SIGNED_IN, Door, act, form, people, read, who

SETS_UP = PLANS
"""Setting up goes on until the start, and afterwards its steps lead to the plan."""

GUIDED = PREPARES | who(programme="participant observer supporter client", team="coach")
"""Who hears 403 about asking somebody how it goes: to a coach the people of other teams are not there."""

TABLE: dict[str, Door] = {
    "overviews:programme": read(ANYONE_IN),
    "overviews:programme_more": read(ANYONE_IN),
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
    "programmes:drop_concept": form(who(programme="facilitator", stages={"concept"})),
    # The plan
    "programmes:plan": read(PLANS),
    "programmes:undo_move": act(PLANS, limits=frozenset({404})),
    "programmes:enter_phase": form(PLANS),
    "programmes:close": form(PLANS_RUNNING),
    "programmes:reopen": act(who(programme="facilitator", organisation="administrator", stages={"closed"})),
    "programmes:move_moment": form(PLANS),
    "programmes:set_rule": form(PLANS),
    "programmes:tell_now": act(PLANS),
    "programmes:new_milestone": form(PLANS),
    "programmes:restore_milestone": act(PLANS),
    "programmes:rename_milestone": form(PLANS, limits=frozenset({404})),  # of an evening
    "programmes:rename_milestone milestone": form(PLANS),
    "programmes:drop_milestone": act(PLANS, limits=frozenset({404})),
    "programmes:drop_milestone milestone": act(PLANS),
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
    "overviews:quiet": read(who(programme="facilitator", stages=ALWAYS) | who(programme="coach")),
    "overviews:note": form(STEERS_RUNNING, sees=GUIDED),
    "overviews:spoken": act(STEERS_RUNNING, sees=GUIDED),
    "overviews:not_spoken": act(STEERS_RUNNING, sees=GUIDED),
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
