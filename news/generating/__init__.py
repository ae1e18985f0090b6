"""Made-up stories in bulk, for trials of scale: how the site behaves with twenty thousand items.

- `words`: the words and sentences, in both languages
- `plan`: what each story is, from the seed and its number alone
- `writing`: many stories into the tables at once, and out again

Their titles name them as trials, and their source addresses distinguish them from real stories.
"""
