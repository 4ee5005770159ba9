"""Many write about the same within an hour, in two languages, from two customers: it becomes one problem, the lead hears of it once,
one answer reaches each in their language, and closing it closes all. Usual weeks and one person's flood are no problem. In simulated
time."""
import datetime
import time

from road import Mail, mailbox, reply
from servers import wait_for

LEO, ANA = 'Leo Vidal <leo@tech.example>', 'ana@tech.example'

PLACE = {
    'queues': [{'name': 'help', 'team': 'first', 'follow_up': {'ask_solved': True}}],
    'teams': [{'name': 'first', 'members': ['ana'], 'lead': 'leo'}],
    'agents': [{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'en'},
               {'name': 'leo', 'display_name': 'Leo Vidal', 'address': 'leo@tech.example', 'language': 'es'}],
    'organisations': [{'name': 'birch', 'display_name': 'Birch & Holt', 'domains': ['birch.example'], 'language': 'en'},
                      {'name': 'rivera', 'display_name': 'Transportes Rivera', 'domains': ['rivera.example'], 'language': 'es'}],
    'rules': [{'name': 'vpn', 'when': {'subject': ['vpn']}, 'then': {'fields': {'category': 'vpn'}}}],
    'spikes': [{'name': 'vpn', 'category': 'vpn', 'floor': 3, 'factor': 2, 'weeks': 4, 'across': 'several'}],
}


def about(subject, who):
    return Mail(subject, 'No connection at all.\n', who)


def test_one_problem_for_all(daemons, dovecot, receiver, user):
    postigo = daemons([mailbox(dovecot, 'support', user)], receiver, **PLACE)
    speed, week = 10, datetime.timedelta(days=7)
    clock = datetime.datetime(2026, 10, 5, 7, 10, tzinfo=datetime.timezone.utc)     # a Monday, 09:10 in Madrid
    mails = 0

    def arrive(*list_of_mails):
        nonlocal mails
        for mail in list_of_mails:
            dovecot.deliver(user, mail)
        mails += len(list_of_mails)
        postigo.wait_settled(mails)

    # Three Mondays with two reports in this hour; in the night of 25 October clocks are put back.
    for n in range(3):
        postigo.rehearse((clock + n * week).strftime('%Y-%m-%dT%H:%M:%SZ'), speed).start()
        arrive(about('VPN', 'A%d <a%d@birch.example>' % (n, n)), about('vpn', 'B%d <b%d@rivera.example>' % (n, n)))
        assert postigo.stop() == 0
    assert not receiver.to('leo@tech.example') and postigo.count('ticket', 'kind = 1') == 0
    postigo.rehearse('2026-10-26T08:52:00Z', speed).start()

    # Two are usual, so that three are not too many, and one person who writes four times is one person.
    arrive(*[about('My VPN', 'Eva <eva@birch.example>') for _ in range(4)], about('No vpn', 'Bo <bo@birch.example>'))
    explained = postigo.explain(about('vpn', 'Luz <luz@rivera.example>'))['spikes']
    assert [(s['name'], s['people'], s['opens_problem']) for s in explained] == [('vpn', 3, False)]
    assert 1 <= explained[0]['usual'] <= 2 and explained[0]['too_many'] == 4, explained
    arrive(about('La vpn', 'Luz <luz@rivera.example>'))
    assert not receiver.to('leo@tech.example')

    # One too many.
    last = about('Sin VPN', 'Paz <paz@rivera.example>')
    dry = postigo.postigo('explain', '-', stdin=bytes(last)).stdout
    assert 'it opens a problem' in dry, dry
    arrive(last)
    told = receiver.wait('leo@tech.example')
    [problem] = postigo.json('problem', 'list')
    number = problem['problem']
    assert told['Subject'].startswith('[#%d] Muchos avisos: vpn desde las 09:5' % number), told['Subject']
    assert '4 personas han escrito sobre vpn' in told.text and 'Son de 2 organizaciones' in told.text
    assert 'Paz (Transportes Rivera): Sin VPN' in told.text and 'Birch & Holt' in told.text
    assert (problem['tickets'], problem['organisations'], problem['people'], problem['state']) == (7, 2, 4, 'open')
    assert 'Many reports: vpn since 09:5' in problem['subject'] and problem['spike'] == 'vpn'
    assert '%d, which is open' % number in postigo.postigo('explain', '-', stdin=bytes(about('vpn', 'Q <q@birch.example>'))).stdout

    # The next becomes part of it, and nobody is told again.
    late, printer = about('VPN again', 'Tom <tom@elsewhere.example>'), about('Printer', 'Kim <kim@birch.example>')
    arrive(late, printer)
    assert postigo.value('SELECT problem FROM ticket WHERE id = ?', postigo.ticket_of(late)) == number
    receiver.wait(ANA, 15)
    [notice] = [m for m in receiver.to(ANA) if 'VPN again' in m['Subject']]
    assert 'part of problem %d' % number in notice.text
    assert len(receiver.to('leo@tech.example')) == 1
    parts = postigo.json('problem', 'show', number)[0]['parts']
    assert len(parts) == 8 and {p['organisation'] for p in parts} == {'birch', 'rivera', None}
    assert 'part of %d' % number in postigo.postigo('ticket', 'show', postigo.ticket_of(late)).stdout

    # One answer for everybody.
    words = 'Estamos en ello: vuelve a las doce.\n\n[en]\nWe are on it: it is back at noon.\n'
    arrive(reply(told, words, LEO))
    for who, said, other, frame in (('paz@rivera.example', 'Estamos en ello', 'We are', 'les pasa también'),
                                    ('bo@birch.example', 'back at noon', 'Estamos', 'You are not alone'),
                                    ('tom@elsewhere.example', 'back at noon', 'Estamos', 'You are not alone')):
        answer = receiver.wait(who, 2)
        assert said in answer.text and other not in answer.text and frame in answer.text, answer.text
        assert answer['To'].endswith('<%s>' % who) and not answer['Cc'] and answer['Auto-Submitted'] in (None, 'no')
        assert '#%d' % number not in answer['Subject'] and str(number) not in answer.text.split('Leo')[0]
        for name in ('Eva', 'Luz', 'Birch', 'Rivera'):
            assert name not in answer.text and name not in str(answer['Subject'])
    assert receiver.wait('paz@rivera.example', 2).references[0] == last.message_id
    assert 'va a 8 casos abiertos' in receiver.wait('leo@tech.example', 2).text
    postigo.wait_settled(mails)
    assert len(receiver.to('eva@birch.example')) == 8 and len(receiver.to('kim@birch.example')) == 1

    # A note stays inside; one asks something else and stands by itself; the rest is closed with the problem.
    arrive(reply(told, '#nota\nEl router de Rivera.', LEO))
    answer = receiver.wait('luz@rivera.example', 2)
    arrive(reply(answer, '¿Y cuándo arreglan mi impresora?', 'Luz <luz@rivera.example>'))
    arrive(reply(told, '#cerrar', LEO, show_word=False))
    wait_for(lambda: postigo.count('ticket', 'problem = ? AND state <> 3', number) == 0, 20, 'all to be closed')
    assert 'Is it solved?' in receiver.wait('bo@birch.example', 3).text
    paz = receiver.wait('paz@rivera.example', 3)
    assert '¿Ha quedado resuelto?' in paz.text, paz.text
    luz = postigo.value("SELECT id FROM ticket WHERE subject = 'La vpn'")
    assert postigo.rows('SELECT state, problem FROM ticket WHERE id = ?', luz) == [(1, None)]
    assert len(receiver.to('luz@rivera.example')) == 2

    # Who comes back is on their own ticket; a little later there is no second problem.
    arrive(reply(paz, 'No, sigue igual.', 'Paz <paz@rivera.example>'))
    wait_for(lambda: postigo.rows('SELECT state, problem FROM ticket WHERE id = ?', postigo.ticket_of(last)) == [(1, None)], 20,
             'the ticket to stand by itself')
    assert [p['state'] for p in postigo.json('problem', 'list')] == ['closed']
    arrive(*[about('vpn', 'C%d <c%d@birch.example>' % (n, n)) for n in range(4)],
           *[about('vpn', 'D%d <d%d@rivera.example>' % (n, n)) for n in range(2)])
    assert len(postigo.json('problem', 'list')) == 1
    assert not [m for m in receiver.to('leo@tech.example')[1:] if 'Muchos avisos' in m['Subject'] and 'Re:' not in m['Subject']
                and 'personas han escrito' in m.text]

    # An operator's own: tie, untie, and what cannot be.
    postigo.postigo('problem', 'tie', number, luz, status=65)
    postigo.postigo('ticket', 'open', number)
    postigo.postigo('problem', 'tie', number, luz)
    assert 'is no problem' in postigo.postigo('problem', 'tie', luz, number, status=65).stderr
    assert 'is a problem' in postigo.postigo('ticket', 'merge', number, luz, status=65).stderr
    postigo.postigo('problem', 'untie', luz)
    postigo.postigo('problem', 'tie', number, luz)
    postigo.postigo('problem', 'drop', number)
    assert postigo.count('ticket', 'problem IS NOT NULL') == 0
    assert postigo.rows('SELECT state FROM ticket WHERE id = ?', luz) == [(1,)]
    postigo.integrity()
    assert postigo.stop() == 0


