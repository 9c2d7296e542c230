"""The analyst's page: a server on this machine, for one case and one viewer, over the same verbs as the command line."""
