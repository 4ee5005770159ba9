"""What a connection had in hand that the configuration has no more is not forgotten."""
import sqlite3

from road import Mail, wait_for


def test_fewer_connections(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail(), Mail(sender='bo@customer.example'))
    postigo.wait_settled(2)
    sent = len(receiver.mails)
    postigo.stop()
    # As if the seventh had been killed: one mail before the dot, another after it.
    with sqlite3.connect(postigo.db_path) as db:
        for row, state in (('eva@customer.example', 1), ('bo@customer.example', 2)):
            assert db.execute('UPDATE outbox SET state = ?, lease = 7, finished = NULL WHERE recipient = ?',
                              (state, row)).rowcount == 1
    db.close()
    postigo.start()
    wait_for(lambda: len(receiver.mails) == sent + 1, 10, 'the mail without its dot to be sent')
    assert receiver.mails[-1].recipients == ['eva@customer.example']
    wait_for(lambda: postigo.count('outbox', 'state IN (1, 2)') == 0, 10, 'nothing to be held')
    assert postigo.value("SELECT state FROM outbox WHERE recipient = 'bo@customer.example'") == 4
