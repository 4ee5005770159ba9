"""servers.py - the servers at both ends of the road: a private Dovecot, a scriptable SMTP receiver, certificates

All of it listens on loopback only, on ports that were free, and keeps its files below one folder.
"""
import asyncio
import contextlib
import ctypes
import email
import email.parser
import email.policy
import email.utils
import http.server
import imaplib
import logging
import os
import pathlib
import random
import shutil
import signal
import smtplib
import socket
import ssl
import subprocess
import threading
import time
import warnings

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

logging.getLogger('mail.log').setLevel(logging.ERROR)
warnings.filterwarnings('ignore', message='Requiring AUTH')

PASSWORD = 'correct-horse'
MAIL_UID = 65534 if os.getuid() == 0 else os.getuid()
MAIL_GID = 65534 if os.getuid() == 0 else os.getgid()

# With sanitizers, or on a busy machine, everything takes longer; nothing waits longer than it has to.
PATIENCE = float(os.environ.get('E2E_PATIENCE', '1'))

# Seconds that the receiver takes for a mail at most, at random: with 0.5, two mails of one moment come in any order, as they may on
# a busy machine, and a story that counts on one fails.
SHAKE = float(os.environ.get('E2E_SHAKE', '0'))


def wait_for(condition, seconds=20, what=None, pause=0.05):
    """The first true value of condition(), or TimeoutError naming what did not come about."""
    deadline = time.monotonic() + seconds * PATIENCE
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise TimeoutError('after %g s: %s' % (seconds * PATIENCE, what or getattr(condition, '__doc__', None) or condition))
        time.sleep(pause)


_ports_given = set()


def free_port():
    """A port of loopback that nobody has and that was not given before."""
    while True:
        with socket.socket() as s:
            s.bind(('127.0.0.1', 0))
            port = s.getsockname()[1]
        if port not in _ports_given:
            _ports_given.add(port)
            return port


def start(command, before=None, **options):
    """Starts a program that ends when we do, however that happens. before() runs in it first."""
    libc = ctypes.CDLL(None)

    def prepare():
        libc.prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
        if before:
            before()

    return subprocess.Popen(command, stdin=subprocess.DEVNULL, preexec_fn=prepare, **options)


