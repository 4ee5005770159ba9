"""Every command, as technicians' mail programs write it, in reply to a notice that came: what it says is done, only the words below
it go on to whoever asked, and neither a command, nor the quotation, nor the program's own lines."""
import os
import re

import clients
from clients import Letter
from office import NAMES, TECHNICIANS, Matter, Office, not_theirs
from road import Mail, reply

# What the technician writes to whoever asked.
WORDS = {'en': 'Hello Eva,\n\nthe toner was empty. See page 12 of "Printers", part #3: it\'s all there.',
         'es': 'Hola, Eva:\n\nno quedaba tóner. Está en la página 12 de "Impresoras", apartado #3.'}

# E2E_CLIENTS=all: every command by every program, not by three of them.
EACH = len(clients.CLIENTS) if os.environ.get('E2E_CLIENTS') == 'all' else 3

class Case(Matter):
    """A ticket, the command that it gets, and by which program."""

    def __init__(self, number, verb, client, language):
        super().__init__(number, language)
        self.verb, self.client = verb, client

    def __repr__(self):
        return '%s by %s in %s' % (self.verb.en, self.client.__name__, self.language)


class Verb:
    """A command in both languages; what the transcript has of it; what it comes to: a function of the ticket as "postigo"
    shows it, or a question to the store about that ticket.

    first       commands that its technician gives before
    other       it needs another ticket, whose number stands for N
    words       what stands below goes to the requester; False: nothing stands there; a text: that stands there and goes to nobody
    framed      they go in a mail that says more
    """

    def __init__(self, en, es, said, dicho, is_done, first=None, other=False, words=True, wrote_twice=False, framed=False):
        self.en, self.es, self.said, self.dicho, self.is_done = en, es, said, dicho, is_done
        self.first, self.other, self.words, self.wrote_twice, self.framed = first, other, words, wrote_twice, framed


