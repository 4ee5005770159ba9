-- Step 14: what solved a ticket, or the problem of many.

CREATE TABLE solution (
	ticket INTEGER NOT NULL PRIMARY KEY REFERENCES ticket,
	text TEXT NOT NULL,			-- Markdown
	actor TEXT NOT NULL,
	at INTEGER NOT NULL,
	article TEXT				-- slug of what was made of it for tier 0
) STRICT;
