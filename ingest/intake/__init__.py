"""From paths to parts: files, folders, mail, mailboxes and archives, opened as if their sender meant harm."""
