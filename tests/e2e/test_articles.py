"""Tier 0: whoever asks what an article answers is offered it at once, and one click by mail closes their ticket."""
import re
import shutil
import urllib.parse

import pytest

from road import TOP, Mail, mailbox, reply, wait_for

EVA, ANA = 'eva@customer.example', 'ana@tech.example'
TWICE = 'Hello,\n\nsince this morning the printer in the corridor gives me two copies of each page.\n'
JAM = 'Hello,\n\nthe big printer says paper jam, and I cannot find the sheet that is stuck.\n'


@pytest.fixture
def articles(daemons, dovecot, receiver, user, folder, request):
    """A daemon whose technicians are told some time later, if an article was offered."""
    wait = getattr(request, 'param', '1h')
    shutil.copytree(TOP / 'tests/data/article/folder', folder / 'articles')
    (folder / 'articles/en/wrong.md').write_text('Titel: Oops\n\nText\n')
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, articles={'dir': str(folder / 'articles'), 'wait': wait},
                     queues=[{'name': 'help', 'team': 'first'}, {'name': 'support', 'team': 'first'}])
    daemon.address = user + '@example.org'
    (folder / 'articles/en/printer-double.md').write_text(
        (folder / 'articles/en/printer-double.md').read_text().replace('Queue: support', 'Queue: help'))
    return daemon.start()


def click(ack, sender, number=0):
    """What a mail program makes of the link: the words that it brings along, to the address that it leads to."""
    html = ack.mail.get_body(('html',)).get_content()
    link = re.findall(r'href="(mailto:[^"]*)"', html)[number].replace('&amp;', '&')
    address, query = link[len('mailto:'):].split('?')
    fields = dict(urllib.parse.parse_qsl(query))
    assert fields['subject'] and fields['body']
    return Mail(fields['subject'], fields['body'] + '\n\n-- \nEva, Example Ltd\nCan we help? Call 555 0199\n', sender,
                urllib.parse.unquote(address), show_word=False)


def state(daemon, ticket):
    return daemon.value('SELECT state FROM ticket WHERE id = ?', ticket)


def test_an_article_solves_it(articles, dovecot, receiver, folder):
    assert 'Titel' in articles.log(), 'one wrong file stops nobody'
    told = articles.explain(Mail('Everything is printed twice', TWICE))
    assert [a['article'] for a in told['articles']] == ['printer-double'] and told['articles'][0]['score'] >= 45
    shown = articles.postigo('explain', '--render', articles.folder / 'explain.eml').stdout
    assert 'Printer properties' in shown, 'the dry run shows the mail that would go out'
    assert [a['held'] for a in told['answers'] if a['template'] == 'notice_new'] == [True]

    dovecot.deliver(articles.address, Mail('Everything is printed twice', TWICE))
    ack = receiver.wait(EVA)
    assert 'The printer prints every page twice' in ack.text and 'Printer properties' in ack.text
    assert 'paper jam' not in ack.text
    articles.wait_settled(1)
    assert not receiver.to(ANA), 'nobody is told while she reads'

    # Somebody to whom she passed it on may not close her ticket.
    dovecot.deliver(articles.address, click(ack, 'Zed <zed@elsewhere.example>'))
    wait_for(lambda: articles.tickets() == 2, 20, 'a ticket for the stranger')
    assert state(articles, 1) == 0
    dovecot.deliver(articles.address, click(ack, 'Eva Requester <%s>' % EVA))
    solved = receiver.wait(EVA, 2)
    assert state(articles, 1) == 3 and 'closed' in solved.text
    [listed] = [a for a in articles.json('article', 'list') if a['article'] == 'printer-double']
    assert (listed['offered'], listed['solved'], listed['wrong']) == (1, 1, 0)

    # It was no solution after all.
    dovecot.deliver(solved.reply_to, reply(solved, 'Sorry, today there are two of each page again. What now?'))
    wait_for(lambda: state(articles, 1) == 1, 20, 'the ticket to open again')
    notice = wait_for(lambda: [m for m in receiver.to(ANA) if '[#1]' in m['Subject']], 20, 'a notice')
    assert 'two of each page again' in notice[0].text and len(notice) == 1
    [listed] = [a for a in articles.json('article', 'list') if a['article'] == 'printer-double']
    assert (listed['offered'], listed['solved'], listed['wrong']) == (1, 0, 1)


