"""What the answers tell us: from protected counts to charts a circle can act on.
Arithmetic and policy live in pure modules; what is changed because of them lives in circles."""
