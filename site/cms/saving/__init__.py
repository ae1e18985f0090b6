"""Nothing that was typed is lost, and nothing becomes public unseen.

- `pages`: the views in which pages are edited and reverted
- `creating`: the view in which pages are created, of one form one page
- `partly`: drafts that are saved but for what is wrong in their form
- `stale`: forms that were opened before somebody else saved a newer version
- `forms`: forms of what has no versions, opened before somebody else saved
- `loaded`: what a form held when it was opened, and what is stored differently by now
- `edit_views`: Wagtail's edit views of names, pictures, settings and the rest, made so
- `alt_texts`: pictures without alternative text in the language of their page
- `decisions`: what a form sends about a decision in a workflow
- `without_form`: pages that are published in bulk, or approved from a list
- `checks`: what the panel “Checks” looks for
- `signed_out`: forms that were sent after the session had ended
- `gone`: what was typed about something that was deleted meanwhile
- `errors`: what is wrong with a form, said at the top of it by name
"""
