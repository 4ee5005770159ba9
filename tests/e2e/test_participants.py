"""People in copy take part, get the answers, and can be taken off; nobody gets in unseen."""
import pytest

from road import Mail, mailbox, reply

EVA, BO, ANA = 'eva@customer.example', 'bo@customer.example', 'ana@tech.example'
ANA_WRITES = 'Ana Ruiz <ana@tech.example>'
VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=customer.example'}


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver)
    daemon.address = user + '@example.org'
    return daemon.start()


def answer(desk, dovecot, receiver, n, text):
    notice = receiver.wait(ANA, n)
    dovecot.deliver(notice.reply_to, reply(notice, text, ANA_WRITES))


def test_cc_is_kept_and_answered(desk, dovecot, receiver):
    mail = Mail(to='%s, %s' % (desk.address.upper(), 'other+x@example.org'), headers={
        **VOUCHED, 'Cc': 'Bo <%s>, %s, noreply@shop.example, %s' % (BO, ANA, desk.address.replace('@', '+x@'))})
    dovecot.deliver(desk.address, mail)
    receiver.wait(EVA)
    assert receiver.to(BO) == [], 'they hear of answers, not of acknowledgements'
    answer(desk, dovecot, receiver, 1, 'Switch it off.')
    theirs, evas = receiver.wait(BO), receiver.wait(EVA, 2)
    assert theirs.reply_to != evas.reply_to, 'each has a reply address of their own'
    assert BO in evas['Cc'] and ANA not in theirs.raw.decode()
    assert desk.count('participant', 'ticket = 1') == 3     # eva, bo, other+x
    # Bo's reply lands on the ticket, and he can be taken off it.
    mail = reply(theirs, 'It is my printer.', BO)
    dovecot.deliver(theirs.reply_to, mail)
    assert desk.wait_ticket(mail.word) == 1
    desk.postigo('ticket', 'remove', 1, BO)
    sent = len(receiver.to(BO))
    answer(desk, dovecot, receiver, 2, 'On again.')
    receiver.wait(EVA, 3)
    desk.wait_settled()
    assert len(receiver.to(BO)) == sent
    # Being named again does not bring him back.
    dovecot.deliver(evas.reply_to, reply(evas, 'And now?', headers={**VOUCHED, 'Cc': BO}))
    answer(desk, dovecot, receiver, 3, 'Now it works.')
    receiver.wait(EVA, 4)
    desk.wait_settled()
    assert len(receiver.to(BO)) == sent


def test_cc_of_a_sender_without_proof_waits_for_a_yes(desk, dovecot, receiver):
    """Somebody writes in Eva's name with themselves in copy, to read what she is told."""
    dovecot.deliver(desk.address, Mail(to=desk.address, headers={'Cc': 'mallory@elsewhere.example'}))
    question = receiver.wait(EVA)
    assert 'mallory' not in question.raw.decode() and '1' in question.text
    answer(desk, dovecot, receiver, 1, 'Your password is hunter2.')
    receiver.wait(EVA, 2)
    desk.wait_settled(2)
    assert receiver.to('mallory@elsewhere.example') == []
    dovecot.deliver(question.reply_to, reply(question, 'Yes'))
    desk.wait_settled(3)
    assert desk.count('participant', 'ticket = 1') == 2
    assert receiver.to('mallory@elsewhere.example') == [], 'nothing of what came before'


def test_one_ticket_for_two_mailboxes(daemons, dovecot, receiver, user):
    """It belongs to the one that comes first by precedence, whichever copy is the first."""
    boxes = [mailbox(dovecot, 'one', user + 'a'), mailbox(dovecot, 'two', user + 'b', queue='urgent', precedence=1)]
    daemon = daemons(boxes, receiver, queues=[{'name': 'help', 'team': 'first'}, {'name': 'urgent', 'team': 'first'}])
    daemon.start()
    mail = Mail(to='%sa@example.org, %sb@example.org' % (user, user))
    dovecot.deliver(user + 'a', mail)
    daemon.wait_settled(1)
    dovecot.deliver(user + 'b', mail)
    daemon.wait_settled(2)
    assert daemon.rows('SELECT queue FROM ticket') == [('urgent',)]
    assert len(receiver.to(EVA)) == 1 and receiver.to(EVA)[0].mail['From'].addresses[0].addr_spec == user + 'b@example.org'


def test_forms_only_where_the_operator_says_so(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user, reply_to_senders=['@forms.example'])], receiver).start()
    form = {'Reply-To': EVA, 'Auto-Submitted': 'auto-generated'}
    dovecot.deliver(user, Mail(sender='Contact <noreply@forms.example>', to=user + '@example.org', headers=form))
    assert 'Eva' not in receiver.wait(EVA).text
    other = Mail(sender='Bo <bo@customer.example>', to=user + '@example.org', headers={'Reply-To': 'mallory@elsewhere.example'})
    dovecot.deliver(user, other)
    receiver.wait(BO)
    daemon.wait_settled(2)
    assert receiver.to('mallory@elsewhere.example') == []
    notice = receiver.wait(ANA, 2)
    assert 'mallory@elsewhere.example' in notice.text, 'it is shown'


def test_threads_hold(desk, dovecot, receiver):
    """In Outlook by Thread-Index, elsewhere by References and a subject that stays."""
    root = 'AdpL0N+v1zYQvNyVTIWnmFtrZrB0tw=='
    mail = Mail('Cannot print', to=desk.address, headers={**VOUCHED, 'Thread-Index': root, 'Thread-Topic': 'Cannot print'})
    dovecot.deliver(desk.address, mail)
    ack = receiver.wait(EVA)
    answer(desk, dovecot, receiver, 1, 'Switch it off.')
    second = receiver.wait(EVA, 2)
    for sent in (ack, second):
        assert sent['Thread-Topic'] == 'Cannot print' and sent['Thread-Index'].startswith(root[:28])
        assert sent.references[0] == mail.message_id
        assert sent['Subject'] == 'Re: Cannot print [#1]' and sent['Precedence'] is None
    assert len(second['Thread-Index']) > len(root)