class Certificates:
    """An authority of our own, and certificates that it signed."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.ca, self._ca_key = self._authority('ca')

    def _openssl(self, *args):
        subprocess.run(['openssl', *map(str, args)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def _authority(self, name):
        cert, key = self.folder / (name + '.pem'), self.folder / (name + '.key')
        self._openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', 30,
                      '-subj', '/CN=Test authority ' + name, '-keyout', key, '-out', cert)
        return cert, key

    def make(self, host, days=30, authority=None):
        """(certificate, key) for that host name; days may be negative: it has expired then."""
        ca, ca_key = self._authority(authority) if authority else (self.ca, self._ca_key)
        base = self.folder / ('%s%s%s' % (host, '-expired' if days < 0 else '', '-' + authority if authority else ''))
        cert, key, csr, ext = (base.with_name(base.name + end) for end in ('.pem', '.key', '.csr', '.ext'))
        if cert.exists():
            return cert, key
        ext.write_text('subjectAltName=DNS:%s\nextendedKeyUsage=serverAuth\n' % host)
        self._openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=' + host,
                      '-keyout', key, '-out', csr)
        self._openssl('x509', '-req', '-in', csr, '-CA', ca, '-CAkey', ca_key, '-CAcreateserial', '-days', days,
                      '-extfile', ext, '-out', cert)
        key.chmod(0o644)
        return cert, key


class Dovecot:
    """A Dovecot of our own: IMAP (STARTTLS offered with a certificate), IMAPS, LMTP. Any user, password PASSWORD."""

    def __init__(self, folder, certificate=None, extra=''):
        self.folder = pathlib.Path(folder)
        self.imap_port, self.imaps_port, self.lmtp_port = free_port(), free_port(), free_port()
        self.certificate = certificate
        self.extra = extra
        self._lmtp = None
        self._master = None

    @property
    def pid(self):
        return self._master.pid

    def _config(self):
        root = os.getuid() == 0
        # Without root all of it runs as ourselves, and nothing can be put into a chroot.
        who = '' if root else 'default_internal_user = %s\ndefault_internal_group = %s\ndefault_login_user = %s\n' % (
            _user_name(), _group_name(), _user_name())
        chroot = '' if root else 'chroot =\n'
        tls = 'ssl = no\n' if not self.certificate else (
            'ssl = yes\nssl_cert = <%s\nssl_key = <%s\nssl_dh =\n' % self.certificate)
        return f'''
base_dir = {self.folder}/run
state_dir = {self.folder}/state
instance_name = e2e-{self.imap_port}
log_path = {self.folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
disable_plaintext_auth = no
auth_mechanisms = plain login
{who}{tls}
first_valid_uid = 1
mail_location = maildir:{self.folder}/mail/%Ln/Maildir
mail_max_userip_connections = 200
recipient_delimiter = +
passdb {{
  driver = static
  args = password={PASSWORD}
}}
userdb {{
  driver = static
  args = uid={MAIL_UID} gid={MAIL_GID} home={self.folder}/mail/%Ln allow_all_users=yes
}}
namespace inbox {{
  inbox = yes
  mailbox Processed {{
    auto = create
  }}
}}
service imap-login {{
  {chroot}
  process_min_avail = 1
  inet_listener imap {{
    port = {self.imap_port}
  }}
  inet_listener imaps {{
    port = {self.imaps_port if self.certificate else 0}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {self.lmtp_port}
  }}
}}
service anvil {{
  {chroot}
}}
service stats {{
  {chroot}
}}
protocol lmtp {{
  auth_username_format = %Ln
  postmaster_address = postmaster@example.org
}}
{self.extra}
'''

    def start(self):
        for name in ('run', 'mail', 'state'):
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        if os.getuid() == 0:
            os.chown(self.folder / 'mail', MAIL_UID, MAIL_GID)
        config = self.folder / 'dovecot.conf'
        config.write_text(self._config())
        path = os.environ['PATH'] + ':/usr/sbin:/sbin'
        program = shutil.which('dovecot', path=path)
        if not program:
            raise FileNotFoundError('dovecot is not installed (Debian: dovecot-imapd dovecot-lmtpd)')
        with open(self.folder / 'start.log', 'w') as log:
            self._master = start([program, '-F', '-c', str(config)], stdout=log, stderr=log)
        wait_for(self._answers, 10, 'Dovecot to answer')
        return self

    def _answers(self):
        if self._master.poll() is not None:
            raise RuntimeError('Dovecot did not start: ' + (self.folder / 'start.log').read_text() +
                               _tail(self.folder / 'dovecot.log'))
        with contextlib.suppress(OSError):
            for port in (self.imap_port, self.lmtp_port):
                socket.create_connection(('127.0.0.1', port), 1).close()
            return True

    def stop(self):
        self._lmtp = None
        if self._master and self._master.poll() is None:
            self._master.terminate()
            try:
                self._master.wait(10)
            except subprocess.TimeoutExpired:
                self._master.kill()
                self._master.wait()
        self._master = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def freeze(self, on=True):
        """Everything of it stands still: connections stay open and nothing answers."""
        for pid in [self._master.pid, *children(self._master.pid)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP if on else signal.SIGCONT)

    def deliver(self, user, *mails):
        """Hands mails to a user's INBOX by LMTP, as a mail server does. user may carry +detail."""
        for attempt in (1, 2):
            try:
                if self._lmtp is None:
                    self._lmtp = smtplib.LMTP('127.0.0.1', self.lmtp_port)
                while mails:
                    # Not sendmail(): it would mend line ends; what a test delivers is what arrives.
                    code, answer = self._lmtp.mail(envelope_sender(bytes(mails[0])))
                    code, answer = self._lmtp.rcpt(user)
                    assert code == 250, answer
                    code, answer = self._lmtp.data(bytes(mails[0]))
                    assert code == 250, answer
                    mails = mails[1:]
                return
            except (smtplib.SMTPServerDisconnected, smtplib.SMTPSenderRefused, OSError):
                # The server ends idle connections.
                self._lmtp = None
                if attempt == 2:
                    raise

    def append(self, user, *mails):
        """Puts mails into a user's INBOX as they are, byte for byte."""
        session = self.imap(user)
        for mail in mails:
            session.append('INBOX', None, None, bytes(mail))
        session.logout()

    def maildir(self, user):
        return self.folder / 'mail' / user / 'Maildir'

    def fill(self, user, mails):
        """Writes many mails straight into the Maildir, before anybody has opened it."""
        maildir = self.maildir(user)
        folders = [maildir.parent, maildir] + [maildir / name for name in ('cur', 'new', 'tmp')]
        for folder in folders:
            folder.mkdir(parents=True, exist_ok=True)
        for n, mail in enumerate(mails):
            path = maildir / 'new' / ('%d.M%08dP1.e2e' % (1700000000 + n, n))
            path.write_bytes(bytes(mail).replace(b'\r\n', b'\n'))
            os.chown(path, MAIL_UID, MAIL_GID)
        for folder in folders:
            os.chown(folder, MAIL_UID, MAIL_GID)

    def imap(self, user, folder='INBOX'):
        """A session of the test's own, with the folder selected."""
        session = imaplib.IMAP4('127.0.0.1', self.imap_port)
        session.login(user, PASSWORD)
        session.select(folder)
        return session

    def look(self, user, folder='INBOX'):
        """[(uid, flags)] of what is in the folder now."""
        session = self.imap(user, folder)
        try:
            rows = []
            for line in session.uid('FETCH', '1:*', '(UID FLAGS)')[1]:
                if line:
                    text = line.decode()
                    rows.append((int(text.split('UID ')[1].split()[0].rstrip(')')), imaplib.ParseFlags(line)))
            return rows
        finally:
            session.logout()

    def new_uidvalidity(self, user):
        """The mailbox gets another UIDVALIDITY, as after a restored backup; mails keep their bytes, not their uids."""
        for path in self.maildir(user).glob('dovecot*'):
            path.unlink() if path.is_file() else None
        # Dovecot takes the clock's second for the new one; it must not be the old one.
        time.sleep(1.1)


