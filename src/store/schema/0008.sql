-- Step 8: how long a ticket stood on each tier, what of the checklists is done, and who outside was asked for help.

CREATE TABLE stay (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ticket INTEGER NOT NULL REFERENCES ticket,
	tier INTEGER NOT NULL,
	team TEXT,
	since INTEGER NOT NULL,
	until INTEGER,				-- NULL: it stands there
	ended_by TEXT,				-- NULL: not told
	worked INTEGER NOT NULL,		-- milliseconds of the tier's hours in which it did not wait, up to running
	carried INTEGER NOT NULL,		-- the same, of stays on this tier just before
	running INTEGER,			-- since when it does not wait; NULL: it waits
	timer INTEGER,				-- that goes when the tier's budget is used up; NULL: none
	over INTEGER NOT NULL			-- it was used up, and somebody heard of it
) STRICT;
CREATE INDEX stay_ticket ON stay (ticket, id);
CREATE UNIQUE INDEX stay_now ON stay (ticket) WHERE until IS NULL;

CREATE TABLE checkmark (
	ticket INTEGER NOT NULL REFERENCES ticket,
	item TEXT NOT NULL,
	actor TEXT NOT NULL,
	at INTEGER NOT NULL,
	PRIMARY KEY (ticket, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE vendor_case (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ticket INTEGER NOT NULL REFERENCES ticket,
	vendor TEXT NOT NULL,			-- its name in the config
	person INTEGER NOT NULL REFERENCES person,
	number TEXT,				-- theirs, NULL: not known
	state INTEGER NOT NULL,
	asked INTEGER NOT NULL,			-- when they were last written to by a person
	answered INTEGER,			-- when a person of theirs last answered
	due INTEGER,				-- when they should; NULL: nobody looks, or they have
	chased INTEGER NOT NULL,		-- reminders since they were asked
	timer INTEGER
) STRICT;
CREATE UNIQUE INDEX vendor_case_ticket ON vendor_case (ticket, vendor);
CREATE INDEX vendor_case_number ON vendor_case (vendor, number) WHERE number IS NOT NULL;
