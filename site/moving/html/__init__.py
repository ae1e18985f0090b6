"""WordPress's HTML as pieces of a body: what `core.body.reading` leaves, and what it cannot know.

    source                                   piece
    [gallery ids="1,2"]                      gallery, with the files that these numbers are
    <iframe src="//youtube.com/embed/…">     video
    <img src="…/tea-300x200.jpg">            photo of 2016/03/tea.jpg
    <a href="http://old.example/?p=386">     a link to the page that the post became

- `plain`: the words of HTML, quickly
- `context`: what a conversion knows and finds out; `references`: placeholders of media and links
- `codes`: WordPress's comments and codes as elements
- `builders`: what codes of page builders show; `footnotes`: those of the block editor
- `videos`: addresses of films; `embeds`: players
- `pictures`: pictures and galleries; `links`: links, files, and old addresses within texts
- `lines`: line ends of the classic editor; `noise`: what word processors left
- `credits`: where a reprint comes from
- `converting`: all of these in their order
- `blocks`: pieces as the blocks of a page, once files and pages are known
"""
