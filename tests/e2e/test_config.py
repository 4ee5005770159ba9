"""A configuration with mistakes: all of them at once, each with its line; and a reload takes the whole or nothing."""
import re
import subprocess

import road
from road import Mail, mailbox, wait_for

TWENTY = '''identity = { name = "Example"; domian = "example.org"; language = "en"; };
store = { url = "mysql:/tmp/x"; };
smtp = { host = "127.0.0.1"; port = "twenty-five"; tls = "maybe"; from = "support at example.org"; };
mailboxes = (
  { name = "one"; hots = "127.0.0.1"; port = 143; tls = "none"; user = "a"; password = "p";
    address = "one@example.org"; queue = "nowhere"; },
  { name = "one"; host = "127.0.0.1"; port = 70000; tls = "none"; user = "a"; password = "p";
    address = "not an address"; queue = "help"; after = "burn"; },
  { name = "three"; host = "127.0.0.1"; port = 143; tls = "none"; user = "a"; password = { fiel = "/x"; };
    address = "three@example.org"; queue = "help"; after = "move"; poll = "soon"; max_size = "huge"; adopt = "maybe"; }
);
queues = ( { name = "help"; team = "nobody"; } );
teams = ( { name = "first"; members = [ "ana", "zoe" ]; } );
agents = ( { name = "ana"; address = "ana@tech.example"; },
           { name = "ana"; address = "ana2@tech.example"; },
           { address = "bob@tech.example"; } );
templates = { dir = "/nonexistent"; };
readers = "two";
colour = "blue";
'''

# (line, a word of what is said)
WRONG = [(1, 'domian'), (2, 'mysql'), (3, 'port'), (3, 'tls'), (3, 'from'), (5, 'hots'), (6, 'nowhere'), (7, 'one'),
         (7, '70000'), (8, 'not an address'), (8, 'burn'), (9, 'fiel'), (10, 'move_to'), (10, 'soon'), (10, 'huge'),
         (10, 'maybe'), (12, 'nobody'), (13, 'zoe'), (15, 'ana'), (16, 'name'), (17, '/nonexistent'), (18, 'readers'),
         (19, 'colour')]


def run(program, path, *args):
    return subprocess.run([str(road.BUILD / program), '-c', str(path), *args], capture_output=True, text=True, timeout=30)


def test_twenty_mistakes_at_once(folder):
    path = folder / 'postigo.conf'
    path.write_text(TWENTY)
    done = run('postigo', path, 'check')
    assert done.returncode == 1
    said = done.stdout + done.stderr
    # A setting that is missing is told where its group begins: one line up or down is as good.
    missed = [(line, word) for line, word in WRONG if not any(
        re.search(r'postigo\.conf:%d:.*%s' % (near, re.escape(word)), said) for near in (line, line - 1, line + 1, line - 2))]
    assert not missed, 'not reported: %s\n%s' % (missed, said)
    assert 'did you mean' in said and 'host' in said
    assert len(said.splitlines()) < 2 * len(WRONG), said


def test_the_daemon_says_the_same_and_does_not_start(folder):
    path = folder / 'postigo.conf'
    path.write_text(TWENTY)
    done = run('postigod', path, '-f')
    assert done.returncode == 78
    assert 'hots' in done.stderr and 'colour' in done.stderr


def test_no_configuration_at_all(folder):
    for program, args in (('postigo', ['check']), ('postigod', ['-f'])):
        done = run(program, folder / 'missing.conf', *args)
        assert done.returncode != 0 and 'missing.conf' in done.stdout + done.stderr


def test_check_of_a_good_one(postigo):
    assert postigo.postigo('check').returncode == 0


def test_the_example_is_good(folder, daemons, dovecot, receiver, user):
    """The commented configuration that is installed has no mistake but that its files are not here."""
    done = run('postigo', road.TOP / 'conf' / 'postigo.conf', 'check')
    bad = [line for line in (done.stdout + done.stderr).splitlines()
           if line.strip() and not re.search(r'No such file|cannot|not exist|unreadable|warning', line)]
    assert done.returncode == 0 or not bad, '\n'.join(bad)


