"""RFC 3834, rule by rule: each story names the section that it is about. (doc/ties.txt has the whole list.)"""
import pytest

from road import Mail, mailbox, reply

EVA, ANA = 'eva@customer.example', 'ana@tech.example'


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    """With the limits that a desk has which sets none."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, limits={})
    daemon.address = user + '@example.org'
    return daemon.start()


NO_ANSWER = {
    'section 2: anything but "no" in Auto-Submitted': {'Auto-Submitted': 'auto-replied'},
    'section 5: whatever its parameters': {'Auto-Submitted': 'auto-generated; x=no'},
    'section 2: an empty envelope sender': {'Return-Path': '<>'},
    'section 2: a list': {'List-Id': '<printers.lists.example>'},
    'section 2: bulk mail': {'Precedence': 'bulk'},
    'section 2: nobody reads there': {'From': 'MAILER-DAEMON@customer.example'},
    'section 2: who asks for none': {'X-Auto-Response-Suppress': 'OOF, AutoReply'},
    'section 2: another ticket system': {'X-OTRS-Loop': 'support@other.example'},
}


def test_section_2_when_not_to_answer(desk, dovecot, receiver):
    mails = [Mail('Number %d' % n, headers=headers, sender='p%d@customer.example' % n)
             for n, headers in enumerate(NO_ANSWER.values())]
    dovecot.deliver(desk.address, *mails)
    desk.wait_settled(len(mails))
    assert {m.recipients[0] for m in receiver.mails} <= {ANA}, receiver.mails
    assert desk.tickets() == len(mails), 'filed, all of it'
    for n, rule in enumerate(NO_ANSWER):
        assert desk.explain(mails[n])['not_answered'], rule


def test_section_2_and_5_no_is_a_person(desk, dovecot, receiver):
    dovecot.deliver(desk.address, Mail(headers={'Auto-Submitted': 'no'}))
    receiver.wait(EVA)


def test_section_2_the_same_answer_is_not_given_again_and_again(desk, dovecot, receiver):
    mails = [Mail('Cannot print', 'Attempt %d' % n) for n in range(6)]
    dovecot.deliver(desk.address, *mails)
    desk.wait_settled(6)
    assert desk.tickets() == 6 and len(receiver.to(EVA)) == 2
    assert any('said the same' in (why or '') for why, in desk.rows("SELECT detail FROM event WHERE verb = 'not_answered'"))


def test_section_2_and_never_too_many(desk, dovecot, receiver):
    """Five an hour to one address, whatever they say."""
    mails = [Mail('Problem %d' % n) for n in range(12)]
    dovecot.deliver(desk.address, *mails)
    desk.wait_settled(12)
    assert desk.tickets() == 12 and len(receiver.to(EVA)) == 5


def test_section_3_what_an_automatic_answer_looks_like(desk, dovecot, receiver):
    mail = Mail(to=desk.address)
    dovecot.deliver(desk.address, mail)
    ack = receiver.wait(EVA)
    assert ack.mail['From'].addresses[0].addr_spec == desk.address                    # 3.1.1
    assert ack.reply_to.startswith(desk.address.split('@')[0] + '+')                  # 3.1.2
    assert ack.mail['To'].addresses[0].addr_spec == EVA                               # 3.1.3
    assert ack['Date']                                                                # 3.1.4
    assert ack['Subject']                                                             # 3.1.5
    assert ack['In-Reply-To'] == mail.message_id and ack.references[-1] == mail.message_id     # 3.1.6
    assert ack['Auto-Submitted'] == 'auto-replied'                                    # 3.1.7
    assert ack['Precedence'] is None                                                  # 3.1.8: never "list"
    assert ack.envelope_from == ''                                                    # 3.3: nobody answers an answer
    assert ack['X-Auto-Response-Suppress'] and ack['X-Postigo-Loop']


def test_section_4_to_whom(desk, dovecot, receiver):
    """To the sender; a Reply-To of somebody else's is not followed."""
    dovecot.deliver(desk.address, Mail(headers={'Reply-To': 'victim@elsewhere.example'}))
    receiver.wait(EVA)
    desk.wait_settled(1)
    assert receiver.to('victim@elsewhere.example') == []


def test_old_mail_is_not_acknowledged(daemons, dovecot, receiver, user):
    """After an outage: what came long ago gets an answer from a person, not a word that it has arrived."""
    import imaplib
    import time
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver).start()
    old, new = Mail('Old', to=user + '@example.org'), Mail('New', sender='bo@customer.example', to=user + '@example.org')
    with dovecot.imap(user) as imap:
        imap.append('INBOX', None, imaplib.Time2Internaldate(time.time() + 1), bytes(new))
        imap.append('INBOX', None, imaplib.Time2Internaldate(time.time() - 3 * 86400), bytes(old))
    receiver.wait('bo@customer.example')
    daemon.wait_settled(2)
    assert receiver.to(EVA) == []


def test_a_reply_is_not_acknowledged(desk, dovecot, receiver):
    dovecot.deliver(desk.address, Mail(to=desk.address))
    ack = receiver.wait(EVA)
    dovecot.deliver(ack.reply_to, reply(ack))
    desk.wait_settled(2)
    assert len(receiver.to(EVA)) == 1
