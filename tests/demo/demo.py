"""demo.py - the example desk for a day, on a private Dovecot and a private SMTP receiver

Tells what goes in, what Postigo made of it, and what went out. Ends with status 0 only if all of it came about.
"""
import argparse
import datetime
import email.utils
import pathlib
import shutil
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))

import display  # noqa: E402
import road  # noqa: E402
import servers  # noqa: E402
import texts  # noqa: E402
from display import heading, step  # noqa: E402
from press import Draft, links  # noqa: E402
from road import wait_for  # noqa: E402
from texts import DESK  # noqa: E402

# A Wednesday, on which everybody works; a second is a minute.
DAY = datetime.date(2026, 11, 25)
SPEED = 60
BEGONA, JOAN, MARK, KATE, LUIS, NURIA, PETE = ('begona@rivera.example', 'joan@birchholt.example', 'mark@birchholt.example',
                                               'kate@birchholt.example', 'luis@rivera.example', 'nuria@rivera.example',
                                               'pete@birchholt.example')
ANA, TOM, LEO, INES, ADA, MARTA, VENDOR = ('ana@puente.example', 'tom@puente.example', 'leo@puente.example', 'ines@puente.example',
                                           'ada@puente.example', 'marta@puente.example', 'support@planara.example')


class Desk:
    """The servers, the daemon, and whoever writes to it; each mail is told of once it has come or gone."""

    def __init__(self, dovecot, receiver, daemon):
        self.dovecot, self.receiver, self.daemon = dovecot, receiver, daemon
        self.delivered = self.told = 0
        self.shown = set()      # Message-IDs of what was shown in another way than by its line

    def begin(self, clock):
        """The daemon goes on at that time of the day, if it is not later; what fell due since it was stopped is done."""
        at = datetime.datetime.combine(DAY, datetime.time.fromisoformat(clock), display.ZONE)
        if self.daemon.process:
            at = max(at, self.now())
            assert self.daemon.stop() == 0
        self.daemon.rehearse(at.isoformat(timespec='seconds'), SPEED).start()

    def now(self):
        start, since, thousandths = map(int, self.daemon.value("SELECT value FROM meta WHERE key = 'rehearsal'").split())
        now = start + (time.clock_gettime(time.CLOCK_MONOTONIC) * 1000 - since) * thousandths / 1000
        return datetime.datetime.fromtimestamp(now / 1000, display.ZONE)

    def write(self, mail, to=DESK, told=True):
        """Somebody's mail arrives, and all of what follows from it is done."""
        at = self.now().strftime('%H:%M')
        self.dovecot.deliver(to, mail)
        self.delivered += 1
        if told:
            person = email.utils.parseaddr(str(mail.message['From']))[1]
            text = mail.message.get_body(('plain',)).get_content().split('\nOn Mon, ')[0]
            display.mail_line(at, display.who([person]), display.who([to]), str(mail.message['Subject']), text)
        self.settle()
        return mail

    def settle(self):
        self.daemon.wait_settled(self.delivered)
        self.tell()

    def tell(self):
        """The mails that have gone since the last time. Those to several people are one line."""
        with_same = {}
        for sent in self.receiver.mails[self.told:]:
            self.told += 1
            if sent.message_id not in self.shown:
                with_same.setdefault((display.moment(sent), sent['Subject'], display.first_words(sent.text)[:40]), []).append(sent)
        for (at, subject, _), same in with_same.items():
            display.mail_line(at, texts.DESK_NAME, display.who(a for sent in same for a in sent.recipients), subject, same[0].text)

    def last(self, address, word=''):
        """The newest mail to that address, of those with the word in subject or text."""
        def found():
            return next((m for m in reversed(self.receiver.to(address)) if word in m['Subject'] + m.text), None)
        return wait_for(found, 20, 'a mail with "%s" to %s' % (word, address))

    def ticket(self, mail):
        return self.daemon.json('ticket', 'show', wait_for(lambda: self.daemon.ticket_of(mail), 20, 'a ticket'))[0]

    def command(self, person, words, to, **where):
        """Shows what a technician sends, and what comes back to them."""
        name, address = email.utils.parseaddr(person)
        before = len(self.receiver.to(address))
        for line in words.rstrip().splitlines() or ['(an empty mail)']:
            print(('      %s >  %s' % (name.split()[0], line)).rstrip())
        self.dovecot.deliver(to, road.Mail(where.pop('subject', 'Re: your mail'), words, person, to=to, show_word=False, **where))
        self.delivered += 1
        transcript = wait_for(lambda: next((m for m in self.receiver.to(address)[before:] if m['Message-ID'].startswith('<k.')), None),
                              20, 'a transcript')
        for line in display.briefly(transcript.text):
            print(' ' * (len(name.split()[0]) + 6) + ' <  ' + line)
        self.shown.add(transcript.message_id)
        self.settle()
        return transcript


