"""Two customers on one desk, each in its language and queue; tickets go to whoever of the team has the least to do, and is there."""
import shutil

import pytest

import road
from road import Mail, reply
from servers import wait_for

ANA, BEN = 'ana@tech.example', 'ben@tech.example'
PAT, KIM, EVA = 'Pat <pat@acme.example>', 'kim@lab.globex.example', 'eva@elsewhere.example'
SPANISH = 'Buenos días,\n\nla impresora del segundo piso no imprime desde ayer y no sabemos qué hacer con ella.\n\nGracias\n'

AGENTS = [{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'en'},
          {'name': 'ben', 'display_name': 'Ben Gil', 'address': BEN, 'language': 'en', 'skills': ['network']}]
ORGANISATIONS = [
    {'name': 'acme', 'display_name': 'Acme Ltd', 'domains': ['acme.example'], 'language': 'es', 'queue': 'acme',
     'manager': 'ben'},
    {'name': 'globex', 'domains': ['globex.example', '.globex.example'], 'language': 'en', 'queue': 'globex'}]


@pytest.fixture
def desk(daemons, dovecot, receiver, folder, user):
    own = folder / 'templates'
    shutil.copytree(road.TOP / 'templates', own)
    (own / 'organisations' / 'acme' / 'es').mkdir(parents=True)
    (own / 'organisations' / 'acme' / 'es' / 'acknowledgement.mustache').write_text(
        'Subject: {{subject}}\n\nHola, esto es el servicio de {{organisation_name}} ({{organisation}}), caso {{ticket}}.\n')
    daemon = daemons([road.mailbox(dovecot, 'support', user)], receiver, agents=AGENTS, organisations=ORGANISATIONS,
                     teams=[{'name': 'first', 'members': ['ana', 'ben'], 'assign': 'least_loaded'}],
                     queues=[{'name': name, 'team': 'first'} for name in ('help', 'acme', 'globex')],
                     templates={'dir': str(own)})
    daemon.user = user
    daemon.address = user + '@example.org'
    daemon.start()
    return daemon


def assignees(desk):
    return [name for name, in desk.rows('SELECT assignee FROM ticket ORDER BY id')]


