"""press.py - a technician presses a button: the link out of a notice's HTML, and the mail that their program makes of it"""
import email.message
import email.policy
import email.utils
import html
import html.parser
import urllib.parse

from road import nonce

# Outlook hands a link on in one line of a command, browsers cut off longer ones: no link of ours is.
LINK_MOST = 2000


class _Links(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.found, self.href = {}, None

    def handle_starttag(self, tag, attrs):
        if tag == 'a':
            self.href, self.words = dict(attrs)['href'], ''

    def handle_data(self, data):
        if self.href:
            self.words += data

    def handle_endtag(self, tag):
        if tag == 'a':
            self.found[self.words.strip()] = self.href
            self.href = None


def links(sent):
    """Words -> address, of each link in the HTML part of a mail."""
    parser = _Links()
    parser.feed(sent.mail.get_body(('html',)).get_content())
    return parser.found


class Draft:
    """What a mail program opens when a link is followed."""

    def __init__(self, href):
        assert len(href) <= LINK_MOST and href.isascii() and not set(href) & set(' "<>\\^`{|}\r\n'), href
        scheme, _, rest = href.partition(':')
        assert scheme == 'mailto'
        address, _, query = rest.partition('?')
        self.to = urllib.parse.unquote(address, errors='strict')
        fields = [pair.partition('=') for pair in query.split('&') if pair]
        # RFC 6068: a plus is a plus, whatever forms on the web make of it.
        fields = {name: urllib.parse.unquote(value, errors='strict') for name, _, value in fields}
        assert set(fields) <= {'subject', 'body'} and not set(fields.get('subject', '')) & set('\r\n')
        assert '\n' not in fields.get('body', '').replace('\r\n', '')
        # A link need not say anything of either.
        self.subject, self.body = fields.get('subject', ''), fields.get('body', '').replace('\r\n', '\n')

    def _mail(self, sender):
        mail = email.message.EmailMessage(policy=email.policy.SMTP)
        mail['From'], mail['To'], mail['Subject'] = sender, self.to, self.subject
        mail['Date'] = email.utils.localtime()
        mail['Message-ID'] = '<%s@mailer.example>' % nonce()
        return mail

    def outlook(self, sender, words=''):
        """HTML of Word's, and the signature that the firm wants below each mail."""
        mail = self._mail(sender)
        mail['X-Mailer'] = 'Microsoft Outlook 16.0'
        name = sender.partition('<')[0].strip()
        lines = (self.body + words).split('\n')
        mail.set_content('\r\n'.join(lines) + '\r\n\r\n%s\r\nTechnician\r\nExample Tech Ltd\r\n' % name, charset='utf-8')
        mail.add_alternative(
            '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style></head>'
            '<body lang=EN-GB link="#0563C1"><div class=WordSection1>' +
            ''.join('<p class=MsoNormal>%s<o:p></o:p></p>' % (html.escape(line) or '<o:p>&nbsp;</o:p>') for line in lines) +
            '<p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal><b><span style="color:navy">%s</span></b><o:p></o:p></p>'
            '<p class=MsoNormal>Technician<o:p></o:p></p><p class=MsoNormal>Example Tech Ltd<o:p></o:p></p></div></body></html>' % name,
            subtype='html')
        return bytes(mail)

    def gmail(self, sender, words=''):
        mail = self._mail(sender)
        name = sender.partition('<')[0].strip()
        body = self.body + words
        mail.set_content(body + '\n-- \n%s\n' % name)
        mail.add_alternative('<div dir="ltr">%s<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br>'
                             '<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature"><div dir="ltr">%s</div></div>'
                             '</div>\n' % ('<br>'.join(html.escape(line) for line in body.split('\n')), name), subtype='html')
        return bytes(mail)

    def phone(self, sender, words=''):
        """Plain, with the phone's own line below; the first letter made large."""
        mail = self._mail(sender)
        mail['X-Mailer'] = 'iPhone Mail (21F90)'
        mail.set_content('#%s%s%s\n\nSent from my iPhone\n' % (self.body[1:2].upper(), self.body[2:], words))
        return bytes(mail)

    def empty(self, sender):
        """From a program that knows nothing of what is filled in."""
        mail = self._mail(sender)
        del mail['Subject']
        mail['Subject'] = ''
        mail.set_content('\n')
        return bytes(mail)
