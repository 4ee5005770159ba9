"""A technician's answer waits before it goes out: it can be called back, and no crash meanwhile loses or doubles it."""
import re

from road import Mail, mailbox, reply

EVA, LEO = 'eva@customer.example', 'leo@tech.example'
LEO_WRITES = 'Leo Vidal <leo@tech.example>'
HOLD = 6


def undo_address(mail):
    return re.search(r'<mailto:([^?>]*\+1.z[^?>]*)', mail.text).group(1)


def answers(receiver):
    return [m for m in receiver.to(EVA) if 'toner' in m.text]


def test_an_answer_waits_and_a_crash_changes_nothing(daemons, dovecot, receiver, user):
    desk = daemons([mailbox(dovecot, 'support', user)], receiver, queues=[{'name': 'help', 'team': 'first'}],
                   teams=[{'name': 'first', 'members': ['leo']}],
                   agents=[{'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'language': 'en', 'hold_answers': '%ds' % HOLD}])
    desk.start()
    for n in (1, 2, 3):
        dovecot.deliver(user + '@example.org', Mail('Cannot print %d' % n, 'It says PC LOAD LETTER.'))
        receiver.wait(LEO, n)
    notices = {n: next(m for m in receiver.to(LEO) if '[#%d]' % n in m['Subject']) for n in (1, 2, 3)}

    # One is called back by its address, one by a command; between that and their time everything dies.
    done = {}
    for n in (1, 2, 3):
        dovecot.deliver(notices[n].reply_to, reply(notices[n], '#time 5m\n\nThe toner %d was empty.' % n, LEO_WRITES))
        done[n] = receiver.wait(LEO, 3 + n)
        assert 'Your answer goes out in' in done[n].text
    assert not answers(receiver)
    undo = undo_address(done[1])
    dovecot.deliver(undo, Mail('', 'undo', LEO_WRITES, undo))
    assert 'was called back' in receiver.wait(LEO, 7).text
    dovecot.deliver(notices[2].reply_to, reply(notices[2], '#undo', LEO_WRITES, show_word=False))
    assert 'was called back' in receiver.wait(LEO, 8).text
    desk.crash()
    early = len(answers(receiver))
    desk.start()

    # Of three the third goes out, once; the others are notes on tickets that are as new as before.
    receiver.wait(EVA, 4)
    desk.wait_settled(8)
    desk.crash()
    desk.start()
    desk.wait_settled(8)
    assert early <= 1 and len(answers(receiver)) == 1 and 'toner 3' in answers(receiver)[0].text
    assert [row[0] for row in desk.rows('SELECT state FROM ticket ORDER BY id')] == [0, 0, 2]
    assert [row for row in desk.rows('SELECT ticket, kind FROM message WHERE kind IN (1, 2) ORDER BY ticket')] == [(1, 2), (2, 2), (3, 1)]
    assert [row for row in desk.rows('SELECT ticket, spent FROM ticket_time')] == [(3, 5 * 60000)]

    # Too late for that one, and that is said.
    undo = undo_address(done[3])
    dovecot.deliver(undo, Mail('', 'undo', LEO_WRITES, undo))
    assert 'cannot be called back' in receiver.wait(LEO, 9).text
    desk.wait_settled(9)
    assert desk.value('SELECT state FROM ticket WHERE id = 3') == 0 and len(answers(receiver)) == 1
