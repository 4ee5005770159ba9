"""bench.py - how fast, how large, how soon: the figures of the whole road, next to mbsync's for the same mailbox

    make bench                     all of it, with 5000 mails
    make bench BENCH_N=20000       with more
    bench.py [rate] [latency] [idle] [growth]

Everything is on disk below BENCH_DIR (default: the build folder), in a folder that is new for each run: a file system
that has just removed thousands of files is slow for a while.
"""
import contextlib
import os
import pathlib
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'), str(pathlib.Path(__file__).resolve().parent)]

import mails  # noqa: E402
import road  # noqa: E402
import servers  # noqa: E402
from road import children, mailbox, pss, role_of, vm_hwm, wait_for  # noqa: E402

N = int(os.environ.get('BENCH_N', '5000'))
servers.PATIENCE = 10


def say(*words):
    print(*words, flush=True)


class Sink:
    """The C program that accepts every mail as fast as SMTP allows."""

    def __init__(self):
        self.port = servers.free_port()

    def __enter__(self):
        self.process = servers.start([str(road.BUILD / 'tests' / 'bench' / 'sink'), str(self.port)],
                                     stdout=subprocess.DEVNULL)
        wait_for(self._answers, 10, 'the sink to listen')
        return self

    def _answers(self):
        try:
            socket.create_connection(('127.0.0.1', self.port), 1).close()
            return True
        except OSError:
            return False

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def quiet(folder, boxes, receiver, **sections):
    """A daemon that tells no technician: one answer a mail. Its limits are looked at, but never reached; a handful of senders
    makes any number of tickets."""
    sections.setdefault('limits', {**dict.fromkeys(('address', 'domain', 'thread', 'all'), '1000000/1h'), 'repeats': 100,
                                   'tickets': 'off', 'copies': 'off'})
    return road.Daemon(folder, boxes, receiver, queues=[{'name': 'help'}], smtp={'timeout': '60s', **sections.pop('smtp', {})},
                       **sections)


class Peak(threading.Thread):
    """The most memory that a process of each role has had."""

    def __init__(self, daemon):
        super().__init__(daemon=True)
        self.pid = daemon.process.pid
        self.done = threading.Event()
        self.most = {}
        self.start()

    def run(self):
        while not self.done.wait(0.25):
            self.look()

    def look(self):
        for pid, role in [(self.pid, 'supervisor')] + [(p, role_of(p)) for p in children(self.pid)]:
            try:
                self.most[role] = max(self.most.get(role, 0), vm_hwm(pid))
            except OSError:
                pass

    def end(self):
        self.done.set()
        self.join()
        return {str(role): kib for role, kib in sorted(self.most.items(), key=str)}


