-- Step 2: links between tickets, what was sent without a person, addresses that mail does not reach, and mails whose
-- sender is asked to confirm them.

ALTER TABLE ticket ADD COLUMN internal INTEGER NOT NULL DEFAULT 0;	-- for technicians' eyes only
ALTER TABLE ticket ADD COLUMN thread_index TEXT;	-- of the first mail: Outlook threads by it

-- ticket says it of other; both are asked for theirs.
CREATE TABLE ticket_link (
	ticket INTEGER NOT NULL REFERENCES ticket,
	other INTEGER NOT NULL REFERENCES ticket,
	kind TEXT NOT NULL,
	since INTEGER NOT NULL,
	PRIMARY KEY (ticket, other, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_link_other ON ticket_link (other);
CREATE INDEX ticket_merged ON ticket (merged_into) WHERE merged_into IS NOT NULL;

ALTER TABLE inbox ADD COLUMN confirm INTEGER NOT NULL DEFAULT 0;	-- 1: its sender was asked, 2: and said yes

CREATE INDEX outbox_identifier ON outbox (identifier) WHERE identifier IS NOT NULL;

CREATE TABLE automatic (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	at INTEGER NOT NULL,
	recipient TEXT NOT NULL,		-- in lower case
	domain TEXT NOT NULL,			-- what stands behind its @
	ticket INTEGER,
	outward INTEGER NOT NULL,		-- 0: to a technician
	digest BLOB NOT NULL			-- of what it says
) STRICT;
CREATE INDEX automatic_recipient ON automatic (recipient, at);
CREATE INDEX automatic_domain ON automatic (domain, at) WHERE outward = 1;
CREATE INDEX automatic_ticket ON automatic (ticket, recipient, at) WHERE ticket IS NOT NULL;
CREATE INDEX automatic_all ON automatic (outward, at);

-- One row a person whose mail came back, until something shows that mail arrives again.
CREATE TABLE delivery (
	person INTEGER PRIMARY KEY REFERENCES person,
	class INTEGER NOT NULL,
	since INTEGER NOT NULL,			-- the first time
	until INTEGER NOT NULL,			-- nothing automatic goes there before
	times INTEGER NOT NULL,
	why TEXT
) STRICT;
CREATE INDEX delivery_since ON delivery (since);