def Mail(subject, text, sender, **options):
    return road.Mail(subject, text, sender, to=options.pop('to', DESK), show_word=False, **options)


def reply(*args, **options):
    return road.reply(*args, show_word=False, **options)


class Story:
    """What happens, and what is kept of it for the questions at the end."""

    def __init__(self, desk):
        self.desk, self.daemon, self.receiver = desk, desk.daemon, desk.receiver

    def password(self):
        step('Begoña, of the haulier Rivera, cannot log in. Her answer is in her language, and offers an article:')
        self.spanish = self.desk.write(Mail('No puedo entrar en el portal', texts.PASSWORD, texts.BEGONA))
        self.begona_ack = self.desk.last(BEGONA)
        display.whole(self.begona_ack)
        step('She follows the link "this solved it": her ticket is closed, and nobody had to write a word')
        link = Draft(next(href for words, href in links(self.begona_ack).items() if 'resuelto' in words))
        self.desk.write(Mail(link.subject, link.body, texts.BEGONA, to=link.to, reply_to=self.begona_ack), link.to)

    def crash(self):
        step('Joan, of the architects Birch & Holt, reports a crash. Points that rules give put it on tier 2, where it is Leo\'s turn')
        self.english = self.desk.write(Mail('Planara crashes when saving', texts.CRASH, texts.JOAN,
                                            attachments=[('screenshot.png', 'image/png', texts.PNG)]))
        self.joan_ack = self.desk.last(JOAN)
        self.first_tier = self.desk.ticket(self.english)['tier']
        step('She answers the acknowledgement: by its reply address, it is on the same ticket')
        self.more = self.desk.write(reply(self.joan_ack, texts.MORE, texts.JOAN), self.joan_ack.reply_to)

    def screen(self):
        step('Mark cannot see his second screen. Ana has the least to do, of those who speak English and work at this hour')
        self.dark = self.desk.write(Mail('My second screen is black', texts.SCREEN, texts.MARK))
        step('She has to leave, and gives it back, in Spanish: "#soltar"')
        notice = self.desk.last(ANA, 'My second screen')
        self.desk.command(texts.ANA, texts.GIVES_BACK, notice.reply_to, reply_to=notice)

    # A technician's day, by mail alone.

    def morning(self):
        step('Tom begins at ten, and is told of his day:')
        self.day = self.desk.last(TOM, 'Your day')
        self.desk.tell()
        display.whole(self.day)

    def take(self):
        step('What comes next? He writes "#next" to the desk; that it is he, the mail server vouches for')
        self.next_mail = self.desk.command(texts.TOM, '#next', DESK, subject='next', headers=texts.VOUCHED)
        step('He presses "take" in that mail, and sends what it opens')
        pressed = Draft(links(self.next_mail)['take'])
        self.desk.command(texts.TOM, pressed.body, pressed.to, subject=pressed.subject)
        self.taken_by = self.desk.ticket(self.dark)['assignee']

    def answer(self):
        step('Mark writes once more, so that Tom has a notice: the new words first, what is known, and buttons')
        ack = self.desk.last(MARK)
        self.desk.write(reply(ack, 'It is the left one, by the way.\n\nMark\n', texts.MARK), ack.reply_to)
        self.notice = self.desk.last(TOM, 'the left one')
        display.whole(self.notice)
        step('Tom answers in his mail program. The line with "#" is done; the others are Mark\'s')
        self.desk.command(texts.TOM, texts.FIRST, self.notice.reply_to, reply_to=self.notice)
        self.screen_answer = self.desk.last(MARK, 'blue end')
        display.whole(self.screen_answer)
        step('It was not the cable')
        self.desk.write(reply(self.screen_answer, texts.NO_PICTURE, texts.MARK), self.screen_answer.reply_to)

    def slip(self):
        step('Tom passes it up, with a slip of the pen: nothing of the mail is done, and nothing goes to anybody')
        failed = self.desk.command(texts.TOM, texts.PASS_ON, self.notice.reply_to, reply_to=self.notice)
        step('The link in that mail opens it mended. With one press tier 2 has it, with a sheet of all that was tried')
        mended = Draft(links(failed)['Send it again, mended'])
        done = self.desk.command(texts.TOM, mended.body, mended.to, subject=mended.subject)
        self.escalated_to = self.desk.ticket(self.dark)['tier']
        step('Then he finds the plug that is loose. A mail to the address in the transcript puts everything back')
        undo = Draft(next(href for words, href in links(done).items() if '+' in words))
        self.desk.command(texts.TOM, '', undo.to, subject=undo.subject)
        self.undone_to = self.desk.ticket(self.dark)['tier']

    def wait(self):
        step('A new plug comes in the afternoon. Until then the ticket sleeps')
        self.desk.command(texts.TOM, texts.WAIT, self.notice.reply_to, reply_to=self.notice)
        self.sleeping = self.desk.ticket(self.dark)['state']

    def call(self):
        step('Kate calls. One mail to Tom\'s address for commands logs the call, notes the time, tells her, and closes it')
        self.desk.command(texts.TOM, texts.CALL, self.next_mail.reply_to, subject='a call')
        self.kate = self.desk.last(KATE)

    # Beyond the desk.

    def vendor(self):
        step('Leo asks the makers of Planara, tier 4, about Joan\'s crash. The brief does not name her; she hears who has it now')
        leo = self.desk.last(LEO, 'Planara crashes')
        self.desk.command(texts.LEO, texts.ASK_VENDOR, leo.reply_to, reply_to=leo)
        self.brief = self.desk.last(VENDOR)
        step('Ada looks after vendors. She presses "Take it" in the sheet that she was sent')
        self.sheet = self.desk.last(ADA, 'Handed over')
        button = Draft(links(self.sheet)['Take it'])
        self.desk.command(texts.ADA, button.body, button.to, subject=button.subject)
        step('The vendor answers. Its case number is learnt, and only technicians see the mail')
        self.desk.write(reply(self.brief, texts.CASE, texts.PLANARA), self.brief.reply_to)
        step('Ada answers Joan from that notice, and has herself reminded of it')
        notice = self.desk.last(ADA, 'PL-204711')
        self.desk.command(texts.ADA, texts.ANSWER, notice.reply_to, reply_to=notice)
        self.joan_answer = self.desk.last(JOAN, 'save as DXF')
        step('Joan\'s mail program says that she is away. That is filed; nobody answers a machine')
        self.away = self.desk.write(
            Mail('Automatic reply: ' + self.joan_answer['Subject'], texts.AWAY, texts.JOAN, to=self.joan_answer.reply_to,
                 reply_to=self.joan_answer, headers={'Auto-Submitted': 'auto-replied'}), self.joan_answer.reply_to)

    def outage(self):
        step('Luis reports that nobody at Rivera can work. Urgent: an answer is promised within half an hour ...')
        self.urgent = self.desk.write(Mail('La VPN se corta', texts.OUTAGE, texts.LUIS))

    def warned(self):
        step('... and a quarter of an hour later nobody has written one: a warning goes out before the time is up')
        wait_for(lambda: self.daemon.count('outbox', "kind = 'sla_warning'"), 60, 'a warning')
        self.desk.settle()

    def problem(self):
        step('Nuria, and Pete of Birch & Holt, write about the VPN as well. Three within an hour: that is one problem, and Marta is told')
        self.desk.write(Mail('Sin VPN', texts.TOO, texts.NURIA))
        self.pete = self.desk.write(Mail('VPN', texts.ALSO, texts.PETE))
        gathered = self.desk.last(MARTA, 'Pete Dale')
        step('Marta, who leads the team, answers that mail once, in two languages. Each has it in theirs, on their own ticket')
        self.desk.command(texts.MARTA, texts.FOR_ALL, gathered.reply_to, reply_to=gathered)
        self.spread = {who: self.desk.last(who, word) for who, word in
                       ((LUIS, 'pasarela'), (NURIA, 'pasarela'), (PETE, 'VPN gateway'))}
        step('... and closes the problem, and with it the tickets of all three')
        self.desk.command(texts.MARTA, '#cerrar', gathered.reply_to, reply_to=gathered)

    def evening(self):
        step('Mark\'s ticket is awake again, and Tom is told; Ada is reminded; Marta has the evening\'s figures of her team')
        self.awake = self.desk.last(TOM, 'Back from waiting')
        self.reminded = self.desk.last(ADA, '11.0.3 come')
        self.figures = self.desk.last(MARTA, 'Casos nuevos')
        self.desk.settle()
        display.whole(self.figures)
        step('It was the plug. Tom closes the ticket, with a word for Mark')
        self.desk.command(texts.TOM, texts.LAST, self.notice.reply_to, reply_to=self.notice)