VERBS = (
    Verb('#take', '#tomar', 'it is yours', 'ahora lo llevas tú', lambda t: t['assignee'] in ('leo', 'ana')),
    Verb('#assign cleo', '#asignar a Cleo', 'Cleo has it now', 'lo lleva Cleo', lambda t: t['assignee'] == 'cleo'),
    Verb('#unassign', '#soltar', 'nobody has it now', 'no lo lleva nadie', lambda t: t['assignee'] is None, first='#take', words=False),
    Verb('#tier 2', '#nivel 2', 'on tier 2', 'en el nivel 2', lambda t: t['tier'] == 2),
    Verb('#escalate', '#escalar', 'on tier 2', 'en el nivel 2', lambda t: t['tier'] == 2),
    Verb('#vendor acme Please send "board" 7 to us.', '#proveedor acme Por favor, la placa 7.', 'asked for help', 'pedido ayuda',
         lambda t: t['tier'] == 4 and t['waiting_for'] == 'vendor'),
    Verb('#solution', '#solución', 'the solution goes to everybody', 'la solución sale', lambda t: t['state'] == 'waiting', framed=True),
    Verb('#article The printer prints nothing', '#artículo La impresora no imprime nada\n#idioma es', 'kept as a draft', 'como borrador',
         'SELECT count(*) FROM article WHERE source_ticket = ? AND state = 0 AND replace(trim(body), char(160), \' \') = \'Look whether there is toner.\'', words='Look whether there is toner.'),
    Verb('#article The printer prints nothing\n#language en', '#artículo La impresora no imprime\n#publicar', '(en)', 'Ya se ofrece',
         'SELECT count(*) FROM article WHERE source_ticket = ? AND replace(trim(body), char(160), \' \') = \'Look whether there is toner.\'', words='Look whether there is toner.'),
    Verb('#publish', '#publicar', 'offered it from now on', 'se ofrece desde ahora',
         'SELECT count(*) FROM article WHERE source_ticket = ? AND state = 1', words=False,
         first='#article Old toner\n\nChange it.'),
    Verb('#withdraw NAME', '#retirar NAME', 'offered it any more', 'ya no se ofrece',
         'SELECT count(*) FROM article WHERE source_ticket = ? AND state = 2', words=False,
         first='#article Blue toner NNN\n#publish\n\nChange it.'),
    Verb('#drop NAME', '#descartar NAME', 'is gone', 'ya no existe',
         'SELECT count(*) = 0 FROM article WHERE source_ticket = ?', words=False,
         first='#article Red toner NNN\n\nChange it.'),
    Verb('#queue billing', '#cola billing', 'in the queue billing', 'en la cola billing', lambda t: t['queue'] == 'billing'),
    Verb('#priority high', '#prioridad alta', 'high priority', 'prioridad alta', lambda t: t['priority'] == 'high'),
    Verb('#urgent', '#urgente', 'urgent', 'urgente', lambda t: t['priority'] == 'urgent'),
    Verb('#tag vpn, -old', '#etiqueta vpn, -old', 'tagged vpn', 'etiqueta vpn puesta', lambda t: t['tags'] == ['vpn'], first='#tag old'),
    Verb('#untag old', '#desetiquetar old', 'without the tag old', 'etiqueta old quitada', lambda t: t['tags'] == [], first='#tag old'),
    Verb('#field serial = XJ-12', '#campo serial = XJ-12', 'serial is XJ-12', 'serial es XJ-12',
         lambda t: t['fields'].get('serial') == 'XJ-12'),
    Verb('#note', '#nota', 'kept as a note', 'Tus palabras quedan como nota', lambda t: t['messages'][-1]['kind'] == 'note', words='She is "rude".'),
    Verb('#close', '#cerrar', 'closed', 'cerrado', lambda t: t['state'] == 'closed'),
    Verb('#resolved', '#resuelto', 'closed', 'cerrado', lambda t: t['state'] == 'closed', words=False),
    Verb('#open', '#abrir', 'open', 'abierto', lambda t: t['state'] == 'open', first='#close', words=False),
    Verb('#wait', '#esperar', 'it waits for an answer', 'a la espera de respuesta', lambda t: t['state'] == 'waiting'),
    Verb('#wait until monday 9:00', '#esperar hasta el lunes 9:00', 'it waits until Mon', 'en espera hasta el lunes',
         lambda t: t['state'] == 'waiting'),
    Verb('#remind in 2 days call Eva', '#recordar en 2 días llamar a Eva', 'you will be reminded', 'te lo recordaremos',
         'SELECT count(*) FROM timer WHERE ticket = ? AND kind = \'remind\''),
    Verb('#time 1h30', '#tiempo 1h30', '1 h 30 min noted', '1 h 30 min',
         'SELECT sum(spent) = 5400000 FROM ticket_time WHERE ticket = ?'),
    Verb('#merge N', '#fusionar N', 'it is part of ticket', 'ahora forma parte del caso',
         'SELECT count(*) FROM ticket WHERE merged_into = ?', other=True),
    Verb('#split The lamp', '#separar La lámpara', 'its newest message is ticket', 'su último mensaje es ahora el caso',
         'SELECT count(*) = 1 FROM message WHERE ticket = ? AND kind = 0',
         wrote_twice=True, words=False),
    Verb('#link N', '#enlazar N', 'linked with ticket', 'enlazado con el caso', lambda t: [k['kind'] for k in t['links']] == ['related'],
         other=True),
    Verb('#problem', '#problema', 'the first of many', 'el primero de muchos', lambda t: t['problem'] is not None, words=False),
    Verb('#watch bo@customer.example', '#seguir bo@customer.example', 'gets the answers from now on', 'recibirá las respuestas',
         lambda t: 'bo@customer.example' in [p['address'] for p in t['participants']], words=False),
    Verb('#unwatch', '#dejar', 'hears no more of it', 'deja de recibir los avisos',
         'SELECT count(*) = 0 FROM ticket_watcher WHERE ticket = ?', first='#watch', words=False),
    Verb('#spam', '#basura', 'closed without a word', 'cerrado en silencio', lambda t: t['internal'] and t['state'] == 'closed', words=False),
    Verb('#ack 2h', '#visto 2h', 'no more warnings for 2 h', 'sin más avisos durante 2 h',
         'SELECT min(quiet_until) > 0 FROM ticket_clock WHERE ticket = ?', words=False),
    Verb('#undo', '#deshacer', 'normal priority', 'prioridad normal', lambda t: t['priority'] == 'normal', first='#priority high',
         words=False),
    Verb('#take\n#tag vpn\n#close', '#tomar\n#etiqueta vpn\n#cerrar', 'tagged vpn', 'etiqueta vpn puesta',
         lambda t: t['state'] == 'closed' and t['tags'] == ['vpn'] and t['assignee'] in ('leo', 'ana')),
    Verb('#mine', '#mis-casos', 'our open tickets', 'us casos abiertos', lambda t: True, first='#take', words=False),
    Verb('#next', '#siguiente', 'Nobody has these yet', 'Nadie lleva', lambda t: True, words=False),
    Verb('#show', '#ver', 'It says PC LOAD LETTER', 'It says PC LOAD LETTER', lambda t: True, words=False),
    Verb('#find load letter', '#buscar load letter', 'These fit', 'Esto es lo que encaja', lambda t: True, words=False),
    Verb('#help', '#ayuda', '#escalate', '#escalar', lambda t: True, words=False),
)