def cpu_seconds(pid):
    fields = pathlib.Path('/proc/%d/stat' % pid).read_text().rsplit(')', 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def cpu_of_tree(pid):
    """What a server and all its processes have used, those that have ended included."""
    used = 0
    for each in [pid, *children(pid)]:
        with contextlib.suppress(OSError):
            fields = pathlib.Path('/proc/%d/stat' % each).read_text().rsplit(')', 1)[1].split()
            used += sum(map(int, fields[11:15])) / os.sysconf('SC_CLK_TCK')
    return used


class Spent:
    """Processor time by role, of the servers that a mail meets and of this program, which has to look now and then."""

    def __init__(self, daemon, **servers_by_name):
        self.daemon, self.servers = daemon, servers_by_name
        self.before = self.others()

    def others(self):
        used = {name: cpu_of_tree(pid) for name, pid in self.servers.items()}
        used['looking on'] = time.process_time()
        return used

    def table(self, n):
        """Milliseconds a mail."""
        used = cpu_by_role(self.daemon)
        used.update((name, spent - self.before[name]) for name, spent in self.others().items())
        return {role: spent * 1000 / n for role, spent in used.items() if role != 'supervisor'}


def in_words(table):
    """The table in one line, the greatest first."""
    return ', '.join('%s %.2f' % (role, ms) for role, ms in sorted(table.items(), key=lambda x: -x[1])) + \
        '; in all %.2f ms' % sum(table.values())


def cpu_by_role(daemon):
    used = {}
    for pid in [daemon.process.pid, *children(daemon.process.pid)]:
        try:
            role = role_of(pid) or 'supervisor'
            used[role] = used.get(role, 0) + cpu_seconds(pid)
        except OSError:
            pass
    return used


def mbsync(folder, dovecot, user):
    """Mails a second of mbsync, pulling the user's INBOX to a Maildir with FSync on; None when there is no mbsync."""
    program = shutil.which('mbsync')
    if not program:
        return None
    folder.mkdir()
    (folder / 'maildir').mkdir()
    (folder / 'rc').write_text(f'''FSync yes
IMAPAccount a
Host 127.0.0.1
Port {dovecot.imap_port}
User {user}
Pass {servers.PASSWORD}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account a

MaildirStore near
Path {folder}/maildir/
Inbox {folder}/maildir/INBOX

Channel c
Far :far:
Near :near:
Sync Pull
Create Near
SyncState *
''')
    started = time.monotonic()
    subprocess.run([program, '-q', '-c', str(folder / 'rc'), 'c'], check=True, stdin=subprocess.DEVNULL)
    took = time.monotonic() - started
    got = sum(len(list((folder / 'maildir' / 'INBOX' / sub).iterdir())) for sub in ('cur', 'new'))
    assert got == N, got
    return N / took


def last_id(daemon, table):
    return daemon.value('SELECT seq FROM sqlite_sequence WHERE name = ?', table) or 0


def take_in(daemon, n, dovecot, sink, acks=True):
    """Starts the daemon on a mailbox with n new mails: seconds until all are durable, and until all are answered."""
    before_in, before_out = last_id(daemon, 'inbox'), last_id(daemon, 'outbox')
    spent = Spent(daemon, dovecot=dovecot.pid, sink=sink.process.pid)
    started = time.monotonic()
    daemon.start(wait=False)
    peak = Peak(daemon)
    wait_for(lambda: last_id(daemon, 'inbox') >= before_in + n, 300, '%d mails in the inbox' % n, pause=0.01)
    durable = time.monotonic() - started
    table = spent.table(n)
    road_time = None
    if acks:
        wait_for(lambda: last_id(daemon, 'outbox') >= before_out + n, 300, '%d acknowledgements' % n, pause=0.02)
        # By their numbers: to count all that were ever sent would take its part of two processors from the daemon.
        wait_for(lambda: daemon.count('outbox', 'id > ? AND state = 5', before_out) >= n, 300, '%d mails sent' % n, pause=0.02)
        road_time = time.monotonic() - started
        table = spent.table(n)
    else:
        wait_for(lambda: daemon.count('inbox', 'state = 0') == 0, 300, 'all mails decided')
    return durable, road_time, peak.end(), table


def rate(base):
    """(a) and (b), and mbsync."""
    everything = [mails.mail(n) for n in range(N)]
    say('  %d mails, %.1f KB each on average' % (N, sum(map(len, everything)) / N / 1000))
    rows = []
    with servers.Dovecot(base / 'dovecot') as dovecot, Sink() as sink:
        # Each on a mailbox of its own with the same mails; Dovecot's index is made before, for all alike.
        for user in ('mbsync', 'intake', 'road'):
            if user == 'road':
                daemon = quiet(base / user, [mailbox(dovecot, user)], sink, smtp={'connections': 2}).start()
                daemon.stop()       # its mailbox was empty at the first contact: all that comes now is new
            dovecot.fill(user, everything)
            assert len(dovecot.look(user)) == N
        os.sync()
        pulled = mbsync(base / 'mbsync', dovecot, 'mbsync')
        os.sync()
        intake = quiet(base / 'intake', [mailbox(dovecot, 'intake', adopt='take')], sink)
        durable, _, _, intake_cpu = take_in(intake, N, dovecot, sink, acks=False)
        intake.stop()
        os.sync()
        durable_road, whole, peak, cpu = take_in(daemon, N, dovecot, sink)
        daemon.integrity()
        daemon.stop()
    rows.append(('mbsync: pull to a Maildir, FSync on', '%.0f mails/s' % pulled if pulled else 'not installed'))
    rows.append(('(a) IMAP to inbox, durable', '%.0f mails/s' % (N / durable) + (' (%.1f x mbsync)' % (N / durable / pulled) if pulled else '')))
    rows.append(('    the same while all are answered', '%.0f mails/s' % (N / durable_road)))
    rows.append(('(b) whole road, acknowledgement accepted', '%.0f mails/s' % (N / whole) + (' (%.1f x mbsync)' % (N / whole / pulled) if pulled else '')))
    for role, kib in peak.items():
        rows.append(('    peak memory of %s' % role, '%.1f MiB' % (kib / 1024)))
    rows.append(('    processor time a mail in (a)', in_words(intake_cpu)))
    rows.append(('    and in (b)', in_words(cpu)))
    return rows


class Watched(threading.Thread):
    """Stands between the daemon and Dovecot, passes everything on, and notes when Dovecot tells of each new mail."""

    def __init__(self, port):
        super().__init__(daemon=True)
        self.seen = {}
        self.behind = port
        self.listener = socket.create_server(('127.0.0.1', 0))
        self.imap_port = self.listener.getsockname()[1]
        self.start()

    def run(self):
        while True:
            here = self.listener.accept()[0]
            there = socket.create_connection(('127.0.0.1', self.behind))
            for one in (here, there):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.carry, args=(here, there, False), daemon=True).start()
            threading.Thread(target=self.carry, args=(there, here, True), daemon=True).start()

    def carry(self, source, target, is_server):
        # The other direction may have closed both.
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                if is_server:
                    for count in re.findall(rb'\* (\d+) EXISTS', data):
                        self.seen.setdefault(int(count), time.monotonic())
                target.sendall(data)
            target.close()


