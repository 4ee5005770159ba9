"""road.py - Postigo between its two servers: its configuration, its processes, its store, and mails to send along

The tests, the demonstration and the benchmark all stand on this.
"""
import contextlib
import email.message
import email.policy
import email.utils
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import time

import servers
from servers import PASSWORD, PATIENCE, children, wait_for

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('POSTIGO_BUILD', TOP / 'build'))
ROLES = ('desk', 'fetch', 'reader', 'send', 'hook', 'crypt')

# Programs that ours run lie beside them here, and elsewhere once they are installed.
os.environ.setdefault('POSTIGO_LIBEXEC', str(BUILD))

# The leak sanitizer debugs its own process, which the sandbox forbids; the unit tests look for leaks.
os.environ['ASAN_OPTIONS'] = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'

INBOX = {'new': 0, 'done': 1, 'duplicate': 2, 'skipped': 3, 'quarantined': 4, 'dropped': 5}
HOOK = {'queued': 0, 'running': 1, 'deferred': 2, 'done': 3, 'failed': 4, 'dropped': 5}
OUTBOX = {'queued': 0, 'leased': 1, 'dot_pending': 2, 'deferred': 3, 'unknown': 4, 'sent': 5, 'failed': 6, 'dropped': 7}


def setting(value):
    """A Python value as libconfig writes it."""
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, int):
        return str(value)
    if isinstance(value, dict):
        return '{ %s }' % ' '.join('%s = %s;' % (k, setting(v)) for k, v in value.items())
    if isinstance(value, (list, tuple)):
        inner = ', '.join(setting(v) for v in value)
        return '( %s )' % inner if any(isinstance(v, dict) for v in value) else '[ %s ]' % inner
    return '"%s"' % str(value).replace('\\', '\\\\').replace('"', '\\"')


def config_text(config):
    return ''.join('%s = %s;\n' % (name, setting(value)) for name, value in config.items())


def mailbox(dovecot, name='support', user=None, **settings):
    """A mailbox of that Dovecot, as the config has it."""
    user = user or name
    return {'name': name, 'host': '127.0.0.1', 'port': dovecot.imap_port, 'tls': 'none', 'user': user,
            'password': PASSWORD, 'address': user + '@example.org', 'queue': 'help', 'poll': '1s',
            'trusted_authserv': ['mx.desk.example'], **settings}


