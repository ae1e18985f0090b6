"""`make kit`: the kit for one server, tried on a blank Debian that boots in namespaces.

- `machine`: a tree made by debootstrap, with systemd and a network of its own
- `__main__`: what is done there, and the table of what was seen
"""
