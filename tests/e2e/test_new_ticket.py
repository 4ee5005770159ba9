"""A person writes to support@ for the first time: a ticket, a quick answer in their language, a notice to the team."""
import re

from road import Mail

TOKEN = r'[0-9a-hjkmnp-tv-z]{45}'


def test_first_of_all(postigo, dovecot, receiver):
    mail = Mail('Cannot print', 'Hello,\n\nthe printer on the third floor does not print since Monday.\n')
    dovecot.deliver(postigo.address, mail)
    ack = receiver.wait('eva@customer.example')

    assert postigo.wait_ticket(mail.word) == 1
    [(subject, queue, state)] = postigo.rows('SELECT subject, queue, state FROM ticket')
    assert (subject, queue, state) == ('Cannot print', 'help', 0)
    assert postigo.value('SELECT p.address FROM ticket t JOIN person p ON p.id = t.requester') == 'eva@customer.example'

    assert ack.recipients == ['eva@customer.example']
    assert ack.envelope_from == ''                      # RFC 3834: nobody may answer an answer
    assert ack['Auto-Submitted'].startswith('auto-replied')
    assert ack.mail['From'].addresses[0].addr_spec == postigo.address
    assert ack.mail['From'].addresses[0].display_name == 'Example Support'
    assert ack.mail['To'].addresses[0].addr_spec == 'eva@customer.example'
    user, domain = postigo.address.split('@')
    assert re.fullmatch(re.escape(user) + r'\+' + TOKEN + '@' + domain, ack.reply_to)
    assert ack['In-Reply-To'].strip() == mail.message_id
    assert ack.references == [mail.message_id]
    assert re.fullmatch(r'<[^<>@\s]+@example\.org>', ack.message_id)
    assert '[#1]' in ack['Subject']
    assert ack.mail['Date'].datetime is not None
    assert not ack.mail.defects
    assert all(len(line) <= 998 for line in ack.raw.split(b'\r\n'))
    assert b'\n' not in ack.raw.replace(b'\r\n', b'')


def test_one_answer_and_no_more(postigo, dovecot, receiver):
    first, second = Mail('One'), Mail('Two', sender='Bo <bo@customer.example>')
    dovecot.deliver(postigo.address, first, second)
    postigo.wait_settled(2)
    assert postigo.tickets() == 2
    assert len(receiver.to('eva@customer.example')) == 1
    assert len(receiver.to('bo@customer.example')) == 1


def test_the_answer_is_in_the_language_of_the_mail(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('No puedo entrar en la aplicación', '''Buenos días:

Desde esta mañana no puedo entrar en la aplicación de facturación. Me dice que la contraseña
no es correcta, pero no la he cambiado. ¿Podrían ayudarme, por favor? Lo necesito para hoy.

Un saludo y muchas gracias
''', 'Begoña Íñiguez <begona@cliente.example>'))
    ack = receiver.wait('begona@cliente.example')
    assert postigo.value('SELECT language FROM ticket') == 'es'
    assert ack['Content-Language'] == 'es'
    assert re.search(r'\b(hemos|gracias|consulta|solicitud|mensaje|recibido)\b', ack.text, re.I), ack.text
    assert ack.mail['To'].addresses[0].addr_spec == 'begona@cliente.example'


def test_a_stranger_is_not_sent_their_own_words(postigo, dovecot, receiver):
    """Else anybody could send anything to anybody, with our name on it."""
    mail = Mail('Buy cheap watches at http://spam.example', 'Look at http://spam.example now\n', 'x@victim.example')
    dovecot.deliver(postigo.address, mail)
    ack = receiver.wait('x@victim.example')
    assert 'spam.example' not in ack.text and 'watches' not in ack.text and mail.word not in ack.text


def test_the_team_is_told(postigo, dovecot, receiver):
    mail = Mail('Cannot print', 'The printer on the third floor is out of work.\n')
    dovecot.deliver(postigo.address, mail)
    notice = receiver.wait('ana@tech.example')
    assert notice.mail['From'].addresses[0].addr_spec == postigo.address
    assert notice['Auto-Submitted'] is not None
    assert mail.word in notice.text and 'Cannot print' in notice['Subject'] and '[#1]' in notice['Subject']
    assert notice.reply_to != receiver.wait('eva@customer.example').reply_to
    assert notice.message_id != receiver.wait('eva@customer.example').message_id


def test_attachments_are_kept(postigo, dovecot, receiver):
    data = bytes(range(256)) * 300
    mail = Mail('Screen', 'See the picture.\n', attachments=[('captura de pantalla ñ.png', 'image/png', data)])
    dovecot.deliver(postigo.address, mail)
    postigo.wait_ticket(mail.word)
    assert postigo.rows('SELECT name, type, size FROM attachment') == [('captura de pantalla ñ.png', 'image/png', len(data))]
    # The mail itself can be had back byte for byte, but for what the server put before it.
    raw = postigo.value('SELECT bytes FROM inbox_raw')
    assert raw.endswith(bytes(mail)), raw[:300]
