"""Who may do what: a forged sender moves nothing, and whoever really wrote says so by a reply."""
import pytest

from road import Mail, mailbox, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'
ANA_WRITES, MALLORY = 'Ana Ruiz <ana@tech.example>', 'mallory@elsewhere.example'
VOUCHED = 'mx.desk.example; dmarc=pass header.from=%s'


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     operator='ops@example.org')
    daemon.address = user + '@example.org'
    return daemon.start()


def vouched(domain):
    return {'Authentication-Results': VOUCHED % domain}


def test_forged_mail_makes_nobody_known(desk, dovecot, receiver):
    """However often somebody writes in Eva's name: she is known once a mail is shown to be hers."""
    mails = [Mail('Buy %d' % n, 'Go to www.elsewhere.example', 'Buy now <%s>' % EVA, desk.address) for n in (1, 2)]
    for n, mail in enumerate(mails):
        dovecot.deliver(desk.address, mail)
        ack = receiver.wait(EVA, n + 1)
        assert 'Buy' not in ack.raw.decode() and 'elsewhere' not in ack.raw.decode()
    assert desk.json('person', 'show', EVA)[0]['proven'] is None
    dovecot.deliver(ack.reply_to, reply(ack, 'That was not me.'))
    desk.wait_settled(3)
    assert desk.json('person', 'show', EVA)[0]['proven']
    mail = Mail('Cannot print', to=desk.address)
    explained = desk.explain(mail)
    assert explained['trust'] == 'known' and explained['proven'] == desk.json('person', 'show', EVA)[0]['proven']
    dovecot.deliver(desk.address, mail)
    assert 'Cannot print' in receiver.wait(EVA, 3)['Subject']


def forward(address, sender=ANA_WRITES, headers=()):
    return Mail('Fwd: Cannot print', 'Please see below.\n\n---------- Forwarded message ---------\n'
                'From: Eva Requester <eva@customer.example>\nDate: Mon, 23 Nov 2026 at 10:00\n'
                'Subject: Cannot print\nTo: Ana Ruiz <ana@tech.example>\n\nThe printer is on fire.\n', sender, address,
                headers=headers)


def test_a_forwarded_mail_is_its_senders(desk, dovecot, receiver):
    mail = forward(desk.address, headers=vouched('tech.example'))
    dovecot.deliver(desk.address, mail)
    ack = receiver.wait(EVA)
    desk.wait_settled(1)
    assert '[#1]' in ack['Subject']
    # She hears which ticket it is, and where to answer.
    opened = receiver.wait(ANA)
    assert 'Ticket 1' in opened.text and 'open for Eva Requester <eva@customer.example>' in opened.text and '[#1]' in opened['Subject']
    assert opened['Auto-Submitted'] == 'auto-generated' or opened['Auto-Submitted'] == 'auto-replied'
    assert desk.value('SELECT address FROM person p JOIN ticket t ON t.requester = p.id') == EVA
    assert mail.message_id not in ack.raw.decode(), 'the technician\'s own mail is none of their thread'
    dovecot.deliver(opened.reply_to, reply(opened, 'Please switch it off.', ANA_WRITES))
    answer = receiver.wait(EVA, 2)
    assert 'switch it off' in answer.text and 'is open for' not in answer.raw.decode()
    # The same mail once more, by another way, is told to nobody.
    dovecot.deliver(desk.address, mail)
    desk.wait_settled(3)
    assert len(receiver.to(ANA)) == 1 and desk.tickets() == 1


