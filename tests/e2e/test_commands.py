"""A technician works by mail alone: commands do their work, and only the rest reaches whoever asked."""
import re
import urllib.parse

import pytest

from press import Draft, links
from road import Mail, mailbox, reply
from servers import wait_for

EVA, LEO, ANA = 'eva@customer.example', 'leo@tech.example', 'ana@tech.example'
LEO_WRITES = 'Leo Vidal <leo@tech.example>'
VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}
AGENTS = [{'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'language': 'en'},
          {'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'es'}]


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    """One mailbox for people, one for commands; leo answers first, ana is second line."""
    control = user + 'c'
    daemon = daemons([mailbox(dovecot, 'support', user), mailbox(dovecot, 'desk', control, control=True)], receiver,
                     queues=[{'name': 'help', 'team': 'first'}, {'name': 'billing', 'team': 'second'}],
                     teams=[{'name': 'first', 'members': ['leo']}, {'name': 'second', 'members': ['ana']}], agents=AGENTS,
                     commands={'verbs': {'merge': 'token_and_auth', 'spam': 'never'}})
    daemon.address, daemon.control = user + '@example.org', control + '@example.org'
    return daemon.start()


def ticket(desk, dovecot, receiver, n=1, subject='Cannot print'):
    """The notice of a new ticket."""
    dovecot.deliver(desk.address, Mail(subject, 'It says PC LOAD LETTER.'))
    return receiver.wait(LEO, n)


def undo_address(mail):
    return re.search(r'<mailto:([^?>]*\+1.z[^?>]*)', mail.text).group(1)


def state(desk, number):
    return desk.rows('SELECT state, assignee, queue, priority, tier FROM ticket WHERE id = ?', number)[0]


def test_commands_do_their_work_and_only_the_rest_goes_on(desk, dovecot, receiver):
    notice = ticket(desk, dovecot, receiver)
    html = ('<div dir="ltr"><div>#take</div><div>#Priority:&nbsp;high</div><div>＃tag vpn, printer</div><div>#time 1h30 #close</div>'
            '<div><br></div><div>Hello Eva,</div><div>the toner was empty.</div></div>')
    mail = reply(notice, 'see below', LEO_WRITES, show_word=False, quote=False)
    mail.message.set_content(html, subtype='html')
    mail._bytes = bytes(mail.message)
    del mail.message['To']
    mail.message['To'] = notice.reply_to
    mail._bytes = bytes(mail.message)
    assert [(c['verb'], c['value'], c['allowed']) for c in desk.explain(mail)['commands']] == [
        ('take', '', True), ('priority', 'high', True), ('tag', 'vpn, printer', True), ('time', '1h30', True), ('close', '', True)]
    dovecot.deliver(notice.reply_to, mail)
    answer, done = receiver.wait(EVA, 2), receiver.wait(LEO, 2)
    assert 'the toner was empty' in answer.text and '#' not in answer.text.replace('[#1]', '').split('-- ')[0]
    for words in ('it is yours', 'high priority', 'tagged vpn', 'tagged printer', '1 h 30 min', 'closed', 'on its way'):
        assert words in done.text, (words, done.text)
    assert state(desk, 1) == (3, 'leo', 'help', 2, 1)
    assert desk.value('SELECT spent FROM ticket_time') == 90 * 60000
    assert [tag for tag, in desk.rows('SELECT tag FROM ticket_tag ORDER BY tag')] == ['printer', 'vpn']
    assert '#' not in desk.value('SELECT reply FROM message WHERE kind = 1')

    # What was done is undone by one mail, once; what has gone out is said.
    undo = undo_address(done)
    dovecot.deliver(undo, Mail('', 'undo', LEO_WRITES, undo))
    undone = receiver.wait(LEO, 3)
    assert 'gone out already' in undone.text and 'new, as before' in undone.text
    assert state(desk, 1) == (0, None, 'help', 1, 1)
    assert not desk.rows('SELECT * FROM ticket_tag') and not desk.rows('SELECT * FROM ticket_time')
    dovecot.deliver(undo, Mail('', 'again', LEO_WRITES, undo))
    assert 'nothing of yours left to undo' in receiver.wait(LEO, 4).text
    assert len(receiver.to(EVA)) == 2


def test_a_misspelt_command_comes_back_and_nothing_is_done(desk, dovecot, receiver):
    notice = ticket(desk, dovecot, receiver)
    dovecot.deliver(notice.reply_to, reply(notice, '#take\n#clsoe\n\nThe toner was empty.', LEO_WRITES))
    back = receiver.wait(LEO, 2)
    assert 'Did you mean #close?' in back.text
    desk.wait_settled(2)
    assert state(desk, 1) == (0, None, 'help', 1, 1) and len(receiver.to(EVA)) == 1
    link = re.search(r'<(mailto:[^>]*)>', back.text).group(1)
    address, _, query = link[len('mailto:'):].partition('?')
    body = urllib.parse.parse_qs(query)['body'][0].replace('\r\n', '\n')
    assert body.startswith('#take\n#close\n') and 'The toner was empty.' in body

    # Below other words it is none, either; the mended mail is good.
    dovecot.deliver(notice.reply_to, reply(notice, 'Hello Eva,\n\n#close', LEO_WRITES))
    assert 'at the head' in receiver.wait(LEO, 3).text
    dovecot.deliver(address, Mail('Re: [#1]', body, LEO_WRITES, address))
    assert 'The toner was empty.' in receiver.wait(EVA, 2).text
    receiver.wait(LEO, 4)
    assert state(desk, 1)[:2] == (3, 'leo')


def test_a_spoofed_technician_gives_no_command(desk, dovecot, receiver):
    notice = ticket(desk, dovecot, receiver)
    for address in (desk.address, desk.control):
        mail = Mail('Re: [#1] Cannot print', '#close 1\n#assign ana 1\n\nYou have won.', LEO_WRITES, address, reply_to=notice)
        dovecot.deliver(address, mail)
    dovecot.deliver(notice.reply_to, reply(notice, '#close', 'Mallory <mallory@elsewhere.example>'))
    question = receiver.wait(LEO, 2)
    desk.wait_settled(4)
    assert state(desk, 1) == (0, None, 'help', 1, 1) and desk.tickets() == 1 and len(receiver.to(EVA)) == 1
    assert 'do what its commands say' in question.text and 'won' not in question.raw.decode()
    # A merge wants more than the secret address: it waits for a yes, too.
    second = ticket(desk, dovecot, receiver, len(receiver.to(LEO)) + 1, 'Cannot scan')
    n = len(receiver.to(LEO))
    dovecot.deliver(second.reply_to, reply(second, '#merge 1', LEO_WRITES))
    question = receiver.wait(LEO, n + 1)
    assert 'do what its commands say' in question.text
    desk.wait_settled(6)
    assert desk.value('SELECT merged_into FROM ticket WHERE id = 1') is None
    dovecot.deliver(question.reply_to, reply(question, 'Yes.', LEO_WRITES))
    done = receiver.wait(LEO, n + 2)
    assert 'part of ticket 2' in done.text and desk.value('SELECT merged_into FROM ticket WHERE id = 1') == 2
    # What the team may not do is refused, whoever asks.
    dovecot.deliver(second.reply_to, reply(second, '#spam', LEO_WRITES, headers=VOUCHED))
    assert 'may not do that' in receiver.wait(LEO, n + 3).text


def test_a_mail_for_commands(desk, dovecot, receiver):
    """Many tickets at once, what comes next, a call, and everything back again."""
    for n in range(1, 4):
        ticket(desk, dovecot, receiver, n, 'Ticket %d' % n)
    dovecot.deliver(desk.control, Mail('commands', '#mine\n#next', LEO_WRITES, desk.control, headers=VOUCHED))
    lists = [receiver.wait(LEO, 4), receiver.wait(LEO, 5)]
    nothing, following = sorted(lists, key=lambda m: 'next' in m['Subject'])
    assert 'no open tickets' in nothing.text
    assert all('Ticket %d' % n in following.text for n in (1, 2, 3))
    mine = following.reply_to       # leo's own address for commands

    text = ('#1\n#close\n\nIt works again.\n\n#2 #3\n#queue billing\n#tag money\n#note\nSomebody from billing should look.\n'
            '#2 #wait 3d #priority urgent\n')
    dovecot.deliver(mine, Mail('work', text, LEO_WRITES, mine, show_word=False))
    done = receiver.wait(LEO, 6)
    desk.wait_settled(5)
    assert 'It works again.' in [m for m in receiver.to(EVA) if m['Auto-Submitted'] in (None, 'no')][0].text
    assert [state(desk, n)[0] for n in (1, 2, 3)] == [3, 2, 0]
    assert [state(desk, n)[2] for n in (1, 2, 3)] == ['help', 'billing', 'billing'] and state(desk, 2)[3] == 3
    assert len([m for m in receiver.to(ANA) if 'Para tu equipo' in m['Subject']]) == 2
    assert 'billing should look' not in ''.join(m.text for m in receiver.to(EVA))
    assert desk.count('timer', "kind = 'wait_over'") == 1

    undo = undo_address(done)
    dovecot.deliver(undo, Mail('', '', LEO_WRITES, undo))
    receiver.wait(LEO, 7)
    assert [state(desk, n)[2:4] for n in (1, 2, 3)] == [('help', 1)] * 3
    assert [state(desk, n)[0] for n in (1, 2, 3)] == [0, 0, 0] and not desk.rows('SELECT * FROM ticket_tag')

    # A call becomes its caller's ticket, which the words describe.
    dovecot.deliver(mine, Mail('', '#new pat@customer.example phone Screen is dark\n#take\n#time 10m\n\nPat called: since Monday.',
                               LEO_WRITES, mine))
    word = receiver.wait('pat@customer.example')
    assert 'Thank you for your call' in word.text and 'since Monday' in word.text and '#new' not in word.raw.decode()
    assert word['Subject'] == 'Re: Screen is dark [#4]' and desk.control not in word.raw.decode()
    made = receiver.wait(LEO, 8)
    assert 'Ticket 4: made' in made.text and state(desk, 4)[1] == 'leo'
    dovecot.deliver(word.reply_to, reply(word, 'It is green, too.', 'Pat <pat@customer.example>'))
    assert 'It is green, too.' in receiver.wait(LEO, 9).text

    dovecot.deliver(mine, Mail('', '#show 4\n#find MONDAY pat@customer', LEO_WRITES, mine))
    shown = [receiver.wait(LEO, 10), receiver.wait(LEO, 11)]
    assert any('since Monday' in m.text and 'Time noted:\n- First line: 10 min\n' in m.text.replace('\r\n', '\n') for m in shown)
    assert any('#4' in m.text and 'Found' in m['Subject'] for m in shown)


@pytest.mark.parametrize('who, name, find, show, words', [
    (LEO, 'Leo Vidal', '#find scan', '#show 2', ('answer', 'show', 'take', 'close')),
    (ANA, 'Ana Ruiz', '#buscar scan', '#ver 2', ('responder', 'ver', 'tomar', 'cerrar'))], ids=('en', 'es'))
def test_what_was_found_is_handled_by_its_links(desk, dovecot, receiver, who, name, find, show, words):
    """Each link of a list, and of a ticket that is shown, followed as mail programs follow them."""
    writes = '%s <%s>' % (name, who)
    for n, subject in ((1, 'Cannot print'), (2, 'Cannot scan & "copy"')):
        ticket(desk, dovecot, receiver, n, subject)
    agent = who.partition('@')[0]

    def ask(address, mail, subject):
        before = len(receiver.to(who))
        dovecot.deliver(address, mail)
        return wait_for(lambda: [m for m in receiver.to(who)[before:] if subject in m['Subject']], 20, subject)[0]

    def said(text):
        return lambda: [m for m in receiver.to(EVA) if text in m.text]

    answer, shows, take, close = words
    found = ask(desk.control, Mail('', find, writes, desk.control, headers=VOUCHED), 'scan')
    in_list = {text: Draft(href) for text, href in links(found).items() if href.startswith('mailto:')}
    assert set(words) <= set(in_list) and not in_list[answer].body
    sheet = ask(in_list[shows].to, in_list[shows].outlook(writes), 'Cannot scan')
    assert 'It says PC LOAD LETTER.' in sheet.text and state(desk, 2)[:2] == (0, None)
    on_sheet = {text: Draft(href) for text, href in links(sheet).items() if href.startswith('mailto:')}
    assert {answer, take, close} <= set(on_sheet)

    for drafts, word in ((in_list, 'glass'), (on_sheet, 'lamp')):
        assert drafts[answer].subject == '[#2] Cannot scan & "copy"'
        ask(drafts[take].to, drafts[take].gmail(writes), '[#2]')
        assert state(desk, 2)[1] == agent
        dovecot.deliver(drafts[answer].to, Mail(drafts[answer].subject, 'Clean the %s.' % word, writes, drafts[answer].to))
        wait_for(said('Clean the %s.' % word), 20, 'the answer')
        ask(drafts[close].to, drafts[close].outlook(writes), '[#2]')
        assert state(desk, 2)[0] == 3
    assert state(desk, 1)[:2] == (0, None)
    assert not any(word in m.text for m in receiver.to(EVA) for word in (find, show, '#close', '#cerrar', 'Technician'))
