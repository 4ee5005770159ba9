"""Starting and stopping: nothing is left behind, nothing is cut short, nobody shares a store."""
import os
import signal
import sqlite3
import subprocess
import time

import road
from road import Mail, mailbox, wait_for


def test_graceful_stop(postigo, dovecot, receiver):
    started = time.monotonic()
    assert postigo.stop() == 0
    assert time.monotonic() - started < 5 * road.PATIENCE
    assert not os.path.exists(postigo.config['pid_file'])
    postigo.integrity()


def test_stop_under_load(postigo, dovecot, receiver):
    mails = [Mail(sender='p%d@customer.example' % n) for n in range(100)]
    for part in range(0, 100, 20):
        dovecot.deliver(postigo.address, *mails[part:part + 20])
        time.sleep(0.3)
        assert postigo.stop() == 0
        # Stopped between two mails, not within one.
        assert postigo.count('outbox', 'state = 2') == 0, postigo.rows('SELECT id, state FROM outbox WHERE state = 2')
        postigo.start()
    postigo.wait_settled(100)
    assert postigo.tickets() == 100
    assert [len(receiver.to('p%d@customer.example' % n)) for n in range(100)] == [1] * 100
    assert postigo.count('outbox', 'unknowns > 0') == 0


def test_a_second_instance_refuses(postigo):
    second = subprocess.run([str(road.BUILD / 'postigod'), '-c', str(postigo.path), '-f'], capture_output=True, text=True, timeout=30)
    assert second.returncode != 0
    assert str(postigo.process.pid) in second.stderr or 'another' in second.stderr or 'lock' in second.stderr, second.stderr
    assert postigo.process.poll() is None and postigo.postigo('status').returncode == 0


def test_the_database_is_newer(postigo, dovecot):
    postigo.stop()
    db = sqlite3.connect(postigo.db_path)
    known = db.execute("SELECT value FROM meta WHERE key LIKE '%schema%'").fetchall()
    version = db.execute('PRAGMA user_version').fetchone()[0]
    if version:
        db.execute('PRAGMA user_version = %d' % (version + 1))
    else:
        assert known, 'where is the schema\'s number?'
        db.execute("UPDATE meta SET value = value + 1 WHERE key LIKE '%schema%'")
    db.commit()
    db.close()
    before = postigo.log()
    done = subprocess.run([str(road.BUILD / 'postigod'), '-c', str(postigo.path), '-f'], capture_output=True, text=True, timeout=30)
    assert done.returncode not in (0, -signal.SIGKILL)
    assert 'newer' in done.stderr, done.stderr
    assert before == postigo.log()


def test_what_is_secret_is_readable_by_nobody_else(postigo):
    assert os.stat(postigo.config['secret']['file']).st_mode & 0o077 == 0
    assert os.stat(postigo.db_path).st_mode & 0o007 == 0


def test_a_child_that_dies_is_started_again(postigo, dovecot):
    for role in ('reader', 'fetch', 'send', 'desk'):
        pid = wait_for(lambda: postigo.kill(role), 10, 'a %s to kill' % role)
        wait_for(lambda: {*postigo.roles().get(role, []), pid} - {pid}, 10, 'another ' + role)
    mail = Mail()
    dovecot.deliver(postigo.address, mail)
    postigo.wait_ticket(mail.word)


def test_the_supervisor_dies(postigo, dovecot):
    """Its children do not go on without it: a second daemon would meet them at the store."""
    everybody = road.children(postigo.process.pid)
    postigo.process.kill()
    postigo.process.wait()
    wait_for(lambda: not any(road.alive(p) for p in everybody), 10, 'the children to leave')
    postigo.start()
    mail = Mail()
    dovecot.deliver(postigo.address, mail)
    postigo.wait_ticket(mail.word)


def test_version(folder):
    for program in ('postigo', 'postigod'):
        done = subprocess.run([str(road.BUILD / program), '--version'], capture_output=True, text=True, timeout=10)
        assert done.returncode == 0 and 'ostigo' in done.stdout


def test_log_lines_follow_a_mail(postigo, dovecot, receiver):
    """One id from the mailbox to the answer."""
    dovecot.deliver(postigo.address, Mail('Forged\tline'))
    postigo.wait_settled(1)
    row = postigo.value('SELECT id FROM inbox')
    lines = [line for line in postigo.log().splitlines() if 'mail=m%d' % row in line]
    said = [word for word in ('arrived', 'decided', 'sent') if any(' %s ' % word in line for line in lines)]
    assert said == ['arrived', 'decided', 'sent'], postigo.log()
