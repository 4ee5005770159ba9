"""display.py - how the demonstration is told: a line for each step and each mail, and a few mails whole"""
import email.utils
import os
import re
import sys
import textwrap
import zoneinfo

import texts

WIDTH = 110
ZONE = zoneinfo.ZoneInfo('Europe/Madrid')
NAMES = {email.utils.parseaddr(person)[1]: email.utils.parseaddr(person)[0].split()[0] for person in texts.PEOPLE}
ALL_HEADERS = ('From', 'To', 'Reply-To', 'Subject', 'Message-ID', 'In-Reply-To', 'References', 'Auto-Submitted', 'Content-Language')


def is_terminal():
    return sys.stdout.isatty() and not os.environ.get('NO_COLOR') and os.environ.get('TERM', 'dumb') != 'dumb'


def coloured(text, code):
    return '\033[%sm%s\033[0m' % (code, text) if is_terminal() else text


def bold(text):
    return coloured(text, 1)


def dim(text):
    return coloured(text, 2)


def indent(text, by='    '):
    return '\n'.join((by + line).rstrip() for line in text.rstrip().splitlines())


def heading(text):
    print('\n' + bold(text) + '\n' + bold('=' * len(text)), flush=True)


def step(text):
    lines = textwrap.wrap(text, WIDTH - 2)
    print('\n' + '\n'.join(('- ' if n == 0 else '  ') + bold(line) for n, line in enumerate(lines)), flush=True)


def one_line(text, most):
    text = ' '.join(text.split())
    return text if len(text) <= most else text[:most - 3].rstrip() + '...'


def short(text):
    """The same without what only programs read: links, and the secrets in reply addresses."""
    text = re.sub(r'<mailto:[^>]*>', '<link>', text)
    return re.sub(r'\+(\w{4})\w{20,}@', r'+\1...@', text)


def first_words(text):
    """Where the words begin that somebody has written, behind the commands and the greeting, if there are any."""
    text = re.sub(r'^##-.*\n+', '', text.replace('\r', ''))
    return short(re.sub(r'^(Hola|Hello|Buenos días|Good morning)[^\n]{0,40}[,:.]\n+', '', text))


def who(addresses):
    named = [NAMES.get(a, texts.DESK_NAME if a.partition('@')[0].partition('+')[0] == 'support' else a) for a in addresses]
    return ', '.join(dict.fromkeys(named))


def moment(sent):
    return sent.mail['Date'].datetime.astimezone(ZONE).strftime('%H:%M')


def mail_line(at, sender, to, subject, text):
    start = '    %s  %s ' % (at, ('%s -> %s' % (sender, to)).ljust(24))
    words = one_line('%s: %s' % (subject, first_words(text)), WIDTH - len(start))
    print(dim(start[:11]) + start[11:] + words, flush=True)


def whole(sent, headers=('From', 'To', 'Subject'), cut=short):
    """A mail as it is read."""
    for name in headers:
        if sent[name]:
            print('         | ' + one_line('%s: %s' % (name, sent[name]), WIDTH - 11))
    print('         |')
    for line in cut(sent.text).rstrip().splitlines():
        for part in textwrap.wrap(line, WIDTH - 11, break_long_words=False) or ['']:
            print(('         | ' + part).rstrip())


def every_header(number, sent):
    print('\n  --- mail %d, %s, envelope from <%s> to <%s>' % (number, moment(sent), sent.envelope_from, ', '.join(sent.recipients)))
    for name in ALL_HEADERS:
        if sent[name]:
            print(textwrap.fill('%s: %s' % (name, sent[name]), WIDTH, initial_indent='    ', subsequent_indent='        ',
                                break_long_words=False, break_on_hyphens=False))
    print('\n' + indent(sent.text))


def briefly(text):
    """What stands in a mail of ours to a technician, for somebody who looks at it for a moment."""
    text = short(text.replace('\r', ''))
    text = re.split(r'\n(?:To undo this|Para deshacerlo|-- \n)', text)[0]
    for part in re.split(r'\s*\n\s*\n|\n(?=- )', text):
        part = ' '.join(part.split())
        if part and not part.startswith(('##-', 'Hello ', 'A line that begins')):
            yield from textwrap.wrap(part, 90)


def command(words, output, most=None):
    """What the operator types, and what is printed; only the first lines of what is long."""
    print('\n  ' + bold('$ postigo ' + ' '.join(map(str, words))))
    lines = output.rstrip().splitlines()
    print(indent('\n'.join(lines[:most])))
    if most and len(lines) > most:
        print('    ' + dim('... and %d lines more' % (len(lines) - most)))
    sys.stdout.flush()
