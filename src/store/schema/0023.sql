-- Step 23: what technicians are told of in their next notice, since they were told of the ticket a moment ago.

CREATE TABLE notice_waiting (
	id INTEGER PRIMARY KEY,
	ticket INTEGER NOT NULL REFERENCES ticket,
	person INTEGER NOT NULL REFERENCES person,
	message INTEGER NOT NULL REFERENCES message,
	template TEXT NOT NULL,			-- of the notice that it would have been
	trust INTEGER NOT NULL			-- that its sender wrote it
) STRICT;
CREATE INDEX notice_waiting_ticket ON notice_waiting (ticket, person);
