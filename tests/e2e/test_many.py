"""Five hundred mails wait in a mailbox: each becomes a ticket, in order, and each is answered once."""
from road import Mail


def test_500_mails(postigo, dovecot, receiver):
    mails = [Mail('Problem %d' % n, sender='p%03d@customer.example' % n) for n in range(500)]
    dovecot.deliver(postigo.address, *mails)
    postigo.wait_settled(500, seconds=60)
    assert {s for s, in postigo.rows('SELECT subject FROM ticket')} == {'Problem %d' % n for n in range(500)}
    assert [t for t, in postigo.rows('SELECT ticket FROM inbox ORDER BY uid')] == list(range(1, 501)), 'in the order of arrival'
    assert {m.recipients[0]: 1 for m in receiver.mails if m.recipients != ['ana@tech.example']} == \
        {'p%03d@customer.example' % n: 1 for n in range(500)}
    assert len([m for m in receiver.mails if m.recipients != ['ana@tech.example']]) == 500
    postigo.integrity()
