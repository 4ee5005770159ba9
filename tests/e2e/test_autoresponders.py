"""Notes of absence, delivery reports and other machines' mail of the whole world: none gets an answer from a live desk.

The mails are not ours to hand on: POSTIGO_CORPORA names the folder that they are in, else it is shared/corpora beside ours.
"""
import json
import os
import pathlib
import re

import pytest

from road import INBOX, TOP, Mail, mailbox

CORPORA = pathlib.Path(os.environ.get('POSTIGO_CORPORA') or TOP.parent / 'shared' / 'corpora')
SETS = ('sisimai', 'flufl-bounce', 'bounceparser', 'redmine', 'zammad', 'discourse', 'osticket')
KINDS = {'bounce', 'auto', 'auto_reply', 'auto_generated', 'bounce_or_auto', 'auto_or_list', 'feedback'}
# Its collectors' programs look at what is in a mail. Of these two, one is spam with a picture, without any report in it; the
# other is a person's, who passes on a report that they had.
NO_MACHINES = {'bounceparser/corpus/spam-with-image.msg', 'sisimai/bsd/lhost-sendmail-14.eml'}
ANA, OPS, EVA = 'ana@tech.example', 'ops@example.org', 'eva@customer.example'


def is_machine(case):
    """What the people who collected the mail say of it, where they are sure."""
    expect = case['expect']
    return case['task'] in ('bounce', 'auto_reply') and not case.get('soft') and (
        expect.get('kind') in KINDS or expect.get('out_of_office') is True or expect.get('send_auto_response') is False)


def mails_of(name):
    """[(name, bytes)] of a set's machine mail."""
    path = CORPORA / name / 'cases.jsonl'
    if not path.exists():
        return []
    cases = [json.loads(line) for line in path.read_text().splitlines()]
    inputs = sorted({case['input'] for case in cases if is_machine(case)})
    return [('%s/%s' % (name, i), as_sent((CORPORA / name / i).read_bytes())) for i in inputs
            if '%s/%s' % (name, i) not in NO_MACHINES]


def as_sent(raw):
    """Without the line that a mail folder of the old kind puts before each mail; with CRLF line ends."""
    if raw.startswith((b'From ', b'>From ')):
        raw = raw.split(b'\n', 1)[1]
    return raw.replace(b'\r\n', b'\n').replace(b'\n', b'\r\n')


@pytest.fixture(scope='module')
def mails():
    found = [mail for name in SETS for mail in mails_of(name)]
    if not found:
        pytest.skip('no collection of mails here: POSTIGO_CORPORA names none')
    return found


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    """One without limits: they must not be what ends it."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, operator=OPS)
    daemon.user = user
    return daemon.start()


def strangers(desk):
    """(ticket, kind, recipient) of all that goes to people who are neither technicians nor the operator."""
    return desk.rows('SELECT ticket, kind, recipient FROM outbox WHERE recipient NOT IN (?, ?, ?)', ANA, OPS, EVA)


def names(desk, mails, rows):
    """Which mails those were about: they came in the order in which they stand in `mails`."""
    first = desk.value('SELECT max(uid) FROM inbox') - len(mails) + 1
    return [(mails[uid - first][0], *row) for row in rows
            for uid, in desk.rows('SELECT uid FROM inbox WHERE ticket = ?', row[0]) if uid >= first]


def put(desk, dovecot, mails, above=b''):
    """Into the mailbox, by and by, and waits until all are dealt with."""
    before = desk.count('inbox')
    for first in range(0, len(mails), 25):
        dovecot.append(desk.user, *[above + raw for _, raw in mails[first:first + 25]])
    desk.wait_settled(before + len(mails), seconds=60)
    assert desk.count('inbox') == before + len(mails)
    assert desk.count('inbox', 'state = ?', INBOX['quarantined']) == 0
    desk.integrity()


def test_out_of_the_blue(desk, dovecot, receiver, mails):
    put(desk, dovecot, mails)
    assert names(desk, mails, strangers(desk)) == []
    assert {m.recipients[0] for m in receiver.mails} <= {ANA, OPS}


def test_at_the_reply_address_of_a_ticket(desk, dovecot, receiver, mails):
    """As answers to an acknowledgement of ours: filed on the ticket, which stays as it is."""
    dovecot.deliver(desk.user + '@example.org', Mail('Cannot print', to=desk.user + '@example.org'))
    ack = receiver.wait(EVA)
    desk.wait_settled(1)
    desk.postigo('ticket', 'close', 1)
    put(desk, dovecot, mails, b'Delivered-To: %s\r\n' % ack.reply_to.encode())
    assert names(desk, mails, strangers(desk)) == []
    assert {m.recipients[0] for m in receiver.mails} <= {ANA, OPS, EVA}
    assert len(receiver.to(EVA)) == 1, 'and the requester is not bothered'
    # What answers us is filed there. What a program writes by itself is not: somebody may have given it the address.
    classes = dict(re.findall(r'decided mail=m(\d+) .* class=(\w+)', desk.log()))
    elsewhere = desk.rows('SELECT id FROM inbox WHERE ticket <> 1')
    assert len(elsewhere) < len(mails) / 10
    assert {classes[str(id)] for id, in elsewhere} <= {'auto_generated', 'list'}
    assert desk.value('SELECT state FROM ticket WHERE id = 1') == 3, 'it is closed as before'
