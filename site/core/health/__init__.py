"""Health checks, for the machines that run the site and for the people who do.

- `probes`: /livez (the process lives) and /readyz (it can serve requests)
- `doctor`: everything that can be wrong, each with the line that helps
- `watching`: what stops without anybody noticing, reported as problems by the worker
- `faults`: which of that has stopped now, the worker included
- `certificate`: how long the certificate is valid
"""
