"""Cards and the widget in a real browser, on pages of other sites."""
