"""Somebody writes to a closed ticket: it opens, another follows it, or they are told to write anew; thanks disturbs nobody."""
import pytest

from road import Mail, mailbox, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'


@pytest.fixture
def closed(daemons, dovecot, receiver, user):
    """(daemon, acknowledgement) of a closed ticket in a queue with those rules."""
    def make(**rules):
        daemon = daemons([mailbox(dovecot, 'support', user)], receiver, queues=[{'name': 'help', 'team': 'first', **rules}])
        daemon.start()
        dovecot.deliver(user, Mail('Cannot print', to=user + '@example.org'))
        ack = receiver.wait(EVA)
        receiver.wait(ANA)
        daemon.postigo('ticket', 'close', 1)
        return daemon, ack
    return make


def states(daemon):
    return [state for state, in daemon.rows('SELECT state FROM ticket ORDER BY id')]


@pytest.mark.parametrize('words', ['Thank you, works now!', 'Danke, läuft wieder.', 'Gracias, ya funciona. Un saludo', 'Merci beaucoup !'],
                         ids=['en', 'de', 'es', 'fr'])
def test_thanks_is_filed(closed, dovecot, receiver, words):
    daemon, ack = closed()
    mail = reply(ack, words, show_word=False)
    dovecot.deliver(ack.reply_to, mail)
    daemon.wait_settled(2)
    assert states(daemon) == [3] and len(receiver.mails) == 2
    assert daemon.count('message', 'ticket = 1 AND kind = 0') == 2, 'and kept'


@pytest.mark.parametrize('words', ['Thank you, but it still burns.', 'Danke, aber wann kommen Sie?'], ids=['en', 'de'])
def test_a_question_opens_it(closed, dovecot, receiver, words):
    daemon, ack = closed()
    dovecot.deliver(ack.reply_to, reply(ack, words))
    receiver.wait(ANA, 2)
    assert states(daemon) == [1]


def test_a_new_one_follows(closed, dovecot, receiver):
    daemon, ack = closed(reopen_for='never')
    mail = reply(ack, 'It burns again.')
    dovecot.deliver(ack.reply_to, mail)
    assert daemon.wait_ticket(mail.word) == 2
    daemon.wait_settled(2)
    assert states(daemon) == [3, 0]
    assert daemon.rows('SELECT other, kind FROM ticket_link') == [(1, 'follows')]
    assert '[#2]' in receiver.wait(EVA, 2)['Subject']


def test_refused_with_a_word(closed, dovecot, receiver):
    daemon, ack = closed(reopen_for='never', link_for='never')
    dovecot.deliver(ack.reply_to, reply(ack, 'It burns again.'))
    word = receiver.wait(EVA, 2)
    daemon.wait_settled(2)
    assert states(daemon) == [3] and daemon.tickets() == 1
    assert word['Auto-Submitted'] == 'auto-replied' and word.envelope_from == ''
    assert daemon.count('inbox', 'state = 1') == 2, 'accounted for'


def test_a_merged_ticket_leads_on(closed, dovecot, receiver, user):
    daemon, ack = closed()
    dovecot.deliver(user, Mail('Scanner', sender='bo@customer.example', to=user + '@example.org'))
    receiver.wait('bo@customer.example')
    daemon.postigo('ticket', 'merge', 1, 2)
    mail = reply(ack, 'It burns again.')
    dovecot.deliver(ack.reply_to, mail)
    assert daemon.wait_ticket(mail.word) == 2
    daemon.postigo('ticket', 'merge', 2, 1, status=None)
    assert daemon.count('ticket', 'merged_into IS NOT NULL') == 1, 'no ring'
