"""Mail that is signed or encrypted: who wrote it is proven by a key, and what is in it is read by nobody but us."""
import email
import email.policy
import re

import pytest

import keys
from road import Mail, mailbox, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'
EVA_WRITES, ANA_WRITES = 'Eva Requester <eva@customer.example>', 'Ana Ruiz <ana@tech.example>'
MALLORY = 'Mallory <mallory@elsewhere.example>'


@pytest.fixture
def gpg():
    """Everybody's keys but ours, in one keyring: who has which does not matter to gpg."""
    people = keys.Gpg()
    people.make(EVA_WRITES)
    people.make(ANA_WRITES)
    people.make(MALLORY)
    yield people
    people.close()


@pytest.fixture
def desk(daemons, dovecot, receiver, user, base, gpg):
    """A desk with a keyring: its own key, and eva's and ana's, which count for them."""
    keyring = base / ('k-' + user)
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, keyring={'folder': str(keyring)}, operator='ops@example.org')
    daemon.address = user + '@example.org'
    daemon.keyring = keyring
    gpg.make('Support <%s>' % daemon.address)
    daemon.postigo('key', 'import', '-', stdin=gpg.secret(daemon.address))
    for address in EVA, ANA:
        [key] = daemon.json('key', 'import', '-', stdin=gpg.public(address))
        assert key['counts_for'] == [] and key['addresses'] == [address]
        [key] = daemon.json('key', 'trust', key['fingerprint'])
        assert key['counts_for'] == [address]
    yield daemon
    daemon.end()
    keys.end_agent(keyring)


def told(receiver, n=1):
    return receiver.wait(ANA, n)


def test_a_good_signature_proves_the_sender(desk, dovecot, receiver, gpg):
    desk.start()
    mail = keys.pgp_signed(gpg, EVA, Mail('Cannot print', 'My printer is on fire.\n', EVA_WRITES, desk.address))
    explained = desk.explain(mail)
    assert explained['trust'] == 'token' and 'own key' in explained['trust_why']
    assert explained['protection']['signature'] == 'good' and explained['protection']['counts']
    assert explained['protection']['fingerprint'] == gpg.fingerprint(EVA)
    dovecot.deliver(desk.address, mail)
    notice = told(receiver)
    assert 'signed with their own key' in notice.text and 'on fire' in notice.text
    assert 'secret address' not in notice.text, 'nothing else vouches for it'
    assert 'signature.asc' not in notice.text and 'Attached' not in notice.text
    assert 'Cannot print' in receiver.wait(EVA)['Subject'], 'she is known to have written it'
    assert 'signed with OpenPGP by Eva' in desk.postigo('ticket', 'show', 1).stdout
    assert desk.json('person', 'show', EVA)[0]['proven']
    assert desk.roles()['crypt']


