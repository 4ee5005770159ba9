"""A ticket goes up and down between tiers: each team gets a sheet of what is known and was tried, whoever asked hears who looks
at it now, and the leads when it goes round in circles; a tier's time runs out by itself."""
import datetime
import sqlite3

import pytest
import servers
from road import BUILD, Mail, mailbox, reply
from servers import wait_for

EVA, ANA, BEN, CLEO, LOLA = ('eva@customer.example', 'ana@tech.example', 'ben@tech.example', 'cleo@tech.example',
                             'lola@tech.example')

PEOPLE = {
    'queues': [{'name': 'help', 'team': 'first', 'teams': {'tier3': 'experts'}}],
    'teams': [{'name': 'first', 'members': ['ana'], 'lead': 'lola'}, {'name': 'second', 'members': ['ben']},
              {'name': 'experts', 'members': ['cleo']}],
    'agents': [{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA}, {'name': 'ben', 'display_name': 'Ben', 'address': BEN},
               {'name': 'cleo', 'address': CLEO, 'language': 'es'}, {'name': 'lola', 'address': LOLA}],
}


@pytest.fixture
def tiers(daemons, dovecot, receiver, user):
    """Makes a daemon with three tiers."""
    def make(first, **sections):
        daemon = daemons([mailbox(dovecot, 'support', user)], receiver, **PEOPLE, **sections, tiers=[
            {'number': 1, 'name': 'First line', 'checklist': [{'text': 'serial number known', 'field': 'serial'},
                                                              {'text': {'en': 'restarted', 'es': 'se reinició'}},
                                                              {'text': {'en': 'lid shut', 'es': 'tapa cerrada'}}], **first},
            {'number': 2, 'name': 'Second line', 'team': 'second'},
            {'number': 3, 'name': 'Experts'}])
        daemon.address = user + '@example.org'
        return daemon
    return make


def sheets(receiver, address):
    """What was sent there that is not about a new ticket or a mail."""
    return [m for m in receiver.to(address) if any(w in m['Subject'] for w in ('Handed', 'Para tu equipo', 'De vuelta', 'To and fro'))]