def test_a_forged_technician_forwards_nothing_until_they_confirm(desk, dovecot, receiver):
    mail = forward(desk.address)
    dovecot.deliver(desk.address, mail)
    question = receiver.wait(ANA)
    assert receiver.wait('ops@example.org')['Subject']
    desk.wait_settled(1)
    assert receiver.to(EVA) == [], 'nobody else hears of it'
    assert question['Auto-Submitted'] == 'auto-replied' and question.envelope_from == ''
    assert 'printer' not in question.raw.decode(), 'not a word of what somebody wrote in their name'
    assert desk.value('SELECT address FROM person p JOIN ticket t ON t.requester = p.id') == ANA

    assert 'not yet' in desk.postigo('inbox', 'show', 1).stdout
    dovecot.deliver(question.reply_to, reply(question, 'Yes, it was me.', ANA_WRITES))
    receiver.wait(EVA)
    desk.wait_settled(2)
    assert desk.tickets() == 1
    assert 'open for Eva Requester' in receiver.wait(ANA, 2).text
    assert desk.value('SELECT address FROM person p JOIN ticket t ON t.requester = p.id') == EVA
    assert 'yes, by a reply' in desk.postigo('inbox', 'show', 1).stdout
    [row] = desk.json('inbox', 'show', 1)
    assert row['asked'] and row['confirmed']
    # A second yes changes nothing.
    dovecot.deliver(question.reply_to, reply(question, 'Yes!', ANA_WRITES))
    desk.wait_settled(3)
    assert len(receiver.to(EVA)) == 1 and desk.tickets() == 1 and len(receiver.to(ANA)) == 2


def ticket(desk, number):
    """Its state, its technician, and whose it is."""
    return desk.rows('SELECT t.state, t.assignee, p.address FROM ticket t JOIN person p ON p.id = t.requester'
                     ' WHERE t.id = ?', number)[0]


def test_a_technician_writes_to_somebody_with_us_in_copy(desk, dovecot, receiver):
    mail = Mail('Your printer', 'Hello Eva,\n\nplease switch it off.\n', ANA_WRITES, EVA,
                headers={'Cc': desk.address, **vouched('tech.example')})
    dovecot.deliver(desk.address, mail)
    assert desk.wait_ticket(mail.word) == 1
    desk.wait_settled(1)
    assert ticket(desk, 1) == (2, 'ana', EVA)
    assert receiver.to(EVA) == [], 'she has the mail already'
    opened = receiver.wait(ANA)
    assert 'Ticket 1' in opened.text and 'its first answer' in opened.text
    assert 'Close' in opened.text and 'Take it' not in opened.text, 'with what can be done by one mail; it is hers already'
    # She answers to all, as one does; her mail program knows only the technician's Message-ID.
    answer = Mail('Re: Your printer', 'It is off.', to='%s, %s' % (ANA, desk.address), reply_to=mail)
    dovecot.deliver(desk.address, answer)
    assert 'It is off' in receiver.wait(ANA, 2).text
    desk.wait_settled(2)
    assert desk.ticket_of(answer) == 1 and ticket(desk, 1) == (1, 'ana', EVA)
    assert receiver.to(EVA) == []


def test_a_forged_technician_writes_to_nobody_until_they_confirm(desk, dovecot, receiver):
    mail = Mail('Your printer', 'Send me your password.', ANA_WRITES, EVA, headers={'Cc': desk.address})
    dovecot.deliver(desk.address, mail)
    question = receiver.wait(ANA)
    assert '<ana@tech.example>' in receiver.wait('ops@example.org').text
    desk.wait_settled(1)
    assert ticket(desk, 1) == (0, None, ANA) and 'password' not in question.raw.decode()
    # Who answers meanwhile has a ticket of their own: it is not known yet that the first one is theirs.
    early = Mail('Re: Your printer', 'Why?', to='%s, %s' % (ANA, desk.address), reply_to=mail)
    dovecot.deliver(desk.address, early)
    assert desk.wait_ticket(early.word) == 2

    dovecot.deliver(question.reply_to, reply(question, 'Yes.', ANA_WRITES))
    desk.wait_settled(3)
    assert ticket(desk, 1) == (2, 'ana', EVA)
    assert [m['Subject'] for m in receiver.to(EVA)] == [receiver.wait(EVA)['Subject']], 'of her own mail, and no more'
    late = Mail('Re: Your printer', 'I will not.', to='%s, %s' % (ANA, desk.address), reply_to=mail)
    dovecot.deliver(desk.address, late)
    assert desk.wait_ticket(late.word) == 1
    assert ticket(desk, 1) == (1, 'ana', EVA)


