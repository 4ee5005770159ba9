"""texts.py - the people of the demonstration, and what they write"""

DESK = 'support@puente.example'
DESK_NAME = 'the desk'

BEGONA = 'Begoña Íñiguez <begona@rivera.example>'
LUIS = 'Luis Mora <luis@rivera.example>'
NURIA = 'Nuria Sanz <nuria@rivera.example>'
JOAN = 'Joan Holt <joan@birchholt.example>'
MARK = 'Mark Lee <mark@birchholt.example>'
PETE = 'Pete Dale <pete@birchholt.example>'
KATE = 'Kate Bell <kate@birchholt.example>'
ANA = 'Ana Ruiz <ana@puente.example>'
TOM = 'Tom Field <tom@puente.example>'
EVA = 'Eva Soler <eva@puente.example>'
LEO = 'Leo Vidal <leo@puente.example>'
INES = 'Inés Prado <ines@puente.example>'
ADA = 'Ada Moore <ada@puente.example>'
MARTA = 'Marta Gil <marta@puente.example>'
PLANARA = 'Planara Support <support@planara.example>'
PEOPLE = (BEGONA, LUIS, NURIA, JOAN, MARK, PETE, KATE, ANA, TOM, EVA, LEO, INES, ADA, MARTA, PLANARA)

# What the desk's mail server writes into a mail whose sender's domain has proved it.
VOUCHED = {'Authentication-Results': 'mx.desk.example; dmarc=pass header.from=puente.example'}

PASSWORD = '''Buenos días:

Desde esta mañana no puedo entrar en el portal. Me dice que la contraseña no es correcta, y creo
que la he olvidado. ¿Podríais ayudarme, por favor?

Un saludo,
Begoña Íñiguez
'''
CRASH = '''Hello,

Planara crashes whenever I save a drawing: "Access violation at 0xC0000005". A screenshot is
attached. It is LAP-2231; I have restarted it twice, with no change.

Kind regards,
Joan Holt
'''
MORE = '''One more thing: it only happens with drawings from before January.

Joan
'''
SCREEN = '''Hello,

my second screen has been black since this morning. The cable is in, and its light is on.

Mark
'''
GIVES_BACK = '''#soltar
'''
FIRST = '''#time 15m

Hello Mark,

please take the other cable, the one with the blue end. Does the picture come back?

Tom
'''
NO_PICTURE = '''Thank you, Tom. I have changed the cable, and there is still no picture.

Mark
'''
PASS_ON = '''#esclate
#note
New cable tried, same picture. It may be the dock.
'''
WAIT = '''#wait until 17:30

Hello Mark, I have ordered a new plug for the dock. It comes this afternoon; tell me whether it helped.

Tom
'''
CALL = '''#new kate@birchholt.example phone Second copy of each plan
#take
#time 5m
#close

Hello Kate, thank you for your call. The plotter is set to one copy again.
'''
LAST = '''#close

Hello Mark, good to hear that it was the plug after all. Have a nice evening!
'''
ASK_VENDOR = '''#proveedor planara
#nota
It happens with old drawings only.
'''
CASE = '''Thank you for your message. Your case number is PL-204711. Please keep it in the subject.

We could reproduce it; a correction comes with 11.0.3. Password: hunter2
'''
ANSWER = '''#priority high
#tag planara-11
#remind 17:30 Has 11.0.3 come?

Hello Joan,

I have seen the same here with an old drawing, and Planara's people are working on it. Until
they are done: save as DXF, that works.

Ada
'''
AWAY = '''I am out of the office until Monday, 7 December. I will not read mail.
'''
OUTAGE = '''Hola:

Desde las diez se corta la VPN a toda la oficina y nadie puede trabajar.

Luis
'''
TOO = '''Hola, tampoco puedo trabajar: la VPN no conecta desde hace un rato.

Nuria
'''
ALSO = '''Hello, the VPN refuses to connect, and I am at home today. Can you help?

Pete
'''
FOR_ALL = '''Ha fallado la pasarela de la VPN. La hemos cambiado: por favor, vuelve a conectar.

[en]
The VPN gateway has failed. We have replaced it: please connect again.
'''
# A picture of one pixel.
PNG = bytes.fromhex('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf'
                    'c0f01f0005050102a2d5b4d10000000049454e44ae426082')