def test_what_is_not_good_enough_is_not_offered(articles, dovecot, receiver, folder):
    [offered] = articles.explain(Mail('Everything is printed twice', TWICE))['articles']
    for least, there in ((offered['score'], True), (offered['score'] + 1, False)):
        assert articles.stop() == 0
        articles.write_config(articles={'dir': str(folder / 'articles'), 'wait': '1h', 'min_score': least})
        articles.start()
        mail = Mail('Everything is printed twice', TWICE, 'Eva <eva%d@customer.example>' % least)
        dovecot.deliver(articles.address, mail)
        ack = receiver.wait('eva%d@customer.example' % least)
        assert ('Printer properties' in ack.text) == there and ('solved' in ack.text) == there
    # Nothing to read: nobody waits for it.
    receiver.wait(ANA)
    articles.wait_settled(2)
    [notice] = receiver.to(ANA)
    assert notice['Subject'].startswith('[#2]')


@pytest.mark.parametrize('articles', ['3s'], indirect=True)
def test_time_to_read_ends(articles, dovecot, receiver, folder):
    jam = Mail('Paper jam', JAM, 'Bo <bo@customer.example>', attachments=[('jam.txt', 'text/plain', b'x' * 2048)])
    spanish = Mail('No recuerdo mi contraseña', 'Buenos días:\n\nvuelvo de vacaciones y he olvidado mi contraseña. ¿Cómo puedo '
                   'poner una nueva? Muchas gracias por la ayuda.\n', 'Clea <clea@cliente.example>')
    rubbish = Mail('The lift', 'Good morning, the lift in building B stopped between two floors again.\n', 'dee@customer.example')
    dovecot.deliver(articles.address, jam, spanish, rubbish)
    acks = {who: receiver.wait(who + '.example') for who in ('bo@customer', 'clea@cliente', 'dee@customer')}
    assert 'Clear a paper jam in the printer' in acks['bo@customer'].text
    assert 'He olvidado mi contraseña' in acks['clea@cliente'].text and 'Quizá' in acks['clea@cliente'].text
    assert 'mailto:' not in acks['dee@customer'].text and 'Perhaps' not in acks['dee@customer'].text

    def notices(word):
        return [m for m in receiver.to(ANA) if word in m.text]

    wait_for(lambda: notices('The lift'.lower()), 20, 'the notice of what no article answers')
    assert not notices(jam.word) and not notices(spanish.word)
    # Whoever writes again wants a person.
    ack = acks['clea@cliente']
    dovecot.deliver(ack.reply_to, reply(ack, 'No me llega el código al móvil.', 'Clea <clea@cliente.example>'))
    wait_for(lambda: notices(spanish.word) and notices('No me llega'), 20, 'both of her mails to be told of')
    # Whoever does not, after a while.
    [notice] = wait_for(lambda: notices(jam.word), 20, 'the notice that was held')
    assert 'jam.txt (2 KB)' in notice.text and 'Paper jam' in notice['Subject']
    dovecot.deliver(articles.address, click(acks['bo@customer'], 'Bo <bo@customer.example>'))
    wait_for(lambda: notices('an article'), 20, 'the technician, who was told of it, to hear of its end')
    articles.wait_settled(5)
    assert len([m for m in notices(jam.word) if 'Solved' not in m['Subject']]) == 1 and not articles.count('timer', "kind = 'tier0'")


