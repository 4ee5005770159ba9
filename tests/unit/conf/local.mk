# Unit tests of the conf room.