def envelope_sender(raw):
    """Who sent it, for the envelope: its Return-Path if it has one, else its From."""
    head = email.parser.BytesHeaderParser().parsebytes(raw)
    for name in ('Return-Path', 'From'):
        if head[name]:
            return email.utils.parseaddr(str(head[name]))[1].encode('ascii', 'replace').decode()
    return ''


class Receiver:
    """An SMTP server that keeps what it is given, and answers as it is told to.

    refuse      address -> reply ("550 5.1.1 no such user"), or a list of replies, used up one by one
    data        a list of replies to the end of the data, used up one by one; then 250
    delay       seconds before the reply to the end of the data
    """

    def __init__(self, certificate=None, implicit=False, login=None, require_tls=None):
        self.port = free_port()
        self.mails = []
        self.refuse = {}
        self.data = []
        self.delay = 0
        self.sessions = 0
        self.secure = set()
        self.logins = []
        self._lock = threading.Lock()
        self._options = {'data_size_limit': 64 << 20}
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*map(str, certificate))
        if context and implicit:
            self._options['ssl_context'] = context
        elif context:
            self._options.update(tls_context=context, require_starttls=True if require_tls is None else require_tls)
        if login:
            self._options.update(authenticator=self._authenticate, auth_required=True, auth_require_tls=bool(context and not implicit))
        self._login = login
        self._controller = None

    # What aiosmtpd calls.

    def _authenticate(self, server, session, envelope, mechanism, data):
        ok = isinstance(data, LoginPassword) and (data.login.decode(), data.password.decode()) == self._login
        self.logins.append(ok)
        return AuthResult(success=ok, handled=ok)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        with self._lock:
            reply = self.refuse.get(address)
            if isinstance(reply, list):
                reply = reply.pop(0) if reply else None
        if reply:
            return reply
        envelope.rcpt_tos.append(address)
        return '250 OK'

    async def handle_DATA(self, server, session, envelope):
        with self._lock:
            reply = self.data.pop(0) if self.data else None
        if self.delay:
            await asyncio.sleep(self.delay)
        if reply:
            return reply
        if SHAKE:
            await asyncio.sleep(random.uniform(0, SHAKE))
        with self._lock:
            self.mails.append(Sent(envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content,
                                   server.transport.get_extra_info('sslcontext') is not None))
        return '250 2.0.0 taken'

    # What tests call.

    def start(self):
        self._controller = Controller(self, hostname='127.0.0.1', port=self.port, **self._options)
        self._controller.start()
        return self

    up = start

    def stop(self):
        """Down: connections end, new ones are refused."""
        if self._controller:
            with contextlib.suppress(Exception):
                self._controller.stop()
            self._controller = None

    down = stop

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def to(self, address):
        with self._lock:
            return [m for m in self.mails if address.lower() in (r.lower() for r in m.recipients)]

    def wait(self, address, n=1, seconds=20):
        """The n-th mail to that address, once it is there."""
        return wait_for(lambda: len(self.to(address)) >= n and self.to(address)[n - 1], seconds,
                        'mail %d to %s; there are: %s' % (n, address, [m.recipients for m in self.mails]))


