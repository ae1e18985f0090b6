"""How staff get into the CMS.

- `sign_in`: the form with e-mail address and password
- `password_reset`: the form for a forgotten password, and its e-mail
- `attempts`: limits how often either may be tried
"""
