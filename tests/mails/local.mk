# Mails as the world writes them, one folder a subject: NAME.eml beside what must be read in it, NAME.json.
TESTS += %D%/run.sh
EXTRA_DIST += %D%