def test_what_does_not_count(desk, dovecot, receiver, gpg):
    """Altered, another's, nobody's, too weak, used before, only around a part: each is shown, and proves nothing."""
    desk.start()

    def trust(mail):
        e = desk.explain(mail)
        assert not (e['protection'] or {}).get('counts')
        return e['trust'], (e['protection'] or {}).get('signature')

    def mail(text='My printer is on fire.\n', sender=EVA_WRITES):
        return Mail('Cannot print', text, sender, desk.address)

    assert trust(keys.pgp_signed(gpg, EVA, mail(), (b'fire', b'ice'))) == ('none', 'bad')
    assert trust(keys.pgp_signed(gpg, ANA, mail())) == ('none', 'good'), 'a key of somebody else'
    assert trust(keys.pgp_signed(gpg, 'mallory', mail())) == ('none', 'no_key')
    assert trust(keys.pgp_signed(gpg, EVA, mail(), None, '--digest-algo', 'SHA1')) == ('none', 'refused')
    assert trust(keys.pgp_signed(gpg, EVA, mail(sender='Eva <eva@customer.example>, Mallory <m@elsewhere.example>'))) == ('none', 'good')

    # A key that somebody has let into the keyring, with her address in it, and that nobody has said is hers.
    gpg.make('Eva Again <eva@customer.example>')
    [again] = [f for f in gpg.gpg('--with-colons', '--list-keys', 'Eva Again').stdout.decode().splitlines() if f.startswith('fpr:')][:1]
    again = again.split(':')[9]
    desk.postigo('key', 'import', '-', stdin=gpg.public(again))
    assert trust(keys.pgp_signed(gpg, again, mail())) == ('none', 'good')

    # Signed is one part of several: what stands beside it could be anybody's.
    whole = bytes(keys.pgp_signed(gpg, EVA, mail()))
    head, body = whole.split(b'Content-Type: multipart/signed', 1)
    beside = keys.Raw(head + b'Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\nContent-Type: text/plain\r\n\r\nBuy!\r\n'
                      b'--mix\r\nContent-Type: multipart/signed' + body + b'\r\n--mix--\r\n', 'w')
    assert trust(beside) == ('none', 'none')
    # ... or a third part follows the two.
    third = whole.replace(b'\r\n--sig--', b'\r\n--sig\r\nContent-Type: text/plain\r\n\r\nBuy!\r\n--sig--')
    assert trust(keys.Raw(third, 'w')) == ('none', 'none')

    # The old way, in the text: all of it, or nothing.
    clear = gpg.gpg('--local-user', EVA, '--clearsign', stdin=b'My printer is on fire.\n').stdout.decode()
    e = desk.explain(Mail('Cannot print', clear, EVA_WRITES, desk.address, show_word=False))
    assert e['trust'] == 'token' and e['mail']['text'].strip() == 'My printer is on fire.'
    assert trust(Mail('Cannot print', clear, EVA_WRITES, desk.address))[1] == 'none', 'a word stands below it'
    assert trust(Mail('Cannot print', 'Buy!\n' + clear, EVA_WRITES, desk.address, show_word=False))[1] == 'none'

    # What has come once counts for that mail alone.
    first = keys.pgp_signed(gpg, EVA, mail('Once.\n'))
    dovecot.deliver(desk.address, first)
    receiver.wait(EVA)
    copy = keys.Raw(bytes(first).replace(b'Message-ID: <', b'Message-ID: <again-').replace(b'Cannot print', b'Buy'), 'w')
    dovecot.deliver(desk.address, copy)
    notice = told(receiver, 2)
    desk.wait_settled(2)
    assert 'does not show that it is from the address above' in notice.text
    assert 'come with another mail before' in desk.postigo('ticket', 'show', 2).stdout


def test_a_signature_counts_once_whatever_the_line_ends(desk, dovecot, receiver, gpg):
    """What it does not bind, blanks and line ends, may be changed by whoever has caught it: it is the same one still."""
    desk.start()
    clear = gpg.gpg('--local-user', EVA, '--clearsign', stdin=b'My printer\nis on fire.\n').stdout.decode()
    _, body = keys.split(Mail('x', 'My mouse\nis on fire.\n', show_word=False))
    signature = gpg.sign(EVA, body, '--textmode')       # of text, which lets line ends be
    tickets = iter(range(1, 10))

    def in_text(text):
        return bytes(Mail('Cannot print', text, EVA_WRITES, desk.address, show_word=False))

    def apart(text):
        outer, _ = keys.split(Mail('No mouse', 'x', EVA_WRITES, desk.address))
        return outer + keys.signed_body(text, signature)

    def history(mail):
        """As it comes, byte for byte."""
        number = next(tickets)
        desk.postigo('inject', '--mailbox', 'support', stdin=mail)
        desk.wait_settled(number)
        shown = desk.postigo('ticket', 'show', number).stdout
        assert 'signed with OpenPGP by Eva' in shown
        return shown

    again = 'come with another mail before'
    assert again not in history(in_text(clear))
    for changed in clear, clear.replace('My printer\n', 'My printer \t \n'), clear.replace('on fire.\n', 'on fire.   \n'):
        assert again in history(in_text(changed)), changed
    assert again not in history(apart(body))
    for changed in body, body.replace(b'mouse\r\n', b'mouse\r\r\n'):
        assert again in history(apart(changed)), changed


