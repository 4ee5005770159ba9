"""An operator puts right which tickets are one, who takes part in them, and whom mail reaches; with the daemon and
without."""
import sqlite3

from road import Mail, reply

EVA, BO, CARL = 'eva@customer.example', 'bo@customer.example', 'carl@customer.example'


def behind(daemon, *statements):
    """Changes the store of a daemon that does not run."""
    with sqlite3.connect(daemon.db_path) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


def people(daemon, ticket):
    [shown] = daemon.json('ticket', 'show', ticket)
    return [(p['address'], p['role']) for p in shown['participants']]


def links(daemon, ticket):
    [shown] = daemon.json('ticket', 'show', ticket)
    return [(link['kind'], link['incoming'], link['ticket']) for link in shown['links']]


def test_merging(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('Printer', sender=EVA), Mail('No paper', sender=BO), Mail('Toner', sender=CARL))
    postigo.wait_settled(3)
    ticket = {subject: number for number, subject in postigo.rows('SELECT id, subject FROM ticket')}
    printer, paper, toner = ticket['Printer'], ticket['No paper'], ticket['Toner']
    assert 'merged into %d' % printer in postigo.postigo('ticket', 'merge', paper, printer).stdout
    assert postigo.stop() == 0
    # What is named is merged already: what stands for it is told.
    assert postigo.json('ticket', 'merge', toner, paper) == [{'ticket': toner, 'into': printer}]

    assert people(postigo, printer) == [(EVA, 'requester'), (BO, 'cc'), (CARL, 'cc')]
    assert links(postigo, printer) == [('merged', True, paper), ('merged', True, toner)]
    assert links(postigo, toner) == [('merged', False, printer)]
    text = postigo.postigo('ticket', 'show', paper).stdout
    assert 'closed, merged into %d' % printer in text and 'is merged into %d' % printer in text
    assert 'holds %d' % paper in postigo.postigo('ticket', 'show', printer).stdout
    for words, said in (((printer, printer), 'into itself'), ((printer, paper), 'itself'), ((printer, toner), 'itself'),
                        ((paper, toner), 'already'), ((printer, 77), '77'), ((77, printer), '77')):
        assert said in postigo.postigo('ticket', 'merge', *words, status=65).stderr
    assert 'merged into' in postigo.postigo('ticket', 'open', paper, status=65).stderr
    assert 'another ticket' in postigo.postigo('ticket', 'merge', printer, status=64).stderr

    postigo.start()
    ack = receiver.wait(BO)
    dovecot.deliver(ack.reply_to, reply(ack, 'There is paper again.', sender=BO))
    postigo.wait_settled(4)
    assert postigo.value('SELECT ticket FROM message ORDER BY id DESC LIMIT 1') == printer
    events = postigo.rows("SELECT ticket, detail FROM event WHERE verb = 'merged' ORDER BY id")
    assert events[:2] == [(paper, 'into ticket %d' % printer), (printer, 'with ticket %d' % paper)]


def test_what_is_internal_stays_so(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('Your code'), Mail('Printer', sender=BO))
    postigo.wait_settled(2)
    inside, outside = (postigo.value("SELECT id FROM ticket WHERE subject = '%s'" % s) for s in ('Your code', 'Printer'))
    assert postigo.stop() == 0
    behind(postigo, 'UPDATE ticket SET internal = 1 WHERE id = %d' % inside)
    assert 'only technicians' in postigo.postigo('ticket', 'show', inside).stdout
    assert {t['ticket']: t['internal'] for t in postigo.json('ticket', 'list')} == {inside: True, outside: False}
    postigo.start()
    assert 'internal' in postigo.postigo('ticket', 'merge', outside, inside, status=65).stderr
    assert postigo.value('SELECT count(*) FROM ticket WHERE merged_into IS NOT NULL') == 0, 'nothing is half done'
    assert 'internal' in postigo.postigo('ticket', 'add', inside, CARL, status=65).stderr
    postigo.postigo('ticket', 'merge', inside, outside)
    assert people(postigo, outside) == [(BO, 'requester')], 'nobody came along'


