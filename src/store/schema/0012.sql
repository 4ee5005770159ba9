-- Step 12: which new tickets came from whom, so that a flood of them from one sender is put on one.

CREATE TABLE arrival (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,			-- when the mail arrived
	person INTEGER NOT NULL REFERENCES person,	-- whom the ticket is for
	class INTEGER NOT NULL,			-- only what is of one class goes together: enum arrival_class, or-ed
	mailbox TEXT NOT NULL,			-- and of one mailbox: two may be two customers'
	digest BLOB NOT NULL,			-- of what it says
	ticket INTEGER NOT NULL REFERENCES ticket,
	folded INTEGER NOT NULL			-- 1: it was put on a ticket that was there
) STRICT;
CREATE INDEX arrival_person ON arrival (person, mailbox, class, folded, at);
CREATE INDEX arrival_digest ON arrival (digest, person, mailbox, class, folded, at);
CREATE INDEX arrival_at ON arrival (at);
