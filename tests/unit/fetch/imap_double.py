#!/usr/bin/env python3
"""An IMAP server for tests: well-behaved, or hostile in one chosen way.

  imap_double.py LOG COUNT [TRICK ...]

Prints its port, then serves until its standard input ends. Every command goes to LOG, one a line.
Lines on standard input change the mailbox: "add N", "expunge UID", "bye".
Mails have the UIDs 1..COUNT. TRICK is name or name=number; see the code for what each does.
"""
import re
import select
import socket
import sys
import time

LOG = open(sys.argv[1], "a", buffering=1)
TRICKS = {}
for word in sys.argv[3:]:
    name, _, value = word.partition("=")
    TRICKS[name] = value or "0"


def mail(uid):
    text = "".join("line %d of mail %d\r\n" % (n, uid) for n in range(1, 40))
    return ("From: someone@example.org\r\nMessage-ID: <%d@example.org>\r\nSubject: mail %d\r\n\r\n%s"
            % (uid, uid, text)).encode()


class Gone(Exception):
    pass


class Mailbox:
    def __init__(self, count):
        self.mails = {uid: mail(uid) for uid in range(1, count + 1)}
        if "large" in TRICKS:
            self.mails[int(TRICKS["large"])] = mail(1) + b"x" * 78 * 20000
        self.next = count + 1
        self.deaths = 0
        self.asked = {}

    def uids(self):
        return sorted(self.mails)


