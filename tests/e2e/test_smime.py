"""S/MIME, with openssl at the other end: certificates that an authority vouches for prove who wrote, and open what came."""
import email
import email.policy

import pytest

import keys
from keys import run
from road import Mail, mailbox, reply
from servers import wait_for

EVA, ANA = 'eva@customer.example', 'ana@tech.example'
EVA_WRITES, ANA_WRITES = 'Eva Requester <eva@customer.example>', 'Ana Ruiz <ana@tech.example>'


@pytest.fixture
def authority(folder):
    return keys.Authority(folder / 'ca')


def into(keyring, pair, folder):
    """Takes a certificate and its key into a keyring, as an operator would: gpgsm itself asks for the passphrase. One bundle of fifty
    or so it cannot read, whatever is in it; another of the same it can."""
    bundle = folder / 'bundle.p12'
    agent = keyring / 'gpg-agent.conf'
    agent.write_text('allow-loopback-pinentry\n')
    keys.end_agent(keyring)
    for left in range(5, -1, -1):
        run('openssl', 'pkcs12', '-export', '-in', pair[0], '-inkey', pair[1], '-out', bundle, '-passout', 'pass:', '-legacy', '-descert')
        done = run('gpgsm', '--homedir', keyring, '--batch', '--yes', '--no-tty', '--pinentry-mode', 'loopback', '--passphrase-fd', '0',
                   '--import', bundle, stdin=b'\n', env=keys.environment(keyring), status=None if left else 0)
        if done.returncode == 0:
            break
    agent.unlink()
    keys.end_agent(keyring)


@pytest.fixture
def desk(daemons, dovecot, receiver, user, base, authority, folder):
    keyring = base / ('s-' + user)
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, keyring={'folder': str(keyring)}, operator='ops@example.org')
    daemon.address = user + '@example.org'
    daemon.keyring = keyring
    [ca] = daemon.json('key', 'import', authority.certificate)
    assert ca['system'] == 'S/MIME' and not ca['authority']
    [ca] = daemon.json('key', 'trust', ca['fingerprint'])
    assert ca['authority']
    daemon.certificate = authority.make(daemon.address)
    into(keyring, daemon.certificate, folder)
    yield daemon
    daemon.end()
    keys.end_agent(keyring)


def look(desk, mail):
    e = desk.explain(mail)
    p = e['protection'] or {}
    return e['trust'], p.get('signature'), p.get('encrypted'), p.get('opened')


def test_signed_and_encrypted_mail_is_read(desk, dovecot, receiver, authority, folder):
    desk.start()
    eva, ana = authority.make(EVA), authority.make(ANA)
    mail = Mail('Cannot print', 'My printer is on fire.\n', EVA_WRITES, desk.address)
    good = keys.smime_signed(eva, mail)
    assert b'multipart/signed' in bytes(good)
    assert look(desk, good) == ('token', 'good', False, False)
    assert look(desk, keys.smime_signed(eva, mail, '-nodetach')) == ('token', 'good', False, False)
    assert look(desk, keys.Raw(bytes(good).replace(b'on fire', b'on ice!'), 'w')) == ('none', 'bad', False, False)
    assert look(desk, keys.smime_signed(ana, mail)) == ('none', 'good', False, False), 'somebody else\'s certificate'
    stranger = keys.Authority(folder / 'other', 'Nobody').make(EVA)
    assert look(desk, keys.smime_signed(stranger, mail))[:2] == ('none', 'refused'), 'an authority that nobody trusts'
    assert look(desk, keys.smime_signed(eva, mail, '-md', 'sha1'))[:2] == ('none', 'refused'), 'a digest that can be forged'
    sealed = keys.smime_encrypted(desk.certificate[0], good)
    assert b'fire' not in bytes(sealed)
    assert look(desk, sealed) == ('token', 'good', True, True)
    assert look(desk, keys.smime_encrypted(ana[0], mail)) == ('none', 'none', True, False)
    dovecot.deliver(desk.address, sealed)
    notice = receiver.wait(ANA)
    assert 'on fire' in notice.text and 'came encrypted (S/MIME)' in notice.text and 'signed with their own key' in notice.text
    assert 'smime' not in notice.text
    assert 'fire' not in receiver.wait(EVA).raw.decode()


def test_what_goes_out(desk, dovecot, receiver, authority, folder):
    """Signed and encrypted; openssl reads it, and knows the authority."""
    desk.config['mailboxes'][0].update(sign='smime', encrypt='if_known')
    desk.config['agents'][0]['must_sign'] = True
    desk.write_config()
    eva, ana = authority.make(EVA), authority.make(ANA)
    desk.postigo('key', 'import', eva[0])
    assert [k['counts_for'] for k in desk.json('key', 'list') if EVA in k['addresses']] == [[EVA]]
    desk.start()

    def opens(sent):
        assert sent.mail.get_content_type() == 'application/pkcs7-mime'
        (folder / 'sent').write_bytes(sent.raw)
        return verifies(run('openssl', 'cms', '-decrypt', '-in', folder / 'sent', '-recip', eva[0], '-inkey', eva[1]).stdout)

    def verifies(raw):
        assert email.message_from_bytes(raw).get_content_type() == 'multipart/signed'
        (folder / 'inside').write_bytes(raw)
        words = run('openssl', 'cms', '-verify', '-in', folder / 'inside', '-CAfile', authority.certificate, '-purpose', 'any',
                    '-signer', folder / 'signer.pem').stdout
        assert desk.address in run('openssl', 'x509', '-in', folder / 'signer.pem', '-noout', '-email').stdout.decode()
        return email.message_from_bytes(words, policy=email.policy.default).get_body(('plain',)).get_content()

    dovecot.deliver(desk.address, Mail('Cannot print', 'My printer is on fire.\n', EVA_WRITES, desk.address))
    assert opens(receiver.wait(EVA))
    notice = receiver.wait(ANA)
    assert 'on fire' in verifies(notice.raw), 'no certificate of ana\'s is known: signed alone'
    words = '#close\n\nSwitch it off.\n'
    dovecot.deliver(notice.reply_to, reply(notice, words, ANA_WRITES, quote=False))
    receiver.wait(ANA, 2)
    assert len(receiver.to(EVA)) == 1
    dovecot.deliver(notice.reply_to, keys.smime_signed(ana, reply(notice, words, ANA_WRITES, quote=False)))
    assert 'Switch it off' in opens(receiver.wait(EVA, 2))
    desk.wait_settled(3)
    assert desk.json('ticket', 'show', 1)[0]['state'] == 'closed'


