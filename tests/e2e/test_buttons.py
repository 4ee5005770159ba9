"""A technician works through a notice by its buttons, from whatever mail program; a button works once, and for nobody else."""
import re

import pytest

from press import Draft, links
from road import Mail, mailbox, reply
from servers import wait_for

EVA, LEO, ANA = 'eva@customer.example', 'leo@tech.example', 'ana@tech.example'
LEO_WRITES, ANA_WRITES = 'Leo Vidal <leo@tech.example>', 'Ana Ruiz <ana@tech.example>'
VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     teams=[{'name': 'first', 'members': ['leo']}, {'name': 'second', 'members': ['ana']}],
                     agents=[{'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'language': 'en'},
                             {'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'es'}],
                     tiers=[{'number': 1, 'name': 'First line', 'team': 'first'},
                            {'number': 2, 'name': 'Second line', 'team': 'second'},
                            {'number': 3, 'name': 'Experts', 'team': 'second'}])
    daemon.address = user + '@example.org'
    return daemon.start()


def state(desk, number):
    return desk.rows('SELECT state, assignee, tier, internal FROM ticket WHERE id = ?', number)[0]


class Desktop:
    """Leo's mail program, which counts what he gets."""

    def __init__(self, dovecot, receiver, address=LEO):
        self.dovecot, self.receiver, self.address, self.n = dovecot, receiver, address, 0

    def notice(self, desk, subject='Cannot print'):
        self.dovecot.deliver(desk.address, Mail(subject, 'It says PC LOAD LETTER.'))
        return self.next()

    def next(self):
        self.n += 1
        return self.receiver.wait(self.address, self.n)

    def send(self, draft, mail):
        self.dovecot.deliver(draft.to, mail)
        return self.next()


def test_each_button_does_what_it_says(desk, dovecot, receiver):
    leo = Desktop(dovecot, receiver)
    notice = leo.notice(desk, 'Can\'t "print" 100% of <it> & + = ? # ñ 日本 %0A')
    pressed = links(notice)
    assert list(pressed) == ['Take it', 'Write a note', 'Hand it up', 'Close', 'Wait 3 days', 'Spam']
    drafts = {words: Draft(href) for words, href in pressed.items()}
    assert len({d.to for d in drafts.values()}) == 6
    assert drafts['Take it'].subject == '[#1] take: Can\'t "print" 100% of <it> & + = ? # ñ 日本 %0A'
    assert (drafts['Wait 3 days'].body, drafts['Write a note'].body) == ('#wait 3d\n', '#note\n\n')
    # Who reads plain text has the addresses, which say it all.
    for words, draft in drafts.items():
        assert '%s: %s' % (words, draft.to) in notice.text.splitlines()
    assert 'mailto:' not in notice.text

    done = leo.send(drafts['Take it'], drafts['Take it'].outlook(LEO_WRITES))
    assert 'it is yours' in done.text and state(desk, 1)[1] == 'leo'

    done = leo.send(drafts['Write a note'], drafts['Write a note'].gmail(LEO_WRITES, 'The toner may be empty.'))
    assert 'kept as a note' in done.text
    assert 'The toner may be empty.' in desk.value('SELECT reply FROM message WHERE kind = 2')

    done = leo.send(drafts['Wait 3 days'], drafts['Wait 3 days'].phone(LEO_WRITES))
    assert state(desk, 1)[0] == 2 and desk.count('timer', "kind = 'wait_over'") == 1
    assert 'iPhone' not in done.text

    done = leo.send(drafts['Hand it up'], drafts['Hand it up'].empty(LEO_WRITES))
    assert state(desk, 1)[2] == 2 and 'Second line' in receiver.wait(ANA).text

    done = leo.send(drafts['Close'], drafts['Close'].outlook(LEO_WRITES))
    assert 'closed' in done.text and state(desk, 1)[0] == 3

    second = {words: Draft(href) for words, href in links(leo.notice(desk, 'You have won')).items()}
    done = leo.send(second['Spam'], second['Spam'].gmail(LEO_WRITES))
    assert state(desk, 2)[0] == 3 and state(desk, 2)[3] == 1
    undo = re.search(r'<mailto:([^?>]*\+1.z[^?>]*)', done.text).group(1)
    dovecot.deliver(undo, Mail('', '', LEO_WRITES, undo))
    leo.next()
    assert state(desk, 2)[0] == 0 and state(desk, 2)[3] == 0

    # Nothing of all that went to whoever asked, but that the first ticket is looked at elsewhere, and closed.
    everything = ''.join(m.text for m in receiver.to(EVA))
    assert not any(word in everything for word in ('#', 'toner', 'Technician', 'iPhone')) or '[#' in everything
    assert 'toner' not in everything and 'Technician' not in everything


def test_a_button_works_once(desk, dovecot, receiver):
    leo, ana = Desktop(dovecot, receiver), Desktop(dovecot, receiver, ANA)
    drafts = {words: Draft(href) for words, href in links(leo.notice(desk)).items()}
    leo.send(drafts['Close'], drafts['Close'].outlook(LEO_WRITES))
    answer = receiver.wait(EVA)
    dovecot.deliver(answer.reply_to, reply(answer, 'It is broken again.'))
    again = leo.next()
    assert state(desk, 1)[0] == 1
    # An old button does not close what was opened again; it says so, and how to do it all the same.
    told = leo.send(drafts['Close'], drafts['Close'].phone(LEO_WRITES))
    assert 'Nothing was done' in told['Subject'] and 'works once' in told.text and state(desk, 1)[0] == 1
    anew = Draft(links(again)['Close'])
    assert anew.to != drafts['Close'].to

    # Up it goes once, however many notices there are; and whoever has it by now keeps it.
    leo.send(drafts['Hand it up'], drafts['Hand it up'].gmail(LEO_WRITES))
    assert state(desk, 1)[2] == 2
    sheet = {words: Draft(href) for words, href in links(ana.next()).items()}
    late = Draft(links(again)['Hand it up'])
    assert 'another tier in the meantime (Second line)' in leo.send(late, late.gmail(LEO_WRITES)).text and state(desk, 1)[2] == 2
    assert sheet['Tomarlo'].body == '#tomar\n'
    ana.send(sheet['Tomarlo'], sheet['Tomarlo'].outlook(ANA_WRITES))
    assert state(desk, 1)[1] == 'ana'
    take = Draft(links(again)['Take it'])
    told = leo.send(take, take.outlook(LEO_WRITES))
    assert 'Ana Ruiz has taken the ticket in the meantime' in told.text and state(desk, 1)[1] == 'ana'
    mend = Draft(links(told)['Send it again, mended'].replace('?body', '?subject=x&body'))
    leo.send(mend, mend.outlook(LEO_WRITES))
    assert state(desk, 1)[1] == 'leo'


def test_a_button_is_for_one_command_on_one_ticket(desk, dovecot, receiver):
    leo = Desktop(dovecot, receiver)
    drafts = {words: Draft(href) for words, href in links(leo.notice(desk)).items()}
    leo.notice(desk, 'Cannot scan')
    for body in ('#close 2\n', '#spam\n', '#close\n#2\n#close\n', '#clsoe\n'):
        drafts['Close'].body = body
        assert 'Nothing was done' in leo.send(drafts['Close'], drafts['Close'].gmail(LEO_WRITES))['Subject'], body
    assert state(desk, 1)[0] == 0 and state(desk, 2)[0] == 0
    # Nothing was done, so that the button still works; with a note beside it, too.
    drafts['Close'].body = '#close\n#note\n'
    leo.send(drafts['Close'], drafts['Close'].gmail(LEO_WRITES, '\nShe called: it works.'))
    assert state(desk, 1)[0] == 3 and 'She called' in desk.value('SELECT reply FROM message WHERE kind = 2')


def test_a_button_is_for_nobody_else(desk, dovecot, receiver):
    leo = Desktop(dovecot, receiver)
    close = Draft(links(leo.notice(desk))['Close'])
    # Somebody who was passed the notice on, and a colleague; Leo hears of both, she of hers.
    told = leo.send(close, close.gmail('Mallory <mallory@elsewhere.example>'))
    assert 'mallory@elsewhere.example' in told.text and 'was pressed by' in told.text
    mail = close.outlook(ANA_WRITES)
    leo.send(close, b'Authentication-Results: mx.desk.example; dmarc=pass header.from=tech.example\r\n' + mail)
    assert 'se hizo para otra persona' in receiver.wait(ANA).text
    # Who only writes his address into From has no such address; who changes one has none either.
    forged = re.sub(r'(\+1.)s', r'\1p', close.to)
    assert forged != close.to
    for to in (desk.address, forged):
        dovecot.deliver(to, Mail('[#1] spam: Cannot print', '#spam 1', LEO_WRITES, to))
    desk.wait_settled(5)
    assert state(desk, 1) == (0, None, 1, 0)
    # A program that looks into links does nothing by it, and one that writes by itself is nobody.
    dovecot.deliver(close.to, Mail(close.subject, close.body, LEO_WRITES, close.to, headers={'Auto-Submitted': 'auto-replied'}))
    desk.wait_settled(6)
    assert state(desk, 1)[0] == 0
    leo.n = len(receiver.to(LEO))
    leo.send(close, close.gmail(LEO_WRITES))
    assert state(desk, 1)[0] == 3


def test_a_button_asks_for_what_its_command_asks_for(daemons, dovecot, receiver, user):
    """What the team may not do has no button; what wants more than an address waits for a yes, and works once then."""
    desk = daemons([mailbox(dovecot, 'support', user)], receiver,
                   commands={'verbs': {'close': 'token_and_auth', 'spam': 'never', 'take': 'auth'}}).start()
    desk.address = user + '@example.org'
    ana = Desktop(dovecot, receiver, ANA)
    pressed = links(ana.notice(desk))
    assert 'Spam' not in pressed and 'Hand it up' not in pressed
    close = Draft(pressed['Close'])
    question = ana.send(close, close.phone(ANA_WRITES))
    assert 'Was it you' in question['Subject'] and state(desk, 1)[0] == 0
    dovecot.deliver(question.reply_to, reply(question, 'Yes.', ANA_WRITES))
    assert 'closed' in ana.next().text
    wait_for(lambda: state(desk, 1)[0] == 3, 10, 'the ticket to be closed')
    told = ana.send(close, b'Authentication-Results: mx.desk.example; dmarc=pass header.from=tech.example\r\n' + close.gmail(ANA_WRITES))
    assert 'works once' in told.text
