"""Arabic words: stems, readings of joined particles, and forms that are related.

    وبالمشاريع    particles    without particles and article: مشاريع
                  suffixes     without suffixes: مشاريع
                  related      the plural of مشروع, by the lexicon or by its pattern

- `words`: the keys of one word
- `particles`: the article, and particles of one letter
- `suffixes`: pronouns, numbers, case, and ي of relation
- `related`: what a word is related to
- `plurals`: broken plurals by their patterns
- `verbs`: verbs, verbal nouns and participles by their patterns
- `frames`: patterns of letters
- `lexicon`: what rules cannot know; `packed`: how it is held in memory
- `conjugation`: the forms of a verb of the lexicon
"""