def test_up_and_down(tiers, dovecot, receiver):
    rule = {'name': 'spooler', 'on': 'follow_up', 'when': {'text': ['spooler']}, 'points': ['tier:2 +50']}
    postigo = tiers({}, ping_pong=2, rules=[rule], calendars=[{'name': 'always', 'always': True}],
                    slas=[{'name': 'standard', 'calendar': 'always', 'resolution': '2d'}]).start()
    mail = Mail('Cannot print', 'It prints each page twice.\n', attachments=[('log.txt', 'text/plain', b'x' * 2000)])
    dovecot.deliver(postigo.address, mail)
    notice = receiver.wait(ANA)
    dovecot.deliver(notice.reply_to, reply(notice, 'Have you tried another cable?', 'Ana Ruiz <ana@tech.example>'))
    answer = receiver.wait(EVA, 2)
    dovecot.deliver(answer.reply_to, reply(answer, 'Yes, the blue one.'))
    receiver.wait(ANA, 2)

    assert '[ ] restarted' in postigo.postigo('ticket', 'show', 1).stdout
    assert 'did you mean "restarted"' in postigo.postigo('ticket', 'check', 1, 'restart', status=65).stderr
    postigo.postigo('ticket', 'check', 1, 'Restarted')
    # It is one item, whatever it is called.
    assert '"restarted" is ticked already' in postigo.postigo('ticket', 'check', 1, 'se reinició', status=65).stderr
    assert 'from 1 to 4' in postigo.postigo('ticket', 'tier', 1, 7, status=65).stderr
    assert 'on tier 1 already' in postigo.postigo('ticket', 'tier', 1, 1, status=65).stderr

    # Up: the new team learns all that there is to know, the old hears nothing.
    postigo.postigo('ticket', 'tier', 1, 2, '--note', 'It needs somebody\nwho knows the spooler.')
    [sheet] = [receiver.wait(BEN)]
    text = sheet.text.replace('\r\n', '\n')
    assert sheet['Subject'] == '[#1] Handed over: Cannot print'
    for part in ('from First line to Second line', 'It needs somebody\nwho knows the spooler.', 'Eva Requester <eva@customer.example>',
                 'Promised:\n- solution: ', 'Still missing:\n- serial number known\n- lid shut\n', 'Done:\n- restarted', 'First line (first): 1 min\n',
                 'Ana Ruiz: Have you tried another cable?', '- log.txt (2 KB)', 'It prints each page twice.', 'Yes, the blue one.'):
        assert part in text, part
    assert 'Second line (second)' not in text, 'where it has come to a moment ago stands above'
    assert text.index('It prints each page twice.') < text.index('Yes, the blue one.')
    told = receiver.wait(EVA, 3)
    assert 'colleagues who can look into it' in told.text and 'Second line' not in told.text and 'second' not in told.text
    assert told['Auto-Submitted'].startswith('auto-') and told.references[0] == mail.message_id
    assert postigo.rows('SELECT tier, team, assignee FROM ticket') == [(2, 'second', None)]

    # Who gets the sheet answers it, and the requester has the answer.
    dovecot.deliver(sheet.reply_to, reply(sheet, 'Please send me the spooler\'s log.', 'Ben <ben@tech.example>'))
    assert 'the spooler\'s log' in receiver.wait(EVA, 4).text
    wait_for(lambda: postigo.value('SELECT assignee FROM ticket') == 'ben', 10, 'ben to have it')

    # Further up, in another language, by the queue's own team; the requester has heard of that direction.
    postigo.postigo('ticket', 'tier', 1, 3)
    text = receiver.wait(CLEO).text
    assert 'pasa de Second line a Experts' in text and 'Ben: Please send me' in text
    text = text.replace('\r\n', '\n')
    assert 'Falta todavía:\n- serial number known\n- tapa cerrada\n' in text and 'Hecho:\n- se reinició\n' in text, text
    postigo.wait_settled()
    assert len(receiver.to(EVA)) == 4

    # Back down, and up again: both leads hear of it, and the requester once more.
    postigo.postigo('ticket', 'tier', 1, 1, '--note', 'Not ours.')
    assert 'Handed back' in receiver.wait(ANA, 3)['Subject']
    assert 'looked at your request 1 first' in receiver.wait(EVA, 5).text
    assert not receiver.to(LOLA)
    postigo.postigo('ticket', 'tier', 1, 2)
    assert 'To and fro' in receiver.wait(LOLA)['Subject']
    assert 'To and fro' in receiver.wait(BEN, 3)['Subject']
    postigo.wait_settled()
    assert len(receiver.to(EVA)) == 5 and not sheets(receiver, EVA)
    [ticket] = postigo.json('ticket', 'show', 1)
    assert [s['tier'] for s in ticket['stays']] == [1, 2, 3, 1, 2]
    assert [s['team'] for s in ticket['stays']] == ['first', 'second', 'experts', 'first', 'second']
    assert ticket['stays'][-1]['until'] is None and ticket['tier_name'] == 'Second line'
    assert ticket['checklist'] == [
        {'item': 'serial number known', 'tier': 1, 'done': False, 'by': None, 'at': None},
        {'item': 'restarted', 'tier': 1, 'done': True, 'by': 'operator', 'at': ticket['checklist'][1]['at']},
        {'item': 'lid shut', 'tier': 1, 'done': False, 'by': None, 'at': None}]
    assert [e['verb'] for e in ticket['events']].count('ping_pong') == 1

    # Up by what the requester writes: the new team gets that in its sheet, the old is not told.
    other = Mail('Prints twice', 'Each page.\n', 'Bo <bo@customer.example>')
    dovecot.deliver(postigo.address, other)
    ack = receiver.wait('bo@customer.example')
    receiver.wait(ANA, 4)
    again = reply(ack, 'It is the spooler, as ever.', 'Bo <bo@customer.example>')
    explained = postigo.explain(Mail(again.message['Subject'], 'It is the spooler.', 'Bo <bo@customer.example>', ack.reply_to, ack))
    assert explained['tier'] == 2 and '50 points toward it, of 50' in explained['tier_why'] and explained['points'] == {'tier:2': 50}
    dovecot.deliver(ack.reply_to, again)
    text = receiver.wait(BEN, 4).text
    assert 'Why: rules have given it points enough.' in text and 'It is the spooler, as ever.' in text and 'Nobody has answered yet' in text
    told = receiver.wait('bo@customer.example', 2)
    assert 'colleagues who can look into it' in told.text
    postigo.wait_settled()
    assert len(receiver.to(ANA)) == 4

    # Nobody asked about a machine's ticket is written to, and a closed ticket goes nowhere.
    alert = Mail('Disk full', 'disk full\n', 'root@db1.example', headers={'Auto-Submitted': 'auto-generated'})
    dovecot.deliver(postigo.address, alert)
    number = postigo.wait_ticket(alert.word)
    postigo.postigo('ticket', 'tier', number, 2)
    receiver.wait(BEN, 5)
    postigo.postigo('ticket', 'close', number)
    assert 'open it first' in postigo.postigo('ticket', 'tier', number, 3, status=65).stderr
    postigo.wait_settled()
    assert not receiver.to('root@db1.example')
    assert postigo.stop() == 0


