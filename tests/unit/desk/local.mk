# Unit tests of the desk room.
