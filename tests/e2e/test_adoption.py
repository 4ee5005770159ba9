"""The first contact with a mailbox that has mail: left alone or taken in, as the operator says; never answered."""
import time

import pytest

from road import Mail, mailbox


@pytest.mark.parametrize('adopt', ['skip', 'take'])
def test_adoption(daemons, dovecot, receiver, user, adopt):
    old = [Mail('Old %d' % n) for n in range(5)]
    dovecot.deliver(user, *old)
    time.sleep(1.1)             # the server tells the time of arrival in whole seconds
    daemon = daemons([mailbox(dovecot, 'support', user, adopt=adopt, after='delete')], receiver).start()
    new = Mail('New', sender='bo@customer.example')
    dovecot.deliver(user, new)
    receiver.wait('bo@customer.example')
    daemon.wait_settled(6 if adopt == 'take' else 1)
    assert [bool(daemon.ticket_with(m.word)) for m in old] == [adopt == 'take'] * 5
    assert receiver.to('eva@customer.example') == [], 'no answer to what was there before'
    # What was there before is not ours to delete, either.
    assert [uid for uid, _ in dovecot.look(user)] == [1, 2, 3, 4, 5]
    daemon.stop()
    daemon.start()
    daemon.wait_settled()
    assert daemon.tickets() == (6 if adopt == 'take' else 1)