def test_the_notice_says_what_a_certificate_is_worth(desk, dovecot, receiver, authority, folder):
    """Good, altered, expired, somebody else's, of an authority that nobody trusts: each in the words of the notice, by real mail; as text and as one opaque part."""
    eva, ana = authority.make(EVA), authority.make(ANA)
    old = authority.make('old@customer.example', valid=keys.LONG_AGO)
    stranger = keys.Authority(folder / 'other', 'Nobody').make(EVA)

    def signed(pair, sender, *words):
        return keys.smime_signed(pair, Mail('Hello', 'Hello.\n', sender, desk.address), *words)

    altered = signed(eva, EVA_WRITES)
    cases = [
        (signed(eva, EVA_WRITES), 'proven. The mail is signed with their own key', 'good'),
        (signed(eva, EVA_WRITES, '-nodetach'), 'proven. The mail is signed with their own key', 'good'),
        (keys.Raw(bytes(altered).replace(b'Hello.', b'Hallo.'), altered.word), 'signature is bad', 'bad'),
        (signed(ana, EVA_WRITES), 'does not show that it is from the address above', 'good'),
        (signed(old, 'old@customer.example'), 'expired or been given up', 'refused'),
        (signed(old, 'old@customer.example', '-nodetach'), 'expired or been given up', 'refused'),
        (signed(stranger, EVA_WRITES), 'nobody vouches for it', 'refused'),
    ]
    desk.start()
    for n, (sent, words, signature) in enumerate(cases, 1):
        explained = desk.explain(sent)
        assert explained['protection']['signature'] == signature and (explained['trust'] == 'token') == (n < 3), words
        dovecot.deliver(desk.address, sent)
        desk.wait_settled(n)
        [notice] = [m for m in receiver.to(ANA) if sent.word in m.text]
        assert words in ' '.join(notice.text.split()), notice.text
        assert ('Sender: proven' in notice.text) == (n < 3)


@pytest.mark.parametrize('how', [('remove',), ('trust', '--nobody')], ids=['remove', 'nobody'])
def test_a_certificate_that_was_withdrawn(desk, dovecot, receiver, authority, how):
    """The authority still vouches for it, and the mail brings it along: it counts for nobody, and nothing is encrypted to it."""
    desk.config['mailboxes'][0].update(sign='smime', encrypt='if_known')
    desk.write_config()
    eva = authority.make(EVA)
    mail = keys.smime_signed(eva, Mail('Hello', 'Hello.\n', EVA_WRITES, desk.address))

    def taken_in():
        return next(key for key in desk.json('key', 'import', eva[0]) if key['addresses'] == [EVA])

    fingerprint = taken_in()['fingerprint']
    desk.start()
    assert look(desk, mail)[:2] == ('token', 'good')
    desk.postigo('key', how[0], fingerprint, *how[1:])
    assert look(desk, mail)[:2] == ('none', 'refused'), 'the daemon takes every change at once'
    dovecot.deliver(desk.address, mail)
    notice = receiver.wait(ANA)
    assert 'expired or been given up' in ' '.join(notice.text.split()), notice.text
    assert receiver.wait(EVA).mail.get_content_type() == 'multipart/signed', 'not encrypted'
    key = taken_in()
    assert (key['unusable'], key['counts_for']) == ('withdrawn', [])
    assert 'withdrawn' in desk.postigo('key', 'list').stdout
    desk.postigo('key', 'trust', fingerprint)
    assert desk.json('key', 'show', fingerprint)[0]['counts_for'] == [EVA]
    assert look(desk, mail)[1] == 'good'


def test_whether_it_was_withdrawn_cannot_be_told(desk, dovecot, receiver, authority):
    """A mail to whom the config names a certificate waits; it does not go out in clear."""
    ana = authority.make(ANA)
    [key] = [key for key in desk.json('key', 'import', ana[0]) if key['addresses'] == [ANA]]
    desk.config['mailboxes'][0].update(encrypt='if_known')
    desk.config['agents'][0]['keys'] = [key['fingerprint']]
    desk.write_config()
    owners = desk.keyring / 'owners'
    assert not owners.exists()
    owners.mkdir()
    desk.start()
    dovecot.deliver(desk.address, Mail('Cannot print', 'My printer is on fire.\n', EVA_WRITES, desk.address))
    wait_for(lambda: desk.count('outbox', 'recipient = ? AND (answer IS NOT NULL OR state = 5)', ANA), 20, 'the notice to be put off')
    assert receiver.to(ANA) == []
    owners.rmdir()
    assert receiver.wait(ANA).mail.get_content_type() == 'application/pkcs7-mime'
