noinst_LIBRARIES += %D%/libcrypt.a
%C%_libcrypt_a_SOURCES = \
	include/postigo/crypt/crypt.h %D%/crypt.c \
	include/postigo/crypt/keyring.h %D%/keyring.c \
	%D%/room.h \
	%D%/opener.c \
	%D%/owners.c \
	%D%/sealer.c