def tell(story, daemon, receiver, full):
    heading('What became of it')

    def say(most, *words):
        display.command(words, daemon.postigo(*words).stdout, None if full else most)
    say(None, 'ticket', 'list')
    say(34, 'ticket', 'show', daemon.ticket_of(story.english))
    say(None, 'status')
    if full:
        say(None, 'problem', 'list')
        say(None, 'rules', 'list')
    heading('What would happen to the next mail, and why (nothing is changed by asking)')
    path = daemon.folder / 'next.eml'
    path.write_bytes(bytes(Mail('Nobody can work: the files are gone', 'Hello, all the files are gone from our drive.\n', texts.PETE)))
    display.command(('explain', path.name), daemon.postigo('explain', path).stdout)
    if full:
        heading('What went out')
        for number, sent in enumerate(receiver.mails, 1):
            display.every_header(number, sent)


def questions(story, desk):
    daemon, receiver = desk.daemon, desk.receiver
    spanish, english, urgent, screen = map(desk.ticket, (story.spanish, story.english, story.urgent, story.dark))
    return [
        ('seven tickets and a problem', daemon.tickets() == 8),
        ('Begoña was answered in Spanish', story.begona_ack['Content-Language'] == 'es'),
        ('... by a rule in the queue accounts', spanish['queue'] == 'accounts' and spanish['fields'].get('category') == 'password'),
        ('... and has closed her ticket by an article', spanish['state'] == 'closed'),
        ('Joan\'s ticket is her organisation\'s, and began on tier 2', english['organisation'] == 'birch' and story.first_tier == 2),
        ('... and the device was read out of her words', english['fields'].get('device') == 'LAP-2231'),
        ('the reply is on Joan\'s ticket', daemon.ticket_of(story.more) == daemon.ticket_of(story.english)),
        ('the screenshot is kept', daemon.value('SELECT name FROM attachment') == 'screenshot.png'),
        ('Tom\'s day named what nobody had', 'My second screen is black' in story.day.text),
        ('... and so did #next', 'My second screen is black' in story.next_mail.text),
        ('... which he took by one press', story.taken_by == 'tom'),
        ('his answer went to Mark without its command, which was done', 'blue end' in story.screen_answer.text and
         '#' not in story.screen_answer.text and daemon.value('SELECT sum(spent) FROM ticket_time') == 20 * 60000),
        ('the mended mail has escalated, and undo has brought it back', (story.escalated_to, story.undone_to) == (2, 1)),
        ('Mark heard nothing of what was a note', all('It may be the dock' not in m.text for m in receiver.to(MARK))),
        ('... his ticket slept until the evening', story.sleeping == 'waiting' and display.moment(story.awake) >= '17:30'),
        ('... and is closed', screen['state'] == 'closed'),
        ('Kate\'s call is a ticket of hers', daemon.value("SELECT value FROM ticket_field WHERE name = 'channel'") == 'phone' and
         'one copy' in story.kate.text),
        ('the vendor is not told who Joan is', 'joan' not in (story.brief.text + story.brief['Subject']).lower()),
        ('... and she nothing of the vendor\'s mail', all('PL-204711' not in m.text for m in receiver.to(JOAN))),
        ('her sheet tells only how the brief begins', 'Our reference is' in story.sheet.text and
         story.sheet.text.count('Access violation') == 1),
        ('Ada has taken it by a button', english['assignee'] == 'ada'),
        ('her answer came as from the desk', story.joan_answer.mail['From'].addresses[0].addr_spec == DESK),
        ('... without the commands, which were done', '#' not in story.joan_answer.text.split('Hello Joan')[0] and
         english['priority'] == 'high' and 'planara-11' in english['tags']),
        ('... on the same thread', story.english.message_id in story.joan_answer.references),
        ('... and she was reminded of it in the evening', display.moment(story.reminded) >= '17:30'),
        ('the out-of-office note is on the ticket', daemon.ticket_of(story.away) == daemon.ticket_of(story.english)),
        ('... and was not answered', len(receiver.to(JOAN)) == 3),
        ('the outage is urgent, and with the network team', urgent['priority'] == 'urgent' and urgent['team'] == 'network'),
        ('three who write about the VPN are one problem', [p['tickets'] for p in daemon.json('problem', 'list')] == [3]),
        ('... and each has the answer in their own language', 'pasarela' not in story.spread[PETE].text and
         'gateway' not in story.spread[LUIS].text + story.spread[NURIA].text),
        ('... and nobody hears of the others', not any(name in m.text for m in story.spread.values() for name in ('Nuria', 'Pete')
                                                      if name not in str(m['To']))),
        ('... and all three are closed', daemon.count('ticket', 'problem IS NOT NULL AND state = 3') == 3),
        ('every mail is accounted for', daemon.count('inbox', 'state <> 1') == 0),
        ('everything was delivered', daemon.count('outbox', 'state <> 5') == 0),
        ('it stopped cleanly', daemon.stop() == 0),
    ]


