# Unit tests of the base room.
