"""The server was restored and numbers its mails anew: nothing comes twice, nothing is missed."""
from road import Mail, mailbox, wait_for


def test_uidvalidity_changes(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    mails = [Mail() for _ in range(50)]
    dovecot.deliver(user, *mails)
    daemon.wait_settled(50)
    before = daemon.value('SELECT uidvalidity FROM mailbox')
    daemon.stop()
    dovecot.new_uidvalidity(user)
    missed = Mail(sender='bo@customer.example')
    dovecot.deliver(user, missed)
    daemon.start()
    daemon.wait_ticket(missed.word)
    wait_for(lambda: daemon.value('SELECT uidvalidity FROM mailbox') != before, 10, 'the new uidvalidity to be known')
    late = Mail(sender='bo@customer.example')
    dovecot.deliver(user, late)
    daemon.wait_ticket(late.word)
    daemon.wait_settled()
    assert daemon.tickets() == 52
    assert len(receiver.to('eva@customer.example')) == 50 and len(receiver.to('bo@customer.example')) == 2
