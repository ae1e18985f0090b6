"""How staff get into the CMS, and the picture of themselves there.

- `sign_in`: the form with e-mail address and password
- `own_settings`: what people set for themselves, such as their language
- `factors`: the second factor
- `password_reset`: the form for a forgotten password, and its e-mail
- `avatars`: the picture of oneself
- `attempts`: limits how often either may be tried
"""