def test_time_and_what_it_costs(tiers, dovecot, receiver):
    postigo = tiers({'cost': '32.00 EUR'}).start()
    dovecot.deliver(postigo.address, Mail('Cannot print', 'It prints each page twice.\n'))
    notice = receiver.wait(ANA)
    dovecot.deliver(notice.reply_to, reply(notice, '#time 20m\n#tier 2\n', 'Ana Ruiz <ana@tech.example>'))
    sheet = receiver.wait(BEN)
    assert 'Time noted:\n- First line: 20 min, 10.67 EUR\n' in sheet.text.replace('\r\n', '\n')
    dovecot.deliver(sheet.reply_to, reply(sheet, '#time 1h\n', 'Ben <ben@tech.example>'))
    receiver.wait(BEN, 2)
    [ticket] = postigo.json('ticket', 'show', 1)
    assert ticket['labour'] == [{'tier': 1, 'seconds': 1200, 'cost': '10.67 EUR'}, {'tier': 2, 'seconds': 3600, 'cost': None}]
    shown = postigo.postigo('ticket', 'show', 1).stdout
    for line in ('Time noted', 'tier 1, First line: 20 min, 10.67 EUR', 'tier 2, Second line: 1 h', 'together: 1 h 20 min, 10.67 EUR'):
        assert line in shown, shown
    assert postigo.stop() == 0


def test_a_tiers_time_runs_out(tiers, dovecot, receiver):
    postigo = tiers({'budget': '10m', 'over_budget': 'escalate'})
    postigo.config['tiers'][1].update(budget='20m')
    postigo.write_config()
    # Four minutes a second, and behind the mail server's clock: what came before ours began would be old mail.
    now = (datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=12)).strftime('%Y-%m-%dT%H:%M:%SZ')
    with open(postigo.log_path, 'a') as log:
        postigo.process = servers.start([str(BUILD / 'postigod'), '-c', str(postigo.path), '-f', '--clock', now, '--speed', '240'],
                                        stdout=log, stderr=log, cwd=postigo.folder)
    wait_for(postigo.is_ready, 20, 'postigod to open its mailboxes')
    slow, waits = Mail('Slow', 'It takes long.\n'), Mail('Waits', 'It waits.\n', 'Bo <bo@customer.example>')
    dovecot.deliver(postigo.address, slow)
    dovecot.deliver(postigo.address, waits)
    receiver.wait(ANA, 2)
    notice = next(m for m in receiver.to(ANA) if 'Waits' in m['Subject'])
    dovecot.deliver(notice.reply_to, reply(notice, 'Which one is it?', 'Ana Ruiz <ana@tech.example>'))
    # Up by itself; then the lead of a team without one is everybody in it.
    assert 'Why: the line before has used up its 10 min.' in receiver.wait(BEN, seconds=20).text
    assert 'Out of time' in receiver.wait(BEN, 2, seconds=20)['Subject']
    waiting = postigo.ticket_with(waits.word)
    assert postigo.value('SELECT tier FROM ticket WHERE id = ?', waiting) == 1, 'time in which it waits does not count'
    assert postigo.value("SELECT count(*) FROM event WHERE verb = 'over_budget'") == 1
    assert postigo.stop() == 0


