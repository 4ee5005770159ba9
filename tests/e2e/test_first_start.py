"""The first start: what the doctor finds well works then, and what would fail it finds, as the account that counts."""
import os
import pwd
import shutil

import pytest
import road
from road import Mail, mailbox

needs_root = pytest.mark.skipif(os.getuid() != 0, reason='only root can become another account')


def fresh(daemons, dovecot, receiver, user, **sections):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, **sections)
    daemon.db_path.parent.rmdir()
    return daemon


def test_the_folder_of_the_store_is_made(daemons, dovecot, receiver, user):
    daemon = fresh(daemons, dovecot, receiver, user)
    daemon.postigo('doctor')
    assert not daemon.db_path.parent.exists(), 'the doctor changes nothing'
    daemon.start()
    assert daemon.db_path.exists() and daemon.db_path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, store={'url': 'sqlite:/nonexistent/deep/postigo.db'})
    [wrong] = [found for found in daemon.json('doctor', status=69) if not found['ok']]
    assert wrong['tried'].startswith('store') and 'cannot make it' in wrong['why']


def account_for(daemon):
    """A config that the account nobody may read, with what it names."""
    daemon.folder.chmod(0o755)
    templates = daemon.folder / 'templates'
    shutil.copytree(road.TOP / 'templates', templates)
    daemon.write_config(user='nobody', templates={'dir': str(templates)}, pid_file=str(daemon.folder / 'store' / 'pid'),
                        control={'socket': str(daemon.folder / 'store' / 'control')})
    nobody = pwd.getpwnam('nobody')
    os.chown(daemon.path, nobody.pw_uid, nobody.pw_gid)
    return nobody


@needs_root
def test_root_starts_it_for_an_account(daemons, dovecot, receiver, user):
    daemon = fresh(daemons, dovecot, receiver, user)
    nobody = account_for(daemon)
    daemon.postigo('doctor')
    daemon.start()
    assert daemon.db_path.parent.stat().st_uid == daemon.db_path.stat().st_uid == nobody.pw_uid
    mail = Mail()
    dovecot.deliver(user, mail)
    daemon.wait_ticket(mail.word)
    assert 'runs_as_root' not in daemon.log()


@needs_root
def test_a_password_that_only_root_may_read(daemons, dovecot, receiver, user):
    daemon = fresh(daemons, dovecot, receiver, user)
    password = daemon.folder / 'password'
    password.write_text('secret\n')
    password.chmod(0o600)
    daemon.write_config(mailboxes=[{**daemon.config['mailboxes'][0], 'password': {'file': str(password)}}])
    account_for(daemon)
    [wrong] = [found for found in daemon.json('doctor', status=69) if not found['ok']]
    assert wrong['tried'].startswith('mailbox') and wrong['step'] == 'password' and 'nobody' in wrong['remedy']


def test_a_password_that_systemd_hands_over(daemons, dovecot, receiver, user):
    daemon = daemons([mailbox(dovecot, 'support', user, password={'credential': 'support'})], receiver)
    [wrong] = [found for found in daemon.json('doctor', status=69) if not found['ok']]
    assert wrong['step'] == 'password' and 'LoadCredential=support:' in wrong['remedy']


def test_tls_the_wrong_way_round(daemons, dovecot, receiver, user, certificates):
    """TLS to a server that begins in clear, and the other way round: both times it is asked whether tls is right."""
    secure = {'ca_file': str(certificates.ca), 'host': 'localhost', 'timeout': '2s'}
    early = mailbox(dovecot, 'early', user, tls='implicit', port=dovecot.imap_port, **secure)
    late = mailbox(dovecot, 'late', user + 'b', tls='starttls', port=dovecot.imaps_port, **secure)
    daemon = daemons([early, late], receiver)
    wrong = [found for found in daemon.json('doctor', status=69) if not found['ok']]
    assert [found['tried'][:13] for found in wrong] == ['mailbox early', 'mailbox late:']
    assert all('tls right' in found['remedy'].lower() for found in wrong)
