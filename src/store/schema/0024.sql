-- Step 24: signatures that have come, so that none counts twice: of what was signed, by whom and when.

CREATE TABLE signature_seen (
	digest BLOB NOT NULL PRIMARY KEY,
	inbox INTEGER NOT NULL,			-- the mail that it came with first
	seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX signature_seen_age ON signature_seen (seen);
