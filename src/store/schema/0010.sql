-- Step 10: articles, the words by which they are found, and what was offered on which ticket.

CREATE TABLE article (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	slug TEXT NOT NULL,
	language TEXT NOT NULL,
	base TEXT NOT NULL,			-- the language's first part, in lower case
	title TEXT NOT NULL,
	keywords TEXT NOT NULL,
	summary TEXT NOT NULL,
	body TEXT NOT NULL,
	state INTEGER NOT NULL,			-- enum article_state
	origin INTEGER NOT NULL,		-- enum article_origin
	queue TEXT,				-- NULL: for all of them
	organisation TEXT,
	author TEXT,
	source_ticket INTEGER,
	digest BLOB,				-- of its file
	changed INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX article_slug ON article (slug, language);
CREATE INDEX article_live ON article (base) WHERE state = 1 AND origin <> 2;

-- The words of those that are live, and of no others.
CREATE TABLE article_word (
	base TEXT NOT NULL,
	stem TEXT NOT NULL,
	article INTEGER NOT NULL REFERENCES article,
	places INTEGER NOT NULL,		-- title 1, keywords 2, text 4
	PRIMARY KEY (base, stem, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_word_article ON article_word (article);

CREATE TABLE article_offer (
	id INTEGER PRIMARY KEY AUTOINCREMENT,
	ticket INTEGER NOT NULL REFERENCES ticket,
	article INTEGER NOT NULL REFERENCES article,
	at INTEGER NOT NULL,
	state INTEGER NOT NULL,			-- enum offer_state
	score INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX article_offer_ticket ON article_offer (ticket, article);
CREATE INDEX article_offer_article ON article_offer (article, state);
