-- Step 26: the words by which technicians find tickets. Nothing but the index is kept; tickets come into it some at a time, before
-- somebody asks, and meta says up to which one they are ("find").

CREATE VIRTUAL TABLE ticket_find USING fts5 (words, content = '', columnsize = 0, detail = none,
	tokenize = 'unicode61 remove_diacritics 2');
