"""Whatever a technician mixes of words and commands, and whatever their mail program makes of it: no line that was meant for us reaches
whoever asked, and words without one reach them as they are. At random, from a seed (E2E_SEED); E2E_LEAKS says how many mails."""
import os
import random

import clients
from clients import Letter
from office import NAMES, Office, not_theirs

SEED = int(os.environ.get('E2E_SEED', '1'))
MAILS = int(os.environ.get('E2E_LEAKS', '64'))

GOOD = ('#take', '#tomar', '#priority high', '#prioridad alta', '#tag vpn, printer', '#etiqueta vpn', '#time 30m', '#tiempo 1h30',
        '#queue billing', '#field serial = XJ-12', '#urgent', '#watch bo@customer.example', '#take #tag fax')
# What is held wherever it stands: with a value such as it takes, or nearly right, or what must never get out.
HELD = ('#close', '#cerrar', '#tier 2', '#nivel 2', '#wait 3d', '#esperar 3d', '#escalate', '#escalar', '#assign cleo', '#asignar a cleo',
        '#spam', '#note he is rude, and will not pay', '#nota no paga nunca', '#remind friday call him', '#merge 1 2', '#time 20m', '#undo',
        '#vendor acme their board is bad', '#priority high', '#prioridad baja', '#interno no lo sabe', '#close it now')
NEAR = ('#clsoe', '#cerar', '#asign leo', '#escalte', '#prioritty high', '#priorida alta', '#resloved', '#reslved')
# Of these, what is so with a blank behind the # as well, above other words.
VALUED = ('#tier 2', '#nivel 2', '#wait 3d', '#esperar 3d', '#escalate', '#note he is rude, and will not pay', '#time 20m', '#priority high',
          '#prioritty high')
WORDS = ('The toner was empty, and we have brought a new one.', 'See #12 in the list, or page 3.', 'No quedaba tóner en la impresora.',
         'We are sorry: it took us two days.', 'The plug in room 7 is loose, so please leave it.', 'Your number with us is A#77.',
         'Ahora funciona, y no hace falta nada más.', 'Printers of that kind (C#, D#) do that in winter.', 'It is the second door on the left.',
         'If it says 100% & <off>, that is fine.')


def dressed(line, chance):
    """The same line, as hands and programs write it."""
    return chance.choice((line, line, line, line[0] + line[1:].capitalize(), line.upper() if '@' not in line else line, '  ' + line,
                          line.replace('#', '\uff03', 1), line.replace('#', '# ', 1) if line in VALUED else line, '*' + line + '*', line + ' ', line.replace(' ', clients.NBSP)))


class Sample:
    """A mail at random: commands at the head, words, and perhaps lines among them that are none."""

    def __init__(self, chance, matter):
        self.matter, self.client = matter, chance.choice(clients.CLIENTS)
        head = [dressed(line, chance) for line in chance.sample(GOOD, chance.randint(0, 2))]
        self.words = chance.sample(WORDS, chance.randint(1, 4))
        self.held = [dressed(chance.choice(HELD + NEAR), chance) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
        below = list(self.words)
        for line in self.held:
            below.insert(chance.randint(1, len(below)), line)
        if chance.random() < 0.2:
            self.held.append(dressed(chance.choice(NEAR), chance))
            head.insert(chance.randint(0, len(head)), self.held[-1])
        text = ''.join(line + chance.choice(('\n', '\n\n')) for line in below)
        self.letter = Letter('\n'.join(head) + ('\n' if head else '') + chance.choice(('', '\n')) * bool(head) + text.strip('\n'), matter.writes,
                             matter.notice, spanish=matter.language == 'es', signed=chance.random() < 0.8)

    def __repr__(self):
        return '%s: %s' % (self.client.__name__, self.letter.lines)


def plain(text):
    return ' '.join(text.lower().replace('\u2019', "'").split())


def whats_wrong(office, sample):
    mails = office.receiver.to(sample.matter.eva)[1:]
    for mail in mails:
        yield from not_theirs(mail)
        for line in sample.held:
            if plain(line).strip('*#\uff03 ') in plain(mail.text):
                yield 'the requester got ' + line
    answers = [m for m in mails if m['Auto-Submitted'] in (None, 'no')]
    if len(answers) != (not sample.held):
        yield '%d answers: %s' % (len(answers), [m.text for m in answers])
    back = office.answers_to(sample.letter.message_id, sample.matter.technician)
    if sample.held and [m['Subject'].count('Nothing was done') + m['Subject'].count('No se ha hecho nada') for m in back] != [1]:
        yield 'what came back: %s' % [m.text for m in back]
    for answer in answers:
        text, _, below = answer.text.replace('\r\n', '\n').partition('\n-- \n')
        if plain(text) != plain(' '.join(sample.words)) or below.count(NAMES[sample.matter.language]) != 1:
            yield 'the answer is: ' + answer.text


def test_no_command_reaches_whoever_asked(daemons, dovecot, receiver, user, folder):
    office = Office(daemons, dovecot, receiver, user, folder).start()
    chance = random.Random(SEED)
    samples = [Sample(chance, matter) for matter in office.some([chance.choice(('en', 'es')) for _ in range(MAILS)])]
    before = office.state()
    office.deliver(*[(s.matter.notice.reply_to, s.client(s.letter)) for s in samples])
    wrong = {s: list(whats_wrong(office, s)) for s in samples}
    assert not any(wrong.values()), 'E2E_SEED=%d:\n' % SEED + '\n'.join('%s: %s' % (s, fault) for s, faults in wrong.items() for fault in faults)
    # Of a mail in which one line was held, no other was carried out.
    held = {s.matter.ticket for s in samples if s.held}
    assert {row for row in office.state() ^ before if row[0] == 'ticket' and row[1] in held} == set()
