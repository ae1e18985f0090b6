"""What is logged: one line of JSON for each event, on standard output, and nothing about people.

- `lines`: the format of a line
- `private`: what no line may contain
- `requests`: a line for each request that was answered
"""
