"""What texts and queries mean to the search: one analyser for both, on every database.

A text becomes keys, a query becomes alternatives of keys for each of its words, and a text is
found where it has a key of each word. Keys begin with a sign that shows their kind:

    =  a word in its folded form          ~  a stem
    +  a further reading of a word        *  a form that is related to others
    #  a place, organisation, person or month, whatever its spelling

- `levels`: how well a key matches what was typed
- `tokens`: the words of a text, each with its script and its place
- `words`: the keys of one word, by its script
- `arabic`, `english`: stems, readings and related forms of words
- `names`: what is called by several names, in both scripts
- `compounds`: English words that are written as one, with a hyphen or as two
- `documents`: the keys of a text
- `ahead`, `program`: a second process, which reads texts before they are asked for
- `queries`: what somebody typed, as keys
- `attempts`: what is tried when nothing is found as typed
- `spelling`: what a mistyped word may have been
- `prefixes`: what somebody has begun to type
- `version`: which version of all this indexed a text
- `data`: lists of words, as tab-separated text
"""
