"""What the analyst's page shows: pure answers over a `Stage`, one viewer's map indexed for questions that come by the hundred."""
