"""The parts of the pages that Streamlit draws: frame, state and address, controls, figures, exports."""
