"""A map of Iraq: its governorates, and those where forums and councils are at work.

- `projection`: where a place lies in the drawing
- `borders`: the governorates' borders, made by scripts/map_borders.py
- `rivers`: the Euphrates and the Tigris
- `paths`: borders and rivers as paths of SVG
- `places`: where cities and governorates lie, by their names
- `marks`: forums and councils as marks of the map, one for each city
- `labels`: where each mark's label is, so that all can be read on a phone
- `drawing`: what the templates draw: the map, and the locator of one place
"""
