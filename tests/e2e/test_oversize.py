"""A mail that is too large: its head and first text become a ticket, and the rest is named."""
from road import Mail, mailbox


def test_oversize(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user, max_size='100K')], receiver).start()
    large = Mail('Large', 'It is in the attachment.\n', attachments=[('film.bin', 'application/octet-stream', bytes(2000000))])
    small = Mail('Small', sender='bo@customer.example')
    dovecot.deliver(user, large, small)
    receiver.wait('bo@customer.example')
    daemon.wait_ticket(large.word)
    daemon.wait_settled(2)
    [(partial, size, server_size)] = daemon.rows("SELECT partial, size, server_size FROM inbox WHERE partial = 1")
    assert partial == 1 and size < 400000 < server_size
    assert daemon.value("SELECT subject FROM ticket WHERE id = ?", daemon.ticket_with(large.word)) == 'Large'
    assert len(receiver.to('eva@customer.example')) == 1
    # It stays on the server, whole.
    assert len(dovecot.look(user)) == 2
