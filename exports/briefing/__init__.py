"""A briefing on paper: what stands on each of its two sheets, whichever program draws them."""
