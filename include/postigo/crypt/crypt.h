/* crypt.h - the process that has the keys of the keyring: it verifies, decrypts, signs and encrypts, and does nothing else */
#ifndef POSTIGO_CRYPT_CRYPT_H
#define POSTIGO_CRYPT_CRYPT_H

#include <postigo/conf/conf.h>

/* The role. Started only when there is a keyring; see wire_crypt.h for what it is asked. */
int crypt_run(const struct conf *conf, int supervisor);

#endif
