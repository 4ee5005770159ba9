"""Attempts are counted against mails that readers die of, and against no others."""
from road import Mail, mailbox, wait_for


def test_stops_under_load_use_up_no_attempts(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user, adopt='take')], receiver)
    dovecot.fill(user, [Mail(sender='p%d@customer.example' % n) for n in range(1500)])
    in_hand = 0
    for _ in range(5):
        daemon.start()
        wait_for(lambda: daemon.count('inbox', 'state = 0 AND attempts > 0') or
                 daemon.count('inbox', 'state = 1') == 1500, 20, 'mails to be read', pause=0.01)
        in_hand += daemon.count('inbox', 'state = 0 AND attempts > 0')
        assert daemon.stop() == 0
        assert daemon.count('inbox', 'state = 0 AND attempts > 0') == 0
    assert in_hand > 0
    daemon.start()
    daemon.wait_settled(1500, seconds=60)
    assert daemon.count('inbox', 'state = 4') == 0
