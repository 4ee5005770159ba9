"""office.py - a desk with a technician in English and one in Spanish, and many tickets at once: what came of each mail about them"""
import re

from road import Mail, mailbox

LEO, ANA, CLEO, ACME = 'leo@tech.example', 'ana@tech.example', 'cleo@tech.example', 'help@acme.example'
TECHNICIANS = {'en': LEO, 'es': ANA}
WRITES = {'en': 'Leo Vidal <leo@tech.example>', 'es': 'Ana Ruiz <ana@tech.example>'}
# From their telephones.
ELSEWHERE = {'en': 'Leo Vidal <leo.vidal@phone.example>', 'es': 'Ana Ruiz <ana.ruiz@phone.example>'}
VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=tech.example'}
NAMES = {'en': 'Leo Vidal', 'es': 'Ana Ruiz'}

PLACE = {
    'queues': [{'name': 'help', 'team': 'first'}, {'name': 'ayuda', 'team': 'primera'}, {'name': 'billing', 'team': 'second'}],
    'teams': [{'name': 'first', 'members': ['leo']}, {'name': 'primera', 'members': ['ana']}, {'name': 'second', 'members': ['cleo']}],
    'agents': [{'name': 'leo', 'display_name': 'Leo Vidal', 'address': LEO, 'addresses': ['leo.vidal@phone.example'], 'language': 'en'},
               {'name': 'ana', 'display_name': 'Ana Ruiz', 'address': ANA, 'addresses': ['ana.ruiz@phone.example'], 'language': 'es'},
               {'name': 'cleo', 'display_name': 'Cleo', 'address': CLEO, 'language': 'en'}],
    'tiers': [{'number': 1, 'name': 'First line'}, {'number': 2, 'name': 'Second line', 'team': 'second'}],
    'vendors': [{'name': 'acme', 'display_name': 'Acme S.A.', 'address': ACME}],
    'rules': [{'name': 'spanish', 'when': {'subject': ['caso']}, 'then': {'queue': 'ayuda'}}],
    'calendars': [{'name': 'always', 'always': True}],
    'slas': [{'name': 'standard', 'calendar': 'always', 'first_response': '4h', 'resolution': '3d', 'repeat': '1h',
              'ladder': [{'at': 50, 'tell': 'assignee'}]}],
}

# What of technicians' mails, and of notices, is not for whoever asked.
OURS = ('Technical support', 'Soporte técnico', 'iPhone', 'PC LOAD LETTER', '##-', '[tomar', '#take', '+34 91', 'tech.example', 'escribió:',
        'wrote:', 'From:', 'De:', 'Sent:', 'Enviado')


def not_theirs(mail):
    """What a mail to whoever asked has that was never meant for them."""
    for line in mail.text.splitlines():
        if re.match(r'\W*[#\uff03]', line):
            yield 'the requester got the line ' + line
    for words in OURS:
        if words in mail.text:
            yield 'the requester got "%s": %s' % (words, mail.text)


class Matter:
    """One ticket: of a requester of its own, in the hands of that language's technician."""

    def __init__(self, number, language):
        self.number, self.language = number, language
        self.subject = '%s %03d, the printer' % ('Caso' if language == 'es' else 'Matter', number)
        self.eva = 'eva%d@customer.example' % number
        self.technician, self.writes = TECHNICIANS[language], WRITES[language]
        self.ticket = self.notice = self.ack = None


class Office:
    """That desk, running. Its address is in address, the one for commands alone in control."""

    def __init__(self, daemons, dovecot, receiver, user, folder, **sections):
        (folder / 'articles').mkdir()
        self.dovecot, self.receiver, self.mails, self.matters = dovecot, receiver, 0, 0
        self.desk = daemons([mailbox(dovecot, 'support', user), mailbox(dovecot, 'desk', user + 'c', control=True)], receiver,
                            articles={'dir': str(folder / 'articles')}, **{**PLACE, **sections})
        self.address, self.control = user + '@example.org', user + 'c@example.org'

    def start(self):
        self.desk.start()
        return self

    def deliver(self, *mails):
        """(address, mail) pairs; returns when all that follows from them is done."""
        for address, mail in mails:
            self.dovecot.deliver(address, mail)
        self.mails += len(mails)
        self.desk.wait_settled(self.mails, 60)

    def opened(self, matters):
        """Somebody asks about each; what came of that."""
        self.deliver(*[(self.address, Mail(m.subject, 'It says PC LOAD LETTER.', 'Eva %d <%s>' % (m.number, m.eva), self.address,
                                           show_word=False)) for m in matters])
        for m in matters:
            m.ticket = self.desk.value('SELECT id FROM ticket WHERE subject = ?', m.subject)
            [m.notice] = [n for n in self.receiver.to(m.technician) if '[#%d]' % m.ticket in n['Subject']]
            [m.ack] = self.receiver.to(m.eva)
        return matters

    def some(self, languages):
        """As many new ones as there are languages."""
        self.matters += len(languages)
        return self.opened([Matter(self.matters - len(languages) + n + 1, language) for n, language in enumerate(languages)])

    def own_address(self, language):
        """That technician's own address for commands, as #help says it."""
        mail = Mail('', '#help', WRITES[language], self.control, headers=VOUCHED, show_word=False)
        self.deliver((self.control, mail))
        [told] = self.answers_to(mail.message_id, TECHNICIANS[language])
        return told.reply_to

    def answers_to(self, message_id, address):
        """The mails to that address that answer that one."""
        return [m for m in self.receiver.to(address) if (m['In-Reply-To'] or '').strip() == message_id]

    def state(self):
        """All that people can change, and what was said: the same before and after what does nothing."""
        return {(table, *row) for table in (
            'ticket', 'ticket_tag', 'ticket_field', 'ticket_time', 'ticket_watcher', 'ticket_link', 'ticket_clock', 'participant', 'timer',
            'article', 'deed') for row in self.desk.rows('SELECT * FROM ' + table)} | {
                ('message', *row) for row in self.desk.rows('SELECT id, ticket, kind, reply FROM message WHERE kind BETWEEN 1 AND 3')}
