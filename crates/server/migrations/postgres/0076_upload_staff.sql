-- Who of the municipality sends a file; NULL: the citizen, or who helps them. Before it is sent nobody else has it.
ALTER TABLE upload ADD COLUMN staff TEXT;
