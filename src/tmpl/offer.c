/* offer.c - which messages there are, and which values each offers: the table */
#include <config.h>

#include <string.h>

#include <postigo/tmpl/offer.h>

#define QUEUE "queue", "queue_name"
/* People, and how they are greeted. */
#define REQUESTER "requester_name", "requester_first_name", "requester_address"
#define TECHNICIAN "technician_name", "technician_first_name"
/* What every message on a ticket offers. */
#define TICKET "ticket", "subject", REQUESTER, QUEUE, "desk_name", "marker", ORGANISATION, "shortened"
/* Whose it is. */
#define ORGANISATION "organisation", "organisation_name", "organisation_manager", "organisation_opens"
/* What can be done about it by one press. */
#define BUTTONS "has_buttons", "take_button", "note_button", "escalate_button", "close_button", "wait_button", "spam_button", \
	"heard_button"
/* What stands around it in a notice: where it is, what else there is, what was said before. */
#define PLACE "tier_name", "deadlines", "has_deadlines"
#define AROUND "suggested", "has_suggested", "open_tickets", "has_open_tickets", "past_tickets", "has_past_tickets"
#define HISTORY "history", "has_history", "has_older"
/* What is new in it. */
#define WORDS "text", "attachments", "has_attachments", "sender"
/* What is known of its sender. */
#define SENDER "name_hides", "reply_to", "trust_none", "trust_known", "trust_auth", "trust_token", "trust_token_and_auth", \
	"trust_signed", "seal_system", "seal_signer", "seal_encrypted", "seal_locked", "seal_keyless", "seal_crowded", \
	"seal_large", "seal_loose", "seal_stuck", "seal_stranger", "seal_bad", "seal_no_key", "seal_refused", "seal_unchecked"
/* Where it stands among the tiers, and what is known of it. */
#define PLACES "tier_name", "from_name", "goes_up", "on_tier0", "on_tier1", "on_tier2", "on_tier3", "on_tier4", "team", "budget"
#define BECAUSE "has_because", "because_points", "because_tag", "because_category", "because_queue", "because_rule", "because_time", \
	"because_reopened"
#define TIER PLACES, BECAUSE, "note"
#define FACTS "is_urgent", "is_high", "since", "open_for", "fields", "has_fields", "checks_done", \
	"has_checks_done", "checks_missing", "has_checks_missing", "tried", "has_tried", "deadlines", "has_deadlines", "stays", \
	"has_stays", "labour", "has_labour", "labour_time", "labour_cost", "thread", "left_out", "attachments", "has_attachments"

/* How its time stands. */
#define STANDING "aim_first_response", "aim_next_response", "aim_resolution", "over", "time", "due", "percent", "again"
/* What a vendor may be told: nothing of the others above but these. */
#define VENDOR "ticket", "subject", "desk_name", "marker", "vendor_name", "number"

/* What is asked of whose ticket is closed. */
#define QUESTIONS "asks", "ask_solved", "ask_rating", "solved_address", "unsolved_address", "ratings"
/* What may help already. */
#define ARTICLES "has_articles", "articles"
/* What is asked; and what is known, or was asked in vain. */
#define ASKED "has_questions", "questions"
#define KNOWN "has_fields", "fields", "has_unanswered", "unanswered", "problem"
/* What many reports at once have in common. */
#define SPIKE "about", "since_time", "window", "people", "compared", "usual", "reports", "more", "count", "organisations", "none_link"

/* Tickets on the lines of a digest. */
#define MINE "mine", "has_mine", "mine_more"
#define WAITING "waiting", "has_waiting", "waiting_more"
#define UNASSIGNED "unassigned", "has_unassigned", "unassigned_more"
#define LATE "late_count", "late", "has_late", "late_more"
/* What a technician's commands have done. */
#define DONE_BY "effects", "has_effects", "sent", "held", "held_until", "is_noted", "undoing", "undo_address", "undo_link", "unused"
/* A ticket as it stands, and what can be done with it by one click. */
#define ROW "who", "is_new", "is_open", "is_waiting", "is_closed", "is_low", "answer_link", "take_link", "close_link", "show_link"

#define VALUES(...) (const char *const[]){ __VA_ARGS__, NULL }

