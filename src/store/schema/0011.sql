-- Step 11: what a vendor's newest mail is called, so that what we write to them stands in their thread.

ALTER TABLE vendor_case ADD COLUMN their_id TEXT;
