"""What we send is valid to the letter, whatever others put into theirs: names, subjects, files, addresses of all the world."""
import email.header
import email.policy
import email.utils
import shutil
import subprocess

import pytest

import letters
from road import Mail, mailbox, reply

ANA = 'ana@tech.example'
NAMES = ('Zoë "The \\ Boss" O\'Neil', '👩‍💻 Ana 🎉', 'محمد علي', 'שרה כהן', '山田太郎 (Yamada)', 'a' * 300, 'Eva, Accounts; Ltd. <x@y>',
         '=?utf-8?q?not_a_word?=', '\u202eevil\u202c', 'Tab\tand  blanks', 'Ñandú ' * 30)
SUBJECTS = ('🚨 ' * 80, 'مشكلة في الطابعة ' * 12, 'x' * 900, 'word ' * 180, '"quoted" <b>bold</b> [#99] Re: AW: RV: ñ', '=?utf-8?q?plain?=',
            'דחוף: המדפסת', 'ends in blanks   ', '.', 'Ω' * 500)


def raw_mail(name, address, subject, text, cc=()):
    """As a mailer writes it that is not asked for ASCII: Python's own would not take all of these."""
    word = Mail().word
    head = ['From: %s' % email.utils.formataddr((name.replace('\t', ' '), address), 'utf-8'), 'To: {to}',
            'Subject: %s' % email.header.Header(subject, 'utf-8', maxlinelen=70).encode(), 'Message-ID: <%s@customer.example>' % word,
            'Date: Fri, 27 Nov 2026 12:00:00 +0100', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8',
            'Content-Transfer-Encoding: 8bit']
    if cc:
        head.append('Cc: ' + ',\r\n '.join(cc))
    return word, '\r\n'.join(head) + '\r\n\r\n%s\r\n%s\r\n' % (text, word)


@pytest.fixture
def desk(daemons, dovecot, receiver, user):
    postigo = daemons([mailbox(dovecot, 'support', user, display_name='Soporte «Ñ» & "Co", 🛟')], receiver,
                      identity={'name': 'Soporte "Ñ" 🛟', 'domain': 'example.org', 'language': 'en', 'timezone': 'Europe/Madrid'},
                      agents=[{'name': 'ana', 'display_name': 'Ána "Ruiz", Jr. 🦊', 'address': ANA, 'language': 'es'}])
    return postigo.start()


def deliver(dovecot, user, *mail, **more):
    word, text = raw_mail(*mail, **more)
    dovecot.deliver(user, text.replace('{to}', user + '@example.org').encode())
    return word


def test_names_and_subjects(desk, dovecot, receiver, user):
    """Each name with each subject once: an acknowledgement, a notice in Spanish, an answer with files of all scripts."""
    count = max(len(NAMES), len(SUBJECTS))
    for i in range(count):
        name, subject = NAMES[i % len(NAMES)], SUBJECTS[i % len(SUBJECTS)]
        deliver(dovecot, user, name, 'p%d@customer.example' % i, subject, '%s\n\n%s\n-- \n.\nFrom here\n' % (subject * 3, name))
    for i in range(count):
        ack = receiver.wait('p%d@customer.example' % i)
        letters.check(ack)
        assert ack.mail['From'].addresses[0].display_name == 'Soporte «Ñ» & "Co", 🛟'
    receiver.wait(ANA, count)
    desk.wait_settled()
    for notice in receiver.to(ANA):
        dovecot.deliver(user, reply(notice, 'Hecho.', 'Ana <%s>' % ANA))
    for i in range(count):
        answer = receiver.wait('p%d@customer.example' % i, 2)
        letters.check(answer)
        shown = answer.mail['To'].addresses[0].display_name
        assert shown and not {'\u202e', '\n', '\t'} & set(shown), shown
        assert shown[:20] == NAMES[i % len(NAMES)][:20] or i % len(NAMES) in (7, 8, 9), shown
    assert '🚨 🚨 🚨' in receiver.to('p0@customer.example')[1]['Subject']
    files = ('ünïcode.txt', 'отчёт за ноябрь.pdf', '報告書.docx', 'تقرير.txt', '"q" \\ ; = a.txt', '😀' * 60 + '.png', 'x' * 240 + '.bin',
             '../../etc/passwd')
    notice = next(m for m in receiver.to(ANA) if 'p0@customer.example' in m.text)
    answer = reply(notice, 'Línea larga ' * 40 + '\n.\n..\nFrom me\n\ttab \n' + 'w' * 1200 + '\n', 'Ana <%s>' % ANA,
                   attachments=[(n, 'application/octet-stream', b'x' * 1000) for n in files])
    dovecot.deliver(user, answer)
    receiver.wait('p0@customer.example', 3)
    desk.wait_settled()
    sent = [m for m in receiver.mails if ANA not in m.recipients and len(list(m.mail.iter_attachments())) == len(files)]
    assert len(sent) == 1
    letters.check(sent[0])
    got = [a.get_filename() for a in sent[0].mail.iter_attachments()]
    assert got[:4] == list(files[:4]) and got[-1] == 'passwd', got
    assert 'w' * 1200 in sent[0].text and '\r\n.\r\n..\r\n' in sent[0].text


