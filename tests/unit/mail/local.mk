# Unit tests of the mail room.
