"""The access matrix: every address × every role (design §7), as one readable table.

A new address fails tests/laws/test_access_matrix.py until it has its row here. What stands in a
cell is what a GET answers: a status, or `in` for “log in first”. A row's name is the name of the
address, where needed with a word for which object it is asked about (tests/laws/world.py); an
address below /min-forening/ is always that of the culture association, whose chair is “chair”.
"""

ROLES = {
    "anon": "anonymous",
    "chair": "chair",
    "treas": "treasurer",
    "board": "board",
    "other": "other chair",
    "cons": "consultant",
    "coord": "coordinator",
    "secr": "secretary",
    "memb": "member",
    "disq": "disqualified",
    "cchr": "committee chair",
    "mngr": "manager",
    "adm": "administrator",
    "super": "superuser",
}
STAFF = list(ROLES)[5:]

PAGES = """
# Public, and what every page needs
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
home                                             200   200   200   200   200   200   200   200   200   200   200   200   200   200
home_for_me                                       in   302   302   302   302   302   302   302   302   302   302   302   302   302
core:health                                      200   200   200   200   200   200   200   200   200   200   200   200   200   200
core:logo                                        200   200   200   200   200   200   200   200   200   200   200   200   200   200
core:theme                                       200   200   200   200   200   200   200   200   200   200   200   200   200   200
core:gallery                                     404   404   404   404   404   404   404   404   404   404   404   404   404   404
set_language                                     405   405   405   405   405   405   405   405   405   405   405   405   405   405
accessibility_statement                          302   302   302   302   302   302   302   302   302   302   302   302   302   302
invitation                                       200   200   200   200   200   200   200   200   200   200   200   200   200   200
board_confirmation                               200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_associations                              200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_association                               200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_association not public                    404   404   404   404   404   404   404   404   404   404   404   404   404   404
public_events                                    200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_events_past                               200   200   200   200   200   200   200   200   200   200   200   200   200   200
events_feed                                      200   200   200   200   200   200   200   200   200   200   200   200   200   200
event_feed proposed                              404   404   404   404   404   404   404   404   404   404   404   404   404   404
event_feed planned                               404   404   404   404   404   404   404   404   404   404   404   404   404   404
event_feed published                             200   200   200   200   200   200   200   200   200   200   200   200   200   200
event_feed begun                                 200   200   200   200   200   200   200   200   200   200   200   200   200   200
event_feed held                                  200   200   200   200   200   200   200   200   200   200   200   200   200   200
event_feed cancelled                             200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_event proposed                            404   404   404   404   404   404   404   404   404   404   404   404   404   404
public_event planned                             404   404   404   404   404   404   404   404   404   404   404   404   404   404
public_event published                           200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_event begun                               200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_event held                                200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_event cancelled                           200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pools                                     200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_pool                                      200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_grants                                    200   200   200   200   200   200   200   200   200   200   200   200   200   200
public_grants_file                               200   200   200   200   200   200   200   200   200   200   200   200   200   200

# Files: whoever may see a row that holds one
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
core:document attachment of a draft               in   200   200   200   404   404   404   404   404   404   404   404   404   404
core:document receipt                             in   200   200   200   404   200   200   200   404   404   404   200   404   404
core:document letter that is sent                 in   200   200   200   404   200   200   200   200   404   200   200   404   404
core:document letter that waits                   in   404   404   404   404   404   404   200   404   404   404   200   404   404
core:document agreement                           in   200   200   200   404   200   200   200   404   404   404   200   404   404
core:document statutes                            in   200   200   200   404   200   200   200   404   404   404   200   404   404
core:document draft of statutes                    in   200   200   200   404   200   200   200   404   404   404   200   404   404

# Log-in and second factor: one's own
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
log_in                                            in    in    in    in    in    in    in    in    in    in    in    in    in    in
account_profile                                   in   200   200   200   200   200   200   200   200   200   200   200   200   200
/log-ind/signup/                                 404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/email/                                  404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/confirm-email/                          404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/confirm-email/<str:key>/                404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/3rdparty/                               404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/3rdparty/signup/                        404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/social/signup/                          404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/social/connections/                     404   404   404   404   404   404   404   404   404   404   404   404   404   404
account_login                                    200   302   302   302   302   302   302   302   302   302   302   302   302   302
account_logout                                   302   200   200   200   200   200   200   200   200   200   200   200   200   200
account_inactive                                 200   200   200   200   200   200   200   200   200   200   200   200   200   200
account_signup                                   404   404   404   404   404   404   404   404   404   404   404   404   404   404
account_reauthenticate                            in   200   200   200   200   200   200   200   200   200   200   200   200   200
account_email                                    404   404   404   404   404   404   404   404   404   404   404   404   404   404
account_email_verification_sent                  404   404   404   404   404   404   404   404   404   404   404   404   404   404
account_change_password                           in   200   200   200   200   200   200   200   200   200   200   200   200   200
account_set_password                              in   302   302   302   302   302   302   302   302   302   302   302   302   302
account_reset_password                           200   200   200   200   200   200   200   200   200   200   200   200   200   200
account_confirm_login_code                        in   302   302   302   302   302   302   302   302   302   302   302   302   302
account_confirm_email                            404   404   404   404   404   404   404   404   404   404   404   404   404   404
account_reset_password_from_key_done             200   200   200   200   200   200   200   200   200   200   200   200   200   200
account_reset_password_from_key                  200   200   200   200   200   200   200   200   200   200   200   200   200   200
account_reset_password_done                      200   200   200   200   200   200   200   200   200   200   200   200   200   200
account_request_login_code                       200   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_index                                         in   200   200   200   200   200   200   200   200   200   200   200   200   200
mfa_authenticate                                  in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_reauthenticate                                in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_activate_totp                                 in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_deactivate_totp                               in   404   404   404   404   404   404   404   404   404   404   404   404   404
mfa_view_recovery_codes                           in   404   404   404   404   404   404   404   404   404   404   404   404   404
mfa_generate_recovery_codes                       in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_download_recovery_codes                       in   404   404   404   404   404   404   404   404   404   404   404   404   404
mfa_list_webauthn                                 in   200   200   200   200   200   200   200   200   200   200   200   200   200
mfa_add_webauthn                                  in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_reauthenticate_webauthn                       in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_remove_webauthn                               in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_edit_webauthn                                 in   302   302   302   302   302   302   302   302   302   302   302   302   302
mfa_login_webauthn                                in   302   302   302   302   302   302   302   302   302   302   302   302   302
socialaccount_login_cancelled                    200   200   200   200   200   200   200   200   200   200   200   200   200   200
socialaccount_login_error                         in   401   401   401   401   401   401   401   401   401   401   401   401   401
socialaccount_signup                             404   404   404   404   404   404   404   404   404   404   404   404   404   404
socialaccount_connections                        404   404   404   404   404   404   404   404   404   404   404   404   404   404
/log-ind/social/login/cancelled/                  in   301   301   301   301   301   301   301   301   301   301   301   301   301
/log-ind/social/login/error/                      in   301   301   301   301   301   301   301   301   301   301   301   301   301
openid_connect_login                             404   404   404   404   404   404   404   404   404   404   404   404   404   404
openid_connect_callback                          404   404   404   404   404   404   404   404   404   404   404   404   404   404

# The portal: one's own association and nobody else's
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
portal_statutes                                   in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_statutes_add                               in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_statutes_review                            in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_statutes_review open                       in   404   404   404   404   404   404   404   404   404   404   404   404   404
portal_statutes_compare                            in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_builder                                     in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_builder_step                                in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_builder_preview                             in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_builder_send                                in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_builder_take_back                           in   302   302   403   404   404   404   404   404   404   404   404   404   404
portal_builder_adopt                               in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_builder_word                                in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_builder_pdf                                 in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_bridge                                     in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_bridge of statutes                         in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_suggestions                                in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_suggestions of statutes                    in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_bridge_close                               in   405   405   405   404   404   404   404   404   404   404   404   404   404
portal_suggestion                                 in   405   405   405   404   404   404   404   404   404   404   404   404   404
portal_access                                     in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_access_invite                              in   200   403   403   404   404   404   404   404   404   404   404   404   404
portal_access_withdraw                            in   200   403   403   404   404   404   404   404   404   404   404   404   404
portal_access_end                                 in   200   403   403   404   404   404   404   404   404   404   404   404   404
portal_home                                       in   302   302   302   302   200   200   200   200   200   200   200   200   200
portal_association                                in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_own_entry                                  in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_board                                      in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_board_appoint                              in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_board_end                                  in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_chair_change                               in   200   403   403   404   404   404   404   404   404   404   404   404   404
portal_chair_resend                               in   200   403   403   404   404   404   404   404   404   404   404   404   404
portal_chair_cancel                               in   200   403   403   404   404   404   404   404   404   404   404   404   404
portal_path                                       in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_path_report                                in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_path_paper                                 in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_declarations                               in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_declare certificates                       in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_declare donations                          in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_declare long ago                           in   404   404   403   404   404   404   404   404   404   404   404   404   404
portal_visits                                     in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_events                                     in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_event_propose                              in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_event_edit                                 in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_agreements                                 in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_agreement draft                            in   404   404   404   404   404   404   404   404   404   404   404   404   404
portal_agreement in_dialogue                      in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_agreement political_approval               in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_agreement active                           in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_agreement under_review                     in   200   200   200   404   404   404   404   404   404   404   404   404   404

# The portal: applications
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
portal_apply                                      in   302   302   200   302   200   200   200   200   200   200   200   200   200
portal_applications                               in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application_begin                          in   302   302   403   404   404   404   404   404   404   404   404   404   404
portal_application granted                        in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application partly_granted                 in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application refused                        in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application on_agenda                      in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application deferred                       in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application recommended                    in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application under_review                   in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application missing_info                   in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application hearing                        in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application withdrawn                      in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application rejected_formally              in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application received                       in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application draft                          in   302   302   302   404   404   404   404   404   404   404   404   404   404
portal_application other's                        in   404   404   404   404   404   404   404   404   404   404   404   404   404
portal_application other's next                   in   404   404   404   404   404   404   404   404   404   404   404   404   404
portal_application_kan_vi_soege                   in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_projekt                        in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_deltagere                      in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_budget                         in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_bilag                          in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_send                           in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application_receipt                        in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application_signatures                      in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_application_withdraw                       in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_discard                        in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_copy                           in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_application_answer                         in   200   200   403   404   404   404   404   404   404   404   404   404   404

# The quick log
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
portal_capacity                                   in   200   200   200   404   404   404   404   404   404   404   404   404   404
portal_capacity_fill                              in   200   200   403   404   404   404   404   404   404   404   404   404   404
portal_capacity_pdf                               in   200   200   200   404   404   404   404   404   404   404   404   404   404
opened_draft                                      in   404   404   404   404   404   200   404   404   404   404   404   404   404
opened_draft of statutes                          in   404   404   404   404   200   404   404   404   404   404   404   404   404
opened_draft_suggest                              in   404   404   404   404   404   200   404   404   404   404   404   404   404
opened_draft_finish                               in   404   404   404   404   404   200   404   404   404   404   404   404   404
quick_log                                         in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_receipt                                 in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_register                                in   403   403   403   403   405   405   405   403   403   403   403   403   403
quick_log_follow_up_done                          in   403   403   403   403   405   405   405   403   403   403   403   403   403
quick_log_referred                                in   403   403   403   403   405   405   405   403   403   403   403   403   403
quick_log_rung                                    in   403   403   403   403   405   405   405   403   403   403   403   403   403
quick_log_offered                                 in   403   403   403   403   405   405   405   403   403   403   403   403   403
quick_log_search                                  in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_token                                   in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_shell                                   in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_worker                                  in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_manifest                                in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_follow_ups                              in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_follow_up                               in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_follow_up_snooze                        in   403   403   403   403   405   405   405   403   403   403   403   403   403
quick_log_mine                                    in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_evening                                 in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_evening_receipt                         in   403   403   403   403   200   200   200   403   403   403   403   403   403
quick_log_evening_shell                           in   403   403   403   403   200   200   200   403   403   403   403   403   403

# The admin: pages of its own
#                                               anon chair treas board other  cons coord  secr  memb  disq  cchr  mngr   adm super
admin:grants_my_cases                             in    in    in    in    in   403   403   403   200   200   200   403   403   403
admin:grants_my_case                              in    in    in    in    in   403   403   403   200   403   200   403   403   403
admin:grants_my_case of culture                   in    in    in    in    in   403   403   403   200   403   200   403   403   403
admin:grants_my_case decided                      in    in    in    in    in   403   403   403   200   403   200   403   403   403
admin:grants_my_case_conflict                     in    in    in    in    in   403   403   403   200   403   200   403   403   403
admin:grants_my_case_conflict of culture          in    in    in    in    in   403   403   403   200   403   200   403   403   403
admin:grants_my_case_conflict decided             in    in    in    in    in   403   403   403   200   403   200   403   403   403
admin:grants_my_case_file                         in    in    in    in    in   403   403   403   200   404   200   403   403   403
admin:grants_my_case_file of culture              in    in    in    in    in   403   403   403   200   404   200   403   403   403
admin:grants_my_case_file decided                 in    in    in    in    in   403   403   403   200   404   200   403   403   403
admin:index                                       in    in    in    in    in   200   200   200   200   200   200   200   200   200
admin:login                                       in   403   403   403   403   302   302   302   302   302   302   302   302   302
admin:logout                                      in   302   302   302   302   405   405   405   405   405   405   405   405   405
admin:password_change                             in    in    in    in    in   200   200   200   200   200   200   200   200   200
admin:password_change_done                        in    in    in    in    in   200   200   200   200   200   200   200   200   200
admin:autocomplete                                in    in    in    in    in   403   403   403   403   403   403   403   403   403
admin:jsi18n                                      in    in    in    in    in   200   200   200   200   200   200   200   200   200
admin:view_on_site                                in    in    in    in    in   302   302   302   302   302   302   302   302   302
admin:accounts_invitation_invite                  in    in    in    in    in   200   200   404   404   404   404   404   404   404
admin:associations_association_duplicates         in    in    in    in    in   200   200   403   403   403   403   403   403   403
admin:associations_association_likely             in    in    in    in    in   405   405   405   405   405   405   405   405   405
admin:associations_association_merge              in    in    in    in    in   200   200   403   404   404   404   403   404   404
admin:associations_association_compare            in    in    in    in    in   200   200   403   404   404   404   403   404   404
admin:associations_association_timeline           in    in    in    in    in   200   200   200   404   404   404   200   404   404
admin:associations_association_panels             in    in    in    in    in   200   200   200   404   404   404   200   404   404
admin:associations_person_merge                   in    in    in    in    in   200   200   403   404   404   404   403   404   404
admin:associations_person_compare                 in    in    in    in    in   200   200   403   404   404   404   403   404   404
admin:associations_my_hours                       in    in    in    in    in   200   200   200   403   403   403   403   403   403
admin:associations_my_hours_export                in    in    in    in    in   200   200   200   403   403   403   403   403   403
admin:associations_team_hours                     in    in    in    in    in   403   200   403   403   403   403   200   403   403
admin:associations_team_hours_export              in    in    in    in    in   403   200   403   403   403   403   200   403   403
admin:associations_team_capacity                  in    in    in    in    in   403   200   403   403   403   403   200   403   403
admin:associations_rung                           in    in    in    in    in   405   405   405   405   405   405   405   405   405
admin:associations_offered                        in    in    in    in    in   405   405   405   405   405   405   405   405   405
admin:associations_import_sheet                   in    in    in    in    in   405   405   405   405   405   405   405   405   405
admin:associations_import_next                    in    in    in    in    in   405   405   405   405   405   405   405   405   405
admin:associations_import_left_out                in    in    in    in    in   200   200   404   404   404   404   404   404   404
admin:associations_followup_done                  in    in    in    in    in   405   405   405   405   405   405   405   405   405
admin:associations_paper                          in    in    in    in    in   200   200   403   403   403   403   403   403   403
admin:agreements_agreement_preview                in    in    in    in    in   200   200   200   404   404   404   200   404   404
admin:grants_application_file                     in    in    in    in    in   200   200   200   404   404   404   200   404   404
admin:grants_application_contacts                 in    in    in    in    in   200   200   200   404   404   404   200   404   404
admin:grants_meeting                              in    in    in    in    in   200   200   200   200   200   200   200   404   404
admin:grants_meeting_file                         in    in    in    in    in   200   200   200   200   200   200   200   404   404
admin:grants_meeting_decide                       in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_meeting_decide of culture            in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_meeting_decide decided               in    in    in    in    in   403   403   403   403   404   302   403   404   404
admin:grants_meeting_defer                        in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_meeting_defer of culture             in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_meeting_defer decided                in    in    in    in    in   403   403   403   403   404   302   403   404   404
admin:grants_meeting_ability                      in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_meeting_ability of culture           in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_meeting_ability decided              in    in    in    in    in   403   403   403   403   404   200   403   404   404
admin:grants_poolround_copy                       in    in    in    in    in   403   403   200   403   403   403   403   403   404
admin:associations_statutesversion_compare         in    in    in    in    in   200   200   200   404   404   404   200   404   404
admin:app_list                                    in    in    in    in    in   200   200   200   404   404   404   200   200   404
/admin/(?P<url>.*)$                               in    in    in    in    in   404   404   404   404   404   404   404   404   404
"""