def test_an_operator_looks_after_them(articles, dovecot, receiver, folder):
    found = articles.json('article', 'search', 'the printer prints two copies')
    assert found[0]['article'] == 'printer-double' and found[0]['score'] > 45
    assert 'contrasena-olvidada' in articles.postigo('article', 'search', '--language', 'es', 'olvidado', 'la', 'contraseña').stdout
    assert 'No article' in articles.postigo('article', 'search', 'lunch').stdout
    [shown] = articles.json('article', 'show', 'vpn-connect')
    assert shown['title'] == 'Connect to the VPN from home' and shown['state'] == 'published' and 'GlobalSecure' in shown['text']
    assert 'wrong.md' in articles.postigo('check', status=1).stdout

    articles.postigo('article', 'withdraw', 'printer-double')
    assert 'withdrawn already' in articles.postigo('article', 'withdraw', 'printer-double', status=65).stderr
    assert articles.json('article', 'search', 'the printer prints two copies') == []
    (folder / 'articles/en/wrong.md').unlink()
    (folder / 'articles/en/vpn-connect.md').unlink()
    (folder / 'articles/en/printer-paper-jam.md').write_text('Title: Paper jam\nKeywords: printer, paper, jam\n\nCall Leo.\n')
    articles.reload()
    wait_for(lambda: articles.json('article', 'show', 'vpn-connect')[0]['state'] == 'gone', 20, 'the folder to be read again')
    assert articles.json('article', 'show', 'printer-double')[0]['state'] == 'withdrawn', 'it stays so'
    articles.postigo('article', 'publish', 'printer-double')
    wait_for(articles.is_ready, 20, 'the daemon to be back')
    dovecot.deliver(articles.address, Mail('Paper jam', JAM))
    assert 'Call Leo.' in receiver.wait(EVA).text
    articles.postigo('article', 'wrong', 1, 'printer-paper-jam')
    assert 'not offered' in articles.postigo('article', 'wrong', 1, 'vpn-connect', status=65).stderr
    [listed] = [a for a in articles.json('article', 'list') if a['article'] == 'printer-paper-jam']
    assert (listed['offered'], listed['wrong']) == (1, 1)


LEO, LEO_WRITES = 'leo@tech.example', 'Leo Vidal <leo@tech.example>'
ONCE = 'Hello,\n\nthe screen of my laptop flickers whenever it runs on battery power.\n'


