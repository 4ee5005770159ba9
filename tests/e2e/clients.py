"""clients.py - one letter as each mail program writes it: its HTML, what it corrects while one types, signature, and quotation

A letter is what a technician typed. write() makes of it the bytes that the program sends as a reply to a mail of ours, which it
quotes as it does: header blocks, attributions and blockquotes are written after the programs' own, in English and in Spanish.
"""
import email.message
import email.policy
import email.utils
import html
import re
import textwrap

from road import nonce

NBSP = '\u00a0'


class Letter:
    """What somebody typed, and into which mail."""

    def __init__(self, words, sender, notice=None, to=None, subject=None, spanish=False, signed=True, headers=()):
        self.lines = words.split('\n')
        self.sender, self.notice, self.spanish, self.signed, self.headers = sender, notice, spanish, signed, dict(headers)
        self.to = to or notice.reply_to
        self.subject = subject if subject is not None else notice['Subject']
        self.message_id = '<%s@mailer.example>' % nonce()
        name = email.utils.parseaddr(sender)[0]
        # Below each mail, as the firm wants it.
        self.card = [name, 'Soporte técnico' if spanish else 'Technical support', 'Example Tech Ltd, +34 91 555 01 99']

    def desk(self):
        who = self.notice.mail['From'].addresses[0]
        return who.display_name, who.addr_spec

    def quoted_text(self):
        return self.notice.text.splitlines()

    def quoted_html(self):
        whole = self.notice.mail.get_body(('html',)).get_content()
        inside = re.search(r'<body[^>]*>(.*)</body>', whole, re.S)
        return inside.group(1) if inside else whole


# ---- what programs do while one types

def capital(line):
    """The first letter of a line, behind a # too."""
    return re.sub(r'^(#?\s*)(\w)', lambda m: m.group(1) + m.group(2).upper(), line)


def curly(line):
    return re.sub(r'"([^"]*)"', '\u201c\\1\u201d', line).replace("'", '\u2019')


def typographic(line):
    """Dashes and dots."""
    return line.replace(' -- ', ' \u2013 ').replace('...', '\u2026')


def hard_blanks(line):
    return line.replace(' ', NBSP)


def double_blanks(line):
    """What an editor of HTML keeps of a blank at the end of what was typed last."""
    return re.sub(r' (?=\S+$)', NBSP, line)


def full_stop(line):
    """Two blanks in a row on a telephone's keyboard."""
    return line + '.' if re.fullmatch(r'#\s?[A-Za-zÀ-ÿ]+( [a-z0-9]+)*', line) else line


def apart(line):
    return re.sub(r'^#(?=\w)', '# ', line)


# ---- the parts of a mail

def escape(line):
    return html.escape(line, quote=False).replace(NBSP, '&nbsp;')


def with_links(line):
    """Addresses become links while one types."""
    return re.sub(r'[\w.+-]+@[\w.-]+\w', lambda m: '<a href="mailto:%s">%s</a>' % (m.group(), m.group()), line)


def mail_of(letter, prefix='Re: '):
    m = email.message.EmailMessage(policy=email.policy.SMTP)
    m['From'], m['To'] = letter.sender, letter.to
    m['Subject'] = letter.subject if letter.subject.lower().startswith('re:') or not letter.notice else prefix + letter.subject
    m['Date'] = email.utils.localtime()
    m['Message-ID'] = letter.message_id
    if letter.notice:
        m['In-Reply-To'] = letter.notice.message_id
        m['References'] = ' '.join([*letter.notice.references, letter.notice.message_id])
    for name, value in letter.headers.items():
        m[name] = value
    return m


def flowed(lines):
    """format=flowed (RFC 3676): a blank at the end of a line says that it goes on; "-- " is a signature's."""
    out = []
    for line in lines:
        stuffed = ' ' + line if line.startswith((' ', 'From ', '>')) else line
        parts = [stuffed] if line == '-- ' else textwrap.wrap(stuffed, 72, break_long_words=False, break_on_hyphens=False,
                                                              drop_whitespace=False) or ['']
        out += [part if i == len(parts) - 1 or part.endswith(' ') else part + ' ' for i, part in enumerate(parts)]
        out[-1] = out[-1] if line == '-- ' else out[-1].rstrip(' ')
    return '\n'.join(out) + '\n'


def broken(lines, width=76):
    """Lines that are broken where they are too long, for good."""
    return '\n'.join('\n'.join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)) or line for line in lines) + '\n'


def quote_marks(lines):
    return ['>' + (' ' if line and not line.startswith('>') else '') + line for line in lines]


