"""Rules: real mail is routed, marked, refused, passed on and set aside by them; they are tried before they are loaded, counted, and replayed."""
import contextlib
import datetime
import os
import re
import shutil
import subprocess

import road
from road import Mail, mailbox, reply, setting, wait_for

EVA, ANA, BEN, BOSS = 'eva@customer.example', 'ana@tech.example', 'ben@tech.example', 'boss@other.example'

RULES = [
    {'name': 'spam', 'on': 'both', 'when': {'header': {'name': 'X-Spam-Flag', 'is': 'yes'}}, 'then': {'set_aside': 'spam'}},
    {'name': 'not ours', 'when': {'subject': 'weather'}, 'then': {'refuse': {'why': 'it is about the weather', 'answer': 'reply_weather'}}},
    {'name': 'printers', 'when': {'any': ({'subject': ['printer', 'impresora']}, {'text': {'matches': r'\bHP-(?<model>\d{4})\b'}})},
     'then': {'queue': 'hardware', 'tags': 'printer', 'fields': {'model': '{{capture.model}}'}, 'priority': 'high', 'reply': 'reply_printer'},
     'expect': ({'subject': 'Mi IMPRESORA no va', 'then': {'queue': 'hardware', 'tags': 'printer', 'priority': 'high'}},
                {'subject': 'The fax', 'then': {'matched': False, 'queue': 'help'}})},
    {'name': 'worried', 'when': {'text': 'still'}, 'points': 'tier:2 +60'},
    {'name': 'boss', 'when': {'from': '@customer.example', 'attachments': {'name': '*.txt'}}, 'then': {'forward': BOSS, 'watch': 'ben'}},
    {'name': 'angry', 'on': 'follow_up', 'when': {'reply': 'lawyer', 'tags': 'printer'},
     'then': {'queue': 'help', 'priority': 'urgent', 'tags': 'angry', 'untag': 'printer', 'fields': {'mood': 'bad'}}, 'stop': True},
    {'name': 'lawyers', 'on': 'follow_up', 'when': {'reply': 'my lawyer', 'tags': 'angry'}, 'then': {'tags': 'never'}},
    {'name': 'unused', 'when': {'subject': 'fax machine'}, 'then': {'tags': 'fax'}},
]
WEATHER = 'Subject: Not here\n\nWe do not do the weather, {{requester_name}}.\n'
PRINTER = 'Subject: Your printer\n\nHave you switched it off and on, the {{capture.model}}?\n'


