"""A mail program that stands in for Outlook: list, reading pane, the button, the task pane, and its own office.js.

Written against Microsoft's public documentation and what was measured; nothing of Microsoft's is copied."""

from deploy.devtenant.sim import item, outlook, pane

__all__ = ["item", "outlook", "pane"]
