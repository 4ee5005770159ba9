"""The power goes while a commit is on its way to the disk: nobody had been told of it, and what the disk forgot comes again."""
import ctypes
import mmap
import os
import pathlib
import subprocess

import pytest

from road import BUILD, Mail, mailbox, wait_for

NAMES = ('hold', 'syncs', 'held', 'rounds', 'heard', 'said', 'kept')
LOG_MAX = 32 << 20


class Shared(ctypes.Structure):
    """What stuck_disk.c shares with us."""
    _fields_ = [(name, ctypes.c_int32) for name in NAMES] + [('log', ctypes.c_char * LOG_MAX)]


@pytest.fixture
def disk(base, folder, monkeypatch):
    """A disk that can be told which of the desk's syncs is not to end; for daemons that are started from now on."""
    library, path = base / 'stuck_disk.so', folder / 'shared'
    subprocess.run(['gcc', '-shared', '-fPIC', '-O1', '-o', str(library),
                    str(pathlib.Path(__file__).with_name('stuck_disk.c'))], check=True)
    with open(path, 'w+b') as file:
        file.truncate(ctypes.sizeof(Shared))
        memory = mmap.mmap(file.fileno(), 0)
    monkeypatch.setenv('STUCK_DISK', str(path))
    monkeypatch.setenv('ASAN_OPTIONS', os.environ.get('ASAN_OPTIONS', '') + ':verify_asan_link_order=0')
    return Shared.from_buffer(memory), str(library)


def start(daemon, library, monkeypatch):
    """Only postigod has that disk: postigo and the store's other readers do not write."""
    with monkeypatch.context() as m:
        m.setenv('LD_PRELOAD', library)
        daemon.start()


def cut_power(daemon, shared):
    """All of it stops at once, and of the log there is left what had been synced."""
    daemon.crash()
    log = daemon.db_path.with_name(daemon.db_path.name + '-wal')
    kept = ctypes.string_at(ctypes.addressof(shared) + Shared.log.offset, shared.kept)
    assert log.read_bytes() != kept, 'there is something to forget'
    log.write_bytes(kept)
    log.with_name(log.name[:-3] + 'shm').unlink()
    for name in NAMES:
        setattr(shared, name, 0)


def test_power_cut(daemons, dovecot, receiver, user, disk, monkeypatch):
    """At each sync that the life of a mail takes, from the mailbox to the answer."""
    shared, library = disk
    daemon = daemons([mailbox(dovecot, 'support', user, after='delete')], receiver)
    start(daemon, library, monkeypatch)
    for n in range(1, 100):
        shared.syncs, shared.hold = 0, n
        sender = 'p%d@customer.example' % n
        mail = Mail(sender=sender)
        dovecot.deliver(user, mail)
        wait_for(lambda: shared.held or daemon.count('inbox') == n and daemon.settled(), 30, 'the sync that is to hang')
        if not shared.held:
            break
        # Whoever asks now, and the desk's going on, makes nobody wiser.
        other = subprocess.Popen([str(BUILD / 'postigo'), '-c', str(daemon.path), 'ticket', 'close', '4711'],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_for(lambda: shared.heard > 0, 30, 'the desk to be asked')
            rounds = shared.rounds
            assert daemon.is_ready()        # by a knock at its door, which wakes it
            wait_for(lambda: shared.rounds > rounds, 30, 'the desk to go on')
            assert shared.said == 0, 'told before sync %d of a mail had ended' % n
            assert other.poll() is None
        finally:
            other.kill()
            other.wait()
        cut_power(daemon, shared)
        start(daemon, library, monkeypatch)
        daemon.wait_settled(n)
        assert daemon.tickets() == n and daemon.ticket_with(mail.word)
        daemon.delivered_once(receiver, sender)
        wait_for(lambda: dovecot.look(user) == [], 20, 'the INBOX to be empty')
    # Taken in, decided, about to be sent, sent.
    assert n > 4, 'a mail takes more syncs than that'
    daemon.integrity()
