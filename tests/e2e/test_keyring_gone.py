"""The keyring cannot be used, or is gone: what was promised to be signed or encrypted waits and is told of, and never goes in clear."""
import os

import pytest

import keys
from road import Mail, mailbox, reply
from servers import wait_for

EVA, ANA, OPERATOR = 'eva@customer.example', 'ana@tech.example', 'ops@example.org'
EVA_WRITES, ANA_WRITES = 'Eva Requester <eva@customer.example>', 'Ana Ruiz <ana@tech.example>'

# What GpgME is told of where gpg is, and a gpg that can be made to wait, or to fail.
GPGCONF = '#!/bin/sh\n"%(gpgconf)s" "$@" | sed "s,:%(gpg)s\\$,:%(folder)s/gpg,;s,:%(gpgsm)s\\$,:%(folder)s/gpgsm,"\n'
# It is there, and says which version it is; but it serves nobody.
GPGSM = '#!/bin/sh\n[ "$1" = --version ] || [ ! -e %(folder)s/no-certificates ] || exit 2\nexec "%(gpgsm)s" "$@"\n'
GPG = '''#!/bin/sh
[ ! -e %(folder)s/broken ] || exit 2
case " $* " in *" --decrypt "*|*" --verify "*|*" --encrypt "*|*" --sign "*|*" --detach "*)
	[ ! -e %(folder)s/hold ] || echo $$ >> %(folder)s/held
	while [ -e %(folder)s/hold ]; do sleep 0.05; done
	if [ -e %(folder)s/hang ]; then
		rm %(folder)s/hang
		echo $$ >> %(folder)s/held
		exec sleep 40
	fi;;
esac
exec "%(gpg)s" "$@"
'''


class Shim:
    """A gpg between GpgME and gpg itself."""

    def __init__(self, folder):
        self.folder = folder
        folder.mkdir()
        paths = {'folder': folder, 'gpg': keys.which('gpg'), 'gpgconf': keys.which('gpgconf'),
                 'gpgsm': keys.which('gpgsm')}
        for name, text in ('gpgconf', GPGCONF), ('gpg', GPG), ('gpgsm', GPGSM):
            (folder / name).write_text(text % paths)
            (folder / name).chmod(0o755)

    def take_away(self):
        (self.folder / 'gpg').rename(self.folder / 'gone')

    def put_back(self):
        (self.folder / 'gone').rename(self.folder / 'gpg')

    def set(self, name):
        (self.folder / name).touch()

    def unset(self, name):
        (self.folder / name).unlink()

    def wait_held(self, n=1):
        """Until gpg has a mail in hand for the nth time."""
        wait_for(lambda: self.held() >= n, 20, 'gpg to be asked')

    def held(self):
        path = self.folder / 'held'
        return len(path.read_text().split()) if path.exists() else 0


@pytest.fixture
def gpg():
    people = keys.Gpg()
    people.make(EVA_WRITES)
    people.make(ANA_WRITES)
    yield people
    people.close()


@pytest.fixture
def shim(folder, monkeypatch):
    made = Shim(folder / 'shim')
    monkeypatch.setenv('PATH', '%s:%s' % (made.folder, os.environ['PATH']))
    yield made
    (made.folder / 'hold').unlink(missing_ok=True)


@pytest.fixture
def desk(daemons, dovecot, receiver, user, base, gpg, shim):
    """A desk that encrypts to whom it can, eva and ana among them."""
    keyring = base / ('g-' + user)
    daemon = daemons([mailbox(dovecot, 'support', user, encrypt='if_known')], receiver, keyring={'folder': str(keyring)},
                     operator=OPERATOR)
    daemon.address = user + '@example.org'
    daemon.keyring = keyring
    gpg.make('Support <%s>' % daemon.address)
    daemon.postigo('key', 'import', '-', stdin=gpg.secret(daemon.address))
    for address in EVA, ANA:
        [key] = daemon.json('key', 'import', '-', stdin=gpg.public(address))
        daemon.postigo('key', 'trust', key['fingerprint'])
    yield daemon
    daemon.end()
    keys.end_agent(keyring)


def ask(desk, dovecot, text='My printer is on fire.\n'):
    dovecot.deliver(desk.address, Mail('Cannot print', text, EVA_WRITES, desk.address))


def encrypted(sent):
    return sent.mail.get_content_type() == 'multipart/encrypted'


def waiting(desk):
    return [r for r in desk.json('outbox', 'list', '--state', 'leased') if r['answer']]


def wrong(desk):
    """What doctor has to say of the keyring."""
    return ' '.join(t['why'] or '' for t in desk.json('doctor', status=None) if 'keyring' in t['tried'])


