"""What readers see in a real browser, on a site of edge content served as in production."""
