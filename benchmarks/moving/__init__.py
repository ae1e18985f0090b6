"""The move from WordPress: how fast posts come in, and how long others wait meanwhile.

- `exports`: an export of made-up posts, as WordPress writes one
- `importing`: imports it in a process of its own, whose memory and time are measured
- `trial`: what is measured, and in which order
- `figures`: the figures of the goals
"""
