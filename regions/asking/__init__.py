"""What is asked: views, pages with their parameters, selections."""
