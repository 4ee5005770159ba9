# Unit tests of the tmpl room.
