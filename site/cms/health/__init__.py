"""What administrators see of the site's health: the doctor's findings, and a worker that stopped.

- `views`: the screen below “Settings”, and the button that opens a closed site again
- `panel`: the notice on the start page
- `notifying`: e-mail to administrators about what has stopped
"""
