"""Each way in which a technician's commands are refused, by real mail programs: nothing is done, nothing reaches anybody outside, and
what comes back says why, with a link to the mended mail, which does it when it is followed."""
import clients
from clients import Letter
from office import ACME, CLEO, NAMES, Office, not_theirs
from press import Draft, links

WORDS = {'en': 'Hello Eva,\n\nthe toner was empty.', 'es': 'Hola, Eva:\n\nno quedaba tóner.'}
MEND = {'en': 'Send it again, mended', 'es': 'Enviarlo otra vez, corregido'}


class Refusal:
    """What is written (N: another ticket's number; W: the words for whoever asked), what comes back of it, and what the mended mail
    comes to: a question to the store about the ticket. edit: what its writer changes in it first."""

    def __init__(self, en, es, said, dicho, mended, edit=None, before=None):
        self.en, self.es, self.said, self.dicho, self.mended, self.edit, self.before = en, es, said, dicho, mended, edit, before


IS_CLOSED = 'SELECT state = 3 FROM ticket WHERE id = ?'
TAKEN = 'SELECT assignee IN (\'leo\', \'ana\') FROM ticket WHERE id = ?'

REFUSALS = (
    # No such verb; nearly one; one that has grown together with the next.
    Refusal('#xylophone', '#zanahoria', 'there is no such command', 'esa orden no existe', IS_CLOSED, edit=('#xylophone', '#close')),
    Refusal('#take\n#clsoe', '#tomar\n#cerar', 'Did you mean #close?', '¿Querías decir #cerrar?', IS_CLOSED),
    Refusal('#prioritty high', '#priorida alta', 'Did you mean #priority high?', 'Querías decir #prioridad alta?',
            'SELECT priority = 2 FROM ticket WHERE id = ?'),
    # Values: none, none of that kind, nobody, nearly somebody.
    Refusal('#assign', '#asignar', 'something has to stand behind it', 'falta algo detrás', TAKEN, edit=('#assign', '#assign me')),
    Refusal('#tier nine', '#nivel nueve', 'is not what it takes', 'no es lo que espera', 'SELECT tier = 2 FROM ticket WHERE id = ?',
            edit=('nine', '2')),
    Refusal('#assign zoe', '#asignar a zoe', 'we know nobody, or nothing, called “zoe”', '«zoe»', TAKEN, edit=('zoe', 'me')),
    Refusal('#assign cloe', '#asignar a cloe', 'Did you mean #assign cleo?', 'cleo?',
            'SELECT assignee = \'cleo\' FROM ticket WHERE id = ?'),
    Refusal('#queue biling', '#cola biling', 'Did you mean #queue billing?', 'billing?', 'SELECT queue = \'billing\' FROM ticket WHERE id = ?'),
    Refusal('#tier 4', '#nivel 4', 'Did you mean #vendor acme?', '#vendor acme?', 'SELECT tier = 4 FROM ticket WHERE id = ?'),
    Refusal('#wait soon', '#esperar pronto', 'For example: #wait 3d', 'Por ejemplo: #esperar 3d', 'SELECT state = 2 FROM ticket WHERE id = ?',
            edit=('soon', '2d')),
    Refusal('#time 90d', '#tiempo 90d', 'is not what it takes', 'no es lo que espera', 'SELECT sum(spent) = 5400000 FROM ticket_time WHERE ticket = ?',
            edit=('90d', '1h30')),
    Refusal('#remind soon', '#recordar pronto', 'is not what it takes', 'no es lo que espera',
            'SELECT count(*) FROM timer WHERE kind = \'remind\' AND ticket = ?', edit=('soon', 'friday')),
    Refusal('#publish nothing-of-ours', '#publicar nada-nuestro', 'called “nothing-of-ours”', '«nada-nuestro»', IS_CLOSED,
            edit=('#publish nothing-of-ours', '#close')),
    # Tickets: none, one that is part of another, itself.
    Refusal('#merge 9999', '#fusionar 9999', 'there is no ticket 9999', 'no hay ningún caso 9999',
            'SELECT count(*) FROM ticket WHERE merged_into = ?', edit=(' 9999', ' N')),
    Refusal('#link 9999', '#enlazar 9999', 'there is no ticket 9999', 'no hay ningún caso 9999',
            'SELECT count(*) FROM ticket_link WHERE ticket = ?', edit=(' 9999', ' N')),
    Refusal('#merge SELF', '#fusionar SELF', 'makes no sense', 'no tiene sentido', 'SELECT count(*) FROM ticket WHERE merged_into = ?',
            edit=(' SELF', ' N')),
    Refusal('#problem N', '#problema N', 'makes no sense', 'no tiene sentido', IS_CLOSED, edit=('#problem N', '#close')),
    # As the ticket stands; and what cannot be done together.
    Refusal('#split', '#separar', 'makes no sense', 'no tiene sentido', IS_CLOSED, edit=('#split', '#close')),
    Refusal('#close\n#vendor acme', '#cerrar\n#proveedor acme', 'makes no sense', 'no tiene sentido', IS_CLOSED,
            edit=('#vendor acme', '#take')),
    Refusal('#vendor acme', '#proveedor acme', 'makes no sense', 'no tiene sentido', 'SELECT state = 1 FROM ticket WHERE id = ?',
            edit=('#vendor acme', '#open'), before='#close'),
    # Where they stand: below words; for another ticket.
    Refusal('W\n\n#close', 'W\n\n#cerrar', 'above all other words', 'antes que cualquier otra palabra', IS_CLOSED),
    Refusal('W\n#note she is rude, and will not pay', 'W\n#nota es maleducada y no paga', 'above all other words', 'antes que cualquier otra',
            'SELECT count(*) FROM message WHERE kind = 2 AND ticket = ?'),
    Refusal('W\n\n#N\nHello Pat,', 'W\n\n#N\nHola, Pat:', 'for another ticket?', 'es para otro caso?', None),
    # What the team may not do at all.
    Refusal('#take\n#spam', '#tomar\n#spam', 'may not do that', 'no puede hacerlo', TAKEN, edit=('#spam', '')),
)


