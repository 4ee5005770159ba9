# End-to-end tests: real servers on loopback, one story a file. They run side by side with make -j.
# Those that take longest begin before all else, so that nobody waits for them in the end.
long_stories = \
	%D%/test_encryption.py \
	%D%/test_outgoing.py \
	%D%/test_keyring_gone.py \
	%D%/test_smime.py \
	%D%/test_flood.py \
	%D%/test_quarantine.py \
	%D%/test_two_desks.py \
	%D%/test_mailboxes.py \
	%D%/test_bounces.py \
	%D%/test_fairness.py
e2e_tests = \
	%D%/test_adoption.py \
	%D%/test_articles.py \
	%D%/test_assigning.py \
	%D%/test_attempts.py \
	%D%/test_after.py \
	%D%/test_autoresponders.py \
	%D%/test_buttons.py \
	%D%/test_certificates.py \
	%D%/test_clients.py \
	%D%/test_clocks.py \
	%D%/test_closed.py \
	%D%/test_commands.py \
	%D%/test_config.py \
	%D%/test_crash.py \
	%D%/test_daemon.py \
	%D%/test_disk_full.py \
	%D%/test_duplicates.py \
	%D%/test_example_desk.py \
	%D%/test_explain.py \
	%D%/test_fewer_connections.py \
	%D%/test_first_start.py \
	%D%/test_follow_up.py \
	%D%/test_hooks.py \
	%D%/test_hold.py \
	%D%/test_inject.py \
	%D%/test_machine_mail.py \
	%D%/test_many.py \
	%D%/test_moved_in.py \
	%D%/test_new_ticket.py \
	%D%/test_nothing_leaks.py \
	%D%/test_operator.py \
	%D%/test_notices.py \
	%D%/test_oversize.py \
	%D%/test_people.py \
	%D%/test_participants.py \
	%D%/test_power_cut.py \
	%D%/test_pressed.py \
	%D%/test_problems.py \
	%D%/test_questionnaire.py \
	%D%/test_refused_commands.py \
	%D%/test_reply.py \
	%D%/test_rules.py \
	%D%/test_rfc3834.py \
	%D%/test_smtp_faults.py \
	%D%/test_stop.py \
	%D%/test_supervisor.py \
	%D%/test_technician.py \
	%D%/test_template.py \
	%D%/test_tiers.py \
	%D%/test_token.py \
	%D%/test_trust.py \
	%D%/test_uidvalidity.py \
	%D%/test_vendor.py \
	%D%/test_world.py
TESTS += $(e2e_tests)
TEST_EXTENSIONS = .py
PY_LOG_COMPILER = $(SHELL) $(srcdir)/%D%/run.sh
EXTRA_DIST += $(long_stories) $(e2e_tests) %D%/run.sh %D%/conftest.py %D%/clients.py %D%/road.py %D%/keys.py %D%/letters.py %D%/office.py %D%/press.py %D%/servers.py %D%/killer.c %D%/stuck_disk.c
AM_TESTS_ENVIRONMENT = PYTHON3='$(PYTHON3)' abs_top_builddir='$(abs_top_builddir)'; export PYTHON3 abs_top_builddir;
