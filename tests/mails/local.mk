# Mails as the world writes them, one folder a subject: NAME.eml beside what must be read in it, NAME.json.
TESTS += %D%/run.sh
# By folder: of a folder that is built in as well, "make dist" takes what a test wrote there.
EXTRA_DIST += %D%/check.py %D%/run.sh %D%/auth %D%/bounce %D%/class %D%/forward %D%/header %D%/html %D%/language \
	%D%/reply %D%/structure
