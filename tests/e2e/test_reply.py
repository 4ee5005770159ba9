"""Somebody answers: the reply lands on the ticket it belongs to, by whatever still tells, and only there."""
import pytest

from road import Mail, reply

EVA = 'eva@customer.example'


@pytest.fixture
def ack(postigo, dovecot, receiver):
    """The acknowledgement of ticket 1."""
    dovecot.deliver(postigo.address, Mail('Cannot print'))
    return receiver.wait(EVA)


def lands_on_1(postigo, dovecot, mail, to):
    dovecot.deliver(to, mail)
    assert postigo.wait_ticket(mail.word) == 1
    assert postigo.tickets() == 1


def test_by_the_reply_address(postigo, dovecot, receiver, ack):
    mail = reply(ack, headers={'In-Reply-To': None, 'References': None, 'Subject': 'something else'})
    lands_on_1(postigo, dovecot, mail, ack.reply_to)
    postigo.wait_settled(2)
    assert len(receiver.to(EVA)) == 1, 'a reply is not acknowledged again'
    notice = receiver.wait('ana@tech.example', 2)
    assert 'still burns' in notice.text
    assert postigo.value('SELECT reply FROM message ORDER BY id DESC LIMIT 1').strip().startswith('Thank you, but it still burns.')


def test_by_the_reply_address_in_capitals(postigo, dovecot, ack):
    """Mail systems fold the case of addresses."""
    local, domain = ack.reply_to.split('@')
    mail = reply(ack, to=local.upper() + '@' + domain, headers={'In-Reply-To': None, 'References': None, 'Subject': 'x'})
    lands_on_1(postigo, dovecot, mail, ack.reply_to)


def test_by_references(postigo, dovecot, ack):
    mail = reply(ack, to=postigo.address, headers={'In-Reply-To': None, 'Subject': 'something else'}, quote=False)
    lands_on_1(postigo, dovecot, mail, postigo.address)


def test_by_in_reply_to(postigo, dovecot, ack):
    mail = reply(ack, to=postigo.address, headers={'References': None, 'Subject': 'something else'}, quote=False)
    lands_on_1(postigo, dovecot, mail, postigo.address)


def test_by_the_subject_from_a_participant(postigo, dovecot, ack):
    mail = reply(ack, to=postigo.address, headers={'In-Reply-To': None, 'References': None, 'Subject': 'AW: Fwd: [#1] Cannot print'}, quote=False)
    lands_on_1(postigo, dovecot, mail, postigo.address)


def test_by_the_subject_from_a_stranger(postigo, dovecot, receiver, ack):
    """A ticket of their own, and never a look into the other."""
    mail = reply(ack, sender='mallory@elsewhere.example', to=postigo.address, quote=False,
                 headers={'In-Reply-To': None, 'References': None, 'Subject': 'Re: [#1] Cannot print'})
    dovecot.deliver(postigo.address, mail)
    assert postigo.wait_ticket(mail.word) == 2
    postigo.wait_settled(2)
    assert len(receiver.to(EVA)) == 1
    theirs = receiver.wait('mallory@elsewhere.example')
    assert 'Cannot print' not in theirs.text and '[#2]' in theirs['Subject']


def test_by_references_from_a_stranger(postigo, dovecot, ack):
    mail = reply(ack, sender='mallory@elsewhere.example', to=postigo.address, quote=False)
    dovecot.deliver(postigo.address, mail)
    assert postigo.wait_ticket(mail.word) == 2


def test_a_forged_token_is_worth_nothing(postigo, dovecot, ack):
    local, domain = ack.reply_to.split('@')
    forged = local[:-1] + ('0' if local[-1] != '0' else '1') + '@' + domain
    mail = reply(ack, sender='mallory@elsewhere.example', to=forged, quote=False,
                 headers={'In-Reply-To': None, 'References': None, 'Subject': 'x'})
    dovecot.deliver(forged, mail)
    postigo.wait_settled(2)
    assert mail.word not in ''.join(postigo.texts(1))


def test_a_reply_opens_a_closed_ticket(postigo, dovecot, ack):
    postigo.postigo('ticket', 'close', 1)
    assert postigo.value('SELECT state FROM ticket') == 3
    lands_on_1(postigo, dovecot, reply(ack), ack.reply_to)
    assert postigo.value('SELECT state FROM ticket') == 1
