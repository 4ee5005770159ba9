"""A vendor is asked for help: the brief leaves out what they must not see, their number is learnt, what they write stays among
technicians until one of them passes it on, and who does not answer is reminded, until the lead hears of it."""
import datetime

import pytest
import servers
from road import BUILD, Mail, mailbox, reply
from servers import wait_for

EVA, ANA, LOLA, ACME = 'eva@customer.example', 'ana@tech.example', 'lola@tech.example', 'support@acme.example'
ANA_WRITES = 'Ana Ruiz <ana@tech.example>'
VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=acme.example'}


@pytest.fixture
def vendor(daemons, dovecot, receiver, user):
    """Makes a daemon with a vendor."""
    def make(sections=None, **settings):
        daemon = daemons(
            [mailbox(dovecot, 'support', user)], receiver,
            teams=[{'name': 'first', 'members': ['ana'], 'lead': 'lola'}],
            agents=[{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA}, {'name': 'lola', 'address': LOLA}],
            vendors=[{'name': 'acme', 'display_name': 'Acme S.A.', 'address': ACME, 'numbers': [r'\bCASE-[0-9]{6,}\b'],
                      'leave_out': {'patterns': [r'(?i)password: *[^ \n]+']}, **settings}], **(sections or {}))
        daemon.address = user + '@example.org'
        return daemon
    return make


def acme(sent, text, **options):
    """What somebody at Acme answers."""
    return reply(sent, text, options.pop('sender', 'Acme Support <support@acme.example>'), **options)


def test_a_vendor_is_asked_and_answers(vendor, dovecot, receiver):
    postigo = vendor({'trust': {'commands': 'auth'}}).start()
    mail = Mail('Printer of Eva Requester is broken', 'Hello,\n\nmy password: hunter2 does not help. Write to EVA@customer.example.\n\nEva\n')
    dovecot.deliver(postigo.address, mail)
    notice = receiver.wait(ANA)
    dovecot.deliver(notice.reply_to, reply(notice, 'Which model is it?', ANA_WRITES))
    receiver.wait(EVA, 2)
    note = Mail('Re: ' + notice['Subject'], 'Between us: they are difficult.\n', ANA_WRITES, to=postigo.address, reply_to=notice,
                headers={'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'})
    dovecot.deliver(postigo.address, note)
    receiver.wait(ANA, 2)

    # The brief: what is asked, what was said, and nothing of who it is.
    assert 'did you mean "acme"?' in postigo.postigo('ticket', 'vendor', 1, 'acne', status=65).stderr
    postigo.postigo('ticket', 'vendor', 1, 'acme', '--note', 'Does firmware 7 print twice?')
    brief = receiver.wait(ACME)
    text = brief.text.replace('\r\n', '\n')
    assert brief['Subject'] == 'Printer of [...] is broken [#1]'
    for part in ('Dear Acme S.A. team', 'Does firmware 7 print twice?', 'my [...] does not help', 'Write to [...].', 'Which model is it?'):
        assert part in text, part
    whole = brief.raw.decode() + text
    for secret in ('hunter2', 'Eva', 'eva@', 'EVA@', 'Requester', 'difficult', 'ana@tech', mail.message_id, 'Thread-Topic'):
        assert secret not in whole, secret
    assert brief.reply_to.startswith(postigo.address.split('@')[0] + '+') and brief['Auto-Submitted'] in (None, 'no')
    assert postigo.rows('SELECT tier, state, waiting_for, team, assignee FROM ticket') == [(4, 2, 2, 'first', 'ana')]
    assert 'the makers of the product' in receiver.wait(EVA, 3).text

    # Their system has it: the number is learnt, and nobody is bothered.
    dovecot.deliver(brief.reply_to, acme(brief, 'Your request has been received as CASE-0012345.',
                                         headers={'Auto-Submitted': 'auto-replied'}))
    wait_for(lambda: postigo.value('SELECT number FROM vendor_case') == 'CASE-0012345', 10, 'the number to be learnt')
    postigo.wait_settled()
    assert len(receiver.to(ANA)) == 2 and postigo.value('SELECT waiting_for FROM ticket') == 2
    assert postigo.value('SELECT state FROM vendor_case') == 0, 'that is no answer'

    # An engineer of theirs writes from elsewhere, with nothing but the number.
    answer = Mail('[CASE-0012345] firmware', 'Firmware 7.2 mends it, do not tell anybody yet.\n',
                  'Engineer <x.y@acme.example>', to=postigo.address, headers=VOUCHED)
    forged = Mail('[CASE-0012345] firmware', 'Never mind.\n', 'Engineer <x.y@acme.example>', to=postigo.address)
    assert postigo.explain(forged)['vendor'] == {'name': 'Acme S.A.', 'number': 'CASE-0012345', 'answers': False}
    explained = postigo.explain(answer)
    assert (explained['outcome'], explained['tie']) == ('reply', {'kind': 'vendor_number', 'ticket': 1})
    assert explained['vendor'] == {'name': 'Acme S.A.', 'number': 'CASE-0012345', 'answers': True}
    assert [a['template'] for a in explained['answers']] == ['notice_vendor']
    dovecot.deliver(postigo.address, answer)
    told = receiver.wait(ANA, 3)
    assert 'Firmware 7.2 mends it' in told.text and 'CASE-0012345' in told.text and told['Subject'].startswith('[#1] Acme S.A.: ')
    assert postigo.rows('SELECT state, waiting_for FROM ticket') == [(1, 0)]
    assert postigo.value('SELECT kind FROM message WHERE instr(text, ?)', answer.word) == 5

    # Passed on in the technician's own words: nothing of theirs goes along.
    dovecot.deliver(told.reply_to, reply(told, 'Please install the new firmware.', ANA_WRITES))
    passed_on = receiver.wait(EVA, 4)
    assert 'install the new firmware' in passed_on.text
    for secret in ('7.2', 'acme', 'CASE', answer.message_id, brief.message_id):
        assert secret not in passed_on.raw.decode() + passed_on.text, secret

    # Anybody else who knows the number is a stranger.
    stranger = Mail('CASE-0012345', 'What is this about?\n', 'mallory@elsewhere.example')
    dovecot.deliver(postigo.address, stranger)
    assert postigo.wait_ticket(stranger.word) == 2

    # Written to again: in their thread, with their number; their answer is known by our Message-ID alone.
    assert 'has to say what is new' in postigo.postigo('ticket', 'vendor', 1, 'acme', status=65).stderr
    postigo.postigo('ticket', 'vendor', 1, 'acme', '--note', 'Where is it to be had?')
    more = receiver.wait(ACME, 2)
    assert more['Subject'].startswith('[CASE-0012345] ') and more['In-Reply-To'].strip() == answer.message_id
    assert 'Where is it to be had?' in more.text and 'hunter2' not in more.text and 'Which model' not in more.text
    last = Mail('firmware', 'From our site.\n', 'x.y@acme.example', to=postigo.address, reply_to=more, headers=VOUCHED)
    dovecot.deliver(postigo.address, last)
    assert any('From our site.' in m.text for m in [receiver.wait(ANA, n) for n in (4, 5)])
    [shown] = postigo.json('ticket', 'show', 1)
    assert [(v['vendor'], v['number'], v['state'], v['chased']) for v in shown['vendors']] == [('acme', 'CASE-0012345', 'answered', 0)]
    assert [m['kind'] for m in shown['messages']].count('vendor') == 5
    assert 'acme, number CASE-0012345, answered' in postigo.postigo('ticket', 'show', 1).stdout
    postigo.wait_settled()
    assert len(receiver.to(EVA)) == 4 and postigo.stop() == 0


