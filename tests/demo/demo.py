"""demo.py - the example desk at work, on a private Dovecot and a private SMTP receiver

Prints what goes in, what Postigo made of it, and what went out. Ends with status 0 only if all of it came about.
"""
import pathlib
import re
import shutil
import sys
import tempfile
import textwrap
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))

import road  # noqa: E402
import servers  # noqa: E402
from road import wait_for  # noqa: E402

DESK = 'support@puente.example'
BEGONA = 'Begoña Íñiguez <begona@rivera.example>'
LUIS = 'Luis Mora <luis@rivera.example>'
JOAN = 'Joan Holt <joan@birchholt.example>'
NURIA = 'Nuria Sanz <nuria@rivera.example>'
PETE = 'Pete Dale <pete@birchholt.example>'
MARTA = 'Marta Gil <marta@puente.example>'
ADA = 'Ada Moore <ada@puente.example>'
MARK = 'Mark Lee <mark@birchholt.example>'
TOM = 'Tom Field <tom@puente.example>'
PLANARA = 'Planara Support <support@planara.example>'
# A Wednesday, on which everybody works; a second is a minute.
MORNING = '2026-11-25T10:00:00+01:00'
SPEED = 60

PASSWORD = '''Buenos días:

Desde esta mañana no puedo entrar en el portal. Me dice que la contraseña no es correcta, y creo
que la he olvidado. ¿Podríais ayudarme, por favor?

Un saludo,
Begoña Íñiguez
'''
CRASH = '''Hello,

Planara crashes whenever I save a drawing: "Access violation at 0xC0000005". A screenshot is
attached. It is LAP-2231; I have restarted it twice, with no change.

Kind regards,
Joan Holt
'''
MORE = '''One more thing: it only happens with drawings from before January.

Joan
'''
ANSWER = '''#priority high
#tag planara-11

Hello Joan,

thank you, that helps. I have seen the same here with an old drawing, and have asked Planara's
people about it. Until they answer: save as DXF, that works.

Ada
'''
OUTAGE = '''Hola:

Desde las diez se corta la VPN a toda la oficina y nadie puede trabajar.

Luis
'''
TOO = '''Hola, tampoco puedo trabajar: la VPN no conecta desde hace un rato.

Nuria
'''
ALSO = '''Hello, the VPN refuses to connect, and I am at home today. Can you help?

Pete
'''
FOR_ALL = '''Ha fallado la pasarela de la VPN. La hemos cambiado: por favor, vuelve a conectar.

[en]
The VPN gateway has failed. We have replaced it: please connect again.
'''
AWAY = '''I am out of the office until Monday, 7 December. I will not read mail.
'''
CASE = '''Thank you for your message. Your case number is PL-204711. Please keep it in the subject.

We could reproduce it; a correction comes with 11.0.3. Password: hunter2
'''
SCREEN = '''Hello,

my second screen has been black since this morning. The cable is in, and its light is on.

Mark
'''
FIRST = '''#time 15m

Hello Mark,

please take the other cable, the one with the blue end. Does the picture come back?

Tom
'''
PASS_ON = '''#esclate
#note
New cable tried, same picture. It may be the dock.
'''
LAST = '''#close

Hello Mark, good to hear that it was the plug after all. Have a nice day!
'''
# A picture of one pixel.
PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf'
                    'c0f01f0005050102a2d5b4d10000000049454e44ae426082')


def Mail(*args, **options):
    return road.Mail(*args, to=options.pop('to', DESK), show_word=False, **options)


def reply(*args, **options):
    return road.reply(*args, show_word=False, **options)


def heading(text):
    print('\n' + text + '\n' + '=' * len(text))


def step(text):
    print('  -', text, flush=True)


def indent(text, by='    '):
    return textwrap.indent(text.rstrip(), by, lambda line: True)


def say(daemon, *command):
    print('\n  $ postigo ' + ' '.join(map(str, command)))
    print(indent(daemon.postigo(*command).stdout))


def show_mail(number, sent):
    print('\n  --- mail %d, envelope from <%s> to <%s>' % (number, sent.envelope_from, ', '.join(sent.recipients)))
    for name in ('From', 'To', 'Reply-To', 'Subject', 'Message-ID', 'In-Reply-To', 'References', 'Auto-Submitted', 'Content-Language'):
        if sent[name]:
            print(textwrap.fill('%s: %s' % (name, sent[name]), 110, initial_indent='    ', subsequent_indent='        ',
                                break_long_words=False, break_on_hyphens=False))
    print(indent('\n' + sent.text))


