"""What people are notified of, in the CMS and by email.

- `events`: writes a notice for each event that concerns somebody
- `digest`: who gets the daily email, and sending it
- `email`: subject and body of that email
- `wagtail_email`: Wagtail's emails about reviews, without those about translations
- `daily`: what the worker does once a day
- `views`, `hooks`: the list of notices, their number in the menu, the panel, the account setting
"""
