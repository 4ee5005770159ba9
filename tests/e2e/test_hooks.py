"""Webhooks and programs: what rules tell outside and run, once each, in time, within limits, and what comes of it on the ticket."""
import ctypes
import hashlib
import hmac
import json
import os
import pathlib
import re
import socket
import stat
import textwrap
import time

import pytest

import road
import servers
from road import Mail, mailbox, reply
from servers import wait_for

ANA, OPERATOR = 'ana@tech.example', 'root@ops.example'
SECRET = 'between us two'
PIDFD_GETFD = 438


def program(folder, name, script):
    path = pathlib.Path(folder) / name
    path.write_text('#!/bin/sh\n' + textwrap.dedent(script))
    path.chmod(0o755)
    return str(path)


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    """Makes a daemon with rules; each is (subject, then)."""

    def make(rules, **sections):
        daemon = daemons([mailbox(dovecot, 'support', user)], receiver, operator=OPERATOR, **sections,
                         rules=[{'name': subject, 'on': 'both', 'when': {'subject': subject}, 'then': then}
                                for subject, then in rules.items()])
        daemon.address = user + '@example.org'
        daemon.deliver = lambda *mails: dovecot.deliver(daemon.address, *mails)
        return daemon

    return make


def hooks(daemon, **where):
    """{name: row}, the newest of each."""
    return {r['name']: r for r in reversed(daemon.json('hook', 'list')) if all(r[k] == v for k, v in where.items())}


def wait_state(daemon, name, state, seconds=20):
    return wait_for(lambda: hooks(daemon).get(name, {}).get('state') == state and hooks(daemon)[name], seconds,
                    '%s to be %s' % (name, state))


def events(daemon, ticket):
    return [(e['actor'], e['verb'], e['detail']) for e in daemon.json('ticket', 'show', ticket)[0]['events']]


def webhook(name, port, **settings):
    return {'name': name, 'url': 'http://127.0.0.1:%d/%s' % (port, name), 'timeout': '3s', 'retry_first': '1s', 'retry_most': '2s',
            **settings}


