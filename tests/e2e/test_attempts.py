"""Attempts are counted against mails that readers die of, and against no others."""
import os
import signal

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


def test_a_desk_that_dies_again_and_again_blames_one_mail(daemons, dovecot, receiver, user):
    """It could have died of any that it had in hand; from then on they go one by one."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    readers = daemon.roles()['reader']
    for pid in readers:
        os.kill(pid, signal.SIGSTOP)
    dovecot.deliver(user, *[Mail(sender='p%d@customer.example' % n) for n in range(50)])
    wait_for(lambda: daemon.count('inbox', 'attempts = 1') == 50, 20, 'all to be with the readers')
    for n in (2, 3):
        daemon.kill('desk')
        wait_for(lambda: daemon.count('inbox', 'attempts = %d' % n), 20, 'the next attempt')
        assert daemon.count('inbox', 'attempts > 1') == 1
    daemon.kill('desk')
    for pid in readers:
        os.kill(pid, signal.SIGCONT)
    wait_for(lambda: daemon.count('inbox', 'state = 1') == 49, 30, 'all the others to be decided')
    assert daemon.count('inbox', 'state = 4') == 1
