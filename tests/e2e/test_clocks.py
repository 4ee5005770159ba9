"""What was promised is kept by the clock, in simulated time: warnings climb the ladder and are repeated until somebody reacts;
what became late while nobody was there is told in one mail, and who wants to know is told of their day."""
from road import Mail, mailbox, reply
from servers import wait_for

LADDER = {'slas': [{'name': 'standard', 'calendar': 'always', 'first_response': '4h', 'repeat': '1h',
                    'ladder': [{'at': 50, 'tell': 'assignee'}, {'at': 100, 'tell': 'lead'}]}],
          'calendars': [{'name': 'always', 'always': True}],
          'teams': [{'name': 'first', 'members': ['ana'], 'lead': 'leo'}],
          'agents': [{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': 'ana@tech.example', 'language': 'en'},
                     {'name': 'leo', 'display_name': 'Leo Vidal', 'address': 'leo@tech.example', 'language': 'es'}]}
EVA = 'eva@customer.example'


def warnings(receiver, who):
    return [m for m in receiver.to(who + '@tech.example') if any(
        word in m['Subject'] for word in (' left:', '] Late:', ' de margen:', '] Con retraso:'))]


def wait_warnings(receiver, who, n):
    return wait_for(lambda: len(warnings(receiver, who)) >= n and warnings(receiver, who)[n - 1], 20,
                    'warning %d to %s; there are %s' % (n, who, receiver.mails))


def test_the_ladder_is_climbed_until_somebody_reacts(daemons, dovecot, receiver, user):
    postigo = daemons([mailbox(dovecot, 'support', user)], receiver, **LADDER)
    postigo.rehearse('2026-11-30T08:00:00Z', 7200).start()
    mail = Mail(to=user + '@example.org')
    [deadline] = postigo.explain(mail)['deadlines']
    assert deadline['kind'] == 'first_response' and deadline['how'].startswith('4 h in the hours of always (Europe/Madrid) from')
    dovecot.deliver(user, mail)
    number = postigo.wait_ticket(mail.word)

    # Half of the time: to the team, for the ticket is nobody's. Then to the lead, in their language, again and again.
    first = wait_warnings(receiver, 'ana', 1)
    assert 'is waiting for a first answer on ticket %d' % number in first.text and mail.word in first.text
    assert not warnings(receiver, 'leo')
    late = wait_warnings(receiver, 'leo', 1)
    assert 'espera una primera respuesta en el caso %d' % number in late.text, late.text
    again = wait_warnings(receiver, 'leo', 3)
    assert 'nadie ha reaccionado' in again.text and again.message_id != late.message_id
    assert len(warnings(receiver, 'ana')) == 1

    # "ack" is for us, and goes no further.
    dovecot.deliver(user, reply(again, 'ack', sender='Leo Vidal <leo@tech.example>', show_word=False))
    postigo.wait_count(1, 'message', 'ticket = ? AND kind = 2', number)
    assert postigo.rows('SELECT told, heard, due > 0 FROM ticket_clock WHERE ticket = ?', number) == [(100, 100, 1)]
    assert postigo.count('timer', "kind = 'sla'") == 0
    [shown] = postigo.json('ticket', 'show', number)
    [clock] = shown['deadlines']
    assert clock['sla'] == 'standard' and clock['missed'] and not clock['ended']
    # The command tells of now what the daemon takes for now: some hours after it was promised, whatever day it is today.
    assert 100 <= clock['percent'] < 2000 and clock['used'] >= 4 * 3600
    assert {'missed', 'warned'} <= {e['verb'] for e in shown['events']}
    [listed] = postigo.json('ticket', 'list', '--due')
    assert listed['ticket'] == number and listed['due_kind'] == 'first_response' and listed['due'] == clock['due']

    # A reply to a warning is an answer like any other, and ends the clock.
    dovecot.deliver(user, reply(first, 'Pull the plug.', sender='Ana Ruiz <ana@tech.example>'))
    wait_for(lambda: any('Pull the plug.' in m.text for m in receiver.to(EVA)), 20, 'the answer')
    assert not any('ack' in m.text.split() for m in receiver.to(EVA))
    assert postigo.json('ticket', 'show', number)[0]['deadlines'][0]['ended']
    assert postigo.json('ticket', 'list', '--due') == []
    assert postigo.stop() == 0


def test_what_became_late_over_night_is_told_in_one_mail(daemons, dovecot, receiver, user):
    agents = [{**LADDER['agents'][0], 'digest': '09:00'}, LADDER['agents'][1]]
    teams = [{**LADDER['teams'][0], 'digest': '09:00'}]
    postigo = daemons([mailbox(dovecot, 'support', user)], receiver,
                      **{**LADDER, 'agents': agents, 'teams': teams, 'operator': 'root@desk.example'})
    postigo.rehearse('2026-11-30T08:00:00Z', 1).start()
    for number in range(12):
        dovecot.deliver(user, Mail('Printer %d' % number, to=user + '@example.org', sender='eva%d@customer.example' % number))
    postigo.wait_settled(12)
    assert postigo.stop() == 0
    notices = len(receiver.to('ana@tech.example')), len(receiver.to('leo@tech.example'))

    postigo.rehearse('2026-12-01T08:00:01Z', 1).start()
    postigo.wait_count(1, 'outbox', "kind = 'sla_digest'")
    postigo.wait_settled()
    day, digest = receiver.to('leo@tech.example')[notices[1]:]
    if day['Subject'] == '12 casos te esperan':
        day, digest = digest, day
    assert digest['Subject'] == '12 casos te esperan' and digest.text.count(' de retraso (') == 12, digest.text
    # It is nine in the morning, too: each is told of their day, the operator that no mail is missing.
    assert day['Subject'] == 'first: martes 1 de diciembre' and 'Casos nuevos: 12' in day.text and 'Con retraso: 12' in day.text
    [day] = receiver.to('ana@tech.example')[notices[0]:]
    assert day['Subject'] == 'Your day: Tuesday 1 December' and "Nobody has these yet" in day.text and day.text.count(' late (') == 12
    assert '12 arrived, 12 accounted for' in receiver.wait('root@desk.example').text
    assert postigo.count('event', "verb = 'missed'") == 12 and postigo.count('warning') == 0
    # Each goes on by itself: with the next hour.
    assert postigo.count('timer', "kind = 'sla'") == 12
    assert postigo.stop() == 0
