"""What every page type and every other app shares.

- `models`: pages, vocabularies, users, pictures, documents, settings, menus, published items
- `language`: the two languages: dates, folding, slugs
- `publication`: what is public, decided once, in the transaction that changes it
- `channels`: safe ways to reach the initiative
- `addresses`: absolute addresses, links to this site, redirects
- `media`: pictures, before they are stored and when they are served
- `body`: the blocks of page bodies, and their HTML
- `public`: what every public page shows around its content
- `caching`: answers and pages, cached for one publication state
- `erasing`: the removal of a name or phrase for good
- `search`: the search of the CMS, and its index
- `setup`: groups, permissions, locales and workflows, made by the first migrate
- `background`: the worker, its tasks and schedules, and the problems that it reports
- `databases`: PostgreSQL and Redis, and what happens while they are away
- `logs`: what is logged of requests and faults, and what never is
- `health`: whether the process lives and can serve; everything that can be wrong, for people
- `backup`: backups, and their restoration without what was withdrawn since
- `costly`: work that costs much: how much of it at once, and in which process

Beside the rooms:

- `checks`: the project's own rules as system checks
- `forms`: the form of every page; `validators`: checks of single values in forms
- `clients`: the address of a request, and whether somebody may be known by it
- `untrusted`: text and ids from outside
- `security_log`: who did what to accounts; `sessions`: when a session ends
- `encryption`: what the database stores but must not reveal
- `refusals`: the error of a change that is refused with a reason
- `patching`: how attributes of other people's classes are replaced

Imports run one way: config, api, home, news, forums, cms, core. Core imports none of the others;
what it must not know is registered with it (`core.publication.registry`).
"""
