"""What must not happen: one module for each section of what is promised about security."""
