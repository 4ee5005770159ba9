"""The daemon as an init system sees it: the background, the pid file, systemd's notices, and rehearsals of time to come."""
import os
import pathlib
import signal
import socket
import subprocess
import time

import road
from road import wait_for


def run(daemon, *options, **more):
    return subprocess.run([str(road.BUILD / 'postigod'), '-c', str(daemon.path), *options], capture_output=True,
                          text=True, timeout=30, **more)


def test_in_the_background(postigo):
    """It comes back when it is ready, and is found by its pid file."""
    postigo.stop()
    # Its log goes to syslog; what it inherits from us does not keep our pipes open.
    done = run(postigo)
    assert done.returncode == 0 and done.stdout + done.stderr == ''
    pid = int(pathlib.Path(postigo.config['pid_file']).read_text())
    try:
        assert postigo.postigo('status').returncode == 0
        assert os.getsid(pid) != os.getsid(0)
    finally:
        os.kill(pid, signal.SIGTERM)
        wait_for(lambda: not pathlib.Path('/proc/%d' % pid).exists(), 20, 'the daemon to leave')
    assert not os.path.exists(postigo.config['pid_file'])


def test_a_failure_in_the_background_is_told(postigo):
    """A second one cannot have the store, says so where it was called, and leaves the first one's pid file alone."""
    pid_file = pathlib.Path(postigo.config['pid_file'])
    before = pid_file.read_text()
    done = run(postigo)
    assert done.returncode == os.EX_TEMPFAIL
    assert 'postigo.db.lock: locked by process' in done.stderr, done.stderr
    assert pid_file.read_text() == before == '%d\n' % postigo.process.pid


def test_systemd_is_told(postigo, folder):
    postigo.stop()
    notices = []
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as here:
        here.bind(str(folder / 'notify'))
        here.settimeout(20)
        with open(postigo.log_path, 'a') as log:
            postigo.process = subprocess.Popen([str(road.BUILD / 'postigod'), '-c', str(postigo.path), '-f'],
                                               env={**os.environ, 'NOTIFY_SOCKET': str(folder / 'notify')}, stderr=log)
        while not {b'READY=1', b'WATCHDOG=1'} <= set(notices):
            notices.append(here.recv(100))
        postigo.process.send_signal(signal.SIGHUP)
        while b'RELOADING=1' not in notices:
            notices.append(here.recv(100))
        while notices[-1] != b'READY=1':
            notices.append(here.recv(100))
        postigo.process.terminate()
        while notices[-1] != b'STOPPING=1':
            notices.append(here.recv(100))
    assert postigo.process.wait(20) == 0


def test_a_rehearsal_runs_in_simulated_time(postigo, receiver, dovecot):
    real = postigo.config['store']['url']
    postigo.stop()
    # Half a day passes in each second: how long ago that is must not keep an acknowledgement back here.
    postigo.write_config(store={'url': real.replace('postigo.db', 'rehearsal.db')}, limits={'ack_max_age': '300d'},
                         mailboxes=[{**postigo.config['mailboxes'][0], 'adopt': 'take'}])
    dovecot.deliver(postigo.address, road.Mail('Old', sender='bo@customer.example'))
    time.sleep(1.1)
    with open(postigo.log_path, 'a') as log:
        process = subprocess.Popen([str(road.BUILD / 'postigod'), '-c', str(postigo.path), '-f', '--clock',
                                    '2031-05-01T08:00:00Z', '--speed', '43200'], stderr=log)
    wait_for(lambda: 'account mailbox=support' in postigo.log(), 20, 'the daily account')
    # What lay there before it began was there before; what comes is new, though the server's clock says another year.
    dovecot.deliver(postigo.address, road.Mail('New'))
    receiver.wait('eva@customer.example')
    process.terminate()
    assert process.wait(20) == 0
    assert receiver.to('bo@customer.example') == []
    [account] = [line for line in postigo.log().splitlines() if 'account mailbox=support' in line][:1]
    # Half a day late where the machine has much to do.
    assert account.startswith(('2031-05-02T', '2031-05-03T')) and 'arrived=1 accounted_for=1' in account, account
    # The two kinds of time never meet in one store.
    done = run(postigo, '-f')
    assert done.returncode != 0 and 'rehearsal' in done.stderr, done.stderr
    postigo.write_config(store={'url': real})
    done = run(postigo, '-f', '--clock', '2031-05-01T08:00:00Z')
    assert done.returncode != 0 and 'real time' in done.stderr, done.stderr


def test_wrong_options(postigo):
    assert run(postigo, '--clock', 'tomorrow').returncode == os.EX_USAGE
    assert run(postigo, '--speed', '-1').returncode == os.EX_USAGE
    assert run(postigo, 'surplus').returncode == os.EX_USAGE
    assert 'postigo' in run(postigo, '--version').stdout
    assert '--clock' in run(postigo, '--help').stdout