def test_an_expired_or_revoked_key_counts_no_more(desk, receiver, gpg):
    fingerprint = gpg.make('Old <old@customer.example>', '1d', '20200101T000000')
    gpg.make('Gone <gone@customer.example>')
    for name in 'old@customer.example', 'gone@customer.example':
        [key] = desk.json('key', 'import', '-', stdin=gpg.public(name))
        desk.postigo('key', 'trust', key['fingerprint'])
    desk.start()

    def signature(sender, *words):
        e = desk.explain(keys.pgp_signed(gpg, sender, Mail('Hello', 'Hello.\n', sender, desk.address), None, *words))
        return e['protection']['signature'], e['trust']

    assert signature('old@customer.example', '--faked-system-time', '20200101T100000')[0] == 'refused'
    assert desk.json('key', 'show', fingerprint)[0]['unusable'] == 'expired'
    assert signature('gone@customer.example') == ('good', 'token')
    # Whoever has found the key can sign with it; we know that it was given up.
    found = keys.pgp_signed(gpg, 'gone@customer.example', Mail('Hello', 'Hello.\n', 'gone@customer.example', desk.address))
    fingerprint = gpg.fingerprint('gone@customer.example')
    revocation = next((gpg.home / 'openpgp-revocs.d').glob(fingerprint + '*')).read_text()
    gpg.take(revocation.replace(':-----BEGIN', '-----BEGIN').encode())
    desk.postigo('key', 'import', '-', stdin=gpg.public('gone@customer.example'))
    e = desk.explain(found)
    assert (e['protection']['signature'], e['trust']) == ('refused', 'none')
    assert desk.json('key', 'show', fingerprint)[0]['unusable'] == 'revoked'


def test_the_notice_says_what_a_signature_is_worth(desk, dovecot, receiver, gpg):
    """Good, bad, expired, revoked, of an unknown key, of somebody else: each in the words of the notice, by real mail."""
    gpg.make('Old <old@customer.example>', '1d', '20200101T000000')
    gpg.make('Gone <gone@customer.example>')
    revocation = next((gpg.home / 'openpgp-revocs.d').glob(gpg.fingerprint('gone@customer.example') + '*')).read_text()

    def mail(sender):
        return Mail('Hello', 'Hello.\n', sender, desk.address)

    # Signed before the key was given up: gpg does not sign with such a one.
    cases = [
        (keys.pgp_signed(gpg, EVA, mail(EVA_WRITES)), 'proven. The mail is signed with their own key', 'good'),
        (keys.pgp_signed(gpg, EVA, mail(EVA_WRITES), (b'Hello.', b'Hallo.')), 'signature is bad', 'bad'),
        (keys.pgp_signed(gpg, ANA, mail(EVA_WRITES)), 'does not show that it is from the address above', 'good'),
        (keys.pgp_signed(gpg, 'mallory', mail(MALLORY)), 'of a key that we do not have', 'no_key'),
        (keys.pgp_signed(gpg, 'old@customer.example', mail('old@customer.example'), None, '--faked-system-time', '20200101T100000'),
         'expired or been given up', 'refused'),
        (keys.pgp_signed(gpg, 'gone@customer.example', mail('gone@customer.example')), 'expired or been given up', 'refused'),
    ]
    gpg.take(revocation.replace(':-----BEGIN', '-----BEGIN').encode())
    for name in 'old@customer.example', 'gone@customer.example':
        [key] = desk.json('key', 'import', '-', stdin=gpg.public(name))
        desk.postigo('key', 'trust', key['fingerprint'], name)
    desk.start()
    for n, (sent, words, signature) in enumerate(cases, 1):
        assert desk.explain(sent)['protection']['signature'] == signature, words
        dovecot.deliver(desk.address, sent)
        told(receiver, n)
        desk.wait_settled(n)
        [notice] = [m for m in receiver.to(ANA) if sent.word in m.text]
        assert words in ' '.join(notice.text.split()), notice.text
        assert ('Sender: proven' in notice.text) == (n == 1)


