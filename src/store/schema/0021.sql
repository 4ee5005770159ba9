-- Step 21: what technicians were sent about a ticket; each notice has buttons of its own.

CREATE TABLE notice (
	id INTEGER PRIMARY KEY,
	ticket INTEGER NOT NULL REFERENCES ticket,
	person INTEGER NOT NULL REFERENCES person,
	at INTEGER NOT NULL,
	assignee TEXT,				-- whose the ticket was then
	tier INTEGER NOT NULL,			-- ... and where
	used INTEGER NOT NULL DEFAULT 0		-- a bit for each button that works once and was pressed
) STRICT;
CREATE INDEX notice_person ON notice (ticket, person);
