"""Suggestions of a machine, which count only once a person has accepted them.

- `libretranslate`: the client of a LibreTranslate server
- `suggestions`: which texts to ask for, and storing what can be used
- `views`: the button “Suggest for all missing”
"""