def written(text):
    """Without what typography makes of it, and large letters."""
    return re.sub('[\u201c\u201d]', '"', text.replace('\u2019', "'")).lower().split()


def whats_wrong(office, case):
    desk, verb = office.desk, case.verb
    said = ' '.join(m.text for m in office.answers_to(case.letter.message_id, case.technician))
    wanted = verb.said if case.language == 'en' else verb.dicho
    if wanted not in ' '.join(said.split()):
        yield 'what came back has no "%s": %s' % (wanted, said)
    [ticket] = desk.json('ticket', 'show', case.ticket)
    if not (desk.value(verb.is_done, case.ticket) if isinstance(verb.is_done, str) else verb.is_done(ticket)):
        yield 'it was not done: %s' % ticket
    mails = office.receiver.to(case.eva)[case.before:]
    for mail in mails:
        yield from not_theirs(mail)
    answers = [m for m in mails if m['Auto-Submitted'] in (None, 'no')]
    if len(answers) != (verb.words is True):
        yield '%d answers: %s' % (len(answers), [m.text for m in answers])
    for answer in answers:
        text, _, below = answer.text.replace('\r\n', '\n').partition('\n-- \n')
        if verb.framed:
            if ' '.join(written(WORDS[case.language])) not in ' '.join(written(text)) or answer.text.count(NAMES[case.language]) != 1:
                yield 'the answer is: ' + answer.text
        elif written(text) != written(WORDS[case.language]) or below.count(NAMES[case.language]) != 1:
            yield 'the answer is: ' + answer.text


def cases_of():
    """Each command by some programs, two of which write HTML at least; each language in turn."""
    cases = []
    for n, verb in enumerate(VERBS):
        chosen = [clients.CLIENTS[(n + 3 * k) % len(clients.CLIENTS)] for k in range(EACH)]
        if sum(c in clients.HTML for c in chosen) < 2:
            chosen[-1] = clients.HTML[n % len(clients.HTML)]
        for k, client in enumerate(chosen if EACH < len(clients.CLIENTS) else clients.CLIENTS):
            cases.append(Case(len(cases) + 1, verb, client, ('en', 'es')[(n + k) % 2]))
    return cases


def prepare(office, cases):
    """What has to be there before the command."""
    others = [case for case in cases if case.verb.other]
    office.deliver(*[(office.address, Mail('Other %03d' % case.number, 'The same.', 'Bob <bob@customer.example>', office.address))
                     for case in others])
    for case in others:
        case.other = office.desk.value('SELECT id FROM ticket WHERE subject = ?', 'Other %03d' % case.number)
    office.deliver(*[(case.ack.reply_to, reply(case.ack, 'The lamp is out, too.', 'Eva <%s>' % case.eva)) for case in cases
                     if case.verb.wrote_twice])
    office.deliver(*[(case.notice.reply_to, clients.mutt(Letter(case.verb.first.replace('NNN', '%03d' % case.number),
                                                                case.writes, case.notice))) for case in cases if case.verb.first])


def letter_of(office, case):
    command = case.verb.es if case.language == 'es' else case.verb.en
    if case.verb.other:
        command = command.replace('N', str(case.other))
    if 'NAME' in command:
        command = command.replace('NAME', office.desk.value("SELECT slug FROM article WHERE title LIKE '%' || ? || '%'", ' %03d' % case.number))
    words = case.verb.words if isinstance(case.verb.words, str) else WORDS[case.language] if case.verb.words else ''
    return Letter(command + ('\n\n' + words if words else ''), case.writes, case.notice, spanish=case.language == 'es')


