"""What can be done at each address, in Dutch, for docs/permissions.md (scripts/permissions_table.py).

A row is a phrase and the addresses that it stands for: lines of the table, all with the same people. "… GET" or
"… POST" names one half of a page that more people read than may send its form; "…@rule" the rule whose sentence tells
who can, where the view asks a second one.
"""

PARTS: dict[str, dict[str, str]] = {
    "Binnenkomen": {
        "De voordeur: inloggen met een code, een wachtwoord of een toegangssleutel, en weer uitloggen": (
            "account_login account_request_login_code account_confirm_login_code account_logout mfa_authenticate "
            "mfa_login_webauthn"
        ),
        "Inloggen met het account van de eigen organisatie": (
            "accounts:sign_on_choose accounts:sign_on_door accounts:sign_on_away accounts:sign_on_back"
        ),
        "Een persoonlijke link openen (de link zelf zegt wie het is)": "accounts:personal_link",
        "Minder mail kiezen met de link in een bericht": "outbox:decline",
        "Zeggen of je komt met de link in een bericht": "evenings:answer_link evenings:answer_link evening",
        "Met de code van de avond binnenkomen als gast, of een plek later op je naam zetten": (
            "evenings:join evenings:join_evening evenings:claim"
        ),
        "De taal kiezen": "set_language",
        "De eerste pagina, en wat bij elke pagina hoort": (
            "overviews:home core:health core:ended core:favicon accounts:house_sheet accounts:house_file"
        ),
        "De voorbeelden van de vormgeving en de post van de demo (alleen op een proefopstelling)": (
            "core:styleguide core:trouble overviews:demo_mail"
        ),
    },
    "Van jezelf": {
        "Je gegevens en je foto lezen en veranderen": "accounts:profile accounts:picture",
        "Hoe je inlogt bekijken en beveiligen": (
            "accounts:security accounts:proof accounts:app_add accounts:app_remove accounts:passkey_add "
            "accounts:passkey accounts:passkey_remove accounts:recovery_codes accounts:password"
        ),
        "Zien waar je bent ingelogd, en daar uitloggen": (
            "accounts:devices accounts:sign_out_elsewhere accounts:sign_out_device"
        ),
        "Je trajecten zien": "overviews:mine",
        "Kiezen hoe je naam bij je bijdragen staat": "programmes:consent",
    },
    "De organisatie": {
        "De organisatie, haar instellingen en haar beheerders": (
            "accounts:organisation accounts:organisation_settings accounts:add_administrator "
            "accounts:remove_administrator"
        ),
        "Lezen wie wat deed in de organisatie en haar trajecten": "accounts:trail accounts:trail_file",
        "Met het eigen account laten inloggen, en mensen met een adres van de organisatie binnenlaten": (
            "accounts:organisation_sign_on accounts:open_sign_on accounts:close_sign_on accounts:add_domain "
            "accounts:remove_domain"
        ),
        "De huisstijl": (
            "accounts:house_style accounts:house_wear accounts:house_off accounts:house_theme accounts:house_logo "
            "accounts:house_no_logo accounts:house_font accounts:house_sample"
        ),
    },
    "Het traject": {
        "Een traject beginnen": "programmes:begin",
        "Het traject zien: de tijdlijn en wat eraan komt": "overviews:programme",
        "De teams zien, met wie erin zit": "teams:list",
        "De pagina van een team zien": "overviews:team",
        "Het traject opzetten en starten": (
            "programmes:setup programmes:setup_question programmes:setup_themes programmes:setup_calendar "
            "programmes:setup_people programmes:setup_review programmes:start"
        ),
        "Het plan, de instellingen en de herinneringen veranderen": (
            "programmes:plan programmes:undo_move programmes:enter_phase programmes:move_moment programmes:settings "
            "programmes:reminders"
        ),
    },
    "De mensen": {
        "De foto van iemand zien met wie je een traject deelt, als die met naam meedoet": "programmes:picture",
        "Zien wie er meedoet, met adres en uitnodiging": "programmes:people",
        "Lezen wie wat deed in het traject": "programmes:trail programmes:trail_file",
        "Uitnodigen en een uitnodiging intrekken, een rol veranderen, iemand laten stoppen": (
            "programmes:invite programmes:person programmes:invite_again programmes:invite_all_again "
            "programmes:withdraw programmes:leave"
        ),
        "Zelf met het traject stoppen": "programmes:stop",
        "Iemand in een team zetten": "teams:place",
    },
    "De berichten": {
        "De postbus zien: wat er naar wie gaat, en waarom": "programmes:messages",
        "Berichten veranderen, tegenhouden, nu sturen": (
            "programmes:edit_messages programmes:send_messages programmes:hold_messages programmes:release_messages "
            "programmes:skip_messages programmes:write_messages_anew"
        ),
    },
    "De avond": {
        "De lijst van avonden zien": "evenings:list",
        "De avond van een team zien en volgen": "evenings:evening evenings:calendar evenings:stream",
        "Een avond voor alle teams zien": "evenings:evening together",
        "Een avond plannen": "evenings:new",
        "Een avond weghalen die nog niet begon": "evenings:remove planned",
        "Zeggen of je komt": "evenings:answer",
        "Zien wie er komt": "evenings:presence GET",
        "Noteren wie er is": "evenings:presence POST@evenings.note_presence",
        "Het draaiboek lezen": "evenings:run_of_show",
        "Het draaiboek en de avond veranderen": (
            "evenings:settings evenings:methods evenings:add_block evenings:edit_block evenings:set_length "
            "evenings:undo_block evenings:move_block evenings:remove_block evenings:restore_block"
        ),
        "De avond leiden": (
            "evenings:console evenings:open evenings:take_back_opening evenings:next evenings:back evenings:give_time "
            "evenings:reveal evenings:close evenings:reopen"
        ),
        "De wand tonen": "evenings:wall",
        "De kaarten op de wand tonen": "ideas:wall_cards",
        "Zien wie als gast binnenkwam": "evenings:door",
        "De deur voor gasten openen en sluiten, een gast eruit laten of aan iemand koppelen": (
            "evenings:open_door evenings:close_door evenings:show_guest_out evenings:let_guest_in_again "
            "evenings:tie_guest"
        ),
        "Als gast bewaren wat je deed": "evenings:keep",
    },
    "Het huiswerk": {
        "De lijst van huiswerk zien": "homework:list",
        "Een opdracht lezen": "homework:assignment",
        "Een opdracht veranderen": "homework:edit",
        "Huiswerk maken en inleveren": "homework:hand_in",
        "Ingeleverd huiswerk en zijn foto's zien, zodra de opdracht het toont": (
            "homework:submission GET homework:submission left GET homework:picture"
        ),
        "Een begonnen inzending zien die nog niet is ingeleverd": "homework:submission draft GET",
        "Ingeleverd huiswerk zien dat de opdracht nog niet toont": "homework:submission kept GET",
        "Antwoorden op huiswerk": (
            "homework:submission POST@homework.reply homework:submission left POST@homework.reply "
            "homework:submission kept POST@homework.reply"
        ),
        "Eigen huiswerk terugnemen, een eigen foto weghalen": (
            "homework:take_back homework:remove_picture@homework.change_submission"
        ),
    },
    "De ideeën": {
        "De lijst van ideeën zien (ieder ziet die van het eigen team)": "ideas:list ideas:last",
        "Een idee schrijven": "ideas:new",
        "Als gast een idee schrijven": "ideas:new_as_guest",
        "Als gast het eigen laatste idee zien": "ideas:last_as_guest",
        "Een idee zien": "ideas:idea",
        "Een idee zien voordat de avond het onthult": "ideas:idea hidden",
        "Een eigen idee veranderen": "ideas:edit@ideas.edit_idea",
        "Een eigen idee veranderen dat nog niet is onthuld": "ideas:edit hidden@ideas.edit_idea",
        "Zeggen dat een idee niet verder gaat, en dat terugdraaien": (
            "ideas:end@ideas.end_idea ideas:reopen ended@ideas.reopen_idea"
        ),
        "Een idee maken van huiswerk": "ideas:from_submission",
    },
    "De bundels en de stippen": {
        "De bundels van een team zien": "ideas:clusters GET ideas:cluster",
        "Bundels maken en veranderen": (
            "ideas:rename_cluster ideas:merge_cluster ideas:split_cluster ideas:empty_cluster ideas:remove_cluster "
            "ideas:reorder_cluster ideas:undo_bundling ideas:clusters POST@ideas.bundle_ideas"
        ),
        "Een stemronde openen": "ideas:open_round",
        "Een stemronde zien": "ideas:round ideas:round_stream",
        "Stippen plakken": "ideas:place_dot@ideas.place_dots",
        "Een stemronde sluiten": "ideas:close_round",
    },
    "De voorstellen en de besluiten": {
        "De lijst van voorstellen en resultaten zien": "ideas:proposals outcomes:results",
        "Een voorstel zien waaraan het team nog schrijft": "ideas:proposal ideas:present_proposal",
        "Een voorstel zien waar het team achter staat": "ideas:proposal agreed ideas:present_proposal agreed",
        "Een voorstel beginnen": "ideas:begin_proposal",
        "Een voorstel schrijven": "ideas:edit_proposal",
        "Vastleggen dat het team achter een voorstel staat, en dat terugdraaien": (
            "ideas:agree_proposal ideas:reopen_proposal agreed"
        ),
        "Een besluit lezen": "outcomes:decision",
        "Een besluit vastleggen of verbeteren": "outcomes:decide agreed outcomes:correct",
        "Een les lezen": "outcomes:lesson",
        "Een les maken van huiswerk, en haar veranderen": "outcomes:make_lesson outcomes:edit_lesson",
    },
    "Het koersdocument": {
        "Het concept lezen, met de foto's die erin staan": (
            "reports:koersdocument GET reports:taken_photo photo reports:preview reports:preview_css "
            "reports:preview_file"
        ),
        "Het concept schrijven": (
            "reports:koersdocument POST@reports.write_draft reports:cover reports:add_section reports:include "
            "reports:change_section reports:move_inclusion reports:describe_photo photo"
        ),
        "Een editie uitgeven (een begeleider het concept, de opdrachtgever de nagekeken editie, een beheerder alle)": (
            "reports:publish"
        ),
        "Edities lezen": (
            "reports:edition reports:edition_pdf reports:edition_read reports:edition_css "
            "reports:edition_picture edition"
        ),
    },
}
NOBODY: frozenset[str] = frozenset(
    {
        "evenings:remove",
        "homework:submission draft POST",
        "homework:take_back left",
        "ideas:close_round closed",
        "ideas:edit left",
        "ideas:edit_proposal agreed",
        "outcomes:decide",
        "outcomes:make_lesson draft",
    }
)
"""Lines that say that nobody can: an evening that runs is not removed, and so on."""