def briefly(text):
    """What stands in a mail of ours, for somebody who looks at it for a moment."""
    text = re.sub(r'<mailto:[^>]*>', '<link>', text.split('To undo this')[0].split('\n-- ')[0])
    for part in re.split(r'\s*\n\s*\n|\n(?=- )', text.replace('\r', '')):
        part = ' '.join(part.split())
        if part and not part.startswith(('##-', 'Hello ', 'A line that begins')):
            yield from textwrap.wrap(part, 90)


def follow(sent):
    """The mail that the first link opens: where to, its subject, and what it says."""
    address, _, query = sent.text.split('<mailto:', 1)[1].split('>', 1)[0].partition('?')
    fields = urllib.parse.parse_qs(query)
    return urllib.parse.unquote(address), fields.get('subject', [''])[0], fields.get('body', [''])[0].replace('\r\n', '\n')


def link_address(sent):
    """Where the first link of the mail leads, as a mail program follows it."""
    link = sent.text.split('<mailto:', 1)[1].split('>', 1)[0]
    return urllib.parse.unquote(link.split('?')[0])


class Story:
    """What happens, and what is kept of it for the questions at the end."""

    def __init__(self, dovecot, receiver, daemon):
        self.dovecot, self.receiver, self.daemon = dovecot, receiver, daemon

    def to(self, address, which=None):
        return self.receiver.wait(address) if which is None else self.receiver.wait(address, which)

    def ticket(self, mail, **where):
        number = wait_for(lambda: self.daemon.ticket_of(mail), 20, 'a ticket')
        return self.daemon.json('ticket', 'show', number)[0]

    def password(self):
        step('Begoña, of the haulier Rivera, cannot log in: she writes in Spanish')
        self.spanish = Mail('No puedo entrar en el portal', PASSWORD, BEGONA)
        self.dovecot.deliver(DESK, self.spanish)
        self.begona_ack = self.to('begona@rivera.example')
        step('  her answer says how to set a new password; a rule has put it in the queue accounts')
        step('She follows its link "this solved it"')
        solved = Mail('Resuelto', 'Esto lo ha resuelto.\n', BEGONA, to=link_address(self.begona_ack), reply_to=self.begona_ack)
        self.dovecot.deliver(DESK, solved)
        wait_for(lambda: self.ticket(self.spanish)['state'] == 'closed', 20, 'her ticket to close')
        step('  closed; no technician had to write a word')

    def crash(self):
        step('Joan, of the architects Birch & Holt, reports a crash, in English, with a screenshot')
        self.english = Mail('Planara crashes when saving', CRASH, JOAN, attachments=[('screenshot.png', 'image/png', PNG)])
        self.dovecot.deliver(DESK, self.english)
        self.joan_ack = self.to('joan@birchholt.example')
        self.number = self.ticket(self.english)['ticket']
        self.first_tier = self.ticket(self.english)['tier']
        self.to('leo@puente.example')
        step('  points put it on tier 2, whose technicians take turns: it is Leo\'s')
        step('Joan replies to the answer')
        self.more = reply(self.joan_ack, MORE, JOAN)
        self.dovecot.deliver(self.joan_ack.reply_to, self.more)
        wait_for(lambda: self.daemon.ticket_of(self.more), 20, 'her reply to be filed')

    def work(self):
        step('The operator gives it to the vendor of Planara, tier 4')
        self.daemon.postigo('ticket', 'vendor', self.number, 'planara', '--note', 'It happens with old drawings only.')
        self.brief = self.to('support@planara.example', 1)
        self.sheet = self.to('ada@puente.example', 1)
        self.told = self.to('joan@birchholt.example', 2)
        step('  the brief does not name Joan; Ada, who looks after vendors, gets a sheet of what was done; Joan hears who has it')
        case = reply(self.brief, CASE, PLANARA)
        self.dovecot.deliver(self.brief.reply_to, case)
        self.notice = self.to('ada@puente.example', 2)
        step('  the vendor answers; its case number is learnt, and only technicians see the mail')
        step('Ada answers Joan from the notice, with two commands above the words')
        self.dovecot.deliver(self.notice.reply_to, reply(self.notice, ANSWER, ADA))
        self.answer = self.to('joan@birchholt.example', 3)
        step('  Joan has the words, as from %s, and not the commands' % DESK)
        step('Her mail program says that she is out of the office')
        self.away = Mail('Automatic reply: ' + self.answer['Subject'], AWAY, JOAN, to=self.answer.reply_to, reply_to=self.answer,
                         headers={'Auto-Submitted': 'auto-replied'})
        self.dovecot.deliver(self.answer.reply_to, self.away)
        wait_for(lambda: self.daemon.ticket_of(self.away), 20, 'the note to be filed')
        step('  filed; nobody answers a machine')

    def outage(self):
        step('Luis reports that nobody at Rivera can work')
        self.urgent = Mail('La VPN se corta', OUTAGE, LUIS)
        self.dovecot.deliver(DESK, self.urgent)
        self.to('luis@rivera.example')
        step('  urgent: a first response is promised within half an hour, and nobody writes one ...')
        wait_for(lambda: self.daemon.count('outbox', "kind = 'sla_warning'"), 60, 'a warning')
        step('  ... so that a warning goes out before the time is up')

    def problem(self):
        step('Nuria, of Rivera, and Pete, of Birch & Holt, write about the VPN as well')
        self.pete = Mail('VPN', ALSO, PETE)
        self.dovecot.deliver(DESK, Mail('Sin VPN', TOO, NURIA))
        self.dovecot.deliver(DESK, self.pete)
        self.gathered = wait_for(lambda: next((m for m in self.receiver.to('marta@puente.example') if 'Muchos avisos' in m['Subject']), None),
                                 30, 'the problem')
        step('  three people within an hour are too many: it is one problem, and Marta, who leads the team, is told')
        step('Marta answers that mail once, in two languages, and then closes the problem')
        self.dovecot.deliver(self.gathered.reply_to, reply(self.gathered, FOR_ALL, MARTA))
        self.spread = {who: wait_for(lambda who=who: next((m for m in self.receiver.to(who) if 'VPN gateway' in m.text or 'pasarela' in m.text),
                                                          None), 30, 'the answer to ' + who)
                       for who in ('luis@rivera.example', 'nuria@rivera.example', 'pete@birchholt.example')}
        self.dovecot.deliver(self.gathered.reply_to, reply(self.gathered, '#cerrar', MARTA))
        wait_for(lambda: self.daemon.count('ticket', 'problem IS NOT NULL AND state = 3') == 3, 30, 'the three to be closed')
        step('  each has it in their language, on their own ticket; all three are closed with the problem')

    # A technician's day, by mail alone.

    def tom_writes(self, words, to, **where):
        """Shows what Tom sends and what comes back to him."""
        mail = Mail(where.pop('subject', 'Re: ' + self.screen_notice['Subject']), words, TOM, to=to, **where)
        before = len(self.receiver.to('tom@puente.example'))
        self.dovecot.deliver(to, mail)
        for line in words.rstrip().splitlines() or ['(an empty mail)']:
            print(('      Tom >  ' + line).rstrip())
        back = self.receiver.wait('tom@puente.example', before + 1)
        for line in briefly(back.text):
            print('           <  ' + line)
        print(flush=True)
        return back

    def day(self):
        step('Mark cannot see his second screen; Tom, of the first line, gets the notice')
        self.screen = Mail('My second screen is black', SCREEN, MARK)
        self.dovecot.deliver(DESK, self.screen)
        self.screen_notice = self.to('tom@puente.example')
        self.screen_number = self.ticket(self.screen)['ticket']
        answers = self.screen_notice.reply_to
        step('Tom answers in his mail program. Mark gets the words, and the command is done:')
        self.tom_writes(FIRST, answers, reply_to=self.screen_notice)
        self.screen_answer = self.to('mark@birchholt.example', 2)
        step('What comes next?')
        self.next_mail = self.tom_writes('#next', answers)
        step('A slip of the pen: nothing of the mail is done, and the link has it mended')
        failed = self.tom_writes(PASS_ON, answers)
        address, subject, body = follow(failed)
        step('He clicks on it, and sends what it opens: tier 2 has it')
        done = self.tom_writes(body, address, subject=subject)
        self.escalated_to = self.ticket(self.screen)['tier']
        step('Mark calls: it works. One mail to the address in the transcript puts everything back')
        self.tom_writes('', follow(done)[0], subject='undo')
        self.undone_to = self.ticket(self.screen)['tier']
        step('... and one closes the ticket, with a word for Mark')
        self.tom_writes(LAST, answers, reply_to=self.screen_notice)