def test_many_in_copy(desk, dovecot, receiver, user):
    """Three hundred in Cc: those that we write to stand in fields of short lines, and every one of them has its mail."""
    cc = ['%s <c%d@customer.example>' % (email.header.Header(NAMES[i % 5], 'utf-8').encode(), i) for i in range(300)]
    word = deliver(dovecot, user, 'Eva', 'eva@customer.example', 'Many', 'See the others in copy.', cc=cc)
    receiver.wait('eva@customer.example')
    notice = receiver.wait(ANA)
    assert word in notice.text
    dovecot.deliver(user, reply(notice, 'All of you: done.', 'Ana <%s>' % ANA))
    answer = receiver.wait('eva@customer.example', 2)
    letters.check(answer)


@pytest.mark.parametrize('language', ['en', 'es'])
def test_every_message(desk, dovecot, user, language):
    """All of our messages about a ticket with the worst that people write, in both languages."""
    word = deliver(dovecot, user, NAMES[1] + '"<>\\', 'eva@customer.example', SUBJECTS[1] + '\r\n Bcc: x@y.example', '<b>' + 'ل' * 3000)
    number = desk.wait_ticket(word)
    for name in [t['template'] for t in desk.json('template', 'list') if not t['template'].startswith('_')]:
        raw = desk.postigo('template', 'preview', name, '--ticket', number, '--format', 'eml', '--language', language).stdout
        faults = letters.faults_of(raw.replace('\r\n', '\n').replace('\n', '\r\n').encode())
        assert not faults, (name, faults)
        assert 'Bcc' not in email.message_from_string(raw, policy=email.policy.default)


def test_domains_of_all_scripts(daemons, dovecot, receiver, user):
    """Written as people read it, in the config, in mails and in commands; as ASCII on the wire. One person, however they write it."""
    postigo = daemons([mailbox(dovecot, 'support', user)], receiver,
                      agents=[{'name': 'ana', 'display_name': 'Ana', 'address': 'ana@técnicos.example', 'language': 'es'}]).start()
    ana, eva = 'ana@xn--tcnicos-bya.example', 'eva@xn--espaa-rta.example'
    for address, n in (('eva@españa.example', 1), (eva, 2)):
        word = Mail().word
        head = 'Return-Path: <eva@xn--espaa-rta.example>\r\nFrom: Eva <%s>\r\nTo: %s@example.org\r\nSubject: Números\r\nMessage-ID: <%s@x.example>\r\n\r\n%s\r\n'
        dovecot.deliver(user, (head % (address, user, word, word)).encode())
        postigo.wait_ticket(word)
        letters.check(receiver.wait(eva, n))
    assert postigo.count('person', "address LIKE 'eva@%'") == 1
    assert eva in postigo.postigo('person', 'show', 'eva@españa.example').stdout
    notice = receiver.wait(ana)
    dovecot.deliver(user, reply(notice, '#watch bo@müller.example\n\nAll is well.', 'Ana <%s>' % ana))
    assert 'All is well.' in receiver.wait(eva, 3).text
    postigo.wait_settled()
    assert all(address.isascii() for sent in receiver.mails for address in sent.recipients)