def test_a_solution_travels_down(tiers, dovecot, receiver):
    postigo = tiers({}).start()
    one, other, alert = Mail('Printer', 'Each page comes twice.\n'), Mail(
        'Impresora', 'Buenos días: desde ayer la impresora saca dos veces cada página y no sé qué hacer con ella. Muchas gracias.\n',
        'Bo <bo@customer.example>'), Mail('CUPS', 'too many pages\n', 'root@db1.example', headers={'Auto-Submitted': 'auto-generated'})
    for mail in (one, other, alert):
        dovecot.deliver(postigo.address, mail)
        postigo.wait_ticket(mail.word)
    receiver.wait(ANA, 3)
    first, second, third = (postigo.ticket_with(m.word) for m in (one, other, alert))
    postigo.wait_settled(3)
    postigo.stop()
    with sqlite3.connect(postigo.db_path) as db:
        db.execute('UPDATE ticket SET problem = ? WHERE id <> ?', (first, first))

    # Written once, about any of them, with no daemon at work.
    assert 'no text' in postigo.postigo('ticket', 'solution', second, stdin=b'\n', status=65).stderr
    done = postigo.postigo('ticket', 'solution', second, stdin='Install firmware 7.2 and *restart*: ¡listo!\n'.encode())
    assert 'article publish ticket-%d' % first in done.stdout
    postigo.start()
    got = [receiver.wait(who, 2) for who in (EVA, 'bo@customer.example')]
    for mail, cause in zip(got, (one, other)):
        assert 'Install firmware 7.2 and *restart*: ¡listo!' in mail.text and mail['Auto-Submitted'] in (None, 'no')
        assert mail.references[0] == cause.message_id
    assert 'what to do about' in got[0].text and 'Ya sabemos' in got[1].text
    draft = next(m for m in [receiver.wait(BEN)] if 'A solution' in m['Subject'])
    assert 'body=%23publish%20ticket-{}%0D%0A'.format(first) in draft.text and 'firmware 7.2' in draft.text
    assert any('A solution' in m['Subject'] for m in [receiver.wait(ANA, 4)]) and not receiver.to(CLEO)
    assert postigo.rows('SELECT id, state, waiting_for FROM ticket ORDER BY id') == sorted([(first, 2, 1), (second, 2, 1), (third, 0, 0)])
    assert postigo.rows('SELECT kind FROM message WHERE ticket = ? ORDER BY id DESC LIMIT 1', third) == [(2,)], 'a machine reads no answer'
    assert postigo.rows('SELECT slug, state, source_ticket FROM article') == [('ticket-%d' % first, 0, first)]

    # What comes back is on their ticket, and tier 0 has it once it is published.
    dovecot.deliver(got[1].reply_to, reply(got[1], '¡Gracias, funciona!', 'Bo <bo@customer.example>'))
    wait_for(lambda: postigo.count('message', "ticket = ? AND instr(text, 'funciona')", second), 10, 'the reply')
    postigo.postigo('article', 'publish', 'ticket-%d' % first)
    assert postigo.value('SELECT state FROM article') == 1
    postigo.wait_settled()
    assert not receiver.to('root@db1.example') and postigo.stop() == 0