def test_an_encrypted_mail_is_read(desk, dovecot, receiver, gpg):
    desk.start()
    mail = keys.pgp_encrypted(gpg, desk.address, Mail('...', 'The password is tulip.\n', EVA_WRITES, desk.address,
                                                     attachments=[('plan.txt', 'text/plain', b'the plan')]), signer=EVA,
                              subject=b'Cannot print')
    assert b'tulip' not in bytes(mail)
    dovecot.deliver(desk.address, mail)
    notice = told(receiver)
    assert 'tulip' in notice.text and 'came encrypted' in notice.text and 'signed with their own key' in notice.text
    assert [a.get_content() for a in notice.mail.iter_attachments()] == ['the plan']
    assert desk.value('SELECT subject FROM ticket') == 'Cannot print', 'her signature covers the subject inside'
    assert 'tulip' in desk.texts(1)[0]
    raw = desk.postigo('inbox', 'show', '--raw', 1).stdout
    assert 'BEGIN PGP MESSAGE' in raw and 'tulip' not in raw, 'the raw mail is kept as it came'
    ack = receiver.wait(EVA)
    assert 'tulip' not in ack.raw.decode() and 'Cannot print' not in ack['Subject'], 'no answer of ours gives away what was in it'


def notice_of(desk):
    """What technicians would be told of the mail that was explained last."""
    return ' '.join(desk.postigo('explain', '--render', desk.folder / 'explain.eml').stdout.split())


def test_encrypted_mail_that_somebody_caught(desk, dovecot, receiver, gpg):
    """Sent on as theirs, mixed with their own words, changed on the way: nothing of it comes back to them."""
    desk.start()
    caught = keys.pgp_encrypted(gpg, desk.address, Mail('...', 'The password is tulip.\n', EVA_WRITES, desk.address),
                                subject=b'Tulip')
    armour = bytes(caught).split(b'application/octet-stream\r\n\r\n')[1].split(b'\r\n--enc--')[0]
    # In a mail with parts of their own around it: nothing is opened.
    mixed = Mail('Look', 'x', MALLORY, desk.address)
    outer, _ = keys.split(mixed)
    html = (b'Content-Type: multipart/mixed; boundary=mix\r\n\r\n--mix\r\nContent-Type: text/html\r\n\r\n'
            b'<img src="http://elsewhere.example/\r\n--mix\r\n' + keys.encrypted_body(armour) +
            b'\r\n--mix\r\nContent-Type: text/html\r\n\r\n">\r\n--mix--\r\n')
    e = desk.explain(keys.Raw(outer + html, 'w'))
    assert not e['protection']['opened'] and 'tulip' not in str(e)
    # In a text with words of their own.
    e = desk.explain(Mail('Look', 'What is this?\n\n' + armour.decode(), MALLORY, desk.address))
    assert not e['protection']['opened'] and 'tulip' not in str(e)
    # The armour alone, as theirs: opened for us, and not for them. Their mail system vouches for them.
    mail = Mail('...', armour.decode(), MALLORY, desk.address, show_word=False,
                headers={'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=elsewhere.example'})
    dovecot.deliver(desk.address, mail)
    ack = receiver.wait('mallory@elsewhere.example')
    assert 'tulip' not in ack.raw.decode().lower()
    again = keys.Raw(bytes(caught).replace(EVA_WRITES.encode(), MALLORY.encode()), 'w')
    dovecot.deliver(desk.address, again)
    desk.wait_settled(2)
    assert desk.texts(2)[0].strip().startswith('The password is tulip')
    assert 'Tulip' not in str(desk.rows('SELECT subject FROM ticket'))
    assert all('tulip' not in m.raw.decode().lower() for m in receiver.to('mallory@elsewhere.example'))
    # Changed on the way.
    lines = armour.split(b'\r\n')
    middle = len(lines) // 2
    lines[middle] = lines[middle][:10] + (b'AAAA' if lines[middle][10:14] != b'AAAA' else b'BBBB') + lines[middle][14:]
    broken = keys.Raw(bytes(caught).replace(armour, b'\r\n'.join(lines)), 'w')
    e = desk.explain(broken)
    assert e['protection']['encrypted'] and not e['protection']['opened'] and 'tulip' not in str(e)
    # Nothing shows whether it was changed.
    plain = gpg.gpg('--armor', '--encrypt', '--recipient', desk.address, '--disable-mdc', '--rfc2440', '--cipher-algo', '3DES',
                    stdin=b'Content-Type: text/plain\r\n\r\ntulip\r\n', status=None)
    if plain.returncode == 0:
        e = desk.explain(keys.Raw(outer + keys.encrypted_body(plain.stdout), 'w'))
        assert not e['protection']['opened'] and 'tulip' not in str(e)
        assert 'whether somebody has changed it' in notice_of(desk)
    # For somebody else.
    dovecot.deliver(desk.address, keys.pgp_encrypted(gpg, EVA, Mail('Locked', 'x\n', EVA_WRITES, desk.address)))
    desk.wait_settled(3)
    assert 'none of our keys opens it' in receiver.to(ANA)[-1].text
    # A few bytes that hold very many.
    bomb = gpg.gpg('--armor', '--compress-level', '9', '--encrypt', '--recipient', desk.address,
                   stdin=b'Content-Type: text/plain\r\n\r\n' + b'a' * (100 << 20)).stdout
    assert len(bomb) < 1 << 20
    e = desk.explain(keys.Raw(outer + keys.encrypted_body(bomb), 'w'))
    assert not e['protection']['opened'] and 'too large' in e['protection']['words']
    assert 'too large to be opened' in notice_of(desk)


