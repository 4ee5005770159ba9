"""An operator looks after the desk with `postigo`: what stands where, what became of it, and what to mend."""
import json
import os
import socket
import struct
import subprocess
import sys
import threading

import pytest

from road import Mail, mailbox, reply, wait_for
from servers import PATIENCE

EVA, ANA = 'eva@customer.example', 'ana@tech.example'


def test_a_ticket_from_all_sides(postigo, dovecot, receiver):
    mail = Mail('Cannot print', 'The printer is out of work.\n', attachments=[('log.txt', 'text/plain', b'error 17\n')])
    dovecot.deliver(postigo.address, mail)
    ack = receiver.wait(EVA)
    dovecot.deliver(ack.reply_to, reply(ack, 'It still does not print.'))
    postigo.wait_settled(2)

    [listed] = postigo.json('ticket', 'list')
    assert listed['ticket'] == 1 and listed['subject'] == 'Cannot print' and listed['queue'] == 'help'
    assert listed['requester'] == {'name': 'Eva Requester', 'address': EVA}
    [shown] = postigo.json('ticket', 'show', 1)
    assert {**shown, **listed} == shown, 'what the list says, and more'
    theirs = [m for m in shown['messages'] if m['kind'] == 'from_requester']
    assert [m['reply'].split('\n')[0] for m in theirs] == ['The printer is out of work.', 'It still does not print.']
    [attached] = theirs[0]['attachments']
    assert (attached['name'], attached['size']) == ('log.txt', 9)
    assert {(o['kind'], o['recipient'], o['state']) for o in shown['outbox']} == \
        {('acknowledgement', EVA, 'sent'), ('notice_new', ANA, 'sent'), ('notice_reply', ANA, 'sent')}
    assert shown['events'] and [p['address'] for p in shown['participants']] == [EVA]

    text = postigo.postigo('ticket', 'show', 1).stdout
    for words in ('Cannot print', EVA, 'The printer is out of work.', 'It still does not print.', 'log.txt', 'sent'):
        assert words in text
    assert '\033' not in text, 'no colours in a pipe'


def change_it(daemon):
    daemon.postigo('ticket', 'assign', 1, 'ana')
    assert daemon.value('SELECT assignee FROM ticket') == 'ana'
    daemon.postigo('ticket', 'close', '#1')
    assert [t['ticket'] for t in daemon.json('ticket', 'list', '--state', 'closed')] == [1]
    assert 'closed already' in daemon.postigo('ticket', 'close', 1, status=65).stderr
    daemon.postigo('ticket', 'open', 1)
    assert 'no queue "hepl"' in daemon.postigo('ticket', 'list', '--queue', 'hepl').stderr
    assert [t['ticket'] for t in daemon.json('ticket', 'list', '--state=open', '--queue', 'help')] == [1]
    assert 'zoe' in daemon.postigo('ticket', 'assign', 1, 'zoe', status=65).stderr
    assert '77' in daemon.postigo('ticket', 'show', 77, status=65).stderr
    assert '77' in daemon.postigo('ticket', 'close', 77, status=65).stderr


def test_changes_with_the_daemon_and_without(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail())
    postigo.wait_settled(1)
    change_it(postigo)
    assert postigo.stop() == 0
    change_it(postigo)
    assert [verb for verb, in postigo.rows("SELECT verb FROM event WHERE actor = 'operator' ORDER BY id")] == \
        ['assigned', 'closed', 'opened', 'closed', 'opened'], 'who has it already is not given it again'


def test_status_accounts_for_every_mail(postigo, dovecot, receiver):
    mails = [Mail(sender='p%d@customer.example' % n) for n in range(5)]
    dovecot.deliver(postigo.address, *mails, mails[0])
    postigo.wait_settled(6)
    [status] = postigo.json('status')
    [box] = status['mailboxes']
    assert status['running'] and status['daemon']['pid'] == postigo.process.pid
    assert (box['arrived'], box['done'], box['duplicate'], box['balanced']) == (6, 5, 1, True)
    assert status['outbox']['sent'] == 10 and status['tickets']['new'] + status['tickets']['open'] == 5
    assert postigo.stop() == 0
    [status] = postigo.json('status')
    assert not status['running'] and status['mailboxes'][0]['arrived'] == 6
    assert 'not running' in postigo.postigo('status').stdout


def test_the_outbox(postigo, dovecot, receiver):
    receiver.refuse[EVA] = ['550 5.1.1 no such user here']
    dovecot.deliver(postigo.address, Mail('Cannot print'))
    wait_for(lambda: postigo.json('outbox', 'list', '--state', 'failed'), 20, 'the acknowledgement to fail')
    [row] = postigo.json('outbox', 'list', '--state', 'failed')
    assert row['recipient'] == EVA and row['code'] == 550 and 'no such user' in row['answer']
    raw = postigo.postigo('outbox', 'show', '--raw', row['row']).stdout
    assert 'Message-ID: <%s>' % row['message_id'] in raw
    assert EVA in postigo.postigo('outbox', 'show', row['row']).stdout
    postigo.postigo('outbox', 'retry', row['row'])
    assert receiver.wait(EVA).message_id == '<%s>' % row['message_id'], 'the same mail, once more'

    receiver.down()
    dovecot.deliver(postigo.address, Mail(sender='bo@customer.example'))
    wait_for(lambda: postigo.json('outbox', 'list', '--state', 'queued') +
             postigo.json('outbox', 'list', '--state', 'deferred'), 20, 'mail that waits')
    postigo.wait_count(2, 'outbox', 'state IN (0, 3) AND lease IS NULL')
    for waiting in postigo.json('outbox', 'list', '--state', 'queued') + postigo.json('outbox', 'list', '--state', 'deferred'):
        postigo.postigo('outbox', 'drop', waiting['row'])
    receiver.up()
    postigo.wait_settled(2)
    assert not receiver.to('bo@customer.example')


