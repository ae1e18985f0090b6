"""Pictures and documents of the site.

- `photos`: cleaning before a picture is stored, and its sizes and formats
- `separate`: the processes in which that is done, one at a time; `copying`: what they get
- `cleaning`: the program that runs in it; `jpeg`, `webp`: what it must know of these formats;
  `pixels`: the pixels of any format as they are seen
- `reduction`: how the sizes are made with little memory
- `missing`: makes the sizes that are missing, before somebody shows or publishes a picture, and
  those whose files were lost
- `pictures`: pictures as pages and the API show them; `showing`: which size, cropped around what
- `restricted`: restricted collections; `access`: who may receive a file
- `leftovers`: files whose transaction fails, and parts of files, are deleted
- `documents`: cleaning documents before they are stored
- `serving`: the views that serve pictures and documents
- `s3`: uploads in a bucket, where there is one
- `tasks`: work on pictures that may wait for the worker
"""