@pytest.fixture
def writers(daemons, dovecot, receiver, user):
    """No folder at all: articles are what leo writes by mail. ana may not publish."""
    control = user + 'c'
    daemon = daemons([mailbox(dovecot, 'support', user), mailbox(dovecot, 'desk', control, control=True)], receiver,
                     queues=[{'name': 'help', 'team': 'first'}],
                     teams=[{'name': 'first', 'members': ['ana'], 'commands': {'verbs': {'publish': 'never'}}},
                            {'name': 'second', 'members': ['leo']}],
                     agents=[{'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'language': 'es'},
                             {'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'language': 'en'}],
                     trust={'commands': 'auth'})
    daemon.address, daemon.control = user + '@example.org', control + '@example.org'
    return daemon.start()


def follow(mail, word):
    """A click on a link to a mail: where it goes, and what a mail program puts into it."""
    html = mail.mail.get_body(('html',)).get_content()
    [link] = re.findall(r'href="(mailto:[^"]*)"[^>]*>%s' % word, html)
    address, _, query = link[len('mailto:'):].replace('&amp;', '&').partition('?')
    return urllib.parse.unquote(address), urllib.parse.parse_qs(query)['body'][0].replace('\r\n', '\n')


def test_technicians_write_them_by_mail(writers, dovecot, receiver):
    vouched = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}
    text = ('#article The laptop screen flickers on battery\nKeywords: laptop, screen, flicker, battery, power\n\n'
            '## What helps\n\nSet **Panel Self Refresh** to *off*.\n')
    dovecot.deliver(writers.control, Mail('An article', text, LEO_WRITES, writers.control, headers=vouched, show_word=False))
    done = receiver.wait(LEO)
    slug = 'the-laptop-screen-flickers-on-battery'
    assert slug in done.text and 'as a draft' in done.text
    [shown] = writers.json('article', 'show', slug)
    assert (shown['state'], shown['author'], shown['file'], shown['language']) == ('draft', LEO, False, 'en')
    assert shown['text'].startswith('## What helps') and shown['keywords'].startswith('laptop')
    dovecot.deliver(writers.address, Mail('The screen flickers', ONCE))
    assert 'Panel Self Refresh' not in receiver.wait(EVA).text, 'nobody is offered a draft'
    assert writers.json('article', 'search', 'the laptop screen flickers on battery') == []

    # Who may not publish cannot; the link publishes it, and a restart changes nothing.
    dovecot.deliver(writers.control, Mail('', '#publicar ' + slug, 'Ana <%s>' % ANA, writers.control, headers=vouched))
    receiver.wait(ANA, 2)
    assert writers.json('article', 'show', slug)[0]['state'] == 'draft'
    address, body = follow(done, 'Publish it')
    assert body == '#publish %s\n' % slug
    dovecot.deliver(address, Mail('', body, LEO_WRITES, address))
    published = receiver.wait(LEO, 2)
    assert 'offered it from now on' in published.text
    writers.stop()
    writers.start()
    dovecot.deliver(writers.address, Mail('Laptop screen flickers on battery', ONCE, 'Bo <bo@customer.example>'))
    offered = receiver.wait('bo@customer.example')
    assert 'Panel Self Refresh' in offered.text and 'The laptop screen flickers on battery' in offered.text

    # Written anew it stays published, and in another language it is another draft.
    dovecot.deliver(address, Mail('', '#article %s\n\nCall us: the panel is replaced.\n' % slug, LEO_WRITES, address, show_word=False))
    receiver.wait(LEO, 3)
    [shown] = writers.json('article', 'show', slug)
    assert shown['state'] == 'published' and shown['text'].strip() == 'Call us: the panel is replaced.'
    assert shown['keywords'].startswith('laptop')
    dovecot.deliver(address, Mail('', '#article %s\n#language es\n\nTítulo: La pantalla del portátil parpadea\n\nLlámanos.\n' % slug,
                                  LEO_WRITES, address, show_word=False))
    receiver.wait(LEO, 4)
    assert [(a['language'], a['state']) for a in writers.json('article', 'show', slug)] == [('en', 'published'), ('es', 'draft')]

    # What has been done is undone, in its order.
    undo = re.search(r'<mailto:([^?>]*\+1.z[^?>]*)', receiver.to(LEO)[2].text).group(1)
    dovecot.deliver(undo, Mail('', 'undo', LEO_WRITES, undo))
    assert 'as it was before' in receiver.wait(LEO, 5).text
    assert 'Panel Self Refresh' in writers.json('article', 'show', slug)[0]['text']
    dovecot.deliver(address, Mail('', '#drop %s es\n#withdraw %s en' % (slug, slug), LEO_WRITES, address))
    receiver.wait(LEO, 6)
    assert [(a['language'], a['state']) for a in writers.json('article', 'show', slug)] == [('en', 'withdrawn')]
    assert 'was offered' in writers.postigo('article', 'drop', slug, status=65).stderr
    dovecot.deliver(writers.address, Mail('Laptop screen flickers on battery', ONCE, 'Cy <cy@customer.example>'))
    assert 'Panel Self Refresh' not in receiver.wait('cy@customer.example').text


def test_what_was_done_to_an_article_is_undone_by_mail(writers, dovecot, receiver):
    """By the address in the transcript of each, one after the other."""
    slug = 'two-copies'
    vouched = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}
    sent = []

    def write(to, text):
        dovecot.deliver(to, Mail('', text, LEO_WRITES, to, headers=vouched, show_word=False))
        sent.append(text)
        return receiver.wait(LEO, len(sent))

    def state_of():
        return [a['state'] for a in writers.json('article', 'list') if a['article'] == slug]

    def undo(transcript):
        address = re.search(r'<mailto:([^?>]*\+1.z[^?>]*)', transcript.text).group(1)
        return write(address, '').text

    drafted = write(writers.control, '#article Two copies\n\nSet the number of copies to one.\n')
    assert state_of() == ['draft']
    published = write(writers.control, '#publish ' + slug)
    assert state_of() == ['published']
    assert 'as it was before' in undo(published) and state_of() == ['draft']
    write(writers.control, '#publish ' + slug)
    withdrawn = write(writers.control, '#withdraw ' + slug)
    assert state_of() == ['withdrawn']
    assert 'as it was before' in undo(withdrawn) and state_of() == ['published']
    write(writers.control, '#withdraw ' + slug)
    dropped = write(writers.control, '#drop ' + slug)
    assert state_of() == []
    assert 'as it was before' in undo(dropped) and state_of() == ['withdrawn']
    [shown] = writers.json('article', 'show', slug)
    assert (shown['title'], shown['text'].strip()) == ('Two copies', 'Set the number of copies to one.')
    # Once is all, and what has been changed since stays as it is.
    assert 'nothing of yours left to undo' in undo(dropped)
    assert 'has changed the article ' + slug in undo(drafted) and state_of() == ['withdrawn']


def test_a_solution_becomes_an_article(writers, dovecot, receiver):
    dovecot.deliver(writers.address, Mail('The screen flickers', ONCE))
    notice, _ = receiver.wait(ANA), receiver.wait(EVA)
    mine = 'Leo <%s>' % LEO
    vouched = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}
    dovecot.deliver(writers.control, Mail('', '#1\n#solution\n\nSwitch Panel Self Refresh off.\n', mine, writers.control,
                                          headers=vouched, show_word=False))
    draft = receiver.wait(ANA, 2)
    assert 'ticket-1' in draft.text and 'Panel Self Refresh' in receiver.wait(EVA, 2).text
    address, body = follow(draft, 'Escribirlo de nuevo')
    assert body == '#articulo ticket-1\n\nSwitch Panel Self Refresh off.'
    body += '\n'
    dovecot.deliver(address, Mail('', body.replace('\n\n', '\n\nTítulo: The laptop screen flickers on battery power\n\n'),
                                  'Ana <%s>' % ANA, address, show_word=False))
    changed = receiver.wait(ANA, 3)
    assert 'ticket-1' in changed.text and 'cambiado' in changed.text
    [shown] = writers.json('article', 'show', 'ticket-1')
    assert (shown['state'], shown['title']) == ('draft', 'The laptop screen flickers on battery power')
    # In a reply to the ticket's own mail no name is needed.
    dovecot.deliver(receiver.wait(LEO).reply_to, Mail('', '#publish ticket-1', mine, receiver.to(LEO)[0].reply_to))
    receiver.wait(LEO, 2)
    assert writers.json('article', 'show', 'ticket-1')[0]['state'] == 'published'
    assert len(receiver.to(EVA)) == 2 and notice
    # A second solution does not take back what is published; the operator publishes it in its place.
    writers.postigo('ticket', 'solution', 1, stdin=b'Replace the panel.\n')
    assert [(a['article'], a['state']) for a in writers.json('article', 'list')] == [('ticket-1', 'published'), ('ticket-1-new', 'draft')]
    writers.postigo('article', 'publish', 'ticket-1-new')
    [shown] = writers.json('article', 'show', 'ticket-1')
    assert (shown['state'], shown['text'].strip()) == ('published', 'Replace the panel.')
    assert 'no article' in writers.postigo('article', 'show', 'ticket-1-new', status=65).stderr
    assert 'withdraw it first' in writers.postigo('article', 'drop', 'ticket-1', status=65).stderr
    writers.postigo('article', 'withdraw', 'ticket-1')
    writers.postigo('article', 'drop', 'ticket-1')
    assert 'no article' in writers.postigo('article', 'show', 'ticket-1', status=65).stderr
