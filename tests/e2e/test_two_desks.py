"""Two desks, each of which takes the other for somebody with a problem: what they write to each other comes to an end.

Between them is a relay that hands on what one desk sends to the other, sometimes with damage. They run in simulated time.
"""
import datetime
import email
import email.policy
import time

import pytest

import servers
from road import BUILD, Mail, mailbox, reply
from servers import wait_for

SPEED = 300                     # five minutes go by in a second
AUTOMATIC = ('Auto-Submitted', 'X-Auto-Response-Suppress', 'X-Postigo-Loop', 'Precedence', 'Return-Path')
THREAD = ('In-Reply-To', 'References', 'Thread-Topic', 'Thread-Index')
PEOPLE = {'one': 'ana@people-one.example', 'two': 'bo@people-two.example'}


class Desk:
    """A daemon with a mailbox, an address and one technician."""

    def __init__(self, name, daemons, dovecot, receiver, user):
        self.user = user + name
        self.address = '%s@%s.example' % (self.user, name)
        self.technician = PEOPLE[name]
        self.daemon = daemons(
            [mailbox(dovecot, 'support', self.user, address=self.address)], receiver, limits={},
            identity={'name': 'Desk ' + name, 'domain': name + '.example', 'language': 'en', 'timezone': 'Europe/Madrid'},
            teams=[{'name': 'first', 'members': ['tech']}],
            agents=[{'name': 'tech', 'display_name': 'Tech ' + name, 'address': self.technician, 'language': 'en'}])

    def start(self):
        """Its clock runs fast."""
        clock = datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
        with open(self.daemon.log_path, 'a') as log:
            self.daemon.process = servers.start(
                [str(BUILD / 'postigod'), '-c', str(self.daemon.path), '-f', '--clock', clock, '--speed', str(SPEED)],
                stdout=log, stderr=log, cwd=self.daemon.folder)
        return self

    def owns(self, recipient):
        local, domain = recipient.lower().split('@')
        return domain == self.address.split('@')[1] and local.split('+')[0] == self.user


class Relay:
    """Hands on what one desk writes to the other. change() makes of a mail what arrives."""

    def __init__(self, desks, dovecot, receiver, change):
        self.desks, self.dovecot, self.receiver, self.change = desks, dovecot, receiver, change
        self.seen = 0
        self.passed = []        # (desk that it came to, the mail as it was sent)
        self.delivered = dict.fromkeys(desks, 0)

    def deliver(self, desk, mail, to=None):
        self.delivered[desk] += 1
        self.dovecot.deliver(to or desk.address, mail)

    def step(self):
        """Hands on what has come since; true when there was something."""
        mails = list(self.receiver.mails)[self.seen:]
        self.seen += len(mails)
        for sent in mails:
            for desk in self.desks:
                if desk.owns(sent.recipients[0]):
                    self.passed.append((desk, sent))
                    self.deliver(desk, self.change(sent), sent.recipients[0])
        return bool(mails)

    def quiet(self):
        """Each desk has decided all that it was given, has sent all that follows from it, and nothing of that was left to
        be handed on: if time alone does not start it again, it has come to an end."""
        done = all(desk.daemon.count('inbox') >= self.delivered[desk] and desk.daemon.settled() for desk in self.desks)
        return not self.step() and done

    def run(self, minutes=10):
        """Until it is quiet, and stays so for that many minutes of the desks' time."""
        wait_for(self.quiet, 60, 'the desks to fall silent; %d mails so far' % len(self.passed))
        end = time.monotonic() + minutes * 60 / SPEED
        while time.monotonic() < end:
            if self.step():
                end = time.monotonic() + minutes * 60 / SPEED
            time.sleep(0.05)

    def until(self, n):
        wait_for(lambda: not self.step() and len(self.passed) >= n, 20, 'mail %d between the desks' % n)

    def to(self, desk):
        return [sent for to, sent in self.passed if to is desk]


def intact(sent):
    """As a mail server hands it on: with the envelope's sender on top."""
    return b'Return-Path: <%s>\r\n' % sent.envelope_from.encode() + sent.raw


def without(*names):
    """A relay that loses header fields."""
    def change(sent):
        mail = email.message_from_bytes(sent.raw, policy=email.policy.SMTP)
        for name in names:
            del mail[name]
        return bytes(mail)
    return change


def retold(sent):
    """What is left when somebody's program writes each mail anew: who, to whom, and a subject that it makes up."""
    return Mail('Message %d' % time.monotonic_ns(), 'A message has come in.', sent['From'], sent['To'])


