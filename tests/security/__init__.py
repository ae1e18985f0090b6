"""What must not happen (docs of the contract: what is known to whom, and what is gone for good)."""
