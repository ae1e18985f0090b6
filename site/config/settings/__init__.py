"""Settings of every environment: safe by default, changed by environment variables alone.

`.env.example` lists each variable with its default. Each module is a topic, and none of them
depends on the kind of environment; `tests/settings.py` imports all and pins values.

- `environment`: the variables, and the folders of the project and of its data
- `safety`: keys, hosts, cookies, https, content policy
- `applications`: apps, middleware, templates
- `roles`: what this machine is for, where there are several
- `data`, `files`: database, cache, queue; static files, uploads, pictures
- `languages`: the two languages, and what translators work with
- `cms`, `email`: the CMS and its accounts; e-mail
- `accounts`: the second factor
- `api`, `logs`: the public API; logs
- `moving`: the old sites, which this one takes over
"""

from config.settings.environment import *  # noqa: F403, I001 - in the order in which they are read
from config.settings.safety import *  # noqa: F403
from config.settings.applications import *  # noqa: F403
from config.settings.roles import *  # noqa: F403
from config.settings.data import *  # noqa: F403
from config.settings.files import *  # noqa: F403
from config.settings.languages import *  # noqa: F403
from config.settings.cms import *  # noqa: F403
from config.settings.email import *  # noqa: F403
from config.settings.accounts import *  # noqa: F403
from config.settings.api import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.moving import *  # noqa: F403