def play(desk, full):
    story = Story(desk)
    for title, clock, scenes in (
            ('Mail comes in', '09:30:00', (story.password, story.crash, story.screen)),
            ('A technician\'s day', '09:59:40', (story.morning, story.take, story.answer, story.slip, story.wait, story.call)),
            ('Makers, and a bad morning', '10:45:00', (story.vendor, story.outage)),
            ('One answer for all', None, (story.warned, story.problem)),
            ('The evening', '17:29:40', (story.evening,))):
        desk.begin(clock or (desk.now() + datetime.timedelta(minutes=13)).strftime('%H:%M:%S'))
        heading('%s  %s' % (desk.now().strftime('%H:%M'), title))
        for scene in scenes:
            scene()
    tell(story, desk.daemon, desk.receiver, full)
    return questions(story, desk)


def answer(checks, full):
    """Says how it went. True: as it should."""
    heading('Was it as it should be?')
    failed = [what for what, good in checks if not good]
    for what, good in checks:
        if full or not good:
            print('  %s  %s' % ('yes' if good else display.bold('NO '), what))
    print('%d of %d things that were looked at are as they should be. Nothing is left running; the folder is gone.' %
          (len(checks) - len(failed), len(checks)))
    if not full:
        print('"./bootstrap demo --full" shows each of them, and every mail with its header.')
    return not failed


def main():
    parser = argparse.ArgumentParser(prog='demo', description='The example desk for a day, on servers of its own.')
    parser.add_argument('--full', action='store_true', help='print everything whole: each mail that went out, and what was looked at')
    full = parser.parse_args().full
    base = pathlib.Path(tempfile.mkdtemp(prefix='postigo-demo-'))
    base.chmod(0o755)
    print('A day at the help desk of conf/example-desk, on loopback: a mailbox (Dovecot), Postigo, and a mail\n'
          'server that keeps what it is given. A second is a minute there; all times are Madrid\'s.\n'
          'A mail is a line: time, from whom -> to whom, subject: first words. A few are shown whole.')
    try:
        with servers.Dovecot(base / 'dovecot') as dovecot, servers.Receiver() as receiver:
            daemon = road.ExampleDesk(base / 'postigo', [road.mailbox(dovecot, address=DESK, queue='support')], receiver)
            try:
                checks = play(Desk(dovecot, receiver, daemon), full)
            except Exception:
                print('\nWhat postigod had to say:\n' + display.indent('\n'.join(daemon.log().splitlines()[-60:])))
                raise
            finally:
                daemon.end()
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return 0 if answer(checks, full) else 1


if __name__ == '__main__':
    sys.exit(main())
