"""Tier 1: what the first line needs to know is asked in the acknowledgement, and read from the reply, however it is written."""
import pytest

from road import Mail, mailbox, reply, wait_for

EVA, ANA, LEO = 'eva@customer.example', 'ana@tech.example', 'leo@tech.example'
QUESTIONS = [
    {'field': 'serial', 'ask': {'en': 'What is the serial number on the back?', 'es': '¿Cuál es el número de serie de detrás?'},
     'pattern': '[A-Z]{3}-\\d{4}'},
    {'field': 'category', 'ask': {'en': 'Is it about the printer or the network?', 'es': '¿Se trata de la impresora o de la red?'},
     'choices': [{'value': 'printer', 'es': 'impresora'}, {'value': 'network', 'es': 'red'}]},
    {'field': 'floor', 'ask': {'en': 'On which floor do you sit?', 'es': '¿En qué planta estás?'}, 'required': False},
]


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     queues=[{'name': 'help', 'team': 'first'}, {'name': 'printers', 'team': 'first'}],
                     rules=[{'name': 'printing', 'on': 'follow_up', 'when': {'field': {'name': 'category', 'is': 'printer'}},
                             'then': {'queue': 'printers'}}],
                     teams=[{'name': 'first', 'members': ['ana']}, {'name': 'second', 'members': ['leo']}],
                     agents=[{'name': 'ana', 'address': ANA, 'language': 'en'}, {'name': 'leo', 'address': LEO, 'language': 'en'}],
                     tiers=[{'number': 2, 'name': 'Second line', 'team': 'second', 'entry': {'categories': ['network']}}],
                     questionnaires=[{'name': 'devices', 'queues': ['help'], 'questions': QUESTIONS}])
    daemon.address = user + '@example.org'
    return daemon.start()


def fields(daemon, ticket):
    return dict(daemon.rows('SELECT name, value FROM ticket_field WHERE ticket = ?', ticket))


def between(sent, answers):
    """A reply with the answers typed below the questions that it quotes; they are found by a word of theirs."""
    below = 'On Mon, Nov 23, 2026 at 10:00 AM Example Support <support@example.org> wrote:\n\n'
    for line in sent.text.splitlines():
        below += '> ' + line + '\n'
        below += ''.join('\n' + answer + '\n\n' for word, answer in answers.items() if word in line)
    return below


def test_answers_become_fields(desk, dovecot, receiver):
    asked = desk.explain(Mail('It does not work', 'Hello, my device does not work any more.\n'))
    assert asked['questions'] == ['serial', 'category', 'floor'] and asked['tier'] == 1
    shown = desk.postigo('explain', '--render', desk.folder / 'explain.eml').stdout
    assert '1. What is the serial number on the back?' in shown, 'the dry run shows the mail that would go out'
    dovecot.deliver(desk.address, Mail('It does not work', 'Hello, my device does not work any more.\n'))
    ack = receiver.wait(EVA)
    assert '1. What is the serial number on the back?' in ack.text and '(printer, network)' in ack.text
    receiver.wait(ANA)

    # Two of the three, one of them typed in so that no pattern finds it; the ticket goes where its category belongs.
    text = between(ack, {'serial number': 'I cannot read it', 'network': 'The network, I think', 'floor': 'third floor'})
    dovecot.deliver(ack.reply_to, reply(ack, text, quote=False))
    # She is told that others take it on, and asked once more.
    again = wait_for(lambda: [m for m in receiver.to(EVA)[1:] if 'serial number' in m.text], 20, 'the question again')[0]
    assert fields(desk, 1) == {'category': 'network', 'floor': 'third floor'}
    assert 'printer' not in again.text and 'floor' not in again.text
    sheet = receiver.wait(LEO)
    assert desk.rows('SELECT tier, team FROM ticket') == [(2, 'second')]
    assert 'category: network' in sheet.text and 'third floor' in sheet.text

    dovecot.deliver(again.reply_to, reply(again, 'Found it! It says ABC-1234, on the side.'))
    notice = receiver.wait(LEO, 2)
    assert fields(desk, 1)['serial'] == 'ABC-1234' and 'serial: ABC-1234' in notice.text
    desk.wait_settled(3)
    assert len(receiver.to(EVA)) == 3, 'nothing more is asked'
    assert [f for f in desk.json('ticket', 'show', 1)[0]['events'] if 'answered: serial is ABC-1234' in (f['detail'] or '')]


