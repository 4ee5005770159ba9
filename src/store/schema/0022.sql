-- Step 22: what else a requester has asked.

CREATE INDEX ticket_requester ON ticket (requester, state) WHERE requester IS NOT NULL;
