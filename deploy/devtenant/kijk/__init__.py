"""Pages to look inside the tenant: mailboxes, calendars, Teams, SharePoint and the request log, as a person sees them.

Plain HTML from the server, for demo and test; nothing of Microsoft's is copied."""

from deploy.devtenant.kijk import agenda, begin, bericht, logboek, postvak, sharepoint, teams

__all__ = ["agenda", "begin", "bericht", "logboek", "postvak", "sharepoint", "teams"]
