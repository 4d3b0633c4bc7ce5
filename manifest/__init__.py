"""What an administrator uploads: the Outlook add-in and the Teams app, made from the service's own settings."""