class Session:
    def __init__(self, sock, box):
        self.sock, self.box = sock, box
        self.buffer = b""
        self.known = []
        self.idle_tag = None

    def send(self, data):
        if isinstance(data, str):
            data = data.encode()
        if "drip" in TRICKS and self.known:
            for i in range(len(data)):
                self.sock.sendall(data[i:i + 1])
                time.sleep(0.2)
            return
        self.sock.sendall(data)

    def line(self):
        while b"\n" not in self.buffer:
            ready = select.select([self.sock, sys.stdin], [], [])[0]
            if sys.stdin in ready:
                self.control()
            if self.sock in ready:
                data = self.sock.recv(65536)
                if not data:
                    raise Gone
                self.buffer += data
        line, _, self.buffer = self.buffer.partition(b"\n")
        return line.rstrip(b"\r").decode("latin-1")

    def control(self):
        words = sys.stdin.buffer.raw.readline().decode().split()
        if not words:
            sys.exit(0)
        if words[0] == "add":
            for _ in range(int(words[1])):
                self.box.mails[self.box.next] = mail(self.box.next)
                self.box.next += 1
        elif words[0] == "expunge":
            self.box.mails.pop(int(words[1]), None)
        elif words[0] == "bye":
            self.send("* BYE going down\r\n")
            raise Gone
        if self.idle_tag:
            self.changes()

    def changes(self):
        for uid in [u for u in self.known if u not in self.box.mails]:
            self.send("* %d EXPUNGE\r\n" % (self.known.index(uid) + 1))
            self.known.remove(uid)
        new = [u for u in self.box.uids() if u not in self.known]
        if new:
            self.known = sorted(self.known + new)
            self.send("* %d EXISTS\r\n" % len(self.known))

    def run(self):
        if "greeting_bye" in TRICKS:
            self.send("* BYE too busy\r\n")
            raise Gone
        self.send("* PREAUTH welcome\r\n" if "preauth" in TRICKS else "* OK ready\r\n")
        while True:
            line = self.line()
            tag, _, rest = line.partition(" ")
            shown = rest.split(" ")[0] if rest.startswith(("LOGIN", "AUTHENTICATE")) else rest
            LOG.write(shown + "\n")
            verb = rest.split(" ")[0].upper()
            if verb == "UID":
                verb = "UID_" + rest.split(" ")[1].upper()
            if "wrong_tag" in TRICKS and verb == "FETCH":
                tag = "nonsense"
            getattr(self, "do_" + verb, self.bad)(tag, rest)

    def bad(self, tag, rest):
        self.send("%s BAD what?\r\n" % tag)

    def do_CAPABILITY(self, tag, rest):
        words = ["IMAP4rev1"]
        for word, trick in (("IDLE", "no_idle"), ("MOVE", "no_move"), ("UIDPLUS", "no_uidplus"),
                            ("STARTTLS", "no_starttls"), ("AUTH=PLAIN", "no_plain"), ("SASL-IR", "no_plain")):
            if trick not in TRICKS:
                words.append(word)
        self.send("* CAPABILITY %s\r\n%s OK done\r\n" % (" ".join(words), tag))

    def do_LOGIN(self, tag, rest):
        if "login_no" in TRICKS:
            self.send("%s NO [AUTHENTICATIONFAILED] wrong\r\n" % tag)
        elif "login_busy" in TRICKS:
            self.send("%s NO [UNAVAILABLE] later\r\n" % tag)
        else:
            self.send("%s OK in\r\n" % tag)

    do_AUTHENTICATE = do_LOGIN

    def do_STARTTLS(self, tag, rest):
        if "starttls_no" in TRICKS:
            self.send("%s NO not today\r\n" % tag)
            return
        if "starttls_inject" in TRICKS:
            self.send("%s OK go\r\n* OK [CAPABILITY IMAP4rev1 INJECTED] hello\r\n" % tag)
        else:
            self.send("%s OK go\r\n" % tag)
        raise Gone

    def do_SELECT(self, tag, rest):
        if "select_no" in TRICKS:
            self.send("%s NO no such folder\r\n" % tag)
            return
        self.known = self.box.uids()
        if "namespace" in TRICKS:
            self.send('* NAMESPACE (("" "/" "X" NIL)) NIL NIL\r\n')
        self.send("* FLAGS (\\Seen \\Deleted)\r\n* %d EXISTS\r\n* 0 RECENT\r\n" % len(self.known))
        if "no_uidvalidity" not in TRICKS:
            self.send("* OK [UIDVALIDITY %s] ok\r\n" % TRICKS.get("uidvalidity", "77"))
        self.send("* OK [UIDNEXT %d] ok\r\n%s OK [READ-WRITE] selected\r\n" % (self.box.next, tag))

    do_EXAMINE = do_SELECT

    def do_FETCH(self, tag, rest):
        first, last = (int(n) for n in re.match(r"FETCH (\d+):(\d+)", rest).groups())
        if "flood" in TRICKS:
            for _ in range(100000):
                self.send("* 1 EXPUNGE\r\n" * 100)
        if "deep" in TRICKS:
            self.send("* 1 FETCH (BODYSTRUCTURE " + "(" * 300000 + ")" * 300000 + ")\r\n")
        if "endless_line" in TRICKS:
            while True:
                self.send("* OK " if TRICKS["endless_line"] == "0" else "* 1 FETCH (UID ")
                self.send("x" * 1000000)
        if "bye" in TRICKS:
            self.send("* BYE maintenance\r\n")
            raise Gone
        for n in range(first, min(last, len(self.known)) + 1):
            self.send("* %d FETCH (UID %d)\r\n" % (n, self.known[n - 1]))
        self.send("%s OK done\r\n" % tag)

    def wanted(self, text):
        out = []
        for part in text.split(","):
            first, _, last = part.partition(":")
            top = max(self.known or [1])
            ends = [top if end == "*" else int(end) for end in (first, last or first)]
            out += [uid for uid in self.known if min(ends) <= uid <= max(ends)]
        return sorted(set(out))

    def do_UID_FETCH(self, tag, rest):
        if "BODY" in rest:
            return self.bodies(tag, rest)
        for uid in self.wanted(rest.split(" ")[2]):
            size = len(self.box.mails.get(uid, b""))
            if TRICKS.get("size_lie") == str(uid):
                size = 10
            day = 1 if uid > int(TRICKS.get("old", "0")) else 2
            self.send('* %d FETCH (UID %d INTERNALDATE "0%d-Jan-20%s 12:00:00 +0100" RFC822.SIZE %d)\r\n'
                      % (self.known.index(uid) + 1, uid, day, "20" if day == 2 else "24", size))
        self.send("%s OK done\r\n" % tag)
        return None

    def bodies(self, tag, rest):
        uids = self.wanted(rest.split(" ")[2])
        partial = re.search(r"<0\.(\d+)>", rest)
        if "reverse" in TRICKS:
            uids.reverse()
        if "fetch_no" in TRICKS and int(TRICKS["fetch_no"]) in uids:
            self.send("%s NO [SERVERBUG] cannot\r\n" % tag)
            return
        for uid in uids:
            self.body(uid, int(partial.group(1)) if partial else None)
        if "no_tagged" in TRICKS:
            raise Gone
        self.send("%s OK done\r\n" % tag)

    def body(self, uid, most):
        data = self.box.mails.get(uid)
        number = self.known.index(uid) + 1
        if data is None or TRICKS.get("vanish") == str(uid):
            return
        self.box.asked[uid] = self.box.asked.get(uid, 0) + 1
        if TRICKS.get("once") == str(uid) and self.box.asked[uid] == 1:
            return
        if TRICKS.get("nil") == str(uid):
            self.send("* %d FETCH (UID %d BODY[] NIL)\r\n" % (number, uid))
            return
        if "other_uid" in TRICKS:
            self.send("* %d FETCH (UID %d BODY[] {3}\r\nabc)\r\n" % (number, uid + 1000))
        if "huge_literal" in TRICKS:
            self.send("* %d FETCH (UID %d BODY[] {4294967290}\r\n" % (number, uid))
        if "huge_plus" in TRICKS:
            self.send("* %d FETCH (UID %d BODY[] {99999999999999}\r\n" % (number, uid))
        if TRICKS.get("size_lie") == str(uid):
            data = data + b"y" * (40 << 20)
        if TRICKS.get("poison") == str(uid) or (TRICKS.get("poison_whole") == str(uid) and most is None):
            self.box.deaths += 1
            self.send("* %d FETCH (UID %d BODY[] {%d}\r\n" % (number, uid, len(data)))
            self.send(data[:len(data) // 2])
            raise Gone
        if most is not None:
            data = data[:most]
        section = "BODY[]" if most is None else "BODY[]<0>"
        self.send("* %d FETCH (FLAGS (\\Seen) %s {%d}\r\n" % (number, section, len(data)))
        self.send(data)
        self.send(" UID %d)\r\n" % uid)

    def do_UID_STORE(self, tag, rest):
        self.send("%s %s\r\n" % (tag, "NO read-only" if "store_no" in TRICKS else "OK done"))

    def do_UID_EXPUNGE(self, tag, rest):
        for uid in self.wanted(rest.split(" ")[2]):
            self.box.mails.pop(uid, None)
        self.changes()
        self.send("%s OK done\r\n" % tag)

    def do_UID_COPY(self, tag, rest):
        self.send("%s OK done\r\n" % tag)

    def do_UID_MOVE(self, tag, rest):
        if "move_no" in TRICKS:
            self.send("%s NO [TRYCREATE] no such folder\r\n" % tag)
        else:
            self.do_UID_EXPUNGE(tag, rest)

    def do_NOOP(self, tag, rest):
        self.changes()
        self.send("%s OK done\r\n" % tag)

    def do_IDLE(self, tag, rest):
        if "idle_no" in TRICKS:
            self.send("%s NO never\r\n" % tag)
            return
        if "idle_first" in TRICKS:
            self.send("* OK still here\r\n")
        self.send("+ idling\r\n")
        self.idle_tag = tag
        self.changes()
        if self.line() != "DONE":
            raise Gone
        self.idle_tag = None
        self.send("%s OK done\r\n" % tag)

    def do_LOGOUT(self, tag, rest):
        self.send("* BYE bye\r\n%s OK done\r\n" % tag)
        raise Gone


def main():
    box = Mailbox(int(sys.argv[2]))
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    while True:
        if sys.stdin in select.select([server, sys.stdin], [], [])[0]:
            Session(None, box).control()
            continue
        sock = server.accept()[0]
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        LOG.write("-- connected\n")
        session = Session(sock, box)
        try:
            session.run()
        except (Gone, OSError):
            pass
        session.sock.close()


main()
