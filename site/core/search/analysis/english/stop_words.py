"""English words that narrow no search."""

from core.search.analysis.english.lists import read_words

STOP_WORDS = frozenset(read_words("english_stop_words"))
