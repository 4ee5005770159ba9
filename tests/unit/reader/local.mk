# Unit tests of the reader room.
check_PROGRAMS += %D%/reader
%C%_reader_SOURCES = %D%/reader.c
%C%_reader_LDADD = $(unit_reader)