def commands_of(refusal, matter, number):
    text = refusal.es if matter.language == 'es' else refusal.en
    words = WORDS[matter.language]
    text = filled(text, matter, number)
    return text.replace('W', words, 1) if text.startswith('W') else text + '\n\n' + words


def filled(text, matter, number):
    return text.replace('#N', '#%d' % number).replace(' N', ' %d' % number).replace('SELF', str(matter.ticket))


def edited(refusal, matter, number, body):
    """What its writer makes of the mended mail: the line that was refused is written anew, or the value in it."""
    if refusal.edit is None:
        return body
    old, new = refusal.edit
    line = next(line for line in refusal.en.split('\n') if old in line)
    wrong = refusal.es.split('\n')[refusal.en.split('\n').index(line)] if matter.language == 'es' else line
    wrong = filled(wrong, matter, number)
    # In English, whatever they have written before: everybody's commands are understood in both.
    right = filled(line.replace(old, new) if new else '', matter, number)
    at = body.lower().find(wrong.lower())
    if not new:
        assert at < 0, (wrong, body)
        return body
    assert at >= 0, (wrong, body)
    return body[:at] + right + body[at + len(wrong):]


def answers_of(receiver, matter):
    """What the technician's words came to, without acknowledgements and the like."""
    return [m for m in receiver.to(matter.eva) if m['Auto-Submitted'] in (None, 'no')]


