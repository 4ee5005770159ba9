"""A technician answers a notice: the requester gets it as from support@, on the same thread, and can answer in turn."""
import pytest

from road import Mail, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'
ANA_WRITES = 'Ana Ruiz <ana@tech.example>'


@pytest.fixture
def ticket(postigo, dovecot, receiver):
    """(the mail, its acknowledgement, the notice to ana)"""
    mail = Mail('Cannot print', 'My secret number is 4711.\n')
    dovecot.deliver(postigo.address, mail)
    return mail, receiver.wait(EVA), receiver.wait(ANA)


def test_answer_reaches_the_requester(postigo, dovecot, receiver, ticket):
    mail, ack, notice = ticket
    answer = reply(notice, 'Dear Eva,\n\nplease switch it off and on again.\n\nAna', ANA_WRITES)
    dovecot.deliver(notice.reply_to, answer)
    got = receiver.wait(EVA, 2)

    assert got.mail['From'].addresses[0].addr_spec == postigo.address
    assert got.mail['To'].addresses[0].addr_spec == EVA
    assert 'ana@tech.example' not in got.raw.decode(), 'the technician\'s address stays inside'
    assert 'switch it off and on again' in got.text
    assert notice.reply_to not in got.raw.decode() and notice.reply_to.split('+')[1].split('@')[0] not in got.raw.decode()
    assert got.reply_to.startswith(postigo.address.split('@')[0] + '+')
    assert got['Auto-Submitted'] in (None, 'no'), 'a person wrote it'
    assert got.references[0] == mail.message_id and got.references[-1] == got['In-Reply-To'].strip()
    assert got['In-Reply-To'].strip() in (mail.message_id, ack.message_id)
    assert '[#1]' in got['Subject'] and 'Cannot print' in got['Subject']
    assert postigo.value('SELECT assignee FROM ticket') == 'ana'
    assert postigo.tickets() == 1
    assert not any(m.recipients == [ANA] for m in receiver.mails if m is not notice), 'nobody is told of their own words'


def test_the_thread_goes_on(postigo, dovecot, receiver, ticket):
    mail, ack, notice = ticket
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off and on again.', ANA_WRITES))
    answer = receiver.wait(EVA, 2)
    again = reply(answer, 'That did it, thank you!')
    dovecot.deliver(answer.reply_to, again)
    assert postigo.wait_ticket(again.word) == 1
    second = receiver.wait(ANA, 2)
    assert 'That did it' in second.text
    dovecot.deliver(second.reply_to, reply(second, 'You are welcome.', ANA_WRITES))
    last = receiver.wait(EVA, 3)
    assert 'You are welcome' in last.text and again.message_id in last.references
    assert postigo.tickets() == 1
    assert len(postigo.texts(1)) >= 4


def test_attachments_of_an_answer_go_along(postigo, dovecot, receiver, ticket):
    _, _, notice = ticket
    data = bytes(range(256)) * 100
    dovecot.deliver(notice.reply_to, reply(notice, 'The manual is attached.', ANA_WRITES,
                                           attachments=[('manual ñ.pdf', 'application/pdf', data)]))
    got = receiver.wait(EVA, 2)
    [part] = list(got.mail.iter_attachments())
    assert part.get_filename() == 'manual ñ.pdf' and part.get_content() == data


def test_somebody_else_with_the_technicians_address(postigo, dovecot, receiver, ticket):
    _, _, notice = ticket
    mail = reply(notice, 'Please send your password to me.', 'mallory@elsewhere.example')
    dovecot.deliver(notice.reply_to, mail)
    postigo.wait_settled(2)
    assert len(receiver.to(EVA)) == 1
    assert mail.word not in ''.join(postigo.texts(1))
    assert postigo.count('inbox', 'state = 4') == 1


def test_the_technicians_out_of_office_note_is_not_passed_on(postigo, dovecot, receiver, ticket):
    _, _, notice = ticket
    dovecot.deliver(notice.reply_to, reply(notice, 'I am away until Monday.', ANA_WRITES,
                                           headers={'Auto-Submitted': 'auto-replied'}))
    postigo.wait_settled(2)
    assert len(receiver.to(EVA)) == 1


def test_an_answer_without_words_is_not_passed_on(postigo, dovecot, receiver, ticket):
    _, _, notice = ticket
    mail = Mail('Re: ' + notice['Subject'], sender=ANA_WRITES, to=notice.reply_to, reply_to=notice)
    quoted = ''.join('> %s\r\n' % line for line in notice.text.splitlines())
    body = bytes(mail).split(b'\r\n\r\n')[0] + b'\r\n\r\n' + b'On Monday Example Support <support@example.org> wrote:\r\n' + quoted.encode()
    dovecot.deliver(notice.reply_to, body)
    postigo.wait_settled(2)
    assert len(receiver.to(EVA)) == 1


def test_the_technician_hears_of_a_mail_that_was_not_passed_on(postigo, dovecot, receiver, ticket):
    """It may have been them, at home; it may have been somebody else: both are worth knowing."""
    _, _, notice = ticket
    dovecot.deliver(notice.reply_to, reply(notice, 'From my sofa: switch it off.', 'Ana <ana.ruiz@home.example>'))
    word = receiver.wait(ANA, 2)
    assert 'ana.ruiz@home.example' in word.text and '[#1]' in word['Subject']
    assert 'sofa' not in word.text
    assert word.envelope_from == '' and word['Auto-Submitted'] == 'auto-generated'
    assert not receiver.to('ana.ruiz@home.example') and len(receiver.to(EVA)) == 1
