# Unit tests of the fetch room.
