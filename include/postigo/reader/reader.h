/* reader.h - the process around mail parsing: one sealed mail in, its JSON out, nothing else allowed */
#ifndef POSTIGO_READER_READER_H
#define POSTIGO_READER_READER_H

/* The process: enters its sandbox, then answers PARSE and PARTS until SIGTERM or the supervisor is gone.
 * Leaves by itself, at a safe point, after some thousand mails. Returns an exit status of sysexits.h. */
int reader_run(int supervisor);

#endif
