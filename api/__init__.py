"""The open data addresses and everything else that answers over HTTP beside the pages."""