def plain(letter, text, prefix='Re: ', flow=False, **headers):
    m = mail_of(letter, prefix)
    for name, value in headers.items():
        m[name.replace('_', '-')] = value
    m.set_content(text, charset='utf-8', cte='8bit')
    if flow:
        m.set_param('format', 'flowed')
    return bytes(m)


def both(letter, text, markup, prefix='Re: ', charset='utf-8', cte='quoted-printable', **headers):
    """text None: HTML and nothing else."""
    m = mail_of(letter, prefix)
    for name, value in headers.items():
        m[name.replace('_', '-')] = value
    if text is None:
        m.set_content(markup, subtype='html', charset=charset, cte=cte)
        return bytes(m)
    m.set_content(text.encode(charset, 'replace').decode(charset), charset=charset, cte=cte)
    m.add_alternative(markup.encode(charset, 'xmlcharrefreplace').decode(charset), subtype='html', charset=charset, cte=cte)
    return bytes(m)


# ---- the programs

def outlook(letter):
    """Outlook for Windows: Word's HTML, broken at will inside of lines, the card unmarked, and the header block of what it answers."""
    es, (name, address) = letter.spanish, letter.desk() if letter.notice else ('', '')
    typed = [curly(typographic(capital(line))) for line in letter.lines]
    card = ['', *letter.card] if letter.signed else []
    fields = {'De:' if es else 'From:': '%s <%s>' % (name, address),
              'Enviado el:' if es else 'Sent:': 'lunes, 23 de noviembre de 2026 10:00' if es else 'Monday, November 23, 2026 10:00 AM',
              'Para:' if es else 'To:': email.utils.parseaddr(letter.sender)[0],
              'Asunto:' if es else 'Subject:': letter.subject}
    paragraph = '<p class=MsoNormal><span lang=%s style=\'font-size:11.0pt;font-family:"Calibri",sans-serif;mso-fareast-language:EN-US\'>' \
        '%s<o:p></o:p></span></p>'
    lines = [paragraph % ('ES' if es else 'EN-GB', with_links(escape(line)) or '&nbsp;') for line in typed]
    lines += ['<p class=MsoNormal><span style=\'color:#1F3864\'>%s<o:p></o:p></span></p>' % (escape(line) or '&nbsp;') for line in card]
    quote, text = '', []
    if letter.notice:
        block = '<br>'.join('<b>%s</b> %s' % (field, escape(value)) for field, value in fields.items())
        quote = '<p class=MsoNormal><o:p>&nbsp;</o:p></p><div><div style=\'border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm ' \
            '0cm\'><p class=MsoNormal><span lang=EN-US style=\'font-size:11.0pt\'>%s<o:p></o:p></span></p></div></div>' \
            '<p class=MsoNormal><o:p>&nbsp;</o:p></p>%s' % (block, letter.quoted_html())
        text = ['', *('%s %s' % pair for pair in fields.items()), '', *letter.quoted_text()]
    # Word breaks its source at blanks, whatever it says.
    body = '\n'.join(textwrap.wrap(''.join(lines), 90, break_long_words=False, break_on_hyphens=False))
    markup = '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" ' \
        'xmlns="http://www.w3.org/TR/REC-html40"><head><meta name=Generator content="Microsoft Word 15 (filtered medium)"><style><!--\n' \
        'p.MsoNormal, li.MsoNormal, div.MsoNormal\n\t{margin:0cm;\n\tfont-size:11.0pt;}\n#close {color:red}\n--></style></head>' \
        '<body lang=%s link="#0563C1" vlink="#954F72" style=\'word-wrap:break-word\'><div class=WordSection1>%s%s</div></body></html>' % (
            'ES' if es else 'EN-GB', body, quote)
    # Each paragraph of the plain part has an empty line behind it; those that are empty have a blank in them.
    charset = 'windows-1252' if ''.join(typed).encode('windows-1252', 'replace').count(b'?') == ''.join(typed).count('?') else 'utf-8'
    return both(letter, ''.join((line or NBSP) + '\n\n' for line in [*typed, *card]) + '\n'.join(text) + '\n', markup, 'RE: ', charset, X_Mailer='Microsoft Outlook 16.0',
                Thread_Topic='Printer', Thread_Index='AQHZ3kx2wTn0s1rJmEKYvHq3p4cT9g==')


