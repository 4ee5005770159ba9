-- Step 27: what waits to be told of one message, for a note that is taken back.

CREATE INDEX notice_waiting_message ON notice_waiting (message);
