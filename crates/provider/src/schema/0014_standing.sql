-- Whether an account was last seen to pay by a means of its own.
ALTER TABLE client ADD COLUMN pays_itself BIGINT NOT NULL DEFAULT 0;
-- While a number that is in use is interrupted: until when that is no end of its use.
ALTER TABLE phone ADD COLUMN down_until BIGINT;
