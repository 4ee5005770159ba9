# Unit tests of the send room.
