"""What we sent does not arrive: the technician hears of it, the address is held by what is wrong with it, and tried again."""
import pytest

from road import Mail, mailbox, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'
ANA_WRITES = 'Ana Ruiz <ana@tech.example>'

DSN = '''From: Mail Delivery System <MAILER-DAEMON@relay.example>
To: %(to)s
Subject: Undelivered Mail Returned to Sender
Date: Mon, 23 Nov 2026 10:00:00 +0000
Message-ID: <%(id)s@relay.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system at host relay.example. Your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; relay.example

Final-Recipient: rfc822; %(who)s
Action: failed
Status: %(status)s
Diagnostic-Code: smtp; 550 %(status)s no

--b
Content-Type: text/rfc822-headers

%(head)s
--b--
'''


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, hold={'full': '2s'})
    daemon.address = user + '@example.org'
    return daemon.start()


def bounce(sent, to, status, who=EVA, head=None):
    head = head if head is not None else sent.raw.decode().split('\r\n\r\n')[0].replace('\r\n', '\n')
    text = DSN % {'to': to, 'id': 'b' + status, 'status': status, 'who': who, 'head': head}
    return text.replace('\n', '\r\n').encode()


@pytest.fixture
def answered(desk, dovecot, receiver):
    """An answer that has gone out to Eva."""
    dovecot.deliver(desk.address, Mail('Cannot print', to=desk.address))
    receiver.wait(EVA)
    notice = receiver.wait(ANA)
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off.', ANA_WRITES))
    return receiver.wait(EVA, 2)


@pytest.mark.parametrize('status,kind', [('5.1.1', 'hard'), ('5.7.1', 'policy')])
@pytest.mark.parametrize('tie', ['envelope', 'identifier'])
def test_an_address_that_bounces_is_held(desk, dovecot, receiver, answered, status, kind, tie):
    if tie == 'envelope':       # the address alone tells; a forwarder named another recipient
        mail, to = bounce(answered, answered.envelope_from, status, 'eva@elsewhere.example', 'Subject: x'), answered.envelope_from
    else:
        mail, to = bounce(answered, desk.address, status), desk.address
    dovecot.deliver(to, mail)
    assert EVA in receiver.wait(ANA, 2).text
    desk.wait_settled(3)
    assert desk.tickets() == 1
    [held] = desk.json('person', 'list')
    assert held['address'] == EVA and held['class'] == kind
    assert 'until' in desk.postigo('ticket', 'show', 1).stdout
    # Nothing automatic goes there; a person's answer does; and once they write with proof, all is well again.
    dovecot.deliver(desk.address, Mail('Scanner', to=desk.address))
    desk.wait_settled(4)
    assert len(receiver.to(EVA)) == 2 and desk.tickets() == 2
    dovecot.deliver(answered.reply_to, reply(answered, 'I am back.'))
    desk.wait_settled(5)
    assert desk.json('person', 'list') == []


def test_a_full_mailbox_is_tried_again(desk, dovecot, receiver, answered):
    dovecot.deliver(desk.address, bounce(answered, desk.address, '5.2.2'))
    receiver.wait(ANA, 2)
    again = receiver.wait(EVA, 3)
    assert again.raw == answered.raw, 'the same bytes'
    desk.wait_settled(3)
    assert desk.count('outbox', 'state < 5') == 0


def test_a_bounce_that_nobody_can_tie_is_a_ticket(desk, dovecot, receiver):
    """And says nothing of anybody's address: anybody can make one up."""
    dovecot.deliver(desk.address, Mail(to=desk.address))
    receiver.wait(EVA)
    dovecot.deliver(desk.address, bounce(None, desk.address, '5.1.1', head='Message-ID: <made-up@elsewhere.example>'))
    desk.wait_settled(2)
    assert desk.tickets() == 2 and desk.json('person', 'list') == []


def test_the_relay_refuses_the_address(desk, dovecot, receiver):
    receiver.refuse = {EVA: '550 5.1.1 no such user'}
    dovecot.deliver(desk.address, Mail(to=desk.address))
    desk.wait_settled(1)
    held = desk.json('person', 'list')
    assert [(h['address'], h['class']) for h in held] == [(EVA, 'hard')]