def made(daemons, dovecot, receiver, user, folder):
    """A daemon whose rules stand in files of their own, and which has templates beside the usual ones."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     queues=[{'name': 'help', 'team': 'first'}, {'name': 'hardware', 'team': 'second'}],
                     teams=[{'name': 'first', 'members': ['ana']}, {'name': 'second', 'members': ['ben']}],
                     agents=[{'name': 'ana', 'address': ANA}, {'name': 'ben', 'address': BEN}])
    templates = daemon.folder / 'templates'
    shutil.copytree(road.TOP / 'templates', templates)
    (templates / 'en' / 'reply_weather.mustache').write_text(WEATHER)
    (templates / 'en' / 'reply_printer.mustache').write_text(PRINTER)
    (daemon.folder / 'rules.d').mkdir()
    daemon.write_config(templates={'dir': str(templates)})
    with open(daemon.path, 'a') as config:
        config.write('@include "rules.d/*.conf"\n')
    write(daemon, RULES)
    daemon.address = user + '@example.org'
    return daemon


def write(daemon, rules, name='rules.d/10.conf'):
    path = daemon.folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('rules = %s;\n' % setting(rules))
    return path


def known(daemon, mail):
    """The ticket of a mail, with its tags and fields, as postigo shows it."""
    wait_for(lambda: daemon.ticket_of(mail), 20, 'a ticket')
    return daemon.json('ticket', 'show', daemon.ticket_of(mail))[0]


def rules(daemon):
    return {r['name']: r for r in daemon.json('rules')}


def route(daemon, dovecot, receiver):
    """Each mail goes where its rule says, as explain has foretold."""
    printer = Mail('My printer', 'The HP-4100 still burns.\n', attachments=[('log.txt', 'text/plain', b'error 17\n')])
    told = daemon.explain(printer)
    assert (told['queue'], told['tier'], told['priority'], told['tags'], told['fields']) == \
        ('hardware', 2, 'high', ['printer'], {'model': '4100'})
    assert told['points'] == {'tier:2': 60} and told['set_by']['queue'] == 'printers'
    assert {r['name']: r['matched'] for r in told['rules']} == {
        'spam': False, 'not ours': False, 'printers': True, 'worried': True, 'boss': True, 'angry': False, 'lawyers': False, 'unused': False}
    assert told['rules'][1]['why'] == 'subject does not contain "weather"; it is "My printer"'
    assert told['rules'][0]['file'].endswith('10.conf') and told['rules'][0]['line'] == 1

    spam, weather = Mail('Buy', headers={'X-Spam-Flag': 'YES'}), Mail('Weather forecast', sender='rain@cloud.example')
    dovecot.deliver(daemon.address, printer, spam, weather)
    daemon.wait_settled(3)
    ticket = known(daemon, printer)
    assert {k: ticket[k] for k in ('queue', 'tier', 'priority', 'team', 'tags', 'fields')} == \
        {'queue': 'hardware', 'tier': 2, 'priority': 'high', 'team': 'second', 'tags': ['printer'], 'fields': {'model': '4100'}}
    answer = receiver.to(EVA)[0]
    assert 'switched it off and on' in answer.text and '4100' not in answer.text, 'nobody vouches for her: none of her words'
    assert [m['Subject'] for m in receiver.to(BEN)] == ['[#1] My printer'] and receiver.to(ANA) == []
    assert daemon.rows('SELECT ticket, agent FROM ticket_watcher') == [(1, 'ben')], 'and hears of what comes later'
    passed = receiver.to(BOSS)[0]
    assert 'still burns' in passed.text and '+' not in passed.reply_to and b'log.txt' in passed.raw
    refused = receiver.to('rain@cloud.example')[0]
    assert 'do not do the weather' in refused.text and '#' not in refused['Subject']
    assert daemon.tickets() == 1
    assert daemon.value('SELECT cause FROM inbox WHERE id = 3') == 'rule "not ours": it is about the weather'
    return printer, answer


def release(daemon):
    """Who lets a mail out of quarantine has the last word."""
    [held] = daemon.json('inbox', 'list', '--state', 'quarantined')
    assert held['cause'] == 'rule "spam": spam'
    daemon.postigo('inbox', 'release', held['row'])
    wait_for(lambda: daemon.tickets() == 2, 20, 'the mail that was let out')


def follow_up(daemon, dovecot, receiver, printer, answer):
    mail = reply(answer, 'My lawyer will write to you.')
    dovecot.deliver(answer.reply_to, mail)
    wait_for(lambda: known(daemon, mail)['priority'] == 'urgent', 20, 'the reply')
    daemon.wait_settled(4)
    ticket = known(daemon, printer)
    assert (ticket['queue'], ticket['team'], ticket['tags'], ticket['fields']) == ('help', 'first', ['angry'], {'model': '4100', 'mood': 'bad'})
    assert receiver.to(ANA)[-1]['Subject'] == '[#1] My printer', 'the new team hears of it'
    assert any('rule "angry"' in (e['detail'] or '') for e in ticket['events'])


def reload_what_fails(daemon):
    """A set whose sample fails is not taken: the old one goes on."""
    pid = daemon.process.pid
    wrong = [dict(rule) for rule in RULES]
    wrong[2]['then'] = {'queue': 'help'}
    write(daemon, wrong)
    daemon.reload()
    wait_for(lambda: 'reload_refused' in daemon.log(), 20, 'the word that it is refused')
    assert 'sample 1 gives queue \\"help\\"; expected \\"hardware\\"' in daemon.log()
    checked = daemon.postigo('check', status=1).stdout
    assert '10.conf:1: rule "printers": sample 1 gives queue "help"; expected "hardware" (rule "printers" has set it)' in checked
    assert daemon.process.pid == pid and daemon.process.poll() is None
    mail = Mail('The printer', sender='x@y.example')
    daemon.postigo('inject', '--mailbox', 'support', stdin=mail)
    assert known(daemon, mail)['queue'] == 'hardware'
    write(daemon, RULES)


def test_rules(daemons, dovecot, receiver, user, folder):
    daemon = made(daemons, dovecot, receiver, user, folder)
    assert daemon.postigo('check').returncode == 0
    daemon.start()
    printer, answer = route(daemon, dovecot, receiver)
    release(daemon)
    follow_up(daemon, dovecot, receiver, printer, answer)
    reload_what_fails(daemon)

    hits = rules(daemon)
    assert {name: r['hits'] for name, r in hits.items()} == {
        'spam': 2, 'not ours': 1, 'printers': 2, 'worried': 1, 'boss': 1, 'angry': 1, 'lawyers': 0, 'unused': 0}
    assert hits['lawyers']['behind'] == 1 and hits['lawyers']['behind_rule'] == 'angry'
    assert hits['angry']['ticket'] == 1 and hits['angry']['last']
    assert 'fitted only 1 mail that angry had said stop to' in daemon.postigo('rules').stdout
    assert set(r['name'] for r in daemon.json('rules', '--never')) == {'lawyers', 'unused'}
    assert 'subject contains "fax machine"' in daemon.postigo('rules', 'show', 'unused').stdout

    # What other rules would have made of it all: the printers stay, and spam is refused.
    others = write(daemon, [{'name': 'no spam', 'when': {'header': {'name': 'X-Spam-Flag'}}, 'then': {'refuse': 'spam'}},
                            dict(RULES[2], then={'queue': 'hardware', 'tags': ['printer', 'hp'], 'priority': 'high'}, expect=[]), *RULES[3:]],
                   'new.d/1.conf')
    before = daemon.rows('SELECT * FROM ticket')
    changes = {m['subject']: {c['field']: (c['was'], c['would']) for c in m['changes']}
               for m in daemon.json('replay', '--rules', others.parent, '--since', '1d')}
    assert changes['Buy']['outcome'] == ('quarantined', 'refused')
    assert changes['Weather forecast']['outcome'] == ('refused', 'new_ticket')
    assert changes['My printer']['tags'] == ('printer', 'printer, hp') and 'queue' not in changes['My printer']
    assert daemon.rows('SELECT * FROM ticket') == before
    assert '5 mails decided anew, 0 would be different' in daemon.postigo('replay', '--rules', daemon.folder / 'rules.d').stdout
    last = daemon.value('SELECT max(received) FROM inbox')
    came = datetime.datetime.fromtimestamp(last / 1000, datetime.timezone.utc).isoformat(timespec='milliseconds')
    since = daemon.count('inbox', 'received = ?', last)
    assert since < 5
    assert re.search('(?m)^%d mails? decided anew' % since, daemon.postigo('replay', '--rules', others.parent, '--since', came).stdout)
    daemon.integrity()


VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=customer.example'}


def on_a_terminal(daemon, *args):
    """What a command says there beside its answer."""
    ours, theirs = os.openpty()
    with os.fdopen(ours, 'rb', buffering=0) as screen:
        subprocess.run([str(road.BUILD / 'postigo'), '-c', str(daemon.path), *map(str, args)], stdout=subprocess.DEVNULL, stderr=theirs,
                       check=True, timeout=60)
        os.close(theirs)
        said = b''
        with contextlib.suppress(OSError):      # its end, on Linux
            while chunk := screen.read(4096):
                said += chunk
    return said.decode()


def test_rules_that_look_at_who_writes(daemons, dovecot, receiver, user, folder):
    daemon = made(daemons, dovecot, receiver, user, folder)
    write(daemon, [
        {'name': 'staff', 'when': {'technician': True}, 'then': {'tags': 'staff'}},
        {'name': 'ana', 'when': {'technician': 'ana'}, 'then': {'tags': 'ana'}},
        {'name': 'vouched', 'when': {'trust': 'auth'}, 'then': {'tags': 'vouched'}},
        {'name': 'model', 'when': {'text': {'matches': r'\bHP-(?<model>\d{4})\b'}}, 'then': {'reply': 'reply_printer'}},
        {'name': 'slow', 'when': {'text': {'matches': '(a+)+$'}}, 'then': {'tags': 'slow'}},
    ])

    with open(daemon.path, 'a') as config:
        config.write('trust = { commands = "auth"; };\n')

    def matched(mail):
        return [r['name'] for r in daemon.explain(mail)['rules'] if r['matched']]

    ana = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}
    assert matched(Mail(sender='Ana <%s>' % ANA, headers=ana)) == ['staff', 'ana', 'vouched']
    assert matched(Mail(sender='Ana <%s>' % ANA)) == [], 'anybody can write that'
    assert matched(Mail(headers=VOUCHED)) == ['vouched'] and matched(Mail()) == []

    # What a pattern has caught stands in the answer to whom somebody vouches for; a pattern that takes too long is told of once.
    daemon.start()
    long = [Mail('Long', 'a' * 50000 + '!\n', show_word=False, headers={'Content-Transfer-Encoding': None}) for _ in range(2)]
    dovecot.deliver(daemon.address, Mail('My printer', 'The HP-4100 still burns.\n', headers=VOUCHED), *long)
    daemon.wait_settled(3)
    assert any('switched it off and on, the 4100?' in m.text for m in receiver.to(EVA))
    assert daemon.log().count('rule_slow') == 1
    # Who waits for very many sees how far it is.
    dovecot.deliver(daemon.address, *(Mail('Disk', headers={'Auto-Submitted': 'auto-generated'}) for _ in range(97)))
    daemon.wait_settled(100)
    assert '\r100 mails, 0 would be different ' in on_a_terminal(daemon, 'replay', '--rules', daemon.folder / 'rules.d')
    assert daemon.stop() == 0
