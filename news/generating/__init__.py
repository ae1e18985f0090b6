"""Made-up stories in bulk, for trials of scale: how the site behaves with twenty thousand items.

- `words`: the words and sentences, in both languages
- `plan`: what each story is, from the seed and its number alone
- `writing`: many stories into the tables at once, and out again

They say in their titles that they are trials, and their source addresses tell them from real ones.
"""
