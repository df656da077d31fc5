"""Search measured: engines side by side, over queries whose right answers are known."""
