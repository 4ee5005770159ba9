-- Step 15: what the requester of a ticket was asked.

CREATE TABLE ticket_questions (
	ticket INTEGER PRIMARY KEY REFERENCES ticket,
	questionnaire TEXT NOT NULL,		-- its name in the config
	times INTEGER NOT NULL,
	at INTEGER NOT NULL			-- the last time
) STRICT;