@pytest.mark.parametrize('way', ['agent', 'team'])
def test_a_technician_who_must_sign(desk, dovecot, receiver, gpg, way):
    """An answer with a command: without the signature it does nothing, with it all that it says."""
    desk.config['agents'][0]['keys'] = [gpg.fingerprint(ANA)]
    desk.config['agents' if way == 'agent' else 'teams'][0]['must_sign'] = True
    desk.write_config()
    desk.start()
    dovecot.deliver(desk.address, Mail('Cannot print', 'My printer is on fire.\n', EVA_WRITES, desk.address))
    notice = told(receiver)
    words = '#close\n\nPlease switch it off.\n'
    dovecot.deliver(notice.reply_to, reply(notice, words, ANA_WRITES))
    refused = told(receiver, 2)
    desk.wait_settled(2)
    assert 'sign' in refused['Subject'].lower() and 'switch' not in refused.text
    assert desk.value('SELECT state FROM ticket') != 3 and len(receiver.to(EVA)) == 1
    # A yes without a signature proves no more than that.
    dovecot.deliver(refused.reply_to, reply(refused, 'Yes, it was me.', ANA_WRITES))
    desk.wait_settled(3)
    assert len(receiver.to(EVA)) == 1
    # Another's signature, though that key counts for somebody.
    dovecot.deliver(notice.reply_to, keys.pgp_signed(gpg, EVA, reply(notice, words, ANA_WRITES)))
    desk.wait_settled(4)
    assert len(receiver.to(EVA)) == 1
    dovecot.deliver(notice.reply_to, keys.pgp_encrypted(gpg, desk.address, reply(notice, words, ANA_WRITES), signer=ANA))
    answer = receiver.wait(EVA, 2)
    desk.wait_settled(5)
    assert 'switch it off' in answer.text
    assert desk.json('ticket', 'show', 1)[0]['state'] == 'closed'


def test_more_recipients_than_anybody_has(desk, dovecot, receiver, gpg):
    """Each hidden one would cost a trial of every key of ours: not opened, and filed at once. Fewer are."""
    desk.start()
    one = gpg.gpg('--encrypt', '--hidden-recipient', desk.address, stdin=b'Content-Type: text/plain\r\n\r\nTulip.\r\n').stdout
    assert one[0] == 0x84, 'a session key in a packet of one byte of length'
    key, rest = one[:2 + one[1]], one[2 + one[1]:]
    outer, _ = keys.split(Mail('Hello', 'x', EVA_WRITES, desk.address))

    def to(n, before=b'', above=b''):
        return keys.Raw(outer + keys.encrypted_body(above + gpg.gpg('--enarmor', stdin=before + key * n + rest).stdout.replace(
            b'ARMORED FILE', b'MESSAGE')), 'w')

    assert desk.explain(to(16))['protection']['opened']
    e = desk.explain(to(17))['protection']
    assert e['encrypted'] and not e['opened'] and 'too many recipients' in e['words']
    # Nor are they hidden behind a packet that gpg passes over, or in a second armour.
    for mail in to(17, before=b'\xfd\x01x'), to(17, above=b'-----BEGIN PGP X-----\n\n\n'):
        e = desk.explain(mail)['protection']
        assert e['encrypted'] and not e['opened'], e['words']
    assert desk.explain(to(16, above=b'Words.\n'))['protection']['opened']
    dovecot.deliver(desk.address, to(5000))
    assert 'to so many keys that we did not try ours' in told(receiver).text
    assert 'too many recipients' in desk.postigo('ticket', 'show', 1).stdout
    assert desk.count('inbox', 'state = 4') == 0, 'it is filed, and not set aside'


