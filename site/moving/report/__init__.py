"""What a run reports: everything that was left out, changed or waits for a person.

- `findings`: the lines of the report, from the survey, the rows and the questions
- `files`: the report as HTML in both languages, and as CSV
"""
