"""The mail server is down, says later, or says no: what can still be sent is sent once, and people hear of the rest."""
import time

from road import Mail, mailbox, reply, wait_for

EVA, BO, ANA = 'eva@customer.example', 'bo@customer.example', 'ana@tech.example'


def test_down_for_a_while(postigo, dovecot, receiver):
    receiver.down()
    mails = [Mail(sender='p%d@customer.example' % n) for n in range(10)]
    dovecot.deliver(postigo.address, *mails)
    for mail in mails:
        postigo.wait_ticket(mail.word)
    time.sleep(2)
    assert postigo.count('outbox', 'state < 5') == 20
    receiver.up()
    postigo.wait_settled(10)
    for n in range(10):
        assert len(receiver.to('p%d@customer.example' % n)) == 1
    assert postigo.count('outbox', 'state = 5') == 20


def test_later_and_then_yes(postigo, dovecot, receiver):
    receiver.refuse[EVA] = ['451 4.7.1 greylisted', '451 4.7.1 greylisted']
    dovecot.deliver(postigo.address, Mail())
    receiver.wait(EVA)
    postigo.wait_settled(1)
    assert len(receiver.to(EVA)) == 1
    assert postigo.value('SELECT attempts FROM outbox WHERE recipient = ?', EVA) >= 2


def test_later_after_the_data(postigo, dovecot, receiver):
    receiver.data += ['452 4.3.1 no space']
    dovecot.deliver(postigo.address, Mail())
    receiver.wait(EVA)
    receiver.wait(ANA)
    postigo.wait_settled(1)
    assert len(receiver.mails) == 2


def test_a_retry_sends_the_same_bytes(postigo, dovecot, receiver):
    receiver.refuse[EVA] = ['451 4.7.1 greylisted']
    dovecot.deliver(postigo.address, Mail())
    ack = receiver.wait(EVA)
    stored = postigo.value('SELECT m.bytes FROM outbox_mail m JOIN outbox o ON o.id = m.outbox WHERE recipient = ?', EVA)
    if stored:
        assert ack.raw == stored


def test_no_for_good(postigo, dovecot, receiver):
    """One bad address holds up nobody else, and the technician hears that the answer did not arrive."""
    dovecot.deliver(postigo.address, Mail())
    receiver.wait(EVA)
    notice = receiver.wait(ANA)
    receiver.refuse[EVA] = '550 5.1.1 no such user here'
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off and on.', 'Ana <ana@tech.example>'))
    dovecot.deliver(postigo.address, Mail(sender=BO))
    receiver.wait(BO)
    wait_for(lambda: postigo.count('outbox', 'state = 6 AND code = 550'), 10, 'the outbox to say failed')
    assert postigo.count('event', "ticket = 1 AND verb = 'delivery_failed'") == 1
    wait_for(lambda: any('no such user here' in m.text for m in receiver.to(ANA)), 20, 'the technician to be told')


def test_later_for_ever(daemons, dovecot, receiver, user):
    """What is older than smtp.give_up is not tried again; it is on the ticket, and an answer's technician hears of it."""
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, smtp={'give_up': '3s'}).start()
    dovecot.deliver(user, Mail())
    notice = receiver.wait(ANA)
    receiver.wait(EVA)
    receiver.refuse[EVA] = '451 4.7.1 come back later'
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off and on.', 'Ana <ana@tech.example>'))
    wait_for(lambda: daemon.count('outbox', "kind = 'answer' AND state = 6 AND attempts > 1"), 30, 'the answer to be given up')
    daemon.wait_settled()
    assert len(receiver.to(EVA)) == 1
    assert daemon.count('event', "ticket = 1 AND verb = 'delivery_failed' AND instr(detail, 'come back later')") == 1
    wait_for(lambda: any('come back later' in m.text for m in receiver.to(ANA)), 20, 'the technician to be told')


def test_the_server_wants_a_login(daemons, dovecot, certificates, user):
    import servers
    from road import mailbox
    with servers.Receiver(login=('postigo', 'a secret')) as receiver:
        daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                         smtp={'user': 'postigo', 'password': 'wrong'}).start()
        dovecot.deliver(user, Mail())
        wait_for(lambda: False in receiver.logins, 20, 'a login that is refused')
        wait_for(lambda: daemon.count('outbox', 'state IN (0, 3)') == 2, 10, 'the mails to wait: this is not their fault')
        daemon.config['smtp']['password'] = 'a secret'
        daemon.write_config()
        daemon.reload()
        receiver.wait(EVA, seconds=40)