def outlook_web(letter):
    """Outlook on the web: a <div> a line, blanks made hard, a rule and the header block in a part of its own."""
    es, (name, address) = letter.spanish, letter.desk() if letter.notice else ('', '')
    style = 'font-family: Aptos, Aptos_EmbeddedFont, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);'
    typed = [hard_blanks(line) if line.startswith('#') else double_blanks(line) for line in letter.lines]
    lines = ''.join('<div class="elementToProof" style="%s">%s</div>' % (style, escape(line) or '<br>') for line in typed)
    card = letter.card if letter.signed else []
    if card:
        lines += '<div id="Signature"><div style="%s"><br></div>%s</div>' % (
            style, ''.join('<p style="margin: 0px;">%s</p>' % escape(line) for line in card))
    fields = [('De:' if es else 'From:', '%s <%s>' % (name, address)),
              ('Enviado:' if es else 'Sent:', 'lunes, 23 de noviembre de 2026 10:00' if es else 'Monday, November 23, 2026 10:00 AM'),
              ('Para:' if es else 'To:', letter.sender), ('Asunto:' if es else 'Subject:', letter.subject)]
    quote, text = '', []
    if letter.notice:
        quote = '<div id="appendonsend"></div><hr style="display:inline-block;width:98%%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">' \
            '<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">%s</font><div>&nbsp;</div></div><div>%s</div>' % (
                '<br>'.join('<b>%s</b> %s' % (field, escape(value)) for field, value in fields), letter.quoted_html())
        text = ['________________________________', *('%s %s' % pair for pair in fields), '', *letter.quoted_text()]
    markup = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><style type="text/css" style="display:none;">' \
        ' P {margin-top:0;margin-bottom:0;} </style></head><body dir="ltr">%s%s</body></html>' % (lines, quote)
    return both(letter, '\n'.join([*typed, '', *card, *text]) + '\n', markup, 'RE: ', cte='base64', X_MS_Has_Attach='')


def gmail_quote(letter, markup=True):
    es, (name, address) = letter.spanish, letter.desk()
    said = 'El lun, 23 nov 2026 a las 10:00, %s (' if es else 'On Mon, Nov 23, 2026 at 10:00\u202fAM %s <'
    end = ') escribió:' if es else '> wrote:'
    if not markup:
        return broken([said % name + address + end]) + '\n' + broken(quote_marks(letter.quoted_text()), 200)
    return '<br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">%s<a href="mailto:%s">%s</a>%s<br></div>' \
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">%s' \
        '</blockquote></div>\n' % (escape(said % name), address, address, escape(end), letter.quoted_html())


def gmail(letter):
    """Gmail in a browser: the first line stands bare, the card behind "-- "."""
    typed = [double_blanks(line) for line in letter.lines]
    lines = escape(typed[0]) + ''.join('<div>%s</div>' % (escape(line) or '<br>') for line in typed[1:])
    card, text = '', []
    if letter.signed:
        card = '<div><br clear="all"></div><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" ' \
            'class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">%s</div></div>' % '<br>'.join(map(escape, letter.card))
        text = ['', '-- ', *letter.card]
    quote = gmail_quote(letter) if letter.notice else ''
    said = '\n' + gmail_quote(letter, False) if letter.notice else ''
    return both(letter, broken([line.replace(NBSP, ' ') for line in typed] + text, 72) + said, '<div dir="ltr">%s%s</div>%s' % (lines, card, quote))


def gmail_phone(letter):
    """Gmail's program for Android: the keyboard makes the first letter large, and a full stop of two blanks."""
    typed = [full_stop(capital(line)) for line in letter.lines]
    lines = escape(typed[0]) + ''.join('<div dir="auto">%s</div>' % (escape(line) or '<br>') for line in typed[1:])
    card = ('<br><br><div data-smartmail="gmail_signature">%s</div>' % '<br>'.join(map(escape, letter.card))) if letter.signed else ''
    quote = gmail_quote(letter) if letter.notice else ''
    said = '\n' + gmail_quote(letter, False) if letter.notice else ''
    text = ['', *letter.card] if letter.signed else []
    return both(letter, broken(typed + text, 72) + said, '<div dir="auto">%s%s</div>%s' % (lines, card, quote))


def apple_attribution(letter):
    name, address = letter.desk()
    return ('El 23 nov 2026, a las 10:00, %s <%s> escribió:' if letter.spanish else 'On 23 Nov 2026, at 10:00, %s <%s> wrote:') % (name, address)


