"""The addresses of wagtail-localize with the checks that its own views lack.

- `access`: who may change a translation now
- `submitting`, `updating`: beginning a translation, and taking over a changed original
- `editing`: single texts and values, publishing, stopping and starting again
- `pofiles`: translating offline
- `doors`: what stays closed, or open to administrators alone
"""
