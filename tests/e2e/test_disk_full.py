"""The disk is full: mail stays on the server, nobody pretends; when there is room again, all of it comes in."""
import os
import subprocess
import time

import pytest

from road import Mail, mailbox, wait_for


@pytest.fixture
def small_disk(base, folder):
    if os.getuid() != 0:
        pytest.skip('mounting a small file system takes root; test_file_too_large does without')
    place = folder / 'disk'
    place.mkdir()
    done = subprocess.run(['mount', '-t', 'tmpfs', '-o', 'size=3m,mode=700', 'none', str(place)], capture_output=True, text=True)
    if 'permission denied' in done.stderr:
        pytest.skip('root of a container may not mount, either; test_file_too_large does without')
    assert done.returncode == 0, done.stderr
    yield place
    subprocess.run(['umount', '-l', str(place)], check=True)


def arrives(daemon, dovecot, receiver, user, fill, free):
    daemon.start()
    first = Mail()
    dovecot.deliver(user, first)
    daemon.wait_ticket(first.word)
    fill()
    big = [Mail(sender='p%d@customer.example' % n, attachments=[('x.bin', 'application/octet-stream', os.urandom(200000))])
           for n in range(6)]
    dovecot.deliver(user, *big)
    time.sleep(3)
    assert daemon.process.poll() is None
    safe = daemon.count('inbox', 'uid IS NOT NULL AND size > 100000')
    assert safe < 6
    assert len([f for _, f in dovecot.look(user) if b'\\Seen' in f]) <= 1 + safe, 'told the server too early'
    free()
    for mail in big:
        daemon.wait_ticket(mail.word, seconds=60)
    daemon.wait_settled(7, seconds=60)
    assert daemon.tickets() == 7
    assert daemon.count('outbox', "kind = 'acknowledgement'") == 7
    for n in range(6):
        daemon.delivered_once(receiver, 'p%d@customer.example' % n)
    daemon.integrity()


def test_disk_full(daemons, dovecot, receiver, user, small_disk):
    """On a file system of 3 MiB that something else fills."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, store={'url': 'sqlite:%s/postigo.db' % small_disk})
    daemon.db_path = small_disk / 'postigo.db'
    filler = small_disk / 'filler'

    def fill():
        with open(filler, 'wb', buffering=0) as f:
            try:
                while True:
                    f.write(b'x' * 4096)
            except OSError:
                pass

    def free():
        filler.unlink()
        subprocess.run(['mount', '-o', 'remount,size=64m', str(small_disk)], check=True)

    arrives(daemon, dovecot, receiver, user, fill, free)


def test_file_too_large(daemons, dovecot, receiver, user):
    """The same without root: the database may not grow past a limit, until a restart without it."""
    import resource
    import signal
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver)

    def limits():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (600000, 600000))
    daemon.limits = limits

    def free():
        daemon.stop()
        daemon.limits = None
        daemon.start()

    arrives(daemon, dovecot, receiver, user, lambda: None, free)
