"""Messages, numbers and grammar in Korean, Japanese and English."""
