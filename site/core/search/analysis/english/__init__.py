"""English words: stems and spellings.

- `words`: the keys of one word
- `variants`: one spelling for British and American ones
- `inflection`: the stem that all forms of one word share
- `families`: what is made from a word by other endings
- `stop_words`: words that narrow no search
- `lists`: lists of words, read from files
"""
