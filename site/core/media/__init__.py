"""Pictures and documents of the site.

- `photos`: cleaning before a picture is stored, and its sizes and formats
- `separate`: the processes in which that is done, one at a time
- `cleaning`: the program that runs in it; `jpeg`, `webp`: what it must know of these formats;
  `pixels`: the pixels of any format as they are seen
- `reduction`: how the sizes are made with little memory
- `pictures`: pictures in templates
- `restricted`: restricted collections; `access`: who may receive a file
- `documents`: cleaning documents before they are stored
- `serving`: the views that serve pictures and documents
- `tasks`: work on pictures that may wait for the worker
"""
