-- Step 9: what technicians do by mail, so that it can be undone; who watches a ticket; and the time that was spent on it.

-- A mail that changed something: by its answer, or by its commands.
CREATE TABLE deed (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	agent TEXT NOT NULL,			-- the name in the config
	at INTEGER NOT NULL,
	inbox INTEGER NOT NULL,			-- the mail
	ticket INTEGER REFERENCES ticket,	-- that it was about; NULL: several, or none
	undone INTEGER,				-- when; NULL: it is not
	content_key BLOB			-- of the mail, as a message has it: it does nothing twice
) STRICT;
CREATE INDEX deed_agent ON deed (agent, undone, id);
CREATE INDEX deed_content ON deed (content_key) WHERE content_key IS NOT NULL;

-- What was changed, in the order in which that was done.
CREATE TABLE deed_change (
	deed INTEGER NOT NULL REFERENCES deed ON DELETE CASCADE,
	position INTEGER NOT NULL,
	ticket INTEGER NOT NULL REFERENCES ticket,
	what TEXT NOT NULL,			-- "state", "tag", "merged" ...
	name TEXT,				-- which one, where a ticket has several: the tag, the field
	before TEXT,				-- NULL: nothing
	after TEXT,
	PRIMARY KEY (deed, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_watcher (
	ticket INTEGER NOT NULL REFERENCES ticket,
	agent TEXT NOT NULL,			-- the name in the config
	PRIMARY KEY (ticket, agent)
) STRICT, WITHOUT ROWID;

CREATE TABLE ticket_time (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ticket INTEGER NOT NULL REFERENCES ticket,
	agent TEXT NOT NULL,			-- the name in the config
	at INTEGER NOT NULL,			-- when they said so
	spent INTEGER NOT NULL			-- milliseconds
) STRICT;
CREATE INDEX ticket_time_ticket ON ticket_time (ticket, id);
CREATE INDEX ticket_time_agent ON ticket_time (agent, at);