static const struct offer offers[] = {
	{ "acknowledgement", "to a requester whose mail has become a new ticket",
	    VALUES(TICKET, WORDS, ARTICLES, ASKED), NULL },
	{ "answer", "to a requester: what a technician wrote in reply to a notice",
	    VALUES(TICKET, WORDS, TECHNICIAN, "technician_address", "technician_signature"), NULL },
	{ "assigned", "to the technicians whom a command has given a ticket",
	    VALUES(TICKET, BUTTONS, AROUND, TIER, FACTS, TECHNICIAN, "to_team", "who"), "{\"who\": \"Ana Ruiz\"}" },
	{ "closed", "to a requester whose ticket was closed: is it solved?",
	    VALUES(TICKET, QUESTIONS), NULL },
	{ "closed_waiting", "to a requester whose ticket was closed since they did not answer",
	    VALUES(TICKET, QUESTIONS), NULL },
	{ "confirm", "to a sender: was that mail from you? Before what it asks for is done",
	    VALUES(TICKET, "new_ticket", "confirm_reopening", "confirm_participants", "confirm_on_behalf", "confirm_answer",
	    "confirm_commands"), NULL },
	{ "delivery_failed", "to the technicians: an answer has come back",
	    VALUES(TICKET, "recipient", "diagnostic", "unwritable", TECHNICIAN), NULL },
	{ "escalated", "to a requester: who looks at it now",
	    VALUES(TICKET, PLACES), "{\"on_tier2\": true}" },
	{ "found", "to a technician: the tickets that they asked for by a command",
	    VALUES(TECHNICIAN, "desk_name", "control_address", "of_mine", "of_next", "of_find", "asked", "rows", "has_rows", "not_all",
	    "count", "more"), "{\"count\": 1, \"more\": \"\"}" },
	{ "handover", "to the technicians who take a ticket on: all that is known of it, and what was tried",
	    VALUES(TICKET, BUTTONS, AROUND, TIER, FACTS, TECHNICIAN), "{\"on_tier2\": true}" },
	{ "digest_agent", "to a technician, once a day: what they have to do",
	    VALUES(TECHNICIAN, "desk_name", "day", MINE, WAITING, UNASSIGNED), NULL },
	{ "digest_mail", "to the operator, once a day: each mail that arrived is accounted for",
	    VALUES("desk_name", "new_mails", "balanced", "mailboxes", "mailboxes_left"), NULL },
	{ "digest_organisation", "to an organisation's manager, once a day: how it was served",
	    VALUES(TECHNICIAN, "desk_name", "day", "organisation_name", "made", "closed", "open", "reopened", "first_response",
	        "labour_time", "labour_cost", LATE), NULL },
	{ "digest_team", "to a team's lead, once a day: how the team has done",
	    VALUES(TECHNICIAN, "desk_name", "day", "team", "made", "closed", "open", "nobodys", "reopened", "first_response",
	        "labour_time", "labour_cost", LATE), NULL },
	{ "help", "to a technician: what they can do by mail",
	    VALUES(TECHNICIAN, "desk_name", "control_address"), NULL },
	{ "kept_as_note", "to a technician: their mail was taken for a note, not for an answer",
	    VALUES(TICKET, WORDS, TECHNICIAN), NULL },
	{ "logged", "to a requester: a technician has made a ticket of their call or visit",
	    VALUES(TICKET, WORDS, "by_phone", "by_visit", "by_chat", "by_social", "by_mail"), NULL },
	{ "not_accepted", "to a technician: a mail came to their reply address, but not from their address",
	    VALUES(TICKET, "sender", TECHNICIAN, "is_button", "by_you"), "{\"sender\": \"mallory@example.net\"}" },
	{ "notice_assigned", "to a technician: a ticket that is there is theirs now; or to the team: it is nobody's",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, HISTORY, "text", "assigned", TECHNICIAN), NULL },
	{ "notice_gathered", "to a technician: several things that came quickly after another notice, in one mail",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, HISTORY, "items", "count", "has_note", "answer_button", TECHNICIAN),
	    "{\"count\": 2}" },
	{ "notice_new", "to the technicians of the queue's team: a new ticket",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, WORDS, SENDER, KNOWN, TECHNICIAN), NULL },
	{ "notice_note", "to the technicians: a note that only they see",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, HISTORY, WORDS, SENDER, TECHNICIAN), NULL },
	{ "notice_program", "to the technicians: what a program that a rule has run says; only they see it",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, HISTORY, "text", TECHNICIAN, "program", "cut"),
	    "{\"text\": \"1 packet transmitted, 1 received, 0% packet loss\"}" },
	{ "notice_reply", "to the technicians: a mail on a ticket that there is",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, HISTORY, WORDS, SENDER, KNOWN, "folded", TECHNICIAN), NULL },
	{ "notice_solved", "to the technicians: the requester says that an article has solved it",
	    VALUES(TICKET, HISTORY, WORDS, SENDER, TECHNICIAN), NULL },
	{ "notice_vendor", "to the technicians: a vendor has answered; only they see it",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, HISTORY, WORDS, SENDER, TECHNICIAN, "vendor_name", "number"),
	    "{\"sender\": \"support@acme.example\"}" },
	{ "opened", "to a technician who has opened a ticket for somebody, by passing on their mail or by writing to them with a copy to us",
	    VALUES(TICKET, BUTTONS, PLACE, AROUND, TECHNICIAN, "first_answer"), NULL },
	{ "operator", "to the operator: something that should be looked at",
	    VALUES("text", "desk_name", "is_breaker", "is_folded", "is_foreign_reply", "is_hook_failed", "is_hook_gone",
	    "is_hook_trouble", "is_impostor", "is_keyring", "is_loop", "is_passed_over"),
	    "{\"text\": \"More automatic mail went out than limits.all allows, so that none goes out until half of that has gone"
	    " by\"}" },
	{ "passed_on", "to somebody outside to whom a rule passes a mail on",
	    VALUES(TICKET, WORDS), NULL },
	{ "over_budget", "to the lead: the tier has used up its time for a ticket",
	    VALUES(TICKET, BUTTONS, TIER, FACTS, TECHNICIAN), "{\"tier_name\": \"First line\", \"on_tier1\": true}" },
	{ "ping_pong", "to the leads: a ticket goes to and fro between tiers",
	    VALUES(TICKET, TIER, FACTS, TECHNICIAN), "{\"on_tier2\": true}" },
	{ "problem", "to the lead: many have written about the same at once, or a technician has made a problem of a ticket",
	    VALUES(TICKET, SPIKE, "close_link", TECHNICIAN), "{\"count\": 6, \"more\": \"4\", \"organisations\": \"2\"}" },
	{ "problem_answer", "to a requester: what a technician answers to everybody with the same problem",
	    VALUES(TICKET, WORDS, TECHNICIAN), NULL },
	{ "questions_again", "to a requester whose reply leaves open some of what we asked",
	    VALUES(TICKET, ASKED), NULL },
	{ "refused", "to a requester whose ticket was closed too long ago",
	    VALUES(TICKET), NULL },
	{ "remind", "to a technician: what they wanted to be reminded of, or a ticket that has waited long enough",
	    VALUES(TICKET, BUTTONS, PLACE, HISTORY, TECHNICIAN, "wait_over", "words"), NULL },
	{ "reminder", "to a requester who has not reacted to an answer for a while",
	    VALUES(TICKET, "text", "closing_day", "solved_address"), NULL },
	{ "shown", "to a technician: a ticket that they asked for by a command",
	    VALUES("ticket", "subject", REQUESTER, QUEUE, "desk_name", ORGANISATION, TIER, FACTS, ROW,
	    TECHNICIAN, "control_address", "tags", "watchers", "spent"), "{\"is_urgent\": false}" },
	{ "sla_digest", "to a technician: many tickets are late, or will be, all at once",
	    VALUES(TECHNICIAN, "desk_name", "count", "tickets", "more"), NULL },
	{ "sla_warning", "to a technician: a ticket is late, or will be",
	    VALUES(TICKET, BUTTONS, AROUND, WORDS, STANDING, TECHNICIAN), NULL },
	{ "solution", "to a requester: what solves their ticket, and all others like it",
	    VALUES(TICKET, WORDS, TECHNICIAN), NULL },
	{ "solution_draft", "to the technicians of tiers 1 and 2: a solution, which is the draft of an article",
	    VALUES(TICKET, WORDS, TECHNICIAN, "article", "publish_link", "amend_link"), NULL },
	{ "solved", "to a requester who says that an article has solved their ticket: it is closed",
	    VALUES(TICKET, WORDS), NULL },
	{ "transcript", "to a technician: what became of their commands, and how it is undone",
	    VALUES("ticket", "subject", TECHNICIAN, "desk_name", DONE_BY), NULL },
	{ "transcript_failed", "to a technician: what of their commands was not understood, so that nothing was done",
	    VALUES("ticket", "subject", TECHNICIAN, "desk_name", "faults", "text_left_out", "mend_link", "mended_mail"), NULL },
	{ "unsigned", "to a technician: their mail must be signed, and is not",
	    VALUES("desk_name"), NULL },
	{ "vendor_brief", "to a vendor: they are asked for help with a ticket",
	    VALUES(VENDOR, "note", "since", "requester_name", "requester_address", "fields", "has_fields", "thread", "left_out"),
	    "{\"thread\": [{\"when\": \"Friday 27 November 2026, 16:30\", \"from_us\": false, \"words\":"
	    " \"It prints every page twice.\\n\\n[...]\"}]}" },
	{ "vendor_chase", "to a vendor: they have not answered in time",
	    VALUES(VENDOR, "asked_at", "chased"), NULL },
	{ "vendor_late", "to the lead: a vendor does not answer, however often they are reminded",
	    VALUES(TICKET, BUTTONS, TIER, FACTS, TECHNICIAN, "vendor_name", "number", "chased"), NULL },
	{ "vendor_note", "to a vendor: something more about what they were asked",
	    VALUES(VENDOR, "note"), NULL }
};

