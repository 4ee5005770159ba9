"""mails.py - mails for the benchmark: always the same ones, about 8 KB each, one in four in Spanish"""
import random
import textwrap

ENGLISH = '''Since this morning we have been unable to use the customer portal.
The screen shows an error and then goes back to the start page.
I have restarted the computer twice and emptied the browser's cache, with no change.
My colleague in the next office sees exactly the same message.
Could you tell us whether this is known and when you expect it to work again?
It would be good if somebody could look at it before noon, because we close the month today.
The order was paid on the third, but the list still shows it as pending.
We run the same version on forty workstations, all of them up to date.
Nothing else has changed on our side, apart from the new router installed last Thursday.
If you need remote access, call me and I will start the session.'''.split('\n')
SPANISH = '''Desde esta mañana no podemos usar el portal de clientes.
La pantalla muestra un error y después vuelve a la página de inicio.
He reiniciado el ordenador dos veces y he vaciado la caché del navegador, sin ningún cambio.
A mi compañera del despacho de al lado le sale exactamente el mismo mensaje.
¿Podrían decirnos si es un problema conocido y cuándo esperan tenerlo resuelto?
Sería estupendo que alguien lo mirase antes de mediodía, porque hoy cerramos el mes.
El pedido se pagó el día tres, pero la lista todavía lo da como pendiente.
Tenemos la misma versión en cuarenta puestos, todos actualizados.
Que sepamos, no ha cambiado nada más por nuestra parte, salvo el router nuevo.
Si necesitan acceso remoto, llámenme e inicio la sesión.'''.split('\n')

SIZE = 8000

HEAD = '''Return-Path: <%(local)s@customer%(domain)d.example>
Delivered-To: support@example.org
Received: from mx%(domain)d.customer%(domain)d.example (mx%(domain)d.customer%(domain)d.example [192.0.2.%(domain)d])
	by mail.example.org (Postfix) with ESMTPS id %(id)s
	for <support@example.org>; Mon, 23 Nov 2026 10:%(minute)02d:%(second)02d +0000 (UTC)
Received: from [198.51.100.%(domain)d] by mx%(domain)d.customer%(domain)d.example with ESMTPSA id %(id)s;
	Mon, 23 Nov 2026 10:%(minute)02d:%(second)02d +0000
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=customer%(domain)d.example; s=mail;
	h=from:to:subject:date:message-id; bh=%(id)s%(id)s%(id)s=;
	b=%(id)s%(id)s%(id)s%(id)s%(id)s%(id)s%(id)s
From: %(name)s <%(local)s@customer%(domain)d.example>
To: Support <support@example.org>
Subject: %(subject)s
Date: Mon, 23 Nov 2026 10:%(minute)02d:%(second)02d +0000
Message-ID: <%(id)s.%(n)d@customer%(domain)d.example>
User-Agent: Mozilla Thunderbird
MIME-Version: 1.0
Content-Language: %(language)s
Content-Type: multipart/alternative; boundary="------------%(id)s"

This is a multi-part message in MIME format.
'''


def mail(n, seed=1):
    """Mail number n, with CRLF line ends."""
    dice = random.Random(seed * 1000003 + n)
    spanish = n % 4 == 3
    sentences = SPANISH if spanish else ENGLISH
    fields = {
        'n': n, 'id': '%016x' % dice.getrandbits(64), 'domain': dice.randrange(1, 200), 'minute': n // 60 % 60, 'second': n % 60,
        'local': 'person%d' % n, 'language': 'es' if spanish else 'en',
        'name': '=?UTF-8?Q?Bego=C3=B1a_%d?=' % n if spanish else 'James Taylor %d' % n,
        'subject': '=?UTF-8?Q?No_puedo_entrar_en_la_aplicaci=C3=B3n_%d?=' % n if spanish else 'Cannot log in to the portal, case %d' % n,
    }
    text = ''
    while len(text) < SIZE // 3:
        text += textwrap.fill(' '.join(dice.choices(sentences, k=4)), 74) + '\n\n'
    html = '<html><body>' + ''.join('<p style="font-family: sans-serif; margin: 0">%s</p>\n' % p for p in text.split('\n\n')) + '</body></html>\n'
    body = ''
    for kind, content in (('plain', text), ('html', html)):
        body += '--------------%s\nContent-Type: text/%s; charset=UTF-8\nContent-Transfer-Encoding: 8bit\n\n%s\n' % (fields['id'], kind, content)
    return (HEAD % fields + body + '--------------%s--\n' % fields['id']).encode().replace(b'\n', b'\r\n')
