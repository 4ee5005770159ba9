-- Step 19: what whoever is given the ticket has to know, as rules have said.

CREATE TABLE ticket_skill (
	ticket INTEGER NOT NULL REFERENCES ticket,
	skill TEXT NOT NULL,
	PRIMARY KEY (ticket, skill)
) STRICT, WITHOUT ROWID;
