"""The words of our mails: an operator changes them, looks at them, and is told of mistakes; readers get both parts."""
import email
import email.policy
import shutil

import pytest

import road
from road import Mail

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
        assert part(mail, 'plain').get_content().strip()
        if shown['html']:
            html = part(mail, 'html').get_content()
            assert len(html) < 20000 and '<script' not in html and 'src=' not in html


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
        assert 'color-scheme' in html and '<img' not in html and '<a ' not in html and '<b>' not in html
    raw = email.message_from_bytes(bytes(notice.raw), policy=email.policy.default)
    assert '&lt;img src=http://evil.example/x&gt; [a](http://evil.example) **b**' in part(raw, 'html').get_content()
    assert words.strip() in part(raw, 'plain').get_content().replace('\r\n', '\n')
