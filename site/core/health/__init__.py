"""Health checks, for the machines that run the site and for the people who do.

- `probes`: /livez (the process lives) and /readyz (it can serve requests)
- `doctor`: everything that can be wrong, each with the line that helps
- `watching`: backups and the certificate, reported when they stop
- `certificate`: how long the certificate is valid
"""
