"""What the pages share: frame, state and address, controls, figures, lists, downloads."""