def apple(letter):
    """Mail of macOS: the first line stands bare in the body, quotes and dashes are made typographic, blanks hard."""
    typed = [double_blanks(curly(line.replace(' -- ', ' \u2014 '))) for line in letter.lines]
    lines = escape(typed[0]) + ''.join('<div>%s</div>' % (escape(line) or '<br>') for line in typed[1:])
    card = letter.card if letter.signed else []
    if card:
        lines += '<br id="lineBreakAtBeginningOfMessage"><div><div dir="auto" style="caret-color: rgb(0, 0, 0);">%s</div></div>' % ''.join(
            '<div>%s</div>' % escape(line) for line in ['-- ', *card])
    quote, text = '', []
    if letter.notice:
        quote = '<div><br><blockquote type="cite"><div>%s</div><br class="Apple-interchange-newline"><div>%s</div></blockquote></div><br>' % (
            escape(apple_attribution(letter)), letter.quoted_html())
        text = ['', '> ' + apple_attribution(letter), '> ', *quote_marks(letter.quoted_text())]
    markup = '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body style="overflow-wrap: break-word; ' \
        '-webkit-nbsp-mode: space; line-break: after-white-space;">%s%s</body></html>' % (lines, quote)
    m = email.message_from_bytes(both(letter, flowed(typed + (['', '-- '] + card if card else []) + text), markup,
                                      Mime_Version='1.0 (Mac OS X Mail 16.0 \\(3826.200.121\\))', X_Mailer='Apple Mail (2.3826.200.121)'),
                                 policy=email.policy.SMTP)
    m.get_payload()[0].set_param('format', 'flowed')
    return bytes(m)


def iphone(letter):
    """Mail of a telephone: first letters large, a blank behind the #, its own line for a signature, the quotation at the end."""
    head = next((n for n, line in enumerate(letter.lines) if not line.startswith('#')), len(letter.lines))
    typed = [capital(curly(line if n >= head else apart(line))) for n, line in enumerate(letter.lines)]
    sent = 'Enviado desde mi iPhone' if letter.spanish else 'Sent from my iPhone'
    lines = escape(typed[0]) + ''.join('<div>%s</div>' % (escape(line) or '<br>') for line in typed[1:])
    quote, text = '', []
    if letter.signed:
        lines += '<div><br id="lineBreakAtBeginningOfSignature"><div dir="ltr">%s</div></div>' % sent
    if letter.notice:
        said = apple_attribution(letter)
        quote = '<div dir="ltr"><br><blockquote type="cite">%s<br><br></blockquote></div><blockquote type="cite"><div dir="ltr">\ufeff%s</div>' \
            '</blockquote>' % (escape(said), letter.quoted_html())
        text = ['', '> ' + said, '> ', *quote_marks(letter.quoted_text())]
    markup = '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head><body dir="auto">%s%s</body></html>' % (
        lines, quote)
    return both(letter, '\n'.join(typed + (['', sent] if letter.signed else []) + text) + '\n', markup, cte='base64',
                X_Mailer='iPhone Mail (22B91)')


def thunderbird(letter):
    """Thunderbird as plain text, format=flowed: above what it quotes."""
    name, _ = letter.desk() if letter.notice else ('', '')
    card = ['', '-- ', *letter.card] if letter.signed else []
    text = flowed(letter.lines + card)
    if letter.notice:
        text += '\n' + ('El 23/11/26 a las 10:00, %s escribió:' if letter.spanish else 'On 23/11/2026 10:00, %s wrote:') % name + '\n'
        text += '\n'.join(quote_marks(letter.quoted_text())) + '\n'
    return plain(letter, text, flow=True, User_Agent='Mozilla Thunderbird')


def mutt(letter):
    """Plain text to the letter, in English whatever one writes."""
    text = '\n'.join(letter.lines + (['', '-- ', *letter.card] if letter.signed else [])) + '\n'
    if letter.notice:
        text += '\nOn Mon, Nov 23, 2026 at 10:00:00AM +0100, %s wrote:\n' % letter.desk()[0] + \
            '\n'.join(quote_marks(letter.quoted_text())) + '\n'
    return plain(letter, text, User_Agent='Mutt/2.2.9')


CLIENTS = (outlook, outlook_web, gmail, gmail_phone, apple, iphone, thunderbird, mutt)
HTML = (outlook, outlook_web, gmail, gmail_phone, apple, iphone)


def html_only(client):
    """The same program, where an administrator has switched the plain part off."""
    def write(letter):
        m = email.message_from_bytes(client(letter), policy=email.policy.SMTP)
        markup = m.get_body(('html',)).get_content()
        m.clear_content()
        m.set_content(markup, subtype='html', charset='utf-8', cte='quoted-printable')
        return bytes(m)
    write.__name__ = client.__name__ + '_html_only'
    return write