class Daemon:
    """postigod, with a folder and a configuration of its own."""

    def __init__(self, folder, mailboxes, receiver, **sections):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.path = self.folder / 'postigo.conf'
        self.log_path = self.folder / 'postigod.log'
        self.db_path = self.folder / 'store' / 'postigo.db'
        self.db_path.parent.mkdir(exist_ok=True)
        self.process = None
        self.limits = None
        self.options = ()           # more words for the command line
        smtp = {'host': '127.0.0.1', 'port': receiver.port, 'tls': 'none', 'from': mailboxes[0]['address'],
                'timeout': '10s', 'retry_first': '1s', 'retry_most': '2s', 'retry_unknown': '1s',
                **sections.pop('smtp', {})}
        self.config = {
            'identity': {'name': 'Example Support', 'domain': 'example.org', 'language': 'en',
                         'timezone': 'Europe/Madrid'},
            'store': {'url': 'sqlite:%s' % self.db_path},
            'smtp': smtp,
            'mailboxes': list(mailboxes),
            'queues': [{'name': 'help', 'team': 'first'}],
            'teams': [{'name': 'first', 'members': ['ana']}],
            'agents': [{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': 'ana@tech.example', 'language': 'en'}],
            'templates': {'dir': str(TOP / 'templates')},
            'secret': {'file': str(self.folder / 'store' / 'tokens.key')},
            'control': {'socket': str(self.folder / 'control')},
            'pid_file': str(self.folder / 'postigod.pid'),
            'readers': 2,
            # Stories are full of mail from the same few people; those about limits set their own.
            'limits': {'address': 'off', 'domain': 'off', 'thread': 'off', 'all': '100000/1h', 'repeats': 100},
            # Those about notices that come quickly set how long they wait.
            'notices': {'collapse': '0s'},
            **sections,
        }
        self.write_config()

    # Running.

    def write_config(self, **sections):
        self.config.update(sections)
        self.path.touch(0o600)      # passwords stand in it
        self.path.write_text(config_text(self.config))

    def start(self, wait=True):
        with open(self.log_path, 'a') as log:
            self.process = servers.start([str(BUILD / 'postigod'), '-c', str(self.path), '-f', *self.options], before=self.limits,
                                         stdout=log, stderr=log, cwd=self.folder)
        if wait:
            wait_for(self.is_ready, 20, 'postigod to open its mailboxes')
        return self

    def is_ready(self):
        """The control socket answers and each mailbox that works has been opened."""
        if self.process.poll() is not None:
            raise RuntimeError('postigod ended with status %d' % self.process.returncode)
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as s:
            s.connect(self.config['control']['socket'])
            return self.opened() >= {m['name'] for m in self.config['mailboxes']}
        return False

    def opened(self):
        """Names of the mailboxes whose server was reached at least once."""
        return {name for name, in self.rows('SELECT name FROM mailbox WHERE uidvalidity IS NOT NULL OR trouble IS NOT NULL')}

    def rehearse(self, clock, speed):
        """From the next start on, simulated time begins there and passes so many seconds a second."""
        self.options = ('--clock', clock, '--speed', str(speed))
        return self

    def reload(self):
        self.process.send_signal(signal.SIGHUP)

    def stop(self, seconds=20):
        """Ends it as an operator does; returns its exit status."""
        if self.process is None:
            return None
        everybody = children(self.process.pid)
        if self.process.poll() is None:
            self.process.terminate()
        try:
            status = self.process.wait(seconds * PATIENCE)
        except subprocess.TimeoutExpired:
            self._end(everybody)
            raise TimeoutError('postigod did not leave within %g s' % (seconds * PATIENCE)) from None
        left = [pid for pid in everybody if alive(pid)]
        self._end(left)
        assert not left, 'left running: %s' % left
        self.process = None
        return status

    def _end(self, pids):
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def crash(self):
        """Power off: the supervisor and all the others, at once."""
        everybody = [self.process.pid, *children(self.process.pid)]
        for pid in everybody:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()
        wait_for(lambda: not any(alive(p) for p in everybody), 10, 'killed processes to go')
        self.process = None

    def end(self):
        """For the end of a test, however it went."""
        if self.process:
            self._end(children(self.process.pid))
            self.process = None

    def __enter__(self):
        return self if self.process else self.start()

    def __exit__(self, *_):
        self.end()

    def roles(self):
        """role -> pids, of the processes that run now."""
        found = {}
        for pid in children(self.process.pid):
            role = role_of(pid)
            if role:
                found.setdefault(role, []).append(pid)
        return found

    def kill(self, role, number=signal.SIGKILL):
        """Kills one process of that role and returns its pid, or None when none runs."""
        for pid in self.roles().get(role, []):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
                return pid
        return None

    # Asking.

    def log(self):
        return self.log_path.read_text(errors='replace') if self.log_path.exists() else ''

    def postigo(self, *args, stdin=b'', status=0):
        """Runs postigo; its exit status must be `status` (None: any)."""
        done = subprocess.run([str(BUILD / 'postigo'), '-c', str(self.path), *map(str, args)], input=bytes(stdin),
                              capture_output=True, timeout=60 * PATIENCE)
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        if status is not None:
            assert done.returncode == status, (args, done.returncode, done.stdout, done.stderr)
        return done

    def json(self, *args, **options):
        """The objects that a command prints, one a line."""
        return [json.loads(line) for line in self.postigo(*args, '--json', **options).stdout.splitlines()]

    def explain(self, mail):
        path = self.folder / 'explain.eml'
        path.write_bytes(bytes(mail))
        return self.json('explain', path)[0]

    def rows(self, sql, *values):
        """Asks the store, read-only. Nothing when there is none yet."""
        if not self.db_path.exists():
            return []
        db = sqlite3.connect('file:%s?mode=ro' % self.db_path, uri=True, timeout=5)
        try:
            return db.execute(sql, values).fetchall()
        except sqlite3.OperationalError as error:
            if 'no such table' in str(error) or 'unable to open' in str(error):
                return []
            raise
        finally:
            db.close()

    def value(self, sql, *values):
        rows = self.rows(sql, *values)
        return rows[0][0] if rows else None

    def count(self, table, where='1', *values):
        return self.value('SELECT count(*) FROM %s WHERE %s' % (table, where), *values) or 0

    def tickets(self):
        return self.count('ticket')

    def texts(self, ticket):
        """The messages on a ticket, oldest first."""
        return [text for text, in self.rows('SELECT coalesce(text, \'\') FROM message WHERE ticket = ? ORDER BY id', ticket)]

    def ticket_with(self, word):
        """The number of the one ticket that has the word in a message, None when there is none."""
        found = self.rows('SELECT DISTINCT ticket FROM message WHERE instr(coalesce(text, \'\'), ?)', word)
        assert len(found) <= 1, '%s is on tickets %s' % (word, found)
        return found[0][0] if found else None

    def ticket_of(self, mail):
        """The number of the ticket that a mail is on, by its Message-ID; None when it is on none."""
        return self.value('SELECT ticket FROM message WHERE identifier = ?', mail.message_id.strip('<>'))

    def wait_ticket(self, word, seconds=20):
        return wait_for(lambda: self.ticket_with(word), seconds, 'a ticket with %s' % word)

    def wait_count(self, n, table, where='1', *values, seconds=20):
        wait_for(lambda: self.count(table, where, *values) >= n, seconds, '%d of %s where %s; there are %s' % (
            n, table, where, self.rows('SELECT * FROM %s LIMIT 20' % table)))

    def settled(self):
        """Nothing is on its way: no mail undecided, none to be sent."""
        return not self.count('inbox', 'state = 0') and not self.count('outbox', 'state < 5') and not self.count('hook', 'state < 3')

    def wait_settled(self, mails=0, seconds=30):
        """Waits until that many mails have come in and all of what follows from them is done."""
        wait_for(lambda: self.count('inbox') >= mails and self.settled(), seconds, 'the road to be empty')

    def delivered_once(self, receiver, address):
        """The address has its acknowledgement. A second copy is there only if the row says that the outcome of the
        first was not known, and has the same bytes: SMTP can promise no more."""
        unsure = self.value("SELECT sum(unknowns) FROM outbox WHERE kind = 'acknowledgement' AND recipient = ?", address)
        sent = receiver.to(address)
        assert 1 <= len(sent) <= 1 + unsure, (address, sent, unsure)
        assert len({m.raw for m in sent}) == 1, 'a second copy has the same bytes'

    def integrity(self):
        assert self.rows('PRAGMA integrity_check') == [('ok',)]
        assert self.rows('PRAGMA foreign_key_check') == []


class ExampleDesk(Daemon):
    """postigod with the worked example of conf/example-desk: only its servers and places are ours."""

    OURS = ('store', 'smtp', 'mailboxes', 'templates', 'secret', 'control', 'pid_file', 'readers', 'limits', 'notices')

    def write_config(self, **sections):
        self.config.update(sections)
        shutil.copytree(TOP / 'conf' / 'example-desk', self.folder, dirs_exist_ok=True)
        servers_conf = self.folder / 'servers.conf'
        servers_conf.chmod(0o600)       # passwords stand in it
        servers_conf.write_text(config_text({name: self.config[name] for name in self.OURS}))


def alive(pid):
    with contextlib.suppress(OSError):
        return pathlib.Path('/proc/%d/stat' % pid).read_text().rsplit(')', 1)[1].split()[0] != 'Z'
    return False


def role_of(pid):
    """desk, fetch, reader, send or hook; what a process calls itself."""
    with contextlib.suppress(OSError):
        words = pathlib.Path('/proc/%d/comm' % pid).read_text() + ' ' + \
            pathlib.Path('/proc/%d/cmdline' % pid).read_bytes().replace(b'\0', b' ').decode(errors='replace')
        for role in ROLES:
            if role in words.replace('/', ' ').replace(':', ' ').split():
                return role
    return None


_serial = iter(range(1, 1 << 30))


def nonce():
    """A word that no other mail has."""
    return 'n%dx%dz' % (os.getpid(), next(_serial))


class Mail:
    """A mail as somebody's mailer writes it. bytes(mail) has CRLF line ends."""

    def __init__(self, subject='The printer is on fire', text=None, sender='Eva Requester <eva@customer.example>',
                 to='support@example.org', reply_to=None, headers=(), attachments=(), below='', show_word=True):
        self.word = nonce()             # in the text, for tests to find it again
        m = email.message.EmailMessage(policy=email.policy.SMTP)
        m['From'] = sender
        m['To'] = to
        m['Subject'] = subject
        m['Date'] = email.utils.localtime()
        m['Message-ID'] = '<%s@mailer.example>' % self.word
        if isinstance(reply_to, (Mail, servers.Sent)):
            m['In-Reply-To'] = reply_to.message_id
            m['References'] = ' '.join([*reply_to.references, reply_to.message_id])
        for name, value in dict(headers).items():
            del m[name]
            if value is not None:
                m[name] = value
        m.set_content((text or 'Hello,\n\nit does not print any more.\n\nRegards\n') +
                      ('\n' + self.word + '\n' if show_word else '') + below)
        for name, kind, data in attachments:
            main, sub = kind.split('/')
            m.add_attachment(data, main, sub, filename=name)
        self.message = m
        self.message_id = str(m['Message-ID'] or '').strip()
        self.references = str(m['References'] or '').split()
        self._bytes = bytes(m)

    def __bytes__(self):
        return self._bytes


def reply(sent, text='Thank you, but it still burns.', sender='Eva Requester <eva@customer.example>', to=None,
          quote=True, **options):
    """Somebody's answer to a mail that we sent: to its Reply-To, with References, and what it said quoted below."""
    subject = sent['Subject']
    quoted = ''
    if quote:
        quoted = '\nOn Mon, 23 Nov 2026 at 10:00, Example Support <support@example.org> wrote:\n'
        quoted += ''.join('> ' + line + '\n' for line in sent.text.splitlines())
    return Mail(subject if subject.startswith('Re:') else 'Re: ' + subject, text + '\n', sender, to or sent.reply_to,
                reply_to=sent, below=quoted, **options)


def vm_hwm(pid):
    """The most memory a process has had, in KiB."""
    for line in pathlib.Path('/proc/%d/status' % pid).read_text().splitlines():
        if line.startswith('VmHWM:'):
            return int(line.split()[1])
    return 0


def pss(pid):
    """A process's share of memory, in KiB."""
    for line in pathlib.Path('/proc/%d/smaps_rollup' % pid).read_text().splitlines():
        if line.startswith('Pss:'):
            return int(line.split()[1])
    return 0
