-- Step 16: what technicians' commands have changed need not be a ticket: it may be an article.

CREATE TABLE deed_change_of_all (
	deed INTEGER NOT NULL REFERENCES deed ON DELETE CASCADE,
	position INTEGER NOT NULL,
	ticket INTEGER REFERENCES ticket,	-- NULL: none
	what TEXT NOT NULL,			-- "state", "tag", "merged", "article" ...
	name TEXT,				-- which one, where a ticket has several: the tag, the field
	before TEXT,				-- NULL: nothing
	after TEXT,
	PRIMARY KEY (deed, position)
) STRICT, WITHOUT ROWID;
INSERT INTO deed_change_of_all (deed, position, ticket, what, name, before, after)
	SELECT deed, position, ticket, what, name, before, after FROM deed_change;
DROP TABLE deed_change;
ALTER TABLE deed_change_of_all RENAME TO deed_change;

-- What has been made of a ticket.
CREATE INDEX article_source ON article (source_ticket) WHERE source_ticket IS NOT NULL;
