"""Flat illustrations for the demonstration content: canvas, motifs, and scenes made of them."""
