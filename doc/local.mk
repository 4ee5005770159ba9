dist_man_MANS = %D%/postigo.conf.5