def test_rules_can_ask(desk, dovecot, receiver, gpg):
    desk.config['rules'] = [
        {'name': 'proven', 'when': {'signed': True}, 'then': {'tags': ['proven']}},
        {'name': 'secret', 'when': {'encrypted': True}, 'then': {'tags': ['secret']}},
    ]
    desk.write_config()
    desk.start()
    mail = Mail('Hello', 'Hello.\n', EVA_WRITES, desk.address)
    assert desk.explain(mail)['tags'] == []
    assert desk.explain(keys.pgp_signed(gpg, EVA, mail))['tags'] == ['proven']
    assert desk.explain(keys.pgp_signed(gpg, ANA, mail))['tags'] == []
    assert desk.explain(keys.pgp_encrypted(gpg, desk.address, mail))['tags'] == ['secret']
    assert sorted(desk.explain(keys.pgp_encrypted(gpg, desk.address, mail, signer=EVA))['tags']) == ['proven', 'secret']
    # Signed first, and that encrypted: as S/MIME does, and some OpenPGP mailers.
    inner = keys.pgp_signed(gpg, EVA, mail)
    assert sorted(desk.explain(keys.pgp_encrypted(gpg, desk.address, inner))['tags']) == ['proven', 'secret']


def test_nobody_opens_it(desk, dovecot, receiver, gpg):
    """The keyring cannot be used for a while: an encrypted mail waits for somebody to mend it, and is read then."""
    desk.start()
    desk.kill('crypt')
    dovecot.deliver(desk.address, keys.pgp_encrypted(gpg, desk.address, Mail('Hello', 'Tulip.\n', EVA_WRITES, desk.address)))
    assert 'Tulip' in told(receiver).text, 'another process takes over'


def opened(gpg, sent):
    """What somebody's gpg reads of a mail of ours: (the mail inside, what gpg says of it)."""
    assert sent.mail.get_content_type() == 'multipart/encrypted'
    control, sealed = sent.mail.iter_parts()
    assert control.get_content_type() == 'application/pgp-encrypted' and b'Version: 1' in control.get_payload(decode=True)
    done = gpg.gpg('--status-fd', '2', '--decrypt', stdin=sealed.get_payload(decode=True))
    return email.message_from_bytes(done.stdout, policy=email.policy.default), done.stderr.decode()


def words_in(gpg, sent):
    return opened(gpg, sent)[0].get_body(('plain',)).get_content()


def verified(gpg, raw, folder):
    """What gpg says of a detached signature, from outside: over the bytes between the boundaries."""
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    assert mail.get_content_type() == 'multipart/signed' and mail.get_param('micalg') in ('pgp-sha512', 'pgp-sha256')
    boundary = mail.get_boundary().encode()
    signed = raw.split(b'\r\n--' + boundary + b'\r\n')[1]
    (folder / 'signed').write_bytes(signed)
    (folder / 'sig.asc').write_bytes(list(mail.iter_parts())[1].get_payload(decode=True))
    done = gpg.gpg('--status-fd', '1', '--verify', folder / 'sig.asc', folder / 'signed', status=None)
    return done.stdout.decode(), signed


def test_what_goes_out_is_signed(desk, dovecot, receiver, gpg, folder):
    desk.config['mailboxes'][0]['sign'] = 'openpgp'
    desk.write_config()
    desk.start()
    assert all(tried['ok'] for tried in desk.json('doctor', status=None) if 'key' in tried['tried']), 'doctor is content'
    dovecot.deliver(desk.address, Mail('Cannot print', 'Hello -- \n', EVA_WRITES, desk.address))
    notice = told(receiver)
    for sent in receiver.wait(EVA), notice:
        says, signed = verified(gpg, sent.raw, folder)
        assert 'GOODSIG' in says and gpg.fingerprint(desk.address) in says, says
        assert not re.search(rb'[ \t]\r\n', signed), 'nothing that a server could take off'
        assert b'Message-ID' not in signed and sent['Message-ID'] and sent['Subject']
        assert sent.mail.get_body(('plain',)) is not None
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off.', ANA_WRITES, quote=False))
    assert 'GOODSIG' in verified(gpg, receiver.wait(EVA, 2).raw, folder)[0]
    desk.wait_settled(2)
    assert desk.count('enclosing') == 0


