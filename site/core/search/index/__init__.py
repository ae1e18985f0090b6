"""The index of texts: tables of keys, alike on both databases, and what is found in them.

    table of texts        SQLite                         PostgreSQL
    keys: "=a ~a t=a"     FTS5 beside it, by triggers    tsvector of the same keys, GIN
    stems: " a b c "      compared as they are           compared as they are

A key alone means that the text has it, one after `t` or `s` that its title or summary has it. So
the statement that finds texts also knows how well, and where, without reading a text.

- `fields`: the column of keys
- `columns`: what a text has in the columns
- `expressions`: what is asked of the keys, as each database writes it
- `tables`: tables of texts, and the SQL of finding and ranking in them
- `ranking`: the order of hits
- `structure`: what the databases have beside the tables: FTS5, triggers, indexes
- `purging`: what was deleted, out of the files of the index as well
"""