def test_killed_while_everybody_is_answered(daemons, dovecot, receiver, user):
    """The desk dies again and again while it answers and closes: each requester has the answer, and hears of the end, once."""
    place = {**PLACE, 'spikes': [{'name': 'vpn', 'category': 'vpn', 'floor': 60}]}
    postigo = daemons([mailbox(dovecot, 'support', user)], receiver, smtp={'retry_first': '1s', 'retry_unknown': '1s'}, **place).start()
    people = ['p%d@x%d.example' % (n, n) for n in range(130)]
    for who in people:
        dovecot.deliver(user, about('VPN', who))
    postigo.wait_count(130, 'ticket', 'kind = 0', seconds=60)
    told = receiver.wait('leo@tech.example')
    number = postigo.value('SELECT id FROM ticket WHERE kind = 1')
    assert postigo.count('ticket', 'problem = ?', number) == 130
    dovecot.deliver(user, reply(told, '#close\n\nIt works again.', LEO, show_word=False))
    killed = 0
    while postigo.count('ticket', 'problem = ? AND state <> 3', number) > 0 or killed == 0:
        if postigo.count('event', "verb = 'answered'") > 40 * killed:
            killed += 1
            wait_for(lambda: postigo.kill('desk'), 20, 'a desk to kill', pause=0.01)
        time.sleep(0.01)
    print('killed', killed)
    postigo.wait_settled(131, seconds=60)
    rows = dict(postigo.rows("SELECT recipient || ' ' || kind, count(*) FROM outbox WHERE kind IN ('problem_answer', 'closed') GROUP BY 1"))
    assert rows == {'%s %s' % (who, kind): 1 for who in people for kind in ('problem_answer', 'closed')}
    for who in people:
        assert sum('It works again.' in m.text for m in {m.raw: m for m in receiver.to(who)}.values()) == 1
    postigo.integrity()
    assert postigo.stop() == 0