def test_the_readme_is_good(folder):
    """The first configuration that it shows works as it stands, once its password file is there."""
    readme = (road.TOP / 'README').read_text()
    text = readme.split('/etc/postigo/postigo.conf:\n')[1].split('Then:')[0]
    password = folder / 'password'
    password.write_text('secret\n')
    password.chmod(0o600)
    path = folder / 'postigo.conf'
    path.write_text('templates = { dir = "%s"; };' % (road.TOP / 'templates') +
                    text.replace('/etc/postigo/password', str(password)).replace('/var/lib/postigo', str(folder)))
    done = run('postigo', path, 'check')
    assert done.returncode == 0, done.stdout + done.stderr


def test_reload(daemons, dovecot, receiver, user):
    """A second mailbox appears; the first is not disturbed."""
    one, two = mailbox(dovecot, 'one', user + 'a'), mailbox(dovecot, 'two', user + 'b')
    daemon = daemons([one], receiver).start()
    daemon.write_config(mailboxes=[one, two])
    daemon.reload()
    wait_for(lambda: 'two' in daemon.opened(), 20, 'the new mailbox to open')
    for end in 'ab':
        mail = Mail(sender='%s@customer.example' % end)
        dovecot.deliver(user + end, mail)
        daemon.wait_ticket(mail.word)
    daemon.write_config(mailboxes=[two])
    daemon.reload()
    wait_for(lambda: len(daemon.roles().get('fetch', [])) == 1, 20, 'the old mailbox to be left')


def test_reload_of_a_bad_one(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    good = daemon.path.read_text()
    before = daemon.roles()
    daemon.path.write_text(good + 'colour = "blue";\nidentity = 7;\n')
    daemon.reload()
    wait_for(lambda: 'colour' in daemon.log(), 20, 'the log to name the mistake')
    mail = Mail()
    dovecot.deliver(user, mail)
    daemon.wait_ticket(mail.word)
    assert daemon.roles()['fetch'] == before['fetch'], 'the old configuration stays in force'
    assert daemon.process.poll() is None


def test_reload_does_not_change_the_store(postigo, dovecot, receiver):
    """An empty store would take every mailbox for a new one, and pass over the mail that waits there."""
    mail = Mail()
    postigo.write_config(store={'url': postigo.config['store']['url'] + '.other'})
    postigo.reload()
    wait_for(lambda: 'reload_refused' in postigo.log(), 20, 'the reload to be refused')
    assert 'store.url' in postigo.log() and not (postigo.db_path.parent / 'postigo.db.other').exists()
    dovecot.deliver(postigo.address, mail)
    receiver.wait('eva@customer.example')


def test_commands_go_on_beside_a_bad_one(postigo):
    """What only needs the store or the daemon, which has its good one, works on."""
    postigo.postigo('inject', '--mailbox', 'support', stdin=Mail())
    postigo.wait_settled(1)
    good = postigo.path.read_text()
    postigo.path.write_text(good + 'colour = "blue";\nidentity = 7;\n')
    for words in (['status'], ['ticket', 'list'], ['outbox', 'list'], ['inbox', 'list'], ['ticket', 'close', 1]):
        assert 'errors' in postigo.postigo(*words).stderr
    assert postigo.json('status')[0]['running']
    postigo.postigo('check', status=1)
    postigo.postigo('doctor', status=78)
    assert postigo.stop() == 0
    assert [t['ticket'] for t in postigo.json('ticket', 'list')] == [1]
    assert 'not running' in postigo.postigo('ticket', 'open', 1, status=78).stderr
    postigo.path.write_text(good.replace('sqlite:', 'mysql:'))
    postigo.postigo('ticket', 'list', status=78)


def test_passwords_are_for_those_who_log_in(postigo, folder):
    """An MTA's account that injects mail need not read them."""
    support = {**postigo.config['mailboxes'][0], 'password': {'file': str(folder / 'none')}}
    postigo.write_config(mailboxes=[support])
    postigo.postigo('inject', '--mailbox', 'support', stdin=Mail())
    assert postigo.stop() == 0
    assert not postigo.postigo('inject', '--mailbox', 'support', stdin=Mail()).stderr
    postigo.postigo('doctor', status=78)