class Sent:
    """A mail that the receiver took."""

    def __init__(self, envelope_from, recipients, raw, secure=False):
        self.envelope_from = '' if envelope_from in (None, '<>') else envelope_from
        self.recipients = recipients
        self.raw = raw
        self.secure = secure
        self.at = time.monotonic()
        self._mail = None

    @property
    def mail(self):
        if self._mail is None:
            self._mail = email.message_from_bytes(self.raw, policy=email.policy.default)
        return self._mail

    def __getitem__(self, header):
        value = self.mail[header]
        return None if value is None else str(value)

    @property
    def text(self):
        return self.mail.get_body(('plain',)).get_content()

    @property
    def reply_to(self):
        return self.mail['Reply-To'].addresses[0].addr_spec

    @property
    def message_id(self):
        return self['Message-ID'].strip()

    @property
    def references(self):
        return (self['References'] or '').split()

    def __repr__(self):
        return '<%s -> %s: %s>' % (self.envelope_from, ', '.join(self.recipients), self['Subject'])


class Web:
    """An HTTP server that keeps what is posted to it, and answers as it is told to.

    answers     a list of (status, headers) used up one by one; then 200. status None: says nothing and hangs up
    """

    def __init__(self, certificate=None):
        self.port = free_port()
        self.certificate = certificate
        self.posts = []
        self.answers = []
        self.delay = 0
        self._server = None

    def start(self):
        web = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length']))
                web.posts.append((self.path, dict(self.headers), body))
                status, headers = web.answers.pop(0) if web.answers else (200, {})
                time.sleep(web.delay)
                if status is None:
                    self.close_connection = True
                    return
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                text = b'as you wish' if status < 300 else b'not like this'
                self.send_header('Content-Length', str(len(text)))
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(text)

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            def handle_error(self, *_):     # who does not trust us hangs up
                pass

        self._server = Server(('127.0.0.1', self.port), Handler)
        self._server.daemon_threads = True
        if self.certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*map(str, self.certificate))
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def stop(self):
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()


def children(pid):
    """All descendants of a process, nearest first."""
    found = []
    for task in pathlib.Path('/proc/%d/task' % pid).glob('*'):
        with contextlib.suppress(OSError):
            for child in (task / 'children').read_text().split():
                found.append(int(child))
    for child in list(found):
        found += children(child)
    return found


def _tail(path, lines=30):
    with contextlib.suppress(OSError):
        return '\n'.join(pathlib.Path(path).read_text(errors='replace').splitlines()[-lines:])
    return ''


def _user_name():
    import pwd
    return pwd.getpwuid(os.getuid()).pw_name


def _group_name():
    import grp
    return grp.getgrgid(os.getgid()).gr_name
