# Stories of a desk without its processes.
desk_house = %D%/house.h %D%/links.h

check_PROGRAMS += %D%/answered
%C%_answered_SOURCES = %D%/answered.c $(desk_house)
%C%_answered_LDADD = $(unit_desk)

check_PROGRAMS += %D%/bounces
%C%_bounces_SOURCES = %D%/bounces.c $(desk_house)
%C%_bounces_LDADD = $(unit_desk)

check_PROGRAMS += %D%/commands
%C%_commands_SOURCES = %D%/commands.c $(desk_house)
%C%_commands_LDADD = $(unit_desk)

check_PROGRAMS += %D%/command_mail
%C%_command_mail_SOURCES = %D%/command_mail.c $(desk_house) %D%/seen.h
%C%_command_mail_LDADD = $(unit_desk)

check_PROGRAMS += %D%/command_new
%C%_command_new_SOURCES = %D%/command_new.c $(desk_house)
%C%_command_new_LDADD = $(unit_desk)

check_PROGRAMS += %D%/command_proof
%C%_command_proof_SOURCES = %D%/command_proof.c $(desk_house) %D%/seen.h
%C%_command_proof_LDADD = $(unit_desk)

check_PROGRAMS += %D%/confirm
%C%_confirm_SOURCES = %D%/confirm.c $(desk_house)
%C%_confirm_LDADD = $(unit_desk)

check_PROGRAMS += %D%/limits
%C%_limits_SOURCES = %D%/limits.c $(desk_house)
%C%_limits_LDADD = $(unit_desk)

check_PROGRAMS += %D%/protect
%C%_protect_SOURCES = %D%/protect.c $(desk_house)
%C%_protect_LDADD = $(unit_desk)

check_PROGRAMS += %D%/questionnaire_html
%C%_questionnaire_html_SOURCES = %D%/questionnaire_html.c $(desk_house)
%C%_questionnaire_html_LDADD = $(unit_desk)

check_PROGRAMS += %D%/say
%C%_say_SOURCES = %D%/say.c $(desk_house)
%C%_say_LDADD = $(unit_desk)
%C%_say_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=store_durable

check_PROGRAMS += %D%/stolen
%C%_stolen_SOURCES = %D%/stolen.c $(desk_house)
%C%_stolen_LDADD = $(unit_desk)

check_PROGRAMS += %D%/ties
%C%_ties_SOURCES = %D%/ties.c $(desk_house)
%C%_ties_LDADD = $(unit_desk)

check_PROGRAMS += %D%/told
%C%_told_SOURCES = %D%/told.c $(desk_house)
%C%_told_LDADD = $(unit_desk)
check_PROGRAMS += %D%/gathered
%C%_gathered_SOURCES = %D%/gathered.c $(desk_house) %D%/seen.h
%C%_gathered_LDADD = $(unit_desk)
%C%_gathered_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=answer_send
check_PROGRAMS += %D%/undo
%C%_undo_SOURCES = %D%/undo.c $(desk_house) %D%/seen.h
%C%_undo_LDADD = $(unit_desk)
check_PROGRAMS += %D%/problem
%C%_problem_SOURCES = %D%/problem.c $(desk_house)
%C%_problem_LDADD = $(unit_desk)
%C%_problem_LDFLAGS = $(AM_LDFLAGS) -Wl,--wrap=answer_words -Wl,--wrap=change_state