def test_two_customers_and_two_technicians(desk, dovecot, receiver):
    # Each customer in its own queue and language, with its own words.
    dovecot.deliver(desk.user, Mail('Printer', 'It burns.', PAT), Mail('Scanner', 'Broken.', KIM), Mail('Screen', 'Dark.', EVA))
    desk.wait_count(3, 'ticket')
    desk.wait_settled(3)
    assert desk.rows('SELECT organisation, queue, language FROM ticket ORDER BY id') == [
        ('acme', 'acme', 'es'), ('globex', 'globex', 'en'), (None, 'help', 'en')]
    assert 'Hola, esto es el servicio de Acme Ltd (acme), caso 1' in receiver.wait('pat@acme.example').text
    assert 'Thank you for writing' in receiver.wait(KIM).text
    assert [t['ticket'] for t in desk.json('ticket', 'list', '--organisation', 'globex')] == [2]
    shown = desk.json('organisation', 'show', 'acme')[0]
    assert (shown['open'], shown['tickets'], [p['address'] for p in shown['people']]) == (1, 1, ['pat@acme.example'])
    merged = desk.postigo('ticket', 'merge', 1, 2, status=65)
    assert 'would see the other' in merged.stderr

    # Who writes in their own language is answered in it, whatever their company says, and from then on.
    told = desk.explain(Mail('Impresora', SPANISH, KIM))
    assert (told['language'], told['language_why']) == ('es', 'the mail is written in it')
    assert desk.explain(Mail('Printer', 'Ok.', KIM))['language'] == 'en'

    # One after the other, also when they are decided together; each is told to one technician alone.
    assert assignees(desk) == ['ana', 'ben', 'ana']
    notice = receiver.wait(ANA, 1)
    assert 'They are of Acme Ltd, whose manager is Ben Gil' in notice.text
    assert len(receiver.to(ANA)) == 2 and len(receiver.to(BEN)) == 1
    assert [(a['agent'], a['open']) for a in desk.json('agent', 'list')] == [('ana', 2), ('ben', 1)]
    told = desk.explain(Mail('Next', 'Please help.', EVA))
    assert told['assignee'] == 'ben' and told['assignee_why'] == 'the least to do of 2: 1 open'
    assert [c['passed_over'] for c in told['candidates']] == [None, None]
    words = desk.postigo('explain', desk.folder / 'explain.eml').stdout
    assert 'ben: the least to do of 2' in words and 'could take it, and has 2 open' in words

    # Ana's answering machine: her unanswered tickets go to Ben, and so does what comes next.
    machine = reply(notice, 'I am out of the office until 31 December 2026.', 'Ana Ruiz <%s>' % ANA,
                    headers={'Auto-Submitted': 'auto-replied', 'Subject': 'Automatic reply: Printer'})
    dovecot.deliver(desk.user, machine)
    desk.wait_count(1, 'absence')
    desk.wait_settled(4)
    assert assignees(desk) == ['ben', 'ben', 'ben']
    assert any('is yours now' in m.text for m in receiver.to(BEN))
    ana = desk.json('agent', 'show', 'ana')[0]
    assert ana['away'] and ana['back'].startswith('2026-12-31T23:00:00') and ana['tickets'] == []
    assert 'away' in desk.postigo('agent', 'list').stdout
    dovecot.deliver(desk.user, Mail('Ratón', SPANISH, EVA))
    desk.wait_count(4, 'ticket')
    assert assignees(desk)[3] == 'ben'
    told = desk.explain(Mail('Next', 'Please help.', EVA))
    assert told['candidates'][0]['passed_over'].startswith('is away until Friday 1 January 2027')

    assert desk.json('person', 'show', EVA)[0]['language'] == 'es'
    told = desk.explain(Mail('Next', 'Ok.', EVA))
    assert (told['language'], told['language_why']) == ('es', 'they have written in it before')

    # Back by command; and Ben goes by command, with nobody left: the team is told.
    desk.postigo('agent', 'present', 'ana')
    assert not desk.json('agent', 'show', 'ana')[0]['away']
    assert 'not away' in desk.postigo('agent', 'present', 'ana', status=65).stderr
    dovecot.deliver(desk.user, Mail('Keyboard', 'Wet.', EVA))
    desk.wait_count(5, 'ticket')
    assert assignees(desk)[4] == 'ana'
    desk.wait_settled(6)
    before = len(receiver.to(ANA)), len(receiver.to(BEN))
    for name in ('ana', 'ben'):
        desk.postigo('agent', 'absent', name, '--until', '2027-02-01', '--note', 'trip')
    desk.wait_settled(6)
    dovecot.deliver(desk.user, Mail('Window', 'Open.', EVA))
    desk.wait_count(6, 'ticket')
    desk.wait_settled(7)
    assert assignees(desk)[5] is None
    assert len(receiver.to(ANA)) > before[0] and len(receiver.to(BEN)) > before[1]
    assert any('assigned to nobody: nobody in first can take it now: ana is away until' in e and 'trip' in e
               for e, in desk.rows('SELECT detail FROM event WHERE ticket = 6'))
    assert desk.json('team', 'list')[0]['unassigned'] == 6, 'nobody is there to answer them'
    assert desk.count('timer', "kind = 'assign' AND ticket = 6") == 1
    for words in (['agent', 'absent', 'zoe', '--until', '2027-01-01'], ['agent', 'absent', 'ana', '--until', 'tomorrow'],
                  ['agent', 'absent', 'ana', '--until', '2020-01-01'], ['organisation', 'show', 'acne']):
        desk.postigo(*words, status=65)

    # As soon as one of them is there, what waited is theirs.
    desk.postigo('agent', 'present', 'ben')
    wait_for(lambda: assignees(desk) == ['ben'] * 6, 10, 'the tickets to be Ben\'s')