def test_each_command_by_the_mail_of_each_program(daemons, dovecot, receiver, user, folder):
    office = Office(daemons, dovecot, receiver, user, folder).start()
    cases = office.opened(cases_of())
    for client in clients.CLIENTS:
        assert sum(case.client is client for case in cases) >= 6, client
    prepare(office, cases)
    for case in cases:
        case.before, case.letter = len(receiver.to(case.eva)), letter_of(office, case)
    office.deliver(*[(case.notice.reply_to, case.client(case.letter)) for case in cases])

    everything = {case: list(whats_wrong(office, case)) for case in cases}
    assert not any(everything.values()), '\n'.join('%s: %s' % (case, fault) for case, faults in everything.items() for fault in faults)


def test_a_call_and_many_tickets_by_the_mail_of_each_program(daemons, dovecot, receiver, user, folder):
    """What answers no notice: a mail to one's own address for commands."""
    office = Office(daemons, dovecot, receiver, user, folder).start()
    matters = office.some([language for _ in clients.CLIENTS for language in ('en', 'es', 'en')])
    own = {language: office.own_address(language) for language in ('en', 'es')}
    calls, blocks = [], []
    for n, client in enumerate(clients.CLIENTS):
        spanish = n % 2 == 1
        writes, pat = (matters[1] if spanish else matters[0]).writes, 'pat%d@customer.example' % n
        a, b, c = matters[3 * n:3 * n + 3]
        call = '#nuevo %s teléfono Pantalla %d\n#tomar\n#tiempo 10m\n\nNo se ve nada desde el lunes.' % (pat, n) if spanish else \
            '#new %s phone Screen %d\n#take\n#time 10m\n\nNothing is to be seen since Monday.' % (pat, n)
        block = '#%d\n#close\n\nIt works again.\n\n#%d #%d\n#queue billing\n#note\nBilling should look.' % (a.ticket, b.ticket, c.ticket)
        letters = [Letter(text, writes, to=own['es' if spanish else 'en'], subject='', spanish=spanish) for text in (call, block)]
        calls.append((client, pat, letters[0], spanish))
        blocks.append((client, (a, b, c), letters[1]))
    office.deliver(*[(letter.to, client(letter)) for client, _, letter, *_ in calls + blocks])

    for client, pat, letter, spanish in calls:
        told = receiver.to(pat)
        assert len(told) == 1, (client, [m.text for m in office.answers_to(letter.message_id, TECHNICIANS['es' if spanish else 'en'])])
        said = written(told[0].text)
        assert ' '.join(written(letter.lines[-1])) in ' '.join(said) and not list(not_theirs(told[0])), (client, told[0].text)
        number = office.desk.value('SELECT id FROM ticket WHERE requester = (SELECT id FROM person WHERE address = ?)', pat)
        [ticket] = office.desk.json('ticket', 'show', number)
        assert ticket['assignee'] == ('ana' if spanish else 'leo') and ticket['fields']['channel'] == 'phone', (client, ticket)
        assert ticket['subject'].lower() == ('pantalla %d' if spanish else 'screen %d') % int(pat[3:pat.index('@')]), (client, ticket['subject'])
    for client, (a, b, c), letter in blocks:
        got = [m for m in receiver.to(a.eva)[1:] if m['Auto-Submitted'] in (None, 'no')]
        assert [written(m.text.partition('\r\n-- ')[0].partition('\n-- ')[0]) for m in got] == [['it', 'works', 'again.']], (client, got and got[0].text)
        assert len(receiver.to(b.eva)) == len(receiver.to(c.eva)) == 1, client
        states = [office.desk.json('ticket', 'show', m.ticket)[0] for m in (a, b, c)]
        assert [t['state'] for t in states] == ['closed', 'new', 'new'] and [t['queue'] for t in states[1:]] == ['billing'] * 2, (client, states)
        notes = [t['messages'][-1] for t in states[1:]]
        assert [(m['kind'], written(m['reply'])) for m in notes] == [('note', ['billing', 'should', 'look.'])] * 2, (client, notes)
