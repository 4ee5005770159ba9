-- Step 4: people of whom a mail was shown to be theirs, so that a forged sender makes nobody known.

ALTER TABLE person ADD COLUMN proven INTEGER;	-- when that was first; NULL: never

-- What shows it of the mails that are there already: their sender was asked, at that address, and said yes. How other mails
-- came was not written down, and nobody is taken for known on a guess.
UPDATE person SET proven = shown.at FROM (
	SELECT lower(o.recipient) AS key, min(m.created) AS at
	FROM outbox o JOIN message m ON m.id = o.message JOIN inbox i ON i.id = m.inbox
	WHERE o.kind = 'confirm' AND i.confirm = 2 GROUP BY lower(o.recipient)
) AS shown WHERE shown.key = person.key;
