/* wire_control.h - what `postigo` and the desk say to each other on the control socket
 *
 *	postigo  REQUEST payload {"verb": "ticket close", ...} (memfd: a mail, for inject)
 *	desk     REQUEST payload {"status": 0, ...} or {"status": 65, "error": "..."}
 *
 * status is of sysexits.h. The verbs, all done by desk/request.c with the daemon or without:
 *
 *	"inject"         {"mailbox": name} + memfd          -> {"inbox": id}
 *	"explain"        {"render"?} + memfd                -> {"explain": {... DESIGN section 7 ...}}; needs no mailbox
 *	"ticket close" | "ticket open"    {"ticket": n}     -> {"ticket": n, "state": "closed"}
 *	"ticket assign"  {"ticket": n, "assignee": name}    -> {"ticket": n, "assignee": name}
 *	"ticket merge"   {"ticket": n, "into": m}           -> {"ticket": n, "into": what stands for m}
 *	"ticket add" | "ticket remove"    {"ticket": n, "address": a} -> {"ticket": n, "address": a}
 *	"ticket tier"    {"ticket": n, "tier": t, "note": text}  -> {"ticket": n, "tier": t, "team": ..., "assignee": ...}
 *	"ticket vendor"  {"ticket": n, "vendor": name, "note": text} -> {"ticket": n, "vendor": name}
 *	"ticket solution" {"ticket": n} + memfd: its text   -> {"ticket": its problem, "article": slug}
 *	"ticket check"   {"ticket": n, "item": text}        -> {"ticket": n, "item": text}
 *	"problem tie"    {"problem": n, "ticket": m}        -> {"problem": n, "ticket": m}
 *	"problem untie"  {"ticket": m}                      -> {"problem": n, "ticket": m}
 *	"problem close"  {"problem": n}                     -> {"problem": n, "state": "closed"}
 *	"problem drop"   {"problem": n}                     -> {"problem": n, "tickets": how many}
 *	"person release" {"address": a}                     -> {"address": a}
 *	"agent absent"   {"agent": name, "until": day or time, "note": text or none} -> {"agent": name, "until": time}
 *	"agent present"  {"agent": name}                    -> {"agent": name}
 *	"article publish" | "article withdraw" | "article drop"
 *	    {"article": name, "language": l or not there} -> {"articles": [..]}
 *	"article wrong"  {"ticket": n, "article": name}     -> {"ticket": n, "article": name, "state": "wrong"}
 *	"outbox retry" | "outbox drop"    {"row": n}        -> {"row": n}
 *	"hook retry" | "hook drop"        {"row": n}        -> {"row": n}
 *	"inbox release" | "inbox drop"    {"row": n}        -> {"row": n}
 *	"status"         {}                                 -> {"pid": n, "since": ..., "processes": [..]}
 */
#ifndef POSTIGO_BASE_WIRE_CONTROL_H
#define POSTIGO_BASE_WIRE_CONTROL_H

#define WIRE_CONTROL_MAX (1u << 20)	/* an answer larger than WIRE_MAX comes as a memfd */

#endif
