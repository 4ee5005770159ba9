"""A flood in one mailbox does not delay the others."""
import os
import signal

from road import Mail, mailbox, wait_for


def test_a_flood_in_one_mailbox(daemons, dovecot, receiver, user):
    flooded, quiet = user + '-flooded', user + '-quiet'
    daemon = daemons([mailbox(dovecot, 'flooded', flooded, adopt='take'), mailbox(dovecot, 'quiet', quiet)], receiver,
                     queues=[{'name': 'help'}])
    dovecot.fill(flooded, [Mail(sender='p%d@customer.example' % n) for n in range(3000)])
    daemon.start()
    readers = daemon.roles()['reader']
    for pid in readers:
        os.kill(pid, signal.SIGSTOP)
    wait_for(lambda: daemon.count('inbox') == 3000, 30, 'the flood to be in the inbox')
    mail = Mail(sender='bo@customer.example')
    dovecot.deliver(quiet, mail)
    wait_for(lambda: daemon.count('inbox') == 3001, 20, 'the other mail to be there as well')
    before = daemon.tickets()
    for pid in readers:
        os.kill(pid, signal.SIGCONT)
    daemon.wait_ticket(mail.word)
    daemon.wait_settled(3001, seconds=60)
    number = daemon.value('SELECT ticket FROM inbox WHERE id = 3001')
    assert number < before + 500, (number, before)