def test_gpg_is_not_there(desk, dovecot, receiver, shim):
    shim.take_away()
    desk.start()
    ask(desk, dovecot)
    told = receiver.wait(OPERATOR)
    assert 'waits' in told.text and 'OpenPGP' in told.text
    wait_for(lambda: len(waiting(desk)) >= 2, 20, 'both mails to be put off')
    assert all('OpenPGP' in r['answer'] for r in waiting(desk)), 'the outbox says why'
    assert 'to be signed or encrypted' in desk.postigo('outbox', 'show', waiting(desk)[0]['row']).stdout
    assert 'OpenPGP' in wrong(desk)
    # Tried again, it waits again.
    for row in waiting(desk):
        desk.postigo('outbox', 'retry', row['row'])
    wait_for(lambda: desk.log().count('enclosing_waits') >= 4, 20, 'both to be put off once more')
    shim.put_back()
    assert encrypted(receiver.wait(EVA)) and encrypted(receiver.wait(ANA)), 'nobody has to do anything for them'
    desk.wait_settled(1)
    assert len(receiver.to(EVA)) == 1 and len(receiver.to(OPERATOR)) == 1, 'the operator is told once'


@pytest.mark.parametrize('when', ['before', 'meanwhile'])
def test_the_folder_is_gone(desk, dovecot, receiver, when):
    """As when a disk is not mounted. An empty keyring in its place would say that nobody has a key."""
    aside = desk.keyring.with_name(desk.keyring.name + '-aside')
    if when == 'before':
        desk.keyring.rename(aside)
    desk.start()
    if when == 'meanwhile':
        wait_for(lambda: desk.roles().get('crypt'), 20, 'the process with the keys')
        desk.keyring.rename(aside)
    ask(desk, dovecot)
    assert 'no keyring' in receiver.wait(OPERATOR).text
    wait_for(lambda: len(waiting(desk)) >= 2, 20, 'both mails to be put off')
    assert receiver.to(EVA) == [] and not desk.keyring.exists() and 'not there' in wrong(desk)
    aside.rename(desk.keyring)
    for row in waiting(desk):
        desk.postigo('outbox', 'retry', row['row'], status=None)
    assert encrypted(receiver.wait(EVA)) and encrypted(receiver.wait(ANA))


def test_the_config_has_no_keyring_any_more(desk, dovecot, receiver, gpg, shim):
    """What was promised when a mail was made holds, whatever the config says later."""
    desk.start()
    ask(desk, dovecot)
    notice = receiver.wait(ANA)
    receiver.wait(EVA)
    desk.wait_settled(1)
    shim.set('broken')
    dovecot.deliver(notice.reply_to, reply(notice, 'Switch it off, says tulip.', ANA_WRITES, quote=False))
    wait_for(lambda: waiting(desk), 20, 'the answer to be put off')
    keyring = desk.config.pop('keyring')
    desk.config['mailboxes'][0].pop('encrypt')
    desk.write_config()
    desk.reload()
    receiver.wait(OPERATOR, 2)
    assert any('no keyring any more' in m.text for m in receiver.to(OPERATOR))
    assert 'none any more' in wrong(desk)
    [row] = waiting(desk)
    desk.postigo('outbox', 'retry', row['row'])
    wait_for(lambda: 'crypt' not in desk.roles() and waiting(desk), 20, 'it to be put off again')
    assert len(receiver.to(EVA)) == 1, 'nothing goes out in clear'
    # Too long is too long: the technician hears that the answer did not go.
    desk.config['smtp']['give_up'] = '1s'
    desk.write_config()
    desk.reload()
    wait_for(lambda: any('no keyring any more' in m.text and EVA in m.text for m in receiver.to(ANA) if not encrypted(m)), 20,
             'the technician to be told')
    assert 'no keyring any more' in desk.postigo('ticket', 'show', 1).stdout
    [failed] = desk.json('outbox', 'list', '--state', 'failed')
    assert failed['kind'] == 'answer' and len(receiver.to(EVA)) == 1
    assert any('not sent any more' in m.text for m in receiver.to(OPERATOR))
    # Somebody thinks better of it.
    shim.unset('broken')
    desk.config['keyring'] = keyring
    desk.config['smtp']['give_up'] = '1h'
    desk.write_config()
    desk.reload()
    wait_for(lambda: desk.roles().get('crypt'), 20, 'the process with the keys')
    desk.postigo('outbox', 'retry', failed['row'])
    answer = receiver.wait(EVA, 2)
    assert encrypted(answer) and b'tulip' not in answer.raw


def sealed_mail(gpg, desk, text):
    return keys.pgp_encrypted(gpg, desk.address, Mail('...', text, EVA_WRITES, desk.address))


def test_what_was_being_opened_when_the_process_died(desk, dovecot, receiver, gpg, shim):
    desk.start()
    mail = sealed_mail(gpg, desk, 'The password is tulip.\n')
    shim.set('hold')
    before = shim.held()
    dovecot.deliver(desk.address, mail)
    shim.wait_held(before + 1)
    assert desk.kill('crypt')
    shim.unset('hold')
    desk.wait_settled(1)
    assert desk.tickets() == 1 and 'tulip' in desk.texts(1)[0], 'another process opens it'
    assert receiver.wait(ANA) and len(receiver.to(ANA)) == 1


