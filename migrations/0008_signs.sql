-- Recall keeps the signs of an open chat's vectors (memory/signs.py) and reads new ones by number: nothing scans this.
DROP INDEX memory_bits;
