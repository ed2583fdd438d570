-- The ledger of a pair is read along a path, as fast as by this index; each pair had a page of it to write every turn.

DROP INDEX change_pair;
