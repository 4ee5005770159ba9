"""Whatever mail there is in the world: each one that arrives becomes a ticket, or a part of one; none is set aside.

The mails are not ours to hand on: POSTIGO_CORPORA names the folder that they are in, else it is shared/corpora beside ours.
"""
import os
import pathlib

import pytest

from road import TOP, Mail, mailbox

CORPORA = pathlib.Path(os.environ.get('POSTIGO_CORPORA') or TOP.parent / 'shared' / 'corpora')
QUARANTINED = 4


def test_half_a_megabyte_of_text(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    line = 'The log says, among other things, that the disk is full; line %d.\n'
    mail = Mail('Log', ''.join(line % i for i in range(8000)), sender='bo@customer.example')
    dovecot.deliver(user, mail)
    receiver.wait('bo@customer.example')
    daemon.wait_settled(1)
    assert line % 7999 in ''.join(daemon.texts(daemon.ticket_of(mail)))
    assert ' died ' not in daemon.log()


def test_all_that_was_collected(daemons, dovecot, receiver, user):
    mails = [path.read_bytes() for ending in ('eml', 'msg') for path in sorted(CORPORA.rglob('*.' + ending))]
    mails = [mail for mail in mails if mail.strip()]
    if not mails:
        pytest.skip('no collection of mails here: POSTIGO_CORPORA names none')
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    for i in range(0, len(mails), 100):
        dovecot.append(user, *mails[i:i + 100])
    daemon.wait_count(len(mails), 'inbox', seconds=120)
    daemon.wait_settled(len(mails), seconds=120)
    assert daemon.rows('SELECT id, cause FROM inbox WHERE state = ?', QUARANTINED) == []
    assert ' died ' not in daemon.log()
