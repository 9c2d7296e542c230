"""The words of the map: claims, referents, values, markings, the view."""