def test_what_goes_out_is_encrypted_to_whom_we_can(desk, dovecot, receiver, gpg):
    desk.config['mailboxes'][0].update(sign='openpgp', encrypt='if_known')
    desk.write_config()
    desk.start()
    gpg.make('Tom <tom@customer.example>')          # whose key nobody has given us
    desk.postigo('key', 'import', '-', stdin=gpg.public('mallory'))
    for sender in EVA_WRITES, 'tom@customer.example', MALLORY:
        dovecot.deliver(desk.address, Mail('Cannot print', 'The password is tulip.\n', sender, desk.address))
    mail, says = opened(gpg, receiver.wait(EVA))
    assert 'DECRYPTION_OKAY' in says and 'GOODSIG' in says and gpg.fingerprint(desk.address) in says
    assert mail.get_body(('plain',)).get_content().strip()
    assert receiver.wait('tom@customer.example').mail.get_content_type() == 'multipart/signed', 'no key, no encryption'
    assert receiver.wait('mallory@elsewhere.example').mail.get_content_type() == 'multipart/signed', 'a key that counts for nobody'
    receiver.wait(ANA, 3)
    for notice in receiver.to(ANA):
        assert b'tulip' not in notice.raw and 'tulip' in words_in(gpg, notice)


def test_nothing_goes_out_in_clear(desk, dovecot, receiver, gpg):
    """A mailbox that sends only what is encrypted: who has no key gets nothing, and those who can mend it hear of it."""
    desk.config['mailboxes'][0].update(encrypt='required')
    desk.write_config()
    desk.start()
    gpg.make('Tom <tom@customer.example>')
    dovecot.deliver(desk.address, Mail('Cannot print', 'The password is tulip.\n', 'tom@customer.example', desk.address,
                                       headers={'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=customer.example'}))
    notice = told(receiver)
    assert 'tulip' in words_in(gpg, notice) and b'tulip' not in notice.raw
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off.', ANA_WRITES, quote=False))
    failed = words_in(gpg, told(receiver, 2))
    assert 'tom@customer.example' in failed and 'no valid key' in failed
    assert receiver.to('tom@customer.example') == []
    [row] = [r for r in desk.json('outbox', 'list', '--state', 'failed') if r['kind'] == 'answer']
    assert 'no valid key' in row['answer']
    # Tried again, it still does not go out in clear; and does once there is a key.
    desk.postigo('outbox', 'retry', row['row'])
    told(receiver, 3)
    assert receiver.to('tom@customer.example') == []
    [key] = desk.json('key', 'import', '-', stdin=gpg.public('tom@customer.example'))
    desk.postigo('key', 'trust', key['fingerprint'])
    desk.postigo('outbox', 'retry', row['row'])
    got = receiver.wait('tom@customer.example')
    assert b'Switch it off' not in got.raw and 'Switch it off' in words_in(gpg, got)


def test_a_keyring_without_our_key_makes_mail_wait(desk, dovecot, receiver, gpg):
    desk.config['mailboxes'][0].update(sign='openpgp')
    desk.write_config()
    ours = gpg.fingerprint(desk.address)
    assert 'ours' in desk.postigo('key', 'remove', ours, status=65).stderr
    desk.postigo('key', 'remove', '--secret', ours)
    desk.start()
    assert any(not tried['ok'] and 'sign with as' in tried['tried'] for tried in desk.json('doctor', status=None))
    dovecot.deliver(desk.address, Mail('Cannot print', 'Hello.\n', EVA_WRITES, desk.address))
    assert 'no OpenPGP key' in receiver.wait('ops@example.org').text
    assert receiver.to(EVA) == []
    desk.postigo('key', 'import', '-', stdin=gpg.secret(desk.address))
    for row in desk.json('outbox', 'list', '--state', 'leased'):
        desk.postigo('outbox', 'retry', row['row'])
    assert receiver.wait(EVA).mail.get_content_type() == 'multipart/signed'
