"""Processes are killed at random, fifty times, while mail comes in: nothing is lost and nothing happens twice."""
import os
import random
import threading
import time

from road import Mail, mailbox, wait_for
from servers import PATIENCE

KILLS = int(os.environ.get('E2E_KILLS', '50'))
SEED = int(os.environ.get('E2E_SEED', '0')) or random.randrange(1, 1 << 30)


def test_killed_at_random(daemons, dovecot, receiver, user):
    print('E2E_SEED=%d' % SEED)
    dice = random.Random(SEED)
    daemon = daemons([mailbox(dovecot, 'support', user, after='delete')], receiver,
                     smtp={'retry_first': '1s', 'retry_unknown': '1s'}).start()
    mails = {}
    stop = threading.Event()

    def write():
        n = 0
        while not stop.is_set():
            n += 1
            mail = Mail('Problem %d' % n, sender='p%d@customer.example' % n)
            mails['p%d@customer.example' % n] = mail
            dovecot.deliver(user, mail)
            time.sleep(0.02 * PATIENCE)

    writer = threading.Thread(target=write)
    writer.start()
    killed = {}
    try:
        for n in range(KILLS):
            # Where all takes longer, so does the time between two blows: else they hit the same mails again and again.
            time.sleep(dice.uniform(0.02, 0.25) * PATIENCE)
            if n % 10 == 9:
                daemon.crash()
                daemon.start(wait=False)
                role = 'all'
            else:
                role = dice.choice(['desk', 'fetch', 'reader', 'send', 'desk', 'send'])
                # It may be dead already and waiting for its turn to be started again.
                wait_for(lambda: daemon.kill(role), 30, 'a %s to kill' % role, pause=0.01)
            killed[role] = killed.get(role, 0) + 1
    finally:
        stop.set()
        writer.join()
    print('killed', killed, 'under', len(mails), 'mails')

    def all_in():
        return daemon.count('inbox', 'uidvalidity IS NOT NULL') >= len(mails)
    wait_for(all_in, 60, 'all mails to come in')
    daemon.wait_settled(seconds=60)
    daemon.integrity()

    blamed = daemon.rows('SELECT id, attempts, cause FROM inbox WHERE state = 4')
    assert blamed == [], 'no mail is to blame for what was done to its reader'
    tickets = {sender: daemon.ticket_with(mail.word) for sender, mail in mails.items()}
    assert None not in tickets.values(), 'lost: %s' % [s for s, t in tickets.items() if t is None]
    assert len(set(tickets.values())) == len(mails) == daemon.tickets()
    assert daemon.count('message', 'kind = 0') == len(mails)
    assert daemon.count('outbox', "kind = 'acknowledgement'") == len(mails)
    for sender in mails:
        daemon.delivered_once(receiver, sender)
    wait_for(lambda: dovecot.look(user) == [], 20, 'the INBOX to be empty')