/* What an operator names so stands for itself: a rule says when it is sent. There need be none. */
#define FAMILY "reply_"
static const struct offer family = { FAMILY "...", "to a sender, where a rule says so", VALUES(TICKET, WORDS, "capture"), NULL };

static const struct offer_value values[] = {
	{ "ticket", "the ticket's number", "4711" },
	{ "subject", "the ticket's subject", "\"The printer on the second floor\"" },
	{ "requester_name", "the requester's name; empty when it is not known, or not to be told",
	    "\"Ana Ruiz\"" },
	{ "requester_first_name", "the part of it to greet them by; empty when none surely is one", "\"Ana\"" },
	{ "requester_address", "the requester's address", "\"ana.ruiz@example.com\"" },
	{ "queue", "the queue's name in the config", "\"hardware\"" },
	{ "queue_name", "its display_name in the language of the mail, else the same", "\"Hardware\"" },
	{ "organisation", "the name that the ticket's organisation has in the config; empty when it is nobody's", "\"\"" },
	{ "organisation_name", "its display_name", "\"Acme Ltd\"" },
	{ "organisation_manager", "the display_name of its manager", "\"Leo Vidal\"" },
	{ "organisation_opens", "when its people can be reached again, in words; empty when they can now, or nobody knows",
	    "\"Monday 09:00\"" },
	{ "desk_name", "identity.name of the config", "\"Example Support\"" },
	{ "marker", "a signed word by which an answer is known to be about the ticket", "\"ref:4711.k7qw2m9x4t\"" },
	{ "shortened", "whether this is an HTML part that does not hold all of the mail", "false" },
	{ "mailboxes_left", "how many mailboxes an HTML part has no room for; empty when it shows all", "\"\"" },
	{ "is_breaker", "whether so much automatic mail has gone out that none goes out for now", "true" },
	{ "is_folded", "whether somebody has made too many tickets", "false" },
	{ "is_foreign_reply", "whether a technician's reply address was used from another address", "false" },
	{ "is_hook_failed", "whether a webhook or program has failed for good", "false" },
	{ "is_hook_gone", "whether one that tickets waited for is not in the config any more", "false" },
	{ "is_hook_trouble", "whether one needs somebody to look at it", "false" },
	{ "is_impostor", "whether a mail claims to be a technician's, and nothing proves it", "false" },
	{ "is_keyring", "whether a mail could not be signed or encrypted", "false" },
	{ "is_loop", "whether a mail goes round", "false" },
	{ "is_passed_over", "whether what was done to many tickets has failed for one of them", "false" },
	{ "text", "the words of the mail that it is about, several lines: {{{text}}}",
	    "\"Good morning,\\n\\nsince yesterday it prints every page twice. I have tried:\\n\\n"
	    "  * to switch it off and on\\n  * another cable <the blue one>\\n\\n"
	    "> Which printer is it?\\n\\nThe big one, see https://example.com/floor/2.\\n\\n¡Gracias!\\nAna\"" },
	{ "attachments", "a list: name and size_text of each",
	    "[{\"name\": \"printer.jpg\", \"size_text\": \"212 KB\"},"
	    " {\"name\": \"page_1_of_*.pdf\", \"size_text\": \"38 KB\"}]" },
	{ "suggested", "a list of up to three articles that may be the answer: title, url (empty when it can be read nowhere), path",
	    "[{\"title\": \"The printer prints every page twice\", \"url\": \"https://help.example.com/en/printer-double\", \"path\":"
	    " \"en/printer-double\"}, {\"title\": \"Paper *jams*\", \"url\": \"\", \"path\": \"en/paper-jams\"}]" },
	{ "has_suggested", "whether there are any", "true" },
	{ "open_tickets", "a list of what else its requester has asked: number, subject, when; is_new, is_open, is_waiting",
	    "[{\"number\": 4690, \"subject\": \"Where is my invoice?\", \"when\": \"Monday 11:30\", \"is_new\": false, \"is_open\": false,"
	    " \"is_waiting\": true}]" },
	{ "has_open_tickets", "whether there is anything", "true" },
	{ "past_tickets", "the same of what is closed; when is when it was",
	    "[{\"number\": 4511, \"subject\": \"No ink\", \"when\": \"Tuesday 3 November 2026, 09:12\", \"is_new\": false, \"is_open\": false,"
	    " \"is_waiting\": false}]" },
	{ "has_past_tickets", "whether there is anything", "true" },
	{ "history", "a list of what was said before, the newest first: when, who, words ({{{words}}}); is_note, is_vendor",
	    "[{\"when\": \"Friday 27 November 2026, 16:30\", \"who\": \"Leo Vidal\", \"words\": \"Have you tried another cable?\","
	    " \"is_note\": false, \"is_vendor\": false}]" },
	{ "has_history", "whether anything was", "true" },
	{ "has_older", "whether there is more than stands in it", "true" },
	{ "items", "a list of what has happened, in its order: when, who, words ({{{words}}}); is_note, is_vendor, is_solved; is_unproven, when"
	    " nothing speaks for its sender",
	    "[{\"when\": \"16:30\", \"who\": \"Ana Ruiz\", \"words\": \"Now it does not print at all.\", \"is_note\": false, \"is_vendor\": false,"
	    " \"is_solved\": false, \"is_unproven\": true}, {\"when\": \"16:31\", \"who\": \"Leo Vidal\", \"words\":"
	    " \"I have seen that before:\\n\\n  * the *blue* cable\", \"is_note\": true, \"is_vendor\": false, \"is_solved\": false,"
	    " \"is_unproven\": false}]" },
	{ "has_note", "whether there is a note among them, so that an answer is one, too", "true" },
	{ "answer_button", "a link by which the requester is answered all the same; empty when a reply does that",
	    "\"mailto:support+10t4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20The%20printer\"" },
	{ "has_buttons", "whether there are any of the following", "true" },
	{ "take_button", "a link by which the technician takes the ticket; empty when it is theirs, or they may not. In a template: [Take it]({{{take_button}}} \"button\")",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20take%3A%20The%20printer&body=%23take%0D%0A\"" },
	{ "note_button", "the same to write a note",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20note%3A%20The%20printer&body=%23note%0D%0A\"" },
	{ "escalate_button", "the same to hand it up",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20escalate%3A%20The%20printer&body=%23escalate%0D%0A\"" },
	{ "close_button", "the same to close it",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20close%3A%20The%20printer&body=%23close%0D%0A\"" },
	{ "wait_button", "the same to let it wait for three days",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20wait%3A%20The%20printer&body=%23wait%0D%0A\"" },
	{ "spam_button", "the same to close it in silence",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20spam%3A%20The%20printer&body=%23spam%0D%0A\"" },
	{ "heard_button", "the same to say that they have seen a warning",
	    "\"mailto:support+10a4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com?subject=%5B%234711%5D%20ack%3A%20The%20printer&body=%23ack%0D%0A\"" },
	{ "is_button", "whether it came by a button of a notice", "false" },
	{ "by_you", "whether whoever reads it has sent that mail", "false" },
	{ "assigned", "whether it is theirs, and not just nobody's", "true" },
	{ "has_attachments", "whether there are any", "true" },
	{ "capture", "what named groups of the rule's patterns have found: {{capture.name}}", "{}" },
	{ "technician_name", "the technician's display_name", "\"Leo Vidal\"" },
	{ "technician_first_name", "the part of it to greet them by; empty when none surely is one", "\"Leo\"" },
	{ "technician_address", "their address, where answers.address shows it; else empty", "\"\"" },
	{ "technician_signature", "what stands below their words, where answers.signature keeps it; else empty", "\"\"" },
	{ "recipient", "the address that was not reached", "\"ana.ruiz@example.com\"" },
	{ "diagnostic", "what the mail server said", "\"550 5.1.1 <ana.ruiz@example.com>: no such user here\"" },
	{ "unwritable", "whether that is an address that no mail can be sent to, as it has letters with accents or of another script"
	    " before its @", "false" },
	{ "sender", "the address that the mail came from", "\"ana.ruiz@example.com\"" },
	{ "name_hides", "whether the sender's name shows an address that is not theirs", "false" },
	{ "reply_to", "another address that the sender asks for answers to; empty when there is none",
	    "\"ana@example.net\"" },
	{ "trust_none", "whether the sender is a stranger who could be anybody", "false" },
	{ "trust_known", "whether the address is known, but anybody could write it", "true" },
	{ "trust_auth", "whether the sender's mail system vouches for them", "false" },
	{ "trust_token", "whether the mail came by a secret address of theirs", "false" },
	{ "trust_token_and_auth", "whether both hold", "false" },
	{ "trust_signed", "whether the mail is signed with the sender's own key; then none of the others is true", "false" },
	{ "seal_system", "OpenPGP or S/MIME", "\"OpenPGP\"" },
	{ "seal_signer", "as the key that it is signed with calls its owner; empty when it is not signed", "\"Ana Ruiz <ana.ruiz@example.com>\"" },
	{ "seal_encrypted", "whether the mail came encrypted, and was opened", "false" },
	{ "seal_locked", "whether it is encrypted, and could not be opened", "false" },
	{ "seal_keyless", "whether that is because it is for none of our keys", "false" },
	{ "seal_crowded", "whether that is because it is for more recipients than are tried", "false" },
	{ "seal_large", "whether that is because what is in it is too large", "false" },
	{ "seal_loose", "whether that is because nothing in it shows whether somebody has changed it", "false" },
	{ "seal_stuck", "whether that is for another reason", "false" },
	{ "seal_stranger", "whether it is signed with a key that is not the sender's", "false" },
	{ "seal_bad", "whether what was signed is not what came", "false" },
	{ "seal_no_key", "whether the signer's key is not known", "false" },
	{ "seal_refused", "whether the signature does not count", "false" },
	{ "seal_unchecked", "whether nobody could look at the signature", "false" },
	{ "aim_first_response", "whether it is about the first answer", "true" },
	{ "aim_next_response", "whether it is about a later answer", "false" },
	{ "aim_resolution", "whether it is about the solution", "false" },
	{ "over", "whether the time is up", "false" },
	{ "time", "how much of it is left, or how long ago it was up", "\"1 h 30 min\"" },
	{ "due", "the moment at which it is up, or was; empty while nobody can tell", "\"Monday 11:30\"" },
	{ "percent", "how much of the time is used", "80" },
	{ "again", "whether that was said before", "true" },
	{ "day", "the day that it is", "\"Friday 27 November\"" },
	{ "mine", "a list of the technician's tickets: of each ticket, subject, requester_address, has_time, over, time and due",
	    "[{\"ticket\": 4711, \"subject\": \"The printer on the second floor\", \"requester_address\": \"ana.ruiz@example.com\","
	    " \"has_time\": true, \"over\": true, \"time\": \"1 h 30 min\", \"due\": \"Monday 11:30\"},"
	    " {\"ticket\": 4712, \"subject\": \"*Where* is my <invoice>?\", \"requester_address\": \"eva@example.com\","
	    " \"has_time\": false, \"over\": false, \"time\": \"\", \"due\": \"\"}]" },
	{ "has_mine", "whether there are any", "true" },
	{ "mine_more", "how many are left out of the list; empty when none is", "12" },
	{ "waiting", "the same of those that wait for somebody else",
	    "[{\"ticket\": 4711, \"subject\": \"The printer on the second floor\", \"requester_address\": \"ana.ruiz@example.com\","
	    " \"has_time\": true, \"over\": true, \"time\": \"1 h 30 min\", \"due\": \"Monday 11:30\"},"
	    " {\"ticket\": 4712, \"subject\": \"*Where* is my <invoice>?\", \"requester_address\": \"eva@example.com\","
	    " \"has_time\": false, \"over\": false, \"time\": \"\", \"due\": \"\"}]" },
	{ "has_waiting", "whether there are any", "true" },
	{ "waiting_more", "how many are left out of the list; empty when none is", "\"\"" },
	{ "unassigned", "the same of those of the technician's teams that are nobody's",
	    "[{\"ticket\": 4711, \"subject\": \"The printer on the second floor\", \"requester_address\": \"ana.ruiz@example.com\","
	    " \"has_time\": true, \"over\": true, \"time\": \"1 h 30 min\", \"due\": \"Monday 11:30\"},"
	    " {\"ticket\": 4712, \"subject\": \"*Where* is my <invoice>?\", \"requester_address\": \"eva@example.com\","
	    " \"has_time\": false, \"over\": false, \"time\": \"\", \"due\": \"\"}]" },
	{ "has_unassigned", "whether there are any", "true" },
	{ "unassigned_more", "how many are left out of the list; empty when none is", "\"\"" },
	{ "late", "the same of those of the team whose time is up",
	    "[{\"ticket\": 4711, \"subject\": \"The printer on the second floor\", \"requester_address\": \"ana.ruiz@example.com\","
	    " \"has_time\": true, \"over\": true, \"time\": \"1 h 30 min\", \"due\": \"Monday 11:30\"},"
	    " {\"ticket\": 4712, \"subject\": \"*Where* is my <invoice>?\", \"requester_address\": \"eva@example.com\","
	    " \"has_time\": false, \"over\": false, \"time\": \"45 min\", \"due\": \"\"}]" },
	{ "has_late", "whether there are any", "true" },
	{ "late_more", "how many are left out of the list; empty when none is", "\"\"" },
	{ "team", "the display_name of the team that has it, or that it is about", "\"First line\"" },
	{ "made", "how many tickets are new", "31" },
	{ "closed", "how many were closed", "28" },
	{ "open", "how many are not closed", "54" },
	{ "nobodys", "how many of these are assigned to nobody", "3" },
	{ "reopened", "how many were opened again", "2" },
	{ "late_count", "how many are late", "2" },
	{ "first_response", "how long first answers took on average; empty when there were none", "\"1 h 12 min\"" },
	{ "new_mails", "how many mails have come since the operator was told last", "117" },
	{ "balanced", "whether as many are accounted for as have arrived", "true" },
	{ "mailboxes", "a list: of each mailbox, arrived, accounted_for, balanced, quarantined, not_decided and skipped",
	    "[{\"mailbox\": \"support\", \"arrived\": 4711, \"accounted_for\": 4711, \"balanced\": true, \"quarantined\": 1,"
	    " \"not_decided\": 0, \"skipped\": 12}]" },
	{ "asks", "whether anything is asked at all", "true" },
	{ "ask_solved", "whether it is asked if the ticket is solved", "true" },
	{ "ask_rating", "whether a rating is asked for", "true" },
	{ "solved_address", "who writes to that address says that it is solved, for a mailto: link",
	    "\"support+11m4r00000010000002hh9n1ys32zwkg37axz8ce83dt0@example.com\"" },
	{ "unsolved_address", "who writes there says that it is not",
	    "\"support+11m4r00000010000002rrvqsmgx4v17mdb0gddxfdyf5c@example.com\"" },
	{ "ratings", "a list from the best to the worst: rating, a number from 5 to 1, and rating_address of each",
	    "[{\"rating\": 5, \"rating_address\": \"support+115p40000001000000bnw09hmzzta2yz1w2spk24v7zhg@example.com\"},"
	    " {\"rating\": 1, \"rating_address\": \"support+111p40000001000000ea938n9vj06jf5jkxgb4p8wj1yw@example.com\"}]" },
	{ "closing_day", "the day on which the ticket will be closed; empty when it will not",
	    "\"Friday 27 November\"" },
	{ "count", "how many tickets it is about", "37" },
	{ "tickets", "a list: of each ticket, subject, requester_address, and how its time stands",
	    "[{\"ticket\": 4711, \"subject\": \"The printer on the second floor\", \"requester_address\": \"ana.ruiz@example.com\","
	    " \"aim_first_response\": true, \"aim_next_response\": false, \"aim_resolution\": false, \"over\": true,"
	    " \"time\": \"1 h 30 min\", \"due\": \"Monday 11:30\", \"percent\": 119, \"again\": false},"
	    " {\"ticket\": 4712, \"subject\": \"*Where* is my <invoice>?\", \"requester_address\": \"eva@example.com\","
	    " \"aim_first_response\": false, \"aim_next_response\": false, \"aim_resolution\": true, \"over\": false,"
	    " \"time\": \"45 min\", \"due\": \"14:00\", \"percent\": 80, \"again\": false}]" },
	{ "more", "how many tickets are left out of the list; empty when none is", "12" },
	{ "has_articles", "whether any article is offered", "true" },
	{ "articles", "a list of articles that may be the answer: title, article_text (all of it, or what it is about), url (empty when "
	    "it can be read nowhere), and solved_address, to which a mail says that it solved it",
	    "[{\"title\": \"The printer prints every page twice\", \"article_text\": \"1. Open the print dialogue.\\n2. Set Copies to "
	    "1.\", \"url\": \"https://help.example.com/en/printer-double\", \"solved_address\": "
	    "\"support+17k8m2qd0000b0000d9gm6f9rgk9jc7nfwy8h2rnmy5te@example.com\"}]" },
	{ "folded", "whether it was put there, as others from its sender will be, because they make too many tickets", "false" },
	{ "has_questions", "whether anything is asked", "true" },
	{ "questions", "a list of questions: ask, and choices (the answers to choose from; empty when any will do)",
	    "[{\"ask\": \"What is the serial number on its back?\", \"choices\": \"\"},"
	    " {\"ask\": \"Does it print anything at all?\", \"choices\": \"yes, no\"}]" },
	{ "has_unanswered", "whether anything was asked in vain", "true" },
	{ "unanswered", "a list of the questions that nobody has answered: ask, and choices",
	    "[{\"ask\": \"Does it print anything at all?\", \"choices\": \"yes, no\"}]" },
	{ "first_answer", "whether their mail is the first answer to the requester", "true" },
	{ "new_ticket", "whether the mail has become a new ticket all the same", "true" },
	{ "confirm_reopening", "whether it would open a closed ticket again", "false" },
	{ "confirm_participants", "whether it would let others join the ticket", "true" },
	{ "confirm_on_behalf", "whether it would be the ticket of whoever wrote what was passed on", "false" },
	{ "confirm_answer", "whether it would go to the requester as an answer", "false" },
	{ "tier_name", "the name of the tier that the ticket is on", "\"Second line\"" },
	{ "from_name", "the name of the tier that it comes from", "\"First line\"" },
	{ "goes_up", "whether that is below", "true" },
	{ "on_tier0", "whether it is on tier 0", "false" },
	{ "on_tier1", "whether it is on tier 1", "false" },
	{ "on_tier2", "whether it is on tier 2", "false" },
	{ "on_tier3", "whether it is on tier 3", "false" },
	{ "on_tier4", "whether it is on tier 4", "false" },
	{ "budget", "how long that tier may need", "\"2 h\"" },
	{ "has_because", "whether one of the reasons below is why it is there", "true" },
	{ "because_points", "rules have given it points enough", "\"\"" },
	{ "because_tag", "tickets with that tag belong there", "\"\"" },
	{ "because_category", "tickets of that category belong there", "\"\"" },
	{ "because_queue", "tickets of that queue begin there", "\"\"" },
	{ "because_rule", "the rule of that name has sent it there", "\"spooler\"" },
	{ "because_time", "the tier before has used up that much time", "\"\"" },
	{ "because_reopened", "it was opened again before, and is not solved", "false" },
	{ "note", "what was said to whoever goes on with it, several lines: {{{note}}}; empty when there is nothing",
	    "\"It needs somebody who knows the spooler.\\n\\nThe log is on the ticket.\"" },
	{ "is_urgent", "whether its priority is urgent", "true" },
	{ "is_high", "whether its priority is high", "false" },
	{ "since", "when it began", "\"Friday 27 November 2026, 16:30\"" },
	{ "open_for", "how long ago that is", "\"3 h 10 min\"" },
	{ "fields", "a list: name and value of each thing that is known",
	    "[{\"name\": \"serial\", \"value\": \"XK-4400-17\"}, {\"name\": \"category\", \"value\": \"printing\"}]" },
	{ "has_fields", "whether there are any", "true" },
	{ "checks_done", "a list: item of each thing on the checklists that is done", "[{\"item\": \"serial number known\"}]" },
	{ "has_checks_done", "whether there are any", "true" },
	{ "checks_missing", "a list: item of each thing on the checklists that is not done", "[{\"item\": \"restarted\"}]" },
	{ "has_checks_missing", "whether there are any", "true" },
	{ "tried", "a list: when, who, what (one line) of each answer and note of a technician; is_note",
	    "[{\"when\": \"Friday 27 November 2026, 17:05\", \"who\": \"Leo Vidal\", \"what\": \"Asked for the log of the spooler\","
	    " \"is_note\": true}]" },
	{ "has_tried", "whether there are any", "true" },
	{ "stays", "a list: tier_name, team, time of each time that it was on a tier; worked is the part in which it did not wait,"
	    " empty where that is all of it; is_current",
	    "[{\"tier_name\": \"First line\", \"team\": \"Madrid\", \"time\": \"3 h 10 min\", \"worked\": \"1 h 2 min\","
	    " \"is_current\": false}, {\"tier_name\": \"Second line\", \"team\": \"Valencia\", \"time\": \"12 min\","
	    " \"worked\": \"\", \"is_current\": true}]" },
	{ "has_stays", "whether there are any", "true" },
	{ "labour", "a list: tier_name, time, cost of what technicians have noted on each tier; cost is empty where an hour has none",
	    "[{\"tier_name\": \"First line\", \"time\": \"40 min\", \"cost\": \"21.33 EUR\"}, {\"tier_name\": \"Second line\","
	    " \"time\": \"1 h\", \"cost\": \"48.00 EUR\"}]" },
	{ "has_labour", "whether there are any", "true" },
	{ "labour_time", "all that was noted, together; empty when it is nothing, and behind a list of one line", "\"1 h 40 min\"" },
	{ "labour_cost", "what all of it costs, in each currency; empty when it costs nothing", "\"69.33 EUR\"" },
	{ "deadlines", "a list: due (empty while its clock stands still) of each thing that is promised; aim_first_response,"
	    " aim_next_response or aim_resolution; over",
	    "[{\"aim_first_response\": false, \"aim_next_response\": false, \"aim_resolution\": true,"
	    " \"due\": \"Monday 30 November 2026, 11:30\", \"over\": false}]" },
	{ "has_deadlines", "whether there are any", "true" },
	{ "thread", "a list: when, who, words ({{{words}}}) of each message; is_note, is_vendor; to a vendor from_us instead of who",
	    "[{\"when\": \"Friday 27 November 2026, 16:30\", \"who\": \"Ana Ruiz\", \"words\": \"It prints every page twice.\","
	    " \"is_note\": false, \"is_vendor\": false, \"from_us\": false}]" },
	{ "problem", "the number of the problem that the ticket is part of; empty when it is part of none", "\"\"" },
	{ "about", "what they have in common: the spike's category, tag or queue; empty when a technician says so", "\"vpn\"" },
	{ "since_time", "when the first of them came", "\"09:12\"" },
	{ "window", "the length of time that is looked at", "\"1 h\"" },
	{ "people", "how many people there were when it was opened", "6" },
	{ "compared", "whether it is known how many there usually are", "true" },
	{ "usual", "how many that are", "\"1.5\"" },
	{ "reports", "a list: report (number), who, whose (organisation; empty when it is nobody's), what (subject) of each ticket",
	    "[{\"report\": 4712, \"who\": \"Ana Ruiz\", \"whose\": \"Acme Ltd\", \"what\": \"No connection from home\"},"
	    " {\"report\": 4713, \"who\": \"bo@example.net\", \"whose\": \"\", \"what\": \"VPN\"}]" },
	{ "organisations", "how many organisations' people they are, when it is more than one; else empty", "\"2\"" },
	{ "none_link", "a link to a mail that says that it is no problem, and lets go of all",
	    "\"mailto:support+x0x0x0@example.com?subject=4711&body=no%20problem\"" },
	{ "article", "the name of the article that was made of it", "\"ticket-4711\"" },
	{ "publish_link", "a link to the mail that publishes it", "\"mailto:desk+x0x0x0@example.com?body=%23publish%20ticket-4711%0D%0A\"" },
	{ "amend_link", "a link to the mail that writes it anew", "\"mailto:desk+x0x0x0@example.com?body=%23article%20ticket-4711%0D%0A\"" },
	{ "vendor_name", "the vendor's display_name", "\"Acme S.A.\"" },
	{ "number", "the vendor's own number for it; empty when it is not known", "\"CASE-0012345\"" },
	{ "asked_at", "when they were asked", "\"Friday 27 November 2026, 17:40\"" },
	{ "program", "its name in the config", "\"ping\"" },
	{ "cut", "whether it said more than is kept", "false" },
	{ "chased", "how often they were reminded, with this time", "2" },
	{ "left_out", "how many messages are left out of the middle of that; empty when none are", "3" },
	{ "confirm_commands", "whether it would carry out commands", "false" },
	{ "effects", "a list: ticket, and one of the other fields for what was done to it; already, when it was so; see _effects",
	    "[{\"ticket\": 4711,"
	    " \"article_name\": false, \"article_title\": false, \"article_language\": false, \"article_written\": false,"
	    " \"article_amended\": false, \"article_live\": false, \"article_published\": false, \"article_withdrawn\": false,"
	    " \"article_link\": false, \"article_dropped\": false, \"back_article\": false,"
	    " \"back_first_response\": false, \"back_next_response\": false, \"back_resolution\": false,"
	    " \"made\": false, \"took\": false, \"assigned\": false, \"unassigned\": false, \"assigned_team\": false,"
	    " \"tier\": false, \"vendor\": false, \"solution\": false, \"queue\": false, \"priority_low\": false, \"priority_normal\": false, \"priority_high\":"
	    " false, \"priority_urgent\": false, \"tagged\": false, \"untagged\": false, \"field\": false,"
	    " \"field_removed\": false, \"value\": false, \"closed\": true, \"opened\": false, \"waits\": false,"
	    " \"waits_until\": false, \"waits_vendor\": false, \"reminder\": false, \"time\": false, \"total\": false,"
	    " \"merged\": false, \"into\": false, \"split\": false, \"linked\": false, \"watches\": false, \"unwatches\":"
	    " false, \"joins\": false, \"leaves\": false, \"spam\": false, \"quiet\": false, \"heard\": false,"
	    " \"answered\": false, \"noted\": false, \"undone\": false, \"back_new\": false, \"back_open\": false,"
	    " \"back_waiting\": false, \"back_closed\": false, \"back_spam\": false, \"back_time\": false, \"back_timer\":"
	    " false, \"back_merged\": false, \"back_split\": false, \"back_linked\": false, \"back_made\": false, \"back_warnings\": false,"
	    " \"back_note\": false, \"note_told\": false, \"back_solution\": false, \"solution_told\": false, \"kept_article\": false,"
	    " \"vendor_held\": false, \"vendor_back\": false,"
	    " \"tied\": false, \"untied\": false, \"problem_made\": false, \"dissolved\": false, \"to_everybody\": false,"
	    " \"to_nobody\": false, \"files_stay\": false, \"back_tied\": false, \"back_untied\": false,"
	    " \"tier_told\": false, \"called_back\": false, \"gone_out\": false, \"kept_state\": false, \"kept_priority\": false, \"kept_queue\": false, \"kept_tier\":"
	    " false, \"kept_team\": false, \"kept_assignee\": false, \"kept_internal\": false, \"kept_field\": false,"
	    " \"kept_split\": false, \"already\": false"
	    "}, {\"ticket\": 4711, \"time\": \"1 h 30 min\", \"total\": \"2 h\"}, {\"ticket\": 4712, \"tagged\": \"vpn\", \"already\": true},"
	    " {\"ticket\": 4713, \"dissolved\": 3}, {\"ticket\": 4714, \"to_everybody\": 2}]" },
	{ "has_effects", "whether there are any", "true" },
	{ "sent", "whether an answer is on its way to the requester", "true" },
	{ "held", "whether an answer waits before it goes out", "false" },
	{ "held_until", "for how long", "\"30 s\"" },
	{ "is_noted", "whether the words are kept as a note", "false" },
	{ "undoing", "whether something was undone", "false" },
	{ "undo_address", "where a mail has to go to undo it, once; empty when nothing can be undone",
	    "\"desk+x0x0x0@example.com\"" },
	{ "undo_link", "the same as a link to a mail", "\"mailto:desk+x0x0x0@example.com?subject=undo\"" },
	{ "unused", "words that went to nobody; empty when there are none", "\"\"" },
	{ "faults", "a list: written, value, mended, example; and one that is true of unknown, misplaced ... for what is wrong",
	    "[{\"written\": \"#clsoe\", \"value\": \"clsoe\", \"mended\": \"#close\", \"example\": \"\","
	    " \"unknown\": true, \"misplaced\": false, \"own_mail\": false, \"too_many\": false, \"value_missing\": false, \"value_wrong\":"
	    " false, \"name_unknown\": false, \"ticket_unknown\": false, \"which_ticket\": false, \"for_nobody\": false,"
	    " \"makes_no_sense\": false, \"not_allowed\": false, \"no_command\": false, \"nothing_to_undo\": false, \"for_another\": false,"
	    " \"answer_gone\": false,"
	    " \"only_button\": false, \"used\": false, \"too_old\": false, \"taken\": false, \"moved\": false, \"merged\": false"
	    "}, {\"written\": \"#tier nine\", \"value\": \"nine\", \"mended\": \"\", \"example\": \"#tier 2\", \"value_wrong\": true}]" },
	{ "text_left_out", "whether the mended mail is without the words, which are too long", "false" },
	{ "mend_link", "a link to the mail as it should have been; empty when nobody knows",
	    "\"mailto:support+t0k3n@example.com?body=%23close\"" },
	{ "mended_mail", "its text", "\"#close\"" },
	{ "control_address", "the technician's own address for commands", "\"desk+k0k0k0@example.com\"" },
	{ "not_all", "whether there are so many tickets that not all could be looked at yet", "false" },
	{ "of_mine", "whether they asked for their own tickets", "true" },
	{ "of_next", "whether they asked for the next one", "false" },
	{ "of_find", "whether they asked for a word", "false" },
	{ "asked", "the word", "\"\"" },
	{ "rows", "a list: number, subject, from, age, who, queue, mine, how it stands, and links to mails that do something with it",
	    "[{\"number\": 4711, \"subject\": \"The printer on the second floor\", \"from\": \"Ana Ruiz\", \"age\": \"3 h 10 min\","
	    " \"who\": \"\", \"queue\": \"Hardware\", \"mine\": false, \"is_new\": true, \"is_open\": false, \"is_waiting\": false,"
	    " \"is_closed\": false, \"is_low\": false, \"is_high\": false, \"is_urgent\": true,"
	    " \"answer_link\": \"mailto:support+t0k3n@example.com\", \"take_link\": \"mailto:desk+t0k3n@example.com?body=%23take%0D%0A\","
	    " \"close_link\": \"mailto:desk+t0k3n@example.com?body=%23close%0D%0A\","
	    " \"show_link\": \"mailto:desk+t0k3n@example.com?body=%23show%0D%0A\"}]" },
	{ "has_rows", "whether there are any", "true" },
	{ "who", "the technician who has it, or gave it; empty when nobody has it", "\"\"" },
	{ "is_new", "whether it is new", "true" },
	{ "is_open", "whether it is open", "false" },
	{ "is_waiting", "whether it waits", "false" },
	{ "is_closed", "whether it is closed", "false" },
	{ "is_low", "whether its priority is low", "false" },
	{ "answer_link", "a link to an answer", "\"mailto:support+t0k3n@example.com\"" },
	{ "take_link", "a link to a mail that takes it", "\"mailto:desk+t0k3n@example.com?body=%23take%0D%0A\"" },
	{ "close_link", "a link to a mail that closes it", "\"mailto:desk+t0k3n@example.com?body=%23close%0D%0A\"" },
	{ "show_link", "a link to a mail that asks for all of it",
	    "\"mailto:desk+t0k3n@example.com?body=%23show%0D%0A\"" },
	{ "to_team", "whether the team has it, and nobody in it", "false" },
	{ "tags", "its tags, with commas", "\"vpn, printer\"" },
	{ "watchers", "who else hears of it, with commas", "\"\"" },
	{ "spent", "how long technicians have worked on it, as they say; empty when nobody said so",
	    "\"1 h 30 min\"" },
	{ "wait_over", "whether it has waited long enough", "false" },
	{ "words", "what they wanted to be reminded of; may be empty", "\"call Ana\"" },
	{ "by_phone", "whether the requester called", "true" },
	{ "by_visit", "whether they came by", "false" },
	{ "by_chat", "whether they wrote in a chat", "false" },
	{ "by_social", "whether they wrote on a social network", "false" },
	{ "by_mail", "whether they wrote a mail, or a letter", "false" }
};