def test_a_silent_vendor_is_reminded(vendor, dovecot, receiver):
    postigo = vendor(sla={'response': '20m'}, chase=['5m', '5m'])
    # Four minutes a second, and behind the mail server's clock: what came before ours began would be old mail.
    now = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=12)).strftime('%Y-%m-%dT%H:%M:%SZ')
    with open(postigo.log_path, 'a') as log:
        postigo.process = servers.start([str(BUILD / 'postigod'), '-c', str(postigo.path), '-f', '--clock', now, '--speed', '240'],
                                        stdout=log, stderr=log, cwd=postigo.folder)
    wait_for(postigo.is_ready, 20, 'postigod to open its mailboxes')
    mail = Mail('Broken', 'It is broken.\n')
    dovecot.deliver(postigo.address, mail)
    receiver.wait(ANA)
    postigo.postigo('ticket', 'vendor', 1, 'acme')
    brief = receiver.wait(ACME)
    dovecot.deliver(brief.reply_to, acme(brief, 'Received as CASE-777777.', headers={'Auto-Submitted': 'auto-generated'}))
    chase = receiver.wait(ACME, 2, seconds=20)
    assert 'have not had your answer yet' in chase.text and '[CASE-777777]' in chase['Subject']
    assert chase['Auto-Submitted'].startswith('auto-')
    receiver.wait(ACME, 3, seconds=20)
    late = receiver.wait(LOLA, seconds=20)
    assert 'reminded 2 times' in late.text and late['Subject'].startswith('[#1] No answer from Acme S.A.')
    assert [v for v, in postigo.rows("SELECT verb FROM event WHERE verb LIKE 'vendor_%' ORDER BY id")] == [
        'vendor_asked', 'vendor_chased', 'vendor_chased', 'vendor_late']
    # Late, but they do.
    dovecot.deliver(brief.reply_to, acme(brief, 'Sorry, here it is.'))
    assert 'here it is' in receiver.wait(ANA, 2).text
    assert postigo.rows('SELECT state, due, timer FROM vendor_case') == [(1, None, None)]
    assert len(receiver.to(ACME)) == 3 and postigo.stop() == 0
