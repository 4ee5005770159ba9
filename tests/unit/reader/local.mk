# Unit tests of the reader room.
