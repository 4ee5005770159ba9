#!/usr/bin/env python3
"""check: mails as programs really write them, and what `postigo parse --json` has to say of each.

usage: check.py [NAME ...]      (POSTIGO_BUILD: the build's folder; default: the one that make runs in)

Beside each NAME.eml stands NAME.json: some of the members of the object that `postigo parse --json` prints. What is not
there is not asked. Lists must be as long as asked; strings equal, but for blanks at the ends of lines and of the text.
Members of their own: "text_contains", "text_lacks", "reply_contains", "reply_lacks" (lists of strings).
"""
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
BUILD = os.environ.get('POSTIGO_BUILD') or os.environ.get('abs_top_builddir') or '.'


def folded(text):
    return '\n'.join(line.rstrip() for line in text.split('\n')).strip()


def part_of(got, key):
    return got.get(key.rsplit('_', 1)[0]) or ''


def complaints(want, got, where):
    """What of want does not hold of got, one line each."""
    if isinstance(want, dict) and isinstance(got, dict):
        for key, value in want.items():
            if key.endswith('_contains'):
                yield from ('%s: %r is not in it' % (where, v) for v in value if v not in part_of(got, key))
            elif key.endswith('_lacks'):
                yield from ('%s: %r is in it' % (where, v) for v in value if v in part_of(got, key))
            elif key not in got:
                yield '%s.%s: no such member' % (where, key)
            else:
                yield from complaints(value, got[key], '%s.%s' % (where, key))
    elif isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        for i, (w, g) in enumerate(zip(want, got)):
            yield from complaints(w, g, '%s[%d]' % (where, i))
    elif isinstance(want, str) and isinstance(got, str):
        if folded(want) != folded(got):
            yield '%s: want %r\n%sgot  %r' % (where, want, ' ' * (len(where) + 2), got)
    elif want != got:
        yield '%s: want %r, got %r' % (where, want, got)


def main():
    mails = sorted(HERE.rglob('*.eml'))
    if len(sys.argv) > 1:
        mails = [m for m in mails if m.stem in sys.argv[1:]]
    if not mails:
        sys.exit('no mails')
    run = subprocess.run([BUILD + '/postigo', 'parse', '--json', *map(str, mails)], stdout=subprocess.PIPE)
    if run.returncode != 0:
        sys.exit('postigo parse ended with %d' % run.returncode)
    read = [json.loads(line) for line in run.stdout.decode().splitlines()]
    assert [r['file'] for r in read] == [str(m) for m in mails]
    bad = 0
    for mail, got in zip(mails, read):
        lines = list(complaints(json.loads(mail.with_suffix('.json').read_text()), got, mail.stem))
        bad += bool(lines)
        print(*lines, sep='\n', end='\n' if lines else '')
    print('%d of %d mails are read right' % (len(mails) - bad, len(mails)))
    sys.exit(bad != 0)


main()
