"""A server that cannot prove who it is gets no password, no mail, and is believed nothing."""
import pytest

from road import Mail, mailbox, wait_for
import servers

EVA = 'eva@customer.example'


@pytest.fixture(scope='module')
def impostors(base, certificates):
    """name -> (certificate, key) that must not be accepted for localhost."""
    return {'wrong name': certificates.make('elsewhere.example'),
            'expired': certificates.make('localhost', days=-1),
            'unknown authority': certificates.make('localhost', authority='other')}


@pytest.mark.parametrize('tls', ['implicit', 'starttls'])
def test_imap_good(daemons, dovecot, certificates, receiver, user, tls):
    daemon = daemons([mailbox(dovecot, 'support', user, host='localhost', tls=tls, ca_file=str(certificates.ca),
                              port=dovecot.imaps_port if tls == 'implicit' else dovecot.imap_port)], receiver).start()
    mail = Mail()
    dovecot.deliver(user, mail)
    daemon.wait_ticket(mail.word)


@pytest.mark.parametrize('tls', ['implicit', 'starttls'])
@pytest.mark.parametrize('fault', ['wrong name', 'expired', 'unknown authority'])
def test_imap_impostor(base, daemons, certificates, impostors, receiver, user, fault, tls):
    with servers.Dovecot(base / ('impostor-' + user), certificate=impostors[fault], extra='auth_verbose = yes\n') as server:
        daemon = daemons([mailbox(server, 'support', user, host='localhost', tls=tls, ca_file=str(certificates.ca),
                                  port=server.imaps_port if tls == 'implicit' else server.imap_port)], receiver).start(wait=False)
        trouble = wait_for(lambda: daemon.value('SELECT trouble FROM mailbox'), 20, 'the certificate to be refused')
        assert 'certificate' in trouble.lower() or 'host' in trouble.lower(), trouble
        assert daemon.value('SELECT uidvalidity FROM mailbox') is None
        log = (server.folder / 'dovecot.log').read_text()
        assert 'Login:' not in log and 'user=<%s>' % user not in log


@pytest.mark.parametrize('implicit', [True, False])
def test_smtp_good(daemons, dovecot, certificates, user, implicit):
    with servers.Receiver(certificates.make('localhost'), implicit=implicit, login=('postigo', 'a "secret"\\')) as receiver:
        daemons([mailbox(dovecot, 'support', user)], receiver, smtp={
            'host': 'localhost', 'tls': 'implicit' if implicit else 'starttls', 'ca_file': str(certificates.ca),
            'user': 'postigo', 'password': 'a "secret"\\'}).start()
        dovecot.deliver(user, Mail())
        assert receiver.wait(EVA).secure
        assert False not in receiver.logins


@pytest.mark.parametrize('implicit', [True, False])
@pytest.mark.parametrize('fault', ['wrong name', 'expired', 'unknown authority'])
def test_smtp_impostor(daemons, dovecot, certificates, impostors, user, fault, implicit):
    with servers.Receiver(impostors[fault], implicit=implicit) as receiver:
        daemon = daemons([mailbox(dovecot, 'support', user)], receiver, smtp={
            'host': 'localhost', 'tls': 'implicit' if implicit else 'starttls', 'ca_file': str(certificates.ca)}).start()
        dovecot.deliver(user, Mail())
        daemon.wait_count(2, 'outbox')
        wait_for(lambda: 'certificate' in daemon.log().lower(), 20, 'the log to name the certificate')
        assert receiver.mails == []
        assert daemon.count('outbox', 'state IN (0, 1, 3)') == 2, 'the mails wait until the server is mended'


def test_smtp_without_the_tls_that_was_asked_for(daemons, dovecot, certificates, receiver, user):
    """STARTTLS stripped on the way: nothing goes out in clear."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     smtp={'host': 'localhost', 'tls': 'starttls', 'ca_file': str(certificates.ca)}).start()
    dovecot.deliver(user, Mail())
    daemon.wait_count(2, 'outbox')
    wait_for(lambda: receiver.sessions >= 1, 20, 'a session')
    wait_for(lambda: 'tls' in daemon.log().lower(), 20, 'the log to name the reason')
    assert receiver.mails == []


def test_a_wrong_imap_password(base, daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user, password='sesame')], receiver).start(wait=False)
    trouble = wait_for(lambda: daemon.value('SELECT trouble FROM mailbox'), 20, 'the login to fail')
    assert 'sesame' not in trouble and 'sesame' not in daemon.log(), 'a password is never shown'
