"""The worked example: an outsourced desk with two customers, five tiers, two languages and 25 rules that are all tried."""
import re

import pytest

import road
from road import TOP, Mail, mailbox

DESK = 'support@puente.example'


@pytest.fixture
def desk(folder, dovecot, receiver, user):
    with road.ExampleDesk(folder / 'postigo', [mailbox(dovecot, user=user, address=DESK, queue='support')], receiver) as daemon:
        daemon.rehearse('2026-11-25T09:00:00+01:00', 60).start()
        daemon.box = user
        yield daemon


def test_the_example_desk_works(desk, dovecot, receiver):
    assert 'is fine' in desk.postigo('check').stdout
    text = ''.join(path.read_text() for path in sorted((TOP / 'conf/example-desk/rules.d').glob('*.conf')))
    written = re.split(r'\n\t?\{ name = "', text)[1:]
    assert len(written) == 25 and all('expect = (' in rule for rule in written), 'every rule has a sample'
    assert [r['name'] for r in desk.json('rules')] == [rule.split('"')[0] for rule in written]
    assert [t['tier'] for t in desk.json('tier', 'list')] == [0, 1, 2, 3, 4]

    lost = Mail('Han desaparecido las carpetas', 'Buenos días:\n\nesta mañana han desaparecido todas las carpetas del servidor. Gracias.\n',
                'Luis Rivera <luis@rivera.example>', DESK)
    crash = Mail('Planara crashes when saving', 'Good morning,\n\nPlanara crashes with an access violation at 0xC0000005 when I save.\n',
                 'Joan Holt <joan@birchholt.example>', DESK)
    dovecot.deliver(desk.box, lost, crash)
    acuse, ack = receiver.wait('luis@rivera.example'), receiver.wait('joan@birchholt.example')
    assert 'Hemos recibido' in acuse.text or 'Gracias' in acuse.text
    assert 'Thank you' in ack.text
    shown = {m: desk.json('ticket', 'show', desk.wait_ticket(m.word))[0] for m in (lost, crash)}
    assert (shown[lost]['organisation'], shown[lost]['priority'], shown[lost]['tier']) == ('rivera', 'high', 2)
    assert (shown[crash]['organisation'], shown[crash]['queue'], shown[crash]['tier']) == ('birch', 'applications', 2)
    assert set(shown[crash]['tags']) >= {'cad', 'crash'}
    for m in (lost, crash):
        assert shown[m]['deadlines'] and shown[m]['team'] == 'second line'