def same_again(sent):
    """The same, under the same subject each time."""
    return Mail('A message has come in', 'A message has come in.', sent['From'], sent['To'])


@pytest.fixture
def desks(daemons, dovecot, receiver, user):
    made = [Desk(name, daemons, dovecot, receiver, user) for name in ('one', 'two')]
    for desk in made:
        desk.start()
    for desk in made:
        wait_for(desk.daemon.is_ready, 20, 'postigod to open its mailboxes')
    return made


def from_desk(two, one, subject='Your invoice'):
    """A mail of desk two that a person there wrote, as it comes to desk one."""
    return Mail(subject, sender='Desk two <%s>' % two.address, to=one.address)


def automatic(sent):
    return [m for m in sent if m['Auto-Submitted'] not in (None, 'no')]


def settled(desks):
    for desk in desks:
        desk.daemon.wait_settled()
        desk.daemon.integrity()


def test_an_acknowledgement_is_not_acknowledged(desks, dovecot, receiver):
    """One desk writes, the other acknowledges, and there it ends."""
    one, two = desks
    relay = Relay(desks, dovecot, receiver, intact)
    relay.deliver(one, from_desk(two, one))
    relay.run()
    settled(desks)
    assert [to for to, _ in relay.passed] == [two], relay.passed
    assert one.daemon.tickets() == 1 and two.daemon.tickets() == 1, 'it is filed, not lost'
    assert len(automatic(relay.to(two))) == 1


def test_their_technicians_answer(desks, dovecot, receiver):
    """People may go on as long as they like; between their mails nothing goes by itself."""
    one, two = desks
    relay = Relay(desks, dovecot, receiver, intact)
    relay.deliver(one, from_desk(two, one))
    notice = receiver.wait(one.technician)
    relay.until(1)
    relay.deliver(one, reply(notice, 'We have paid it.', one.technician), notice.reply_to)
    relay.until(2)
    theirs = wait_for(lambda: [m for m in receiver.to(two.technician) if 'We have paid it.' in m.text], 20,
                      'the other desk to hear of the answer')[0]
    relay.deliver(two, reply(theirs, 'Then all is well.', two.technician), theirs.reply_to)
    relay.run()
    settled(desks)
    assert len(automatic(sent for _, sent in relay.passed)) <= 1, relay.passed
    assert len(relay.passed) <= 3, relay.passed
    assert 'Then all is well.' in ''.join(m.text for m in receiver.to(one.technician)), 'it has come back to the first'
    assert one.daemon.tickets() == 1, 'on the ticket that it answers'


def test_what_says_automatic_is_lost(desks, dovecot, receiver):
    """The acknowledgement looks like a person's mail and is acknowledged; that one finds its ticket, and there it ends."""
    one, two = desks
    relay = Relay(desks, dovecot, receiver, without(*AUTOMATIC))
    relay.deliver(one, from_desk(two, one))
    relay.run()
    settled(desks)
    assert 1 <= len(relay.passed) <= 3, relay.passed
    assert one.daemon.tickets() == 1, 'an answer to an answer is on its ticket'


def test_what_holds_a_thread_together_is_lost_too(desks, dovecot, receiver):
    """Their subject and text still tell which ticket it is about."""
    one, two = desks
    relay = Relay(desks, dovecot, receiver, without(*AUTOMATIC, *THREAD))
    relay.deliver(one, from_desk(two, one))
    relay.run()
    settled(desks)
    assert 1 <= len(relay.passed) <= 3, relay.passed
    assert one.daemon.tickets() == 1, 'what stands at the end of our text leads back to the ticket'


def test_the_same_said_again_and_again(desks, dovecot, receiver):
    """Nothing tells one mail from the next: neither desk says the same a third time."""
    one, two = desks
    relay = Relay(desks, dovecot, receiver, same_again)
    relay.deliver(one, from_desk(two, one, 'A message has come in'))
    relay.run()
    settled(desks)
    assert 1 <= len(relay.to(one)) <= 2 and 1 <= len(relay.to(two)) <= 2, relay.passed


def test_nothing_is_left_that_tells(desks, dovecot, receiver):
    """Each mail is about something else, and looks like a person's: what is left is how many go to one address."""
    one, two = desks
    relay = Relay(desks, dovecot, receiver, retold)
    relay.deliver(one, from_desk(two, one))
    relay.run()
    settled(desks)
    assert 1 <= len(relay.to(one)) <= 5 and 1 <= len(relay.to(two)) <= 5, relay.passed
    before = len(relay.passed)
    relay.run()
    assert len(relay.passed) == before, 'it has come to an end'
