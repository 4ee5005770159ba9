"""A mail comes through an MTA's pipe: taken only once it is durable, with the daemon or without."""
import os

from road import Mail, mailbox


def test_with_the_daemon(postigo, receiver):
    mail = Mail()
    postigo.postigo('inject', '--mailbox', 'support', stdin=mail)
    assert postigo.count('inbox') == 1, 'durable when it says so'
    postigo.wait_ticket(mail.word)
    assert receiver.wait('eva@customer.example').mail['From'].addresses[0].addr_spec == postigo.address


def test_without_the_daemon(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver)
    mail = Mail()
    daemon.postigo('inject', '--mailbox', 'support', stdin=mail)
    assert daemon.count('inbox') == 1
    daemon.start()
    daemon.wait_ticket(mail.word)
    receiver.wait('eva@customer.example')


def test_lf_line_ends_and_an_envelope_line(postigo, receiver):
    """As pipes deliver them: LF, and mbox's From line ahead of the header."""
    mail = Mail()
    postigo.postigo('inject', '--mailbox', 'support', stdin=bytes(mail).replace(b'\r\n', b'\n'))
    postigo.wait_ticket(mail.word)


def test_no_such_mailbox(postigo):
    done = postigo.postigo('inject', '--mailbox', 'nowhere', stdin=Mail(), status=None)
    assert done.returncode not in (0, -6, -11) and 'nowhere' in done.stderr


def test_not_durable_is_try_again(daemons, dovecot, receiver, user):
    """No store to be had: the MTA must keep the mail."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     store={'url': 'sqlite:/nonexistent/folder/postigo.db'})
    assert daemon.postigo('inject', '--mailbox', 'support', stdin=Mail(), status=None).returncode == 75


def test_the_same_mail_by_both_ways(postigo, dovecot, receiver):
    """A pipe gives other line ends, and some add a blank line."""
    mail = Mail(attachments=[('a.log', 'text/plain', b'one\ntwo\n')])
    postigo.postigo('inject', '--mailbox', 'support', stdin=bytes(mail).replace(b'\r\n', b'\n') + b'\n')
    dovecot.deliver(postigo.address, mail)
    postigo.wait_settled(2)
    assert postigo.tickets() == 1 and len(receiver.to('eva@customer.example')) == 1