def latency(base):
    """(c) From the server's EXISTS, on the daemon's own connection, to the acknowledgement accepted."""
    waits, whole = [], []
    with servers.Dovecot(base / 'latency-dovecot') as dovecot, servers.Receiver() as receiver:
        watched = Watched(dovecot.imap_port)
        daemon = quiet(base / 'latency', [mailbox(dovecot, 'support', port=watched.imap_port)], receiver).start()
        time.sleep(1)
        for n in range(1, 51):
            delivered = time.monotonic()
            dovecot.deliver('support', mails.mail(n))
            sent = wait_for(lambda: len(receiver.mails) >= n and receiver.mails[n - 1], 20, 'an answer', pause=0.005)
            waits.append(sent.at - watched.seen[n])
            whole.append(sent.at - delivered)
        daemon.stop()
    waits.sort()
    return [('(c) EXISTS to acknowledgement, median of 50', '%.0f ms (95 %%: %.0f ms)' % (statistics.median(waits) * 1000, waits[47] * 1000)),
            ('    delivery to acknowledgement, median', '%.0f ms' % (statistics.median(whole) * 1000))]


def idle(base):
    """(d) What an idle daemon weighs."""
    with servers.Dovecot(base / 'idle-dovecot') as dovecot, servers.Receiver() as receiver:
        daemon = quiet(base / 'idle', [mailbox(dovecot, 'box%d' % n) for n in range(4)], receiver).start()
        time.sleep(5)
        shares = {}
        for pid in [daemon.process.pid, *children(daemon.process.pid)]:
            shares.setdefault(role_of(pid) or 'supervisor', []).append(pss(pid))
        before = sum(cpu_by_role(daemon).values())
        time.sleep(10)
        used = sum(cpu_by_role(daemon).values()) - before
        daemon.stop()
    return [('(d) idle with 4 mailboxes, proportional set size', '%.1f MiB' % (sum(map(sum, shares.values())) / 1024)),
            ('    of these', ', '.join('%d %s %.1f' % (len(k), role, sum(k) / 1024) for role, k in shares.items())),
            ('    processor time while idle', '%.1f ms/s' % (used * 100))]


# Columns that name a row of another table, whatever the schema says of them.
NAMES = {'person': 'person', 'author': 'person', 'requester': 'person', 'ticket': 'ticket', 'message': 'message',
         'inbox': 'inbox', 'outbox': 'outbox', 'other': 'ticket', 'merged_into': 'ticket', 'problem': 'ticket'}

# What must not be there twice, or is numbered, or need not be there whole.
APART = {
    'person': {'key': "key || '-' || :k", 'address': "address || '-' || :k"},
    'message': {'identifier': "identifier || '-' || :k",
                'content_key': 'CASE WHEN content_key IS NULL THEN NULL ELSE randomblob(32) END'},
    'inbox': {'uidvalidity': 'uidvalidity + 1000000 + :k', 'digest': 'randomblob(32)'},
    'inbox_raw': {'bytes': 'substr(bytes, 1, 300)'},
    'outbox': {'identifier': "identifier || '-' || :k"},
    'outbox_mail': {'bytes': 'substr(bytes, 1, 300)'},
    'identifier': {'identifier': "identifier || '-' || :k"},
    'automatic': {'recipient': "recipient || '-' || :k", 'nth_all': 'nth_all + :k * %(all)d',
                  'nth_domain': 'nth_domain + :k * (SELECT max(b.nth_domain) FROM automatic b'
                                ' WHERE b.domain = automatic.domain AND b.id <= %(last)d)'},
}


