"""A requester who does not answer is reminded, and their ticket closed with kind words; the links of that mail open it again
where it was solved, close it, and rate the help. In simulated time."""
import re
import urllib.parse

from road import Mail, mailbox, reply
from servers import wait_for

PLACE = {'queues': [{'name': 'help', 'team': 'first',
                     'follow_up': {'remind': ['2d', '5d'], 'close': '9d', 'calendar': 'always', 'rating': True}}],
         'calendars': [{'name': 'always', 'always': True}],
         'teams': [{'name': 'first', 'members': ['ana']}, {'name': 'second', 'members': ['leo']}],
         'tiers': [{'number': 2, 'name': 'Second line', 'team': 'second'}],
         'agents': [{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': 'ana@tech.example', 'language': 'en'},
                    {'name': 'leo', 'display_name': 'Leo Vidal', 'address': 'leo@tech.example', 'language': 'en'}]}
EVA = 'Eva Requester <eva@customer.example>'
ANA = 'Ana Ruiz <ana@tech.example>'


def links(sent):
    """What the links of a mail say -> address and body of the mail that they open."""
    found = {}
    for words, url in re.findall(r'^(?:- )?(.+?)\s+<(mailto:[^>]+)>', sent.text, re.MULTILINE):
        parts = urllib.parse.urlsplit(url)
        found[words] = urllib.parse.unquote(parts.path), urllib.parse.parse_qs(parts.query)
    return found


def click(sent, words, above='', sender=EVA):
    """The mail that the reader's program makes of a link, when they press send."""
    address, fields = links(sent)[words]
    return Mail(fields['subject'][0], above + fields['body'][0].replace('\r\n', '\n'), sender, address, show_word=False)


def kinds(postigo, number):
    return [kind for kind, in postigo.rows('SELECT kind FROM outbox WHERE ticket = ? ORDER BY id', number)]


def test_a_silent_requester_is_let_go_and_comes_back(daemons, dovecot, receiver, user):
    postigo = daemons([mailbox(dovecot, 'support', user)], receiver, **PLACE)
    postigo.rehearse('2026-11-30T08:00:00Z', 150000).start()
    mail = Mail(to=user + '@example.org', sender=EVA)
    dovecot.deliver(user, mail)
    number = postigo.wait_ticket(mail.word)
    dovecot.deliver(user, reply(receiver.wait('ana@tech.example'), 'Pull the plug.', ANA))

    closed = wait_for(lambda: next((m for m in receiver.to('eva@customer.example') if 'have closed' in m.text), None), 30,
                      'the ticket to be closed')
    assert kinds(postigo, number).count('reminder') == 2 and kinds(postigo, number)[-1] == 'closed_waiting'
    reminder = next(m for m in receiver.to('eva@customer.example') if 'whether that helped' in m.text)
    assert 'Pull the plug.' in reminder.text and 'we will close the request on' in reminder.text
    assert reminder['Auto-Submitted'].startswith('auto-') and reminder['Subject'].startswith('Re: ')
    assert set(links(closed)) == {'Yes, it is solved', 'No, I still need help', '1', '2', '3', '4', '5'}

    # "No" opens it again where it was solved, whatever the mail says besides.
    dovecot.deliver(user, click(closed, 'No, I still need help', 'It still burns.\n'))
    wait_for(lambda: postigo.rows('SELECT state, tier FROM ticket WHERE id = ?', number) == [(1, 1)], 20, 'it to be open again')
    notice = receiver.wait('ana@tech.example', 2)
    assert 'It still burns.' in notice.text
    # The second time, those above hear of it.
    postigo.postigo('ticket', 'close', number)
    asked = wait_for(lambda: next((m for m in receiver.to('eva@customer.example') if 'We believe that your request' in m.text), None), 20)
    dovecot.deliver(user, click(asked, 'No, I still need help'))
    wait_for(lambda: postigo.rows('SELECT state, tier, team FROM ticket WHERE id = ?', number) == [(1, 2, 'second')], 20, 'tier 2')

    # Stars: the last ones count; nobody else's do, and no mail comes back.
    postigo.postigo('ticket', 'close', number)
    wait_for(lambda: kinds(postigo, number).count('closed') == 2, 20, 'the second question')
    postigo.wait_settled()
    before = len(receiver.to('eva@customer.example'))
    dovecot.deliver(user, click(asked, '2'))
    dovecot.deliver(user, click(asked, '1', sender='mallory@customer.example'))
    dovecot.deliver(user, click(asked, '4', 'Leo was great!\n'))
    dovecot.deliver(user, click(asked, 'Yes, it is solved'))
    postigo.wait_settled(8)
    [shown] = postigo.json('ticket', 'show', number)
    assert [(o['address'], o['solved'], o['rating']) for o in shown['opinions']] == [('eva@customer.example', True, 4)]
    assert shown['state'] == 'closed' and postigo.tickets() == 1
    assert len(receiver.to('eva@customer.example')) == before
    opinions = postigo.json('status')[0]['opinions']
    assert (opinions['solved'], opinions['ratings'], opinions['average']) == (1, 1, 4.0)
    assert postigo.stop() == 0
