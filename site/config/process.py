"""What this process is for, set before the settings are read."""

# Whether it answers requests: people wait for it then, while commands and the worker can wait.
answers_requests = False