def test_webhooks_are_told(desk, receiver, certificates, folder):
    """Success, a server that is away for a while, one that wants more time, a final no, nobody there, nobody to be trusted."""
    with servers.Web(certificates.make('localhost')) as web, servers.Web() as plain, \
            servers.Web(certificates.make('elsewhere.example')) as wrong:
        nobody = servers.free_port()
        secure = {'url': 'https://localhost:%d/chat?room=1' % web.port, 'ca_file': str(certificates.ca), 'secret': SECRET}
        daemon = desk({
            'printer': {'queue': 'help', 'tags': 'hot', 'fields': {'site': 'Madrid'}, 'webhook': 'chat'},
            'fax': {'webhook': ['busy', 'never', 'moved']}, 'phone': {'webhook': ['gone', 'stranger']},
            'slack': {'webhook': 'line'}, 'weather': {'refuse': 'not ours', 'webhook': 'chat'},
        }, webhooks=[
            {'name': 'chat', **secure}, webhook('busy', plain.port), webhook('never', plain.port), webhook('moved', plain.port),
            webhook('gone', nobody, give_up='3s'), webhook('line', plain.port, body='text'),
            webhook('stranger', 0, url='https://localhost:%d/' % wrong.port, ca_file=str(certificates.ca))])
        daemon.start()
        mail = Mail('My printer', headers={'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=customer.example'})
        assert daemon.explain(mail)['hooks'] == [{'kind': 'webhook', 'name': 'chat', 'rule': 'printer'}]
        assert 'chat, by rule "printer"' in daemon.postigo('explain', daemon.folder / 'explain.eml').stdout
        assert web.posts == []
        daemon.deliver(mail)
        done = wait_state(daemon, 'chat', 'done')
        [(path, headers, body)] = web.posts
        told = json.loads(body)
        assert path == '/chat?room=1' and headers['Content-Type'] == 'application/json'
        assert headers['X-Postigo-Attempt'] == '1' and headers['Idempotency-Key'] == told['id'] == done['id']
        signed = headers['X-Postigo-Timestamp'].encode() + b'.' + body
        assert headers['X-Postigo-Signature'] == 'v1=' + hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        assert abs(int(headers['X-Postigo-Timestamp']) - time.time()) < 120
        assert (told['version'], told['event'], told['rule']) == (1, 'ticket.new', 'printer')
        assert {k: told['ticket'][k] for k in ('number', 'subject', 'queue', 'tier', 'priority', 'tags', 'fields')} == {
            'number': 1, 'subject': 'My printer', 'queue': 'help', 'tier': 1, 'priority': 'normal', 'tags': ['hot'], 'fields': {'site': 'Madrid'}}
        assert told['requester']['address'] == 'eva@customer.example' and told['message']['message_id'] == mail.message_id.strip('<>')
        assert 'text' not in told['message'], 'what people write is not told unless that is asked for'
        assert ('webhook chat', 'told', 'HTTP 200') in events(daemon, 1)
        assert daemon.count('hook_body') == 0, 'what has been heard is not kept'

        # Its reply is told as such; a mail that is refused is told to nobody.
        daemon.deliver(reply(receiver.wait('eva@customer.example'), 'It burns.'), Mail('The weather', sender='rain@cloud.example'))
        wait_for(lambda: len(web.posts) == 2, 20, 'the reply to be told')
        assert json.loads(web.posts[1][2])['event'] == 'ticket.reply'

        plain.answers = [(503, {'Retry-After': '1'}), (None, {}), (429, {}), (400, {}), (301, {'Location': 'https://other.example/x'})]
        daemon.deliver(Mail('My fax'))
        daemon.wait_count(3, 'hook', "name IN ('busy', 'never', 'moved') AND state >= 3", seconds=40)
        assert len(plain.posts) >= 5
        states = [h['state'] for h in hooks(daemon).values() if h['name'] in ('busy', 'never', 'moved')]
        assert sorted(states) == ['done', 'failed', 'failed'], 'a 400 and a redirection are final, all else is tried again'
        answers = [h['answer'] for h in hooks(daemon, state='failed').values()]
        assert any('HTTP 400: not like this' in a for a in answers) and any('moved to https://other.example/x' in a for a in answers)
        ids = [h['Idempotency-Key'] for _, h, _ in plain.posts]
        assert len(set(ids)) == 3, 'each has the same id each time'
        assert {h['X-Postigo-Attempt'] for _, h, _ in plain.posts} >= {'1', '2'}

        daemon.deliver(Mail('A phone'))
        gone = wait_state(daemon, 'gone', 'failed', 30)
        assert 'given up after 3s' in gone['answer'] and gone['attempts'] >= 2
        stranger = wait_for(lambda: hooks(daemon).get('stranger', {}).get('attempts') and hooks(daemon)['stranger'], 20, 'the stranger')
        assert stranger['state'] in ('deferred', 'queued', 'running') and 'ertificate' in stranger['answer'] and wrong.posts == []
        assert any(v == 'failed' and a == 'webhook gone' for a, v, _ in events(daemon, 3))
        for words in ('"gone" has failed', '"stranger" needs somebody'):
            told = wait_for(lambda: [m for m in receiver.to(OPERATOR) if words in m.text], 20, 'the operator to hear')
            assert len(told) == 1

        daemon.deliver(Mail('slack <!channel> @all & co'))
        wait_state(daemon, 'line', 'done')
        line = json.loads(plain.posts[-1][2])
        assert list(line) == ['text'] and line['text'].startswith('#4 slack &lt;!channel&gt; @\u200ball &amp; co\nNew: help')

        # An operator tries again, or gives up.
        row = hooks(daemon)['gone']['row']
        daemon.postigo('hook', 'retry', row)
        wait_state(daemon, 'gone', 'failed', 30)
        shown = daemon.json('hook', 'show', row)[0]
        assert shown['body']['ticket']['subject'] == 'A phone'
        daemon.postigo('hook', 'drop', hooks(daemon)['stranger']['row'])
        assert hooks(daemon)['stranger']['state'] == 'dropped'
        assert 'Hooks' in daemon.postigo('status').stdout and daemon.json('status')[0]['hooks']['dropped'] == 1
        assert daemon.postigo('hook', 'retry', 999, status=65).returncode == 65
        ill = {j['tried'].split(':')[0]: j for j in daemon.json('doctor', status=69) if not j['ok']}
        assert ill['webhook gone']['step'] == 'connect' and ill['webhook stranger']['step'] == 'certificate'
        assert 'webhook chat' not in ill and 'webhook busy' not in ill and len(web.posts) == 2
        daemon.integrity()


