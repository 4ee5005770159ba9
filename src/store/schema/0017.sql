-- Step 17: webhooks that are told of tickets, and programs that are run for them.

CREATE TABLE hook (
	id INTEGER PRIMARY KEY,
	identifier TEXT NOT NULL,		-- the same in each attempt
	kind INTEGER NOT NULL,			-- enum conf_hook_kind
	name TEXT NOT NULL,			-- in the config
	ticket INTEGER NOT NULL REFERENCES ticket,
	message INTEGER REFERENCES message,
	rule TEXT NOT NULL,
	event TEXT NOT NULL,
	state INTEGER NOT NULL,			-- enum hook_state
	attempts INTEGER NOT NULL,
	lost INTEGER NOT NULL,
	created INTEGER NOT NULL,
	next_attempt INTEGER NOT NULL,
	finished INTEGER,
	code INTEGER NOT NULL,
	answer TEXT
) STRICT;
CREATE INDEX hook_due ON hook (kind, name, next_attempt, id) WHERE state IN (0, 2);
CREATE INDEX hook_running ON hook (id) WHERE state = 1;
CREATE INDEX hook_ended ON hook (state, id) WHERE state > 2;
CREATE INDEX hook_ticket ON hook (ticket, id);
CREATE INDEX hook_message ON hook (message) WHERE message IS NOT NULL;

-- What a hook is told. It goes when that has been heard.
CREATE TABLE hook_body (
	hook INTEGER PRIMARY KEY REFERENCES hook,
	body BLOB NOT NULL
) STRICT;