def change_people(daemon, printer):
    daemon.postigo('ticket', 'add', printer, 'Carl@customer.example')
    assert people(daemon, printer) == [(EVA, 'requester'), ('Carl@customer.example', 'cc')]
    assert 'already' in daemon.postigo('ticket', 'add', printer, CARL, status=65).stderr
    assert daemon.json('ticket', 'remove', printer, CARL) == [{'ticket': printer, 'address': 'Carl@customer.example'}]
    assert people(daemon, printer) == [(EVA, 'requester')]
    assert 'does not take part' in daemon.postigo('ticket', 'remove', printer, CARL, status=65).stderr
    assert 'does not take part' in daemon.postigo('ticket', 'remove', printer, 'nobody@x.example', status=65).stderr
    assert 'requester' in daemon.postigo('ticket', 'remove', printer, EVA, status=65).stderr
    for address, said in (('carl', 'no address'), ('a b@customer.example', 'no address'), ('', 'no address'),
                          (daemon.address, 'of ours'), (daemon.address.replace('@', '+x@').upper(), 'of ours'),
                          ('ana@tech.example', 'technician')):
        assert said in daemon.postigo('ticket', 'add', printer, address, status=65).stderr
    assert '77' in daemon.postigo('ticket', 'add', 77, CARL, status=65).stderr
    assert 'address is wanted' in daemon.postigo('ticket', 'add', printer, status=64).stderr


def test_taking_part(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('Printer'))
    postigo.wait_settled(1)
    change_people(postigo, 1)
    assert postigo.stop() == 0
    change_people(postigo, 1)
    assert postigo.rows("SELECT verb, detail FROM event WHERE actor = 'operator' ORDER BY id") == \
        [('added', 'Carl@customer.example'), ('removed', 'Carl@customer.example')] * 2
    postigo.start()
    postigo.postigo('ticket', 'add', 1, CARL)
    notice = receiver.wait('ana@tech.example')
    dovecot.deliver(notice.reply_to, reply(notice, 'Is it plugged in?', sender='ana@tech.example'))
    assert 'plugged in' in receiver.wait(CARL).text, 'who was added gets the answer'


def hold(daemon):
    behind(daemon, "INSERT INTO delivery VALUES ((SELECT id FROM person WHERE key = '%s'), 2, 1795000000000, 4102444800000,"
           " 3, '552 5.2.2 over quota')" % EVA)


def release(daemon):
    [held] = daemon.json('person', 'list')
    assert held == {'address': EVA, 'class': 'full', 'since': '2026-11-18T11:06:40Z', 'until': '2100-01-01T00:00:00Z',
                    'times': 3, 'why': '552 5.2.2 over quota'}
    [shown] = daemon.json('person', 'show', EVA.upper())
    assert shown == {'address': EVA, 'name': 'Eva Requester', 'language': None, 'proven': None, 'held': held}
    assert 'over quota' in daemon.postigo('person', 'list').stdout
    assert 'came back 3 times (full)' in daemon.postigo('person', 'show', EVA).stdout
    assert 'not held any more' in daemon.postigo('person', 'release', EVA).stdout
    assert 'Nobody is held' in daemon.postigo('person', 'list').stdout
    assert 'arrives' in daemon.postigo('person', 'show', EVA).stdout
    assert 'not held' in daemon.postigo('person', 'release', EVA, status=65).stderr


def test_whom_mail_does_not_reach(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('Printer'))
    postigo.wait_settled(1)
    assert postigo.stop() == 0
    hold(postigo)
    release(postigo)
    hold(postigo)
    postigo.start()
    release(postigo)
    assert 'nobody' in postigo.postigo('person', 'show', 'nobody@x.example', status=65).stderr
    assert 'nobody' in postigo.postigo('person', 'release', 'nobody@x.example', status=65).stderr
    for words in (('show',), ('release',)):
        assert 'address is wanted' in postigo.postigo('person', *words, status=64).stderr
