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
    desk.postigo('ticket', 'organisation', 2, 'acme', status=None)
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
