"""What is called by several names, in both scripts: places, organisations, people, months.

- `names`: the names that are known, and where they occur in a text
- `seed`: the names that everybody knows, from the lists of words
- `sources`: the tables whose rows are names, such as those of staff
- `spellings`: the spellings of a name, and of a text's words, as forms that are compared
- `latin`: Latin spellings of names from other scripts, as one form
- `people`: names of people that nobody has listed, by their consonants
- `signs`: what shows beside an ordinary word that it is a name
"""
