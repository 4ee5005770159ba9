"""The keys that reply addresses are signed with: a new one signs after a reload, and the old ones break nothing."""
from road import Mail, mailbox, reply, wait_for

EVA = 'eva@customer.example'


def key_of(mail):
    return mail.reply_to.split('@')[0].split('+')[1][1]


def test_rotation(postigo, dovecot, receiver):
    dovecot.deliver(postigo.address, Mail('One'))
    first = receiver.wait(EVA)
    assert key_of(first) == '1'
    [key] = postigo.json('token', 'list')
    assert (key['key'], key['signs']) == ('1', True) and key['made']

    said = postigo.postigo('token', 'rotate').stdout
    assert 'Key 2 signs' in said and 'SIGHUP' in said
    assert [(k['key'], k['signs']) for k in postigo.json('token', 'list')] == [('2', True), ('1', False)]
    file = postigo.folder / 'store' / 'tokens.key'
    assert file.stat().st_mode & 0o777 == 0o600
    for line in file.read_text().split('\n'):
        assert line[2:66] not in postigo.postigo('token', 'list').stdout or not line, 'no secrets are shown'

    postigo.reload()
    wait_for(lambda: 'reloaded' in postigo.log(), 20, 'the reload')
    dovecot.deliver(postigo.address, Mail('Two', sender='bo@customer.example'))
    assert key_of(receiver.wait('bo@customer.example')) == '2'
    dovecot.deliver(first.reply_to, reply(first, 'It still does not print.'))
    postigo.wait_settled(3)
    assert postigo.value('SELECT count(*) FROM message WHERE ticket = 1 AND kind = 0') == 2, 'the old address is good'


def test_there_are_no_keys_yet(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver)
    assert 'no keys yet' in daemon.postigo('token', 'list', status=69).stderr
    assert 'no keys yet' in daemon.postigo('token', 'rotate', status=69).stderr
    assert 'is not understood' in daemon.postigo('token', 'rotate', 'x', status=64).stderr
