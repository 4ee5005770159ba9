"""The words of our mails: an operator changes them, looks at them, and is told of mistakes; readers get both parts."""
import email
import email.policy
import re
import shutil

import pytest

import road
from road import Mail
from servers import wait_for

EVA, ANA = 'eva@customer.example', 'ana@tech.example'


@pytest.fixture
def templates(postigo, folder):
    """A copy of the templates that the config names."""
    copy = folder / 'own_templates'
    shutil.copytree(road.TOP / 'templates', copy)
    postigo.write_config(templates={'dir': str(copy)})
    return copy


def part(mail, kind):
    return mail.get_body((kind,))


def looks_right(html, language):
    """Small, in the reader's own colours, and nothing in it is fetched from anywhere."""
    assert len(html.encode()) < 20000
    for meta in ('<meta name="color-scheme" content="light dark">', '<meta name="supported-color-schemes" content="light dark">',
                 '<meta name="viewport" content="width=device-width'):
        assert meta in html
    assert '<html lang="%s"' % language in html
    assert not re.search(r'<(img|script|link|iframe|object|svg|video|form|base)\b|\b(src|srcset|background)\s*=|url\(|@import',
                         html, re.I), html
    assert all(re.match('(mailto|https?|tel):', link) for link in re.findall('href="([^"]*)"', html))


TO_USERS = ('acknowledgement', 'answer', 'closed', 'closed_waiting', 'confirm', 'escalated', 'logged', 'problem_answer', 'questions_again',
            'refused', 'reminder', 'solution', 'solved')
# What a person who only wants help does not know, and what takes everybody for a man (or shows that we have thought of it).
OURS = {'en': r'tiers?|ticket|tokens?|SLA|queues?|requester|technician|escalat\w+|status|assigned|user',
        'es': r'tiers?|tickets?|tokens?|SLA|colas?|nivel(es)?|solicitante|estado|usuari\w+|asignad\w+'}
NOBODYS = r'estimad\w+|usuari[oa]s?|(el|los|un|del|al) técnicos?|técnicos|\w+[ao]/[ao]s?|\w+@s?(?=\s)|todes|todxs|' \
          r'todos y todas|bienvenid\w|[Rr]emitente: \w+|ustedes|vosotr\w+|[Oo]s (?=[a-z])'
# One word for a thing: what they asked has the number, not what they wrote; and it is called the same all over.
ONCE = {'en': r'[Yy]our (message|question|enquiry|case) \{\{ticket', 'es': r'[Tt]u (mensaje|consulta|solicitud|petición) \{\{ticket|consulta\b|'
        r'este mensaje'}
# "1 tickets": a number before a word that is right for many only. What is in a section that asks for the form is not looked at.
COUNTED = r'\{\{(left_out|count|chased|new_mails|nobodys|more|made|open|closed|late_count)\}\} (?!more|más|late)[a-zñáéíóú]+s\b'


def words_of(path):
    """The words of a template, without its tags; the fields and the text."""
    return re.sub(r'\{\{\{?[^}]*\}\}\}?|\]\([^)]*\)', ' ', path.read_text())


@pytest.mark.parametrize('language', ['en', 'es'])
def test_the_tone(language):
    """What a machine can see of the rules in doc/templates.txt."""
    files = sorted((road.TOP / 'templates' / language).glob('*.mustache'))
    assert {f.name for f in files} == {f.name for f in (road.TOP / 'templates' / 'en').glob('*.mustache')}
    for path in files:
        words = words_of(path)
        assert not (language == 'es' and re.search(r'\b(%s)' % NOBODYS, words)), (path, re.search(NOBODYS, words))
        if path.stem in TO_USERS:
            assert not re.search(ONCE[language], path.read_text()), (path, re.search(ONCE[language], path.read_text()))
        if path.stem in TO_USERS or path.stem in ('_articles', '_questions'):
            found = re.search(r'\b(%s)\b' % OURS[language], words, re.I)
            assert not found and '!' not in words.replace('##', ''), (path, found)
        once = re.sub(r'\{\{\^(\w+)\.one\}\}.*?\{\{/\1\.one\}\}', '', path.read_text(), flags=re.S)
        assert not re.search(COUNTED, once), (path, re.search(COUNTED, once))


