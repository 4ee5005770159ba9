"""`postigo explain` says what will happen, changes nothing, and the daemon then does just that."""
from road import Mail, reply

FIELDS = {'mail', 'outcome', 'ticket', 'tie', 'trust', 'requester', 'organisation', 'language', 'queue', 'tier', 'team',
          'assignee', 'priority', 'tags', 'fields', 'points', 'rules', 'commands', 'deadlines', 'answers', 'not_answered',
          'events'}


def test_explain_is_what_happens(postigo, dovecot, receiver):
    def agrees(mail, to):
        """Explains it, then lets it come; compares."""
        before = postigo.rows('SELECT count(*) FROM ticket UNION ALL SELECT count(*) FROM outbox UNION ALL SELECT count(*) FROM inbox')
        told = postigo.explain(mail)
        assert set(told) >= FIELDS
        assert before == postigo.rows('SELECT count(*) FROM ticket UNION ALL SELECT count(*) FROM outbox UNION ALL SELECT count(*) FROM inbox')
        sent, tickets, mails = len(receiver.mails), postigo.tickets(), postigo.count('inbox')
        dovecot.deliver(to, mail)
        postigo.wait_settled(mails + 1)
        went = sorted(r for m in receiver.mails[sent:] for r in m.recipients)
        assert went == sorted(a for answer in told['answers'] for a in answer['to']), told
        assert (postigo.tickets() > tickets) == (told['outcome'] == 'new_ticket'), told
        ticket, = postigo.rows('SELECT ticket FROM inbox ORDER BY id DESC LIMIT 1')[0]
        if told['outcome'] == 'reply':
            assert told['ticket'] == ticket and told['tie']['ticket'] == ticket
        if told['outcome'] == 'new_ticket':
            assert postigo.rows('SELECT queue, tier, team, language FROM ticket WHERE id = ?', ticket) == \
                [(told['queue'], told['tier'], told['team'], told['language'])]
        return told

    told = agrees(Mail('Cannot print'), postigo.address)
    assert told['outcome'] == 'new_ticket' and told['queue'] == 'help' and told['requester']['address'] == 'eva@customer.example'
    ack, notice = receiver.wait('eva@customer.example'), receiver.wait('ana@tech.example')
    told = agrees(reply(ack), ack.reply_to)
    assert told['outcome'] == 'reply' and told['tie']['kind'] == 'reply_token'
    told = agrees(reply(notice, 'Switch it off.', 'Ana <ana@tech.example>'), notice.reply_to)
    assert told['outcome'] == 'reply'
    told = agrees(Mail('Disk full', headers={'Auto-Submitted': 'auto-generated'}), postigo.address)
    assert told['outcome'] == 'new_ticket' and told['not_answered']
    told = agrees(reply(ack, sender='mallory@elsewhere.example', to=postigo.address, quote=False), postigo.address)
    assert told['outcome'] == 'new_ticket'


def test_without_the_daemon(daemons, dovecot, receiver, user):
    from road import mailbox
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver)
    assert daemon.explain(Mail(to=user + '@example.org'))['outcome'] == 'new_ticket'
    assert not daemon.db_path.exists(), 'a dry run makes no store'


def test_explain_for_people(postigo, folder):
    path = folder / 'mail.eml'
    path.write_bytes(bytes(Mail('Cannot print')))
    assert 'eva@customer.example' in postigo.postigo('explain', path).stdout


def test_explain_tells_all_of_it(daemons, dovecot, receiver, user):
    from road import mailbox
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver, tiers=[{'number': 2, 'name': 'Second line'}],
                     calendars=[{'name': 'always', 'always': True}], slas=[{'name': 'usual', 'calendar': 'always', 'first_response': '4h'}],
                     rules=[{'name': 'printers', 'when': {'subject': 'print'}, 'then': {'tags': 'printer'}, 'points': 'tier:2 +60'},
                            {'name': 'fax', 'when': {'subject': 'fax'}, 'then': {'tags': 'fax'}}])
    path = daemon.folder / 'mail.eml'
    path.write_bytes(bytes(Mail('Cannot print', to=user + '@example.org')))
    told = daemon.postigo('explain', '--render', path).stdout
    for part in ('human: nothing says that a machine wrote it', 'It becomes a new ticket.', 'Trust        none: anybody could have written this',
                 'Tier         2: 60 points toward it, of 50', 'printers: subject contains "print"',
                 'fax: subject does not contain "fax"; it is "Cannot print"', 'tier:2: 60 of 50', 'First answer: 20',
                 '4 h in the hours of always (Europe/Madrid) from', 'acknowledgement to eva@customer.example, in en: ',
                 'Thank you for writing to us.', 'ticket made in queue help'):
        assert part in told, (part, told)
    daemon.start()
    dovecot.deliver(user, Mail('Cannot print', to=user + '@example.org'))
    receiver.wait('ana@tech.example')
    shown = daemon.postigo('ticket', 'show', 1).stdout
    assert 'First answer: due 20' in shown and '4 h in the hours of always (Europe/Madrid) from' in shown, shown


def test_explain_names_who_gets_it_and_why(daemons, dovecot, receiver, user):
    """By a rule, and else by what each has to do; the daemon gives it to the same."""
    from road import mailbox
    daemon = daemons([mailbox(dovecot, 'support', user)], receiver,
                     agents=[{'name': 'ana', 'display_name': 'Ana', 'address': 'ana@tech.example'},
                             {'name': 'ben', 'display_name': 'Ben', 'address': 'ben@tech.example'}],
                     teams=[{'name': 'first', 'members': ['ana', 'ben'], 'assign': 'least_loaded'}],
                     queues=[{'name': 'help', 'team': 'first'}],
                     rules=[{'name': 'printers', 'when': {'subject': 'print'}, 'then': {'assign': 'ana'}}])

    def explained(subject):
        mail = Mail(subject, to=user + '@example.org')
        told = daemon.explain(mail)
        shown = ' '.join(daemon.postigo('explain', daemon.folder / 'explain.eml').stdout.split())
        dovecot.deliver(user, mail)
        ticket = daemon.wait_ticket(mail.word)
        assert daemon.json('ticket', 'show', ticket)[0]['assignee'] == told['assignee']
        return told, shown

    daemon.start()
    told, shown = explained('Cannot print')
    assert told['assignee'] == 'ana' and 'Assigned ana: rule "printers" says so' in shown, shown
    assert told['set_by']['assignee'] == 'printers'
    # Ana has one by now, and Ben none.
    told, shown = explained('My fax')
    assert told['assignee'] == 'ben' and told['assignee_why'] == 'the least to do of 2: 0 open'
    assert 'Assigned ben: the least to do of 2: 0 open' in shown, shown
    assert {c['agent'] for c in told['candidates']} == {'ana', 'ben'}
    # Nor does the rule ask who is free.
    told, shown = explained('Cannot print again')
    assert told['assignee'] == 'ana' and 'the least to do' not in shown, shown
