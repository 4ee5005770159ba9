"""conftest.py - what every story finds ready: a Dovecot, a receiver, a folder, and the log when it goes wrong"""
import os
import pathlib
import re
import shutil
import sys
import tempfile

import pytest

sys.path.insert(0, os.path.dirname(__file__))

import letters  # noqa: E402
import road  # noqa: E402
import servers  # noqa: E402


# What no story may leave in a log, however well it ended.
FAULT = re.compile(r'template_value|Sanitizer|runtime error:|Assertion .* failed|talloc: |stack smashing|buffer overflow detected')


CHECKED_MOST = 300


@pytest.fixture(scope='session')
def base():
    """A folder that Dovecot's mail account can reach, too; gone afterwards (E2E_KEEP=1 keeps it)."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix='postigo-e2e-'))
    folder.chmod(0o755)
    yield folder
    if os.environ.get('E2E_KEEP'):
        print('kept:', folder)
    else:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope='session')
def certificates(base):
    return servers.Certificates(base / 'certificates')


@pytest.fixture(scope='session')
def dovecot(base, certificates):
    with servers.Dovecot(base / 'dovecot', certificate=certificates.make('localhost')) as server:
        yield server


@pytest.fixture
def receiver():
    with servers.Receiver() as server:
        yield server
    # Whatever the story was about: what was sent is valid. Of very many mails the first tell enough.
    for sent in server.mails[:CHECKED_MOST]:
        letters.check(sent)


@pytest.fixture
def folder(base, request):
    path = base / request.node.name.replace('[', '-').replace(']', '').replace('/', '_')
    path.mkdir()
    return path


_serial = iter(range(1, 1 << 30))


@pytest.fixture
def user():
    """A mailbox's user of this test alone; its address is USER@example.org."""
    return 'support%d' % next(_serial)


@pytest.fixture
def daemons(folder):
    """Makes daemons that end with the test."""
    made = []

    def make(mailboxes, receiver, **sections):
        made.append(road.Daemon(folder / ('d%d' % len(made) if made else 'd'), mailboxes, receiver, **sections))
        return made[-1]

    yield make
    for daemon in made:
        daemon.end()
    for daemon in made:
        faults = [line for line in daemon.log().splitlines() if FAULT.search(line)]
        assert not faults, '\n'.join(daemon.log().splitlines()[-120:])


@pytest.fixture
def postigo(daemons, dovecot, receiver, user):
    """A daemon that runs, with one mailbox: the usual case. Its address is in postigo.address."""
    daemon = daemons([road.mailbox(dovecot, 'support', user)], receiver)
    daemon.address = user + '@example.org'
    return daemon.start()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """A story that goes wrong shows what each daemon had to say."""
    outcome = yield
    report = outcome.get_result()
    if report.when == 'call' and report.failed:
        folder = item.funcargs.get('folder')
        for log in sorted(folder.glob('*/postigod.log')) if folder else ():
            lines = log.read_text(errors='replace').splitlines()
            report.sections.append(('%s (last of %d lines)' % (log, len(lines)), '\n'.join(lines[-80:])))
