/* verdict.h - what an SMTP answer means for a mail, and for the server; pure */
#ifndef POSTIGO_SEND_VERDICT_H
#define POSTIGO_SEND_VERDICT_H

#include <stdbool.h>

#include <postigo/base/wire_send.h>

struct verdict {
	enum outcome outcome;
	bool fault;	/* of the server or our configuration: no mail is to blame, so stop and say so */
};

/* code answered MAIL, RCPT, DATA or the final dot; only the last may mean SENT, and only when the recipient was
 * accepted too. */
struct verdict verdict_of(int code);

#endif
