"""The translators' workbench with thousands of works: filled in bulk, then measured."""