def multiply(path, times):
    """Copies all that hangs on tickets `times` times, with other keys: as if that many more had come."""
    import sqlite3
    db = sqlite3.connect(path)
    db.execute('PRAGMA synchronous = OFF')
    db.execute('PRAGMA foreign_keys = OFF')
    tables = {name: [c[1] for c in db.execute('PRAGMA table_info(%s)' % name)] for name, in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall()}
    last = {name: db.execute('SELECT max(id) FROM %s' % name).fetchone()[0] or 0 for name in tables if 'id' in tables[name]}
    numbers = {'all': db.execute('SELECT max(nth_all) FROM automatic').fetchone()[0] or 0, 'last': last['automatic']}

    def copy(table):
        columns, apart = tables[table], APART.get(table, {})

        def value(c):
            if c in apart:
                return apart[c] % numbers if '%(' in apart[c] else apart[c]
            if c == 'id':
                return 'id + :k * %d' % last[table]
            if c in NAMES:
                return 'CASE WHEN %s > 0 THEN %s + :k * %d ELSE %s END' % (c, c, last[NAMES[c]], c)
            return c

        known = 'id' if 'id' in columns else next(c for c in columns if c in NAMES)
        return 'INSERT INTO %s (%s) SELECT %s FROM %s WHERE %s <= %d' % (
            table, ', '.join(columns), ', '.join(map(value, columns)), table, known,
            last[table if known == 'id' else NAMES[known]])

    statements = [copy(table) for table, columns in tables.items()
                  if (table == 'person' or any(c in NAMES for c in columns)) and
                  db.execute('SELECT 1 FROM %s LIMIT 1' % table).fetchone()]
    for k in range(1, times + 1):
        for statement in statements:
            db.execute(statement, {'k': k})
    db.commit()
    db.execute('PRAGMA wal_checkpoint(TRUNCATE)')
    db.close()


def growth(base):
    """(e) What a mail costs with 1,000 tickets in the store, and with 100,000."""
    rows, costs = [], []
    mails_each = 2000
    with servers.Dovecot(base / 'growth-dovecot') as dovecot, Sink() as sink:
        daemon = quiet(base / 'growth', [mailbox(dovecot, 'first')], sink).start()
        daemon.stop()
        dovecot.fill('first', [mails.mail(n, seed=2) for n in range(1000)])
        take_in(daemon, 1000, dovecot, sink)
        daemon.stop()
        for number, seed in ((1000, 3), (100000, 4)):
            if number > 1000:
                multiply(daemon.db_path, round(number / daemon.tickets()) - 1)
            box = 'box%d' % number
            daemon.write_config(mailboxes=[mailbox(dovecot, box)])
            daemon.start()
            daemon.stop()
            dovecot.fill(box, [mails.mail(n, seed=seed) for n in range(mails_each)])
            dovecot.look(box)
            os.sync()
            started = daemon.tickets()
            _, whole, peak, cpu = take_in(daemon, mails_each, dovecot, sink)
            daemon.stop()
            costs.append((whole / mails_each, cpu.get('desk', 0)))
            rows.append(('(e) a mail at %d tickets' % started, '%.2f ms, of the desk\'s processor time %.2f ms; its peak %.0f MiB' % (
                whole / mails_each * 1000, cpu.get('desk', 0), peak.get('desk', 0) / 1024)))
    rows.append(('    ratio', '%.2f (processor time of the desk: %.2f)' % (
        costs[1][0] / costs[0][0], costs[1][1] / costs[0][1] if costs[0][1] else 0)))
    return rows


def main(what):
    parent = pathlib.Path(os.environ.get('BENCH_DIR', road.BUILD))
    parent.mkdir(exist_ok=True)
    base = pathlib.Path(tempfile.mkdtemp(prefix='bench-', dir=parent))
    base.chmod(0o755)
    rows = []
    try:
        for name in what:
            say('bench: %s ...' % name)
            rows += globals()[name](base)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    say('\nBENCH_N=%d %s %s' % (N, sys.argv[0], ' '.join(what)))
    say('%d processors; store and Maildirs on %s, synchronous=FULL\n' % (os.cpu_count(), parent))
    for name, value in rows:
        say('%-52s %s' % (name, value))


if __name__ == '__main__':
    main(sys.argv[1:] or ['rate', 'latency', 'idle', 'growth'])
