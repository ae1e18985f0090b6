"""How staff get into the CMS, and the picture of themselves there.

- `sign_in`: the form with e-mail address and password
- `own_settings`: what people set for themselves, such as their language
- `password_reset`: the form for a forgotten password, and its e-mail
- `password_changed`: the e-mail after a password was changed
- `sessions`: what keeps a session alive; where somebody is signed in, and how that is ended
- `devices`: kinds of browsers, and those with which somebody signed in before
- `hashing`: so many passwords are hashed at once
- `avatars`: the picture of oneself
- `attempts`: limits how often either may be tried
"""
