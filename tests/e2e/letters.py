"""letters.py - is a mail of ours valid to the letter? RFC 5322, 2045 to 2047, 2231, 3834, by Python's parser and by its bytes"""
import email
import email.policy
import email.utils
import re

STRICT = email.policy.default.clone(raise_on_defect=True)
ONCE = ('From', 'To', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type')
# What promises a list, a bulk sender or a receipt; and what only others may write.
NEVER = ('List-Unsubscribe', 'List-Unsubscribe-Post', 'List-Id', 'Precedence', 'Bcc', 'Return-Path', 'Received', 'Sender',
         'Disposition-Notification-To', 'Return-Receipt-To', 'X-Priority', 'Importance')
TEXT = ('text/plain', 'text/html')


def lines_of(raw):
    """What is wrong with the bytes: line ends, lengths, and anything that is not ASCII."""
    if raw.replace(b'\r\n', b'').translate(None, b'\t' + bytes(range(32, 127))):
        yield 'a byte that is neither printable ASCII nor a line end of CR LF'
    head, _, body = raw.partition(b'\r\n\r\n')
    for line in head.split(b'\r\n'):
        # What cannot be folded may be longer: an address, an identifier.
        if len(line) > 78 and b' ' in line.strip().partition(b': ')[2]:
            yield 'a header line of %d characters: %r' % (len(line), line)
        if not line.strip() or len(line) > 998:
            yield 'an empty or overlong header line: %r' % line[:100]
    for line in body.split(b'\r\n'):
        if len(line) > 78:
            yield 'a line of %d characters: %r' % (len(line), line)


def header_of(mail):
    for name in ONCE:
        if len(mail.get_all(name, [])) != 1:
            yield '%d fields %s' % (len(mail.get_all(name, [])), name)
    for name in NEVER:
        if name in mail:
            yield 'a field ' + name
    for name in ('Cc', 'Reply-To', 'In-Reply-To', 'References', 'Auto-Submitted', 'Content-Language'):
        if len(mail.get_all(name, [])) > 1:
            yield 'more than one ' + name
    for name, value in mail.items():
        if getattr(value, 'defects', ()):
            yield '%s: %s' % (name, value.defects)
    if not re.fullmatch(r'<[^<>@\s]+@[^<>@\s]+>', str(mail['Message-ID']).strip()):
        yield 'Message-ID: %s' % mail['Message-ID']
    if mail['Date'].datetime is None or mail['Date'].datetime.tzinfo is None:
        yield 'Date: %s' % mail['Date']
    if 'In-Reply-To' in mail and str(mail['In-Reply-To']).strip() not in str(mail['References'] or '').split():
        yield 'In-Reply-To is not among References'
    if str(mail.get('Auto-Submitted', 'auto-replied')) not in ('auto-replied', 'auto-generated'):
        yield 'Auto-Submitted: %s' % mail['Auto-Submitted']


def parts_of(mail):
    for part in mail.walk():
        encoding = str(part.get('Content-Transfer-Encoding', '7bit'))
        if part.is_multipart():
            if encoding != '7bit' or len(part.get_payload()) < (2 if part.get_content_type() == 'multipart/alternative' else 1):
                yield 'a strange %s' % part.get_content_type()
            if part.preamble and part.preamble.strip() or part.epilogue and part.epilogue.strip():
                yield 'words outside of all parts'
        elif encoding not in ('7bit', 'quoted-printable', 'base64'):
            yield 'Content-Transfer-Encoding: ' + encoding
        elif part.get_content_type() in TEXT and part.get_content_disposition() is None:
            part.get_payload(decode=True).decode('utf-8')        # else it raises
            if part.get_content_charset() != 'utf-8':
                yield 'a text in %s' % part.get_content_charset()
        elif part.get_content_disposition() not in ('attachment', 'inline') or not part.get_filename():
            yield 'a part that is neither text nor a file with a name: ' + part.get_content_type()
        if part.get_content_type() == 'multipart/alternative' and tuple(p.get_content_type() for p in part.get_payload()) != TEXT:
            yield 'alternatives in another order than plain, HTML'


def faults_of(raw):
    """Everything that is wrong with it."""
    faults = list(lines_of(raw))
    try:
        mail = email.message_from_bytes(raw, policy=STRICT)
        faults += list(header_of(mail)) + list(parts_of(mail))
    except Exception as fault:      # what Python calls a defect
        faults.append('%s: %s' % (type(fault).__name__, fault))
    return faults


def check(sent):
    """A mail that a receiver took: the same, and its envelope."""
    faults = faults_of(sent.raw)
    if sent['Auto-Submitted'] == 'auto-replied' and sent.envelope_from:
        faults.append('an automatic answer with the envelope sender %s' % sent.envelope_from)
    for address in [sent.envelope_from] * bool(sent.envelope_from) + sent.recipients:
        if not re.fullmatch(r'[!-;=?-~]+@[A-Za-z0-9_.-]+', address):
            faults.append('the envelope has %r' % address)
    assert not faults, '%s\n%s' % ('\n'.join(faults), sent.raw.decode('ascii', 'replace')[:4000])
