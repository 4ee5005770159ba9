# What ./bootstrap demo shows: the whole road once, on servers of its own.
EXTRA_DIST += %D%/demo.py %D%/display.py %D%/texts.py
demo: all
	@PYTHONDONTWRITEBYTECODE=1 POSTIGO_BUILD='$(abs_top_builddir)' $(PYTHON3) $(srcdir)/%D%/demo.py $(DEMO_OPTIONS)
.PHONY: demo
