"""Between a case and its analyses: the network as a ground to stand on, options by name, findings as text, JSON and charts."""
