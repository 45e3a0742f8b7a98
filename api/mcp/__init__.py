"""What assistants ask over the Model Context Protocol: the figures of the pages and all that must be said."""
