-- Step 13: what rules have done, and mails that somebody has let out of quarantine.

ALTER TABLE inbox ADD COLUMN released INTEGER NOT NULL DEFAULT 0;	-- rules do not set it aside again

-- One row a rule as it was written: who changes a rule begins to count anew.
CREATE TABLE rule_hit (
	name TEXT NOT NULL,
	digest BLOB NOT NULL,			-- SHA-256 of what it asks for and does
	since INTEGER NOT NULL,			-- it is in the config
	hits INTEGER NOT NULL,			-- mails that it fitted
	last INTEGER,				-- the last of them, and its ticket
	ticket INTEGER,
	behind INTEGER NOT NULL,		-- mails that it fitted behind a rule that had said stop,
	behind_rule TEXT,			-- and the last of those rules
	slow INTEGER NOT NULL,			-- mails that took its pattern too long
	PRIMARY KEY (name, digest)
) STRICT, WITHOUT ROWID;
