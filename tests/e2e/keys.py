"""keys.py - people with keys: OpenPGP by gpg itself, S/MIME by openssl; both independent of what Postigo uses to read them"""
import contextlib
import os
import pathlib
import re
import shutil
import subprocess
import tempfile

from road import Mail

QUIET = ['--batch', '--yes', '--quiet', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase', '', '--trust-model', 'always']


def run(*words, stdin=b'', status=0, **options):
    done = subprocess.run([str(w) for w in words], input=stdin, capture_output=True, timeout=60, **options)
    assert status is None or done.returncode == status, (words, done.stdout, done.stderr)
    return done


def which(program):
    path = shutil.which(program)
    assert path, '%s is not installed (Debian: gnupg)' % program
    return path


def crlf(data):
    return data.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')


class Gpg:
    """Somebody's own keyring; its agent ends with it."""

    def __init__(self):
        self.home = pathlib.Path(tempfile.mkdtemp(prefix='gk-'))       # short: sockets lie in it
        self.home.chmod(0o700)

    def gpg(self, *words, **options):
        return run('gpg', '--homedir', self.home, *QUIET, *words, **options)

    def make(self, name, expires='0', at=None):
        """A key; its fingerprint."""
        clock = ['--faked-system-time', at] if at else []
        self.gpg(*clock, '--quick-gen-key', name, 'ed25519', 'sign,cert', expires)
        fingerprint = self.fingerprint(name)
        self.gpg(*clock, '--quick-add-key', fingerprint, 'cv25519', 'encr', expires)
        return fingerprint

    def fingerprint(self, name):
        lines = self.gpg('--with-colons', '--list-keys', name).stdout.decode().splitlines()
        return next(line.split(':')[9] for line in lines if line.startswith('fpr:'))

    def public(self, name):
        return self.gpg('--armor', '--export', name).stdout

    def secret(self, name):
        return self.gpg('--armor', '--export-secret-keys', name).stdout

    def take(self, key):
        self.gpg('--import', stdin=key)

    def sign(self, name, data, *words):
        return self.gpg('--local-user', name, '--armor', *words, '--detach-sign', stdin=data).stdout

    def close(self):
        end_agent(self.home)
        shutil.rmtree(self.home, ignore_errors=True)


def end_agent(home):
    """No gpg-agent outlives its story."""
    with contextlib.suppress(OSError):
        subprocess.run(['gpgconf', '--homedir', str(home), '--kill', 'all'], capture_output=True, timeout=30)


class Raw:
    """A mail as bytes that were put together by hand."""

    def __init__(self, data, word):
        self._bytes, self.word = crlf(data), word

    def __bytes__(self):
        return self._bytes


def split(mail):
    """(the fields that are about the whole mail, the body with those about it)"""
    head, body = bytes(mail).split(b'\r\n\r\n', 1)
    fields = []
    for line in head.split(b'\r\n'):
        if line[:1] in b' \t' and fields:
            fields[-1] += b'\r\n' + line
        else:
            fields.append(line)
    inner = [f for f in fields if f.lower().startswith(b'content-')]
    outer = [f for f in fields if not f.lower().startswith((b'content-', b'mime-version'))]
    return b'\r\n'.join(outer) + b'\r\nMIME-Version: 1.0\r\n', b'\r\n'.join(inner) + b'\r\n\r\n' + body.rstrip(b'\r\n') + b'\r\n'


def signed_body(body, signature, protocol='application/pgp-signature', boundary=b'sig', micalg='pgp-sha512'):
    return (b'Content-Type: multipart/signed; protocol="%s"; micalg=%s; boundary=%s\r\n\r\n--%s\r\n%s\r\n--%s\r\n'
            b'Content-Type: %s\r\n\r\n%s\r\n--%s--\r\n' % (
                protocol.encode(), micalg.encode(), boundary, boundary, body, boundary, protocol.encode(), crlf(signature), boundary))


def pgp_signed(gpg, name, mail, altered=None, *words):
    """multipart/signed, as RFC 3156 has it; altered: (these bytes, become those) after signing."""
    outer, body = split(mail)
    signature = gpg.sign(name, body, *words)
    if altered:
        assert altered[0] in body
        body = body.replace(*altered)
    return Raw(outer + signed_body(body, signature), mail.word)


def encrypted_body(armour, boundary=b'enc'):
    return (b'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=%s\r\n\r\n--%s\r\n'
            b'Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n--%s\r\n'
            b'Content-Type: application/octet-stream\r\n\r\n%s\r\n--%s--\r\n' % (boundary, boundary, boundary, crlf(armour), boundary))


def pgp_encrypted(gpg, recipient, mail, signer=None, subject=None):
    """multipart/encrypted; with a signer signed inside it. subject: the one inside, protected."""
    outer, body = split(mail)
    if subject:
        body = re.sub(rb'Content-Type: ([^;]*);', rb'Subject: %s\r\nContent-Type: \1; protected-headers="v1";' % subject, body, 1)
    by = ['--local-user', signer, '--sign'] if signer else []
    armour = gpg.gpg('--armor', '--encrypt', '--recipient', recipient, *by, stdin=body).stdout
    return Raw(outer + encrypted_body(armour), mail.word)


# What openssl is told for a certificate that was valid once.
LONG_AGO = ('-days', '-1')


class Authority:
    """Makes S/MIME certificates; everything lies in one folder."""

    def __init__(self, folder, name='Test Authority'):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.certificate = self.folder / 'ca.pem'
        run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', self.folder / 'ca.key', '-out', self.certificate,
            '-days', '30', '-subj', '/CN=' + name, '-addext', 'basicConstraints=critical,CA:TRUE',
            '-addext', 'keyUsage=critical,keyCertSign,cRLSign')

    def make(self, address, name=None, valid=('-days', '20')):
        """(certificate, key) of that address."""
        stem = self.folder / address.replace('@', '-')
        extensions = stem.with_suffix('.ext')
        extensions.write_text('subjectAltName=email:%s\nkeyUsage=critical,digitalSignature,keyEncipherment\n'
                              'extendedKeyUsage=emailProtection\nbasicConstraints=CA:FALSE\n' % address)
        run('openssl', 'req', '-newkey', 'rsa:2048', '-nodes', '-keyout', stem.with_suffix('.key'), '-out', stem.with_suffix('.csr'),
            '-subj', '/CN=' + (name or address.split('@')[0]))
        run('openssl', 'x509', '-req', '-in', stem.with_suffix('.csr'), '-CA', self.certificate, '-CAkey', self.folder / 'ca.key',
            '-CAcreateserial', *valid, '-out', stem.with_suffix('.pem'), '-extfile', extensions)
        return stem.with_suffix('.pem'), stem.with_suffix('.key')


def smime_signed(pair, mail, *words):
    """multipart/signed by openssl."""
    outer, body = split(mail)
    made = run('openssl', 'cms', '-sign', '-binary', '-md', 'sha256', '-signer', pair[0], '-inkey', pair[1], *words, stdin=body).stdout
    return Raw(outer.replace(b'MIME-Version: 1.0\r\n', b'') + crlf(made) if not words else outer.replace(
        b'MIME-Version: 1.0\r\n', b'') + crlf(made), mail.word)


def smime_encrypted(certificate, mail):
    outer, body = split(mail)
    made = run('openssl', 'cms', '-encrypt', '-binary', '-aes256', certificate, stdin=body).stdout
    return Raw(outer.replace(b'MIME-Version: 1.0\r\n', b'') + crlf(made), mail.word)


def text_mail(subject, text, sender, to, **options):
    """A mail of plain ASCII, as signing wants it."""
    return Mail(subject, text, sender, to, **options)


def environment(home):
    return {**os.environ, 'GNUPGHOME': str(home)}