def tell(story, daemon, receiver):
    heading('What became of it')
    say(daemon, 'ticket', 'list')
    say(daemon, 'ticket', 'show', story.number)
    say(daemon, 'problem', 'list')
    say(daemon, 'rules', 'list')
    say(daemon, 'status')
    heading('What went out')
    for number, sent in enumerate(receiver.mails, 1):
        show_mail(number, sent)
    heading('What would happen to the next mail, and why (nothing is changed by asking)')
    path = daemon.folder / 'next.eml'
    path.write_bytes(bytes(reply(story.joan_ack, 'Saving as DXF works, thank you.', JOAN)))
    print(indent('a reply of Joan to the acknowledgement: ' + str(path)))
    say(daemon, 'explain', path)


def questions(story, daemon, receiver):
    heading('Was it as it should be?')
    spanish, english, urgent, screen = map(story.ticket, (story.spanish, story.english, story.urgent, story.screen))
    return [
        ('six tickets and a problem, not nineteen tickets', daemon.tickets() == 7),
        ('Begoña was answered in Spanish', story.begona_ack['Content-Language'] == 'es'),
        ('... by a rule in the queue accounts', spanish['queue'] == 'accounts' and spanish['fields'].get('category') == 'password'),
        ('... and has closed her ticket by an article', spanish['state'] == 'closed'),
        ('Joan\'s ticket is her organisation\'s, and began on tier 2', english['organisation'] == 'birch' and story.first_tier == 2),
        ('... and the device was read out of her words', english['fields'].get('device') == 'LAP-2231'),
        ('the reply is on Joan\'s ticket', daemon.ticket_of(story.more) == daemon.ticket_of(story.english)),
        ('the screenshot is kept', daemon.value('SELECT name FROM attachment') == 'screenshot.png'),
        ('the vendor is not told who she is', 'joan' not in (story.brief.text + story.brief['Subject']).lower()),
        ('... and she nothing of the vendor\'s mail', all('PL-204711' not in m.text for m in receiver.to('joan@birchholt.example'))),
        ('the answer came as from the desk', story.answer.mail['From'].addresses[0].addr_spec == DESK),
        ('... without the commands, which were done', '#' not in story.answer.text.split('Hello Joan')[0] and
         english['priority'] == 'high' and 'planara-11' in english['tags']),
        ('... on the same thread', story.english.message_id in story.answer.references),
        ('the out-of-office note is on the ticket', daemon.ticket_of(story.away) == daemon.ticket_of(story.english)),
        ('... and was not answered', len(receiver.to('joan@birchholt.example')) == 3),
        ('the outage is urgent, and on tier 2 of the network team', urgent['priority'] == 'urgent' and urgent['team'] == 'network'),
        ('three who write about the VPN are one problem', [p['tickets'] for p in daemon.json('problem', 'list')] == [3]),
        ('... and each has the answer in their own language', 'pasarela' in story.spread['nuria@rivera.example'].text and
         'replaced it' in story.spread['pete@birchholt.example'].text and 'pasarela' not in story.spread['pete@birchholt.example'].text),
        ('... and nobody hears of the others', not any(name in m.text for m in story.spread.values() for name in ('Nuria', 'Pete')
                                                      if name not in str(m['To']))),
        ('Tom\'s answer went to Mark without its command, which was done', 'blue end' in story.screen_answer.text and
         '#' not in story.screen_answer.text and daemon.value('SELECT spent FROM ticket_time') == 15 * 60000),
        ('his question was answered', 'What comes next' in story.next_mail['Subject']),
        ('the mended mail has escalated, and undo has brought it back', (story.escalated_to, story.undone_to) == (2, 1)),
        ('Mark heard nothing of the dock', all('dock' not in m.text for m in receiver.to('mark@birchholt.example'))),
        ('... and his ticket is closed', screen['state'] == 'closed'),
        ('every mail is accounted for', daemon.count('inbox', 'state <> 1') == 0),
        ('everything was delivered', daemon.count('outbox', 'state <> 5') == 0),
        ('it stopped cleanly', daemon.stop() == 0),
    ]


