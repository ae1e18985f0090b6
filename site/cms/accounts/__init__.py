"""How staff get into the CMS, who they may change there, and how they leave.

- `sign_in`: the form with e-mail address and password
- `own_settings`: what people set for themselves, such as their language
- `factors`: the second factor
- `password_reset`: the form for a forgotten password, and its e-mail
- `password_changed`: the e-mail after a password was changed
- `sessions`: what keeps a session alive; where somebody is signed in, and how that is ended
- `devices`: kinds of browsers, and those with which somebody signed in before
- `hashing`: so many passwords are hashed at once
- `avatars`: the picture of oneself
- `attempts`: limits how often either may be tried; `waiting` is what people read then
- `rules`: who may change whom; `rights` compares what people may do
- `user_views`, `user_forms`, `user_bulk`, `group_views`: Wagtail's screens of users and roles,
  which ask the rules
- `leaving`: closes an account; `handover` is what becomes of its pages, `close_view` the screen
- `menu`: links that administrators alone are shown; `administrators`: what their screens share
- `apps`: gives Wagtail these screens
"""
