"""Documents in the CMS: each upload is cleaned, and its uploader sees what was removed.

- `forms`: the form by which documents come into the CMS
- `views`: the screens for one document and for many, and the upload of choosers
- `password`: the form for the password of a restricted collection, for readers
- `uncleaned`: what could not be cleaned, on the start page of who may replace it
"""
