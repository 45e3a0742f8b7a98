"""Policy instruments and exchange: companies, programmes, hometown tax, ties, meetings."""
