-- Step 20: reports that are counted, how many there usually are, and the problems that they are part of.

-- The kept ones are those of a spike's window.
CREATE TABLE report (
	id INTEGER PRIMARY KEY,
	spike TEXT NOT NULL,			-- by which it is counted; see desk/spike.h
	ticket INTEGER NOT NULL REFERENCES ticket,
	person INTEGER NOT NULL REFERENCES person,
	organisation TEXT NOT NULL,		-- '': nobody's
	at INTEGER NOT NULL,
	newest INTEGER NOT NULL			-- 1: of that person; 0: they have written once more since
) STRICT;
CREATE UNIQUE INDEX report_ticket ON report (ticket, spike);
CREATE INDEX report_at ON report (spike, at);
CREATE INDEX report_person ON report (spike, person) WHERE newest = 1;
CREATE INDEX report_people ON report (spike, at, organisation) WHERE newest = 1;

CREATE TABLE report_hour (
	spike TEXT NOT NULL,
	hour INTEGER NOT NULL,			-- as clock/usual.h counts them
	people INTEGER NOT NULL,
	PRIMARY KEY (spike, hour)
) STRICT, WITHOUT ROWID;

CREATE TABLE problem (
	ticket INTEGER PRIMARY KEY REFERENCES ticket,
	spike TEXT,				-- that it was seen by; NULL: a technician saw it
	people INTEGER NOT NULL,		-- how many had written about it when it was opened
	usual INTEGER,				-- and how many usually do, in hundredths; NULL: nobody knew
	since INTEGER NOT NULL			-- the first of them
) STRICT;
CREATE INDEX problem_spike ON problem (spike, ticket) WHERE spike IS NOT NULL;