# The pages that every model in the admin has: L list (and the list as a file), A add, C its own page (to read or to
# change), D delete, H history. What is not named is refused: 403, or 404 where the role sees no
# such row. Whoever is no staff has to log in.
MODELS = """
#                             cons coord  secr  memb  disq  cchr  mngr   adm super
core_municipality                -     -     -     -     -     -   LCH   LCH     -
core_closingday                  -     -     -     -     -     -   LCH LACDH     -
core_language                    -     -     -     -     -     -   LCH  LACH     -
core_cproverride                 -     -     -     -     -     -   LCH   LCH     -
core_job                         -     -     -     -     -     -     -   LCH     -
accounts_access                LCH   LCH     -     -     -     -   LCH   LCH     -
accounts_invitation            LCH   LCH     -     -     -     -   LCH     -     -
auditlog_logentry                -     -     -     -     -     -   LCH   LCH     -
post_office_email                -     -     -     -     -     -     -   LCH     -
accounts_user                    -     -     -     -     -     -     -  LACH     -
associations_association      LACH  LACH   LCH     -     -     -   LCH     -     -
associations_contact          LACH  LACH  LACH     -     -     -   LCH     -     -
associations_followup         LACH  LACH  LACH     -     -     -   LCH     -     -
associations_associationlink   LCH   LCH   LCH     -     -     -   LCH     -     -
associations_person           LACH  LACH   LCH     -     -     -   LCH     -     -
associations_merge             LCH   LCH   LCH     -     -     -   LCH     -     -
associations_import           LACH  LACH     -     -     -     -     -     -     -
associations_theme             LCH  LACH   LCH     -     -     -   LCH  LACH     -
associations_helpkind          LCH  LACH   LCH     -     -     -   LCH  LACH     -
associations_capacitystatement LCH  LACH     -     -     -     -   LCH  LACH     -
associations_referral          LCH   LCH   LCH     -     -     -   LCH     -     -
associations_hourbudget          -   LCH     -     -     -     -  LACH     -     -
associations_statutesversion  LACH  LACH   LCH     -     -     -   LCH     -     -
associations_statutesreview    LCH   LCH   LCH     -     -     -   LCH     -     -
associations_statutesdraft     LCH   LCH   LCH     -     -     -   LCH     -     -
associations_signingrule      LACH  LACH   LCH     -     -     -   LCH     -     -
associations_stagereport       LCH   LCH   LCH     -     -     -   LCH     -     -
associations_capacitycheck     LCH   LCH     -     -     -     -   LCH     -     -
associations_chairchange       LCH   LCH   LCH     -     -     -   LCH     -     -
associations_childcertificatedeclaration LCH LCH LCH -    -     -   LCH     -     -
associations_donationbandeclaration      LCH LCH LCH -    -     -   LCH     -     -
associations_supervisionvisit LACH  LACH   LCH     -     -     -   LCH     -     -
associations_supervisionsample LCH  LACH   LCH     -     -     -  LACH     -     -
associations_sampledassociation LCH  LCH   LCH     -     -     -   LCH     -     -
activities_event              LACH  LACH   LCH     -     -     -   LCH     -     -
agreements_agreement          LACH  LACH   LCH     -     -     -   LCH     -     -
grants_application             LCH   LCH   LCH     -     -     -   LCH     -     -
grants_decisionletter            -     -   LCH     -     -     -   LCH     -     -
grants_committeemeeting        LCH   LCH  LACH   LCH   LCH  LACH   LCH     -     -
grants_pool                    LCH   LCH  LACH   LCH   LCH   LCH   LCH   LCH     -
grants_poolround               LCH   LCH  LACH   LCH   LCH   LCH   LCH   LCH     -
grants_committee               LCH   LCH   LCH     -     -     -   LCH  LACH     -
"""