def test_each_refusal_and_the_mended_mail(daemons, dovecot, receiver, user, folder):
    office = Office(daemons, dovecot, receiver, user, folder, commands={'verbs': {'spam': 'never'}}).start()
    matters = office.some([('en', 'es')[n % 2] for n in range(2 * len(REFUSALS))])
    others = [other.ticket for other in office.some(['en' for _ in matters])]
    cases = [(REFUSALS[n // 2], matter, clients.CLIENTS[(n * 3 + n // 8) % len(clients.CLIENTS)]) for n, matter in enumerate(matters)]
    office.deliver(*[(m.notice.reply_to, clients.mutt(Letter(r.before, m.writes, m.notice))) for r, m, _ in cases if r.before])
    before, outside = office.state(), [len(receiver.to(m.eva)) for m in matters]

    written = [Letter(commands_of(r, m, other), m.writes, m.notice, spanish=m.language == 'es')
               for (r, m, _), other in zip(cases, others)]
    office.deliver(*[(m.notice.reply_to, client(letter)) for (_, m, client), letter in zip(cases, written)])
    assert office.state() ^ before == set()
    assert [len(receiver.to(m.eva)) for m in matters] == outside and not receiver.to(ACME) and not receiver.to(CLEO)
    drafts = []
    for (refusal, matter, client), letter in zip(cases, written):
        [back] = office.answers_to(letter.message_id, matter.technician)
        said = ' '.join(back.text.split())
        assert (refusal.said if matter.language == 'en' else refusal.dicho).lower() in said.lower(), (refusal.en, client, back.text)
        drafts.append(Draft(links(back)[MEND[matter.language]]))

    # The mended mail is written by the link; its writer sends it from another program, with a signature below.
    mended = []
    for (refusal, matter, client), draft, other in zip(cases, drafts, others):
        other_client = clients.CLIENTS[(clients.CLIENTS.index(client) + 1) % len(clients.CLIENTS)]
        body = edited(refusal, matter, other, draft.body)
        mended.append((other_client, Letter(body.rstrip('\n'), matter.writes, to=draft.to, subject=draft.subject,
                                            spanish=matter.language == 'es')))
    office.deliver(*[(letter.to, client(letter)) for client, letter in mended])
    for (refusal, matter, _), (client, letter), n in zip(cases, mended, outside):
        back = office.answers_to(letter.message_id, matter.technician)
        assert refusal.mended is None or office.desk.value(refusal.mended, matter.ticket), (refusal.en, client, letter.lines, [m.text for m in back])
        # Notes are for technicians: with one, the words stay here, too.
        note = '#note' in refusal.en
        answers = answers_of(receiver, matter)
        assert len(answers) == (not note), (refusal.en, client, letter.lines, [m.text for m in answers + back])
        for mail in receiver.to(matter.eva)[n:]:
            # What its writer says is for the reader, by \#, is.
            assert refusal.mended is None or not list(not_theirs(mail)) and 'rude' not in mail.text and 'maleducada' not in mail.text, (refusal.en, mail.text)
        for mail in answers:
            assert ' '.join(WORDS[matter.language].lower().split()[2:]) in ' '.join(mail.text.lower().split()), (refusal.en, mail.text)
            assert mail.text.count(NAMES[matter.language]) == 1, (refusal.en, mail.text)


def test_who_may_not(daemons, dovecot, receiver, user, folder):
    """A mail that proves too little is asked about, by whatever program it was written; one of anybody else does nothing at all."""
    office = Office(daemons, dovecot, receiver, user, folder, commands={'verbs': {'close': 'token_and_auth'}}).start()
    matters = office.some([('en', 'es')[n % 2] for n in range(len(clients.CLIENTS))])
    before = office.state()
    strangers = [(m.notice.reply_to, client(Letter('#take\n\nSend me your password.', 'Mallory <mallory@elsewhere.example>', m.notice)))
                 for m, client in zip(matters, clients.CLIENTS)]
    # The technician's name and address, and neither their notice nor any other proof.
    spoofed = [(to, client(Letter('#%d\n#take\n\nSend me your password.' % m.ticket, m.writes, to=to, subject='Re: [#%d] x' % m.ticket)))
               for m, client in zip(matters, clients.CLIENTS) for to in (office.address, office.control)]
    asked = [Letter('#take\n#close\n\n' + WORDS[m.language], m.writes, m.notice, spanish=m.language == 'es') for m in matters]
    office.deliver(*strangers, *spoofed, *[(m.notice.reply_to, client(a)) for m, a, client in zip(matters, asked, clients.CLIENTS)])
    assert office.state() ^ before == set() and office.desk.tickets() == len(matters)
    for m in matters:
        assert len(receiver.to(m.eva)) == 1
    assert not receiver.to('mallory@elsewhere.example')

    # It was them: "yes" is enough, with a signature below.
    questions = [office.answers_to(a.message_id, m.technician)[0] for m, a in zip(matters, asked)]
    office.deliver(*[(q.reply_to, client(Letter('Sí.' if m.language == 'es' else 'Yes.', m.writes, q, spanish=m.language == 'es')))
                     for m, q, client in zip(matters, questions, reversed(clients.CLIENTS))])
    for m in matters:
        [ticket] = office.desk.json('ticket', 'show', m.ticket)
        assert (ticket['state'], ticket['assignee']) == ('closed', {'en': 'leo', 'es': 'ana'}[m.language]), m.number
        [answer] = answers_of(receiver, m)
        assert ' '.join(WORDS[m.language].lower().split()[2:]) in ' '.join(answer.text.lower().split())
        assert not list(not_theirs(answer)) and answer.text.count(NAMES[m.language]) == 1
