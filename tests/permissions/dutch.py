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
        "Zeggen op welke dagen je kunt met de link in een bericht": (
            "evenings:answer_days evenings:answer_days days"
        ),
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
        "Een collega helpen die de tweede stap van het inloggen kwijt is (niet zichzelf)": (
            "accounts:lost_second_step"
        ),
        "Alle trajecten van de organisatie zien, met wat er hangt": "overviews:all_programmes",
        "Lezen wie wat deed in de organisatie en haar trajecten": "accounts:trail accounts:trail_file",
        "Met het eigen account laten inloggen, en mensen met een adres van de organisatie binnenlaten": (
            "accounts:organisation_sign_on accounts:open_sign_on accounts:close_sign_on accounts:add_domain "
            "accounts:remove_domain"
        ),
        "De blauwdrukken zien waarmee je een traject kunt beginnen, en een bestand inlezen": (
            "programmes:blueprints programmes:import_blueprint programmes:ready_blueprint ready "
            "programmes:ready_blueprint_file ready programmes:draft_of_ready ready"
        ),
        "De blauwdrukken van de organisatie lezen, veranderen en aanbieden": (
            "programmes:blueprint programmes:blueprint_file programmes:draft_of_blueprint programmes:offer_blueprint "
            "programmes:blueprint_draft programmes:edit_blueprint_about programmes:edit_blueprint_part "
            "programmes:edit_blueprint_evening evening programmes:publish_blueprint programmes:drop_blueprint"
        ),
        "De eigen werkvormen van de organisatie zien en er een bij maken": (
            "evenings:own_methods evenings:new_own_method"
        ),
        "Een eigen werkvorm van de organisatie veranderen, eruit halen en terugzetten": (
            "evenings:own_method evenings:remove_own_method evenings:restore_own_method"
        ),
        "Een traject als blauwdruk bewaren": "programmes:programme_blueprint programmes:save_blueprint",
        "De opzet van een traject als bestand meenemen, desgewenst met de mensen": "programmes:programme_file",
        "Een traject beginnen uit een bestand": "programmes:from_file",
        "Een vraagstuk of een verhaal inbrengen bij een organisatie die dat iedereen laat doen": (
            "programmes:intake programmes:intake_thanks programmes:confirm_question question"
        ),
        "Een vraagstuk of een verhaal inbrengen bij een organisatie die dat eigen mensen laat doen": (
            "programmes:intake own"
        ),
        "Zeggen wie vraagstukken en verhalen mag inbrengen, en wissen wat is ingebracht": (
            "programmes:intake_settings programmes:erase_question"
        ),
        "Vraagstukken en verhalen lezen, verdelen en beantwoorden": (
            "programmes:questions programmes:question programmes:look_after_question programmes:answer_question"
        ),
        "De huisstijl": (
            "accounts:house_style accounts:house_wear accounts:house_off accounts:house_theme accounts:house_logo "
            "accounts:house_no_logo accounts:house_font accounts:house_sample"
        ),
    },
    "Het traject": {
        "Een traject beginnen": "programmes:begin",
        "Het traject zien: de tijdlijn en wat eraan komt": "overviews:programme overviews:programme_more",
        "De teams zien, met wie erin zit": "teams:list",
        "De pagina van een team zien": "overviews:team",
        "De ronde zien waarin thema's worden genoemd en gewogen": "programmes:theme_round",
        "Thema's noemen en wegen": "programmes:name_theme programmes:weigh_themes",
        "Een thema weghalen dat je zelf noemde": "programmes:take_away_theme",
        "De ronde over thema's leiden, thema's samenvoegen en er teams van maken": (
            "programmes:close_theme_step programmes:theme_deadline programmes:let_weigh programmes:stop_theme_round "
            "programmes:theme_teams programmes:theme programmes:split_theme"
        ),
        "Het traject opzetten en starten": (
            "programmes:setup programmes:setup_question programmes:setup_themes programmes:setup_calendar "
            "programmes:setup_people programmes:setup_review programmes:start"
        ),
        "Een traject weggooien dat nog niet gestart is": "programmes:drop_concept",
        "Het plan, de instellingen en de herinneringen veranderen": (
            "programmes:plan programmes:undo_move programmes:enter_phase programmes:move_moment programmes:set_rule "
            "programmes:tell_now programmes:new_milestone programmes:restore_milestone "
            "programmes:rename_milestone programmes:rename_milestone milestone programmes:drop_milestone "
            "programmes:drop_milestone milestone programmes:settings "
            "programmes:reminders"
        ),
        "Het traject afsluiten": "programmes:close",
        "Een afgesloten traject weer openen (een begeleider 30 dagen lang)": "programmes:reopen",
    },
    "De doelen en de blinde vlekken": {
        "Zien welke beleidsdoelen het traject dient, en wie er is gehoord": (
            "programmes:goals programmes:blind_spots"
        ),
        "Beleidsdoelen kiezen, toevoegen en er iets aan hangen": (
            "programmes:choose_goals programmes:add_goals programmes:served_goal programmes:take_up_goal"
        ),
        "Zeggen welk doel een voorstel dient": "ideas:proposal_goals",
        "Groepen noemen, en zeggen wie is gehoord, wie wordt gehoord en wie bewust niet": (
            "programmes:begin_groups programmes:new_group programmes:edit_group programmes:remove_group "
            "programmes:restore_group programmes:cell programmes:cell_of_all programmes:remove_hearing "
            "programmes:restore_hearing"
        ),
        "De akkoorden en doelen van de organisatie bijhouden": (
            "programmes:organisation_goals programmes:add_organisation_goals programmes:edit_agreement "
            "programmes:edit_goal programmes:remove_goal"
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
        "Zien wie stil wordt (een coach leest er alleen over het eigen team)": "overviews:quiet",
        "Iemand vragen hoe het gaat, en noteren dat je dat deed": (
            "overviews:note overviews:spoken overviews:not_spoken"
        ),
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
        "Een avond plannen, of die van één team ook aan de andere geven": "evenings:new evenings:copy",
        "Een avond weghalen die nog niet begon": "evenings:remove planned",
        "Een avond niet laten doorgaan, en toch wel laten doorgaan": (
            "evenings:call_off planned evenings:put_back off"
        ),
        "Samen een dag zoeken: dagen voorstellen, zien wie kan, herinneren, intrekken": (
            "evenings:seek_day planned evenings:date_poll evenings:remind_of_days evenings:ask_until "
            "evenings:withdraw_date_poll evenings:keep_day"
        ),
        "Zeggen op welke dagen je kunt": "evenings:answer_date_poll",
        "Zeggen of je komt": "evenings:answer",
        "Zien wie er komt": "evenings:presence GET",
        "Noteren wie er is": "evenings:presence POST@evenings.note_presence",
        "Het draaiboek lezen en afdrukken": "evenings:run_of_show evenings:run_of_show_on_paper",
        "Zien wat de keuken moet weten, en naambadges afdrukken": "evenings:coming evenings:badges",
        "Plekken, sluiting en links van een avond bepalen": "evenings:places",
        "Wie niet antwoordde nog eens vragen, zolang de avond nog komt": "evenings:remind_silent planned",
        "Ja of nee zeggen tegen een ander antwoord na de sluiting": "evenings:settle_change",
        "Zeggen dat je er bent": "evenings:here",
        "Zeggen dat je via de videoverbinding meedoet": "evenings:way",
        "Tafels en duo's bekijken, en plaatskaartjes afdrukken": (
            "evenings:tables GET evenings:pairs GET evenings:place_cards"
        ),
        "Tafels en duo's op de muur tonen": "evenings:tables_wall evenings:pairs_wall",
        "Mensen over tafels of duo's verdelen": (
            "evenings:tables POST@evenings.seat_people evenings:pairs POST@evenings.seat_people"
        ),
        "De verdeling veranderen en tonen": (
            "evenings:swap_seats evenings:update_seating evenings:take_back_seating evenings:show_seating"
        ),
        "Het draaiboek en de avond veranderen": (
            "evenings:settings evenings:methods evenings:add_block evenings:edit_block evenings:set_length "
            "evenings:undo_block evenings:move_block evenings:remove_block evenings:restore_block "
            "evenings:method library evenings:method own evenings:take_over evenings:undo_taking_over "
            "evenings:order_blocks evenings:place_block evenings:double_block"
        ),
        "De avond leiden": (
            "evenings:console evenings:open evenings:take_back_opening evenings:next evenings:back evenings:give_time "
            "evenings:reveal evenings:close evenings:reopen evenings:pause evenings:end_pause evenings:skip_block "
            "evenings:take_up_block evenings:repeat_block evenings:move_coming_block"
        ),
        "In een ronde een paar woorden zeggen": "evenings:say_word",
        "Tonen wat er in een onderdeel werd geschreven, en een woord van de muur halen": (
            "evenings:show_block evenings:hide_word"
        ),
        "Een avond oefenen": "evenings:rehearse",
        "Een oefening leiden en beëindigen": "evenings:end_rehearsal ideas:practise",
        "Zeggen wie er voor anderen schrijft": "evenings:scribes evenings:drop_scribe",
        "De muur tonen": "evenings:wall",
        "De kaarten op de muur tonen": "ideas:wall_cards",
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
        "Zien wie hoe ver is met het huiswerk (een coach: in het eigen team)": "homework:behind",
        "Herinneren aan huiswerk": "homework:remind",
        "Een opdracht plannen, veranderen of weghalen": "homework:new homework:edit homework:copy homework:drop",
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
        "Als notulist voor anderen schrijven": "ideas:write ideas:correct",
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
        "Een idee verbergen en weer laten zien, en beslissen over meldingen": (
            "ideas:cover ideas:uncover ideas:let_stand ideas:weigh_again"
        ),
        "Een idee van iemand anders melden": "ideas:report@ideas.report_idea",
        "Een idee melden dat nog niet is onthuld": "ideas:report hidden@ideas.report_idea",
        "Zien welke ideeën op een idee lijken": "ideas:similar",
        "Zeggen dat twee ideeën hetzelfde zijn, of juist niet": ("ideas:same ideas:apart ideas:alike_again"),
        "Kaartjes en stembiljetten printen": "ideas:paper ideas:print_again",
        "Kaartjes en stembiljetten intypen": "ideas:type_paper ideas:take_back",
        "Als notulist kaartjes en stembiljetten intypen": "ideas:type_as_scribe ideas:take_back_as_scribe",
        "De code van een kaartje scannen": "ideas:scanned",
    },
    "De bundels en de stippen": {
        "De bundels van een team zien": "ideas:clusters GET ideas:bundles_stream ideas:cluster",
        "Bundels maken en veranderen": (
            "ideas:rename_cluster ideas:merge_cluster ideas:split_cluster ideas:empty_cluster ideas:remove_cluster "
            "ideas:reorder_cluster ideas:undo_bundling ideas:clusters POST@ideas.bundle_ideas"
        ),
        "Een stemronde openen": "ideas:open_round",
        "Een stemronde zien": "ideas:round ideas:round_stream",
        "Stippen plakken": "ideas:place_dot@ideas.place_dots",
        "Een stemronde sluiten": "ideas:close_round",
        "Stippen op papier invoeren": "ideas:paper_dots",
        "Een team anders laten kiezen (instemmen, cijfers, volgorde)": (
            "ideas:open_consent ideas:open_scores ideas:open_ranking ideas:ask_again closed"
        ),
        "Zien wat een team kiest": "ideas:choice ideas:choice closed ideas:choice_wall ideas:choice_stream",
        "Antwoorden op wat het team kiest": "ideas:answer_choice@ideas.answer_choice",
        "Sluiten wat het team kiest": "ideas:close_choice",
        "Heropenen wat het team koos": "ideas:reopen_choice closed",
    },
    "De voorbeelden en wat mensen leerden": {
        "De lijst van voorbeelden zien (ieder ziet die van het eigen team)": "outcomes:examples",
        "Een voorbeeld vertellen": "outcomes:tell",
        "Als notulist een voorbeeld opschrijven": "outcomes:write_example",
        "Een voorbeeld lezen": "outcomes:example",
        "Een voorbeeld lezen voordat het getoond is": "outcomes:example unshown",
        "Een eigen voorbeeld veranderen of terugnemen": "outcomes:edit_example outcomes:take_back_example",
        "Een voorbeeld verbergen en weer tonen": "outcomes:hide_example",
        "Doorvragen over een voorbeeld": "outcomes:ask_on",
        "Een vraag over een eigen voorbeeld beantwoorden": "outcomes:answer_question",
        "Een vraag weghalen": "outcomes:remove_question",
        "Een les maken van voorbeelden": "outcomes:lesson_of_examples",
        "Lezen wat anderen delen van wat ze leerden": "outcomes:reflection GET",
        "Opschrijven wat je leerde": "outcomes:reflection POST@outcomes.reflect",
        "Delen wat je leerde, en daarmee stoppen": "outcomes:share_reflection",
        "Alles lezen wat je zelf leerde": "outcomes:own_reflections",
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
        "Lezen wie wat onderschrijft, en de regionale agenda": "outcomes:endorsements outcomes:agenda GET",
        "Een conferentie voorbereiden en leiden (punten, organisaties, vaststellen, presenteren)": (
            "outcomes:endorsing outcomes:settle outcomes:point outcomes:body outcomes:correct_endorsement "
            "outcomes:presenting outcomes:present outcomes:steer_presentation "
            "outcomes:agenda POST@outcomes.run_conference"
        ),
        "Zeggen wat een organisatie onderschrijft (wie namens haar spreekt, of wie het opschrijft)": "outcomes:speak",
        "Als notulist een opgave op de regionale agenda zetten": "outcomes:write_agenda",
        "Een opgave van de regionale agenda veranderen": "outcomes:task outcomes:steer_task",
        "Reageren op wat gepresenteerd wordt": "outcomes:react",
        "Een vervolgtraject beginnen": "outcomes:follow_up",
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
    "Het verslag": {
        "Het verslag van een avond schrijven, zodra die voorbij is": "reports:write_verslag over",
        "Een verslag versturen": "reports:send_verslag over",
        "Een verslag lezen dat nog niet verstuurd is": "reports:verslag unsent",
        "Een verslag lezen, ook als pdf": "reports:verslag reports:verslag_pdf",
    },
}
NOBODY: frozenset[str] = frozenset(
    {
        "evenings:call_off",
        "evenings:put_back",
        "evenings:remind_silent",
        "evenings:remove",
        "evenings:seek_day",
        "homework:submission draft POST",
        "reports:send_verslag",
        "reports:write_verslag",
        "homework:take_back left",
        "ideas:close_choice closed",
        "ideas:close_round closed",
        "ideas:edit left",
        "ideas:edit_proposal agreed",
        "outcomes:decide",
        "outcomes:make_lesson draft",
    }
)
"""Lines that say that nobody can: an evening that runs is not removed, and so on."""