# Steps of a lifecycle, asked for an object that stands where the step begins: who finds its
# page. Others who may read the object are told that the step is not theirs now (409), the rest
# find nothing (404); what stands in a status that is hidden from a reader is not there either.
STEPS = """
accounts_access/end                          cons coord
accounts_invitation/withdraw                 cons coord
accounts_user/remove_second_factor           -
associations_association/dissolve            cons coord
associations_association/make_dormant        cons coord
associations_association/advance             cons coord
associations_association/tie                 cons coord
associations_association/public_name         cons coord
associations_association/note_certificates   cons coord secr
associations_association/note_donations      cons coord secr
associations_supervisionvisit/hold           cons coord
associations_supervisionvisit/reschedule     cons coord
associations_supervisionvisit/cancel         cons coord
associations_supervisionvisit/refer          coord mngr
associations_supervisionsample/confirm       coord mngr
associations_associationlink/end             cons coord
associations_merge/undo                      cons coord
associations_import/cancel                   cons coord
associations_import/confirm                  cons coord
associations_import/reopen                   cons coord
associations_followup/finish                 cons coord secr
associations_followup/postpone               cons coord secr
associations_followup/hand_over              cons coord secr
associations_contact/note                    cons coord secr
associations_contact/link                    cons coord secr
associations_contact/unlink                  cons coord secr
associations_referral/answer                 cons coord secr
associations_hourbudget/note                 mngr
associations_statutesversion/adopt           cons coord
associations_statutesversion/open_review     cons coord
associations_statutesreview/send             cons coord
associations_statutesdraft/give_back         cons coord
associations_statutesdraft/find_ready        cons coord
associations_association/change_chair        cons coord
associations_association/ask_board           cons coord
associations_association/note_board          cons coord
associations_stagereport/confirm             cons coord
associations_stagereport/decline             cons coord
associations_capacitycheck/help              cons coord
associations_chairchange/cancel              cons coord
associations_chairchange/resend              cons coord
activities_event/cancel                      cons coord
activities_event/decline                     cons coord
activities_event/hold                        cons coord
activities_event/publish                     cons coord
activities_event/take_up                     cons coord
agreements_agreement/begin_review            cons coord
agreements_agreement/conclude                coord
agreements_agreement/continue_unchanged      coord
agreements_agreement/send_to_committee       coord
agreements_agreement/share                   cons coord
agreements_agreement/take_back               cons coord
agreements_agreement/terminate               coord
agreements_agreement/sign                    cons coord
agreements_agreement/keep                    cons coord
grants_application/defer                     -
grants_application/resume                    secr
grants_application/take_back_recommendation  secr
grants_application/take_up                   secr
grants_application/check_democracy           secr
grants_application/recommend                 secr
grants_application/put_on_agenda             secr
grants_application/decide                    secr
grants_application/ask                       secr
grants_application/hear                      secr
grants_application/assign                    secr
grants_application/record_help               cons coord secr
grants_application/conflict                  secr
grants_application/withdraw                  secr
grants_application/reject_formally           secr
grants_decisionletter/send                   secr
grants_decisionletter/recall                 secr
"""

