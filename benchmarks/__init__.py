"""Figures that the project promises, measured in one run beside their peers: `make bench`."""
