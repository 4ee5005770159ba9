"""demo.py - the road from a mailbox to a ticket to an answer, once, on a private Dovecot and a private SMTP receiver

Prints what goes in, what Postigo made of it, and what went out. Ends with status 0 only if all of it came about.
"""
import os
import pathlib
import shutil
import sys
import tempfile
import textwrap

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / 'e2e'))

import road  # noqa: E402
import servers  # noqa: E402
from road import wait_for  # noqa: E402

BEGONA = 'Begoña Íñiguez <begona@ayuntamiento.example>'
JAMES = 'James Taylor <james.taylor@acme.example>'
ANA = 'Ana Ruiz <ana@tech.example>'

SPANISH = '''Buenos días:

Desde esta mañana no puedo entrar en el portal de clientes. Me dice que la contraseña no es
correcta, pero no la he cambiado. ¿Podrían ayudarme, por favor? Lo necesito antes de las tres.

Un saludo,
Begoña Íñiguez
'''
ENGLISH = '''Hello,

the invoicing module shows error 4711 since Monday; a screenshot is attached. I have restarted
the computer twice, with no change. My colleague sees exactly the same.

Kind regards,
James Taylor
'''
MORE = '''One more thing: it only happens with invoices from before January.

James
'''
ANSWER = '''Hola, Begoña:

su contraseña había caducado. Le he enviado un enlace para elegir una nueva; tiene que
hacerlo desde el ordenador de la oficina.

Un saludo,
Ana
'''
AWAY = '''Estoy fuera de la oficina hasta el lunes 7 de diciembre. No leeré el correo.
'''
# A picture of one pixel.
PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf'
                    'c0f01f0005050102a2d5b4d10000000049454e44ae426082')


def Mail(*args, **options):
    return road.Mail(*args, show_word=False, **options)


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


def story(dovecot, receiver, daemon):
    to = 'support@example.org'
    heading('What comes in')
    step('Begoña cannot log in, and writes in Spanish')
    spanish = Mail('No puedo entrar en el portal', SPANISH, BEGONA)
    dovecot.deliver(to, spanish)
    receiver.wait('begona@ayuntamiento.example')
    step('  she has her answer')
    step('James reports an error, in English, with a screenshot')
    english = Mail('Error 4711 in the invoicing module', ENGLISH, JAMES, attachments=[('screenshot.png', 'image/png', PNG)])
    dovecot.deliver(to, english)
    ack = receiver.wait('james.taylor@acme.example')
    step('  he has his answer, and the technician both notices')
    notice = receiver.wait('ana@tech.example', 1)
    receiver.wait('ana@tech.example', 2)
    step('James replies to the answer')
    more = reply(ack, MORE, JAMES)
    dovecot.deliver(ack.reply_to, more)
    step('Ana, the technician, replies to the notice about Begoña')
    dovecot.deliver(notice.reply_to, reply(notice, ANSWER, ANA))
    answer = receiver.wait('begona@ayuntamiento.example', 2)
    step('  Begoña has the answer as from support@example.org')
    step('her mail program says that she is out of the office')
    away = Mail('Respuesta automática: ' + answer['Subject'], AWAY, BEGONA, answer.reply_to, reply_to=answer,
                headers={'Auto-Submitted': 'auto-replied'})
    dovecot.deliver(answer.reply_to, away)
    wait_for(lambda: daemon.ticket_of(away), 20, 'the note to be filed')
    daemon.wait_settled(5)
    step('  filed; nobody answers a machine')

    heading('What became of it')
    say(daemon, 'ticket', 'list')
    for number in (1, 2):
        say(daemon, 'ticket', 'show', number)
    say(daemon, 'status')

    heading('What went out')
    for number, sent in enumerate(receiver.mails, 1):
        show_mail(number, sent)

    heading('What would happen to the next mail, and why (nothing is changed by asking)')
    path = daemon.folder / 'next.eml'
    path.write_bytes(bytes(reply(ack, 'It works again, thank you.', JAMES)))
    print(indent('a reply of James to the acknowledgement: ' + str(path)))
    say(daemon, 'explain', path)

    heading('Was it as it should be?')
    return [
        ('two tickets, not five', daemon.tickets() == 2),
        ('Begoña was answered in Spanish', receiver.to('begona@ayuntamiento.example')[0]['Content-Language'] == 'es'),
        ('each requester got one acknowledgement', daemon.count('outbox', "kind = 'acknowledgement'") == 2),
        ('the reply is on James\'s ticket', daemon.ticket_of(more) == daemon.ticket_of(english)),
        ('the screenshot is kept', daemon.value('SELECT name FROM attachment') == 'screenshot.png'),
        ('the answer came as from support@', answer.mail['From'].addresses[0].addr_spec == to),
        ('... on the same thread', spanish.message_id in answer.references),
        ('the out-of-office note is on the ticket', daemon.ticket_of(away) == daemon.ticket_of(spanish)),
        ('... and was not answered', len(receiver.to('begona@ayuntamiento.example')) == 2),
        ('every mail is accounted for', daemon.count('inbox', 'state = 1') == 5),
        ('everything was delivered', daemon.count('outbox', 'state <> 5') == 0),
        ('it stopped cleanly', daemon.stop() == 0),
    ]


def main():
    base = pathlib.Path(tempfile.mkdtemp(prefix='postigo-demo-'))
    base.chmod(0o755)
    print('A mailbox (Dovecot), a mail server (a receiver that keeps what it gets) and Postigo between them,')
    print('all on loopback, all in %s.' % base)
    try:
        with servers.Dovecot(base / 'dovecot') as dovecot, servers.Receiver() as receiver:
            daemon = road.Daemon(base / 'postigo', [road.mailbox(dovecot)], receiver)
            with daemon:
                try:
                    checks = story(dovecot, receiver, daemon)
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