def test_a_language_is_a_folder_more(postigo, templates, dovecot, receiver):
    """Half of the messages in French, and nothing but files: the rest is in the fall-back, and check names what is missing."""
    french = templates / 'fr'
    french.mkdir()
    names = sorted(f.name for f in (templates / 'en').glob('[a-z]*.mustache'))
    half = [n for n in names if n < 'notice_'] + ['reminder.mustache', 'sla_digest.mustache']
    for name in half:
        shutil.copy(templates / 'en' / name, french)
    (french / 'acknowledgement.mustache').write_text('Subject: {{subject}}\n\nMerci de nous avoir écrit. Votre numéro est {{ticket}}.\n')
    (french / 'reminder.mustache').write_text('Subject: x\n\nAprès le {{closing_day}}\n')
    (french / 'sla_digest.mustache').write_text(
        'Subject: {{#count.one}}un dossier{{/count.one}}{{#count.other}}{{count}} dossiers{{/count.other}}\n\nx\n')
    for piece in (templates / 'en').glob('_*.mustache'):
        shutil.copy(piece, french)

    said = {s['what'] for s in postigo.json('template', 'check')}
    missing = [n for n in names if n not in half]
    assert len(missing) > 10 and {'"fr" has no %s: it is sent in "en"' % n for n in missing} <= said
    assert not any('has no ' + n in what for n in half for what in said)
    assert 'there is no words.conf: dates in "fr" are in "en"' in said
    (french / '_questions.mustache').unlink()
    assert '"fr" has no _questions.mustache: its mails have that of "en" in them' in {
        s['what'] for s in postigo.json('template', 'check')}
    shutil.copy(templates / 'en' / '_questions.mustache', french)
    words = (templates / 'en' / 'words.conf').read_text().replace('"n = 1"', '"n = 0..1"').replace('"Friday"', '"vendredi"')
    (french / 'words.conf').write_text(words.replace('"November"', '"novembre"').replace('tiers =', '// tiers ='))
    [what] = [s['what'] for s in postigo.json('template', 'check') if 'words.conf' in s['file']]
    assert what == 'tiers is not in it: it is as in English'
    (french / 'logged.mustache').write_text('Subject: x\n\n{{requester_nom}}\n')
    assert 'fr/logged.mustache:3: there is no value "requester_nom"; did you mean' in postigo.postigo('template', 'check', status=1).stdout
    shutil.copy(templates / 'en' / 'logged.mustache', french)

    assert 'Après le vendredi 27 novembre' in postigo.postigo('template', 'preview', 'reminder', '--language', 'fr').stdout
    assert 'Subject: 37 dossiers' in postigo.postigo('template', 'preview', 'sla_digest', '--language', 'fr').stdout
    assert 'It is solved' in postigo.postigo('template', 'preview', 'solved', '--language', 'fr').stdout.replace('it is', 'It is')

    postigo.reload()
    mail = Mail('Imprimante', 'Bonjour, depuis hier notre imprimante ne fonctionne plus et nous ne savons pas pourquoi. Pouvez-vous '
                'nous aider, s’il vous plaît ? Merci beaucoup et bonne journée.\n', 'Zoé <zoe@client.example>')
    wait_for(lambda: postigo.explain(mail)['language'] == 'fr', 20, 'the new language')
    dovecot.deliver(postigo.address, mail)
    assert 'Merci de nous avoir écrit. Votre numéro est 1.' in receiver.wait('zoe@client.example').text


def test_a_preview_of_a_ticket(postigo, templates, dovecot, receiver):
    """What a real ticket gives, in its own language and words; what nobody may learn stays a sample."""
    mail = Mail('La <b>impresora</b> *nueva*', 'Hola, desde ayer la impresora de la segunda planta no funciona y no sabemos por qué. '
                '¿Nos podéis ayudar? Muchas gracias.', 'Íñigo Ñuñez <inigo@customer.example>')
    dovecot.deliver(postigo.address, mail)
    number = postigo.wait_ticket(mail.word)
    assert receiver.wait('inigo@customer.example')
    shown = postigo.postigo('template', 'preview', 'notice_reply', '--ticket', number).stdout
    assert 'Íñigo Ñuñez <inigo@customer.example> ha respondido en el caso %d (help)' % number in shown
    assert 'Subject: La <b>impresora</b> *nueva*' in shown and 'no sabemos por qué' in shown
    sheet = postigo.postigo('template', 'preview', 'handover', '--ticket', number, '--language', 'en').stdout
    assert 'Since ' in sheet and 'inigo@customer.example' in sheet and 'printer.jpg' not in sheet
    raw = postigo.postigo('template', 'preview', 'closed', '--ticket', number, '--format', 'eml').stdout
    message = email.message_from_string(raw, policy=email.policy.strict)
    assert message['To'].addresses[0].addr_spec == 'inigo@customer.example' and message['Content-Language'] == 'es'
    assert '&lt;b&gt;' in postigo.postigo('template', 'preview', 'handover', '--ticket', number, '--format', 'html').stdout
    for words, status in ((('--ticket', number + 1), 65), (('--ticket', 'x'), 64)):
        postigo.postigo('template', 'preview', 'closed', *words, status=status)


