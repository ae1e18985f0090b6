"""The second factor: nobody is signed in without one.

- `guard`: who has not proved a second factor in this session is a stranger everywhere
- `records`: what a session has proved, and when; signing in
- `adapter`: secrets are encrypted; names for allauth
- `codes`: checks the codes of apps and recovery codes, within limits
- `one_time`: what an app shows
- `passkeys`: asks browsers for passkeys, and checks what they answer
- `invitations`: what lets somebody add a first factor, once
- `enrolment`: adding factors
- `sign_in_views`, `enrolment_views`: the screens before somebody is signed in
- `own_views`: the screen on which people see to their own factors
- `asking`: sensitive changes ask again for password or factor
- `reset`: an administrator takes a colleague's factors away
- `changes`: what follows when an e-mail address changes
- `notices`: e-mail about all that
- `forms`: the fields for codes and passkeys; `urls`: the addresses of all screens
"""
