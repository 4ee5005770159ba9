#!/usr/bin/python3
"""Pictures of all our messages, as a mail program shows them: narrow as a phone and wide, light and dark, in each language.

    tests/screenshots.py FOLDER [LANGUAGE...]            (make screenshots)

They are made of the samples that "postigo template preview" has, by Chromium and ImageMagick, several messages on a sheet.
"""
import html
import os
import pathlib
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[1]
POSTIGO = pathlib.Path(os.environ.get('BUILD', TOP / 'build')) / 'postigo'
ON_A_SHEET = {360: 12, 900: 6}
CONFIG = '''identity = { name = "Example Support"; domain = "example.com"; };
smtp = { host = "localhost"; tls = "none"; from = "support@example.com"; };
mailboxes = ( { name = "support"; host = "localhost"; tls = "none"; address = "support@example.com"; queue = "support"; } );
queues = ( { name = "support"; } );
templates = { dir = "%s"; };
'''
SHEET = '''<!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="%s">
<style>body{margin:8px;background:#777}figure{display:inline-block;vertical-align:top;margin:4px}
figcaption{font:12px sans-serif;color:#fff}iframe{border:0;background:%s}</style>%s'''
FRAME = '''<figure><figcaption>%s</figcaption><iframe width="%d" srcdoc="%s"
onload="this.height=this.contentDocument.documentElement.scrollHeight"></iframe></figure>'''


def preview(config, name, language):
    done = subprocess.run([POSTIGO, '-c', config, 'template', 'preview', name, '--language', language, '--format', 'html'],
                          capture_output=True, text=True)
    return done.stdout if done.returncode == 0 else None


def picture(folder, name, pages, width, scheme):
    sheet, image = folder / (name + '.html'), folder / (name + '.png')
    frames = ''.join(FRAME % (title, width, html.escape(page)) for title, page in pages)
    sheet.write_text(SHEET % (scheme, '#fff' if scheme == 'light' else '#121212', frames))
    across = 6 if width == 360 else 3
    subprocess.run(['chromium', '--headless=new', '--no-sandbox', '--disable-gpu', '--hide-scrollbars',
                    '--blink-settings=preferredColorScheme=%d' % (scheme == 'light'), '--user-data-dir=%s' % (folder / 'profile'),
                    '--virtual-time-budget=3000', '--window-size=%d,4000' % (across * (width + 12) + 16), '--screenshot=%s' % image,
                    sheet.as_uri()], check=True, capture_output=True)
    subprocess.run(['convert', image, '-trim', '+repage', image], check=True)
    sheet.unlink()
    print(image)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    config = folder / 'postigo.conf'
    config.write_text(CONFIG % (TOP / 'templates'))
    for language in sys.argv[2:] or ('en', 'es'):
        names = sorted(f.stem for f in (TOP / 'templates' / language).glob('[!_]*.mustache'))
        pages = [(name, page) for name in names for page in [preview(config, name, language)] if page is not None]
        for width, count in ON_A_SHEET.items():
            for scheme in ('light', 'dark'):
                for i in range(0, len(pages), count):
                    picture(folder, '%s-%d-%s-%d' % (language, width, scheme, i // count + 1), pages[i:i + count], width, scheme)


main()