def test_what_is_known_is_not_asked_and_nobody_is_asked_for_ever(desk, dovecot, receiver):
    bo, clea = 'bo@customer.example', 'clea@cliente.example'
    dovecot.deliver(desk.address, Mail('XYZ-9876 is broken', 'It does not start any more.\n', 'Bo <%s>' % bo),
                    Mail('No funciona', 'Buenos días:\n\nel aparato que tengo en la mesa no funciona desde ayer. Gracias, un saludo\n',
                         'Clea <%s>' % clea))
    ack, acuse = receiver.wait(bo), receiver.wait(clea)
    assert 'serial number' not in ack.text and 'printer or the network' in ack.text
    assert 'número de serie' in acuse.text and '(impresora, red)' in acuse.text and 'dinos, por favor' in acuse.text

    dovecot.deliver(acuse.reply_to, reply(acuse, '1) DEF-5555\n2) la impresora\n3) planta baja\n\nUn saludo\nClea', 'Clea <%s>' % clea))
    wait_for(lambda: len(fields(desk, 2)) == 3, 20, 'her answers')
    assert fields(desk, 2) == {'serial': 'DEF-5555', 'category': 'printer', 'floor': 'planta baja'}
    assert desk.value('SELECT queue FROM ticket WHERE id = 2') == 'printers', 'a rule has looked at her answer'

    dovecot.deliver(ack.reply_to, reply(ack, 'Can somebody call me, please?', 'Bo <%s>' % bo))
    again = receiver.wait(bo, 2)
    dovecot.deliver(again.reply_to, reply(again, 'As I said: I would like a call.', 'Bo <%s>' % bo))
    notice = wait_for(lambda: [m for m in receiver.to(ANA) if 'As I said' in m.text], 20, 'a notice')[0]
    assert 'Asked, and not answered' in notice.text and 'printer or the network' in notice.text and 'XYZ-9876' in notice.text
    desk.wait_settled(5)
    assert len(receiver.to(bo)) == 2 and fields(desk, 1) == {'serial': 'XYZ-9876'}


def test_a_tier_asks_its_own(daemons, dovecot, receiver, user):
    rule = {'name': 'network', 'when': {'subject': 'network'}, 'then': {'tier': 2}}
    desk = daemons([mailbox(dovecot, 'support', user)], receiver, rules=[rule],
                   teams=[{'name': 'first', 'members': ['ana']}, {'name': 'second', 'members': ['leo']}],
                   agents=[{'name': 'ana', 'address': ANA, 'language': 'en'}, {'name': 'leo', 'address': LEO, 'language': 'en'}],
                   tiers=[{'number': 2, 'name': 'Second line', 'team': 'second', 'questionnaire': 'sockets'}],
                   questionnaires=[{'name': 'sockets', 'questions': [{'field': 'socket', 'ask': 'Which socket in the wall is it?'}]},
                                   {'name': 'devices', 'questions': QUESTIONS}]).start()
    assert desk.json('tier', 'show', 2)[0]['questionnaire'] == 'sockets'
    dovecot.deliver(user, Mail('The network is down', 'Nothing works.\n', 'Eva <%s>' % EVA, user + '@example.org'),
                    Mail('The screen is dark', 'Nothing works.\n', 'Bo <bo@customer.example>', user + '@example.org'))
    asked, other = receiver.wait(EVA), receiver.wait('bo@customer.example')
    assert 'Which socket' in asked.text and 'serial number' not in asked.text
    assert 'Which socket' not in other.text and 'serial number' in other.text
    dovecot.deliver(asked.reply_to, reply(asked, '1. B-17, by the window', 'Eva <%s>' % EVA, show_word=False))
    receiver.wait(LEO, 2)
    assert fields(desk, desk.value("SELECT id FROM ticket WHERE tier = 2")) == {'socket': 'B-17, by the window'}
