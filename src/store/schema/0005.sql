-- Step 5: whose tickets they are, who works on them and in which order, and who is away.

CREATE INDEX ticket_organisation ON ticket (organisation, state, changed) WHERE organisation IS NOT NULL;
CREATE INDEX ticket_assignee ON ticket (assignee, state, changed) WHERE assignee IS NOT NULL;
CREATE INDEX ticket_team ON ticket (team, state, assignee) WHERE team IS NOT NULL;

-- When each technician was last given a ticket: those who are to be given the next have the lowest turn, or none.
CREATE TABLE agent_turn (
	agent TEXT NOT NULL PRIMARY KEY,	-- the name in the config
	turn INTEGER NOT NULL UNIQUE,
	at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE absence (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	agent TEXT NOT NULL,			-- the name in the config
	since INTEGER NOT NULL,
	until INTEGER NOT NULL,			-- they are there again
	inbox INTEGER,				-- the mail that said so; NULL: an operator
	note TEXT
) STRICT;
CREATE INDEX absence_until ON absence (until);
CREATE INDEX absence_agent ON absence (agent, until);
