"""Work in the background: everything that no request should wait for.

- `worker`: the process that does it, with a thread for each kind of work
- `leases`, `processes`: which workers are alive, and who takes over a dead one's tasks
- `failed_tasks`: tasks that fail or do not end
- `renamed_tasks`: queued tasks whose functions have moved since
- `repeating`: work that is repeated, and when it is due
- `schedules`: scheduled publication and expiry
- `email_queue`: e-mail that waits to be sent
- `problems`: reports failures to staff, and goes on with the rest
- `memory`: how much memory a worker holds, and when it starts anew for it
- `pacing`: long work in short transactions
"""