# Headings of the admin's menu lead to these lists.
PARTS = {"changelist": "L", "export": "L", "add": "A", "change": "C", "delete": "D", "history": "H"}
# A single row: its list leads on to its page, which asks for the permission.
SINGLE = ("core_municipality/changelist",)
# Lists that nobody takes away: a single row, the machinery, and who read or was sent what.
WITHOUT_EXPORT = ("core_municipality", "core_job", "auditlog_logentry", "post_office_email")
REFUSED = "403 404"


def _cells(line: str) -> list[str]:
    return line.rsplit(maxsplit=len(ROLES))


def _rows(table: str) -> list[str]:
    return [line for line in table.splitlines() if line.strip() and not line.startswith("#")]


def _read() -> dict[str, dict[str, str]]:
    """Row → role → the answers that are right, apart by spaces."""
    found: dict[str, dict[str, str]] = {}
    outside = dict.fromkeys(list(ROLES.values())[:5], "in")
    readers: dict[str, set[str]] = {}
    for line in _rows(PAGES):
        name, *answers = _cells(line)
        found[name] = dict(zip(ROLES.values(), answers, strict=True))
    for line in _rows(MODELS):
        model, *letters = line.split()
        may = dict(zip(STAFF, letters, strict=True))
        readers[model] = {short for short, given in may.items() if "C" in given}
        for part, letter in PARTS.items():
            if part == "export" and model in WITHOUT_EXPORT:
                continue
            row = f"{model}/{part}"
            found[row] = outside | {
                ROLES[short]: "302" if row in SINGLE else "200" if letter in given else REFUSED
                for short, given in may.items()
            }
        found[f"{model}/legacy"] = outside | {ROLES[short]: "302" for short in STAFF}
        found[f"{model}/no-such-step"] = outside | _refusals(readers[model])
    for line in _rows(STEPS):
        name, *allowed = line.split()
        found[name] = outside | _refusals(readers[name.split("/")[0]])
        found[name] |= {ROLES[short]: "200" for short in allowed if short != "-"}
    return found


def _refusals(readers: set[str]) -> dict[str, str]:
    return {ROLES[short]: "409 404" if short in readers else "404" for short in STAFF}


MATRIX = _read()