def test_programs_are_run(desk, receiver, folder):
    """What a program prints is a note; one that hangs is killed, one that fails is told of; nothing of a mail becomes an option."""
    leave = folder / 'left'
    daemon = desk({
        'ping': {'program': 'ping'}, 'slow': {'program': 'slow'}, 'broken': {'program': 'broken'}, 'later': {'program': 'later'},
        'much': {'program': 'much'},
    }, programs=[
        {'name': 'ping', 'sets_fields': ['os', 'serial'],
         'command': [program(folder, 'ping', '''
             echo "looked at $1 and $2, of ticket $POSTIGO_TICKET"
             env | sort | cut -d= -f1 | tr '\\n' ' '
             echo; echo 'os: Debian 12'; echo 'other: no'; printf 'bell \\a, \\033[31mred\\n'
             grep -o '"event":"[a-z.]*"' ; id -u; pwd'''), '--from={requester.address}', '{ticket.subject}']},
        {'name': 'slow', 'timeout': '1s', 'command': [program(folder, 'slow', 'sleep 300 & echo $! >%s; wait' % leave)]},
        {'name': 'broken', 'command': [program(folder, 'broken', 'echo half a thing; echo no such host >&2; exit 3')]},
        {'name': 'later', 'retry_first': '1s', 'retry_most': '1s',
         'command': [program(folder, 'later', 'test "$POSTIGO_ATTEMPT" = 2 || exit 75; echo "now it is there"')]},
        {'name': 'much', 'output_max': '1K', 'notice': False, 'command': [program(folder, 'much', 'yes much | head -c 2000000; exit 0')]},
    ])
    daemon.start()
    daemon.deliver(Mail('ping me; $(reboot)'))
    wait_state(daemon, 'ping', 'done')
    ticket = daemon.json('ticket', 'show', 1)[0]
    [note] = [m for m in ticket['messages'] if m['kind'] == 'note']
    lines = note['text'].splitlines()
    assert note['subject'] == 'program ping'
    assert lines[0] == 'looked at --from=eva@customer.example and ping me; $(reboot), of ticket 1'
    assert lines[1].split() == ['HOME', 'LANG', 'PATH', 'POSTIGO_ATTEMPT', 'POSTIGO_EVENT', 'POSTIGO_ID', 'POSTIGO_TICKET', 'PWD']
    assert 'bell , [31mred' in lines and '"event":"ticket.new"' in lines and lines[-1] == '/'
    assert ticket['fields'] == {'os': 'Debian 12'}
    assert any(e['actor'] == 'program ping' and e['verb'] == 'ran' for e in ticket['events'])
    notice = wait_for(lambda: [m for m in receiver.to(ANA) if 'ping: ping me' in m['Subject']], 20, 'the notice')[0]
    assert 'The program ping has looked into ticket 1' in notice.text and 'looked at --from' in notice.text
    assert 'Take it' in notice.text, 'with what can be done by one mail'
    assert [m for m in receiver.to('eva@customer.example') if 'looked at' in m.text] == [], 'it is for technicians alone'

    # An answer to that is a note as well.
    answer = reply(notice, 'Thanks, I see.', sender='Ana <%s>' % ANA,
                   headers={'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'})
    before = len(receiver.to('eva@customer.example'))
    daemon.postigo('inject', '--mailbox', 'support', stdin=answer)
    wait_for(lambda: any('I see.' in (m['text'] or '') for m in daemon.json('ticket', 'show', 1)[0]['messages']), 20, 'the note')
    assert len(receiver.to('eva@customer.example')) == before

    # The subject would be an option.
    daemon.deliver(Mail('--version ping'))
    wait_for(lambda: daemon.count('hook', "name = 'ping' AND state = 4"), 20, 'the option')
    [bad] = [h for h in daemon.json('hook', 'list', '--state', 'failed')]
    assert bad['answer'] == 'was not run: ticket.subject begins with a hyphen: the program would take it for an option'
    assert any(v == 'failed' for _, v, _ in events(daemon, 2)) and receiver.to(OPERATOR) == []

    began = time.monotonic()
    daemon.deliver(Mail('slow'))
    assert 'took longer than 1s' in wait_state(daemon, 'slow', 'failed')['answer'] and time.monotonic() - began < 15 * servers.PATIENCE
    wait_for(lambda: not road.alive(int(leave.read_text())), 10, 'what it started to be gone as well')
    daemon.deliver(Mail('broken'))
    assert wait_state(daemon, 'broken', 'failed')['answer'].endswith(': no such host')
    words = wait_for(lambda: [m.text for m in receiver.to(OPERATOR) if '"broken" has failed' in m.text], 20, 'the operator to hear')
    assert 'status 3' in words[0] and 'half a thing' not in str(daemon.texts(4))
    daemon.deliver(Mail('later'))
    assert wait_state(daemon, 'later', 'done')['attempts'] == 2
    assert any('now it is there' in t for t in daemon.texts(5))
    daemon.deliver(Mail('much'))
    wait_state(daemon, 'much', 'done')
    assert [len(t) for t in daemon.texts(6) if t.startswith('much\n')] == [1024]
    assert not [m for m in receiver.to(ANA) if 'looked into ticket 6' in m.text], 'notice = false'
    daemon.integrity()