def test_a_local_part_that_nobody_can_write_to(desk, dovecot, receiver, user):
    """Their program and ours could only speak if every server between knew SMTPUTF8: there is a ticket, no answer, and technicians
    are told why."""
    word = Mail().word
    dovecot.deliver(user, ('Return-Path: <mta@customer.example>\r\nFrom: José <josé@españa.example>\r\nTo: %s@example.org\r\nSubject: Hola\r\nMessage-ID: <%s@x.example>\r\n\r\n'
                           'Hola, %s\r\n' % (user, word, word)).encode())
    desk.wait_ticket(word)
    assert 'cannot be written to' in desk.explain(Mail(sender='José <josé@españa.example>'))['not_answered']
    notice = receiver.wait(ANA)
    assert word in notice.text and 'josé@' in notice.text
    dovecot.deliver(user, reply(notice, 'Hola.', 'Ana <%s>' % ANA))
    desk.wait_settled(2)
    told = receiver.wait(ANA, 2)
    assert 'no ha llegado a josé@xn--espaa-rta.example' in told.text and 'delante de la @' in told.text
    assert all(m.recipients == [ANA] for m in receiver.mails)


@pytest.mark.skipif(shutil.which('spamassassin') is None, reason='there is no spamassassin here (Debian: spamassassin)')
def test_nothing_speaks_against_us(desk, folder, receiver, dovecot, user):
    """By SpamAssassin's rules that ask nobody on the network, as a stranger's server sees our mails: not a tenth of a point."""
    deliver(dovecot, user, NAMES[2], 'eva@customer.example', SUBJECTS[1], 'The printer is on fire. ' * 20)
    dovecot.deliver(user, reply(receiver.wait(ANA), 'Pull the plug.', 'Ana <%s>' % ANA))
    receiver.wait('eva@customer.example', 2)
    mails = [(sent['Subject'], sent.raw) for sent in receiver.mails]
    for language in ('en', 'es'):
        for name in [t['template'] for t in desk.json('template', 'list') if not t['template'].startswith('_')]:
            raw = desk.postigo('template', 'preview', name, '--format', 'eml', '--language', language).stdout
            mails.append(('%s/%s' % (language, name), raw.encode()))
    line = b'From desk@example.org Fri Nov 27 12:00:00 2026\n'
    received = b'Received: from mail.example.org (mail.example.org [93.184.216.34]) by mx.customer.example with ESMTPS id 1;\n\t%s\n' % \
        email.utils.formatdate().encode()
    mbox = b''.join(line + received + raw.replace(b'\r\n', b'\n') + b'\n' for _, raw in mails)
    done = subprocess.run(
        ['spamassassin', '--local', '--mbox', '--prefspath=/dev/null', '--cf=use_bayes 0', '--cf=use_auto_welcomelist 0',
         '--cf=add_header all Points _TESTSSCORES_'],
        input=mbox, capture_output=True, env={'HOME': str(folder), 'PATH': '/usr/bin:/bin'}, check=True)
    judged = [email.message_from_bytes(m) for m in done.stdout.split(line)[1:]]
    assert len(judged) == len(mails)
    seen = set()
    for (name, _), mail in zip(mails, judged):
        points = dict(p.split('=') for p in ''.join(mail['X-Spam-Points'].split()).split(',') if '=' in p)
        seen |= set(points)
        assert mail['X-Spam-Status'].startswith('No') and all(float(p) < 0.1 for p in points.values()), (name, points)
    assert 'HTML_MESSAGE' in seen       # it has looked at all
