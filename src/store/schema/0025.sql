-- Step 25: mails that are to be signed or encrypted before they go out. A row that is here is handed to nobody else.

CREATE TABLE enclosing (
	outbox INTEGER PRIMARY KEY REFERENCES outbox ON DELETE CASCADE,
	due INTEGER,				-- NULL: not by itself any more
	how INTEGER NOT NULL,
	signer TEXT NOT NULL
) STRICT;
CREATE INDEX enclosing_due ON enclosing (due, outbox) WHERE due IS NOT NULL;