def test_list_show_preview(postigo, templates):
    own = templates / 'queues' / 'help' / 'en'
    own.mkdir(parents=True)
    (own / 'answer.mustache').write_text('Subject: Own\nParts: text html\n\n**{{technician_name}}** says:\n\n{{{text}}}\n')
    listed = {t['template']: t for t in postigo.json('template', 'list')}
    assert listed['answer']['languages'] == ['en', 'es']
    assert [(o['queue'], o['language']) for o in listed['answer']['overridden']] == [('help', 'en')]
    assert listed['notice_new']['overridden'] == [] and listed['notice_new']['about']
    assert 'en for queue help' in postigo.postigo('template', 'list').stdout

    [shown] = postigo.json('template', 'show', 'answer', '--queue', 'help')
    assert shown['file'] == str(own / 'answer.mustache') and shown['html'] and '**{{technician_name}}**' in shown['source']
    assert 'technician_name' in [v['name'] for v in shown['values']]
    [shown] = postigo.json('template', 'show', 'answer')
    assert shown['file'].endswith('/en/answer.mustache') and shown['queue'] is None and not shown['html']

    assert 'Subject: Own\n\n*Leo Vidal* says:' in postigo.postigo('template', 'preview', 'answer', '--queue=help').stdout
    assert '<strong>Leo Vidal</strong>' in postigo.postigo(
        'template', 'preview', 'answer', '--queue', 'help', '--format', 'html').stdout
    assert 'Gracias por escribirnos' in postigo.postigo(
        'template', 'preview', 'acknowledgement', '--language', 'es-MX').stdout
    for option, name in (('queue', 'hepl'), ('organisation', 'nobody')):
        told = postigo.postigo('template', 'preview', 'answer', '--' + option, name)
        assert 'the config has no %s "%s"' % (option, name) in told.stderr and 'Subject:' in told.stdout
        assert option not in postigo.postigo('template', 'preview', 'answer', '--queue', 'help').stderr
    assert 'piece' in postigo.postigo('template', 'preview', '_sender_check', status=65).stderr
    for words, status in ((['preview', 'answre'], 65), (['preview', 'answer', '--format', 'html'], 65),
                          (['preview', 'answer', '--format', 'pdf'], 64), (['preview'], 64), (['shwo'], 64)):
        postigo.postigo('template', *words, status=status)


@pytest.mark.parametrize('language', ['en', 'es'])
def test_preview_as_a_mail(postigo, templates, language):
    """Python's own parser, which complains of everything, finds nothing."""
    # What begins with "_" is a piece of others, and no mail.
    for name in [t['template'] for t in postigo.json('template', 'list') if not t['template'].startswith('_')]:
        raw = postigo.postigo('template', 'preview', name, '--format', 'eml', '--language', language).stdout
        mail = email.message_from_string(raw, policy=email.policy.strict)
        assert not mail.defects and mail['Content-Language'] == language
        [shown] = postigo.json('template', 'show', name, '--language', language)
        assert (part(mail, 'html') is not None) == shown['html']
        said = part(mail, 'plain').get_content()
        assert said.strip() and not re.search(r'\b0 (open )?(tickets|casos)', said), said
        assert language == 'en' or not re.search(r'\b([Ff]irst|[Ss]econd) line\b|\bsupport\b(?![+@:%])', said), said
        if shown['html']:
            looks_right(part(mail, 'html').get_content(), language)


def test_check(postigo, templates):
    assert 'fine' in postigo.postigo('template', 'check').stdout
    (templates / 'es' / 'notice_new.mustache').unlink()
    (templates / 'queues' / 'hepl' / 'en').mkdir(parents=True)
    (templates / 'queues' / 'hepl' / 'en' / 'answer.mustache').write_text('Subject: s\n\nx\n')
    said = postigo.json('template', 'check')
    assert {s['severity'] for s in said} == {'warning'}
    assert any('"es" has no notice_new' in s['what'] for s in said)
    assert any('did you mean "help"' in s['what'] for s in said)
    assert 'did you mean "help"' in postigo.postigo('check').stdout

    (templates / 'en' / 'answer.mustache').write_text('Subject: s\n\n{{txet}}\n')
    (templates / 'en' / 'notice_reply.mustache').write_text('Subject: s\n\n{{#text}}\n')
    for words in (['template', 'check'], ['check']):
        said = postigo.postigo(*words, status=1).stdout
        assert 'en/answer.mustache:3: there is no value "txet"; did you mean "text"?' in said
        assert 'en/notice_reply.mustache:3: this section is not closed: text' in said
    assert 'template check' in postigo.postigo('template', 'list', status=78).stderr


def test_what_readers_get(postigo, dovecot, receiver):
    """Both parts, and nothing of what a stranger writes is taken for HTML or Markdown."""
    words = '<img src=http://evil.example/x> [a](http://evil.example) **b**\n\n> quoted & kept\n'
    dovecot.deliver(postigo.address, Mail('Cannot *print* <b>', words))
    ack, notice = receiver.wait(EVA), receiver.wait(ANA)
    for mail in (ack, notice):
        raw = email.message_from_bytes(bytes(mail.raw), policy=email.policy.default)
        assert raw.get_content_type() == 'multipart/alternative' and not raw.defects
        html = part(raw, 'html').get_content()
        assert 'color-scheme' in html and '<img' not in html and 'href="http' not in html and '<a href' not in html and '<b>' not in html
    raw = email.message_from_bytes(bytes(notice.raw), policy=email.policy.default)
    assert '&lt;img src=http://evil.example/x&gt; [a](http://evil.example) **b**' in part(raw, 'html').get_content()
    assert words.strip() in part(raw, 'plain').get_content().replace('\r\n', '\n')
