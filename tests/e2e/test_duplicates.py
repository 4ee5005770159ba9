"""The same mail arrives more than once: one message. Another mail with the same Message-ID: a mail of its own."""
from road import Mail, mailbox

EVA = 'eva@customer.example'


def test_delivered_twice(postigo, dovecot, receiver):
    mail = Mail()
    dovecot.deliver(postigo.address, mail, mail)
    postigo.wait_settled(2)
    assert postigo.tickets() == 1 and len(receiver.to(EVA)) == 1
    dovecot.deliver(postigo.address, mail)
    postigo.wait_settled(3)
    assert postigo.tickets() == 1 and len(receiver.to(EVA)) == 1
    assert postigo.count('inbox', 'state = 2') == 2, 'and it can be seen what became of them'


def test_in_two_mailboxes(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'one', user + 'a'), mailbox(dovecot, 'two', user + 'b')], receiver).start()
    mail = Mail(to='%sa@example.org, %sb@example.org' % (user, user))
    for end in 'ab':
        # Each way adds its own trace.
        dovecot.deliver(user + end, b'Received: from relay-%s.example; Mon, 23 Nov 2026 10:00:00 +0000\r\n' % end.encode() + bytes(mail))
    daemon.wait_settled(2)
    assert daemon.tickets() == 1 and len(receiver.to(EVA)) == 1


def test_the_same_message_id_with_other_content(postigo, dovecot, receiver):
    """The sender chooses the Message-ID: it alone must not make a mail vanish."""
    first, second = Mail('One'), Mail('Two')
    copied = bytes(second).replace(second.message_id.encode(), first.message_id.encode())
    dovecot.deliver(postigo.address, first, copied)
    postigo.wait_settled(2)
    assert postigo.tickets() == 2
    assert postigo.ticket_with(second.word)


def test_the_same_bytes_without_a_message_id(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    one, two = Mail('One', headers={'Message-ID': None}), Mail('Two', headers={'Message-ID': None})
    dovecot.append(user, one, two, one)
    daemon.wait_settled(3)
    assert daemon.tickets() == 2
