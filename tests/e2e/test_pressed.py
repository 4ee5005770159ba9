"""Each button of a notice, in both languages, pressed in each mail program and from a telephone's address: it does what it says, once,
for its technician alone, and the signature that the program puts below what the button has filled in goes to nobody."""
import clients
from clients import Letter
from office import ELSEWHERE, Office, not_theirs
from press import Draft, links
from servers import wait_for

# What it says, and what it comes to: a question to the store about the ticket.
BUTTONS = (
    ('Take it', 'Tomarlo', "SELECT assignee IN ('leo', 'ana') FROM ticket WHERE id = ?"),
    ('Write a note', 'Escribir una nota', "SELECT count(*) FROM message WHERE ticket = ? AND kind = 2 AND reply LIKE '%7'"),
    ('Hand it up', 'Escalarlo', 'SELECT tier = 2 FROM ticket WHERE id = ?'),
    ('Close', 'Cerrar', 'SELECT state = 3 AND NOT internal FROM ticket WHERE id = ?'),
    ('Wait 3 days', 'Esperar 3 días', "SELECT count(*) FROM timer WHERE ticket = ? AND kind = 'wait_over'"),
    ('Spam', 'Spam', 'SELECT state = 3 AND internal FROM ticket WHERE id = ?'),
)
ONCE = ('Take it', 'Hand it up', 'Close', 'Spam')
HTML_ONLY = tuple(clients.html_only(client) for client in (clients.outlook, clients.gmail, clients.apple))
PROGRAMS = clients.CLIENTS + HTML_ONLY


class Press:
    """A button of a notice, and the program in which it is pressed."""

    def __init__(self, button, matter, client):
        self.button, self.matter, self.client = button, matter, client
        self.words = button[1] if matter.language == 'es' else button[0]
        self.letter = None

    def __repr__(self):
        return '%s by %s' % (self.words, self.client.__name__)

    def send(self, sender, client=None):
        """What the program makes of the link, and where it goes."""
        draft = Draft(links(self.matter.notice)[self.words])
        body = draft.body.rstrip('\n') + ('\n\nShe has toner 7' if self.button[0] == 'Write a note' else '')
        self.letter = Letter(body, sender, to=draft.to, subject=draft.subject, spanish=self.matter.language == 'es')
        return draft.to, (client or self.client)(self.letter)

    def back(self, office, address=None):
        [mail] = office.answers_to(self.letter.message_id, address or self.matter.technician)
        return mail


def pressed_of(office):
    """Each button in three programs and more, in either language."""
    turns = [(button, PROGRAMS[(3 * n + k * 5) % len(PROGRAMS)], ('en', 'es')[k % 2]) for n, button in enumerate(BUTTONS) for k in range(4)]
    return [Press(button, matter, client) for (button, client, _), matter in zip(turns, office.some([language for *_, language in turns]))]


def test_each_button_in_each_program(daemons, dovecot, receiver, user, folder):
    office = Office(daemons, dovecot, receiver, user, folder).start()
    presses = pressed_of(office)
    assert {p.client for p in presses} == set(PROGRAMS)
    others = {'leo@tech.example': 'Ana Ruiz <ana@tech.example>', 'ana@tech.example': 'Leo Vidal <leo@tech.example>'}
    before = office.state()
    # A colleague to whom it was passed on, and a stranger: nothing is done, and its technician hears of it.
    for sender in (lambda m: others[m.technician], lambda m: 'Mallory <mallory@elsewhere.example>'):
        office.deliver(*[p.send(sender(p.matter)) for p in presses])
        assert office.state() ^ before == set()
    assert not receiver.to('mallory@elsewhere.example')

    # By itself; every second time from another address of the same technician.
    outside = [len(receiver.to(p.matter.eva)) for p in presses]
    office.deliver(*[p.send(ELSEWHERE[p.matter.language] if n % 2 else p.matter.writes) for n, p in enumerate(presses)])
    for p in presses:
        assert office.desk.value(p.button[2], p.matter.ticket), (p, p.back(office).text)
        assert 'Nothing was done' not in p.back(office)['Subject'] and 'No se ha hecho nada' not in p.back(office)['Subject'], p
    for p, n in zip(presses, outside):
        for mail in receiver.to(p.matter.eva)[n:]:
            assert not list(not_theirs(mail)) and 'toner' not in mail.text, (p, mail.text)
            assert mail['Auto-Submitted'] not in (None, 'no'), (p, mail.text)

    # Again, from another program: what works once says so.
    before = office.state()
    again = [p for p in presses if p.button[0] in ONCE]
    office.deliver(*[p.send(p.matter.writes, PROGRAMS[(PROGRAMS.index(p.client) + 1) % len(PROGRAMS)]) for p in again])
    assert office.state() ^ before == set()
    for p in again:
        told = ' '.join(p.back(office).text.split())
        assert ('this button works once' if p.matter.language == 'en' else 'este botón funciona una sola vez') in told, (p, told)


def test_a_warning_is_heard_by_its_button(daemons, dovecot, receiver, user, folder):
    """In simulated time: half of four hours is gone within a second. Pressed from the telephone, in either language."""
    sla = {'name': 'standard', 'calendar': 'always', 'first_response': '4h', 'ladder': [{'at': 50, 'tell': 'assignee'}]}
    office = Office(daemons, dovecot, receiver, user, folder, slas=[sla])
    office.desk.rehearse('2026-11-30T08:00:00Z', 3600)
    office.start()
    for language, words, client in (('en', 'I have seen this', HTML_ONLY[0]), ('es', 'Visto', clients.iphone)):
        [matter] = office.some([language])
        warning = wait_for(lambda: next((m for m in receiver.to(matter.technician) if '[#%d]' % matter.ticket in m['Subject'] and
                                         words in links(m)), None), 20, 'a warning')
        draft = Draft(links(warning)[words])
        office.deliver((draft.to, client(Letter(draft.body.rstrip('\n'), ELSEWHERE[language], to=draft.to, subject=draft.subject,
                                                spanish=language == 'es'))))
        [[told, heard]] = office.desk.rows('SELECT told, heard FROM ticket_clock WHERE ticket = ? AND aim = 0', matter.ticket)
        assert told == heard > 0
        assert len(receiver.to(matter.eva)) == 1
