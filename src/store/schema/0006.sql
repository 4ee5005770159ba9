-- Step 6: mails that go out by themselves are numbered, so that a limit is one look at one row, however high it is.

ALTER TABLE automatic RENAME TO automatic_unnumbered;

CREATE TABLE automatic (
	id INTEGER PRIMARY KEY,
	at INTEGER NOT NULL,
	recipient TEXT NOT NULL,		-- in lower case
	domain TEXT NOT NULL,			-- what stands behind its @
	ticket INTEGER,
	digest BLOB NOT NULL,			-- of what it says
	nth_address INTEGER NOT NULL,		-- it is the nth to that address,
	nth_ticket INTEGER,			-- to that address about that ticket,
	nth_domain INTEGER,			-- to that domain, and
	nth_all INTEGER				-- in all; what goes to a technician is not numbered in these two
) STRICT;
INSERT INTO automatic
	SELECT id, at, recipient, domain, ticket, digest,
		row_number() OVER (PARTITION BY recipient ORDER BY id),
		CASE WHEN ticket > 0 THEN row_number() OVER (PARTITION BY ticket, recipient ORDER BY id) END,
		CASE outward WHEN 1 THEN row_number() OVER (PARTITION BY outward, domain ORDER BY id) END,
		CASE outward WHEN 1 THEN row_number() OVER (PARTITION BY outward ORDER BY id) END
	FROM automatic_unnumbered;
DROP TABLE automatic_unnumbered;
CREATE INDEX automatic_recipient ON automatic (recipient, nth_address);
CREATE INDEX automatic_ticket ON automatic (ticket, recipient, nth_ticket) WHERE nth_ticket IS NOT NULL;
CREATE INDEX automatic_domain ON automatic (domain, nth_domain) WHERE nth_domain IS NOT NULL;
CREATE INDEX automatic_all ON automatic (nth_all) WHERE nth_all IS NOT NULL;