const struct offer *
offer_at(size_t number)
{
	return number < sizeof(offers) / sizeof(*offers) ? &offers[number] : NULL;
}

const struct offer *
offer_find(const char *name)
{
	for (size_t i = 0; i < sizeof(offers) / sizeof(*offers); i++)
		if (strcmp(offers[i].name, name) == 0)
			return &offers[i];
	return strncmp(name, FAMILY, strlen(FAMILY)) == 0 && name[strlen(FAMILY)] != '\0' ? &family : NULL;
}

const struct offer_value *
offer_value(const char *name)
{
	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (strcmp(values[i].name, name) == 0)
			return &values[i];
	return NULL;
}

static void
add_sample(json_t *samples, const struct offer_value *value)
{
	(void)json_object_set_new(samples, value->name, json_loads(value->sample, JSON_DECODE_ANY, NULL));
}

json_t *
offer_samples(const struct offer *offer)
{
	json_t *samples = json_object();

	for (size_t i = 0; offer == NULL && i < sizeof(values) / sizeof(*values); i++)
		add_sample(samples, &values[i]);
	for (const char *const *name = offer != NULL ? offer->values : NULL; name != NULL && *name != NULL; name++) {
		const struct offer_value *value = offer_value(*name);
		if (value != NULL)
			add_sample(samples, value);
	}
	if (offer != NULL && offer->samples != NULL) {
		json_t *own = json_loads(offer->samples, 0, NULL);
		(void)json_object_update(samples, own);
		json_decref(own);
	}
	return samples;
}
