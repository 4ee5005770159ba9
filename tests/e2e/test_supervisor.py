"""The supervisor outlives what happens around it."""
import os
import pathlib
import signal
import subprocess

import road
from road import Mail, mailbox, wait_for


def test_the_caller_is_let_go(postigo):
    """In the background nothing of the caller's is held: `postigod | cat` ends."""
    postigo.stop()
    done = subprocess.run([str(road.BUILD / 'postigod'), '-c', str(postigo.path)], capture_output=True, timeout=20)
    pid = int(pathlib.Path(postigo.config['pid_file']).read_text())
    try:
        assert done.returncode == 0, done.stderr
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_for(lambda: not pathlib.Path('/proc/%d' % pid).exists(), 20, 'the daemon to leave')


def test_the_log_goes_on_without_its_reader(postigo, dovecot):
    """In the background a process of ours hands the log to syslog. Should it be killed, mail goes on."""
    postigo.stop()
    subprocess.run([str(road.BUILD / 'postigod'), '-c', str(postigo.path)], capture_output=True, timeout=20)
    pid = int(pathlib.Path(postigo.config['pid_file']).read_text())
    try:
        # The first that it started, before any other.
        os.kill(min(p for p in road.children(pid) if p > pid), signal.SIGKILL)
        desk = [p for p in road.children(pid) if road.role_of(p) == 'desk']
        os.kill(desk[0], signal.SIGKILL)        # about which there is something to say
        mail = Mail()
        dovecot.deliver(postigo.address, mail)
        postigo.wait_ticket(mail.word)
        assert pathlib.Path('/proc/%d' % pid).exists()
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_for(lambda: not pathlib.Path('/proc/%d' % pid).exists(), 20, 'the daemon to leave')


def test_the_newest_config_takes_over(daemons, dovecot, receiver, user):
    """A second reload while the first is under way is not forgotten."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    fetch = daemon.roles()['fetch'][0]
    os.kill(fetch, signal.SIGSTOP)          # it takes its time to leave
    for n in (1, 2):
        daemon.write_config(identity={**daemon.config['identity'], 'name': 'Desk %d' % n})
        daemon.reload()
        wait_for(lambda: 'send' not in daemon.roles(), 10, 'the first reload to be under way')
    os.kill(fetch, signal.SIGCONT)
    wait_for(lambda: 'reloaded' in daemon.log(), 20, 'the reload')
    mail = Mail()
    dovecot.deliver(user, mail)
    daemon.wait_ticket(mail.word)
    assert 'Desk 2' in receiver.wait('eva@customer.example').text
