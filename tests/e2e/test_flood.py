"""A flood: strangers by the thousand, or one forged address again and again. Every mail is kept; our answers end."""
import pytest

from road import Mail, mailbox, reply

ANA, OPS = 'ana@tech.example', 'ops@example.org'


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    """A desk with the limits that it has when nobody has written any."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, limits={}, operator=OPS)
    daemon.address = user + '@example.org'
    return daemon.start()


def outward(receiver):
    """What went to people who are neither technicians nor the operator."""
    return [m for m in list(receiver.mails) if m.recipients not in ([ANA], [OPS])]


def lines(daemon, event):
    return [line for line in daemon.log().splitlines() if event in line]


def test_2000_senders(desk, dovecot, receiver):
    """As many as are allowed in all get an answer. The others get none, and their tickets are there all the same."""
    senders = ['p%04d@d%03d.example' % (n, n % 200) for n in range(2000)]
    desk.stop()         # it knows the mailbox: what is put there now is new
    dovecot.fill(desk.address.split('@')[0], [Mail('Problem %d' % n, sender=s) for n, s in enumerate(senders)])
    desk.start()
    desk.wait_settled(2000, seconds=120)
    assert desk.tickets() == 2000
    assert {s for s, in desk.rows('SELECT subject FROM ticket')} == {'Problem %d' % n for n in range(2000)}
    answered = [m.recipients[0] for m in outward(receiver)]
    assert len(answered) == len(set(answered)) == 600
    assert set(answered) < set(senders)
    assert len(lines(desk, 'breaker_tripped')) == 1, lines(desk, 'breaker_')
    assert lines(desk, 'breaker_reset') == []
    assert len(receiver.to(OPS)) <= 1, receiver.to(OPS)
    assert len(receiver.to(ANA)) == 2000, 'technicians hear of each'
    desk.integrity()


def test_the_operator_hears_of_the_breaker(daemons, dovecot, receiver, user):
    """Once, however many mails come after it."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, limits={'all': '5/1h'}, operator=OPS).start()
    dovecot.append(user, *[Mail('Problem %d' % n, sender='p%d@d%d.example' % (n, n)) for n in range(20)])
    daemon.wait_settled(20)
    assert daemon.tickets() == 20
    assert len(outward(receiver)) == 5
    assert len(lines(daemon, 'breaker_tripped')) == 1
    assert len(receiver.to(OPS)) == 1, 'it is told by mail'


def test_what_technicians_write_goes_out_all_the_same(daemons, dovecot, receiver, user):
    """The breaker stops what goes out by itself, not people."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, limits={'all': '1/1h'}).start()
    dovecot.append(user, *[Mail('Problem %d' % n, sender='p%d@d%d.example' % (n, n)) for n in range(3)])
    daemon.wait_settled(3)
    assert len(lines(daemon, 'breaker_tripped')) == 1
    notice = next(m for m in receiver.to(ANA) if 'Problem 2' in m['Subject'])
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off and on.', 'Ana <%s>' % ANA))
    assert 'Switch it off and on.' in receiver.wait('p2@d2.example').text


def test_one_forged_address(desk, dovecot, receiver):
    """Whoever has their address forged gets a handful of answers from us, not a mailbox full; nor do technicians."""
    dovecot.append(desk.address.split('@')[0],
                   *[Mail('Problem %d' % n, sender='victim@customer.example') for n in range(50)])
    desk.wait_settled(50)
    assert desk.tickets() == 20 and desk.count('message', 'inbox IS NOT NULL') == 50, 'the rest is on the last ticket'
    assert desk.count('message', 'ticket = 20 AND inbox IS NOT NULL') == 31
    assert ['too many new tickets' in m.text for m in receiver.to(ANA)].count(True) == 1 and len(receiver.to(ANA)) == 21
    assert len(receiver.to(OPS)) == 1 and 'limits.tickets' in receiver.to(OPS)[0].text
    assert desk.explain(Mail('Problem', sender='victim@customer.example'))['ticket'] == 20
    assert 1 <= len(outward(receiver)) <= 5, outward(receiver)
    assert {m.recipients[0] for m in outward(receiver)} == {'victim@customer.example'}
    assert lines(desk, 'breaker_tripped') == []


def test_the_same_subject_again_and_again(desk, dovecot, receiver):
    """What says the same as the two before it is not said a third time."""
    mails = [Mail(prefix + 'Disk full', sender='victim@customer.example') for prefix in ('', 'Re: ', '', 'AW: ', '') * 10]
    dovecot.append(desk.address.split('@')[0], *mails)
    desk.wait_settled(50)
    assert desk.count('message', 'inbox IS NOT NULL') == 50
    assert 1 <= len(outward(receiver)) <= 2, outward(receiver)
