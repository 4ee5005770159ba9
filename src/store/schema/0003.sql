-- Step 3: what is known of a ticket beside its text: tags and fields; since when it stands where it stands; what it waits
-- for; and the problem that it is one of many of.

ALTER TABLE ticket ADD COLUMN tier_since INTEGER NOT NULL DEFAULT 0;	-- 0: since it was made
ALTER TABLE ticket ADD COLUMN waiting_for INTEGER NOT NULL DEFAULT 0;	-- enum ticket_waiting
ALTER TABLE ticket ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;		-- enum ticket_kind
ALTER TABLE ticket ADD COLUMN problem INTEGER REFERENCES ticket;	-- NULL: of none
UPDATE ticket SET waiting_for = 1 WHERE state = 2;
CREATE INDEX ticket_problem ON ticket (problem) WHERE problem IS NOT NULL;

CREATE TABLE ticket_tag (
	ticket INTEGER NOT NULL REFERENCES ticket,
	tag TEXT NOT NULL,
	PRIMARY KEY (ticket, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_tag_tag ON ticket_tag (tag, ticket);

CREATE TABLE ticket_field (
	ticket INTEGER NOT NULL REFERENCES ticket,
	name TEXT NOT NULL,
	value TEXT NOT NULL,
	PRIMARY KEY (ticket, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_field_value ON ticket_field (name, value);
