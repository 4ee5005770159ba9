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
    assert 'jam.txt (2 KiB)' in notice.text and 'Paper jam' in notice['Subject']
    dovecot.deliver(articles.address, click(acks['bo@customer'], 'Bo <bo@customer.example>'))
    wait_for(lambda: notices('an article'), 20, 'the technician, who was told of it, to hear of its end')
    articles.wait_settled(5)
    assert len(notices(jam.word)) == 1 and not articles.count('timer', "kind = 'tier0'")


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
