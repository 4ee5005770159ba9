"""What becomes of a mail on the server once it is safe here: seen, moved or deleted; and never before."""
import pytest

from road import Mail, mailbox, wait_for


@pytest.mark.parametrize('after', ['seen', 'move', 'delete'])
def test_after(daemons, dovecot, receiver, user, after):
    settings = {'move_to': 'Processed'} if after == 'move' else {}
    daemon = daemons([mailbox(dovecot, 'support', user, after=after, **settings)], receiver).start()
    mails = [Mail() for _ in range(20)]
    dovecot.deliver(user, *mails)
    daemon.wait_settled(20)
    if after == 'seen':
        wait_for(lambda: len([f for _, f in dovecot.look(user) if b'\\Seen' in f]) == 20, 10, '20 mails to be seen')
    else:
        wait_for(lambda: dovecot.look(user) == [], 10, 'the INBOX to be empty')
    assert len(dovecot.look(user, 'Processed')) == (20 if after == 'move' else 0)
    assert daemon.tickets() == 20
    wait_for(lambda: daemon.count('inbox', 'told = 0') == 0, 10, 'the store to know that the server was told')


def test_told_late(daemons, dovecot, receiver, user):
    """A crash after the commit and before the server was told: it is told on the next start, and nothing comes twice."""
    daemon = daemons([mailbox(dovecot, 'support', user, after='delete')], receiver).start()
    for _ in range(2):      # three, and the mail that was being read each time would be to blame
        dovecot.deliver(user, *[Mail() for _ in range(10)])
        wait_for(lambda: daemon.count('inbox'), 10, 'a mail to be durable', pause=0.002)
        daemon.crash()
        daemon.start()
    daemon.wait_settled(20)
    wait_for(lambda: dovecot.look(user) == [], 20, 'the INBOX to be empty')
    assert daemon.tickets() == 20


def test_a_person_opens_the_mailbox(postigo, dovecot, receiver):
    """The \\Seen flag is not how we know what is new."""
    dovecot.freeze(False)
    postigo.kill('fetch', 19)                   # SIGSTOP
    mail = Mail()
    dovecot.deliver(postigo.address, mail)
    session = dovecot.imap(postigo.address.split('@')[0])
    session.store('1', '+FLAGS', '\\Seen')
    session.logout()
    postigo.kill('fetch', 18)                   # SIGCONT
    postigo.wait_ticket(mail.word)
