-- Step 1: the first schema. doc/store.txt draws and explains it.
-- Times are milliseconds since 1970 in UTC; numbers without a table behind them are enums of the headers.

CREATE TABLE meta (
	key TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE mailbox (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL UNIQUE,
	uidvalidity INTEGER,			-- NULL: no server was ever asked
	adopted INTEGER NOT NULL DEFAULT 0,	-- uids up to this are not taken
	adopted_at INTEGER,			-- NULL: what was there at the first contact was taken
	skip_before INTEGER NOT NULL DEFAULT 0,	-- older mail is not taken,
	skip_below INTEGER NOT NULL DEFAULT 0,	-- if its uid is below this; 0: whatever its uid
	first_contact INTEGER NOT NULL DEFAULT 0,	-- when the server was first asked, 0: never
	trouble TEXT,
	since INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE inbox (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	mailbox INTEGER NOT NULL REFERENCES mailbox,
	uidvalidity INTEGER,			-- NULL, like uid: it came without a server
	uid INTEGER,
	state INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	told INTEGER NOT NULL,			-- the server knows that we have it
	partial INTEGER NOT NULL,
	arrived INTEGER NOT NULL,
	received INTEGER NOT NULL,
	server_size INTEGER NOT NULL,
	size INTEGER NOT NULL,
	digest BLOB,				-- SHA-256 of the bytes, NULL: there are none
	ticket INTEGER,
	message INTEGER,
	cause TEXT
) STRICT;
CREATE UNIQUE INDEX inbox_place ON inbox (mailbox, uidvalidity, uid);
CREATE INDEX inbox_digest ON inbox (digest) WHERE digest IS NOT NULL;
CREATE INDEX inbox_new ON inbox (id) WHERE state = 0;
CREATE INDEX inbox_odd ON inbox (state, id) WHERE state > 1;
CREATE INDEX inbox_untold ON inbox (mailbox, uidvalidity, uid) WHERE told = 0;
CREATE INDEX inbox_state ON inbox (mailbox, state);

-- Apart from inbox, so that a change of state never writes a mail's bytes again.
CREATE TABLE inbox_raw (
	inbox INTEGER PRIMARY KEY REFERENCES inbox ON DELETE CASCADE,
	bytes BLOB NOT NULL
) STRICT;

CREATE TABLE person (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	key TEXT NOT NULL UNIQUE,		-- the address in lower case
	address TEXT NOT NULL,
	name TEXT NOT NULL,
	language TEXT,
	created INTEGER NOT NULL
) STRICT;

CREATE TABLE ticket (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	state INTEGER NOT NULL,
	subject TEXT NOT NULL,
	requester INTEGER REFERENCES person,
	mailbox INTEGER REFERENCES mailbox,
	queue TEXT NOT NULL,
	tier INTEGER NOT NULL,
	priority INTEGER NOT NULL,
	team TEXT,
	assignee TEXT,
	language TEXT,
	organisation TEXT,
	created INTEGER NOT NULL,
	changed INTEGER NOT NULL,
	closed INTEGER,
	merged_into INTEGER REFERENCES ticket
) STRICT;
CREATE INDEX ticket_state ON ticket (state, changed);
CREATE INDEX ticket_queue ON ticket (queue, state, changed);

CREATE TABLE message (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ticket INTEGER NOT NULL REFERENCES ticket,
	inbox INTEGER,
	kind INTEGER NOT NULL,
	author INTEGER REFERENCES person,	-- NULL: ourselves
	identifier TEXT,
	subject TEXT,
	sent INTEGER NOT NULL,
	created INTEGER NOT NULL,
	content_key BLOB,
	reply TEXT,
	text TEXT				-- last: a long one does not stand before the others
) STRICT;
CREATE INDEX message_ticket ON message (ticket);
CREATE INDEX message_content ON message (content_key) WHERE content_key IS NOT NULL;

CREATE TABLE attachment (
	message INTEGER NOT NULL REFERENCES message,
	position INTEGER NOT NULL,
	name TEXT,
	type TEXT,
	content_id TEXT,
	size INTEGER NOT NULL,
	is_inline INTEGER NOT NULL,
	sha256 TEXT,
	PRIMARY KEY (message, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE participant (
	ticket INTEGER NOT NULL REFERENCES ticket,
	person INTEGER NOT NULL REFERENCES person,
	role INTEGER NOT NULL,
	since INTEGER NOT NULL,
	PRIMARY KEY (ticket, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE identifier (
	identifier TEXT NOT NULL,
	ticket INTEGER NOT NULL REFERENCES ticket,
	message INTEGER,
	PRIMARY KEY (identifier, ticket)
) STRICT, WITHOUT ROWID;

CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	ticket INTEGER NOT NULL REFERENCES ticket,
	at INTEGER NOT NULL,
	actor TEXT NOT NULL,
	verb TEXT NOT NULL,
	detail TEXT
) STRICT;
CREATE INDEX event_ticket ON event (ticket);

CREATE TABLE outbox (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	state INTEGER NOT NULL,
	lease INTEGER,				-- NULL: nobody has it
	next_attempt INTEGER NOT NULL,
	attempts INTEGER NOT NULL,
	unknowns INTEGER NOT NULL,
	created INTEGER NOT NULL,
	finished INTEGER,
	code INTEGER NOT NULL,
	size INTEGER NOT NULL,
	ticket INTEGER,
	message INTEGER,
	kind TEXT NOT NULL,
	recipient TEXT NOT NULL,
	envelope_from TEXT NOT NULL,
	identifier TEXT,
	answer TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (next_attempt, id) WHERE state IN (0, 3, 4);
CREATE INDEX outbox_held ON outbox (lease, id) WHERE lease IS NOT NULL;
CREATE INDEX outbox_ticket ON outbox (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX outbox_ended ON outbox (state, id) WHERE state > 4;

CREATE TABLE outbox_mail (
	outbox INTEGER PRIMARY KEY REFERENCES outbox ON DELETE CASCADE,
	bytes BLOB NOT NULL
) STRICT;

CREATE TABLE timer (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	due INTEGER NOT NULL,
	kind TEXT NOT NULL,
	ticket INTEGER,
	detail TEXT
) STRICT;
CREATE INDEX timer_due ON timer (due, id);
