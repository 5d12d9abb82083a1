"""What the notes say: one ledger of claims a note, in the order of the note."""