def test_nothing_is_lost(desk, folder):
    """kill -9 of the hook process, of the desk, a reload and a stop in the middle: all is told, and with the id that it had."""
    with servers.Web() as web:
        go = folder / 'go'
        daemon = desk({'both': {'webhook': 'chat', 'program': 'wait'}}, webhooks=[webhook('chat', web.port, at_once=4)],
                      programs=[{'name': 'wait', 'timeout': '60s', 'at_once': 4, 'command': [
                          program(folder, 'wait', 'echo $$ >>%s/pids; until test -e %s; do sleep 0.1; done; echo "it went on"' % (folder, go))]}])
        daemon.start()
        web.delay = 1
        daemon.deliver(*[Mail('both %d' % n) for n in range(5)])
        wait_for(lambda: daemon.count('hook', "name = 'wait' AND state = 1") == 4, 20, 'four to run')
        wait_for(lambda: daemon.count('hook', "name = 'wait' AND state = 0") == 1, 20, 'the fifth to wait')
        assert daemon.count('hook', "name = 'wait' AND state = 1") == 4, 'and no more at a time'
        pids = folder / 'pids'
        wait_for(lambda: pids.exists() and len(pids.read_text().split()) == 4, 20, 'the four to say who they are')
        first = [int(p) for p in pids.read_text().split()]
        daemon.kill('hook')
        wait_for(lambda: not any(road.alive(p) for p in first), 10, 'those that it ran to go with it')
        wait_for(lambda: daemon.count('hook', "name = 'wait' AND state = 1 AND lost = 1"), 20, 'them to be begun anew')
        assert daemon.kill('desk')
        wait_for(lambda: daemon.count('hook', "name = 'wait' AND state = 1") == 4, 20, 'four to run')
        daemon.reload()
        go.touch()
        wait_for(lambda: daemon.count('hook', 'state = 3') == 10, 60, 'all to be done')
        assert daemon.count('message', "kind = 2 AND text LIKE 'it went on%'") == 5, 'each note once'
        numbers = {}
        for _, headers, body in web.posts:
            numbers.setdefault(json.loads(body)['ticket']['number'], set()).add(headers['Idempotency-Key'])
        assert sorted(numbers) == [1, 2, 3, 4, 5] and all(len(ids) == 1 for ids in numbers.values())
        assert daemon.stop() == 0
        daemon.integrity()

        # Without a webhook there is no process for them; what waits for one that has left the config fails.
        web.stop()
        daemon.start()
        daemon.deliver(Mail('both of us'))
        wait_for(lambda: hooks(daemon)['chat']['state'] == 'deferred', 20, 'it to wait')
        for section in ('webhooks', 'programs', 'rules'):
            del daemon.config[section]
        daemon.write_config()
        daemon.reload()
        wait_for(lambda: 'no webhook is called chat any more' in str(hooks(daemon)['chat']['answer']), 20, 'it to be given up')
        wait_for(lambda: 'hook' not in daemon.roles(), 20, 'the process to go')


