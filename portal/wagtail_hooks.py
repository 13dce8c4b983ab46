from portal.sites import teach_wagtail_danish_hosts

teach_wagtail_danish_hosts()