def test_nobody_else_can_confirm(desk, dovecot, receiver):
    dovecot.deliver(desk.address, forward(desk.address))
    question = receiver.wait(ANA)
    for sender, headers in ((MALLORY, {}), (ANA_WRITES, {'Auto-Submitted': 'auto-replied'})):
        dovecot.deliver(question.reply_to, reply(question, 'Yes.', sender, headers=headers))
    desk.wait_settled(3)
    assert receiver.to(EVA) == []


def test_every_stolen_tie_leads_nowhere(desk, dovecot, receiver):
    """A stranger who has all that a mail can carry: a ticket of their own, linked, and not a word of the other."""
    dovecot.deliver(desk.address, Mail('Cannot print', 'My secret number is 4711.', to=desk.address))
    ack, notice = receiver.wait(EVA), receiver.wait(ANA)
    marker = next(line for line in ack.text.splitlines() if line.startswith('ref:'))
    stolen = [
        reply(ack, 'Token.', MALLORY, quote=False, headers={'In-Reply-To': None, 'References': None, 'Subject': 'x1'}),
        reply(ack, 'Identifier.', MALLORY, to=desk.address, quote=False, headers={'Subject': 'x2'}),
        Mail('x3', 'Mark.\n> ' + marker, MALLORY, desk.address),
        Mail('[#1] x4', 'Tag.', MALLORY, desk.address),
        reply(ack, 'All of them.\n> ' + marker, MALLORY, quote=False),
    ]
    for n, mail in enumerate(stolen):
        dovecot.deliver(ack.reply_to if 'Token' in bytes(mail).decode() or n == 4 else desk.address, mail)
    desk.wait_settled(1 + len(stolen))
    assert desk.tickets() == 1 + len(stolen)
    assert desk.count('ticket_link', 'other = 1') == len(stolen)
    for mail in receiver.to(MALLORY):
        assert '4711' not in mail.raw.decode() and 'Cannot print' not in mail.raw.decode()
    assert len(receiver.to(EVA)) == 1
    # And what a forged technician could try: by the notice, by its identifier, by the subject.
    before = len(receiver.to(EVA))
    for mail, to in ((reply(notice, 'Send me your password.', ANA_WRITES, to=desk.address), desk.address),
                     (Mail('Re: [#1] Cannot print', '#close\nSend me your password.', ANA_WRITES, desk.address), desk.address)):
        dovecot.deliver(to, mail)
    desk.wait_settled(3 + len(stolen))
    assert len(receiver.to(EVA)) == before
    assert desk.value('SELECT state FROM ticket WHERE id = 1') == 0


def test_the_mark_alone_finds_the_ticket(desk, dovecot, receiver):
    dovecot.deliver(desk.address, Mail('Cannot print', to=desk.address))
    ack = receiver.wait(EVA)
    marker = next(line for line in ack.text.splitlines() if line.startswith('ref:'))
    mail = Mail('something else', 'Still on fire.\n\n> ' + marker.upper(), to=desk.address)
    dovecot.deliver(desk.address, mail)
    assert desk.wait_ticket(mail.word) == 1
    assert desk.explain(mail)['tie']['kind'] == 'body_marker'


FORGED = {
    'below the border': [('Received', 'from x by mx.desk.example'), ('Authentication-Results', VOUCHED % 'customer.example')],
    'another server': [('Authentication-Results', 'evil.example; dmarc=pass header.from=customer.example'),
                       ('Authentication-Results', VOUCHED % 'customer.example')],
    'failed on top': [('Authentication-Results', 'mx.desk.example; dmarc=fail header.from=customer.example'),
                      ('Authentication-Results', VOUCHED % 'customer.example')],
    'behind a Received': [('Authentication-Results', 'mx.desk.example; spf=none'), ('Received', 'from x by y'),
                          ('Authentication-Results', VOUCHED % 'customer.example')],
    'another domain': [('Authentication-Results', VOUCHED % 'elsewhere.example')],
    'a longer domain': [('Authentication-Results', VOUCHED % 'customer.example.elsewhere.example')],
    'a comment': [('Authentication-Results', 'mx.desk.example; dmarc=fail (dmarc=pass header.from=customer.example)')],
    'no property': [('Authentication-Results', 'mx.desk.example; dmarc=pass')],
    'a longer name': [('Authentication-Results', 'mx.desk.example.evil.example; dmarc=pass header.from=customer.example')],
    'dkim of a sister': [('Authentication-Results', 'mx.desk.example; dkim=pass header.d=mail.customer.example')],
    'dkim of the world': [('Authentication-Results', 'mx.desk.example; dkim=pass header.d=example')],
    'the name in the value': [('Authentication-Results', 'evil.example; x=mx.desk.example; dmarc=pass header.from=customer.example')],
}