def test_config(desk, folder):
    """What is wrong is told with its line, and what would be right."""
    daemon = desk({'one': {'webhook': 'chatt', 'program': 'ping'}},
                  webhooks=[webhook('chat', 1, url='http://chat.example.com/x'), webhook('other', 1, secrets='x')],
                  programs=[{'name': 'ping', 'command': ['ping', '{field.host}', '{ticket.numbr}']},
                            {'name': 'gone', 'command': ['/nowhere/at/all']}])
    said = daemon.postigo('check', status=1).stdout
    for words in ('names the webhook "chatt", which there is not; did you mean "chat"?', 'which everybody on the way can read and change; use https',
                  'did you mean "secret"?', 'begin with the whole path of the program', 'has {ticket.numbr} in it, which stands for nothing; did you mean "ticket.number"?',
                  'names /nowhere/at/all: No such file or directory'):
        assert any(words in line and re.match(r'.*/postigo.conf:\d+: ', line) for line in said.splitlines()), (words, said)
    assert os.stat(daemon.path).st_mode & stat.S_IRWXO == 0


def line_of(pid):
    """A double of the socket on which that process, which has nothing in hand, speaks to the desk. Its only other one, the
    supervisor's, it was born with; this was handed to it, and has the first number that was free."""
    folder = pathlib.Path('/proc/%d/fd' % pid)
    number = min(int(fd.name) for fd in folder.iterdir() if os.readlink(fd).startswith('socket:'))
    pidfd = os.pidfd_open(pid)
    fd = ctypes.CDLL(None, use_errno=True).syscall(PIDFD_GETFD, pidfd, number, 0)
    os.close(pidfd)
    if fd < 0:
        pytest.skip('the kernel does not let us speak in its place: %s' % os.strerror(ctypes.get_errno()))
    return socket.socket(fileno=fd)


def test_a_process_that_speaks_nonsense(desk, folder):
    """It is ended and begun anew; what it had in hand is done after all, and counts once."""
    begun, done, go = folder / 'begun', folder / 'done', folder / 'go'
    daemon = desk({'ping': {'program': 'ping'}}, programs=[{'name': 'ping', 'timeout': '60s', 'command': [program(folder, 'ping', """
        echo $POSTIGO_ATTEMPT $$ >>%s
        while [ ! -e %s ]; do sleep 0.05; done
        echo $$ >>%s; echo looked at it""" % (begun, go, done))]}])
    daemon.start()
    [first] = wait_for(lambda: daemon.roles().get('hook'), 20, 'the process')
    with line_of(first) as line:
        daemon.deliver(Mail('ping'))
        wait_for(lambda: begun.exists() and begun.read_text(), 20, 'the program')
        line.send(b'What is all this?')
    wait_for(lambda: len(begun.read_text().splitlines()) == 2, 40, 'it to be run again')
    [second] = daemon.roles()['hook']
    assert second != first and not os.path.exists('/proc/%d' % first)
    assert re.search(r'peer_restart .*hook', daemon.log()), 'the log says why'
    [one, other] = begun.read_text().splitlines()
    assert one.split()[0] == '1' == other.split()[0], 'what it did not end was no attempt'
    go.touch()
    wait_state(daemon, 'ping', 'done')
    assert len(done.read_text().split()) == 1, 'what was begun first was ended with it'
    assert [v for a, v, _ in events(daemon, 1) if a == 'program ping'] == ['ran']
    assert len([m for m in daemon.json('ticket', 'show', 1)[0]['messages'] if m['kind'] == 'note']) == 1
    daemon.deliver(Mail('ping again'))
    wait_for(lambda: daemon.count('hook', 'state = 3') == 2, 20, 'the next one')
    daemon.integrity()
