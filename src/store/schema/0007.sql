-- Step 7: the clocks of tickets and when they stood still, warnings that wait to be told, and what people say of the help
-- that they got.

-- One row for each aim of the ticket's SLA; that of the next response is used again for each mail that wants one.
CREATE TABLE ticket_clock (
	ticket INTEGER NOT NULL REFERENCES ticket,
	aim INTEGER NOT NULL,			-- 0 first response, 1 next response, 2 resolution
	sla TEXT NOT NULL,
	start INTEGER NOT NULL,
	ended INTEGER,				-- NULL: not yet
	carried INTEGER NOT NULL,		-- business time used before start
	due INTEGER,				-- as it was last reckoned; NULL: it has ended, or stands still
	missed INTEGER NOT NULL,		-- that is in the ticket's history
	told INTEGER NOT NULL,			-- percentage of the last warning, 0: none yet
	told_at INTEGER NOT NULL,
	heard INTEGER NOT NULL,			-- of the last one that somebody has reacted to
	quiet_until INTEGER NOT NULL,		-- 0: nobody has asked for that
	PRIMARY KEY (ticket, aim)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_clock_due ON ticket_clock (due) WHERE due IS NOT NULL;
CREATE INDEX ticket_clock_ended ON ticket_clock (aim, ended) WHERE ended IS NOT NULL;

CREATE TABLE ticket_pause (
	ticket INTEGER NOT NULL REFERENCES ticket,
	since INTEGER NOT NULL,
	reason INTEGER NOT NULL,		-- 1 waiting for the requester, 2 for a vendor
	until INTEGER,				-- NULL: still
	PRIMARY KEY (ticket, since, reason)
) STRICT, WITHOUT ROWID;

-- Between a warning's time and its mail: only when all that are due are known is it clear whether they go out as one.
CREATE TABLE warning (
	agent TEXT NOT NULL,
	ticket INTEGER NOT NULL REFERENCES ticket,
	aim INTEGER NOT NULL,
	percent INTEGER NOT NULL,
	repeated INTEGER NOT NULL,
	due INTEGER NOT NULL,			-- when the clock's time is, or was, up
	PRIMARY KEY (agent, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE opinion (
	ticket INTEGER NOT NULL REFERENCES ticket,
	person INTEGER NOT NULL REFERENCES person,
	solved INTEGER,				-- 0 no, 1 yes, NULL: did not say
	rating INTEGER,				-- 1 to 5, NULL: did not say
	at INTEGER NOT NULL,			-- when they last said something
	PRIMARY KEY (ticket, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX opinion_at ON opinion (at);

CREATE INDEX timer_ticket ON timer (ticket, kind) WHERE ticket IS NOT NULL;
CREATE INDEX timer_standing ON timer (kind, detail) WHERE ticket IS NULL;

-- Each time that a closed ticket was opened again.
CREATE TABLE reopening (
	ticket INTEGER NOT NULL REFERENCES ticket,
	at INTEGER NOT NULL,
	PRIMARY KEY (ticket, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX reopening_at ON reopening (at);