def test_what_was_being_encrypted_when_the_process_died(desk, dovecot, receiver, shim):
    desk.start()
    shim.set('hold')
    ask(desk, dovecot)
    shim.wait_held()
    assert desk.kill('crypt')
    wait_for(lambda: waiting(desk), 20, 'it to be put off')
    assert 'ended' in waiting(desk)[0]['answer'] and receiver.to(EVA) == [] == receiver.to(ANA)
    assert 'ended' in receiver.wait(OPERATOR).text
    shim.unset('hold')
    assert encrypted(receiver.wait(EVA)) and encrypted(receiver.wait(ANA))
    desk.wait_settled(1)
    assert len(receiver.to(EVA)) == 1 == len(receiver.to(ANA))


def test_one_mail_that_holds_the_keys_up(desk, dovecot, receiver, gpg, shim):
    """It is set aside alone, at once; those behind it are opened."""
    desk.start()
    mail, *behind = [sealed_mail(gpg, desk, 'The password is %s.\n' % word) for word in ('tulip', 'rose-0', 'rose-1', 'rose-2')]
    shim.set('hang')
    dovecot.deliver(desk.address, mail)
    shim.wait_held()
    for each in behind:
        dovecot.deliver(desk.address, each)
    for n in range(3):
        desk.wait_ticket('rose-%d' % n, 40)
    wait_for(lambda: desk.count('inbox', 'state = 4'), 20, 'the one to be set aside')
    assert desk.count('inbox', 'state = 4') == 1 and desk.tickets() == 3 and desk.ticket_with('tulip') is None
    [row] = desk.json('inbox', 'list', '--state', 'quarantined')
    assert 'keyring' in str(row) and shim.held() == 1, 'it was not tried again'
    desk.postigo('inbox', 'release', row['mail'] if 'mail' in row else row['row'])
    assert desk.wait_ticket('tulip')


def test_no_list_of_owners(desk, dovecot, receiver):
    """That the list cannot be read does not say that nobody is in it."""
    desk.start()
    owners = desk.keyring / 'owners'
    aside = owners.with_name('owners-aside')
    owners.rename(aside)
    owners.mkdir()
    ask(desk, dovecot)
    wait_for(lambda: len(waiting(desk)) >= 2, 20, 'both mails to be put off')
    assert receiver.to(EVA) == [] == receiver.to(ANA)
    owners.rmdir()
    aside.rename(owners)
    assert encrypted(receiver.wait(EVA)) and encrypted(receiver.wait(ANA))


def test_an_answer_that_waits_can_be_called_back(desk, dovecot, receiver, shim):
    desk.start()
    ask(desk, dovecot)
    notice = receiver.wait(ANA)
    receiver.wait(EVA)
    desk.wait_settled(1)
    shim.set('broken')
    dovecot.deliver(notice.reply_to, reply(notice, '#time 5m\n\nThe toner was empty.', ANA_WRITES, quote=False))
    wait_for(lambda: [r for r in waiting(desk) if r['kind'] == 'answer'], 20, 'the answer to be put off')
    dovecot.deliver(notice.reply_to, reply(notice, '#undo', ANA_WRITES, quote=False, show_word=False))
    wait_for(lambda: desk.count('outbox', "kind = 'answer' AND state = 7"), 20, 'the answer to be dropped')
    assert desk.count('enclosing', "outbox IN (SELECT id FROM outbox WHERE kind = 'answer')") == 0
    assert desk.rows('SELECT kind FROM message WHERE ticket = 1 AND kind IN (1, 2)') == [(2,)], 'what nobody got is no answer'
    shim.unset('broken')
    wait_for(lambda: len(receiver.to(ANA)) == 3, 40, 'both transcripts to go out')
    desk.wait_settled(3)
    assert len(receiver.to(EVA)) == 1


def test_a_search_that_fails_finds_no_key(desk, dovecot, receiver, shim):
    """Whether anybody vouches for a certificate of theirs cannot be asked: that does not say that they have none."""
    shim.set('no-certificates')
    desk.start()
    dovecot.deliver(desk.address, Mail('Cannot print', 'My printer is on fire.\n', 'bo@elsewhere.example', desk.address))
    wait_for(lambda: any('looking for the recipient' in r['answer'] for r in waiting(desk)), 20, 'their mail to be put off')
    assert encrypted(receiver.wait(ANA)), 'whose key is named need not be looked for'
    assert receiver.to('bo@elsewhere.example') == []
    assert 'looking for the recipient' in receiver.wait(OPERATOR).text
    shim.unset('no-certificates')
    for row in waiting(desk):
        desk.postigo('outbox', 'retry', row['row'], status=None)
    assert not encrypted(receiver.wait('bo@elsewhere.example')), 'they have none'
