"""What we change: the circle of hospital, municipalities, general practice and citizens."""
