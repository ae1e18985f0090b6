"""A site of edge content: what pages must bear, and what demonstrations never have.

    python -m tests.edge            fills the site of DATA_DIR; edge.json there has its addresses
    python -m tests.edge --stories 1    only one story, or with 0 none at all

Long and mixed titles, a word of sixty characters, stories without a picture and with pictures of
every shape, which weigh what photographs weigh, eight topics, 400 stories in each language,
translations whose originals have changed, withdrawn stories. All of it is made up and describes
only itself.
"""
