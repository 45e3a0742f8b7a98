"""New official figures: downloaded, merged into what we have, checked, and only then in use."""
