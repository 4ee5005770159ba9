"""What a technician reads in a notice: the new words first, then who it is, where it stands and by when, what may help, what else
its requester has asked, and what was said before; by their own clock, and nothing of another organisation's."""
import datetime
import re
import zoneinfo

import pytest

from press import links
from road import Mail, mailbox, reply
from servers import wait_for

EVA, LEO, ANA, KIM = 'eva@customer.example', 'leo@tech.example', 'ana@tech.example', 'kim@tech.example'
LEO_WRITES = 'Leo Vidal <leo@tech.example>'
PAPER = 'Title: Clear a paper jam in the printer\nKeywords: paper, jam, printer\n\nOpen the door and pull the jammed paper out of the printer.\n'


@pytest.fixture
def desk(daemons, dovecot, receiver, user, folder):
    articles = folder / 'articles' / 'en'
    articles.mkdir(parents=True)
    (articles / 'paper-jam.md').write_text(PAPER)
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     queues=[{'name': 'help', 'team': 'first'}], tiers=[{'number': 1, 'name': 'First line'}],
                     teams=[{'name': 'first', 'members': ['leo', 'kim']}],
                     agents=[{'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'language': 'en'},
                             {'name': 'kim', 'address': KIM, 'language': 'es', 'timezone': 'Asia/Tokyo'},
                             {'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'en'}],
                     organisations=[{'name': 'acme', 'display_name': 'Acme Ltd', 'domains': ['acme.example']}],
                     rules=[{'name': 'invoices', 'when': {'subject': ['invoice']}, 'then': {'organisation': 'acme'}}],
                     calendars=[{'name': 'always', 'always': True}],
                     slas=[{'name': 'standard', 'calendar': 'always', 'first_response': '4h', 'resolution': '3d'}],
                     articles={'dir': str(folder / 'articles'), 'url': 'https://help.example.com'})
    daemon.address = user + '@example.org'
    return daemon.start()


def position(text, *words):
    """The words stand in that order."""
    at = [text.find(word) for word in words]
    assert -1 not in at and at == sorted(at), (list(zip(words, at)), text)


def due(desk, number, zone):
    at = desk.value('SELECT due FROM ticket_clock WHERE ticket = ? AND aim = 0', number)
    return datetime.datetime.fromtimestamp(at / 1000, zoneinfo.ZoneInfo(zone)).strftime('%H:%M')


def test_what_a_notice_says(desk, dovecot, receiver):
    dovecot.deliver(desk.address, Mail('The old one', 'The blue lamp is off.'))
    receiver.wait(LEO)
    desk.postigo('ticket', 'close', 1)
    dovecot.deliver(desk.address, Mail('Where is my *invoice*?', 'I wait for it.'))
    receiver.wait(LEO, 2)
    # The same person for another organisation; a person of their own.
    dovecot.deliver(desk.address, Mail('Of somebody else', 'Hello.', 'Bo <bo@acme.example>'))
    receiver.wait(LEO, 3)
    dovecot.deliver(desk.address, Mail('Another one', 'A small thing.'))
    receiver.wait(LEO, 4)

    jam = Mail('Paper jam', 'There is a paper jam in the printer again.')
    dovecot.deliver(desk.address, jam)
    notice, kims = receiver.wait(LEO, 5), receiver.wait(KIM, 5)
    position(notice.text, 'Eva Requester <eva@customer.example>', jam.word, 'Sender: not proven', 'On First line. First answer by ',
             'Take it: ', 'These articles may help', 'Clear a paper jam in the printer <https://help.example.com/en/paper-jam>',
             'Also open for Eva Requester:', '*#4* Another one', 'Closed before:', '*#1* The old one', '-- ')
    assert desk.value('SELECT organisation FROM ticket WHERE id = 2') == 'acme' and 'invoice' not in notice.text
    assert 'somebody else' not in notice.text and 'The blue lamp' not in notice.text and '*#5*' not in notice.text
    assert due(desk, 5, 'Europe/Madrid') in re.search(r'First answer by ([^.]*)\.', notice.text).group(1)
    assert due(desk, 5, 'Asia/Tokyo') in re.search(r'Primera respuesta: hasta ([^.]*)\.', kims.text).group(1)
    assert links(notice)['Clear a paper jam in the printer'] == 'https://help.example.com/en/paper-jam'

    dovecot.deliver(notice.reply_to, reply(notice, 'Did you open the door?', LEO_WRITES))
    answer = receiver.wait(EVA, 5)
    dovecot.deliver(notice.reply_to, reply(notice, '#note\n\nThe door is loose, I think.', LEO_WRITES))
    receiver.wait(LEO, 6)
    again = Mail('Re: Paper jam [#5]', 'Yes, and it is empty.', to=answer.reply_to, reply_to=answer)
    dovecot.deliver(answer.reply_to, again)
    notice = receiver.wait(LEO, 7)
    position(notice.text, 'has replied on ticket 5', again.word, 'Sender: proven', 'On First line.', 'Before that, newest first',
             'The door is loose, I think.', 'Did you open the door?', jam.word, '-- ')
    assert notice.text.count(again.word) == 1 and '(note)' in notice.text and 'Leo Vidal' in notice.text
    # Of that the requester never sees anything; an answer to it is theirs alone.
    dovecot.deliver(notice.reply_to, reply(notice, 'I come at ten.', LEO_WRITES))
    wait_for(lambda: any('I come at ten' in m.text for m in receiver.to(EVA)), 20, 'the answer')
    assert not any('loose' in m.raw.decode() for m in receiver.to(EVA))


def test_a_long_thread_is_cut(desk, dovecot, receiver):
    dovecot.deliver(desk.address, Mail('Long', 'The first words.'))
    ack = receiver.wait(EVA)
    receiver.wait(LEO)
    for n in range(1, 16):
        dovecot.deliver(ack.reply_to, Mail('Re: Long [#1]', 'Word %02d. ' % n + 'x' * (5000 if n == 13 else 10), reply_to=ack))
        receiver.wait(LEO, n + 1)
    text = receiver.wait(LEO, 16).text
    position(text, 'Word 15', 'Before that', 'Word 14', 'Word 13', ' ...', 'Word 12', 'Word 03', 'There is more: #show 1')
    assert 'Word 02' not in text and 'The first words' not in text and len(text) < 20000
    assert len(receiver.wait(LEO, 16).mail.get_body(('html',)).get_content()) < 30000


@pytest.fixture
def quick(daemons, dovecot, receiver, user):
    """Makes a daemon whose notices about one ticket are so far apart."""
    def make(collapse, **sections):
        daemon = daemons([mailbox(dovecot, 'support', user)], receiver, notices={'collapse': collapse},
                         teams=[{'name': 'first', 'members': ['leo', 'ana']}],
                         agents=[{'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'language': 'en'},
                                 {'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'es'}], **sections)
        daemon.address = user + '@example.org'
        return daemon
    return make


def test_what_comes_quickly_is_told_in_one_mail(quick, dovecot, receiver):
    desk = quick('1h').rehearse('2026-11-30T08:00:00Z', 300).start()     # an hour in twelve seconds
    dovecot.deliver(desk.address, Mail('Cannot print', 'It says PC LOAD LETTER.'))
    ack, notice = receiver.wait(EVA), receiver.wait(LEO)
    anas = receiver.wait(ANA)
    replies = [Mail('Re: Cannot print [#1]', 'Thing %d.' % n, reply_to=ack) for n in (1, 2, 3)]
    dovecot.deliver(ack.reply_to, *replies)
    dovecot.deliver(anas.reply_to, reply(anas, '#note\n\nShe has the old toner.', 'Ana Ruiz <ana@tech.example>', show_word=False))
    desk.wait_count(5, 'message', 'kind IN (0, 2)')
    assert desk.count('notice_waiting') == 7 and desk.count('timer', "kind = 'notices'") == 1
    assert len(receiver.to(LEO)) == 1

    told = receiver.wait(LEO, 2)
    position(told.text, 'New on ticket 1', 'Thing 1.', 'Thing 2.', 'Thing 3.', 'Ana Ruiz* (note)', 'old toner', 'Take it: ',
             'Before that', 'PC LOAD LETTER')
    assert '4 new: Cannot print' in told['Subject'] and told.text.count('Thing 2.') == 1
    anas_told = wait_for(lambda: [m for m in receiver.to(ANA) if 'novedades' in m['Subject']], 20, 'what Ana is told')
    assert len(anas_told) == 1 and '3 novedades' in anas_told[0]['Subject']
    position(anas_told[0].text, 'Thing 3.', 'Lo anterior')
    assert 'old toner' not in anas_told[0].text         # her own note is no news to her
    first, second = (desk.value("SELECT created FROM outbox WHERE recipient = ? AND kind = ?", LEO, kind)
                     for kind in ('notice_new', 'notice_gathered'))
    assert second - first >= 3600000
    assert desk.count('notice_waiting') == 0 and desk.count('timer', "kind = 'notices'") == 0

    # There was a note: a reply is one, and the button answers her.
    dovecot.deliver(told.reply_to, reply(told, 'I bring a new one.', LEO_WRITES))
    desk.wait_count(2, 'message', 'kind = 2')
    before = len(receiver.to(EVA))
    answer = links(told)['Answer Eva Requester'].partition('?')[0].removeprefix('mailto:')
    dovecot.deliver(answer, Mail('Re: [#1] Cannot print', 'I come at ten.', LEO_WRITES, answer))
    wait_for(lambda: any('I come at ten' in m.text for m in receiver.to(EVA)[before:]), 20, 'the answer')
    assert not any('a new one' in m.text for m in receiver.to(EVA))
    # To whom it came alone, a reply is an answer.
    dovecot.deliver(anas_told[0].reply_to, reply(anas_told[0], 'Voy a las diez.', 'Ana Ruiz <ana@tech.example>'))
    wait_for(lambda: any('Voy a las diez' in m.text for m in receiver.to(EVA)), 20, 'the answer')


def test_nothing_that_waits_is_lost(quick, dovecot, receiver):
    desk = quick('6s').start()
    dovecot.deliver(desk.address, Mail('Cannot print', 'It says PC LOAD LETTER.'))
    ack = receiver.wait(EVA)
    receiver.wait(LEO)
    one = Mail('Re: Cannot print [#1]', 'Thing 1.', reply_to=ack)
    dovecot.deliver(ack.reply_to, one)
    desk.wait_count(2, 'notice_waiting')
    desk.crash()
    two = Mail('Re: Cannot print [#1]', 'Thing 2.', reply_to=ack)
    dovecot.deliver(ack.reply_to, two)
    desk.start()
    wait_for(lambda: all(sum(word in m.text for m in receiver.to(who)) >= 1 for word in (one.word, two.word) for who in (LEO, ANA)),
             30, 'both to be told of both')
    desk.wait_settled(3)
    assert desk.count('notice_waiting') == 0
    for who in (LEO, ANA):
        new = [m.text.split('Before that')[0].split('Lo anterior')[0] for m in receiver.to(who)]
        assert [sum(word in text for text in new) for word in (one.word, two.word)] == [1, 1]
    assert '1 new' not in ''.join(m['Subject'] for m in receiver.to(LEO))

    # A file goes at once, since it is at hand only then.
    dovecot.deliver(ack.reply_to, Mail('Re: Cannot print [#1]', 'See here.', reply_to=ack,
                                       attachments=[('log.txt', 'text/plain', b'x' * 2000)]))
    with_file = wait_for(lambda: [m for m in receiver.to(LEO) if 'log.txt' in m.text], 20, 'the file')[0]
    assert [a.get_filename() for a in with_file.mail.iter_attachments()] == ['log.txt']


def test_whoever_is_several_gets_one_mail(quick, dovecot, receiver):
    desk = quick('0s', rules=[{'name': 'watched', 'on': 'both', 'when': {'subject': ['print']}, 'then': {'watch': 'leo'}}]).start()
    dovecot.deliver(desk.address, Mail('Cannot print', 'It says PC LOAD LETTER.'))
    ack, notice = receiver.wait(EVA), receiver.wait(LEO)
    dovecot.deliver(notice.reply_to, reply(notice, '#take\n#watch', LEO_WRITES))
    receiver.wait(LEO, 2)
    dovecot.deliver(ack.reply_to, reply(ack, 'It still does.'))
    receiver.wait(LEO, 3)
    # In their team, their ticket, watched by them and by a rule; and as the requester of one, who has done it themselves.
    dovecot.deliver(desk.address, Mail('I cannot print', 'Me too.', LEO_WRITES))
    receiver.wait(ANA, 2)
    desk.wait_settled(4)
    assert [m['Subject'] for m in receiver.to(LEO)][3:] == [m['Subject'] for m in receiver.to(LEO) if m['Subject'].startswith('Re: I cannot')]
    assert len([m for m in receiver.to(LEO) if '[#1]' in m['Subject']]) == 3
