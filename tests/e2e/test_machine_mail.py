"""Machines write too: their mail is filed and told, and never answered."""
import pytest

from road import Mail, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'

MACHINES = {
    'generated': {'Auto-Submitted': 'auto-generated'},
    'notified': {'Auto-Submitted': 'auto-notified; owner-email="x@y.example"'},
    'bulk': {'Precedence': 'bulk'},
    'list': {'List-Id': 'Friends of printers <printers.lists.example>', 'Precedence': 'list'},
    'noreply': {'From': 'Shop <noreply@shop.example>'},
    'null sender': {'Return-Path': '<>', 'From': 'MAILER-DAEMON@relay.example', 'Subject': 'Returned mail'},
    'do not answer': {'X-Auto-Response-Suppress': 'All'},
}


@pytest.mark.parametrize('kind', MACHINES)
def test_no_acknowledgement(postigo, dovecot, receiver, kind):
    machine, person = Mail('Disk full on server 7', headers=MACHINES[kind]), Mail('Help', sender='bo@customer.example')
    dovecot.deliver(postigo.address, machine, person)
    receiver.wait('bo@customer.example')
    postigo.wait_settled(2)
    sender = machine.message['From'].addresses[0].addr_spec
    assert receiver.to(sender) == []
    assert {m.recipients[0] for m in receiver.mails} <= {'bo@customer.example', ANA}


def test_auto_submitted_no_is_a_person(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail(headers={'Auto-Submitted': 'no'}))
    receiver.wait(EVA)


def test_out_of_office_note_is_filed(postigo, dovecot, receiver):
    """It answers our acknowledgement; an answer to it would go round and round."""
    dovecot.deliver(postigo.address, Mail('Cannot print'))
    ack = receiver.wait(EVA)
    receiver.wait(ANA)
    postigo.postigo('ticket', 'close', 1)
    note = reply(ack, 'I am out of the office until 7 December.', headers={'Auto-Submitted': 'auto-replied',
                                                                       'Subject': 'Automatic reply: ' + ack['Subject']})
    dovecot.deliver(ack.reply_to, note)
    assert postigo.wait_ticket(note.word) == 1
    postigo.wait_settled(2)
    assert len(receiver.mails) == 2, receiver.mails
    assert postigo.value('SELECT state FROM ticket') == 3, 'a machine does not reopen'
    assert postigo.value('SELECT kind FROM message ORDER BY id DESC LIMIT 1') == 3


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

Final-Recipient: rfc822; eva@customer.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b
Content-Type: text/rfc822-headers

%(head)s
--b--
'''


def test_a_bounce_is_tied_to_what_bounced(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('Cannot print'))
    receiver.wait(EVA)
    notice = receiver.wait(ANA)
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off and on.', 'Ana <ana@tech.example>'))
    answer = receiver.wait(EVA, 2)
    assert answer.envelope_from, 'what a person wrote has a sender that its bounce can come back to'
    head = answer.raw.decode().split('\r\n\r\n')[0].replace('\r\n', '\n')
    before = len(receiver.mails)
    dovecot.deliver(answer.envelope_from if '@example.org' in answer.envelope_from else postigo.address,
                    (DSN % {'to': answer.envelope_from, 'id': 'bounce1', 'head': head}).replace('\n', '\r\n').encode())
    postigo.wait_settled(3)
    assert postigo.tickets() == 1
    assert any('eva@customer.example' in (detail or '') for detail, in
               postigo.rows("SELECT detail FROM event WHERE ticket = 1 AND verb LIKE '%bounce%' OR verb LIKE '%fail%' OR detail LIKE '%delivery%'"))
    assert [m.recipients for m in receiver.mails[before:]] == [[ANA]], 'the technician hears of it, nobody else'


def test_our_own_mail_comes_back(postigo, dovecot, receiver):
    """A forwarder that points back at us: no ticket of our own acknowledgement, no second answer."""
    dovecot.deliver(postigo.address, Mail('Cannot print'))
    ack = receiver.wait(EVA)
    receiver.wait(ANA)
    dovecot.deliver(postigo.address, ack.raw)
    postigo.wait_settled(2)
    assert postigo.tickets() == 1 and len(receiver.mails) == 2
