"""Somebody finds a mail in another folder and moves it to where it is seen to."""
from road import Mail, mailbox, wait_for


def test_an_old_mail_after_a_renumbering(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    dovecot.deliver(user, Mail())
    daemon.wait_settled(1)
    daemon.stop()
    dovecot.new_uidvalidity(user)
    daemon.start()
    wait_for(lambda: daemon.value('SELECT skip_below FROM mailbox'), 10, 'the renumbering to be noticed')
    old = Mail(sender='bo@customer.example')
    session = dovecot.imap(user)
    try:
        session.append('INBOX', None, '"01-Jan-2020 00:00:00 +0000"', bytes(old))
    finally:
        session.logout()
    daemon.wait_ticket(old.word)
    assert daemon.tickets() == 2