def explained(desk, fields):
    head = ''.join('%s: %s\r\n' % field for field in fields).encode()
    path = desk.folder / 'forged.eml'
    path.write_bytes(head + bytes(Mail(to=desk.address)))
    return desk.json('explain', path)[0]['trust']


def test_what_a_sender_writes_about_themselves_is_no_proof(desk):
    """RFC 8601 section 5: only the topmost results of a trusted server."""
    fields = dict(FORGED)
    # Where the trusted one stands on top and nothing contradicts it, it does count: the test is about the others.
    below = fields.pop('below the border')
    assert explained(desk, below) == 'auth', 'internal hops may stand above the border'
    for name, forged in fields.items():
        assert explained(desk, forged) == 'none', name
    assert explained(desk, [('Authentication-Results', 'mx.desk.example; dkim=pass header.d=customer.example')]) == 'auth'
    assert explained(desk, [('Authentication-Results', VOUCHED % 'customer.example')]) == 'auth'
    assert explained(desk, [('Authentication-Results', VOUCHED % 'customer.example'),
                            ('From', 'Bo <bo@customer.example>')]) == 'none', 'of several senders none is proven'


def test_sign_in_codes_stay_among_technicians(desk, dovecot, receiver):
    """The Ticket Trick: somebody registers elsewhere with our address, or a reply address of theirs, to read the code."""
    dovecot.deliver(desk.address, Mail('Cannot print', to=desk.address))
    ack = receiver.wait(EVA)
    mail = Mail('Your verification code', 'Your verification code is 482913. Do not share it.',
                'Service <no-reply@service.example>', ack.reply_to, headers={'Cc': EVA})
    dovecot.deliver(ack.reply_to, mail)
    assert desk.wait_ticket(mail.word) == 2
    desk.wait_settled(2)
    assert desk.value('SELECT internal FROM ticket WHERE id = 2') == 1
    assert len(receiver.to(EVA)) == 1 and receiver.to('no-reply@service.example') == []
    assert desk.count('participant', 'ticket = 2') == 1


def test_what_technicians_write_to_each_other_stays_inside(daemons, dovecot, receiver, user):
    """A technician writes about a ticket, but not to where answers are written; another replies to the note of it."""
    ben = {'name': 'ben', 'address': 'ben@tech.example'}
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, trust={'commands': 'auth'},
                     teams=[{'name': 'first', 'members': ['ana', 'ben']}],
                     agents=[{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA}, ben]).start()
    address = user + '@example.org'
    dovecot.deliver(address, Mail('Cannot print', to=address))
    receiver.wait(EVA)
    receiver.wait('ben@tech.example')
    note = Mail('[#1] about Eva', 'She has asked that three times.', ANA_WRITES, address, headers=vouched('tech.example'))
    dovecot.deliver(address, note)
    told = receiver.wait('ben@tech.example', 2)
    assert 'three times' in told.text and 'note' in receiver.wait(ANA, 2).text
    answer = reply(told, 'Four times, to be just.', 'Ben <ben@tech.example>')
    dovecot.deliver(told.reply_to, answer)
    receiver.wait(ANA, 3)
    daemon.wait_settled(3)
    assert daemon.wait_ticket(answer.word) == 1
    assert len(receiver.to(EVA)) == 1, 'nothing of it reaches the requester'
    assert daemon.count('message', 'kind = 2') == 2
