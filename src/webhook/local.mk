# A program of its own: libcurl and all that it needs are in memory only while a webhook is told.
pkglibexec_PROGRAMS += postigo-webhook
postigo_webhook_SOURCES = %D%/main.c
postigo_webhook_LDADD = $(base_libs) $(JANSSON_LIBS) $(CURL_LIBS)
