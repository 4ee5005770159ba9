-- Step 18: points that rules gave a ticket, over all of its mails.

CREATE TABLE ticket_score (
	ticket INTEGER NOT NULL REFERENCES ticket,
	toward TEXT NOT NULL,			-- "tier:2", "queue:billing"
	points INTEGER NOT NULL,
	PRIMARY KEY (ticket, toward)
) STRICT, WITHOUT ROWID;
