"""What must not happen, one module for each section of the security contract."""