def test_the_inbox(postigo, dovecot, receiver):
    mail = Mail()
    dovecot.deliver(postigo.address, mail)
    postigo.wait_settled(1)
    [row] = postigo.json('inbox', 'list')
    assert (row['state'], row['mailbox'], row['ticket']) == ('done', 'support', 1) and row['uid']
    raw = postigo.postigo('inbox', 'show', '--raw', row['row']).stdout
    assert mail.message_id in raw
    [parsed] = [json.loads(line) for line in postigo.postigo('parse', '--json', '-', stdin=raw.encode()).stdout.splitlines()]
    assert parsed['file'] == '-' and '<%s>' % parsed['message_id'] == mail.message_id


def test_the_doctor(postigo, dovecot, receiver, daemons, user):
    visit = postigo.json('doctor')
    assert all(found['ok'] for found in visit) and len(visit) == 6, visit
    assert not receiver.mails, 'nothing is delivered'
    assert 'All 6 are well' in postigo.postigo('doctor').stdout

    ill = daemons([mailbox(dovecot, 'support', user, password='wrong'), mailbox(dovecot, 'lost', user + 'b', folder='Nowhere')],
                  receiver)
    receiver.down()
    support, lost, relay = ill.json('doctor', status=69)[-3:]
    assert support['tried'].startswith('mailbox support:') and support['step'] == 'login'
    assert lost['tried'].startswith('mailbox lost:') and lost['step'] == 'folder'
    assert relay['tried'].startswith('smtp') and relay['step'] == 'connect' and relay['remedy']
    text = ill.postigo('doctor', status=69).stdout
    assert 'need mending' in text and 'password' in text


def test_the_doctor_is_hung_up_on(daemons, certificates, receiver):
    """In the middle of STARTTLS: that is told, and the visit goes on."""
    with socket.create_server(('127.0.0.1', 0)) as server:
        def hang_up():
            line, _ = server.accept()
            line.sendall(b'* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n')
            tag = line.recv(1000).split()[0]
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            line.sendall(tag + b' OK begin\r\n')
            line.shutdown(socket.SHUT_WR)
            line.close()
        threading.Thread(target=hang_up, daemon=True).start()
        ill = daemons([{'name': 'support', 'host': 'localhost', 'port': server.getsockname()[1], 'tls': 'starttls',
                        'ca_file': str(certificates.ca), 'user': 'u', 'password': 'p', 'address': 'support@example.org',
                        'queue': 'help'}], receiver)
        *_, support, relay = ill.json('doctor', status=69)
    assert support['tried'].startswith('mailbox support:') and not support['ok']
    assert relay['tried'].startswith('smtp') and relay['ok']


@pytest.mark.skipif(os.getuid() != 0, reason='to be somebody else takes root')
def test_a_stranger_at_the_control_socket(postigo, dovecot, receiver):
    """Whatever its mode, the desk asks the kernel who is there."""
    dovecot.deliver(postigo.address, Mail())
    postigo.wait_settled(1)
    path = postigo.config['control']['socket']
    os.chmod(path, 0o666)
    os.chmod(postigo.folder, 0o755)
    program = '''
import os, socket, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as s:
    s.connect(sys.argv[1])
    sys.exit(s.recv(100) != b'')        # the line is closed, without a word
'''
    done = subprocess.run([sys.executable, '-c', program, path], timeout=30 * PATIENCE)
    assert done.returncode == 0
    wait_for(lambda: 'control_refused uid=65534' in postigo.log(), 10, 'the log to name the stranger')
    assert postigo.postigo('ticket', 'list').returncode == 0, 'all others go on'


def test_words_that_are_no_commands(postigo):
    for words, said in ((['tickt', 'list'], 'did you mean "ticket"'), (['ticket', 'lst'], 'did you mean "list"'),
                        (['ticket', 'list', '--sate', 'new'], 'did you mean --state'), (['ticket', 'show'], 'number'),
                        (['ticket', 'show', 'x'], 'number'), (['inject'], '--mailbox'), (['parse'], 'which mail'),
                        (['inbox', 'list', '--state', 'qarantined'], 'did you mean "quarantined"')):
        assert said in postigo.postigo(*words, status=64).stderr
    for command in ('check', 'doctor', 'status', 'ticket', 'outbox', 'inbox', 'person', 'token', 'parse', 'explain', 'inject', 'version', 'help'):
        said = postigo.postigo(command, '--help').stdout
        assert said.startswith('Usage: postigo') and 'Example' in said


def test_parse_goes_on(postigo):
    good = postigo.folder / 'good.eml'
    good.write_bytes(bytes(Mail('One')))
    done = postigo.postigo('parse', '--json', good, postigo.folder / 'none.eml', postigo.folder, good, status=66)
    objects = [json.loads(line) for line in done.stdout.splitlines()]
    assert [o['subject'] for o in objects] == ['One', 'One'] and list(objects[0])[0] == 'file'
    assert 'none.eml' in done.stderr
    assert 'One' in postigo.postigo('parse', good).stdout