def play(dovecot, receiver, daemon):
    story = Story(dovecot, receiver, daemon)
    heading('What comes in')
    story.password()
    story.crash()
    story.work()
    heading('A technician\'s day')
    story.day()
    heading('A bad morning')
    story.outage()
    story.problem()
    daemon.wait_settled(19)
    tell(story, daemon, receiver)
    return questions(story, daemon, receiver)


def main():
    base = pathlib.Path(tempfile.mkdtemp(prefix='postigo-demo-'))
    base.chmod(0o755)
    print('A mailbox (Dovecot), a mail server (a receiver that keeps what it gets) and Postigo between them,')
    print('with the desk of conf/example-desk; all on loopback, all in %s.' % base)
    print('It is Wednesday morning there, and a minute passes in a second.')
    try:
        with servers.Dovecot(base / 'dovecot') as dovecot, servers.Receiver() as receiver:
            daemon = road.ExampleDesk(base / 'postigo', [road.mailbox(dovecot, address=DESK, queue='support')], receiver)
            daemon.rehearse(MORNING, SPEED)
            with daemon:
                try:
                    checks = play(dovecot, receiver, daemon)
                except Exception:
                    print('\nWhat postigod had to say:\n' + indent('\n'.join(daemon.log().splitlines()[-60:])))
                    raise
    finally:
        shutil.rmtree(base, ignore_errors=True)
    for what, good in checks:
        print('  %s  %s' % ('yes' if good else 'NO ', what))
    good = all(good for _, good in checks)
    print('\n%s Nothing is left running; the folder is gone.' % ('All of it.' if good else 'Not all of it.'))
    return 0 if good else 1


if __name__ == '__main__':
    sys.exit(main())
