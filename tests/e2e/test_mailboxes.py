"""Several mailboxes: one that is dead, silent or locked delays no other, and comes back by itself."""
import pytest

from road import Mail, mailbox, wait_for
import servers


def test_one_of_two_is_dead(daemons, dovecot, receiver, user):
    dead = mailbox(dovecot, 'dead', user + 'x', port=servers.free_port())
    daemon = daemons([dead, mailbox(dovecot, 'support', user)], receiver).start(wait=False)
    wait_for(lambda: 'support' in daemon.opened(), 20, 'the good mailbox to open')
    mail = Mail()
    dovecot.deliver(user, mail)
    daemon.wait_ticket(mail.word, seconds=10)
    assert daemon.value("SELECT trouble FROM mailbox WHERE name = 'dead'")


def test_one_of_two_hangs_and_wakes(base, daemons, dovecot, receiver, user):
    with servers.Dovecot(base / ('slow-' + user)) as slow:
        daemon = daemons([mailbox(slow, 'slow', 'slow', timeout='3s'), mailbox(dovecot, 'support', user)], receiver).start()
        slow.freeze()
        for _ in range(2):
            mail = Mail()
            dovecot.deliver(user, mail)
            daemon.wait_ticket(mail.word, seconds=10)
        slow.freeze(False)
        late = Mail()
        slow.deliver('slow', late)
        daemon.wait_ticket(late.word, seconds=60)


def test_a_server_that_comes_back(base, daemons, receiver, user):
    server = servers.Dovecot(base / ('back-' + user)).start()
    daemon = daemons([mailbox(server, 'support', user)], receiver).start()
    server.stop()
    wait_for(lambda: daemon.value('SELECT trouble FROM mailbox'), 20, 'the trouble to be noted')
    with server:
        mail = Mail()
        server.deliver(user, mail)
        daemon.wait_ticket(mail.word, seconds=60)
        wait_for(lambda: not daemon.value('SELECT trouble FROM mailbox'), 10, 'the trouble to be over')


def test_each_answers_as_itself(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'one', user + 'a'),
                      mailbox(dovecot, 'two', user + 'b', display_name='The second desk', queue='other')], receiver,
                     queues=[{'name': 'help', 'team': 'first'}, {'name': 'other'}]).start()
    dovecot.deliver(user + 'b', Mail(to=user + 'b@example.org'))
    ack = receiver.wait('eva@customer.example')
    sender = ack.mail['From'].addresses[0]
    assert (sender.display_name, sender.addr_spec) == ('The second desk', user + 'b@example.org')
    assert daemon.rows('SELECT queue FROM ticket') == [('other',)]


@pytest.mark.parametrize('idle', [True, False])
def test_idle_or_poll(daemons, dovecot, receiver, user, idle):
    """With IDLE mail is seen at once although the poll is far away; without, at the next poll."""
    daemon = daemons([mailbox(dovecot, 'support', user, idle=idle, poll='1h' if idle else '1s')], receiver).start()
    for _ in range(2):
        mail = Mail()
        dovecot.deliver(user, mail)
        daemon.wait_ticket(mail.word, seconds=10)
