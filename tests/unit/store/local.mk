# Unit tests of the store room.
